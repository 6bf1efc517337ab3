//! A line taken apart into spoken words, each with its place in the line as it was written.

use super::{filling::Filling, marks::Marks, spelling::Spelling};
use crate::tree::{Line, Piece};
use std::{
    collections::{BTreeSet, HashMap},
    ops::Range,
};

/// A word known to some rule; words that none knows share [`UNKNOWN`].
pub(super) type WordId = u32;
/// A word that no rule knows.
pub(super) const UNKNOWN: WordId = u32::MAX;

/// What a word is, beside its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// A number in digits.
    Number,
    /// An amount of money.
    Money,
    /// A time of day in digits: 16:30, 4pm.
    Time,
    /// Part of a fact's value.
    Fact,
    /// Three or more letters, all of them capitals.
    Capitals,
    /// A name: a capital within a sentence.
    Name,
}

/// One spoken word.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// Its number in the vocabulary.
    pub word: WordId,
    /// Its plain letters.
    pub text: String,
    /// Its place in the raw line, in characters.
    pub place: Range<usize>,
    /// The sentence it stands in.
    pub sentence: usize,
    /// It begins its sentence.
    pub is_first: bool,
    /// A comma, dash or colon stands before it.
    pub has_comma_before: bool,
    /// It stands between quotation marks.
    pub is_quoted: bool,
    /// A word that changes nothing where it stands between others.
    pub is_light: bool,
    /// It is the first, or the only, part of a written word.
    pub is_head: bool,
    /// It is part of a fact's value.
    pub is_fact: bool,
    /// What else it is: its marks.
    pub marks: Vec<WordId>,
}

impl Token {
    /// Whether it is one of these words, or bears one of these marks; they are in the order of their numbers.
    pub fn is_among(&self, words: &[WordId]) -> bool {
        words.binary_search(&self.word).is_ok() || self.marks.iter().any(|mark| words.binary_search(mark).is_ok())
    }
}

/// A line as it is said, in words.
#[derive(Clone, Debug, Default)]
pub(super) struct Tokens {
    /// The words in order.
    pub tokens: Vec<Token>,
    /// The sign that ends each sentence.
    pub ends: Vec<char>,
}

/// What is known of words.
pub(super) struct Known<'a> {
    /// How they are spelled.
    pub spelling: &'a Spelling,
    /// Their numbers.
    pub vocabulary: &'a HashMap<String, WordId>,
    /// What they may bear beside their letters.
    pub marks: &'a Marks,
    /// Those that change nothing.
    pub light: &'a BTreeSet<String>,
}

impl Known<'_> {
    fn number(&self, word: &str) -> WordId {
        self.vocabulary.get(word).copied().unwrap_or(UNKNOWN)
    }
}

/// One character of the line as it is said, and where it comes from.
#[derive(Clone, Copy)]
struct Sign {
    letter: char,
    from: usize,
    to: usize,
    is_fact: bool,
}

impl Tokens {
    /// Takes a line apart, its facts filled.
    pub fn new(raw: &str, filling: &dyn Filling, known: &Known) -> Self {
        let signs = signs(raw, filling);
        let quoted = quoted(&signs);
        let mut reader = Reader { signs: &signs, quoted: &quoted, known, out: Self::default(), begins: true, comma: false };
        reader.read();
        if reader.out.ends.len() <= reader.out.tokens.last().map_or(0, |last| last.sentence) {
            reader.out.ends.push('.');
        }
        reader.out
    }

    /// The words of each sentence, as they are counted.
    pub fn sentence_lengths(&self) -> Vec<usize> {
        let mut lengths = vec![0; self.ends.len()];
        for token in self.tokens.iter().filter(|token| token.is_head) {
            lengths[token.sentence] += 1;
        }
        lengths
    }

    /// The numbers of the tokens of a sentence.
    pub fn of_sentence(&self, sentence: usize) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.sentence < sentence);
        start..self.tokens.partition_point(|token| token.sentence <= sentence)
    }

    /// Where some tokens stand in the raw line, in characters.
    pub fn place(&self, range: &Range<usize>) -> Range<usize> {
        let tokens = &self.tokens[range.clone()];
        let start = tokens.first().map_or(0, |token| token.place.start);
        start..tokens.last().map_or(start, |token| token.place.end)
    }
}

fn signs(raw: &str, filling: &dyn Filling) -> Vec<Sign> {
    let mut signs = Vec::with_capacity(raw.len());
    let mut at = 0;
    for piece in Line::new(raw).pieces {
        match piece {
            Piece::Words(words) => {
                for letter in words.chars() {
                    signs.push(Sign { letter, from: at, to: at + 1, is_fact: false });
                    at += 1;
                }
            }
            Piece::Fact(name) => {
                let to = at + name.chars().count() + 2;
                signs.extend(filling.fill(name).chars().map(|letter| Sign { letter, from: at, to, is_fact: true }));
                at = to;
            }
        }
    }
    signs
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '«' | '»')
}

/// Which signs stand between quotation marks. A line that stands whole between them is not a quotation.
fn quoted(signs: &[Sign]) -> Vec<bool> {
    let mut quoted = vec![false; signs.len()];
    let (mut open, mut single) = (None, None);
    for (at, sign) in signs.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| signs[before].letter);
        let after = signs.get(at + 1).map(|sign| sign.letter);
        let is_edge = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
        match sign.letter {
            letter if is_quote(letter) => match open.take() {
                Some(from) => quoted[from..at].fill(true),
                None => open = Some(at),
            },
            '‘' | '\'' if is_edge(before) && !is_edge(after) => single = Some(at),
            '’' | '\'' if is_edge(after) && before.is_some_and(|letter| !letter.is_whitespace()) => {
                if let Some(from) = single.take() {
                    quoted[from..at].fill(true);
                }
            }
            _ => {}
        }
    }
    let says = |is: bool| signs.iter().zip(&quoted).any(|(sign, quoted)| sign.letter.is_alphanumeric() && *quoted == is);
    if !says(false) {
        quoted.fill(false);
    }
    quoted
}

struct Reader<'a> {
    signs: &'a [Sign],
    quoted: &'a [bool],
    known: &'a Known<'a>,
    out: Tokens,
    begins: bool,
    comma: bool,
}

impl Reader<'_> {
    fn letter(&self, at: usize) -> Option<char> {
        self.signs.get(at).map(|sign| sign.letter)
    }

    fn is_letter(&self, at: usize) -> bool {
        self.letter(at).is_some_and(char::is_alphanumeric)
    }

    fn read(&mut self) {
        let mut at = 0;
        while at < self.signs.len() {
            let letter = self.signs[at].letter;
            if letter.is_alphanumeric() || "£$€".contains(letter) && self.is_letter(at + 1) {
                let end = self.end_of_word(at);
                self.word(at, end);
                at = end;
                continue;
            }
            match letter {
                '.' | '!' | '?' | '…' | '\n' => self.end_sentence(letter),
                ',' | ';' | ':' | '–' | '—' => self.comma = true,
                '-' if self.letter(at + 1).is_none_or(char::is_whitespace) => self.comma = true,
                _ => {}
            }
            at += 1;
        }
    }

    fn end_sentence(&mut self, sign: char) {
        let Some(last) = self.out.tokens.last() else { return };
        if self.begins {
            // "What?!" and "..." are one end; a question stays one.
            if sign == '?'
                && let Some(end) = self.out.ends.last_mut()
            {
                *end = '?';
            }
            return;
        }
        // "Mr." ends nothing.
        if sign == '.' && matches!(last.text.as_str(), "mr" | "mrs" | "ms" | "dr" | "st" | "eg" | "ie" | "etc") {
            return;
        }
        self.out.ends.push(sign);
        self.begins = true;
    }

    /// A word goes on over apostrophes, points within numbers and the points of "p.m.".
    fn end_of_word(&self, start: usize) -> usize {
        let is_number = !self.signs[start].letter.is_alphabetic();
        let mut at = start + 1;
        while let Some(letter) = self.letter(at) {
            let goes_on = match letter {
                _ if letter.is_alphanumeric() => true,
                '\'' | '’' => self.is_letter(at + 1) && self.is_letter(at - 1),
                '.' | ',' | ':' => is_number && self.letter(at + 1).is_some_and(|next| next.is_ascii_digit()),
                '%' => is_number,
                _ => false,
            };
            if !goes_on {
                return at;
            }
            at += 1;
        }
        at
    }

    fn word(&mut self, start: usize, end: usize) {
        let signs = &self.signs[start..end];
        let written: String = signs.iter().map(|sign| sign.letter).collect();
        let is_fact = signs.iter().any(|sign| sign.is_fact);
        let is_money = written.starts_with(['£', '$', '€']);
        let is_number = written.chars().any(|c| c.is_ascii_digit()) && !is_money;
        let letters = written.chars().filter(|c| c.is_alphabetic()).count();
        let is_capitals = letters > 2 && written.chars().all(|c| !c.is_alphabetic() || c.is_uppercase()) && !is_money;
        let is_name = !self.begins && letters > 1 && written.chars().next().is_some_and(char::is_uppercase);
        let place = signs[0].from..signs[signs.len() - 1].to;
        let sentence = if self.begins { self.out.ends.len() } else { self.out.tokens.last().map_or(0, |last| last.sentence) };
        // "It's been" is "it has been"; "it's late" is "it is late".
        if matches!(written.to_lowercase().as_str(), "been" | "got" | "had")
            && let Some(last) = self.out.tokens.last_mut().filter(|last| last.text == "is" && !last.is_head)
        {
            (last.text, last.word) = ("has".to_owned(), self.known.number("has"));
        }
        let classes = [
            (Class::Number, is_number),
            (Class::Money, is_money),
            (Class::Fact, is_fact),
            (Class::Capitals, is_capitals),
            (Class::Name, is_name),
            (Class::Time, is_number && is_time(&written)),
        ];
        let classes: Vec<Class> = classes.into_iter().filter(|(_, is)| *is).map(|(class, _)| class).collect();
        for (number, text) in self.known.spelling.plain(&written).into_iter().enumerate() {
            self.out.tokens.push(Token {
                word: self.known.number(&text),
                place: place.clone(),
                sentence,
                is_first: self.begins && number == 0,
                has_comma_before: self.comma && number == 0,
                is_quoted: self.quoted[start],
                is_light: self.known.light.contains(&text),
                is_head: number == 0,
                is_fact,
                marks: self.known.marks.of(&text, &classes),
                text,
            });
        }
        (self.begins, self.comma) = (false, false);
    }
}

/// Whether these letters are a time of day: 16:30, 4pm, 4.30pm.
fn is_time(written: &str) -> bool {
    let small = written.to_lowercase();
    let half = small.strip_suffix("am").or_else(|| small.strip_suffix("pm"));
    let digits = half.unwrap_or(&small);
    let is_digits = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == ':' || c == '.');
    is_digits && (half.is_some() || digits.contains(':')) && digits.starts_with(|c: char| c.is_ascii_digit())
}

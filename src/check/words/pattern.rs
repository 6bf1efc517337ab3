//! The small language of constructions: words, word classes, gaps, anchors, and what must not stand beside them.
//!
//! | written | matches |
//! |---|---|
//! | `wait` | that word; contractions stand for their words, so `can't` is `can not` |
//! | `wait~` | the word and its regular forms: waits, waited, waiting |
//! | `inconvenien*` `*ing` | every word that begins, or ends, so |
//! | `@refuse` | a named set of the words' file |
//! | `(as soon as\|once)` | one of several; a `?` behind a word, a set or a bracket makes it optional |
//! | `..3` | up to three words, as few as will do; `...` any number within the sentence |
//! | `^` `$` | beginning and end of the sentence; `^^` and `$$` of the line |
//! | `,` | a comma, dash or colon before the next word; elsewhere they are not seen |
//! | `;` | the rest of the sentence, and the beginning of the next |
//! | `#number` `#money` `#time` `#fact` `#capitals` `#name` `_` | a word by what it is; `_` is any word |
//! | `!x` `<x` `<!x` | x does not follow; x stands before; x does not stand before |
//! | `[question]` `[statement]` `[exclaimed]` | the sentence ends in `?`, does not, or ends in `!` |

use super::{
    marks::Marks,
    spelling::{Spelling, forms},
    token::{Class, WordId},
};
use std::collections::{BTreeSet, HashMap};

/// One part of a construction.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Node {
    /// One word of these, or with one of these marks, in order of their numbers.
    Words(Vec<WordId>),
    /// A word of the class with that mark.
    Class(WordId),
    /// Any word.
    Any,
    /// One of these; an empty one makes it optional.
    Either(Vec<Vec<Node>>),
    /// Up to so many words.
    Gap(usize),
    /// The beginning of the sentence.
    SentenceStart,
    /// The end of the sentence.
    SentenceEnd,
    /// The beginning of the line.
    LineStart,
    /// The end of the line.
    LineEnd,
    /// A comma, dash or colon.
    Comma,
    /// On to the next sentence.
    NextSentence,
    /// None of these follows.
    Not(Vec<Vec<Node>>),
    /// One of these stands before, or none of them does.
    Behind(Vec<Vec<Node>>, bool),
    /// The sentence ends in this sign, or it does not.
    Ends(char, bool),
}

/// A whole construction.
pub(super) type Pattern = Vec<Node>;

/// Reads constructions, numbering the words they know.
#[derive(Debug, Default)]
pub(super) struct PatternReader {
    /// The words and their numbers.
    pub vocabulary: HashMap<String, WordId>,
    /// The named sets that are already read.
    pub sets: HashMap<String, Vec<Pattern>>,
    /// The marks, numbered among the words.
    pub marks: Marks,
    /// How words are spelled.
    pub spelling: Spelling,
}

impl PatternReader {
    /// Reads one construction.
    pub fn read(&mut self, text: &str) -> Result<Pattern, String> {
        self.whole(text).map_err(|error| format!("\"{text}\": {error}"))
    }

    fn whole(&mut self, text: &str) -> Result<Pattern, String> {
        let mut parts = parts(text)?.into_iter().peekable();
        let pattern = self.sequence(&mut parts)?;
        match parts.next() {
            None if pattern.is_empty() => Err("it matches nothing; write the words it is about".to_owned()),
            None => Ok(pattern),
            Some(part) => Err(format!("a `{part}` closes or parts nothing")),
        }
    }

    fn sequence(&mut self, parts: &mut Parts) -> Result<Pattern, String> {
        let mut nodes = Vec::new();
        while let Some(part) = parts.peek() {
            if part == ")" || part == "|" {
                break;
            }
            nodes.extend(self.element(parts)?);
        }
        Ok(nodes)
    }

    fn element(&mut self, parts: &mut Parts) -> Result<Pattern, String> {
        let part = parts.next().ok_or("something must follow `!` or `<`")?;
        let nodes = match part.as_str() {
            "!" => return Ok(vec![Node::Not(self.alternatives(parts)?)]),
            "<" => return Ok(vec![Node::Behind(self.alternatives(parts)?, true)]),
            "<!" => return Ok(vec![Node::Behind(self.alternatives(parts)?, false)]),
            "(" => {
                let mut alternatives = vec![self.sequence(parts)?];
                while parts.next_if(|part| part == "|").is_some() {
                    alternatives.push(self.sequence(parts)?);
                }
                parts.next_if(|part| part == ")").ok_or("a `(` is not closed; add `)`")?;
                vec![either(alternatives)]
            }
            "^" => vec![Node::SentenceStart],
            "$" => vec![Node::SentenceEnd],
            "^^" => vec![Node::LineStart],
            "$$" => vec![Node::LineEnd],
            "," => vec![Node::Comma],
            ";" => vec![Node::NextSentence],
            "_" => vec![Node::Any],
            "..." => vec![Node::Gap(40)],
            "#number" => vec![self.class(Class::Number, "#number")],
            "#time" => vec![self.class(Class::Time, "#time")],
            "#money" => vec![self.class(Class::Money, "#money")],
            "#fact" => vec![self.class(Class::Fact, "#fact")],
            "#capitals" => vec![self.class(Class::Capitals, "#capitals")],
            "#name" => vec![self.class(Class::Name, "#name")],
            "[question]" => vec![Node::Ends('?', true)],
            "[statement]" => vec![Node::Ends('?', false)],
            "[exclaimed]" => vec![Node::Ends('!', true)],
            other => self.word(other)?,
        };
        Ok(match parts.next_if(|part| part == "?") {
            Some(_) => vec![Node::Either(vec![nodes, Vec::new()])],
            None => nodes,
        })
    }

    fn alternatives(&mut self, parts: &mut Parts) -> Result<Vec<Pattern>, String> {
        Ok(match self.element(parts)?.as_slice() {
            [Node::Either(alternatives)] => alternatives.clone(),
            nodes => vec![nodes.to_vec()],
        })
    }

    fn word(&mut self, part: &str) -> Result<Pattern, String> {
        if let Some(count) = part.strip_prefix("..") {
            let count = count.parse().map_err(|_| format!("`{part}` is no gap; write it like `..3`"))?;
            return Ok(vec![Node::Gap(count)]);
        }
        if let Some(name) = part.strip_prefix('@') {
            let set = self.sets.get(name).cloned();
            let set = set.ok_or_else(|| {
                let near = crate::tree::nearest(name, self.sets.keys().map(String::as_str));
                format!("there is no set `{part}`{}", near.map(|near| format!("; did you mean `@{near}`?")).unwrap_or_default())
            })?;
            return Ok(vec![either(set)]);
        }
        if let Some(start) = part.strip_suffix('*') {
            let mark = self.number(&part.to_lowercase());
            self.marks.begins(&start.to_lowercase(), mark);
            return Ok(vec![words([mark])]);
        }
        if let Some(end) = part.strip_prefix('*') {
            let mark = self.number(&part.to_lowercase());
            self.marks.finishes(&end.to_lowercase(), mark);
            return Ok(vec![words([mark])]);
        }
        if let Some(base) = part.strip_suffix('~') {
            let forms: Vec<String> = forms(base).iter().flat_map(|form| self.spelling.plain(form)).collect();
            return Ok(vec![words(forms.iter().map(|form| self.number(form)))]);
        }
        if !part.chars().all(|c| c.is_alphanumeric() || "'%&".contains(c)) {
            return Err(format!("`{part}` is neither a word nor a sign of this language"));
        }
        let plain = self.spelling.plain(part);
        Ok(plain.iter().map(|word| words([self.number(word)])).collect())
    }

    fn class(&mut self, class: Class, written: &str) -> Node {
        let mark = self.number(written);
        self.marks.is(class, mark);
        Node::Class(mark)
    }

    fn number(&mut self, word: &str) -> WordId {
        let next = self.vocabulary.len() as WordId;
        *self.vocabulary.entry(word.to_owned()).or_insert(next)
    }
}

type Parts = std::iter::Peekable<std::vec::IntoIter<String>>;

/// Parts the text at spaces and at the signs that stand alone.
fn parts(text: &str) -> Result<Vec<String>, String> {
    let mut parts: Vec<String> = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let signs = [
            "^^",
            "$$",
            "<!",
            "...",
            "[question]",
            "[statement]",
            "[exclaimed]",
            "(",
            ")",
            "|",
            "?",
            "!",
            "<",
            "^",
            "$",
            ",",
            ";",
        ];
        let length = match signs.iter().find(|sign| rest.starts_with(**sign)) {
            Some(sign) => sign.len(),
            None => rest.find(|c: char| c.is_whitespace() || "()|?!<,;$".contains(c)).unwrap_or(rest.len()),
        };
        if length == 0 {
            return Err(format!("it cannot be read from `{rest}` on"));
        }
        parts.push(rest[..length].to_owned());
        rest = rest[length..].trim_start();
    }
    Ok(parts)
}

fn words(numbers: impl IntoIterator<Item = WordId>) -> Node {
    let numbers: BTreeSet<WordId> = numbers.into_iter().collect();
    Node::Words(numbers.into_iter().collect())
}

/// Alternatives, those of one word gathered into one look-up.
pub(super) fn either(alternatives: Vec<Pattern>) -> Node {
    let mut single = BTreeSet::new();
    let mut several = Vec::new();
    let mut waiting = alternatives;
    waiting.reverse();
    while let Some(mut alternative) = waiting.pop() {
        match alternative.as_mut_slice() {
            [Node::Words(numbers)] => single.extend(numbers.iter().copied()),
            [Node::Either(inner)] => waiting.extend(std::mem::take(inner).into_iter().rev()),
            _ => several.push(alternative),
        }
    }
    if several.is_empty() {
        return words(single);
    }
    if !single.is_empty() {
        several.push(vec![words(single)]);
    }
    Node::Either(several)
}

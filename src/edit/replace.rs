//! Search and replace in the words of a tree; never inside the name of a `{fact}`.

use super::words::{StepWords, Words, each_of_tree, with_words};
use crate::tree::{Line, OwnedPart, Piece, StepId, Tree};
use std::{collections::BTreeSet, ops::Range};

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pattern {
    /// The words.
    pub text: String,
    /// Whether capitals matter.
    pub case: bool,
    /// Whether only whole words count.
    pub whole_words: bool,
}

/// What takes the place of what is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// What is looked for.
    pub pattern: Pattern,
    /// What is put there; where capitals do not matter, a capital at the beginning is kept.
    pub with: String,
    /// The places that are replaced; all without a choice.
    pub only: Option<BTreeSet<Spot>>,
}

/// One place that a search found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The way to the words from the tree.
    pub part: Vec<OwnedPart>,
    /// The byte of the words at which it begins.
    pub at: usize,
}

/// One thing that a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The step it is part of; nothing for what belongs to the tree.
    pub step: Option<StepId>,
    /// The way to the words from the tree.
    pub part: Vec<OwnedPart>,
    /// The place in words: `line 2`.
    pub place: String,
    /// The whole words there.
    pub words: String,
    /// The bytes of them that were found.
    pub range: Range<usize>,
}

impl Found {
    /// The place, as a replacement names it.
    #[must_use]
    pub fn spot(&self) -> Spot {
        Spot { part: self.part.clone(), at: self.range.start }
    }

    /// The words before it, what was found, and the words behind it.
    #[must_use]
    pub fn in_context(&self) -> (&str, &str, &str) {
        (&self.words[..self.range.start], &self.words[self.range.clone()], &self.words[self.range.end..])
    }
}

impl Pattern {
    /// Where it stands in some words: bytes, one behind the other.
    #[must_use]
    pub fn find_in(&self, words: &str) -> Vec<Range<usize>> {
        let wanted: Vec<char> = self.text.chars().map(|c| self.plain(c)).collect();
        if wanted.is_empty() {
            return Vec::new();
        }
        let mut found = Vec::new();
        let mut from = 0;
        for piece in Line::new(words).pieces {
            match piece {
                Piece::Words(piece) => {
                    self.in_piece(&wanted, words, from..from + piece.len(), &mut found);
                    from += piece.len();
                }
                Piece::Fact(name) => from += name.len() + 2,
            }
        }
        found
    }

    fn in_piece(&self, wanted: &[char], words: &str, piece: Range<usize>, found: &mut Vec<Range<usize>>) {
        let mut at = piece.start;
        while at < piece.end {
            match self.matches_at(wanted, &words[at..piece.end]).map(|length| at..at + length) {
                Some(range) if !self.whole_words || is_whole(words, &range) => {
                    at = range.end;
                    found.push(range);
                }
                _ => at += words[at..].chars().next().map_or(1, char::len_utf8),
            }
        }
    }

    /// How many bytes of the beginning are what is wanted.
    fn matches_at(&self, wanted: &[char], rest: &str) -> Option<usize> {
        let mut chars = rest.chars();
        for want in wanted {
            if self.plain(chars.next()?) != *want {
                return None;
            }
        }
        Some(rest.len() - chars.as_str().len())
    }

    /// A letter as it is compared: curly and straight apostrophes are one, and capitals where they do not matter.
    fn plain(&self, c: char) -> char {
        let c = if c == '’' { '\'' } else { c };
        let mut small = c.to_lowercase();
        match (self.case, small.next(), small.next()) {
            (false, Some(small), None) => small,
            _ => c,
        }
    }
}

fn is_whole(words: &str, range: &Range<usize>) -> bool {
    let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !joins(words[..range.start].chars().next_back()) && !joins(words[range.end..].chars().next())
}

/// Everything in the words of a tree that is looked for, in the order of the file.
#[must_use]
pub fn find(tree: &Tree, pattern: &Pattern) -> Vec<Found> {
    let mut found = Vec::new();
    each_of_tree(tree, |place, words| {
        if is_silenced(&place) {
            return;
        }
        for range in pattern.find_in(words) {
            found.push(Found {
                step: place.step().cloned(),
                part: place.way(),
                place: place.in_words(),
                words: words.to_owned(),
                range,
            });
        }
    });
    found
}

/// A silenced finding quotes the line it was silenced for; with other words the line is looked at anew.
fn is_silenced(place: &Words) -> bool {
    matches!(place, Words::Step(_, StepWords::Allowed(_)))
}

pub(super) fn replace(tree: &Tree, replacement: &Replacement) -> Tree {
    with_words(tree, |place, words| {
        let found = if is_silenced(place) { Vec::new() } else { replacement.pattern.find_in(words) };
        if found.is_empty() {
            return None;
        }
        let part = place.way();
        let is_chosen = |range: &Range<usize>| {
            let spot = Spot { part: part.clone(), at: range.start };
            replacement.only.as_ref().is_none_or(|only| only.contains(&spot))
        };
        let (mut out, mut from) = (String::new(), 0);
        for range in found.into_iter().filter(is_chosen) {
            out.push_str(&words[from..range.start]);
            out.push_str(&replacement.for_words(&words[range.clone()]));
            from = range.end;
        }
        out.push_str(&words[from..]);
        (out != words).then_some(out)
    })
}

impl Replacement {
    /// What takes the place of these words.
    #[must_use]
    pub fn for_words(&self, found: &str) -> String {
        let mut first = self.with.chars();
        let is_capital = found.chars().next().is_some_and(char::is_uppercase);
        let is_written_small = self.pattern.text.chars().next().is_some_and(|c| !c.is_uppercase());
        match first.next() {
            Some(letter) if !self.pattern.case && is_capital && is_written_small => letter.to_uppercase().chain(first).collect(),
            _ => self.with.clone(),
        }
    }
}

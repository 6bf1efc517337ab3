//! Finds constructions in a line.

use super::{
    pattern::{Node, Pattern},
    token::{Token, Tokens, WordId},
};
use std::{collections::BTreeSet, ops::Range};

/// Looking back goes no further than this many words.
const FURTHEST_BACK: usize = 6;

/// A construction ready to be looked for: where it can begin is known beforehand.
#[derive(Debug)]
pub(super) struct Construction {
    nodes: Pattern,
    /// The words with which it can begin; nothing where it can begin with any.
    first: Option<WordSet>,
    /// It begins where a sentence does.
    is_anchored: bool,
}

impl Construction {
    /// Looks at where the nodes can begin.
    pub fn new(nodes: Pattern) -> Self {
        let first = first(&nodes).map(|words| WordSet::new(&words));
        let is_anchored = matches!(nodes.first(), Some(Node::SentenceStart | Node::LineStart));
        Self { nodes, first, is_anchored }
    }

    /// The words of which one must stand in a line.
    pub fn required(&self, weight: &dyn Fn(&BTreeSet<WordId>) -> usize) -> Option<BTreeSet<WordId>> {
        required(&self.nodes, weight)
    }

    fn can_begin(&self, token: Option<&Token>) -> bool {
        let Some(token) = token else { return self.first.is_none() };
        (!self.is_anchored || token.is_first) && self.first.as_ref().is_none_or(|first| first.holds(token))
    }
}

/// A set of words that is asked often: a bit for each number.
#[derive(Debug)]
struct WordSet(Vec<u64>);

impl WordSet {
    fn new(words: &BTreeSet<WordId>) -> Self {
        let mut bits = vec![0; words.last().map_or(0, |last| *last as usize / 64 + 1)];
        for word in words {
            bits[*word as usize / 64] |= 1 << (word % 64);
        }
        Self(bits)
    }

    fn has(&self, word: WordId) -> bool {
        self.0.get(word as usize / 64).is_some_and(|bits| bits >> (word % 64) & 1 == 1)
    }

    fn holds(&self, token: &Token) -> bool {
        self.has(token.word) || token.marks.iter().any(|mark| self.has(*mark))
    }
}

/// The words with which the nodes can begin; nothing where it can be any word, or none.
fn first(nodes: &[Node]) -> Option<BTreeSet<WordId>> {
    let (node, rest) = nodes.split_first()?;
    match node {
        Node::Words(words) => Some(words.iter().copied().collect()),
        Node::Class(mark) => Some([*mark].into()),
        Node::Either(alternatives) => {
            let mut words = BTreeSet::new();
            for alternative in alternatives {
                // An alternative that takes no word leaves the beginning to what follows.
                let whole: Vec<Node> = alternative.iter().chain(rest).cloned().collect();
                words.extend(first(&whole)?);
            }
            Some(words)
        }
        Node::SentenceStart | Node::LineStart | Node::Comma | Node::Not(_) | Node::Behind(..) | Node::Ends(..) => first(rest),
        Node::Any | Node::Gap(_) | Node::SentenceEnd | Node::LineEnd | Node::NextSentence => None,
    }
}

/// Where the matching stands.
#[derive(Clone, Copy)]
struct Place {
    at: usize,
    /// The next word may begin a sentence: nothing was matched yet, or the construction goes on to the next sentence.
    is_fresh: bool,
}

/// The first place in `within` at which the construction begins, and where it ends.
pub(super) fn find(pattern: &Construction, line: &Tokens, within: Range<usize>) -> Option<Range<usize>> {
    within.into_iter().find_map(|start| {
        if !pattern.can_begin(line.tokens.get(start)) {
            return None;
        }
        let end = ends(&pattern.nodes, line, start)?;
        (end > start || pattern.nodes.iter().all(|node| !takes_words(node))).then_some(start..end)
    })
}

/// Every place at which it begins, those within a place already found left out.
pub(super) fn find_all(pattern: &Construction, line: &Tokens) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    while let Some(range) = find(pattern, line, from..line.tokens.len()) {
        from = range.end.max(range.start + 1);
        found.push(range);
    }
    found
}

fn ends(pattern: &Pattern, line: &Tokens, start: usize) -> Option<usize> {
    let mut end = None;
    follow(pattern, line, Place { at: start, is_fresh: true }, &mut |place| {
        end = Some(place.at);
        true
    });
    end
}

fn takes_words(node: &Node) -> bool {
    matches!(node, Node::Words(_) | Node::Class(_) | Node::Any | Node::Either(_) | Node::Gap(_))
}

/// Follows the nodes from a place; `then` is asked at every end until it is content.
fn follow(nodes: &[Node], line: &Tokens, place: Place, then: &mut dyn FnMut(Place) -> bool) -> bool {
    let Some((node, rest)) = nodes.split_first() else { return then(place) };
    let Place { at, is_fresh } = place;
    let token = line.tokens.get(at);
    let mut on_if = |holds: bool| holds && follow(rest, line, place, then);
    match node {
        Node::Words(words) => word(nodes, words, line, place, then),
        Node::Class(mark) => {
            take(token, place, |token| token.marks.contains(mark)).is_some_and(|place| follow(rest, line, place, then))
        }
        Node::Any => take(token, place, |_| true).is_some_and(|place| follow(rest, line, place, then)),
        Node::Either(alternatives) => {
            alternatives.iter().any(|nodes| follow(nodes, line, place, &mut |place| follow(rest, line, place, then)))
        }
        Node::Gap(most) => gap(*most, rest, line, place, then),
        Node::SentenceStart => on_if(token.is_some_and(|token| token.is_first) && is_fresh),
        Node::LineStart => on_if(at == 0),
        Node::SentenceEnd => on_if(at > 0 && token.is_none_or(|token| token.is_first)),
        Node::LineEnd => on_if(token.is_none()),
        Node::Comma => on_if(token.is_some_and(|token| token.has_comma_before)),
        Node::NextSentence => {
            let next = line.tokens[at.min(line.tokens.len())..].iter().position(|token| token.is_first);
            next.is_some_and(|next| follow(rest, line, Place { at: at + next, is_fresh: true }, then))
        }
        Node::Not(alternatives) => on_if(!alternatives.iter().any(|nodes| follow(nodes, line, place, &mut |_| true))),
        Node::Behind(alternatives, wanted) => on_if(any_stands_before(alternatives, line, at) == *wanted),
        Node::Ends(sign, wanted) => {
            let sentence =
                token.filter(|_| is_fresh).or(at.checked_sub(1).map(|last| &line.tokens[last])).map(|token| token.sentence);
            on_if(sentence.is_some_and(|sentence| (line.ends[sentence] == *sign) == *wanted))
        }
    }
}

/// A word of its own kind; a light word before it is passed over.
fn word(nodes: &[Node], words: &[WordId], line: &Tokens, place: Place, then: &mut dyn FnMut(Place) -> bool) -> bool {
    let token = line.tokens.get(place.at);
    if take(token, place, |token| token.is_among(words)).is_some_and(|place| follow(&nodes[1..], line, place, then)) {
        return true;
    }
    let is_light = |token: &Token| token.is_light && !place.is_fresh;
    take(token, place, is_light).is_some_and(|place| follow(nodes, line, place, then))
}

fn take(token: Option<&Token>, place: Place, fits: impl Fn(&Token) -> bool) -> Option<Place> {
    let token = token?;
    let is_here = !token.is_first || place.is_fresh;
    (is_here && fits(token)).then_some(Place { at: place.at + 1, is_fresh: false })
}

fn gap(most: usize, rest: &[Node], line: &Tokens, from: Place, then: &mut dyn FnMut(Place) -> bool) -> bool {
    let mut place = from;
    for _ in 0..=most {
        if follow(rest, line, place, then) {
            return true;
        }
        match take(line.tokens.get(place.at), place, |_| true) {
            Some(next) => place = next,
            None => return false,
        }
    }
    false
}

fn any_stands_before(alternatives: &[Pattern], line: &Tokens, at: usize) -> bool {
    let begins = (at.saturating_sub(FURTHEST_BACK)..at).rev();
    // What stands before stands in the same sentence, so the sentence's first word is taken only as a beginning.
    let mut starts =
        begins.take_while(|start| line.tokens.get(at).is_none_or(|token| line.tokens[*start].sentence == token.sentence));
    starts.any(|start| {
        let place = Place { at: start, is_fresh: true };
        alternatives.iter().any(|nodes| follow(nodes, line, place, &mut |end| end.at == at))
    })
}

/// The words of which one must stand in a line before the construction can; none where that cannot be told.
fn required(nodes: &[Node], weight: &dyn Fn(&BTreeSet<WordId>) -> usize) -> Option<BTreeSet<WordId>> {
    let candidates = nodes.iter().filter_map(|node| match node {
        Node::Words(words) => Some(words.iter().copied().collect()),
        Node::Class(mark) => Some([*mark].into()),
        Node::Either(alternatives) => {
            let each: Option<Vec<BTreeSet<WordId>>> = alternatives.iter().map(|nodes| required(nodes, weight)).collect();
            Some(each?.into_iter().flatten().collect())
        }
        _ => None,
    });
    candidates.min_by_key(|words| weight(words))
}

//! A tree together with the author's own text.

use super::{Tree, Trouble, canonical, read, rewrite, scan};
use std::{ops::Range, sync::Arc};

/// A tree, its text, and where everything stands in it.
#[derive(Clone, Debug)]
pub struct Document {
    text: Arc<str>,
    tree: Arc<Tree>,
    root: Arc<scan::Node>,
}

/// One part of the way to a value: a name (field, fact, step) or a place in a list, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// A field of a struct or a key of a map.
    Name(&'a str),
    /// An entry of a list.
    At(usize),
}

/// A [`Part`] that can be kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OwnedPart {
    /// A field of a struct or a key of a map.
    Name(String),
    /// An entry of a list.
    At(usize),
}

impl OwnedPart {
    /// The part as it is looked up.
    #[must_use]
    pub fn as_part(&self) -> Part<'_> {
        match self {
            Self::Name(name) => Part::Name(name),
            Self::At(at) => Part::At(*at),
        }
    }
}

impl From<Part<'_>> for OwnedPart {
    fn from(part: Part) -> Self {
        match part {
            Part::Name(name) => Self::Name(name.to_owned()),
            Part::At(at) => Self::At(at),
        }
    }
}

/// A place in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// The bytes meant.
    pub span: Range<usize>,
}

impl Place {
    /// The place of some bytes of a text.
    #[must_use]
    pub fn new(text: &str, span: Range<usize>) -> Self {
        let mut start = span.start.min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let before = &text[..start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let mark = usize::from(text.starts_with('\u{feff}') && line == 1);
        let column = (before[line_start..].chars().count() + 1).saturating_sub(mark).max(1);
        Self { line, column, span: start..span.end.min(text.len()).max(start) }
    }
}

impl Document {
    pub(super) fn new(text: Arc<str>, tree: Arc<Tree>, root: scan::Node) -> Self {
        Self { text, tree, root: Arc::new(root) }
    }

    /// The author's text, to the byte.
    #[must_use]
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// The tree that stands in it.
    #[must_use]
    pub fn tree(&self) -> &Arc<Tree> {
        &self.tree
    }

    /// The document with a changed tree: only what differs is touched in the text.
    ///
    /// # Errors
    /// When what was written does not read back as the tree that was asked for, even plainly written; the old document stands.
    pub fn with_tree(&self, tree: &Tree) -> Result<Self, Vec<Trouble>> {
        let now = canonical(tree);
        let text = rewrite(&self.text, &canonical(&*self.tree), &now);
        match read(&text) {
            Ok(written) if *written.tree == *tree => Ok(written),
            _ => read(&rewrite::plain(&now)),
        }
    }

    /// Where a value stands; the nearest enclosing value where there is none of its own.
    #[must_use]
    pub fn place(&self, way: &[Part]) -> Place {
        let span = self.entries_on(way).last().map_or_else(
            || self.root.span.start..self.root.span.start + 1,
            |entry| match (&entry.key, entry.value.group()) {
                // A large value is best pointed at by its name.
                (Some(key), Some(_)) => key.clone(),
                (None, Some(group)) if !group.name.is_empty() => group.name.clone(),
                _ => entry.value.span.clone(),
            },
        );
        Place::new(&self.text, span)
    }

    /// The byte at which an entry begins, its key included: where a comment above it ends.
    #[must_use]
    pub fn entry_start(&self, way: &[Part]) -> usize {
        let start = |entry: &scan::Entry| entry.key.as_ref().map_or(entry.value.span.start, |key| key.start);
        self.entries_on(way).last().map_or(self.root.span.start, |entry| start(entry))
    }

    /// The entries on the way, as far as there are any.
    fn entries_on(&self, way: &[Part]) -> Vec<&scan::Entry> {
        let mut node = &*self.root;
        let mut found = Vec::new();
        for part in way {
            let next = match part {
                Part::Name(name) => {
                    let is_meant =
                        |entry: &&scan::Entry| entry.key.clone().is_some_and(|key| scan::said(&self.text[key]) == *name);
                    // The steps of a tree are many, and stand in the order of their entries.
                    let likely = self.tree.steps.get_index_of(*name).and_then(|index| node.entries().get(index));
                    likely.filter(is_meant).or_else(|| node.entries().iter().find(is_meant))
                }
                Part::At(index) => node.entries().get(*index),
            };
            let Some(entry) = next else { break };
            node = &entry.value;
            found.push(entry);
        }
        found
    }
}

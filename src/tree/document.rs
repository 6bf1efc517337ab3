//! A tree together with the author's own text.

use super::{Tree, Trouble, canonical, letters::letters, read, rewrite, scan, splice::spliced};
use std::{
    ops::Range,
    sync::{Arc, OnceLock},
};

/// A tree, its text, and where everything stands in it.
#[derive(Clone, Debug)]
pub struct Document {
    text: Arc<str>,
    tree: Arc<Tree>,
    root: Arc<scan::Node>,
    /// Where each line of the text begins; found when it is first asked for.
    lines: OnceLock<Arc<[usize]>>,
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
        let before = &text.as_bytes()[..span.start.min(text.len())];
        Self::in_line(text, span, before.split(|byte| *byte == b'\n').count())
    }

    /// The place of some bytes, which begin on that line.
    fn in_line(text: &str, span: Range<usize>, line: usize) -> Self {
        let mut start = span.start.min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let mark = usize::from(text.starts_with('\u{feff}') && line == 1);
        let column = (text[line_start..start].chars().count() + 1).saturating_sub(mark).max(1);
        Self { line, column, span: start..span.end.min(text.len()).max(start) }
    }
}

impl Document {
    pub(super) fn new(text: Arc<str>, tree: Arc<Tree>, root: scan::Node) -> Self {
        Self { text, tree, root: Arc::new(root), lines: OnceLock::new() }
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
        if let Some(written) = spliced(self, tree) {
            return Ok(written);
        }
        let now = canonical(tree);
        let text = rewrite(&self.text, &canonical(&*self.tree), &now);
        match read(&text) {
            Ok(written) if *written.tree == *tree => Ok(written),
            _ => {
                let written = read(&rewrite::plain(&now))?;
                if *written.tree == *tree { Ok(written) } else { Err(vec![unwritable(&written, tree)]) }
            }
        }
    }

    fn place_of(&self, span: Range<usize>) -> Place {
        let ends = || self.text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = self.lines.get_or_init(|| std::iter::once(0).chain(ends()).collect());
        let line = lines.partition_point(|start| *start <= span.start.min(self.text.len()));
        Place::in_line(&self.text, span, line)
    }

    /// Where a value stands; the nearest enclosing value where there is none of its own.
    #[must_use]
    pub fn place(&self, way: &[Part]) -> Place {
        let span = match follow(&self.text, &self.root, way, &self.tree) {
            None => self.root.span.start..self.root.span.start + 1,
            // A large value is best pointed at by its name.
            Some(Spot { key: Some(key), is_group: true, .. }) => key,
            Some(Spot { key: None, name: Some(name), .. }) => name,
            Some(spot) => spot.value,
        };
        self.place_of(span)
    }

    /// Where some letters of a string stand, by their places in what it says; where the whole of it stands if it is none.
    #[must_use]
    pub fn place_of_letters(&self, way: &[Part], said: &Range<usize>) -> Place {
        let whole = self.place(way).span;
        let starts = letters(&self.text[whole.clone()]);
        let byte = |letter: usize| starts.as_ref().and_then(|starts| Some(whole.start + starts.get(letter)?));
        let span = byte(said.start).zip(byte(said.end)).map_or(whole.clone(), |(start, end)| start..end);
        self.place_of(span)
    }

    /// The byte at which an entry begins, its key included: where a comment above it ends.
    #[must_use]
    pub fn entry_start(&self, way: &[Part]) -> usize {
        let spot = follow(&self.text, &self.root, way, &self.tree);
        spot.map_or(self.root.span.start, |spot| spot.key.map_or(spot.value.start, |key| key.start))
    }

    /// The way to the innermost entry round a byte; a comment above an entry is part of it.
    #[must_use]
    pub fn part_at(&self, byte: usize) -> Vec<OwnedPart> {
        let mut way = Vec::new();
        go_down(&self.text, &self.root, byte, &mut way);
        way
    }

    /// The text of an entry of the facts, limits or steps, with the comments above and beside it.
    #[must_use]
    pub fn entry_text(&self, map: &str, name: &str) -> Option<&str> {
        self.entry(map, name).map(|entry| &self.text[entry.chunk.clone()])
    }

    /// The document with other texts for some of those entries: map, name, text as [`Document::entry_text`] gives it.
    /// Nothing where it would no longer be the same tree.
    #[must_use]
    pub fn with_entry_texts(&self, texts: &[(&str, &str, &str)]) -> Option<Self> {
        let mut patches = Vec::new();
        for (map, name, text) in texts {
            patches.push((self.entry(map, name)?.chunk.clone(), *text));
        }
        patches.sort_by_key(|(chunk, _)| chunk.start);
        let (mut text, mut from) = (String::with_capacity(self.text.len()), 0);
        for (chunk, new) in patches {
            text.push_str(&self.text[from..chunk.start]);
            text.push_str(new);
            from = chunk.end;
        }
        text.push_str(&self.text[from..]);
        read(&text).ok().filter(|document| document.tree == self.tree)
    }

    fn entry(&self, map: &str, name: &str) -> Option<&scan::Entry> {
        let entries = self.root.field(&self.text, map)?.value.entries();
        let index = match map {
            "facts" => self.tree.facts.get_index_of(name),
            "limits" => self.tree.limits.get_index_of(name),
            _ => self.tree.steps.get_index_of(name),
        };
        // Entries stand in the order of the tree.
        entries.get(index?).filter(|entry| entry.key.clone().is_some_and(|key| scan::said(&self.text[key]) == name))
    }

    pub(super) fn root(&self) -> &scan::Node {
        &self.root
    }
}

/// What to say of a tree that no text can hold.
fn unwritable(written: &Document, tree: &Tree) -> Trouble {
    let step = tree.steps.iter().find(|(id, step)| written.tree.steps.get(*id) != Some(step));
    let what = step.map_or_else(|| "the tree".to_owned(), |(id, _)| format!("the step \"{id}\""));
    Trouble {
        place: Place::new(&written.text, 0..0),
        message: format!("{what} cannot be written so that it reads back the same"),
        help: "undo the last change".to_owned(),
    }
}

/// One entry, found on its way.
struct Spot {
    key: Option<Range<usize>>,
    value: Range<usize>,
    is_group: bool,
    /// The word before its brackets.
    name: Option<Range<usize>>,
}

impl Spot {
    fn of(entry: &scan::Entry) -> Self {
        let name = entry.value.group().map(|group| group.name.clone()).filter(|name| !name.is_empty());
        let is_group = !matches!(entry.value.shape, scan::Shape::Scalar);
        Self { key: entry.key.clone(), value: entry.value.span.clone(), is_group, name }
    }
}

/// The way from a value to the innermost entry round a byte.
fn go_down(text: &str, node: &scan::Node, byte: usize, way: &mut Vec<OwnedPart>) {
    if let scan::Shape::Closed = node.shape {
        if let Ok(opened) = scan::value_at(text, &node.span) {
            go_down(text, &opened, byte, way);
        }
        return;
    }
    let entries = node.entries();
    let place = entries.partition_point(|entry| entry.chunk.end <= byte);
    let Some(entry) = entries.get(place).filter(|entry| entry.chunk.contains(&byte)) else { return };
    way.push(match &entry.key {
        Some(key) => OwnedPart::Name(scan::said(&text[key.clone()]).into_owned()),
        None => OwnedPart::At(place),
    });
    go_down(text, &entry.value, byte, way);
}

/// The last entry on the way that there is.
fn follow(text: &str, node: &scan::Node, way: &[Part], tree: &Tree) -> Option<Spot> {
    let (part, further) = way.split_first()?;
    let entry = match part {
        Part::Name(name) => {
            let is_meant = |entry: &&scan::Entry| entry.key.clone().is_some_and(|key| scan::said(&text[key]) == *name);
            // The steps of a tree are many, and stand in the order of their entries.
            let likely = tree.steps.get_index_of(*name).and_then(|index| node.entries().get(index));
            likely.filter(is_meant).or_else(|| node.entries().iter().find(is_meant))
        }
        Part::At(index) => node.entries().get(*index),
    }?;
    let found = match entry.value.shape {
        scan::Shape::Closed if !further.is_empty() => {
            scan::value_at(text, &entry.value.span).ok().and_then(|node| follow(text, &node, further, tree))
        }
        _ => follow(text, &entry.value, further, tree),
    };
    Some(found.unwrap_or_else(|| Spot::of(entry)))
}

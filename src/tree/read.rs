//! Text to tree: one scan for places and duplicates, then serde entry by entry, so that one bad step hides no other.

use super::{
    Document, Entries, Fact, FactId, Limit, LimitId, Place, Step, StepId, Tree, Trouble, nearest, options,
    scan::{self, Entry, Node},
};
use serde::de::DeserializeOwned;
use std::{borrow::Cow, collections::HashMap, hash::Hash, ops::Range, sync::Arc};

/// The format this program writes, and the highest it reads.
pub const FORMAT: u32 = 1;

/// How many troubles one reading reports.
const ENOUGH: usize = 100;

/// Reads a tree from the bytes of a file.
///
/// # Errors
/// Every bad entry, with its place; broken UTF-8 with the place of its first bad byte.
pub fn read_bytes(bytes: &[u8]) -> Result<Document, Vec<Trouble>> {
    match std::str::from_utf8(bytes) {
        Ok(text) => read(text),
        Err(error) => {
            let good = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            Err(vec![Trouble {
                place: Place::new(&good, good.len()..good.len()),
                message: "this byte is not UTF-8 text".to_owned(),
                help: "save the file as UTF-8".to_owned(),
            }])
        }
    }
}

/// Reads a tree from its text.
///
/// # Errors
/// Every bad entry, with its place.
pub fn read(text: &str) -> Result<Document, Vec<Trouble>> {
    let root = scan::outline(text).map_err(|broken| {
        let help = if text.trim_start_matches('\u{feff}').trim().is_empty() {
            "the file is empty; a tree begins with Tree("
        } else {
            ""
        };
        vec![trouble(text, broken.at..broken.at + 1, format!("expected {}", broken.expected), help)]
    })?;
    refuse_newer(text, &root)?;
    let mut reading = Reading { text, troubles: Vec::new() };
    let facts: Entries<FactId, Fact> = reading.entries(&root, "facts", "fact");
    let limits: Entries<LimitId, Limit> = reading.entries(&root, "limits", "limit");
    let steps: Entries<StepId, Step> = reading.entries(&root, "steps", "step");
    reading.refuse_twice_below(&root);
    let rest = reading.rest(&root);
    let mut troubles = reading.troubles;
    match rest {
        Some(tree) if troubles.is_empty() => {
            let tree = Tree { facts, limits, steps, ..tree };
            Ok(Document::new(text.into(), Arc::new(tree), root))
        }
        _ => {
            troubles.sort_by_key(|trouble| trouble.place.span.start);
            Err(troubles)
        }
    }
}

/// A tree's text without its facts, limits and steps, as a tree; nothing where it cannot be read.
pub(super) fn head_of(text: &str, root: &Node) -> Option<Tree> {
    let mut reading = Reading { text, troubles: Vec::new() };
    reading.refuse_twice_below(root);
    reading.rest(root).filter(|_| reading.troubles.is_empty())
}

fn trouble(text: &str, span: Range<usize>, message: String, help: impl Into<String>) -> Trouble {
    Trouble { place: Place::new(text, span), message, help: help.into() }
}

fn refuse_newer(text: &str, root: &Node) -> Result<(), Vec<Trouble>> {
    let Some(format) = root.field(text, "format") else {
        return Ok(());
    };
    let said = &text[format.value.span.clone()];
    if said.parse::<u64>().is_ok_and(|number| number > u64::from(FORMAT)) {
        let message = format!("format {said} was made by a newer Evenkeel; this one reads up to {FORMAT}");
        let help = "update Evenkeel, or ask for the file in the older format; nothing was changed";
        return Err(vec![trouble(text, format.value.span.clone(), message, help)]);
    }
    Ok(())
}

struct Reading<'a> {
    text: &'a str,
    troubles: Vec<Trouble>,
}

impl Reading<'_> {
    fn report(&mut self, span: Range<usize>, message: String, help: impl Into<String>) {
        if self.troubles.len() < ENOUGH {
            self.troubles.push(trouble(self.text, span, message, help));
        }
    }

    /// The entries of a map of the tree, each read by itself.
    fn entries<K, V>(&mut self, root: &Node, field: &str, what: &str) -> Entries<K, V>
    where
        K: DeserializeOwned + Hash + Eq + Clone,
        V: DeserializeOwned,
    {
        let Some(group) = root.field(self.text, field) else {
            return Entries::default();
        };
        self.refuse_twice(group, what);
        let mut read = Vec::with_capacity(group.value.entries().len());
        for entry in group.value.entries() {
            let Some(key) = entry.key.clone() else {
                continue;
            };
            let id = self.value::<K>(key);
            let value = self.value::<V>(entry.value.span.clone());
            if let (Some(id), Some(value)) = (id, value) {
                read.push((id, Arc::new(value)));
            }
        }
        read.into_iter().collect()
    }

    fn value<T: DeserializeOwned>(&mut self, span: Range<usize>) -> Option<T> {
        let slice = &self.text[span.clone()];
        match options().from_str(slice) {
            Ok(value) => Some(value),
            Err(error) => {
                let from = span.start + byte_of(slice, error.span.start.line, error.span.start.col);
                let to = span.start + byte_of(slice, error.span.end.line, error.span.end.col);
                self.explain(&error.code, from..to.max(from + 1));
                None
            }
        }
    }

    /// Everything but the three maps: they are cut out, and places behind a cut are moved back.
    fn rest(&mut self, root: &Node) -> Option<Tree> {
        let mut cuts: Vec<Range<usize>> = ["facts", "limits", "steps"]
            .iter()
            .filter_map(|name| root.field(self.text, name)?.value.group())
            .map(|group| group.open..group.close)
            .collect();
        cuts.sort_by_key(|cut| cut.start);
        let mut rest = String::new();
        let mut from = if self.text.starts_with('\u{feff}') { 3 } else { 0 };
        let begin = from;
        for cut in &cuts {
            rest.push_str(&self.text[from..cut.start]);
            from = cut.end;
        }
        rest.push_str(&self.text[from..]);
        match options().from_str(&rest) {
            Ok(tree) => Some(tree),
            Err(error) => {
                let back = |line, col| {
                    let mut at = begin + byte_of(&rest, line, col);
                    for cut in &cuts {
                        if at > cut.start {
                            at += cut.len();
                        }
                    }
                    at
                };
                let from = back(error.span.start.line, error.span.start.col);
                let to = back(error.span.end.line, error.span.end.col);
                self.explain(&error.code, from..to.max(from + 1));
                None
            }
        }
    }

    /// The maps that are not read entry by entry: what is placed, and the facts of tests.
    fn refuse_twice_below(&mut self, root: &Node) {
        let placed = root.field(self.text, "layout").and_then(|layout| layout.value.field(self.text, "placed"));
        if let Some(placed) = placed {
            self.refuse_twice(placed, "step");
        }
        let tests = root.field(self.text, "tests").map_or(&[][..], |tests| tests.value.entries());
        for facts in tests.iter().filter_map(|test| test.value.field(self.text, "facts")) {
            self.refuse_twice(facts, "fact");
        }
    }

    /// Serde would let the last of two equal keys win without a word.
    fn refuse_twice(&mut self, group: &Entry, what: &str) {
        let mut seen: HashMap<Cow<str>, usize> = HashMap::new();
        for entry in group.value.entries() {
            let Some(key) = entry.key.clone() else {
                continue;
            };
            let name = &self.text[key.clone()];
            let first = *seen.entry(scan::said(name)).or_insert(key.start);
            if first != key.start && self.troubles.len() < ENOUGH {
                let line = Place::new(self.text, first..first).line;
                let message = format!("the {what} {name} is here twice; the first is on line {line}");
                self.report(key, message, "give one of them another name, or take one out");
            }
        }
    }

    fn explain(&mut self, error: &ron::Error, mut span: Range<usize>) {
        // Of a text that was refused as a whole, RON names the byte behind its quotation mark.
        if matches!(error, ron::Error::Message(_)) && self.text[..span.start].ends_with('"') {
            span.start -= 1;
        }
        let (message, help) = match error {
            ron::Error::NoSuchStructField { expected, found, .. } => not_one_of("field", found, expected),
            ron::Error::NoSuchEnumVariant { expected, found, .. } => not_one_of("word", found, expected),
            ron::Error::MissingStructField { field, outer } => {
                let place = outer.as_ref().map(|outer| format!(" in this {outer}")).unwrap_or_default();
                (format!("expected the field `{field}`{place}"), format!("add `{field}: …,`"))
            }
            ron::Error::DuplicateStructField { field, .. } => {
                (format!("the field `{field}` is here twice"), "take one of them out".to_owned())
            }
            other => (other.to_string(), String::new()),
        };
        self.report(span, message, help);
    }
}

fn not_one_of(what: &str, found: &str, expected: &'static [&'static str]) -> (String, String) {
    let message = format!("no {what} `{found}` here; expected one of {}", expected.join(", "));
    let help = nearest(found, expected.iter().copied()).map(|near| format!("did you mean `{near}`?"));
    (message, help.unwrap_or_default())
}

/// The byte of a line and column, both from 1, columns in characters.
fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    start + text[start..].chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>()
}

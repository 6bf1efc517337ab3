//! A value within its text, and how it is written on one line.

use super::scan::{Entry, Group, Node, Shape, bare};

/// A value within its text.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    pub text: &'a str,
    pub node: &'a Node,
}

impl<'a> Part<'a> {
    pub fn whole(self) -> &'a str {
        &self.text[self.node.span.clone()]
    }

    pub fn group(self) -> Option<&'a Group> {
        self.node.group()
    }

    pub fn name(self) -> &'a str {
        self.group().map_or("", |group| &self.text[group.name.clone()])
    }

    pub fn entries(self) -> &'a [Entry] {
        self.node.entries()
    }

    pub fn key(self, entry: &Entry) -> Option<&'a str> {
        entry.key.clone().map(|key| bare(&self.text[key]))
    }

    pub fn of(self, entry: &'a Entry) -> Part<'a> {
        Part { text: self.text, node: &entry.value }
    }
}

/// The value on one line.
pub(super) fn flat_into(part: Part, out: &mut String) {
    if matches!(part.node.shape, Shape::Scalar) {
        return scalar(part.whole(), out);
    }
    let (open, close) = brackets(part);
    out.push_str(part.name());
    out.push(open);
    for (index, entry) in part.entries().iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        if let Some(key) = part.key(entry) {
            scalar(key, out);
            out.push_str(": ");
        }
        flat_into(part.of(entry), out);
    }
    out.push(close);
}

/// RON's writer puts a backslash before an apostrophe; a spoken line is full of them, so they are written bare.
pub(super) fn scalar(text: &str, out: &mut String) {
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('\'') => out.push('\''),
            Some(other) => out.extend(['\\', other]),
            None => out.push('\\'),
        }
    }
}

/// The brackets of a value.
pub(super) fn brackets(part: Part) -> (char, char) {
    match part.text.as_bytes()[part.node.span.end - 1] {
        b']' => ('[', ']'),
        b'}' => ('{', '}'),
        _ => ('(', ')'),
    }
}

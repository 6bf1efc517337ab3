//! Where the lines of a text begin and what each begins inside of; an edit looks only at what it touched.

use super::colours::{Inside, signs};
use std::ops::Range;

/// The lines of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    starts: Vec<usize>,
    inside: Vec<Inside>,
}

impl Lines {
    /// The lines of a text; there is always one.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut lines = Self { starts: vec![0], inside: vec![Inside::Nothing] };
        lines.scan(text, 0, |_, _| false);
        lines
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// What a line begins inside of.
    #[must_use]
    pub fn inside(&self, line: usize) -> Inside {
        self.inside.get(line).copied().unwrap_or_default()
    }

    /// The line in which a byte stands.
    #[must_use]
    pub fn at(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte) - 1
    }

    /// The bytes of a line, without its break.
    #[must_use]
    pub fn range(&self, text: &str, line: usize) -> Range<usize> {
        let start = self.starts.get(line).copied().unwrap_or(text.len());
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len());
        let words = &text[start..end];
        let words = words.strip_suffix('\n').map_or(words, |words| words.strip_suffix('\r').unwrap_or(words));
        start..start + words.len()
    }

    /// Bytes of the old text became so many bytes of the new one.
    pub fn changed(&mut self, text: &str, old: &Range<usize>, length: usize) {
        let first = self.at(old.start);
        let last = self.at(old.end);
        let (moved_from, grown, shrunk) = (old.end, length, old.len());
        let old_starts = self.starts.split_off(first + 1);
        let old_inside = self.inside.split_off(first + 1);
        // Lines behind the edit stay as they are as soon as one of them begins as it did.
        let moved = |start: usize| start + grown - shrunk;
        let mut behind = last - first;
        let stopped = self.scan(text, first, |start, inside| {
            while behind < old_starts.len() && moved(old_starts[behind]) < start {
                behind += 1;
            }
            behind < old_starts.len()
                && old_starts[behind] > moved_from
                && moved(old_starts[behind]) == start
                && old_inside[behind] == inside
        });
        if stopped {
            self.starts.extend(old_starts[behind..].iter().map(|start| moved(*start)));
            self.inside.extend_from_slice(&old_inside[behind..]);
        }
    }

    /// Reads on from a line whose beginning is known; `is_known` may stop it before a line is added.
    fn scan(&mut self, text: &str, from: usize, mut is_known: impl FnMut(usize, Inside) -> bool) -> bool {
        let mut start = self.starts[from];
        let mut inside = self.inside[from];
        while let Some(length) = text[start..].find('\n') {
            inside = signs(&text[start..start + length], inside, |_, _| {});
            start += length + 1;
            if is_known(start, inside) {
                return true;
            }
            self.starts.push(start);
            self.inside.push(inside);
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_is_without_its_break_on_any_system() {
        let text = "one\r\ntwo\n";
        let lines = Lines::of(text);
        let all: Vec<&str> = (0..lines.count()).map(|line| &text[lines.range(text, line)]).collect();
        assert_eq!(all, ["one", "two", ""]);
    }

    proptest! {
        #[test]
        fn lines_after_an_edit_are_those_of_the_new_text(
            text in "[a\"\n/* ]{0,60}", with in "[a\"\n/* ]{0,12}", a in 0usize..60, b in 0usize..60,
        ) {
            let (a, b) = (a.min(text.len()), b.min(text.len()));
            let range = a.min(b)..a.max(b);
            let mut lines = Lines::of(&text);
            let mut new = text.clone();
            new.replace_range(range.clone(), &with);
            lines.changed(&new, &range, with.len());
            prop_assert_eq!(lines, Lines::of(&new));
        }
    }
}

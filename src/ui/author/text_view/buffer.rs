//! A text being typed: its letters, the caret, and what each stroke of the keyboard does to them.

use super::{
    lines::Lines,
    rows::{Row, Rows},
    walking::Way,
};
use std::ops::Range;

/// A page has so many columns until its width is known.
const COLUMNS: usize = 80;
/// Something inside a bracket stands in by so much.
const INDENT: &str = "    ";

/// What is selected: from where it began to where it is. Both are the same where nothing is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Caret {
    /// The byte at which the selection began.
    pub anchor: usize,
    /// The byte at which letters are typed.
    pub head: usize,
}

/// One stroke of the keyboard, or a click, in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// These letters, in place of what is selected.
    Write(String),
    /// These letters stand there while they are composed, some of them being chosen for; none of them is written yet.
    Compose(String, Option<Range<usize>>),
    /// Takes out so many letters before the caret and behind it, as an input method asks for.
    EraseAround(usize, usize),
    /// A new line.
    Enter,
    /// Takes out what is selected, or what lies on that way.
    Erase(Way),
    /// Moves the caret; whether the selection grows with it.
    Go(Way, bool),
    /// Puts the caret at a byte; whether the selection grows to it.
    Put(usize, bool),
    /// Selects the word at a byte.
    Word(usize),
    /// Selects the line at a byte.
    Line(usize),
    /// Selects everything.
    All,
}

impl Stroke {
    /// Whether it changes the text, or is about to.
    #[must_use]
    pub fn writes(&self) -> bool {
        matches!(self, Self::Write(_) | Self::Compose(..) | Self::EraseAround(..) | Self::Enter | Self::Erase(_))
    }
}

/// A text, its lines and rows, and the caret in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Buffer {
    text: String,
    lines: Lines,
    rows: Rows,
    caret: Caret,
    /// The column that steps up and down keep to.
    pub(super) column: Option<usize>,
    revision: u64,
}

impl Buffer {
    /// A text with the caret at its beginning.
    #[must_use]
    pub fn new(text: String) -> Self {
        let lines = Lines::of(&text);
        let rows = Rows::of(&text, &lines, COLUMNS);
        Self { text, lines, rows, caret: Caret::default(), column: None, revision: 0 }
    }

    /// The letters.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Counts its changes.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The caret.
    #[must_use]
    pub fn caret(&self) -> Caret {
        self.caret
    }

    /// The bytes that are selected.
    #[must_use]
    pub fn selected(&self) -> Range<usize> {
        self.caret.anchor.min(self.caret.head)..self.caret.anchor.max(self.caret.head)
    }

    /// Its lines.
    #[must_use]
    pub fn lines(&self) -> &Lines {
        &self.lines
    }

    /// How many rows the page has.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.rows.count()
    }

    /// A row of the page.
    #[must_use]
    pub fn row(&self, row: usize) -> Row {
        self.rows.row(&self.text, &self.lines, row)
    }

    /// The rows of a part of the page.
    #[must_use]
    pub fn rows(&self, range: Range<usize>) -> Vec<Row> {
        self.rows.rows(&self.text, &self.lines, range)
    }

    /// The row in which a byte stands.
    #[must_use]
    pub fn row_at(&self, byte: usize) -> usize {
        self.rows.at(&self.text, &self.lines, byte.min(self.text.len()))
    }

    /// Line and column of the caret, from 1.
    #[must_use]
    pub fn place(&self) -> (usize, usize) {
        let line = self.lines.at(self.caret.head);
        let start = self.lines.range(&self.text, line).start;
        (line + 1, self.text[start..self.caret.head].chars().count() + 1)
    }

    /// The byte of a column of a row.
    #[must_use]
    pub fn byte_at(&self, row: usize, column: usize) -> usize {
        let row = self.row(row);
        let within = &self.text[row.range.clone()];
        let letters = column.saturating_sub(row.hang);
        let byte = within.char_indices().nth(letters).map_or(within.len(), |(at, _)| at);
        // The end of a broken row is the beginning of the next.
        let last = within.char_indices().next_back().map_or(0, |(at, _)| at);
        row.range.start + if row.is_last { byte } else { byte.min(last) }
    }

    /// How many columns the page has.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.rows.columns()
    }

    /// Gives the page another width.
    pub fn set_columns(&mut self, columns: usize) {
        self.rows = Rows::of(&self.text, &self.lines, columns);
    }

    /// Puts the caret somewhere, with nothing selected.
    pub fn put(&mut self, byte: usize) {
        let byte = self.on_boundary(byte);
        (self.caret, self.column) = (Caret { anchor: byte, head: byte }, None);
    }

    /// Puts the selection somewhere.
    pub fn set_caret(&mut self, caret: Caret) {
        self.caret = Caret { anchor: self.on_boundary(caret.anchor), head: self.on_boundary(caret.head) };
        self.column = None;
    }

    /// Another text; the caret stays with the letters it stood at.
    pub fn replace_all(&mut self, text: &str) {
        if text == self.text {
            return;
        }
        let (old, new) = differing(&self.text, text);
        let carried = |byte: usize| match byte {
            byte if byte <= old.start => byte,
            byte if byte >= old.end => byte + new.len() - old.len(),
            byte => byte.min(new.end),
        };
        let caret = Caret { anchor: carried(self.caret.anchor), head: carried(self.caret.head) };
        self.change(&old, &text[new]);
        self.set_caret(caret);
    }

    /// Does what a stroke says; whether the text is another one now.
    pub fn press(&mut self, stroke: &Stroke) -> bool {
        let before = self.revision;
        match stroke {
            Stroke::Write(letters) => self.write(letters),
            Stroke::Compose(..) => {}
            Stroke::EraseAround(before, behind) => {
                let head = self.caret.head;
                let start = self.text[..head].char_indices().rev().take(*before).last().map_or(head, |(at, _)| at);
                let end = self.text[head..].char_indices().nth(*behind).map_or(self.text.len(), |(at, _)| head + at);
                self.caret = Caret { anchor: start, head: end };
                self.write("");
            }
            Stroke::Enter => self.enter(),
            Stroke::Erase(way) => {
                if self.selected().is_empty() {
                    self.caret.anchor = self.after(*way);
                }
                self.write("");
            }
            Stroke::Go(way, grows) => {
                let selected = self.selected();
                let head = match way {
                    Way::Left if !grows && !selected.is_empty() => selected.start,
                    Way::Right if !grows && !selected.is_empty() => selected.end,
                    way => self.after(*way),
                };
                let column = self.column_kept(*way);
                self.go(head, *grows);
                self.column = column;
            }
            Stroke::Put(byte, grows) => self.go(*byte, *grows),
            Stroke::Word(byte) => {
                let byte = self.on_boundary(*byte);
                let is_word = |c: char| c.is_alphanumeric() || c == '_';
                let start = self.text[..byte].trim_end_matches(is_word).len();
                let end = self.text.len() - self.text[byte..].trim_start_matches(is_word).len();
                self.set_caret(Caret { anchor: start, head: end });
            }
            Stroke::Line(byte) => {
                let line = self.lines.at(self.on_boundary(*byte));
                let start = self.lines.range(&self.text, line).start;
                let end =
                    if line + 1 < self.lines.count() { self.lines.range(&self.text, line + 1).start } else { self.text.len() };
                self.set_caret(Caret { anchor: start, head: end });
            }
            Stroke::All => self.set_caret(Caret { anchor: 0, head: self.text.len() }),
        }
        self.revision != before
    }

    fn on_boundary(&self, byte: usize) -> usize {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }

    fn go(&mut self, byte: usize, grows: bool) {
        let head = self.on_boundary(byte);
        let anchor = if grows { self.caret.anchor } else { head };
        self.set_caret(Caret { anchor, head });
    }

    fn write(&mut self, letters: &str) {
        let selected = self.selected();
        if selected.is_empty() && letters.is_empty() {
            return;
        }
        let end = selected.start + letters.len();
        self.change(&selected, letters);
        self.put(end);
    }

    /// A new line that stands in like this one, and further inside a bracket.
    fn enter(&mut self) {
        let at = self.selected().start;
        let line = self.lines.range(&self.text, self.lines.at(at));
        let before = &self.text[line.start..at];
        let indent = &before[..before.len() - before.trim_start_matches(' ').len()];
        let opens = before.trim_end().ends_with(['(', '[', '{']);
        let closes = self.text[self.selected().end..].starts_with([')', ']', '}']);
        let newline = if self.text.contains("\r\n") { "\r\n" } else { "\n" };
        let deeper = if opens { INDENT } else { "" };
        let head = format!("{newline}{indent}{deeper}");
        let tail = if opens && closes { format!("{newline}{indent}") } else { String::new() };
        self.write(&format!("{head}{tail}"));
        self.put(at + head.len());
    }

    fn change(&mut self, old: &Range<usize>, with: &str) {
        self.text.replace_range(old.clone(), with);
        self.lines.changed(&self.text, old, with.len());
        self.rows = Rows::of(&self.text, &self.lines, self.rows.columns());
        self.revision += 1;
    }
}

/// The bytes in which two texts differ, in the old and in the new one.
fn differing(old: &str, new: &str) -> (Range<usize>, Range<usize>) {
    let most = old.len().min(new.len());
    let mut start = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    while !old.is_char_boundary(start) || !new.is_char_boundary(start) {
        start -= 1;
    }
    let behind = old.bytes().rev().zip(new.bytes().rev()).take(most - start).take_while(|(a, b)| a == b).count();
    let (mut old_end, mut new_end) = (old.len() - behind, new.len() - behind);
    while !old.is_char_boundary(old_end) || !new.is_char_boundary(new_end) {
        (old_end, new_end) = (old_end + 1, new_end + 1);
    }
    (start..old_end, start..new_end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(text: &str, at: usize, strokes: &[Stroke]) -> (String, usize) {
        let mut buffer = Buffer::new(text.to_owned());
        buffer.put(at);
        for stroke in strokes {
            buffer.press(stroke);
        }
        (buffer.text().to_owned(), buffer.caret().head)
    }

    #[test]
    fn letters_take_the_place_of_what_is_selected() {
        let strokes = [Stroke::Go(Way::WordRight, true), Stroke::Write("Our ".into())];
        assert_eq!(typed("The line", 0, &strokes), ("Our line".to_owned(), 4));
    }

    #[test]
    fn enter_between_brackets_opens_them_and_stands_in() {
        assert_eq!(typed("  steps: {}", 10, &[Stroke::Enter]), ("  steps: {\n      \n  }".to_owned(), 17));
        assert_eq!(typed("  one,", 6, &[Stroke::Enter]), ("  one,\n  ".to_owned(), 9));
    }

    #[test]
    fn the_caret_stays_with_its_letters_when_something_above_is_changed() {
        let mut buffer = Buffer::new("one\ntwo\nthree".to_owned());
        buffer.put(9);
        buffer.replace_all("one and a half\ntwo\nthree");
        assert_eq!(&buffer.text()[buffer.caret().head..], "hree");
    }

    fn way() -> impl Strategy<Value = Way> {
        prop_oneof![
            Just(Way::Left),
            Just(Way::Right),
            Just(Way::WordLeft),
            Just(Way::WordRight),
            (1usize..4).prop_map(Way::Up),
            (1usize..4).prop_map(Way::Down),
            Just(Way::LineStart),
            Just(Way::LineEnd),
            Just(Way::Start),
            Just(Way::End),
        ]
    }

    fn stroke() -> impl Strategy<Value = Stroke> {
        prop_oneof![
            "[a\"é(\n]{0,5}".prop_map(Stroke::Write),
            Just(Stroke::Enter),
            way().prop_map(Stroke::Erase),
            (0usize..4, 0usize..4).prop_map(|(before, behind)| Stroke::EraseAround(before, behind)),
            (way(), any::<bool>()).prop_map(|(way, grows)| Stroke::Go(way, grows)),
            (0usize..80, any::<bool>()).prop_map(|(at, grows)| Stroke::Put(at, grows)),
            (0usize..80).prop_map(Stroke::Word),
            (0usize..80).prop_map(Stroke::Line),
            Just(Stroke::All),
        ]
    }

    proptest! {
        #[test]
        fn any_strokes_leave_lines_rows_and_caret_true_to_the_text(
            text in "[a-c é(\"\r\n]{0,60}", strokes in proptest::collection::vec(stroke(), 0..30),
        ) {
            let mut buffer = Buffer::new(text);
            buffer.set_columns(12);
            for stroke in strokes {
                buffer.press(&stroke);
                let fresh = Lines::of(buffer.text());
                prop_assert_eq!(buffer.lines(), &fresh);
                prop_assert_eq!(&buffer.rows, &Rows::of(buffer.text(), &fresh, 12));
                prop_assert!(buffer.text().is_char_boundary(buffer.caret().head));
                prop_assert!(buffer.text().is_char_boundary(buffer.caret().anchor));
            }
        }

        #[test]
        fn another_text_takes_the_place_of_the_old_one_whole(a in "[a-cé\n]{0,40}", b in "[a-cé\n]{0,40}", at in 0usize..50) {
            let mut buffer = Buffer::new(a);
            buffer.put(at);
            buffer.replace_all(&b);
            prop_assert_eq!(buffer.text(), &b);
            prop_assert_eq!(buffer.lines(), &Lines::of(&b));
        }
    }
}

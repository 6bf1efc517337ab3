//! The ways of the caret through a text: by letter, by word, by row, by line.

use super::buffer::Buffer;

/// A way of the caret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A letter back.
    Left,
    /// A letter on.
    Right,
    /// To the beginning of a word.
    WordLeft,
    /// To the beginning of the next word.
    WordRight,
    /// So many rows up.
    Up(usize),
    /// So many rows down.
    Down(usize),
    /// To the first word of the line, and from there to its edge.
    LineStart,
    /// To the end of the line.
    LineEnd,
    /// To the beginning of the text.
    Start,
    /// To the end of the text.
    End,
}

impl Buffer {
    /// The byte at which a way ends.
    pub(super) fn after(&self, way: Way) -> usize {
        let head = self.caret().head;
        match way {
            Way::Left => self.left_of(head),
            Way::Right => self.right_of(head),
            Way::WordLeft => {
                let before = self.text()[..head].trim_end_matches(|c: char| !c.is_alphanumeric());
                before.trim_end_matches(char::is_alphanumeric).len()
            }
            Way::WordRight => {
                let behind = self.text()[head..].trim_start_matches(char::is_alphanumeric);
                self.text().len() - behind.trim_start_matches(|c: char| !c.is_alphanumeric()).len()
            }
            Way::Up(rows) | Way::Down(rows) => {
                let (row, column) = self.row_and_column();
                let column = self.column.unwrap_or(column);
                match way {
                    Way::Up(_) if row == 0 => 0,
                    Way::Up(_) => self.byte_at(row.saturating_sub(rows), column),
                    _ if row + 1 >= self.row_count() => self.text().len(),
                    _ => self.byte_at((row + rows).min(self.row_count() - 1), column),
                }
            }
            Way::LineStart => {
                let line = self.lines().range(self.text(), self.lines().at(head));
                let words = line.end - self.text()[line.clone()].trim_start().len();
                if head == words { line.start } else { words }
            }
            Way::LineEnd => self.lines().range(self.text(), self.lines().at(head)).end,
            Way::Start => 0,
            Way::End => self.text().len(),
        }
    }

    fn left_of(&self, byte: usize) -> usize {
        let before = &self.text()[..byte];
        let length = if before.ends_with("\r\n") { 2 } else { before.chars().next_back().map_or(0, char::len_utf8) };
        byte - length
    }

    fn right_of(&self, byte: usize) -> usize {
        let behind = &self.text()[byte..];
        let length = if behind.starts_with("\r\n") { 2 } else { behind.chars().next().map_or(0, char::len_utf8) };
        byte + length
    }

    pub(super) fn row_and_column(&self) -> (usize, usize) {
        let at = self.row_at(self.caret().head);
        let row = self.row(at);
        (at, row.hang + self.text()[row.range.start..self.caret().head.max(row.range.start)].chars().count())
    }

    /// Up and down keep to the column they began in.
    pub(super) fn column_kept(&self, way: Way) -> Option<usize> {
        matches!(way, Way::Up(_) | Way::Down(_)).then(|| self.column.unwrap_or_else(|| self.row_and_column().1))
    }
}

#[cfg(test)]
mod tests {
    use super::{super::buffer::Stroke, *};

    fn after(text: &str, at: usize, ways: &[Way]) -> usize {
        let mut buffer = Buffer::new(text.to_owned());
        buffer.put(at);
        for way in ways {
            buffer.press(&Stroke::Go(*way, false));
        }
        buffer.caret().head
    }

    #[test]
    fn up_and_down_keep_to_their_column_over_short_lines() {
        assert_eq!(after("abcdef\nab\nabcdef", 4, &[Way::Down(1), Way::Down(1)]), 14);
        assert_eq!(after("abcdef\nab\nabcdef", 4, &[Way::Down(1)]), 9);
    }

    #[test]
    fn home_goes_to_the_first_word_and_then_to_the_edge() {
        assert_eq!(after("    say", 7, &[Way::LineStart]), 4);
        assert_eq!(after("    say", 7, &[Way::LineStart, Way::LineStart]), 0);
    }

    #[test]
    fn a_line_end_of_two_letters_is_one_step() {
        assert_eq!(after("a\r\nb", 1, &[Way::Right]), 3);
        assert_eq!(after("a\r\nb", 3, &[Way::Left]), 1);
    }
}

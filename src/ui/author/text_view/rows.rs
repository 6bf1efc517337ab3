//! Long lines broken into rows of the page: between words, with the rest standing in a little.

use super::lines::Lines;
use std::ops::Range;

/// The rest of a broken line stands in by so many columns more than its beginning.
const HANG: usize = 4;
/// A page is never narrower than this.
const NARROWEST: usize = 12;

/// One row of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line it is part of, from 0.
    pub line: usize,
    /// Its bytes.
    pub range: Range<usize>,
    /// By how many columns it stands in.
    pub hang: usize,
    /// Whether the line ends with it.
    pub is_last: bool,
}

/// Which rows the lines of a text take at a width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    columns: usize,
    /// The first row of each line, and behind the last how many there are.
    first: Vec<u32>,
}

impl Rows {
    /// Breaks the lines of a text at a width.
    #[must_use]
    pub fn of(text: &str, lines: &Lines, columns: usize) -> Self {
        let columns = columns.max(NARROWEST);
        let mut first = Vec::with_capacity(lines.count() + 1);
        let mut row = 0;
        for line in 0..lines.count() {
            first.push(row);
            row += 1 + breaks(&text[lines.range(text, line)], columns).1.len() as u32;
        }
        first.push(row);
        Self { columns, first }
    }

    /// How many columns a row has.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// How many rows there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.first.last().map_or(1, |count| *count as usize)
    }

    /// The line a row is part of.
    #[must_use]
    pub fn line_of(&self, row: usize) -> usize {
        let last = self.first.len().saturating_sub(2);
        (self.first.partition_point(|first| *first as usize <= row).max(1) - 1).min(last)
    }

    /// A row; the last one for any behind it.
    #[must_use]
    pub fn row(&self, text: &str, lines: &Lines, row: usize) -> Row {
        let row = row.min(self.count() - 1);
        let line = self.line_of(row);
        self.rows_of(text, lines, line).swap_remove(row - self.first[line] as usize)
    }

    /// The rows of a part of the page; each line is broken once.
    #[must_use]
    pub fn rows(&self, text: &str, lines: &Lines, range: Range<usize>) -> Vec<Row> {
        let end = range.end.min(self.count());
        let mut rows = Vec::new();
        let mut line = self.line_of(range.start);
        while line < lines.count() && (self.first[line] as usize) < end {
            let first = self.first[line] as usize;
            let seen = self.rows_of(text, lines, line).into_iter().enumerate();
            rows.extend(seen.filter(|(place, _)| (range.start..end).contains(&(first + place))).map(|(_, row)| row));
            line += 1;
        }
        rows
    }

    /// The rows of a line.
    fn rows_of(&self, text: &str, lines: &Lines, line: usize) -> Vec<Row> {
        let range = lines.range(text, line);
        let (hang, starts) = breaks(&text[range.clone()], self.columns);
        let ends = starts.iter().map(|at| range.start + at).chain([range.end]);
        let begins = std::iter::once(range.start).chain(starts.iter().map(|at| range.start + at));
        let rows = begins.zip(ends).enumerate();
        let count = starts.len();
        rows.map(|(place, (start, end))| Row {
            line,
            range: start..end,
            hang: if place == 0 { 0 } else { hang },
            is_last: place == count,
        })
        .collect()
    }

    /// The row in which a byte stands; where a line is broken it is the lower one.
    #[must_use]
    pub fn at(&self, text: &str, lines: &Lines, byte: usize) -> usize {
        let line = lines.at(byte);
        let rows = self.rows_of(text, lines, line);
        self.first[line] as usize + rows.iter().rposition(|row| row.range.start <= byte).unwrap_or_default()
    }
}

/// Where a line is broken, as bytes, and by how much the rest stands in.
fn breaks(line: &str, columns: usize) -> (usize, Vec<usize>) {
    if line.len() <= columns {
        return (0, Vec::new());
    }
    let indent = line.bytes().take_while(|byte| *byte == b' ').count();
    let hang = (indent + HANG).min(columns / 2);
    let (mut starts, mut room) = (Vec::new(), columns);
    let (mut column, mut after_space) = (0, None);
    for (at, c) in line.char_indices() {
        if column >= room {
            // Never within the spaces at its beginning.
            let next = after_space.filter(|space| *space > indent).unwrap_or(at);
            starts.push(next);
            column = line[next..at].chars().count();
            (after_space, room) = (None, columns - hang);
            // A word that filled the first row may be longer than the rest has room for.
            while column > room {
                let from = starts.last().copied().unwrap_or_default();
                let full = line[from..at].char_indices().nth(room).map_or(at, |(within, _)| from + within);
                starts.push(full);
                column = line[full..at].chars().count();
            }
        }
        column += 1;
        if c == ' ' {
            after_space = Some(at + 1);
        }
    }
    (hang, starts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_long_line_is_broken_between_words_and_its_rest_stands_in() {
        let text = "  say: [\"Thank you for calling\"],\nshort";
        let lines = Lines::of(text);
        let rows = Rows::of(text, &lines, 16);
        let all: Vec<(String, usize)> =
            (0..rows.count()).map(|at| rows.row(text, &lines, at)).map(|row| (text[row.range].to_owned(), row.hang)).collect();
        let wanted = [("  say: [\"Thank ", 0), ("you for ", 6), ("calling\"],", 6), ("short", 0)];
        assert_eq!(all, wanted.map(|(words, hang)| (words.to_owned(), hang)));
    }

    proptest! {
        #[test]
        fn every_letter_stands_in_one_row_and_no_row_is_wider_than_the_page(text in "[a-zé \n]{0,160}", columns in 12usize..40) {
            let lines = Lines::of(&text);
            let rows = Rows::of(&text, &lines, columns);
            let mut whole = String::new();
            for at in 0..rows.count() {
                let row = rows.row(&text, &lines, at);
                whole.push_str(&text[row.range.clone()]);
                prop_assert!(row.hang + text[row.range.clone()].chars().count() <= columns + 1);
                prop_assert_eq!(rows.at(&text, &lines, row.range.start), at);
                if row.is_last && row.line + 1 < lines.count() {
                    whole.push('\n');
                }
            }
            prop_assert_eq!(whole, text);
        }
    }
}

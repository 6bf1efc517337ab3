//! A script in a table: rows of step, line, answer and to.

use super::{
    names::{clean, counted, normal, short, title},
    script::{Goal, Script},
    trouble,
};
use crate::tree::{Trouble, nearest};
use csv_core::{ReadFieldResult, Reader, ReaderBuilder};
use std::ops::Range;

/// Signs that may stand between two cells.
const SIGNS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Step,
    Title,
    Line,
    Heated,
    Answer,
    To,
}

/// The names by which a column is known, without case and marks.
const NAMES: [(Column, &[&str]); 6] = [
    (Column::Step, &["step", "node", "id", "name", "step id", "node id", "step name", "from", "key"]),
    (Column::Title, &["title", "heading", "step title"]),
    (Column::Line, &["line", "text", "say", "prompt", "script", "lines", "question", "message", "agent says", "words"]),
    (Column::Heated, &["heated", "say heated", "line heated", "heated line"]),
    (Column::Answer, &["answer", "option", "response", "choice", "reply", "when", "customer says", "condition", "label"]),
    (Column::To, &["to", "next", "goto", "go to", "target", "leads to", "next step", "next node", "destination", "then"]),
];

/// More cells in a row are no table of a script.
const MOST_CELLS: usize = 200;

/// One cell and the bytes it stands on.
struct Cell {
    words: String,
    at: Range<usize>,
    /// Its quotation mark is closed where the cell ends.
    is_closed: bool,
}

/// Whether a text begins with the names of columns.
pub(super) fn has_header(text: &str) -> bool {
    let (start, sign) = beginning(text);
    let end = text.floor_char_boundary(start + HEAD);
    let row = Rows::new(&text[..end], start, sign).next().unwrap_or_default();
    let known: Vec<Column> = row.iter().filter_map(|cell| column(&cell.words)).collect();
    known.contains(&Column::Step) && known.len() > 1
}

/// Reads a table.
pub(super) fn read(text: &str) -> Result<Script<'_>, Vec<Trouble>> {
    let mut script = Script::new(text);
    let (start, sign) = beginning(text);
    let mut rows = Rows::new(text, start, sign);
    let columns = header(&mut script, rows.next())?;
    let mut above = None;
    for mut row in rows {
        for cell in row.iter().filter(|cell| !cell.is_closed) {
            let help = "close it where the cell ends; a quotation mark inside a cell is written twice";
            script.report(cell.at.start, "the quotation mark that opens here is not closed at the end of the cell", help);
        }
        if let Some(cell) = row.iter().skip(columns.len()).find(|cell| !cell.words.trim().is_empty()) {
            let message = format!("this row has more cells than the first row, which names {}", counted(columns.len(), "column"));
            let help = "put words with a comma in them between quotation marks; of this row only the step was taken over";
            script.report(cell.at.start, message, help);
            // Behind a comma too many every cell stands in the wrong column.
            let others = row.iter_mut().enumerate().filter(|(at, _)| columns.get(*at) != Some(&Some(Column::Step)));
            others.for_each(|(_, cell)| cell.words.clear());
        }
        above = take_row(&mut script, &columns, &row, above)?;
    }
    Ok(script)
}

/// How much of a text is looked at to find the sign between its cells.
const HEAD: usize = 4096;

/// Where the table begins, and the sign between its cells: the one that gives the header the most known names.
fn beginning(text: &str) -> (usize, u8) {
    let mut start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    // Spreadsheets write the sign in a line of its own.
    let first = text[start..].lines().next().unwrap_or_default();
    if let Some(&[sign]) = first.trim_end().to_lowercase().strip_prefix("sep=").map(str::as_bytes) {
        start += text[start..].find('\n').map_or(text.len() - start, |end| end + 1);
        return (start, sign);
    }
    let end = text.floor_char_boundary(start + HEAD);
    let known = |sign: u8| {
        let row = Rows::new(&text[..end], start, sign).next().unwrap_or_default();
        row.iter().filter(|cell| column(&cell.words).is_some()).count()
    };
    // Of equals the first: a comma.
    let sign = SIGNS.into_iter().rev().max_by_key(|sign| known(*sign)).unwrap_or(b',');
    (start, sign)
}

fn column(words: &str) -> Option<Column> {
    if words.len() > 60 {
        return None;
    }
    let words = normal(&words.replace('_', " "));
    let words = words.trim_end_matches(|letter: char| letter.is_ascii_digit()).trim_end();
    NAMES.iter().find(|(_, names)| names.contains(&words)).map(|(column, _)| *column)
}

fn header(script: &mut Script, row: Option<Vec<Cell>>) -> Result<Vec<Option<Column>>, Vec<Trouble>> {
    let help = "name the columns in the first row: step,line,answer,to";
    let Some(row) = row else {
        return Err(vec![trouble(script.text, script.text.len(), "the file is empty, and a table was expected", help)]);
    };
    let mut columns: Vec<Option<Column>> = row.iter().map(|cell| column(&cell.words)).collect();
    // Of an id and a name beside it, the second is the title.
    if let Some(second) = columns.iter_mut().filter(|column| **column == Some(Column::Step)).nth(1) {
        *second = Some(Column::Title);
    }
    let at = row.first().map_or(0, |cell| cell.at.start);
    if !columns.contains(&Some(Column::Step)) {
        let names = NAMES.iter().flat_map(|(_, names)| names.iter().copied());
        let near = row.iter().find_map(|cell| Some((cell, nearest(&normal(&cell.words), names.clone())?)));
        let near =
            near.map(|(cell, near)| format!("; did you mean \"{near}\" by \"{}\"?", cell.words.trim())).unwrap_or_default();
        return Err(vec![trouble(
            script.text,
            at,
            "expected a first row that names the column \"step\"",
            format!("{help}{near}"),
        )]);
    }
    if !columns.iter().flatten().any(|column| matches!(column, Column::Line | Column::Heated | Column::Answer)) {
        return Err(vec![trouble(script.text, at, "expected a column \"line\" or \"answer\" beside \"step\"", help)]);
    }
    let unknown = row.iter().zip(&columns).filter(|(cell, column)| column.is_none() && !cell.words.trim().is_empty());
    let unknown: Vec<String> = unknown.map(|(cell, _)| format!("\"{}\"", short(&clean(&cell.words)))).collect();
    if !unknown.is_empty() {
        let (columns, were) = if unknown.len() == 1 { ("column", "was") } else { ("columns", "were") };
        script.notes.push(format!("The {columns} {} {were} left out.", unknown.join(", ")));
    }
    Ok(columns)
}

/// Takes a row over; the step it belongs to is the one that a row without a step belongs to next.
fn take_row(
    script: &mut Script,
    columns: &[Option<Column>],
    row: &[Cell],
    above: Option<usize>,
) -> Result<Option<usize>, Vec<Trouble>> {
    let of = |wanted: Column| columns.iter().zip(row).filter(move |(column, _)| **column == Some(wanted)).map(|(_, cell)| cell);
    let filled = |wanted: Column| of(wanted).filter(|cell| !clean(&cell.words).is_empty());
    let Some(first) = row.iter().find(|cell| !clean(&cell.words).is_empty()) else {
        return Ok(above);
    };
    let step = match (filled(Column::Step).next(), above) {
        (Some(cell), _) => named(script, cell)?,
        (None, Some(above)) => above,
        (None, None) => {
            script.report(first.at.start, "this row belongs to no step", "write the step's name in the column \"step\"");
            return Ok(None);
        }
    };
    if let Some(cell) = filled(Column::Title).next() {
        script.steps[step].title = short(&title(&clean(&cell.words)));
        script.name(&cell.words, step);
    }
    for cell in of(Column::Line) {
        script.say(step, &cell.words, false, cell.at.start)?;
    }
    for cell in of(Column::Heated) {
        script.say(step, &cell.words, true, cell.at.start)?;
    }
    let (mut answers, mut targets) = (of(Column::Answer), of(Column::To));
    loop {
        let (answer, target) = (answers.next(), targets.next());
        if answer.is_none() && target.is_none() {
            return Ok(Some(step));
        }
        let when = answer.map_or(String::new(), |cell| clean(&cell.words));
        let to = target.filter(|cell| !clean(&cell.words).is_empty());
        if when.is_empty() && to.is_none() {
            continue;
        }
        let at = answer.or(target).map_or(0, |cell| cell.at.start);
        let goal = to.map_or(Goal::Nowhere, |cell| Goal::Named(cell.words.clone(), cell.at.clone()));
        script.choose(step, &when, goal, at)?;
    }
}

/// The step of that name, made where it is named for the first time.
fn named(script: &mut Script, cell: &Cell) -> Result<usize, Vec<Trouble>> {
    if let Some(step) = script.find_exactly(&cell.words) {
        return Ok(step);
    }
    let step = script.add(&cell.words, cell.at.start)?;
    script.name(&cell.words, step);
    script.steps[step].is_root = true;
    Ok(step)
}

/// The rows of a table, cell by cell, with their places.
struct Rows<'a> {
    text: &'a str,
    at: usize,
    reader: Reader,
    is_over: bool,
}

impl<'a> Rows<'a> {
    fn new(text: &'a str, at: usize, sign: u8) -> Self {
        Self { text, at, reader: ReaderBuilder::new().delimiter(sign).build(), is_over: false }
    }

    /// The next cell, and whether it is the last of its row.
    fn cell(&mut self) -> Option<(Cell, bool)> {
        let bytes = self.text.as_bytes();
        // By hand, a space is often put between the sign and the quotation mark.
        let spaces = bytes[self.at..].iter().take_while(|byte| **byte == b' ').count();
        if bytes.get(self.at + spaces) == Some(&b'"') {
            self.at += spaces;
        }
        let (mut words, mut from) = (Vec::new(), self.at);
        let mut part = [0; 1024];
        let is_last = loop {
            let (result, read, written) = self.reader.read_field(&bytes[self.at..], &mut part);
            self.at += read;
            words.extend_from_slice(&part[..written]);
            match result {
                ReadFieldResult::Field { record_end } => break record_end,
                ReadFieldResult::End => return None,
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
            }
        };
        // The end of the row before belongs to no cell.
        from += bytes[from..self.at].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let raw = self.text[from..self.at].trim_end_matches(['\r', '\n']);
        let raw = if is_last { raw } else { &raw[..raw.len().saturating_sub(1)] };
        let marks = raw.bytes().filter(|byte| *byte == b'"').count();
        let is_closed = !raw.starts_with('"') || marks % 2 == 0 && raw.trim_end().ends_with('"');
        let words = String::from_utf8_lossy(&words).into_owned();
        Some((Cell { words, at: from..self.at, is_closed }, is_last))
    }
}

impl Iterator for Rows<'_> {
    type Item = Vec<Cell>;

    fn next(&mut self) -> Option<Vec<Cell>> {
        let mut row = Vec::new();
        while !self.is_over {
            match self.cell() {
                Some((cell, is_last)) => {
                    if row.len() < MOST_CELLS {
                        row.push(cell);
                    }
                    if is_last {
                        return Some(row);
                    }
                }
                None => self.is_over = true,
            }
        }
        (!row.is_empty()).then_some(row)
    }
}

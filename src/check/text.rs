//! Findings for a terminal: the source line with a mark under it.

use super::{Finding, Level};
use std::fmt::Write as _;

/// One finding with the line of `source` it is about; `source` is the file's text, if it could be read.
#[must_use]
pub fn in_text(finding: &Finding, source: Option<&str>) -> String {
    let level = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "hint",
    };
    let mut out = format!("{level}[{}]: {}\n", finding.rule, finding.message);
    let Finding { file, line, column, .. } = finding;
    let number = line.to_string();
    let margin = " ".repeat(number.len());
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{margin}--> {file}:{line}:{column}");
    if let Some(shown) = source.and_then(|text| text.lines().nth(line - 1)) {
        let (shown, before) = window(shown.trim_start_matches('\u{feff}'), column - 1);
        let room = shown.chars().count().saturating_sub(before).max(1);
        let meant = source
            .and_then(|text| text.get(finding.span.clone()))
            .map_or(1, |span| span.lines().next().map_or(1, |first| first.chars().count()));
        let mark = "^".repeat(meant.clamp(1, room));
        let _ = writeln!(out, "{margin} |\n{number} | {shown}\n{margin} | {}{mark}", " ".repeat(before));
    }
    if !finding.help.is_empty() {
        let _ = writeln!(out, "{margin} = help: {}", finding.help);
    }
    out
}

/// A long line is cut to what stands around the mark: the shown part and the mark's place in it.
fn window(line: &str, before: usize) -> (String, usize) {
    const MOST: usize = 140;
    const LEAD: usize = 40;
    let line = line.replace('\t', " ");
    if line.chars().count() <= MOST {
        return (line, before);
    }
    let skip = before.saturating_sub(LEAD);
    (line.chars().skip(skip).take(MOST).collect(), before - skip)
}

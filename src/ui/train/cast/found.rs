//! What is wrong with a customer, with the field it stands in.

use super::state::Page;
use crate::drill::PersonaFinding;

/// A finding and where on the screen it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The field of the customer, as its file names it; empty for the whole.
    pub field: String,
    /// The line or name it is about, where it is about one.
    pub words: Option<String>,
    /// What is wrong.
    pub finding: PersonaFinding,
}

impl Found {
    /// The page its field is on.
    #[must_use]
    pub fn page(&self) -> Page {
        match self.field.as_str() {
            "opens" | "strong" | "says" | "asides" | "leaving" => Page::Says,
            "replies" => Page::Replies,
            "answers" | "ways" | "opens_elsewhere" => Page::OnTree,
            "facts" | "tells" | "finds" | "hidden" => Page::Facts,
            "reacts" | "floor" => Page::Moves,
            _ => Page::Who,
        }
    }

    /// Whether it is about a step or an answer that is not there.
    #[must_use]
    pub fn is_of_a_tree(&self) -> bool {
        matches!(self.finding.rule, "no-such-step" | "no-such-answer" | "way")
    }

    /// The field in words.
    #[must_use]
    pub fn field_in_words(&self) -> &'static str {
        match self.field.as_str() {
            "name" => "Name",
            "called" => "Called",
            "heat" => "Heat at the start",
            "patience" => "Patience",
            "leaves" | "leaving" => "How they leave",
            "wants" => "What they want",
            "trains" => "What they train",
            "notice" => "Notice",
            "opens" => "Openings",
            "strong" => "Stronger openings",
            "says" => "Lines by heat",
            "replies" => "How they answer",
            "answers" => "Answers on a tree",
            "opens_elsewhere" => "Openings on a tree",
            "asides" => "Heard beside their words",
            "facts" => "Facts",
            "tells" => "How facts are told",
            "finds" => "On the agent's screen",
            "hidden" => "Hidden facts",
            "ways" => "Their case",
            "reacts" => "Moves and heat",
            "floor" => "Floor of heat",
            _ => "Customer",
        }
    }
}

/// Each finding with its field; the text is written plainly, one field of the customer a line at its own depth.
#[must_use]
pub fn found(text: &str, findings: Vec<PersonaFinding>) -> Vec<Found> {
    let lines: Vec<&str> = text.lines().collect();
    let of = |finding: PersonaFinding| {
        let mut above = lines.iter().take(finding.line).rev().copied();
        let field = above.find_map(field_of).unwrap_or_default().to_owned();
        let words = lines.get(finding.line.saturating_sub(1)).and_then(|line| quoted(line, finding.column));
        Found { field, words, finding }
    };
    findings.into_iter().map(of).collect()
}

/// The field that begins on a line, if one of the customer's own does.
fn field_of(line: &str) -> Option<&str> {
    let own = line.strip_prefix("    ").filter(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()))?;
    let (name, _) = own.split_once(':')?;
    name.chars().all(|c| c.is_ascii_lowercase() || c == '_').then_some(name)
}

/// The text in quotes that begins at a column, counted from 1.
fn quoted(line: &str, column: usize) -> Option<String> {
    let rest: String = line.chars().skip(column.saturating_sub(1)).collect();
    let mut words = String::new();
    let mut signs = rest.strip_prefix('"')?.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '"' => return Some(words),
            '\\' => words.extend(signs.next()),
            sign => words.push(sign),
        }
    }
    None
}

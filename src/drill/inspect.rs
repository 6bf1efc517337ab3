//! Reads a persona and says what is wrong with it, with line and column, in the way trees are checked.

use super::persona::Persona;
use crate::{
    check::Level,
    tree::{Place, options},
};
use serde::Serialize;

/// One thing that is wrong with a persona.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonaFinding {
    /// The rule's name.
    pub rule: &'static str,
    /// How much it matters.
    pub level: Level,
    /// The file.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

/// Reads a persona.
///
/// # Errors
/// What is wrong, with its place.
pub fn read_persona(file: &str, text: &str) -> Result<Persona, Box<PersonaFinding>> {
    options().from_str(text).map_err(|error| {
        let at = error.span.start;
        Box::new(PersonaFinding {
            rule: "unreadable",
            level: Level::Error,
            file: file.to_owned(),
            line: at.line,
            column: at.col,
            message: error.code.to_string(),
            help: "put it right as the message says; a persona of the program shows how one is written".to_owned(),
        })
    })
}

/// Everything that is wrong with a persona's text: that it cannot be read, or what stands in it.
#[must_use]
pub fn check_persona(file: &str, text: &str) -> Vec<PersonaFinding> {
    match read_persona(file, text) {
        Err(finding) => vec![*finding],
        Ok(_) => Vec::new(),
    }
}

/// The place of the first quoted `needle` in the text.
#[expect(dead_code, reason = "used by the checks that follow")]
fn place(text: &str, needle: &str) -> (usize, usize) {
    let at = text.find(&format!("\"{needle}")).unwrap_or(0);
    let Place { line, column, .. } = Place::new(text, at..at);
    (line, column)
}

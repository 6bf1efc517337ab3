//! Reads a persona and says what is wrong with it, with line and column, in the way trees are checked.

use super::{
    inspect_lines::lines,
    model::Model,
    names::MoveId,
    persona::{NoticeKind, PERSONA_FORMAT, Persona},
};
use crate::{
    check::Level,
    tree::{Place, TechniqueId, Within, nearest, options},
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, sync::LazyLock};

/// Openings there must be, so that two drills do not begin alike.
const OPENINGS: usize = 3;
/// No move changes the heat by more.
const MOST_CHANGE: f32 = 5.0;
/// No patience is longer.
const MOST_PATIENCE: u8 = 9;

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
    /// What leads to it within the persona: names of fields, keys, and numbers from 0.
    #[serde(skip)]
    pub path: Vec<String>,
}

impl PersonaFinding {
    /// File, line and column, what is wrong, what to do about it: one line.
    #[must_use]
    pub fn in_words(&self) -> String {
        let Self { file, line, column, message, help, .. } = self;
        let help = if help.is_empty() { String::new() } else { format!(" ({help})") };
        format!("{file}:{line}:{column}: {message}{help}")
    }
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
            message: expected(&error.code.to_string()),
            help: "a customer of the program shows how one is written".to_owned(),
            path: Vec::new(),
        })
    })
}

/// What the reader of the format expected, said in plain words.
fn expected(code: &str) -> String {
    let kinds = [("float", "a number, such as 6 or 6.5"), ("integer", "a whole number"), ("string", "words in quotation marks")];
    let told = kinds.iter().find(|(kind, _)| code.to_lowercase() == format!("expected {kind}"));
    told.map_or_else(|| code.to_owned(), |(_, words)| format!("{words}, belongs here"))
}

/// Everything that is wrong with a persona's text: that it cannot be read, or what stands in it.
#[must_use]
pub fn check_persona(file: &str, text: &str) -> Vec<PersonaFinding> {
    let persona = match read_persona(file, text) {
        Err(finding) => return vec![*finding],
        Ok(persona) => persona,
    };
    let mut report = Report::new(file, text);
    report.head(&persona);
    report.moves(&persona);
    report.techniques(&persona.trains);
    lines(&mut report, &persona);
    report.case(&persona);
    report.findings.sort_by_key(|finding| (finding.line, finding.column, finding.rule));
    report.findings
}

/// Findings on one text.
pub(super) struct Report<'a> {
    file: &'a str,
    text: &'a str,
    within: Within<'a>,
    pub findings: Vec<PersonaFinding>,
}

impl<'a> Report<'a> {
    pub fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text, within: Within::new(text), findings: Vec::new() }
    }

    /// Tells of what stands at the end of a path.
    pub fn add(&mut self, rule: &'static str, level: Level, path: &[&str], message: String, help: &str) {
        let at = self.within.at(path);
        let Place { line, column, .. } = Place::new(self.text, at..at);
        let (file, help) = (self.file.to_owned(), help.to_owned());
        let path = path.iter().map(|part| (*part).to_owned()).collect();
        self.findings.push(PersonaFinding { rule, level, file, line, column, message, help, path });
    }

    fn head(&mut self, persona: &Persona) {
        if persona.format == 0 || persona.format > PERSONA_FORMAT {
            let message = format!("format {} is not one this version knows; it knows up to {PERSONA_FORMAT}", persona.format);
            self.add("newer-format", Level::Error, &["format"], message, "open it with the Evenkeel that wrote it");
        }
        let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if persona.id.is_empty() || !persona.id.bytes().all(is_plain) {
            let message = format!("\"{}\" is not the id of a persona", persona.id);
            let help = "use small letters, digits and hyphens; the file has the same name";
            self.add("id", Level::Error, &["id"], message, help);
        }
        for (field, value, message, help) in [
            ("name", &persona.name, "they have no name", "write first name and surname"),
            ("called", &persona.called, "nothing says what they are called on screen", "the first name will do"),
            ("wants", &persona.wants, "nothing says what they want", "one sentence: what would make it right for them"),
        ] {
            if value.trim().is_empty() {
                self.add("empty", Level::Error, &[field], message.to_owned(), help);
            }
        }
        if !(0.0..=10.0).contains(&persona.heat) {
            let message = format!("a heat of {} is not between 0 and 10", persona.heat);
            let help = "3 is a disappointed voice, 6 is anger, 8 is shouting";
            self.add("heat-range", Level::Error, &["heat"], message, help);
        }
        if persona.patience == 0 || persona.patience > MOST_PATIENCE {
            let message = format!("a patience of {} hot moves in a row cannot be played", persona.patience);
            let help = "1 leaves at once, 3 is usual, 5 is very patient";
            self.add("patience-range", Level::Error, &["patience"], message, help);
        }
        if persona.opens.len() < OPENINGS {
            let count = match persona.opens.len() {
                0 => "there is no opening".to_owned(),
                1 => "there is one opening, and two drills would begin alike".to_owned(),
                count => format!("there are {count} openings, and two drills would begin alike"),
            };
            self.add("openings", Level::Error, &["opens"], count, "write three openings at least");
        }
        if let Some(floor) = &persona.floor
            && !(0.0..=10.0).contains(&floor.heat)
        {
            let message = format!("a floor at {} is not between 0 and 10", floor.heat);
            let help = "a floor lies between 0 and the heat they come in with";
            self.add("heat-range", Level::Error, &["floor", "heat"], message, help);
        }
    }

    fn moves(&mut self, persona: &Persona) {
        let model = Model::shipped();
        let mut named: Vec<(Vec<String>, &MoveId)> = Vec::new();
        let path = |parts: &[&str]| parts.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>();
        named.extend(persona.reacts.keys().map(|id| (path(&["reacts", id.as_str()]), id)));
        named.extend(persona.floor.iter().map(|floor| (path(&["floor", "until"]), &floor.until)));
        for (at, hidden) in persona.hidden.iter().enumerate() {
            let moves = hidden.after.moves.iter().enumerate();
            named.extend(moves.map(|(n, id)| (path(&["hidden", &at.to_string(), "after", "moves", &n.to_string()]), id)));
        }
        for (key, way) in &persona.ways {
            let moves = way.until.iter().enumerate();
            named.extend(moves.map(|(n, id)| (path(&["ways", key, "until", &n.to_string()]), id)));
        }
        for (path, id) in named.into_iter().filter(|(_, id)| model.get(id.as_str()).is_none()) {
            let near = model.nearest(id.as_str());
            let near =
                near.map_or_else(|| "choose one of the model’s moves".to_owned(), |near| format!("did you mean \"{near}\"?"));
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            self.add("unknown-move", Level::Error, &path, format!("there is no move \"{id}\""), &near);
        }
        for (id, heat) in &persona.reacts {
            if heat.abs() > MOST_CHANGE || !heat.is_finite() {
                let name = model.get(id.as_str()).map_or(id.as_str(), |rule| rule.name.as_str());
                let message = format!("“{name}” changes the heat by {heat}; no move changes it by more than {MOST_CHANGE}");
                let help = "the strongest moves of the model change it by 3";
                self.add("heat-range", Level::Error, &["reacts", id.as_str()], message, help);
            }
        }
    }

    fn techniques(&mut self, named: &[TechniqueId]) {
        for (at, id) in named.iter().enumerate().filter(|(_, id)| !TECHNIQUES.contains(id.as_str())) {
            let near = nearest(id.as_str(), TECHNIQUES.iter().map(String::as_str));
            let near = near.map_or_else(|| "take one of the catalogue".to_owned(), |near| format!("did you mean \"{near}\"?"));
            let message = format!("there is no technique \"{id}\"");
            self.add("unknown-technique", Level::Error, &["trains", &at.to_string()], message, &near);
        }
    }

    fn case(&mut self, persona: &Persona) {
        for way in persona.ways.keys().filter(|way| way.split('/').filter(|part| !part.is_empty()).count() != 2) {
            let message = format!("\"{way}\" is not a step of a tree");
            let help = "write tree/step, such as \"delayed-shipment/tracking\"";
            self.add("way", Level::Error, &["ways", way], message, help);
        }
        for fact in persona.tells.keys().filter(|fact| !persona.facts.contains_key(fact.as_str())) {
            let message = format!("they tell “{}”, and nothing says what it is", in_words(fact.as_str()));
            let help = "give it a value under “What they know and tell”, or take the words out";
            self.add("untold-fact", Level::Warning, &["tells", fact.as_str()], message, help);
        }
        if let Some(protocol) = &persona.protocol
            && protocol.asks.trim().is_empty()
        {
            let message = "nothing says what the protocol asks for".to_owned();
            self.add("protocol", Level::Warning, &["protocol", "asks"], message, "write in one sentence what is to be done");
        }
        if let Some(notice) = &persona.notice {
            if notice.words.trim().is_empty() {
                let message = "the trainee is told nothing beforehand".to_owned();
                self.add("notice", Level::Error, &["notice", "words"], message, "say in one sentence what is to be met");
            }
            if notice.cues.is_empty() {
                let message = "nothing stands for what is said that must be met".to_owned();
                self.add("notice", Level::Error, &["notice", "cues"], message, "write two or three cues");
            }
            if notice.kind == NoticeKind::SelfHarm && persona.protocol.is_none() {
                let message = "a call about ending one’s life is scored on its protocol".to_owned();
                self.add(
                    "notice",
                    Level::Error,
                    &["protocol"],
                    message,
                    "tick “Scored on its protocol alone”, and say what it asks for",
                );
            }
        } else if !persona.strong.is_empty() {
            let message = "there is strong language, and nothing is said of it before they are met".to_owned();
            let help = "choose under “Said before they are met” what is to be met, so that the trainee can choose";
            self.add("notice", Level::Error, &["strong"], message, help);
        }
    }
}

/// A fact's name as words, where its label is not known.
pub(super) fn in_words(name: &str) -> String {
    name.replace(['_', '-'], " ")
}

/// The names of the catalogue of techniques.
static TECHNIQUES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    #[serde(rename = "Technique")]
    struct Named {
        id: String,
    }
    let named: Vec<Named> = options()
        .from_str(include_str!("../../assets/techniques.ron"))
        .expect("the catalogue is part of the program, and a test reads it");
    named.into_iter().map(|named| named.id).collect()
});

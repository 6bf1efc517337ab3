//! Reads a persona and says what is wrong with it, with line and column, in the way trees are checked.

use super::{
    model::Model,
    persona::{Band, NoticeKind, PERSONA_FORMAT, Persona},
};
use crate::{
    check::Level,
    tree::{Place, TechniqueId, nearest, options},
};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// The most words in one breath.
const BREATH: usize = 25;
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
    let persona = match read_persona(file, text) {
        Err(finding) => return vec![*finding],
        Ok(persona) => persona,
    };
    let mut report = Report::new(file, text);
    report.head(&persona);
    report.moves(&persona);
    report.techniques(&persona.trains);
    report.lines(&persona);
    report.case(&persona);
    report.findings.sort_by_key(|finding| (finding.line, finding.column, finding.rule));
    report.findings
}

/// Findings on one text.
pub(super) struct Report<'a> {
    file: &'a str,
    text: &'a str,
    pub findings: Vec<PersonaFinding>,
}

impl<'a> Report<'a> {
    pub fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text, findings: Vec::new() }
    }

    pub fn add(&mut self, rule: &'static str, level: Level, at: usize, message: String, help: &str) {
        let Place { line, column, .. } = Place::new(self.text, at..at);
        let (file, help) = (self.file.to_owned(), help.to_owned());
        self.findings.push(PersonaFinding { rule, level, file, line, column, message, help });
    }

    /// Where a field of the persona stands.
    fn field(&self, name: &str) -> usize {
        let is_whole = |at: usize| {
            let before = self.text[..at].chars().next_back();
            let after = self.text[at + name.len()..].trim_start();
            before.is_none_or(|c| c.is_whitespace() || c == '(') && after.starts_with(':')
        };
        self.text.match_indices(name).map(|(at, _)| at).find(|at| is_whole(*at)).unwrap_or(0)
    }

    /// Where a text stands, quoted.
    pub fn quoted(&self, words: &str) -> usize {
        let escaped = words.replace('\\', "\\\\").replace('"', "\\\"");
        self.text.find(&format!("\"{escaped}\"")).unwrap_or(0)
    }

    fn head(&mut self, persona: &Persona) {
        if persona.format == 0 || persona.format > PERSONA_FORMAT {
            let message = format!("format {} is not one this version knows; it knows up to {PERSONA_FORMAT}", persona.format);
            self.add("newer-format", Level::Error, self.field("format"), message, "open it with the Evenkeel that wrote it");
        }
        let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if persona.id.is_empty() || !persona.id.bytes().all(is_plain) {
            let message = format!("\"{}\" is not the id of a persona", persona.id);
            self.add(
                "id",
                Level::Error,
                self.field("id"),
                message,
                "use small letters, digits and hyphens; the file has the same name",
            );
        }
        for (field, value, what) in [
            ("name", &persona.name, "a name"),
            ("called", &persona.called, "what they are called on screen"),
            ("wants", &persona.wants, "what they want"),
        ] {
            if value.trim().is_empty() {
                self.add("empty", Level::Error, self.field(field), format!("\"{field}\" is empty"), &format!("write {what}"));
            }
        }
        if !(0.0..=10.0).contains(&persona.heat) {
            let message = format!("heat {} is not between 0 and 10", persona.heat);
            self.add(
                "heat-range",
                Level::Error,
                self.field("heat"),
                message,
                "3 is a disappointed voice, 6 is anger, 8 is shouting",
            );
        }
        if persona.patience == 0 || persona.patience > MOST_PATIENCE {
            let message = format!("a patience of {} hot moves in a row cannot be played", persona.patience);
            self.add(
                "patience-range",
                Level::Error,
                self.field("patience"),
                message,
                "1 leaves at once, 3 is usual, 5 is very patient",
            );
        }
        if persona.opens.len() < OPENINGS {
            let message = format!("there are {} openings, and two drills would begin alike", persona.opens.len());
            self.add("openings", Level::Error, self.field("opens"), message, "write three openings at least");
        }
        if let Some(floor) = &persona.floor
            && !(0.0..=10.0).contains(&floor.heat)
        {
            let message = format!("a floor at {} is not between 0 and 10", floor.heat);
            self.add(
                "heat-range",
                Level::Error,
                self.field("floor"),
                message,
                "a floor lies between 0 and the heat they come in with",
            );
        }
    }

    fn moves(&mut self, persona: &Persona) {
        let model = Model::shipped();
        let by_hidden = persona.hidden.iter().flat_map(|hidden| &hidden.after.moves);
        let by_way = persona.ways.values().flat_map(|way| &way.until);
        let named = persona.reacts.keys().chain(persona.floor.iter().map(|floor| &floor.until)).chain(by_hidden).chain(by_way);
        let unknown: BTreeSet<&str> = named.map(super::names::MoveId::as_str).filter(|id| model.get(id).is_none()).collect();
        for id in unknown {
            let near = model
                .nearest(id)
                .map_or_else(|| "see the model of moves for the names".to_owned(), |near| format!("did you mean \"{near}\"?"));
            self.add("unknown-move", Level::Error, self.quoted(id), format!("there is no move \"{id}\""), &near);
        }
        for (id, heat) in &persona.reacts {
            if heat.abs() > MOST_CHANGE || !heat.is_finite() {
                let message = format!("\"{id}\" changes the heat by {heat}; no move changes it by more than {MOST_CHANGE}");
                self.add(
                    "heat-range",
                    Level::Error,
                    self.quoted(id.as_str()),
                    message,
                    "the strongest moves of the model change it by 3",
                );
            }
        }
    }

    fn techniques(&mut self, named: &[TechniqueId]) {
        for id in named.iter().filter(|id| !TECHNIQUES.contains(id.as_str())) {
            let near = nearest(id.as_str(), TECHNIQUES.iter().map(String::as_str));
            let near = near.map_or_else(|| "take one of the catalogue".to_owned(), |near| format!("did you mean \"{near}\"?"));
            self.add(
                "unknown-technique",
                Level::Error,
                self.quoted(id.as_str()),
                format!("there is no technique \"{id}\""),
                &near,
            );
        }
    }

    fn lines(&mut self, persona: &Persona) {
        let by_manner = persona.replies.values().flat_map(super::persona::ByHeat::all);
        let told = persona.tells.values().flatten();
        let answers = persona.answers.values().flatten();
        let notice = persona.notice.iter().flat_map(|notice| notice.cues.iter().chain(&notice.strong));
        let hidden = persona.hidden.iter().map(|hidden| &hidden.tells);
        let openings = persona.opens.iter().chain(&persona.strong).chain(&persona.leaving);
        let all: Vec<String> = openings
            .chain(persona.says.all())
            .chain(by_manner)
            .chain(told)
            .chain(answers)
            .chain(notice)
            .chain(hidden)
            .cloned()
            .collect();
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for line in &all {
            let words = crate::site::spoken(&without_asides(line)).words;
            if line.trim().is_empty() {
                self.add(
                    "empty",
                    Level::Error,
                    self.quoted(line),
                    "a line is empty".to_owned(),
                    "write the line, or take it out",
                );
            } else if words > BREATH {
                let message = format!("{words} words in one breath");
                self.add(
                    "long-line",
                    Level::Warning,
                    self.quoted(line),
                    message,
                    "angry people speak in short pieces; 25 words are enough",
                );
            }
            *seen.entry(line.trim()).or_default() += 1;
        }
        for (line, _) in seen.into_iter().filter(|(line, count)| *count > 1 && !line.is_empty()) {
            let message = format!("“{line}” stands there more than once");
            self.add(
                "same-line",
                Level::Hint,
                self.quoted(line),
                message,
                "write another; a customer who repeats themselves sounds like a machine",
            );
        }
        for band in [Band::Hot, Band::Warm, Band::Cool] {
            if persona.says.exactly(band).is_empty() {
                let message = format!("nothing stands for what they say when {}", band.in_words());
                self.add("nothing-said", Level::Warning, self.field("says"), message, "write two or three lines for each heat");
            }
        }
        if persona.leaving.is_empty() {
            let message = "nothing stands for what they say when they leave".to_owned();
            self.add("nothing-said", Level::Hint, self.field("leaves"), message, "write one or two lines under \"leaving\"");
        }
    }

    fn case(&mut self, persona: &Persona) {
        for way in persona.ways.keys().filter(|way| way.split('/').filter(|part| !part.is_empty()).count() != 2) {
            let message = format!("\"{way}\" is not a step of a tree");
            self.add("way", Level::Error, self.quoted(way), message, "write tree/step, such as \"delayed-shipment/tracking\"");
        }
        for fact in persona.tells.keys().filter(|fact| !persona.facts.contains_key(fact.as_str())) {
            let message = format!("they tell \"{fact}\", and nothing says what it is");
            self.add("untold-fact", Level::Warning, self.quoted(fact.as_str()), message, "give it a value under \"facts\"");
        }
        if let Some(notice) = &persona.notice {
            if notice.words.trim().is_empty() {
                let message = "the trainee is told nothing beforehand".to_owned();
                self.add("notice", Level::Error, self.field("words"), message, "say in one sentence what is to be met");
            }
            if notice.cues.is_empty() {
                let message = "nothing stands for what is said that must be met".to_owned();
                self.add("notice", Level::Error, self.field("notice"), message, "write two or three cues");
            }
            if notice.kind == NoticeKind::SelfHarm && persona.protocol.is_none() {
                let message = "a call about ending one's life is scored on its protocol".to_owned();
                self.add("notice", Level::Error, self.field("notice"), message, "add protocol: Protocol(asks: \"…\")");
            }
        } else if !persona.strong.is_empty() {
            let message = "there is strong language, and no notice before it".to_owned();
            self.add("notice", Level::Error, self.field("strong"), message, "add a notice, so that the trainee can choose");
        }
    }
}

/// A line without what stands in brackets: asides are not spoken.
fn without_asides(line: &str) -> String {
    let mut depth = 0usize;
    line.chars()
        .filter(|c| {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect()
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

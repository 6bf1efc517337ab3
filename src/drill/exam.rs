//! An exam drill as it is handed to supervisors, the scores they give themselves, and what the trainee disputes.

use super::{Finished, Turn};
use crate::tree::is_default;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Two scores of one exam should lie no further apart than this.
pub const TARGET_GAP: f32 = 5.0;

/// What leaves the trainee's machine: one exam, after the trainee has seen this very sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExamSheet {
    /// The exam's name, also its file's.
    pub id: String,
    /// Who took it.
    pub trainee: String,
    /// The assignment it was taken for; nothing where it was taken freely.
    pub assignment: Option<String>,
    /// How it went.
    pub result: Finished,
    /// What was said, in order.
    pub turns: Vec<SaidTurn>,
    /// What the trainee disputes.
    pub disputes: Vec<Dispute>,
}

/// One turn of an exam.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidTurn {
    /// Counts from 1.
    pub number: usize,
    /// The step's title.
    pub step: String,
    /// What the customer had said.
    pub customer: String,
    /// What the trainee said; empty where nothing was said.
    pub said: String,
}

impl From<&Turn> for SaidTurn {
    fn from(turn: &Turn) -> Self {
        let (customer, said) = (turn.customer.words.clone(), turn.said.text().to_owned());
        Self { number: turn.number, step: turn.step_title.clone(), customer, said }
    }
}

/// A point that the trainee sees otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// The part of the score, or the gate.
    pub part: String,
    /// Why, in the trainee's words.
    pub words: String,
    /// When.
    pub on: Date,
}

/// A supervisor's own score of an exam.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnScore {
    /// The exam.
    pub exam: String,
    /// Who scored it.
    pub by: String,
    /// When.
    pub on: Date,
    /// Points by part; a part left out stands as it was scored.
    #[serde(default, skip_serializing_if = "is_default")]
    pub points: BTreeMap<String, f32>,
    /// A word to the trainee.
    #[serde(default, skip_serializing_if = "is_default")]
    pub words: String,
    /// What is said to each disputed point that was looked at; without words where the score itself is the answer.
    #[serde(default, skip_serializing_if = "is_default")]
    pub answers: BTreeMap<String, String>,
}

impl OwnScore {
    /// A score in which everything stands as it was scored.
    #[must_use]
    pub fn new(exam: &str, by: &str, on: Date) -> Self {
        let (exam, by) = (exam.to_owned(), by.to_owned());
        Self { exam, by, on, points: BTreeMap::new(), words: String::new(), answers: BTreeMap::new() }
    }

    /// The points for a part: the supervisor's, or the automatic ones.
    #[must_use]
    pub fn points_for(&self, sheet: &ExamSheet, part: &str) -> f32 {
        let automatic = sheet.result.score.parts.iter().find(|one| one.id == part);
        let most = automatic.map_or(0.0, |part| part.of as f32);
        let own = self.points.get(part).map(|points| points.clamp(0.0, most));
        own.or_else(|| automatic.map(|part| part.points)).unwrap_or_default()
    }

    /// The whole, 0 to 100.
    #[must_use]
    pub fn total(&self, sheet: &ExamSheet) -> f32 {
        let parts = sheet.result.score.parts.iter();
        parts.map(|part| self.points_for(sheet, &part.id)).sum::<f32>().clamp(0.0, 100.0)
    }

    /// How far the supervisor's score lies from the automatic one.
    #[must_use]
    pub fn gap(&self, sheet: &ExamSheet) -> Gap {
        Gap::between(sheet.result.score.total as f32, self.total(sheet))
    }
}

/// How far two scores of one exam lie apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gap {
    /// The one: the automatic score, or a supervisor's.
    pub one: f32,
    /// The other, a supervisor's.
    pub other: f32,
}

impl Gap {
    /// Between two scores.
    #[must_use]
    pub fn between(one: f32, other: f32) -> Self {
        Self { one, other }
    }

    /// The points between them; above nought where the other is higher.
    #[must_use]
    pub fn points(self) -> f32 {
        self.other - self.one
    }

    /// Whether they lie as close together as they should.
    #[must_use]
    pub fn is_within_target(self) -> bool {
        self.points().abs() <= TARGET_GAP
    }
}

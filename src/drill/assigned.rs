//! Assigned work: three tracks of scenarios, and what a supervisor asks for by a day.

use super::{Finished, Level};
use crate::tree::{TreeId, is_default, options};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// A row of scenarios that train one thing.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Track {
    /// Its name in files.
    pub id: String,
    /// Its name on screen.
    pub name: String,
    /// What it is for, in one sentence.
    pub aim: String,
    /// What is played, in this order.
    pub scenarios: Vec<Scenario>,
}

/// One scenario of a track.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// The tree.
    pub tree: TreeId,
    /// The customer.
    pub persona: String,
    /// How much is shown.
    pub level: Level,
    /// What to mind, in one sentence.
    pub aim: String,
}

/// Every track, in the order in which they are taken.
///
/// # Panics
/// When the embedded file is broken, which a test rules out.
#[must_use]
pub fn tracks() -> &'static [Track] {
    static ALL: OnceLock<Vec<Track>> = OnceLock::new();
    ALL.get_or_init(|| {
        options().from_str(include_str!("../../assets/drill/tracks.ron")).expect("the tracks are part of the program")
    })
}

impl Scenario {
    /// Whether a drill passed it, at this level or a harder one; `mark` is the site's pass mark.
    #[must_use]
    pub fn is_met_by(&self, finished: &Finished, mark: u8) -> bool {
        finished.tree == self.tree
            && finished.persona == self.persona
            && finished.level >= self.level
            && super::passes(finished, mark)
    }
}

impl Track {
    /// For each scenario the first drill that passed it.
    #[must_use]
    pub fn played<'a>(&self, drills: &'a [Finished], mark: u8) -> Vec<Option<&'a Finished>> {
        let first = |scenario: &Scenario| drills.iter().find(|finished| scenario.is_met_by(finished, mark));
        self.scenarios.iter().map(first).collect()
    }

    /// The scenario to play next; nothing when the track is done.
    #[must_use]
    pub fn next(&self, drills: &[Finished], mark: u8) -> Option<&Scenario> {
        let played = self.played(drills, mark);
        self.scenarios.iter().zip(played).find(|(_, played)| played.is_none()).map(|(scenario, _)| scenario)
    }
}

/// Work that a supervisor asks for by a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// Its name, also its file's.
    pub id: String,
    /// The trainee's name; empty for everybody.
    #[serde(default, skip_serializing_if = "is_default")]
    pub trainee: String,
    /// The track it belongs to; empty for none.
    #[serde(default, skip_serializing_if = "is_default")]
    pub track: String,
    /// The tree.
    pub tree: TreeId,
    /// The customer; any where it is left out.
    #[serde(default, skip_serializing_if = "is_default")]
    pub persona: Option<String>,
    /// How much is shown; an exam is kept apart from practice, and the supervisor sees it.
    pub level: Level,
    /// The day by which it is asked for.
    pub by: Date,
    /// A word to the trainee.
    #[serde(default, skip_serializing_if = "is_default")]
    pub words: String,
    /// Who asks.
    pub set_by: String,
    /// On which day it was asked for.
    pub set_on: Date,
}

impl Assignment {
    /// Whether it is meant for that trainee.
    #[must_use]
    pub fn is_for(&self, trainee: &str) -> bool {
        self.trainee.is_empty() || self.trainee.trim().to_lowercase() == trainee.trim().to_lowercase()
    }

    /// Whether a drill is the work that was asked for. How it went is nobody's business; that it was played is.
    #[must_use]
    pub fn is_met_by(&self, finished: &Finished) -> bool {
        let is_that_level = if self.is_exam() { finished.level == Level::Exam } else { finished.level >= self.level };
        finished.tree == self.tree
            && self.persona.as_ref().is_none_or(|persona| *persona == finished.persona)
            && is_that_level
            && finished.day >= self.set_on
            && finished.was_played()
    }

    /// Whether it is an exam, whose result the supervisor sees.
    #[must_use]
    pub fn is_exam(&self) -> bool {
        self.level == Level::Exam
    }
}

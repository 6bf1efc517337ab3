//! What a drill is measured by: the parts of its score, its gates, its debrief.

use crate::tree::TechniqueId;
use serde::{Deserialize, Serialize};

/// The sections of the score, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Section {
    /// Listening and understanding, 20.
    Listening,
    /// Empathy and tone, 20.
    Empathy,
    /// Resolution, 25.
    Resolution,
    /// Language and expectations, 15.
    Language,
    /// Process and record, 10.
    Process,
    /// Close and follow-up, 10.
    Close,
    /// The protocol, 100; in its place for a call scored on its protocol alone.
    Protocol,
    /// Help that was used.
    Help,
}

impl Section {
    /// Every section of an ordinary call.
    pub const ALL: [Self; 6] = [Self::Listening, Self::Empathy, Self::Resolution, Self::Language, Self::Process, Self::Close];

    /// Its name.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Listening => "Listening and understanding",
            Self::Empathy => "Empathy and tone",
            Self::Resolution => "Resolution",
            Self::Language => "Language and expectations",
            Self::Process => "Process and record",
            Self::Close => "Close and follow-up",
            Self::Protocol => "Protocol",
            Self::Help => "Help",
        }
    }
}

/// The score of a drill.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ScoreCard {
    /// 0 to 100.
    pub total: u32,
    /// Rule by rule.
    pub parts: Vec<Part>,
}

impl ScoreCard {
    /// Points and most points of a section.
    #[must_use]
    pub fn section(&self, section: Section) -> (f32, u32) {
        let parts = self.parts.iter().filter(|part| part.section == section);
        parts.fold((0.0, 0), |(points, of), part| (points + part.points, of + part.of))
    }
}

/// One rule of the score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Its name in files.
    pub id: String,
    /// Its section.
    pub section: Section,
    /// Its name.
    pub name: String,
    /// The points for it; below nought for help that was used.
    pub points: f32,
    /// The most there are.
    pub of: u32,
    /// Why.
    pub why: String,
    /// The turn it turned on.
    pub turn: Option<usize>,
}

/// A gate: passed or failed, never a matter of points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gate {
    /// Its name in files.
    pub id: String,
    /// What it asks for.
    pub name: String,
    /// How it came out.
    pub state: GateState,
}

/// How a gate came out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GateState {
    /// It came up, and was passed.
    Passed,
    /// It was broken.
    Failed {
        /// In which turn.
        turn: usize,
        /// Why.
        why: String,
    },
    /// Nothing in the call asked for it.
    DidNotComeUp,
}

impl Gate {
    /// Whether it was broken.
    #[must_use]
    pub fn is_failed(&self) -> bool {
        matches!(self.state, GateState::Failed { .. })
    }
}

/// The heat of a call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HeatCurve {
    /// At the start.
    pub start: f32,
    /// At its highest.
    pub peak: f32,
    /// At the end.
    pub end: f32,
}

impl HeatCurve {
    /// From the highest to the end.
    #[must_use]
    pub fn recovery(&self) -> f32 {
        self.peak - self.end
    }
}

/// What is talked over after a drill: the turn where the heat moved most.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Debrief {
    /// What happened, in a few words.
    pub title: String,
    /// The turn; nothing when nothing was said.
    pub turn: Option<usize>,
    /// What the customer had said.
    pub customer: String,
    /// What was said.
    pub said: String,
    /// What it did, one sentence a reason.
    pub did: Vec<String>,
    /// The heat before it.
    pub heat_before: f32,
    /// The heat after it.
    pub heat_after: f32,
    /// The better line; nothing where what was said was the best there is.
    pub better: Option<String>,
    /// The heat the better line would have given.
    pub better_heat: Option<f32>,
    /// Why it is better.
    pub why: String,
    /// The technique.
    pub technique: Option<TechniqueId>,
    /// The heat of the whole call.
    pub heat: HeatCurve,
    /// From the highest to the end.
    pub recovery: f32,
    /// What was never brought out.
    pub missed: Vec<String>,
    /// One goal for the next time.
    pub goal: String,
}

//! What the events of a call add up to.

use super::event::Spot;
use crate::tree::{AlwaysKey, FactKind, How, Mood, Outcome, Value};
use indexmap::IndexMap;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A fact that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its type when it was captured.
    pub kind: FactKind,
    /// Its value.
    pub value: Value,
    /// Masked in logs and lists.
    pub private: bool,
}

/// One entry of the path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathEntry {
    /// The step.
    pub spot: Spot,
    /// What led on from it, in words.
    pub left_by: Option<String>,
    /// It was passed by itself.
    pub by_itself: bool,
    /// The always-key that led here.
    pub key: Option<AlwaysKey>,
}

/// A line that was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidLine {
    /// The number of its event.
    pub number: u64,
    /// Where.
    pub at: Spot,
    /// Its words, facts filled in.
    pub line: String,
    /// When.
    pub when: Timestamp,
    /// Why it did not work, if the agent said so.
    pub failed: Option<String>,
}

/// A promise made on the call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromiseMade {
    /// Where.
    pub at: Spot,
    /// What.
    pub what: String,
    /// Who owns it.
    pub owner: String,
    /// The day, in plain form.
    pub by: Option<String>,
    /// The time, in plain form.
    pub time: Option<String>,
    /// When it was made.
    pub made: Timestamp,
    /// Withdrawn in the wrap-up.
    pub withdrawn: bool,
}

/// Who ended the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Who {
    /// The customer.
    Customer,
    /// The agent.
    Agent,
    /// The line was lost.
    Line,
}

impl Who {
    /// In words.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Customer => "the customer",
            Self::Agent => "the agent",
            Self::Line => "the line",
        }
    }
}

/// How the call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// How it came out.
    pub outcome: Outcome,
    /// Who ended it.
    pub who: Who,
    /// When it was ended first.
    pub at: Timestamp,
}

/// Somebody the agent reached for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// Who, by role.
    pub to: String,
    /// How.
    pub how: How,
    /// Why.
    pub why: String,
    /// Their name, once they have it; only then were they told.
    pub told: Option<Option<String>>,
    /// Nobody was free.
    pub nobody_free: bool,
    /// When one or the other was found out.
    pub(super) answered: Option<Timestamp>,
}

/// What Back goes back over.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub spot: Spot,
    pub returns: Vec<Spot>,
    pub path: usize,
    pub said: usize,
    pub warnings: usize,
    pub promises: usize,
    pub reached: usize,
    pub keys: usize,
    pub visited: Vec<Spot>,
    pub at: Timestamp,
}

/// Everything a call holds.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The step on screen; nothing before the start.
    pub spot: Option<Spot>,
    /// The mood now.
    pub mood: Mood,
    /// The mood at the start.
    pub mood_at_start: Mood,
    /// The call was heated at some time.
    pub was_heated: bool,
    /// What is known, in the order in which it was captured.
    pub facts: IndexMap<String, Known>,
    /// How the call came here.
    pub path: Vec<PathEntry>,
    /// How often each step was come to.
    pub visits: BTreeMap<Spot, u32>,
    /// What was said.
    pub said: Vec<SaidLine>,
    /// What was promised.
    pub promises: Vec<PromiseMade>,
    /// The steps at which warnings were given, and when.
    pub warnings: Vec<(Spot, Timestamp)>,
    /// Where the call goes back to, the nearest last.
    pub returns: Vec<Spot>,
    /// The notes.
    pub notes: Vec<String>,
    /// Whom the agent reached for.
    pub reached: Vec<Reached>,
    /// The always-keys pressed.
    pub keys: Vec<AlwaysKey>,
    /// Steps at which no answer fitted.
    pub none_of_these: Vec<Spot>,
    /// The line was lost at some time.
    pub was_cut_off: bool,
    /// The agent is away.
    pub is_paused: bool,
    /// How it ended.
    pub ended: Option<Ended>,
    /// The wrap-up is done.
    pub is_finished: bool,
    /// The agent.
    pub agent: String,
    /// The reference given to the customer.
    pub reference: String,
    /// A reference of another program.
    pub outside: Option<String>,
    /// When it began.
    pub started: Option<Timestamp>,
    /// When something last happened.
    pub last: Option<Timestamp>,
    pub(super) marks: Vec<Mark>,
}

impl State {
    /// How often a step was come to.
    #[must_use]
    pub fn visits_to(&self, spot: &Spot) -> u32 {
        self.visits.get(spot).copied().unwrap_or(0)
    }

    /// Whether there is something to go back to.
    #[must_use]
    pub fn can_go_back(&self) -> bool {
        !self.marks.is_empty()
    }

    /// Promises that stand.
    pub fn open_promises(&self) -> impl Iterator<Item = (usize, &PromiseMade)> {
        self.promises.iter().enumerate().filter(|(_, promise)| !promise.withdrawn)
    }
}

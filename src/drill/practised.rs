//! What was practised in a drill, how it went, and what is at stake.

use crate::{
    call::{Spot, Trees, hash},
    tree::{AlwaysKey, Step, StepId, TechniqueId, TreeId},
};
use rs_fsrs::Rating;
use serde::{Deserialize, Serialize};

/// What can be learned and forgotten.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Item {
    /// The line of a step, in answer to what the customer said.
    Answer {
        /// The tree.
        tree: TreeId,
        /// The step whose line is to be said.
        step: StepId,
        /// What the customer said or did that led there, as it stands in the tree; empty at the start of a call, and
        /// where a key led there.
        answer: String,
        /// The hash of the step's line: another one means that the line has changed.
        line_hash: String,
    },
    /// A technique, in whatever tree it is met.
    Technique(TechniqueId),
}

impl Item {
    /// The line of a step, and the answer that led there.
    #[must_use]
    pub fn answer(spot: &Spot, step: &Step, answer: &str) -> Self {
        let (tree, id) = (spot.tree.clone(), spot.step.clone());
        Self::Answer { tree, step: id, answer: answer.to_owned(), line_hash: hash(&line_of(step)) }
    }

    /// What stays the same when the line changes: the name a card is kept under.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Answer { tree, step, answer, .. } => format!("{tree}/{step}: {answer}"),
            Self::Technique(id) => format!("technique {id}"),
        }
    }
}

/// The line of a step as one text: every wording, one below the other; where nothing is said, its task.
#[must_use]
pub fn line_of(step: &Step) -> String {
    let said: Vec<&str> = step.say.iter().chain(&step.say_heated).map(String::as_str).collect();
    if said.is_empty() { step.task.clone().unwrap_or_default() } else { said.join("\n") }
}

/// How it went, from the worst to the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Grade {
    /// Missed.
    Again,
    /// Right after a miss, or with help.
    Hard,
    /// Right at the first try.
    Good,
    /// Right at the first try, and nothing was shown.
    Easy,
}

impl Grade {
    pub(super) fn rating(self) -> Rating {
        match self {
            Self::Again => Rating::Again,
            Self::Hard => Rating::Hard,
            Self::Good => Rating::Good,
            Self::Easy => Rating::Easy,
        }
    }
}

/// What is at stake, from the least to the most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Risk {
    /// Nothing beyond the call.
    #[default]
    Ordinary,
    /// A promise is made.
    Promise,
    /// A threat, or a danger to somebody.
    Threat,
    /// Somebody's life or health.
    SelfHarm,
}

impl Risk {
    /// What is at stake at a step.
    #[must_use]
    pub fn of(trees: &Trees, spot: &Spot) -> Self {
        let leads_here = |key: AlwaysKey| trees.behind(key, &spot.tree).is_some_and(|behind| behind == *spot);
        if leads_here(AlwaysKey::Danger) || leads_here(AlwaysKey::Threat) {
            return Self::Threat;
        }
        if leads_here(AlwaysKey::Life) || leads_here(AlwaysKey::Health) {
            return Self::SelfHarm;
        }
        let promises = trees.step(spot).is_some_and(|step| step.promise.is_some());
        if promises { Self::Promise } else { Self::Ordinary }
    }

    /// In words, for a list.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Ordinary => "",
            Self::Promise => "promise",
            Self::Threat => "threat",
            Self::SelfHarm => "life and health",
        }
    }
}

/// One thing that was practised in a drill, and how it went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Practised {
    /// What.
    pub item: Item,
    /// How it went.
    pub grade: Grade,
    /// What is at stake.
    pub risk: Risk,
    /// In which turn.
    pub turn: usize,
    /// The tree it was met in.
    pub tree: TreeId,
    /// The line as it was practised; empty for a technique.
    pub words: String,
}

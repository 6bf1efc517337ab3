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
    /// An answer of a step: hearing it, and saying the step's line.
    Answer {
        /// The tree.
        tree: TreeId,
        /// The step.
        step: StepId,
        /// The answer's words.
        answer: String,
        /// The hash of the step's line as it was practised.
        line_hash: String,
    },
    /// A technique, in whatever tree it is met.
    Technique(TechniqueId),
}

impl Item {
    /// An answer of a step, by its place in the step.
    #[must_use]
    pub fn answer(tree: &TreeId, id: &StepId, step: &Step, answer: usize) -> Option<Self> {
        let answer = step.answers.get(answer)?.when.clone();
        Some(Self::Answer { tree: tree.clone(), step: id.clone(), answer, line_hash: hash(&line_of(step)) })
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
    /// The grade of something done in a drill. `first_try` says that it was right at once, `in_the_end` that it was
    /// right at last, `helped` that the script was opened, `shown` that it was open from the start.
    #[must_use]
    pub fn of(first_try: bool, in_the_end: bool, helped: bool, shown: bool) -> Self {
        match (first_try, in_the_end) {
            (true, _) if helped => Self::Hard,
            (true, _) if shown => Self::Good,
            (true, _) => Self::Easy,
            (false, true) => Self::Hard,
            (false, false) => Self::Again,
        }
    }

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
    /// Somebody's life or health.
    Life,
    /// A threat or a danger to somebody.
    Threat,
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
            return Self::Life;
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
            Self::Life => "life and health",
            Self::Threat => "threat",
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
    /// The tree it was met in.
    pub tree: TreeId,
    /// The line as it was practised; empty for a technique.
    pub words: String,
}

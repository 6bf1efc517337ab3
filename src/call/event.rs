//! What happened in a call, one event at a time.

use super::state::Who;
use crate::tree::{AlwaysKey, FactKind, How, Mood, Outcome, StepId, TreeId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt};

/// A step of a tree.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Spot {
    /// The tree.
    pub tree: TreeId,
    /// The step.
    pub step: StepId,
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.tree, self.step)
    }
}

/// One event: its number is the order, its time is UTC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Counts from 1 within the call.
    pub number: u64,
    /// When it happened.
    pub at: Timestamp,
    /// What happened.
    pub what: What,
}

/// An answer as it stood on screen when one was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offered {
    /// Its digit.
    pub number: usize,
    /// Its words.
    pub when: String,
    /// Why it was greyed; nothing when it was open.
    pub greyed: Option<String>,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// The call began.
    Started {
        /// The tree it began in.
        tree: TreeId,
        /// The step it began at.
        step: StepId,
        /// The tree's revision.
        revision: u32,
        /// The mood it began in.
        mood: Mood,
        /// The agent.
        agent: String,
        /// The reference given to the customer.
        reference: String,
        /// A reference of another program, such as a CRM's.
        outside: Option<String>,
        /// The text of every tree it may enter, by hash.
        texts: BTreeMap<TreeId, String>,
    },
    /// A tree that was not foreseen is entered; its text by hash.
    Pinned {
        /// The tree.
        tree: TreeId,
        /// Its text.
        hash: String,
    },
    /// A line counts as said.
    Said {
        /// Where.
        at: Spot,
        /// As it was said, facts filled in.
        line: String,
        /// Whether it was a warning.
        warning: bool,
    },
    /// An answer was taken.
    Answered {
        /// Where.
        at: Spot,
        /// Its digit.
        number: usize,
        /// Its words.
        when: String,
        /// Where it led.
        to: Spot,
        /// Where the call comes back to afterwards.
        comes_back: Option<Spot>,
        /// Everything offered beside it.
        offered: Vec<Offered>,
        /// It was greyed and the agent took it all the same.
        judgement: bool,
        /// A cap sent the call upward.
        capped: bool,
    },
    /// A Check decided by the facts, or a step already known, was passed.
    PassedByItself {
        /// Where.
        at: Spot,
        /// The digit of the answer.
        number: usize,
        /// Its words.
        when: String,
        /// Where it led.
        to: Spot,
        /// Where the call comes back to afterwards.
        comes_back: Option<Spot>,
        /// The step was already known (it was no Check).
        known: bool,
    },
    /// Nothing on screen fits what the customer said.
    NoneOfThese {
        /// Where.
        at: Spot,
        /// What was offered.
        offered: Vec<Offered>,
    },
    /// The agent went to a step of their own choice.
    Jumped {
        /// From where.
        from: Spot,
        /// To where.
        to: Spot,
    },
    /// The agent went back.
    WentBack {
        /// From where.
        from: Spot,
        /// To where.
        to: Spot,
        /// Within five seconds: it counts for nothing.
        slip: bool,
    },
    /// A fact was captured or changed.
    FactSet {
        /// Its name.
        name: String,
        /// Its type.
        kind: FactKind,
        /// Its value in plain form.
        value: String,
        /// Masked in logs and lists.
        private: bool,
    },
    /// A fact was taken back.
    FactCleared {
        /// Its name.
        name: String,
    },
    /// The mood changed.
    MoodSet {
        /// To this.
        mood: Mood,
    },
    /// An always-key was pressed.
    AlwaysPressed {
        /// Which.
        key: AlwaysKey,
        /// From where.
        from: Spot,
        /// To where.
        to: Spot,
        /// Where the call comes back to; nothing when it is on such a way already.
        comes_back: Option<Spot>,
    },
    /// Back to the step an always-key left, or on in the tree that was left.
    Returned {
        /// From where.
        from: Spot,
        /// To where.
        to: Spot,
    },
    /// Something was promised.
    Promised {
        /// Where.
        at: Spot,
        /// What.
        what: String,
        /// Who owns it.
        owner: String,
        /// The day, in plain form.
        by: Option<String>,
        /// The time, in plain form.
        time: Option<String>,
    },
    /// A promise was changed or withdrawn.
    PromiseChanged {
        /// Which, from 0 in the order made.
        index: usize,
        /// What.
        what: String,
        /// Who owns it.
        owner: String,
        /// The day, in plain form.
        by: Option<String>,
        /// The time, in plain form.
        time: Option<String>,
        /// It was no promise after all.
        withdrawn: bool,
    },
    /// The agent reaches for somebody.
    ReachedFor {
        /// Where.
        at: Spot,
        /// Who, by role.
        to: String,
        /// How.
        how: How,
        /// Why.
        why: String,
    },
    /// The receiver has it.
    Escalated {
        /// Where.
        at: Spot,
        /// Who, by role.
        to: String,
        /// Their name, where it is known.
        name: Option<String>,
    },
    /// Nobody was free.
    NobodyFree {
        /// Where.
        at: Spot,
        /// Who was wanted, by role.
        to: String,
    },
    /// A note.
    Noted {
        /// Where.
        at: Spot,
        /// Its words, cards masked.
        text: String,
    },
    /// A line that was said did not work.
    LineFailed {
        /// The number of its [`What::Said`] event.
        said: u64,
        /// Why, in the agent's words.
        why: String,
        /// It did work after all.
        withdrawn: bool,
    },
    /// The line was lost.
    CutOff {
        /// Where.
        at: Spot,
    },
    /// The agent went away.
    Paused,
    /// The agent came back.
    Resumed,
    /// The outcome and who ended the call; may be set again in the wrap-up.
    Ended {
        /// How it came out.
        outcome: Outcome,
        /// Who ended it.
        who: Who,
    },
    /// The wrap-up is done.
    Finished,
}

//! What an agent can do, and why it may be refused.

use super::{event::Spot, state::Who};
use crate::tree::{AlwaysKey, Mood, Outcome};
use thiserror::Error;

/// One thing the agent does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Move {
    /// Take the answer of that digit.
    Answer {
        /// The digit, from 1.
        number: usize,
        /// Which wording of the line was on screen, from 0.
        wording: usize,
        /// Pressed a second time: taken although it is greyed.
        insist: bool,
    },
    /// None of these: the call stays.
    NoneOfThese,
    /// Pass a step whose facts are all known.
    Pass,
    /// Go to a step of any tree.
    Jump(Spot),
    /// Go back.
    Back,
    /// Go back to the step an always-key left, or on in the tree that was left.
    Return,
    /// Capture a fact; the value is in plain form, or as it was typed where that reads as one.
    SetFact {
        /// Its name.
        name: String,
        /// Its value.
        value: String,
        /// Digits that look like a card are none.
        not_a_card: bool,
    },
    /// Take a fact back.
    ClearFact(String),
    /// Calm or Heated.
    SetMood(Mood),
    /// An always-key.
    Always(AlwaysKey),
    /// Write a note.
    Note {
        /// Its words.
        text: String,
        /// Digits that look like a card are none.
        not_a_card: bool,
    },
    /// Add a promise of the agent's own.
    Promise {
        /// What.
        what: String,
        /// Who owns it; the agent where it is empty.
        owner: String,
        /// The day, in plain form.
        by: Option<String>,
        /// The time, in plain form.
        time: Option<String>,
    },
    /// Change or withdraw a promise.
    ChangePromise {
        /// Which, from 0.
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
    /// A line that was said did not work.
    LineFailed {
        /// The number of its event.
        said: u64,
        /// Why.
        why: String,
        /// It did work after all.
        withdrawn: bool,
    },
    /// Go away; the call is parked.
    Pause,
    /// Come back.
    Resume,
    /// End the call, or change how it ended.
    End {
        /// How it came out.
        outcome: Outcome,
        /// Who ended it.
        who: Who,
    },
    /// The wrap-up is done.
    Finish,
}

/// Why a move is not made; its words are for the agent.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// There is no such answer on this step.
    #[error("this step has no answer {0}")]
    NoSuchAnswer(usize),
    /// The answer is greyed; pressed again it is taken.
    #[error("{why}; press again to take it all the same")]
    Greyed {
        /// Why.
        why: String,
    },
    /// Above a limit of authority; the way is upward.
    #[error("{why}")]
    AboveLimit {
        /// By how much, in words.
        why: String,
        /// The step that leads upward.
        upward: Option<Spot>,
    },
    /// An address leads nowhere.
    #[error("{0} leads nowhere in this library")]
    Nowhere(String),
    /// There is nothing to go back to.
    #[error("there is no step to go back to")]
    NothingBefore,
    /// The step cannot be passed.
    #[error("{0}")]
    CannotPass(String),
    /// A value does not fit.
    #[error("{0}")]
    BadValue(String),
    /// No such fact in this tree.
    #[error("there is no fact “{0}” in this tree")]
    UnknownFact(String),
    /// The call is over.
    #[error("this call is finished")]
    Finished,
}

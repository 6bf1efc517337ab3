//! What a trainee can do in a drill, and why it may not be possible now.

use super::{names::MoveId, rehearsal::Setting};
use crate::tree::{AlwaysKey, Outcome};
use jiff::Zoned;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// One thing the trainee does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Act {
    /// Say the line of that number, from 1.
    Choose(usize),
    /// Say something in words of one's own.
    Say(String),
    /// "That's not what I meant": the move that was meant by what was just said in words of one's own.
    Meant(MoveId),
    /// Recognise the answer that was given, by its number.
    Hear(usize),
    /// No answer on screen fits what was heard.
    NoneOfThese,
    /// Capture a fact.
    Fact {
        /// Its name.
        name: String,
        /// Its value, in plain form or as it is typed.
        value: String,
    },
    /// Take a fact back.
    ClearFact(String),
    /// An always-key.
    Always(AlwaysKey),
    /// Back to the step an always-key left.
    Return,
    /// Write a note.
    Note(String),
    /// Add a promise of one's own.
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
    /// Look at the script.
    ShowScript,
    /// Said aloud, before the nearest line is chosen.
    Spoke,
    /// Say nothing for a while.
    Wait,
    /// Speak before the customer has finished.
    Interrupt,
    /// Go away.
    Pause,
    /// Come back.
    Resume,
    /// End the call.
    End(Outcome),
    /// Stop the drill; it has no score.
    Stop,
}

/// One event of a drill: its number is the order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DrillEvent {
    /// Counts from 1.
    pub number: u64,
    /// When it happened.
    pub at: Zoned,
    /// What happened.
    pub what: Happened,
}

/// What happened in a drill.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Happened {
    /// It began.
    Began(Box<Setting>),
    /// The trainee did something.
    Did(Act),
}

/// Why something cannot be done now; nothing has changed then.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotNow {
    /// The call is over.
    #[error("the call is over")]
    Over,
    /// The trainee is away.
    #[error("the drill is paused; come back to it first")]
    Paused,
    /// There is no line of that number.
    #[error("there is no line {number}; choose 1 to {lines}")]
    NoSuchLine {
        /// The number asked for.
        number: usize,
        /// How many there are.
        lines: usize,
    },
    /// There is no answer of that number.
    #[error("there is no answer {number} here; there are: {answers}")]
    NoSuchAnswer {
        /// The number asked for.
        number: usize,
        /// Those there are, in words.
        answers: String,
    },
    /// A line is to be said first.
    #[error("say a line first")]
    SayFirst,
    /// The customer has answered; that is to be recognised first.
    #[error("say first which answer that was")]
    HearFirst,
    /// Nothing was said in words of one's own.
    #[error("nothing was just said in words of your own")]
    NothingMeant,
    /// There is no such move.
    #[error("there is no move \"{0}\"{1}")]
    NoSuchMove(String, String),
    /// There is nothing typed.
    #[error("there is nothing to say yet")]
    Empty,
    /// The call refuses it, in its own words.
    #[error("{0}")]
    Refused(String),
}

//! The closed lists a tree chooses from.

use super::{Target, is_default};
use serde::{Deserialize, Serialize};

/// Whether agents are offered the tree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// Being written.
    #[default]
    Draft,
    /// Offered to agents.
    Live,
    /// Kept, no longer offered.
    Retired,
}

/// How the customer sounds: two states, because people agree on two and not on five.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Mood {
    /// An ordinary voice. Quiet or crying is calm too.
    #[default]
    Calm,
    /// Shouting, sarcasm, insults.
    Heated,
}

/// What a fact may hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FactKind {
    /// Any words.
    Text,
    /// A number, written plainly: `2` or `2.5`.
    Number,
    /// An amount in the named currency, written `42.10`.
    Money(String),
    /// A day, written `2027-05-01`.
    Date,
    /// A time of day, written `16:30`.
    Time,
    /// A telephone number.
    Phone,
    /// `yes` or `no`.
    YesNo,
    /// One of the words listed.
    Choice(Vec<String>),
}

impl FactKind {
    /// The kind in words, for a message to an author.
    #[must_use]
    pub fn in_words(&self) -> String {
        match self {
            Self::Text => "text".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::Money(currency) => format!("an amount in {currency}"),
            Self::Date => "a day".to_owned(),
            Self::Time => "a time".to_owned(),
            Self::Phone => "a telephone number".to_owned(),
            Self::YesNo => "yes or no".to_owned(),
            Self::Choice(words) => format!("one of {}", words.join(", ")),
        }
    }
}

/// How far ahead a day may lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Span {
    /// Calendar days.
    Days(u16),
    /// Monday to Friday.
    WorkingDays(u16),
}

/// What an agent does on a step; each kind carries its own data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Kind {
    /// Say a line and listen.
    Say,
    /// Ask a question.
    Ask,
    /// Do something while the customer waits.
    Do,
    /// Find something out; may pass by itself when the facts decide it.
    Check,
    /// Hand the call to somebody: an escalation point.
    Escalate {
        /// The receiver, by role.
        #[serde(default, skip_serializing_if = "is_default")]
        to: String,
        /// The way it is handed over.
        #[serde(default)]
        how: How,
        /// The reason, in words.
        #[serde(default, skip_serializing_if = "is_default")]
        why: String,
        /// Where the call goes when nobody is free.
        #[serde(default, skip_serializing_if = "is_default")]
        nobody_free: Option<Target>,
    },
    /// The call ends here.
    End(Outcome),
}

impl Kind {
    /// Whether the call is handed to somebody here.
    #[must_use]
    pub fn is_escalation(&self) -> bool {
        matches!(self, Self::Escalate { .. })
    }

    /// Whether the call ends here.
    #[must_use]
    pub fn is_end(&self) -> bool {
        matches!(self, Self::End(_))
    }

    /// One word for lists and screens.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Say => "Say",
            Self::Ask => "Ask",
            Self::Do => "Do",
            Self::Check => "Check",
            Self::Escalate { .. } => "Escalate",
            Self::End(_) => "End",
        }
    }
}

/// The way a call is handed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum How {
    /// The agent stays until the receiver has it.
    #[default]
    WarmTransfer,
    /// The receiver rings back.
    Callback,
    /// Emergency services or the duty line.
    Emergency,
    /// The call is ended.
    Disconnect,
}

impl How {
    /// The way in words.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::WarmTransfer => "warm transfer",
            Self::Callback => "call back",
            Self::Emergency => "emergency",
            Self::Disconnect => "end the call",
        }
    }
}

/// How a call came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// Done on the call.
    Resolved,
    /// Something is promised and still to come.
    FollowUp,
    /// Somebody else has it.
    HandedOver,
    /// The agent ended it.
    #[serde(alias = "Closed")]
    EndedEarly,
    /// The line was lost.
    CutOff,
}

impl Outcome {
    /// All outcomes, in the order in which a screen offers them.
    pub const ALL: [Self; 5] = [Self::Resolved, Self::FollowUp, Self::HandedOver, Self::EndedEarly, Self::CutOff];

    /// The outcome in words.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Resolved => "Solved",
            Self::FollowUp => "Follow-up",
            Self::HandedOver => "Handed over",
            Self::EndedEarly => "Ended early",
            Self::CutOff => "Cut off",
        }
    }
}

/// A step's place on the spine of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the words are the trade's own and stand in the glossary")]
pub enum Stage {
    Open,
    Listen,
    Acknowledge,
    Confirm,
    Check,
    Own,
    Offer,
    Act,
    Recap,
    FollowUp,
    Close,
    Learn,
}

impl Stage {
    /// All stages in the order of a call.
    pub const ALL: [Self; 12] = [
        Self::Open,
        Self::Listen,
        Self::Acknowledge,
        Self::Confirm,
        Self::Check,
        Self::Own,
        Self::Offer,
        Self::Act,
        Self::Recap,
        Self::FollowUp,
        Self::Close,
        Self::Learn,
    ];

    /// The stage in words.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Listen => "Listen",
            Self::Acknowledge => "Acknowledge",
            Self::Confirm => "Confirm",
            Self::Check => "Check",
            Self::Own => "Own",
            Self::Offer => "Offer",
            Self::Act => "Act",
            Self::Recap => "Recap",
            Self::FollowUp => "Follow up",
            Self::Close => "Close",
            Self::Learn => "Learn",
        }
    }
}

//! Names of moves, and what customers do.

use serde::{Deserialize, Serialize};
use std::{borrow::Borrow, fmt, sync::Arc};

/// The name of a move, such as `EMP_SPECIFIC`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct MoveId(Arc<str>);

impl MoveId {
    /// The name as it stands in the files.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for MoveId {
    fn from(name: &str) -> Self {
        Self(name.into())
    }
}

impl From<String> for MoveId {
    fn from(name: String) -> Self {
        Self(name.into())
    }
}

impl From<MoveId> for String {
    fn from(id: MoveId) -> Self {
        id.0.as_ref().to_owned()
    }
}

impl Borrow<str> for MoveId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<&str> for MoveId {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl fmt::Display for MoveId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a customer does in answer to what was said: the kind of an answer, whatever its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Manner {
    /// Goes quieter, waits, listens.
    Settles,
    /// Tells what happened, or comes to its end.
    Explains,
    /// Goes over it all again.
    Repeats,
    /// Says yes to what was said back.
    Confirms,
    /// Says that it is not so, or not all.
    Corrects,
    /// Gives a fact, a wish, a view.
    Gives,
    /// Takes the first of the things offered, or the only one.
    Accepts,
    /// Takes the other thing offered.
    TakesOther,
    /// Takes none of it.
    Refuses,
    /// Wants something else, or wants it sooner.
    WantsMore,
    /// Asks why, when, how, what now.
    Asks,
    /// Doubts it, or says it does not help.
    Doubts,
    /// Speaks of earlier calls or promises.
    EarlierCalls,
    /// Speaks of strain at home or at work.
    Strain,
    /// Speaks of illness, money trouble or a loss.
    Need,
    /// Health depends on it.
    Health,
    /// Speaks of despair, or of ending their life.
    Despair,
    /// Somebody is hurt or in danger.
    Danger,
    /// Wants somebody above the agent.
    AsksForManager,
    /// Complains, or names a lawyer, a regulator, the press.
    Complains,
    /// Goes for the agent.
    Insults,
    /// Threatens somebody.
    Threatens,
    /// Has another matter.
    OtherMatter,
    /// Says nothing, or the line is bad.
    Silent,
    /// Rings off, or has no time.
    RingsOff,
    /// The agent finds or decides it, on screen.
    Found,
    /// Somebody else takes it on or agrees: a supervisor, a team, help on its way.
    TakenOn,
    /// Somebody else says no, or nobody is there.
    TurnedDown,
    /// None of these.
    Other,
}

//! Where an answer leads.

use super::{StepId, TreeId};
use serde::{Deserialize, Serialize};
use std::fmt;

/// An address: `"listen"` in this tree, or `"aggressive-customer/first-warning"` in another.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Target {
    /// A step of the same tree.
    Here(StepId),
    /// A step of another tree.
    There {
        /// The other tree.
        tree: TreeId,
        /// Its step.
        step: StepId,
    },
}

impl Target {
    /// Reads an address.
    ///
    /// # Errors
    /// When it is neither `step-id` nor `tree-id/step-id`.
    pub fn new(text: &str) -> Result<Self, String> {
        let read = match text.split_once('/') {
            None => StepId::new(text).map(Self::Here),
            Some((tree, step)) => TreeId::new(tree).and_then(|tree| Ok(Self::There { tree, step: StepId::new(step)? })),
        };
        read.map_err(|_| {
            format!("\"{text}\" is not an address; write \"step-id\" or \"tree-id/step-id\" (small letters, digits, hyphens)")
        })
    }

    /// The step's name, whichever tree it is in.
    #[must_use]
    pub fn step(&self) -> &StepId {
        match self {
            Self::Here(step) | Self::There { step, .. } => step,
        }
    }

    /// The other tree's name, if it leads out of this one.
    #[must_use]
    pub fn tree(&self) -> Option<&TreeId> {
        match self {
            Self::Here(_) => None,
            Self::There { tree, .. } => Some(tree),
        }
    }
}

impl TryFrom<String> for Target {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::new(&text)
    }
}

impl From<Target> for String {
    fn from(target: Target) -> Self {
        target.to_string()
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Here(step) => step.fmt(f),
            Self::There { tree, step } => write!(f, "{tree}/{step}"),
        }
    }
}

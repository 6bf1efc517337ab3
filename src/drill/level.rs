//! How much a drill shows, and how strong its language is.

use serde::{Deserialize, Serialize};

/// How much a drill shows of script and heat.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Level {
    /// The script is visible; heat and reasons stand after each turn.
    #[default]
    Shown,
    /// The script comes on request, and a request costs points.
    Faded,
    /// No script, no number.
    Exam,
}

impl Level {
    /// Every level, the easiest first.
    pub const ALL: [Self; 3] = [Self::Shown, Self::Faded, Self::Exam];

    /// The level in one word.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Shown => "Shown",
            Self::Faded => "Faded",
            Self::Exam => "Exam",
        }
    }
}

/// How strong an abusive customer's language is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Strength {
    /// Rude, without the words that hurt.
    #[default]
    Mild,
    /// As it is heard on a bad day.
    Strong,
}

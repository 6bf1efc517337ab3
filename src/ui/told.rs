//! What came of something that was asked for: it is done, or what stood in the way.

/// What came of it, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// It is done.
    Done(String),
    /// It is not, and this is why.
    Trouble(String),
}

impl Told {
    /// That it is done.
    #[must_use]
    pub fn done(words: impl Into<String>) -> Self {
        Self::Done(words.into())
    }

    /// What stood in the way.
    #[must_use]
    pub fn trouble(words: impl Into<String>) -> Self {
        Self::Trouble(words.into())
    }

    /// Its words.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Done(words) | Self::Trouble(words) => words,
        }
    }
}

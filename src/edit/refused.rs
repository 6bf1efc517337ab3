//! Why an edit cannot be made.

use thiserror::Error;

/// An edit that was not made: why, and what to do, in words. The tree stands as it was.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct Refused(String);

impl Refused {
    /// A refusal in these words.
    #[must_use]
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }
}

//! The pages of the editor of customers.

/// Parts of a customer, a page each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// Who they are, and how they come in and leave.
    #[default]
    Who,
    /// Openings, lines by heat, last words.
    Says,
    /// How they give answers of each kind.
    Replies,
    /// What they answer on one tree.
    OnTree,
    /// What they know, tell and hide.
    Facts,
    /// What moves do to them.
    Moves,
}

impl Page {
    /// All of them, in order.
    pub const ALL: [Self; 6] = [Self::Who, Self::Says, Self::Replies, Self::OnTree, Self::Facts, Self::Moves];

    /// Its name.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Who => "Who they are",
            Self::Says => "What they say",
            Self::Replies => "How they answer",
            Self::OnTree => "On one tree",
            Self::Facts => "Facts",
            Self::Moves => "Moves and heat",
        }
    }

    /// The page so many further on, round and round.
    #[must_use]
    pub fn further(self, by: isize) -> Self {
        let at = Self::ALL.iter().position(|page| *page == self).unwrap_or_default();
        let all = Self::ALL.len().cast_signed();
        Self::ALL[(at.cast_signed() + by).rem_euclid(all).unsigned_abs()]
    }
}

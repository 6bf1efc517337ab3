//! The words customers fall back on, from `assets/drill/spoken.ron`.

use super::{
    names::Manner,
    persona::{ByHeat, Leaving},
    turn::Cue,
};
use crate::tree::options;
use indexmap::IndexMap;
use serde::Deserialize;
use std::{collections::BTreeMap, sync::LazyLock};

/// Words for every customer.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stock {
    /// By the kind of the answer, and by heat.
    pub manners: BTreeMap<Manner, ByHeat>,
    /// For one certain answer, by all its words.
    pub answers: IndexMap<String, Vec<String>>,
    /// How a fact is told, by its name; "other" is any other.
    pub tells: IndexMap<String, Vec<String>>,
    /// What is heard beside the words.
    pub asides: ByHeat,
    /// What is said on leaving.
    pub leaving: IndexMap<String, Vec<String>>,
    /// What is said to a line that answers nothing, by heat.
    pub objects: ByHeat,
    /// What comes before words that are said again because they were not understood, by heat.
    pub again: ByHeat,
    /// What must be met with a key.
    pub cues: IndexMap<String, Vec<String>>,
}

static SHIPPED: LazyLock<Stock> =
    LazyLock::new(|| Stock::try_shipped().expect("the stock of words is part of the program, which a test reads"));

impl Stock {
    /// The stock that is part of the program.
    #[must_use]
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads it, for a test that wants to see what is wrong.
    ///
    /// # Errors
    /// In words: where, and what was expected.
    pub fn try_shipped() -> Result<Self, String> {
        options().from_str(include_str!("../../assets/drill/spoken.ron")).map_err(|error| {
            let at = error.span.start;
            format!("spoken.ron, line {}, column {}: {}", at.line, at.col, error.code)
        })
    }

    /// What is said on leaving in that way.
    #[must_use]
    pub fn leaving(&self, leaving: Leaving) -> &[String] {
        self.leaving.get(&format!("{leaving:?}")).map_or(&[], Vec::as_slice)
    }

    /// What is said that must be met.
    #[must_use]
    pub fn cue(&self, cue: Cue) -> &[String] {
        self.cues.get(&format!("{cue:?}")).map_or(&[], Vec::as_slice)
    }
}

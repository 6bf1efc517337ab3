//! The catalogue of techniques, from `assets/techniques.ron`.

use crate::tree::options;
use serde::Deserialize;
use std::sync::OnceLock;

/// One technique.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Technique {
    /// Its number in the catalogue, such as `C07`.
    pub code: String,
    /// The name by which steps speak of it.
    pub id: String,
    /// Its name on screen.
    pub name: String,
    /// What it is.
    pub what: String,
    /// How to do it, in one sentence.
    pub how: String,
    /// Why it works.
    pub why: String,
    /// Where it comes from.
    pub source: String,
}

/// Every technique, in the catalogue's order.
///
/// # Panics
/// When the embedded file is broken, which a test rules out.
#[must_use]
pub fn techniques() -> &'static [Technique] {
    static ALL: OnceLock<Vec<Technique>> = OnceLock::new();
    ALL.get_or_init(|| {
        options().from_str(include_str!("../../assets/techniques.ron")).expect("the catalogue is part of the program")
    })
}

/// The technique of that name.
#[must_use]
pub fn technique(id: &str) -> Option<&'static Technique> {
    techniques().iter().find(|technique| technique.id == id)
}

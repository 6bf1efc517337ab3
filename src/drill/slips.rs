//! Weaker lines and real mistakes, from `assets/drill/slips.ron`.

use super::{model::When, names::MoveId};
use crate::tree::{Line, Stage, Step, StepId, options};
use serde::Deserialize;
use std::sync::LazyLock;

/// A line that is offered beside a tree's own.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slip {
    /// Its name.
    pub id: String,
    /// The stages where it fits.
    pub stages: Vec<Stage>,
    /// The kinds of steps where it fits, by their word; all where nothing is said.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// Only when the call is heated.
    #[serde(default)]
    pub heated: bool,
    /// Only where all of this holds.
    #[serde(default)]
    pub when: Vec<When>,
    /// Steps where it fits although that does not hold: those that are there for it.
    #[serde(default)]
    pub steps: Vec<StepId>,
    /// A real mistake; otherwise a weaker line.
    pub mistake: bool,
    /// The line.
    pub say: String,
    /// What is heard in it.
    pub moves: Vec<MoveId>,
    /// The gate it breaks, beside those of its moves.
    #[serde(default)]
    pub gate: Option<String>,
    /// One sentence for the debrief.
    pub why: String,
}

impl Slip {
    /// Whether it fits a step.
    #[must_use]
    pub fn fits(&self, id: &StepId, step: &Step, holds: &[When]) -> bool {
        let kind = self.kinds.is_empty() || self.kinds.iter().any(|kind| kind == step.kind.word());
        let there = self.when.iter().all(|when| holds.contains(when)) || self.steps.contains(id);
        self.stages.contains(&step.stage) && kind && there
    }

    /// The facts that stand in it.
    pub fn facts(&self) -> impl Iterator<Item = String> {
        Line::new(&self.say).facts().map(str::to_owned).collect::<Vec<_>>().into_iter()
    }
}

static SHIPPED: LazyLock<Vec<Slip>> =
    LazyLock::new(|| try_slips().expect("the slips are part of the program, which a test reads"));

/// The slips that are part of the program.
#[must_use]
pub fn slips() -> &'static [Slip] {
    &SHIPPED
}

/// The slip of that name.
#[must_use]
pub fn slip(id: &str) -> Option<&'static Slip> {
    slips().iter().find(|slip| slip.id == id)
}

/// Reads them, for a test that wants to see what is wrong.
///
/// # Errors
/// In words: where, and what was expected.
pub fn try_slips() -> Result<Vec<Slip>, String> {
    options().from_str(include_str!("../../assets/drill/slips.ron")).map_err(|error| {
        let at = error.span.start;
        format!("slips.ron, line {}, column {}: {}", at.line, at.col, error.code)
    })
}

//! Passing, being ready for live calls, and which techniques hold.

use super::{Finished, Grade, Level};
use crate::tree::{TechniqueId, TreeId};
use std::collections::BTreeMap;

/// So many passes in a row, each with another customer.
const IN_A_ROW: usize = 3;
/// Of each technique the last so many drills count.
const LATELY: usize = 5;

/// Whether a drill was passed: the score reaches the mark and no gate was broken.
#[must_use]
pub fn passes(finished: &Finished, mark: u8) -> bool {
    finished.score.total >= u32::from(mark) && !finished.has_failed_gate()
}

/// How far a trainee is on the way to live calls with one tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ready {
    /// The customers passed with in a row, the latest last.
    pub passed_with: Vec<String>,
    /// So many are needed.
    pub needed: usize,
    /// One of them went for the agent.
    pub has_abusive: bool,
    /// One of them was somebody who needs care.
    pub has_care: bool,
}

impl Ready {
    /// Whether everything is there.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.missing().is_empty()
    }

    /// What is still missing, each in a few words.
    #[must_use]
    pub fn missing(&self) -> Vec<String> {
        let mut missing = Vec::new();
        let left = self.needed.saturating_sub(self.passed_with.len());
        if left > 0 {
            let passes = if left == 1 { "pass" } else { "passes" };
            let whom = if left == 1 { "with another customer" } else { "each with another customer" };
            missing.push(format!("{left} more {passes} in a row, {whom}"));
        }
        if !self.has_abusive {
            missing.push("one with a customer who insults".to_owned());
        }
        if !self.has_care {
            missing.push("one with a customer who needs care".to_owned());
        }
        missing
    }
}

/// How far a trainee is with a tree. Drills with the script in view are for learning and do not count; a drill that was
/// not passed starts the count again. `drills` stand in the order in which they were played.
#[must_use]
pub fn ready(drills: &[Finished], tree: &TreeId, mark: u8) -> Ready {
    let mut row: Vec<&Finished> = Vec::new();
    for finished in drills.iter().filter(|finished| finished.tree == *tree && finished.level != Level::Shown) {
        if passes(finished, mark) {
            row.retain(|before| before.persona != finished.persona);
            row.push(finished);
        } else {
            row.clear();
        }
    }
    Ready {
        passed_with: row.iter().map(|finished| finished.customer.clone()).collect(),
        needed: IN_A_ROW,
        has_abusive: row.iter().any(|finished| finished.is_abusive),
        has_care: row.iter().any(|finished| finished.needs_care),
    }
}

/// How a technique holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TechniqueStanding {
    /// The technique.
    pub id: TechniqueId,
    /// In how many of the last drills that asked for it it was right without help.
    pub right: usize,
    /// How many drills those are, five at most.
    pub of: usize,
}

/// How each technique that was met holds, the weakest first.
#[must_use]
pub fn techniques(drills: &[Finished]) -> Vec<TechniqueStanding> {
    let mut grades: BTreeMap<&TechniqueId, Vec<Grade>> = BTreeMap::new();
    for met in drills.iter().flat_map(|finished| &finished.techniques) {
        grades.entry(&met.id).or_default().push(met.grade);
    }
    let standing = |(id, grades): (&TechniqueId, Vec<Grade>)| {
        let lately = &grades[grades.len().saturating_sub(LATELY)..];
        let right = lately.iter().filter(|grade| **grade >= Grade::Good).count();
        TechniqueStanding { id: id.clone(), right, of: lately.len() }
    };
    let mut all: Vec<TechniqueStanding> = grades.into_iter().map(standing).collect();
    // Fractions compared without dividing; of two alike the one met more often is surer to be weak.
    all.sort_by(|one, other| (one.right * other.of).cmp(&(other.right * one.of)).then(other.of.cmp(&one.of)));
    all
}

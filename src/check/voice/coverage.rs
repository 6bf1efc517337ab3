//! Which stages of a call and which techniques a tree uses, on which steps, and what is missing.

use crate::tree::{Stage, StepId, TechniqueId, Tree};

/// What a tree covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The steps of each stage, in the order of [`Stage::ALL`].
    pub stages: [Vec<StepId>; 12],
    /// The techniques that steps name, in the order of the file.
    pub techniques: Vec<TechniqueUse>,
}

/// A technique and the steps that name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TechniqueUse {
    /// Its name.
    pub id: TechniqueId,
    /// The steps.
    pub steps: Vec<StepId>,
}

impl Coverage {
    /// What a tree covers.
    #[must_use]
    pub fn of(tree: &Tree) -> Self {
        let mut coverage = Self::default();
        let mut places: std::collections::HashMap<&TechniqueId, usize> = std::collections::HashMap::new();
        for (id, step) in &tree.steps {
            if let Some(place) = Stage::ALL.iter().position(|stage| *stage == step.stage) {
                coverage.stages[place].push(id.clone());
            }
            for technique in &step.techniques {
                let place = *places.entry(technique).or_insert_with(|| {
                    coverage.techniques.push(TechniqueUse { id: technique.clone(), steps: Vec::new() });
                    coverage.techniques.len() - 1
                });
                let steps = &mut coverage.techniques[place].steps;
                if steps.last() != Some(id) {
                    steps.push(id.clone());
                }
            }
        }
        coverage
    }

    /// The stages that no step is of.
    pub fn missing_stages(&self) -> impl Iterator<Item = Stage> + '_ {
        Stage::ALL.into_iter().zip(&self.stages).filter(|(_, steps)| steps.is_empty()).map(|(stage, _)| stage)
    }

    /// The steps that name a technique.
    #[must_use]
    pub fn steps_with(&self, technique: &str) -> &[StepId] {
        self.techniques.iter().find(|used| used.id.as_str() == technique).map_or(&[], |used| &used.steps)
    }
}

//! What a block of steps speaks of, worked out once and kept with it: an edit of a large tree looks at few steps.

use super::words;
use crate::tree::{Block, Entries, FactId, Kind, LimitId, Line, Step, StepId, Tree};
use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{BuildHasher, BuildHasherDefault, DefaultHasher},
    sync::{Arc, OnceLock},
};

/// So many names are looked for block by block at most.
const MANY: usize = 16;

/// What the steps of a block speak of.
pub(super) struct Told {
    /// The hashes of the steps they lead to and of the names they had, in rising order.
    steps: Vec<u64>,
    uses: OnceLock<UseCounts>,
}

/// How often each fact and each limit is used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UseCounts {
    /// Of facts, by name; what is not used is left out.
    pub facts: BTreeMap<FactId, usize>,
    /// Of limits, by name; what is not used is left out.
    pub limits: BTreeMap<LimitId, usize>,
}

impl UseCounts {
    pub(super) fn add(&mut self, other: &Self) {
        for (id, count) in &other.facts {
            *self.facts.entry(id.clone()).or_default() += count;
        }
        for (id, count) in &other.limits {
            *self.limits.entry(id.clone()).or_default() += count;
        }
    }

    pub(super) fn add_line(&mut self, text: &str) {
        if text.contains('{') {
            let named: BTreeSet<&str> = Line::new(text).facts().collect();
            for name in named {
                if let Some(count) = self.facts.get_mut(name) {
                    *count += 1;
                } else if let Ok(id) = FactId::new(name) {
                    self.facts.insert(id, 1);
                }
            }
        }
    }

    pub(super) fn add_fact(&mut self, id: &FactId) {
        *self.facts.entry(id.clone()).or_default() += 1;
    }

    fn add_step(&mut self, step: &Step) {
        words::each_of_step(step, |_, text| self.add_line(text));
        step.captures.iter().for_each(|id| self.add_fact(id));
        let promise = step.promise.iter().flat_map(|promise| [&promise.owner, &promise.by, &promise.at, &promise.accepted]);
        promise.flatten().for_each(|id| self.add_fact(id));
        for needs in step.answers.iter().filter_map(|answer| answer.needs.as_ref()) {
            needs.facts().into_iter().for_each(|id| self.add_fact(id));
            let mut limits: BTreeSet<&LimitId> = BTreeSet::new();
            needs.each_leaf(&mut |leaf| limits.extend(leaf.limit()));
            for id in limits {
                *self.limits.entry(id.clone()).or_default() += 1;
            }
        }
    }
}

impl Told {
    fn of(steps: &[Arc<Step>]) -> Self {
        let mut told: Vec<u64> = steps.iter().flat_map(|step| spoken_of(step)).map(hash).collect();
        told.sort_unstable();
        told.dedup();
        Self { steps: told, uses: OnceLock::new() }
    }

    /// Whether one of the steps may lead to a step of that name, or have had the name. If not, none does.
    pub fn may_speak_of(&self, name: Named) -> bool {
        self.steps.binary_search(&name.0).is_ok()
    }
}

/// A step's name as it is looked for.
#[derive(Clone, Copy)]
pub(super) struct Named(u64);

impl From<&StepId> for Named {
    fn from(id: &StepId) -> Self {
        Self(hash(id))
    }
}

fn hash(id: &StepId) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(id)
}

fn spoken_of(step: &Step) -> impl Iterator<Item = &StepId> {
    let nobody = match &step.kind {
        Kind::Escalate { nobody_free, .. } => nobody_free.as_ref(),
        _ => None,
    };
    let cap = step.cap.as_ref().map(|cap| &cap.then);
    let targets = step.answers.iter().filter_map(|answer| answer.to.as_ref()).chain(nobody).chain(cap);
    let then = step.answers.iter().filter_map(|answer| answer.then.as_ref());
    targets.map(crate::tree::Target::step).chain(then).chain(&step.was)
}

/// The steps block by block, with what each block speaks of.
pub(super) fn blocks(steps: &Entries<StepId, Step>) -> impl Iterator<Item = Block<'_, Step, Told>> {
    steps.blocks(Told::of)
}

/// The places of the steps that may lead to one of those.
pub(super) fn speaking_of(tree: &Tree, named: &[StepId]) -> Vec<usize> {
    let names: Vec<Named> = named.iter().map(Named::from).collect();
    // For many names it takes longer to ask of each than to look.
    let is_meant = |told: &Told| names.len() > MANY || names.iter().any(|name| told.may_speak_of(*name));
    let meant = blocks(&tree.steps).filter(|block| is_meant(block.told));
    meant.flat_map(|block| block.first..block.first + block.values.len()).collect()
}

/// The steps of blocks in which facts and limits are used like that.
pub(super) fn users(tree: &Tree, is_meant: impl Fn(&UseCounts) -> bool) -> impl Iterator<Item = (&StepId, &Arc<Step>)> {
    blocks(&tree.steps).filter(move |block| is_meant(uses(block))).flat_map(|block| of_block(tree, &block))
}

/// The steps of blocks that may lead to a step of that name, or have had the name.
pub(super) fn speakers<'a>(tree: &'a Tree, id: &StepId) -> impl Iterator<Item = (&'a StepId, &'a Arc<Step>)> {
    let name = Named::from(id);
    blocks(&tree.steps).filter(move |block| block.told.may_speak_of(name)).flat_map(|block| of_block(tree, &block))
}

fn of_block<'a>(tree: &'a Tree, block: &Block<'a, Step, Told>) -> impl Iterator<Item = (&'a StepId, &'a Arc<Step>)> + use<'a> {
    (block.first..block.first + block.values.len()).filter_map(|index| tree.steps.get_index(index))
}

/// The uses of facts and limits in a block.
pub(super) fn uses<'a>(block: &Block<'a, Step, Told>) -> &'a UseCounts {
    let values = block.values;
    block.told.uses.get_or_init(|| {
        let mut counts = UseCounts::default();
        for step in values {
            counts.add_step(step);
        }
        counts
    })
}

/// Works out at once what edits of a tree, and the lists of what is used where, would work out when they need it.
pub fn look_over(tree: &Tree) {
    for block in blocks(&tree.steps) {
        uses(&block);
    }
}

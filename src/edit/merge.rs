//! Merges two versions of a tree that began as one: entry by entry, within an entry field by field.

use super::{
    diff::{Renamed, with_names_of},
    fresh::{fresh, is_step_name_taken},
    merging::Merging,
    rename,
};
use crate::tree::{OwnedPart, StepId, Tree};
use std::{fmt, sync::Arc};

/// Two versions in one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The tree; where both changed the same thing it holds ours, unless theirs was chosen.
    pub tree: Tree,
    /// What both changed, each in another way.
    pub conflicts: Vec<Conflict>,
}

/// One thing that both versions changed, each in another way. Ours was kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conflict {
    /// The step it is part of.
    pub step: Option<StepId>,
    /// The entry it stands in, as a way from the tree: a step, a fact, a field.
    pub part: Vec<OwnedPart>,
    /// The field in words; empty where it is the whole entry.
    pub field: String,
    /// What it was in words, before either changed it; nothing where it was not there.
    pub base: Option<String>,
    /// What we made of it; nothing where we took it out.
    pub ours: Option<String>,
    /// What they made of it; nothing where they took it out.
    pub theirs: Option<String>,
}

impl Conflict {
    /// Whether theirs can be taken in it.
    #[must_use]
    pub fn can_take_theirs(&self) -> bool {
        self.field != "name"
    }
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self
            .part
            .iter()
            .filter_map(|part| match part {
                OwnedPart::Name(name) => Some(name.as_str()),
                OwnedPart::At(_) => None,
            })
            .collect();
        let field = if self.field.is_empty() { String::new() } else { format!(", {}", self.field) };
        let say = |words: &Option<String>| words.clone().unwrap_or_else(|| "taken out".to_owned());
        write!(f, "{}{field}: ours is {}; theirs is {}", names.join(" "), say(&self.ours), say(&self.theirs))
    }
}

/// Merges what `ours` and `theirs` made of `base`. Where a step stands on the canvas is no conflict: ours wins.
#[must_use]
pub fn merge(base: &Tree, ours: &Tree, theirs: &Tree) -> Merged {
    merge_choosing(base, ours, theirs, &[])
}

/// The same, with theirs in those conflicts of an earlier merge of the same three. A step that both renamed keeps our
/// name.
#[must_use]
pub fn merge_choosing(base: &Tree, ours: &Tree, theirs: &Tree, chosen: &[Conflict]) -> Merged {
    let (base, mine, other, conflicts) = with_the_same_names(base, ours, theirs);
    let mut merging = Merging::new(conflicts, chosen);
    let tree = merging.tree(&base, &mine, &other);
    Merged { tree, conflicts: merging.conflicts }
}

/// All three with the new names of both sides, so that what one renamed and the other changed is one entry.
fn with_the_same_names(base: &Tree, ours: &Tree, theirs: &Tree) -> (Tree, Tree, Tree, Vec<Conflict>) {
    let (_, we_renamed) = with_names_of(base, ours);
    let (_, mut they_renamed) = with_names_of(base, theirs);
    let (mut base, mut mine, mut other) = (base.clone(), ours.clone(), theirs.clone());
    let mut conflicts = one_name_for_two_steps(&mine, &mut other, &we_renamed, &mut they_renamed);
    let follow = |tree: &mut Tree, renamed: Result<Tree, super::Refused>| {
        if let Ok(with) = renamed {
            *tree = with;
        }
    };
    for (from, to) in &we_renamed.steps {
        if let Some((_, name)) = they_renamed.steps.iter().find(|(old, new)| old == from && new != to) {
            conflicts.push(of_name(to, Some(from), to, name));
            let renamed = rename::step(&other, name, to);
            follow(&mut other, renamed);
        }
        let (earlier, later) = (rename::step(&base, from, to), rename::step(&other, from, to));
        follow(&mut base, earlier);
        follow(&mut other, later);
    }
    for (from, to) in &they_renamed.steps {
        let (earlier, later) = (rename::step(&base, from, to), rename::step(&mine, from, to));
        follow(&mut base, earlier);
        follow(&mut mine, later);
    }
    for (from, to) in &we_renamed.facts {
        let (earlier, later) = (rename::fact(&base, from, to), rename::fact(&other, from, to));
        follow(&mut base, earlier);
        follow(&mut other, later);
    }
    for (from, to) in &they_renamed.facts {
        let (earlier, later) = (rename::fact(&base, from, to), rename::fact(&mine, from, to));
        follow(&mut base, earlier);
        follow(&mut mine, later);
    }
    for (from, to) in &we_renamed.limits {
        let (earlier, later) = (rename::limit(&base, from, to), rename::limit(&other, from, to));
        follow(&mut base, earlier);
        follow(&mut other, later);
    }
    for (from, to) in &they_renamed.limits {
        let (earlier, later) = (rename::limit(&base, from, to), rename::limit(&mine, from, to));
        follow(&mut base, earlier);
        follow(&mut mine, later);
    }
    (base, mine, other, conflicts)
}

/// Two names that were chosen for one step, or one for two.
fn of_name(step: &StepId, base: Option<&StepId>, ours: &StepId, theirs: &StepId) -> Conflict {
    Conflict {
        step: Some(step.clone()),
        part: vec![OwnedPart::Name("steps".to_owned()), OwnedPart::Name(step.to_string())],
        field: "name".to_owned(),
        base: base.map(ToString::to_string),
        ours: Some(ours.to_string()),
        theirs: Some(theirs.to_string()),
    }
}

/// Where both gave one name to different steps it is ours: what they renamed keeps its old name, what is new with them
/// gets one that is free.
fn one_name_for_two_steps(ours: &Tree, theirs: &mut Tree, we: &Renamed, they: &mut Renamed) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    let give = |theirs: &mut Tree, name: &StepId, to: &StepId| {
        let Ok(mut renamed) = rename::step(theirs, name, to) else {
            return false;
        };
        if let Some(step) = renamed.steps.get_mut(to) {
            Arc::make_mut(step).was.retain(|old| old != name);
        }
        *theirs = renamed;
        true
    };
    they.steps.retain(|(from, to)| {
        let is_ours_too = we.steps.iter().any(|(old, _)| old == from);
        let is_given = ours.steps.contains_key(to) && !is_ours_too && give(theirs, to, from);
        if is_given {
            conflicts.push(of_name(from, Some(from), from, to));
        }
        !is_given
    });
    for (from, to) in &we.steps {
        let is_theirs_too = they.steps.iter().any(|(old, new)| old == from && new == to);
        if !is_theirs_too && theirs.steps.contains_key(to) {
            let free = fresh(to.as_str(), '-', StepId::new, |id| is_step_name_taken(ours, id) || is_step_name_taken(theirs, id));
            if give(theirs, to, &free) {
                conflicts.push(of_name(&free, None, &free, to));
            }
        }
    }
    conflicts
}

//! Another name for a step, fact or limit, wherever a tree speaks of it.

use super::{
    Refused,
    fresh::is_step_name_taken,
    told::{self, UseCounts},
    words,
};
use crate::tree::{
    AlwaysKey, Condition, FactId, Kind, LimitId, Line, Piece, Step, StepId, Target, Tree, WARNINGS, built_in_fact,
};
use indexmap::IndexMap;
use std::{hash::Hash, sync::Arc};

pub(super) fn step(tree: &Tree, from: &StepId, to: &StepId) -> Result<Tree, Refused> {
    let Some(step) = tree.steps.get(from) else {
        return Err(Refused::new(format!("There is no step “{from}” to be renamed; it may have been taken out.")));
    };
    if from == to {
        return Ok(tree.clone());
    }
    if is_step_name_taken(tree, to) && !step.was.contains(to) {
        return Err(Refused::new(format!("“{to}” is or was the name of another step; choose one that is free.")));
    }
    let mut tree = with_targets(tree, std::slice::from_ref(from), |target| (target == from).then(|| Some(to.clone())));
    if let Some(step) = tree.steps.get_mut(from) {
        let step = Arc::make_mut(step);
        step.was.retain(|old| old != to && old != from);
        step.was.push(from.clone());
    }
    tree.steps.rename(from, to);
    rename_key(&mut tree.layout.placed, from, to);
    for frame in &mut tree.layout.frames {
        frame.steps.iter_mut().filter(|id| *id == from).for_each(|id| *id = to.clone());
    }
    for test in &mut tree.tests {
        if test.from == *from {
            test.from = to.clone();
        }
        if step_here(&tree.id, &test.comes_to) == Some(from) {
            test.comes_to = Target::Here(to.clone());
        }
    }
    if tree.start == *from {
        tree.start = to.clone();
    }
    Ok(tree)
}

pub(super) fn fact(tree: &Tree, from: &FactId, to: &FactId) -> Result<Tree, Refused> {
    if !tree.facts.contains_key(from) {
        return Err(Refused::new(format!("There is no fact “{from}” to be renamed; it may have been taken out.")));
    }
    if from == to {
        return Ok(tree.clone());
    }
    if tree.facts.contains_key(to) || built_in_fact(to.as_str()).is_some() {
        return Err(Refused::new(format!("“{to}” is the name of another fact; choose one that is free.")));
    }
    let is_used = |counts: &UseCounts| counts.facts.contains_key(from);
    let users: Vec<StepId> = told::users(tree, is_used).map(|(id, _)| id.clone()).collect();
    let mut changed = Vec::new();
    words::each_in(tree, is_used, |place, text| {
        changed.extend(in_line(text, from.as_str(), to.as_str()).map(|text| (place, text)));
    });
    let mut tree = words::with_changed(tree, changed);
    tree.facts.rename(from, to);
    let rename = |id: &mut FactId| {
        if id == from {
            *id = to.clone();
        }
    };
    for id in &users {
        let Some(step) = tree.steps.get(id) else { continue };
        if !rests_on(step, |leaf| leaf.fact() == Some(from)) && !names_fact(step, from) {
            continue;
        }
        let Some(step) = tree.steps.get_mut(id).map(Arc::make_mut) else { continue };
        step.captures.iter_mut().for_each(rename);
        if let Some(promise) = &mut step.promise {
            let fields = [&mut promise.owner, &mut promise.by, &mut promise.at, &mut promise.accepted];
            fields.into_iter().flatten().for_each(rename);
        }
        for needs in step.answers.iter_mut().filter_map(|answer| answer.needs.as_mut()) {
            each_leaf_mut(needs, &mut |leaf| {
                if let Some(fact) = fact_mut(leaf) {
                    rename(fact);
                }
            });
        }
    }
    for test in &mut tree.tests {
        rename_key(&mut test.facts, from, to);
    }
    Ok(tree)
}

pub(super) fn limit(tree: &Tree, from: &LimitId, to: &LimitId) -> Result<Tree, Refused> {
    if !tree.limits.contains_key(from) {
        return Err(Refused::new(format!("There is no limit “{from}” to be renamed; it may have been taken out.")));
    }
    if from == to {
        return Ok(tree.clone());
    }
    if tree.limits.contains_key(to) || *to == WARNINGS {
        return Err(Refused::new(format!("“{to}” is the name of another limit; choose one that is free.")));
    }
    let users = told::users(tree, |counts| counts.limits.contains_key(from));
    let resting: Vec<StepId> =
        users.filter(|(_, step)| rests_on(step, |leaf| leaf.limit() == Some(from))).map(|(id, _)| id.clone()).collect();
    let mut tree = tree.clone();
    tree.limits.rename(from, to);
    for id in &resting {
        let Some(step) = tree.steps.get_mut(id).map(Arc::make_mut) else { continue };
        for needs in step.answers.iter_mut().filter_map(|answer| answer.needs.as_mut()) {
            each_leaf_mut(needs, &mut |leaf| {
                if let Condition::Within(_, limit) | Condition::Over(_, limit) = leaf
                    && limit == from
                {
                    *limit = to.clone();
                }
            });
        }
    }
    Ok(tree)
}

/// The step of this very tree that an address means, whichever way it is written.
pub(super) fn step_here<'a>(tree: &crate::tree::TreeId, target: &'a Target) -> Option<&'a StepId> {
    match target {
        Target::Here(step) => Some(step),
        Target::There { tree: other, step } => (other == tree).then_some(step),
    }
}

/// The tree with other addresses of these steps: `change` is asked about each of them that an answer, `then`, cap,
/// escalation or always-key leads to. It gives nothing to leave the address alone, and no name to lead nowhere.
/// A cap cannot lead nowhere; it keeps its address.
pub(super) fn with_targets(tree: &Tree, named: &[StepId], change: impl Fn(&StepId) -> Option<Option<StepId>>) -> Tree {
    let id = tree.id.clone();
    let other = |target: &Target| change(step_here(&id, target)?).map(|step| step.map(Target::Here));
    let speaking = told::speaking_of(tree, named);
    let mut tree = tree.clone();
    for index in speaking {
        let step = &tree.steps[index];
        let leads = |target: &Option<Target>| target.as_ref().is_some_and(|target| other(target).is_some());
        let nobody = match &step.kind {
            Kind::Escalate { nobody_free, .. } => leads(nobody_free),
            _ => false,
        };
        let then = |then: &Option<StepId>| then.as_ref().is_some_and(|then| change(then).is_some());
        let cap = step.cap.as_ref().is_some_and(|cap| other(&cap.then).is_some());
        if !nobody && !cap && !step.answers.iter().any(|answer| leads(&answer.to) || then(&answer.then)) {
            continue;
        }
        let step = Arc::make_mut(&mut tree.steps[index]);
        let redirect = |target: &mut Option<Target>| {
            if let Some(new) = target.as_ref().and_then(other) {
                *target = new;
            }
        };
        if let Kind::Escalate { nobody_free, .. } = &mut step.kind {
            redirect(nobody_free);
        }
        if let Some(cap) = &mut step.cap
            && let Some(Some(new)) = other(&cap.then)
        {
            cap.then = new;
        }
        for answer in &mut step.answers {
            redirect(&mut answer.to);
            if let Some(new) = answer.then.as_ref().and_then(&change) {
                answer.then = new;
            }
        }
    }
    for key in AlwaysKey::ALL {
        let target = key.own_mut(&mut tree.always);
        if let Some(new) = target.as_ref().and_then(other) {
            *target = new;
        }
    }
    tree
}

/// A map's entry under another name, in its old place.
pub(super) fn rename_key<K: Hash + Eq + Clone, V>(map: &mut IndexMap<K, V>, from: &K, to: &K) {
    if let Some(index) = map.get_index_of(from)
        && let Some(value) = map.shift_remove(from)
    {
        map.shift_insert(index.min(map.len()), to.clone(), value);
    }
}

/// A line in which one fact bears another name; nothing where the line does not speak of it.
fn in_line(line: &str, from: &str, to: &str) -> Option<String> {
    if !line.contains('{') || !Line::new(line).facts().any(|fact| fact == from) {
        return None;
    }
    let piece = |piece: &Piece| match piece {
        Piece::Words(words) => (*words).to_owned(),
        Piece::Fact(fact) => format!("{{{}}}", if *fact == from { to } else { fact }),
    };
    Some(Line::new(line).pieces.iter().map(piece).collect())
}

/// Whether any condition of the step has such a leaf.
pub(super) fn rests_on(step: &Step, is_meant: impl Fn(&Condition) -> bool) -> bool {
    let mut found = false;
    for needs in step.answers.iter().filter_map(|answer| answer.needs.as_ref()) {
        needs.each_leaf(&mut |leaf| found |= is_meant(leaf));
    }
    found
}

fn names_fact(step: &Step, fact: &FactId) -> bool {
    let promise = step.promise.iter().flat_map(|promise| [&promise.owner, &promise.by, &promise.at, &promise.accepted]);
    step.captures.contains(fact) || promise.flatten().any(|id| id == fact)
}

fn each_leaf_mut(condition: &mut Condition, change: &mut impl FnMut(&mut Condition)) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter_mut().for_each(|part| each_leaf_mut(part, change)),
        Condition::Not(part) => each_leaf_mut(part, change),
        leaf => change(leaf),
    }
}

fn fact_mut(leaf: &mut Condition) -> Option<&mut FactId> {
    match leaf {
        Condition::Known(fact)
        | Condition::Is(fact, _)
        | Condition::AtMost(fact, _)
        | Condition::AtLeast(fact, _)
        | Condition::Within(fact, _)
        | Condition::Over(fact, _) => Some(fact),
        Condition::All(_) | Condition::Any(_) | Condition::Not(_) => None,
    }
}

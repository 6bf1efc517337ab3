//! What differs between two trees, entry by entry and field by field, in words fit for a screen.

use super::{
    describe::{self, Field, Told},
    matching::{partners, unmoved},
    rename,
};
use crate::tree::{Entries, Fact, FactId, Limit, LimitId, Step, StepId, Tree};
use indexmap::IndexMap;
use serde::Serialize;
use std::{collections::BTreeSet, fmt::Display, hash::Hash, sync::Arc};

/// So many moved steps are named one by one.
const NAMED: usize = 8;

/// Everything that differs between two trees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What belongs to the tree itself.
    pub tree: Vec<FieldChange>,
    /// Facts that differ.
    pub facts: Vec<EntryDifference<FactId>>,
    /// Steps that differ.
    pub steps: Vec<StepDifference>,
    /// Limits that differ.
    pub limits: Vec<EntryDifference<LimitId>>,
}

/// How a step differs.
pub type StepDifference = EntryDifference<StepId>;

/// How one entry differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntryDifference<Id> {
    /// Its name; of a removed one the name it had.
    pub id: Id,
    /// What happened to it.
    pub change: Change,
    /// The name it had before it was renamed.
    pub was: Option<Id>,
    /// Its fields that differ.
    pub fields: Vec<FieldChange>,
}

/// What happened to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Its fields differ.
    Changed,
    /// It bears another name; its fields may differ too.
    Renamed,
}

/// How one field differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Its name: `title`, `say 1`, `answer 2`, `place of answer 2`.
    pub name: String,
    /// What it held, in words; nothing where it was not there.
    pub before: Option<String>,
    /// What it holds, in words; nothing where it is gone.
    pub after: Option<String>,
}

impl Difference {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tree.is_empty() && self.facts.is_empty() && self.limits.is_empty() && self.steps.is_empty()
    }
}

/// What differs between a tree and a later one. A renamed step is told as renamed, and not again wherever it is led to.
#[must_use]
pub fn diff(before: &Tree, after: &Tree) -> Difference {
    let (before, renamed) = with_names_of(before, after);
    let mut tree = fields(&describe::tree(&before), &describe::tree(after));
    tree.extend(placed(&before, after));
    let facts = entries(&before.facts, &after.facts, &renamed.facts, |fact: &Fact| describe::fact(fact));
    let limits = entries(&before.limits, &after.limits, &renamed.limits, |limit: &Limit| describe::limit(limit));
    let steps = entries(&before.steps, &after.steps, &renamed.steps, |step: &Step| describe::step(step));
    tree.extend(moved("fact", &before.facts, &after.facts));
    tree.extend(moved("limit", &before.limits, &after.limits));
    tree.extend(moved("step", &before.steps, &after.steps));
    Difference { tree, facts, steps, limits }
}

/// New names with the old ones.
#[derive(Debug, Default)]
pub(super) struct Renamed {
    pub facts: Vec<(FactId, FactId)>,
    pub limits: Vec<(LimitId, LimitId)>,
    pub steps: Vec<(StepId, StepId)>,
}

/// The earlier tree with the names of the later one, and what was renamed: from, to.
pub(super) fn with_names_of(before: &Tree, after: &Tree) -> (Tree, Renamed) {
    let mut tree = before.clone();
    let mut renamed = Renamed::default();
    for (from, to) in renamed_steps(before, after) {
        if let Ok(with) = rename::step(&tree, &from, &to) {
            tree = with;
            renamed.steps.push((from, to));
        }
    }
    for (from, to) in same_under_another_name(&before.facts, &after.facts) {
        if let Ok(with) = rename::fact(&tree, &from, &to) {
            tree = with;
            renamed.facts.push((from, to));
        }
    }
    for (from, to) in same_under_another_name(&before.limits, &after.limits) {
        if let Ok(with) = rename::limit(&tree, &from, &to) {
            tree = with;
            renamed.limits.push((from, to));
        }
    }
    (tree, renamed)
}

/// A step says itself which names it had; one that is the same but for its name says it without words.
fn renamed_steps(before: &Tree, after: &Tree) -> Vec<(StepId, StepId)> {
    let mut renamed: Vec<(StepId, StepId)> = Vec::new();
    for (id, step) in after.steps.iter().filter(|(id, _)| !before.steps.contains_key(*id)) {
        let is_free = |old: &&StepId| {
            before.steps.contains_key(*old) && !after.steps.contains_key(*old) && !renamed.iter().any(|(from, _)| from == *old)
        };
        if let Some(old) = step.was.iter().rev().find(is_free) {
            renamed.push((old.clone(), id.clone()));
        }
    }
    for (from, to) in same_under_another_name(&before.steps, &after.steps) {
        if !renamed.iter().any(|(old, new)| *old == from || *new == to) {
            renamed.push((from, to));
        }
    }
    renamed
}

/// Entries that are gone and stand there, unchanged, under a new name.
fn same_under_another_name<K, V>(before: &Entries<K, V>, after: &Entries<K, V>) -> Vec<(K, K)>
where
    K: Hash + Eq + Clone,
    V: PartialEq,
{
    let gone: Vec<(&K, &Arc<V>)> = before.iter().filter(|(id, _)| !after.contains_key(*id)).collect();
    let mut free = vec![true; gone.len()];
    let mut found = Vec::new();
    if gone.is_empty() {
        return found;
    }
    for (id, value) in after.iter().filter(|(id, _)| !before.contains_key(*id)) {
        if let Some(at) = gone.iter().enumerate().position(|(at, (_, old))| free[at] && *old == value) {
            free[at] = false;
            found.push((gone[at].0.clone(), id.clone()));
        }
    }
    found
}

fn entries<K, V>(
    before: &Entries<K, V>,
    after: &Entries<K, V>,
    renamed: &[(K, K)],
    describe: impl Fn(&V) -> Vec<Field>,
) -> Vec<EntryDifference<K>>
where
    K: Hash + Eq + Clone,
    V: PartialEq,
{
    let mut found = Vec::new();
    for (id, value) in after {
        let was = renamed.iter().find(|(_, to)| to == id).map(|(from, _)| from.clone());
        let old = before.get(id);
        let change = match (&was, old) {
            (Some(_), _) => Change::Renamed,
            (None, None) => Change::Added,
            (None, Some(old)) if Arc::ptr_eq(old, value) || old == value => continue,
            (None, Some(_)) => Change::Changed,
        };
        let told = old.map(|old| describe(old)).unwrap_or_default();
        found.push(EntryDifference { id: id.clone(), change, was, fields: fields(&told, &describe(value)) });
    }
    for (id, value) in before.iter().filter(|(id, _)| !after.contains_key(*id)) {
        let fields = fields(&describe(value), &[]);
        found.push(EntryDifference { id: id.clone(), change: Change::Removed, was: None, fields });
    }
    found
}

/// The fields that differ; a list of fields is of one kind of entry, or empty where there is no entry.
fn fields(before: &[Field], after: &[Field]) -> Vec<FieldChange> {
    let mut found = Vec::new();
    for at in 0..before.len().max(after.len()) {
        let (old, new) = (before.get(at), after.get(at));
        let Some(name) = new.or(old).map(|field| field.name) else { continue };
        let one = |field: Option<&Field>| match field.map(|field| &field.value) {
            Some(Told::One(words)) => words.clone(),
            _ => None,
        };
        let many = |field: Option<&Field>| match field.map(|field| &field.value) {
            Some(Told::Many(list)) => list.clone(),
            _ => Vec::new(),
        };
        match new.or(old).map(|field| &field.value) {
            Some(Told::Many(_)) => found.extend(lists(name, &many(old), &many(new))),
            _ if one(old) != one(new) => found.push(FieldChange { name: name.to_owned(), before: one(old), after: one(new) }),
            _ => {}
        }
    }
    found
}

/// The entries of a list that differ: changed, new and moved ones under their later place, then those that are gone.
fn lists(name: &str, before: &[(String, String)], after: &[(String, String)]) -> Vec<FieldChange> {
    let partner = partners(&known_by(before), &known_by(after));
    let stays = unmoved(&partner);
    let mut found = Vec::new();
    for (place, (_, words)) in after.iter().enumerate() {
        let number = place + 1;
        let old = partner[place].map(|index| &before[index].1);
        if old != Some(words) {
            found.push(FieldChange { name: format!("{name} {number}"), before: old.cloned(), after: Some(words.clone()) });
        }
        if let Some(index) = partner[place].filter(|_| !stays[place]) {
            found.push(FieldChange {
                name: format!("place of {name} {number}"),
                before: Some((index + 1).to_string()),
                after: Some(number.to_string()),
            });
        }
    }
    for (index, (_, words)) in before.iter().enumerate().filter(|(index, _)| !partner.contains(&Some(*index))) {
        found.push(FieldChange { name: format!("{name} {}", index + 1), before: Some(words.clone()), after: None });
    }
    found
}

fn known_by(list: &[(String, String)]) -> Vec<&str> {
    list.iter().map(|(known_by, _)| known_by.as_str()).collect()
}

/// Entries that only stand elsewhere in the file.
fn moved<K: Hash + Eq + Display, V>(what: &str, before: &Entries<K, V>, after: &Entries<K, V>) -> Vec<FieldChange> {
    let partner: Vec<Option<usize>> = after.keys().map(|id| before.get_index_of(id)).collect();
    let stays = unmoved(&partner);
    let moved = partner.iter().enumerate().filter(|(place, index)| index.is_some() && !stays[*place]);
    let behind = |map: &Entries<K, V>, at: usize| {
        at.checked_sub(1).and_then(|above| map.get_index(above)).map_or("first".to_owned(), |(id, _)| format!("behind {id}"))
    };
    let told = moved.filter_map(|(place, index)| {
        let (id, _) = after.get_index(place)?;
        Some(FieldChange {
            name: format!("place of {what} {id}"),
            before: Some(behind(before, (*index)?)),
            after: Some(behind(after, place)),
        })
    });
    let mut told: Vec<FieldChange> = told.collect();
    if told.len() > NAMED {
        let after = Some(format!("{} {what}s stand elsewhere", told.len()));
        told = vec![FieldChange { name: format!("order of {what}s"), before: None, after }];
    }
    told
}

/// Steps that stand elsewhere on the canvas, in one field.
fn placed(before: &Tree, after: &Tree) -> Option<FieldChange> {
    let (old, new) = (&before.layout.placed, &after.layout.placed);
    let ids: BTreeSet<&StepId> = old.keys().chain(new.keys()).filter(|id| old.get(*id) != new.get(*id)).collect();
    if ids.is_empty() {
        return None;
    }
    let told = |places: &IndexMap<StepId, (i32, i32)>| {
        let mut words: Vec<String> =
            ids.iter().filter_map(|id| places.get(*id).map(|(x, y)| format!("{id} at {x}, {y}"))).take(NAMED).collect();
        let more = ids.iter().filter(|id| places.contains_key(**id)).count().saturating_sub(NAMED);
        if more > 0 {
            words.push(format!("{more} more"));
        }
        (!words.is_empty()).then(|| words.join("; "))
    };
    Some(FieldChange { name: "placed by hand".to_owned(), before: told(old), after: told(new) })
}

//! Makes an edit: one tree in, another out.

use super::{
    Edit, Refused, TreeChange, apply_step, fragment, rename, replace,
    usage::{Use, uses_of_fact, uses_of_limit},
};
use crate::tree::{Entries, FactId, LimitId, StepId, Target, Tree};
use std::{
    collections::{BTreeSet, HashSet},
    fmt::Display,
    hash::Hash,
    sync::Arc,
};

/// So many places are named when something cannot be taken out.
const NAMED: usize = 3;

impl Edit {
    /// The tree after this edit; what did not change is shared with the tree before.
    ///
    /// # Errors
    /// When the edit makes no sense on this tree: why, and what to do.
    pub fn apply(&self, tree: &Tree) -> Result<Tree, Refused> {
        match self {
            Self::Tree(change) => of_tree(tree, change),
            Self::AddStep { id, step, after, from, at } => {
                let mut tree = with_new(tree, "step", id, |tree| &mut tree.steps, after.as_ref(), Arc::new((**step).clone()))?;
                if let Some((from, place)) = from {
                    lead(&mut tree, from, *place, id)?;
                }
                if let Some(at) = at {
                    tree.layout.placed.insert(id.clone(), *at);
                }
                Ok(tree)
            }
            Self::RemoveSteps(steps) => remove_steps(tree, steps),
            Self::RenameStep { from, to } => rename::step(tree, from, to),
            Self::Step(id, change) => apply_step::with_step(tree, id, change),
            Self::AddFact { id, fact, after } => {
                if crate::tree::built_in_fact(id.as_str()).is_some() {
                    return Err(Refused::new(format!("Evenkeel fills “{id}” itself; choose another name.")));
                }
                with_new(tree, "fact", id, |tree| &mut tree.facts, after.as_ref(), Arc::new(fact.clone()))
            }
            Self::Fact(id, fact) => with_value(tree, "fact", id, |tree| &mut tree.facts, fact),
            Self::RemoveFact(id) => {
                refuse_used(id, &uses_of_fact(tree, id))?;
                without_fact(tree, id)
            }
            Self::RemoveUsedFact(id) => without_fact(tree, id),
            Self::RenameFact { from, to } => rename::fact(tree, from, to),
            Self::AddLimit { id, limit, after } => {
                with_new(tree, "limit", id, |tree| &mut tree.limits, after.as_ref(), Arc::new(limit.clone()))
            }
            Self::Limit(id, limit) => with_value(tree, "limit", id, |tree| &mut tree.limits, limit),
            Self::RemoveLimit(id) => {
                refuse_used(id, &uses_of_limit(tree, id))?;
                without_limit(tree, id)
            }
            Self::RenameLimit { from, to } => rename::limit(tree, from, to),
            Self::Place(places) => {
                let mut tree = tree.clone();
                for (id, at) in places.iter().filter(|(id, _)| tree.steps.contains_key(id)) {
                    tree.layout.placed.insert(id.clone(), *at);
                }
                Ok(tree)
            }
            Self::Unplace(steps) => {
                let mut tree = tree.clone();
                let named: BTreeSet<&StepId> = steps.iter().collect();
                tree.layout.placed.retain(|id, _| !steps.is_empty() && !named.contains(id));
                Ok(tree)
            }
            Self::Frames(frames) => {
                let mut tree = tree.clone();
                tree.layout.frames.clone_from(frames);
                Ok(tree)
            }
            Self::Notes(notes) => {
                let mut tree = tree.clone();
                tree.layout.notes.clone_from(notes);
                Ok(tree)
            }
            Self::Tests(tests) => {
                let mut tree = tree.clone();
                tree.tests.clone_from(tests);
                Ok(tree)
            }
            Self::Paste { fragment, at } => Ok(fragment::paste(tree, fragment, *at).tree),
            Self::Replace(replacement) => Ok(replace::replace(tree, replacement)),
            Self::Together(_, edits) => {
                let mut edits = edits.iter();
                let first = edits.next().map_or_else(|| Ok(tree.clone()), |edit| edit.apply(tree));
                edits.try_fold(first?, |tree, edit| edit.apply(&tree))
            }
            Self::Whole(_, whole) => Ok((**whole).clone()),
        }
    }
}

fn of_tree(tree: &Tree, change: &TreeChange) -> Result<Tree, Refused> {
    let mut tree = tree.clone();
    match change {
        TreeChange::Title(title) => tree.title.clone_from(title),
        TreeChange::Summary(summary) => tree.summary.clone_from(summary),
        TreeChange::Language(language) => tree.language.clone_from(language),
        TreeChange::Owner(owner) => tree.owner.clone_from(owner),
        TreeChange::ReviewBy(day) => tree.review_by.clone_from(day),
        TreeChange::Mood(mood) => tree.mood = *mood,
        TreeChange::Start(step) if !tree.steps.contains_key(step) => {
            return Err(Refused::new(format!("There is no step “{step}” to start at; choose one of this tree.")));
        }
        TreeChange::Start(step) => tree.start = step.clone(),
        TreeChange::Status(status) => tree.status = *status,
        TreeChange::Revision(revision) => tree.revision = *revision,
        TreeChange::Always(key, target) => key.own_mut(&mut tree.always).clone_from(target),
    }
    Ok(tree)
}

fn with_new<K, V>(
    tree: &Tree,
    what: &str,
    id: &K,
    map: impl Fn(&mut Tree) -> &mut Entries<K, V>,
    after: Option<&K>,
    value: Arc<V>,
) -> Result<Tree, Refused>
where
    K: Hash + Eq + Clone + Display,
{
    let mut tree = tree.clone();
    let entries = map(&mut tree);
    if entries.contains_key(id) {
        return Err(Refused::new(format!("There is a {what} “{id}” already; choose another name.")));
    }
    let index = after.and_then(|after| entries.get_index_of(after)).map_or(entries.len(), |index| index + 1);
    entries.shift_insert(index, id.clone(), value);
    Ok(tree)
}

fn with_value<K, V>(
    tree: &Tree,
    what: &str,
    id: &K,
    map: impl Fn(&mut Tree) -> &mut Entries<K, V>,
    value: &V,
) -> Result<Tree, Refused>
where
    K: Hash + Eq + Clone + Display,
    V: Clone,
{
    let mut tree = tree.clone();
    match map(&mut tree).get_mut(id) {
        Some(place) => *place = Arc::new(value.clone()),
        None => return Err(gone(what, id)),
    }
    Ok(tree)
}

/// What to say of something that is no longer there.
pub(super) fn gone(what: &str, id: &dyn Display) -> Refused {
    Refused::new(format!("There is no {what} “{id}” in this tree any more; undo brings back what was taken out."))
}

/// Lets an answer lead to a step.
fn lead(tree: &mut Tree, from: &StepId, place: usize, to: &StepId) -> Result<(), Refused> {
    let step = tree.steps.get_mut(from).ok_or_else(|| gone("step", from))?;
    let answer = Arc::make_mut(step).answers.get_mut(place).ok_or_else(|| gone("answer", &(place + 1)))?;
    apply_step::lead(answer, Some(Target::Here(to.clone())));
    Ok(())
}

fn remove_steps(tree: &Tree, steps: &[StepId]) -> Result<Tree, Refused> {
    if steps.contains(&tree.start) {
        let title = tree.steps.get(&tree.start).map_or_else(|| tree.start.to_string(), |step| step.title.clone());
        return Err(Refused::new(format!(
            "Every call starts at “{title}”, so it cannot be taken out. Let the tree start at another step first."
        )));
    }
    let removed: HashSet<&StepId> = steps.iter().collect();
    // One name is compared faster than it is looked up.
    let is_removed = |id: &StepId| match steps {
        [one] => one == id,
        _ => removed.contains(id),
    };
    let mut tree = rename::with_targets(tree, steps, |target| is_removed(target).then_some(None));
    if let [one] = steps {
        tree.steps.shift_remove(one);
    } else {
        tree.steps.retain(|id, _| !is_removed(id));
    }
    tree.layout.placed.retain(|id, _| !is_removed(id));
    for frame in &mut tree.layout.frames {
        frame.steps.retain(|id| !is_removed(id));
    }
    Ok(tree)
}

fn without_fact(tree: &Tree, id: &FactId) -> Result<Tree, Refused> {
    let mut tree = tree.clone();
    tree.facts.shift_remove(id).map(|_| tree).ok_or_else(|| gone("fact", id))
}

fn without_limit(tree: &Tree, id: &LimitId) -> Result<Tree, Refused> {
    let mut tree = tree.clone();
    tree.limits.shift_remove(id).map(|_| tree).ok_or_else(|| gone("limit", id))
}

fn refuse_used(id: &dyn Display, uses: &[Use]) -> Result<(), Refused> {
    if uses.is_empty() {
        return Ok(());
    }
    let named: Vec<&str> = uses.iter().take(NAMED).map(|one| one.words.as_str()).collect();
    let more = if uses.len() > NAMED { format!(" and {} more", uses.len() - NAMED) } else { String::new() };
    Err(Refused::new(format!("“{id}” is still used: {}{more}. Take it out there first.", named.join(", "))))
}

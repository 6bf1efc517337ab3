//! Copied steps: what the clipboard holds, and how they are put in again.

use super::{Refused, fresh::fresh, fresh::is_step_name_taken, rename::step_here};
use crate::tree::{
    Fact, FactId, Kind, Limit, LimitId, Line, Step, StepId, Target, Tree, TreeId, built_in_fact, options, plainly,
};
use indexmap::{IndexMap, IndexSet};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The format of copied steps, and the highest that is understood.
const FORMAT: u32 = 1;

/// Steps with what they need to stand in another tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fragment {
    /// The format, so that a later program's copy is refused in words.
    pub format: u32,
    /// The tree they were copied from.
    pub tree: TreeId,
    /// The facts they use.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub facts: IndexMap<FactId, Arc<Fact>>,
    /// The limits they use.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub limits: IndexMap<LimitId, Arc<Limit>>,
    /// The steps, in the order of their tree.
    pub steps: IndexMap<StepId, Arc<Step>>,
    /// Where they stood.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub placed: IndexMap<StepId, (i32, i32)>,
}

/// What pasting gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasted {
    /// The tree with the steps in it.
    pub tree: Tree,
    /// The names under which they stand there, in the order of the fragment.
    pub steps: Vec<StepId>,
    /// What the author should know: facts that bear the name of one of another kind.
    pub notes: Vec<String>,
}

impl Fragment {
    /// Copies steps of a tree; names that it has not are passed over.
    #[must_use]
    pub fn of(tree: &Tree, steps: &[StepId]) -> Self {
        let wanted: IndexSet<&StepId> = steps.iter().collect();
        let steps: IndexMap<StepId, Arc<Step>> =
            tree.steps.iter().filter(|(id, _)| wanted.contains(id)).map(|(id, step)| (id.clone(), Arc::clone(step))).collect();
        let mut facts = IndexSet::new();
        let mut limits = IndexSet::new();
        for step in steps.values() {
            used_by(step, &mut facts, &mut limits);
        }
        // A question may speak of another fact.
        let mut at = 0;
        while let Some(name) = facts.get_index(at).cloned() {
            let asks = tree.facts.get(name.as_str()).and_then(|fact| fact.ask.clone()).unwrap_or_default();
            facts.extend(Line::new(&asks).facts().map(str::to_owned));
            at += 1;
        }
        let fact = |(id, fact): (&FactId, &Arc<Fact>)| facts.contains(id.as_str()).then(|| (id.clone(), Arc::clone(fact)));
        let limit = |(id, limit): (&LimitId, &Arc<Limit>)| limits.contains(id).then(|| (id.clone(), Arc::clone(limit)));
        Self {
            format: FORMAT,
            tree: tree.id.clone(),
            facts: tree.facts.iter().filter_map(fact).collect(),
            limits: tree.limits.iter().filter_map(limit).collect(),
            placed: steps.keys().filter_map(|id| Some((id.clone(), *tree.layout.placed.get(id)?))).collect(),
            steps,
        }
    }

    /// The same with places: what was laid out by the program can be told here, so that a copy keeps its shape.
    #[must_use]
    pub fn with_places(mut self, places: impl IntoIterator<Item = (StepId, (i32, i32))>) -> Self {
        for (id, at) in places {
            if self.steps.contains_key(&id) {
                self.placed.insert(id, at);
            }
        }
        self
    }

    /// The text for the clipboard.
    #[must_use]
    pub fn to_text(&self) -> String {
        plainly(self)
    }

    /// Reads what the clipboard holds.
    ///
    /// # Errors
    /// In words, when it holds something else.
    pub fn from_text(text: &str) -> Result<Self, Refused> {
        let text = text.trim();
        if !text.starts_with("Fragment") {
            return Err(Refused::new("The clipboard holds no steps. Copy some steps on the canvas, then paste."));
        }
        let fragment: Self = options().from_str(text).map_err(|error| {
            Refused::new(format!("The steps on the clipboard cannot be read ({error}). Copy them again, then paste."))
        })?;
        if fragment.format > FORMAT {
            return Err(Refused::new("These steps were copied by a newer Evenkeel. Update this one, then paste."));
        }
        Ok(fragment)
    }

    /// Puts the steps into a tree: see [`super::Edit::Paste`].
    #[must_use]
    pub fn paste_into(&self, tree: &Tree, at: Option<(i32, i32)>) -> Pasted {
        paste(tree, self, at)
    }
}

pub(super) fn paste(tree: &Tree, fragment: &Fragment, at: Option<(i32, i32)>) -> Pasted {
    let mut tree = tree.clone();
    let mut notes = Vec::new();
    for (id, fact) in &fragment.facts {
        match tree.facts.get(id) {
            None if built_in_fact(id.as_str()).is_some() => {}
            None => {
                tree.facts.insert(id.clone(), Arc::clone(fact));
            }
            Some(own) if own.kind != fact.kind => {
                notes.push(format!("The fact “{id}” is {} here and was {} there.", own.kind.in_words(), fact.kind.in_words()));
            }
            Some(_) => {}
        }
    }
    for (id, limit) in &fragment.limits {
        match tree.limits.get(id) {
            None => {
                tree.limits.insert(id.clone(), Arc::clone(limit));
            }
            Some(own) if own != limit => {
                notes.push(format!("The limit “{id}” is {} here and was {} there.", own.at_most, limit.at_most));
            }
            Some(_) => {}
        }
    }
    let mut names: IndexMap<&StepId, StepId> = IndexMap::new();
    for id in fragment.steps.keys() {
        let base = base_of(id.as_str());
        let is_taken = |name: &StepId| is_step_name_taken(&tree, name) || names.values().any(|given| given == name);
        let name = if is_taken(id) { fresh(base, '-', StepId::new, is_taken) } else { id.clone() };
        names.insert(id, name);
    }
    let is_same_tree = fragment.tree == tree.id;
    for (id, step) in &fragment.steps {
        let mut step = (**step).clone();
        step.was.clear();
        redirect(&mut step, &fragment.tree, |target| match names.get(target) {
            Some(name) => Some(name.clone()),
            None => is_same_tree.then(|| target.clone()),
        });
        tree.steps.insert(names[id].clone(), Arc::new(step));
    }
    place(&mut tree, fragment, &names, at);
    Pasted { tree, steps: names.into_values().collect(), notes }
}

/// `own-it-2` is a copy of `own-it`, and its own copy is `own-it-3`.
fn base_of(id: &str) -> &str {
    match id.rsplit_once('-') {
        Some((base, number)) if !base.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => base,
        _ => id,
    }
}

/// Steps that stood by hand, or whose places were told, keep their shape around the new place.
fn place(tree: &mut Tree, fragment: &Fragment, names: &IndexMap<&StepId, StepId>, at: Option<(i32, i32)>) {
    let Some((x, y)) = at else { return };
    let left = fragment.placed.values().map(|(x, _)| *x).min().unwrap_or(0);
    let top = fragment.placed.values().map(|(_, y)| *y).min().unwrap_or(0);
    for (id, (own_x, own_y)) in &fragment.placed {
        if let Some(name) = names.get(id) {
            let shift = |to: i32, own: i32, from: i32| to.saturating_add(own.saturating_sub(from));
            tree.layout.placed.insert(name.clone(), (shift(x, *own_x, left), shift(y, *own_y, top)));
        }
    }
    if fragment.placed.is_empty()
        && let [name] = &names.values().collect::<Vec<_>>()[..]
    {
        tree.layout.placed.insert((*name).clone(), (x, y));
    }
}

/// Every address of the step within its own tree: the new name, or nowhere.
fn redirect(step: &mut Step, own: &TreeId, name: impl Fn(&StepId) -> Option<StepId>) {
    let redirect = |target: &mut Option<Target>| {
        if let Some(here) = target.as_ref().and_then(|target| step_here(own, target)) {
            *target = name(here).map(Target::Here);
        }
    };
    for answer in &mut step.answers {
        redirect(&mut answer.to);
        answer.then = answer.then.as_ref().and_then(&name);
    }
    if let Kind::Escalate { nobody_free, .. } = &mut step.kind {
        redirect(nobody_free);
    }
    if let Some(mut cap) = step.cap.take() {
        let mut then = Some(cap.then);
        redirect(&mut then);
        // A cap that leads nowhere is none.
        if let Some(then) = then {
            cap.then = then;
            step.cap = Some(cap);
        }
    }
}

/// The facts and limits that a step speaks of.
fn used_by(step: &Step, facts: &mut IndexSet<String>, limits: &mut IndexSet<LimitId>) {
    super::words::each_of_step(step, |_, words| facts.extend(Line::new(words).facts().map(str::to_owned)));
    facts.extend(step.captures.iter().map(ToString::to_string));
    if let Some(promise) = &step.promise {
        let named = [&promise.owner, &promise.by, &promise.at, &promise.accepted];
        facts.extend(named.into_iter().flatten().map(ToString::to_string));
    }
    for needs in step.answers.iter().filter_map(|answer| answer.needs.as_ref()) {
        needs.each_leaf(&mut |leaf| {
            facts.extend(leaf.fact().map(ToString::to_string));
            limits.extend(leaf.limit().cloned());
        });
    }
}

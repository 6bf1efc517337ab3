//! Where a tree uses a fact, a step or a limit.

use super::{
    rename::step_here,
    told::{self, UseCounts},
    words,
};
use crate::tree::{AlwaysKey, Condition, FactId, Kind, LimitId, Line, OwnedPart, Step, StepId, Target, Tree};

/// One place that uses something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// The step it is part of; nothing for what belongs to the tree.
    pub step: Option<StepId>,
    /// The way to it from the tree.
    pub part: Vec<OwnedPart>,
    /// The place in words: “line 2 of Say it back”.
    pub words: String,
}

/// Where a fact is used: lines, captures, promises, conditions, questions, tests.
#[must_use]
pub fn uses_of_fact(tree: &Tree, fact: &FactId) -> Vec<Use> {
    let mut uses = Vec::new();
    let is_used = |counts: &UseCounts| counts.facts.contains_key(fact);
    words::each_in(tree, is_used, |place, text| {
        if text.contains('{') && Line::new(text).facts().any(|name| fact == name) {
            let title = place.step().and_then(|id| tree.steps.get(id)).map(|step| step.title.as_str());
            let words = title.map_or_else(|| place.in_words(), |title| format!("{} of “{title}”", place.in_words()));
            uses.push(Use { step: place.step().cloned(), part: place.way(), words });
        }
    });
    for (id, step) in told::users(tree, is_used) {
        let mut uses = Uses { id, step, found: &mut uses };
        for (at, captured) in step.captures.iter().enumerate() {
            if captured == fact {
                uses.add(&[name("captures"), OwnedPart::At(at)], "captured on");
            }
        }
        if let Some(promise) = &step.promise {
            let fields = [
                ("owner", &promise.owner, "owner of the promise of"),
                ("by", &promise.by, "day of the promise of"),
                ("at", &promise.at, "time of the promise of"),
                ("accepted", &promise.accepted, "acceptance of the promise of"),
            ];
            for (field, id, words) in fields {
                if id.as_ref() == Some(fact) {
                    uses.add(&[name("promise"), name(field)], words);
                }
            }
        }
        uses.conditions(|leaf| leaf.fact() == Some(fact));
    }
    for (at, test) in tree.tests.iter().enumerate() {
        if test.facts.contains_key(fact) {
            uses.push(of_test(at, &test.name, &[name("facts"), name(fact.as_str())]));
        }
    }
    uses
}

/// Counts what [`uses_of_fact`] and [`uses_of_limit`] find, for all at once.
#[must_use]
pub fn count_uses(tree: &Tree) -> UseCounts {
    let mut counts = UseCounts::default();
    words::each_outside_steps(tree, |_, text| counts.add_line(text));
    told::blocks(&tree.steps).for_each(|block| counts.add(told::uses(&block)));
    tree.tests.iter().flat_map(|test| test.facts.keys()).for_each(|id| counts.add_fact(id));
    counts
}

/// Where a limit is used: conditions.
#[must_use]
pub fn uses_of_limit(tree: &Tree, limit: &LimitId) -> Vec<Use> {
    let mut uses = Vec::new();
    for (id, step) in told::users(tree, |counts| counts.limits.contains_key(limit)) {
        Uses { id, step, found: &mut uses }.conditions(|leaf| leaf.limit() == Some(limit));
    }
    uses
}

/// What leads to a step or speaks of it: start, answers, caps, escalation points, always-keys, tests.
#[must_use]
pub fn uses_of_step(tree: &Tree, step: &StepId) -> Vec<Use> {
    let mut found = Vec::new();
    let is_meant = |target: &Target| step_here(&tree.id, target) == Some(step);
    if tree.start == *step {
        found.push(Use { step: None, part: vec![name("start")], words: "start of the tree".to_owned() });
    }
    for key in AlwaysKey::ALL {
        if key.own(&tree.always).is_some_and(is_meant) {
            let mut part = vec![name("always"), name("safety"), name(key.field())];
            if !AlwaysKey::SAFETY.contains(&key) {
                part.remove(1);
            }
            found.push(Use { step: None, part, words: format!("always-key {}", key.in_words()) });
        }
    }
    for (id, from) in told::speakers(tree, step) {
        let mut uses = Uses { id, step: from, found: &mut found };
        for (at, answer) in from.answers.iter().enumerate() {
            if answer.to.as_ref().is_some_and(is_meant) {
                uses.add(&[name("answers"), OwnedPart::At(at), name("to")], &format!("answer {} of", at + 1));
            }
            if answer.then.as_ref() == Some(step) {
                uses.add(&[name("answers"), OwnedPart::At(at), name("then")], &format!("where answer {} goes on, of", at + 1));
            }
        }
        if from.cap.as_ref().is_some_and(|cap| is_meant(&cap.then)) {
            uses.add(&[name("cap"), name("then")], "cap of");
        }
        if let Kind::Escalate { nobody_free: Some(target), .. } = &from.kind
            && is_meant(target)
        {
            uses.add(&[name("kind"), name("nobody_free")], "when nobody is free, of");
        }
    }
    for (at, test) in tree.tests.iter().enumerate() {
        if test.from == *step {
            found.push(of_test(at, &test.name, &[name("from")]));
        }
        if is_meant(&test.comes_to) {
            found.push(of_test(at, &test.name, &[name("comes_to")]));
        }
    }
    found
}

struct Uses<'a> {
    id: &'a StepId,
    step: &'a Step,
    found: &'a mut Vec<Use>,
}

impl Uses<'_> {
    fn add(&mut self, way: &[OwnedPart], words: &str) {
        let part = [name("steps"), name(self.id.as_str())].iter().chain(way).cloned().collect();
        let words = format!("{words} “{}”", self.step.title);
        self.found.push(Use { step: Some(self.id.clone()), part, words });
    }

    fn conditions(&mut self, is_meant: impl Fn(&Condition) -> bool) {
        for (at, answer) in self.step.answers.iter().enumerate() {
            let mut found = false;
            if let Some(needs) = &answer.needs {
                needs.each_leaf(&mut |leaf| found |= is_meant(leaf));
            }
            if found {
                let way = [name("answers"), OwnedPart::At(at), name("needs")];
                self.add(&way, &format!("condition of answer {} of", at + 1));
            }
        }
    }
}

fn name(name: &str) -> OwnedPart {
    OwnedPart::Name(name.to_owned())
}

fn of_test(at: usize, title: &str, way: &[OwnedPart]) -> Use {
    let part = [name("tests"), OwnedPart::At(at)].iter().chain(way).cloned().collect();
    Use { step: None, part, words: format!("test “{title}”") }
}

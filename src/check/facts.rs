//! Facts and limits: unknown ones, values that do not fit, and trees that disagree on a type.

use super::{
    Source, Subject, fix,
    report::Report,
    targets::{in_question, near},
};
use crate::tree::{BUILT_IN_FACTS, Condition, FactKind, Line, Part, Step, Tree, Value, WARNINGS, built_in_fact};
use std::{collections::BTreeMap, ops::Range};

pub(super) fn check(subject: &Subject, report: &mut Report) {
    let tree = subject.tree();
    for (id, fact) in &tree.facts {
        let samples = fact.sample.iter().map(|value| (value, "sample"));
        for (value, field) in samples {
            if let Err(message) = Value::read(&fact.kind, value) {
                report.tree("BAD_VALUE", &[Part::Name("facts"), Part::Name(id.as_str()), Part::Name(field)], message, "");
            }
        }
    }
    for (id, limit) in &tree.limits {
        if let Err(message) = Value::read(&limit.kind, &limit.at_most) {
            report.tree("BAD_VALUE", &[Part::Name("limits"), Part::Name(id.as_str()), Part::Name("at_most")], message, "");
        }
    }
    types_agree(subject, report);
    for (id, step) in &tree.steps {
        Checked { tree, id: id.as_str(), step, report }.all();
    }
}

/// The kind of a fact that a tree may use.
pub(super) fn kind_of(tree: &Tree, fact: &str) -> Option<FactKind> {
    tree.facts.get(fact).map(|fact| fact.kind.clone()).or_else(|| built_in_fact(fact))
}

/// For each fact its kinds, and the first two trees that have each: enough to tell any tree who differs from it.
pub(super) type Kinds<'a> = BTreeMap<&'a str, Vec<(&'a FactKind, &'a Tree)>>;

/// The kinds of all facts of some trees, in the order of the trees.
pub(super) fn kinds<'a>(sources: impl Iterator<Item = &'a Source>) -> Kinds<'a> {
    let mut kinds = Kinds::new();
    for source in sources {
        let tree = &**source.document.tree();
        for (id, fact) in &tree.facts {
            let known = kinds.entry(id.as_str()).or_default();
            if known.iter().filter(|(kind, _)| **kind == fact.kind).count() < 2 {
                known.push((&fact.kind, tree));
            }
        }
    }
    kinds
}

fn types_agree(subject: &Subject, report: &mut Report) {
    let tree = subject.tree();
    for (id, fact) in &tree.facts {
        let known = subject.kinds.get(id.as_str()).into_iter().flatten();
        let other = known.copied().find(|(kind, other)| **kind != fact.kind && other.id != tree.id);
        if let Some((kind, other)) = other {
            let there = &other.id;
            let (here, that) = (fact.kind.in_words(), kind.in_words());
            let message = format!("the fact \"{id}\" is {here} here and {that} in \"{there}\"");
            let way = [Part::Name("facts"), Part::Name(id.as_str()), Part::Name("kind")];
            report.tree("FACT_TYPES_DIFFER", &way, message, "give it one type in both trees, or another name here");
        }
        if let Some(kind) = built_in_fact(id.as_str()).filter(|kind| *kind != fact.kind) {
            let message = format!("the fact \"{id}\" is filled by Evenkeel and is {}", kind.in_words());
            report.tree("FACT_TYPES_DIFFER", &[Part::Name("facts"), Part::Name(id.as_str())], message, "take it out here");
        }
    }
}

struct Checked<'a, 'b, 'c> {
    tree: &'a Tree,
    id: &'a str,
    step: &'a Step,
    report: &'b mut Report<'c>,
}

impl Checked<'_, '_, '_> {
    fn all(&mut self) {
        let step = self.step;
        for (field, lines) in [("say", &step.say), ("say_heated", &step.say_heated)] {
            for (place, line) in lines.iter().enumerate() {
                self.line(line, &[Part::Name(field), Part::At(place)]);
            }
        }
        if let Some(task) = &step.task {
            self.line(task, &[Part::Name("task")]);
        }
        for (place, fact) in step.captures.iter().enumerate() {
            self.fact(fact.as_str(), &[Part::Name("captures"), Part::At(place)]);
        }
        if let Some(promise) = &step.promise {
            self.line(&promise.what, &[Part::Name("promise"), Part::Name("what")]);
            let fields = [("owner", &promise.owner), ("by", &promise.by), ("at", &promise.at), ("accepted", &promise.accepted)];
            for (field, fact) in fields {
                if let Some(fact) = fact {
                    self.fact(fact.as_str(), &[Part::Name("promise"), Part::Name(field)]);
                }
            }
        }
        for (place, answer) in step.answers.iter().enumerate() {
            if let Some(needs) = &answer.needs {
                let way = [Part::Name("answers"), Part::At(place), Part::Name("needs")];
                needs.each_leaf(&mut |leaf| self.leaf(leaf, &way));
            }
        }
    }

    fn line(&mut self, line: &str, way: &[Part]) {
        for (fact, letters) in Line::new(line).facts_in_place() {
            self.fact_at(fact, way, Some(letters));
        }
    }

    fn fact(&mut self, fact: &str, way: &[Part]) {
        self.fact_at(fact, way, None);
    }

    /// A fact that is named, in some letters of the words there or alone.
    fn fact_at(&mut self, fact: &str, way: &[Part], letters: Option<Range<usize>>) {
        let is_known = self.tree.facts.contains_key(fact) || built_in_fact(fact).is_some();
        if !is_known && self.report.has_room("UNKNOWN_FACT") {
            let names = self.tree.facts.keys().map(AsRef::as_ref).chain(BUILT_IN_FACTS.iter().map(|(name, _)| *name));
            let near = near(fact, names);
            let help = if near.is_none() { format!("add \"{fact}\": Fact(…) to the tree's facts") } else { in_question(near) };
            let message = format!("there is no fact \"{fact}\" in this tree");
            let added = self.report.step("UNKNOWN_FACT", self.id, way, message, help);
            let added = if let Some(letters) = letters { added.within(letters) } else { added };
            added.fix(|| fix::fact(self.tree, self.id, way, fact, near));
        }
    }

    fn leaf(&mut self, leaf: &Condition, way: &[Part]) {
        let Some(fact) = leaf.fact() else { return };
        self.fact(fact.as_str(), way);
        let Some(kind) = kind_of(self.tree, fact.as_str()) else {
            return;
        };
        match leaf {
            Condition::Is(_, value) => self.value(&kind, value, way),
            Condition::AtMost(_, value) | Condition::AtLeast(_, value) => {
                self.value(&kind, value, way);
                self.ordered(&kind, fact.as_str(), way);
            }
            Condition::Within(_, limit) | Condition::Over(_, limit) => {
                self.ordered(&kind, fact.as_str(), way);
                let known = self.tree.limits.contains_key(limit) || *limit == WARNINGS;
                if !known && self.report.has_room("UNKNOWN_LIMIT") {
                    let near = near(limit.as_str(), self.tree.limits.keys().map(AsRef::as_ref));
                    let help = match near {
                        None => format!("add \"{limit}\": Limit(…) to the tree's limits"),
                        near => in_question(near),
                    };
                    let message = format!("there is no limit \"{limit}\" in this tree");
                    let added = self.report.step("UNKNOWN_LIMIT", self.id, way, message, help);
                    added.fix(|| fix::limit(self.tree, self.id, way, limit, near));
                }
            }
            Condition::Known(_) | Condition::All(_) | Condition::Any(_) | Condition::Not(_) => {}
        }
    }

    fn value(&mut self, kind: &FactKind, value: &str, way: &[Part]) {
        if let Err(message) = Value::read(kind, value) {
            self.report.step("BAD_VALUE", self.id, way, message, "");
        }
    }

    fn ordered(&mut self, kind: &FactKind, fact: &str, way: &[Part]) {
        if matches!(kind, FactKind::Text | FactKind::Phone | FactKind::YesNo | FactKind::Choice(_)) {
            let message = format!("the fact \"{fact}\" is {} and has no more or less", kind.in_words());
            self.report.step("BAD_VALUE", self.id, way, message, "test it with `Is` or `Known`");
        }
    }
}

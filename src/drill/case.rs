//! What a persona says of certain trees, held against the trees there are: a step that is gone, an answer that reads
//! otherwise now.

use super::{
    inspect::{PersonaFinding, Report},
    persona::Persona,
};
use crate::{
    call::Trees,
    check::Level,
    tree::{Step, nearest},
};

/// A step and an answer of it, as the words for one answer are named: `tree/step: beginning`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerName<'a> {
    /// The tree.
    pub tree: &'a str,
    /// The step.
    pub step: &'a str,
    /// How the answer's words begin; empty for the step alone.
    pub begins: &'a str,
}

impl<'a> AnswerName<'a> {
    /// Reads a name; nothing for words that hold for any step.
    #[must_use]
    pub fn read(name: &'a str) -> Option<Self> {
        let (at, begins) = name.split_once(": ").unwrap_or((name, ""));
        let (tree, step) = at.split_once('/')?;
        let is_plain = |part: &str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
        };
        (is_plain(tree) && is_plain(step)).then_some(Self { tree, step, begins })
    }
}

/// What does not fit the trees: findings as [`super::check_persona`] gives them.
#[must_use]
pub fn check_case(file: &str, text: &str, persona: &Persona, trees: &Trees) -> Vec<PersonaFinding> {
    let mut report = Report::new(file, text);
    for (at, way) in &persona.ways {
        if let Some(name) = AnswerName::read(at) {
            hold(&mut report, trees, at, name, &way.gives);
        }
    }
    for key in persona.answers.keys() {
        if let Some(name) = AnswerName::read(key) {
            hold(&mut report, trees, key, name, name.begins);
        }
    }
    for id in persona.trees.iter().filter(|id| trees.tree(id).is_none()) {
        let help = near(id, trees.all().map(|pinned| pinned.tree.id.as_str()), "choose one that is there");
        report.warn("no-such-tree", id, format!("there is no tree \"{id}\" in this library"), &help);
    }
    report.findings
}

fn hold(report: &mut Report, trees: &Trees, key: &str, name: AnswerName, begins: &str) {
    // A tree that is not in this library may be in another.
    let Some(tree) = trees.tree(name.tree) else { return };
    let step = tree.steps.iter().find(|(id, _)| id.as_str() == name.step).map(|(_, step)| step);
    let Some(step) = step else {
        let help = near(name.step, tree.steps.keys().map(crate::tree::StepId::as_str), "take it out, or name another");
        let message = format!("“{}” has no step \"{}\" any more", tree.title, name.step);
        report.warn("no-such-step", key, message, &help);
        return;
    };
    if !has_answer(step, begins) {
        let message = format!("no answer of “{}” begins with “{begins}”", step.title);
        report.warn("no-such-answer", key, message, "the answer reads otherwise now; choose it again");
    }
}

/// Whether an answer of that step begins so.
fn has_answer(step: &Step, begins: &str) -> bool {
    step.answers.iter().any(|answer| answer.when.starts_with(begins))
}

fn near<'a>(name: &str, names: impl Iterator<Item = &'a str>, otherwise: &str) -> String {
    nearest(name, names).map_or_else(|| otherwise.to_owned(), |near| format!("did you mean \"{near}\"?"))
}

impl Report<'_> {
    fn warn(&mut self, rule: &'static str, name: &str, message: String, help: &str) {
        self.add(rule, Level::Warning, self.quoted(name), message, help);
    }
}

//! What a persona says of certain trees, held against the trees there are: a step that is gone, an answer that reads
//! otherwise now.

use super::{
    facts::read,
    inspect::{PersonaFinding, Report},
    persona::Persona,
};
use crate::{
    call::Trees,
    check::Level,
    tree::{Fact, FactId, FactKind, Step, Tree, nearest},
};
use indexmap::IndexMap;
use jiff::civil::Date;

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
            hold(&mut report, trees, &["ways", at], name, &way.gives);
        }
    }
    for key in persona.answers.keys() {
        if let Some(name) = AnswerName::read(key) {
            hold(&mut report, trees, &["answers", key], name, name.begins);
        }
    }
    for (at, id) in persona.trees.iter().enumerate().filter(|(_, id)| trees.tree(id).is_none()) {
        let help = near(id, trees.all().map(|pinned| pinned.tree.id.as_str()), "choose one that is there");
        let message = format!("there is no tree \"{id}\" in this library");
        report.add("no-such-tree", Level::Warning, &["trees", &at.to_string()], message, &help);
    }
    known(&mut report, persona, trees);
    report.findings
}

fn hold(report: &mut Report, trees: &Trees, path: &[&str], name: AnswerName, begins: &str) {
    // A tree that is not in this library may be in another.
    let Some(tree) = trees.tree(name.tree) else { return };
    let step = tree.steps.iter().find(|(id, _)| id.as_str() == name.step).map(|(_, step)| step);
    let Some(step) = step else {
        let help = near(name.step, tree.steps.keys().map(crate::tree::StepId::as_str), "take it out, or name another");
        let message = format!("“{}” has no step \"{}\" any more", tree.title, name.step);
        report.add("no-such-step", Level::Warning, path, message, &help);
        return;
    };
    if !has_answer(step, begins) {
        let message = format!("no answer of “{}” begins with “{begins}”", step.title);
        let help = "the answer reads otherwise now; choose it again";
        report.add("no-such-answer", Level::Warning, path, message, help);
    }
}

/// Whether an answer of that step begins so.
fn has_answer(step: &Step, begins: &str) -> bool {
    step.answers.iter().any(|answer| answer.when.starts_with(begins))
}

fn near<'a>(name: &str, names: impl Iterator<Item = &'a str>, otherwise: &str) -> String {
    nearest(name, names).map_or_else(|| otherwise.to_owned(), |near| format!("did you mean \"{near}\"?"))
}

/// What they know, held against the facts of the trees where they are at home.
fn known(report: &mut Report, persona: &Persona, trees: &Trees) {
    let homes: Vec<&Tree> = persona.trees.iter().filter_map(|id| trees.tree(id)).map(|tree| &**tree).collect();
    let hidden = persona.hidden.iter().enumerate().map(|(at, hidden)| (["hidden".to_owned(), at.to_string()], &hidden.facts));
    let hidden: Vec<_> = hidden.collect();
    let mut lists: Vec<(Vec<&str>, &IndexMap<FactId, String>)> =
        vec![(vec!["facts"], &persona.facts), (vec!["finds"], &persona.finds)];
    lists.extend(hidden.iter().map(|([list, at], facts)| (vec![list.as_str(), at, "facts"], *facts)));
    for (path, facts) in &lists {
        for (name, value) in *facts {
            let at: Vec<&str> = path.iter().copied().chain([name.as_str()]).collect();
            let told: Vec<&Fact> = homes.iter().filter_map(|tree| tree.facts.get(name)).map(|fact| &**fact).collect();
            let wrong = told.iter().find_map(|fact| misfit(fact, value).map(|words| (fact.label.clone(), words)));
            // One home where it fits is enough: trees may name two things alike.
            let fits = told.iter().any(|fact| misfit(fact, value).is_none());
            if let Some((label, help)) = wrong.filter(|_| !fits) {
                let message = if value.trim().is_empty() {
                    format!("nothing stands for “{label}”")
                } else {
                    format!("“{value}” does not fit “{label}”; an example of the tree would be told instead")
                };
                report.add("fact-value", Level::Warning, &at, message, &help);
            }
        }
    }
    for tree in homes {
        let has = |name: &FactId| lists.iter().any(|(_, facts)| facts.contains_key(name));
        let asked = tree.facts.iter().filter(|(name, fact)| fact.ask.is_some() && !has(name));
        let missing: Vec<&str> = asked.map(|(_, fact)| fact.label.as_str()).collect();
        if !missing.is_empty() {
            let first: Vec<String> = missing.iter().take(3).map(|label| format!("“{label}”")).collect();
            let more = match missing.len().saturating_sub(first.len()) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let message = format!("on “{}” they do not know {}{more}", tree.title, first.join(", "));
            let help = "an example of the tree is told instead, as if it were theirs; add the facts that are their case";
            report.add("no-fact", Level::Warning, &["facts"], message, help);
        }
    }
}

/// What is wrong with a value for a fact, with the nearest that fits; nothing where it fits.
fn misfit(fact: &Fact, value: &str) -> Option<String> {
    match read(&fact.kind, value, "en-GB", SOME_DAY) {
        Some(_) if !value.trim().is_empty() => None,
        _ => Some(example(fact, value)),
    }
}

fn example(fact: &Fact, value: &str) -> String {
    let words = match &fact.kind {
        FactKind::Choice(words) => {
            let near = nearest(value, words.iter().map(String::as_str));
            return near.map_or_else(|| format!("write one of: {}", words.join(", ")), |near| format!("did you mean “{near}”?"));
        }
        FactKind::Date => "fri, +5 or -6 (six days ago)",
        FactKind::Time => "16:30 or 4pm",
        FactKind::Money(_) => "42.10",
        FactKind::YesNo => "yes or no",
        FactKind::Number => "2 or 2.5",
        FactKind::Phone => "020 7946 0018",
        FactKind::Text => fact.sample.as_deref().unwrap_or("a few words"),
    };
    format!("write it like {words}")
}

/// Whether a value can be read does not hang on the day.
const SOME_DAY: Date = Date::constant(2027, 1, 4);

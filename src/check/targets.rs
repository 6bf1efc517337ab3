//! Where steps lead: missing targets, unreachable steps, dead ends, trees without an end, always-keys that lead nowhere.

use super::{Fix, Source, Subject, fix, report::Report};
use crate::{
    edit::{AnswerChange, Edit, StepChange, TreeChange},
    tree::{AlwaysKey, Part, StepId, Target, Tree, Way, nearest, ways},
};
use std::collections::BTreeMap;

/// For each tree the steps at which calls come in from elsewhere.
pub(super) fn doors<'a>(sources: impl Iterator<Item = &'a Source>) -> BTreeMap<String, Vec<String>> {
    let mut doors: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut open = |tree: &str, step: &str| doors.entry(tree.to_owned()).or_default().push(step.to_owned());
    for key in AlwaysKey::ALL {
        let (tree, step) = key.shared();
        open(tree, step);
    }
    for source in sources {
        let tree = source.document.tree();
        let keys = AlwaysKey::ALL.iter().filter_map(|key| key.own(&tree.always));
        let answers = tree.steps.values().flat_map(|step| ways(step).map(|(_, target)| target));
        for target in answers.chain(keys) {
            match target {
                Target::There { tree, step } => open(tree.as_str(), step.as_str()),
                Target::Here(_) => {}
            }
        }
    }
    doors
}

pub(super) fn check(subject: &Subject, report: &mut Report) {
    let tree = subject.tree();
    if !tree.steps.contains_key(&tree.start) {
        let near = near(tree.start.as_str(), tree.steps.keys().map(AsRef::as_ref));
        let message = format!("the tree starts at \"{}\", and there is no such step", tree.start);
        let start = |near| Some(Fix::new(format!("Start at {near}"), Edit::Tree(TreeChange::Start(StepId::new(near).ok()?))));
        report.tree("MISSING_TARGET", &[Part::Name("start")], message, in_question(near)).fix(|| near.and_then(start));
    }
    for (id, step) in &tree.steps {
        for (way, target) in ways(step) {
            if report.has_room("MISSING_TARGET")
                && let Some(missing) = missing(subject, target)
            {
                let answer = answer_part(way);
                let part: &[Part] = match way {
                    Way::Cap => &[Part::Name("cap"), Part::Name("then")],
                    Way::NobodyFree => &[Part::Name("kind"), Part::Name("nobody_free")],
                    Way::Answer(_) | Way::Then(_) => &[Part::Name("answers"), answer, Part::Name("to")],
                };
                let added = report.step("MISSING_TARGET", id.as_str(), part, missing.message, missing.help);
                added.fix(|| fix::lead(tree, id, way, missing.near));
            }
        }
        answers(subject, id.as_str(), report);
    }
    always_keys(subject, report);
    reach(subject, report);
}

fn answer_part<'a>(way: Way) -> Part<'a> {
    match way {
        Way::Answer(place) | Way::Then(place) => Part::At(place),
        Way::Cap | Way::NobodyFree => Part::At(0),
    }
}

fn answers(subject: &Subject, id: &str, report: &mut Report) {
    let tree = subject.tree();
    let step = &tree.steps[id];
    for (place, answer) in step.answers.iter().enumerate() {
        let at = [Part::Name("answers"), Part::At(place)];
        let gone = answer.then.as_ref().filter(|then| !tree.steps.contains_key(*then));
        if let Some(then) = gone.filter(|_| report.has_room("MISSING_TARGET")) {
            let message = format!("the call should go on at \"{then}\", and there is no such step");
            let near = near(then.as_str(), tree.steps.keys().map(AsRef::as_ref));
            let way = [at[0], at[1], Part::Name("then")];
            report.step("MISSING_TARGET", id, &way, message, in_question(near)).fix(|| {
                let change = AnswerChange::Then(Some(StepId::new(near?).ok()?));
                Some(Fix::new(format!("Go on at {}", near?), fix::on(tree, id, StepChange::Answer(place, change))?))
            });
        }
        let leads_out = answer.to.as_ref().is_some_and(|to| to.tree().is_some());
        if answer.then.is_some() && !leads_out {
            let message = format!("{} has `then` and does not lead into another tree", answer.quoted());
            report.step("BAD_BACK", id, &at, message, "take `then` out, or lead into another tree").fix(|| {
                let change = StepChange::Answer(place, AnswerChange::Then(None));
                Some(Fix::new("Take `then` out", fix::on(tree, id, change)?))
            });
        }
        match (&answer.to, answer.back) {
            (Some(_), true) => {
                let message = format!("{} goes back and leads to a step", answer.quoted());
                report.step("BAD_BACK", id, &at, message, "keep either `to` or `back: true`");
            }
            (None, false) => {
                let message = format!("{} leads nowhere", answer.quoted());
                report.step("MISSING_TARGET", id, &at, message, "add `to: \"step-id\"`, or `back: true`");
            }
            _ => {}
        }
    }
    if step.kind.is_end() && !step.answers.is_empty() {
        let message = format!("the call ends at \"{id}\", and it has answers");
        report.step("DEAD_END", id, &[Part::Name("answers")], message, "take the answers out, or make it another kind of step");
    }
    let nobody = step.kind.is_escalation();
    if !step.kind.is_end() && step.answers.is_empty() && !nobody {
        let message = format!("\"{id}\" has no answer, and it is no end");
        report.step("DEAD_END", id, &[], message, "add an answer, or make it `kind: End(…)`");
    }
}

/// An address that leads nowhere.
struct Missing {
    message: String,
    help: String,
    /// The address that was probably meant.
    near: Option<Target>,
}

fn missing(subject: &Subject, target: &Target) -> Option<Missing> {
    let tree = subject.tree();
    let steps = |tree: &Tree, step: &StepId, message: String, address: &dyn Fn(&str) -> String| {
        let near = near(step.as_str(), tree.steps.keys().map(AsRef::as_ref));
        Missing { message, help: in_question(near), near: near.and_then(|near| Target::new(&address(near)).ok()) }
    };
    match target {
        Target::Here(step) if tree.steps.contains_key(step) => None,
        Target::Here(step) => {
            Some(steps(tree, step, format!("there is no step \"{step}\" in this tree"), &|near| near.to_owned()))
        }
        Target::There { tree: other, step } => match subject.known.get(other.as_str()) {
            None => {
                let near = near(other.as_str(), subject.known.keys().copied());
                let is_there = |near: &&str| subject.known[*near].document.tree().steps.contains_key(step);
                let address = near.filter(is_there).and_then(|near| Target::new(&format!("{near}/{step}")).ok());
                let message = format!("there is no tree \"{other}\" beside this one");
                Some(Missing { message, help: in_question(near), near: address })
            }
            Some(source) if source.document.tree().steps.contains_key(step) => None,
            Some(source) => {
                let message = format!("there is no step \"{step}\" in the tree \"{other}\"");
                Some(steps(source.document.tree(), step, message, &|near| format!("{other}/{near}")))
            }
        },
    }
}

/// Names that are looked through for the one that was meant.
const MOST_NAMES: usize = 10_000;

/// The name that was probably meant.
pub(super) fn near<'a>(found: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest(found, names.into_iter().take(MOST_NAMES))
}

/// The same as help; empty where none is near.
pub(super) fn in_question(near: Option<&str>) -> String {
    near.map(|near| format!("did you mean \"{near}\"?")).unwrap_or_default()
}

fn always_keys(subject: &Subject, report: &mut Report) {
    let tree = subject.tree();
    for key in AlwaysKey::ALL {
        let Some(target) = key.own(&tree.always) else {
            continue;
        };
        if let Some(missing) = missing(subject, target) {
            let (always, field) = (Part::Name("always"), Part::Name(key.field()));
            let way: &[Part] =
                if AlwaysKey::SAFETY.contains(&key) { &[always, Part::Name("safety"), field] } else { &[always, field] };
            let message = format!("the key {} leads nowhere: {}", key.in_words(), missing.message);
            report.tree("ALWAYS_KEY", way, message, missing.help).fix(|| {
                let near = missing.near?;
                Some(Fix::new(format!("Lead to {near}"), Edit::Tree(TreeChange::Always(key, Some(near)))))
            });
        }
    }
}

fn reach(subject: &Subject, report: &mut Report) {
    let tree = subject.tree();
    let own = AlwaysKey::ALL.iter().filter_map(|key| key.own(&tree.always)).filter(|target| target.tree().is_none());
    let doors = subject.doors.into_iter().flatten().map(String::as_str);
    let entries = own.map(|target| target.step().as_str()).chain(doors).chain([tree.start.as_str()]);
    let reachable = subject.graph.reachable(entries.filter_map(|id| subject.graph.number(id)));
    for (number, (id, _)) in tree.steps.iter().enumerate() {
        if !reachable[number] {
            let message = format!("no answer leads to \"{id}\"");
            report.step("UNREACHABLE", id.as_str(), &[], message, "lead an answer here, or take the step out");
        }
    }
    // A way out of the tree, or back to the step an always-key left, is a way to an end too.
    let leaves = |step: &crate::tree::Step| {
        step.kind.is_end()
            || ways(step).any(|(_, target)| target.tree().is_some())
            || step.answers.iter().any(|answer| answer.back)
    };
    let fewest = subject.graph.answers_to(leaves);
    if fewest.iter().all(Option::is_none) && !tree.steps.is_empty() {
        let message = "no path of this tree comes to an end".to_owned();
        report.tree("NO_END", &[Part::Name("steps")], message, "add a step with `kind: End(…)` and lead an answer there");
        return;
    }
    for (number, (id, step)) in tree.steps.iter().enumerate() {
        if fewest[number].is_none() && reachable[number] && !step.answers.is_empty() {
            let message = format!("from \"{id}\" no end can be reached");
            report.step("NO_END", id.as_str(), &[], message, "give the loop a way out");
        }
    }
}

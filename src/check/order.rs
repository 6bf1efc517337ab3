//! The order of a call: acknowledge, then confirm, then offer; and nothing that the app itself asks in private.
//!
//! One pass over the graph keeps, for every step, what every path from the start has passed before it.

use super::{Subject, paths, report::Report};
use crate::tree::{FactKind, Kind, Mood, Part, Stage, Step};

#[derive(Clone, Copy, PartialEq, Eq)]
struct Passed {
    acknowledged: bool,
    confirmed: bool,
}

const EVERYTHING: Passed = Passed { acknowledged: true, confirmed: true };

pub(super) fn check(subject: &Subject, report: &mut Report) {
    let tree = subject.tree();
    let passed = passed_before(subject);
    for (number, (id, step)) in tree.steps.iter().enumerate() {
        let id = id.as_str();
        asks_the_agent(id, step, report);
        if step.stage == Stage::Offer && step.kind == Kind::Ask {
            has_neither(id, step, report);
        }
        let Some(before) = passed[number] else {
            continue;
        };
        let passes = |stage: Stage| move |at: usize| tree.steps.get_index(at).is_some_and(|(_, step)| step.stage == stage);
        let example = |stage: Stage| paths::example(subject, number, passes(stage));
        // Handing the call to somebody is help, not an offer.
        if step.stage == Stage::Offer && !step.kind.is_escalation() {
            if !before.acknowledged {
                let message =
                    format!("a call can come to the offer \"{id}\" without an acknowledgement: {}", example(Stage::Acknowledge));
                report.step(
                    "OFFER_BEFORE_ACKNOWLEDGEMENT",
                    id,
                    &[],
                    message,
                    "lead every path through a step of stage Acknowledge first",
                );
            }
            if !before.confirmed {
                let message =
                    format!("a call can come to the offer \"{id}\" without a confirmed paraphrase: {}", example(Stage::Confirm));
                report.step(
                    "OFFER_BEFORE_CONFIRMATION",
                    id,
                    &[],
                    message,
                    "lead every path through a step of stage Confirm first",
                );
            }
        }
        if tree.mood == Mood::Heated && !before.acknowledged && asks_for_data(subject, step) {
            let message = format!(
                "a heated call can come to the question \"{id}\" without an acknowledgement: {}",
                example(Stage::Acknowledge)
            );
            report.step(
                "DATA_BEFORE_ACKNOWLEDGEMENT",
                id,
                &[],
                message,
                "lead every path through a step of stage Acknowledge first",
            );
        }
    }
}

/// For each step what all paths from the start pass before it; nothing for steps that the start does not lead to.
fn passed_before(subject: &Subject) -> Vec<Option<Passed>> {
    let tree = subject.tree();
    let mut before: Vec<Option<Passed>> = vec![None; tree.steps.len()];
    let Some(start) = subject.graph.number(tree.start.as_str()) else {
        return before;
    };
    before[start] = Some(Passed { acknowledged: false, confirmed: false });
    let mut open = vec![start];
    while let Some(number) = open.pop() {
        let (Some(was), Some((_, step))) = (before[number], tree.steps.get_index(number)) else {
            continue;
        };
        let after = Passed {
            acknowledged: was.acknowledged || step.stage == Stage::Acknowledge,
            confirmed: was.confirmed || step.stage == Stage::Confirm,
        };
        for (_, to) in subject.graph.ways_from(number) {
            let known = before[to].unwrap_or(EVERYTHING);
            let meet =
                Passed { acknowledged: known.acknowledged && after.acknowledged, confirmed: known.confirmed && after.confirmed };
            if before[to].is_none() || meet != known {
                before[to] = Some(meet);
                open.push(to);
            }
        }
    }
    before
}

fn asks_for_data(subject: &Subject, step: &Step) -> bool {
    let asks = matches!(step.kind, Kind::Check) || (step.kind == Kind::Ask && step.stage >= Stage::Check);
    let beyond_a_name = step.captures.iter().any(|id| {
        let kind = subject.tree().facts.get(id).map(|fact| &fact.kind);
        !(id.as_str().ends_with("name") && kind == Some(&FactKind::Text))
    });
    asks && beyond_a_name
}

fn has_neither(id: &str, step: &Step, report: &mut Report) {
    const NEITHER: [&str; 8] =
        ["neither", "none", "something else", "anything else", "other", "not enough", "not good enough", "no thank"];
    let found = step.answers.iter().any(|answer| {
        let words = answer.when.to_lowercase();
        NEITHER.iter().any(|neither| words.contains(neither)) || words.starts_with("no") || words.starts_with("“no")
    });
    let is_choice = step.say.iter().chain(&step.say_heated).any(|line| line.contains(" or ") && line.contains('?'));
    if !found && is_choice {
        let message = format!("the offer \"{id}\" has no answer for a customer who wants neither");
        report.step("OFFER_WITHOUT_NEITHER", id, &[Part::Name("answers")], message, "add an answer “Neither”");
    }
}

fn asks_the_agent(id: &str, step: &Step, report: &mut Report) {
    const ASKS: [&str; 9] = [
        "how do you feel",
        "how you feel",
        "how are you feeling",
        "your mood",
        "your own mood",
        "rate how you",
        "take a break",
        "take your break",
        "recovery break",
    ];
    let fields = [("task", step.task.as_deref()), ("cue", step.cue.as_deref()), ("title", Some(step.title.as_str()))];
    for (field, words) in fields {
        let words = words.unwrap_or_default().to_lowercase();
        if ASKS.iter().any(|ask| words.contains(ask)) {
            let message = format!("\"{id}\" asks how the agent feels; Evenkeel asks that itself, in private, after the call");
            report.step("ASKS_THE_AGENT", id, &[Part::Name(field)], message, "take it out of the step");
        }
    }
}

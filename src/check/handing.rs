//! What is handed on: escalation points and promises.

use super::{Fix, Subject, facts::kind_of, fix, report::Report};
use crate::{
    edit::StepChange,
    tree::{FactId, FactKind, Kind, Part, Promise, Step},
};
use std::collections::BTreeSet;

pub(super) fn check(subject: &Subject, report: &mut Report) {
    let captured: BTreeSet<&FactId> = subject.tree().steps.values().flat_map(|step| &step.captures).collect();
    for (id, step) in &subject.tree().steps {
        escalation(id.as_str(), step, report);
        if let Some(promise) = &step.promise {
            owner_and_time(subject, id.as_str(), promise, &captured, report);
            for_another(subject, id.as_str(), promise, report);
        }
    }
}

fn escalation(id: &str, step: &Step, report: &mut Report) {
    let Kind::Escalate { to, why, nobody_free, .. } = &step.kind else {
        return;
    };
    let missing = [
        (to.trim().is_empty(), "who takes it", "to: \"…\""),
        (why.trim().is_empty(), "why", "why: \"…\""),
        (nobody_free.is_none(), "what happens when nobody is free", "nobody_free: \"…\""),
    ];
    for (_, what, field) in missing.iter().filter(|(is_missing, ..)| *is_missing) {
        let message = format!("the escalation point \"{id}\" does not say {what}");
        report.step("ESCALATION_UNCLEAR", id, &[Part::Name("kind")], message, format!("add `{field}`"));
    }
}

fn owner_and_time(subject: &Subject, id: &str, promise: &Promise, captured: &BTreeSet<&FactId>, report: &mut Report) {
    let tree = subject.tree();
    let way = [Part::Name("promise")];
    if promise.owner.is_none() {
        let message = format!("the promise on \"{id}\" has no owner");
        report.step("PROMISE_UNCLEAR", id, &way, message, "add `owner: \"agent_name\"`").fix(|| {
            let promise = Promise { owner: FactId::new("agent_name").ok(), ..promise.clone() };
            Some(Fix::new("Let the agent own it", fix::on(tree, id, StepChange::Promise(Some(promise)))?))
        });
    }
    let Some(by) = &promise.by else {
        let message = format!("the promise on \"{id}\" has no day");
        report.step("PROMISE_UNCLEAR", id, &way, message, "add `by: \"…\"` with a fact that holds the day");
        return;
    };
    let is_time = matches!(kind_of(tree, by.as_str()), Some(FactKind::Date | FactKind::Time) | None);
    if !is_time {
        let message = format!("the promise on \"{id}\" is due by \"{by}\", which is neither a day nor a time");
        report.step("PROMISE_UNCLEAR", id, &[way[0], Part::Name("by")], message, "name a fact of the kind Date or Time");
        return;
    }
    if !captured.contains(by) && tree.facts.contains_key(by) {
        let message = format!("the promise on \"{id}\" is due by \"{by}\", which no step captures");
        let help = format!("add `captures: [\"{by}\"]` to this step");
        report.step("PROMISE_UNCLEAR", id, &[way[0], Part::Name("by")], message, help).fix(|| {
            let captures = tree.steps.get(id)?.captures.iter().chain([by]).cloned().collect();
            Some(Fix::new(format!("Capture {by} here"), fix::on(tree, id, StepChange::Captures(captures))?))
        });
    }
}

fn for_another(subject: &Subject, id: &str, promise: &Promise, report: &mut Report) {
    let tree = subject.tree();
    let Some(owner) = promise.owner.as_ref().filter(|owner| *owner != "agent_name") else {
        return;
    };
    if !report.has_room("PROMISE_FOR_ANOTHER") {
        return;
    }
    let way = [Part::Name("promise"), Part::Name("owner")];
    let Some(accepted) = &promise.accepted else {
        let message = format!("the promise on \"{id}\" is made for {{{owner}}}, who has not accepted it");
        let help = "add `accepted: \"…\"` with a yes-or-no fact, or let the agent own it";
        report.step("PROMISE_FOR_ANOTHER", id, &way, message, help);
        return;
    };
    let is_yes_no = matches!(kind_of(tree, accepted.as_str()), Some(FactKind::YesNo) | None);
    let passed = subject.graph.number(id).map(|number| subject.graph.passed_before(number)).unwrap_or_default();
    let asked =
        passed.iter().any(|number| tree.steps.get_index(*number).is_some_and(|(_, step)| step.captures.contains(accepted)));
    if !is_yes_no || !asked {
        let message = format!("the promise on \"{id}\" is made for {{{owner}}}, and not every path asks whether they accept");
        let help = format!("capture \"{accepted}\" (yes or no) on a step that every path to this one passes");
        report.step("PROMISE_FOR_ANOTHER", id, &way, message, help);
    }
}

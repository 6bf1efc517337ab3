//! Loops: each has a cap, and past the cap the call goes upward.

use super::{Subject, report::Report};
use crate::tree::{Part, Target};

/// Past a cap an escalation point or an end may be this many answers away.
const NEAR: usize = 1;

pub(super) fn check(subject: &Subject, report: &mut Report) {
    let tree = subject.tree();
    let is_capped = |number: usize| tree.steps.get_index(number).is_some_and(|(_, step)| step.cap.is_some());
    for group in subject.graph.loops(is_capped) {
        let names: Vec<String> = group.iter().filter_map(|number| Some(format!("\"{}\"", subject.graph.id(*number)?))).collect();
        let Some(first) = subject.graph.id(group[0]) else {
            continue;
        };
        let shown =
            if names.len() > 5 { format!("{} and {} more", names[..4].join(", "), names.len() - 4) } else { names.join(", ") };
        let message = match names.len() {
            1 => format!("{shown} leads to itself without a cap"),
            _ => format!("a call can go round between {shown} without a cap"),
        };
        let help = "give one of these steps `cap: Cap(visits: 2, then: \"…\")` that leads to an escalation point";
        report.step("LOOP_WITHOUT_CAP", first.as_str(), &[], message, help);
    }
    let to_escalation = subject.graph.answers_to(|step| step.kind.is_escalation() || step.kind.is_end());
    for (id, step) in &tree.steps {
        let Some(Target::Here(then)) = step.cap.as_ref().map(|cap| &cap.then) else {
            continue;
        };
        let Some(number) = subject.graph.number(then.as_str()) else {
            continue;
        };
        let is_upward = to_escalation[number].is_some_and(|answers| answers <= NEAR);
        if !is_upward || then == id {
            let message = format!("past its cap \"{id}\" goes to \"{then}\", which is not upward");
            let help = "lead to an escalation point, or to a step one answer from it";
            report.step("CAP_NOT_UPWARD", id.as_str(), &[Part::Name("cap"), Part::Name("then")], message, help);
        }
    }
}

//! What a step may have besides lines and answers: task, cue, cap, warning; and the way to give it more.

use super::{
    super::super::widgets::Choice,
    chips,
    field::{Field, focus, prose_with},
    findings::{findings, findings_of_words},
    hand::Hand,
    marks::said,
    parts::{choose, heading, pair, plus, tick},
    promise,
    step::part,
    targets, wording,
};
use crate::{
    edit::StepChange,
    tree::{Cap, Part, Step, StepId, Target},
};
use egui::{Id, Ui};

/// How often a step may be come to at most.
const MOST_VISITS: u8 = 9;

fn task_field() -> Id {
    Id::unique("step task")
}

fn cue_field() -> Id {
    Id::unique("step cue")
}

pub(super) fn task_and_cue(ui: &mut Ui, hand: &Hand, id: &StepId, step: &Step) {
    let hint = "What to do on screen, while they wait";
    words(ui, hand, (id, "task"), (task_field(), "Task", hint), step.task.as_ref(), |task| hand.step(id, StepChange::Task(task)));
    let hint = "One short instruction on manner";
    words(ui, hand, (id, "cue"), (cue_field(), "Cue", hint), step.cue.as_ref(), |cue| hand.step(id, StepChange::Cue(cue)));
}

/// Words that may be there or not: the field is shown while they are, or while it has the focus.
fn words(
    ui: &mut Ui,
    hand: &Hand,
    (step, part): (&StepId, &str),
    (id, name, hint): (Id, &str, &str),
    text: Option<&String>,
    change: impl FnOnce(Option<String>),
) {
    if text.is_none() && !ui.memory(|memory| memory.has_focus(id)) {
        return;
    }
    heading(ui, hand, name);
    let text = text.map_or("", String::as_str);
    let way = [Part::Name(part)];
    let said = said(ui, hand, id, text, step, &way);
    if let Some(changed) = prose_with(ui, hand, Field { id, name, text, hint }, &said, false, false) {
        change((!changed.trim().is_empty()).then_some(changed));
    }
    findings_of_words(ui, hand, step, &way, id, text);
}

pub(super) fn cap(ui: &mut Ui, hand: &Hand, id: &StepId, step: &Step) {
    let Some(cap) = &step.cap else { return };
    if part(ui, hand, "Cap: how often it may be come to", "Take out the cap") {
        hand.step(id, StepChange::Cap(None));
    }
    pair(
        ui,
        |ui| {
            let shown = times(cap.visits);
            let rows = |_: &str| (1..=MOST_VISITS).map(|visits| Choice::new(visits, times(visits))).collect();
            if let Some(visits) = choose(ui, hand, Id::unique("cap visits"), "Visits", &shown, rows) {
                hand.step(id, StepChange::Cap(Some(Cap { visits, then: cap.then.clone() })));
            }
        },
        |ui| {
            let shown = format!("then {}", targets::in_words(hand, &cap.then));
            let rows = |typed: &str| targets::all(hand, typed);
            if let Some(then) = choose(ui, hand, Id::unique("cap then"), "Then to", &shown, rows) {
                hand.step(id, StepChange::Cap(Some(Cap { visits: cap.visits, then })));
            }
        },
    );
    findings(ui, hand, Some(id), &[Part::Name("cap")]);
}

fn times(visits: u8) -> String {
    match visits {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    }
}

pub(super) fn warning(ui: &mut Ui, hand: &Hand, id: &StepId, step: &Step) {
    if !step.warning {
        return;
    }
    heading(ui, hand, "Warning");
    if tick(ui, hand, "Saying its line is a warning on the abuse ladder", true) {
        hand.step(id, StepChange::Warning(false));
    }
    findings(ui, hand, Some(id), &[Part::Name("warning")]);
}

/// What the step has not got yet.
pub(super) fn add(ui: &mut Ui, hand: &Hand, id: &StepId, step: &Step) {
    if !hand.writes {
        return;
    }
    heading(ui, hand, "Add to this step");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 2.0);
        if step.task.is_none() && plus(ui, hand, "Task", "Add a task") {
            focus(ui, task_field());
        }
        if step.cue.is_none() && plus(ui, hand, "Cue", "Add a cue") {
            focus(ui, cue_field());
        }
        if plus(ui, hand, "Better wording", "Add a better wording") {
            wording::add(ui, hand, id, step);
        }
        if step.techniques.is_empty() {
            chips::add_technique(ui, hand, id, step);
        }
        if step.promise.is_none() && plus(ui, hand, "Promise", "Add a promise") {
            promise::add(ui, hand, id);
        }
        if step.cap.is_none() && plus(ui, hand, "Cap", "Add a cap") {
            let upward = upward(hand, id);
            hand.step(id, StepChange::Cap(Some(Cap { visits: 2, then: upward })));
        }
        if !step.warning && plus(ui, hand, "Warning", "Make its line a warning") {
            hand.step(id, StepChange::Warning(true));
        }
    });
}

/// Where a cap leads unless somebody says otherwise: to an escalation point, or back to the start where there is none.
fn upward(hand: &Hand, id: &StepId) -> Target {
    let tree = hand.tree();
    let point = tree.steps.iter().find(|(other, step)| *other != id && step.kind.is_escalation());
    Target::Here(point.map_or(&tree.start, |(id, _)| id).clone())
}

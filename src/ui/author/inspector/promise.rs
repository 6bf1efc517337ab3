//! What is promised on a step: the words, and the facts that hold owner, day, time and acceptance.

use super::{
    chips::{choose_fact, fact_rows},
    field::{Field, focus, prose_with},
    findings::findings,
    hand::Hand,
    marks::said,
    parts::pair,
    step::part,
};
use crate::{
    edit::StepChange,
    tree::{FactId, FactKind, Part, Promise, Step, StepId},
    ui::widgets::Choice,
};
use egui::{Id, Ui};

/// The fact that stands for the agent.
const AGENT: &str = "agent_name";

fn what_field() -> Id {
    Id::unique("promise what")
}

/// A promise of the agent's own, by the first day the tree knows.
pub(super) fn add(ui: &Ui, hand: &Hand, id: &StepId) {
    let day = hand.tree().facts.iter().find(|(_, fact)| fact.kind == FactKind::Date).map(|(id, _)| id.clone());
    let promise = Promise { owner: FactId::new(AGENT).ok(), by: day, ..Promise::default() };
    hand.step(id, StepChange::Promise(Some(promise)));
    focus(ui, what_field());
}

pub(super) fn promise(ui: &mut Ui, hand: &Hand, id: &StepId, step: &Step) {
    let Some(now) = &step.promise else { return };
    if part(ui, hand, "Promise", "Take out the promise") {
        hand.step(id, StepChange::Promise(None));
    }
    let change = |promise: Promise| hand.step(id, StepChange::Promise(Some(promise)));
    let field = Field { id: what_field(), name: "What is promised", text: &now.what, hint: "What is promised" };
    let said = said(ui, hand, field.id, field.text, id, &[Part::Name("promise"), Part::Name("what")]);
    if let Some(what) = prose_with(ui, hand, field, &said, false, false) {
        change(Promise { what, ..now.clone() });
    }
    let owners = || {
        let mut rows = fact_rows(hand, "Nobody yet", |kind| *kind == FactKind::Text);
        rows.insert(1, Choice::new(FactId::new(AGENT).ok(), hand.label(AGENT)).beside("the agent"));
        rows
    };
    pair(
        ui,
        |ui| {
            let about = (Id::unique("promise owner"), "Owner", "Nobody yet");
            choose_fact(ui, hand, about, now.owner.as_ref(), owners, |owner| change(Promise { owner, ..now.clone() }));
        },
        |ui| {
            let about = (Id::unique("promise accepted"), "Accepted", "Not asked");
            let rows = || fact_rows(hand, "Not asked", |kind| *kind == FactKind::YesNo);
            choose_fact(ui, hand, about, now.accepted.as_ref(), rows, |accepted| change(Promise { accepted, ..now.clone() }));
        },
    );
    pair(
        ui,
        |ui| {
            let about = (Id::unique("promise by"), "By", "No day yet");
            let rows = || fact_rows(hand, "No day yet", |kind| matches!(kind, FactKind::Date | FactKind::Time));
            choose_fact(ui, hand, about, now.by.as_ref(), rows, |by| change(Promise { by, ..now.clone() }));
        },
        |ui| {
            let about = (Id::unique("promise at"), "At", "No time");
            let rows = || fact_rows(hand, "No time", |kind| *kind == FactKind::Time);
            choose_fact(ui, hand, about, now.at.as_ref(), rows, |at| change(Promise { at, ..now.clone() }));
        },
    );
    findings(ui, hand, Some(id), &[Part::Name("promise")]);
}

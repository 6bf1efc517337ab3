//! What the kind of a step carries: whom an escalation point hands the call to, and how an end came out.

use super::{
    field::{Field, prose},
    findings::findings,
    hand::Hand,
    parts::{choose, heading, link},
    targets,
};
use crate::{
    edit::StepChange,
    tree::{How, Kind, Outcome, Part, Step, StepId, Target},
    ui::widgets::Choice,
};
use egui::{Id, Ui};

const WAYS: [How; 4] = [How::WarmTransfer, How::Callback, How::Emergency, How::Disconnect];

pub(super) fn handing(ui: &mut Ui, hand: &Hand, id: &StepId, step: &Step) {
    match &step.kind {
        Kind::Escalate { to, how, why, nobody_free } => {
            let now = Escalation { to: to.clone(), how: *how, why: why.clone(), nobody_free: nobody_free.clone() };
            if let Some(next) = escalation(ui, hand, &now) {
                let Escalation { to, how, why, nobody_free } = next;
                hand.step(id, StepChange::Kind(Kind::Escalate { to, how, why, nobody_free }));
            }
        }
        Kind::End(outcome) => {
            heading(ui, hand, "How the call came out");
            let rows = |_: &str| Outcome::ALL.map(|outcome| Choice::new(outcome, outcome.in_words())).into();
            let name = "How the call came out";
            let chosen = choose(ui, hand, Id::unique("outcome"), name, outcome.in_words(), rows);
            if let Some(outcome) = chosen.filter(|chosen| chosen != outcome) {
                hand.step(id, StepChange::Kind(Kind::End(outcome)));
            }
        }
        Kind::Say | Kind::Ask | Kind::Do | Kind::Check => {}
    }
    findings(ui, hand, Some(id), &[Part::Name("kind")]);
}

#[derive(Clone)]
struct Escalation {
    to: String,
    how: How,
    why: String,
    nobody_free: Option<Target>,
}

fn escalation(ui: &mut Ui, hand: &Hand, now: &Escalation) -> Option<Escalation> {
    let mut next = None;
    heading(ui, hand, "Who takes it");
    let field = Field { id: Id::unique("escalate to"), name: "Who takes it", text: &now.to, hint: "Billing supervisor" };
    if let Some(to) = prose(ui, hand, field, false, false) {
        next = Some(Escalation { to, ..now.clone() });
    }
    heading(ui, hand, "How it is handed over");
    let rows = |_: &str| WAYS.map(|how| Choice::new(how, how.in_words())).into();
    let name = "How it is handed over";
    if let Some(how) = choose(ui, hand, Id::unique("escalate how"), name, now.how.in_words(), rows) {
        next = Some(Escalation { how, ..now.clone() });
    }
    heading(ui, hand, "Why");
    let field = Field { id: Id::unique("escalate why"), name: "Why", text: &now.why, hint: "Above what an agent may give" };
    if let Some(why) = prose(ui, hand, field, false, false) {
        next = Some(Escalation { why, ..now.clone() });
    }
    heading(ui, hand, "When nobody is free");
    let shown = now.nobody_free.as_ref().map_or_else(|| "Nowhere yet".to_owned(), |target| targets::in_words(hand, target));
    let rows = |typed: &str| targets::all(hand, typed);
    if let Some(target) = choose(ui, hand, Id::unique("nobody free"), "When nobody is free", &shown, rows) {
        next = Some(Escalation { nobody_free: Some(target), ..now.clone() });
    }
    if let Some(target) = &now.nobody_free
        && link(ui, hand, "Go there", &format!("Go to {shown}"), hand.view.look.ink2).clicked()
    {
        hand.go(target);
    }
    next
}

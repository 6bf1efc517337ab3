//! The rest of the chosen answer: where it leads, where the call goes on, what counts as said, its condition.

use super::{
    condition,
    hand::Hand,
    parts::{choose, heading, tick},
    targets,
};
use crate::{
    edit::{AnswerChange, StepChange},
    tree::{Answer, Step, StepId, Target},
    ui::{author::AuthorCommand, widgets::Choice},
};
use egui::{Id, Ui};

/// Where an answer may lead.
#[derive(Clone)]
enum Lead {
    Step(Target),
    New,
    Back,
    Nowhere,
}

pub(super) fn answer_more(ui: &mut Ui, hand: &Hand, (id, step): (&StepId, &Step), at: usize, answer: &Answer) {
    let change = |change: AnswerChange| hand.step(id, StepChange::Answer(at, change));
    heading(ui, hand, "Leads to");
    let shown = match &answer.to {
        Some(target) => targets::in_words(hand, target),
        None if answer.back => "Back to the step it left".to_owned(),
        None => "Nowhere yet".to_owned(),
    };
    let leads = |typed: &str| {
        let mut rows = vec![Choice::new(Lead::New, "A new step").staying()];
        rows.extend(targets::all(hand, typed).into_iter().map(|row| Choice {
            value: Lead::Step(row.value),
            words: row.words,
            beside: row.beside,
            stays: false,
        }));
        rows.push(Choice::new(Lead::Back, "Back to the step it left").beside("after an always-key"));
        rows.push(Choice::new(Lead::Nowhere, "Nowhere yet"));
        rows
    };
    match choose(ui, hand, Id::unique(("leads to", at)), "Leads to", &shown, leads) {
        Some(Lead::Step(target)) => change(AnswerChange::To(Some(target))),
        Some(Lead::New) => hand.send(AuthorCommand::AddStep),
        Some(Lead::Back) => change(AnswerChange::Back(true)),
        Some(Lead::Nowhere) if answer.back => change(AnswerChange::Back(false)),
        Some(Lead::Nowhere) => change(AnswerChange::To(None)),
        None => {}
    }
    if answer.to.as_ref().is_some_and(|target| target.tree().is_some()) || answer.then.is_some() {
        heading(ui, hand, "When that tree ends, the call goes on at");
        let title = answer.then.as_ref().map(|then| hand.titles(&Target::Here(then.clone())).map_or(then.to_string(), |it| it.0));
        let shown = title.unwrap_or_else(|| "Nowhere: the call ends there".to_owned());
        let rows = |_: &str| {
            let nowhere = Choice::new(None, "Nowhere: the call ends there");
            let own = targets::own(hand).into_iter().map(|row| Choice {
                value: Some(row.value),
                words: row.words,
                beside: row.beside,
                stays: false,
            });
            std::iter::once(nowhere).chain(own).collect()
        };
        if let Some(then) = choose(ui, hand, Id::unique(("then", at)), "Goes on at", &shown, rows) {
            change(AnswerChange::Then(then));
        }
    }
    if tick(ui, hand, "Taken instead of the line, which then counts as unsaid", answer.unsaid) {
        change(AnswerChange::Unsaid(!answer.unsaid));
    }
    if (step.kind.is_escalation() || answer.told) && tick(ui, hand, "Whoever takes it has been told", answer.told) {
        change(AnswerChange::Told(!answer.told));
    }
    condition::condition(ui, hand, id, at, answer);
}

//! The condition of an answer, built by choosing: facts, comparisons, and how they are joined.

mod group;
mod leaf;
mod shape;

use super::{
    super::super::widgets::label,
    hand::Hand,
    parts::{heading, heading_with, plus},
};
use crate::{
    edit::{AnswerChange, StepChange},
    exchange::condition_in_words,
    tree::{Answer, Condition, FactId, StepId},
    ui::theme::icons,
};
use egui::{Id, Ui};

/// One condition under the author's hand: where in it one stands, and what it becomes.
struct Site<'a, 'b> {
    hand: &'a Hand<'b>,
    step: &'a StepId,
    answer: usize,
    whole: &'a Condition,
}

impl Site<'_, '_> {
    /// Puts something else in a place, or takes it out.
    fn put(&self, way: &[usize], part: Option<Condition>) {
        let needs = shape::with(self.whole, way, part);
        self.hand.step(self.step, StepChange::Answer(self.answer, AnswerChange::Needs(needs)));
    }

    fn id(&self, way: &[usize], what: &str) -> Id {
        Id::unique(("condition", self.answer, way, what))
    }
}

pub(super) fn condition(ui: &mut Ui, hand: &Hand, step: &StepId, at: usize, answer: &Answer) {
    let Some(whole) = &answer.needs else {
        heading_with(ui, hand, "Always open", |ui| {
            if plus(ui, hand, "Only if", "Add a condition") {
                add(hand, step, at, answer);
            }
        });
        return;
    };
    heading(ui, hand, "Only if");
    let site = Site { hand, step, answer: at, whole };
    ui.spacing_mut().item_spacing.y = 4.0;
    group::part(ui, &site, &[], whole);
    if matches!(whole, Condition::All(_) | Condition::Any(_) | Condition::Not(_)) {
        let words = format!("{} {}", icons::DIAMOND, condition_in_words(hand.tree(), whole));
        label(ui, &words, hand.view.sizes.meta, hand.view.look.violet);
    }
}

/// Gives an answer a condition to begin with, or one more.
pub(super) fn add(hand: &Hand, step: &StepId, at: usize, answer: &Answer) {
    let new = first(hand, step);
    let needs = match &answer.needs {
        None => new,
        Some(whole) => shape::and(whole, new),
    };
    hand.step(step, StepChange::Answer(at, AnswerChange::Needs(Some(needs))));
}

/// A condition to begin with: on a fact that this step captures, else on the first there is.
fn first(hand: &Hand, step: &StepId) -> Condition {
    let tree = hand.tree();
    let captured = tree.steps.get(step).and_then(|step| step.captures.iter().find(|fact| tree.facts.contains_key(*fact)));
    let fact = captured.or_else(|| tree.facts.keys().next()).cloned();
    let fact = fact.unwrap_or_else(|| FactId::new("visits").expect("a built-in fact has a name"));
    Condition::Known(fact)
}

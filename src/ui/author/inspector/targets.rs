//! Choosing a step: of this tree, or of another one of the library.

use super::{super::super::widgets::Choice, hand::Hand};
use crate::tree::{StepId, Target, TreeId};

/// The steps of this tree in the order of a call.
pub(super) fn own(hand: &Hand) -> Vec<Choice<StepId>> {
    let tree = hand.tree();
    let row = |id: &StepId| {
        let step = tree.steps.get(id)?;
        let place = format!("{} · {}", step.kind.word(), step.stage.in_words());
        Some(Choice::new(id.clone(), step.title.clone()).beside(place))
    };
    if hand.author.order.len() == tree.steps.len() {
        hand.author.order.iter().filter_map(row).collect()
    } else {
        tree.steps.keys().filter_map(row).collect()
    }
}

/// The steps of this tree, and once something is typed those of the others.
pub(super) fn all(hand: &Hand, typed: &str) -> Vec<Choice<Target>> {
    let here = own(hand).into_iter().map(|row| Choice::new(Target::Here(row.value), row.words).beside(row.beside));
    let mut rows: Vec<Choice<Target>> = here.collect();
    let is_wanted = !typed.trim().is_empty();
    let entries = hand.view.state.library.iter().flat_map(|library| &library.entries);
    for entry in entries.filter(|entry| is_wanted && entry.id != hand.author.id) {
        let (Ok(tree), Some(document)) = (TreeId::new(&entry.id), entry.document.as_ref()) else { continue };
        let steps = document.tree().steps.iter().map(|(step, held)| {
            let target = Target::There { tree: tree.clone(), step: step.clone() };
            Choice::new(target, held.title.clone()).beside(document.tree().title.clone())
        });
        rows.extend(steps);
    }
    rows
}

/// Where an address leads, in words.
pub(super) fn in_words(hand: &Hand, target: &Target) -> String {
    match hand.titles(target) {
        Some((step, None)) => step,
        Some((step, Some(tree))) => format!("{tree}: {step}"),
        None => format!("{target}, which is not there"),
    }
}

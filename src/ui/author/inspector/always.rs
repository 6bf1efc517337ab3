//! The always-keys of a tree: each leads to the shared step, or to one that this tree names.

use super::{
    findings::findings,
    hand::Hand,
    parts::{choose, heading, link},
    targets,
};
use crate::{
    edit::{Edit, TreeChange},
    tree::{AlwaysKey, Part, StepId, Target, TreeId},
    ui::widgets::{Choice, strong},
};
use egui::{Id, Ui};

pub(super) fn always(ui: &mut Ui, hand: &Hand) {
    heading(ui, hand, "Always-keys");
    for key in AlwaysKey::ALL {
        one(ui, hand, key);
        let part = [Part::Name("always"), Part::Name("safety"), Part::Name(key.field())];
        let part = if AlwaysKey::SAFETY.contains(&key) { &part[..] } else { &[part[0], part[2]] };
        findings(ui, hand, None, part);
    }
}

fn one(ui: &mut Ui, hand: &Hand, key: AlwaysKey) {
    let own = key.own(&hand.tree().always);
    let shared = shared(hand, key);
    let shown = own.map_or_else(|| shared.clone(), |target| targets::in_words(hand, target));
    let name = if AlwaysKey::SAFETY.contains(&key) { format!("Safety: {}", key.in_words()) } else { key.in_words().to_owned() };
    strong(ui, &name, hand.view.sizes.meta, hand.view.look.ink);
    let rows = |typed: &str| {
        let back = Choice::new(None, shared.clone()).staying();
        let steps = targets::all(hand, typed).into_iter().map(|row| Choice {
            value: Some(row.value),
            words: row.words,
            beside: row.beside,
            stays: false,
        });
        std::iter::once(back).chain(steps).collect()
    };
    let chosen = choose(ui, hand, Id::unique(("always", key.field())), &name, &shown, rows);
    if let Some(target) = chosen.filter(|chosen| chosen.as_ref() != own) {
        hand.edit(Edit::Tree(TreeChange::Always(key, target)));
    }
    if let Some(target) = own
        && link(ui, hand, "Go there", &format!("Go to {shown}"), hand.view.look.ink2).clicked()
    {
        hand.go(target);
    }
}

/// The shared step of a key, in words.
fn shared(hand: &Hand, key: AlwaysKey) -> String {
    let (tree, step) = key.shared();
    let target = TreeId::new(tree).ok().zip(StepId::new(step).ok()).map(|(tree, step)| Target::There { tree, step });
    let title = target.and_then(|target| hand.titles(&target)).map(|(step, _)| step);
    title.map_or_else(|| "Shared step".to_owned(), |title| format!("Shared: {title}"))
}

//! What a step names among many: the facts it captures, the techniques it uses.

use super::{
    super::{
        super::widgets::{Choice, Select, SelectLook, label},
        command::AuthorCommand,
    },
    findings::findings,
    hand::Hand,
    parts::{ChipPressed, chip, heading, heading_with},
};
use crate::{
    edit::{Edit, StepChange, fresh_fact_id},
    library::{technique, techniques as catalogue},
    tree::{Fact, FactId, FactKind, Part, Step, StepId, TechniqueId},
    ui::theme::icons,
};
use egui::{Id, Ui};

/// A fact to be captured: one that is there, or a new one of that name.
#[derive(Clone)]
enum Captured {
    Known(FactId),
    New(String),
}

pub(super) fn captures(ui: &mut Ui, hand: &Hand, id: &StepId, step: &Step) {
    let look = hand.view.look;
    heading_with(ui, hand, "Captures", |ui| add_fact(ui, hand, id, step));
    if step.captures.is_empty() {
        label(ui, "Nothing is asked for or noted here.", hand.view.sizes.meta, look.ink2);
        return;
    }
    let mut rest = None;
    ui.horizontal_wrapped(|ui| {
        for (place, fact) in step.captures.iter().enumerate() {
            let is_known = hand.tree().facts.contains_key(fact);
            let colours = if is_known { (look.tide, look.tide_soft) } else { (look.ember, look.ember_soft) };
            match chip(ui, hand, hand.label(fact.as_str()), colours) {
                ChipPressed::Itself if is_known => hand.send(AuthorCommand::ChooseFact(fact.clone())),
                ChipPressed::Cross => rest = Some(place),
                _ => {}
            }
        }
    });
    if let Some(place) = rest {
        let mut facts = step.captures.clone();
        facts.remove(place);
        hand.step(id, StepChange::Captures(facts));
    }
    findings(ui, hand, Some(id), &[Part::Name("captures")]);
}

fn add_fact(ui: &mut Ui, hand: &Hand, id: &StepId, step: &Step) {
    let choices = |typed: &str| {
        let facts = hand.tree().facts.iter().filter(|(id, _)| !step.captures.contains(*id));
        let known =
            facts.map(|(id, fact)| Choice::new(Captured::Known(id.clone()), fact.label.clone()).beside(fact.kind.in_words()));
        let mut rows: Vec<_> = known.collect();
        let name = typed.trim();
        if !name.is_empty() {
            rows.push(Choice::new(Captured::New(name.to_owned()), format!("New fact “{name}”")).staying());
        }
        rows
    };
    match adding(ui, hand, Id::unique("add a capture"), "Fact", "Add a fact to capture")
        .and_then(|it| it.show(ui, hand.view, choices))
    {
        Some(Captured::Known(fact)) => {
            hand.step(id, StepChange::Captures(step.captures.iter().cloned().chain([fact]).collect()));
        }
        Some(Captured::New(label)) => {
            let fact = fresh_fact_id(hand.tree(), &label);
            let captures = step.captures.iter().cloned().chain([fact.clone()]).collect();
            let new = Fact { label: label.clone(), kind: FactKind::Text, private: false, ask: None, latest: None, sample: None };
            let edits =
                vec![Edit::AddFact { id: fact, fact: new, after: None }, Edit::Step(id.clone(), StepChange::Captures(captures))];
            hand.edit(Edit::Together(format!("Add the fact “{label}”"), edits));
        }
        None => {}
    }
}

/// A button with a plus that opens a list.
fn adding<'a>(_: &Ui, hand: &Hand, id: Id, shown: &'a str, name: &'a str) -> Option<Select<'a>> {
    let icon = Some((icons::PLUS, hand.view.look.tide));
    hand.writes.then_some(Select { id, name, shown, icon, look: SelectLook::Plain, is_open_to_change: true })
}

pub(super) fn techniques(ui: &mut Ui, hand: &Hand, id: &StepId, step: &Step) {
    if step.techniques.is_empty() {
        return;
    }
    let look = hand.view.look;
    heading_with(ui, hand, "Techniques", |ui| add_technique(ui, hand, id, step));
    let mut rest = None;
    ui.horizontal_wrapped(|ui| {
        for (place, name) in step.techniques.iter().enumerate() {
            let known = technique(name.as_str());
            let words = known.map_or(name.as_str(), |known| known.name.as_str());
            let colours = if known.is_some() { (look.ink2, look.sunken) } else { (look.ember, look.ember_soft) };
            if chip(ui, hand, words, colours) == ChipPressed::Cross {
                rest = Some(place);
            }
        }
    });
    if let Some(place) = rest {
        let mut techniques = step.techniques.clone();
        techniques.remove(place);
        hand.step(id, StepChange::Techniques(techniques));
    }
    if let [only] = &step.techniques[..]
        && let Some(known) = technique(only.as_str())
    {
        label(ui, &known.how, hand.view.sizes.meta, look.ink2);
    }
    findings(ui, hand, Some(id), &[Part::Name("techniques")]);
}

pub(super) fn add_technique(ui: &mut Ui, hand: &Hand, id: &StepId, step: &Step) {
    let choices = |_: &str| {
        let unused = catalogue().iter().filter(|known| step.techniques.iter().all(|used| *used != known.id.as_str()));
        unused.map(|known| Choice::new(known.id.as_str(), known.name.clone()).beside(known.code.clone())).collect()
    };
    let select = adding(ui, hand, Id::unique("add a technique"), "Technique", "Add a technique");
    let chosen = select.and_then(|select| select.show(ui, hand.view, choices)).and_then(|name| TechniqueId::new(name).ok());
    if let Some(technique) = chosen {
        hand.step(id, StepChange::Techniques(step.techniques.iter().cloned().chain([technique]).collect()));
    }
}

/// Facts of some kinds, to be chosen for a part of something; the first row takes the fact out.
pub(super) fn fact_rows(hand: &Hand, nothing: &str, fits: impl Fn(&FactKind) -> bool) -> Vec<Choice<Option<FactId>>> {
    let none = Choice::new(None, nothing);
    let own = hand.tree().facts.iter().filter(|(_, fact)| fits(&fact.kind));
    let own = own.map(|(id, fact)| Choice::new(Some(id.clone()), fact.label.clone()).beside(fact.kind.in_words()));
    std::iter::once(none).chain(own).collect()
}

/// A choice of a fact with its name over it.
pub(super) fn choose_fact(
    ui: &mut Ui,
    hand: &Hand,
    (id, name, nothing): (Id, &str, &str),
    now: Option<&FactId>,
    rows: impl FnOnce() -> Vec<Choice<Option<FactId>>>,
    change: impl FnMut(Option<FactId>),
) {
    heading(ui, hand, name);
    let shown = now.map_or(nothing, |fact| hand.label(fact.as_str()));
    let chosen = super::parts::choose(ui, hand, id, name, shown, |_| rows());
    chosen.filter(|chosen| chosen.as_ref() != now).into_iter().for_each(change);
}

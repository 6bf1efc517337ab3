//! What a customer knows and tells, what stands on the agent's screen, and what they keep to themselves.

use super::{
    form::{Form, field},
    manners::MANNERS,
    moves::{move_choices, move_name},
};
use crate::{
    drill::{Hidden, Manner, Persona},
    tree::FactId,
    ui::{
        theme::icons,
        widgets::{self, ButtonLook, Choice, Select, SelectLook, action_button, icon_button, label},
    },
};
use egui::{Id, Ui};
use indexmap::IndexMap;
use std::collections::BTreeMap;

pub(super) fn facts(ui: &mut Ui, form: &Form, persona: &mut Persona) {
    let known = known_facts(form);
    form.heading(
        ui,
        "What they know and tell",
        "By the names that trees give to facts; days and amounts as they are spoken: fri, +5, 49.90.",
    );
    form.findings(ui, "facts");
    let before: Vec<FactId> = persona.facts.keys().cloned().collect();
    values(ui, form, "facts", &known, &mut persona.facts);
    persona.tells.retain(|fact, _| persona.facts.contains_key(fact) || !before.contains(fact));
    form.heading(
        ui,
        "In their own words",
        "How they tell a fact; {value} is what they know, {times} how often. Where nothing stands here they just say it.",
    );
    form.findings(ui, "tells");
    tells(ui, form, persona, &known);
    form.heading(ui, "On the agent’s screen", "What the agent finds about them while they talk.");
    form.findings(ui, "finds");
    values(ui, form, "finds", &known, &mut persona.finds);
    form.heading(ui, "What they keep to themselves", "It comes out when something brings it out, and counts in the score.");
    form.findings(ui, "hidden");
    let mut gone = None;
    for (at, hidden) in persona.hidden.iter_mut().enumerate() {
        if form.boxed(ui, &format!("Hidden fact {}", at + 1), |ui| one_hidden(ui, form, &known, at, hidden)) {
            gone = Some(at);
        }
        ui.add_space(6.0);
    }
    let more = action_button(ui, form.view, &format!("{} Hidden fact", icons::PLUS), "", ButtonLook::Plain, 28.0, false);
    if more.clicked() {
        let (what, tells) = (String::new(), String::new());
        persona.hidden.push(Hidden { what, tells, after: crate::drill::After::default(), facts: IndexMap::new(), with: None });
        form.touch(field("hidden"));
    }
    if let Some(at) = gone {
        persona.hidden.remove(at);
        form.touch(field("hidden"));
    }
}

/// The facts that trees have, with their labels; those of the customer's own trees first.
fn known_facts(form: &Form) -> Vec<(FactId, String)> {
    let Some(library) = &form.view.state.library else { return Vec::new() };
    let home = |id: &str| form.casting.persona.trees.iter().any(|tree| tree == id);
    let mut all: BTreeMap<FactId, (bool, String)> = BTreeMap::new();
    for entry in &library.entries {
        let Some(document) = &entry.document else { continue };
        for (id, fact) in &document.tree().facts {
            let known = all.entry(id.clone()).or_insert_with(|| (false, fact.label.clone()));
            known.0 |= home(&entry.id);
        }
    }
    let mut all: Vec<(FactId, (bool, String))> = all.into_iter().collect();
    all.sort_by_key(|(_, (is_home, _))| !is_home);
    all.into_iter().map(|(id, (_, label))| (id, label)).collect()
}

fn label_of(known: &[(FactId, String)], fact: &FactId) -> String {
    known.iter().find(|(id, _)| id == fact).map_or_else(|| fact.to_string(), |(_, label)| label.clone())
}

/// Facts with their values, and a list to add one from.
fn values(ui: &mut Ui, form: &Form, list: &str, known: &[(FactId, String)], facts: &mut IndexMap<FactId, String>) {
    let mut gone = None;
    for (fact, value) in facts.iter_mut() {
        let id = Id::unique(("customer", list, fact.as_str()));
        ui.horizontal(|ui| {
            let title = label_of(known, fact);
            let width = (ui.available_width() * 0.36).min(240.0);
            ui.scope(|ui| {
                ui.set_width(width);
                ui.set_max_width(width);
                widgets::elided(ui, &title, crate::ui::theme::font(form.view.sizes.body), form.view.look.ink)
                    .on_hover_text(fact.as_str());
            });
            let (_, changed) = widgets::field(ui, form.view, id, &title, value, "", ui.available_width() - 36.0);
            if let Some(changed) = changed {
                *value = changed;
                form.touch(id);
            }
            if icon_button(ui, form.view, icons::CROSS, &format!("Take out {title}"), form.view.look.ink2).clicked() {
                gone = Some(fact.clone());
            }
        });
        form.findings_of(ui, fact.as_str());
    }
    if let Some(fact) = gone {
        facts.shift_remove(&fact);
        form.touch(field(list));
    }
    let name = format!("{} Fact", icons::PLUS);
    let id = field(&format!("{list} more"));
    let select = Select { id, name: "Add a fact", shown: &name, icon: None, look: SelectLook::Plain, is_open_to_change: true };
    let chosen = select.show(ui, form.view, |_| {
        let others = known.iter().filter(|(id, _)| !facts.contains_key(id));
        others.map(|(id, label)| Choice::new(id.clone(), label.clone()).beside(id.to_string())).collect()
    });
    if let Some(fact) = chosen {
        ui.memory_mut(|memory| memory.request_focus(Id::unique(("customer", list, fact.as_str()))));
        facts.insert(fact, String::new());
        form.touch(id);
    }
}

fn tells(ui: &mut Ui, form: &Form, persona: &mut Persona, known: &[(FactId, String)]) {
    for (fact, lines) in &mut persona.tells {
        form.lines(ui, &format!("tells {fact}"), &label_of(known, fact), lines);
    }
    persona.tells.retain(|_, lines| !lines.is_empty());
    let open: Vec<FactId> = persona.facts.keys().filter(|fact| !persona.tells.contains_key(*fact)).cloned().collect();
    if open.is_empty() {
        return;
    }
    let shown = format!("{} Own words for…", icons::PLUS);
    let id = field("tells more");
    let name = "Own words for a fact";
    let select = Select { id, name, shown: &shown, icon: None, look: SelectLook::Plain, is_open_to_change: true };
    let offered = |_: &str| open.iter().map(|fact| Choice::new(fact.clone(), label_of(known, fact))).collect();
    if let Some(fact) = select.show(ui, form.view, offered) {
        persona.tells.insert(fact, vec!["{value}.".to_owned()]);
        form.touch(id);
    }
}

fn one_hidden(ui: &mut Ui, form: &Form, known: &[(FactId, String)], at: usize, hidden: &mut Hidden) {
    let named = |part: &str| format!("hidden {at} {part}");
    form.line(ui, &named("what"), "What it is, for the debrief", "", &mut hidden.what);
    form.prose(ui, &named("tells"), "What they say when it comes out", 1, &mut hidden.tells);
    form.findings_of(ui, &hidden.tells);
    form.title(ui, "Brought out by one of these moves");
    form.chips(ui, field(&named("moves")), "Move", &mut hidden.after.moves, move_name, move_choices);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let after = &mut hidden.after;
        for (title, part, value) in
            [("Heat at most", "most", &mut after.at_most), ("Heat at least", "least", &mut after.at_least)]
        {
            label(ui, title, form.view.sizes.meta, form.view.look.ink2);
            form.figure(ui, field(&named(part)), title, "any", 60.0, value);
        }
        label(ui, "After turn", form.view.sizes.meta, form.view.look.ink2);
        let mut turns = (after.turns > 0).then_some(f32::from(after.turns));
        form.figure(ui, field(&named("turns")), "After turn", "any", 60.0, &mut turns);
        after.turns = turns.map_or(0, |turns| turns.round().clamp(0.0, 99.0) as u8);
    });
    let mut all: Vec<(Option<Manner>, &str)> = vec![(None, "any kind of answer")];
    all.extend(MANNERS.iter().map(|(manner, words)| (Some(*manner), *words)));
    form.choice(ui, &named("with"), "It comes with an answer in which the customer", &all, &mut hidden.with);
    form.title(ui, "Facts that come with it");
    values(ui, form, &named("facts"), known, &mut hidden.facts);
}

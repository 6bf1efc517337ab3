//! What a customer knows and tells, what stands on the agent's screen, and what they keep to themselves.

use super::{
    form::{Form, add_button, at, cross, then},
    manners::MANNERS,
    moves::{move_choices, move_name},
};
use crate::{
    drill::{Hidden, Manner, Persona},
    tree::FactId,
    ui::{
        theme::icons,
        train::figure::Wants,
        widgets::{self, Choice, Select, SelectLook, label},
    },
};
use egui::{Key, Modifiers, Ui};
use indexmap::IndexMap;
use std::collections::BTreeMap;

pub(super) fn facts(ui: &mut Ui, form: &Form, persona: &mut Persona) {
    let known = known_facts(form);
    form.heading(
        ui,
        "What they know and tell",
        "By the names that trees give to facts; days and amounts as they are spoken: fri, +5, 49.90.",
    );
    let before: Vec<FactId> = persona.facts.keys().cloned().collect();
    values(ui, form, &["facts"], &known, &mut persona.facts);
    persona.tells.retain(|fact, _| persona.facts.contains_key(fact) || !before.contains(fact));
    form.heading(
        ui,
        "In their own words",
        "How they tell a fact; {value} is what they know, {times} how often. Where nothing stands here they just say it.",
    );
    tells(ui, form, persona, &known);
    form.heading(ui, "On the agent’s screen", "What the agent finds about them while they talk.");
    values(ui, form, &["finds"], &known, &mut persona.finds);
    form.heading(ui, "What they keep to themselves", "It comes out when something brings it out, and counts in the score.");
    let mut gone = None;
    for (number, hidden) in persona.hidden.iter_mut().enumerate() {
        let part = number.to_string();
        let path = ["hidden", part.as_str()];
        if form.boxed(ui, at(&path), &format!("Hidden fact {}", number + 1), |ui| one_hidden(ui, form, &known, &path, hidden)) {
            gone = Some(number);
        }
        ui.add_space(6.0);
    }
    let mut focus = None;
    if add_button(ui, form.view, at(&["hidden"]), "Hidden fact", "Hidden fact") {
        let (what, tells) = (String::new(), String::new());
        let (spoken, after) = (Vec::new(), crate::drill::After::default());
        persona.hidden.push(Hidden { what, tells, spoken, after, facts: IndexMap::new(), with: None });
        form.touch(at(&["hidden"]));
        focus = Some(persona.hidden.len() - 1);
    }
    if let Some(number) = gone {
        persona.hidden.remove(number);
        form.touch(at(&["hidden"]));
        focus = Some(number.min(persona.hidden.len().saturating_sub(1)));
    }
    if let Some(number) = focus {
        let first = at(&["hidden", &number.to_string(), "what"]);
        let next = if persona.hidden.is_empty() { at(&["hidden"]) } else { first };
        ui.memory_mut(|memory| memory.request_focus(next));
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
fn values(ui: &mut Ui, form: &Form, path: &[&str], known: &[(FactId, String)], facts: &mut IndexMap<FactId, String>) {
    let mut gone = None;
    for (number, (fact, value)) in facts.iter_mut().enumerate() {
        let path = then(path, fact.as_str());
        let id = at(&path);
        ui.horizontal(|ui| {
            let title = label_of(known, fact);
            let width = (ui.available_width() * 0.36).min(320.0);
            ui.scope(|ui| {
                ui.set_width(width);
                ui.set_max_width(width);
                label(ui, &title, form.view.sizes.body, form.view.look.ink);
            });
            let (_, changed) = widgets::field(ui, form.view, id, &title, value, "", ui.available_width() - 36.0);
            if let Some(changed) = changed {
                *value = changed;
                form.touch(id);
            }
            if cross(ui, form.view, id.with("out"), &format!("Take out {title}")) {
                gone = Some(number);
            }
        });
        form.findings(ui, &path);
    }
    form.findings(ui, path);
    let id = at(path);
    if let Some(number) = gone {
        facts.shift_remove_index(number);
        form.touch(id);
        let next = facts.get_index(number).map_or(id, |(fact, _)| at(&then(path, fact.as_str())));
        ui.memory_mut(|memory| memory.request_focus(next));
        // The press that took it out is not one on what has the focus now.
        ui.input_mut(|input| {
            input.consume_key(Modifiers::NONE, Key::Space);
            input.consume_key(Modifiers::NONE, Key::Enter);
        });
    }
    let name = format!("{} Fact", icons::PLUS);
    let select = Select { id, name: "Add a fact", shown: &name, icon: None, look: SelectLook::Plain, is_open_to_change: true };
    let chosen = select.show(ui, form.view, |_| {
        let others = known.iter().filter(|(id, _)| !facts.contains_key(id));
        let twins = |label: &str| known.iter().filter(|(_, other)| other == label).count() > 1;
        let choice = |(id, label): &(FactId, String)| {
            let choice = Choice::new(id.clone(), label.clone());
            // Only what reads alike needs more to tell it apart.
            if twins(label) { choice.beside(id.to_string()) } else { choice }
        };
        others.map(choice).collect()
    });
    if let Some(fact) = chosen {
        ui.memory_mut(|memory| memory.request_focus(at(&then(path, fact.as_str()))));
        facts.insert(fact, String::new());
        form.touch(id);
    }
}

fn tells(ui: &mut Ui, form: &Form, persona: &mut Persona, known: &[(FactId, String)]) {
    for (fact, lines) in &mut persona.tells {
        form.lines(ui, &["tells", fact.as_str()], &label_of(known, fact), lines);
    }
    persona.tells.retain(|_, lines| !lines.is_empty());
    let open: Vec<FactId> = persona.facts.keys().filter(|fact| !persona.tells.contains_key(*fact)).cloned().collect();
    if open.is_empty() {
        return;
    }
    let shown = format!("{} Own words for…", icons::PLUS);
    let id = at(&["tells"]);
    let name = "Own words for a fact";
    let select = Select { id, name, shown: &shown, icon: None, look: SelectLook::Plain, is_open_to_change: true };
    let offered = |_: &str| open.iter().map(|fact| Choice::new(fact.clone(), label_of(known, fact))).collect();
    if let Some(fact) = select.show(ui, form.view, offered) {
        persona.tells.insert(fact, vec!["{value}.".to_owned()]);
        form.touch(id);
    }
}

fn one_hidden(ui: &mut Ui, form: &Form, known: &[(FactId, String)], path: &[&str; 2], hidden: &mut Hidden) {
    let [list, number] = *path;
    form.line(ui, &[list, number, "what"], "What it is, for the debrief", "", &mut hidden.what);
    form.prose(ui, &[list, number, "tells"], "What they say when it comes out", 1, &mut hidden.tells);
    form.lines(ui, &[list, number, "spoken"], "Told as well, where these words were spoken", &mut hidden.spoken);
    form.title(ui, "Brought out by one of these moves");
    form.chips(ui, &[list, number, "after", "moves"], "Move", &mut hidden.after.moves, move_name, move_choices);
    let after = &mut hidden.after;
    let mut turns = (after.turns > 0).then_some(f32::from(after.turns));
    let figures = [
        ("Heat at most", "at_most", Wants::UpTo(10.0), &mut after.at_most),
        ("Heat at least", "at_least", Wants::UpTo(10.0), &mut after.at_least),
        ("After turn", "turns", Wants::Whole(1, 99), &mut turns),
    ];
    let paths = figures.each_ref().map(|(_, part, ..)| [list, number, "after", *part]);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        for ((title, _, wants, value), path) in figures.into_iter().zip(&paths) {
            label(ui, title, form.view.sizes.meta, form.view.look.ink2);
            form.figure(ui, path, title, ("any", 60.0), wants, value);
        }
    });
    after.turns = turns.map_or(0, |turns| turns as u8);
    for path in &paths {
        form.findings(ui, path);
    }
    let mut all: Vec<(Option<Manner>, &str)> = vec![(None, "any kind of answer")];
    all.extend(MANNERS.iter().map(|(manner, words)| (Some(*manner), *words)));
    form.choice(ui, &[list, number, "with"], "It comes with an answer in which the customer", &all, &mut hidden.with);
    form.title(ui, "Facts that come with it");
    values(ui, form, &[list, number, "facts"], known, &mut hidden.facts);
}

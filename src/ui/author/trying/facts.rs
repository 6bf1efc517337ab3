//! The facts of a tried call: what this step asks for first, then what is known, then all others.

use super::{Attempt, Trying, pane::attempt};
use crate::{
    tree::{FactKind, Step, built_in_fact},
    ui::{
        author::state::Authoring,
        view::View,
        widgets::{ButtonLook, action_button, fact_field, label, section},
    },
};
use egui::{Id, Ui};

pub(super) fn facts(ui: &mut Ui, view: &View, author: &Authoring, trying: &Trying) {
    let reading = trying.call.read(&view.now);
    let Some((_, step)) = reading.here() else { return };
    let wanted = wanted(trying, step, view);
    let known: Vec<String> = trying.call.state().facts.keys().filter(|name| !wanted.contains(name)).cloned().collect();
    let of_tree = reading.tree().into_iter().flat_map(|tree| tree.facts.keys().map(ToString::to_string));
    let others: Vec<String> = of_tree.filter(|name| !wanted.contains(name) && !known.contains(name)).collect();
    if wanted.is_empty() && known.is_empty() && others.is_empty() {
        label(ui, "This tree has no facts.", view.sizes.meta, view.look.ink2);
        return;
    }
    section(ui, view, "Facts");
    if wanted.is_empty() {
        label(ui, "This step asks for none.", view.sizes.meta, view.look.ink2);
    }
    for name in &wanted {
        fact(ui, view, trying, name);
    }
    if !known.is_empty() {
        section(ui, view, "Known");
        for name in &known {
            fact(ui, view, trying, name);
        }
    }
    ui.horizontal_wrapped(|ui| {
        let has_samples = author
            .tree()
            .facts
            .iter()
            .any(|(id, fact)| fact.sample.is_some() && !trying.call.state().facts.contains_key(id.as_str()));
        if has_samples
            && action_button(ui, view, "Use samples", "", ButtonLook::Framed, 26.0, false)
                .on_hover_text("Every fact that is not known gets its sample")
                .clicked()
        {
            attempt(view, Attempt::Samples);
        }
        if !others.is_empty() {
            let words = match (trying.shows_all_facts, others.len()) {
                (true, _) => "Fewer facts".to_owned(),
                (false, 1) => "1 more fact".to_owned(),
                (false, count) => format!("{count} more facts"),
            };
            if action_button(ui, view, &words, "", ButtonLook::Plain, 26.0, false).clicked() {
                attempt(view, Attempt::MoreFacts);
            }
        }
    });
    if trying.shows_all_facts {
        for name in &others {
            fact(ui, view, trying, name);
        }
    }
}

/// What the line, the step and the conditions of its answers speak of, in that order.
fn wanted(trying: &Trying, step: &Step, view: &View) -> Vec<String> {
    let reading = trying.call.read(&view.now);
    let mut names: Vec<String> = Vec::new();
    let in_line = step
        .lines(trying.call.state().mood)
        .flat_map(|line| crate::tree::Line::new(line).facts().map(str::to_owned).collect::<Vec<_>>());
    let captured = step.captures.iter().map(ToString::to_string);
    let needed = step
        .answers
        .iter()
        .filter_map(|answer| answer.needs.as_ref())
        .flat_map(|needs| needs.facts().into_iter().map(ToString::to_string).collect::<Vec<_>>());
    for name in in_line.chain(captured).chain(needed) {
        if built_in_fact(&name).is_none() && reading.kind(&name).is_some() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// A fact with what fits its kind: buttons for a few words, a field for all else.
fn fact(ui: &mut Ui, view: &View, trying: &Trying, name: &str) {
    let reading = trying.call.read(&view.now);
    let title = reading.label(name);
    let Some(kind) = reading.kind(name) else { return };
    let shown = reading.shown(name).unwrap_or_default();
    ui.spacing_mut().item_spacing.y = 2.0;
    label(ui, &title, view.sizes.meta, view.look.ink2);
    let words: Vec<(String, String)> = match &kind {
        FactKind::YesNo => ["Yes", "No"].map(|word| (word.to_owned(), word.to_lowercase())).to_vec(),
        FactKind::Choice(words) => words.iter().map(|word| (word.clone(), word.clone())).collect(),
        _ => Vec::new(),
    };
    if words.is_empty() {
        let id = Id::unique(("tried fact", name));
        if let Some(text) = fact_field(ui, view, id, &title, Some(&kind), &shown) {
            attempt(view, Attempt::Fact(name.to_owned(), text));
        }
    } else {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
            for (word, value) in words {
                let is_on = shown.eq_ignore_ascii_case(&value);
                let look = if is_on { ButtonLook::Chosen } else { ButtonLook::Framed };
                let button = action_button(ui, view, &word, "", look, 28.0, false);
                let said = format!("{title}: {word}");
                button.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, is_on, &said));
                ui.ctx().accesskit_node_builder(button.id, |node| node.set_label(said.as_str()));
                if button.clicked() {
                    let value = if is_on { String::new() } else { value };
                    attempt(view, Attempt::Fact(name.to_owned(), value));
                }
            }
        });
    }
    ui.spacing_mut().item_spacing.y = 8.0;
}

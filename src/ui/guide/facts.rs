//! What this line needs, what is known, what was promised, and why the line works.

use super::super::{
    command::Command,
    theme::icons,
    view::View,
    widgets::{fact_field, frame, label, section},
};
use crate::library::technique;
use egui::{Id, Margin, ScrollArea, Ui};

pub(super) fn facts(ui: &mut Ui, view: &View) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        facts_of_the_call(ui, view);
        if view.state.site.explain {
            better(ui, view);
            why_it_works(ui, view);
        }
        promised(ui, view);
        noted(ui, view);
    });
}

/// What the line needs, what is to be found out here, what is known.
pub(in crate::ui) fn facts_of_the_call(ui: &mut Ui, view: &View) {
    let (Some(reading), Some(session)) = (view.reading(), view.session()) else {
        return;
    };
    ui.spacing_mut().item_spacing.y = 8.0;
    let gaps = reading.gaps(session.wording);
    let fits = |name: &str| reading.kind(name).is_some() && crate::tree::built_in_fact(name).is_none();
    let (needed, later): (Vec<_>, Vec<_>) = gaps.iter().filter(|gap| fits(&gap.name)).partition(|gap| gap.in_line);
    if !needed.is_empty() {
        section(ui, view, "This line needs");
        for gap in needed {
            known_field(ui, view, &gap.name, &gap.label, true);
        }
    }
    if !later.is_empty() {
        section(ui, view, "To find out here");
        for gap in later {
            known_field(ui, view, &gap.name, &gap.label, false);
        }
    }
    let known: Vec<String> = session.call.state().facts.keys().cloned().collect();
    if !known.is_empty() {
        section(ui, view, "Known");
        for name in known.iter().rev() {
            known_field(ui, view, name, &reading.label(name), false);
        }
    }
}

/// A fact of the call with its name, to be typed or changed.
fn known_field(ui: &mut Ui, view: &View, name: &str, title: &str, is_needed: bool) {
    let Some(reading) = view.reading() else {
        return;
    };
    let palette = view.look;
    ui.spacing_mut().item_spacing.y = 4.0;
    label(ui, title, view.sizes.meta, if is_needed { palette.ember } else { palette.ink2 });
    let shown = reading.shown(name).unwrap_or_default();
    if let Some(text) = fact_field(ui, view, Id::unique(("fact", name)), title, reading.kind(name).as_ref(), &shown) {
        view.send(Command::SetFact(name.to_owned(), text));
    }
    ui.add_space(4.0);
}

fn better(ui: &mut Ui, view: &View) {
    let Some(reading) = view.reading() else {
        return;
    };
    let Some((_, step)) = reading.here() else {
        return;
    };
    let site = view.state.site.words.iter().filter(|word| {
        step.say.iter().chain(&step.say_heated).any(|line| line.to_lowercase().contains(&word.not.to_lowercase()))
            && !word.not.is_empty()
    });
    let swaps: Vec<(String, String)> = step
        .avoid
        .iter()
        .map(|swap| (reading.fill(&swap.but), swap.not.clone()))
        .chain(site.map(|word| (word.but.clone(), word.not.clone())))
        .take(2)
        .collect();
    if swaps.is_empty() {
        return;
    }
    ui.add_space(4.0);
    section(ui, view, "Better");
    for (but, not) in swaps {
        frame(view, view.look.sunken, view.look.sunken, Margin::symmetric(12, 8)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 2.0;
            label(ui, &but, view.sizes.meta, view.look.ink);
            label(ui, &format!("rather than “{not}”"), view.sizes.meta, view.look.ink2);
        });
    }
}

fn why_it_works(ui: &mut Ui, view: &View) {
    let Some(reading) = view.reading() else {
        return;
    };
    let Some((_, step)) = reading.here() else {
        return;
    };
    let Some(found) = step.techniques.iter().find_map(|id| technique(id.as_str())) else {
        return;
    };
    ui.add_space(4.0);
    section(ui, view, "Why it works");
    label(ui, &found.why, view.sizes.meta, view.look.ink);
    label(ui, &found.name, view.sizes.meta, view.look.ink3).on_hover_text(&found.how);
}

fn promised(ui: &mut Ui, view: &View) {
    let (Some(reading), Some(session)) = (view.reading(), view.session()) else {
        return;
    };
    let promises: Vec<String> = session
        .call
        .state()
        .open_promises()
        .map(|(_, promise)| format!("{} · {} · {}", promise.what, owner(view, &promise.owner), reading.promise_when(promise)))
        .collect();
    ui.add_space(4.0);
    section(ui, view, "Promised");
    if promises.is_empty() {
        label(ui, "Nothing yet", view.sizes.meta, view.look.ink3);
    }
    for promise in promises {
        label(ui, &format!("{} {promise}", icons::DIAMOND), view.sizes.meta, view.look.ink);
    }
}

pub(in crate::ui) fn noted(ui: &mut Ui, view: &View) {
    let Some(session) = view.session() else { return };
    let notes = &session.call.state().notes;
    if notes.is_empty() {
        return;
    }
    ui.add_space(4.0);
    section(ui, view, "Noted");
    for note in notes.iter().rev().take(3) {
        label(ui, note, view.sizes.meta, view.look.ink2);
    }
}

fn owner(view: &View, owner: &str) -> String {
    if owner == view.state.site.agent_name { "me".to_owned() } else { owner.to_owned() }
}

/// Known and promised in two lines, for the strip.
pub(super) fn known_in_short(ui: &mut Ui, view: &View) {
    let (Some(reading), Some(session)) = (view.reading(), view.session()) else {
        return;
    };
    let state = session.call.state();
    let known: Vec<String> = state.facts.keys().rev().take(4).filter_map(|name| reading.shown(name)).collect();
    let promised: Vec<String> =
        state.open_promises().map(|(_, promise)| format!("{}, {}", promise.what, reading.promise_when(promise))).collect();
    let noted = state.notes.last().cloned().unwrap_or_default();
    for (title, words) in [("Known", known.join(" · ")), ("Promised", promised.join(" · ")), ("Noted", noted)] {
        if words.is_empty() {
            continue;
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let (rect, _) = ui.allocate_exact_size(egui::vec2(64.0, 18.0), egui::Sense::hover());
            let text =
                super::super::widgets::wrapped(ui, title, super::super::theme::font(view.sizes.meta), view.look.ink2, 64.0);
            ui.painter().galley(rect.min, text, view.look.ink2);
            super::super::widgets::elided(ui, &words, super::super::theme::font(view.sizes.meta), view.look.ink2);
        });
    }
}

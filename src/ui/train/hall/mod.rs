//! Train's home: what was begun, the trees and the customers who are at home there.

use crate::{
    drill::{Level, Persona},
    ui::{
        author::places,
        command::Command,
        train::command::{TrainCommand, Wanted},
        view::View,
        widgets::{ButtonLook, action_button, frame, key_button, label, notice_card, section, strong, toggle},
    },
};
use egui::{Align, CentralPanel, Frame, Layout, Margin, Panel, ScrollArea, Ui};
use std::sync::Arc;

/// Train's home.
pub(super) fn hall_view(ui: &mut Ui, view: &View) {
    let look = view.look;
    let bar = Frame::new().fill(look.panel).inner_margin(Margin::symmetric(16, 0));
    Panel::top("hall head").frame(bar).exact_size(view.sizes.bar).show(ui, |ui| {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            places(ui, view);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                key_button(ui, view, &Command::FindAnything, "Find anything", ButtonLook::Plain, 28.0);
            });
        });
    });
    Panel::bottom("hall foot").frame(bar).exact_size(view.sizes.foot).show(ui, |ui| {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            if action_button(ui, view, "Warm up", "", ButtonLook::Primary, 36.0, false).clicked() {
                view.send(TrainCommand::WarmUp.into());
            }
            let quiet = view.state.training.is_quiet;
            if toggle(ui, view, "Quiet room", "", quiet, 36.0).clicked() {
                view.send(TrainCommand::SetQuiet(!quiet).into());
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                key_button(ui, view, &Command::Keys, "Keys", ButtonLook::Plain, 36.0);
            });
        });
    });
    let narrow = ui.max_rect().width() <= view.sizes.strip_at_most;
    let margin = Margin::symmetric(if narrow { 12 } else { 32 }, 20);
    CentralPanel::default().frame(Frame::new().fill(look.ground).inner_margin(margin)).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 10.0;
            if let Some(message) = &view.state.training.message {
                notice_card(ui, view, message, false);
            }
            unfinished(ui, view);
            trees(ui, view);
        });
    });
}

fn unfinished(ui: &mut Ui, view: &View) {
    for drill in &view.state.training.unfinished {
        frame(view, view.look.panel, view.look.line, Margin::symmetric(16, 10)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                strong(ui, "Unfinished drill", view.sizes.body, view.look.ember);
                let words = format!("{} with {}, {} turns", drill.title, drill.customer, drill.turns);
                label(ui, &words, view.sizes.body, view.look.ink);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if action_button(ui, view, "Take it up", "", ButtonLook::Primary, 32.0, false).clicked() {
                        view.send(TrainCommand::ResumeDrill(drill.id.clone()).into());
                    }
                });
            });
        });
    }
}

fn trees(ui: &mut Ui, view: &View) {
    let Some(library) = &view.state.library else {
        label(ui, "The library is still being read.", view.sizes.body, view.look.ink2);
        return;
    };
    let personas = &view.state.training.personas;
    for entry in &library.entries {
        let Some(document) = &entry.document else { continue };
        let at_home: Vec<&Arc<Persona>> = personas.iter().filter(|persona| persona.trees.contains(&entry.id)).collect();
        if at_home.is_empty() {
            continue;
        }
        section(ui, view, &document.tree().title);
        for persona in at_home {
            customer(ui, view, &entry.id, persona);
        }
    }
}

fn customer(ui: &mut Ui, view: &View, tree: &str, persona: &Persona) {
    let look = view.look;
    frame(view, look.panel, look.line, Margin::symmetric(16, 10)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            ui.vertical(|ui| {
                ui.set_width((ui.available_width() - 420.0).max(200.0));
                ui.spacing_mut().item_spacing.y = 2.0;
                strong(ui, &persona.name, view.sizes.body, look.ink);
                label(ui, &persona.trigger, view.sizes.meta, look.ink2);
            });
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                for level in [Level::Exam, Level::Faded, Level::Shown] {
                    let look = if level == Level::Shown { ButtonLook::Primary } else { ButtonLook::Framed };
                    if action_button(ui, view, level.in_words(), "", look, 32.0, false).clicked() {
                        let wanted = Wanted { tree: tree.to_owned(), persona: persona.id.clone(), level, ..Wanted::default() };
                        view.send(TrainCommand::BeginDrill(Box::new(wanted)).into());
                    }
                }
                for (words, good) in [("Watch it go wrong", false), ("Watch it done well", true)] {
                    if action_button(ui, view, words, "", ButtonLook::Plain, 32.0, false).clicked() {
                        let persona = persona.id.clone();
                        view.send(TrainCommand::Watch { tree: tree.to_owned(), persona, good }.into());
                    }
                }
            });
        });
    });
}

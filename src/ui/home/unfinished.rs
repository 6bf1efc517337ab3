//! An unfinished call on Home: names are short here, the full name is in the call.

use super::super::{
    command::Command,
    guide::Shape,
    state::Parked,
    theme::icons,
    view::View,
    widgets::{ButtonLook, action_button, card, label, strong},
};
use crate::tree::Mood;
use egui::{Align, Layout, Margin, Ui};

/// The call in one line, private facts masked.
fn describe(view: &View, parked: &Parked) -> String {
    let reading = parked.call.read(&view.now);
    let state = parked.call.state();
    let who = reading.customer_in_lists();
    let mood = (state.mood == Mood::Heated).then(|| "heated".to_owned());
    let last = state.last.map(|at| at.to_zoned(view.now.time_zone().clone()));
    let when = last.map(|at| {
        let day =
            if at.date() == view.now.date() { String::new() } else { format!("{}, ", crate::site::shown_short_day(at.date())) };
        format!("stopped {day}{:02}:{:02}", at.hour(), at.minute())
    });
    let count = |number: usize, one: &str, many: &str| match number {
        0 => None,
        1 => Some(format!("1 {one}")),
        number => Some(format!("{number} {many}")),
    };
    let facts = count(state.facts.len(), "fact", "facts");
    let notes = count(state.notes.len(), "note", "notes");
    [who, mood, when, facts, notes].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

pub(super) fn unfinished(ui: &mut Ui, view: &View, parked: &Parked, is_first: bool, shape: Shape) {
    let palette = view.look;
    let reading = parked.call.read(&view.now);
    let tree = reading.tree().map(|tree| tree.title.clone()).unwrap_or_default();
    let title = reading.title(parked.call.spot());
    let ended = parked.call.state().ended.is_some();
    card(ui, view, palette.ember, Margin { left: 21, right: 16, top: 12, bottom: 12 }, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let words = |ui: &mut Ui| {
            ui.vertical(|ui| {
                let kind = if ended { "Unfinished wrap-up" } else { "Unfinished call" };
                ui.horizontal_wrapped(|ui| {
                    strong(ui, kind, view.sizes.body, palette.ember);
                    strong(ui, &tree, view.sizes.body, palette.ink);
                    label(ui, &format!("at “{title}”"), view.sizes.body, palette.ink2);
                });
                label(ui, &describe(view, parked), view.sizes.meta, palette.ink2);
            });
        };
        let buttons = |ui: &mut Ui| {
            if parked.is_elsewhere {
                label(ui, &format!("{} open in another window", icons::LOCK), view.sizes.meta, palette.ink2);
                return;
            }
            let key = if is_first { view.key(&Command::ResumeCall) } else { String::new() };
            let resume = if ended { "Finish it" } else { "Resume" };
            if action_button(ui, view, resume, &key, ButtonLook::Primary, 40.0, false).clicked() {
                view.send(Command::Resume(parked.id.clone()));
            }
            if !ended && action_button(ui, view, "Wrap up instead", "", ButtonLook::Plain, 36.0, false).clicked() {
                view.send(Command::WrapUp(parked.id.clone()));
            }
        };
        if shape == Shape::Strip {
            words(ui);
            ui.add_space(6.0);
            ui.horizontal(buttons);
        } else {
            ui.horizontal(|ui| {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    buttons(ui);
                    ui.with_layout(Layout::left_to_right(Align::Center), words);
                });
            });
        }
    });
}

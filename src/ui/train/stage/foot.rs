//! The always-keys below a drill, and the way out of one that is over.

use super::{By, Shown};
use crate::ui::{
    command::Command,
    guide::Shape,
    train::{command::TrainCommand, debrief::outcome, warm_up::TWO_MINUTES},
    view::View,
    widgets::{ButtonLook, action_button, frame, key_button, key_buttons_at_right, label, strong},
};
use egui::{Align, Layout, Margin, Ui};

pub(super) fn foot(ui: &mut Ui, view: &View, shown: &Shown, shape: Shape) {
    ui.spacing_mut().item_spacing = egui::vec2(4.0, 7.0);
    match shown.by {
        By::Playing(_) => playing(ui, view, shape),
        By::Watching(watching) => {
            let words = if watching.is_at_end() { "Done" } else { "Go on" };
            going_on(ui, view, words, true, "", shape);
        }
        By::WarmUp(warm_up) => {
            let gone = (view.state.clock_seconds - warm_up.began).max(0.0);
            let left = (TWO_MINUTES - gone).max(0.0).ceil() as u32;
            // The figure goes on by itself, once a second.
            ui.ctx().request_repaint_after_secs(1.0);
            let words = format!("{}:{:02} left", left / 60, left % 60);
            let last = warm_up.done.len() + 1 >= warm_up.openings;
            going_on(ui, view, if last { "Done" } else { "Next" }, warm_up.is_answered(), &words, shape);
        }
    }
}

fn going_on(ui: &mut Ui, view: &View, words: &str, can: bool, beside: &str, shape: Shape) {
    let back = if view.state.training.behind.is_some() { "Back to the debrief" } else { "Back to Train" };
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        let height = if shape == Shape::Strip { 34.0 } else { 36.0 };
        ui.add_enabled_ui(can, |ui| {
            if action_button(ui, view, words, "Space", ButtonLook::Primary, height, false).clicked() {
                view.send(TrainCommand::GoOn.into());
            }
        });
        if !beside.is_empty() {
            ui.add_space(8.0);
            label(ui, beside, view.sizes.body, view.look.ink2);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            key_button(ui, view, &Command::Keys, "Keys", ButtonLook::Plain, height);
            if action_button(ui, view, back, "Esc", ButtonLook::Plain, height, true).clicked() {
                view.send(Command::Close);
            }
        });
    });
}

fn playing(ui: &mut Ui, view: &View, shape: Shape) {
    let pause: Command = TrainCommand::Pause.into();
    let end: Command = TrainCommand::End.into();
    let help = view.state.site.in_site_words("Supervisor");
    if shape == Shape::Strip {
        ui.horizontal(|ui| {
            key_button(ui, view, &Command::Abuse, "Abuse", ButtonLook::Alarm, 32.0);
            key_button(ui, view, &Command::Safety, "Safety", ButtonLook::Alarm, 32.0);
            key_button(ui, view, &Command::Supervisor, &help, ButtonLook::Plain, 32.0);
            key_button(ui, view, &Command::Keys, "Keys", ButtonLook::Plain, 32.0);
        });
        ui.horizontal(|ui| {
            key_button(ui, view, &Command::Hold, "Hold", ButtonLook::Plain, 32.0);
            key_button(ui, view, &Command::Breathe, "Breathe", ButtonLook::Plain, 32.0);
            key_button(ui, view, &pause, "Pause", ButtonLook::Plain, 32.0);
            key_button(ui, view, &end, "End", ButtonLook::Plain, 32.0);
        });
        return;
    }
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        key_button(ui, view, &Command::Abuse, "Abuse", ButtonLook::Alarm, 36.0);
        key_button(ui, view, &Command::Safety, "Safety", ButtonLook::Alarm, 36.0);
        key_button(ui, view, &Command::Supervisor, &help, ButtonLook::Plain, 36.0);
        key_button(ui, view, &Command::Hold, "Hold", ButtonLook::Plain, 36.0);
        key_button(ui, view, &Command::Breathe, "Breathe", ButtonLook::Plain, 36.0);
        let all = [(Command::CutOff, "Cut off"), (pause, "Pause"), (end, "End drill"), (Command::Keys, "Keys")];
        let shown = match ui.available_width() {
            room if room > 460.0 => &all[..],
            room if room > 270.0 => &all[1..],
            _ => &all[1..3],
        };
        key_buttons_at_right(ui, view, shown, 36.0);
    });
}

/// The call is over: how it came out, and the way to the debrief.
pub(super) fn over(ui: &mut Ui, view: &View, shown: &Shown) {
    let look = view.look;
    frame(view, look.panel, look.line, Margin::symmetric(24, 18)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 8.0;
        let heading = strong(ui, &outcome(shown.drill), view.sizes.heading, look.ink);
        ui.ctx().accesskit_node_builder(heading.id, |node| node.set_live(egui::accesskit::Live::Polite));
        if let By::Playing(_) = shown.by {
            label(ui, "The call is over. The debrief shows where it turned.", view.sizes.body, look.ink2);
            if action_button(ui, view, "To the debrief", "Enter", ButtonLook::Primary, 40.0, false).clicked() {
                view.send(TrainCommand::GoOn.into());
            }
        }
    });
}

//! What can be done from a debrief.

use crate::ui::{
    command::Command,
    guide::Shape,
    train::{command::TrainCommand, team::TeamCommand},
    view::View,
    widgets::{ButtonLook, action_button, key_button},
};
use egui::{Align, Layout, Ui};

pub(super) fn foot(ui: &mut Ui, view: &View, shape: Shape) {
    let [next, dispute, copy] = [TrainCommand::NextDrill, TrainCommand::Dispute, TrainCommand::Copy].map(Command::from);
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        key_button(ui, view, &next, "Next drill", ButtonLook::Plain, 36.0);
        let sheet = TeamCommand::SeeSheet.into();
        if view.state.can(&sheet) {
            key_button(ui, view, &sheet, "Sheet for your supervisor", ButtonLook::Framed, 36.0);
        }
        if shape != Shape::Strip {
            key_button(ui, view, &dispute, "Dispute a point", ButtonLook::Plain, 36.0);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            key_button(ui, view, &Command::Keys, "Keys", ButtonLook::Plain, 36.0);
            let back = if shape == Shape::Strip { "Train" } else { "Back to Train" };
            if action_button(ui, view, back, "Esc", ButtonLook::Plain, 36.0, true).clicked() {
                view.send(TrainCommand::Hall.into());
            }
            if shape != Shape::Strip {
                key_button(ui, view, &copy, "Copy", ButtonLook::Plain, 36.0);
            }
        });
    });
}

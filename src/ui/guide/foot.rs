//! The always-keys below a call.

use super::{
    super::{
        command::Command,
        view::View,
        widgets::{ButtonLook, key_button, key_buttons_at_right},
    },
    Shape,
};
use egui::{Align, Layout, Ui};

pub(super) fn foot(ui: &mut Ui, view: &View, shape: Shape) {
    ui.spacing_mut().item_spacing = egui::vec2(4.0, 7.0);
    if shape == Shape::Strip {
        ui.horizontal(|ui| {
            key_button(ui, view, &Command::Abuse, "Abuse", ButtonLook::Alarm, 32.0);
            key_button(ui, view, &Command::Safety, "Safety", ButtonLook::Alarm, 32.0);
            key_button(ui, view, &Command::Supervisor, &help(view), ButtonLook::Plain, 32.0);
            key_button(ui, view, &Command::Keys, "Keys", ButtonLook::Plain, 32.0);
        });
        ui.horizontal(|ui| {
            key_button(ui, view, &Command::Hold, "Hold", ButtonLook::Plain, 32.0);
            key_button(ui, view, &Command::Breathe, "Breathe", ButtonLook::Plain, 32.0);
            key_button(ui, view, &Command::CutOff, "Cut off", ButtonLook::Plain, 32.0);
            key_button(ui, view, &Command::Back, "Back", ButtonLook::Plain, 32.0);
        });
        return;
    }
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        key_button(ui, view, &Command::Abuse, "Abuse", ButtonLook::Alarm, 36.0);
        key_button(ui, view, &Command::Safety, "Safety", ButtonLook::Alarm, 36.0);
        key_button(ui, view, &Command::Supervisor, &help(view), ButtonLook::Plain, 36.0);
        key_button(ui, view, &Command::Hold, "Hold", ButtonLook::Plain, 36.0);
        key_button(ui, view, &Command::Breathe, "Breathe", ButtonLook::Plain, 36.0);
        let all = [
            (Command::CutOff, "Cut off"),
            (Command::GoToStep, "Go to step"),
            (Command::Back, "Back"),
            (Command::EndCall, "End"),
            (Command::Keys, "Keys"),
        ];
        let shown = if ui.available_width() > 560.0 { &all[..] } else { &all[2..] };
        key_buttons_at_right(ui, view, shown, 36.0);
    });
}

/// How help is called here, with a capital.
fn help(view: &View) -> String {
    view.state.site.in_site_words("Supervisor")
}

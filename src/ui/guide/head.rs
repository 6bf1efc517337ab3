//! The bar above a call.

use super::{
    super::{
        command::Command,
        theme::{icons, semibold},
        view::View,
        widgets::{ButtonLook, elided, icon_button, key_button, key_buttons_at_right, label, strong},
    },
    Shape,
};
use egui::{Align, Layout, Ui};

pub(super) fn head(ui: &mut Ui, view: &View, shape: Shape) {
    let Some(reading) = view.reading() else {
        return;
    };
    let title = reading.tree().map(|tree| tree.title.clone()).unwrap_or_default();
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        label(ui, icons::BOAT, (18.0, 22.0), view.look.tide);
        if shape == Shape::Strip {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                key_button(ui, view, &Command::Strip, "Wide", ButtonLook::Plain, 28.0);
                key_button(ui, view, &Command::EndCall, "End", ButtonLook::Plain, 28.0);
                if view.state.is_on_top
                    && icon_button(ui, view, icons::PIN, "On top; press to let it go", view.look.tide).clicked()
                {
                    view.send(Command::OnTop);
                }
                on_disk(ui, view);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    elided(ui, &title, semibold(view.sizes.body), view.look.ink);
                });
            });
            return;
        }
        strong(ui, "Evenkeel", view.sizes.body, view.look.ink);
        ui.add_space(4.0);
        label(ui, &title, view.sizes.body, view.look.ink2);
        on_disk(ui, view);
        let explain = if view.state.site.explain { "Explain less" } else { "Explain" };
        let buttons = [(Command::Explain, explain), (Command::Strip, "Strip"), (Command::FindAnything, "Find anything")];
        key_buttons_at_right(ui, view, &buttons, 28.0);
    });
}

/// A mark while something is not on disk yet.
fn on_disk(ui: &mut Ui, view: &View) {
    if !view.state.recorder.standing().is_on_disk() {
        label(ui, icons::DISK, view.sizes.body, view.look.ember).on_hover_text("Not on disk yet");
    }
}

//! What only the agent sees: a breath, and how they are. It lies in a store of its own.

use super::super::{
    command::Command,
    theme::icons,
    view::View,
    widgets::{ButtonLook, action_button, key_button, label, strong, toggle},
};
use crate::record::Feeling;
use egui::Ui;

pub(super) fn private(ui: &mut Ui, view: &View) {
    let Some(session) = view.session() else {
        return;
    };
    let palette = view.look;
    ui.spacing_mut().item_spacing.y = 10.0;
    strong(ui, &format!("{} Only you see this", icons::LOCK), view.sizes.body, palette.ink);
    label(ui, "Never shown to anybody else. It stays on this computer until you delete it.", view.sizes.meta, palette.ink2);
    if session.call.state().was_heated {
        strong(ui, "That call was heated.", view.sizes.body, palette.ink);
    }
    label(ui, "Three slow breaths. Longer out than in.", view.sizes.meta, palette.ink2);
    key_button(ui, view, &Command::Breathe, "Breathe", ButtonLook::Framed, 36.0);
    ui.add_space(4.0);
    label(ui, "How are you now?", view.sizes.meta, palette.ink2);
    ui.horizontal_wrapped(|ui| {
        for feeling in Feeling::ALL {
            if toggle(ui, view, feeling.in_words(), "", session.wrap.feeling == Some(feeling), 36.0).clicked() {
                view.send(Command::Feel(feeling));
            }
        }
    });
    if action_button(ui, view, "Delete what is kept here", "", ButtonLook::Plain, 28.0, false).clicked() {
        view.send(Command::DeletePrivate);
    }
}

//! The text view: the RON itself beside the canvas.

use super::{super::view::View, state::Authoring};
use crate::ui::{state::State, widgets::label};
use egui::Ui;

pub(super) fn text_view(ui: &mut Ui, view: &View, author: &Authoring) {
    if let Some(typed) = &author.typed {
        label(ui, &typed.text, view.sizes.meta, view.look.ink);
    }
}

impl State {
    /// Shows or hides the text.
    pub(super) fn turn_text_view(&mut self) {}
}

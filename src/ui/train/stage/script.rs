//! The tree's own line, where the level shows it or the trainee asked for it.

use super::{By, Shown};
use crate::{
    drill::Level,
    ui::{
        view::View,
        widgets::{frame, label, section},
    },
};
use egui::{Align, Layout, Margin, Ui};

/// In Faded the script comes on request, above the lines.
pub(super) fn script(ui: &mut Ui, view: &View, shown: &Shown) {
    if !matches!(shown.by, By::Playing(_)) || shown.level() != Level::Faded {
        return;
    }
    if !shown.shows_script() {
        return;
    }
    let own = shown.drill.choices().iter().find(|choice| choice.from.is_own());
    let Some(own) = own else { return };
    frame(view, view.look.tide_soft, view.look.tide_soft, Margin::symmetric(16, 10)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.horizontal(|ui| {
            section(ui, view, "The script");
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                label(ui, "Asked for in this turn; it costs points", view.sizes.meta, view.look.ink2);
            });
        });
        label(ui, &own.text, view.sizes.answer, view.look.ink);
    });
}

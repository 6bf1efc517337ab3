//! Small pieces of the editor of customers that have an id, so that the focus can be put onto them.

use crate::{
    check::Level,
    ui::{
        theme::{font, icons, semibold},
        view::View,
        widgets,
    },
};
use egui::{Align2, CornerRadius, Id, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// Two parts beside one another where there is room.
pub(super) fn pair(ui: &mut Ui, left: impl FnOnce(&mut Ui), right: impl FnOnce(&mut Ui)) {
    if ui.available_width() < 440.0 {
        left(ui);
        right(ui);
        return;
    }
    let half = (ui.available_width() - 16.0) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        ui.vertical(|ui| {
            ui.set_width(half);
            left(ui);
        });
        ui.vertical(|ui| {
            ui.set_width(half);
            right(ui);
        });
    });
}

/// Words on a calm ground with a cross, in one piece; gives whether they were taken out. `id` is the cross.
pub(super) fn chip(ui: &mut Ui, view: &View, id: Id, words: &str) -> bool {
    let look = view.look;
    let text = widgets::wrapped(ui, words, semibold(view.sizes.meta), look.tide, ui.max_rect().width() - 48.0);
    let (whole, own) = ui.allocate_exact_size(vec2(text.size().x + 40.0, 24.0), Sense::hover());
    ui.painter().rect_filled(whole, view.sizes.field_radius, look.tide_soft);
    ui.painter().galley(pos2(whole.left() + 8.0, whole.center().y - text.size().y / 2.0), text, look.tide);
    own.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    let spot = UiBuilder::new().id_salt(own.id).max_rect(whole.with_min_x(whole.right() - 24.0));
    ui.scope_builder(spot, |ui| cross(ui, view, id, &format!("Take out {words}"))).inner
}

/// A cross that has a name and an id, so that the focus can be put onto it.
pub(super) fn cross(ui: &mut Ui, view: &View, id: Id, name: &str) -> bool {
    let (_, rect) = ui.allocate_space(vec2(24.0, 24.0));
    let response = ui.interact(rect, id, Sense::click());
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(6), view.look.sunken);
    }
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, icons::CROSS, font((15.0, 18.0)), view.look.ink2);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    widgets::ring(ui, view, &response, 6);
    response.clicked()
}

/// A button that adds something; its name for screen readers says what to.
pub(super) fn add_button(ui: &mut Ui, view: &View, id: Id, words: &str, name: &str) -> bool {
    let words = format!("{} {words}", icons::PLUS);
    let text = widgets::wrapped(ui, &words, font(view.sizes.meta), view.look.ink2, ui.available_width() - 12.0);
    let (_, rect) = ui.allocate_space(vec2(text.size().x + 12.0, 26.0));
    let response = ui.interact(rect, id, Sense::click());
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(8), view.look.sunken);
    }
    ui.painter().galley(rect.left_center() + vec2(6.0, -text.size().y / 2.0), text, view.look.ink2);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    widgets::ring(ui, view, &response, 8);
    response.clicked()
}

/// The mark of a problem and its colour: never the colour alone.
pub(super) fn mark(view: &View, level: Level) -> (&'static str, egui::Color32) {
    match level {
        Level::Error => (icons::ERROR, view.look.alarm),
        Level::Warning => (icons::WARNING, view.look.ember),
        Level::Hint => (icons::INFO, view.look.ink2),
    }
}

/// A sentence with a capital at its head.
pub(super) fn capital(words: &str) -> String {
    let mut signs = words.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
}

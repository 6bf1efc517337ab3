//! Cards and rules.

use super::super::{told::Told, view::View};
use super::{buttons::icon_button, text::label};
use crate::ui::theme::icons;
use egui::{Color32, CornerRadius, Frame, Margin, Rect, Stroke, StrokeKind, Ui, vec2};

/// A frame with the house's corners.
pub fn frame(view: &View, fill: Color32, border: Color32, margin: Margin) -> Frame {
    Frame::new()
        .fill(fill)
        .stroke(Stroke::new(1.0, border))
        .corner_radius(CornerRadius::same(view.sizes.card_radius))
        .inner_margin(margin)
}

/// A card with a coloured stripe on its left edge.
pub fn card<R>(ui: &mut Ui, view: &View, stripe: Color32, margin: Margin, add: impl FnOnce(&mut Ui) -> R) -> R {
    let back = ui.painter().add(egui::Shape::Noop);
    let front = ui.painter().add(egui::Shape::Noop);
    let inner = Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        add(ui)
    });
    let rect = inner.response.rect;
    let radius = CornerRadius::same(view.sizes.card_radius);
    ui.painter().set(back, egui::epaint::RectShape::filled(rect, radius, stripe));
    let face = Rect::from_min_max(rect.min + vec2(5.0, 0.0), rect.max);
    let corners = CornerRadius { nw: 4, sw: 4, ..radius };
    let stroke = Stroke::new(1.0, view.look.line);
    ui.painter().set(front, egui::epaint::RectShape::new(face, corners, view.look.panel, stroke, StrokeKind::Inside));
    inner.inner
}

/// A column in the middle, no wider than that.
pub fn centred(ui: &mut Ui, widest: f32, add: impl FnOnce(&mut Ui)) {
    let width = ui.available_width().min(widest);
    let side = ((ui.available_width() - width) / 2.0).max(0.0);
    ui.horizontal_top(|ui| {
        ui.add_space(side);
        ui.vertical(|ui| {
            ui.set_width(width);
            add(ui);
        });
    });
}

/// A hairline between areas.
pub fn hairline(ui: &mut Ui, view: &View) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), egui::Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, view.look.line));
}

/// Something said until it is dismissed; true when it was.
pub fn notice_card(ui: &mut Ui, view: &View, words: &str, can_dismiss: bool) -> bool {
    let palette = view.look;
    let mut dismissed = false;
    frame(view, palette.ember_soft, palette.ember, Margin::symmetric(12, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_top(|ui| {
            label(ui, icons::WARNING, view.sizes.body, palette.ember);
            let width = ui.available_width() - if can_dismiss { 36.0 } else { 0.0 };
            ui.vertical(|ui| {
                ui.set_width(width);
                label(ui, words, view.sizes.meta, palette.ink);
            });
            if can_dismiss {
                dismissed = icon_button(ui, view, icons::CROSS, "Dismiss", palette.ink2).clicked();
            }
        });
    });
    dismissed
}

/// What came of something, said where it was asked for: a tick on a calm ground, or what stood in the way.
pub fn told_card(ui: &mut Ui, view: &View, told: &Told) {
    let look = view.look;
    let (icon, ink, fill) = match told {
        Told::Done(_) => (icons::TICK, look.leaf, look.leaf_soft),
        Told::Trouble(_) => (icons::WARNING, look.ember, look.ember_soft),
    };
    frame(view, fill, fill, Margin::symmetric(12, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_top(|ui| {
            label(ui, icon, view.sizes.body, ink);
            let said = label(ui, told.words(), view.sizes.meta, look.ink);
            ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(egui::accesskit::Live::Polite));
        });
    });
}

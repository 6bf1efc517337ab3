//! The pieces the inspector is made of: headings, chips, links, boxes, choices of steps and facts.

use super::{
    super::super::{
        theme::{font, icons, semibold},
        widgets::{ButtonLook, Choice, Select, SelectLook, action_button, icon_button, label, ring, strong, wrapped},
    },
    hand::Hand,
};
use egui::{
    Align, Color32, CornerRadius, Frame, Id, Layout, Margin, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

/// Something to know before reading on.
pub(super) fn told(ui: &mut Ui, hand: &Hand, icon: &str, words: &str) {
    let look = hand.view.look;
    Frame::new().fill(look.sunken).corner_radius(hand.view.sizes.field_radius).inner_margin(Margin::symmetric(8, 6)).show(
        ui,
        |ui| {
            ui.set_width(ui.available_width());
            label(ui, &format!("{icon} {words}"), hand.view.sizes.meta, look.ink2);
        },
    );
}

/// A heading with air above it.
pub(super) fn heading(ui: &mut Ui, hand: &Hand, words: &str) {
    ui.add_space(6.0);
    strong(ui, words, hand.view.sizes.meta, hand.view.look.ink2);
}

/// A heading with something at its right end.
pub(super) fn heading_with(ui: &mut Ui, hand: &Hand, words: &str, add: impl FnOnce(&mut Ui)) {
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        strong(ui, words, hand.view.sizes.meta, hand.view.look.ink2);
        ui.with_layout(Layout::right_to_left(Align::Center), add);
    });
}

/// A button that adds something; shown only where the tree may be changed.
pub(super) fn plus(ui: &mut Ui, hand: &Hand, words: &str, name: &str) -> bool {
    if !hand.writes {
        return false;
    }
    let look = hand.view.look;
    let text = wrapped(ui, &format!("{} {words}", icons::PLUS), semibold(hand.view.sizes.meta), look.tide, 220.0);
    let (rect, response) = ui.allocate_exact_size(vec2(text.size().x + 12.0, 24.0), Sense::click());
    if response.hovered() {
        ui.painter().rect_filled(rect, hand.view.sizes.field_radius, look.sunken);
    }
    ui.painter().galley(pos2(rect.left() + 6.0, rect.center().y - text.size().y / 2.0), text, look.tide);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    ring(ui, hand.view, &response, 6);
    response.on_hover_text(name).clicked()
}

/// Two parts beside one another, each half as wide.
pub(super) fn pair(ui: &mut Ui, left: impl FnOnce(&mut Ui), right: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        let half = (ui.available_width() - 8.0) / 2.0;
        let half_of = |ui: &mut Ui, add: &mut dyn FnMut(&mut Ui)| {
            ui.vertical(|ui| {
                ui.set_width(half);
                add(ui);
            });
        };
        let (mut left, mut right) = (Some(left), Some(right));
        half_of(ui, &mut |ui| left.take().into_iter().for_each(|add| add(ui)));
        half_of(ui, &mut |ui| right.take().into_iter().for_each(|add| add(ui)));
    });
}

/// Words on a coloured ground that go somewhere, with a cross that takes them out; gives what was pressed.
pub(super) fn chip(ui: &mut Ui, hand: &Hand, words: &str, (ink, fill): (Color32, Color32)) -> ChipPressed {
    let view = hand.view;
    let text = wrapped(ui, words, semibold(view.sizes.meta), ink, ui.max_rect().width() - 48.0);
    let is_cut = text.elided;
    let cross = if hand.writes { 24.0 } else { 0.0 };
    // One piece, so that a cross never stands on a row without its words.
    let (whole, own) = ui.allocate_exact_size(vec2(text.size().x + 16.0 + cross, 24.0), Sense::hover());
    let rect = whole.with_max_x(whole.right() - cross);
    let response = ui.interact(rect, own.id.with("words"), Sense::click());
    let border = if response.hovered() { ink } else { Color32::TRANSPARENT };
    let radius = CornerRadius::same(view.sizes.field_radius);
    ui.painter().rect(rect, radius, fill, Stroke::new(1.0, border), StrokeKind::Inside);
    ui.painter().galley(rect.center() - text.size() / 2.0, text, ink);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
    ring(ui, view, &response, 6);
    let clicked = if is_cut { response.on_hover_text(words) } else { response }.clicked();
    if hand.writes {
        let spot = UiBuilder::new().id_salt(own.id).max_rect(whole.with_min_x(rect.right()));
        let name = format!("Take out {words}");
        if ui.scope_builder(spot, |ui| icon_button(ui, view, icons::CROSS, &name, view.look.ink2)).inner.clicked() {
            return ChipPressed::Cross;
        }
    }
    if clicked { ChipPressed::Itself } else { ChipPressed::Nothing }
}

/// What of a chip was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ChipPressed {
    Nothing,
    Itself,
    Cross,
}

/// Words that go somewhere, behind an arrow.
pub(super) fn link(ui: &mut Ui, hand: &Hand, words: &str, name: &str, ink: Color32) -> Response {
    let room = (ui.available_width() - 8.0).max(40.0);
    let text = wrapped(ui, &format!("{} {words}", icons::RIGHT), font(hand.view.sizes.meta), ink, room);
    let is_cut = text.elided;
    let (rect, response) = ui.allocate_exact_size(vec2(text.size().x + 8.0, 22.0), Sense::click());
    if response.hovered() {
        ui.painter().rect_filled(rect, hand.view.sizes.field_radius, hand.view.look.sunken);
    }
    ui.painter().galley(pos2(rect.left(), rect.center().y - text.size().y / 2.0), text, ink);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, name));
    ring(ui, hand.view, &response, 6);
    if is_cut { response.on_hover_text(words) } else { response }
}

/// A box with a hairline round it.
pub(super) fn boxed<R>(ui: &mut Ui, hand: &Hand, fill: Color32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let sizes = hand.view.sizes;
    let frame = Frame::new().fill(fill).stroke(Stroke::new(1.0, hand.view.look.line)).corner_radius(sizes.row_radius);
    let shown = frame.inner_margin(Margin::symmetric(10, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        add(ui)
    });
    shown.inner
}

/// Something that is so or is not; gives whether it was pressed.
pub(super) fn tick(ui: &mut Ui, hand: &Hand, words: &str, is_on: bool) -> bool {
    let look = hand.view.look;
    let room = ui.available_width() - 26.0;
    let text =
        super::super::super::widgets::galley(ui, words, font(hand.view.sizes.meta), hand.view.sizes.meta.1, look.ink, room);
    let height = (text.size().y + 6.0).max(26.0);
    let sense = if hand.writes { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(text.size().x + 26.0, height), sense);
    let square = Rect::from_min_size(pos2(rect.left() + 1.0, rect.center().y - 8.0), vec2(16.0, 16.0));
    let (fill, border) = if is_on { (look.tide, look.tide) } else { (look.panel, look.edge) };
    ui.painter().rect(square, CornerRadius::same(4), fill, Stroke::new(1.0, border), StrokeKind::Inside);
    if is_on {
        let mark = wrapped(ui, icons::TICK, font((13.0, 16.0)), look.on_fill, 16.0);
        ui.painter().galley(square.center() - mark.size() / 2.0, mark, look.on_fill);
    }
    ui.painter().galley(pos2(rect.left() + 24.0, rect.center().y - text.size().y / 2.0), text, look.ink);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, hand.writes, is_on, words));
    ring(ui, hand.view, &response, 4);
    response.clicked()
}

/// A choice in a field as wide as there is room.
pub(super) fn choose<T>(
    ui: &mut Ui,
    hand: &Hand,
    id: Id,
    name: &str,
    shown: &str,
    choices: impl FnOnce(&str) -> Vec<Choice<T>>,
) -> Option<T> {
    let look = SelectLook::Field(ui.available_width());
    Select { id, name, shown, icon: None, look, is_open_to_change: hand.writes }.show(ui, hand.view, choices)
}

/// What else can be done with something: a small button with a list.
pub(super) fn more<T>(ui: &mut Ui, hand: &Hand, id: Id, name: &str, choices: impl FnOnce() -> Vec<Choice<T>>) -> Option<T> {
    if !hand.writes {
        return None;
    }
    let select = Select { id, name, shown: "···", icon: None, look: SelectLook::Plain, is_open_to_change: true };
    select.show(ui, hand.view, |_| choices())
}

/// A small button with words.
pub(super) fn small(ui: &mut Ui, hand: &Hand, words: &str) -> bool {
    action_button(ui, hand.view, words, "", ButtonLook::Framed, 28.0, false).clicked()
}

/// A button that takes the whole thing out, at the end.
pub(super) fn remove(ui: &mut Ui, hand: &Hand, words: &str) -> bool {
    if !hand.writes {
        return false;
    }
    ui.add_space(12.0);
    let words = format!("{} {words}", icons::DELETE);
    action_button(ui, hand.view, &words, "", ButtonLook::Framed, 30.0, false).clicked()
}

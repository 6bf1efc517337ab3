//! Buttons and key caps.

use super::super::{
    command::Command,
    theme::{font, semibold},
    view::View,
};
use super::text::{keep_in_sight, wrapped};
use egui::{Color32, CornerRadius, Order, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// How a button looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ButtonLook {
    /// Words and a key, no frame.
    Plain,
    /// A frame.
    Framed,
    /// The one thing to do next.
    Primary,
    /// Danger: abuse and safety.
    Alarm,
    /// Chosen among several.
    Chosen,
}

fn colours(view: &View, look: ButtonLook, hovered: bool) -> (Color32, Color32, Color32) {
    let palette = view.look;
    let clear = Color32::TRANSPARENT;
    match look {
        ButtonLook::Plain => (if hovered { palette.sunken } else { clear }, clear, palette.ink2),
        ButtonLook::Framed => (if hovered { palette.sunken } else { palette.panel }, palette.edge, palette.ink),
        ButtonLook::Primary => (palette.tide, palette.tide, palette.on_fill),
        ButtonLook::Alarm => (palette.alarm_soft, if hovered { palette.alarm } else { clear }, palette.alarm),
        ButtonLook::Chosen => (palette.tide_soft, palette.tide, palette.ink),
    }
}

/// Width of a key cap.
fn cap_width(ui: &Ui, view: &View, key: &str) -> f32 {
    let text = ui.painter().layout_no_wrap(key.to_owned(), semibold(view.sizes.key), view.look.ink2);
    (text.size().x + 12.0).max(view.sizes.key_cap)
}

/// Paints a key cap with its left middle at a point; gives its width.
fn paint_cap(ui: &Ui, view: &View, key: &str, left_middle: egui::Pos2, on_fill: bool) -> f32 {
    let palette = view.look;
    let width = cap_width(ui, view, key);
    let rect = Rect::from_min_size(left_middle - vec2(0.0, 10.0), vec2(width, 20.0));
    let (fill, border, ink) =
        if on_fill { (palette.tide, palette.on_fill, palette.on_fill) } else { (palette.panel, palette.edge, palette.ink2) };
    ui.painter().rect(rect, CornerRadius::same(4), fill, Stroke::new(1.0, border), StrokeKind::Inside);
    let text = ui.painter().layout_no_wrap(key.to_owned(), semibold(view.sizes.key), ink);
    ui.painter().galley(rect.center() - text.size() / 2.0, text, ink);
    width
}

/// A key cap standing alone.
pub fn key_cap(ui: &mut Ui, view: &View, key: &str) {
    let width = cap_width(ui, view, key);
    let (rect, _) = ui.allocate_exact_size(vec2(width, view.sizes.key_cap), Sense::hover());
    paint_cap(ui, view, key, rect.left_center(), false);
}

pub fn ring(ui: &Ui, view: &View, response: &Response, radius: u8) {
    keep_in_sight(response);
    if response.has_focus() {
        let rect = response.rect.expand(1.0);
        ui.painter().rect_stroke(rect, CornerRadius::same(radius), Stroke::new(2.0, view.look.tide), StrokeKind::Outside);
    }
}

/// A button with words and perhaps a key: its name for screen readers is its words.
pub fn action_button(
    ui: &mut Ui,
    view: &View,
    words: &str,
    key: &str,
    look: ButtonLook,
    height: f32,
    key_first: bool,
) -> Response {
    let padding = if look == ButtonLook::Plain { 6.0 } else { 10.0 };
    let size = if height >= 36.0 { view.sizes.body } else { view.sizes.meta };
    let type_face = if matches!(look, ButtonLook::Plain | ButtonLook::Framed) { font(size) } else { semibold(size) };
    let natural = ui.painter().layout_no_wrap(words.to_owned(), type_face.clone(), view.look.ink).size().x;
    let cap = if key.is_empty() { 0.0 } else { cap_width(ui, view, key) + 8.0 };
    let width = (natural + cap + 2.0 * padding).min(ui.available_width().max(40.0));
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    let (fill, border, ink) = colours(view, look, response.hovered());
    ui.painter().rect(rect, CornerRadius::same(8), fill, Stroke::new(1.0, border), StrokeKind::Inside);
    let text = wrapped(ui, words, type_face, ink, (width - cap - 2.0 * padding).max(1.0) + 1.0);
    let mut x = rect.left() + padding;
    if key_first && !key.is_empty() {
        x += paint_cap(ui, view, key, pos2(x, rect.center().y), false) + 8.0;
    }
    let text_width = text.size().x;
    ui.painter().galley(pos2(x, rect.center().y - text.size().y / 2.0), text, ink);
    if !key_first && !key.is_empty() {
        paint_cap(ui, view, key, pos2(x + text_width + 8.0, rect.center().y), look == ButtonLook::Primary);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
    ring(ui, view, &response, 8);
    response
}

/// How wide [`action_button`] will be.
fn button_width(ui: &Ui, view: &View, words: &str, key: &str, look: ButtonLook, height: f32) -> f32 {
    let padding = if look == ButtonLook::Plain { 6.0 } else { 10.0 };
    let size = if height >= 36.0 { view.sizes.body } else { view.sizes.meta };
    let type_face = if matches!(look, ButtonLook::Plain | ButtonLook::Framed) { font(size) } else { semibold(size) };
    let natural = ui.painter().layout_no_wrap(words.to_owned(), type_face, view.look.ink).size().x;
    natural + 2.0 * padding + if key.is_empty() { 0.0 } else { cap_width(ui, view, key) + 8.0 }
}

/// Buttons at the right end of a row, in reading order, so that Tab goes from left to right.
pub fn key_buttons_at_right(ui: &mut Ui, view: &View, buttons: &[(Command, &str)], height: f32) {
    let gap = ui.spacing().item_spacing.x;
    let width = |(command, words): &(Command, &str)| button_width(ui, view, words, &view.key(command), ButtonLook::Plain, height);
    let total: f32 = buttons.iter().map(width).sum::<f32>() + gap * (buttons.len() as f32);
    ui.add_space((ui.available_width() - total).max(0.0));
    for (command, words) in buttons {
        key_button(ui, view, command, words, ButtonLook::Plain, height);
    }
}

/// A button for a command, with its key; greyed where the command does nothing now.
pub fn key_button(ui: &mut Ui, view: &View, command: &Command, words: &str, look: ButtonLook, height: f32) -> Response {
    let key = view.key(command);
    let key_first = !matches!(look, ButtonLook::Primary | ButtonLook::Framed);
    let usable = view.state.why_not(command);
    let response = ui.add_enabled_ui(usable.is_none(), |ui| action_button(ui, view, words, &key, look, height, key_first)).inner;
    if response.clicked() {
        view.send(command.clone());
    }
    if !gives_hints(ui, view) {
        return response;
    }
    response.on_hover_text(command.help()).on_disabled_hover_text(usable.unwrap_or_default())
}

/// Whether a hint may be shown: not through what lies over the place.
fn gives_hints(ui: &Ui, view: &View) -> bool {
    view.state.overlay.is_none() || ui.layer_id().order != Order::Background
}

/// An icon that acts; `name` is what a screen reader says.
pub fn icon_button(ui: &mut Ui, view: &View, icon: &str, name: &str, colour: Color32) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(24.0, 24.0), Sense::click());
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(6), view.look.sunken);
    }
    let text = ui.painter().layout_no_wrap(icon.to_owned(), font((15.0, 18.0)), colour);
    ui.painter().galley(rect.center() - text.size() / 2.0, text, colour);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    ring(ui, view, &response, 6);
    if gives_hints(ui, view) { response.on_hover_text(name) } else { response }
}

/// A small rounded word: a status or a mark, with an icon so that colour does not speak alone.
pub fn pill(ui: &mut Ui, view: &View, icon: &str, words: &str, ink: Color32, fill: Color32) -> Response {
    let text = if icon.is_empty() { words.to_owned() } else { format!("{icon} {words}") };
    let galley = ui.painter().layout_no_wrap(text, semibold(view.sizes.meta), ink);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 16.0, 22.0), Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(11), fill);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, ink);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    response
}

/// A button that is on or off.
pub fn toggle(ui: &mut Ui, view: &View, words: &str, key: &str, is_on: bool, height: f32) -> Response {
    let look = if is_on { ButtonLook::Chosen } else { ButtonLook::Framed };
    let response = action_button(ui, view, words, key, look, height, true);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_on, words));
    response
}

/// A row of a short list, one of which is chosen: its words, and at the right where it is.
pub fn chosen_row(ui: &mut Ui, view: &View, words: &str, place: &str, is_chosen: bool) -> Response {
    let look = view.look;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::click());
    if is_chosen || response.hovered() {
        ui.painter().rect_filled(rect, view.sizes.row_radius, if is_chosen { look.tide_soft } else { look.sunken });
    }
    let beside = wrapped(ui, place, font(view.sizes.meta), look.ink2, rect.width() * 0.4);
    let room = rect.width() - beside.size().x - 36.0;
    let text = wrapped(ui, words, font(view.sizes.body), look.ink, room);
    ui.painter().galley(pos2(rect.left() + 12.0, rect.center().y - text.size().y / 2.0), text, look.ink);
    let x = rect.right() - 12.0 - beside.size().x;
    ui.painter().galley(pos2(x, rect.center().y - beside.size().y / 2.0), beside, look.ink2);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, format!("{words}, {place}")));
    response
}

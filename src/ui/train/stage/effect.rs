//! What the last line did, in one strip: up or down, by how much, and why.

use super::{By, Shown};
use crate::{
    drill::{Said, Turn},
    ui::{
        command::Command,
        theme::{font, semibold},
        train::{command::TrainCommand, curve::A_RISE},
        view::View,
        widgets::{ButtonLook, galley, key_button, wrapped},
    },
};
use egui::{Color32, CornerRadius, Pos2, Rect, Role, Sense, Shape, Ui, WidgetInfo, pos2, vec2};

pub(super) fn effect(ui: &mut Ui, view: &View, shown: &Shown) {
    let Some(turn) = shown.drill.turns().last() else { return };
    if !shown.shows_reasons() || matches!(turn.said, Said::Nothing) {
        return;
    }
    let words = reasons(turn);
    if !words.is_empty() {
        strip(ui, view, shown, turn, &words);
    }
    heard_in_it(ui, view, shown, turn);
}

fn reasons(turn: &Turn) -> String {
    turn.reasons.join(" ")
}

fn strip(ui: &mut Ui, view: &View, shown: &Shown, turn: &Turn, words: &str) {
    let look = view.look;
    let moved = turn.heat_after - turn.heat_before;
    let width = ui.available_width();
    let beside = if width > 560.0 { "Your last line" } else { "" };
    let beside = if matches!(shown.by, By::Watching(_)) && !beside.is_empty() { "The last line" } else { beside };
    let aside = wrapped(ui, beside, font(view.sizes.meta), look.ink2, 120.0);
    let aside_width = if beside.is_empty() { 0.0 } else { aside.size().x + 16.0 };
    let chip = if shown.shows_heat() { chip_width(ui, view, moved) + 12.0 } else { 0.0 };
    let text = galley(ui, words, font(view.sizes.body), 20.0, look.ink, width - 24.0 - chip - aside_width);
    let height = (text.size().y + 16.0).max(40.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(8), look.sunken);
    if shown.shows_heat() {
        paint_chip(ui, view, moved, pos2(rect.left() + 12.0, rect.center().y));
    }
    let place = pos2(rect.left() + 12.0 + chip, rect.center().y - text.size().y / 2.0);
    ui.painter().galley(place, text, look.ink);
    if !beside.is_empty() {
        let place = pos2(rect.right() - 12.0 - aside.size().x, rect.center().y - aside.size().y / 2.0);
        ui.painter().galley(place, aside, look.ink2);
    }
    let name = if shown.shows_heat() { format!("{} {words}", super::rail::signed(moved)) } else { words.to_owned() };
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Polite));
}

/// What was heard in a typed line, and the way to say that it was meant otherwise.
fn heard_in_it(ui: &mut Ui, view: &View, shown: &Shown, turn: &Turn) {
    let (Said::Typed { meant, .. }, By::Playing(playing)) = (&turn.said, shown.by) else { return };
    let names: Vec<&str> = turn.moves.iter().map(|made| made.name.as_str()).collect();
    let words = match (meant, names.is_empty()) {
        (Some(_), _) => format!("Taken as you meant it: {}", names.join(", ").to_lowercase()),
        (None, true) => "Nothing that warms or cools was heard in your words".to_owned(),
        (None, false) => format!("Heard in your words: {}", names.join(", ").to_lowercase()),
    };
    if !playing.may_name() {
        return;
    }
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 24.0;
        ui.horizontal_wrapped(|ui| {
            crate::ui::widgets::label(ui, &words, view.sizes.meta, view.look.ink2);
            let command: Command = TrainCommand::NotMeant.into();
            key_button(ui, view, &command, command.text(), ButtonLook::Plain, 24.0);
        });
    });
}

/// Colours and direction of a change.
fn look_of(view: &View, moved: f32) -> (Color32, Color32, Option<bool>) {
    let look = view.look;
    match moved {
        moved if moved > A_RISE => (look.ember, look.ember_soft, Some(true)),
        moved if moved < -0.04 => (look.tide, look.tide_soft, Some(false)),
        _ => (look.ink2, look.panel, None),
    }
}

/// How wide the chip of a change is.
fn chip_width(ui: &Ui, view: &View, moved: f32) -> f32 {
    let text = ui.painter().layout_no_wrap(format!("{:.1}", moved.abs()), semibold(view.sizes.meta), view.look.ink);
    text.size().x + if look_of(view, moved).2.is_some() { 30.0 } else { 16.0 }
}

/// A triangle up or down with the figure; gives its width.
fn paint_chip(ui: &Ui, view: &View, moved: f32, left_middle: Pos2) {
    let (ink, fill, is_up) = look_of(view, moved);
    let rect = Rect::from_min_size(left_middle - vec2(0.0, 11.0), vec2(chip_width(ui, view, moved), 22.0));
    ui.painter().rect_filled(rect, CornerRadius::same(5), fill);
    let mut x = rect.left() + 8.0;
    if let Some(is_up) = is_up {
        let y = rect.center().y;
        let (tip, base) = if is_up { (y - 4.0, y + 3.5) } else { (y + 4.0, y - 3.5) };
        let corners = vec![pos2(x, base), pos2(x + 9.0, base), pos2(x + 4.5, tip)];
        ui.painter().add(Shape::convex_polygon(corners, ink, egui::Stroke::NONE));
        x += 14.0;
    }
    let text = ui.painter().layout_no_wrap(format!("{:.1}", moved.abs()), semibold(view.sizes.meta), ink);
    ui.painter().galley(pos2(x, rect.center().y - text.size().y / 2.0), text, ink);
}

/// The chip of a change, standing alone.
pub(in crate::ui::train) fn change_chip(ui: &mut Ui, view: &View, moved: f32) {
    let (rect, response) = ui.allocate_exact_size(vec2(chip_width(ui, view, moved), 22.0), Sense::hover());
    paint_chip(ui, view, moved, rect.left_center());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, super::rail::signed(moved)));
}

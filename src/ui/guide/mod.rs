//! A live call, in two shapes of one screen: the strip beside another program, and the wide window.

mod answers;
mod card;
mod facts;
mod foot;
mod head;
mod line_card;
mod map;
mod note;
mod path;
mod spine;

pub(super) use answers::answers;
pub(super) use card::card_of_escalation;
pub(super) use facts::{facts_of_the_call, noted};
pub(super) use note::{banners, note};
pub(super) use spine::spine;

use super::view::View;
use egui::{CentralPanel, Color32, Frame, Margin, Panel, Rect, ScrollArea, Stroke, Ui, UiBuilder};

/// The note line's name among egui's ids.
pub(super) const NOTE: &str = "note line";

/// How much room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// The strip.
    Strip,
    /// One column, facts under the line.
    One,
    /// The path folds to a bread-crumb.
    Two,
    /// Path, line, facts.
    Three,
}

impl Shape {
    /// The shape of a window of that width.
    pub fn of(view: &View, width: f32) -> Self {
        let sizes = view.sizes;
        match width {
            width if width <= sizes.strip_at_most => Self::Strip,
            width if width < sizes.two_columns => Self::One,
            width if width < sizes.three_columns => Self::Two,
            _ => Self::Three,
        }
    }
}

/// The guide.
pub(super) fn guide_view(ui: &mut Ui, view: &View) {
    let shape = Shape::of(view, ui.max_rect().width());
    let strip = shape == Shape::Strip;
    let (head_height, foot_height) = if strip { (40.0, 87.0) } else { (view.sizes.bar, view.sizes.foot) };
    let edge = if strip { 12 } else { 16 };
    let full = ui.max_rect();
    let middle = full.with_min_y(full.top() + head_height).with_max_y(full.bottom() - foot_height);
    let left = if shape == Shape::Three { view.sizes.path_rail } else { 0.0 };
    let right = if matches!(shape, Shape::Two | Shape::Three) { view.sizes.facts_rail } else { 0.0 };
    // Tab goes where the call goes: the line and its answers, the facts, the path, the always-keys, the bar above.
    let centre = middle.with_min_x(full.left() + left).with_max_x(full.right() - right);
    let panel = view.look.panel;
    area(ui, "centre", centre, view.look.ground, Margin::ZERO, |ui| centre_and_note(ui, view, shape));
    if right > 0.0 {
        area(ui, "facts", middle.with_min_x(centre.right()), panel, Margin::same(16), |ui| facts::facts(ui, view));
    }
    if left > 0.0 {
        area(ui, "path", middle.with_max_x(centre.left()), panel, Margin::same(16), |ui| path::path(ui, view));
    }
    let foot = full.with_min_y(middle.bottom());
    area(ui, "foot", foot, panel, Margin::symmetric(edge, 8), |ui| foot::foot(ui, view, shape));
    let head = full.with_max_y(middle.top());
    area(ui, "head", head, panel, Margin::symmetric(edge, 0), |ui| head::head(ui, view, shape));
    let rule = Stroke::new(1.0, view.look.line);
    ui.painter().hline(full.x_range(), middle.top() - 0.5, rule);
    ui.painter().hline(full.x_range(), middle.bottom() + 0.5, rule);
    for (is_there, x) in [(left > 0.0, centre.left() - 0.5), (right > 0.0, centre.right() + 0.5)] {
        if is_there {
            ui.painter().vline(x, middle.y_range(), rule);
        }
    }
}

/// A part of the window with a fill of its own.
pub(super) fn area(ui: &mut Ui, name: &str, rect: Rect, fill: Color32, margin: Margin, add: impl FnOnce(&mut Ui)) {
    ui.painter().rect_filled(rect, 0, fill);
    let inner = rect - margin;
    ui.scope_builder(UiBuilder::new().id_salt(name).max_rect(inner), |ui| {
        ui.set_clip_rect(ui.clip_rect().intersect(rect));
        add(ui);
    });
}

fn centre_and_note(ui: &mut Ui, view: &View, shape: Shape) {
    let sides = if shape == Shape::Strip { 12 } else { 32 };
    let bare = |margin: Margin| Frame::new().fill(view.look.ground).inner_margin(margin);
    let note = bare(Margin { left: sides, right: sides, top: 6, bottom: 12 });
    Panel::bottom("guide note").frame(note).show_separator_line(false).show(ui, |ui| note::note(ui, view, shape));
    let centre = bare(Margin { left: sides, right: sides, top: 10, bottom: 0 });
    CentralPanel::default().frame(centre).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| centre_column(ui, view, shape));
    });
}

fn centre_column(ui: &mut Ui, view: &View, shape: Shape) {
    ui.spacing_mut().item_spacing.y = if shape == Shape::Strip { 8.0 } else { 10.0 };
    note::banners(ui, view);
    spine::spine(ui, view, shape, true);
    if shape == Shape::Two {
        path::bread_crumb(ui, view);
    }
    line_card::line_card(ui, view, shape);
    card::card_of_escalation(ui, view, shape);
    answers::answers(ui, view, shape);
    if matches!(shape, Shape::Strip | Shape::One) {
        facts::known_in_short(ui, view);
    }
    if !matches!(shape, Shape::Strip) && view.state.site.explain && view.state.shows_map {
        map::map(ui, view);
    }
}

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

use super::view::View;
use egui::{CentralPanel, Frame, Margin, Panel, ScrollArea, Ui};

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
    fn of(view: &View, width: f32) -> Self {
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
    let palette = view.look;
    let bar = |fill| Frame::new().fill(fill);
    let head_height = if shape == Shape::Strip { 40.0 } else { view.sizes.bar };
    let margin = if shape == Shape::Strip { 12 } else { 16 };
    let head = bar(palette.panel).inner_margin(Margin::symmetric(margin, 0));
    Panel::top("guide head").frame(head).exact_size(head_height).show(ui, |ui| head::head(ui, view, shape));
    let foot_height = if shape == Shape::Strip { 87.0 } else { view.sizes.foot };
    let foot = bar(palette.panel).inner_margin(Margin::symmetric(margin, 8));
    Panel::bottom("guide foot").frame(foot).exact_size(foot_height).show(ui, |ui| foot::foot(ui, view, shape));
    if shape == Shape::Three {
        let rail = bar(palette.panel).inner_margin(Margin::same(16));
        Panel::left("guide path")
            .frame(rail)
            .exact_size(view.sizes.path_rail)
            .resizable(false)
            .show(ui, |ui| path::path(ui, view));
    }
    if matches!(shape, Shape::Two | Shape::Three) {
        let rail = bar(palette.panel).inner_margin(Margin::same(16));
        Panel::right("guide facts")
            .frame(rail)
            .exact_size(view.sizes.facts_rail)
            .resizable(false)
            .show(ui, |ui| facts::facts(ui, view));
    }
    let sides = if shape == Shape::Strip { 12 } else { 32 };
    let note = bar(palette.ground).inner_margin(Margin { left: sides, right: sides, top: 6, bottom: 12 });
    Panel::bottom("guide note").frame(note).show_separator_line(false).show(ui, |ui| note::note(ui, view, shape));
    let centre = bar(palette.ground).inner_margin(Margin { left: sides, right: sides, top: 10, bottom: 0 });
    CentralPanel::default().frame(centre).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| centre_column(ui, view, shape));
    });
}

fn centre_column(ui: &mut Ui, view: &View, shape: Shape) {
    ui.spacing_mut().item_spacing.y = if shape == Shape::Strip { 8.0 } else { 10.0 };
    note::banners(ui, view);
    spine::spine(ui, view, shape);
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

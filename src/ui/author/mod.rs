//! Author: a tree drawn, changed, tried and published; the list of trees to begin from.

mod apply;
mod bar;
mod beside;
mod build;
mod camera;
mod canvas;
mod command;
mod comparing;
mod earlier;
mod elsewhere;
mod errand;
mod finding;
mod fixing;
mod found;
mod inspector;
mod jobs;
mod keys;
mod opening;
mod outline;
mod problems;
mod publishing;
mod putting_aside;
mod retelling;
pub mod sheets;
mod shelf;
pub mod state;
mod taking_in;
mod text_view;
mod trying;
mod voice;
mod voicing;
mod walk;
mod watching;
mod waves;
mod worker;

pub use beside::Beside;
pub use camera::Camera;
pub use canvas::{Drag, Grip, Scene};
pub use command::{AuthorCommand, Walk};
pub use comparing::Compared;
pub use earlier::{EarlierKind, EarlierText};
pub use fixing::{WordsAt, WordsPlace};
pub use retelling::BrokenTest;
pub use text_view::{Stroke as TextStroke, Way as TextWay};
pub use trying::Attempt;
pub use voicing::Spot;

pub(super) use bar::places;
pub(super) use keys::{canvas_has, meant, meant_in_try};
pub(super) use sheets::{key_on, sheet_view};
pub(super) use trying::try_has;

use super::{state::Overlay, view::View, widgets::notice_card};
use crate::ui::command::Command;
use egui::{Color32, Margin, Rect, Stroke, Ui, UiBuilder};
use state::{Authoring, Pane};

/// The author's place.
pub(super) fn author_view(ui: &mut Ui, view: &View) {
    match &view.state.authoring {
        Some(author) => tree_view(ui, view, author),
        None => shelf::shelf(ui, view),
    }
}

/// The canvas alone, at life size of the whole window, for benches.
pub fn canvas_for_measuring(ui: &mut Ui, state: &super::state::State) {
    let view = View::new(state, super::theme::palette(ui.ctx()));
    if let Some(author) = &state.authoring {
        canvas::canvas(ui, &view, author);
    }
}

/// Widths of what stands beside the canvas.
struct Columns {
    outline: f32,
    right: f32,
    text: f32,
}

impl Columns {
    fn of(view: &View, author: &Authoring, width: f32) -> Self {
        let sizes = view.sizes;
        // A text needs its columns more than the outline, unless there is room for both.
        let for_outline = sizes.three_columns + if author.typed.is_some() { 320.0 } else { 0.0 };
        let outline = if width >= for_outline { 240.0 } else { 0.0 };
        let beside = match &view.state.overlay {
            Some(Overlay::Author(sheet)) if sheet.is_at_side() => Some(sheet.width()),
            _ => None,
        };
        let right = match (author.pane, width) {
            (_, width) if width < sizes.strip_at_most => {
                if author.is_over_canvas {
                    width
                } else {
                    0.0
                }
            }
            // The canvas shows what a sheet at its side speaks of.
            _ if beside.is_some() => beside.unwrap_or_default(),
            (Pane::Inspector, _) => 320.0,
            (Pane::Try | Pane::Voice, _) => 380.0,
        };
        let free = width - outline - right;
        let text = if author.typed.is_some() { (free * 0.5).max(320.0).min(free) } else { 0.0 };
        Self { outline, right, text }
    }
}

fn tree_view(ui: &mut Ui, view: &View, author: &Authoring) {
    let full = ui.max_rect();
    let look = view.look;
    let head = full.with_max_y(full.top() + view.sizes.bar);
    let bar = full.with_min_y(head.bottom()).with_max_y(head.bottom() + view.sizes.bar);
    let under = full.with_min_y(bar.bottom());
    let columns = Columns::of(view, author, full.width());
    let left = under.with_max_x(under.left() + columns.outline);
    let right = under.with_min_x(under.right() - columns.right);
    let middle = under.with_min_x(left.right()).with_max_x(right.left());
    let problems = middle.with_min_y(middle.bottom() - problems::height(author));
    let above = middle.with_max_y(problems.top());
    let text = above.with_min_x(above.right() - columns.text);
    let canvas = above.with_max_x(text.left());
    // Tab goes where the work goes: the canvas, what is chosen, the problems, the outline, the bars.
    area(ui, "author canvas", canvas, look.sunken, Margin::ZERO, |ui| {
        canvas::canvas(ui, view, author);
        notices(ui, view, author, canvas);
    });
    if columns.text > 0.0 {
        area(ui, "author text", text, look.panel, Margin::ZERO, |ui| text_view::text_view(ui, view, author));
    }
    if columns.right > 0.0 {
        area(ui, "author right", right, look.panel, Margin::symmetric(16, 12), |ui| match author.pane {
            Pane::Inspector => inspector::inspector(ui, view, author),
            Pane::Try => trying::try_pane(ui, view, author),
            Pane::Voice => voice::voice_pane(ui, view, author),
        });
    }
    area(ui, "author problems", problems, look.panel, Margin::symmetric(16, 7), |ui| problems::problems(ui, view, author));
    if columns.outline > 0.0 {
        area(ui, "author outline", left, look.panel, Margin { left: 16, right: 16, top: 12, bottom: 0 }, |ui| {
            outline::outline(ui, view, author);
        });
    }
    area(ui, "author bar", bar, look.panel, Margin::symmetric(16, 0), |ui| bar::author_bar(ui, view, author));
    area(ui, "author head", head, look.panel, Margin::symmetric(16, 0), |ui| bar::top_bar(ui, view, author));
    let rule = Stroke::new(1.0, look.line);
    for y in [head.bottom(), bar.bottom()] {
        ui.painter().hline(full.x_range(), y - 0.5, rule);
    }
    ui.painter().hline(problems.x_range(), problems.top() + 0.5, rule);
    for (is_there, x, down) in [
        (columns.outline > 0.0, left.right() - 0.5, under),
        (columns.right > 0.0, right.left() + 0.5, under),
        (columns.text > 0.0, text.left() + 0.5, above),
    ] {
        if is_there {
            ui.painter().vline(x, down.y_range(), rule);
        }
    }
}

/// A part of the window with a fill of its own.
fn area(ui: &mut Ui, name: &str, rect: Rect, fill: Color32, margin: Margin, add: impl FnOnce(&mut Ui)) {
    ui.painter().rect_filled(rect, 0, fill);
    ui.scope_builder(UiBuilder::new().id_salt(name).max_rect(rect - margin), |ui| {
        ui.set_clip_rect(ui.clip_rect().intersect(rect));
        add(ui);
    });
}

/// What is to be said, at the top of the canvas: a draft that was found, what the last edit said, what went wrong.
fn notices(ui: &mut Ui, view: &View, author: &Authoring, canvas: Rect) {
    let width = (canvas.width() - 24.0).min(560.0);
    let rect = Rect::from_min_size(canvas.left_top() + egui::vec2(12.0, 12.0), egui::vec2(width, canvas.height() - 24.0));
    ui.scope_builder(UiBuilder::new().id_salt("author notices").max_rect(rect), |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        for (index, notice) in view.state.notices.iter().enumerate() {
            if notice_card(ui, view, notice, true) {
                view.send(Command::Dismiss(index));
            }
        }
        watching::banner(ui, view, author);
        watching::conflicts(ui, view, author);
        shelf::found_draft(ui, view, author);
        if let Some(message) = &author.message {
            shelf::said(ui, view, message);
        }
    });
}

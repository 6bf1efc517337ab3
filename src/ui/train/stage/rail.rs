//! How the drill came here: each turn with what it did to the heat.

use super::Shown;
use crate::ui::{
    theme::{font, semibold},
    train::{curve::A_RISE, debrief::in_short},
    view::View,
    widgets::{galley, section},
};
use egui::{Align, Color32, Layout, Role, Sense, Ui, WidgetInfo, pos2, vec2};

pub(super) fn rail(ui: &mut Ui, view: &View, shown: &Shown) {
    super::slim(ui, |ui| {
        section(ui, view, "So far");
        if shown.shows_heat() {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                crate::ui::widgets::label(ui, "Heat", view.sizes.meta, view.look.ink2);
            });
        }
    });
    ui.add_space(6.0);
    let look = view.look;
    let turns = shown.drill.turns();
    let here = view.reading().and_then(|reading| reading.here().map(|(spot, _)| (spot.clone(), reading.title(spot))));
    let is_over = matches!(shown.drill.phase(), crate::drill::Phase::Over(_));
    // A turn that is not heard yet is still going on.
    let hears = shown.drill.phase() == crate::drill::Phase::ToHear;
    let past = if hears { turns.len().saturating_sub(1) } else { turns.len() };
    super::column(ui, true, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        for turn in &turns[..past] {
            let moved = turn.heat_after - turn.heat_before;
            let dot = if shown.shows_heat() && moved > A_RISE { look.ember } else { look.tide };
            let figure = shown.shows_heat().then(|| signed(moved));
            row(
                ui,
                view,
                &Row { title: &turn.step_title, under: &in_short(turn), figure, dot, rises: moved > A_RISE, is_here: false },
            );
        }
        if let Some((spot, title)) = here.filter(|_| !is_over) {
            let visits = turns[..past].iter().filter(|turn| turn.spot == spot).count();
            let under = match (hears, visits) {
                (true, _) => "Listen".to_owned(),
                (false, 0) => String::new(),
                (false, 1) => "Second go".to_owned(),
                (false, _) => format!("Go {}", visits + 1),
            };
            row(ui, view, &Row { title: &title, under: &under, figure: None, dot: look.tide, rises: false, is_here: true });
        }
    });
}

struct Row<'a> {
    title: &'a str,
    under: &'a str,
    figure: Option<String>,
    dot: Color32,
    rises: bool,
    is_here: bool,
}

fn row(ui: &mut Ui, view: &View, row: &Row) {
    let look = view.look;
    let colour = match (row.rises, row.figure.as_deref()) {
        (true, _) => look.ember,
        (false, Some("0.0")) => look.ink2,
        (false, _) => look.tide,
    };
    let figure = row.figure.as_ref().map(|figure| ui.painter().layout_no_wrap(figure.clone(), semibold(view.sizes.meta), colour));
    let beside = figure.as_ref().map_or(0.0, |figure| figure.size().x + 8.0);
    let (face, ink) = if row.is_here { (semibold(view.sizes.meta), look.ink) } else { (font(view.sizes.meta), look.ink2) };
    let width = ui.available_width() - 20.0;
    let title = galley(ui, row.title, face, 18.0, ink, width - beside);
    let under = galley(ui, row.under, font(view.sizes.meta), 18.0, look.ink2, width);
    let under_height = if row.under.is_empty() { 0.0 } else { under.size().y };
    let title_height = title.size().y;
    let (rect, response) = ui.allocate_exact_size(vec2(width + 20.0, title_height + under_height + 2.0), Sense::hover());
    let dot = pos2(rect.left() + 5.0, rect.top() + 10.0);
    if row.is_here {
        ui.painter().circle_filled(dot, 8.0, look.tide_soft);
    }
    ui.painter().circle_filled(dot, 5.0, row.dot);
    ui.painter().galley(pos2(rect.left() + 20.0, rect.top() + 1.0), title, ink);
    if let Some(figure) = figure {
        ui.painter().galley(pos2(rect.right() - figure.size().x, rect.top() + 1.0), figure, colour);
    }
    if !row.under.is_empty() {
        ui.painter().galley(pos2(rect.left() + 20.0, rect.top() + 1.0 + title_height), under, look.ink2);
    }
    let name = [row.title, row.under, row.figure.as_deref().unwrap_or_default()].join(", ");
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name.trim_end_matches([',', ' '])));
}

/// A change with its sign; nought without one.
pub(super) fn signed(moved: f32) -> String {
    match moved {
        moved if moved > 0.04 => format!("+{moved:.1}"),
        moved if moved < -0.04 => format!("−{:.1}", moved.abs()),
        _ => "0.0".to_owned(),
    }
}

//! The small map: the last steps, this one, and where each answer leads.

use super::super::{
    command::Command,
    theme::font,
    view::View,
    widgets::{ButtonLook, key_button, section, wrapped},
};
use crate::tree::Mood;
use egui::{Align, Color32, CornerRadius, Layout, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

const BOX: egui::Vec2 = vec2(124.0, 26.0);
const GAP: f32 = 28.0;

pub(super) fn map(ui: &mut Ui, view: &View) {
    let (Some(reading), Some(session)) = (view.reading(), view.session()) else {
        return;
    };
    // The map never pushes an answer out of sight.
    let answers: Vec<String> = reading.answers().into_iter().filter_map(|answer| answer.leads_to).collect();
    let mut ways: Vec<String> = Vec::new();
    for title in answers {
        if !ways.contains(&title) {
            ways.push(title);
        }
    }
    let room = ((ui.clip_rect().bottom() - ui.cursor().top() - 44.0) / 32.0).floor();
    if room < 3.0 || ways.is_empty() {
        return;
    }
    // Never more than fits: what is left out is counted in the last row.
    let fits = room.min(6.0) as usize;
    if ways.len() > fits {
        let more = ways.len() - fits + 1;
        ways.truncate(fits - 1);
        ways.push(format!("and {more} more"));
    }
    let rows = ways.len();
    let height = rows as f32 * 32.0;
    ui.horizontal(|ui| {
        section(ui, view, "Where the call stands");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            key_button(ui, view, &Command::Map, "Hide", ButtonLook::Plain, 24.0);
        });
    });
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let path = &session.call.state().path;
    let from = path.len().saturating_sub(3);
    let titles: Vec<String> = path[from..].iter().map(|entry| reading.title(&entry.spot)).collect();
    response
        .widget_info(|| WidgetInfo::labeled(Role::Image, true, format!("Map: {}; on to {}", titles.join(", "), ways.join(", "))));
    let palette = view.look;
    let here_fill = if session.call.state().mood == Mood::Heated { palette.ember } else { palette.tide };
    let mut x = rect.left();
    let middle = rect.center().y;
    let mut last: Option<Pos2> = None;
    for (index, title) in titles.iter().enumerate() {
        let is_here = index + 1 == titles.len();
        let cell = Rect::from_min_size(pos2(x, middle - BOX.y / 2.0), BOX);
        if let Some(last) = last {
            ui.painter().line_segment([last, cell.left_center()], Stroke::new(2.0, palette.tide));
        }
        let (fill, border, ink) =
            if is_here { (here_fill, here_fill, palette.on_fill) } else { (palette.tide_soft, palette.tide, palette.tide) };
        step_box(ui, cell, title, fill, border, ink);
        last = Some(cell.right_center());
        x += BOX.x + if is_here { GAP } else { 12.0 };
    }
    let Some(from) = last else { return };
    for (row, title) in ways.iter().take(rows).enumerate() {
        let top = middle - height / 2.0 + row as f32 * 32.0 + 3.0;
        let width = (rect.right() - x).min(220.0);
        if width < 60.0 {
            return;
        }
        let cell = Rect::from_min_size(pos2(x, top), vec2(width, BOX.y));
        let to = cell.left_center();
        let bend = vec2(GAP * 0.6, 0.0);
        let curve = egui::epaint::CubicBezierShape::from_points_stroke(
            [from, from + bend, to - bend, to],
            false,
            Color32::TRANSPARENT,
            Stroke::new(1.25, palette.edge),
        );
        ui.painter().add(curve);
        step_box(ui, cell, title, palette.panel, palette.line, palette.ink2);
    }
}

fn step_box(ui: &Ui, cell: Rect, title: &str, fill: Color32, border: Color32, ink: Color32) {
    ui.painter().rect(cell, CornerRadius::same(5), fill, Stroke::new(1.0, border), StrokeKind::Inside);
    let text = wrapped(ui, title, font((12.0, 16.0)), ink, cell.width() - 12.0);
    ui.painter().galley(cell.center() - text.size() / 2.0, text, ink);
}

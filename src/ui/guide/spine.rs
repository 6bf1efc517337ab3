//! Where the call stands among its stages: done, now, to come.

use super::{
    super::{theme::font, view::View, widgets::wrapped},
    Shape,
};
use crate::tree::{Mood, Stage};
use egui::{CornerRadius, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// `tells_mood`: a heated call marks its stage in ember; an exam does not tell.
pub(in crate::ui) fn spine(ui: &mut Ui, view: &View, shape: Shape, tells_mood: bool) {
    let Some(reading) = view.reading() else {
        return;
    };
    let Some((_, step)) = reading.here() else {
        return;
    };
    let now_stage = step.stage.min(Stage::Close);
    let now = step.stage;
    // A call may come back to an earlier stage: what was reached stays reached.
    let path = view.session().map(|session| &session.call.state().path);
    let reached: Vec<Stage> = path.into_iter().flatten().filter_map(|entry| Some(reading.step_at(&entry.spot)?.stage)).collect();
    let furthest = reached.iter().copied().filter(|stage| *stage != Stage::Learn).max().unwrap_or(now_stage).max(now_stage);
    let stages: Vec<Stage> = Stage::ALL.into_iter().filter(|stage| *stage != Stage::Learn).collect();
    let palette = view.look;
    let is_heated = view.session().is_some_and(|session| session.call.state().mood == Mood::Heated);
    let mark = match (step.kind.is_escalation(), tells_mood && is_heated) {
        (true, _) => palette.alarm,
        (false, true) => palette.ember,
        (false, false) => palette.tide,
    };
    let with_words = shape != Shape::Strip && ui.available_width() >= 640.0;
    let height = if with_words { 24.0 } else { 5.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Stage: {}", now.in_words())));
    let gap = if shape == Shape::Strip { 4.0 } else { 6.0 };
    // A stage takes room by the length of its word.
    let weight = |stage: &Stage| {
        if with_words { stage.in_words().chars().count() as f32 + 3.0 } else { 1.0 }
    };
    let total: f32 = stages.iter().map(weight).sum();
    let room = rect.width() - gap * (stages.len() as f32 - 1.0);
    let mut x = rect.left();
    for stage in &stages {
        let width = room * weight(stage) / total;
        let (bar, ink) = if *stage == now_stage {
            (mark, mark)
        } else if *stage <= furthest {
            (palette.tide, palette.tide)
        } else {
            (palette.line, palette.ink3)
        };
        let strip = Rect::from_min_size(pos2(x, rect.top()), vec2(width, 4.0));
        ui.painter().rect_filled(strip, CornerRadius::same(2), bar);
        if with_words {
            let words = wrapped(ui, stage.in_words(), font((12.0, 16.0)), ink, width + gap);
            ui.painter().galley(pos2(x, rect.top() + 8.0), words, ink);
        }
        x += width + gap;
    }
}

//! Safety: four rows, each with its first line in full, so that the agent can speak before choosing.

use super::super::{
    command::Command,
    theme::{font, medium, semibold},
    view::View,
    widgets::galley,
};
use crate::tree::AlwaysKey;
use egui::{CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

pub(super) fn safety(ui: &mut Ui, view: &View) {
    super::head(ui, view, "Safety", "Say the line, then choose");
    let tried = view.state.tried();
    let Some(call) = view.session().map(|session| &session.call).or(tried) else { return };
    let reading = call.read(&view.now);
    ui.spacing_mut().item_spacing.y = 8.0;
    for (key, number) in AlwaysKey::SAFETY.into_iter().zip(1..) {
        let spot = call.trees().behind(key, &call.spot().tree);
        let step = spot.as_ref().and_then(|spot| call.trees().step(spot));
        let line = step
            .and_then(|step| reading.line_of(step, 0))
            .map_or_else(|| "This library has no step for it. Get help.".to_owned(), |line| line.text());
        if row(ui, view, number, key, &line) {
            view.send(Command::SafetyRow(key));
        }
    }
    let words = if tried.is_some() {
        "Quiet or crying is not heated. Nothing of a tried call is recorded."
    } else {
        "Quiet or crying is not heated. Nothing is recorded until you choose."
    };
    super::super::widgets::label(ui, words, view.sizes.meta, view.look.ink2);
}

fn row(ui: &mut Ui, view: &View, number: usize, key: AlwaysKey, line: &str) -> bool {
    let palette = view.look;
    let width = ui.available_width();
    let words = match key {
        AlwaysKey::Health => "Health depends on it: medicine, wheelchair, heating, baby food",
        other => other.in_words(),
    };
    let title = galley(ui, words, semibold(view.sizes.meta), 18.0, palette.alarm, width - 64.0);
    let said = galley(ui, line, medium(18.0), 25.0, palette.ink, width - 64.0);
    let height = title.size().y + said.size().y + 20.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    let border = if response.hovered() || response.has_focus() { palette.alarm } else { palette.line };
    ui.painter().rect(
        rect,
        CornerRadius::same(view.sizes.row_radius),
        palette.alarm_soft,
        Stroke::new(1.0, border),
        StrokeKind::Inside,
    );
    let cap = Rect::from_min_size(rect.min + vec2(14.0, 12.0), vec2(22.0, 22.0));
    ui.painter().rect(cap, CornerRadius::same(4), palette.panel, Stroke::new(1.0, palette.edge), StrokeKind::Inside);
    let digit = ui.painter().layout_no_wrap(number.to_string(), font(view.sizes.key), palette.ink2);
    ui.painter().galley(cap.center() - digit.size() / 2.0, digit, palette.ink2);
    let title_height = title.size().y;
    ui.painter().galley(pos2(rect.left() + 50.0, rect.top() + 9.0), title, palette.alarm);
    ui.painter().galley(pos2(rect.left() + 50.0, rect.top() + 11.0 + title_height), said, palette.ink);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{number} {words}: {line}")));
    response.clicked()
}

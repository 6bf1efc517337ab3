//! The numbered answers, each in its place whether it applies or not; 0 is None of these.

use super::{
    super::{
        command::Command,
        theme::{font, icons, semibold},
        view::View,
        widgets::{ButtonLook, galley, key_button, wrapped},
    },
    Shape,
};
use crate::call::{AnswerState, AnswerView};
use egui::{CornerRadius, Rect, Role, Sense, Shape as Paint, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

pub(in crate::ui) fn answers(ui: &mut Ui, view: &View, shape: Shape) {
    let Some(reading) = view.reading() else {
        return;
    };
    let tight = reading.here().is_some_and(|(_, step)| step.kind.is_escalation());
    ui.spacing_mut().item_spacing.y = if tight { 4.0 } else { 6.0 };
    for answer in reading.answers() {
        if row(ui, view, shape, tight, &answer) {
            view.send(Command::Answer(answer.number));
        }
    }
    if none_row(ui, view, shape, tight) {
        view.send(Command::NoneOfThese);
    }
    let is_end = reading.here().is_some_and(|(_, step)| step.kind.is_end());
    if is_end {
        key_button(ui, view, &Command::EndCall, "End, then wrap up", ButtonLook::Primary, 38.0);
    }
}

/// Rows beside a hand-over card are lower, so that all of them stand on one screen.
fn least_height(shape: Shape, tight: bool) -> f32 {
    match (shape, tight) {
        (_, true) => 34.0,
        (Shape::Strip, false) => 38.0,
        (_, false) => 40.0,
    }
}

fn row(ui: &mut Ui, view: &View, shape: Shape, tight: bool, answer: &AnswerView) -> bool {
    let palette = view.look;
    let is_open = answer.state == AnswerState::Open;
    let pressed =
        view.session().is_some_and(|session| session.pressed == Some(answer.number) || session.asked == Some(answer.number));
    let note = match &answer.state {
        AnswerState::Open => String::new(),
        AnswerState::Greyed { why } if pressed => {
            format!("{why} · {} again takes it", answer.number)
        }
        AnswerState::Greyed { why } => why.clone(),
        AnswerState::Refused { why, .. } => format!("{} {why}", icons::LOCK),
    };
    let leads_to = answer.leads_to.clone().filter(|_| is_open && view.state.site.explain && shape != Shape::Strip);
    let ink = if is_open { palette.ink } else { palette.ink3 };
    let (size, strip) = if shape == Shape::Strip { (view.sizes.answer_strip, true) } else { (view.sizes.answer, false) };
    let width = ui.available_width();
    let text_left = if strip { 46.0 } else { 49.0 };
    let note_width = ui.painter().layout_no_wrap(note.clone(), font(view.sizes.meta), palette.ink2).size().x;
    let below = !note.is_empty() && (strip || width < 560.0 || note_width > width * 0.45);
    let beside = if below { String::new() } else { leads_to.unwrap_or(note.clone()) };
    let beside_room = if beside.is_empty() { 12.0 } else { width * 0.5 };
    let beside_text = wrapped(ui, &beside, font(view.sizes.meta), palette.ink2, beside_room - 24.0);
    let beside_width = if beside.is_empty() { 0.0 } else { beside_text.size().x + 20.0 };
    let text = galley(ui, &answer.when, font(size), size.1, ink, width - text_left - 12.0 - beside_width);
    let note_text = galley(
        ui,
        if below { &note } else { "" },
        font(view.sizes.meta),
        view.sizes.meta.1,
        palette.ink2,
        width - text_left - 12.0,
    );
    let note_height = if below { note_text.size().y } else { 0.0 };
    let air = if tight { 10.0 } else { 14.0 };
    let height = (text.size().y + note_height + air).max(least_height(shape, tight));
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    frame(ui, view, rect, is_open, pressed, response.hovered());
    cap(ui, view, rect, &answer.number.to_string(), is_open);
    let top = rect.center().y - f32::midpoint(text.size().y, note_height);
    let text_height = text.size().y;
    ui.painter().galley(pos2(rect.left() + text_left, top), text, ink);
    if below {
        ui.painter().galley(pos2(rect.left() + text_left, top + text_height), note_text, palette.ink2);
    }
    if !beside.is_empty() {
        let at = pos2(rect.right() - 12.0 - beside_text.size().x, rect.center().y - beside_text.size().y / 2.0);
        ui.painter().galley(at, beside_text, palette.ink2);
    }
    finish(ui, view, &response, &name(answer), is_open);
    response.clicked()
}

fn name(answer: &AnswerView) -> String {
    match answer.why() {
        Some(why) => format!("{} {}, {why}", answer.number, answer.when),
        None => format!("{} {}", answer.number, answer.when),
    }
}

fn none_row(ui: &mut Ui, view: &View, shape: Shape, tight: bool) -> bool {
    let size = if shape == Shape::Strip { view.sizes.answer_strip } else { view.sizes.answer };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), least_height(shape, tight)), Sense::click());
    frame(ui, view, rect, true, false, response.hovered());
    cap(ui, view, rect, "0", true);
    let left = if shape == Shape::Strip { 46.0 } else { 49.0 };
    let text = wrapped(ui, "None of these", font(size), view.look.ink, rect.width() - left);
    ui.painter().galley(pos2(rect.left() + left, rect.center().y - text.size().y / 2.0), text, view.look.ink);
    finish(ui, view, &response, "0 None of these", true);
    response.clicked()
}

fn frame(ui: &Ui, view: &View, rect: Rect, is_open: bool, is_pressed: bool, is_hovered: bool) {
    let palette = view.look;
    let radius = CornerRadius::same(view.sizes.row_radius);
    if is_open {
        let (fill, border) = match (is_pressed, is_hovered) {
            (true, _) => (palette.tide_soft, palette.tide),
            (false, true) => (palette.panel, palette.tide),
            (false, false) => (palette.panel, palette.line),
        };
        ui.painter().rect(rect, radius, fill, Stroke::new(1.0, border), StrokeKind::Inside);
        return;
    }
    let inset = rect.shrink(0.5);
    let border = if is_pressed { palette.ember } else { palette.ink3.gamma_multiply(0.6) };
    let corners = [inset.left_top(), inset.right_top(), inset.right_bottom(), inset.left_bottom(), inset.left_top()];
    ui.painter().extend(Paint::dashed_line(&corners, Stroke::new(1.0, border), 4.0, 4.0));
}

fn cap(ui: &Ui, view: &View, rect: Rect, key: &str, is_open: bool) {
    let palette = view.look;
    let cap = Rect::from_center_size(pos2(rect.left() + 25.0, rect.center().y), vec2(22.0, 22.0));
    let fill = if is_open { palette.panel } else { palette.ground };
    ui.painter().rect(cap, CornerRadius::same(4), fill, Stroke::new(1.0, palette.edge), StrokeKind::Inside);
    let text = ui.painter().layout_no_wrap(key.to_owned(), semibold(view.sizes.key), palette.ink2);
    ui.painter().galley(cap.center() - text.size() / 2.0, text, palette.ink2);
}

fn finish(ui: &Ui, view: &View, response: &egui::Response, name: &str, is_open: bool) {
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    if !is_open {
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_description("does not apply; pressed twice it is your judgement");
        });
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.has_focus() {
        let radius = CornerRadius::same(view.sizes.row_radius);
        ui.painter().rect_stroke(response.rect.expand(1.0), radius, Stroke::new(2.0, view.look.tide), StrokeKind::Outside);
    }
}

//! The step on screen: its title, its mood, the line to say, the task.

use super::{
    super::{
        app::mood_word,
        command::Command,
        theme::icons,
        view::View,
        widgets::{ButtonLook, card, key_button, label, line_text, pill, strong},
    },
    Shape,
};
use crate::tree::{How, Kind, Mood, Outcome, Step};
use egui::{Align, Color32, Layout, Margin, Role, Ui, WidgetInfo};

pub(super) fn line_card(ui: &mut Ui, view: &View, shape: Shape) {
    let (Some(reading), Some(session)) = (view.reading(), view.session()) else {
        return;
    };
    let Some((spot, step)) = reading.here() else {
        return;
    };
    title_row(ui, view, shape, &reading.title(spot), step);
    let heated = session.call.state().mood == Mood::Heated;
    let palette = view.look;
    let stripe = match (&step.kind, step.warning, heated) {
        (Kind::Escalate { .. }, ..) | (_, true, _) => palette.alarm,
        (_, _, true) => palette.ember,
        (_, _, false) => palette.tide,
    };
    let line = reading.line(session.wording);
    let task = step.task.as_ref().map(|task| reading.fill(task));
    let margin = if shape == Shape::Strip {
        Margin { left: 20, right: 14, top: 10, bottom: 8 }
    } else {
        Margin { left: 29, right: 20, top: 14, bottom: 12 }
    };
    let is_escalation = step.kind.is_escalation();
    // In the strip a step with a hand-over card shows its line alone.
    let bare = is_escalation && shape == Shape::Strip && line.is_some();
    let task = task.filter(|_| !bare);
    let shows_task = task.is_some();
    card(ui, view, stripe, margin, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        if let Some(line) = &line {
            line_text(ui, view, line, line_size(view, shape, is_escalation));
        }
        if let Some(task) = &task {
            let (size, colour) = if line.is_some() { (view.sizes.meta, palette.ink2) } else { (view.sizes.answer, palette.ink) };
            label(ui, &format!("{} {task}", icons::DO), size, colour);
        }
        if let Some(word) = employers_word(view, step) {
            label(ui, &word, view.sizes.body, palette.ink);
        }
        if bare {
            return;
        }
        under_the_line(ui, view, step, line.as_ref().is_some_and(|line| line.wordings > 1), shape, shows_task);
    });
}

fn line_size(view: &View, shape: Shape, is_escalation: bool) -> f32 {
    let wanted = f32::from(view.state.site.text_size) * if is_escalation { 0.9 } else { 1.0 };
    if shape == Shape::Strip { (wanted * view.sizes.line_strip / 27.0).clamp(20.0, 30.0) } else { wanted }
}

fn title_row(ui: &mut Ui, view: &View, shape: Shape, title: &str, step: &Step) {
    let palette = view.look;
    let size = if shape == Shape::Strip { view.sizes.body } else { (17.0, 24.0) };
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            mood(ui, view);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let heading = strong(ui, title, size, palette.ink);
                heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title));
                ui.ctx().accesskit_node_builder(heading.id, |node| node.set_role(Role::Heading));
                if step.kind.is_escalation() && shape != Shape::Strip {
                    pill(ui, view, icons::ESCALATE, "Escalation point", palette.alarm, palette.alarm_soft);
                }
            });
        });
    });
}

/// Calm or Heated: a word, a colour, a key.
fn mood(ui: &mut Ui, view: &View) {
    let Some(session) = view.session() else {
        return;
    };
    let mood = session.call.state().mood;
    let palette = view.look;
    let (ink, fill): (Color32, Color32) = match mood {
        Mood::Calm => (palette.ink2, palette.sunken),
        Mood::Heated => (palette.ember, palette.ember_soft),
    };
    let key = view.key(&Command::Mood);
    let words = mood_word(mood);
    let text = ui.painter().layout_no_wrap(words.to_owned(), super::super::theme::semibold(view.sizes.meta), ink);
    let cap = ui.painter().layout_no_wrap(key.clone(), super::super::theme::semibold(view.sizes.key), palette.ink2);
    let size = egui::vec2(text.size().x + cap.size().x + 36.0, 24.0);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::click());
    ui.painter().rect_filled(rect, 12, fill);
    let text_height = text.size().y;
    let text_width = text.size().x;
    ui.painter().galley(egui::pos2(rect.left() + 10.0, rect.center().y - text_height / 2.0), text, ink);
    let cap_rect = egui::Rect::from_min_size(
        egui::pos2(rect.left() + 16.0 + text_width, rect.top() + 3.0),
        egui::vec2(cap.size().x + 10.0, 18.0),
    );
    ui.painter().rect(cap_rect, 4, palette.panel, egui::Stroke::new(1.0, palette.edge), egui::StrokeKind::Inside);
    ui.painter().galley(cap_rect.center() - cap.size() / 2.0, cap, palette.ink2);
    if response.has_focus() {
        ui.painter().rect_stroke(rect.expand(1.0), 12, egui::Stroke::new(2.0, palette.tide), egui::StrokeKind::Outside);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Mood: {words}")));
    if response.on_hover_text(Command::Mood.help()).clicked() {
        view.send(Command::Mood);
    }
}

/// Under the last rung of the abuse ladder stands the employer's word.
fn employers_word(view: &View, step: &Step) -> Option<String> {
    let last_rung = matches!(step.kind, Kind::Escalate { how: How::Disconnect, .. } | Kind::End(Outcome::EndedEarly));
    let word = view.state.site.employer_word.trim();
    (last_rung && !word.is_empty()).then(|| word.to_owned())
}

fn under_the_line(ui: &mut Ui, view: &View, step: &Step, has_other_wording: bool, shape: Shape, shows_task: bool) {
    let cue = step.cue.as_ref().filter(|_| view.state.site.explain);
    let known = view.reading().is_some_and(|reading| reading.is_known_already());
    if cue.is_none() && !has_other_wording && !known {
        return;
    }
    let cramped = shape == Shape::Strip && shows_task;
    ui.horizontal(|ui| {
        if has_other_wording {
            key_button(ui, view, &Command::AnotherWording, "Another wording", ButtonLook::Plain, 24.0);
        }
        if known {
            key_button(ui, view, &Command::PassKnown, "Already known: pass", ButtonLook::Plain, 24.0);
        }
        if let Some(cue) = cue.filter(|_| !cramped && shape != Shape::Strip) {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| label(ui, cue, view.sizes.meta, view.look.ink2));
        }
    });
    if shape == Shape::Strip
        && let Some(cue) = cue.filter(|_| !cramped)
    {
        label(ui, cue, view.sizes.meta, view.look.ink2);
    }
}

//! The line of the tried step and its answers.

use super::{Attempt, Trying, pane::attempt, playing::is_open};
use crate::{
    call::{AnswerView, SaidPiece},
    tree::Value,
    ui::{
        author::state::Authoring,
        theme::{font, icons, medium, semibold},
        view::View,
        widgets::{frame, galley, label, ring, wrapped},
    },
};
use egui::{
    Align, Color32, CornerRadius, Margin, Rect, Role, Sense, Shape, Stroke, StrokeKind, TextFormat, Ui, WidgetInfo, pos2,
    text::LayoutJob, vec2,
};

/// The line with what is known, samples where nothing is, and gaps.
pub(super) fn line(ui: &mut Ui, view: &View, author: &Authoring, trying: &Trying) {
    let look = view.look;
    let reading = trying.call.read(&view.now);
    let Some((_, step)) = reading.here() else { return };
    let line = reading.line(trying.wording);
    let task = step.task.as_ref().map(|task| reading.fill(task));
    if line.is_none() && task.is_none() {
        return;
    }
    frame(view, look.panel, look.line, Margin::symmetric(12, 10)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 6.0;
        if let Some(line) = &line {
            let size = view.sizes.answer;
            let mut job = LayoutJob::default();
            job.wrap.max_width = ui.available_width();
            let mut said = String::new();
            let mut has_sample = false;
            for piece in &line.pieces {
                let (words, colour, fill) = match piece {
                    SaidPiece::Words(words) => (words.clone(), look.ink, Color32::TRANSPARENT),
                    SaidPiece::Known(words) => (words.clone(), look.tide, look.tide_soft),
                    SaidPiece::Gap { name, ask } => match sample(author, trying, view, name) {
                        Some(sample) => {
                            has_sample = true;
                            (sample, look.ink2, look.sunken)
                        }
                        None => (ask.clone(), look.ember, look.ember_soft),
                    },
                };
                said.push_str(&words);
                let format = TextFormat {
                    font_id: medium(size.0),
                    line_height: Some(size.1),
                    color: colour,
                    background: fill,
                    valign: Align::Center,
                    ..TextFormat::default()
                };
                job.append(&words, 0.0, format);
            }
            let shown = ui.add(egui::Label::new(job).wrap());
            shown.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
            ui.ctx().accesskit_node_builder(shown.id, |node| node.set_live(egui::accesskit::Live::Polite));
            if has_sample {
                label(ui, "Grey words are samples: nobody has said them yet", view.sizes.key, look.ink3);
            }
        }
        if let Some(task) = task {
            label(ui, &format!("{} {task}", icons::DO), view.sizes.meta, look.ink2);
        }
    });
}

/// The sample of a fact, as it would be said.
fn sample(author: &Authoring, trying: &Trying, view: &View, name: &str) -> Option<String> {
    let fact = author.tree().facts.get(name).filter(|_| author.played().is_some())?;
    let sample = fact.sample.as_ref()?;
    let value = Value::read(&fact.kind, sample).ok()?;
    Some(trying.call.read(&view.now).in_words(&value, &fact.kind))
}

/// The answers in their places; greyed ones with why.
pub(super) fn answers(ui: &mut Ui, view: &View, trying: &Trying) {
    let reading = trying.call.read(&view.now);
    ui.spacing_mut().item_spacing.y = 4.0;
    for answer in reading.answers() {
        let note = match answer.why() {
            Some(why) => why.to_owned(),
            None => answer.leads_to.clone().map(|title| format!("{} {title}", icons::RIGHT)).unwrap_or_default(),
        };
        if row(ui, view, answer.number, &answer.when, &note, is_open(&answer), &name_of(&answer)) {
            attempt(view, Attempt::Answer(answer.number));
        }
    }
    if row(ui, view, 0, "None of these", "", true, "0 None of these") {
        attempt(view, Attempt::Answer(0));
    }
    ui.spacing_mut().item_spacing.y = 8.0;
}

fn name_of(answer: &AnswerView) -> String {
    match answer.why() {
        Some(why) => format!("{} {}, {why}", answer.number, answer.when),
        None => format!("{} {}", answer.number, answer.when),
    }
}

fn row(ui: &mut Ui, view: &View, number: usize, words: &str, note: &str, is_open: bool, name: &str) -> bool {
    let look = view.look;
    let width = ui.available_width();
    let ink = if is_open { look.ink } else { look.ink3 };
    let text = galley(ui, words, font(view.sizes.body), view.sizes.body.1, ink, width - 52.0);
    let below = galley(ui, note, font(view.sizes.meta), view.sizes.meta.1, look.ink2, width - 52.0);
    let note_height = if note.is_empty() { 0.0 } else { below.size().y };
    let (rect, response) = ui.allocate_exact_size(vec2(width, text.size().y + note_height + 12.0), Sense::click());
    let radius = CornerRadius::same(view.sizes.row_radius);
    if is_open {
        let border = if response.hovered() { look.tide } else { look.line };
        ui.painter().rect(rect, radius, look.panel, Stroke::new(1.0, border), StrokeKind::Inside);
    } else {
        let inset = rect.shrink(0.5);
        let corners = [inset.left_top(), inset.right_top(), inset.right_bottom(), inset.left_bottom(), inset.left_top()];
        ui.painter().extend(Shape::dashed_line(&corners, Stroke::new(1.0, look.ink3.gamma_multiply(0.6)), 4.0, 4.0));
    }
    let cap = Rect::from_center_size(pos2(rect.left() + 22.0, rect.center().y), vec2(22.0, 22.0));
    ui.painter().rect(cap, CornerRadius::same(4), look.panel, Stroke::new(1.0, look.edge), StrokeKind::Inside);
    let digit = wrapped(ui, &number.to_string(), semibold(view.sizes.key), look.ink2, 22.0);
    ui.painter().galley(cap.center() - digit.size() / 2.0, digit, look.ink2);
    let top = rect.top() + 6.0;
    let text_height = text.size().y;
    ui.painter().galley(pos2(rect.left() + 42.0, top), text, ink);
    if !note.is_empty() {
        ui.painter().galley(pos2(rect.left() + 42.0, top + text_height), below, look.ink2);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    ring(ui, view, &response, view.sizes.row_radius);
    response.clicked()
}

//! The score with its parts, rule by rule; lost points with the turn they were lost in.

use super::{DISPUTE, Debriefing};
use crate::{
    drill::{Part, Section},
    ui::{
        theme::{font, icons, semibold},
        train::{command::TrainCommand, stage::slim},
        view::View,
        widgets::{field, label, pill, section, strong},
    },
};
use egui::{Align, CornerRadius, Id, Layout, Rect, Role, Sense, TextFormat, Ui, WidgetInfo, pos2, text::LayoutJob, vec2};

pub(super) fn score(ui: &mut Ui, view: &View, debriefing: &Debriefing) {
    let look = view.look;
    let card = &debriefing.score;
    let mark = u32::from(view.state.site.pass_mark);
    ui.spacing_mut().item_spacing.y = 6.0;
    slim(ui, |ui| {
        section(ui, view, "Score");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            label(ui, &format!("Pass mark {mark}"), view.sizes.meta, look.ink2);
        });
    });
    if !debriefing.drill.is_finished() {
        label(ui, "Stopped before its end: there is no score.", view.sizes.body, look.ink);
        return;
    }
    ui.horizontal(|ui| {
        ui.set_min_height(44.0);
        strong(ui, &card.total.to_string(), (36.0, 44.0), look.ink);
        ui.add_space(2.0);
        label(ui, "of 100", view.sizes.body, look.ink2);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if card.total >= mark {
                pill(ui, view, icons::TICK, "Score passed", look.leaf, look.leaf_soft);
            } else {
                pill(ui, view, icons::MINUS, "Not passed yet", look.ember, look.ember_soft);
            }
        });
    });
    let sections: Vec<Section> = Section::ALL
        .into_iter()
        .chain([Section::Protocol])
        .filter(|section| card.parts.iter().any(|part| part.section == *section))
        .collect();
    meter(ui, view, debriefing, &sections);
    label(ui, &outcome_and_path(debriefing), view.sizes.meta, look.ink2);
    for of in sections.into_iter().chain([Section::Help]) {
        let parts: Vec<&Part> = card.parts.iter().filter(|part| part.section == of).collect();
        if parts.is_empty() {
            continue;
        }
        ui.add_space(4.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        let (points, most) = card.section(of);
        row(ui, view, of.in_words(), "", points, most, true, false);
        for part in parts {
            let turn = part.turn.map(|turn| format!(" · turn\u{a0}{turn}")).unwrap_or_default();
            let is_lost = part.points + 0.01 < part.of as f32;
            let response = row(ui, view, &part.name, if is_lost { &turn } else { "" }, part.points, part.of, false, is_lost);
            if response.on_hover_text(&part.why).clicked() {
                match part.turn.filter(|_| debriefing.disputing.is_none()) {
                    Some(turn) => view.send(TrainCommand::ShowTurn(turn).into()),
                    None => view.send(TrainCommand::DisputePart(part.id.clone()).into()),
                }
            }
        }
        ui.spacing_mut().item_spacing.y = 6.0;
    }
    disputes(ui, view, debriefing);
}

/// What came of it and the way there are two things, and stand apart.
fn outcome_and_path(debriefing: &Debriefing) -> String {
    let card = &debriefing.score;
    let (outcome, of) = card.section(Section::Resolution);
    let all: u32 = card.parts.iter().map(|part| part.of).sum();
    if of == 0 {
        return String::new();
    }
    let path: f32 = card.parts.iter().map(|part| part.points).sum::<f32>() - outcome;
    format!("Outcome {} of {of} · path {} of {}", figure(outcome), figure(path), all - of)
}

fn figure(points: f32) -> String {
    if (points - points.round()).abs() < 0.05 { format!("{points:.0}") } else { format!("{points:.1}") }
}

/// Each part as long as its points.
fn meter(ui: &mut Ui, view: &View, debriefing: &Debriefing, sections: &[Section]) {
    let look = view.look;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 8.0), Sense::hover());
    let most: u32 = sections.iter().map(|section| debriefing.score.section(*section).1).sum();
    let room = rect.width() - 4.0 * (sections.len() as f32 - 1.0);
    let mut x = rect.left();
    for section in sections {
        let (points, of) = debriefing.score.section(*section);
        let width = room * of as f32 / most.max(1) as f32;
        let whole = Rect::from_min_size(pos2(x, rect.top()), vec2(width, 8.0));
        ui.painter().rect_filled(whole, CornerRadius::same(4), look.line);
        let part = width * (points / of.max(1) as f32).clamp(0.0, 1.0);
        if part > 0.0 {
            ui.painter().rect_filled(whole.with_max_x(x + part), CornerRadius::same(4), look.tide);
        }
        x += width + 4.0;
    }
    ui.add_space(4.0);
}

#[expect(clippy::too_many_arguments, reason = "a row of a table is what it shows")]
fn row(ui: &mut Ui, view: &View, name: &str, turn: &str, points: f32, of: u32, is_head: bool, is_lost: bool) -> egui::Response {
    let look = view.look;
    let width = ui.available_width();
    let of_words = if of == 0 { String::new() } else { format!(" of {of}") };
    let tail = ui.painter().layout_no_wrap(of_words, font(view.sizes.meta), look.ink2);
    let ink = if is_lost { look.ember } else { look.ink };
    let face = if is_head || is_lost { semibold(view.sizes.meta) } else { font(view.sizes.meta) };
    let own = ui.painter().layout_no_wrap(figure(points), face, if is_head || is_lost { ink } else { look.ink2 });
    let name_face = if is_head { semibold(view.sizes.meta) } else { font(view.sizes.meta) };
    let name_ink = match (is_head, is_lost) {
        (true, _) => look.ink,
        (false, true) => look.ember,
        (false, false) => look.ink2,
    };
    let mut job = LayoutJob::default();
    job.wrap.max_width = width - tail.size().x - own.size().x - 10.0;
    for (words, face, colour) in [(name, name_face, name_ink), (turn, font(view.sizes.meta), look.ink2)] {
        let format = TextFormat { font_id: face, color: colour, line_height: Some(18.0), ..TextFormat::default() };
        job.append(words, 0.0, format);
    }
    let text = ui.painter().layout_job(job);
    let (rect, response) = ui.allocate_exact_size(vec2(width, text.size().y + 2.0), Sense::click());
    if response.hovered() && !is_head {
        ui.painter().rect_filled(rect.expand2(vec2(6.0, 0.0)), CornerRadius::same(4), look.sunken);
    }
    let tail_at = rect.right() - tail.size().x;
    let own_at = tail_at - own.size().x;
    let y = rect.top() + 10.0;
    ui.painter().galley(pos2(tail_at, y - tail.size().y / 2.0), tail, look.ink2);
    ui.painter().galley(pos2(own_at, y - own.size().y / 2.0), own, ink);
    ui.painter().galley(pos2(rect.left(), rect.top() + 1.0), text, name_ink);
    let said = format!("{name}{turn}: {} of {of}", figure(points));
    response.widget_info(|| WidgetInfo::labeled(if is_head { Role::Label } else { Role::Button }, true, &said));
    crate::ui::widgets::ring(ui, view, &response, 4);
    response
}

/// What is disputed, and the field for it.
fn disputes(ui: &mut Ui, view: &View, debriefing: &Debriefing) {
    let look = view.look;
    let name =
        |id: &str| debriefing.score.parts.iter().find(|part| part.id == id).map_or(id.to_owned(), |part| part.name.clone());
    for (part, words) in &debriefing.disputes {
        label(ui, &format!("Disputed: {}. {words}", name(part)), view.sizes.meta, look.ink);
        let scores = debriefing.scored.iter().flat_map(|scored| &scored.scores);
        for score in scores.filter(|score| score.answers.contains_key(part)) {
            label(ui, &format!("{} Answered by {}", icons::TICK, score.by), view.sizes.meta, look.leaf);
        }
    }
    let Some((part, words)) = &debriefing.disputing else { return };
    ui.add_space(4.0);
    strong(ui, &format!("Dispute: {}", name(part)), view.sizes.meta, look.ink);
    let id = Id::unique(DISPUTE);
    let (response, changed) =
        field(ui, view, id, "Why you see it otherwise", words, "why you see it otherwise", ui.available_width());
    if words.is_empty() {
        // It was just opened, at the end of a long column.
        response.scroll_to_me(Some(Align::BOTTOM));
    }
    if let Some(text) = changed {
        view.send(TrainCommand::TypeDispute(text).into());
    }
    let help = if debriefing.drill.setting().level == crate::drill::Level::Exam {
        "Enter keeps it with the exam."
    } else {
        "Enter keeps it; it goes with what you copy. Nobody else sees your practice."
    };
    label(ui, help, view.sizes.meta, look.ink2);
}

//! One turn: what the customer had said, what was said, what it did, the better line and why.

use super::{Debriefing, said::said, technique_words};
use crate::{
    drill::Turn,
    ui::{
        command::Command,
        guide::Shape,
        theme::{font, icons, semibold},
        train::{command::TrainCommand, stage::change_chip},
        view::View,
        widgets::{ButtonLook, card, icon_button, key_button, label, notice_card, section, strong},
    },
};
use egui::{Align, Color32, Layout, Margin, Ui};

pub(super) fn turn(ui: &mut Ui, view: &View, debriefing: &Debriefing, shape: Shape) {
    let look = view.look;
    let Some(turn) = debriefing.drill.turns().iter().find(|turn| turn.number == debriefing.turn) else {
        label(ui, "Nothing was said, so there is nothing to talk over.", view.sizes.body, look.ink2);
        return buttons(ui, view, false);
    };
    let title = if debriefing.debrief.turn == Some(turn.number) {
        format!("Turn {}. {}", turn.number, debriefing.debrief.title)
    } else {
        format!("Turn {}. {}", turn.number, turn.step_title)
    };
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for (command, name, icon) in [
                (TrainCommand::LaterTurn, "The turn after", icons::RIGHT),
                (TrainCommand::EarlierTurn, "The turn before", icons::LEFT),
            ] {
                if icon_button(ui, view, icon, name, look.ink2).clicked() {
                    view.send(command.into());
                }
            }
            if shape != Shape::Strip {
                label(ui, "Other turns", view.sizes.meta, look.ink2);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let heading = strong(ui, &title, (19.0, 26.0), look.ink);
                ui.ctx().accesskit_node_builder(heading.id, |node| node.set_live(egui::accesskit::Live::Polite));
            });
        });
    });
    if !turn.customer.words.is_empty() {
        let called = &debriefing.drill.setting().persona.called;
        let words = format!("{called} had said: “{}”", turn.customer.words);
        in_two_rows(ui, view, &words);
    }
    ui.add_space(6.0);
    cards(ui, view, debriefing, turn, shape);
    ui.add_space(8.0);
    why(ui, view, debriefing, turn);
    if let Some(message) = &debriefing.message {
        notice_card(ui, view, message, false);
    }
    ui.add_space(8.0);
    buttons(ui, view, true);
}

fn cards(ui: &mut Ui, view: &View, debriefing: &Debriefing, turn: &Turn, shape: Shape) {
    let look = view.look;
    let moved = turn.heat_after - turn.heat_before;
    let rises = moved > crate::ui::train::curve::A_RISE;
    let shows_heat = debriefing.shows_heat();
    let own = One {
        title: "You said",
        words: said(turn),
        moved: shows_heat.then_some(moved),
        stripe: if rises { look.ember } else { look.tide },
        under: turn.moves.iter().filter(|made| made.counted).map(|made| made.name.clone()).collect::<Vec<_>>().join(", "),
    };
    let better = debriefing.better.as_ref().map(|better| One {
        title: "Better",
        words: format!("“{}”", better.words),
        moved: shows_heat.then_some(better.heat - turn.heat_before),
        stripe: look.tide,
        under: technique_words(better.technique.as_ref()).map(|(name, _)| name).unwrap_or_default(),
    });
    let Some(better) = better else {
        one(ui, view, &own, 0.0);
        return;
    };
    if shape == Shape::Strip {
        one(ui, view, &own, 0.0);
        ui.add_space(8.0);
        one(ui, view, &better, 0.0);
        return;
    }
    let half = (ui.available_width() - 16.0) / 2.0;
    // Both are as high as the higher one.
    let height = [&own, &better].map(|card| words_height(ui, view, &card.words, half - 37.0)).into_iter().fold(48.0, f32::max);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        for card in [&own, &better] {
            ui.vertical(|ui| {
                ui.set_width(half);
                one(ui, view, card, height);
            });
        }
    });
}

struct One<'a> {
    title: &'a str,
    words: String,
    moved: Option<f32>,
    stripe: Color32,
    under: String,
}

fn words_height(ui: &Ui, view: &View, words: &str, width: f32) -> f32 {
    let size = view.sizes.answer;
    crate::ui::widgets::galley(ui, words, crate::ui::theme::font(size), size.1, view.look.ink, width).size().y
}

fn one(ui: &mut Ui, view: &View, one: &One, height: f32) {
    let look = view.look;
    card(ui, view, one.stripe, Margin { left: 21, right: 16, top: 12, bottom: 12 }, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.horizontal(|ui| {
            ui.set_min_height(22.0);
            section(ui, view, one.title);
            if let Some(moved) = one.moved {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| change_chip(ui, view, moved));
            }
        });
        let top = ui.cursor().top();
        label(ui, &one.words, view.sizes.answer, look.ink);
        let used = ui.cursor().top() - top - 6.0;
        ui.add_space((height - used).max(0.0));
        label(ui, if one.under.is_empty() { " " } else { &one.under }, view.sizes.meta, look.ink2);
    });
}

/// Why: the technique, and what it did.
fn why(ui: &mut Ui, view: &View, debriefing: &Debriefing, turn: &Turn) {
    let look = view.look;
    ui.spacing_mut().item_spacing.y = 2.0;
    let did = turn.reasons.join(" ");
    let better = debriefing.better.as_ref();
    let is_turning = debriefing.debrief.turn == Some(turn.number);
    // The word on a line that tempts; of other turns the reasons tell enough.
    let word = better.filter(|_| is_turning).map(|better| better.why.clone()).filter(|why| !did.contains(why.as_str()));
    let did = [Some(did.clone()), word].into_iter().flatten().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ");
    if !did.is_empty() {
        label(ui, &did, view.sizes.body, look.ink);
    }
    if let Some((name, why)) = technique_words(better.and_then(|better| better.technique.as_ref())) {
        let mut job = egui::text::LayoutJob::default();
        job.wrap.max_width = ui.available_width();
        let size = view.sizes.body;
        for (words, face, color) in [(format!("{name}. "), semibold(size), look.ink), (why, font(size), look.ink2)] {
            let format = egui::TextFormat { font_id: face, color, line_height: Some(size.1), ..egui::TextFormat::default() };
            job.append(&words, 0.0, format);
        }
        ui.add(egui::Label::new(job).wrap());
    }
    for gate in turn.gates.iter().filter(|gate| !did.contains(&gate.why)) {
        label(ui, &format!("{} {}", crate::ui::theme::icons::CROSS, gate.why), view.sizes.body, look.alarm);
    }
    if let Some(heard) = turn.heard.as_ref().filter(|heard| heard.first_try == Some(false)) {
        label(ui, &format!("The answer was {}; another one was taken for it.", quoted(&heard.when)), view.sizes.body, look.ember);
    }
}

/// Words in two rows at most; the whole of them where the pointer rests.
fn in_two_rows(ui: &mut Ui, view: &View, words: &str) {
    let size = view.sizes.body;
    let mut job = egui::text::LayoutJob::simple(words.to_owned(), font(size), view.look.ink2, ui.available_width());
    job.wrap.max_rows = 2;
    for section in &mut job.sections {
        section.format.line_height = Some(size.1);
    }
    let shown = ui.add(egui::Label::new(job).wrap());
    shown.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words));
    shown.on_hover_text(words);
}

/// In quotation marks, unless it has them.
fn quoted(words: &str) -> String {
    if words.starts_with('“') { words.trim_end_matches('.').to_owned() } else { format!("“{words}”") }
}

fn buttons(ui: &mut Ui, view: &View, can_replay: bool) {
    ui.horizontal_wrapped(|ui| {
        let (replay, watch): (Command, Command) = (TrainCommand::ReplayFromHere.into(), TrainCommand::WatchGood.into());
        if can_replay {
            key_button(ui, view, &replay, "Replay from here", ButtonLook::Primary, 40.0);
        }
        key_button(ui, view, &watch, "Watch a good version", ButtonLook::Framed, 40.0);
    });
}

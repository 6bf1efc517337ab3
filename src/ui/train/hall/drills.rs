//! The drills that were played: their heat laid over each other, and each to be talked over again.

use super::{column, graph, plan::tree_title, short_day};
use crate::{
    drill::{Finished, Level, passes},
    ui::{
        theme::{font, icons},
        train::command::TrainCommand,
        view::View,
        widgets::{label, section, wrapped},
    },
};
use egui::{Align2, Margin, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// So many curves are laid over each other.
const CURVES: usize = 8;

pub(super) fn drills(ui: &mut Ui, view: &View) {
    let full = ui.max_rect();
    let look = view.look;
    let book = &view.state.training.hall.book;
    let latest: Vec<&Finished> = book.drills.iter().rev().collect();
    column(ui, "drills", full, look.ground, |ui| {
        let side = if full.width() >= view.sizes.two_columns { 16 } else { 0 };
        egui::Frame::new().inner_margin(Margin::symmetric(side, 4)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            if latest.is_empty() {
                label(ui, "No drill was played to its end yet.", view.sizes.body, look.ink2);
                return;
            }
            let chosen = view.state.training.hall.row.min(latest.len() - 1);
            let shown: Vec<&Finished> = latest.iter().filter(|drill| !drill.curve.is_empty()).take(CURVES).copied().collect();
            let at = latest.get(chosen).and_then(|drill| shown.iter().position(|one| one.id == drill.id)).unwrap_or(usize::MAX);
            section(ui, view, "Heat, the latest drills laid over each other");
            graph::heat(ui, view, &shown, at, ui.available_width());
            ui.add_space(8.0);
            section(ui, view, "Drills, the latest first. Enter or a second click opens the debrief.");
            ui.spacing_mut().item_spacing.y = 0.0;
            for (row, drill) in latest.iter().enumerate() {
                drill_row(ui, view, row, drill, row == chosen);
            }
        });
    });
}

fn drill_row(ui: &mut Ui, view: &View, row: usize, drill: &Finished, is_chosen: bool) {
    let look = view.look;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 48.0), Sense::click());
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, look.line));
    if is_chosen || response.hovered() {
        let fill = if is_chosen { look.tide_soft } else { look.sunken };
        ui.painter().rect_filled(rect.shrink2(vec2(0.0, 1.0)).expand2(vec2(8.0, 0.0)), view.sizes.row_radius, fill);
    }
    let is_passed = passes(drill, view.state.site.pass_mark);
    let (sign, words, colour) = match (is_passed, drill.has_failed_gate()) {
        (true, _) => (icons::TICK, "passed", look.leaf),
        (_, true) => (icons::CROSS, "gate failed", look.alarm),
        (_, false) => ("", "not passed", look.ink2),
    };
    let score = format!("{}", drill.score.total);
    ui.painter().text(rect.right_center(), Align2::RIGHT_CENTER, &score, crate::ui::theme::semibold(view.sizes.answer), look.ink);
    let state = format!("{sign} {words}");
    let at = pos2(rect.right() - 56.0, rect.center().y);
    ui.painter().text(at, Align2::RIGHT_CENTER, state.trim(), font(view.sizes.meta), colour);
    let room = rect.width() - 180.0;
    let heat = drill.heat();
    let title = format!("{} with {}", tree_title(view, drill.tree.as_str()), drill.customer);
    let name = wrapped(ui, &title, font(view.sizes.body), look.ink, room);
    ui.painter().galley(rect.min + vec2(0.0, 4.0), name, look.ink);
    let book = &view.state.training.hall.book;
    let is_again = book
        .drills
        .iter()
        .take_while(|one| one.id != drill.id)
        .any(|one| (one.seed, &one.tree, &one.persona) == (drill.seed, &drill.tree, &drill.persona));
    let level = if drill.level == Level::Exam { "exam".to_owned() } else { drill.level.in_words().to_lowercase() };
    let beside = format!(
        "{} · {level}{} · {} · heat {:.1} to {:.1}, peak {:.1}",
        short_day(drill.day),
        if is_again { ", the same call again" } else { "" },
        drill.over.in_words(),
        heat.start,
        heat.end,
        heat.peak
    );
    let help = wrapped(ui, &beside, font(view.sizes.meta), look.ink2, room);
    ui.painter().galley(rect.min + vec2(0.0, 26.0), help, look.ink2);
    crate::ui::widgets::ring(ui, view, &response, view.sizes.row_radius);
    if is_chosen {
        response.scroll_to_me(None);
    }
    let said = format!("{title}, {score} of 100, {words}");
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, &said));
    if response.clicked() {
        view.send(if is_chosen { TrainCommand::OpenDebrief(drill.id.clone()) } else { TrainCommand::ChooseRow(row) }.into());
    }
}

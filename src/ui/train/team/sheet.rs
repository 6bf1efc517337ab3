//! An exam that was handed over: how it came out, its gates, what was disputed, and what was said.

use super::list::name_of;
use crate::{
    drill::{ExamSheet, Gate, GateState},
    ui::{
        theme::icons,
        train::{
            hall::{short_day, tree_title},
            stage::heading,
        },
        view::View,
        widgets::{frame, hairline, label, section},
    },
};
use egui::{Margin, Ui};

pub(super) fn sheet(ui: &mut Ui, view: &View, sheet: &ExamSheet) {
    let look = view.look;
    let result = &sheet.result;
    ui.spacing_mut().item_spacing.y = 6.0;
    heading(ui, view, name_of(&sheet.trainee));
    let tree = tree_title(view, result.tree.as_str());
    label(ui, &format!("{tree}, revision {} · {}", result.revision, result.customer), view.sizes.body, look.ink);
    let heat = result.heat();
    let words = format!(
        "{} · {} · heat {:.1} to {:.1}, peak {:.1} · seed {}",
        short_day(result.day),
        result.over.in_words(),
        heat.start,
        heat.end,
        heat.peak,
        result.seed
    );
    label(ui, &words, view.sizes.meta, look.ink2);
    ui.add_space(8.0);
    section(ui, view, "Gates");
    let came_up = |gate: &&Gate| gate.state != GateState::DidNotComeUp;
    if !result.gates.iter().any(|gate| came_up(&gate)) {
        label(ui, "None came up.", view.sizes.meta, look.ink2);
    }
    for gate in result.gates.iter().filter(came_up) {
        match &gate.state {
            GateState::Failed { turn, why } => {
                let words = format!("{} {}: failed in turn {turn}. {why}", icons::CROSS, gate.name);
                label(ui, &words, view.sizes.body, look.alarm);
            }
            GateState::Passed | GateState::DidNotComeUp => {
                label(ui, &format!("{} {}", icons::TICK, gate.name), view.sizes.body, look.ink);
            }
        }
        disputes_of(ui, view, sheet, &gate.id);
    }
    ui.add_space(8.0);
    section(ui, view, &format!("What was said, {} turns", sheet.turns.len()));
    for turn in &sheet.turns {
        hairline(ui, view);
        label(ui, &format!("{} · {}", turn.number, turn.step), view.sizes.meta, look.ink2);
        label(ui, &turn.customer, view.sizes.body, look.ink);
        if turn.said.is_empty() {
            label(ui, "Nothing was said.", view.sizes.body, look.ink2);
        } else {
            frame(view, look.tide_soft, look.tide_soft, Margin::symmetric(10, 6)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                label(ui, &turn.said, view.sizes.body, look.ink);
            });
        }
    }
    ui.add_space(16.0);
}

/// What the trainee sees otherwise, under what it is about.
pub(super) fn disputes_of(ui: &mut Ui, view: &View, sheet: &ExamSheet, part: &str) {
    for dispute in sheet.disputes.iter().filter(|dispute| dispute.part == part) {
        let words = format!("{} Disputed on {}: “{}”", icons::SAY, short_day(dispute.on), dispute.words);
        label(ui, &words, view.sizes.meta, view.look.ember);
    }
}

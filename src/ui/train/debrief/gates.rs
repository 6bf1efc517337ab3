//! The gates: passed or failed, never a matter of points, and never in a box with the score.

use super::{Debriefing, mark};
use crate::{
    drill::GateState,
    ui::{
        theme::icons,
        train::{command::TrainCommand, stage::slim},
        view::View,
        widgets::{ButtonLook, action_button, frame, label, section, strong},
    },
};
use egui::{Align, Layout, Margin, Ui};

pub(super) fn gates(ui: &mut Ui, view: &View, debriefing: &Debriefing) {
    let look = view.look;
    ui.spacing_mut().item_spacing.y = 8.0;
    slim(ui, |ui| {
        section(ui, view, "Gates");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            label(ui, "Kept apart from the score", view.sizes.meta, look.ink2);
        });
    });
    for gate in &debriefing.gates {
        let GateState::Failed { turn, why } = &gate.state else { continue };
        frame(view, look.alarm_soft, look.alarm_soft, Margin::same(12)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 4.0;
            slim(ui, |ui| {
                label(ui, icons::CROSS, view.sizes.meta, look.alarm);
                strong(ui, &gate.name, view.sizes.meta, look.alarm);
            });
            label(ui, &format!("Turn {turn}: {why}"), view.sizes.meta, look.ink2);
            let key = if *turn < 10 { turn.to_string() } else { String::new() };
            if action_button(ui, view, &format!("Go to turn {turn}"), &key, ButtonLook::Plain, 28.0, false).clicked() {
                view.send(TrainCommand::ShowTurn(*turn).into());
            }
        });
    }
    for wanted in [true, false] {
        for gate in &debriefing.gates {
            let is_passed = gate.state == GateState::Passed;
            if gate.is_failed() || is_passed != wanted {
                continue;
            }
            slim(ui, |ui| {
                ui.spacing_mut().item_spacing.x = 10.0;
                ui.add_space(12.0);
                let colour = if is_passed { look.leaf } else { look.ink3 };
                label(ui, mark(&gate.state), view.sizes.meta, colour);
                let name = label(ui, &gate.name, view.sizes.meta, if is_passed { look.ink } else { look.ink2 });
                let state = if is_passed { "passed" } else { "did not come up" };
                name.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{}: {state}", gate.name)));
            });
        }
    }
    if debriefing.gates.is_empty() {
        label(ui, "No gate came up.", view.sizes.meta, look.ink2);
        return;
    }
    slim(ui, |ui| {
        ui.add_space(12.0);
        label(ui, &format!("{}  passed", icons::TICK), view.sizes.meta, look.ink2);
        ui.add_space(12.0);
        label(ui, &format!("{}  did not come up", icons::MINUS), view.sizes.meta, look.ink2);
    });
}

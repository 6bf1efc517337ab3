//! "That's not what I meant": the trainee names the move, and the drill goes on with theirs.

use super::Shown;
use crate::{
    drill::{Model, MoveRule, Said},
    ui::{
        command::Command,
        train::command::TrainCommand,
        view::View,
        widgets::{ButtonLook, action_button, frame, label, strong},
    },
};
use egui::{Margin, Ui};

pub(super) fn meant(ui: &mut Ui, view: &View, shown: &Shown) {
    let look = view.look;
    let Some(turn) = shown.drill.turns().last() else { return };
    frame(view, look.panel, look.line, Margin::symmetric(24, 16)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 8.0;
        strong(ui, "What did you mean by it?", view.sizes.answer, look.ink);
        if let Said::Typed { text, .. } = &turn.said {
            label(ui, &format!("“{text}”"), view.sizes.body, look.ink2);
        }
        label(ui, "The drill goes on with what you meant; the score counts it so.", view.sizes.meta, look.ink2);
        // What nobody sets out to do is not offered.
        let is_meant = |rule: &&MoveRule| rule.heat <= 0.0 && rule.gate.is_none() && rule.id != "OVER_PROMISE";
        let cools: Vec<&MoveRule> = Model::shipped().moves().iter().filter(is_meant).collect();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(8.0, 8.0);
            for (at, rule) in cools.into_iter().enumerate() {
                let button = action_button(ui, view, &rule.name, "", ButtonLook::Framed, 32.0, false);
                // By keyboard one begins here: Tab and the arrows walk, Space takes.
                if at == 0 && ui.memory(|memory| memory.focused().is_none()) {
                    button.request_focus();
                }
                if button.clicked() {
                    view.send(TrainCommand::Meant(rule.id.to_string()).into());
                }
            }
        });
        ui.add_space(4.0);
        let command: Command = TrainCommand::NotMeant.into();
        if action_button(ui, view, "It was heard right", &view.key(&command), ButtonLook::Plain, 32.0, false).clicked() {
            view.send(command);
        }
    });
}

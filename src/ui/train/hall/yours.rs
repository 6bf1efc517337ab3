//! What is kept of the trainee, to be taken away as one file or erased.

use super::column;
use crate::{
    drill::Level,
    ui::{
        train::{command::TrainCommand, stage::heading},
        view::View,
        widgets::{ButtonLook, action_button, centred, frame, label, strong, told_card},
    },
};
use egui::{Margin, Ui};

pub(super) fn yours(ui: &mut Ui, view: &View) {
    let look = view.look;
    let hall = &view.state.training.hall;
    let full = ui.max_rect();
    column(ui, "yours", full, look.ground, |ui| {
        centred(ui, 620.0, |ui| {
            ui.spacing_mut().item_spacing.y = 12.0;
            heading(ui, view, "What is kept of you here");
            if let Some(said) = &hall.said {
                told_card(ui, view, said);
            }
            let drills = hall.book.drills.iter().filter(|drill| drill.level != Level::Exam).count();
            let drills =
                if drills == 1 { "1 drill with its score".to_owned() } else { format!("{drills} drills with their scores") };
            let words = format!(
                "{drills} and heat, what was practised and when it comes back, your goals. They lie \
                     on this computer alone; nobody else's program opens them. Exams lie apart from practice."
            );
            label(ui, &words, view.sizes.body, look.ink);
            let export = "Export";
            part(ui, view, export, "One file in JSON, for people and programs, with private facts masked.", |ui| {
                if action_button(ui, view, "Export to a file", "", ButtonLook::Framed, 34.0, false).clicked() {
                    view.send(TrainCommand::Export.into());
                }
            });
            part(ui, view, "Erase", "Drills, cards and goals go, and cannot be read from the disk any more.", |ui| {
                let words = if hall.asked_to_erase { "Erase for good" } else { "Erase my practice" };
                let face = if hall.asked_to_erase { ButtonLook::Alarm } else { ButtonLook::Framed };
                if action_button(ui, view, words, "", face, 34.0, false).clicked() {
                    view.send(TrainCommand::Erase.into());
                }
                if hall.asked_to_erase {
                    label(ui, "Press again, or Esc to leave it.", view.sizes.meta, look.ink2);
                }
            });
        });
    });
}

fn part(ui: &mut Ui, view: &View, title: &str, words: &str, add: impl FnOnce(&mut Ui)) {
    let look = view.look;
    frame(view, look.panel, look.line, Margin::symmetric(16, 12)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 6.0;
        strong(ui, title, view.sizes.body, look.ink);
        label(ui, words, view.sizes.meta, look.ink2);
        ui.horizontal(add);
    });
}

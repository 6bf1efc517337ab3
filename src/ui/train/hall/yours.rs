//! What is kept of the trainee, to be taken away as one file or erased.

use super::{Yours, column};
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
            let practised = hall.book.drills.iter().filter(|drill| drill.level != Level::Exam).count();
            let drills = match practised {
                1 => "1 drill with its score".to_owned(),
                count => format!("{count} drills with their scores"),
            };
            let words = format!(
                "{drills} and heat, what was practised and when it comes back, your goals. They lie \
                     on this computer alone; nobody else's program opens them. Exams lie apart from practice."
            );
            label(ui, &words, view.sizes.body, look.ink);
            let export = "Export";
            part(ui, view, export, "One file for practice and one for exams, in JSON, with private facts masked.", |ui| {
                if action_button(ui, view, "Export to a file", "", ButtonLook::Framed, 34.0, false).clicked() {
                    view.send(TrainCommand::Export.into());
                }
            });
            let words = "Drills, cards and goals go, and cannot be read from the disk any more.";
            part(ui, view, "Erase practice", words, |ui| erase(ui, view, Yours::Practice, "Erase my practice"));
            let exams = hall.book.drills.len() - practised;
            if exams > 0 {
                let words = format!(
                    "{exams} exam{} and what you disputed. A sheet that you sent is not touched; take it back first, from the exam’s \
                     debrief.",
                    if exams == 1 { "" } else { "s" }
                );
                part(ui, view, "Erase exams", &words, |ui| erase(ui, view, Yours::Exams, "Erase my exams"));
            }
        });
    });
}

/// A button that is pressed twice.
fn erase(ui: &mut Ui, view: &View, what: Yours, words: &str) {
    let is_asked = view.state.training.hall.asked_to_erase == Some(what);
    let (words, face) = if is_asked { ("Erase for good", ButtonLook::Alarm) } else { (words, ButtonLook::Framed) };
    if action_button(ui, view, words, "", face, 34.0, false).clicked() {
        view.send(TrainCommand::Erase(what).into());
    }
    if is_asked {
        label(ui, "Press again, or Esc to leave it.", view.sizes.meta, view.look.ink2);
    }
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

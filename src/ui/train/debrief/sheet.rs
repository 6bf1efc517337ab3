//! The sheet of an exam: the trainee sees the very text that leaves before it is sent.

use crate::{
    library::{exam_sheets, send_exam, sheet_in_words, withdraw_exam},
    record::ExamStore,
    ui::{
        state::State,
        theme::mono,
        train::{command::TrainCommand, stage::heading, state::Scene},
        view::View,
        widgets::{ButtonLook, action_button, frame, label},
    },
};
use egui::{Margin, RichText, Ui};

/// The sheet as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetShown {
    /// The text that leaves.
    pub text: String,
    /// It was sent.
    pub is_sent: bool,
}

pub(super) fn sheet(ui: &mut Ui, view: &View, sheet: &SheetShown) {
    let look = view.look;
    ui.spacing_mut().item_spacing.y = 8.0;
    heading(ui, view, if sheet.is_sent { "Your supervisor has this sheet" } else { "This is what your supervisor will see" });
    let words = if sheet.is_sent {
        "It lies beside the library's trees. You can take it back, and take the exam again."
    } else {
        "This text leaves this computer, and nothing else. Private facts and cards are masked."
    };
    label(ui, words, view.sizes.body, look.ink2);
    ui.horizontal_wrapped(|ui| {
        if sheet.is_sent {
            if action_button(ui, view, "Take it back", "", ButtonLook::Framed, 36.0, false).clicked() {
                view.send(TrainCommand::WithdrawSheet.into());
            }
        } else if action_button(ui, view, "Send it", "Enter", ButtonLook::Primary, 36.0, false).clicked() {
            view.send(TrainCommand::SendSheet.into());
        }
        let back = TrainCommand::HandOver.into();
        if action_button(ui, view, "Back to the debrief", &view.key(&back), ButtonLook::Plain, 36.0, false).clicked() {
            view.send(back);
        }
    });
    frame(view, look.panel, look.line, Margin::symmetric(16, 12)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let text = RichText::new(&sheet.text).font(mono(view.sizes.meta)).color(look.ink);
        ui.add(egui::Label::new(text).wrap());
    });
    ui.add_space(12.0);
}

impl State {
    /// Shows the sheet of the exam that is talked over, sends it, or takes it back.
    pub(in crate::ui::train) fn hand_over_exam(&mut self, command: &TrainCommand) {
        self.wait_for_keepers();
        let Scene::Debrief(debriefing) = &self.training.scene else { return };
        let (id, was_open) = (debriefing.id.clone(), debriefing.sheet.is_some());
        if *command == TrainCommand::HandOver && was_open {
            return self.show_sheet(None);
        }
        let folder = self.setup.folders.trees.clone();
        let done = ExamStore::open(&self.setup.folders.exams()).map_err(|error| error.to_string()).and_then(|mut store| {
            let sheet = store.sheet(&id).map_err(|error| error.to_string())?;
            match command {
                TrainCommand::SendSheet => {
                    send_exam(&folder, &sheet).map_err(|error| error.to_string())?;
                    store.note_sent(&id).map_err(|error| error.to_string())?;
                }
                TrainCommand::WithdrawSheet => withdraw_exam(&folder, &id).map_err(|error| error.to_string())?,
                _ => {}
            }
            // What lies in the folder is what supervisors see, whatever was sent once.
            let is_sent = exam_sheets(&folder).all.iter().any(|sheet| sheet.id == id);
            Ok(SheetShown { text: sheet_in_words(&sheet), is_sent })
        });
        match done {
            Ok(sheet) => self.show_sheet(Some(sheet)),
            Err(words) => self.tell_trainee(format!("The sheet could not be had: {words}")),
        }
    }

    fn show_sheet(&mut self, sheet: Option<SheetShown>) {
        if let Scene::Debrief(debriefing) = &mut self.training.scene {
            debriefing.sheet = sheet;
        }
    }
}

//! The sheet of an exam before it goes to the supervisor: what they will see, to be sent and withdrawn.

use super::{command::TeamCommand, parts, sheet, state::Handing};
use crate::{
    drill::{ExamSheet, Grade, Level, TechniqueMet},
    library::{exam_sheets, send_exam, technique, withdraw_exam},
    record::ExamStore,
    tree::TechniqueId,
    ui::{
        command::Command,
        state::{Effect, Place, State},
        theme::icons,
        told::Told,
        train::{
            hall::{column, scroll_by_keys},
            stage::heading,
            state::Scene,
        },
        view::View,
        widgets::{ButtonLook, action_button, centred, frame, key_button, key_buttons_at_right, label, section, told_card},
    },
};
use egui::{Align, CentralPanel, Frame, Layout, Margin, Panel, Ui};

impl State {
    /// Shows the sheet of the exam that is talked over.
    pub(super) fn see_sheet(&mut self) {
        let Scene::Debrief(debriefing) = &self.training.scene else { return };
        let id = debriefing.id.clone();
        self.wait_for_keepers();
        let read = ExamStore::open(&self.setup.folders.exams()).and_then(|store| Ok((store.sheet(&id)?, store.is_sent(&id)?)));
        match read {
            Ok((sheet, was_sent)) => {
                let there = exam_sheets(&self.setup.folders.trees).all.into_iter().find(|one| one.id == id);
                let (is_sent, is_current) = (was_sent || there.is_some(), there.as_ref() == Some(&sheet));
                self.training.handing = Some(Handing { sheet, is_sent, is_current, asked: false, said: None });
                self.effects.push(Effect::Unfocus);
            }
            Err(error) => self.tell_trainee(format!("The sheet cannot be had: {error}")),
        }
    }

    pub(super) fn send_sheet(&mut self) {
        let Some(handing) = &mut self.training.handing else { return };
        let id = handing.sheet.id.clone();
        match send_exam(&self.setup.folders.trees, &handing.sheet) {
            Ok(_) => {
                (handing.is_sent, handing.is_current) = (true, true);
                handing.said = Some(Told::done("Sent. What your supervisor says of it comes to you under Today."));
                if let Some(keepers) = &self.training.keepers {
                    keepers.exams.give(move |store| store.note_sent(&id));
                }
            }
            Err(error) => handing.said = Some(Told::trouble(format!("Not sent. {error}"))),
        }
    }

    pub(super) fn withdraw_sheet(&mut self) {
        let Some(handing) = &mut self.training.handing else { return };
        if !std::mem::replace(&mut handing.asked, true) {
            return;
        }
        handing.asked = false;
        let id = handing.sheet.id.clone();
        match withdraw_exam(&self.setup.folders.trees, &id) {
            Ok(()) => {
                (handing.is_sent, handing.is_current) = (false, false);
                handing.said = Some(Told::done("Withdrawn. Your supervisor does not have it any more, nor what they scored."));
                if let Some(keepers) = &self.training.keepers {
                    keepers.exams.give(move |store| store.note_withdrawn(&id));
                }
            }
            Err(error) => handing.said = Some(Told::trouble(format!("Not withdrawn. {error}"))),
        }
    }

    pub(super) fn why_not_handing(&self, command: &TeamCommand) -> Option<&'static str> {
        let only = |holds: bool, why: &'static str| if holds { None } else { Some(why) };
        let Scene::Debrief(debriefing) = &self.training.scene else { return Some("only after an exam") };
        let drill = &debriefing.drill;
        if self.place != Place::Train || drill.setting().level != Level::Exam || !drill.is_finished() {
            return Some("only after an exam");
        }
        match (command, &self.training.handing) {
            (TeamCommand::SeeSheet, handing) => only(handing.is_none(), "the sheet is shown"),
            (_, None) => Some("see the sheet first"),
            (TeamCommand::Withdraw, Some(handing)) => only(handing.is_sent, "it was not sent"),
            (_, Some(handing)) => only(!handing.is_current, "it was sent as it stands"),
        }
    }
}

/// The sheet.
pub(in crate::ui::train) fn handing_view(ui: &mut Ui, view: &View, handing: &Handing) {
    let look = view.look;
    let bar = Frame::new().fill(look.panel).inner_margin(Margin::symmetric(16, 0));
    let is_strip = ui.max_rect().width() <= view.sizes.strip_at_most;
    Panel::bottom("sheet foot").frame(bar).exact_size(view.sizes.foot).show(ui, |ui| {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let words = if handing.is_sent { "Send again" } else { "Send to your supervisor" };
            key_button(ui, view, &TeamCommand::Send.into(), words, ButtonLook::Primary, 36.0);
            if handing.is_sent {
                let (words, face) = if handing.asked {
                    ("Withdraw it, and what was scored", ButtonLook::Alarm)
                } else {
                    ("Withdraw", ButtonLook::Framed)
                };
                key_button(ui, view, &TeamCommand::Withdraw.into(), words, face, 36.0);
            }
            if action_button(ui, view, "Back", "Esc", ButtonLook::Plain, 36.0, true).clicked() {
                view.send(Command::Close);
            }
            if !is_strip {
                key_buttons_at_right(ui, view, &[(Command::Keys, "Keys")], 36.0);
            }
        });
    });
    CentralPanel::default().frame(Frame::new().fill(look.ground)).show(ui, |ui| {
        let full = ui.max_rect();
        column(ui, "sheet", full, look.ground, |ui| {
            scroll_by_keys(ui, view);
            centred(ui, 760.0, |ui| {
                ui.spacing_mut().item_spacing.y = 8.0;
                whole(ui, view, handing);
            });
        });
    });
}

fn whole(ui: &mut Ui, view: &View, handing: &Handing) {
    let look = view.look;
    heading(ui, view, "The sheet of this exam");
    label(ui, "Your supervisor sees what stands here, and nothing else.", view.sizes.body, look.ink);
    let words = "Not in it: your practice and its scores, what you said aloud, private facts and card numbers (they are masked), \
                 and anything of your other exams. You can take it back at any time.";
    label(ui, words, view.sizes.meta, look.ink2);
    let (icon, words, ink) = match (handing.is_sent, handing.is_current) {
        (false, _) => (icons::INFO, "Not sent. Your supervisor does not see it.", look.ink2),
        (true, true) => (icons::TICK, "Sent. Your supervisor can see it.", look.leaf),
        (true, false) => (icons::WARNING, "Sent earlier; what changed since, such as a dispute, is not in it yet.", look.ember),
    };
    label(ui, &format!("{icon} {words}"), view.sizes.body, ink);
    if let Some(said) = &handing.said {
        told_card(ui, view, said);
    }
    frame(view, look.panel, look.line, Margin::symmetric(16, 12)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        sheet::sheet(ui, view, &handing.sheet);
        section(ui, view, &format!("Score: {} of 100", handing.sheet.result.score.total));
        parts::parts(ui, view, &handing.sheet, None);
        rest(ui, view, &handing.sheet);
    });
}

/// What else the file holds, so that nothing leaves unseen.
fn rest(ui: &mut Ui, view: &View, sheet: &ExamSheet) {
    let look = view.look;
    let result = &sheet.result;
    ui.add_space(10.0);
    section(ui, view, "Also in it");
    let curve: Vec<String> = result.curve.iter().map(|heat| format!("{heat:.1}")).collect();
    label(ui, &format!("The heat, from the start and after each turn: {}", curve.join(", ")), view.sizes.meta, look.ink);
    let named = |id: &TechniqueId| technique(id.as_str()).map_or_else(|| id.to_string(), |one| one.name.clone());
    let went = |met: &TechniqueMet| format!("{}, {}", named(&met.id), in_words(met.grade));
    let techniques: Vec<String> = result.techniques.iter().map(went).collect();
    if !techniques.is_empty() {
        label(ui, &format!("How each technique went: {}", techniques.join("; ")), view.sizes.meta, look.ink);
    }
    label(ui, &format!("The goal for the next time: {}", result.goal), view.sizes.meta, look.ink);
    label(
        ui,
        &format!("When it was taken, revision {} of the tree, seed {}.", result.revision, result.seed),
        view.sizes.meta,
        look.ink,
    );
}

fn in_words(grade: Grade) -> &'static str {
    match grade {
        Grade::Again => "missed",
        Grade::Hard => "with difficulty",
        Grade::Good => "well",
        Grade::Easy => "with ease",
    }
}

//! A point that the trainee sees otherwise.

use super::DISPUTE;
use crate::{
    drill::Level,
    ui::{
        state::{Effect, State},
        train::{command::TrainCommand, state::Scene},
    },
};

impl State {
    /// Opens the field, types into it, keeps what stands there.
    pub(in crate::ui::train) fn dispute(&mut self, command: TrainCommand) {
        let day = self.now().date();
        let Scene::Debrief(debriefing) = &mut self.training.scene else { return };
        match command {
            TrainCommand::Dispute | TrainCommand::DisputePart(_) => {
                // What cost most points comes first.
                let lost = debriefing.score.parts.iter().max_by(|one, other| {
                    let lost = |part: &crate::drill::Part| part.of as f32 - part.points;
                    lost(one).total_cmp(&lost(other))
                });
                let part = match command {
                    TrainCommand::DisputePart(part) => Some(part),
                    _ => lost.map(|part| part.id.clone()),
                };
                if let Some(part) = part {
                    debriefing.disputing = Some((part, String::new()));
                    self.effects.push(Effect::Focus(DISPUTE));
                }
            }
            TrainCommand::TypeDispute(text) => {
                if let Some((_, words)) = &mut debriefing.disputing {
                    *words = text;
                }
            }
            TrainCommand::KeepDispute => {
                let Some((part, words)) = debriefing.disputing.clone().filter(|(_, words)| !words.trim().is_empty()) else {
                    return;
                };
                let id = debriefing.id.clone();
                debriefing.disputing = None;
                debriefing.disputes.push((part.clone(), words.trim().to_owned()));
                let is_exam = debriefing.drill.setting().level == Level::Exam;
                if let Some(keepers) = self.training.keepers.as_ref().filter(|_| is_exam) {
                    keepers.exams.give(move |store| store.dispute(&id, &part, words.trim(), day));
                }
                self.effects.push(Effect::Unfocus);
            }
            _ => {}
        }
    }
}

//! What supervisors said of an exam: their points beside the automatic ones, their word, their answers to disputes.

use super::Debriefing;
use crate::{
    call::hash,
    drill::{ExamSheet, Level, OwnScore, Part},
    library::own_scores,
    record::ExamStore,
    tree::canonical,
    ui::{
        state::State,
        theme::icons,
        train::{figure::figure, hall::short_day, team::gap},
        view::View,
        widgets::{frame, label, section, strong},
    },
};
use egui::{Align, Layout, Margin, Ui};

/// An exam as supervisors scored it.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// The sheet that was sent.
    pub sheet: ExamSheet,
    /// What they gave, by their names.
    pub scores: Vec<OwnScore>,
}

/// What tells one state of the scores of an exam from another.
pub(in crate::ui::train) fn state_of(scores: &[OwnScore]) -> String {
    hash(&canonical(&scores))
}

impl State {
    /// What was disputed of an exam, and what supervisors said of it; the trainee looks at it now.
    pub(in crate::ui::train) fn look_at_scores(&self, debriefing: &mut Debriefing) {
        if debriefing.drill.setting().level != Level::Exam {
            return;
        }
        self.wait_for_keepers();
        let id = debriefing.id.clone();
        let sheet = ExamStore::open(&self.setup.folders.exams()).and_then(|store| store.sheet(&id));
        // An exam that was stopped has no sheet.
        let Ok(sheet) = sheet else { return };
        debriefing.disputes = sheet.disputes.iter().map(|dispute| (dispute.part.clone(), dispute.words.clone())).collect();
        let scores = own_scores(&self.setup.folders.trees, &id).all;
        if scores.is_empty() {
            return;
        }
        if let Some(keepers) = &self.training.keepers {
            let seen = state_of(&scores);
            keepers.exams.give(move |store| store.note_seen(&id, &seen));
        }
        debriefing.scored = Some(Scored { sheet, scores });
    }
}

/// Every supervisor who scored it, one under the other.
pub(super) fn scored(ui: &mut Ui, view: &View, debriefing: &Debriefing) {
    let Some(scored) = &debriefing.scored else { return };
    for score in &scored.scores {
        frame(view, view.look.panel, view.look.line, Margin::symmetric(16, 12)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 4.0;
            score_card(ui, view, &scored.sheet, score);
        });
        ui.add_space(8.0);
    }
}

/// What one supervisor said of an exam.
pub(in crate::ui::train) fn score_card(ui: &mut Ui, view: &View, sheet: &ExamSheet, score: &OwnScore) {
    let look = view.look;
    strong(ui, &format!("Scored by {} on {}", score.by, short_day(score.on)), view.sizes.body, look.ink);
    if !score.words.trim().is_empty() {
        label(ui, &format!("{} “{}”", icons::SAY, score.words.trim()), view.sizes.body, look.ink);
    }
    let total = figure(score.total(sheet));
    let words = format!("{total} by {}, {} automatically", score.by, sheet.result.score.total);
    label(ui, &words, view.sizes.body, look.ink);
    gap(ui, view, "The two scores", score.gap(sheet));
    let given: Vec<&Part> = sheet.result.score.parts.iter().filter(|part| score.points.contains_key(&part.id)).collect();
    if !given.is_empty() {
        ui.add_space(4.0);
        section(ui, view, "Points they gave");
    }
    for part in given {
        let (own, of) = (figure(score.points_for(sheet, &part.id)), part.of);
        beside(ui, view, &part.name, &format!("{own} of {of}, automatically {}", figure(part.points)));
    }
    if !score.answers.is_empty() {
        ui.add_space(4.0);
        section(ui, view, "What you disputed");
    }
    for (part, words) in &score.answers {
        let name = sheet.result.score.parts.iter().find(|one| one.id == *part).map_or(part.as_str(), |one| one.name.as_str());
        let points = figure(score.points_for(sheet, part));
        let own = sheet.disputes.iter().filter(|dispute| dispute.part == *part).map(|dispute| dispute.words.trim());
        label(ui, &format!("{name}: “{}”", own.collect::<Vec<_>>().join(" ")), view.sizes.meta, look.ink2);
        let words = if words.trim().is_empty() {
            format!("{} looked at it again: {points} points.", score.by)
        } else {
            format!("{}: “{}”", score.by, words.trim())
        };
        label(ui, &words, view.sizes.meta, look.ink);
    }
}

/// A name at the left, what is given at the right; below where there is no room.
fn beside(ui: &mut Ui, view: &View, name: &str, words: &str) {
    let look = view.look;
    if ui.available_width() < 420.0 {
        label(ui, &format!("{name}: {words}"), view.sizes.meta, look.ink);
        return;
    }
    ui.horizontal(|ui| {
        ui.scope(|ui| {
            ui.set_max_width(ui.available_width() - 200.0);
            label(ui, name, view.sizes.meta, look.ink);
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| label(ui, words, view.sizes.meta, look.ink));
    });
}

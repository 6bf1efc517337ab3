//! Exams that a supervisor has scored since the trainee looked at them last.

use crate::{
    drill::{Finished, Level},
    library::{Folders, all_scores},
    record::ExamStore,
    ui::{
        theme::icons,
        train::{command::TrainCommand, debrief::state_of, hall::tree_title},
        view::View,
        widgets::{ButtonLook, action_button, frame, label},
    },
};
use egui::{Margin, Ui};

/// An exam that was scored and not looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoredExam {
    /// The exam.
    pub id: String,
    /// Its tree.
    pub tree: String,
    /// Who scored it.
    pub by: Vec<String>,
}

impl ScoredExam {
    /// The trainee's own exams that were scored since they were looked at.
    pub(super) fn all(folders: &Folders, drills: &[Finished]) -> Vec<Self> {
        let exams = drills.iter().filter(|drill| drill.level == Level::Exam);
        let scores = all_scores(&folders.trees).all;
        if scores.is_empty() {
            return Vec::new();
        }
        let seen = ExamStore::open(&folders.exams()).and_then(|store| store.seen()).unwrap_or_default();
        let unseen = exams.filter_map(|exam| {
            let own: Vec<_> = scores.iter().filter(|score| score.exam == exam.id).cloned().collect();
            let is_news = !own.is_empty() && seen.get(&exam.id) != Some(&state_of(&own));
            let by = own.into_iter().map(|score| score.by).collect();
            is_news.then(|| Self { id: exam.id.clone(), tree: exam.tree.to_string(), by })
        });
        unseen.collect()
    }
}

/// A line for each, with the way to it.
pub(super) fn scored(ui: &mut Ui, view: &View) {
    let look = view.look;
    for exam in &view.state.training.hall.book.scored {
        frame(view, look.leaf_soft, look.leaf_soft, Margin::symmetric(12, 6)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                let title = tree_title(view, &exam.tree);
                let words = format!("{} Your exam “{title}” was scored by {}.", icons::TICK, exam.by.join(" and "));
                label(ui, &words, view.sizes.body, look.ink);
                if action_button(ui, view, "Look at it", "", ButtonLook::Framed, 30.0, false).clicked() {
                    view.send(TrainCommand::OpenDebrief(exam.id.clone()).into());
                }
            });
        });
    }
}

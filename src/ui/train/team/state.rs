//! What a supervisor has on the desk: work that is asked for, who has done it, exams that were handed over.

pub use super::new_work::NewWork;

use crate::{
    drill::{Assignment, Dispute, ExamSheet, OwnScore},
    library::WorkDone,
    ui::told::Told,
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The desk. Nothing of practice is on it.
#[derive(Default)]
pub struct Team {
    /// Work that is asked for, the earliest day first.
    pub work: Vec<Assignment>,
    /// What is done of it.
    pub done: Vec<WorkDone>,
    /// Exams that were handed over, the latest first.
    pub sheets: Vec<ExamSheet>,
    /// What supervisors gave, as it lies in the folder.
    pub scores: Vec<OwnScore>,
    /// What is given here and not saved yet, by exam.
    pub own: BTreeMap<String, OwnScore>,
    /// Points that cannot be read as they are typed, by exam and part.
    pub mistyped: BTreeMap<(String, String), String>,
    /// What could not be read, a sentence each.
    pub troubles: Vec<String>,
    /// Work that is being written.
    pub form: Option<NewWork>,
    /// Work that was written and not assigned when its form was left.
    pub left: Option<NewWork>,
    /// What was asked to be taken back once.
    pub asked: Option<Back>,
    /// What the last thing said.
    pub said: Option<Told>,
}

/// What is taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Back {
    /// One drill, by its name.
    Work(String),
    /// All of a track that was assigned with it.
    Track(String),
}

/// A row of the desk.
#[derive(Clone, Copy, Debug)]
pub enum Row<'a> {
    /// Work that is asked for.
    Work(&'a Assignment),
    /// An exam that was handed over.
    Sheet(&'a ExamSheet),
}

impl Team {
    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.work.len() + self.sheets.len()
    }

    /// One of them: work first, then exams.
    #[must_use]
    pub fn row(&self, at: usize) -> Option<Row<'_>> {
        let sheet = || at.checked_sub(self.work.len()).and_then(|at| self.sheets.get(at)).map(Row::Sheet);
        self.work.get(at).map(Row::Work).or_else(sheet)
    }

    /// The trainees whose names this folder knows.
    #[must_use]
    pub fn trainees(&self) -> Vec<&str> {
        let done = self.done.iter().map(|done| done.trainee.as_str());
        let asked = self.work.iter().map(|work| work.trainee.as_str());
        let sheets = self.sheets.iter().map(|sheet| sheet.trainee.as_str());
        let all = done.chain(asked).chain(sheets).map(str::trim).filter(|name| !name.is_empty());
        let by_name: BTreeMap<String, &str> = all.map(|name| (name.to_lowercase(), name)).collect();
        by_name.into_values().collect()
    }

    /// Everybody the work is meant for, with the day on which they did it.
    #[must_use]
    pub fn who<'a>(&'a self, work: &'a Assignment) -> Vec<(&'a str, Option<Date>)> {
        let day = |name: &str| {
            let is_theirs = |done: &&WorkDone| done.assignment == work.id && same(&done.trainee, name);
            self.done.iter().find(is_theirs).map(|done| done.on)
        };
        let all = if work.trainee.trim().is_empty() { self.trainees() } else { vec![work.trainee.as_str()] };
        all.into_iter().map(|name| (name, day(name))).collect()
    }

    /// What was assigned together with that work: the rest of its track.
    #[must_use]
    pub fn together_with(&self, work: &Assignment) -> Vec<&Assignment> {
        let is_with = |other: &&Assignment| {
            !work.track.is_empty()
                && other.track == work.track
                && same(&other.trainee, &work.trainee)
                && (&other.set_by, other.set_on) == (&work.set_by, work.set_on)
        };
        self.work.iter().filter(is_with).collect()
    }

    /// The score a supervisor gives an exam here: as it is written, or as it lies in the folder.
    #[must_use]
    pub fn own_score(&self, exam: &str, by: &str, on: Date) -> OwnScore {
        let kept = || self.scores_of(exam).find(|score| same(&score.by, by)).cloned();
        self.own.get(exam).cloned().or_else(kept).unwrap_or_else(|| OwnScore::new(exam, by, on))
    }

    /// What is typed for the points of a part and cannot be read.
    #[must_use]
    pub fn typed_wrong(&self, exam: &str, part: &str) -> Option<&str> {
        self.mistyped.get(&(exam.to_owned(), part.to_owned())).map(String::as_str)
    }

    /// Whether something was given to an exam and is not saved.
    #[must_use]
    pub fn is_unsaved(&self, exam: &str) -> bool {
        self.own.contains_key(exam) || self.mistyped.keys().any(|(of, _)| of == exam)
    }

    /// What supervisors gave an exam.
    pub fn scores_of<'a>(&'a self, exam: &'a str) -> impl Iterator<Item = &'a OwnScore> {
        self.scores.iter().filter(move |score| score.exam == exam)
    }

    /// The disputes of an exam that no supervisor has looked at.
    pub fn open_disputes<'a>(&'a self, sheet: &'a ExamSheet) -> impl Iterator<Item = &'a Dispute> {
        let is_answered = |part: &str| self.scores_of(&sheet.id).any(|score| score.answers.contains_key(part));
        sheet.disputes.iter().filter(move |dispute| !is_answered(&dispute.part))
    }
}

/// Whether two names are one person's.
pub(super) fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// The sheet of an exam, before the trainee who sends it.
#[derive(Clone, Debug, PartialEq)]
pub struct Handing {
    /// The sheet.
    pub sheet: ExamSheet,
    /// It lies in the team's folder.
    pub is_sent: bool,
    /// What lies there is what is shown here.
    pub is_current: bool,
    /// To take it back was asked for once.
    pub asked: bool,
    /// What the last thing said.
    pub said: Option<Told>,
}

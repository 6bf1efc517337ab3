//! What changes on the supervisor's desk; the team's folder is read and written here alone.

use super::{
    command::TeamCommand,
    score::points_field,
    state::{NewWork, Row},
};
use crate::{
    drill::Finished,
    library::{
        WorkDone, all_scores, assignments, exam_sheets, remove_assignment, save_assignment, save_own_score, tell_done, work_done,
    },
    ui::{
        state::{Effect, Place, State},
        told::Told,
        train::{hall::Tab, state::Scene},
    },
};

impl State {
    /// Does what a command of the desk says.
    pub(in crate::ui::train) fn apply_to_team(&mut self, command: TeamCommand) {
        let today = self.now().date();
        let by = self.site.agent_name.clone();
        let team = &mut self.training.hall.team;
        if command != TeamCommand::TakeBack {
            team.asked = None;
        }
        match command {
            TeamCommand::Assign => self.write_work(),
            TeamCommand::EditWork(work) => team.form = Some(*work),
            TeamCommand::Cancel => team.form = None,
            TeamCommand::Save if team.form.is_some() => self.assign(),
            TeamCommand::Save => self.keep_score(),
            TeamCommand::TakeBack => self.take_work_back(),
            TeamCommand::Score { exam, part, points } => {
                team.mistyped.remove(&(exam.clone(), part.clone()));
                let mut score = team.own_score(&exam, &by, today);
                match points {
                    Some(points) => score.points.insert(part, points),
                    None => score.points.remove(&part),
                };
                score.on = today;
                team.own.insert(exam, score);
            }
            TeamCommand::ScoreWords { exam, words } => {
                let mut score = team.own_score(&exam, &by, today);
                (score.words, score.on) = (words, today);
                team.own.insert(exam, score);
            }
            TeamCommand::Mistype { exam, part, text } => drop(team.mistyped.insert((exam, part), text)),
            TeamCommand::AnswerDispute { exam, part, words } => {
                let mut score = team.own_score(&exam, &by, today);
                score.answers.insert(part, words);
                score.on = today;
                team.own.insert(exam, score);
            }
            TeamCommand::SeeSheet => self.see_sheet(),
            TeamCommand::Send => self.send_sheet(),
            TeamCommand::Withdraw => self.withdraw_sheet(),
        }
    }

    /// Reads the team's folder again.
    pub(in crate::ui::train) fn read_team(&mut self) {
        let folder = &self.setup.folders.trees;
        let (work, done, sheets, scores) = (assignments(folder), work_done(folder), exam_sheets(folder), all_scores(folder));
        let team = &mut self.training.hall.team;
        team.troubles = work.troubles;
        team.troubles.extend(done.troubles.into_iter().chain(sheets.troubles).chain(scores.troubles));
        (team.work, team.done, team.sheets, team.scores) = (work.all, done.all, sheets.all, scores.all);
        let last = team.rows().saturating_sub(1);
        self.training.hall.row = self.training.hall.row.min(last);
    }

    /// Another row of the desk is shown.
    pub(in crate::ui::train) fn turn_in_team(&mut self) {
        self.training.hall.team.said = None;
    }

    fn write_work(&mut self) {
        let library = self.library.as_ref();
        let entries = library.iter().flat_map(|library| &library.entries).filter(|entry| entry.document.is_some());
        let is_home = |id: &str| self.training.personas.iter().any(|persona| persona.trees.iter().any(|home| home == id));
        let first = entries.map(|entry| entry.id.clone()).find(|id| is_home(id)).unwrap_or_default();
        let hall = &mut self.training.hall;
        let tree = hall.tree.clone().unwrap_or(first);
        (hall.team.form, hall.team.said) = (Some(NewWork::on(tree)), None);
        self.effects.push(Effect::Focus(super::WHO));
    }

    fn assign(&mut self) {
        let (today, by) = (self.now().date(), self.site.agent_name.clone());
        let new_id = std::sync::Arc::clone(&self.setup.new_id);
        let Some(work) = &mut self.training.hall.team.form else { return };
        let folder = &self.setup.folders.trees;
        let saved = work.asks(&by, today, || new_id()).and_then(|all| {
            all.iter().try_for_each(|one| save_assignment(folder, one)).map_err(|error| error.to_string())?;
            Ok(all)
        });
        match saved {
            Ok(all) => {
                let team = &mut self.training.hall.team;
                team.form = None;
                let drills = if all.len() == 1 { "One drill is".to_owned() } else { format!("{} drills are", all.len()) };
                team.said = Some(Told::done(format!("{drills} assigned.")));
                self.read_team();
                let team = &self.training.hall.team;
                let first = all.first().and_then(|first| team.work.iter().position(|one| one.id == first.id));
                self.training.hall.row = first.unwrap_or_default();
                // What is asked of this trainee may have changed as well.
                self.read_logbook();
                self.effects.push(Effect::Unfocus);
            }
            Err(trouble) => work.trouble = Some(trouble),
        }
    }

    fn take_work_back(&mut self) {
        let row = self.training.hall.row;
        let team = &mut self.training.hall.team;
        let Some(Row::Work(work)) = team.row(row) else { return };
        let id = work.id.clone();
        if team.asked.as_ref() != Some(&id) {
            team.asked = Some(id);
            return;
        }
        let removed = remove_assignment(&self.setup.folders.trees, &id);
        team.asked = None;
        team.said = Some(match removed {
            Ok(()) => Told::done("The work is taken back."),
            Err(error) => Told::trouble(format!("Not taken back. {error}")),
        });
        self.read_team();
        self.read_logbook();
    }

    fn keep_score(&mut self) {
        let row = self.training.hall.row;
        let team = &mut self.training.hall.team;
        let Some(Row::Sheet(sheet)) = team.row(row) else { return };
        let sheet = sheet.clone();
        if let Some(part) = sheet.result.score.parts.iter().find(|part| team.typed_wrong(&sheet.id, &part.id).is_some()) {
            let typed = team.typed_wrong(&sheet.id, &part.id).unwrap_or_default();
            let words = format!("Not saved. “{typed}” for {} cannot be read; write a figure from 0 to {}.", part.name, part.of);
            team.said = Some(Told::trouble(words));
            self.effects.push(Effect::FocusId(points_field(&sheet.id, &part.id)));
            return;
        }
        let Some(mut score) = team.own.get(&sheet.id).cloned() else { return };
        if score.by.trim().is_empty() {
            team.said = Some(Told::trouble("Not saved. Write your own name in Settings first; a score has a name."));
            return;
        }
        // What was disputed is answered by the score, with words or without.
        for dispute in &sheet.disputes {
            score.answers.entry(dispute.part.clone()).or_default();
        }
        match save_own_score(&self.setup.folders.trees, &score) {
            Ok(()) => {
                team.own.remove(&sheet.id);
                let name = if sheet.trainee.trim().is_empty() { "The trainee" } else { sheet.trainee.trim() };
                team.said = Some(Told::done(format!("Your score is saved. {name} sees it, with your words, beside the exam.")));
            }
            Err(error) => team.said = Some(Told::trouble(format!("Not saved. {error}"))),
        }
        let scores = all_scores(&self.setup.folders.trees);
        self.training.hall.team.scores = scores.all;
    }

    /// Esc: out of a field, then of what is written.
    pub(in crate::ui::train) fn close_in_team(&mut self) {
        let types = self.types_in_author;
        let team = &mut self.training.hall.team;
        let asked = team.asked.take().is_some();
        if !asked && !types {
            team.form = None;
        }
        team.said = None;
    }

    /// Assigned work that a drill has done is told to the team; nothing is told of how it went.
    pub(in crate::ui::train) fn tell_work_done(&mut self, finished: &Finished, assignment: Option<&str>) {
        let is_it = |id: &str| assignment == Some(id);
        let open = self.training.hall.book.assigned.iter().filter(|(_, done)| done.is_none()).map(|(work, _)| work);
        let mut met: Vec<String> =
            open.filter(|work| is_it(&work.id) || work.is_met_by(finished)).map(|work| work.id.clone()).collect();
        met.extend(assignment.filter(|id| !met.iter().any(|met| met == id)).map(str::to_owned));
        let (day, trainee) = (finished.day, self.site.agent_name.trim().to_owned());
        for id in met {
            if let Some(keepers) = &self.training.keepers {
                let id = id.clone();
                keepers.exams.give(move |store| store.note_done(&id, day));
            }
            if trainee.is_empty() {
                self.say("Assigned work is done, and your supervisor cannot see whose: write your name in Settings.".to_owned());
                continue;
            }
            let done = WorkDone { assignment: id, trainee: trainee.clone(), on: day };
            if let Err(error) = tell_done(&self.setup.folders.trees, &done) {
                self.say(format!("Assigned work is done, and the team’s folder could not be told. {error}"));
            }
        }
    }

    /// Why a command of the desk does nothing now.
    pub(in crate::ui::train) fn why_not_team(&self, command: &TeamCommand) -> Option<&'static str> {
        let only = |holds: bool, why: &'static str| if holds { None } else { Some(why) };
        if let TeamCommand::SeeSheet | TeamCommand::Send | TeamCommand::Withdraw = command {
            return self.why_not_handing(command);
        }
        let hall = &self.training.hall;
        let is_here = self.place == Place::Train
            && matches!(self.training.scene, Scene::Hall)
            && self.training.cast.is_none()
            && hall.tab == Tab::Team
            && !hall.shows_yours;
        if !is_here {
            return Some("only at the supervisor’s desk");
        }
        let row = hall.team.row(hall.row);
        match command {
            TeamCommand::Assign => only(hall.team.form.is_none(), "work is being written"),
            TeamCommand::TakeBack => {
                only(hall.team.form.is_none() && matches!(row, Some(Row::Work(_))), "only with assigned work chosen")
            }
            TeamCommand::Save if hall.team.form.is_some() => None,
            TeamCommand::Save => {
                let unsaved = matches!(row, Some(Row::Sheet(sheet)) if hall.team.is_unsaved(&sheet.id));
                only(unsaved, "nothing to save")
            }
            _ => None,
        }
    }
}

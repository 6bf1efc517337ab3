//! What changes on the supervisor's desk; the team's folder is read and written here alone.

use super::{
    command::TeamCommand,
    parts::first_part,
    score::points_field,
    state::{Back, NewWork, Row, same},
};
use crate::{
    drill::{Finished, Level},
    library::{
        WorkDone, all_scores, assignments, exam_sheets, remove_assignment, save_assignment, save_own_score, tell_done, work_done,
    },
    ui::{
        command::Command,
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
        let is_trainees =
            matches!(command, TeamCommand::SeeSheet | TeamCommand::Send | TeamCommand::Withdraw | TeamCommand::LookAfter);
        if !is_trainees && !self.site.looks_after_team {
            return;
        }
        let team = &mut self.training.hall.team;
        if !matches!(command, TeamCommand::TakeBack | TeamCommand::TakeBackTrack) {
            team.asked = None;
        }
        match command {
            TeamCommand::Assign => self.write_work(),
            TeamCommand::EditWork(work) => team.form = Some(*work),
            TeamCommand::Cancel => team.form = None,
            TeamCommand::Save if team.form.is_some() => self.assign(),
            TeamCommand::Save => self.keep_score(),
            TeamCommand::TakeBack => self.take_work_back(false),
            TeamCommand::TakeBackTrack => self.take_work_back(true),
            TeamCommand::ChangeWork => {
                if let Some(Row::Work(work)) = team.row(self.training.hall.row) {
                    (team.form, team.said) = (Some(NewWork::change(work)), None);
                    self.effects.push(Effect::Focus(super::WHO));
                }
            }
            TeamCommand::LookAfter => self.look_after(),
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
        if !self.site.looks_after_team {
            self.keep_what_is_mine();
        }
        let last = self.training.hall.team.rows().saturating_sub(1);
        self.training.hall.row = self.training.hall.row.min(last);
    }

    /// Of the team's folder, what concerns this trainee alone.
    fn keep_what_is_mine(&mut self) {
        let name = self.site.agent_name.clone();
        let hall = &mut self.training.hall;
        let team = &mut hall.team;
        let is_mine = |exam: &str| hall.book.drills.iter().any(|drill| drill.level == Level::Exam && drill.id == exam);
        team.work.retain(|work| work.is_for(&name));
        team.done.retain(|done| same(&done.trainee, &name));
        team.sheets.retain(|sheet| is_mine(&sheet.id));
        team.scores.retain(|score| is_mine(&score.exam));
        (team.form, team.asked) = (None, None);
        // What is wrong with others' files is for whoever looks after them.
        team.troubles.clear();
    }

    fn look_after(&mut self) {
        let mut site = (*self.site).clone();
        site.looks_after_team = !site.looks_after_team;
        self.apply(Command::ChangeSettings(Box::new(site)));
        if self.training.hall.tab == Tab::Team {
            self.read_team();
        }
    }

    /// Another row of the desk is shown.
    pub(in crate::ui::train) fn turn_in_team(&mut self) {
        self.training.hall.team.said = None;
    }

    /// An exam that is opened has the focus where its first points are given.
    pub(in crate::ui::train) fn begin_scoring(&mut self) {
        let hall = &self.training.hall;
        let row = (hall.tab == Tab::Team && self.site.looks_after_team).then(|| hall.team.row(hall.row)).flatten();
        if let Some(Row::Sheet(sheet)) = row
            && let Some(part) = first_part(sheet)
        {
            self.effects.push(Effect::FocusId(points_field(&sheet.id, part)));
        }
    }

    fn write_work(&mut self) {
        let library = self.library.as_ref();
        let entries = library.iter().flat_map(|library| &library.entries).filter(|entry| entry.document.is_some());
        let is_home = |id: &str| self.training.personas.iter().any(|persona| persona.trees.iter().any(|home| home == id));
        let first = entries.map(|entry| entry.id.clone()).find(|id| is_home(id)).unwrap_or_default();
        let hall = &mut self.training.hall;
        let tree = hall.tree.clone().unwrap_or(first);
        let form = hall.team.left.take().unwrap_or_else(|| NewWork::on(tree));
        (hall.team.form, hall.team.said) = (Some(form), None);
        self.effects.push(Effect::Focus(super::WHO));
    }

    fn assign(&mut self) {
        let (today, by) = (self.now().date(), self.site.agent_name.clone());
        let new_id = std::sync::Arc::clone(&self.setup.new_id);
        let known: Vec<String> = self.training.hall.team.trainees().into_iter().map(str::to_owned).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let Some(work) = &mut self.training.hall.team.form else { return };
        if work.day(today).is_err() {
            // What is wrong stands beside the field.
            work.trouble = None;
            self.effects.push(Effect::FocusId(super::writing::day_field()));
            return;
        }
        let is_change = work.of.is_some();
        let folder = &self.setup.folders.trees;
        let saved = work.asks(&by, today, &known, || new_id()).and_then(|all| {
            all.iter().try_for_each(|one| save_assignment(folder, one)).map_err(|error| error.to_string())?;
            Ok(all)
        });
        match saved {
            Ok(all) => {
                let team = &mut self.training.hall.team;
                team.form = None;
                let drills = if all.len() == 1 { "One drill is".to_owned() } else { format!("{} drills are", all.len()) };
                team.said =
                    Some(Told::done(if is_change { "The work is changed.".to_owned() } else { format!("{drills} assigned.") }));
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

    fn take_work_back(&mut self, is_track: bool) {
        let row = self.training.hall.row;
        let team = &mut self.training.hall.team;
        let Some(Row::Work(work)) = team.row(row) else { return };
        let asks = if is_track { Back::Track(work.id.clone()) } else { Back::Work(work.id.clone()) };
        let all: Vec<String> = match &asks {
            Back::Track(_) => team.together_with(work).into_iter().map(|work| work.id.clone()).collect(),
            Back::Work(id) => vec![id.clone()],
        };
        if team.asked.as_ref() != Some(&asks) {
            team.asked = Some(asks);
            return;
        }
        let removed = all.iter().try_for_each(|id| remove_assignment(&self.setup.folders.trees, id));
        team.asked = None;
        team.said = Some(match removed {
            Ok(()) if is_track => Told::done(format!("The track is taken back: {} drills.", all.len())),
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
            let words = format!("Not saved. {} ({}).", super::parts::not_points(typed, part.of), part.name);
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
            // What was written is there again when work is assigned the next time.
            team.left = team.form.take().filter(|form| form.of.is_none()).or(team.left.take());
        }
        team.said = None;
    }

    /// Assigned work that a drill has done is told to the team; nothing is told of how it went.
    pub(in crate::ui::train) fn tell_work_done(&mut self, finished: &Finished, assignment: Option<&str>) {
        let is_it = |id: &str| assignment == Some(id);
        let open = self.training.hall.book.assigned.iter().filter(|(_, done)| done.is_none()).map(|(work, _)| work);
        let mut met: Vec<String> = open
            .filter(|work| (is_it(&work.id) && finished.was_played()) || work.is_met_by(finished))
            .map(|work| work.id.clone())
            .collect();
        met.extend(assignment.filter(|id| finished.was_played() && !met.iter().any(|met| met == id)).map(str::to_owned));
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
        if *command == TeamCommand::LookAfter {
            return only(self.place == Place::Train, "only in Train");
        }
        if !self.site.looks_after_team {
            return Some("only for whoever looks after a team");
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
            TeamCommand::TakeBack | TeamCommand::ChangeWork => {
                only(hall.team.form.is_none() && matches!(row, Some(Row::Work(_))), "only with assigned work chosen")
            }
            TeamCommand::TakeBackTrack => {
                let is_many = matches!(row, Some(Row::Work(work)) if hall.team.together_with(work).len() > 1);
                only(hall.team.form.is_none() && is_many, "only with work of a track chosen")
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

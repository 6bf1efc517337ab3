//! What changes in the hall.

use super::{
    command::TrainCommand,
    hall::{Tab, Yours},
    state::Scene,
};
use crate::{
    drill::Level,
    library::write_atomically,
    record::{ExamStore, PracticeStore, RecordError},
    ui::{
        Told,
        state::{Effect, Place, State},
    },
};

impl State {
    /// Does what a command of the hall says.
    pub(super) fn apply_to_hall(&mut self, command: TrainCommand) {
        if !matches!(command, TrainCommand::Erase(_)) {
            self.training.hall.asked_to_erase = None;
        }
        match command {
            TrainCommand::ShowTab(tab) => self.show_tab(tab),
            TrainCommand::NewDrill => self.show_tab(Tab::Choose),
            TrainCommand::ShowTree(tree) => (self.training.hall.tree, self.training.hall.row) = (Some(tree), 0),
            TrainCommand::ShowCustomer(id) => self.show_customer(&id),
            TrainCommand::Yours => {
                self.training.hall.shows_yours = !self.training.hall.shows_yours;
                self.training.hall.said = None;
            }
            TrainCommand::ChooseRow(row) => {
                let hall = &mut self.training.hall;
                (hall.row, hall.team.form, hall.team.asked) = (row, None, None);
                self.begin_scoring();
            }
            TrainCommand::EarlierTree => self.turn_trees(-1),
            TrainCommand::LaterTree => self.turn_trees(1),
            TrainCommand::NextLevel => {
                let at = Level::ALL.iter().position(|level| *level == self.training.level).unwrap_or_default();
                self.training.level = Level::ALL[(at + 1) % Level::ALL.len()];
            }
            TrainCommand::TakeUp => {
                if let Some(id) = self.training.unfinished.first().map(|drill| drill.id.clone()) {
                    self.apply_to_train(TrainCommand::ResumeDrill(id));
                }
            }
            TrainCommand::DropDrill(id) => self.drop_drill(&id),
            TrainCommand::EarlierRow => self.training.hall.row = self.training.hall.row.saturating_sub(1),
            TrainCommand::LaterRow => {
                let last = self.rows_of_hall().saturating_sub(1);
                self.training.hall.row = (self.training.hall.row + 1).min(last);
            }
            TrainCommand::OpenRow => self.open_row(),
            TrainCommand::StartSession => self.start_session(),
            TrainCommand::WatchFirst => self.watch_first(),
            TrainCommand::Export => self.export_practice(),
            TrainCommand::Erase(what) => self.erase(what),
            _ => {}
        }
        self.turn_in_team();
    }

    fn show_tab(&mut self, tab: Tab) {
        if !matches!(self.training.scene, Scene::Hall) {
            return;
        }
        let hall = &mut self.training.hall;
        (hall.tab, hall.row, hall.shows_yours, hall.asked_to_drop) = (tab, 0, false, None);
        (self.training.hall.team.asked, self.training.hall.team.said) = (None, None);
        match tab {
            Tab::Team => self.read_team(),
            // Another window may have saved a customer meanwhile.
            Tab::Choose => self.read_customers(),
            Tab::Today | Tab::Drills | Tab::Plan => {}
        }
        self.effects.push(Effect::Unfocus);
    }

    /// The tab where a drill is chosen, at a tree where that customer is at home, the customer first.
    fn show_customer(&mut self, id: &str) {
        let trees = self.library.as_ref().map(|library| library.trees());
        let is_there = |tree: &&String| trees.as_ref().is_some_and(|trees| trees.tree(tree).is_some());
        let home = self.training.persona(id).and_then(|persona| persona.trees.iter().find(is_there).cloned());
        (self.training.scene, self.overlay) = (Scene::Hall, None);
        self.show_tab(Tab::Choose);
        let hall = &mut self.training.hall;
        hall.tree = home.or_else(|| hall.tree.take());
        let all = self.tree_shown().map(|tree| self.customers_of(tree)).unwrap_or_default();
        self.training.hall.row = all.iter().position(|persona| persona.id == id).unwrap_or_default();
    }

    /// Esc in the hall.
    pub(super) fn close_in_hall(&mut self) {
        let hall = &mut self.training.hall;
        if hall.asked_to_erase.take().is_some() || hall.asked_to_drop.take().is_some() {
            return;
        }
        if hall.shows_yours {
            (hall.shows_yours, hall.said) = (false, None);
        } else if hall.tab == Tab::Team {
            self.close_in_team();
        } else {
            self.training.message = None;
        }
    }

    /// Enter: what is due is practised, a drill is talked over.
    fn open_row(&mut self) {
        let hall = &self.training.hall;
        match hall.tab {
            Tab::Today => self.start_session(),
            Tab::Drills => {
                let id = hall.book.drills.iter().rev().nth(hall.row).map(|drill| drill.id.clone());
                if let Some(id) = id {
                    self.apply_to_train(TrainCommand::OpenDebrief(id));
                }
            }
            Tab::Choose | Tab::Plan => self.begin_row(),
            Tab::Team => self.begin_scoring(),
        }
    }

    /// A drill that was left goes for good, once it was asked for twice.
    fn drop_drill(&mut self, id: &str) {
        let asked = self.training.hall.asked_to_drop.replace(id.to_owned());
        if asked.as_deref() != Some(id) {
            return;
        }
        self.training.hall.asked_to_drop = None;
        let level = self.training.unfinished.iter().find(|drill| drill.id == id).map(|drill| drill.level);
        if let (Some(keepers), Some(level)) = (&self.training.keepers, level) {
            let id = id.to_owned();
            match level {
                Level::Exam => keepers.exams.give(move |store| store.stop(&id)),
                Level::Shown | Level::Faded => keepers.practice.give(move |store| store.stop(&id)),
            }
        }
        self.read_practice();
    }

    /// The bad example of the customer who is chosen, or of the tree that is chosen, or of the one to be played next; the good one follows it.
    fn watch_first(&mut self) {
        let hall = &self.training.hall;
        let of_session = hall.book.session.scene.as_ref().map(|scene| scene.tree.to_string());
        let is_choosing = hall.tab == Tab::Choose;
        let tree = if is_choosing { self.tree_shown().map(str::to_owned) } else { of_session };
        let chosen = tree.as_deref().filter(|_| is_choosing).and_then(|tree| self.customers_of(tree).get(hall.row).copied());
        if let Some(persona) = chosen.filter(|persona| !persona.is_by_choice()).map(|persona| persona.id.clone()) {
            let tree = tree.unwrap_or_default();
            return self.apply_to_train(TrainCommand::Watch { tree, persona, good: false });
        }
        let at_home = |tree: &String| {
            let mut personas = self.training.personas.iter();
            personas.find(|persona| persona.trees.contains(tree) && !persona.is_by_choice()).map(|persona| persona.id.clone())
        };
        match tree.and_then(|tree| at_home(&tree).map(|persona| (tree, persona))) {
            Some((tree, persona)) => self.apply_to_train(TrainCommand::Watch { tree, persona, good: false }),
            None => self.tell_trainee("No customer is at home in this tree, so there is no example to watch.".to_owned()),
        }
    }

    fn export_practice(&mut self) {
        let (now, folders) = (self.now(), &self.setup.folders);
        let practice = PracticeStore::open(&folders.practice()).and_then(|store| store.export(now.timestamp()));
        let mut texts = vec![("practice", practice)];
        if folders.exams().exists() {
            texts.push(("exams", ExamStore::open(&folders.exams()).and_then(|store| store.export(now.timestamp()))));
        }
        let write = |(name, text): (&str, Result<String, RecordError>)| {
            let path = folders.home.join(format!("{name}-{}.json", now.date()));
            let text = text.map_err(|error| error.to_string())?;
            write_atomically(&path, text.as_bytes()).map_err(|error| error.to_string())?;
            Ok::<_, String>(path.display().to_string())
        };
        let said: Result<Vec<String>, String> = texts.into_iter().map(write).collect();
        self.training.hall.said = Some(match said {
            Ok(paths) => Told::done(format!("Written to {}", paths.join(" and "))),
            Err(error) => Told::trouble(format!("Nothing was written: {error}")),
        });
    }

    /// Practice or exams go for good, once it was asked for twice.
    fn erase(&mut self, what: Yours) {
        if self.training.hall.asked_to_erase.replace(what) != Some(what) {
            return;
        }
        self.training.hall.asked_to_erase = None;
        self.wait_for_keepers();
        let folders = &self.setup.folders;
        let (erased, words) = match what {
            Yours::Practice => {
                (PracticeStore::open(&folders.practice()).and_then(|mut store| store.erase()), "Your practice is erased.")
            }
            Yours::Exams => (
                ExamStore::open(&folders.exams()).and_then(|mut store| store.erase()),
                "Your exams are erased here. Sheets that you sent stay with your supervisor until you take them back.",
            ),
        };
        self.read_practice();
        self.training.hall.said = Some(match erased {
            Ok(()) => Told::done(words),
            Err(error) => Told::trouble(format!("It could not be erased: {error}")),
        });
    }

    /// Why a command of the hall does nothing now.
    pub(super) fn why_not_hall(&self, command: &TrainCommand) -> Option<&'static str> {
        if self.place != Place::Train || !matches!(self.training.scene, Scene::Hall) {
            return Some("only in Train, with no drill in hand");
        }
        if self.training.cast.is_some() {
            return Some("a customer is being written");
        }
        let hall = &self.training.hall;
        if hall.tab == Tab::Team
            && hall.team.form.is_some()
            && matches!(command, TrainCommand::EarlierRow | TrainCommand::LaterRow)
        {
            return Some("work is being written");
        }
        match command {
            TrainCommand::EarlierRow | TrainCommand::LaterRow | TrainCommand::OpenRow
                if hall.shows_yours || self.rows_of_hall() == 0 =>
            {
                Some("there is no list here")
            }
            TrainCommand::EarlierTree | TrainCommand::LaterTree | TrainCommand::NextLevel
                if hall.shows_yours || hall.tab != Tab::Choose =>
            {
                Some("only where customers are chosen")
            }
            TrainCommand::TakeUp if self.training.unfinished.is_empty() => Some("no drill was left"),
            TrainCommand::StartSession if hall.book.session.scene.is_none() && hall.book.session.due.is_empty() => {
                Some("there is nothing here to practise")
            }
            _ => None,
        }
    }
}

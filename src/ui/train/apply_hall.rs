//! What changes in the hall.

use super::{command::TrainCommand, hall::Tab, state::Scene};
use crate::{
    library::write_atomically,
    record::PracticeStore,
    ui::state::{Effect, Place, State},
};

impl State {
    /// Does what a command of the hall says.
    pub(super) fn apply_to_hall(&mut self, command: TrainCommand) {
        if !matches!(command, TrainCommand::Erase) {
            self.training.hall.asked_to_erase = false;
        }
        match command {
            TrainCommand::ShowTab(tab) => self.show_tab(tab),
            TrainCommand::NewDrill => self.show_tab(Tab::Choose),
            TrainCommand::ShowTree(tree) => self.training.hall.tree = Some(tree),
            TrainCommand::ShowCustomer(id) => self.show_customer(id),
            TrainCommand::Yours => {
                self.training.hall.shows_yours = !self.training.hall.shows_yours;
                self.training.hall.said = None;
            }
            TrainCommand::ChooseRow(row) => {
                let hall = &mut self.training.hall;
                (hall.row, hall.team.form, hall.team.asked) = (row, None, None);
                self.begin_scoring();
            }
            TrainCommand::EarlierRow => self.training.hall.row = self.training.hall.row.saturating_sub(1),
            TrainCommand::LaterRow => {
                let last = self.training.hall.rows().saturating_sub(1);
                self.training.hall.row = (self.training.hall.row + 1).min(last);
            }
            TrainCommand::OpenRow => self.open_row(),
            TrainCommand::StartSession => self.start_session(),
            TrainCommand::WatchFirst => self.watch_first(),
            TrainCommand::Export => self.export_practice(),
            TrainCommand::Erase => self.erase_practice(),
            _ => {}
        }
        self.turn_in_team();
    }

    fn show_tab(&mut self, tab: Tab) {
        if !matches!(self.training.scene, Scene::Hall) {
            return;
        }
        let hall = &mut self.training.hall;
        (hall.tab, hall.row, hall.shows_yours, hall.sought) = (tab, 0, false, None);
        if tab == Tab::Team {
            self.read_team();
        }
        self.effects.push(Effect::Unfocus);
    }

    /// The tab where a drill is chosen, at a tree where that customer is at home, the customer first.
    fn show_customer(&mut self, id: String) {
        let trees = self.library.as_ref().map(|library| library.trees());
        let is_there = |tree: &&String| trees.as_ref().is_some_and(|trees| trees.tree(tree).is_some());
        let home = self.training.persona(&id).and_then(|persona| persona.trees.iter().find(is_there).cloned());
        (self.training.scene, self.overlay) = (Scene::Hall, None);
        self.show_tab(Tab::Choose);
        let hall = &mut self.training.hall;
        hall.tree = home.or_else(|| hall.tree.take());
        hall.sought = Some(id);
    }

    /// Esc in the hall.
    pub(super) fn close_in_hall(&mut self) {
        let hall = &mut self.training.hall;
        if std::mem::take(&mut hall.asked_to_erase) {
            return;
        }
        if hall.shows_yours {
            (hall.shows_yours, hall.said) = (false, None);
        } else if hall.tab == Tab::Team {
            self.close_in_team();
        } else {
            (self.training.message, self.training.told) = (None, None);
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
            Tab::Team => self.begin_scoring(),
            Tab::Choose | Tab::Plan => {}
        }
    }

    /// The bad example of the tree that is chosen, or of the one to be played next; the good one follows it.
    fn watch_first(&mut self) {
        let hall = &self.training.hall;
        let of_session = hall.book.session.scene.as_ref().map(|scene| scene.tree.to_string());
        let tree = if hall.tab == Tab::Choose { hall.tree.clone().or(of_session) } else { of_session };
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
        let now = self.now();
        let path = self.setup.folders.home.join(format!("practice-{}.json", now.date()));
        let text = PracticeStore::open(&self.setup.folders.practice())
            .and_then(|store| store.export(now.timestamp()))
            .map_err(|error| error.to_string());
        let said = text.and_then(|text| write_atomically(&path, text.as_bytes()).map_err(|error| error.to_string()));
        self.training.hall.said = Some(match said {
            Ok(()) => format!("Written to {}", path.display()),
            Err(error) => format!("Nothing was written: {error}"),
        });
    }

    fn erase_practice(&mut self) {
        if !std::mem::replace(&mut self.training.hall.asked_to_erase, true) {
            return;
        }
        self.training.hall.asked_to_erase = false;
        let erased = PracticeStore::open(&self.setup.folders.practice()).and_then(|mut store| store.erase());
        self.read_practice();
        self.training.hall.said = Some(match erased {
            Ok(()) => "Your practice is erased.".to_owned(),
            Err(error) => format!("It could not be erased: {error}"),
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
            TrainCommand::EarlierRow | TrainCommand::LaterRow | TrainCommand::OpenRow if hall.shows_yours || hall.rows() == 0 => {
                Some("there is no list here")
            }
            TrainCommand::StartSession if hall.book.session.scene.is_none() && hall.book.session.due.is_empty() => {
                Some("there is nothing here to practise")
            }
            _ => None,
        }
    }
}

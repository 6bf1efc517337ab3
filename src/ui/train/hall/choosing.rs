//! What a row of the hall stands for: which tree and customers are shown, what is planned, and the drill that comes of it.

use super::Tab;
use crate::{
    drill::{Assignment, Persona, Scenario},
    tree::Status,
    ui::{
        state::State,
        train::command::{TrainCommand, Wanted},
    },
};
use std::sync::Arc;

/// A row of the plan.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui::train) enum Planned<'a> {
    /// Work that a supervisor asks for, not done yet.
    Asked(&'a Assignment),
    /// A scenario of a track.
    Scenario(&'a Scenario),
}

impl State {
    /// The trees that can be rehearsed on.
    pub(in crate::ui::train) fn trees_offered(&self) -> Vec<&str> {
        let entries = self.library.iter().flat_map(|library| &library.entries);
        let is_offered = |document: &crate::tree::Document| document.tree().status != Status::Retired;
        entries.filter(|entry| entry.document.as_ref().is_some_and(is_offered)).map(|entry| entry.id.as_str()).collect()
    }

    /// Who is at home in a tree.
    pub(in crate::ui::train) fn at_home(&self, tree: &str) -> Vec<&Arc<Persona>> {
        self.training.personas.iter().filter(|persona| persona.trees.iter().any(|home| home == tree)).collect()
    }

    /// The tree whose customers are shown: the chosen one, or the first where somebody is at home.
    pub(in crate::ui::train) fn tree_shown(&self) -> Option<&str> {
        let trees = self.trees_offered();
        let chosen = self.training.hall.tree.as_deref().and_then(|tree| trees.iter().find(|one| **one == tree));
        chosen.or_else(|| trees.iter().find(|tree| !self.at_home(tree).is_empty())).or(trees.first()).copied()
    }

    /// The customers of a tree: those at home there, then the guests.
    pub(in crate::ui::train) fn customers_of(&self, tree: &str) -> Vec<&Arc<Persona>> {
        let is_home = |persona: &Persona| persona.trees.iter().any(|home| home == tree);
        let mut all: Vec<&Arc<Persona>> = self.training.personas.iter().collect();
        all.sort_by_key(|persona| !is_home(persona));
        all
    }

    /// The rows of the plan, in the order in which they stand.
    pub(in crate::ui::train) fn planned(&self) -> Vec<Planned<'_>> {
        let book = &self.training.hall.book;
        let asked = book.assigned.iter().filter(|(_, done)| done.is_none()).map(|(work, _)| Planned::Asked(work));
        let tracks = book.tracks.iter().flat_map(|(track, _)| &track.scenarios).map(Planned::Scenario);
        asked.chain(tracks).collect()
    }

    /// How many rows there are to choose from.
    pub(in crate::ui::train) fn rows_of_hall(&self) -> usize {
        let hall = &self.training.hall;
        match hall.tab {
            Tab::Today => hall.book.session.due.len(),
            Tab::Drills => hall.book.drills.len(),
            Tab::Team => hall.team.rows(),
            Tab::Choose => self.training.personas.len(),
            Tab::Plan => self.planned().len(),
        }
    }

    /// The drill that was asked for by a supervisor.
    pub(in crate::ui::train) fn wanted_for(&self, work: &Assignment) -> Wanted {
        let tree = work.tree.to_string();
        let first = || self.customers_of(&tree).into_iter().find(|one| !one.is_by_choice()).map(|one| one.id.clone());
        let persona = work.persona.clone().or_else(first).unwrap_or_default();
        Wanted { tree, persona, level: work.level, assignment: Some(work.id.clone()), ..Wanted::default() }
    }

    /// The drill behind the chosen row.
    fn wanted_of_row(&self) -> Option<Wanted> {
        let hall = &self.training.hall;
        match hall.tab {
            Tab::Choose => {
                let tree = self.tree_shown()?;
                let persona = self.customers_of(tree).get(hall.row)?.id.clone();
                Some(Wanted { tree: tree.to_owned(), persona, level: self.training.level, ..Wanted::default() })
            }
            Tab::Plan => Some(match self.planned().get(hall.row)? {
                Planned::Asked(work) => self.wanted_for(work),
                Planned::Scenario(scenario) => Wanted {
                    tree: scenario.tree.to_string(),
                    persona: scenario.persona.clone(),
                    level: scenario.level,
                    ..Wanted::default()
                },
            }),
            Tab::Today | Tab::Drills | Tab::Team => None,
        }
    }

    /// Enter on a customer or on the plan.
    pub(in crate::ui::train) fn begin_row(&mut self) {
        if let Some(wanted) = self.wanted_of_row() {
            self.apply_to_train(TrainCommand::BeginDrill(Box::new(wanted)));
        }
    }

    /// The tree before or after the one that is shown.
    pub(in crate::ui::train) fn turn_trees(&mut self, by: isize) {
        let trees = self.trees_offered();
        let at = self.tree_shown().and_then(|tree| trees.iter().position(|one| *one == tree)).unwrap_or_default();
        let tree = at.checked_add_signed(by).and_then(|at| trees.get(at)).map(|tree| (*tree).to_owned());
        if let Some(tree) = tree {
            (self.training.hall.tree, self.training.hall.row) = (Some(tree), 0);
        }
    }
}

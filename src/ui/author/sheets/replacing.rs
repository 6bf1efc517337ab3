//! Find and replace over the library: what is looked for, what was found, and how it is replaced in every tree.

use super::{Elsewhere, Sheet};
use crate::{
    edit::{Edit, Found, Pattern, Replacement, Spot},
    ui::{author::AuthorCommand, reread::let_go, state::State},
};
use std::{collections::BTreeSet, sync::Arc};

/// Find and replace, with what was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Replacing {
    /// What is looked for.
    pub pattern: Pattern,
    /// What takes its place.
    pub with: String,
    /// Every tree is looked through, not the one in hand alone.
    pub every: bool,
    /// What is left as it is, by tree.
    pub left_out: BTreeSet<(String, Spot)>,
    /// The place the keys stand on, among all that was found.
    pub chosen: usize,
    /// What was found, tree by tree.
    pub found: Arc<Vec<InTree>>,
    /// More was found than is shown.
    pub is_more: bool,
}

/// What was found in one tree.
#[derive(Clone, Debug, PartialEq)]
pub struct InTree {
    /// Its name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whether it is the one in hand.
    pub is_own: bool,
    /// What was found, in the order of the file, with the title of its step.
    pub found: Vec<(String, Found)>,
}

impl Replacing {
    /// How many places were found.
    #[must_use]
    pub fn count(&self) -> usize {
        self.found.iter().map(|tree| tree.found.len()).sum()
    }

    /// How many of them are to be replaced.
    #[must_use]
    pub fn wanted(&self) -> usize {
        self.count() - self.left_out.len()
    }

    /// Whether a place is to be replaced.
    #[must_use]
    pub fn takes(&self, tree: &str, found: &Found) -> bool {
        !self.left_out.contains(&(tree.to_owned(), found.spot()))
    }

    /// Takes a place in, or leaves it out.
    pub fn turn(&mut self, tree: &str, found: &Found) {
        let key = (tree.to_owned(), found.spot());
        if !self.left_out.remove(&key) {
            self.left_out.insert(key);
        }
    }

    /// Takes all places of a tree in, or leaves them all out.
    pub fn turn_tree(&mut self, tree: &InTree) {
        let all_in = tree.found.iter().all(|(_, found)| self.takes(&tree.id, found));
        for (_, found) in &tree.found {
            if self.takes(&tree.id, found) == all_in {
                self.turn(&tree.id, found);
            }
        }
    }

    /// The place the keys stand on.
    #[must_use]
    pub fn chosen(&self) -> Option<(&InTree, &Found)> {
        let mut all = self.found.iter().flat_map(|tree| tree.found.iter().map(move |(_, found)| (tree, found)));
        all.nth(self.chosen)
    }

    /// What is put in the place of what is found.
    #[must_use]
    pub fn replacement(&self, only: Option<BTreeSet<Spot>>) -> Replacement {
        Replacement { pattern: self.pattern.clone(), with: self.with.clone(), only }
    }

    /// What was found, from now on.
    pub(super) fn take_found(&mut self, found: Vec<InTree>, is_more: bool) {
        let_go(std::mem::replace(&mut self.found, Arc::new(found)));
        (self.chosen, self.is_more) = (0, is_more);
        self.left_out.clear();
    }
}

impl State {
    /// Opens the sheet with what was looked for last.
    pub(in crate::ui::author) fn open_replace(&mut self) {
        let (pattern, with, every) = self.last_search.clone();
        let every = every || self.authoring.is_none();
        let replacing = Replacing { pattern, with, every, ..Replacing::default() };
        // The trees may be others than when it was open before.
        self.beside.looking = None;
        self.look_for(&replacing);
        self.open_sheet(Sheet::Replace(Box::new(replacing)));
    }

    /// The sheet as it was typed; for another pattern it begins to look at once.
    pub(super) fn looked_for(&mut self, mut now: Box<Replacing>) -> Sheet {
        let asked = (now.pattern.clone(), now.with.clone(), now.every);
        let is_same = self.last_search.0 == asked.0 && self.last_search.2 == asked.2;
        if !is_same {
            self.look_for(&now);
            if now.pattern.text.is_empty() {
                now.take_found(Vec::new(), false);
            }
        }
        self.last_search = asked;
        Sheet::Replace(now)
    }

    /// Replaces what is wanted: here as one edit, in other trees in their drafts, one after the other.
    pub(super) fn replace_all(&mut self, replacing: &Replacing) {
        // What is shown may not be what is asked for yet.
        if replacing.wanted() == 0 || replacing.pattern.text == replacing.with || self.is_looking() {
            return;
        }
        let mut elsewhere = Elsewhere::default();
        for tree in replacing.found.iter() {
            let wanted = tree.found.iter().filter(|(_, found)| replacing.takes(&tree.id, found));
            let only: BTreeSet<Spot> = wanted.map(|(_, found)| found.spot()).collect();
            let count = only.len();
            if count == 0 {
                continue;
            }
            let edit = Edit::Replace(replacing.replacement(Some(only)));
            if tree.is_own {
                let made = self.replace_here(edit);
                elsewhere.told(&tree.title, count, true, made);
            } else {
                elsewhere.add(tree, count, edit);
            }
        }
        self.overlay = None;
        self.begin_elsewhere(elsewhere);
    }

    fn replace_here(&mut self, edit: Edit) -> Result<(), String> {
        let version = |state: &Self| state.authoring.as_ref().map(|author| author.history.version());
        let before = version(self);
        self.apply_to_author(AuthorCommand::Edit(Box::new(edit)));
        if version(self) == before {
            let message = self.authoring.as_ref().and_then(|author| author.message.clone());
            return Err(message.unwrap_or_else(|| "nothing would change".to_owned()).trim_end_matches('.').to_owned());
        }
        Ok(())
    }
}

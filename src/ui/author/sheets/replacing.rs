//! Find and replace over the library: what is looked for, what was found, and how it is replaced in every tree.

use super::Sheet;
use crate::{
    edit::{Edit, Found, Pattern, Replacement, Spot, find},
    library::draft,
    tree::{Tree, read},
    ui::{author::AuthorCommand, state::State},
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
    /// The other trees, as they were when the sheet opened.
    pub(super) others: Arc<Vec<Looked>>,
    /// What was found, tree by tree.
    pub found: Arc<Vec<InTree>>,
}

/// A tree that is looked through.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Looked {
    id: String,
    tree: Arc<Tree>,
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

    /// Looks again.
    fn look(&mut self, own: Option<&Looked>) {
        let mut found = Vec::new();
        let others = if self.every { self.others.as_slice() } else { &[] };
        for Looked { id, tree } in own.into_iter().chain(others) {
            let title = |found: &Found| {
                let step = found.step.as_ref().and_then(|step| tree.steps.get(step));
                step.map_or_else(|| "The tree itself".to_owned(), |step| step.title.clone())
            };
            let places: Vec<(String, Found)> =
                find(tree, &self.pattern).into_iter().map(|found| (title(&found), found)).collect();
            if !places.is_empty() {
                let is_own = own.is_some_and(|own| own.id == *id);
                found.push(InTree { id: id.clone(), title: tree.title.clone(), is_own, found: places });
            }
        }
        (self.found, self.chosen) = (Arc::new(found), 0);
        self.left_out.clear();
    }
}

impl State {
    /// Opens the sheet with what was looked for last.
    pub(in crate::ui::author) fn open_replace(&mut self) {
        let (pattern, with, every) = self.last_search.clone();
        let every = every || self.authoring.is_none();
        let mut replacing = Replacing { pattern, with, every, others: self.other_trees(), ..Replacing::default() };
        replacing.look(self.own_looked().as_ref());
        self.open_sheet(Sheet::Replace(Box::new(replacing)));
    }

    fn own_looked(&self) -> Option<Looked> {
        self.authoring.as_ref().map(|author| Looked { id: author.id.clone(), tree: Arc::clone(author.tree()) })
    }

    /// The other trees as an author would find them: the work in hand where there is any, else what is live.
    fn other_trees(&self) -> Arc<Vec<Looked>> {
        let own = self.authoring.as_ref().map(|author| author.id.as_str());
        let entries = self.library.iter().flat_map(|library| &library.entries);
        let others = entries.filter(|entry| Some(entry.id.as_str()) != own && entry.stands_in.is_none());
        let folder = &self.setup.folders.trees;
        let looked = |entry: &crate::library::Entry| {
            let tree = if let Some(author) = self.authored.get(&entry.id) {
                Arc::clone(author.tree())
            } else if entry.draft.is_some() {
                let kept = draft(folder, &entry.id).ok().flatten()?;
                Arc::clone(read(&kept.text).ok()?.tree())
            } else {
                Arc::clone(entry.document.as_ref()?.tree())
            };
            Some(Looked { id: entry.id.clone(), tree })
        };
        Arc::new(others.filter_map(looked).collect())
    }

    /// The sheet as it was typed; another pattern is looked for at once.
    pub(super) fn looked_for(&mut self, mut now: Box<Replacing>) -> Sheet {
        let asked = (now.pattern.clone(), now.with.clone(), now.every);
        let is_same = self.last_search.0 == asked.0 && self.last_search.2 == asked.2;
        if !is_same {
            now.look(self.own_looked().as_ref());
        }
        self.last_search = asked;
        Sheet::Replace(now)
    }

    /// Replaces what is wanted: here as one edit, in other trees in their drafts.
    pub(super) fn replace_all(&mut self, replacing: &Replacing) {
        if replacing.wanted() == 0 || replacing.pattern.text == replacing.with {
            return;
        }
        let (mut done, mut failed) = (Vec::new(), Vec::new());
        for tree in replacing.found.iter() {
            let wanted = tree.found.iter().filter(|(_, found)| replacing.takes(&tree.id, found));
            let only: BTreeSet<Spot> = wanted.map(|(_, found)| found.spot()).collect();
            let count = only.len();
            if count == 0 {
                continue;
            }
            let edit = Edit::Replace(replacing.replacement(Some(only)));
            let made = if tree.is_own { self.replace_here(edit) } else { self.edit_elsewhere(&tree.id, &edit) };
            match made {
                Ok(()) if tree.is_own => done.push((count, "here".to_owned())),
                Ok(()) => done.push((count, format!("in “{}”", tree.title))),
                Err(why) => failed.push(format!("“{}” stays as it is: {why}.", tree.title)),
            }
        }
        self.overlay = None;
        let words = told(&done, &failed);
        match &mut self.authoring {
            Some(author) => author.message = Some(words),
            None => self.say(words),
        }
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

/// What was replaced where, in words.
fn told(done: &[(usize, String)], failed: &[String]) -> String {
    let count: usize = done.iter().map(|(count, _)| count).sum();
    let elsewhere = done.iter().any(|(_, place)| place != "here");
    let mut words = match done {
        [] => "Nothing was replaced.".to_owned(),
        [(count, place)] => format!("{count} replaced {place}."),
        places => {
            let each: Vec<String> = places.iter().map(|(count, place)| format!("{count} {place}")).collect();
            format!("{count} replaced: {}.", each.join(", "))
        }
    };
    if elsewhere {
        words.push_str(" Other trees have it in their drafts; nothing is published. Undo in each tree takes it back.");
    }
    for why in failed {
        words.push(' ');
        words.push_str(why);
    }
    words
}

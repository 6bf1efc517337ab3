//! What an author did to one tree: every state since it was opened, with undo and redo.
//!
//! Each state keeps its tree; trees share what did not change between them. The text of a state follows from the last
//! text that is known before it and the trees since, so it can be worked out elsewhere, and is the same every time.

use super::{Edit, Refused, Unwritten, Written};
use crate::tree::{Document, Tree};
use std::sync::Arc;

/// Edits with the same burst key within so many seconds make one entry.
pub const BURST: f64 = 1.0;
/// So many entries are kept at least.
const KEPT: usize = 1_000;
/// Entries are dropped when there are so many more.
const SLACK: usize = 100;
/// So many bytes of text that could be worked out again are kept.
const SPARE_TEXT: usize = 32 << 20;

/// The burst in which the text itself is typed.
const TEXT: &str = "text";

/// Every state of a tree since it was opened, and which of them is on screen.
#[derive(Clone, Debug)]
pub struct History {
    states: Vec<State>,
    at: usize,
    next_version: u64,
}

#[derive(Clone, Debug)]
struct State {
    version: u64,
    /// The edit that led here; empty for the first.
    name: String,
    tree: Arc<Tree>,
    /// The burst it may go on with, and when it was last added to.
    burst: Option<(String, f64)>,
    document: Option<Document>,
    /// The text was typed as it is, and cannot be worked out.
    is_typed: bool,
}

impl History {
    /// A tree as it was opened.
    #[must_use]
    pub fn new(document: Document) -> Self {
        let first = State {
            version: 0,
            name: String::new(),
            tree: Arc::clone(document.tree()),
            burst: None,
            document: Some(document),
            is_typed: true,
        };
        Self { states: vec![first], at: 0, next_version: 1 }
    }

    /// The tree on screen.
    #[must_use]
    pub fn tree(&self) -> &Arc<Tree> {
        &self.present().tree
    }

    /// The number of the state on screen: no other state has it, and it comes back with undo.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.present().version
    }

    fn present(&self) -> &State {
        &self.states[self.at]
    }

    /// Makes an edit; `now` is in seconds. One that changes nothing leaves no entry.
    ///
    /// # Errors
    /// When the edit makes no sense on this tree; nothing changes then.
    pub fn make(&mut self, edit: &Edit, now: f64) -> Result<(), Refused> {
        let before = &self.present().tree;
        let tree = edit.apply(before)?;
        if tree == **before {
            return Ok(());
        }
        let name = edit.name(before);
        self.push(name, Arc::new(tree), edit.burst(), None, now);
        Ok(())
    }

    /// Takes in a text as it was typed; the state has that text to the byte.
    pub fn take_text(&mut self, document: Document, now: f64) {
        let is_known = |known: &Document| known.text() == document.text();
        if self.document().is_some_and(is_known) {
            return;
        }
        let tree = Arc::clone(document.tree());
        self.push("Edit the text".to_owned(), tree, Some(TEXT.to_owned()), Some(document), now);
    }

    /// Takes in another text under a name, as one entry of its own: what came from outside, or became live elsewhere.
    pub fn take_document(&mut self, name: &str, document: Document) {
        let is_known = |known: &Document| known.text() == document.text();
        if self.document().is_some_and(is_known) {
            return;
        }
        let tree = Arc::clone(document.tree());
        self.push(name.to_owned(), tree, None, Some(document), 0.0);
    }

    /// The state on screen as the library wrote it down. Revision and status are its to give, so this leaves no entry.
    pub fn settle(&mut self, document: Document) {
        // What was undone comes after it, and versions rise.
        for state in &mut self.states[self.at..] {
            state.version = self.next_version;
            self.next_version += 1;
        }
        let state = &mut self.states[self.at];
        (state.tree, state.burst, state.is_typed) = (Arc::clone(document.tree()), None, true);
        state.document = Some(document);
    }

    fn push(&mut self, mut name: String, tree: Arc<Tree>, burst: Option<String>, document: Option<Document>, now: f64) {
        if self.goes_on(burst.as_deref(), now) {
            // The entry grows: its predecessor stays, and so does its name.
            name = std::mem::take(&mut self.states[self.at].name);
            self.states.truncate(self.at);
            self.at -= 1;
            let before = self.present();
            let is_back = match &document {
                None => *before.tree == *tree,
                Some(document) => before.document.as_ref().is_some_and(|known| known.text() == document.text()),
            };
            if is_back {
                self.states[self.at].burst = None;
                return;
            }
        } else {
            self.states.truncate(self.at + 1);
        }
        let version = self.next_version;
        self.next_version += 1;
        let burst = burst.map(|key| (key, now));
        let is_typed = document.is_some();
        self.states.push(State { version, name, tree, burst, document, is_typed });
        self.at += 1;
        self.drop_oldest();
    }

    /// Whether an edit of that burst belongs to the entry on screen.
    fn goes_on(&self, burst: Option<&str>, now: f64) -> bool {
        let last = self.present().burst.as_ref().filter(|_| self.at > 0 && self.at + 1 == self.states.len());
        last.zip(burst).is_some_and(|((key, then), burst)| key == burst && (0.0..BURST).contains(&(now - then)))
    }

    /// Goes back by one entry and gives its name.
    pub fn undo(&mut self) -> Option<String> {
        let name = self.undo_name()?.to_owned();
        self.go(self.at - 1);
        Some(name)
    }

    /// Goes on by one entry that was undone and gives its name.
    pub fn redo(&mut self) -> Option<String> {
        let name = self.redo_name()?.to_owned();
        self.go(self.at + 1);
        Some(name)
    }

    /// No burst goes on across an undo.
    fn go(&mut self, at: usize) {
        self.states[self.at].burst = None;
        self.at = at;
        self.states[self.at].burst = None;
    }

    /// What undo would take back.
    #[must_use]
    pub fn undo_name(&self) -> Option<&str> {
        (self.at > 0).then(|| self.present().name.as_str())
    }

    /// What redo would bring back.
    #[must_use]
    pub fn redo_name(&self) -> Option<&str> {
        self.states.get(self.at + 1).map(|state| state.name.as_str())
    }

    /// The names of all entries, oldest first, and how many of them are made now; the others were undone.
    #[must_use]
    pub fn names(&self) -> (Vec<&str>, usize) {
        (self.states[1..].iter().map(|state| state.name.as_str()).collect(), self.at)
    }

    /// Tree and text of the state on screen, if its text is known already.
    #[must_use]
    pub fn document(&self) -> Option<&Document> {
        self.present().document.as_ref()
    }

    /// What another thread needs to work out the text of the state on screen; nothing where it is known.
    #[must_use]
    pub fn unwritten(&self) -> Option<Unwritten> {
        let steps = self.states[..=self.at].iter().rev().take_while(|state| state.document.is_none()).count();
        if steps == 0 {
            return None;
        }
        let first = self.at + 1 - steps;
        let known = self.states[first - 1].document.clone()?;
        let trees = self.states[first..=self.at].iter().map(|state| (state.version, Arc::clone(&state.tree)));
        Some(Unwritten::new(known, trees.collect()))
    }

    /// Takes in texts that were worked out; states that are gone are passed over.
    pub fn written(&mut self, written: Written) {
        for (version, document) in written.documents {
            if let Ok(index) = self.states.binary_search_by_key(&version, |state| state.version) {
                self.states[index].document.get_or_insert(document);
            }
        }
        self.forget_spare_texts();
    }

    /// Texts can be worked out again, and large trees have large ones: those furthest back go first.
    fn forget_spare_texts(&mut self) {
        let at = self.at;
        let is_spare = |(index, state): &(usize, &mut State)| *index != at && !state.is_typed;
        let size = |state: &State| state.document.as_ref().map_or(0, |document| document.text().len());
        let mut spare: usize = self.states.iter_mut().enumerate().filter(is_spare).map(|(_, state)| size(state)).sum();
        for (_, state) in self.states.iter_mut().enumerate().filter(is_spare) {
            if spare <= SPARE_TEXT {
                return;
            }
            spare -= size(state);
            state.document = None;
        }
    }

    /// The oldest entries go, down to a state whose text is known or can still be worked out.
    fn drop_oldest(&mut self) {
        if self.states.len() <= KEPT + SLACK {
            return;
        }
        let first = self.states.len() - KEPT;
        if self.states[first].document.is_none() {
            let (at, present) = (self.at, first);
            self.at = present;
            let written = self.unwritten().map(Unwritten::write);
            self.at = at;
            let Some(document) = written.and_then(|written| written.documents.into_iter().next_back()) else {
                return;
            };
            if document.0 != self.states[first].version {
                return;
            }
            self.states[first].document = Some(document.1);
        }
        self.states[first].is_typed = true;
        self.states[first].name = String::new();
        self.states.drain(..first);
        self.at -= first;
    }
}

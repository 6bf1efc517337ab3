//! The window after a publication: the library as it stands now, and what is in hand brought into line with it.

use super::{errand::Hand, opening::standing_on, state::Authoring, watching::Outside};
use crate::{
    edit::{Edit, merge},
    library::{Draft, Library, draft},
    tree::{Document, read},
    ui::{search::Index, state::State},
};
use std::{path::Path, sync::Arc};

/// The library as it stands, with the draft of one tree.
pub(super) struct Standing {
    library: Library,
    hits: Index,
    /// The draft, and its tree where it is one.
    kept: Option<(Draft, Option<Document>)>,
    /// The library in use when this one was read, by its number.
    number: u64,
}

impl Standing {
    /// Reads it; not in a frame.
    pub fn read(folder: &Path, id: &str, number: u64) -> Self {
        let library = Library::open(folder);
        let hits = Index::new(library.everything());
        let kept = draft(folder, id).ok().flatten().map(|draft| {
            let document = read(&draft.text).ok();
            (draft, document)
        });
        Self { library, hits, kept, number }
    }

    /// Whether there is a draft.
    pub fn has_draft(&self) -> bool {
        self.kept.is_some()
    }

    fn live(&self, id: &str) -> Option<Document> {
        let entry = self.library.entry(id).filter(|entry| !entry.is_only_draft)?;
        entry.document.clone()
    }
}

impl State {
    /// Takes in the library as it stands after a publication, and brings what is in hand of the tree into line with it.
    /// `hand` is what was in hand when the work began; `was_draft` tells that this very text has become live.
    pub(super) fn take_in(&mut self, id: &str, name: &str, standing: Standing, hand: Option<&Hand>, was_draft: bool) {
        let live = standing.live(id);
        let Standing { library, hits, kept, number } = standing;
        // What was read in between may be newer, and is read once more.
        self.wants_library |= number != self.library_number;
        self.take_library_in(library, hits);
        let now = self.clock_seconds;
        let goes_on = self.with_hand(id, |_, author| {
            let goes_on = hand.is_some_and(|hand| hand.version != author.history.version());
            author.live.clone_from(&live);
            (author.found, author.outside) = (None, None);
            let (draft, drafted) = kept.map_or((None, None), |(draft, document)| (Some(draft), Some(document)));
            author.worker.set_known(draft.as_ref().map(|draft| draft.text.as_str().into()));
            author.worker.set_base(standing_on(draft.as_ref(), live.as_ref()));
            author.kept_at = draft.as_ref().map(|draft| draft.kept);
            if let (true, Some(hand)) = (goes_on, hand) {
                author.edited_meanwhile(hand, draft.as_ref(), drafted.flatten(), was_draft, name, now);
                return true;
            }
            // A draft that is no tree yet stays as it is typed.
            if let Some(document) = drafted.unwrap_or(live) {
                author.take_in(document, name);
            }
            false
        });
        if self.authoring.as_ref().is_some_and(|author| author.id == id) {
            let goes_on = goes_on == Some(true);
            self.draw_and_write(goes_on);
            if goes_on {
                self.compare_again();
            }
            self.retry();
        }
    }

    /// Does something with a tree that is in hand here, on screen or put aside; nothing where it is neither.
    pub(super) fn with_hand<T>(&mut self, id: &str, act: impl FnOnce(&mut Self, &mut Authoring) -> T) -> Option<T> {
        let on_screen = self.authoring.as_ref().is_some_and(|author| author.id == id);
        let mut author = if on_screen { self.authoring.take() } else { self.authored.remove(id) }?;
        let done = act(self, &mut author);
        if on_screen {
            self.authoring = Some(author);
        } else {
            self.authored.insert(author.id.clone(), author);
        }
        Some(done)
    }
}

impl Authoring {
    /// The author went on while the work was done: it comes into what is in hand now as an edit of its own.
    fn edited_meanwhile(
        &mut self,
        hand: &Hand,
        draft: Option<&Draft>,
        drafted: Option<Document>,
        was_draft: bool,
        name: &str,
        now: f64,
    ) {
        self.differs = true;
        let live = self.live.clone();
        let text = live.as_ref().map(|live| Arc::clone(live.text()));
        let theirs = match draft {
            Some(draft) if draft.base == text => drafted,
            // The draft was kept once more in between, and still stands on what was live before.
            Some(draft) if !was_draft => {
                self.outside = Some(Outside::since_the_draft(draft.base.as_deref(), live.as_ref()));
                return;
            }
            _ => live,
        };
        let Some(theirs) = theirs else { return };
        if was_draft {
            self.worker.set_base(text);
        }
        let merged = merge(&hand.tree, self.history.tree(), theirs.tree());
        self.conflicts.extend(merged.conflicts);
        let edit = Edit::Whole(name.to_owned(), Arc::new(merged.tree));
        // The whole tree is never refused.
        let _ = self.history.make(&edit, now);
        self.selection = self.selection.within(self.history.tree());
    }
}

//! The library read again away from the frame, with what lies on the disk of the tree in hand.

use super::{search::Index, state::State};
use crate::{
    library::{Draft, Folders, LastGood, Library, draft, read_text},
    tree::{Document, Trouble, read},
};
use std::{
    path::Path,
    sync::{
        Arc,
        mpsc::{Receiver, channel},
    },
};

/// What was read.
pub(super) struct Reread {
    /// The library that was in use when the reading began, by its number.
    number: u64,
    /// The library with what the search looks through, where it was wanted.
    library: Option<(Library, Index)>,
    /// The tree in hand, as it lies on the disk.
    pub hand: Option<OnDisk>,
}

/// A tree as it lies on the disk.
pub(in crate::ui) struct OnDisk {
    /// Its name.
    pub id: String,
    /// Its file.
    pub live: Option<Found>,
    /// The draft.
    pub draft: Option<(Draft, Found)>,
}

/// A text with what came of reading it.
pub(in crate::ui) struct Found {
    /// The text.
    pub text: Arc<str>,
    /// The tree, or why it is none.
    pub document: Result<Document, Vec<Trouble>>,
}

impl Found {
    fn new(text: String) -> Self {
        Self { document: read(&text), text: text.into() }
    }
}

impl OnDisk {
    fn read(folder: &Path, id: &str) -> Self {
        let live = read_text(&folder.join(format!("{id}.ron"))).ok().map(Found::new);
        let draft = draft(folder, id).ok().flatten().map(|draft| {
            let found = Found::new(draft.text.clone());
            (draft, found)
        });
        Self { id: id.to_owned(), live, draft }
    }
}

/// Lets go of something large away from the frame: the words of a thousand trees are given back one by one.
pub(super) fn let_go(large: impl Send + 'static) {
    std::thread::spawn(move || drop(large));
}

/// Begins to read what is wanted; the window is woken when it is done.
pub(super) fn begin(state: &mut State) -> Receiver<Reread> {
    let (send, receive) = channel();
    let (number, wake) = (state.library_number, Arc::clone(&state.wake));
    let Folders { trees: folder, .. } = state.setup.folders.clone();
    let wants_library = std::mem::take(&mut state.wants_library);
    state.wants_hand = false;
    let hand = state.authoring.as_ref().map(|author| author.id.clone());
    std::thread::spawn(move || {
        let library = wants_library.then(|| Library::open(&folder)).map(|library| {
            let hits = Index::new(library.everything());
            (library, hits)
        });
        let last_good = library.as_ref().map(|(library, _)| LastGood::of(library));
        let hand = hand.map(|id| OnDisk::read(&folder, &id));
        // The window may have been closed meanwhile.
        let _ = send.send(Reread { number, library, hand });
        wake();
        if let Some(Err(error)) = last_good.map(|texts| texts.keep()) {
            tracing::warn!(%error, "the last good texts could not be kept");
        }
    });
    receive
}

impl State {
    /// Takes in what was read; a library that is older than one that came meanwhile is read once more.
    pub(super) fn take_reread(&mut self, reread: Reread) {
        // What was read before this window itself published says nothing of now.
        let is_current = reread.number == self.library_number;
        match reread.library {
            Some((library, hits)) if is_current => self.take_library(library, hits),
            Some(_) => self.wants_library = true,
            None => {}
        }
        match reread.hand {
            Some(hand) if is_current => self.compare_with_disk(hand),
            Some(_) => self.wants_hand = true,
            None => {}
        }
    }

    fn take_library(&mut self, library: Library, hits: Index) {
        let chosen = self.library.as_ref().and_then(|library| library.entries.get(self.shelf_row)).map(|entry| entry.id.clone());
        let said = |library: &Library| library.entries.iter().filter_map(|entry| entry.stands_in.clone()).collect::<Vec<_>>();
        let before = self.library.as_deref().map(said).unwrap_or_default();
        let now = said(&library);
        self.notices.retain(|notice| !before.contains(notice) || now.contains(notice));
        for words in now.into_iter().filter(|words| !before.contains(words)) {
            self.say(words);
        }
        self.take_library_in(library, hits);
        // The row chosen in the list stays on its tree.
        let row = chosen.and_then(|id| self.library.as_ref()?.entries.iter().position(|entry| entry.id == id));
        self.shelf_row = row.unwrap_or(self.shelf_row);
    }

    /// The library is this one from now on.
    pub(super) fn take_library_in(&mut self, library: Library, hits: Index) {
        let before = (self.library.replace(Arc::new(library)), std::mem::replace(&mut self.hits, Arc::new(hits)));
        self.library_number += 1;
        let_go(before);
    }
}

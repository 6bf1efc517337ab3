//! A tree is put aside: its history stays, and once its draft is on the disk others may write it.

use super::state::{Access, Authoring, Pane};
use crate::ui::state::State;
use std::sync::mpsc::{Receiver, TryRecvError};

/// A tree whose draft is on its way to the disk.
pub(super) struct Aside {
    id: String,
    kept: Receiver<()>,
}

impl State {
    /// Puts the tree in hand aside.
    pub(in crate::ui) fn put_tree_aside(&mut self) {
        self.settle_typed();
        let Some(mut author) = self.authoring.take() else { return };
        // The list tells of drafts.
        self.wants_library |= author.history.version() > 0;
        (author.trying, author.pane, author.drag) = (None, Pane::Inspector, None);
        let id = author.id.clone();
        self.keep_in_hand(&id);
        self.beside.aside.push(Aside { id: id.clone(), kept: author.worker.answer() });
        self.authored.insert(id, author);
    }

    /// A tree that was about to be laid down is not.
    pub(super) fn keep_in_hand(&mut self, id: &str) {
        self.beside.aside.retain(|aside| aside.id != id);
    }

    /// Lays down the trees that were put aside and whose drafts are on the disk by now.
    pub(super) fn hear_aside(&mut self) {
        let (waiting, kept): (Vec<Aside>, Vec<Aside>) = std::mem::take(&mut self.beside.aside)
            .into_iter()
            .partition(|aside| matches!(aside.kept.try_recv(), Err(TryRecvError::Empty)));
        self.beside.aside = waiting;
        for Aside { id, .. } in kept {
            let trouble = self.with_hand(&id, |state, author| {
                state.hear_worker(author);
                author.lay_down();
                author.trouble.clone()
            });
            if let Some(Some(trouble)) = trouble {
                self.say(format!("The draft of {id} is not on the disk: {trouble}. Open it again to try once more."));
            }
        }
    }
}

impl Authoring {
    /// Nobody writes it here from now on; others may.
    pub(super) fn lay_down(&mut self) {
        self.worker.rest();
        self.worker.set_claim(None);
        self.access = Access::ReadOnly("it is not in hand".to_owned());
    }
}

//! An edit in a tree that is not in hand: it goes into that tree's draft and history, never into what is live.

use super::{
    state::{Access, Authoring},
    worker::{Job, Text},
};
use crate::{edit::Edit, ui::state::State};
use std::sync::{
    Arc,
    mpsc::{Receiver, TryRecvError},
};

/// An edit that is on its way to the disk.
pub(super) struct UnderWay {
    id: String,
    version: u64,
    kept: Receiver<()>,
}

impl State {
    /// Makes the edit in that tree's draft; its history has it, so that it can be undone there.
    ///
    /// # Errors
    /// In words: why that tree stays as it is.
    pub(super) fn edit_elsewhere(&mut self, id: &str, edit: &Edit) -> Result<UnderWay, String> {
        let taken = self.authored.remove(id).map(|author| self.taken_up(author));
        let Some(mut author) = taken.or_else(|| self.opened(id)) else {
            return Err("it cannot be read".to_owned());
        };
        let made = author.make_and_keep(edit, self.clock_seconds);
        if made.is_err() {
            author.lay_down();
        }
        self.authored.insert(id.to_owned(), author);
        made
    }

    /// What became of the edit; nothing while it is not on the disk.
    pub(super) fn edited_elsewhere(&mut self, under_way: &UnderWay) -> Option<Result<(), String>> {
        let UnderWay { id, version, kept } = under_way;
        if matches!(kept.try_recv(), Err(TryRecvError::Empty)) {
            return None;
        }
        let is_on_screen = self.authoring.as_ref().is_some_and(|author| author.id == *id);
        let made = self.with_hand(id, |state, author| {
            state.hear_worker(author);
            let is_kept = author.kept >= *version;
            if is_kept {
                author.text_follows();
            } else if author.history.version() == *version {
                author.history.undo();
            }
            if !is_on_screen {
                author.lay_down();
            }
            let trouble = || author.trouble.clone().unwrap_or_else(|| "its draft could not be kept".to_owned());
            if is_kept { Ok(()) } else { Err(trouble()) }
        });
        Some(made.unwrap_or_else(|| Err("it is not in hand any more".to_owned())))
    }
}

impl Authoring {
    fn make_and_keep(&mut self, edit: &Edit, now: f64) -> Result<UnderWay, String> {
        match &self.access {
            Access::Mine(_) if self.text_is_broken() => return Err("its draft is not a tree yet".to_owned()),
            Access::Mine(_) => {}
            Access::Held(holder) => return Err(format!("{} edits it", holder.by)),
            Access::ReadOnly(why) => return Err(why.clone()),
        }
        let before = self.history.version();
        self.history.make(edit, now).map_err(|refused| refused.to_string())?;
        let version = self.history.version();
        if version == before {
            return Err("nothing would change".to_owned());
        }
        let text = self.history.unwritten().map(Text::Unwritten);
        if let Some(text) = text.or_else(|| self.history.document().cloned().map(Text::Known)) {
            // Its problems are looked for when it is opened.
            self.worker.ask(Job::Write { version, text, neighbours: Arc::default(), keeps: true });
        }
        Ok(UnderWay { id: self.id.clone(), version, kept: self.worker.answer() })
    }
}

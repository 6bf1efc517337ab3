//! An edit in a tree that is not in hand: it goes into that tree's draft and history, never into what is live.

use super::{
    opening::PATIENCE,
    state::{Access, Authoring},
    worker::{Job, Text},
};
use crate::{edit::Edit, ui::state::State};
use std::sync::Arc;

impl State {
    /// Makes the edit in that tree's draft; its history has it, so that it can be undone there.
    ///
    /// # Errors
    /// In words: why that tree stays as it is.
    pub(super) fn edit_elsewhere(&mut self, id: &str, edit: &Edit) -> Result<(), String> {
        let taken = self.authored.remove(id).map(|author| self.taken_up(author));
        let Some(mut author) = taken.or_else(|| self.opened(id)) else {
            return Err("it cannot be read".to_owned());
        };
        let made = self.edit_and_keep(&mut author, edit);
        author.lay_down();
        self.authored.insert(id.to_owned(), author);
        // The list tells of drafts.
        self.wants_library |= made.is_ok();
        made
    }

    fn edit_and_keep(&mut self, author: &mut Authoring, edit: &Edit) -> Result<(), String> {
        match &author.access {
            Access::Mine(_) if author.text_is_broken() => return Err("its draft is not a tree yet".to_owned()),
            Access::Mine(_) => {}
            Access::Held(holder) => return Err(format!("{} edits it", holder.by)),
            Access::ReadOnly(why) => return Err(why.clone()),
        }
        let before = author.history.version();
        author.history.make(edit, self.clock_seconds).map_err(|refused| refused.to_string())?;
        let version = author.history.version();
        if version == before {
            return Err("nothing would change".to_owned());
        }
        let text = author.history.unwritten().map(Text::Unwritten);
        if let Some(text) = text.or_else(|| author.history.document().cloned().map(Text::Known)) {
            // Its problems are looked for when it is opened.
            author.worker.ask(Job::Write { version, text, neighbours: Arc::default(), keeps: true });
        }
        let is_done = author.worker.wait(PATIENCE);
        self.hear_worker(author);
        if is_done && author.kept == version {
            author.text_follows();
            return Ok(());
        }
        author.history.undo();
        Err(author.trouble.clone().unwrap_or_else(|| "its draft could not be kept in time".to_owned()))
    }
}

//! An edit in a tree that is not in hand: it goes into that tree's draft and history, never into what is live.

use super::state::{Access, Authoring};
use crate::{
    edit::Edit,
    library::{DraftAbout, keep_draft},
    ui::state::State,
};
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
        author.access = Access::ReadOnly("it is not in hand".to_owned());
        self.authored.insert(id.to_owned(), author);
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
        if author.history.version() == before {
            return Err("nothing would change".to_owned());
        }
        let (by, now) = (self.who().name, self.now().timestamp());
        let base = author.worker.base();
        let kept = author.written_document().ok_or_else(|| "it cannot be written as a text".to_owned()).and_then(|document| {
            let folder = &self.setup.folders.trees;
            keep_draft(folder, &author.id, document.text(), base.as_deref(), &by, now).map_err(|error| error.to_string())
        });
        if let Err(why) = kept {
            author.history.undo();
            return Err(why);
        }
        (author.kept, author.kept_at, author.trouble) = (author.history.version(), Some(now), None);
        author.text_follows();
        // The list of trees says at once that work waits there.
        if let Some(library) = &mut self.library
            && let Some(entry) = Arc::make_mut(library).entries.iter_mut().find(|entry| entry.id == author.id)
        {
            entry.draft = Some(DraftAbout { id: author.id.clone(), kept: now, by, differs: true });
        }
        Ok(())
    }
}

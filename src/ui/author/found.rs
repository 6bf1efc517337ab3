//! The draft that was found when a tree was opened: gone on with, compared, or discarded.

use super::{
    errand::{Next, Step},
    sheets::{Comparing, Sheet},
};
use crate::{
    library::discard_draft,
    ui::state::{Effect, State},
};
use std::sync::Arc;

impl State {
    /// Goes on with the draft: it is nothing special any more.
    pub(super) fn keep_found(&mut self) {
        if let Some(author) = &mut self.authoring {
            author.found = None;
        }
    }

    /// Shows what differs between the draft and what agents have.
    pub(super) fn compare_with_live(&mut self) {
        let Some(author) = &self.authoring else { return };
        let (against, live) = author.live_side();
        self.compare_with(against, live);
        self.open_sheet(Sheet::Compare(Box::<Comparing>::default()));
    }

    /// Puts the draft among the earlier texts and shows what is live; undo brings it back.
    pub(super) fn discard_found(&mut self) {
        let Some(id) = self.authoring.as_ref().map(|author| author.id.clone()) else { return };
        let of = id.clone();
        let next: Next = Box::new(move |state, kept| {
            match kept {
                Ok(()) => state.discard_kept(&of),
                Err(words) => state.tell(&of, words),
            }
            Step::End
        });
        self.begin_errand(&id, "Putting the draft aside…", next);
    }

    /// Puts the draft aside, which is on the disk.
    fn discard_kept(&mut self, id: &str) {
        let (folder, now) = (self.setup.folders.trees.clone(), self.now());
        let Some(author) = self.authoring.as_mut().filter(|author| author.id == id) else { return };
        let Some(live) = author.live.clone() else { return };
        if let Err(error) = discard_draft(&folder, id, now.timestamp()) {
            author.message = Some(format!("The draft stays: {error}"));
            return;
        }
        author.worker.set_base(Some(Arc::clone(live.text())));
        author.worker.set_known(None);
        let was_broken = author.text_is_broken();
        author.history.take_document("Discard the draft", live);
        author.selection = author.selection.within(author.history.tree());
        (author.found, author.kept_at, author.kept, author.differs) = (None, None, author.history.version(), false);
        author.outside = None;
        let at = format!("as of {:02}:{:02}", now.hour(), now.minute());
        author.message = Some(if was_broken {
            author.typed = None;
            format!("The unfinished text is among the earlier texts, {at}.")
        } else {
            format!("The draft is among the earlier texts, {at}. Undo brings it back.")
        });
        self.effects.push(Effect::Unfocus);
        self.draw_and_write(false);
        self.retry();
    }
}

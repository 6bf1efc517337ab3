//! What is written in the editor of customers comes to the disk as a draft, away from the frame, and is taken up again.

use super::state::Casting;
use crate::{
    library::{Folders, PersonaDraft, drop_persona_draft, keep_persona_draft, persona_draft, persona_drafts},
    record::{Keep, RecordError},
    ui::state::State,
};
use std::path::{Path, PathBuf};

/// So long after an edit it comes into the draft, in seconds.
const SOON: f64 = 0.3;

/// The drafts of customers, for the thread that keeps them.
pub struct DraftFolder(Folders);

impl Keep for DraftFolder {
    /// `path` is the folder of the trees.
    fn open_or_put_aside(path: &Path) -> Result<(Self, Option<PathBuf>), RecordError> {
        let folders = Folders { home: path.to_owned(), trees: path.to_owned(), is_own_library: false };
        Ok((Self(folders), None))
    }

    fn put_aside_in_words(aside: &Path) -> String {
        aside.display().to_string()
    }
}

impl DraftFolder {
    fn keep(&self, draft: &PersonaDraft) -> Result<(), RecordError> {
        keep_persona_draft(&self.0, draft).map_err(|error| RecordError::Folder(error.to_string()))
    }

    fn drop(&self, of: &str, by: &str) -> Result<(), RecordError> {
        drop_persona_draft(&self.0, of, by).map_err(|error| RecordError::Folder(error.to_string()))
    }
}

impl State {
    /// Keeps the customer in hand once the typing rests; gives how long that is off, in seconds.
    pub(in crate::ui) fn keep_customer(&mut self) -> Option<f64> {
        let now = self.clock_seconds;
        let casting = self.training.cast.as_mut()?;
        let left = casting.unkept? + SOON - now;
        if left > 0.0 {
            return Some(left);
        }
        self.keep_customer_now();
        None
    }

    /// Keeps what is not saved of the customer in hand; where all is saved, no draft stays behind.
    pub(super) fn keep_customer_now(&mut self) {
        let by = self.site.agent_name.clone();
        let kept = self.now().timestamp();
        let (Some(casting), Some(keepers)) = (&mut self.training.cast, &self.training.keepers) else { return };
        casting.unkept = None;
        let of = casting.draft.clone();
        if casting.is_changed() {
            let draft = PersonaDraft { of, by, kept, base: casting.disk.clone(), text: casting.text() };
            keepers.drafts.give(move |folder| folder.keep(&draft));
        } else {
            keepers.drafts.give(move |folder| folder.drop(&of, &by));
        }
    }

    /// Takes the draft of the customer in hand away: it was saved, or is not wanted.
    pub(super) fn drop_customer_draft(&mut self) {
        let by = self.site.agent_name.clone();
        let (Some(casting), Some(keepers)) = (&mut self.training.cast, &self.training.keepers) else { return };
        let of = casting.draft.clone();
        (casting.unkept, casting.is_taken_up) = (None, false);
        casting.drafts.remove(&of);
        keepers.drafts.give(move |folder| folder.drop(&of, &by));
    }

    /// Takes up what was left of that customer.
    pub(super) fn take_up_draft(&self, casting: &mut Casting) {
        self.wait_for_keepers();
        casting.drafts = persona_drafts(&self.setup.folders, &self.site.agent_name);
        if let Some(draft) = persona_draft(&self.setup.folders, &casting.draft, &self.site.agent_name) {
            casting.take_up(&draft);
        }
    }

    /// Why the draft is not on the disk yet, where it is not.
    pub(in crate::ui::train) fn draft_trouble(&self) -> Option<String> {
        self.training.keepers.as_ref().and_then(|keepers| keepers.drafts.trouble())
    }
}

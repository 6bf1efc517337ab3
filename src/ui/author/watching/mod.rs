//! What others do to the tree in hand: its file changed outside, its draft written elsewhere, the right to write lost.

mod banner;

pub(super) use banner::{banner, conflicts};

use super::{
    command::AuthorCommand,
    sheets::Sheet,
    state::{Access, Authoring},
};
use crate::{
    edit::{Conflict, Edit, merge},
    library::{Holder, holder, keep_point, still_mine},
    tree::{Document, Trouble, read},
    ui::{
        reread::{Found, OnDisk},
        state::State,
    },
};
use jiff::Timestamp;
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// What somebody else wrote while the author had changes of their own.
#[derive(Clone, Debug)]
pub struct Outside {
    /// What was written.
    pub part: Written,
    /// When it was seen; nothing where it was changed before the tree was opened.
    pub seen: Option<Timestamp>,
    /// Who wrote it, where that is told.
    pub by: String,
    /// The text now; nothing where the file is gone.
    pub text: Option<Arc<str>>,
    /// The tree of that text; nothing where it cannot be read.
    pub document: Option<Document>,
    /// What keeps it from being read.
    pub trouble: Option<Trouble>,
    /// What both began from; nothing where that is not known.
    pub base: Option<Document>,
}

/// Which of a tree's texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// What agents are offered.
    File,
    /// The work in hand.
    Draft,
}

impl State {
    /// What was changed by others: the library is read again, a claim is looked at.
    pub(in crate::ui) fn hear_outside(&mut self, paths: &[PathBuf]) {
        if paths.is_empty() {
            return;
        }
        let lies_in = |path: &Path, folder: &str| path.parent().is_some_and(|parent| parent.ends_with(folder));
        self.wants_library |= paths.iter().any(|path| !lies_in(path, "claims"));
        let Some(mut author) = self.authoring.take() else { return };
        let file = format!("{}.ron", author.id);
        let mut own = paths.iter().filter(|path| path.ends_with(&file));
        author.draft_heard |= own.clone().any(|path| lies_in(path, "drafts"));
        if own.any(|path| lies_in(path, "claims")) {
            self.look_at_claim(&mut author);
        }
        self.authoring = Some(author);
    }

    /// Whether the tree was taken over, or has become free.
    pub(super) fn look_at_claim(&mut self, author: &mut Authoring) {
        let holds = holder(&self.setup.folders.trees, &author.id, &self.who());
        let now = self.clock_of(self.now().timestamp());
        match (&author.access, holds) {
            (Access::Mine(guard), _) if still_mine(guard) => {}
            (Access::Mine(_), Some(holder)) => {
                author.worker.set_claim(None);
                let is_kept = author.kept == author.history.version();
                let rest = if is_kept {
                    "What you did is in the draft."
                } else {
                    "Your last change is not in the draft; it stands here."
                };
                author.message =
                    Some(format!("{} took this tree over at {now}. This window only reads now. {rest}", name(&holder)));
                author.access = Access::Held(holder);
            }
            (Access::Held(old), Some(holder)) if *old == holder => {}
            (Access::Held(_), Some(holder)) => author.access = Access::Held(holder),
            (Access::Mine(_) | Access::Held(_), None) => {
                let had = if let Access::Held(holder) = &author.access { Some(name(holder)) } else { None };
                author.access = self.access(&author.id);
                if let Access::Mine(guard) = &author.access {
                    author.worker.set_claim(Some(Arc::clone(guard)));
                }
                if let (Some(had), true) = (had, author.is_writable()) {
                    author.message = Some(format!("{had} has finished at {now}. You can edit this tree now."));
                }
                author.draft_heard = true;
                self.wants_hand = true;
            }
            (Access::ReadOnly(_), _) => {}
        }
    }

    /// Compares the tree in hand with what lies on the disk.
    pub(in crate::ui) fn compare_with_disk(&mut self, disk: OnDisk) {
        let Some(mut author) = self.authoring.take_if(|author| author.id == disk.id) else { return };
        let before = author.history.version();
        let OnDisk { live, draft, .. } = disk;
        let has_draft = draft.is_some();
        if std::mem::take(&mut author.draft_heard)
            && let Some((draft, found)) = draft
        {
            self.draft_written(&mut author, found, draft.kept, draft.by);
        }
        let took = self.file_written(&mut author, live);
        if author.history.version() != before {
            author.selection = author.selection.within(author.history.tree());
            author.finding = None;
        }
        // What came from the file belongs into a draft that is there; what was held back meanwhile is kept now.
        let is_kept = author.kept == author.history.version();
        let is_whole = !author.text_is_broken();
        let keeps = author.is_writable() && author.outside.is_none() && is_whole && ((took && has_draft) || !is_kept);
        author.text_follows();
        let is_another = author.history.version() != before;
        self.authoring = Some(author);
        self.draw_and_write(keeps);
        if is_another {
            self.compare_again();
            self.retry();
        }
    }

    /// Somebody else may have written the draft: it is shown where nothing of the author's is lost by it.
    fn draft_written(&self, author: &mut Authoring, found: Found, kept: Timestamp, by: String) {
        let is_known = author.worker.known().as_deref() == Some(&*found.text);
        let is_here = author.history.document().is_some_and(|document| document.text() == &found.text);
        if is_known || is_here {
            author.worker.set_known(Some(found.text));
            return;
        }
        let has_unkept = author.kept != author.history.version();
        if has_unkept && !author.is_writable() {
            // What was not kept here stays on the screen until the author takes over.
            return;
        }
        let whose = if by.is_empty() { "The draft".to_owned() } else { format!("{by}'s draft") };
        let at = self.clock_of(kept);
        match found.document {
            Ok(document) if !has_unkept => {
                author.take_in(document, &format!("{whose} of {at}"));
                author.message = Some(format!("You see {} of {at}.", whose.replace("The", "the")));
                author.kept_at = Some(kept);
                author.worker.set_known(Some(found.text));
            }
            document => {
                let base = author.worker.known().and_then(|text| read(&text).ok());
                author.outside = Some(self.outside(Written::Draft, by, Some(Found { text: found.text, document }), base));
            }
        }
    }

    /// The file itself: taken in where the author has changed nothing, told where they have. Gives back whether it was
    /// taken in.
    fn file_written(&self, author: &mut Authoring, found: Option<Found>) -> bool {
        let was = author.worker.base();
        let now = found.as_ref().map(|found| Arc::clone(&found.text));
        let is_told = |outside: &Outside| outside.part == Written::File && outside.text == now;
        if author.outside.as_ref().is_some_and(is_told) {
            return false;
        }
        if was == now {
            // It was put back as it was.
            author.outside.take_if(|outside| outside.part == Written::File);
            return false;
        }
        let at = self.clock_of(self.now().timestamp());
        let file = format!("{}.ron", author.id);
        let has_edits = author.is_unpublished();
        match found {
            Some(Found { text, document: Ok(document) })
                if !has_edits || document.tree() == author.tree() || !author.is_writable() =>
            {
                author.worker.set_base(Some(text));
                author.live = Some(document.clone());
                author.outside = None;
                if !has_edits {
                    author.take_in(document, &format!("Changed outside at {at}"));
                    author.message = Some(format!("{file} was changed outside at {at}. You see it as it is now."));
                }
                true
            }
            found => {
                let base = was.and_then(|text| read(&text).ok());
                if let Some(Found { document: Ok(document), .. }) = &found {
                    author.live = Some(document.clone());
                }
                author.outside = Some(self.outside(Written::File, String::new(), found, base));
                false
            }
        }
    }

    pub(super) fn outside(&self, part: Written, by: String, found: Option<Found>, base: Option<Document>) -> Outside {
        let seen = Some(self.now().timestamp());
        let (text, read) = found.map_or((None, None), |found| (Some(found.text), Some(found.document)));
        let (document, trouble) = match read {
            Some(Ok(document)) => (Some(document), None),
            Some(Err(troubles)) => (None, troubles.into_iter().next()),
            None => (None, None),
        };
        Outside { part, seen, by, text, document, trouble, base }
    }

    /// Brings what was written outside into what is in hand, step by step, as one edit; where both changed the same
    /// the author's own words stay and the other ones are listed.
    pub(super) fn merge_outside(&mut self) {
        let Some(author) = self.authoring.as_mut().filter(|author| author.is_writable()) else { return };
        let Some(outside) = author.outside.take() else { return };
        let (Some(base), Some(theirs)) = (&outside.base, &outside.document) else {
            author.outside = Some(outside);
            return;
        };
        let merged = merge(base.tree(), author.tree(), theirs.tree());
        author.conflicts = merged.conflicts;
        author.see(&outside);
        let edit = Edit::Whole("Merge what changed outside".to_owned(), Arc::new(merged.tree));
        self.apply_to_author(AuthorCommand::Edit(Box::new(edit)));
        let Some(author) = &mut self.authoring else { return };
        if author.message.is_none() {
            author.message = Some(match author.conflicts.len() {
                0 => "What changed outside is merged in. Undo takes it out again.".to_owned(),
                _ => "What changed outside is merged in, but for what both changed.".to_owned(),
            });
        }
        self.draw_and_write(true);
    }

    /// Shows what differs between what is in hand and what was written outside.
    pub(super) fn compare_outside(&mut self) {
        let outside = self.authoring.as_ref().and_then(|author| author.outside.as_ref());
        let Some((part, document)) = outside.and_then(|outside| Some((outside.part, outside.document.clone()?))) else {
            return;
        };
        let against = match part {
            Written::File => "the file as it was changed outside",
            Written::Draft => "the draft as it was written elsewhere",
        };
        self.compare_with(against.to_owned(), Arc::clone(document.tree()));
        self.open_sheet(Sheet::Compare(Box::default()));
    }

    /// Leaves what is in hand as it is; it goes on from the text outside, which is not lost.
    pub(super) fn keep_mine(&mut self) {
        let (folder, who, now) = (self.setup.folders.trees.clone(), self.who().name, self.now().timestamp());
        let Some(author) = self.authoring.as_mut().filter(|author| author.is_writable()) else { return };
        let Some(outside) = author.outside.take() else { return };
        if let (Written::Draft, Some(text)) = (outside.part, &outside.text)
            && let Err(error) = keep_point(&folder, &author.id, text, &who, now)
        {
            author.message = Some(format!("The other draft could not be kept: {error}"));
            author.outside = Some(outside);
            return;
        }
        author.see(&outside);
        author.message = Some(match outside.part {
            Written::File => "Yours is kept. Publishing it replaces what the file holds now.".to_owned(),
            Written::Draft => "Yours is kept. The other draft lies among the earlier texts.".to_owned(),
        });
        self.draw_and_write(true);
    }

    /// A time of the day in the agent's zone.
    fn clock_of(&self, at: Timestamp) -> String {
        let at = at.to_zoned(self.now().time_zone().clone());
        format!("{:02}:{:02}", at.hour(), at.minute())
    }
}

fn name(holder: &Holder) -> String {
    if holder.by.is_empty() { format!("Somebody on {}", holder.host) } else { holder.by.clone() }
}

impl Outside {
    /// What became of a file after the draft in hand began.
    pub(super) fn since_the_draft(base: Option<&str>, live: Option<&Document>) -> Self {
        Self {
            part: Written::File,
            seen: None,
            by: String::new(),
            text: live.map(|live| Arc::clone(live.text())),
            document: live.cloned(),
            trouble: None,
            base: base.and_then(|text| read(text).ok()),
        }
    }
}

impl Authoring {
    /// What was written outside is known from now on: the draft stands on it.
    fn see(&mut self, outside: &Outside) {
        match outside.part {
            Written::File => {
                self.worker.set_base(outside.text.clone());
                self.live.clone_from(&outside.document);
            }
            Written::Draft => self.worker.set_known(outside.text.clone()),
        }
    }

    /// A conflict's step, where it has one that is still there.
    #[must_use]
    pub fn step_of(&self, conflict: &Conflict) -> Option<crate::tree::StepId> {
        let step = conflict.step.as_ref()?;
        self.tree().find(step.as_str()).map(|(id, _)| id.clone())
    }
}

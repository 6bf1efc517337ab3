//! Publishing from the screen: what is in hand becomes live, earlier texts come back, and the window follows.

use super::{
    comparing::says_the_same,
    sheets::{Publishing, Sheet},
    state::Authoring,
};
use crate::{
    edit::{Edit, merge_choosing},
    library::{
        Library, Publication, PublishError, Revision, draft, keep_draft, make_live, publish, retire, roll_back, take_back,
    },
    tree::{Document, Status, read},
    ui::{
        keys::chord,
        state::{Effect, Overlay, Place, State},
    },
};
use std::{sync::Arc, time::Duration};

/// How long a publication waits for the draft to be on the disk.
const PATIENCE: Duration = Duration::from_secs(5);
/// With these words a notice tells the way back.
const WAY_BACK: &str = "Take it back:";

impl State {
    /// Opens the sheet that publishes the tree in hand.
    pub(super) fn open_publishing(&mut self) {
        let Some(author) = &self.authoring else { return };
        let (against, live) = author.live_side();
        self.compare_with(against, live);
        self.open_sheet(Sheet::Publish(Box::default()));
    }

    /// Publishes the draft in hand, as its sheet says.
    pub(super) fn publish_draft(&mut self, mut sheet: Publishing) {
        (sheet.message, sheet.refused) = (None, Vec::new());
        match self.try_to_publish(&mut sheet) {
            Ok(revision) => {
                let Some(id) = self.authoring.as_ref().map(|author| author.id.clone()) else { return };
                self.overlay = None;
                self.effects.push(Effect::Unfocus);
                let words = format!("Revision {} is live.", revision.number);
                self.after_publication(&id, "Publish", &words);
            }
            Err(words) => {
                sheet.message = Some(words);
                self.overlay = Some(Overlay::Author(Box::new(Sheet::Publish(Box::new(sheet)))));
                self.effects.push(Effect::FocusId(super::sheets::reason_field()));
            }
        }
    }

    fn try_to_publish(&mut self, sheet: &mut Publishing) -> Result<Revision, String> {
        let (who, now) = (self.who().name, self.now().timestamp());
        let folder = self.setup.folders.trees.clone();
        let id = self.authoring.as_ref().map(|author| author.id.clone()).unwrap_or_default();
        if sheet.reason.trim().is_empty() {
            return Err("Say in a few words why; the list of revisions shows it.".to_owned());
        }
        self.settle_hand(&id)?;
        if let Some(outside) = sheet.outside.clone() {
            self.merge_for_publishing(&outside)?;
            self.settle_hand(&id)?;
        }
        let Some(author) = &self.authoring else { return Err("No tree is in hand.".to_owned()) };
        if author.text_is_broken() {
            return Err("The text beside the canvas is not a tree yet; mend it, or use the canvas.".to_owned());
        }
        let Some(document) = author.history.document().cloned() else {
            return Err("The tree cannot be written as a text; undo the last edit and try again.".to_owned());
        };
        let is_live = author.live.as_ref().is_some_and(|live| live.tree().status == Status::Live);
        if is_live && !author.is_unpublished() {
            return Err("Nothing differs from what is live.".to_owned());
        }
        let base = author.worker.base();
        // Without a draft nothing would tell from which text this one began.
        if draft(&folder, &id).ok().flatten().is_none() {
            keep_draft(&folder, &id, document.text(), base.as_deref(), &who, now).map_err(|error| error.to_string())?;
        }
        let answers = (!sheet.answers.trim().is_empty()).then(|| sheet.answers.trim().to_owned());
        let publication = Publication { id: &id, document: &document, who: &who, when: now, reason: &sheet.reason, answers };
        match publish(&folder, &publication) {
            Ok(revision) => Ok(revision),
            Err(PublishError::Findings(findings)) => {
                sheet.refused = findings;
                Err("These errors have to be mended first.".to_owned())
            }
            Err(PublishError::ChangedOutside(outside)) => {
                sheet.outside = Some(super::sheets::Meanwhile::of(&outside, document.tree()));
                Err("The file was changed outside since this draft began. Look at what comes with it, then publish.".to_owned())
            }
            Err(error) => Err(in_a_sentence(&error.to_string())),
        }
    }

    /// Takes what was changed outside into the tree in hand, as one edit; the draft stands on that text from now on.
    fn merge_for_publishing(&mut self, outside: &super::sheets::Meanwhile) -> Result<(), String> {
        let (who, now) = (self.who().name, self.now().timestamp());
        let folder = self.setup.folders.trees.clone();
        let Some(author) = &mut self.authoring else { return Ok(()) };
        let (mut base, mut theirs) = ((*outside.base).clone(), (*outside.theirs).clone());
        let ours = author.tree();
        for tree in [&mut base, &mut theirs] {
            (tree.revision, tree.status) = (ours.revision, ours.status);
        }
        let merged = merge_choosing(&base, ours, &theirs, &outside.chosen).tree;
        author.worker.set_base(outside.live.clone());
        author.live = outside.live.as_deref().and_then(|text| read(text).ok());
        author.outside = None;
        let edit = Edit::Whole("Merge what was changed outside".to_owned(), Arc::new(merged));
        self.apply_to_author(super::AuthorCommand::Edit(Box::new(edit)));
        let id = self.authoring.as_ref().map(|author| author.id.clone()).unwrap_or_default();
        self.settle_hand(&id)?;
        let Some(document) = self.authoring.as_ref().and_then(|author| author.history.document().cloned()) else {
            return Err("What was merged cannot be written as a text.".to_owned());
        };
        keep_draft(&folder, &id, document.text(), outside.live.as_deref(), &who, now).map_err(|error| error.to_string())
    }

    /// Takes the tree in hand out of what agents are offered, or offers it again as it stands in the library.
    pub(super) fn publish_status(&mut self, mut sheet: Publishing, live: bool) {
        let (who, now) = (self.who().name, self.now().timestamp());
        let folder = self.setup.folders.trees.clone();
        let Some(id) = self.authoring.as_ref().map(|author| author.id.clone()) else { return };
        let done = self.settle_hand(&id).and_then(|()| {
            let change = if live { make_live } else { retire };
            change(&folder, &id, &who, now, &sheet.reason).map_err(|error| in_a_sentence(&error.to_string()))
        });
        match done {
            Ok(revision) => {
                self.overlay = None;
                self.effects.push(Effect::Unfocus);
                let words = if live {
                    format!("Revision {} is live.", revision.number)
                } else {
                    format!("Revision {} is retired: agents are not offered it any more.", revision.number)
                };
                self.after_publication(&id, if live { "Make it live" } else { "Retire it" }, &words);
            }
            Err(words) => {
                sheet.message = Some(words);
                self.overlay = Some(Overlay::Author(Box::new(Sheet::Publish(Box::new(sheet)))));
                self.effects.push(Effect::FocusId(super::sheets::reason_field()));
            }
        }
    }

    /// Publishes an earlier revision of the tree in hand again.
    pub(super) fn roll_back_to(&mut self, number: u32, reason: &str) -> Result<(), String> {
        let (who, now) = (self.who().name, self.now().timestamp());
        let folder = self.setup.folders.trees.clone();
        let Some(id) = self.authoring.as_ref().map(|author| author.id.clone()) else { return Ok(()) };
        self.settle_hand(&id)?;
        let made = roll_back(&folder, &id, number, &who, now, reason).map_err(|error| in_a_sentence(&error.to_string()))?;
        self.overlay = None;
        let words = format!("Revision {} is live; it says what revision {number} said.", made.number);
        self.after_publication(&id, &format!("Roll back to revision {number}"), &words);
        Ok(())
    }

    /// The tree whose last publication would be taken back.
    pub(in crate::ui) fn to_take_back(&self) -> Option<String> {
        let in_hand = self.authoring.as_ref().filter(|author| self.place == Place::Author && author.live.is_some());
        self.published.clone().or_else(|| in_hand.map(|author| author.id.clone()))
    }

    /// Undoes the last publication.
    pub(super) fn take_back_last(&mut self) {
        let Some(id) = self.to_take_back() else { return };
        let (who, now) = (self.who().name, self.now().timestamp());
        let folder = self.setup.folders.trees.clone();
        let title = self.title_of(&id);
        let taken = self
            .settle_hand(&id)
            .and_then(|()| take_back(&folder, &id, &who, now).map_err(|error| in_a_sentence(&error.to_string())));
        match taken {
            Ok(revision) => {
                self.overlay = None;
                let words = format!("{}: agents have what was live before, as revision {}.", revision.reason, revision.number);
                self.after_publication(&id, &revision.reason, &words);
            }
            Err(words) => self.tell(&id, format!("“{title}” was not taken back. {words}")),
        }
    }

    /// The window after a publication: library and searches, the tree in hand, the words that say so.
    pub(super) fn after_publication(&mut self, id: &str, name: &str, words: &str) {
        self.take_in(id, name);
        self.published = Some(id.to_owned());
        let key = chord(&self.site, &super::AuthorCommand::TakeBack.into()).map(crate::ui::keys::Chord::shown);
        self.tell(id, format!("{words} {WAY_BACK} {}", key.unwrap_or_default()));
    }

    /// Says something of a tree: where it is in hand on its canvas, else as a notice.
    pub(super) fn tell(&mut self, id: &str, words: String) {
        self.notices.retain(|notice| !notice.contains(WAY_BACK));
        let here = self.place == Place::Author;
        if let Some(author) = self.authoring.as_mut().filter(|author| here && author.id == id) {
            author.message = Some(words);
        } else {
            let title = self.title_of(id);
            self.say(format!("{title}. {words}"));
        }
    }

    /// A notice that told the way back is dismissed: the key takes nothing back any more.
    pub(in crate::ui) fn forget_way_back(&mut self, notice: &str) {
        if notice.contains(WAY_BACK) {
            self.published = None;
        }
    }

    fn title_of(&self, id: &str) -> String {
        self.library
            .as_ref()
            .and_then(|library| library.entry(id))
            .map_or_else(|| id.to_owned(), |entry| entry.title().to_owned())
    }

    /// Waits until what is in hand of a tree is on the disk.
    pub(super) fn settle_hand(&mut self, id: &str) -> Result<(), String> {
        if self.authoring.as_ref().is_some_and(|author| author.id == id) {
            self.settle_typed();
        }
        let waited = self.with_hand(id, |state, author| {
            let done = author.worker.wait(PATIENCE);
            state.hear_worker(author);
            (done, author.trouble.clone())
        });
        match waited {
            Some((_, Some(trouble))) => Err(format!("The draft is not on the disk: {trouble}.")),
            Some((false, None)) => Err("The draft is not on the disk yet; try again in a moment.".to_owned()),
            Some((true, None)) | None => Ok(()),
        }
    }

    /// Reads the library again, and brings what is in hand of a tree into line with it.
    pub(super) fn take_in(&mut self, id: &str, name: &str) {
        let folder = self.setup.folders.trees.clone();
        self.reload(Library::open(&folder));
        let entry = self.library.as_ref().and_then(|library| library.entry(id));
        let live = entry.filter(|entry| !entry.is_only_draft).and_then(|entry| entry.document.clone());
        let kept = draft(&folder, id).ok().flatten();
        self.with_hand(id, |_, author| {
            author.worker.set_base(super::opening::standing_on(kept.as_ref(), live.as_ref()));
            author.worker.set_known(kept.as_ref().map(|kept| kept.text.as_str().into()));
            author.live.clone_from(&live);
            (author.found, author.outside) = (None, None);
            author.kept_at = kept.as_ref().map(|kept| kept.kept);
            // A draft that is no tree yet stays as it is typed.
            let document = match &kept {
                Some(kept) => read(&kept.text).ok(),
                None => live,
            };
            if let Some(document) = document {
                author.take_in(document, name);
            }
        });
        if self.authoring.as_ref().is_some_and(|author| author.id == id) {
            self.draw_and_write(false);
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
    /// What the library holds is in hand: with no entry where only revision and status differ.
    pub(super) fn take_in(&mut self, document: Document, name: &str) {
        self.differs = self.live.as_ref().is_none_or(|live| live.text() != document.text());
        if says_the_same(self.history.tree(), document.tree()) {
            self.history.settle(document);
        } else {
            self.history.take_document(name, document);
        }
        self.selection = self.selection.within(self.history.tree());
        self.kept = self.history.version();
        self.trouble = None;
    }
}

/// With a capital and a full stop.
pub(super) fn in_a_sentence(words: &str) -> String {
    let mut letters = words.chars();
    let sentence: String = letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
    if sentence.ends_with('.') { sentence } else { format!("{sentence}.") }
}

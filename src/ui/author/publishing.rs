//! Publishing from the screen: what is in hand becomes live, earlier texts come back, and the window follows.

use super::{
    comparing::says_the_same,
    errand::{Finish, Next, Step, Work},
    sheets::{Meanwhile, Publishing, Sheet, reason_field, wording_field},
    state::Authoring,
    taking_in::Standing,
};
use crate::{
    check::{Finding, voice::BadWords},
    edit::{Edit, merge_choosing},
    library::{Publication, PublishError, Revision, draft, keep_draft, make_live, publish, retire, roll_back, take_back},
    tree::{Document, Status, read},
    ui::{
        keys::chord,
        state::{Effect, Overlay, Place, State},
    },
};
use jiff::Timestamp;
use std::{path::Path, sync::Arc};

/// With these words a notice tells the way back.
const WAY_BACK: &str = "Take it back:";
/// What is said where no reason was given.
pub(super) const NO_REASON: &str = "Say in a few words why; the list of revisions shows it.";

/// Why a draft was not published.
#[derive(Default)]
struct NotPublished {
    words: String,
    /// The errors that stand in the way.
    refused: Vec<Finding>,
    /// The errors of wording that nobody gave a reason for.
    bad_words: Vec<BadWords>,
    /// What has to be merged first.
    outside: Option<Box<Meanwhile>>,
}

impl From<&str> for NotPublished {
    fn from(words: &str) -> Self {
        Self { words: words.to_owned(), ..Self::default() }
    }
}

impl State {
    /// Opens the sheet that publishes the tree in hand.
    pub(super) fn open_publishing(&mut self) {
        let Some(author) = &self.authoring else { return };
        let (against, live) = author.live_side();
        self.compare_with(against, live);
        self.open_sheet(Sheet::Publish(Box::default()));
    }

    /// Publishes the draft in hand, as its sheet says.
    pub(super) fn publish_draft(&mut self, sheet: Publishing) {
        let Some(id) = self.authoring.as_ref().map(|author| author.id.clone()) else { return };
        self.clear_sheet();
        if sheet.reason.trim().is_empty() {
            return self.not_published(&id, NO_REASON.into());
        }
        let of = id.clone();
        let next: Next = Box::new(move |state, kept| match (kept, &sheet.outside) {
            (Ok(()), Some(outside)) => {
                state.merge_for_publishing(outside);
                Step::Settle(Box::new(move |state, kept| state.publish_kept(&of, &sheet, kept)))
            }
            (kept, _) => state.publish_kept(&of, &sheet, kept),
        });
        self.begin_errand(&id, "Publishing…", next);
    }

    /// Publishes the draft, which is on the disk.
    fn publish_kept(&mut self, id: &str, sheet: &Publishing, kept: Result<(), String>) -> Step {
        match kept.map_err(|words| NotPublished { words, ..NotPublished::default() }).and_then(|()| self.publication(id, sheet)) {
            Ok(work) => Step::Work(work),
            Err(why) => {
                self.not_published(id, why);
                Step::End
            }
        }
    }

    /// What has to be done to publish what is in hand.
    fn publication(&mut self, id: &str, sheet: &Publishing) -> Result<Work, NotPublished> {
        let (who, now, number) = (self.who().name, self.now().timestamp(), self.library_number);
        let folder = self.setup.folders.trees.clone();
        let author = self.with_hand(id, |_, author| {
            if author.text_is_broken() {
                return Err("The text beside the canvas is not a tree yet; mend it, or use the canvas.");
            }
            let Some(document) = author.history.document().cloned() else {
                return Err("The tree cannot be written as a text; undo the last edit and try again.");
            };
            let is_live = author.live.as_ref().is_some_and(|live| live.tree().status == Status::Live);
            if is_live && !author.is_unpublished() {
                return Err("Nothing differs from what is live.");
            }
            Ok((document, author.worker.base()))
        });
        let (document, base) = author.unwrap_or(Err("No tree is in hand."))?;
        let (id, reason, is_merged) = (id.to_owned(), sheet.reason.clone(), sheet.outside.is_some());
        let why_words = sheet.wording.clone();
        let answers = (!sheet.answers.trim().is_empty()).then(|| sheet.answers.trim().to_owned());
        Ok(Box::new(move || {
            let wording = Some(why_words.as_str());
            let wanted = Publication { id: &id, document: &document, who: &who, when: now, reason: &reason, answers, wording };
            let done = publish_on(&folder, &wanted, base.as_deref(), is_merged);
            let standing = done.is_ok().then(|| Standing::read(&folder, &id, number));
            Box::new(move |state, hand| match (done, standing) {
                (Ok(revision), Some(standing)) => {
                    state.take_in(&id, "Publish", standing, hand.as_ref(), true);
                    state.close_sheet(|sheet| matches!(sheet, Sheet::Publish(_)));
                    state.say_published(&id, &format!("Revision {} is live.", revision.number));
                }
                (Err(why), _) => state.not_published(&id, why),
                (Ok(_), None) => {}
            })
        }))
    }

    /// Says why nothing was published: on its sheet, or where that was closed, of the tree.
    fn not_published(&mut self, id: &str, why: NotPublished) {
        let is_here = self.authoring.as_ref().is_some_and(|author| author.id == id);
        if let (true, Some(Overlay::Author(sheet))) = (is_here, &mut self.overlay)
            && let Sheet::Publish(sheet) = &mut **sheet
        {
            let field = if why.bad_words.is_empty() { reason_field() } else { wording_field() };
            (sheet.message, sheet.refused, sheet.bad_words) = (Some(why.words), why.refused, why.bad_words);
            sheet.outside = why.outside.or(sheet.outside.take());
            self.effects.push(Effect::FocusId(field));
        } else {
            self.tell(id, format!("It was not published. {}", why.words));
        }
    }

    /// What the last try said is gone from the sheet.
    fn clear_sheet(&mut self) {
        if let Some(Overlay::Author(sheet)) = &mut self.overlay
            && let Sheet::Publish(sheet) = &mut **sheet
        {
            (sheet.message, sheet.refused, sheet.bad_words) = (None, Vec::new(), Vec::new());
        }
    }

    /// Closes a sheet whose work is done, where it is still open.
    pub(super) fn close_sheet(&mut self, is_meant: impl Fn(&Sheet) -> bool) {
        self.overlay.take_if(|overlay| matches!(overlay, Overlay::Author(sheet) if is_meant(sheet)));
        self.effects.push(Effect::Unfocus);
    }

    /// Takes what was changed outside into the tree in hand, as one edit; the draft stands on that text from now on.
    fn merge_for_publishing(&mut self, outside: &Meanwhile) {
        let Some(author) = &mut self.authoring else { return };
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
    }

    /// Takes the tree in hand out of what agents are offered, or offers it again as it stands in the library.
    pub(super) fn publish_status(&mut self, sheet: &Publishing, live: bool) {
        let Some(id) = self.authoring.as_ref().map(|author| author.id.clone()) else { return };
        self.clear_sheet();
        if sheet.reason.trim().is_empty() {
            return self.not_published(&id, NO_REASON.into());
        }
        let (words, name) = if live { ("Publishing…", "Make it live") } else { ("Retiring it…", "Retire it") };
        let reason = sheet.reason.clone();
        let change = move |folder: &Path, id: &str, who: &str, now: Timestamp| {
            let change = if live { make_live } else { retire };
            change(folder, id, who, now, &reason)
        };
        let told = move |state: &mut Self, id: &str, done: Result<Revision, String>| match done {
            Ok(revision) => {
                state.close_sheet(|sheet| matches!(sheet, Sheet::Publish(_)));
                let rest = if live { "is live." } else { "is retired: agents are not offered it any more." };
                state.say_published(id, &format!("Revision {} {rest}", revision.number));
            }
            Err(words) => state.not_published(id, NotPublished { words, ..NotPublished::default() }),
        };
        self.change_what_is_live(&id, words, move |_| name.to_owned(), change, told);
    }

    /// Publishes an earlier revision of the tree in hand again.
    pub(super) fn roll_back_to(&mut self, number: u32, reason: &str) {
        let Some(id) = self.authoring.as_ref().map(|author| author.id.clone()) else { return };
        if reason.trim().is_empty() {
            return self.not_rolled_back(&id, NO_REASON.to_owned());
        }
        let reason = reason.to_owned();
        let change = move |folder: &Path, id: &str, who: &str, now: Timestamp| roll_back(folder, id, number, who, now, &reason);
        let told = move |state: &mut Self, id: &str, done: Result<Revision, String>| match done {
            Ok(made) => {
                state.close_sheet(|sheet| matches!(sheet, Sheet::Earlier(_)));
                state.say_published(id, &format!("Revision {} is live; it says what revision {number} said.", made.number));
            }
            Err(words) => state.not_rolled_back(id, words),
        };
        self.change_what_is_live(&id, "Rolling back…", move |_| format!("Roll back to revision {number}"), change, told);
    }

    fn not_rolled_back(&mut self, id: &str, words: String) {
        if let Some(Overlay::Author(sheet)) = &mut self.overlay
            && let Sheet::Earlier(earlier) = &mut **sheet
        {
            earlier.message = Some(words);
            self.effects.push(Effect::FocusId(reason_field()));
        } else {
            self.tell(id, format!("It was not rolled back. {words}"));
        }
    }

    /// The tree whose last publication would be taken back.
    pub(in crate::ui) fn to_take_back(&self) -> Option<String> {
        let in_hand = self.authoring.as_ref().filter(|author| self.place == Place::Author && author.live.is_some());
        self.published.clone().or_else(|| in_hand.map(|author| author.id.clone()))
    }

    /// Undoes the last publication.
    pub(super) fn take_back_last(&mut self) {
        let Some(id) = self.to_take_back() else { return };
        let title = self.title_of(&id);
        let told = move |state: &mut Self, id: &str, done: Result<Revision, String>| match done {
            Ok(revision) => {
                let (reason, number) = (&revision.reason, revision.number);
                state.say_published(id, &format!("{reason}: agents have what was live before, as revision {number}."));
            }
            Err(words) => state.tell(id, format!("“{title}” was not taken back. {words}")),
        };
        self.overlay = None;
        self.change_what_is_live(&id, "Taking it back…", |revision| revision.reason.clone(), take_back, told);
    }

    /// Changes what is live of a tree, once what is in hand of it is on the disk, and takes in what came of it.
    fn change_what_is_live(
        &mut self,
        id: &str,
        words: &'static str,
        name: impl FnOnce(&Revision) -> String + Send + 'static,
        change: impl FnOnce(&Path, &str, &str, Timestamp) -> Result<Revision, PublishError> + Send + 'static,
        told: impl FnOnce(&mut Self, &str, Result<Revision, String>) + Send + 'static,
    ) {
        let (who, now, number) = (self.who().name, self.now().timestamp(), self.library_number);
        let (folder, of) = (self.setup.folders.trees.clone(), id.to_owned());
        let next: Next = Box::new(move |state, kept| {
            if let Err(words) = kept {
                told(state, &of, Err(words));
                return Step::End;
            }
            Step::Work(Box::new(move || {
                let done = change(&folder, &of, &who, now).map_err(|error| in_a_sentence(&error.to_string()));
                let standing = done.is_ok().then(|| Standing::read(&folder, &of, number));
                let finish: Finish = Box::new(move |state, hand| {
                    if let (Ok(revision), Some(standing)) = (&done, standing) {
                        state.take_in(&of, &name(revision), standing, hand.as_ref(), false);
                    }
                    told(state, &of, done);
                });
                finish
            }))
        });
        self.begin_errand(id, words, next);
    }

    /// Says that something was published, and the way back.
    pub(super) fn say_published(&mut self, id: &str, words: &str) {
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
}

/// Publishes a draft, which then stands where others find it; not in a frame.
fn publish_on(folder: &Path, wanted: &Publication, base: Option<&str>, is_merged: bool) -> Result<Revision, NotPublished> {
    let Publication { id, document, who, when, .. } = wanted;
    // Without a draft nothing would tell from which text this one began.
    if is_merged || draft(folder, id).ok().flatten().is_none() {
        keep_draft(folder, id, document.text(), base, who, *when)
            .map_err(|error| NotPublished::from(error.to_string().as_str()))?;
    }
    publish(folder, wanted).map_err(|error| match error {
        PublishError::Findings(refused) => {
            NotPublished { refused, ..NotPublished::from("These errors have to be mended first.") }
        }
        PublishError::Wording(bad_words) => {
            NotPublished { bad_words, ..NotPublished::from("Say why the new errors of wording may go out, or say it better.") }
        }
        PublishError::ChangedOutside(outside) => NotPublished {
            outside: Some(Meanwhile::of(&outside, document.tree())),
            ..NotPublished::from("The file was changed outside since this draft began. Look at what comes with it, then publish.")
        },
        error => NotPublished::from(in_a_sentence(&error.to_string()).as_str()),
    })
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

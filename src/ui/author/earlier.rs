//! The earlier texts of a tree: what was live, and the points and backups of its drafts; brought back as an edit.

use super::{
    errand::{Next, Step},
    sheets::{Earlier, Sheet},
};
use crate::{
    library::{Backup, PassedWords, Revision, backups, keep_point, read_tree, revisions},
    tree::{Document, Status},
    ui::state::{Effect, Overlay, State},
};
use jiff::Timestamp;
use std::{path::PathBuf, sync::Arc};

/// One earlier text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierText {
    /// What it is: a revision with its number, or a kind of backup.
    pub kind: EarlierKind,
    /// The moment it belongs to.
    pub when: Timestamp,
    /// Who, why, and what it answers, as far as they are known.
    pub about: String,
    /// Errors of wording that went out with it, and why.
    pub wording: Option<PassedWords>,
    /// Its file.
    pub path: PathBuf,
}

/// What an earlier text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EarlierKind {
    /// It was published under that number; the second says whether it still stands in the library.
    Revision(u32, bool),
    /// A copy of the work in hand, in words.
    Copy(&'static str),
}

impl EarlierText {
    /// Its name in the list.
    #[must_use]
    pub fn title(&self) -> String {
        match self.kind {
            EarlierKind::Revision(number, true) => format!("Revision {number}, in the library now"),
            EarlierKind::Revision(number, false) => format!("Revision {number}"),
            EarlierKind::Copy(words) => words.to_owned(),
        }
    }

    /// How it is called in a sentence.
    #[must_use]
    pub fn in_a_sentence(&self) -> String {
        match self.kind {
            EarlierKind::Revision(number, _) => format!("revision {number}"),
            EarlierKind::Copy(words) => format!("the copy of the draft ({})", words.to_lowercase()),
        }
    }
}

fn of_revision((place, revision): (usize, Revision)) -> EarlierText {
    let Revision { number, when, who, reason, answers, wording, status, path } = revision;
    let retired = if status == Status::Retired { "retired · " } else { "" };
    let who = if who.is_empty() { String::new() } else { format!("{who}: ") };
    let answers = answers.map(|answers| format!(" · answers {answers}")).unwrap_or_default();
    let passed = wording.as_ref().map(|passed| format!(" · wording passed: {}", passed.why)).unwrap_or_default();
    let about = format!("{retired}{who}{reason}{answers}{passed}");
    EarlierText { kind: EarlierKind::Revision(number, place == 0), when, about, wording, path }
}

fn of_backup(backup: Backup) -> EarlierText {
    use crate::library::BackupKind::{Automatic, Discarded, Point, Replaced};
    let (words, about) = match backup.kind {
        Point => ("Point", "Kept by the author"),
        Automatic => ("Draft", "Kept along the way"),
        Discarded => ("Discarded draft", "Thrown away, or published with other words"),
        Replaced => ("Replaced text", "Another text took its place"),
    };
    EarlierText { kind: EarlierKind::Copy(words), when: backup.when, about: about.to_owned(), wording: None, path: backup.path }
}

impl State {
    /// Opens the earlier texts of the tree in hand.
    pub(super) fn open_earlier(&mut self) {
        let folder = self.setup.folders.trees.clone();
        let Some(author) = &self.authoring else { return };
        let mut texts: Vec<EarlierText> = revisions(&folder, &author.id).into_iter().enumerate().map(of_revision).collect();
        // A text that was not published here has the time of its file, which may be later than what came after it.
        for place in 1..texts.len() {
            texts[place].when = texts[place].when.min(texts[place - 1].when);
        }
        texts.extend(backups(&folder, &author.id).into_iter().map(of_backup));
        texts.sort_by_key(|text| std::cmp::Reverse(text.when));
        let earlier = Earlier { texts: Arc::new(texts), ..Earlier::default() };
        self.open_sheet(Sheet::Earlier(Box::new(earlier)));
        self.choose_earlier(0);
    }

    /// Shows one of them: what differs between it and what is in hand.
    pub(super) fn choose_earlier(&mut self, row: usize) {
        let Some(Overlay::Author(sheet)) = &mut self.overlay else { return };
        let Sheet::Earlier(earlier) = &mut **sheet else { return };
        earlier.chosen = row.min(earlier.texts.len().saturating_sub(1));
        earlier.message = None;
        let Some(text) = earlier.texts.get(earlier.chosen).cloned() else { return };
        match read_tree(&text.path) {
            Ok(document) => {
                let against = text.in_a_sentence();
                earlier.text = Some(Arc::clone(document.text()));
                self.compare_with(against, Arc::clone(document.tree()));
            }
            Err(error) => {
                (earlier.text, earlier.message) = (None, Some(format!("It cannot be read: {error}")));
                if let Some(author) = &self.authoring {
                    let tree = Arc::clone(author.tree());
                    self.compare_with(text.in_a_sentence(), tree);
                }
            }
        }
    }

    /// Puts the chosen text into the draft, as an edit that can be undone.
    pub(super) fn restore_earlier(&mut self, earlier: &Earlier) {
        let Some(text) = earlier.texts.get(earlier.chosen) else { return };
        let document: Document = match read_tree(&text.path) {
            Ok(document) => document,
            Err(error) => return self.say_on_earlier(format!("It cannot be read: {error}")),
        };
        let Some(author) = &self.authoring else { return };
        if !author.is_writable() {
            return self.say_on_earlier("This tree is only being read.".to_owned());
        }
        let mut tree = (**document.tree()).clone();
        (tree.revision, tree.status) = (author.tree().revision, author.tree().status);
        // The author's own text comes back, comments and all.
        let Ok(document) = document.with_tree(&tree) else {
            return self.say_on_earlier("It cannot be written as a text.".to_owned());
        };
        let id = author.id.clone();
        self.overlay = None;
        self.effects.push(Effect::Unfocus);
        let Some(author) = &mut self.authoring else { return };
        let before = author.history.version();
        author.history.take_document(&format!("Restore {}", text.in_a_sentence()), document);
        let changed = author.history.version() != before;
        if changed {
            self.after_edit();
        }
        let words = if changed {
            format!("{} is in your draft. Undo takes it out again; agents see nothing of it.", text.title())
        } else {
            format!("{} says what is in hand already.", text.title())
        };
        self.tell(&id, words);
    }

    /// Keeps what is in hand among the earlier texts, once it is written.
    pub(super) fn keep_point(&mut self) {
        let Some(id) = self.authoring.as_ref().map(|author| author.id.clone()) else { return };
        let next: Next = Box::new(|state, kept| {
            let (who, now, folder) = (state.who().name, state.now(), state.setup.folders.trees.clone());
            let Some(author) = &mut state.authoring else { return Step::End };
            let Some(text) = author.history.document().map(|document| Arc::clone(document.text())) else { return Step::End };
            let kept = kept
                .and_then(|()| keep_point(&folder, &author.id, &text, &who, now.timestamp()).map_err(|error| error.to_string()));
            author.message = Some(match kept {
                Ok(()) => format!("Kept as it stands at {:02}:{:02}.", now.hour(), now.minute()),
                Err(why) => format!("The point could not be kept: {why}"),
            });
            Step::End
        });
        self.begin_errand(&id, "Keeping it…", next);
    }

    /// Publishes the chosen revision again.
    pub(super) fn roll_back_earlier(&mut self, earlier: &Earlier) {
        let chosen = earlier.texts.get(earlier.chosen).map(|text| text.kind);
        let Some(EarlierKind::Revision(number, _)) = chosen else { return };
        self.roll_back_to(number, &earlier.reason);
    }

    /// Shows the chosen text's difference alone, with all the room there is.
    pub(super) fn compare_earlier(&mut self) {
        self.open_sheet(Sheet::Compare(Box::default()));
    }

    fn say_on_earlier(&mut self, words: String) {
        if let Some(Overlay::Author(sheet)) = &mut self.overlay
            && let Sheet::Earlier(earlier) = &mut **sheet
        {
            earlier.message = Some(words);
        }
    }
}

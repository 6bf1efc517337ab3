//! Text and canvas follow one another: what is typed becomes an edit, an edit becomes text, the choice goes with the caret.

use super::{Stroke, Typed, text_field};
use crate::{
    edit::merge_documents,
    tree::{Document, FactId, LimitId, OwnedPart, Part, StepId, Trouble, read},
    ui::{
        author::{
            AuthorCommand,
            state::{Authoring, Selection, Thing},
            worker::Job,
        },
        state::{Effect, State},
    },
};
use std::sync::Arc;

/// Longer texts, in bytes, are read on another thread.
const LONG: usize = 100_000;

impl State {
    /// Shows or hides the text. One that is no tree yet stays, so that nobody forgets it.
    pub(in crate::ui::author) fn turn_text_view(&mut self) {
        let Some(author) = &mut self.authoring else { return };
        if let Some(typed) = &author.typed {
            if typed.is_broken() {
                author.message = Some("The text is not a tree yet. Mend it, or use the canvas.".to_owned());
                self.effects.push(Effect::FocusId(text_field()));
            } else if !typed.waits {
                author.typed = None;
                self.effects.push(Effect::Unfocus);
            }
            return;
        }
        let Some(document) = author.written_document() else { return };
        author.typed = Some(Typed::of(document, author.history.version()));
        author.text_follows();
        self.effects.push(Effect::FocusId(text_field()));
    }

    /// Does what a command of the text view says.
    pub(in crate::ui::author) fn apply_to_text(&mut self, command: AuthorCommand) {
        let now = self.clock_seconds;
        let Some(author) = &mut self.authoring else { return };
        author.catch_up();
        let Some(typed) = &mut author.typed else { return };
        match command {
            AuthorCommand::TextColumns(columns) => {
                typed.buffer.set_columns(columns);
                typed.compose_again();
                typed.reveals += 1;
            }
            AuthorCommand::GoToTrouble(place) => {
                if let Some(trouble) = typed.troubles.get(place) {
                    typed.buffer.put(trouble.place.span.start);
                    typed.reveals += 1;
                    self.effects.push(Effect::FocusId(text_field()));
                }
            }
            AuthorCommand::UseCanvas => self.use_canvas(),
            AuthorCommand::Stroke(Stroke::Compose(letters, active)) => {
                typed.compose(letters, active);
                typed.reveals += 1;
            }
            AuthorCommand::Stroke(stroke) => {
                typed.composing = None;
                if stroke.writes() {
                    typed.before_change(now);
                }
                typed.reveals += u64::from(!matches!(stroke, Stroke::All));
                if typed.buffer.press(&stroke) {
                    self.read_typed();
                }
                if let Some(author) = &mut self.authoring {
                    author.choice_follows_caret();
                }
            }
            _ => {}
        }
    }

    /// Reads what is typed, at once or on the thread.
    fn read_typed(&mut self) {
        let Some(author) = &mut self.authoring else { return };
        let Some(typed) = &mut author.typed else { return };
        let (revision, text) = (typed.buffer.revision(), typed.buffer.text());
        if text.len() > LONG {
            let text = Arc::from(text);
            typed.waits = true;
            author.worker.ask(Job::ReadText { revision, text });
        } else {
            let read = read(text);
            self.take_read(revision, read);
        }
    }

    /// Takes in what the thread read; an edit that comes of it is made known.
    pub(in crate::ui::author) fn take_reads(&mut self) {
        let Some(author) = &mut self.authoring else { return };
        author.text_follows();
        let before = author.history.version();
        let Some((revision, read)) = author.typed.as_mut().and_then(|typed| typed.read.take()) else { return };
        self.take_read(revision, read);
        let Some(author) = &mut self.authoring else { return };
        author.choice_follows_caret();
        if author.history.version() != before {
            self.after_edit();
        }
    }

    /// Reads at once what the thread has not read yet: the tree is being put aside.
    pub(in crate::ui::author) fn settle_typed(&mut self) {
        let typed = self.authoring.as_ref().and_then(|author| author.typed.as_ref()).filter(|typed| typed.waits);
        let Some((revision, read)) = typed.map(|typed| (typed.buffer.revision(), read(typed.buffer.text()))) else { return };
        if let Some(typed) = self.authoring.as_mut().and_then(|author| author.typed.as_mut()) {
            typed.read = Some((revision, read));
        }
        self.take_reads();
    }

    /// What is typed is a tree and becomes the newest state, or it is none and is kept as it is.
    fn take_read(&mut self, revision: u64, read: Result<Document, Vec<Trouble>>) {
        let now = self.clock_seconds;
        let Some(author) = &mut self.authoring else { return };
        let Some(typed) = &mut author.typed else { return };
        if typed.buffer.revision() != revision {
            return;
        }
        let before = author.history.version();
        match read {
            Ok(document) => {
                let was_draft = typed.is_draft;
                let document = if before == typed.version { document } else { author.with_edits_of_canvas(document) };
                author.history.take_text(document.clone(), now);
                let version = author.history.version();
                if let Some(typed) = &mut author.typed {
                    typed.settle(document, version);
                }
                if was_draft && version == before {
                    self.draw_and_write(true);
                }
            }
            Err(troubles) => {
                (typed.troubles, typed.waits, typed.is_draft) = (troubles, false, true);
                let text = typed.buffer.text().to_owned();
                author.put_tree_among_backups();
                author.worker.ask(Job::KeepText(text));
            }
        }
    }

    /// Undo and redo within a text that is no tree; gives back what was done, in words.
    pub(in crate::ui::author) fn step_in_text(&mut self, back: bool) -> Option<String> {
        let author = self.authoring.as_mut()?;
        let nothing_to_redo = author.history.redo_name().is_none();
        let typed = author.typed.as_mut()?;
        if back {
            if !typed.is_broken() {
                return None;
            }
            if typed.step_back() {
                self.read_typed();
            } else {
                self.use_canvas();
            }
            return Some("Undone: Edit the text".to_owned());
        }
        if !typed.has_future() || !(typed.is_broken() || nothing_to_redo) {
            return None;
        }
        typed.step_on();
        self.read_typed();
        Some("Done again: Edit the text".to_owned())
    }

    /// The text becomes that of the tree on the canvas; what was typed can be brought back, and lies among the backups.
    fn use_canvas(&mut self) {
        let Some(author) = &mut self.authoring else { return };
        author.put_text_among_backups();
        let Some(document) = author.written_document() else { return };
        let version = author.history.version();
        let Some(typed) = &mut author.typed else { return };
        typed.leave();
        typed.settle(document, version);
        author.message = Some("The text is that of the canvas again. Redo brings back what was typed.".to_owned());
        self.draw_and_write(true);
    }
}

impl Authoring {
    /// The tree in hand with its text, worked out here where no thread has done it yet.
    pub(in crate::ui::author) fn written_document(&mut self) -> Option<Document> {
        if let Some(unwritten) = self.history.unwritten() {
            self.history.written(unwritten.write());
        }
        self.history.document().cloned()
    }

    /// Whether the text view holds a text that is no tree yet.
    #[must_use]
    pub fn text_is_broken(&self) -> bool {
        self.typed.as_ref().is_some_and(Typed::is_broken)
    }

    /// Whether undo does anything.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        self.text_is_broken() || self.history.undo_name().is_some()
    }

    /// Whether redo does anything.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        self.typed.as_ref().is_some_and(Typed::has_future) || self.history.redo_name().is_some()
    }

    /// An edit made elsewhere stands in the text before the next letter is typed.
    fn catch_up(&mut self) {
        let is_behind = self.typed.as_ref().is_some_and(|typed| !typed.is_apart() && typed.version != self.history.version());
        if is_behind && self.written_document().is_some() {
            self.text_follows();
        }
    }

    /// Edits made elsewhere come into the text, and the page goes to the chosen step.
    pub(in crate::ui::author) fn text_follows(&mut self) {
        let version = self.history.version();
        let Some(typed) = &mut self.typed else { return };
        if !typed.is_apart() {
            let Some(document) = self.history.document() else { return };
            if typed.version != version || !Arc::ptr_eq(typed.base.text(), document.text()) {
                typed.settle(document.clone(), version);
            }
        }
        let chosen = self.selection.primary();
        if typed.followed.as_ref() == chosen {
            return;
        }
        typed.followed = chosen.cloned();
        let Some(chosen) = chosen else { return };
        if typed.step_at_caret().as_ref() != Some(chosen)
            && let Some(start) = typed.start_of(chosen)
        {
            typed.buffer.put(start);
            typed.compose_again();
            typed.reveals += 1;
        }
    }

    /// What the caret stands in is chosen.
    fn choice_follows_caret(&mut self) {
        let Some(typed) = &mut self.typed else { return };
        let selection = typed.selection_at_caret().within(self.history.tree());
        if typed.followed.as_ref() == selection.primary()
            && self.selection.answer == selection.answer
            && selection.thing == self.selection.thing
        {
            return;
        }
        typed.followed = selection.primary().cloned();
        if let Some(step) = typed.followed.clone() {
            self.show_step(&step);
        }
        self.select(selection);
    }

    /// The tree that was typed, with what was changed on the canvas while it was none.
    fn with_edits_of_canvas(&mut self, document: Document) -> Document {
        let canvas = self.written_document();
        let Some((typed, canvas)) = self.typed.as_ref().zip(canvas) else { return document };
        let Ok((merged, conflicts)) = merge_documents(&typed.base, &document, &canvas) else { return document };
        self.message = Some(match conflicts.len() {
            0 => "The text is a tree again. What was changed on the canvas meanwhile is in it.".to_owned(),
            count => {
                let places = if count == 1 { "1 place".to_owned() } else { format!("{count} places") };
                format!(
                    "The text is a tree again, with what was changed on the canvas. In {places} both changed the same: the text stands."
                )
            }
        });
        merged
    }

    /// Before the draft becomes the tree of the canvas, a text that is no tree goes among the backups.
    pub(in crate::ui::author) fn put_text_among_backups(&mut self) {
        let Some(typed) = self.typed.as_mut().filter(|typed| typed.is_broken()) else { return };
        let revision = Some(typed.buffer.revision());
        if typed.aside.0 != revision {
            typed.aside.0 = revision;
            self.worker.ask(Job::PutAside(typed.buffer.text().to_owned()));
        }
    }

    /// Before the draft becomes a text that is no tree, what was changed on the canvas meanwhile goes among the backups.
    fn put_tree_among_backups(&mut self) {
        let version = self.history.version();
        let Some(typed) = self.typed.as_mut().filter(|typed| typed.version != version) else { return };
        if typed.aside.1 == Some(version) {
            return;
        }
        let Some(document) = self.history.document() else { return };
        typed.aside.1 = Some(version);
        self.worker.ask(Job::PutAside(document.text().to_string()));
    }
}

impl Typed {
    /// The step in which the caret stands.
    fn step_at_caret(&self) -> Option<StepId> {
        self.selection_at_caret().steps.pop()
    }

    /// What the caret stands in.
    fn selection_at_caret(&self) -> Selection {
        // Behind the last letter of an entry one is still in it.
        let caret = self.buffer.caret().head.saturating_sub(1);
        if self.is_apart() {
            return self.step_above(caret).map(Selection::step).unwrap_or_default();
        }
        match self.base.part_at(caret).as_slice() {
            [OwnedPart::Name(map), OwnedPart::Name(id), rest @ ..] if map == "steps" => {
                let answer = match rest {
                    [OwnedPart::Name(field), OwnedPart::At(answer), ..] if field == "answers" => Some(*answer),
                    _ => None,
                };
                StepId::new(id).map(|id| Selection { answer, ..Selection::step(id) }).unwrap_or_default()
            }
            [OwnedPart::Name(map), OwnedPart::Name(id), ..] if map == "facts" => {
                FactId::new(id).map(|id| Selection::thing(Thing::Fact(id))).unwrap_or_default()
            }
            [OwnedPart::Name(map), OwnedPart::Name(id), ..] if map == "limits" => {
                LimitId::new(id).map(|id| Selection::thing(Thing::Limit(id))).unwrap_or_default()
            }
            _ => Selection::default(),
        }
    }

    /// In a text that is no tree: the last step that begins above a byte.
    fn step_above(&self, byte: usize) -> Option<StepId> {
        let above = &self.buffer.text()[..byte];
        let key = above[..above.rfind("\": Step(")?].rsplit('"').next()?;
        StepId::new(key).ok()
    }

    /// The byte at which a step begins.
    fn start_of(&self, step: &StepId) -> Option<usize> {
        if self.is_apart() {
            return self.buffer.text().find(&format!("\"{step}\": Step("));
        }
        Some(self.base.entry_start(&[Part::Name("steps"), Part::Name(step.as_str())]))
    }
}

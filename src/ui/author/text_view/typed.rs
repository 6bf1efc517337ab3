//! The text beside the canvas: what is typed, the tree it was made of, and what keeps it from being one.

use super::{
    buffer::{Buffer, Caret},
    composing::Composing,
};
use crate::{
    edit::BURST,
    tree::{Document, StepId, Trouble},
};

/// So many states of a text that is no tree are kept for undo.
const MOST: usize = 100;

/// The text as it is typed in the text view.
#[derive(Clone, Debug)]
pub struct Typed {
    /// Letters and caret.
    pub buffer: Buffer,
    /// Letters that an input method is composing at the caret.
    pub composing: Option<Composing>,
    /// The state of the history it was made of.
    pub version: u64,
    /// The tree it was made of, with its text.
    pub base: Document,
    /// What keeps it from being a tree.
    pub troubles: Vec<Trouble>,
    /// It was changed and is being read on another thread.
    pub waits: bool,
    /// What the other thread read, and of which revision of the letters.
    pub read: Option<(u64, Result<Document, Vec<Trouble>>)>,
    /// Counts how often the caret is to be brought into view.
    pub reveals: u64,
    /// The chosen step that the page was last scrolled to.
    pub followed: Option<StepId>,
    /// The draft on the disk is this text, which is no tree.
    pub is_draft: bool,
    /// The revision of the letters, and the state of the history, that lie among the backups already.
    pub aside: (Option<u64>, Option<u64>),
    past: Vec<Snapshot>,
    future: Vec<Snapshot>,
    changed: f64,
}

/// A state of a text that is no tree, for undo.
#[derive(Clone, Debug)]
struct Snapshot {
    text: String,
    caret: Caret,
}

impl Typed {
    /// The text of a tree.
    #[must_use]
    pub fn of(base: Document, version: u64) -> Self {
        let buffer = Buffer::new(base.text().to_string());
        Self {
            buffer,
            composing: None,
            version,
            base,
            troubles: Vec::new(),
            waits: false,
            read: None,
            reveals: 0,
            followed: None,
            is_draft: false,
            aside: (None, None),
            past: Vec::new(),
            future: Vec::new(),
            changed: f64::MIN,
        }
    }

    /// A text that is no tree, made of this one.
    #[must_use]
    pub fn broken(text: String, base: Document, version: u64, troubles: Vec<Trouble>) -> Self {
        let mut typed = Self { buffer: Buffer::new(text), troubles, is_draft: true, ..Self::of(base, version) };
        if let Some(trouble) = typed.troubles.first() {
            typed.buffer.put(trouble.place.span.start);
            typed.reveals += 1;
        }
        typed
    }

    /// Whether it is no tree.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        !self.troubles.is_empty()
    }

    /// Whether it differs from the tree in hand: it is no tree, or not read yet.
    #[must_use]
    pub fn is_apart(&self) -> bool {
        self.is_broken() || self.waits
    }

    fn snapshot(&self) -> Snapshot {
        Snapshot { text: self.buffer.text().to_owned(), caret: self.buffer.caret() }
    }

    /// What a change is to be undone to, if the text is no tree and this begins a burst of typing.
    pub fn before_change(&mut self, now: f64) {
        if self.is_broken() && !(0.0..BURST).contains(&(now - self.changed)) {
            self.past.push(self.snapshot());
            if self.past.len() > MOST {
                self.past.remove(0);
            }
        }
        self.changed = now;
        self.future.clear();
    }

    /// It is the text of this tree now.
    pub fn settle(&mut self, base: Document, version: u64) {
        self.buffer.replace_all(base.text());
        (self.base, self.version) = (base, version);
        (self.waits, self.is_draft, self.aside) = (false, false, (None, None));
        self.troubles.clear();
        self.past.clear();
        self.compose_again();
    }

    /// Takes back what was typed since it was a tree, a burst at a time; false where nothing is left to take back.
    pub fn step_back(&mut self) -> bool {
        let Some(before) = self.past.pop() else { return false };
        self.future.push(self.snapshot());
        self.put(&before);
        true
    }

    /// Leaves what is typed, so that it can be brought back.
    pub fn leave(&mut self) {
        self.future.push(self.snapshot());
    }

    /// Brings back what was taken back.
    pub fn step_on(&mut self) -> bool {
        let Some(next) = self.future.pop() else { return false };
        if self.is_broken() {
            self.past.push(self.snapshot());
        }
        self.put(&next);
        true
    }

    fn put(&mut self, snapshot: &Snapshot) {
        self.buffer.replace_all(&snapshot.text);
        self.buffer.set_caret(snapshot.caret);
        self.changed = f64::MIN;
        self.reveals += 1;
        self.compose_again();
    }

    /// Whether something typed can be brought back.
    #[must_use]
    pub fn has_future(&self) -> bool {
        !self.future.is_empty()
    }

    /// What was taken back is gone, since something else was done.
    pub fn forget_future(&mut self) {
        self.future.clear();
    }
}

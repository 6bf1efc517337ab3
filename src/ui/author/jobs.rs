//! What the thread beside the author is given, is asked for, and has done.

use super::{canvas::Scene, retelling::Retold};
use crate::{
    check::{Finding, Level, Source},
    edit::{Unwritten, Written},
    layout::{Picture, Wish},
    library::ClaimGuard,
    tree::{Document, StepId, Tree, Trouble},
};
use indexmap::IndexMap;
use jiff::Timestamp;
use std::{
    path::PathBuf,
    sync::{Arc, mpsc::Sender},
};

/// What the thread is given at its start.
pub struct Place {
    /// The library's folder.
    pub folder: PathBuf,
    /// The tree's name.
    pub id: String,
    /// The file's name in findings.
    pub file: String,
    /// Who edits.
    pub by: String,
    /// The text that is live, from which the draft began.
    pub base: Option<Arc<str>>,
    /// The draft that was found.
    pub known: Option<Arc<str>>,
    /// The right to write.
    pub claim: Option<Arc<ClaimGuard>>,
    /// The time now.
    pub clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    /// Wakes the window when something is done.
    pub wake: Arc<dyn Fn() + Send + Sync>,
}

/// What it is asked for.
pub enum Job {
    /// To draw a tree.
    Draw {
        /// The state of the history.
        version: u64,
        /// The tree.
        tree: Arc<Tree>,
        /// How.
        wish: Wish,
        /// What was drawn before.
        before: Option<Arc<Picture>>,
        /// Whether it is laid out from nothing where there is none; otherwise as the library remembers it.
        anew: bool,
    },
    /// To write the text of a state and check it.
    Write {
        /// The state.
        version: u64,
        /// Its text, or what it is worked out of.
        text: Text,
        /// Trees it may lead into.
        neighbours: Arc<Vec<Source>>,
        /// Whether the text is to be kept as the draft.
        keeps: bool,
    },
    /// To keep a text that is no tree yet, as the draft.
    KeepText(String),
    /// To read a text as a tree.
    ReadText {
        /// The revision of its letters.
        revision: u64,
        /// The text.
        text: Arc<str>,
    },
    /// To put a text among the backups, since another takes its place as the draft.
    PutAside(String),
    /// To say when all before it is done.
    Answer(Sender<()>),
}

/// The text of a state.
pub enum Text {
    /// It is known.
    Known(Document),
    /// It is worked out.
    Unwritten(Unwritten),
}

/// What it has done.
pub enum Done {
    /// A tree is drawn; beside it the steps in the outline's order.
    Drawn {
        /// The state.
        version: u64,
        /// The picture, made ready.
        scene: Arc<Scene>,
        /// The steps in the outline's order.
        order: Arc<Vec<StepId>>,
    },
    /// A text is written and checked.
    Checked {
        /// The state.
        version: u64,
        /// What was written, if it was not known.
        written: Option<Box<Written>>,
        /// What is wrong with it, the worst first.
        findings: Arc<Vec<Finding>>,
        /// The worst finding of each step.
        marks: Arc<IndexMap<String, Level>>,
    },
    /// What is to be told of a state beside its findings: its voice, what it brings, what it breaks.
    Heard {
        /// The state.
        version: u64,
        /// What is told.
        told: Retold,
    },
    /// The draft of a state is on the disk.
    Kept {
        /// The state.
        version: u64,
        /// When.
        at: Timestamp,
    },
    /// A text is read.
    TextRead {
        /// The revision of its letters.
        revision: u64,
        /// The tree, or what keeps it from being one.
        read: Result<Document, Vec<Trouble>>,
    },
    /// The draft could not be kept, in words; it is tried again.
    NotKept(String),
    /// It was not kept: this window may not write the tree any more.
    NotMine,
    /// It was not kept: somebody else has written the draft, and that is not overwritten unseen.
    Elsewhere,
}

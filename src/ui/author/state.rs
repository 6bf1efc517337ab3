//! What an author has in hand: a tree, its history, what is chosen, where the canvas looks, what the workers said.

use super::{
    camera::Camera,
    canvas::{Drag, Scene},
    comparing::Compared,
    retelling::BrokenTest,
    trying::Trying,
    watching::Outside,
    worker::Worker,
};
use crate::{
    check::{
        Finding, Level, Source,
        voice::{BadWords, Voice, is_wording},
    },
    edit::{Conflict, History},
    layout::{Direction, Order},
    library::{Backup, ClaimGuard, Holder, Library},
    tree::{Document, FactId, LimitId, StepId, Tree},
};
use egui::Rect;
use indexmap::IndexMap;
use std::sync::Arc;

pub use super::text_view::Typed;

/// What is chosen. The last step chosen is the one that the inspector shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The steps.
    pub steps: Vec<StepId>,
    /// An answer of the last step, from 0.
    pub answer: Option<usize>,
    /// Something that is no step.
    pub thing: Option<Thing>,
}

/// Something to choose that is no step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A fact.
    Fact(FactId),
    /// A limit.
    Limit(LimitId),
    /// A note of the canvas, by its place.
    Note(usize),
    /// A frame, by its place.
    Frame(usize),
}

impl Selection {
    /// One step.
    #[must_use]
    pub fn step(id: StepId) -> Self {
        Self { steps: vec![id], ..Self::default() }
    }

    /// One answer of a step.
    #[must_use]
    pub fn answer(id: StepId, answer: usize) -> Self {
        Self { steps: vec![id], answer: Some(answer), thing: None }
    }

    /// Something that is no step.
    #[must_use]
    pub fn thing(thing: Thing) -> Self {
        Self { thing: Some(thing), ..Self::default() }
    }

    /// The step the inspector shows.
    #[must_use]
    pub fn primary(&self) -> Option<&StepId> {
        self.steps.last()
    }

    /// Whether a step is among the chosen.
    #[must_use]
    pub fn has(&self, id: &StepId) -> bool {
        self.steps.contains(id)
    }

    /// What of it is still there in a tree that was changed.
    #[must_use]
    pub fn within(&self, tree: &Tree) -> Self {
        let steps: Vec<StepId> = self.steps.iter().filter(|id| tree.steps.contains_key(*id)).cloned().collect();
        let answers = steps.last().and_then(|id| tree.steps.get(id)).map_or(0, |step| step.answers.len());
        let thing = self.thing.clone().filter(|thing| match thing {
            Thing::Fact(id) => tree.facts.contains_key(id),
            Thing::Limit(id) => tree.limits.contains_key(id),
            Thing::Note(place) => *place < tree.layout.notes.len(),
            Thing::Frame(place) => *place < tree.layout.frames.len(),
        });
        Self { answer: self.answer.filter(|answer| *answer < answers), steps, thing }
    }
}

/// What stands at the right of the canvas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// What is chosen, to be changed.
    #[default]
    Inspector,
    /// The tree, played from a step.
    Try,
    /// What its lines sound like together.
    Voice,
}

/// Whether the tree may be changed here.
pub enum Access {
    /// It may; the guard keeps others reading.
    Mine(Arc<ClaimGuard>),
    /// Somebody else edits it.
    Held(Holder),
    /// The folder or the file cannot be written, in words.
    ReadOnly(String),
}

/// A text that is newer than what agents are offered, found when the tree was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// When it was kept.
    pub kept: jiff::Timestamp,
    /// Who wrote it.
    pub by: String,
}

/// A tree in an author's hand.
pub struct Authoring {
    /// The tree's name, and its file's.
    pub id: String,
    /// The tree and everything done to it.
    pub history: History,
    /// What agents are offered; nothing for a tree that was never published.
    pub live: Option<Document>,
    /// Whether it may be changed.
    pub access: Access,
    /// Whether what is in hand differs from what is live; the thread finds out after each edit.
    pub differs: bool,
    /// The draft that was found.
    pub found: Option<Found>,
    /// What somebody else wrote while the author had changes of their own.
    pub outside: Option<Outside>,
    /// What was changed on both sides, from the last merge.
    pub conflicts: Vec<Conflict>,
    /// Somebody else may have written the draft.
    pub draft_heard: bool,
    /// It is held against another text, in words and on the canvas.
    pub compared: Option<Arc<Compared>>,
    /// What is chosen.
    pub selection: Selection,
    /// Where the canvas looks.
    pub camera: Camera,
    /// Where the canvas is on the screen.
    pub canvas: Rect,
    /// Its picture was asked to be laid out anew; what the library remembers of it is left aside.
    pub arranged: bool,
    /// The camera is to be fitted when the picture is there.
    pub wants_fit: bool,
    /// A step that is to be in view when the picture is there.
    pub wants_look: Option<StepId>,
    /// The picture, made ready.
    pub scene: Option<Arc<Scene>>,
    /// The steps in the outline's order.
    pub order: Arc<Vec<StepId>>,
    /// The state the picture was drawn of.
    pub pictured: u64,
    /// Which way and in which order it is laid out.
    pub arrangement: (Direction, Order),
    /// What is wrong, the worst first.
    pub findings: Arc<Vec<Finding>>,
    /// The state the findings speak of.
    pub checked: u64,
    /// The worst finding of each step.
    pub marks: Arc<IndexMap<String, Level>>,
    /// What its lines sound like together.
    pub voice: Arc<Voice>,
    /// The errors of wording that are not in the text it began from.
    pub brought: Arc<Vec<BadWords>>,
    /// The author's tests that fail, each with the way it went before and the way it goes now.
    pub broken: Arc<Vec<BrokenTest>>,
    /// The state the voice is of.
    pub heard: u64,
    /// The finding the keys stand on.
    pub finding: Option<usize>,
    /// The state that is on disk as the draft.
    pub kept: u64,
    /// When it was put there.
    pub kept_at: Option<jiff::Timestamp>,
    /// What keeps the draft from the disk.
    pub trouble: Option<String>,
    /// What the last thing said.
    pub message: Option<String>,
    /// What the pointer is doing.
    pub drag: Option<Drag>,
    /// What stands at the right.
    pub pane: Pane,
    /// In a window with no room beside the canvas: the pane is shown in its place.
    pub is_over_canvas: bool,
    /// The text view, where it is shown.
    pub typed: Option<Typed>,
    /// The tree being tried.
    pub trying: Option<Trying>,
    /// What is looked for in the outline.
    pub looked_for: String,
    /// What was live or kept before, for its sheet.
    pub backups: Vec<Backup>,
    /// The other trees, and the library they were taken from.
    pub neighbours: Option<(Arc<Library>, Arc<Vec<Source>>)>,
    /// The thread that lays out, checks and keeps.
    pub worker: Worker,
}

impl Authoring {
    /// The tree as it stands.
    #[must_use]
    pub fn tree(&self) -> &Arc<Tree> {
        self.history.tree()
    }

    /// Whether it may be changed here.
    #[must_use]
    pub fn is_writable(&self) -> bool {
        matches!(self.access, Access::Mine(_))
    }

    /// Whether what is in hand differs from what stands in the library.
    #[must_use]
    pub fn is_unpublished(&self) -> bool {
        self.differs
    }

    /// The chosen step with its name.
    #[must_use]
    pub fn chosen(&self) -> Option<(&StepId, &Arc<crate::tree::Step>)> {
        self.tree().steps.get_key_value(self.selection.primary()?)
    }

    /// How many findings keep it from being published. Words may go out, with a reason.
    #[must_use]
    pub fn in_the_way(&self) -> usize {
        self.findings.iter().filter(|finding| finding.level == Level::Error && !is_wording(finding)).count()
    }

    /// How many findings there are of a level.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }
}

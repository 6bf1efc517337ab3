//! Opening and closing trees: draft or live text, who may write, the thread beside it, what is kept when it is closed.

use super::{
    camera::Camera,
    command::AuthorCommand,
    state::{Access, Authoring, Found, Pane, Selection},
    text_view::Typed,
    trying::Attempt,
    watching::Outside,
    worker::{Done, Job, Place as WorkPlace, Text, Worker},
};
use crate::{
    check::Source,
    edit::History,
    layout::{Direction, Order, Plan, Wish},
    library::{Claim, ClaimGuard, Draft, Library, Who, claim, draft, is_writable, take_over},
    tree::{Document, read},
    ui::{
        reread::let_go,
        state::{Place, State},
    },
};
use egui::{Rect, Vec2};
use std::{sync::Arc, time::Duration};

/// From so many links on a step is drawn as named jumps.
const HUB: usize = 5;

impl State {
    /// Who edits here.
    pub(in crate::ui) fn who(&self) -> Who {
        let name = if self.site.agent_name.is_empty() { "somebody".to_owned() } else { self.site.agent_name.clone() };
        Who { name, host: self.setup.host.clone() }
    }

    /// Opens a tree to be written; one that was open before comes back with its history.
    pub(super) fn open_tree(&mut self, id: &str, step: Option<&str>) {
        if self.authoring.as_ref().is_none_or(|author| author.id != id) {
            self.put_tree_aside();
            self.keep_in_hand(id);
            let opened = self.authored.remove(id).map(|author| self.taken_up(author)).or_else(|| self.opened(id));
            let Some(author) = opened else { return };
            self.authoring = Some(author);
        }
        if self.published.as_deref().is_some_and(|published| published != id) {
            self.published = None;
        }
        self.place = Place::Author;
        self.overlay = None;
        // What lies on the disk may be newer than the list.
        self.wants_hand = true;
        if let Some(author) = &mut self.authoring {
            let step = step.and_then(|step| author.tree().find(step).map(|(id, _)| id.clone()));
            if let Some(step) = step {
                author.selection = Selection::step(step.clone());
                author.wants_look = Some(step);
            }
        }
        self.draw_and_write(false);
    }

    /// Reads a tree from the library's folder.
    pub(super) fn opened(&mut self, id: &str) -> Option<Authoring> {
        let folder = self.setup.folders.trees.clone();
        let entry = self.library.as_ref().and_then(|library| library.entry(id)).cloned();
        let live = entry
            .as_ref()
            .and_then(|entry| entry.document.clone())
            .filter(|_| entry.as_ref().is_some_and(|entry| !entry.is_only_draft));
        let kept = match draft(&folder, id) {
            Ok(kept) => kept,
            Err(error) => {
                self.say(format!("The draft of {id} cannot be read: {error}"));
                None
            }
        };
        let (drafted, broken) = match kept.as_ref().map(|kept| read(&kept.text)) {
            Some(Ok(document)) => (Some(document), None),
            Some(Err(troubles)) => (None, Some(troubles)),
            None => (None, None),
        };
        let differs = drafted.as_ref().is_some_and(|draft| live.as_ref().is_none_or(|live| live.text() != draft.text()));
        let Some(document) = drafted.or_else(|| live.clone()) else {
            let path = entry.map_or_else(|| folder.join(format!("{id}.ron")), |entry| entry.path);
            self.say(format!("{} cannot be read as a tree. Mend it in a text editor, then open it again.", path.display()));
            return None;
        };
        let access = self.access(id);
        let mine = if let Access::Mine(guard) = &access { Some(Arc::clone(guard)) } else { None };
        let base = standing_on(kept.as_ref(), live.as_ref());
        let text = live.as_ref().map(|live| Arc::clone(live.text()));
        let outside = (base != text && differs).then(|| Outside::since_the_draft(base.as_deref(), live.as_ref()));
        let is_mine = mine.is_some();
        let found = kept.as_ref().filter(|_| live.is_some()).map(|kept| Found { kept: kept.kept, by: kept.by.clone() });
        let history = History::new(document);
        let version = history.version();
        let mut author = Authoring {
            id: id.to_owned(),
            differs: differs || live.is_none(),
            live,
            access,
            // Who only reads sees what somebody else is at.
            found: found.filter(|_| is_mine && (differs || broken.is_some())),
            outside,
            conflicts: Vec::new(),
            draft_heard: false,
            compared: None,
            selection: Selection::default(),
            camera: Camera::default(),
            canvas: Rect::from_min_size(egui::Pos2::ZERO, Vec2::ZERO),
            arranged: false,
            wants_fit: true,
            wants_look: None,
            scene: None,
            order: Arc::default(),
            pictured: u64::MAX,
            arrangement: (Direction::Right, Order::AsWritten),
            findings: Arc::default(),
            checked: u64::MAX,
            voice: Arc::default(),
            brought: Arc::default(),
            broken: Arc::default(),
            heard: u64::MAX,
            marks: Arc::default(),
            finding: None,
            kept: version,
            kept_at: kept.as_ref().map(|kept| kept.kept),
            trouble: None,
            message: None,
            drag: None,
            pane: Pane::Inspector,
            is_over_canvas: false,
            typed: None,
            trying: None,
            looked_for: String::new(),
            backups: Vec::new(),
            neighbours: None,
            worker: self.worker(id, base, kept.as_ref().map(|kept| kept.text.as_str().into()), mine),
            history,
        };
        if let Access::ReadOnly(why) = &author.access {
            author.message = Some(format!("This tree is only being read: {why}."));
        }
        if let (Some(troubles), Some(kept)) = (broken, kept) {
            let base = author.history.document().cloned();
            author.typed = base.map(|base| Typed::broken(kept.text, base, version, troubles));
        }
        Some(author)
    }

    fn worker(&self, id: &str, base: Option<Arc<str>>, known: Option<Arc<str>>, claim: Option<Arc<ClaimGuard>>) -> Worker {
        let clock = Arc::clone(&self.setup.clock);
        Worker::start(WorkPlace {
            folder: self.setup.folders.trees.clone(),
            id: id.to_owned(),
            file: self.setup.folders.trees.join(format!("{id}.ron")).display().to_string(),
            by: self.who().name,
            base,
            known,
            claim,
            clock: Arc::new(move || clock().timestamp()),
            wake: Arc::clone(&self.wake),
        })
    }

    pub(super) fn access(&self, id: &str) -> Access {
        let folder = &self.setup.folders.trees;
        if let Err(why) = is_writable(folder, id) {
            return Access::ReadOnly(why);
        }
        match claim(folder, id, &self.who(), self.now().timestamp()) {
            Ok(Claim::Mine(guard)) => Access::Mine(Arc::new(guard)),
            Ok(Claim::Held(holder)) => Access::Held(holder),
            Err(error) => Access::ReadOnly(error.to_string()),
        }
    }

    /// A tree that was put aside, with the right to write asked for anew.
    pub(super) fn taken_up(&self, mut author: Authoring) -> Authoring {
        if !author.is_writable() {
            author.access = self.access(&author.id);
        }
        let mine = if let Access::Mine(guard) = &author.access { Some(Arc::clone(guard)) } else { None };
        author.worker.set_claim(mine);
        // Somebody else may have been at it since.
        author.draft_heard = true;
        author
    }

    /// Takes over from whoever edits.
    pub(super) fn take_over_tree(&mut self) {
        let (who, now) = (self.who(), self.now().timestamp());
        let folder = self.setup.folders.trees.clone();
        let Some(author) = &mut self.authoring else { return };
        match take_over(&folder, &author.id, &who, now) {
            Ok(guard) => {
                let guard = Arc::new(guard);
                author.worker.set_claim(Some(Arc::clone(&guard)));
                author.access = Access::Mine(guard);
                // What the other window kept last is what goes on here.
                author.draft_heard = true;
                self.wants_hand = true;
                author.message = Some("You edit now; the other window only reads.".to_owned());
            }
            Err(error) => author.message = Some(format!("It cannot be taken over: {error}")),
        }
    }

    /// Asks the thread for picture, text, findings, and the draft if the tree was changed.
    pub(super) fn draw_and_write(&mut self, keeps: bool) {
        let neighbours = self.neighbours();
        let Some(author) = &mut self.authoring else { return };
        if keeps {
            author.put_text_among_backups();
        }
        let version = author.history.version();
        let (direction, order) = author.arrangement;
        let effort = Plan::EFFORT / 10;
        author.worker.ask(Job::Draw {
            version,
            tree: author.drawn_tree(),
            wish: Wish { direction, order, hubs: Some(HUB), effort },
            before: author.scene.as_ref().map(|scene| Arc::clone(&scene.picture)),
            anew: author.arranged,
        });
        let known = author.history.document().cloned().map(Text::Known);
        if let Some(text) = known.or_else(|| author.history.unwritten().map(Text::Unwritten)) {
            author.worker.ask(Job::Write { version, text, neighbours, keeps });
        }
    }

    /// The other trees of the library.
    fn neighbours(&mut self) -> Arc<Vec<Source>> {
        let (Some(author), Some(library)) = (&mut self.authoring, &self.library) else {
            return Arc::default();
        };
        if let Some((of, known)) = &author.neighbours
            && Arc::ptr_eq(of, library)
        {
            return Arc::clone(known);
        }
        let neighbours = Arc::new(neighbours(library, &author.id));
        let before = author.neighbours.replace((Arc::clone(library), Arc::clone(&neighbours)));
        if before.is_some() {
            let_go(before);
        }
        neighbours
    }

    /// Takes in what the thread has done.
    pub(in crate::ui) fn hear_from_author(&mut self) {
        let Some(mut author) = self.authoring.take() else { return };
        self.hear_worker(&mut author);
        self.authoring = Some(author);
        self.take_reads();
    }

    pub(super) fn hear_worker(&mut self, author: &mut Authoring) {
        for done in author.worker.done() {
            match done {
                Done::Drawn { version, scene, order } => {
                    author.pictured = version;
                    author.order = order;
                    author.scene = Some(scene);
                    look_there(author);
                }
                Done::Checked { version, written, findings, marks } => {
                    if let Some(written) = written {
                        author.history.written(*written);
                    }
                    (author.checked, author.findings, author.marks) = (version, findings, marks);
                    author.finding = author.finding.filter(|place| *place < author.findings.len());
                    if let (Some(live), Some(document)) = (&author.live, author.history.document()) {
                        author.differs = live.text() != document.text();
                    }
                }
                Done::Heard { version, told } => {
                    (author.heard, author.voice) = (version, told.voice);
                    (author.brought, author.broken) = (told.brought, told.broken);
                }
                Done::Kept { version, at } => {
                    if version != u64::MAX {
                        author.kept = version;
                    }
                    (author.kept_at, author.trouble) = (Some(at), None);
                }
                Done::NotKept(why) => author.trouble = Some(why),
                Done::NotMine => self.look_at_claim(author),
                Done::Elsewhere => {
                    author.draft_heard = true;
                    self.wants_hand = true;
                }
                Done::TextRead { revision, read } => {
                    if let Some(typed) = &mut author.typed {
                        typed.read = Some((revision, read));
                    }
                }
            }
        }
    }

    /// Waits until all jobs of the tree in hand are done, and takes in what came of them.
    #[must_use]
    pub fn author_settled(&mut self, most: Duration) -> bool {
        let done = self.authoring.as_mut().is_none_or(|author| author.worker.wait(most));
        self.hear_from_author();
        done
    }
}

/// The live text that the work in hand began from: the draft remembers it, whatever is live by now.
pub(super) fn standing_on(kept: Option<&Draft>, live: Option<&Document>) -> Option<Arc<str>> {
    let live = || live.map(|live| Arc::clone(live.text()));
    kept.map_or_else(live, |kept| kept.base.clone())
}

/// The other trees of a library.
fn neighbours(library: &Library, own: &str) -> Vec<Source> {
    let others = library.entries.iter().filter(|entry| entry.id != own);
    let source = |entry: &crate::library::Entry| {
        Some(Source { file: entry.path.display().to_string(), document: entry.document.clone()? })
    };
    others.filter_map(source).collect()
}

/// Fits the canvas, or shows the step that is wanted, once both picture and canvas are there.
pub(super) fn look_there(author: &mut Authoring) {
    let Some(scene) = &author.scene else { return };
    if author.canvas.width() < 1.0 {
        return;
    }
    if author.wants_fit {
        let whole = Camera::fitting(author.canvas, scene.bounds);
        let start = scene.rect_of(&author.history.tree().start).unwrap_or(scene.bounds);
        // A tree that would be too small to read is opened where reading begins.
        author.camera = if whole.zoom >= 0.55 { whole } else { Camera::home(author.canvas, start, scene.bounds) };
        author.wants_fit = false;
    }
    if let Some(step) = author.wants_look.take() {
        match scene.rect_of(&step) {
            Some(rect) => {
                let camera = author.camera.showing(author.canvas, rect);
                let plate = super::canvas::map_plate(author.canvas);
                author.camera = plate.map_or(camera, |plate| camera.clear_of(author.canvas, rect, plate));
            }
            None => author.wants_look = (author.pictured != author.history.version()).then_some(step),
        }
    }
}

impl AuthorCommand {
    /// Whether it only looks, so that it may be done where the tree cannot be written.
    #[must_use]
    pub fn only_looks(&self) -> bool {
        !matches!(
            self,
            Self::Undo
                | Self::Redo
                | Self::KeepPoint
                | Self::Publish
                | Self::AddStep
                | Self::AddAnswer
                | Self::RenameStep
                | Self::Delete
                | Self::Duplicate
                | Self::Cut
                | Self::LeadTo
                | Self::LetGo
                | Self::FrameSteps
                | Self::AddNote
                | Self::AlignLeft
                | Self::AlignTop
                | Self::SpreadAcross
                | Self::SpreadDown
                | Self::Fix
                | Self::Nudge(..)
                | Self::Edit(_)
                | Self::FixFinding(_)
                | Self::Reword(..)
                | Self::DiscardFound
                | Self::Paste(_)
                | Self::UseCanvas
                | Self::Try(Attempt::KeepTest)
        ) && !matches!(self, Self::Stroke(stroke) if stroke.writes())
    }
}

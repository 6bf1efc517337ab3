//! The thread beside the author: lays out, writes the text, checks it and keeps the draft, so that typing never waits.
//!
//! Of several jobs of one kind only the last is done. A draft is kept at most [`QUIET`] after an edit.

use super::{canvas::Scene, walk::in_order};
use crate::{
    check::{Finding, Level, Source, check},
    edit::{Unwritten, Written},
    layout::{Picture, Wish},
    library::{ClaimGuard, draft, drawn_as_remembered, is_own_draft, keep_draft, put_aside, remember_places, still_mine},
    tree::{Document, StepId, Tree, Trouble, read},
};
use indexmap::IndexMap;
use jiff::Timestamp;
use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    time::{Duration, Instant},
};

/// So long after an edit its draft is on the disk at the latest.
const QUIET: Duration = Duration::from_millis(400);

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
    pub wake: Box<dyn Fn() + Send>,
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

/// The thread, from the window's side. It ends when this is dropped, after it has kept what it was given.
pub struct Worker {
    to: Option<Sender<Job>>,
    from: Receiver<Done>,
    thread: Option<std::thread::JoinHandle<()>>,
    base: Arc<Mutex<Option<Arc<str>>>>,
    known: Arc<Mutex<Option<Arc<str>>>>,
    claim: Arc<Mutex<Option<Arc<ClaimGuard>>>>,
}

impl Worker {
    /// Starts the thread.
    #[must_use]
    pub fn start(mut place: Place) -> Self {
        let (to, jobs) = channel();
        let (done, from) = channel();
        let base = Arc::new(Mutex::new(place.base.clone()));
        // Taken, not copied: the right to write is given back when the last that holds it lets go.
        let (known, claim) = (Arc::new(Mutex::new(place.known.take())), Arc::new(Mutex::new(place.claim.take())));
        let shared = (Arc::clone(&base), Arc::clone(&known), Arc::clone(&claim));
        let thread = std::thread::spawn(move || {
            let (base, known, claim) = shared;
            Bench { place, base, known, claim, done, dirty: None, drawn: None }.run(&jobs);
        });
        Self { to: Some(to), from, thread: Some(thread), base, known, claim }
    }

    /// Asks for something.
    pub fn ask(&self, job: Job) {
        if let Some(to) = &self.to {
            // A thread that is gone has said why.
            let _ = to.send(job);
        }
    }

    /// What was done since the last time.
    pub fn done(&self) -> Vec<Done> {
        self.from.try_iter().collect()
    }

    /// The live text that the draft began from.
    #[must_use]
    pub fn base(&self) -> Option<Arc<str>> {
        self.base.lock().map(|base| base.clone()).unwrap_or_default()
    }

    /// The draft begins from another live text from now on.
    pub fn set_base(&self, text: Option<Arc<str>>) {
        if let Ok(mut base) = self.base.lock() {
            *base = text;
        }
    }

    /// The draft that is on the disk, as far as this window has read or written it.
    #[must_use]
    pub fn known(&self) -> Option<Arc<str>> {
        self.known.lock().map(|known| known.clone()).unwrap_or_default()
    }

    /// This text is on the disk and was seen: it may be overwritten.
    pub fn set_known(&self, text: Option<Arc<str>>) {
        if let Ok(mut known) = self.known.lock() {
            *known = text;
        }
    }

    /// The right to write from now on; without one nothing is written.
    pub fn set_claim(&self, guard: Option<Arc<ClaimGuard>>) {
        if let Ok(mut claim) = self.claim.lock() {
            *claim = guard;
        }
    }

    /// Waits until all that was asked for is done, the draft on the disk included; for tests and for closing.
    #[must_use]
    pub fn wait(&self, most: Duration) -> bool {
        let (answer, answered) = channel();
        self.ask(Job::Answer(answer));
        answered.recv_timeout(most).is_ok()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.to = None;
        if let Some(thread) = self.thread.take() {
            // It keeps what is left and ends.
            let _ = thread.join();
        }
    }
}

/// A text that is not on the disk yet.
struct Dirty {
    version: u64,
    text: Arc<str>,
    since: Instant,
}

struct Bench {
    place: Place,
    base: Arc<Mutex<Option<Arc<str>>>>,
    known: Arc<Mutex<Option<Arc<str>>>>,
    claim: Arc<Mutex<Option<Arc<ClaimGuard>>>>,
    done: Sender<Done>,
    dirty: Option<Dirty>,
    /// How the tree was drawn last, if that is not on the disk yet.
    drawn: Option<(Wish, Arc<Picture>)>,
}

impl Bench {
    fn run(mut self, jobs: &Receiver<Job>) {
        loop {
            let first = match &self.dirty {
                None => match jobs.recv() {
                    Ok(job) => Some(job),
                    Err(_) => break,
                },
                Some(dirty) => match jobs.recv_timeout(QUIET.saturating_sub(dirty.since.elapsed())) {
                    Ok(job) => Some(job),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(RecvTimeoutError::Disconnected) => break,
                },
            };
            let (mut draw, mut write, mut text, mut reads) = (None, None, None, None);
            let (mut aside, mut answers) = (Vec::new(), Vec::new());
            for job in first.into_iter().chain(jobs.try_iter()) {
                match job {
                    Job::Draw { .. } => draw = Some(job),
                    Job::Write { version, text: what, neighbours, keeps } => {
                        text = if keeps { None } else { text };
                        // What was to be kept still is, in its newest state.
                        let kept = matches!(write, Some(Job::Write { keeps: true, .. }));
                        write = Some(Job::Write { version, text: what, neighbours, keeps: keeps || kept });
                    }
                    Job::KeepText(_) => text = Some(job),
                    Job::ReadText { .. } => reads = Some(job),
                    Job::PutAside(_) => aside.push(job),
                    Job::Answer(answer) => answers.push(answer),
                }
            }
            for job in reads.into_iter().chain(aside).chain(draw).chain(write).chain(text) {
                self.work(job);
            }
            let is_due = self.dirty.as_ref().is_some_and(|dirty| dirty.since.elapsed() >= QUIET);
            if is_due || !answers.is_empty() {
                self.keep();
                self.remember();
            }
            for answer in answers {
                // Who asked may have gone.
                let _ = answer.send(());
            }
        }
        self.keep();
        self.remember();
    }

    fn work(&mut self, job: Job) {
        match job {
            Job::Draw { version, tree, wish, before, anew } => {
                let picture = Arc::new(match before {
                    None if !anew => drawn_as_remembered(&self.place.folder, &tree, &wish),
                    before => Picture::of(&tree, &wish, before.as_deref()),
                });
                self.drawn = Some((wish, Arc::clone(&picture)));
                self.say(Done::Drawn { version, scene: Arc::new(Scene::new(picture)), order: Arc::new(in_order(&tree)) });
            }
            Job::Write { version, text, neighbours, keeps } => {
                let (written, document) = match text {
                    Text::Known(document) => (None, Some(document)),
                    Text::Unwritten(unwritten) => {
                        let written = Box::new(unwritten.write());
                        let document = written.document().cloned();
                        (Some(written), document)
                    }
                };
                let Some(document) = document else {
                    let troubles = written.map(|written| written.troubles).unwrap_or_default();
                    let first = troubles.first().map_or(String::new(), |trouble| trouble.message.clone());
                    return self.say(Done::NotKept(format!("the tree cannot be written as a text: {first}")));
                };
                if keeps {
                    self.dirty(version, Arc::clone(document.text()));
                }
                let (findings, marks) = checked(&self.place.file, &document, &neighbours);
                self.say(Done::Checked { version, written, findings, marks });
            }
            Job::KeepText(text) => self.dirty(u64::MAX, text.into()),
            Job::ReadText { revision, text } => self.say(Done::TextRead { revision, read: read(&text) }),
            Job::PutAside(text) => {
                let Place { folder, id, .. } = &self.place;
                if let Err(error) = put_aside(folder, id, &text, (self.place.clock)()) {
                    self.say(Done::NotKept(error.to_string()));
                }
            }
            Job::Answer(_) => {}
        }
    }

    fn dirty(&mut self, version: u64, text: Arc<str>) {
        let since = self.dirty.as_ref().map_or_else(Instant::now, |dirty| dirty.since);
        self.dirty = Some(Dirty { version, text, since });
    }

    /// Remembers where the steps stand; that is a comfort, so that nothing is said if the disk refuses.
    fn remember(&mut self) {
        if !self.claim.lock().is_ok_and(|claim| claim.as_deref().is_some_and(still_mine)) {
            return;
        }
        if let Some((wish, picture)) = self.drawn.take() {
            let _ = remember_places(&self.place.folder, &self.place.id, &wish, &picture);
        }
    }

    fn keep(&mut self) {
        let Some(Dirty { version, text, .. }) = self.dirty.take() else {
            return;
        };
        let Place { folder, id, by, .. } = &self.place;
        let base = self.base.lock().map(|base| base.clone()).unwrap_or_default();
        if !self.claim.lock().is_ok_and(|claim| claim.as_deref().is_some_and(still_mine)) {
            return self.say(Done::NotMine);
        }
        let now = (self.place.clock)();
        let found = draft(folder, id).ok().flatten();
        let is_seen = |found: &str| {
            let known = self.known.lock().is_ok_and(|known| known.as_deref() == Some(found));
            known || found == &*text || is_own_draft(folder, id)
        };
        if found.as_ref().is_some_and(|found| !is_seen(&found.text)) {
            return self.say(Done::Elsewhere);
        }
        // What stands there already is not written again.
        let stands = found.is_some_and(|found| found.text == *text && found.base == base);
        let kept = if stands { Ok(()) } else { keep_draft(folder, id, &text, base.as_deref(), by, now) };
        match kept {
            Ok(()) => {
                if let Ok(mut known) = self.known.lock() {
                    *known = Some(text);
                }
                self.say(Done::Kept { version, at: now });
            }
            Err(error) => {
                self.say(Done::NotKept(error.to_string()));
                self.dirty = Some(Dirty { version, text, since: Instant::now() });
                std::thread::sleep(Duration::from_millis(50));
            }
        }
    }

    fn say(&self, done: Done) {
        // A window that is closing hears nothing any more.
        let _ = self.done.send(done);
        (self.place.wake)();
    }
}

/// What is wrong with a tree among its neighbours, the worst first, and the worst finding of each step.
#[must_use]
pub fn checked(file: &str, document: &Document, neighbours: &[Source]) -> (Arc<Vec<Finding>>, Arc<IndexMap<String, Level>>) {
    let mut findings = check(&[Source { file: file.to_owned(), document: document.clone() }], neighbours);
    findings.sort_by_key(|finding| finding.level);
    let mut marks: IndexMap<String, Level> = IndexMap::new();
    for finding in &findings {
        if let Some(step) = &finding.step {
            let mark = marks.entry(step.clone()).or_insert(finding.level);
            *mark = (*mark).min(finding.level);
        }
    }
    (Arc::new(findings), Arc::new(marks))
}

//! The thread beside the author: lays out, writes the text, checks it and keeps the draft, so that typing never waits.
//!
//! Of several jobs of one kind only the last is done. A draft is kept at most [`QUIET`] after an edit.

use super::{canvas::Scene, walk::in_order};
use crate::{
    check::{Finding, Level, Source, check},
    edit::{Unwritten, Written},
    layout::{Picture, Wish},
    library::{draft, keep_draft},
    tree::{Document, StepId, Tree},
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
    /// The draft could not be kept, in words; it is tried again.
    NotKept(String),
}

/// The thread, from the window's side. It ends when this is dropped, after it has kept what it was given.
pub struct Worker {
    to: Option<Sender<Job>>,
    from: Receiver<Done>,
    thread: Option<std::thread::JoinHandle<()>>,
    base: Arc<Mutex<Option<Arc<str>>>>,
}

impl Worker {
    /// Starts the thread.
    #[must_use]
    pub fn start(place: Place) -> Self {
        let (to, jobs) = channel();
        let (done, from) = channel();
        let base = Arc::new(Mutex::new(place.base.clone()));
        let shared = Arc::clone(&base);
        let thread = std::thread::spawn(move || Bench { place, base: shared, done, dirty: None }.run(&jobs));
        Self { to: Some(to), from, thread: Some(thread), base }
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

    /// The draft begins from another live text from now on.
    pub fn set_base(&self, text: Option<Arc<str>>) {
        if let Ok(mut base) = self.base.lock() {
            *base = text;
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
    done: Sender<Done>,
    dirty: Option<Dirty>,
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
            let (mut draw, mut write, mut text, mut answers) = (None, None, None, Vec::new());
            for job in first.into_iter().chain(jobs.try_iter()) {
                match job {
                    Job::Draw { .. } => draw = Some(job),
                    Job::Write { keeps, .. } => {
                        text = if keeps { None } else { text };
                        write = Some(job);
                    }
                    Job::KeepText(_) => text = Some(job),
                    Job::Answer(answer) => answers.push(answer),
                }
            }
            for job in draw.into_iter().chain(write).chain(text) {
                self.work(job);
            }
            let is_due = self.dirty.as_ref().is_some_and(|dirty| dirty.since.elapsed() >= QUIET);
            if is_due || !answers.is_empty() {
                self.keep();
            }
            for answer in answers {
                // Who asked may have gone.
                let _ = answer.send(());
            }
        }
        self.keep();
    }

    fn work(&mut self, job: Job) {
        match job {
            Job::Draw { version, tree, wish, before } => {
                let picture = Arc::new(Picture::of(&tree, &wish, before.as_deref()));
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
            Job::Answer(_) => {}
        }
    }

    fn dirty(&mut self, version: u64, text: Arc<str>) {
        let since = self.dirty.as_ref().map_or_else(Instant::now, |dirty| dirty.since);
        self.dirty = Some(Dirty { version, text, since });
    }

    fn keep(&mut self) {
        let Some(Dirty { version, text, .. }) = self.dirty.take() else {
            return;
        };
        let Place { folder, id, by, .. } = &self.place;
        let base = self.base.lock().map(|base| base.clone()).unwrap_or_default();
        let now = (self.place.clock)();
        // What stands there already is not written again.
        let stands = draft(folder, id).ok().flatten().is_some_and(|draft| draft.text == *text);
        let kept = if stands { Ok(()) } else { keep_draft(folder, id, &text, base.as_deref(), by, now) };
        match kept {
            Ok(()) => self.say(Done::Kept { version, at: now }),
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

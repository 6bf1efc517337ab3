//! The thread beside the author: lays out, writes the text, checks it and keeps the draft, so that typing never waits.
//!
//! Of several jobs of one kind only the last is done. A draft is kept at most [`QUIET`] after an edit.

pub use super::jobs::{Done, Job, Place, Text};

use super::{canvas::Scene, retelling::Retelling, walk::in_order};
use crate::{
    check::{Finding, Level, Source, check},
    edit::look_over,
    layout::{Picture, Wish},
    library::{ClaimGuard, draft, drawn_as_remembered, is_own_draft, keep_draft, put_aside, remember_places, still_mine},
    tree::{Document, read},
};
use indexmap::IndexMap;
use std::{
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    time::{Duration, Instant},
};

/// So long after an edit its draft is on the disk at the latest.
const QUIET: Duration = Duration::from_millis(400);

/// The thread, from the window's side. It ends when this is dropped, after it has kept what it was given.
pub struct Worker {
    to: Option<Sender<Job>>,
    thread: Option<std::thread::JoinHandle<()>>,
    from: Receiver<Done>,
    bench: Bench,
}

impl Worker {
    /// A thread that starts with the first job.
    #[must_use]
    pub fn start(mut place: Place) -> Self {
        let (done, from) = channel();
        let base = Arc::new(Mutex::new(place.base.clone()));
        // Taken, not copied: the right to write is given back when the last that holds it lets go.
        let (known, claim) = (Arc::new(Mutex::new(place.known.take())), Arc::new(Mutex::new(place.claim.take())));
        let bench =
            Bench { place: Arc::new(place), base, known, claim, done, dirty: None, drawn: None, retelling: Retelling::default() };
        Self { to: None, thread: None, from, bench }
    }

    /// Asks for something.
    pub fn ask(&mut self, job: Job) {
        let to = self.to.get_or_insert_with(|| {
            let (to, jobs) = channel();
            let bench = self.bench.another();
            self.thread = Some(std::thread::spawn(move || bench.run(&jobs)));
            to
        });
        // A thread that is gone has said why.
        let _ = to.send(job);
    }

    /// Ends the thread, once it has kept what it was given; the next job starts it again.
    pub fn rest(&mut self) {
        self.to = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }

    /// What was done since the last time.
    pub fn done(&self) -> Vec<Done> {
        self.from.try_iter().collect()
    }

    /// The live text that the draft began from.
    #[must_use]
    pub fn base(&self) -> Option<Arc<str>> {
        self.bench.base.lock().map(|base| base.clone()).unwrap_or_default()
    }

    /// The draft begins from another live text from now on.
    pub fn set_base(&self, text: Option<Arc<str>>) {
        if let Ok(mut base) = self.bench.base.lock() {
            *base = text;
        }
    }

    /// The draft that is on the disk, as far as this window has read or written it.
    #[must_use]
    pub fn known(&self) -> Option<Arc<str>> {
        self.bench.known.lock().map(|known| known.clone()).unwrap_or_default()
    }

    /// This text is on the disk and was seen: it may be overwritten.
    pub fn set_known(&self, text: Option<Arc<str>>) {
        if let Ok(mut known) = self.bench.known.lock() {
            *known = text;
        }
    }

    /// The right to write from now on; without one nothing is written.
    pub fn set_claim(&self, guard: Option<Arc<ClaimGuard>>) {
        if let Ok(mut claim) = self.bench.claim.lock() {
            *claim = guard;
        }
    }

    /// Hears when all that was asked for is done, the draft on the disk included.
    #[must_use]
    pub fn answer(&mut self) -> Receiver<()> {
        let (answer, answered) = channel();
        self.ask(Job::Answer(answer));
        answered
    }

    /// Waits until all that was asked for is done; for tests and for closing.
    #[must_use]
    pub fn wait(&mut self, most: Duration) -> bool {
        self.answer().recv_timeout(most).is_ok()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.rest();
    }
}

/// A text that is not on the disk yet.
struct Dirty {
    version: u64,
    text: Arc<str>,
    since: Instant,
}

struct Bench {
    place: Arc<Place>,
    base: Arc<Mutex<Option<Arc<str>>>>,
    known: Arc<Mutex<Option<Arc<str>>>>,
    claim: Arc<Mutex<Option<Arc<ClaimGuard>>>>,
    done: Sender<Done>,
    dirty: Option<Dirty>,
    /// How the tree was drawn last, if that is not on the disk yet.
    drawn: Option<(Wish, Arc<Picture>)>,
    retelling: Retelling,
}

impl Bench {
    /// The same for a thread that starts.
    fn another(&self) -> Self {
        let Self { place, base, known, claim, done, .. } = self;
        let (base, known, claim) = (Arc::clone(base), Arc::clone(known), Arc::clone(claim));
        let (place, done) = (Arc::clone(place), done.clone());
        Self { place, base, known, claim, done, dirty: None, drawn: None, retelling: Retelling::default() }
    }

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
                (self.place.wake)();
            }
        }
        self.keep();
        self.remember();
    }

    fn work(&mut self, job: Job) {
        match job {
            Job::Draw { version, tree, wish, before, anew } => {
                // The next edit, and the lists of what is used where, need not look at every step.
                look_over(&tree);
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
                let base = self.base.lock().map(|base| base.clone()).unwrap_or_default();
                let told = self.retelling.of(&document, base.as_ref(), &neighbours);
                self.say(Done::Heard { version, told });
            }
            Job::KeepText(text) => self.dirty(u64::MAX, text.into()),
            Job::ReadText { revision, text } => self.say(Done::TextRead { revision, read: read(&text) }),
            Job::PutAside(text) => {
                let Place { folder, id, .. } = &*self.place;
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
        let Place { folder, id, by, .. } = &*self.place;
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

//! One thread that writes. The screen never waits for it, and says while something is not on disk yet.

use super::{
    database::put_aside,
    store::{RecordError, Store, put_aside_in_words},
};
use crate::{
    call::{Call, Event, Pinned, What},
    tree::TreeId,
};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

/// How long after a refusal the writer tries again.
const RETRY: Duration = Duration::from_millis(250);
/// Unacknowledged for this long, it is said in words.
const LATE: Duration = Duration::from_secs(2);

/// How the writing stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Events given to the writer.
    pub given: u64,
    /// Events on disk.
    pub acknowledged: u64,
    /// What keeps the rest from the disk, once that has lasted two seconds.
    pub trouble: Option<String>,
    /// Something to say once, such as a damaged store that was put aside.
    pub notice: Option<String>,
}

impl Standing {
    /// Whether everything is on disk.
    #[must_use]
    pub fn is_on_disk(&self) -> bool {
        self.given == self.acknowledged
    }
}

#[derive(Default)]
struct Shared {
    standing: Mutex<Inner>,
    changed: Condvar,
}

#[derive(Default)]
struct Inner {
    standing: Standing,
    refusal: Option<String>,
    waiting_since: Option<Instant>,
}

enum Job {
    Append { call: String, events: Vec<Event>, texts: Vec<Arc<Pinned>> },
    Resume { call: String, events: Vec<Event>, texts: Vec<Arc<Pinned>> },
    Forget(String),
    LimitPages(u32),
}

/// The handle of the writer.
pub struct Recorder {
    send: Option<Sender<Job>>,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
    written: BTreeMap<String, usize>,
}

type Waker = Box<dyn Fn() + Send>;

impl Recorder {
    /// Starts the writer on a store. `wake` is called whenever something was acknowledged or refused.
    #[must_use]
    pub fn start(path: &Path, wake: Waker) -> Self {
        let (send, jobs) = channel();
        let shared = Arc::new(Shared::default());
        let writer =
            Writer { path: path.to_owned(), shared: Arc::clone(&shared), store: None, limit: None, kept: BTreeMap::new(), wake };
        let thread = std::thread::Builder::new().name("record".to_owned()).spawn(move || writer.run(&jobs)).ok();
        Self { send: Some(send), shared, thread, written: BTreeMap::new() }
    }

    /// Gives every event of a call that was not given yet to the writer.
    pub fn keep(&mut self, id: &str, call: &Call) {
        let done = self.written.get(id).copied().unwrap_or(0);
        let events = call.events()[done.min(call.events().len())..].to_vec();
        if events.is_empty() {
            return;
        }
        let texts = texts_of(call, &events);
        self.written.insert(id.to_owned(), call.events().len());
        {
            let mut inner = self.lock();
            inner.standing.given += events.len() as u64;
            inner.waiting_since.get_or_insert_with(Instant::now);
        }
        self.give(Job::Append { call: id.to_owned(), events, texts });
    }

    /// Says that a call was brought back from the store: its events are there already.
    pub fn resume(&mut self, id: &str, call: &Call) {
        let events = call.events().to_vec();
        if self.written.insert(id.to_owned(), events.len()).is_some() {
            // It never left this window: the writer has it all.
            return;
        }
        {
            let mut inner = self.lock();
            inner.standing.given += events.len() as u64;
            inner.standing.acknowledged += events.len() as u64;
        }
        let texts = texts_of(call, &events);
        self.give(Job::Resume { call: id.to_owned(), events, texts });
    }

    /// The call needs no more keeping in memory.
    pub fn forget(&mut self, id: &str) {
        self.written.remove(id);
        self.give(Job::Forget(id.to_owned()));
    }

    /// A full disk for tests: the store may not grow past this many pages.
    pub fn limit_pages(&self, pages: u32) {
        self.give(Job::LimitPages(pages));
    }

    /// How the writing stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let inner = self.lock();
        let mut standing = inner.standing.clone();
        let late = inner.waiting_since.is_some_and(|since| since.elapsed() >= LATE);
        standing.trouble = if late && !standing.is_on_disk() {
            Some(inner.refusal.clone().unwrap_or_else(|| "the disk does not answer".to_owned()))
        } else {
            None
        };
        standing
    }

    /// Takes the thing to say once.
    #[must_use]
    pub fn take_notice(&self) -> Option<String> {
        self.lock().standing.notice.take()
    }

    /// Waits until everything is on disk, or the time is over; says whether it is.
    #[must_use]
    pub fn wait(&self, most: Duration) -> bool {
        let until = Instant::now() + most;
        let mut inner = self.lock();
        while !inner.standing.is_on_disk() {
            let Some(left) = until.checked_duration_since(Instant::now()) else {
                return false;
            };
            inner = self.shared.changed.wait_timeout(inner, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        true
    }

    fn give(&self, job: Job) {
        if let Some(send) = &self.send {
            // The writer ends only when this handle does.
            let _ = send.send(job);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.shared.standing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Recorder {
    /// Everything given is tried once more; a store that refuses does not hold the program back.
    fn drop(&mut self) {
        let _ = self.wait(Duration::from_secs(2));
        self.send = None;
        if self.lock().standing.is_on_disk()
            && let Some(thread) = self.thread.take()
        {
            let _ = thread.join();
        }
    }
}

/// The texts that these events of a call rest on.
pub(super) fn texts_of(call: &Call, events: &[Event]) -> Vec<Arc<Pinned>> {
    let pinned = |tree: &TreeId| call.trees().pinned(tree.as_str()).cloned();
    let named = events.iter().flat_map(|event| match &event.what {
        What::Started { texts, .. } => texts.keys().filter_map(pinned).collect(),
        What::Pinned { tree, .. } => pinned(tree).into_iter().collect(),
        _ => Vec::new(),
    });
    named.collect()
}

/// What the writer remembers of a call, so that a lost store can be written again.
#[derive(Default)]
struct Kept {
    events: Vec<Event>,
    texts: Vec<Arc<Pinned>>,
    on_disk: usize,
}

struct Writer {
    path: PathBuf,
    shared: Arc<Shared>,
    store: Option<Store>,
    limit: Option<u32>,
    kept: BTreeMap<String, Kept>,
    wake: Waker,
}

impl Writer {
    fn run(mut self, jobs: &Receiver<Job>) {
        loop {
            let is_behind = self.kept.values().any(|kept| kept.on_disk < kept.events.len());
            let job = if is_behind { jobs.recv_timeout(RETRY) } else { jobs.recv().map_err(|_| RecvTimeoutError::Disconnected) };
            match job {
                Ok(job) => {
                    self.take(job);
                    while let Ok(job) = jobs.try_recv() {
                        self.take(job);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            let mut result = self.write();
            if matches!(result, Err(RecordError::Damaged)) {
                result = self.begin_again();
            }
            self.report(result);
        }
    }

    fn take(&mut self, job: Job) {
        match job {
            Job::Append { call, events, texts } => {
                let kept = self.kept.entry(call).or_default();
                kept.events.extend(events);
                kept.texts.extend(texts);
            }
            Job::Resume { call, events, texts } => {
                let on_disk = events.len();
                self.kept.insert(call, Kept { events, texts, on_disk });
                // How much of it this store really has is looked at when it is opened.
                self.store = None;
            }
            Job::Forget(call) => {
                if self.kept.get(&call).is_some_and(|kept| kept.on_disk == kept.events.len()) {
                    self.kept.remove(&call);
                }
            }
            Job::LimitPages(pages) => {
                self.limit = Some(pages);
                if let Some(store) = &self.store {
                    let _ = store.limit_pages(pages);
                }
            }
        }
    }

    fn write(&mut self) -> Result<(), RecordError> {
        if self.store.as_ref().is_some_and(|store| !store.is_there()) {
            self.store = None;
        }
        let mut store = match self.store.take() {
            Some(store) => store,
            None => self.open()?,
        };
        for (call, kept) in &mut self.kept {
            if kept.on_disk < kept.events.len() {
                let texts = if kept.on_disk == 0
                    || kept.events[kept.on_disk..].iter().any(|event| matches!(event.what, What::Pinned { .. }))
                {
                    &kept.texts[..]
                } else {
                    &[]
                };
                if let Err(error) = store.append(call, &kept.events[kept.on_disk..], texts) {
                    if !matches!(error, RecordError::Damaged) {
                        self.store = Some(store);
                    }
                    return Err(error);
                }
                let fresh = kept.events.len() - kept.on_disk;
                kept.on_disk = kept.events.len();
                acknowledge(&self.shared, fresh as u64);
            }
        }
        self.store = Some(store);
        Ok(())
    }

    fn open(&mut self) -> Result<Store, RecordError> {
        let (store, aside) = Store::open_or_put_aside(&self.path)?;
        if let Some(pages) = self.limit {
            store.limit_pages(pages)?;
        }
        if let Some(aside) = aside {
            self.say_put_aside(&aside);
        }
        self.look_what_is_there(&store)?;
        Ok(store)
    }

    /// Damage can show long after a store was opened: it is put aside all the same, and what is remembered written again.
    fn begin_again(&mut self) -> Result<(), RecordError> {
        let aside = put_aside(&self.path)?;
        self.say_put_aside(&aside);
        self.write()
    }

    /// A store that was lost or damaged and begun again has less than was written: the rest is written once more.
    fn look_what_is_there(&mut self, store: &Store) -> Result<(), RecordError> {
        for (call, kept) in &mut self.kept {
            let there = store.count(call)?;
            if there < kept.on_disk {
                let mut inner = self.shared.standing.lock().unwrap_or_else(PoisonError::into_inner);
                inner.standing.acknowledged -= (kept.on_disk - there) as u64;
                kept.on_disk = there;
            }
        }
        Ok(())
    }

    fn say_put_aside(&self, aside: &Path) {
        let mut inner = self.shared.standing.lock().unwrap_or_else(PoisonError::into_inner);
        inner.standing.notice = Some(put_aside_in_words(aside));
    }

    fn report(&self, result: Result<(), RecordError>) {
        let mut inner = self.shared.standing.lock().unwrap_or_else(PoisonError::into_inner);
        inner.refusal = result.err().map(|error| error.to_string());
        drop(inner);
        self.shared.changed.notify_all();
        (self.wake)();
    }
}

fn acknowledge(shared: &Shared, events: u64) {
    let mut inner = shared.standing.lock().unwrap_or_else(PoisonError::into_inner);
    inner.standing.acknowledged += events;
    inner.waiting_since = if inner.standing.is_on_disk() { None } else { Some(Instant::now()) };
    drop(inner);
    shared.changed.notify_all();
}

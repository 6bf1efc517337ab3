//! A thread that keeps what it is given in a store of practice or of exams. The screen never waits for it; what the disk
//! refuses is tried again, in order, until it is kept.

use super::{RecordError, database::put_aside};
use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

/// How long after a refusal it is tried again.
const RETRY: Duration = Duration::from_millis(250);

/// A store that a keeper opens.
pub trait Keep: Sized + 'static {
    /// Opens the store; a damaged one is put aside first, and its new name is given back.
    ///
    /// # Errors
    /// When it cannot be had.
    fn open_or_put_aside(path: &Path) -> Result<(Self, Option<PathBuf>), RecordError>;

    /// What is said of a damaged store that was put aside.
    fn put_aside_in_words(aside: &Path) -> String;
}

/// One piece of work on a store; it may be tried more than once.
type Job<S> = Box<dyn FnMut(&mut S) -> Result<(), RecordError> + Send>;

#[derive(Default)]
struct Shared {
    state: Mutex<Kept>,
    changed: Condvar,
}

#[derive(Default)]
struct Kept {
    given: u64,
    done: u64,
    refusal: Option<String>,
    notice: Option<String>,
}

/// The handle of the thread. What was given is tried once more when it is dropped.
pub struct Keeper<S> {
    send: Option<Sender<Job<S>>>,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

impl<S: Keep> Keeper<S> {
    /// Starts the thread; the store is opened with the first piece of work. `wake` is called whenever something was
    /// kept or refused.
    #[must_use]
    pub fn start(path: &Path, wake: Box<dyn Fn() + Send>) -> Self {
        let (send, jobs) = channel();
        let shared = Arc::new(Shared::default());
        let (path, there) = (path.to_owned(), Arc::clone(&shared));
        let thread = std::thread::Builder::new().name("practice".to_owned()).spawn(move || run(&path, &jobs, &there, &*wake));
        Self { send: Some(send), shared, thread: thread.ok() }
    }

    /// Gives it a piece of work.
    pub fn give(&self, job: impl FnMut(&mut S) -> Result<(), RecordError> + Send + 'static) {
        self.lock().given += 1;
        if let Some(send) = &self.send {
            // The thread ends only when this handle does.
            let _ = send.send(Box::new(job));
        }
    }

    /// Whether everything given is on disk.
    #[must_use]
    pub fn is_on_disk(&self) -> bool {
        let state = self.lock();
        state.given == state.done
    }

    /// What keeps it from the disk, in words.
    #[must_use]
    pub fn trouble(&self) -> Option<String> {
        self.lock().refusal.clone()
    }

    /// Takes the thing to say once, such as a damaged store that was put aside.
    #[must_use]
    pub fn take_notice(&self) -> Option<String> {
        self.lock().notice.take()
    }

    /// Waits until everything is on disk, or the time is over; says whether it is.
    #[must_use]
    pub fn wait(&self, most: Duration) -> bool {
        self.waiter().wait(most)
    }

    /// What waits for it on another thread.
    #[must_use]
    pub fn waiter(&self) -> Waiter {
        Waiter(Arc::clone(&self.shared))
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        locked(&self.shared)
    }
}

/// Waits for a keeper, wherever it is.
pub struct Waiter(Arc<Shared>);

impl Waiter {
    /// Waits until everything given is on disk, or the time is over; says whether it is.
    #[must_use]
    pub fn wait(&self, most: Duration) -> bool {
        let until = Instant::now() + most;
        let mut state = locked(&self.0);
        while state.given != state.done {
            let Some(left) = until.checked_duration_since(Instant::now()) else {
                return false;
            };
            state = self.0.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        true
    }
}

impl<S> Drop for Keeper<S> {
    /// A store that refuses does not hold the program back.
    fn drop(&mut self) {
        self.send = None;
        let is_trouble = locked(&self.shared).refusal.is_some();
        if let Some(thread) = self.thread.take().filter(|_| !is_trouble) {
            let _ = thread.join();
        }
    }
}

fn locked(shared: &Shared) -> MutexGuard<'_, Kept> {
    shared.state.lock().unwrap_or_else(PoisonError::into_inner)
}

fn run<S: Keep>(path: &Path, jobs: &Receiver<Job<S>>, shared: &Shared, wake: &dyn Fn()) {
    let mut waiting: VecDeque<Job<S>> = VecDeque::new();
    let mut store: Option<S> = None;
    loop {
        let next =
            if waiting.is_empty() { jobs.recv().map_err(|_| RecvTimeoutError::Disconnected) } else { jobs.recv_timeout(RETRY) };
        let is_over = matches!(next, Err(RecvTimeoutError::Disconnected));
        waiting.extend(next);
        waiting.extend(jobs.try_iter());
        let result = work(path, &mut store, &mut waiting, shared);
        locked(shared).refusal = result.err().map(|error| error.to_string());
        shared.changed.notify_all();
        wake();
        if is_over {
            return;
        }
    }
}

/// Does what is waiting, in order, up to the first refusal.
fn work<S: Keep>(path: &Path, store: &mut Option<S>, waiting: &mut VecDeque<Job<S>>, shared: &Shared) -> Result<(), RecordError> {
    let mut has_begun_again = false;
    while let Some(job) = waiting.front_mut() {
        if !path.exists() {
            // On some systems a removed file can be written to for ever.
            *store = None;
        }
        let there = if let Some(there) = store {
            there
        } else {
            let (opened, aside) = S::open_or_put_aside(path)?;
            if let Some(aside) = aside {
                locked(shared).notice = Some(S::put_aside_in_words(&aside));
            }
            store.insert(opened)
        };
        match job(there) {
            Ok(()) => {
                waiting.pop_front();
                locked(shared).done += 1;
            }
            // Damage can show long after a store was opened: it is put aside all the same.
            Err(RecordError::Damaged) if !has_begun_again => {
                *store = None;
                let aside = put_aside(path)?;
                locked(shared).notice = Some(S::put_aside_in_words(&aside));
                has_begun_again = true;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

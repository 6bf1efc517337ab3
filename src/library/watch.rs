//! Watches the library, so that a change made outside shows at once.

use super::{kept::OWN, own_writes, ron_files};
use notify::{PollWatcher, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, NoCache, new_debouncer_opt};
use std::{
    collections::BTreeSet,
    fmt,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// Changes in so short a time are told as one.
const TOGETHER: Duration = Duration::from_millis(200);
/// How often a folder that cannot be watched is looked through.
const POLL: Duration = Duration::from_secs(2);

/// A watch on a library's trees, drafts and claims; it ends when it is dropped.
pub struct Watch {
    folder: PathBuf,
    heard: Heard,
    eyes: Mutex<Eyes>,
}

/// What looks.
struct Eyes {
    kind: Debouncing,
    /// Folders looked at already.
    on: Vec<PathBuf>,
}

enum Debouncing {
    /// The system tells.
    Told(Debouncer<RecommendedWatcher, NoCache>),
    /// The system does not tell here, so the files are looked through.
    Polled(Debouncer<PollWatcher, NoCache>),
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch").field("folder", &self.folder).finish_non_exhaustive()
    }
}

/// What is called when something has changed.
type Wake = Box<dyn Fn() + Send>;

impl Watch {
    /// Begins to watch. `wake` is called, on another thread, when something has changed.
    ///
    /// # Errors
    /// In words, when the folder can neither be watched nor looked through.
    pub fn new(folder: &Path, wake: Wake) -> Result<Self, String> {
        is_there(folder)?;
        let heard = Heard::new(wake);
        match Debouncing::told(folder, &heard).or_else(|_| Debouncing::polled(folder, &heard)) {
            Ok(eyes) => Ok(Self::with(folder, heard, eyes)),
            Err(error) => Err(in_words(folder, &error)),
        }
    }

    /// The same by looking through the folder again and again, for places where the system tells nothing.
    ///
    /// # Errors
    /// In words, when the folder cannot be looked through.
    pub fn polling(folder: &Path, wake: Wake) -> Result<Self, String> {
        is_there(folder)?;
        let heard = Heard::new(wake);
        let eyes = Debouncing::polled(folder, &heard).map_err(|error| in_words(folder, &error))?;
        Ok(Self::with(folder, heard, eyes))
    }

    fn with(folder: &Path, heard: Heard, eyes: Debouncing) -> Self {
        let watch = Self { folder: folder.to_owned(), heard, eyes: Mutex::new(Eyes { kind: eyes, on: Vec::new() }) };
        watch.look_deeper(|_| ());
        watch
    }

    /// The files that were changed by others since this was last asked. What this program wrote is left out.
    #[must_use]
    pub fn changed(&self) -> Vec<PathBuf> {
        // What was put into a new folder before it was looked at has not been heard of.
        self.look_deeper(|folder| locked(&self.heard.changed).extend(ron_files(folder).unwrap_or_default()));
        let paths = std::mem::take(&mut *locked(&self.heard.changed));
        paths.into_iter().filter(|path| path.extension().is_some() && !own_writes::is_own(path)).collect()
    }

    /// Evenkeel's own folders may come into being later.
    fn look_deeper(&self, is_new: impl Fn(&Path)) {
        let mut eyes = locked(&self.eyes);
        let own = self.folder.join(OWN);
        for folder in [own.join("drafts"), own.join("claims"), own] {
            if !eyes.on.contains(&folder) && folder.is_dir() && eyes.kind.watch(&folder) {
                is_new(&folder);
                eyes.on.push(folder);
            }
        }
    }
}

impl Debouncing {
    fn told(folder: &Path, heard: &Heard) -> notify::Result<Self> {
        let heard = heard.clone();
        let hear = move |events: DebounceEventResult| heard.hear(events);
        let mut eyes = new_debouncer_opt(TOGETHER, None, hear, NoCache::new(), notify::Config::default())?;
        eyes.watch(folder, RecursiveMode::NonRecursive)?;
        Ok(Self::Told(eyes))
    }

    fn polled(folder: &Path, heard: &Heard) -> notify::Result<Self> {
        let heard = heard.clone();
        let hear = move |events: DebounceEventResult| heard.hear(events);
        let config = notify::Config::default().with_poll_interval(POLL);
        let mut eyes = new_debouncer_opt(TOGETHER, None, hear, NoCache::new(), config)?;
        eyes.watch(folder, RecursiveMode::NonRecursive)?;
        Ok(Self::Polled(eyes))
    }

    fn watch(&mut self, folder: &Path) -> bool {
        match self {
            Self::Told(eyes) => eyes.watch(folder, RecursiveMode::NonRecursive).is_ok(),
            Self::Polled(eyes) => eyes.watch(folder, RecursiveMode::NonRecursive).is_ok(),
        }
    }
}

/// What was heard and not asked for yet.
#[derive(Clone)]
struct Heard {
    changed: Arc<Mutex<BTreeSet<PathBuf>>>,
    wake: Arc<Mutex<Wake>>,
}

impl Heard {
    fn new(wake: Wake) -> Self {
        Self { changed: Arc::default(), wake: Arc::new(Mutex::new(wake)) }
    }

    fn hear(&self, events: DebounceEventResult) {
        let Ok(events) = events else { return };
        let written = events.iter().filter(|event| !event.kind.is_access());
        let paths = written.flat_map(|event| &event.paths).filter(|path| is_meant(path));
        let paths: BTreeSet<PathBuf> = paths.filter(|path| !own_writes::is_own(path)).cloned().collect();
        if !paths.is_empty() {
            locked(&self.changed).extend(paths);
            locked(&self.wake)();
        }
    }
}

/// A folder that is not there would be waited for in vain.
fn is_there(folder: &Path) -> Result<(), String> {
    if folder.is_dir() {
        return Ok(());
    }
    Err(format!("{} cannot be watched: there is no such folder", folder.display()))
}

fn in_words(folder: &Path, error: &notify::Error) -> String {
    format!("{} cannot be watched ({error}); changes made outside show after opening it again", folder.display())
}

/// Trees, drafts, claims, and the folders they lie in; not what stands there for a moment while a file is written.
fn is_meant(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let is_folder = name == OWN || name == "drafts" || name == "claims";
    // A folder of Evenkeel's own has come into being: it is looked at from then on.
    is_folder || (path.extension().is_some_and(|extension| extension == "ron") && !name.starts_with('.'))
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

//! Watches the library, so that a change made outside shows at once.

use super::{kept::OWN, own_writes};
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
    changed: Arc<Mutex<BTreeSet<PathBuf>>>,
    eyes: Mutex<Eyes>,
}

/// What looks.
struct Eyes {
    kind: Kind,
    /// Folders looked at already.
    on: Vec<PathBuf>,
}

enum Kind {
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

impl Watch {
    /// Begins to watch. `wake` is called, on another thread, when something has changed.
    ///
    /// # Errors
    /// In words, when the folder can neither be watched nor looked through.
    pub fn new(folder: &Path, wake: Box<dyn Fn() + Send>) -> Result<Self, String> {
        let changed = Arc::new(Mutex::new(BTreeSet::new()));
        let wake: Arc<Mutex<Box<dyn Fn() + Send>>> = Arc::new(Mutex::new(wake));
        let heard = |changed: &Arc<Mutex<BTreeSet<PathBuf>>>| {
            let (changed, wake) = (Arc::clone(changed), Arc::clone(&wake));
            move |events: DebounceEventResult| hear(events, &changed, &wake)
        };
        let config = notify::Config::default().with_poll_interval(POLL);
        let told = new_debouncer_opt(TOGETHER, None, heard(&changed), NoCache::new(), config).ok();
        let told = told.and_then(|mut told: Debouncer<RecommendedWatcher, NoCache>| {
            told.watch(folder, RecursiveMode::NonRecursive).ok().map(|()| Kind::Told(told))
        });
        let kind = match told {
            Some(told) => told,
            None => Self::polled(folder, heard(&changed), config)?,
        };
        let watch = Self { folder: folder.to_owned(), changed, eyes: Mutex::new(Eyes { kind, on: Vec::new() }) };
        watch.look_deeper();
        Ok(watch)
    }

    fn polled(
        folder: &Path,
        heard: impl FnMut(DebounceEventResult) + Send + 'static,
        config: notify::Config,
    ) -> Result<Kind, String> {
        let in_words = |error: notify::Error| {
            format!("{} cannot be watched ({error}); changes made outside show after opening it again", folder.display())
        };
        let mut polled: Debouncer<PollWatcher, NoCache> =
            new_debouncer_opt(TOGETHER, None, heard, NoCache::new(), config).map_err(in_words)?;
        polled.watch(folder, RecursiveMode::NonRecursive).map_err(in_words)?;
        Ok(Kind::Polled(polled))
    }

    /// The files that were changed by others since this was last asked. What this program wrote is left out.
    #[must_use]
    pub fn changed(&self) -> Vec<PathBuf> {
        self.look_deeper();
        let paths = std::mem::take(&mut *locked(&self.changed));
        paths.into_iter().filter(|path| !own_writes::is_own(path)).collect()
    }

    /// Evenkeel's own folders may come into being later.
    fn look_deeper(&self) {
        let mut eyes = locked(&self.eyes);
        let own = self.folder.join(OWN);
        for folder in [own.join("drafts"), own.join("claims"), own] {
            if !eyes.on.contains(&folder) && folder.is_dir() && eyes.kind.watch(&folder) {
                eyes.on.push(folder);
            }
        }
    }
}

impl Kind {
    fn watch(&mut self, folder: &Path) -> bool {
        match self {
            Self::Told(eyes) => eyes.watch(folder, RecursiveMode::NonRecursive).is_ok(),
            Self::Polled(eyes) => eyes.watch(folder, RecursiveMode::NonRecursive).is_ok(),
        }
    }
}

fn hear(events: DebounceEventResult, changed: &Mutex<BTreeSet<PathBuf>>, wake: &Mutex<Box<dyn Fn() + Send>>) {
    let Ok(events) = events else { return };
    let written = events.iter().filter(|event| !event.kind.is_access());
    let paths = written.flat_map(|event| &event.paths).filter(|path| is_meant(path));
    let paths: BTreeSet<PathBuf> = paths.filter(|path| !own_writes::is_own(path)).cloned().collect();
    if !paths.is_empty() {
        locked(changed).extend(paths);
        locked(wake)();
    }
}

/// Trees, drafts, claims, and the folders they lie in; not what stands there for a moment while a file is written.
fn is_meant(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let is_folder = name == OWN || name == "drafts" || name == "claims";
    is_folder || (path.extension().is_some_and(|extension| extension == "ron") && !name.starts_with('.'))
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

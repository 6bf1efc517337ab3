//! Who edits a tree: one editor at a time, the others read or take over.
//!
//! The claim is a file with a name in it, and a lock that the system gives back however its process ends.

use super::{
    FileError,
    kept::{Kept, claims, drafts, sweep},
    read_text, write_atomically,
};
use crate::tree::options;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
    time::Duration,
};

/// How often, and how long apart, a turn is asked for: two seconds in all.
const PATIENCE: u32 = 100;
const MOMENT: Duration = Duration::from_millis(20);

/// Somebody at a machine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Who {
    /// The person's name.
    pub name: String,
    /// The machine's name.
    pub host: String,
}

/// What became of a claim.
#[derive(Debug)]
pub enum Claim {
    /// This window edits the tree for as long as the guard is kept.
    Mine(ClaimGuard),
    /// Somebody else does.
    Held(Holder),
}

/// Who edits a tree, since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The person's name.
    pub by: String,
    /// The machine.
    pub host: String,
    /// Since when.
    pub since: Timestamp,
}

/// Held while this window edits a tree.
#[derive(Debug)]
pub struct ClaimGuard {
    path: PathBuf,
    lock: PathBuf,
    number: u64,
    // Held open for the lock that lies on it.
    _file: Option<File>,
}

/// The file of a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Written {
    by: String,
    host: String,
    process: u32,
    since: Timestamp,
    /// Counts the claims on this tree; it names the lock.
    number: u64,
}

/// Claims a tree for editing. A claim whose process is gone counts no more.
///
/// # Errors
/// When the folder cannot be written to: the tree is then for reading only.
pub fn claim(folder: &Path, id: &str, who: &Who, now: Timestamp) -> Result<Claim, FileError> {
    let kept = Kept::of(folder, id)?;
    let _turn = Turn::take(&claims(folder));
    let old = read(&kept.claim());
    if let Some(old) = &old
        && is_held(kept, old, who)
    {
        return Ok(Claim::Held(Holder { by: old.by.clone(), host: old.host.clone(), since: old.since }));
    }
    begin(folder, id, old.as_ref(), who, now).map(Claim::Mine)
}

/// Takes a tree over from whoever edits it; they find out by [`still_mine`].
///
/// # Errors
/// When the folder cannot be written to.
pub fn take_over(folder: &Path, id: &str, who: &Who, now: Timestamp) -> Result<ClaimGuard, FileError> {
    let path = Kept::of(folder, id)?.claim();
    let _turn = Turn::take(&claims(folder));
    begin(folder, id, read(&path).as_ref(), who, now)
}

/// Whether nobody has taken the tree over since; asked before each write.
#[must_use]
pub fn still_mine(guard: &ClaimGuard) -> bool {
    read(&guard.path).is_some_and(|written| written.number == guard.number && written.process == std::process::id())
}

/// Who edits a tree at this moment, for a list.
#[must_use]
pub fn holder(folder: &Path, id: &str, who: &Who) -> Option<Holder> {
    let kept = Kept::of(folder, id).ok()?;
    let written = read(&kept.claim())?;
    is_held(kept, &written, who).then_some(Holder { by: written.by, host: written.host, since: written.since })
}

impl Drop for ClaimGuard {
    fn drop(&mut self) {
        if still_mine(self) {
            let _ = fs::remove_file(&self.path);
        }
        let _ = fs::remove_file(&self.lock);
    }
}

/// Whether the process behind a claim is still there. Of another machine it cannot be told, so its claim stands.
fn is_held(kept: Kept, written: &Written, who: &Who) -> bool {
    let lock = kept.claim_lock(written.number);
    match File::open(&lock).map(|file| file.try_lock()) {
        Ok(Err(TryLockError::WouldBlock)) => true,
        // Free, or gone: on this machine that means nobody is there. Where locks cannot be had nobody can tell.
        Ok(Ok(())) | Err(_) => written.host != who.host,
        Ok(Err(TryLockError::Error(_))) => true,
    }
}

fn begin(folder: &Path, id: &str, old: Option<&Written>, who: &Who, now: Timestamp) -> Result<ClaimGuard, FileError> {
    let kept = Kept::of(folder, id)?;
    let number = old.map_or(0, |old| old.number) + 1;
    let written = Written { by: who.name.clone(), host: who.host.clone(), process: std::process::id(), since: now, number };
    let text = options().to_string_pretty(&written, ron::ser::PrettyConfig::new().struct_names(true)).unwrap_or_default();
    let (path, lock) = (kept.claim(), kept.claim_lock(number));
    fs::create_dir_all(claims(folder)).map_err(|error| FileError::system(&path, &error))?;
    // Locked before its number is known, so that nobody takes it for the lock of a process that is gone.
    let file = File::create(&lock).ok().filter(|file| !matches!(file.try_lock(), Err(TryLockError::WouldBlock)));
    write_atomically(&path, text.as_bytes())?;
    sweep(&drafts(folder), &format!("{id}."));
    if let Some(old) = old {
        // What a dead process left; a living one has it open, and no further use for its name.
        let _ = fs::remove_file(kept.claim_lock(old.number));
    }
    Ok(ClaimGuard { path, lock, number, _file: file })
}

fn read(path: &Path) -> Option<Written> {
    options().from_str(&read_text(path).ok()?).ok()
}

/// Keeps two windows from doing the same in the same moment.
#[derive(Debug)]
pub(super) struct Turn(#[expect(dead_code, reason = "held open for the lock that lies on it")] Option<File>);

impl Turn {
    /// Waits for its turn in that folder; nothing when somebody else keeps it for longer than any work takes. Where
    /// locks cannot be had there is no waiting.
    pub fn take(folder: &Path) -> Option<Self> {
        let file = fs::create_dir_all(folder).and_then(|()| File::create(folder.join("turn.lock"))).ok();
        let Some(file) = file else { return Some(Self(None)) };
        for _ in 0..PATIENCE {
            match file.try_lock() {
                Ok(()) => return Some(Self(Some(file))),
                Err(TryLockError::Error(_)) => return Some(Self(None)),
                Err(TryLockError::WouldBlock) => std::thread::sleep(MOMENT),
            }
        }
        None
    }
}

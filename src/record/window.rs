//! One call, one window: a lock that the system gives back however the window ends.

use std::{
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
};

/// Held while a call is open in this window.
#[derive(Debug)]
pub struct CallLock {
    path: PathBuf,
    // Held open for the lock that lies on it.
    _file: File,
}

impl CallLock {
    /// Takes a call for this window; nothing when another window has it.
    #[must_use]
    pub fn take(home: &Path, call: &str) -> Option<Self> {
        let path = place(home, call);
        fs::create_dir_all(path.parent()?).ok()?;
        let file = File::create(&path).ok()?;
        match file.try_lock() {
            // Where locks cannot be had at all the call is not held back.
            Ok(()) | Err(TryLockError::Error(_)) => Some(Self { path, _file: file }),
            Err(TryLockError::WouldBlock) => None,
        }
    }
}

impl Drop for CallLock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// Whether another window has the call.
#[must_use]
pub fn is_open_elsewhere(home: &Path, call: &str) -> bool {
    let Ok(file) = File::open(place(home, call)) else {
        return false;
    };
    matches!(file.try_lock(), Err(TryLockError::WouldBlock))
}

fn place(home: &Path, call: &str) -> PathBuf {
    home.join("open").join(format!("{call}.lock"))
}

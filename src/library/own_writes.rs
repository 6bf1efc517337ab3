//! What this program wrote itself, so that the watch on the library does not report it as a change from outside.

use super::{FileError, files::read_file, write_atomically};
use crate::call::hash;
use std::{
    collections::HashMap,
    fs, io,
    path::{Path, PathBuf},
    sync::{LazyLock, Mutex, PoisonError},
};

/// For each file the hash of what was last written; nothing where it was removed.
static WRITTEN: LazyLock<Mutex<HashMap<PathBuf, Option<String>>>> = LazyLock::new(Mutex::default);

/// Writes a text of the library in one move.
pub(super) fn write(path: &Path, text: &str) -> Result<(), FileError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| FileError::system(folder, &error))?;
    }
    // Noted before it is there: the watch may be quicker than the return of the call.
    note(path, Some(hash(text)));
    write_atomically(path, text.as_bytes())
}

/// Removes a file of the library; one that is not there is as good as removed.
pub(super) fn remove(path: &Path) -> Result<(), FileError> {
    note(path, None);
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(FileError::system(path, &error)),
        _ => Ok(()),
    }
}

/// Whether a file stands as this program left it.
pub(super) fn is_own(path: &Path) -> bool {
    let written = WRITTEN.lock().unwrap_or_else(PoisonError::into_inner).get(&place(path)).cloned();
    match (written, read_file(path)) {
        (Some(Some(own)), Ok(bytes)) => own == hash(&String::from_utf8_lossy(&bytes)),
        (Some(None), Err(_)) => !path.exists(),
        _ => false,
    }
}

fn note(path: &Path, hash: Option<String>) {
    WRITTEN.lock().unwrap_or_else(PoisonError::into_inner).insert(place(path), hash);
}

/// One name for a file, however its folder was named.
fn place(path: &Path) -> PathBuf {
    let folder = path.parent().and_then(|folder| fs::canonicalize(folder).ok());
    match (folder, path.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}

//! Reading and writing single files.

use crate::tree::{Document, Trouble, read_bytes};
use std::{
    fs, io,
    io::Write as _,
    path::{Path, PathBuf},
};
use thiserror::Error;

/// The largest file that is read, in bytes.
const LARGEST: u64 = 64 << 20;

/// Why a file cannot be had.
#[derive(Debug, Error)]
pub enum FileError {
    /// The system refused.
    #[error("{}: {what}", .path.display())]
    System {
        /// The file.
        path: PathBuf,
        /// What the system said, in words.
        what: String,
    },
    /// The file is there and holds no tree.
    #[error("{} is not a tree", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Its text, as far as it is text.
        text: String,
        /// What is wrong with it.
        troubles: Vec<Trouble>,
    },
}

impl FileError {
    pub(super) fn system(path: &Path, error: &io::Error) -> Self {
        let what = match error.kind() {
            io::ErrorKind::NotFound => "there is no such file".to_owned(),
            io::ErrorKind::PermissionDenied => "this user may not open it".to_owned(),
            io::ErrorKind::StorageFull => "the disk is full".to_owned(),
            _ => error.to_string(),
        };
        Self::System { path: path.to_owned(), what }
    }

    pub(super) fn refused(path: &Path, what: &str) -> Self {
        Self::System { path: path.to_owned(), what: what.to_owned() }
    }
}

/// Reads a file's bytes; devices, pipes and folders are refused before they are opened.
///
/// # Errors
/// When it cannot be had, or is larger than any file of this program.
pub fn read_file(path: &Path) -> Result<Vec<u8>, FileError> {
    let about = fs::metadata(path).map_err(|error| FileError::system(path, &error))?;
    if about.is_dir() {
        return Err(FileError::refused(path, "this is a folder, and a file was expected"));
    }
    if !about.is_file() {
        return Err(FileError::refused(path, "this is a device or a pipe, and a file was expected"));
    }
    if about.len() > LARGEST {
        return Err(FileError::refused(path, "this is larger than 64 MB, and no tree is"));
    }
    fs::read(path).map_err(|error| FileError::system(path, &error))
}

/// Reads a file as text.
///
/// # Errors
/// When it cannot be had, or is not UTF-8.
pub fn read_text(path: &Path) -> Result<String, FileError> {
    String::from_utf8(read_file(path)?).map_err(|_| FileError::refused(path, "this is not UTF-8 text"))
}

/// Reads a tree from its file.
///
/// # Errors
/// When the file cannot be had, or holds no tree: then with every trouble and its place.
pub fn read_tree(path: &Path) -> Result<Document, FileError> {
    let bytes = read_file(path)?;
    read_bytes(&bytes).map_err(|troubles| FileError::Unreadable {
        path: path.to_owned(),
        text: String::from_utf8_lossy(&bytes).into_owned(),
        troubles,
    })
}

/// What is wrong with a file, a line for each trouble with its place; no more than are read in one go.
#[must_use]
pub fn troubles_in_words(path: &Path, troubles: &[Trouble]) -> String {
    let first = troubles.iter().take(5).map(|trouble| {
        let help = if trouble.help.is_empty() { String::new() } else { format!(" ({})", trouble.help) };
        format!("{}:{}:{}: {}{help}", path.display(), trouble.place.line, trouble.place.column, trouble.message)
    });
    first.collect::<Vec<_>>().join("\n")
}

/// The `.ron` files that a path means: itself, or those directly in the folder, by name.
///
/// # Errors
/// When the path cannot be had.
pub fn ron_files(path: &Path) -> Result<Vec<PathBuf>, FileError> {
    let about = fs::metadata(path).map_err(|error| FileError::system(path, &error))?;
    if !about.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = fs::read_dir(path).map_err(|error| FileError::system(path, &error))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "ron") && !path.is_dir())
        .filter(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')))
        .collect();
    files.sort();
    Ok(files)
}

/// Puts a file in the place of another in one move, so that a reader sees the old or the new one whole.
///
/// # Errors
/// When the system refuses; the old file then stands.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let write = || {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut file = atomic_write_file::AtomicWriteFile::open(path)?;
        file.write_all(bytes)?;
        file.commit()
    };
    write().map_err(|error| FileError::system(path, &error))
}

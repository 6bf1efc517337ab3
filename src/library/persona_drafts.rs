//! The work in hand on a library's own customers: one draft a customer and author, in place within half a second.

use super::{FileError, Folders, kept::Kept, read_text, ron_files, write_atomically};
use crate::{call::hash, tree::options};
use jiff::Timestamp;
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

/// The work in hand on one customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonaDraft {
    /// Its name: the customer's, or one for what was never saved.
    pub of: String,
    /// Who writes it.
    pub by: String,
    /// When it was last kept.
    pub kept: Timestamp,
    /// The text of the customer's file when it began; nothing where there was none.
    pub base: Option<String>,
    /// The text as it stands; it may be in the middle of an edit and not read as a customer.
    pub text: String,
}

/// Keeps the work in hand, in one move.
///
/// # Errors
/// When the name is no file's name, or the disk refuses; what was kept before then stands.
pub fn keep_persona_draft(folders: &Folders, draft: &PersonaDraft) -> Result<(), FileError> {
    let path = place(folders, &draft.of, &draft.by)?;
    let text = options().to_string_pretty(draft, PrettyConfig::new().struct_names(true)).unwrap_or_default();
    write_atomically(&path, text.as_bytes())
}

/// The work that somebody has in hand on a customer, if there is any that can be read.
#[must_use]
pub fn persona_draft(folders: &Folders, of: &str, by: &str) -> Option<PersonaDraft> {
    read(&place(folders, of, by).ok()?)
}

/// The names of all that somebody has in hand.
#[must_use]
pub fn persona_drafts(folders: &Folders, by: &str) -> BTreeSet<String> {
    let drafts = ron_files(&folder(folders)).unwrap_or_default();
    let theirs = drafts.iter().filter_map(|path| read(path)).filter(|draft| author(&draft.by) == author(by));
    theirs.map(|draft| draft.of).collect()
}

/// Takes the work in hand away; where there is none, nothing happens.
///
/// # Errors
/// When the disk refuses.
pub fn drop_persona_draft(folders: &Folders, of: &str, by: &str) -> Result<(), FileError> {
    let path = place(folders, of, by)?;
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(FileError::system(&path, &error)),
        _ => Ok(()),
    }
}

fn folder(folders: &Folders) -> PathBuf {
    folders.personas().join("drafts")
}

/// Two authors of one library do not write over each other's drafts.
fn place(folders: &Folders, of: &str, by: &str) -> Result<PathBuf, FileError> {
    let name = format!("{of}-{}", author(by));
    Ok(Kept::of(&folder(folders), &name)?.live())
}

fn author(by: &str) -> String {
    hash(&by.trim().to_lowercase())[..12].to_owned()
}

fn read(path: &Path) -> Option<PersonaDraft> {
    options().from_str(&read_text(path).ok()?).ok()
}

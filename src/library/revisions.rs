//! What was live before: a file a revision, and a log that says who published it, when and why.

use super::{FileError, files::read_file, kept::Kept, own_writes, read_text, read_tree, ron_files};
use crate::{check::voice::BadWords, tree::Status};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// One publication of a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Its number, as it stands in the tree.
    pub number: u32,
    /// When it was published; of one that was not published here, when its file was last written.
    pub when: Timestamp,
    /// Who published it; empty where nobody here did.
    pub who: String,
    /// The reason given.
    pub reason: String,
    /// What it answers: a flagged line, a finding.
    pub answers: Option<String>,
    /// The errors of wording that it brought, and why they may stand.
    pub wording: Option<PassedWords>,
    /// The file with its text.
    pub path: PathBuf,
    /// Whether it was offered to agents.
    pub status: Status,
}

/// Errors of wording that went out, with the reason for those who review it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedWords {
    /// Why.
    pub why: String,
    /// The words.
    pub words: Vec<BadWords>,
}

/// What brought a revision about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Cause {
    /// It was there before the first publication.
    #[default]
    Found,
    /// A draft was published.
    Draft,
    /// Words were changed in what is live.
    QuickFix,
    /// An earlier text was published again.
    RollBack,
    /// Only the status changed.
    Status,
    /// The publication before was undone.
    TakeBack,
}

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    pub number: u32,
    pub when: Timestamp,
    pub who: String,
    pub reason: String,
    #[serde(default)]
    pub answers: Option<String>,
    pub status: Status,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<PassedWords>,
    #[serde(default)]
    pub cause: Cause,
    /// The number of what was live before; nothing for the first.
    #[serde(default)]
    pub before: Option<u32>,
}

/// The revisions of a tree, the newest first; the first of them is what stands in the library now.
#[must_use]
pub fn revisions(folder: &Path, id: &str) -> Vec<Revision> {
    let Ok(kept) = Kept::of(folder, id) else {
        return Vec::new();
    };
    let now = read_tree(&kept.live()).ok().map(|document| document.tree().revision);
    let mut all: Vec<Revision> = entries(kept)
        .into_iter()
        .filter_map(|entry| {
            let path = if Some(entry.number) == now { kept.live() } else { kept.revision(entry.number) };
            path.exists().then_some(Revision {
                number: entry.number,
                when: entry.when,
                who: entry.who,
                reason: entry.reason,
                answers: entry.answers,
                wording: entry.wording,
                status: entry.status,
                path,
            })
        })
        .collect();
    all.sort_by_key(|revision| std::cmp::Reverse(revision.number));
    all.dedup_by_key(|revision| revision.number);
    all
}

/// The lines of the log, in order; a line that cannot be read is passed over.
pub(super) fn entries(kept: Kept) -> Vec<Entry> {
    let text = read_text(&kept.log()).unwrap_or_default();
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// The last line of the log.
pub(super) fn last_entry(kept: Kept) -> Option<Entry> {
    entries(kept).pop()
}

/// Adds lines that are not there yet.
pub(super) fn log(kept: Kept, new: &[&Entry]) -> Result<(), FileError> {
    let known = entries(kept);
    let path = kept.log();
    let mut text = if path.exists() { read_text(&path)? } else { String::new() };
    for entry in new.iter().filter(|entry| !known.contains(entry)) {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(&serde_json::to_string(entry).unwrap_or_default());
        text.push('\n');
    }
    own_writes::write(&path, &text)
}

/// The highest number that a revision of this tree has had.
pub(super) fn highest(kept: Kept) -> u32 {
    let logged = entries(kept).into_iter().map(|entry| entry.number);
    let files = ron_files(&kept.revisions()).unwrap_or_default();
    let filed = files.iter().filter_map(|path| path.file_stem()?.to_str()?.parse().ok());
    logged.chain(filed).max().unwrap_or(0)
}

/// Keeps the text that was live under its number; false where another text has that number already.
pub(super) fn keep_revision(kept: Kept, number: u32, text: &str) -> Result<bool, FileError> {
    let path = kept.revision(number);
    if path.exists() {
        return Ok(read_file(&path)? == text.as_bytes());
    }
    own_writes::write(&path, text).map(|()| true)
}

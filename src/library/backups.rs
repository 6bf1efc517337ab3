//! Dated copies of the work in hand: points an author set, automatic ones, and what was thrown away or replaced.

use super::{FileError, drafts::draft, keep_draft, kept::Kept, own_writes, read_text, ron_files};
use jiff::Timestamp;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Backups kept of one tree.
const MOST: usize = 50;
/// Of these, automatic ones that an author's points do not push out.
const AUTOMATIC_KEPT: usize = 5;
/// Seconds between automatic backups.
const AUTOMATIC_EVERY: i64 = 600;
/// How a moment is written in a file's name.
const STAMP: &str = "%Y-%m-%dT%H-%M-%SZ";
/// The length of that.
const STAMP_LENGTH: usize = "2026-11-25T14-02-11Z".len();

/// Why a backup was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackupKind {
    /// The author set it.
    Point,
    /// It was made along the way.
    Automatic,
    /// The draft was thrown away.
    Discarded,
    /// Another text took its place.
    Replaced,
}

impl BackupKind {
    const ALL: [Self; 4] = [Self::Point, Self::Automatic, Self::Discarded, Self::Replaced];

    /// The kind in words, for a list.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Point => "Point",
            Self::Automatic => "Automatic",
            Self::Discarded => "Discarded",
            Self::Replaced => "Replaced",
        }
    }

    fn in_name(self) -> &'static str {
        match self {
            Self::Point => "",
            Self::Automatic => "-automatic",
            Self::Discarded => "-discarded",
            Self::Replaced => "-replaced",
        }
    }
}

/// One backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// The moment whose text it holds.
    pub when: Timestamp,
    /// Why it was made.
    pub kind: BackupKind,
    /// Its file; reading it is the preview.
    pub path: PathBuf,
}

/// Keeps the work in hand as a dated point, and as the draft.
///
/// # Errors
/// When the disk refuses.
pub fn keep_point(folder: &Path, id: &str, text: &str, by: &str, now: Timestamp) -> Result<(), FileError> {
    let base = draft(folder, id)?.map_or_else(
        || read_text(&Kept::of(folder, id).ok()?.live()).ok(),
        |draft| draft.base.map(|base| base.as_ref().to_owned()),
    );
    keep_draft(folder, id, text, base.as_deref(), by, now)?;
    keep_backup(folder, id, text, BackupKind::Point, now)
}

/// Keeps a text that another takes the place of among the backups.
///
/// # Errors
/// When the disk refuses.
pub fn put_aside(folder: &Path, id: &str, text: &str, now: Timestamp) -> Result<(), FileError> {
    keep_backup(folder, id, text, BackupKind::Replaced, now)
}

/// The backups of a tree, the newest first.
#[must_use]
pub fn backups(folder: &Path, id: &str) -> Vec<Backup> {
    let files = Kept::of(folder, id).map(|kept| ron_files(&kept.backups()).unwrap_or_default()).unwrap_or_default();
    // By name they stand in the order of their moments.
    files.into_iter().rev().filter_map(from_path).collect()
}

/// Brings a backup back as the draft; the draft that was there goes among the backups.
///
/// # Errors
/// When the backup cannot be read or the disk refuses.
pub fn restore_backup(folder: &Path, id: &str, backup: &Backup, by: &str, now: Timestamp) -> Result<String, FileError> {
    let text = read_text(&backup.path)?;
    let base = match draft(folder, id)? {
        Some(draft) => {
            keep_backup(folder, id, &draft.text, BackupKind::Replaced, now)?;
            draft.base
        }
        None => read_text(&Kept::of(folder, id)?.live()).ok().map(Into::into),
    };
    keep_draft(folder, id, &text, base.as_deref(), by, now)?;
    Ok(text)
}

/// Keeps a text as of that moment, and lets the oldest go where there are too many.
pub(super) fn keep_backup(folder: &Path, id: &str, text: &str, kind: BackupKind, when: Timestamp) -> Result<(), FileError> {
    let place = Kept::of(folder, id)?.backups();
    let stamp = when.strftime(STAMP);
    let mut path = place.join(format!("{stamp}{}.ron", kind.in_name()));
    let mut further = 2;
    while path.exists() {
        if read_text(&path).is_ok_and(|there| there == text) {
            return Ok(());
        }
        path = place.join(format!("{stamp}{}-{further}.ron", kind.in_name()));
        further += 1;
    }
    own_writes::write(&path, text)?;
    thin_out(backups(folder, id), &path);
    Ok(())
}

/// Keeps an automatic backup of a text as of that moment, where the newest of any kind is old enough.
pub(super) fn keep_automatic(folder: &Path, id: &str, text: &str, when: Timestamp) -> Result<(), FileError> {
    let newest = backups(folder, id).first().map(|backup| backup.when);
    if newest.is_some_and(|newest| (when.as_second() - newest.as_second()).abs() < AUTOMATIC_EVERY) {
        return Ok(());
    }
    keep_backup(folder, id, text, BackupKind::Automatic, when)
}

/// Automatic ones go first, the oldest of them first; the one just made stays.
fn thin_out(mut all: Vec<Backup>, just_made: &Path) {
    while all.len() > MOST {
        let is_automatic = |backup: &Backup| backup.kind == BackupKind::Automatic;
        let many = all.iter().filter(|backup| is_automatic(backup)).count() > AUTOMATIC_KEPT;
        let goes = all.iter().rposition(|backup| backup.path != just_made && is_automatic(backup) == many);
        let Some(goes) = goes else { break };
        // One that cannot be removed is no reason to keep the author from working.
        let _ = fs::remove_file(&all.remove(goes).path);
    }
}

fn from_path(path: PathBuf) -> Option<Backup> {
    let name = path.file_stem()?.to_str()?;
    let stamp = name.get(..STAMP_LENGTH)?;
    let rest = &name[STAMP_LENGTH..];
    let when = jiff::civil::DateTime::strptime(STAMP, stamp).ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp();
    let is_kind = |kind: &BackupKind| {
        let further = rest.strip_prefix(kind.in_name());
        let is_number = |number: &str| number.bytes().all(|b| b.is_ascii_digit());
        further.is_some_and(|further| further.is_empty() || further.strip_prefix('-').is_some_and(is_number))
    };
    let kind = BackupKind::ALL.into_iter().find(is_kind)?;
    Some(Backup { when, kind, path })
}

//! A publication under way: decided once it is written down, and carried out in steps that can each be repeated.

use super::{
    FileError,
    backups::{BackupKind, keep_backup},
    claims::Turn,
    drafts::{draft, remove_draft},
    keep_draft,
    kept::{Kept, last_good, publishing},
    own_writes, read_text,
    revisions::{Entry, keep_revision, log},
    ron_files, write_atomically,
};
use crate::{
    call::hash,
    tree::{Status, options, read},
};
use serde::{Deserialize, Serialize};
use std::{fs, path::Path};

/// Everything that is needed to carry a publication out, also by another run of the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Journal {
    pub id: String,
    /// The text that becomes live.
    pub text: String,
    /// What was live before; nothing for a new tree.
    pub before: Option<Before>,
    /// The line of the log.
    pub entry: Entry,
    /// What becomes of the work in hand.
    pub draft: DraftThen,
}

/// What was live before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Before {
    /// The hash of its text.
    pub hash: String,
    /// Its line in the log.
    pub entry: Entry,
}

/// What becomes of the work in hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum DraftThen {
    /// It stays as it is.
    Stays,
    /// It has become live, and goes, if it still has this hash.
    Goes(String),
    /// It becomes another text that stands on what is live now, if it still has this hash; nothing where there was none.
    Becomes { was: Option<String>, text: String, by: String },
}

/// Writes a publication down, which decides it, and carries it out.
pub(super) fn carry_out(folder: &Path, journal: &Journal) -> Result<(), FileError> {
    let kept = Kept::of(folder, &journal.id)?;
    let text = options().to_string_pretty(journal, ron::ser::PrettyConfig::new().struct_names(true)).unwrap_or_default();
    write_atomically(&kept.publishing(), text.as_bytes())?;
    // Refused before anything became live, it did not happen; later, the next run goes on with it.
    if let Err(error) = put_live(folder, journal) {
        let _ = fs::remove_file(kept.publishing());
        return Err(error);
    }
    // It is live. What still fails is done by the next run.
    if let Err(error) = follow(folder, journal) {
        tracing::warn!(%error, "a publication is live and waits for its papers");
    }
    Ok(())
}

/// Goes on with publications that were cut off by a crash. Each is then whole, or did not happen.
///
/// Says in words what could not be carried out.
#[must_use]
pub fn finish_publications(folder: &Path) -> Vec<String> {
    let place = publishing(folder);
    if !place.is_dir() {
        return Vec::new();
    }
    let files = ron_files(&place).unwrap_or_default();
    if files.is_empty() {
        return Vec::new();
    }
    // A window that is publishing at this moment finishes its own.
    let Some(_turn) = Turn::take(&place) else {
        return Vec::new();
    };
    files.iter().filter(|path| path.exists()).filter_map(|path| finish(folder, path).err()).collect()
}

fn finish(folder: &Path, path: &Path) -> Result<(), String> {
    let text = read_text(path).map_err(|error| error.to_string())?;
    let journal: Journal = options().from_str(&text).map_err(|error| {
        format!("{} tells of a publication and cannot be read ({}); look at it and remove it", path.display(), error.code)
    })?;
    let kept = Kept::of(folder, &journal.id).map_err(|error| error.to_string())?;
    let live = read_text(&kept.live()).ok();
    let expected = journal.before.as_ref().map(|before| &before.hash);
    let now = live.as_deref().map(hash);
    if now.as_ref() != expected && live.as_deref() != Some(&journal.text) {
        // Somebody changed the file since. What they wrote stands, and the work goes on as a draft.
        return give_up(folder, &journal).map_err(|error| error.to_string());
    }
    let words = |error: FileError| format!("the publication of \"{}\" waits: {error}", journal.id);
    put_live(folder, &journal).map_err(words)?;
    follow(folder, &journal).map_err(words)
}

/// The old text to its number, the new text in its place.
fn put_live(folder: &Path, journal: &Journal) -> Result<(), FileError> {
    let kept = Kept::of(folder, &journal.id)?;
    let live = kept.live();
    if let Some(before) = &journal.before {
        let old = read_text(&live)?;
        if hash(&old) == before.hash && !keep_revision(kept, before.entry.number, &old)? {
            // Its number is taken by another text: it was changed outside, and lies among the backups.
            keep_backup(folder, &journal.id, &old, BackupKind::Replaced, before.entry.when)?;
        }
    }
    own_writes::write(&live, &journal.text)
}

/// What comes after the new text is live.
fn follow(folder: &Path, journal: &Journal) -> Result<(), FileError> {
    let kept = Kept::of(folder, &journal.id)?;
    let before = journal.before.as_ref().map(|before| &before.entry);
    let lines: Vec<&Entry> = before.into_iter().chain([&journal.entry]).collect();
    log(kept, &lines)?;
    let good = last_good(folder).join(format!("{}.ron", journal.id));
    if journal.entry.status == Status::Live {
        own_writes::write(&good, &journal.text)?;
    } else {
        own_writes::remove(&good)?;
    }
    let waiting = draft(folder, &journal.id)?;
    let hash_now = waiting.as_ref().map(|draft| hash(&draft.text));
    match &journal.draft {
        DraftThen::Stays => {}
        DraftThen::Goes(was) if hash_now.as_ref() == Some(was) => remove_draft(folder, &journal.id)?,
        DraftThen::Goes(_) => {}
        DraftThen::Becomes { was, text, by } => {
            let is_same = hash_now == *was || waiting.as_ref().is_some_and(|draft| draft.text == *text);
            if is_same {
                keep_draft(folder, &journal.id, text, Some(&journal.text), by, journal.entry.when)?;
            }
        }
    }
    own_writes::remove(&kept.publishing())
}

/// The work of a publication that can no longer be carried out stays in hand.
fn give_up(folder: &Path, journal: &Journal) -> Result<(), FileError> {
    let kept = Kept::of(folder, &journal.id)?;
    let when = journal.entry.when;
    if draft(folder, &journal.id)?.is_none() && read(&journal.text).is_ok() {
        keep_draft(folder, &journal.id, &journal.text, None, &journal.entry.who, when)?;
    } else {
        keep_backup(folder, &journal.id, &journal.text, BackupKind::Replaced, when)?;
    }
    own_writes::remove(&kept.publishing())
}

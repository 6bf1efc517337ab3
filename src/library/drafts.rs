//! The work in hand: one draft a tree, kept half a second after each edit, with the text it began from.

use super::{
    FileError,
    backups::{BackupKind, keep_automatic, keep_backup},
    kept::{Kept, drafts as drafts_folder},
    own_writes, read_text, ron_files,
};
use crate::{call::hash, tree::options};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::{fs, path::Path, sync::Arc};

/// The work in hand on one tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The tree.
    pub id: String,
    /// Its text as it was last kept; it may be in the middle of an edit and not read as a tree.
    pub text: String,
    /// When that was.
    pub kept: Timestamp,
    /// Who kept it.
    pub by: String,
    /// The live text it began from; nothing where there was none.
    pub base: Option<Arc<str>>,
}

/// What a list says of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftAbout {
    /// The tree.
    pub id: String,
    /// When it was last kept.
    pub kept: Timestamp,
    /// Who kept it.
    pub by: String,
    /// Whether it differs from what is live.
    pub differs: bool,
}

/// The file beside the draft.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct About {
    by: String,
    kept: Timestamp,
    /// The hash of the live text the draft began from.
    base: Option<String>,
    /// While the base changes: the draft as it was still stands on the base it had.
    #[serde(default)]
    before: Option<Before>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Before {
    text: String,
    base: Option<String>,
}

impl About {
    /// The base of that text: of the two that a change of base knows, the one that belongs to it.
    fn base_of(&self, text: &str) -> Option<&String> {
        match &self.before {
            Some(before) if before.text == hash(text) => before.base.as_ref(),
            _ => self.base.as_ref(),
        }
    }
}

/// Keeps the work in hand. `base` is the live text it began from. Every ten minutes the text that was there before
/// goes among the backups.
///
/// # Errors
/// When the disk refuses; the draft kept before then stands, and the same can be tried again.
pub fn keep_draft(folder: &Path, id: &str, text: &str, base: Option<&str>, by: &str, now: Timestamp) -> Result<(), FileError> {
    let kept = Kept::of(folder, id)?;
    let base_hash = base.map(hash);
    let about = About { by: by.to_owned(), kept: now, base: base_hash.clone(), before: None };
    let old = existing(&kept)?;
    let old_about = read_about(&kept);
    let old_base = old.as_ref().and_then(|old| old_about.as_ref()?.base_of(old).cloned());
    let is_new_base = old_about.is_none() || old_base != base_hash;
    if let (Some(base), Some(hash), true) = (base, &base_hash, is_new_base) {
        own_writes::write(&kept.base(hash), base)?;
    }
    if is_new_base {
        // Until the new text is there, the old one keeps the base it had: killed between the two, neither is wrong.
        let before = old.as_ref().map(|old| Before { text: hash(old), base: old_base });
        write_about(&kept, &About { before, ..about.clone() })?;
    }
    if old.as_deref() != Some(text) {
        if let Some(old) = &old {
            let when = old_about.as_ref().map_or(now, |about| about.kept);
            keep_automatic(folder, id, old, when)?;
        }
        own_writes::write(&kept.draft(), text)?;
    }
    if old_about.as_ref() != Some(&about) {
        write_about(&kept, &about)?;
    }
    if is_new_base {
        forget_bases(&kept, base_hash.as_deref());
    }
    Ok(())
}

/// The work in hand on a tree, if there is any.
///
/// # Errors
/// When it is there and cannot be read.
pub fn draft(folder: &Path, id: &str) -> Result<Option<Draft>, FileError> {
    let kept = Kept::of(folder, id)?;
    let Some(text) = existing(&kept)? else {
        return Ok(None);
    };
    let about = read_about(&kept).unwrap_or_default();
    let base = about.base_of(&text).and_then(|hash| read_text(&kept.base(hash)).ok()).map(Into::into);
    Ok(Some(Draft { id: id.to_owned(), text, kept: about.kept, by: about.by, base }))
}

/// Whether the draft of a tree stands as this program left it, and nobody else has written it since.
#[must_use]
pub fn is_own_draft(folder: &Path, id: &str) -> bool {
    Kept::of(folder, id).is_ok_and(|kept| own_writes::is_own(&kept.draft()))
}

/// What a library has in hand, by name.
#[must_use]
pub fn drafts(folder: &Path) -> Vec<DraftAbout> {
    let files = ron_files(&drafts_folder(folder)).unwrap_or_default();
    let ids = files.iter().filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()));
    ids.filter_map(|id| {
        let kept = Kept::of(folder, &id).ok()?;
        let about = read_about(&kept).unwrap_or_default();
        let differs = differs(&kept);
        Some(DraftAbout { kept: about.kept, by: about.by, differs, id })
    })
    .collect()
}

/// Throws the work in hand away; it goes among the backups first, so nothing is lost.
///
/// # Errors
/// When the disk refuses; what is not among the backups is not thrown away.
pub fn discard_draft(folder: &Path, id: &str, now: Timestamp) -> Result<(), FileError> {
    let kept = Kept::of(folder, id)?;
    if let Some(text) = existing(&kept)? {
        keep_backup(folder, id, &text, BackupKind::Discarded, now)?;
    }
    remove_draft(folder, id)
}

/// Takes the draft away, and what lies beside it.
pub(super) fn remove_draft(folder: &Path, id: &str) -> Result<(), FileError> {
    let kept = Kept::of(folder, id)?;
    own_writes::remove(&kept.draft())?;
    own_writes::remove(&kept.draft_about())?;
    forget_bases(&kept, None);
    Ok(())
}

fn existing(kept: &Kept) -> Result<Option<String>, FileError> {
    let path = kept.draft();
    if path.exists() { read_text(&path).map(Some) } else { Ok(None) }
}

fn differs(kept: &Kept) -> bool {
    let length = |path: &Path| fs::metadata(path).map(|about| about.len()).ok();
    let (draft, live) = (kept.draft(), kept.live());
    length(&draft) != length(&live) || read_text(&draft).ok() != read_text(&live).ok()
}

fn read_about(kept: &Kept) -> Option<About> {
    options().from_str(&read_text(&kept.draft_about()).ok()?).ok()
}

fn write_about(kept: &Kept, about: &About) -> Result<(), FileError> {
    let text = options().to_string_pretty(about, ron::ser::PrettyConfig::new().struct_names(true)).unwrap_or_default();
    own_writes::write(&kept.draft_about(), &text)
}

/// Drops the bases that no draft stands on any more; one that stays behind does no harm.
fn forget_bases(kept: &Kept, wanted: Option<&str>) {
    let wanted = wanted.map(|hash| kept.base(hash));
    for path in ron_files(&kept.bases()).unwrap_or_default() {
        if Some(&path) != wanted.as_ref() {
            let _ = fs::remove_file(path);
        }
    }
    if wanted.is_none() {
        let _ = fs::remove_dir(kept.bases());
    }
}

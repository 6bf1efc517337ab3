//! The last good text of each Live tree, on which agents stay when its file is broken from outside.

use super::{Entry, FileError, Library, kept, own_writes, read_text, read_tree, write_atomically};
use crate::{
    call::hash,
    tree::{Status, options},
};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

/// The texts of a library's Live trees, to be kept away from the screen's thread.
#[derive(Clone, Debug)]
pub struct LastGood {
    place: PathBuf,
    /// By the name of the file, without its ending.
    texts: BTreeMap<String, Arc<str>>,
    /// Files that are there and hold no Live tree that was read: of these what was kept earlier is left alone.
    broken: Vec<String>,
}

impl LastGood {
    /// What a library holds now.
    #[must_use]
    pub fn of(library: &Library) -> Self {
        let mut last = Self { place: kept::last_good(&library.folder), texts: BTreeMap::new(), broken: Vec::new() };
        for entry in library.entries.iter().filter(|entry| !entry.is_only_draft) {
            let Some(name) = name_of(&entry.path) else { continue };
            match &entry.document {
                Some(document) if entry.stands_in.is_none() => {
                    if document.tree().status == Status::Live {
                        last.texts.insert(name, Arc::clone(document.text()));
                    }
                }
                _ => last.broken.push(name),
            }
        }
        last
    }

    /// Writes what is not kept yet, and lets go what is Live no more.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn keep(&self) -> Result<(), FileError> {
        let list = self.place.join("list");
        let before: BTreeMap<String, String> =
            read_text(&list).ok().and_then(|text| options().from_str(&text).ok()).unwrap_or_default();
        let mut now = BTreeMap::new();
        for (name, text) in &self.texts {
            let hash = hash(text);
            let path = self.path(name);
            if before.get(name) != Some(&hash) || !path.exists() {
                own_writes::write(&path, text)?;
            }
            now.insert(name.clone(), hash);
        }
        for (name, hash) in &before {
            if self.broken.contains(name) {
                now.insert(name.clone(), hash.clone());
            } else if !now.contains_key(name) {
                let _ = fs::remove_file(self.path(name));
            }
        }
        if now == before {
            return Ok(());
        }
        let text = options().to_string_pretty(&now, ron::ser::PrettyConfig::new()).unwrap_or_default();
        write_atomically(&list, text.as_bytes())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.place.join(format!("{name}.ron"))
    }
}

/// Lets the last good text stand in for a file that cannot be read, where there is one.
pub(super) fn stand_in(folder: &Path, entry: &mut Entry) {
    let Some(name) = name_of(&entry.path) else { return };
    let Ok(document) = read_tree(&kept::last_good(folder).join(format!("{name}.ron"))) else {
        return;
    };
    let place = entry.findings.first().map(|finding| format!(" (line {}: {})", finding.line, finding.message));
    let revision = document.tree().revision;
    entry.stands_in = Some(format!(
        "{} cannot be read{}. Agents keep its last good text, revision {revision}, until the file is mended or a draft is \
         published.",
        entry.path.display(),
        place.unwrap_or_default(),
    ));
    entry.id = document.tree().id.to_string();
    entry.document = Some(document);
}

fn name_of(path: &Path) -> Option<String> {
    Some(path.file_stem()?.to_string_lossy().into_owned())
}

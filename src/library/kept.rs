//! Where an author's work and a team's training lie: everything in `.evenkeel` beside the trees.

use super::FileError;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The folder within a library that is Evenkeel's own.
pub(super) const OWN: &str = ".evenkeel";

/// A name longer than this is refused before a file system does it.
const LONGEST: usize = 200;

/// The places of one tree.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kept<'a> {
    folder: &'a Path,
    id: &'a str,
}

impl<'a> Kept<'a> {
    /// The places of that tree; a name that would lead out of the folder is refused.
    pub fn of(folder: &'a Path, id: &'a str) -> Result<Self, FileError> {
        let is_plain = !id.contains(['/', '\\', ':', '\0']) && !id.starts_with('.') && !id.is_empty();
        if is_plain && id.len() <= LONGEST {
            return Ok(Self { folder, id });
        }
        let what = format!("\"{id}\" cannot be a file's name; use small letters, digits and hyphens");
        Err(FileError::System { path: folder.to_owned(), what })
    }

    /// What agents are offered.
    pub fn live(self) -> PathBuf {
        self.folder.join(format!("{}.ron", self.id))
    }

    /// The work in hand.
    pub fn draft(self) -> PathBuf {
        drafts(self.folder).join(format!("{}.ron", self.id))
    }

    /// Who, when, and from what the work in hand began.
    pub fn draft_about(self) -> PathBuf {
        drafts(self.folder).join(format!("{}.about", self.id))
    }

    /// The texts that the work in hand began from, by their hashes.
    pub fn bases(self) -> PathBuf {
        drafts(self.folder).join("bases").join(self.id)
    }

    /// One of them.
    pub fn base(self, hash: &str) -> PathBuf {
        self.bases().join(format!("{hash}.ron"))
    }

    /// Dated points and automatic backups.
    pub fn backups(self) -> PathBuf {
        self.folder.join(OWN).join("backups").join(self.id)
    }

    /// What was live before.
    pub fn revisions(self) -> PathBuf {
        self.folder.join(OWN).join("revisions").join(self.id)
    }

    /// One of those.
    pub fn revision(self, number: u32) -> PathBuf {
        self.revisions().join(format!("{number:04}.ron"))
    }

    /// Who published what, when and why, a line each.
    pub fn log(self) -> PathBuf {
        self.revisions().join("log.jsonl")
    }

    /// A publication that is under way.
    pub fn publishing(self) -> PathBuf {
        publishing(self.folder).join(format!("{}.ron", self.id))
    }

    /// Where its steps stood when it was drawn last.
    pub fn places(self) -> PathBuf {
        self.folder.join(OWN).join("places").join(format!("{}.ron", self.id))
    }

    /// Who edits it.
    pub fn claim(self) -> PathBuf {
        claims(self.folder).join(format!("{}.ron", self.id))
    }

    /// Held by the process that edits it.
    pub fn claim_lock(self, number: u64) -> PathBuf {
        claims(self.folder).join(format!("{}.{number}.lock", self.id))
    }
}

/// The drafts of a library.
pub(super) fn drafts(folder: &Path) -> PathBuf {
    folder.join(OWN).join("drafts")
}

/// The claims of a library.
pub(super) fn claims(folder: &Path) -> PathBuf {
    folder.join(OWN).join("claims")
}

/// The publications under way.
pub(super) fn publishing(folder: &Path) -> PathBuf {
    folder.join(OWN).join("publishing")
}

/// The work that supervisors ask for.
pub(super) fn assignments(folder: &Path) -> PathBuf {
    folder.join(OWN).join("assignments")
}

/// The sheets of exams that trainees have sent, and what supervisors say of them.
pub(super) fn exams(folder: &Path) -> PathBuf {
    folder.join(OWN).join("exams")
}

/// The simulated customers of a library's own.
pub(super) fn personas(folder: &Path) -> PathBuf {
    folder.join(OWN).join("personas")
}

/// The last texts of Live trees that could be read.
pub(super) fn last_good(folder: &Path) -> PathBuf {
    folder.join(OWN).join("last-good")
}

/// Removes what a killed process left half written in a folder: `.name.XXXXXX` beside the files whose names begin so.
/// Called by whoever alone writes them now.
pub(super) fn sweep(folder: &Path, beginning: &str) {
    for entry in fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let parts = name.strip_prefix('.').and_then(|name| name.rsplit_once('.'));
        let is_left = parts.is_some_and(|(of, end)| {
            let is_text = Path::new(of).extension().is_some_and(|kind| kind == "ron" || kind == "about" || kind == "jsonl");
            of.starts_with(beginning) && is_text && end.len() == 6 && end.bytes().all(|b| b.is_ascii_alphanumeric())
        });
        if is_left {
            let _ = fs::remove_file(entry.path());
        }
    }
}

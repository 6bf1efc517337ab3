//! `evenkeel merge`.

use super::{Ending, Global};
use crate::{
    edit::{merge_documents, with_conflict_notes},
    library::{FileError, read_tree, troubles_in_words, write_atomically},
    tree::Document,
};
use anyhow::anyhow;
use std::path::{Path, PathBuf};

/// Merges two versions of a tree by entry; as a git merge driver: `driver = evenkeel merge %O %A %B`.
///
/// Exit 0: merged; 1: merged, with conflicts; 2: could not run.
#[derive(Debug, clap::Args)]
pub struct Merge {
    /// Write the result there, and leave OURS as it is
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The version that both began with
    #[arg(value_name = "BASE")]
    base: PathBuf,
    /// Our version; the result is written over it
    #[arg(value_name = "OURS")]
    ours: PathBuf,
    /// Their version
    #[arg(value_name = "THEIRS")]
    theirs: PathBuf,
}

impl Merge {
    pub(super) fn run(self, _: &Global) -> anyhow::Result<Ending> {
        let (base, ours, theirs) = (read(&self.base)?, read(&self.ours)?, read(&self.theirs)?);
        let merged = merge_documents(&base, &ours, &theirs);
        let (document, conflicts) = merged.map_err(|troubles| anyhow!(troubles_in_words(&self.ours, &troubles)))?;
        let document = if conflicts.is_empty() { document } else { with_conflict_notes(&document, &conflicts) };
        let file = self.output.as_ref().unwrap_or(&self.ours);
        write_atomically(file, document.text().as_bytes())?;
        for conflict in &conflicts {
            eprintln!("{}: {conflict}", file.display());
        }
        if conflicts.is_empty() {
            return Ok(Ending::Fine);
        }
        eprintln!(
            "{} where both changed the same thing; ours is kept, and a comment says what theirs was",
            counted(conflicts.len())
        );
        Ok(Ending::Wrong)
    }
}

fn counted(places: usize) -> String {
    if places == 1 { "1 place".to_owned() } else { format!("{places} places") }
}

fn read(path: &Path) -> anyhow::Result<Document> {
    read_tree(path).map_err(|error| match error {
        FileError::Unreadable { path, troubles, .. } => anyhow!(troubles_in_words(&path, &troubles)),
        error @ FileError::System { .. } => error.into(),
    })
}

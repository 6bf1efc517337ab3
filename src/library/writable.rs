//! Whether a library can be changed, asked before an author begins.

use super::kept::{Kept, drafts};
use std::{
    fs::{self, OpenOptions},
    path::Path,
};

/// Whether a tree can be edited and published here; tried truly, by writing.
///
/// # Errors
/// In words: what may only be read, and what to do.
pub fn is_writable(folder: &Path, id: &str) -> Result<(), String> {
    let kept = Kept::of(folder, id).map_err(|error| error.to_string())?;
    let live = kept.live();
    let help = "it opens for reading only; make it writable, or work on a copy of the library";
    if live.exists() {
        let is_marked = fs::metadata(&live).is_ok_and(|about| about.permissions().readonly());
        if is_marked {
            return Err(format!("{} is marked read-only: {help}", live.display()));
        }
        if let Err(error) = OpenOptions::new().append(true).open(&live) {
            return Err(format!("{} cannot be written to ({error}): {help}", live.display()));
        }
    }
    for place in [folder.to_owned(), drafts(folder)] {
        let trial = place.join(format!(".trial-{}", std::process::id()));
        let tried = fs::create_dir_all(&place).and_then(|()| fs::write(&trial, b"")).and_then(|()| fs::remove_file(&trial));
        if let Err(error) = tried {
            return Err(format!("nothing can be written in {} ({error}): {help}", place.display()));
        }
    }
    Ok(())
}

//! `evenkeel format`.

use super::{Ending, Global, print};
use crate::{
    library::{read_text, ron_files, write_atomically},
    tree::arrange,
};
use anyhow::{anyhow, bail};
use std::path::PathBuf;

/// Never reorders, never drops a comment; again on the result it changes nothing.
#[derive(Debug, clap::Args)]
pub struct Format {
    /// Write nothing; exit 1 when something would change
    #[arg(long)]
    check: bool,
    /// Files or folders; none means the library
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

impl Format {
    pub(super) fn run(self, global: &Global) -> anyhow::Result<Ending> {
        let paths = super::paths_or_library(self.paths, global)?;
        let mut changed = Vec::new();
        let mut broken = Vec::new();
        for path in &paths {
            for file in ron_files(path)? {
                let text = match read_text(&file) {
                    Ok(text) => text,
                    Err(error) => {
                        broken.push(error.into());
                        continue;
                    }
                };
                match arrange(&text) {
                    Ok(laid) if laid == text => {}
                    Ok(laid) => changed.push((file, laid)),
                    Err(trouble) => {
                        let place = trouble.place;
                        broken.push(anyhow!("{}:{}:{}: {}", file.display(), place.line, place.column, trouble.message));
                    }
                }
            }
        }
        for (file, laid) in &changed {
            if !self.check {
                write_atomically(file, laid.as_bytes())?;
            }
            print(&format!("{}\n", file.display()))?;
        }
        if let Some(first) = broken.first() {
            for error in &broken[1..] {
                eprintln!("{error}");
            }
            bail!("{first}");
        }
        Ok(if self.check && !changed.is_empty() { Ending::Wrong } else { Ending::Fine })
    }
}

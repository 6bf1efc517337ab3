//! `evenkeel import`.

use super::{Ending, print};
use crate::{
    exchange::{ImportKind, import_bytes, tree_name},
    library::{read_file, write_atomically},
    tree::{TreeId, Trouble},
};
use anyhow::{Context as _, anyhow, bail};
use clap::ValueEnum;
use std::{
    io::Read as _,
    path::{Path, PathBuf},
};

/// More than this is not read from standard input.
const LARGEST: u64 = 64 << 20;

/// Reads a script into a draft: nothing that is written down already is typed again.
#[derive(Debug, clap::Args)]
pub struct Import {
    /// The tree's name; without it, the file's
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// The tree's title; without it, the script's own
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// How the script is written down; without it, by the file's ending or its first line
    #[arg(long, value_enum, value_name = "KIND")]
    kind: Option<Kind>,
    /// The file to write, which must not be there yet; without it, standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// An outline or a CSV table; - for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    /// Indented lines or headings
    Outline,
    /// A table: step, line, answer, to
    Csv,
}

impl From<Kind> for ImportKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Outline => Self::Outline,
            Kind::Csv => Self::Csv,
        }
    }
}

impl Import {
    pub(super) fn run(self) -> anyhow::Result<Ending> {
        if let Some(path) = self.output.as_ref().filter(|path| path.exists()) {
            bail!("there is a file of that name already, and it was left as it is; choose another name: {}", path.display());
        }
        let bytes = self.bytes()?;
        let id = self.tree_id()?;
        let ending = self.file.extension().map(|ending| ending.to_string_lossy());
        let title = self.title.as_deref().unwrap_or_default();
        let imported = import_bytes(&bytes, self.kind.map(ImportKind::from), ending.as_deref(), &id, title)
            .map_err(|troubles| anyhow!(self.in_words(&troubles)))?;
        match &self.output {
            Some(path) => write_atomically(path, imported.text.as_bytes())?,
            None => print(&imported.text)?,
        }
        for note in &imported.notes {
            eprintln!("{note}");
        }
        if imported.troubles.is_empty() {
            return Ok(Ending::Fine);
        }
        eprintln!("{}", self.in_words(&imported.troubles));
        Ok(Ending::Wrong)
    }

    fn bytes(&self) -> anyhow::Result<Vec<u8>> {
        if self.file != Path::new("-") {
            return Ok(read_file(&self.file)?);
        }
        let mut bytes = Vec::new();
        std::io::stdin().take(LARGEST).read_to_end(&mut bytes).context("a script from standard input")?;
        Ok(bytes)
    }

    fn tree_id(&self) -> anyhow::Result<TreeId> {
        if let Some(id) = &self.id {
            return TreeId::new(id).map_err(|error| anyhow!(error));
        }
        let stem = self.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let words = self.title.as_deref().filter(|_| tree_name(&stem).is_none()).unwrap_or(&stem);
        tree_name(words).ok_or_else(|| anyhow!("name the tree with --id: small letters, digits and hyphens"))
    }

    fn in_words(&self, troubles: &[Trouble]) -> String {
        let line = |trouble: &Trouble| {
            let help = if trouble.help.is_empty() { String::new() } else { format!(" ({})", trouble.help) };
            format!("{}:{}:{}: {}{help}", self.file.display(), trouble.place.line, trouble.place.column, trouble.message)
        };
        troubles.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

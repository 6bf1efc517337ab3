//! `evenkeel export`.

use super::{Ending, Global, print};
use crate::{
    exchange::{ExportKind, export},
    library::{Library, write_atomically},
};
use anyhow::anyhow;
use clap::ValueEnum;
use std::path::PathBuf;

/// Writes a tree for people who have no Evenkeel: to print, to show, to put into a document.
#[derive(Debug, clap::Args)]
pub struct Export {
    /// What it is written as
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The file to write; without it, standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// A name in the library, or a path
    #[arg(value_name = "TREE")]
    tree: String,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    /// A page that prints well
    #[default]
    Html,
    /// A picture
    Svg,
    /// Text for Graphviz
    Dot,
    /// Text for Mermaid
    Mermaid,
}

impl From<Format> for ExportKind {
    fn from(format: Format) -> Self {
        match format {
            Format::Html => Self::Html,
            Format::Svg => Self::Svg,
            Format::Dot => Self::Dot,
            Format::Mermaid => Self::Mermaid,
        }
    }
}

impl Export {
    pub(super) fn run(self, global: &Global) -> anyhow::Result<Ending> {
        let wanted = Library::find(&self.tree, &global.folders().trees).map_err(|error| anyhow!(error))?;
        let tree = wanted.trees.tree(wanted.id.as_str()).ok_or_else(|| anyhow!("there is no tree \"{}\"", self.tree))?;
        let text = export(tree, &wanted.trees, self.format.into());
        match &self.output {
            Some(path) => write_atomically(path, text.as_bytes())?,
            None => print(&text)?,
        }
        Ok(Ending::Fine)
    }
}

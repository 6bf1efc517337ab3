//! `evenkeel guide`: a call, in the window or line by line in the terminal.

use super::{Ending, Global, terminal};
use crate::{
    call::Opening,
    library::{Library, read_text},
};
use anyhow::{Context as _, anyhow};
use std::{
    fs,
    io::Read as _,
    path::{Path, PathBuf},
};

/// Starts a call.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Guide {
    /// A name in the library, or a path
    #[arg(value_name = "TREE")]
    pub tree: Option<String>,
    /// The step to start at
    #[arg(long, value_name = "STEP")]
    pub from: Option<String>,
    /// A fact known from the start; private ones belong into a file
    #[arg(long, value_name = "NAME=VALUE")]
    pub fact: Vec<String>,
    /// A file of name=value lines, removed after reading; - for standard input
    #[arg(long, value_name = "FILE")]
    pub facts: Option<PathBuf>,
    /// A reference of another program, such as a CRM's case number
    #[arg(long, value_name = "REFERENCE")]
    pub reference: Option<String>,
    /// Line by line on standard input and output
    #[arg(long)]
    pub terminal: bool,
}

/// A call that was asked for on the command line.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The trees it can enter.
    pub trees: crate::call::Trees,
    /// How it begins.
    pub opening: Opening,
    /// The facts it begins with.
    pub facts: Vec<(String, String)>,
}

impl Guide {
    /// Whether the call is guided in the terminal.
    #[must_use]
    pub fn wants_terminal(&self) -> bool {
        self.terminal
    }

    /// Everything the call begins with.
    ///
    /// # Errors
    /// When there is no such tree, or a file of facts cannot be read.
    pub fn asked(&self, global: &Global) -> anyhow::Result<Option<Asked>> {
        let Some(name) = &self.tree else {
            return Ok(None);
        };
        let wanted = Library::find(name, &global.folders().trees).map_err(|error| anyhow!(error))?;
        let mut facts = super::facts(&self.fact)?;
        if let Some(path) = &self.facts {
            facts.extend(read_facts(path)?);
        }
        let opening = Opening {
            tree: wanted.id,
            from: self.from.clone(),
            mood: None,
            reference: String::new(),
            outside: self.reference.as_deref().map(|reference| crate::call::mask_cards(reference).0),
        };
        Ok(Some(Asked { trees: wanted.trees, opening, facts }))
    }

    pub(super) fn run(&self, global: &Global) -> anyhow::Result<Ending> {
        terminal::run(self.asked(global)?, global)
    }
}

/// Guides a call in the terminal that was asked for already: its facts are read once only.
///
/// # Errors
/// When the terminal or the library cannot be had.
pub fn guide_in_terminal(asked: Option<Asked>, global: &Global) -> anyhow::Result<Ending> {
    terminal::run(asked, global)
}

/// Reads name=value lines; the file is removed, so that no name lies about.
fn read_facts(path: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let is_file = path != Path::new("-");
    let text = if is_file {
        read_text(path)?
    } else {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("facts from standard input")?;
        text
    };
    let lines: Vec<String> = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let facts = super::facts(&lines)?;
    // Only what was understood is removed: a slip in the file must not cost the facts.
    if is_file {
        fs::remove_file(path)
            .with_context(|| format!("the file of facts was read and could not be removed: {}", path.display()))?;
    }
    Ok(facts)
}

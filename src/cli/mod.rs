//! The command line: one file per command. Data on standard output, all else on standard error.

mod check;
mod diff;
mod drill;
mod drill_line;
mod drill_told;
mod explain;
mod export;
mod format;
mod guide;
mod import;
mod layout;
mod merge;
mod phrase;
mod terminal;
mod walk;
mod wanted;

pub use guide::{Asked, Guide, guide_in_terminal};

use crate::{check::words::Lexicon, library::Folders};
use anyhow::anyhow;
use clap::{Parser, Subcommand, ValueEnum};
use jiff::Zoned;
use std::{io, path::PathBuf, process::ExitCode};

/// Keeps a difficult call on an even keel.
#[derive(Debug, Parser)]
#[command(name = "evenkeel", version, about, long_about = None, disable_help_subcommand = true)]
pub struct Arguments {
    /// What every command understands.
    #[command(flatten)]
    pub global: Global,
    /// The command; without one the window opens.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What every command understands.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Global {
    /// The folder for records and settings
    #[arg(long, global = true, value_name = "DIR", env = "EVENKEEL_HOME")]
    pub home: Option<PathBuf>,
    /// The library of trees
    #[arg(long, global = true, value_name = "DIR", env = "EVENKEEL_TREES")]
    pub trees: Option<PathBuf>,
    /// What paints the window
    #[arg(long, global = true, value_enum)]
    pub renderer: Option<Renderer>,
    /// Take this for the time, such as 2026-11-23T14:00[Europe/London]
    #[arg(long, global = true, value_name = "TIME")]
    pub now: Option<String>,
    /// Close the window after its first frame; for measuring
    #[arg(long, global = true, hide = true)]
    pub exit_after_first_frame: bool,
    /// Let this renderer fail; for seeing the fall-back
    #[arg(long, global = true, hide = true, value_enum)]
    pub refuse_renderer: Option<Renderer>,
    /// What the program found out about its surroundings; filled by `main`.
    #[arg(skip)]
    pub here: Option<Here>,
}

/// What paints the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Renderer {
    /// OpenGL.
    Glow,
    /// Vulkan, Metal, DirectX 12.
    Wgpu,
}

/// The program's surroundings, asked for once by `main`.
#[derive(Clone, Debug)]
pub struct Here {
    /// The folders.
    pub folders: Folders,
    /// The time when the program began.
    pub began: Zoned,
    /// The time now.
    pub clock: fn() -> Zoned,
    /// A new name for a call.
    pub new_id: fn() -> String,
    /// The time stands still at `began`.
    pub is_frozen: bool,
}

impl Global {
    /// The surroundings.
    ///
    /// # Panics
    /// When `main` has not filled them in.
    #[must_use]
    pub fn here(&self) -> &Here {
        self.here.as_ref().expect("main fills in the surroundings")
    }

    /// The folders.
    #[must_use]
    pub fn folders(&self) -> &Folders {
        &self.here().folders
    }

    /// The time when the program began.
    #[must_use]
    pub fn now(&self) -> &Zoned {
        &self.here().began
    }

    /// The time now.
    #[must_use]
    pub fn clock(&self) -> Zoned {
        let here = self.here();
        if here.is_frozen { here.began.clone() } else { (here.clock)() }
    }

    /// A new name for a call.
    #[must_use]
    pub fn new_id(&self) -> String {
        (self.here().new_id)()
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check trees for what would go wrong on a call
    Check(check::Check),
    /// Tell what differs between two trees, in words
    Diff(diff::Diff),
    /// Rehearse a tree with a simulated customer, at the terminal or from a script
    Drill(drill::DrillCommand),
    /// Say what a rule asks for, why, and show lines
    Explain(explain::Explain),
    /// Write a tree as a page to print, or as a picture
    Export(export::Export),
    /// Re-lay tree files; the only command that touches what nobody changed
    Format(format::Format),
    /// Start a call
    Guide(Guide),
    /// Read a script, an outline or a table, into a draft
    Import(import::Import),
    /// Lay a tree out and print it, as numbers or as a picture
    Layout(layout::Layout),
    /// Merge two versions of a tree, by entry
    Merge(merge::Merge),
    /// Judge lines from standard input, as the best coach would
    Phrase(phrase::Phrase),
    /// Play moves through a tree and print the path as JSON
    Walk(walk::Walk),
}

/// How data is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Output {
    /// For people.
    #[default]
    Text,
    /// One JSON document.
    Json,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Nothing is wrong.
    Fine,
    /// Something is wrong.
    Wrong,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Fine => Self::SUCCESS,
            Ending::Wrong => Self::from(1),
        }
    }
}

/// Runs a command.
///
/// # Errors
/// When it could not run; the error is for the person at the terminal.
pub fn run(command: Command, global: &Global) -> anyhow::Result<Ending> {
    match command {
        Command::Check(check) => check.run(global),
        Command::Diff(diff) => diff.run(global),
        Command::Drill(drill) => drill.run(global),
        Command::Explain(explain) => explain.run(global),
        Command::Export(export) => export.run(global),
        Command::Format(format) => format.run(global),
        Command::Guide(guide) => guide.run(global),
        Command::Import(import) => import.run(),
        Command::Layout(layout) => layout.run(global),
        Command::Merge(merge) => merge.run(global),
        Command::Phrase(phrase) => phrase.run(global),
        Command::Walk(walk) => walk.run(global),
    }
}

/// Prints data; a reader that has gone away ends the command quietly.
fn print(text: &str) -> anyhow::Result<()> {
    use io::Write as _;
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => std::process::exit(0),
        other => Ok(other?),
    }
}

/// The paths given, or the library's folder.
fn paths_or_library(paths: Vec<PathBuf>, global: &Global) -> anyhow::Result<Vec<PathBuf>> {
    if !paths.is_empty() {
        return Ok(paths);
    }
    crate::library::fill_library(global.folders())?;
    Ok(vec![global.folders().trees.clone()])
}

/// The rules on what is said: the shipped ones, with what the site adds beside its settings.
fn rules_on_words(global: &Global) -> anyhow::Result<&'static Lexicon> {
    let path = global.folders().rules();
    if !path.exists() {
        return Ok(Lexicon::shipped());
    }
    let text = crate::library::read_text(&path)?;
    let lexicon = Lexicon::with_site(&path.display().to_string(), &text).map_err(|error| anyhow!(error))?;
    // A command reads them once and keeps them to its end, as it does the shipped ones.
    Ok(Box::leak(Box::new(lexicon)))
}

/// Takes `name=value` apart.
fn facts(written: &[String]) -> anyhow::Result<Vec<(String, String)>> {
    let parts = written.iter().map(|fact| {
        let (name, value) = fact.split_once('=').ok_or_else(|| anyhow!("write a fact as name=value, not {fact}"))?;
        Ok((name.trim().to_owned(), value.trim().to_owned()))
    });
    parts.collect()
}

//! The command line: one file per command. Data on standard output, all else on standard error.

mod check;
mod format;

use clap::{Parser, Subcommand, ValueEnum};
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
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check trees for what would go wrong on a call
    Check(check::Check),
    /// Re-lay tree files; the only command that touches what nobody changed
    Format(format::Format),
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
        Command::Format(format) => format.run(global),
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
    match &global.trees {
        Some(folder) => Ok(vec![folder.clone()]),
        None => Ok(vec![PathBuf::from("trees")]),
    }
}

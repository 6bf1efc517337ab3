//! The thin binary.

use clap::Parser as _;
use evenkeel::cli;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = cli::Arguments::parse();
    let Some(command) = arguments.command else { return ExitCode::SUCCESS };
    match cli::run(command, &arguments.global) {
        Ok(ending) => ending.into(),
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

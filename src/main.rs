//! The thin binary: the only place that asks the clock, the seed, the environment and the data folder.

use anyhow::Context as _;
use clap::Parser as _;
use evenkeel::{
    cli::{self, Here},
    library::Folders,
};
use jiff::Zoned;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run() -> anyhow::Result<ExitCode> {
    let mut arguments = cli::Arguments::parse();
    arguments.global.here = Some(here(&arguments.global)?);
    let command = arguments.command.unwrap_or(cli::Command::Guide(cli::Guide::default()));
    Ok(cli::run(command, &arguments.global)?.into())
}

fn here(global: &cli::Global) -> anyhow::Result<Here> {
    let working = std::env::current_dir().context("the working folder")?;
    let data = directories::ProjectDirs::from("", "", "Evenkeel").map(|folders| folders.data_dir().to_owned());
    let folders = Folders::choose(global.home.as_deref(), global.trees.as_deref(), &working, data.as_deref());
    let frozen = global.now.as_deref().map(time).transpose()?;
    Ok(Here {
        folders,
        is_frozen: frozen.is_some(),
        began: frozen.unwrap_or_else(Zoned::now),
        clock: Zoned::now,
        new_id: || uuid::Uuid::now_v7().to_string(),
    })
}

fn time(text: &str) -> anyhow::Result<Zoned> {
    let zoned = text.parse::<Zoned>();
    let stamp = || text.parse::<jiff::Timestamp>().map(|stamp| stamp.to_zoned(jiff::tz::TimeZone::UTC));
    let civil = || text.parse::<jiff::civil::DateTime>().and_then(|civil| civil.to_zoned(jiff::tz::TimeZone::UTC));
    zoned.or_else(|_| stamp()).or_else(|_| civil()).with_context(|| format!("--now {text} is not a time"))
}

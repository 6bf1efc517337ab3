//! The thin binary: the only place that asks the clock, the seed, the environment and the data folder.

use anyhow::Context as _;
use clap::Parser as _;
use evenkeel::{
    cli::{self, Command, Ending, Guide, Here},
    library::Folders,
    ui::{self, Geometry, Setup},
};
use jiff::Zoned;
use std::{path::PathBuf, process::ExitCode, sync::Arc, time::Duration};

/// What is read beside the frame and is there within half a frame is shown at once.
const PATIENCE: Duration = Duration::from_millis(8);

fn main() -> ExitCode {
    match run() {
        Ok(ending) => ending.into(),
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run() -> anyhow::Result<Ending> {
    let mut arguments = cli::Arguments::parse();
    arguments.global.here = Some(here(&arguments.global)?);
    let global = &arguments.global;
    match arguments.command {
        None => guide(&Guide::default(), global),
        Some(Command::Guide(wanted)) => guide(&wanted, global),
        Some(command) => cli::run(command, global),
    }
}

/// The window; with no display the same guide in the terminal.
fn guide(wanted: &Guide, global: &cli::Global) -> anyhow::Result<Ending> {
    if wanted.wants_terminal() {
        return cli::run(Command::Guide(wanted.clone()), global);
    }
    if !has_display() {
        eprintln!("There is no display, so the guide runs here in the terminal. ? shows what can be typed.");
        return cli::run(Command::Guide(wanted.clone()), global);
    }
    let folders = global.folders();
    ui::begin_log(folders);
    let notice = ui::last_panic(folders);
    ui::report_panics(folders);
    let geometry = Geometry::load(folders);
    let here = global.here().clone();
    let clock = move || {
        if here.is_frozen { here.began.clone() } else { (here.clock)() }
    };
    let mut setup = Setup::new(folders.clone(), Arc::new(clock), Arc::new(global.here().new_id));
    setup.host = gethostname::gethostname().to_string_lossy().into_owned();
    let asked = wanted.asked(global)?;
    setup.asked.clone_from(&asked);
    setup.notices.extend(notice);
    setup.speaker = program(&["spd-say", "say"]);
    setup.recorder = program(&["arecord", "rec"]);
    setup.exit_after_first_frame = global.exit_after_first_frame;
    setup.refuse_renderer = global.refuse_renderer;
    setup.patience = PATIENCE;
    setup.window = geometry.size.map(|(width, height)| [width, height]);
    setup.window_at = geometry.at.map(|(x, y)| [x, y]);
    match ui::run(&setup, global.renderer) {
        Ok(()) => Ok(Ending::Fine),
        Err(error) => {
            eprintln!("{error}. The guide runs here in the terminal instead.");
            cli::guide_in_terminal(asked, global)
        }
    }
}

/// The first of these programs that lies along the path, where any does.
fn program(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let all = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    all.into_iter().find(|program| program.is_file())
}

/// Whether there is anything to open a window on.
fn has_display() -> bool {
    if !cfg!(all(unix, not(target_os = "macos"))) {
        return true;
    }
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") || is_set("WAYLAND_SOCKET")
}

/// The clock and chance are asked here and nowhere else.
#[expect(clippy::disallowed_methods, reason = "this is the place")]
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

/// Reads `--now`: with a zone, as UTC, or as a time of the day in UTC.
fn time(text: &str) -> anyhow::Result<Zoned> {
    let zoned = text.parse::<Zoned>();
    let stamp = || text.parse::<jiff::Timestamp>().map(|stamp| stamp.to_zoned(jiff::tz::TimeZone::UTC));
    let civil = || text.parse::<jiff::civil::DateTime>().and_then(|civil| civil.to_zoned(jiff::tz::TimeZone::UTC));
    zoned.or_else(|_| stamp()).or_else(|_| civil()).with_context(|| format!("--now {text} is not a time"))
}

//! The window's own keeping: its size and place, a log of a file a day, and a report when the program falls over.

use crate::library::{Folders, read_text, write_atomically};
use serde::{Deserialize, Serialize};
use std::{fs, path::PathBuf};
use tracing_appender::rolling::{Builder, Rotation};

/// Log files kept.
const DAYS: usize = 7;

/// Where the window stood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Geometry {
    /// Width and height, in points.
    pub size: Option<(f32, f32)>,
    /// Left and top, in points.
    pub at: Option<(f32, f32)>,
}

impl Geometry {
    /// Reads what was kept; nothing when it cannot be read.
    #[must_use]
    pub fn load(folders: &Folders) -> Self {
        let text = read_text(&place(folders)).unwrap_or_default();
        let kept: Self = crate::tree::options().from_str(&text).unwrap_or_default();
        let size = kept.size.filter(|(width, height)| (360.0..=8000.0).contains(width) && (400.0..=8000.0).contains(height));
        Self { size, at: kept.at.filter(|(x, y)| x.is_finite() && y.is_finite() && x.abs() < 20_000.0 && y.abs() < 20_000.0) }
    }

    /// Keeps it; a window's place is not worth an error.
    pub fn save(self, folders: &Folders) {
        let text = ron::ser::to_string(&self).unwrap_or_default();
        let _ = write_atomically(&place(folders), text.as_bytes());
    }
}

fn place(folders: &Folders) -> PathBuf {
    folders.home.join("window.ron")
}

/// Begins the log: a file a day, seven kept; never a line, fact or note in it.
pub fn begin_log(folders: &Folders) {
    let _ = fs::create_dir_all(folders.logs());
    let appender =
        Builder::new().rotation(Rotation::DAILY).filename_prefix("evenkeel").filename_suffix("log").max_log_files(DAYS);
    let Ok(appender) = appender.build(folders.logs()) else {
        return;
    };
    let log = tracing_subscriber::fmt().with_writer(appender).with_ansi(false).with_max_level(tracing::Level::INFO);
    // A log that is there already goes on.
    let _ = log.try_init();
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "started");
}

/// From now on a panic leaves a report: where in the program it happened, and nothing of the call.
pub fn report_panics(folders: &Folders) {
    let path = report(folders);
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        // The message may hold a value; the place in the program never does.
        let place = panic.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
        let text = format!("Evenkeel {} fell over at {place}.\n", env!("CARGO_PKG_VERSION"));
        let _ = write_atomically(&path, text.as_bytes());
        tracing::error!(place, "panic");
        usual(panic);
    }));
}

/// What the last run left if it fell over; said once, and kept under another name.
#[must_use]
pub fn last_panic(folders: &Folders) -> Option<String> {
    let path = report(folders);
    let text = read_text(&path).ok()?;
    let kept = folders.home.join("last-panic.txt");
    fs::rename(&path, &kept).ok()?;
    Some(format!(
        "The last run ended badly. Every call is kept. {} The report, without any fact of a call: {}",
        text.trim(),
        kept.display()
    ))
}

fn report(folders: &Folders) -> PathBuf {
    folders.home.join("panic.txt")
}

//! The settings' file.

use super::{FileError, Folders, read_text, write_atomically};
use crate::{check::words::Lexicon, site::Settings, tree::options};

/// Reads the settings. A file that cannot be read is left as it is, and said in words beside the defaults.
#[must_use]
pub fn load_settings(folders: &Folders) -> (Settings, Option<String>) {
    let path = folders.settings();
    if !path.exists() {
        return (Settings::default(), None);
    }
    let read = read_text(&path).map_err(|error| error.to_string()).and_then(|text| {
        options().from_str::<Settings>(&text).map_err(|error| {
            let at = error.span.start;
            format!("{}:{}:{}: {}", path.display(), at.line, at.col, error.code)
        })
    });
    match read {
        Ok(settings) => (settings.in_bounds(), None),
        Err(error) => (Settings::default(), Some(format!("the settings could not be read, so the usual ones hold: {error}"))),
    }
}

/// Puts the site's own rules on what is said in force, where there are some. A file that cannot be read is left as it is,
/// and said in words; the shipped rules then hold.
#[must_use]
pub fn load_rules(folders: &Folders) -> Option<String> {
    let path = folders.rules();
    if !path.exists() {
        return None;
    }
    let read = read_text(&path).map_err(|error| error.to_string());
    match read.and_then(|text| Lexicon::with_site(&path.display().to_string(), &text)) {
        Ok(lexicon) => {
            // In one process a second window has the rules of the first.
            let _ = lexicon.put_in_force();
            None
        }
        Err(error) => Some(format!("the site's rules on what is said could not be read, so the shipped ones hold: {error}")),
    }
}

/// Writes the settings in one move.
///
/// # Errors
/// When the disk refuses; the old settings then stand.
pub fn save_settings(folders: &Folders, settings: &Settings) -> Result<(), FileError> {
    let text = options().to_string_pretty(settings, ron::ser::PrettyConfig::new().struct_names(true)).unwrap_or_default();
    write_atomically(&folders.settings(), text.as_bytes())
}

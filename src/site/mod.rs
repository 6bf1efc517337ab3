//! What is true of this site and this agent, as values: settings, numbers, words, formats of money and days.
//!
//! Pure: the library's floor reads and writes the file.

mod formats;
mod settings;
mod spoken;
mod typed;

pub use formats::{gap, in_a_sentence, shown, shown_day, shown_short_day, shown_time};
pub use settings::{Numbers, Settings, Theme, Word};
pub use spoken::{LONG_LINE, Spoken, TOO_LONG_LINE, spoken};
pub use typed::{latest_day, typed};

//! What is done for an author beside the frame, and when the screen says so.

use super::{
    errand::Errand,
    putting_aside::Aside,
    sheets::{Elsewhere, Looking, Reading},
};
use crate::ui::state::State;
use std::time::{Duration, Instant};

/// What takes longer, in seconds, is said on the screen; what is shorter would only flicker.
const MOMENT: f64 = 0.3;

/// What is being done beside the frame.
#[derive(Default)]
pub struct Beside {
    /// Something is published, taken back, or put aside.
    pub(super) errand: Option<Errand>,
    /// Words are looked for in the library.
    pub(super) looking: Option<Looking>,
    /// Words are replaced in other trees.
    pub(super) elsewhere: Option<Elsewhere>,
    /// A script is read.
    pub(super) reading: Option<Reading>,
    /// Trees that were put aside come to the disk.
    pub(super) aside: Vec<Aside>,
}

impl State {
    /// Takes in what was done since the last frame.
    pub(in crate::ui) fn hear_beside(&mut self) {
        self.hear_errand();
        self.hear_what_was_found();
        self.replace_elsewhere();
        self.hear_script();
        self.hear_aside();
    }

    fn since(&self) -> impl Iterator<Item = f64> {
        let looking = self.beside.looking.as_ref().and_then(Looking::since);
        let reading = self.beside.reading.as_ref().map(|reading| reading.since);
        [self.errand_since(), looking, reading].into_iter().flatten()
    }

    /// Whether something is done beside the frame that was asked for here.
    #[must_use]
    pub fn is_at_work(&self) -> bool {
        self.beside.elsewhere.is_some() || !self.beside.aside.is_empty() || self.since().next().is_some()
    }

    /// Whether what began then takes long enough to be said.
    pub(super) fn is_long(&self, since: f64) -> bool {
        self.clock_seconds - since >= MOMENT
    }

    /// How long until the screen has to say that it is at work.
    pub(in crate::ui) fn until_it_is_long(&self) -> Option<Duration> {
        let left = self.since().map(|since| since + MOMENT - self.clock_seconds).filter(|left| *left > 0.0);
        left.reduce(f64::min).map(Duration::from_secs_f64)
    }

    /// Waits until nothing is done beside the frame; for tests, and for closing.
    #[must_use]
    pub fn beside_settled(&mut self, most: Duration) -> bool {
        let began = Instant::now();
        while self.is_at_work() {
            if began.elapsed() > most {
                return false;
            }
            self.hear_from_author();
            self.hear_beside();
            std::thread::sleep(Duration::from_millis(1));
        }
        true
    }
}

//! When the customer is heard.

use crate::ui::state::State;

impl State {
    /// Speaks what the customer says now.
    pub(super) fn speak_now(&mut self) {
        let words = self.training.stage().map(|stage| stage.drill.customer().words.clone()).unwrap_or_default();
        if !words.is_empty() {
            self.training.voice.speak(&words);
        }
    }

    /// Speaks it where that is switched on; it is off at first.
    pub(super) fn speak_if_wanted(&mut self) {
        if self.training.speaks && !self.training.is_quiet {
            self.speak_now();
        }
    }
}

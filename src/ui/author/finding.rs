//! The finding the keys stand on: going from one to the next, and which of them can be mended.

use super::state::{Authoring, Pane, Selection};
use crate::{tree::StepId, ui::state::State};

impl State {
    pub(super) fn walk_problems(&mut self, forward: bool) {
        let Some(author) = &mut self.authoring else { return };
        let count = author.findings.len();
        if count == 0 {
            author.message = Some("There is no problem.".to_owned());
            return;
        }
        let next = match (author.finding, forward) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(place), true) => (place + 1) % count,
            (Some(place), false) => (place + count - 1) % count,
        };
        author.go_to_finding(next);
    }
}

impl Authoring {
    pub(super) fn go_to_finding(&mut self, place: usize) {
        let Some(finding) = self.findings.get(place).cloned() else { return };
        self.finding = Some(place);
        match finding.step.as_deref().and_then(|step| self.tree().find(step).map(|(id, _)| id.clone())) {
            Some(step) => {
                let answer = super::problems::answer_of(&finding);
                self.select(Selection { answer, ..Selection::step(step.clone()) });
                self.show_step(&step);
            }
            None => self.select(super::problems::thing_of(&finding)),
        }
        self.pane = Pane::Inspector;
    }

    /// Whether there is something that `Fix` would mend or reword.
    #[must_use]
    pub(super) fn can_fix(&self) -> bool {
        if self.pane == Pane::Voice { self.worst_words().is_some() } else { self.fixable().is_some() }
    }

    /// The finding that `Fix` would mend or reword: the one in view, else the first that can be.
    #[must_use]
    pub fn fixable(&self) -> Option<usize> {
        if self.checked != self.history.version() {
            return None;
        }
        let can = |place: &usize| {
            self.findings.get(*place).is_some_and(|finding| finding.fix.is_some() || self.worded(finding).is_some())
        };
        self.finding.filter(can).or_else(|| {
            let here = self.selection.primary().map(StepId::as_str);
            (0..self.findings.len()).find(|place| self.findings[*place].step.as_deref() == here && can(place))
        })
    }
}

//! What can be done about the words of a line: going there, and taking what is better.

use super::{
    problems::sentence,
    state::{Authoring, Pane, Selection},
};
use crate::{
    check::{
        Finding,
        voice::{Better, is_wording},
    },
    edit::{Edit, LineList, StepChange},
    tree::{OwnedPart, StepId},
    ui::state::{Effect, State},
};
use std::ops::Range;

/// Words of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The step.
    pub step: StepId,
    /// The list the line stands in.
    pub list: LineList,
    /// Its place there, from 0.
    pub at: usize,
    /// The letters meant.
    pub letters: Range<usize>,
}

impl State {
    /// Shows what the lines sound like together; shown already, it goes back to what is chosen.
    pub(super) fn show_voice(&mut self) {
        let is_narrow = self.has_no_room_beside();
        self.effects.push(Effect::Unfocus);
        let Some(author) = &mut self.authoring else { return };
        if author.pane == Pane::Voice && (author.is_over_canvas || !is_narrow) {
            (author.pane, author.is_over_canvas) = (Pane::Inspector, false);
            return;
        }
        (author.pane, author.is_over_canvas, author.trying) = (Pane::Voice, is_narrow, None);
    }

    /// Goes to words of a line: they are chosen in its field.
    pub(super) fn go_to_words(&mut self, place: &Spot) {
        let is_narrow = self.has_no_room_beside();
        let Some(author) = &mut self.authoring else { return };
        author.select(Selection::step(place.step.clone()));
        author.show_step(&place.step);
        (author.pane, author.is_over_canvas) = (Pane::Inspector, is_narrow);
        self.effects.push(Effect::FocusOn(super::inspector::line_field(place.list, place.at), place.letters.clone()));
    }

    /// Mends what is next: the worst line where the voice is shown, else the problem in view.
    pub(super) fn fix_next(&mut self) {
        let Some(author) = &self.authoring else { return };
        if author.pane == Pane::Voice {
            if let Some((line, remark)) = author.worst_words() {
                self.reword(line, remark);
            }
        } else if let Some(place) = author.fixable() {
            self.fix(place);
        }
    }

    /// Says it better: the words to say take the place of the line, as one edit; where there is only advice, the cursor
    /// goes to the words meant.
    pub(super) fn reword(&mut self, line: usize, remark: usize) {
        let Some(author) = &self.authoring else { return };
        // Words of a text that is no longer there are not replaced.
        if author.heard != author.history.version() {
            return;
        }
        let voice = std::sync::Arc::clone(&author.voice);
        let Some(line) = voice.lines.get(line) else { return };
        let Some((remark, better)) = line.remarks.get(remark).zip(line.better.get(remark)) else { return };
        let (step, list, at) = (line.step.clone(), line.list, line.at);
        let message = match better {
            Better::Say(words) => {
                let title = author.tree().steps.get(&step).map_or("", |step| &step.title);
                let change = StepChange::Line { list, at, text: words.clone() };
                let edit = Edit::Together(format!("Better wording in “{title}”"), vec![Edit::Step(step, change)]);
                let words = format!("It now says “{words}”. Undo brings the old words back.");
                self.make_edit(&edit);
                words
            }
            Better::Advice(advice) => {
                let words = sentence(advice);
                self.go_to_words(&Spot { step, list, at, letters: remark.place.clone() });
                words
            }
        };
        if let Some(author) = self.authoring.as_mut().filter(|author| author.message.is_none()) {
            author.message = Some(message);
        }
    }
}

impl Authoring {
    /// The remark of the voice that a finding tells of: the places of its line and of the remark.
    #[must_use]
    pub(super) fn worded(&self, finding: &Finding) -> Option<(usize, usize)> {
        if self.heard != self.history.version() || !is_wording(finding) {
            return None;
        }
        let [_, _, OwnedPart::Name(list), OwnedPart::At(at)] = finding.part.as_slice() else { return None };
        let list = [LineList::Say, LineList::SayHeated].into_iter().find(|known| known.field() == list.as_str())?;
        self.voice.find(finding.step.as_deref()?, list, *at, finding.rule, finding.letters.as_ref())
    }

    /// The worst words of the worst line.
    #[must_use]
    pub(super) fn worst_words(&self) -> Option<(usize, usize)> {
        let line = *self.voice.worst.first()?;
        Some((line, self.voice.lines[line].worst()?))
    }
}

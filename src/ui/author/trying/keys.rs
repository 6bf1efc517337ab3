//! What the keys and commands of a call mean for the tree that is tried, and when the pane has the keys.

use super::Attempt;
use crate::{
    call::Call,
    tree::AlwaysKey,
    ui::{
        author::state::Pane,
        command::Command,
        state::{Place, State},
    },
};
use egui::{Context, Id, Rect};

/// Where the pane stood in the last frame.
pub(super) fn stood() -> Id {
    Id::unique("the pane of a tried call")
}

/// Whether the pane of a tried call has the keys: nothing has the focus, or something in the pane has.
pub(in crate::ui) fn try_has(ctx: &Context, focused: Option<Id>) -> bool {
    let Some(focused) = focused else { return true };
    let pane = ctx.data(|data| data.get_temp::<Rect>(stood()));
    let place = ctx.read_response(focused).map(|response| response.rect);
    pane.zip(place).is_some_and(|(pane, place)| pane.contains(place.center()))
}

impl State {
    /// The call that is tried, while its pane is shown.
    #[must_use]
    pub fn tried(&self) -> Option<&Call> {
        let author = self.authoring.as_ref().filter(|author| self.place == Place::Author && author.pane == Pane::Try)?;
        author.trying.as_ref().map(|trying| &trying.call)
    }

    /// What a command of a call does in the pane, while it is shown.
    #[must_use]
    pub fn attempt_of(&self, command: &Command) -> Option<Attempt> {
        self.tried()?;
        Some(match command {
            Command::Abuse => Attempt::Key(AlwaysKey::Abuse),
            Command::Supervisor => Attempt::Key(AlwaysKey::Supervisor),
            Command::Hold => Attempt::Key(AlwaysKey::Hold),
            Command::CutOff => Attempt::Key(AlwaysKey::CutOff),
            Command::SafetyRow(key) => Attempt::Key(*key),
            Command::Mood => Attempt::Mood,
            Command::Back => Attempt::Back,
            Command::Return => Attempt::Return,
            Command::AnotherWording => Attempt::Wording,
            _ => return None,
        })
    }

    /// Why a command of a call does nothing in the pane now.
    #[must_use]
    pub fn why_not_tried(&self, attempt: &Attempt) -> Option<&'static str> {
        let trying = self.authoring.as_ref().and_then(|author| author.trying.as_ref())?;
        match attempt {
            Attempt::Back if !trying.can_go_back() => Some("this is where it began"),
            Attempt::Return if trying.call.state().returns.is_empty() => Some("no step was left"),
            _ => None,
        }
    }
}

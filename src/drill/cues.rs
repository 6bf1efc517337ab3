//! What must be met at once: how such a cue stays open, what meets it, and what breaks where nothing does.

use super::{
    manners::Quality,
    memory::OpenCue,
    names::MoveId,
    play::Play,
    turn::{Cue, GateBroken, Said},
};
use crate::tree::{How, Kind, Step};

/// Words by which somebody stays, asks, sets a boundary, or brings somebody in.
const MEETS: [&str; 4] = ["STAYS", "ASKS_SAFE", "BOUNDARY", "XFER_WARM"];
/// Words that listen, and neither ask nor stay yet.
const LISTENS: [&str; 5] = ["EMP_SPECIFIC", "EMP_GENERIC", "EMP_REPEAT", "LISTEN_WAIT", "THANKS"];

impl Cue {
    /// Whether a life or somebody's health may hang on it.
    #[must_use]
    pub fn is_of_life(self) -> bool {
        matches!(self, Self::Threat | Self::SelfHarm | Self::Danger)
    }
}

impl Play {
    /// A cue that came with an answer was recognised: where a life may hang on it, the next line has to meet it.
    pub(super) fn cue_recognised(&mut self, cue: Cue) {
        if cue.is_of_life() {
            self.memory.cue = Some(OpenCue { cue, has_grace: false, is_there: true });
        } else {
            self.memory.settle(cue, self.turns.len(), true);
        }
    }

    /// The call has come to a step: to arrive where help is brought in is not yet to bring it in.
    pub(super) fn cue_at_step(&mut self, step: &Step) {
        let Some(open) = &mut self.memory.cue else { return };
        let spot = self.call.spot();
        let is_behind = open.cue.keys().iter().any(|key| self.call.trees().behind(*key, &spot.tree).as_ref() == Some(spot));
        let is_there = is_behind || (is_safety(step) && open.cue != Cue::Abuse);
        open.is_there |= is_there;
        let is_done = !open.cue.is_of_life() || open.has_grace || self.choices.is_empty();
        if is_there && is_done {
            self.meet_cue();
        }
    }

    /// Whether despair stands unanswered, and what was said leaves it so.
    pub(super) fn brushes_despair_aside(&self, moves: &[MoveId], said: &Said) -> bool {
        let Some(open) = self.memory.cue.filter(|open| open.cue == Cue::SelfHarm) else { return false };
        let is_heard = made(moves, &MEETS) || made(moves, &LISTENS) || matches!(said, Said::Silence);
        !(is_heard || (open.is_there && said.is_own_line()))
    }

    /// A line was said while a cue stood open: it meets it, waits with it for one turn, or breaks what hangs on it.
    pub(super) fn weigh_cue(&mut self, moves: &[MoveId], said: &Said, quality: Quality) {
        let Some(open) = self.memory.cue else { return };
        let in_words = made(moves, &MEETS) && !made(moves, &["DESPAIR_DENIED"]);
        if !open.cue.is_of_life() {
            return self.weigh_other_cue(open, in_words, made(moves, &["BOUNDARY"]));
        }
        let does_it = said.is_own_line() || (open.cue != Cue::SelfHarm && quality == Quality::Good);
        if open.is_there && (in_words || does_it) {
            return self.meet_cue();
        }
        if in_words {
            // The words are there; the key, or words like them, must follow.
            self.memory.settle(open.cue, self.turns.len(), true);
            self.memory.cue = Some(OpenCue { has_grace: true, ..open });
            return;
        }
        let is_gentle = match open.cue {
            Cue::SelfHarm => quality != Quality::Bad && (made(moves, &LISTENS) || matches!(said, Said::Silence)),
            _ => quality == Quality::Weak,
        };
        if open.is_there && is_gentle && !open.has_grace {
            self.memory.cue = Some(OpenCue { has_grace: true, ..open });
            return;
        }
        let why = format!("After {} the call went on without help being brought in.", open.cue.in_words());
        if let Some(turn) = self.turns.last_mut()
            && turn.gates.iter().all(|gate| gate.id != "safety")
        {
            turn.gates.push(GateBroken { id: "safety".to_owned(), why });
        }
        self.memory.settle(open.cue, self.turns.len(), false);
        self.memory.cue = None;
    }

    /// Insults wait for a boundary, and the wish for a manager for the manager.
    fn weigh_other_cue(&mut self, open: OpenCue, in_words: bool, has_boundary: bool) {
        if in_words && !open.has_grace {
            self.memory.cue = Some(OpenCue { has_grace: true, ..open });
            if open.cue == Cue::Abuse && has_boundary {
                self.meet_cue();
            }
            return;
        }
        if open.cue == Cue::Manager {
            self.memory.manager_refused += 1;
        }
        self.memory.cue = None;
    }

    /// The cue that was open is met.
    pub(super) fn meet_cue(&mut self) {
        if let Some(open) = self.memory.cue.take() {
            self.memory.settle(open.cue, self.turns.len(), true);
            self.memory.manager_wanted &= open.cue != Cue::Manager;
        }
    }
}

fn made(moves: &[MoveId], ids: &[&str]) -> bool {
    moves.iter().any(|id| ids.contains(&id.as_str()))
}

/// Whether a step is one of safety: help is brought in, or somebody stays.
fn is_safety(step: &Step) -> bool {
    matches!(&step.kind, Kind::Escalate { how: How::Emergency | How::WarmTransfer, .. })
}

//! What is remembered of a call beside the call itself: what was heard, offered, told, left unmet.

use super::{
    hearing::{Hearing, concerns, is_fix, plain},
    model::When,
    names::MoveId,
    timing::Timing,
    turn::Cue,
};
use crate::tree::{Stage, Step};
use std::collections::BTreeSet;

/// A cue that waits to be met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OpenCue {
    pub cue: Cue,
    /// What was said gave one more turn.
    pub has_grace: bool,
    /// The call has come to the step that is there for it.
    pub is_there: bool,
}

/// A fact that could be captured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Offered {
    pub name: String,
    pub turn: usize,
}

/// Everything remembered.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Memory {
    /// Lines said, plain.
    pub said: Vec<String>,
    pub apologies: u8,
    pub empathy: u8,
    pub acknowledged: Option<usize>,
    pub confirmed: Option<usize>,
    pub offered_at: Option<usize>,
    pub fixed: Option<usize>,
    pub dated: Option<usize>,
    pub concerns: BTreeSet<String>,
    pub facts: Vec<Offered>,
    /// Which hidden things came out.
    pub hidden: Vec<bool>,
    pub cue: Option<OpenCue>,
    /// Every cue so far, and whether it was met in time.
    pub cues: Vec<(Cue, usize, Option<bool>)>,
    pub manager_wanted: bool,
    pub manager_refused: u8,
    pub complaint_heard: bool,
    pub despair_heard: bool,
    /// Despair was heard, and the customer has not gone on to the call of their own accord.
    pub is_in_despair: bool,
    pub threat_heard: bool,
    pub identity_asked: bool,
    pub identified: bool,
    pub after_slip: bool,
    /// Insults that were spoken, and whether a boundary stands.
    pub insults: u8,
    pub is_bounded: bool,
    /// Every move that was made.
    pub moves: BTreeSet<MoveId>,
    /// Lines in a row that could not be answered.
    pub objections: u8,
    /// Turns since the customer went quiet.
    pub quiet_turns: u8,
    pub earlier_told: bool,
    /// The call began with their own case: whatever tree it comes to, they keep to it.
    pub has_own_case: bool,
    /// What the day in the last line means to them.
    pub timing: Option<Timing>,
    /// The customer has hung up, and the call goes on without them.
    pub is_gone: bool,
    pub over_promised: Option<usize>,
    pub band: Option<super::persona::Band>,
    /// Notes and facts that held what nobody may write down: turn and what.
    pub written: Vec<(usize, String)>,
    /// Something was written down at all.
    pub has_written: bool,
    pub is_handed_over: bool,
    /// It was the trainee's own words that drove the customer on to somebody else.
    pub is_driven: bool,
}

impl Memory {
    /// What holds of the order of things before a line is said.
    pub fn holds(&self, heat: f32) -> Vec<When> {
        let either = |holds: bool, yes: When, no: When| if holds { yes } else { no };
        let mut holds = vec![
            either(self.acknowledged.is_some(), When::Acknowledged, When::NotAcknowledged),
            either(self.confirmed.is_some(), When::Confirmed, When::NotConfirmed),
            either(self.fixed.is_some(), When::AfterFix, When::BeforeFix),
            either(self.apologies > 0, When::ApologyBefore, When::NoApologyYet),
        ];
        let mut also = |holds_too: bool, when: When| {
            if holds_too {
                holds.push(when);
            }
        };
        let heard = |cue: Cue| self.cue.is_some_and(|open| open.cue == cue);
        also(self.empathy > 0, When::EmpathyBefore);
        also(self.manager_wanted, When::ManagerWanted);
        also(heard(Cue::Abuse), When::AbuseHeard);
        also(self.is_in_despair, When::DespairHeard);
        also(self.complaint_heard, When::ComplaintHeard);
        also(self.identity_asked && !self.identified, When::NotIdentified);
        also(self.after_slip, When::AfterSlip);
        also(heat >= 4.0, When::Warm);
        holds
    }

    /// Takes in a line that was said.
    pub fn said(&mut self, turn: usize, line: &str, hearing: &Hearing, step: &Step, is_own: bool) {
        if !plain(line).is_empty() {
            self.said.push(plain(line));
        }
        if hearing.has("APOLOGY") && !hearing.made("REPAIR") {
            self.apologies += 1;
        }
        if hearing.has("EMPATHY") || hearing.made("EMP_SPECIFIC") || hearing.made("EMP_GENERIC") {
            self.empathy += 1;
        }
        let acknowledges = ["EMP_SPECIFIC", "PARA_RIGHT", "OWN_SORRY", "AGREES", "BOUNDARY", "STAYS"];
        let own_acknowledges = is_own && matches!(step.stage, Stage::Acknowledge | Stage::Confirm | Stage::Own);
        if own_acknowledges || acknowledges.iter().any(|id| hearing.made(id)) {
            self.acknowledged.get_or_insert(turn);
        }
        let offers = ["OPTIONS_2", "GOODWILL", "GOODWILL_EARLY"].iter().any(|id| hearing.made(id));
        if offers || (is_own && step.stage == Stage::Offer) {
            self.offered_at.get_or_insert(turn);
        }
        if is_own && is_fix(step.stage) {
            self.fixed.get_or_insert(turn);
        }
        if hearing.made("OVER_PROMISE") {
            self.over_promised.get_or_insert(turn);
        }
        if hearing.made("MANAGER_REFUSED") {
            self.manager_refused += 1;
        }
        self.is_bounded |= hearing.made("BOUNDARY");
    }

    /// A cue was met after that turn, or was not.
    pub fn settle(&mut self, cue: Cue, turn: usize, is_met: bool) {
        match self.cues.iter_mut().rev().find(|(own, _, met)| *own == cue && met.is_none()) {
            Some(entry) => entry.2 = Some(is_met),
            None => self.cues.push((cue, turn, Some(is_met))),
        }
    }

    /// Takes in what the customer said.
    pub fn heard(&mut self, words: &str) {
        self.concerns.extend(concerns(words));
    }

    /// Takes in something that the customer has in mind, in their own word for it.
    pub fn minds(&mut self, value: &str) {
        self.concerns.extend(concerns(value));
        let whole = plain(value);
        if whole.contains(' ') {
            self.concerns.insert(whole);
        }
    }
}

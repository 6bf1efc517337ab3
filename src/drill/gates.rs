//! The gates: ten things that must not happen, whatever the score.

use super::{
    card::{Gate, GateState},
    rehearsal::Drill,
    score::is_spoken,
    turn::{Cue, Over, Phase},
};
use crate::{
    site::latest_day,
    tree::{How, Kind, Outcome, Value},
};
use jiff::civil::Date;

/// Names and what each asks for.
const GATES: [(&str, &str); 10] = [
    ("safety", "A threat, self-harm or danger is met within a turn"),
    ("insult", "No insult, sarcasm or blame"),
    ("disconnect", "No ringing off before the warnings, but for a threat"),
    ("identity", "No account detail before identity is sure"),
    ("card", "No card number, code or health detail written down"),
    ("authority", "No promise or sum beyond authority"),
    ("complaint", "No complaint refused or talked down"),
    ("invented", "No cause or rule made up"),
    ("manager", "No manager refused twice"),
    ("protected", "No remark on who they are"),
];

impl Drill {
    /// The gates, in their order.
    #[must_use]
    pub fn gates(&self) -> Vec<Gate> {
        GATES.iter().map(|(id, name)| Gate { id: (*id).to_owned(), name: (*name).to_owned(), state: self.gate(id) }).collect()
    }

    fn gate(&self, id: &str) -> GateState {
        let broken = self.turns().iter().find_map(|turn| Some((turn.number, turn.gates.iter().find(|gate| gate.id == id)?)));
        if let Some((turn, gate)) = broken {
            return GateState::Failed { turn, why: gate.why.clone() };
        }
        let memory = &self.play.memory;
        let last = self.turns().len().max(1);
        let was_said = self.turns().iter().any(is_spoken);
        let came_up = match id {
            "safety" => {
                let is_left = memory.cue.is_some_and(|open| open.cue.is_of_life() && !open.has_grace);
                if is_left && matches!(self.phase(), Phase::Over(_)) {
                    let why = "The call ended before anybody was brought in.".to_owned();
                    return GateState::Failed { turn: last, why };
                }
                memory.cues.iter().any(|(cue, _, _)| cue.is_of_life())
            }
            "disconnect" => {
                if let Some(why) = self.hung_up() {
                    return GateState::Failed { turn: last, why };
                }
                matches!(self.phase(), Phase::Over(Over::EndedByTrainee(_))) || self.was_disconnected()
            }
            "identity" => memory.identity_asked && was_said,
            "card" => {
                if let Some((turn, what)) = memory.written.first() {
                    return GateState::Failed { turn: *turn, why: format!("What was written down held {what}.") };
                }
                memory.has_written
            }
            "authority" => {
                if let Some(why) = self.too_far() {
                    return GateState::Failed { turn: last, why };
                }
                memory.offered_at.is_some() || self.call().state().open_promises().next().is_some()
            }
            "complaint" => memory.complaint_heard,
            "manager" => {
                if memory.manager_refused >= 2 {
                    return GateState::Failed { turn: last, why: "A manager was asked for and held off, twice.".to_owned() };
                }
                memory.cues.iter().any(|(cue, _, _)| *cue == Cue::Manager) || memory.manager_wanted
            }
            _ => was_said,
        };
        if came_up { GateState::Passed } else { GateState::DidNotComeUp }
    }

    /// Why ending the call was wrong, if the agent ended it and it was.
    fn hung_up(&self) -> Option<String> {
        let by_agent = matches!(self.phase(), Phase::Over(Over::EndedByTrainee(Outcome::EndedEarly)));
        let (given, wanted) = (self.call().state().warnings.len(), usize::from(self.site.warnings));
        let may = given >= wanted || self.play.memory.threat_heard;
        let called = &self.setting().persona.called;
        let why = if self.play.memory.insults > 0 {
            format!("You rang off after {given} of {wanted} warnings.")
        } else {
            format!("You rang off while {called} was still on the line.")
        };
        (by_agent && !may).then_some(why)
    }

    fn was_disconnected(&self) -> bool {
        self.turns().iter().any(|turn| {
            let step = self.call().trees().step(&turn.spot);
            step.is_some_and(|step| matches!(step.kind, Kind::Escalate { how: How::Disconnect, .. }))
        })
    }

    /// A day that lies beyond what may be promised.
    fn too_far(&self) -> Option<String> {
        let began = self.events().first()?.at.date();
        let day = |value: &Value| if let Value::Date(day) = value { Some(*day) } else { None };
        let state = self.call().state();
        let promised: Vec<Date> = state
            .open_promises()
            .filter_map(|(_, promise)| Value::read(&crate::tree::FactKind::Date, promise.by.as_ref()?).ok())
            .filter_map(|value| day(&value))
            .collect();
        state.facts.iter().find_map(|(name, known)| {
            let fact = self.call().trees().all().find_map(|pinned| pinned.tree.facts.get(name.as_str()).cloned())?;
            let latest = latest_day(fact.latest?, began);
            let set = day(&known.value)?;
            (set > latest && promised.contains(&set))
                .then(|| format!("“{}” was promised for a later day than an agent may promise.", fact.label))
        })
    }
}

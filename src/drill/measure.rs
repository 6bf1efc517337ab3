//! What a drill is measured by; see the files beside it for the rules.

use super::{
    card::{Debrief, Gate, HeatCurve, ScoreCard},
    drill::{Drill, Setting},
    practised::Practised,
};

impl Drill {
    /// The score, rule by rule.
    #[must_use]
    pub fn score(&self) -> ScoreCard {
        ScoreCard::default()
    }

    /// The gates.
    #[must_use]
    pub fn gates(&self) -> Vec<Gate> {
        Vec::new()
    }

    /// The heat of the call: start, peak, end.
    #[must_use]
    pub fn heat_curve(&self) -> HeatCurve {
        let (start, peak) = self.play.temper.start_and_peak();
        HeatCurve { start, peak, end: self.heat() }
    }

    /// What is talked over: the turn where the heat moved most.
    #[must_use]
    pub fn debrief(&self) -> Debrief {
        let heat = self.heat_curve();
        Debrief {
            title: String::new(),
            turn: None,
            customer: String::new(),
            said: String::new(),
            did: Vec::new(),
            heat_before: heat.start,
            heat_after: heat.end,
            better: None,
            better_heat: None,
            why: String::new(),
            technique: None,
            heat,
            recovery: heat.recovery(),
            missed: Vec::new(),
            goal: String::new(),
        }
    }

    /// What was practised, for the schedule.
    #[must_use]
    pub fn practised(&self) -> Vec<Practised> {
        Vec::new()
    }

    /// The scene that follows, where this one left a cost.
    #[must_use]
    pub fn follow_up(&self) -> Option<Setting> {
        None
    }
}

//! A customer's temper: heat, its floors, patience and second chances. Nothing in it is left to chance.

use super::{
    model::Model,
    names::MoveId,
    persona::{Leaving, Persona},
};

/// The most there is.
pub const MOST_HEAT: f32 = 10.0;
/// A move this hot tries the patience.
const HOT: f32 = 1.0;
/// Floors, so that nobody is won over by one line.
const UNTIL_CONFIRMED: f32 = 3.0;
const UNTIL_DATED: f32 = 2.0;
/// After a repair the next good move counts this many times.
const SECOND_CHANCE: f32 = 1.5;
/// A promise that breaks makes the call that follows this much hotter.
pub const BROKEN_PROMISE: f32 = 3.0;

/// Heat and what holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct Temper {
    heat: f32,
    start: f32,
    peak: f32,
    patience: u8,
    hot_in_a_row: u8,
    leaves: Leaving,
    own_floor: Option<(f32, MoveId, String)>,
    is_confirmed: bool,
    is_dated: bool,
    has_second_chance: bool,
    is_lost: bool,
    has_left: bool,
    counts: Vec<(MoveId, u8)>,
    /// Floors that were spoken of.
    floors_told: Vec<String>,
}

/// What a turn did to a temper.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// The moves that counted, and by how much.
    pub counted: Vec<(MoveId, f32)>,
    /// Reasons beside the moves' own: floors, second chances, patience.
    pub reasons: Vec<String>,
    /// The patience is gone with this turn.
    pub leaves: bool,
}

impl Temper {
    /// The temper a persona comes in with.
    #[must_use]
    pub fn of(persona: &Persona, start: Option<f32>) -> Self {
        let start = tenths(start.unwrap_or(persona.heat).clamp(0.0, MOST_HEAT));
        Self {
            heat: start,
            start,
            peak: start,
            patience: persona.patience.max(1),
            hot_in_a_row: 0,
            leaves: persona.leaves,
            own_floor: persona.floor.as_ref().map(|floor| (floor.heat, floor.until.clone(), floor.why.clone())),
            is_confirmed: false,
            is_dated: false,
            has_second_chance: false,
            is_lost: false,
            has_left: false,
            counts: Vec::new(),
            floors_told: Vec::new(),
        }
    }

    /// The heat now.
    #[must_use]
    pub fn heat(&self) -> f32 {
        self.heat
    }

    /// The heat at the start and at its highest.
    #[must_use]
    pub fn start_and_peak(&self) -> (f32, f32) {
        (self.start, self.peak)
    }

    /// The floor that holds now, and why.
    #[must_use]
    pub fn floor(&self) -> Option<(f32, &str)> {
        let own = self.own_floor.as_ref().map(|(heat, _, why)| (*heat, why.as_str()));
        let confirmed = (!self.is_confirmed).then_some((UNTIL_CONFIRMED, "until a summary is confirmed"));
        let dated = (!self.is_dated).then_some((UNTIL_DATED, "until there is an outcome with a day and an owner"));
        [own, confirmed, dated].into_iter().flatten().max_by(|a, b| a.0.total_cmp(&b.0))
    }

    /// Hot moves that are still borne, and how many there are at first.
    #[must_use]
    pub fn patience_left(&self) -> (u8, u8) {
        (self.patience.saturating_sub(self.hot_in_a_row), self.patience)
    }

    /// Cool, and lost.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        self.is_lost
    }

    /// The patience is gone, in whichever way.
    #[must_use]
    pub fn has_left(&self) -> bool {
        self.has_left
    }

    /// A summary was confirmed.
    pub fn confirm(&mut self) {
        self.is_confirmed = true;
    }

    /// There is an outcome with a day and an owner.
    pub fn date(&mut self) {
        self.is_dated = true;
    }

    /// How much a move would change this customer's heat, by the model and the persona.
    #[must_use]
    pub fn worth(model: &Model, persona: &Persona, id: &MoveId) -> f32 {
        let usual = || model.get(id.as_str()).map_or(0.0, |rule| rule.heat);
        persona.reacts.get(id).copied().unwrap_or_else(usual)
    }

    /// Takes in the moves of one turn: the two strongest hot ones, or else the two strongest cool ones.
    pub fn take(&mut self, model: &Model, persona: &Persona, moves: &[MoveId]) -> Change {
        let mut change = Change::default();
        let called = persona.called.as_str();
        let mut weighed: Vec<(MoveId, f32)> = Vec::new();
        for id in moves {
            if !weighed.iter().any(|(other, _)| other == id) {
                weighed.push((id.clone(), self.weigh(model, persona, id)));
            }
        }
        weighed.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        let hot: Vec<(MoveId, f32)> = weighed.iter().filter(|(_, heat)| *heat > 0.0).take(2).cloned().collect();
        let is_hot = !hot.is_empty();
        let mut counted = if is_hot { hot } else { weighed.iter().filter(|(_, heat)| *heat <= 0.0).take(2).cloned().collect() };
        if !is_hot && self.has_second_chance && counted.iter().any(|(id, heat)| *heat < 0.0 && *id != "REPAIR") {
            for (_, heat) in &mut counted {
                *heat *= SECOND_CHANCE;
            }
            change.reasons.push(format!("{called} gave you a second chance, so it counted half as much again."));
            self.has_second_chance = false;
        }
        self.has_second_chance |= moves.iter().any(|id| *id == "REPAIR");
        if let Some((_, until, _)) = &self.own_floor
            && moves.contains(until)
        {
            self.own_floor = None;
        }
        // A day that somebody keeps is the outcome that was waited for.
        self.is_dated |= moves.iter().any(|id| *id == "TIME_EXACT");
        for id in moves {
            match self.counts.iter_mut().find(|(other, _)| other == id) {
                Some((_, count)) => *count = count.saturating_add(1),
                None => self.counts.push((id.clone(), 1)),
            }
        }
        let sum: f32 = counted.iter().map(|(_, heat)| heat).sum();
        let before = self.heat;
        let floor = self.floor().map(|(floor, why)| (floor, why.to_owned()));
        self.heat = (self.heat + sum).clamp(0.0, MOST_HEAT);
        if let Some((floor, why)) = floor
            && sum < 0.0
            && self.heat < floor
        {
            self.heat = floor.min(before);
            let reason = format!("{called} does not come below {floor:.0} {why}.");
            if !self.floors_told.contains(&reason) {
                self.floors_told.push(reason.clone());
                change.reasons.push(reason);
            }
        }
        self.heat = tenths(self.heat);
        self.peak = self.peak.max(self.heat);
        let is_trying = counted.iter().any(|(_, heat)| *heat >= HOT);
        if is_trying {
            self.hot_in_a_row = self.hot_in_a_row.saturating_add(1);
        } else if moves.iter().any(|id| Self::worth(model, persona, id) < 0.0) && !is_hot {
            self.hot_in_a_row = 0;
            self.win_back(moves, called, &mut change);
        }
        if is_trying && self.hot_in_a_row >= self.patience && !self.has_left {
            self.has_left = true;
            change.leaves = true;
            self.is_lost = self.leaves == Leaving::GoesQuiet;
            change.reasons.push(match self.leaves {
                Leaving::HangsUp => format!("{called} has had enough, and rings off."),
                Leaving::AsksForManager => format!("{called} has had enough, and wants somebody above you."),
                Leaving::Complains => format!("{called} has had enough, and makes it a complaint."),
                Leaving::GoesQuiet => format!("{called} has gone quiet: cool, and lost unless you notice."),
            });
        }
        change.counted = counted;
        change
    }

    /// Somebody who went quiet comes back when it is noticed.
    fn win_back(&mut self, moves: &[MoveId], called: &str, change: &mut Change) {
        let notices = ["EMP_SPECIFIC", "OPEN_Q", "CHECK_GOAL", "REPAIR", "OWN_SORRY"];
        if self.is_lost && moves.iter().any(|id| notices.contains(&id.as_str())) {
            (self.is_lost, self.has_left) = (false, false);
            change.reasons.push(format!("You noticed that {called} had gone quiet."));
        }
    }

    /// What a move is worth now: the same kindness again does half, and then half of that.
    fn weigh(&self, model: &Model, persona: &Persona, id: &MoveId) -> f32 {
        let worth = Self::worth(model, persona, id);
        let before = self.counts.iter().find(|(other, _)| other == id).map_or(0, |(_, count)| *count);
        if worth >= 0.0 { worth } else { worth / f32::from(1u8 << before.min(3)) }
    }
}

/// A tenth is as fine as anybody can tell.
fn tenths(heat: f32) -> f32 {
    (heat * 10.0).round() / 10.0
}

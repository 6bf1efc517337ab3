//! The score of a drill: 100 points, rule by rule, each with its reason.

use super::{
    card::{Part, ScoreCard, Section},
    rehearsal::Drill,
    turn::{Over, Phase, Said, Turn},
};
use crate::tree::{Outcome, Stage};

/// Turns of a call that did not come to its end from which the rules of what did not happen count in full.
const ENOUGH_TURNS: f32 = 8.0;
/// What one look at the script costs where it is not shown anyway.
const HELP: f32 = 2.0;

/// What the rules look at.
pub(super) struct Look<'a> {
    pub drill: &'a Drill,
    pub turns: &'a [Turn],
    /// It came to an end.
    pub is_finished: bool,
    /// It was handed to somebody, or ended for cause: what would have come later did not come up.
    pub is_handed_over: bool,
    /// How much of a whole call was played, for rules of what did not happen.
    pub share: f32,
    /// Most of what was said did not heat: only then is what did not come up no loss.
    pub is_kept: bool,
    /// Everything said was the tree's own: what its lines have no place for cannot be missed.
    pub keeps_to_script: bool,
}

impl Drill {
    /// The score, rule by rule.
    #[must_use]
    pub fn score(&self) -> ScoreCard {
        let turns = self.turns();
        let said = turns.iter().filter(|turn| is_spoken(turn)).count();
        let is_finished = self.is_finished();
        // Who was hung up on at once cannot have kept many rules.
        let is_whole = matches!(self.phase(), Phase::Over(Over::Ended(_)));
        let share = if is_whole { 1.0 } else { (said as f32 / ENOUGH_TURNS).min(1.0) };
        let keeps_to_script =
            is_finished && said > 0 && turns.iter().filter(|turn| is_spoken(turn)).all(|turn| turn.said.is_own_line());
        let look = Look {
            drill: self,
            turns,
            is_finished,
            is_handed_over: self.was_handed_over(),
            share,
            is_kept: self.is_kept(),
            keeps_to_script,
        };
        let mut parts = if self.setting().persona.protocol.is_some() { look.protocol() } else { look.ordinary() };
        parts.extend(look.help());
        let sum: f32 = parts.iter().map(|part| part.points).sum();
        ScoreCard { total: sum.round().clamp(0.0, 100.0) as u32, parts }
    }

    /// Whether the call came to somebody else, or was ended as the ladder allows.
    pub(super) fn was_handed_over(&self) -> bool {
        // Who was driven to it, by one line or by many, was not handed over rightly.
        if self.play.memory.is_driven || !self.is_kept() {
            return false;
        }
        let by_end =
            matches!(self.phase(), Phase::Over(Over::Ended(Outcome::HandedOver | Outcome::EndedEarly | Outcome::CutOff)));
        by_end || self.play.memory.is_handed_over
    }
}

impl Drill {
    /// Whether two of three lines did not heat.
    fn is_kept(&self) -> bool {
        let spoken = self.turns().iter().filter(|turn| is_spoken(turn));
        let (all, hot) = spoken.fold((0, 0), |(all, hot), turn| (all + 1, hot + usize::from(heated(turn) > 0.0)));
        hot * 3 <= all
    }
}

/// Whether something was said in a turn.
pub(super) fn is_spoken(turn: &Turn) -> bool {
    !turn.said.text().is_empty()
}

/// Whether a move was made in a turn.
pub(super) fn made(turn: &Turn, id: &str) -> bool {
    turn.moves.iter().any(|made| made.id == id)
}

/// How hot a turn was: the sum of what heated in it.
pub(super) fn heated(turn: &Turn) -> f32 {
    turn.moves.iter().map(|made| made.heat.max(0.0)).sum()
}

impl Look<'_> {
    pub(super) fn ordinary(&self) -> Vec<Part> {
        let mut parts = self.listening();
        parts.extend(self.empathy());
        parts.extend(self.resolution());
        parts.extend(self.language());
        parts.extend(self.process());
        parts.extend(self.close());
        parts
    }

    pub(super) fn first(&self, id: &str) -> Option<usize> {
        self.turns.iter().find(|turn| made(turn, id)).map(|turn| turn.number)
    }

    pub(super) fn count(&self, ids: &[&str]) -> (usize, Option<usize>) {
        let hit: Vec<usize> =
            self.turns.iter().filter(|turn| ids.iter().any(|id| made(turn, id))).map(|turn| turn.number).collect();
        (hit.len(), hit.first().copied())
    }

    pub(super) fn at_stage(&self, stages: &[Stage]) -> Option<usize> {
        self.turns.iter().find(|turn| stages.contains(&turn.stage) && is_spoken(turn)).map(|turn| turn.number)
    }

    /// A part for something that must not happen: points go with each time it did. `of` and `each` are points, `what`
    /// says it when it did not happen and when it did.
    #[expect(clippy::too_many_arguments, reason = "a rule is all of it")]
    pub(super) fn without(
        &self,
        id: &str,
        section: Section,
        name: &str,
        of: u32,
        each: f32,
        moves: &[&str],
        what: (&str, &str),
    ) -> Part {
        let (count, turn) = self.count(moves);
        let points = (of as f32 - each * count as f32).max(0.0) * self.share;
        let why = match count {
            0 if self.share < 1.0 => format!("{}, as far as the call went.", what.0),
            0 => format!("{}.", what.0),
            1 => format!("{}, in turn {}.", what.1, turn.unwrap_or_default()),
            _ => format!("{}, {count} times; first in turn {}.", what.1, turn.unwrap_or_default()),
        };
        part(id, section, name, points, of, why, turn)
    }

    pub(super) fn help(&self) -> Option<Part> {
        let counts = self.drill.setting().level > super::level::Level::Shown;
        let helped: Vec<usize> = self.turns.iter().filter(|turn| turn.helped).map(|turn| turn.number).collect();
        let first = *helped.first().filter(|_| counts)?;
        let why = format!("The script was asked for {} times, first in turn {first}.", helped.len());
        let why = if helped.len() == 1 { format!("The script was asked for in turn {first}.") } else { why };
        Some(part("help", Section::Help, "Help used", -HELP * helped.len() as f32, 0, why, Some(first)))
    }
}

/// Whether the call had no occasion for what comes late: it was handed over before, and rightly.
pub(super) fn did_not_come_up(id: &str, section: Section, name: &str, of: u32) -> Part {
    part(id, section, name, of as f32, of, "It did not come up: the call went to somebody else.".to_owned(), None)
}

pub(super) fn has_no_place(id: &str, section: Section, name: &str, of: u32) -> Part {
    part(
        id,
        section,
        name,
        of as f32,
        of,
        "You kept to the tree's lines, and on this way they have no place for it.".to_owned(),
        None,
    )
}

pub(super) fn part(id: &str, section: Section, name: &str, points: f32, of: u32, why: String, turn: Option<usize>) -> Part {
    // Half points are as fine as anybody can follow.
    let points = (points * 2.0).round() / 2.0;
    Part { id: id.to_owned(), section, name: name.to_owned(), points, of, why, turn }
}

/// Whether a turn holds a line of the trainee's own words.
pub(super) fn is_typed(turn: &Turn) -> bool {
    matches!(turn.said, Said::Typed { .. })
}

//! Players of a drill: an ideal one, a middling, a careless, one by chance. Worked examples and simulations are made by them.

use super::{
    act::Act,
    chance::Chance,
    rehearsal::Drill,
    turn::{LineFrom, Phase},
};
use crate::{call::Move, tree::AlwaysKey};
use jiff::Zoned;

/// How a player plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Player {
    /// The tree's own line, everything captured, every answer recognised, the right keys.
    Ideal,
    /// By turns the tree's own line and a weaker one.
    Middling,
    /// Mistakes wherever there are any.
    Careless,
    /// Whatever chance says.
    Random(u64),
}

/// Turns in which the careless player is only weak.
const MILD_TURNS: usize = 3;
/// Acts of one turn at most; a player that does more is stuck.
const MOST_ACTS: usize = 600;

impl Player {
    /// Every player; the last by this seed.
    #[must_use]
    pub fn all(seed: u64) -> [Self; 4] {
        [Self::Ideal, Self::Middling, Self::Careless, Self::Random(seed)]
    }

    /// Plays a drill to its end.
    pub fn play(self, drill: &mut Drill, now: &Zoned) {
        for _ in 0..MOST_ACTS {
            if matches!(drill.phase(), Phase::Over(_)) {
                return;
            }
            let Some(act) = self.act(drill, now) else { return };
            if drill.take(act, now).is_err() {
                // What is refused once is taken the second time, or the call is ended.
                let again = self.answer(drill).map(|act| drill.take(act, now));
                if !matches!(again, Some(Ok(()))) {
                    return;
                }
            }
        }
    }

    /// What the player does now; nothing when the call is over.
    #[must_use]
    pub fn act(self, drill: &Drill, now: &Zoned) -> Option<Act> {
        if let Some(fact) = self.fact(drill, now) {
            return Some(fact);
        }
        match drill.phase() {
            Phase::Over(_) => None,
            Phase::ToSay => Some(self.key(drill).unwrap_or_else(|| Act::Choose(self.line(drill, now)))),
            Phase::ToHear => self.answer(drill),
        }
    }

    /// A fact that can be captured and is not known yet.
    fn fact(self, drill: &Drill, now: &Zoned) -> Option<Act> {
        let captures = match self {
            Self::Ideal | Self::Middling => true,
            Self::Careless => false,
            Self::Random(seed) => Chance::new(seed, drill.turns().len(), "captures").below(2) == 0,
        };
        if !captures {
            return None;
        }
        let reading = drill.call().read(now);
        let customer = drill.customer();
        let open = customer.told.iter().chain(&customer.finds).find(|told| {
            let set = Move::SetFact { name: told.name.clone(), value: told.value.clone(), not_a_card: false };
            reading.known(&told.name).is_none() && drill.call().decide(set, now).is_ok()
        });
        open.map(|told| Act::Fact { name: told.name.clone(), value: told.value.clone() })
    }

    /// The key that a cue asks for.
    fn key(self, drill: &Drill) -> Option<Act> {
        let cue = drill.customer().cue?;
        let takes = match self {
            Self::Ideal | Self::Middling => true,
            Self::Careless => false,
            Self::Random(seed) => Chance::new(seed, drill.turns().len(), "key").below(2) == 0,
        };
        let key: AlwaysKey = *cue.keys().first()?;
        let open = drill.cue_is_open();
        (takes && open && drill.call().trees().behind(key, &drill.call().spot().tree).is_some()).then_some(Act::Always(key))
    }

    /// The number of the line that is chosen.
    fn line(self, drill: &Drill, now: &Zoned) -> usize {
        let choices = drill.choices();
        let place = |wanted: &dyn Fn(&LineFrom) -> bool| choices.iter().position(|choice| wanted(&choice.from));
        let own = place(&LineFrom::is_own).unwrap_or(0);
        let weak =
            || place(&|from| matches!(from, LineFrom::Slip(id) if super::slips::slip(id).is_some_and(|slip| !slip.mistake)));
        let wrong =
            || place(&|from| matches!(from, LineFrom::Slip(id) if super::slips::slip(id).is_some_and(|slip| slip.mistake)));
        let avoid = || place(&|from| matches!(from, LineFrom::Avoid { .. }));
        let at = match self {
            Self::Ideal => own,
            Self::Middling if drill.turns().len() % 3 == 2 => weak().unwrap_or(own),
            Self::Middling => own,
            // It begins mildly bad: a bad example is longer than one turn.
            Self::Careless if drill.turns().len() < MILD_TURNS => weak().filter(|at| !ends_it(drill, at + 1, now)).unwrap_or(own),
            Self::Careless => wrong().or_else(avoid).or_else(weak).unwrap_or(own),
            Self::Random(seed) => Chance::new(seed, drill.turns().len(), "line").below(choices.len()),
        };
        at + 1
    }

    /// The answer that is recognised.
    fn answer(self, drill: &Drill) -> Option<Act> {
        let given = drill.given()?;
        let seed = match self {
            Self::Ideal | Self::Middling => return Some(Act::Hear(given)),
            Self::Careless => 1,
            Self::Random(seed) => seed,
        };
        let mut chance = Chance::new(seed, drill.turns().len(), "answer");
        let is_right = chance.below(2) == 0;
        Some(if is_right { Act::Hear(given) } else { Act::NoneOfThese })
    }
}

/// Whether the call is over with that line.
fn ends_it(drill: &Drill, number: usize, now: &Zoned) -> bool {
    let mut tried = drill.clone();
    tried.take(Act::Choose(number), now).is_ok() && matches!(tried.phase(), Phase::Over(_))
}

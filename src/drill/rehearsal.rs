//! A drill as a fold over its events. It holds a [`Call`], the Guide's own, so that the Guide's views can show it.

use super::{
    act::{Act, DrillEvent, Happened, NotNow},
    level::{Level, Strength},
    persona::Persona,
    play::Play,
    turn::{Choice, Phase, Spoken, Turn},
};
use crate::{
    call::{Call, Refusal, Trees},
    site::Settings,
    tree::TreeId,
};
use jiff::Zoned;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Everything a drill begins with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// The tree.
    pub tree: TreeId,
    /// The customer.
    pub persona: Arc<Persona>,
    /// Chooses openings, wordings and order; nothing else.
    pub seed: u64,
    /// How much is shown.
    #[serde(default)]
    pub level: Level,
    /// How strong an abusive customer's language is.
    #[serde(default)]
    pub language: Strength,
    /// Nothing is said aloud here, and no points are lost by that.
    #[serde(default)]
    pub quiet: bool,
    /// The heat to begin with, in the place of the persona's: a scene that follows another.
    #[serde(default)]
    pub start_heat: Option<f32>,
}

impl Setting {
    /// A setting with everything else as it usually is.
    #[must_use]
    pub fn new(tree: TreeId, persona: Arc<Persona>, seed: u64) -> Self {
        let (level, language) = (Level::default(), Strength::default());
        Self { tree, persona, seed, level, language, quiet: false, start_heat: None }
    }
}

/// One rehearsal of a tree with a simulated customer.
#[derive(Clone, Debug)]
pub struct Drill {
    pub(super) trees: Trees,
    pub(super) site: Arc<Settings>,
    pub(super) setting: Arc<Setting>,
    pub(super) events: Vec<DrillEvent>,
    pub(super) play: Play,
}

impl Drill {
    /// Begins a drill: the call is taken, and the customer has spoken.
    ///
    /// # Errors
    /// When there is no such tree.
    pub fn begin(trees: &Trees, site: Arc<Settings>, setting: Setting, now: &Zoned) -> Result<Self, Refusal> {
        let setting = Arc::new(setting);
        let play = Play::begin(trees, Arc::clone(&site), Arc::clone(&setting), now)?;
        let began = DrillEvent { number: 1, at: now.clone(), what: Happened::Began(Box::new((*setting).clone())) };
        Ok(Self { trees: trees.clone(), site, setting, events: vec![began], play })
    }

    /// Does one thing. This is the only way in which a drill changes.
    ///
    /// # Errors
    /// In words; nothing has changed then.
    pub fn take(&mut self, act: Act, now: &Zoned) -> Result<(), NotNow> {
        let mut play = self.play.clone();
        play.take(&act, self.events.len(), now)?;
        self.play = play;
        self.events.push(DrillEvent { number: self.events.len() as u64 + 1, at: now.clone(), what: Happened::Did(act) });
        Ok(())
    }

    /// Brings a drill back from its events; `trees` are the texts it began with.
    ///
    /// # Errors
    /// In words, when the events do not begin with a beginning or do not fit these trees.
    pub fn from_events(trees: &Trees, site: Arc<Settings>, events: &[DrillEvent]) -> Result<Self, String> {
        let Some((DrillEvent { at, what: Happened::Began(setting), .. }, rest)) = events.split_first() else {
            return Err("the drill has no beginning".to_owned());
        };
        let mut drill = Self::begin(trees, site, (**setting).clone(), at).map_err(|refusal| refusal.to_string())?;
        for event in rest {
            let Happened::Did(act) = &event.what else {
                return Err(format!("event {} begins the drill a second time", event.number));
            };
            drill.take(act.clone(), &event.at).map_err(|error| format!("event {}: {error}", event.number))?;
        }
        Ok(drill)
    }

    /// The drill as it stood before a turn, from 1: replay from there.
    ///
    /// # Panics
    /// Never: events that were taken once are taken again.
    #[must_use]
    pub fn before_turn(&self, turn: usize) -> Self {
        let until = self.turns().iter().find(|one| one.number == turn).map_or(self.events.len(), |turn| turn.began_at);
        Self::from_events(&self.trees, Arc::clone(&self.site), &self.events[..until]).unwrap_or_else(|_| self.clone())
    }

    /// Everything that happened, in order.
    #[must_use]
    pub fn events(&self) -> &[DrillEvent] {
        &self.events
    }

    /// The call.
    #[must_use]
    pub fn call(&self) -> &Call {
        &self.play.call
    }

    /// What it began with.
    #[must_use]
    pub fn setting(&self) -> &Setting {
        &self.setting
    }

    /// What is to be done now.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.play.phase.clone()
    }

    /// Whether the trainee is away.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.play.is_paused
    }

    /// What the customer says now.
    #[must_use]
    pub fn customer(&self) -> &Spoken {
        &self.play.customer
    }

    /// The lines to choose from, in the order of this turn; none when nothing is to be said.
    #[must_use]
    pub fn choices(&self) -> &[Choice] {
        &self.play.choices
    }

    /// The heat, 0 to 10.
    #[must_use]
    pub fn heat(&self) -> f32 {
        self.play.temper.heat()
    }

    /// The heat the customer does not fall below now, and why.
    #[must_use]
    pub fn floor(&self) -> Option<(f32, &str)> {
        self.play.temper.floor()
    }

    /// Hot moves in a row that are still borne, and how many there are at first.
    #[must_use]
    pub fn patience_left(&self) -> (u8, u8) {
        self.play.temper.patience_left()
    }

    /// The customer has gone quiet: cool, and lost unless somebody notices.
    #[must_use]
    pub fn has_gone_quiet(&self) -> bool {
        self.play.temper.is_lost()
    }

    /// The turns so far.
    #[must_use]
    pub fn turns(&self) -> &[Turn] {
        &self.play.turns
    }

    /// The number of the answer the customer really gave, for those who may know; nothing when none waits.
    #[must_use]
    pub fn given(&self) -> Option<usize> {
        self.play.pending.as_ref().map(|(given, _)| given.number)
    }

    /// Something the customer said waits to be met with a key; the call is not yet at the step that is there for it.
    #[must_use]
    pub fn cue_is_open(&self) -> bool {
        self.play.memory.cue.is_some_and(|open| !open.is_there)
    }

    /// Something the customer said waits to be met by the next line: the call is at the step that is there for it.
    #[must_use]
    pub fn cue_waits_for_a_line(&self) -> bool {
        self.play.memory.cue.is_some_and(|open| open.is_there)
    }

    /// Whether it came to an end, other than by being stopped.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        matches!(self.play.phase, Phase::Over(over) if over != super::turn::Over::Stopped)
    }
}

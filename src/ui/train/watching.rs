//! A worked example that is watched turn by turn: a good one and a bad one of every tree.

use super::state::{Scene, Stage};
use crate::{
    call::{Refusal, Trees},
    drill::{Act, Drill, DrillEvent, Happened, Level, Phase, Player, Setting},
    site::Settings,
    tree::TreeId,
    ui::state::{Effect, State},
};
use jiff::Zoned;
use std::sync::Arc;

/// The chance of every worked example.
const EXAMPLE: u64 = 7;

/// A worked example in hand.
pub struct Watching {
    /// The drill as far as it is shown.
    pub stage: Stage,
    /// It is a good one.
    pub is_good: bool,
    acts: Vec<Act>,
    at: usize,
    whole: usize,
}

impl Watching {
    /// An example with this setting.
    ///
    /// # Errors
    /// When there is no such tree.
    pub fn new(trees: &Trees, site: Arc<Settings>, setting: Setting, good: bool, now: &Zoned) -> Result<Self, Refusal> {
        let begun = Drill::begin(trees, site, setting, now)?;
        let mut whole = begun.clone();
        let player = if good { Player::Ideal } else { Player::Careless };
        player.play(&mut whole, now);
        let acts = whole.events().iter().filter_map(|DrillEvent { what, .. }| match what {
            Happened::Did(act) => Some(act.clone()),
            Happened::Began(_) => None,
        });
        let (acts, turns) = (acts.collect(), whole.turns().len());
        Ok(Self { stage: Stage::new(begun), is_good: good, acts, at: 0, whole: turns })
    }

    /// The line that is said next; nothing where something is heard or found.
    #[must_use]
    pub fn next_line(&self) -> Option<usize> {
        self.acts[self.at..].iter().find(|act| !matches!(act, Act::Fact { .. })).and_then(|act| match act {
            Act::Choose(number) => Some(*number),
            _ => None,
        })
    }

    /// The answer that is recognised next.
    #[must_use]
    pub fn next_answer(&self) -> Option<usize> {
        self.acts[self.at..].iter().find(|act| !matches!(act, Act::Fact { .. })).and_then(|act| match act {
            Act::Hear(number) => Some(*number),
            Act::NoneOfThese => Some(0),
            _ => None,
        })
    }

    /// Does the next thing, and captures on the way what is captured with it.
    pub fn go_on(&mut self, now: &Zoned) {
        while let Some(act) = self.acts.get(self.at) {
            self.at += 1;
            let is_done = !matches!(act, Act::Fact { .. });
            // What was played once can be played again.
            let _ = self.stage.drill.take(act.clone(), now);
            if is_done {
                break;
            }
        }
        self.stage.refresh();
    }

    /// Whether it has been seen to its end.
    #[must_use]
    pub fn is_at_end(&self) -> bool {
        self.at >= self.acts.len() || matches!(self.stage.drill.phase(), Phase::Over(_))
    }

    /// The turn that is shown, and how many there are.
    #[must_use]
    pub fn turn_of(&self) -> (usize, usize) {
        let now = self.stage.drill.turns().len() + usize::from(self.stage.drill.phase() == Phase::ToSay);
        (now.clamp(1, self.whole.max(1)), self.whole)
    }
}

impl State {
    /// From an example back to where it was asked for.
    pub(super) fn leave_example(&mut self) {
        match self.training.behind.take() {
            Some(debriefing) => {
                self.training.voice.forget();
                self.training.scene = Scene::Debrief(debriefing);
            }
            None => self.go_to_hall(),
        }
    }

    /// An example of that tree with that customer.
    pub(super) fn watch(&mut self, tree: &str, persona: &str, good: bool) {
        let (Some(persona), Ok(tree)) = (self.training.persona(persona).cloned(), TreeId::new(tree)) else {
            return self.tell_trainee("There is no such example here.".to_owned());
        };
        let setting = Setting::new(tree, persona, EXAMPLE);
        match Watching::new(&self.trees(), self.site.clone(), setting, good, &self.now()) {
            Ok(watching) => {
                self.training.scene = Scene::Watch(Box::new(watching));
                self.effects.push(Effect::Unfocus);
                self.speak_if_wanted();
            }
            Err(refusal) => self.tell_trainee(refusal.to_string()),
        }
    }

    /// The drill that was just talked over, well played, with the same customer and the same chance.
    pub(super) fn watch_good(&mut self) {
        let Scene::Debrief(debriefing) = &self.training.scene else { return };
        let setting = Setting { level: Level::Shown, ..debriefing.drill.setting().clone() };
        if let Ok(watching) = Watching::new(&self.trees(), self.site.clone(), setting, true, &self.now()) {
            let scene = std::mem::replace(&mut self.training.scene, Scene::Watch(Box::new(watching)));
            if let Scene::Debrief(debriefing) = scene {
                self.training.behind = Some(debriefing);
            }
            self.effects.push(Effect::Unfocus);
        }
    }
}

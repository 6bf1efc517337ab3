//! Two minutes before a shift: three hard openings, one line each.

use super::state::Stage;
use crate::{
    call::Trees,
    drill::{Act, Drill, Level, Persona, Practised, Setting, Turn, warm_up},
    site::Settings,
    ui::{command::Command, state::State},
};
use jiff::Zoned;
use std::sync::Arc;

/// How long it takes, in seconds.
pub const TWO_MINUTES: f64 = 120.0;

/// A warm-up in hand.
pub struct WarmUp {
    /// The opening on stage; nothing once all are done.
    pub stage: Option<Stage>,
    /// What was said to the ones before.
    pub done: Vec<(String, Turn)>,
    /// How many openings there are.
    pub openings: usize,
    /// When it began, in seconds of the window's clock.
    pub began: f64,
    waiting: Vec<Drill>,
    is_left: bool,
}

impl WarmUp {
    /// Three openings drawn by a seed; nothing where there is nobody to draw.
    #[must_use]
    pub fn new(
        trees: &Trees,
        site: &Arc<Settings>,
        personas: &[Arc<Persona>],
        seed: u64,
        now: &Zoned,
        began: f64,
    ) -> Option<Self> {
        let begin = |scene: crate::drill::Scene| {
            let setting = Setting { level: Level::Shown, quiet: true, ..Setting::new(scene.tree, scene.persona, scene.seed) };
            Drill::begin(trees, Arc::clone(site), setting, now).ok()
        };
        // Nobody is met here of whom the trainee would have to be told first.
        let fit: Vec<Arc<Persona>> = personas.iter().filter(|persona| persona.notice.is_none()).cloned().collect();
        let mut drills: Vec<Drill> = warm_up(trees, &fit, seed).into_iter().filter_map(begin).collect();
        drills.reverse();
        let openings = drills.len();
        let first = Stage::new(drills.pop()?);
        Some(Self { stage: Some(first), done: Vec::new(), openings, began, waiting: drills, is_left: false })
    }

    /// Whether the opening on stage was answered.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.stage.as_ref().is_some_and(|stage| !stage.drill.turns().is_empty())
    }

    /// Says a line to the opening on stage.
    pub fn say(&mut self, number: usize, now: &Zoned) {
        if self.is_answered() {
            return;
        }
        if let Some(stage) = &mut self.stage {
            // A line that is not there is not said.
            let _ = stage.drill.take(Act::Choose(number), now);
            stage.refresh();
        }
    }

    /// What was practised with the opening on stage.
    #[must_use]
    pub fn practised(&self) -> Vec<Practised> {
        self.stage.as_ref().map(|stage| stage.drill.practised()).unwrap_or_default()
    }

    /// To the next opening, then to the end, then away.
    pub fn go_on(&mut self) {
        match self.stage.take() {
            None => self.is_left = true,
            Some(stage) => match stage.drill.turns().first() {
                None => self.stage = Some(stage),
                Some(turn) => {
                    self.done.push((stage.drill.setting().persona.name.clone(), turn.clone()));
                    self.stage = self.waiting.pop().map(Stage::new);
                }
            },
        }
    }

    /// Whether it was left.
    #[must_use]
    pub fn is_left(&self) -> bool {
        self.is_left
    }
}

impl State {
    /// A command of a call, in a warm-up: only a line is said.
    pub(super) fn apply_to_warm_up(&mut self, command: &Command) {
        let now = self.now();
        if let (super::state::Scene::WarmUp(warm_up), Command::Answer(number)) = (&mut self.training.scene, command) {
            warm_up.say(*number, &now);
            self.speak_if_wanted();
        }
    }
}

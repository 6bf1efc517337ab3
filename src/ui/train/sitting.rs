//! Five minutes: last time's goal, the turn where the last drill turned, what is due, one new goal, and a drill.

use super::{
    command::{TrainCommand, Wanted},
    state::Scene,
};
use crate::{
    drill::{Exercise, Session, Tried},
    ui::{
        command::Command,
        state::{Effect, State},
    },
};

/// What a session is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// What it will hold.
    Beginning,
    /// An exercise, from 0.
    Exercise(usize),
    /// What came of it, and what comes next.
    End,
}

/// A session in hand.
pub struct Sitting {
    /// What was planned.
    pub session: Session,
    /// What is due, as questions.
    pub exercises: Vec<Exercise>,
    /// Where it is.
    pub at: At,
    /// What came of the last try.
    pub tried: Option<Tried>,
    /// The line that is the tree's own was shown.
    pub shown: Option<usize>,
    /// The session was left.
    is_left: bool,
}

impl Sitting {
    /// A session with its questions.
    #[must_use]
    pub fn new(session: Session, exercises: Vec<Exercise>) -> Self {
        Self { session, exercises, at: At::Beginning, tried: None, shown: None, is_left: false }
    }

    /// The exercise that is asked.
    #[must_use]
    pub fn exercise(&self) -> Option<&Exercise> {
        let At::Exercise(at) = self.at else { return None };
        self.exercises.get(at)
    }

    /// How many were right at the first try.
    #[must_use]
    pub fn right(&self) -> usize {
        self.exercises.iter().filter(|one| one.is_over() && one.tries().len() == 1).count()
    }

    /// Whether it can go on: a question waits until its line is found.
    #[must_use]
    pub fn can_go_on(&self) -> bool {
        self.exercise().is_none_or(Exercise::is_over)
    }

    fn choose(&mut self, number: usize) {
        let At::Exercise(at) = self.at else { return };
        if let Some(tried) = self.exercises.get_mut(at).and_then(|exercise| exercise.choose(number)) {
            self.tried = Some(tried);
        }
    }

    fn show(&mut self) {
        let At::Exercise(at) = self.at else { return };
        self.shown = self.exercises.get_mut(at).and_then(Exercise::show);
    }

    fn go_on(&mut self) {
        if !self.can_go_on() {
            return;
        }
        let next = match self.at {
            At::Beginning => 0,
            At::Exercise(at) => at + 1,
            At::End => {
                self.is_left = true;
                return;
            }
        };
        (self.tried, self.shown) = (None, None);
        self.at = if next < self.exercises.len() { At::Exercise(next) } else { At::End };
    }
}

impl State {
    /// Begins the five minutes that the hall has planned.
    pub(super) fn start_session(&mut self) {
        let book = std::sync::Arc::clone(&self.training.hall.book);
        let (trees, now) = (self.trees(), self.now());
        let seed = u64::try_from(now.date().day_of_year()).unwrap_or(0);
        let ask = |due| Exercise::of(due, &trees, &self.site, seed, &now);
        let exercises = book.session.due.iter().filter_map(ask).collect();
        self.training.scene = Scene::Sitting(Box::new(Sitting::new(book.session.clone(), exercises)));
        self.effects.push(Effect::Unfocus);
    }

    /// Onward: a question that is answered is kept, and the last page leads into the drill.
    pub(super) fn go_on_sitting(&mut self) {
        let Scene::Sitting(sitting) = &mut self.training.scene else { return };
        let practised = sitting.exercise().and_then(Exercise::practised);
        sitting.go_on();
        let (is_left, scene) = (sitting.is_left, sitting.session.scene.clone());
        self.learn(practised.into_iter().collect());
        if !is_left {
            return;
        }
        self.apply_to_train(TrainCommand::Hall);
        if let Some(scene) = scene {
            let wanted = Wanted {
                tree: scene.tree.to_string(),
                persona: scene.persona.id.clone(),
                level: scene.level,
                seed: Some(scene.seed),
                ..Wanted::default()
            };
            self.apply_to_train(TrainCommand::BeginDrill(Box::new(wanted)));
        }
    }

    /// A command of a call, in a session: a line is chosen.
    pub(super) fn apply_to_sitting(&mut self, command: &Command) {
        if let (Scene::Sitting(sitting), Command::Answer(number)) = (&mut self.training.scene, command) {
            sitting.choose(*number);
        }
    }

    /// The script, at the cost of the grade.
    pub(super) fn show_in_sitting(&mut self) {
        if let Scene::Sitting(sitting) = &mut self.training.scene {
            sitting.show();
        }
    }

    /// The drill that turned, from that turn on.
    pub(super) fn replay_turned(&mut self) {
        let Scene::Sitting(sitting) = &self.training.scene else { return };
        let Some(turned) = sitting.session.turned.clone() else { return };
        self.apply_to_train(TrainCommand::OpenDebrief(turned.drill));
        self.apply_to_train(TrainCommand::ShowTurn(turned.turn));
        self.apply_to_train(TrainCommand::ReplayFromHere);
    }
}

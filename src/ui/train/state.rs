//! What is in hand in Train: the hall, a page before a drill, a drill, its debrief, an example that is watched, a warm-up.

use super::{
    cast::Casting,
    command::Wanted,
    debrief::Debriefing,
    hall::Hall,
    keeping::{Keepers, Unfinished},
    reading::Reading,
    sitting::Sitting,
    team::Handing,
    voice::Voice,
    warm_up::WarmUp,
    watching::Watching,
};
use crate::{
    drill::{Drill, Level, LineFrom, Persona, Phase, Setting},
    ui::{Told, session::Session},
};
use std::sync::Arc;

/// Everything Train holds.
#[derive(Default)]
pub struct Training {
    /// What is shown.
    pub scene: Scene,
    /// The customers to choose from, shipped ones and the site's own.
    pub personas: Vec<Arc<Persona>>,
    /// Customers whose file cannot be read: the name, and why with its place.
    pub unread: Vec<(String, String)>,
    /// What this computer can speak and record with.
    pub voice: Voice,
    /// Nothing is said aloud here.
    pub is_quiet: bool,
    /// The customer's words are spoken as they come.
    pub speaks: bool,
    /// What is said aloud is recorded, in memory, until the next line.
    pub records: bool,
    /// What is in hand in the hall.
    pub hall: Hall,
    /// Drills that are not over, the latest first.
    pub unfinished: Vec<Unfinished>,
    /// Keeps drills on the disk.
    pub keepers: Option<Keepers>,
    /// The customer that is written.
    pub cast: Option<Box<Casting>>,
    /// How many customers were opened in the editor.
    pub opened: u32,
    /// The sheet of an exam, shown before it is sent.
    pub handing: Option<Handing>,
    /// What the last thing said, where no drill is in hand.
    pub message: Option<Told>,
    /// The stores, while they are read beside the frame.
    pub reading: Option<Reading>,
    /// Why what was practised is not on the disk yet.
    pub trouble: Option<String>,
    /// What was typed and not said when a drill was left: its name, the line, the note.
    pub unsaid: Option<(String, Option<String>, Option<String>)>,
    /// The debrief from which an example is watched; it is there again afterwards.
    pub behind: Option<Box<Debriefing>>,
    /// The level that is chosen in the hall.
    pub level: Level,
}

/// What Train shows.
#[derive(Default)]
pub enum Scene {
    /// The list of trees and customers.
    #[default]
    Hall,
    /// What is said before a drill that not everybody wants, or that others will see.
    Before(Box<Before>),
    /// A drill.
    Drill(Box<Playing>),
    /// What is talked over after it.
    Debrief(Box<Debriefing>),
    /// A worked example.
    Watch(Box<Watching>),
    /// Three hard openings.
    WarmUp(Box<WarmUp>),
    /// Five minutes.
    Sitting(Box<Sitting>),
}

/// A drill that waits on a page before it.
pub struct Before {
    /// What was asked for.
    pub wanted: Wanted,
    /// The customer.
    pub persona: Arc<Persona>,
}

/// A drill with what the guide's views read of it.
pub struct Stage {
    /// The drill.
    pub drill: Drill,
    /// Its call, as the guide's views read it, with the note line.
    pub session: Session,
}

impl Stage {
    /// A drill on stage.
    #[must_use]
    pub fn new(drill: Drill) -> Self {
        let session = Session::new(String::new(), drill.call().clone(), None);
        let mut stage = Self { drill, session };
        stage.refresh();
        stage
    }

    /// Lets the guide's views see the call as it stands now.
    pub fn refresh(&mut self) {
        let moved = self.session.call.spot() != self.drill.call().spot();
        self.session.call = self.drill.call().clone();
        let own = self.drill.choices().iter().find_map(|choice| match choice.from {
            LineFrom::OwnLine { wording } => Some(wording),
            _ => None,
        });
        if moved {
            let session = &mut self.session;
            (session.wording, session.pressed, session.asked, session.aimed, session.masked) = (0, None, None, None, None);
        }
        // The facts that are asked for are those of the wording that stands among the lines.
        self.session.wording = own.unwrap_or(self.session.wording);
    }
}

/// How far the trainee's own line has been said aloud in this turn.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Aloud {
    /// Not yet.
    #[default]
    NotYet,
    /// Being said, since that second of the window's clock.
    Speaking(f64),
    /// Said.
    Said,
}

/// A drill in hand.
pub struct Playing {
    /// Its name in the store.
    pub id: String,
    /// The drill.
    pub stage: Stage,
    /// What is being typed as a line of the trainee's own; nothing while that field is closed.
    pub typed: Option<String>,
    /// How far the trainee's line was said aloud.
    pub aloud: Aloud,
    /// The turn that counts for.
    pub aloud_turn: usize,
    /// The trainee is naming what they meant.
    pub is_naming: bool,
    /// What was asked for once and waits for the second time.
    pub asked: Option<Asked>,
    /// The assignment it is played for.
    pub assignment: Option<String>,
}

/// What is asked for twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The end of the call.
    End,
    /// A stop without a score.
    Stop,
    /// A turn without a word.
    Silence,
}

impl Playing {
    /// A drill that begins or goes on.
    #[must_use]
    pub fn new(id: String, drill: Drill, assignment: Option<String>) -> Self {
        let aloud_turn = drill.turns().len();
        let (stage, aloud) = (Stage::new(drill), Aloud::default());
        Self { id, stage, typed: None, aloud, aloud_turn, is_naming: false, asked: None, assignment }
    }

    /// The drill's setting.
    #[must_use]
    pub fn setting(&self) -> &Setting {
        self.stage.drill.setting()
    }

    /// Whether the lines to choose from may be seen: from Faded on they come after the trainee's own.
    #[must_use]
    pub fn shows_lines(&self) -> bool {
        self.setting().level == Level::Shown || self.aloud == Aloud::Said
    }

    /// Whether nothing was said yet.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        self.stage.drill.turns().is_empty() && !self.is_over()
    }

    /// Whether the call is over.
    #[must_use]
    pub fn is_over(&self) -> bool {
        matches!(self.stage.drill.phase(), Phase::Over(_))
    }

    /// Whether the last turn was a line of the trainee's own, so that they may say what they meant by it.
    #[must_use]
    pub fn may_name(&self) -> bool {
        let turns = self.stage.drill.turns();
        let was_typed = turns.last().is_some_and(|turn| matches!(turn.said, crate::drill::Said::Typed { .. }));
        // Once the answer to it is heard, the call has gone on.
        was_typed && self.stage.drill.phase() == Phase::ToHear
    }
}

impl Training {
    /// That what was practised is not on the disk yet, and why.
    #[must_use]
    pub fn trouble_in_words(&self) -> Option<String> {
        let trouble = self.trouble.as_ref()?;
        Some(format!("Practice is not on disk: {trouble}. Go on; it is written as soon as the disk is back."))
    }

    /// The call that the guide's views show.
    #[must_use]
    pub fn session(&self) -> Option<&Session> {
        self.stage().map(|stage| &stage.session)
    }

    /// The call that the guide's views show, to type into its note line.
    pub fn session_mut(&mut self) -> Option<&mut Session> {
        match &mut self.scene {
            Scene::Drill(playing) => Some(&mut playing.stage.session),
            Scene::WarmUp(warm_up) => warm_up.stage.as_mut().map(|stage| &mut stage.session),
            _ => None,
        }
    }

    /// The drill on stage: played, watched, or a warm-up's.
    #[must_use]
    pub fn stage(&self) -> Option<&Stage> {
        match &self.scene {
            Scene::Drill(playing) => Some(&playing.stage),
            Scene::Watch(watching) => Some(&watching.stage),
            Scene::WarmUp(warm_up) => warm_up.stage.as_ref(),
            Scene::Hall | Scene::Before(_) | Scene::Debrief(_) | Scene::Sitting(_) => None,
        }
    }

    /// The drill in hand.
    #[must_use]
    pub fn playing(&self) -> Option<&Playing> {
        match &self.scene {
            Scene::Drill(playing) => Some(playing),
            _ => None,
        }
    }

    /// The drill in hand, to be changed.
    pub fn playing_mut(&mut self) -> Option<&mut Playing> {
        match &mut self.scene {
            Scene::Drill(playing) => Some(playing),
            _ => None,
        }
    }

    /// Whether a customer is being tried from the editor.
    #[must_use]
    pub fn is_trying(&self) -> bool {
        let tried = self.cast.as_ref().and_then(|casting| casting.tried.as_ref());
        tried.zip(self.playing()).is_some_and(|(tried, playing)| Arc::ptr_eq(tried, &playing.setting().persona))
    }

    /// Whether a call is rehearsed and not over.
    #[must_use]
    pub fn is_on_a_call(&self) -> bool {
        self.playing().is_some_and(|playing| !playing.is_over())
    }

    /// The customer of that id or code.
    #[must_use]
    pub fn persona(&self, name: &str) -> Option<&Arc<Persona>> {
        // One who is tried is met as they are written, saved or not.
        let tried = self.cast.as_ref().and_then(|casting| casting.tried.as_ref());
        tried.into_iter().chain(&self.personas).find(|persona| persona.is_called(name))
    }
}

//! The one place that changes what is in hand in Train, outside a drill's own acts.

use super::{
    command::{TrainCommand, Wanted},
    debrief::at_turn,
    state::{Before, Playing, Scene},
    warm_up::WarmUp,
};
use crate::{
    drill::{Act, Drill, Level, Setting, Strength},
    library::why_no_persona,
    tree::TreeId,
    ui::{
        Told,
        state::{Effect, Place, State},
    },
};

impl State {
    /// Shows Train; what was in hand there is there still.
    pub(in crate::ui) fn enter_training(&mut self) {
        (self.place, self.overlay) = (Place::Train, None);
        self.effects.push(Effect::Unfocus);
        self.begin_practice();
    }

    /// Does what a command of Train says.
    pub(in crate::ui) fn apply_to_train(&mut self, command: TrainCommand) {
        if self.place != Place::Train {
            self.enter_training();
        }
        match command {
            TrainCommand::BeginDrill(wanted) => self.want(*wanted),
            TrainCommand::ResumeDrill(id) => self.resume_drill(&id),
            TrainCommand::OpenDebrief(id) => self.open_debrief(&id),
            TrainCommand::Watch { tree, persona, good } => self.watch(&tree, &persona, good),
            TrainCommand::WarmUp => self.warm_up(),
            TrainCommand::Quiet => self.training.is_quiet = !self.training.is_quiet,
            TrainCommand::Hall => self.go_to_hall(),
            TrainCommand::GoOn => self.go_on(),
            TrainCommand::SetLanguage(language) => {
                if let Scene::Before(before) = &mut self.training.scene {
                    before.wanted.language = language;
                }
            }
            TrainCommand::SetQuiet(is_quiet) => self.training.is_quiet = is_quiet,
            TrainCommand::SetVoice(speaks) => {
                self.training.speaks = speaks;
                if speaks {
                    self.speak_now();
                } else {
                    self.training.voice.hush();
                }
            }
            TrainCommand::SetRecording(records) => {
                self.training.records = records;
                self.training.voice.forget();
            }
            TrainCommand::PlayBack => self.training.voice.play_back(),
            TrainCommand::ChangeLevel => self.change_level(),
            TrainCommand::EarlierTurn => self.turn_debrief(|at, _| at.saturating_sub(1).max(1)),
            TrainCommand::LaterTurn => self.turn_debrief(|at, last| (at + 1).min(last)),
            TrainCommand::ShowTurn(turn) => self.turn_debrief(|_, last| turn.clamp(1, last)),
            TrainCommand::ReplayFromHere if matches!(self.training.scene, Scene::Sitting(_)) => self.replay_turned(),
            TrainCommand::ReplayFromHere => self.replay(),
            TrainCommand::Script if matches!(self.training.scene, Scene::Sitting(_)) => self.show_in_sitting(),
            TrainCommand::WatchGood => self.watch_good(),
            TrainCommand::Copy => self.copy_debrief(),
            TrainCommand::NextDrill => self.next_drill(),
            TrainCommand::Sequel => self.sequel(),
            TrainCommand::Dispute | TrainCommand::DisputePart(_) | TrainCommand::TypeDispute(_) | TrainCommand::KeepDispute => {
                self.dispute(command);
            }
            TrainCommand::StartSession
            | TrainCommand::NewDrill
            | TrainCommand::WatchFirst
            | TrainCommand::Yours
            | TrainCommand::EarlierRow
            | TrainCommand::LaterRow
            | TrainCommand::OpenRow
            | TrainCommand::EarlierTree
            | TrainCommand::LaterTree
            | TrainCommand::NextLevel
            | TrainCommand::TakeUp
            | TrainCommand::DropDrill(_)
            | TrainCommand::ShowTab(_)
            | TrainCommand::ShowTree(_)
            | TrainCommand::ShowCustomer(_)
            | TrainCommand::ChooseRow(_)
            | TrainCommand::Export
            | TrainCommand::Erase(_) => self.apply_to_hall(command),
            TrainCommand::Cast(command) => self.apply_to_cast(command),
            TrainCommand::Team(command) => self.apply_to_team(command),
            of_a_drill => self.apply_to_playing(of_a_drill),
        }
    }

    /// Esc: out of a field first, then out of what is shown. A drill is only left by its own keys.
    pub(in crate::ui) fn close_in_train(&mut self) {
        self.effects.push(Effect::Unfocus);
        let is_trying = self.training.is_trying() && !self.types_in_author;
        match &mut self.training.scene {
            Scene::Hall if self.training.cast.is_some() => self.close_in_cast(),
            Scene::Hall => self.close_in_hall(),
            Scene::Drill(playing) if playing.is_over() => self.finish_drill(),
            // One who is tried leads back to where they are written.
            Scene::Drill(_) if is_trying => {
                self.let_drill_go();
                self.go_to_hall();
            }
            Scene::Drill(playing) => {
                let was_naming = std::mem::take(&mut playing.is_naming);
                // What was typed stays, as in the note line; an empty field closes.
                let is_empty = playing.typed.as_ref().is_some_and(|typed| typed.trim().is_empty());
                if is_empty {
                    playing.typed = None;
                }
                if !was_naming && !is_empty {
                    (playing.stage.session.message, playing.asked) = (None, None);
                }
            }
            Scene::Debrief(_) if self.training.handing.take().is_some() => {}
            Scene::Debrief(debriefing) if debriefing.disputing.is_some() => debriefing.disputing = None,
            Scene::Watch(_) => self.leave_example(),
            Scene::Before(_) | Scene::Debrief(_) | Scene::WarmUp(_) | Scene::Sitting(_) => self.go_to_hall(),
        }
    }

    pub(super) fn go_to_hall(&mut self) {
        self.training.behind = None;
        self.training.voice.forget();
        self.training.scene = Scene::Hall;
        self.training.handing = None;
        self.read_practice();
    }

    /// A drill is asked for: some are told of beforehand.
    fn want(&mut self, wanted: Wanted) {
        let Some(persona) = self.training.persona(&wanted.persona).cloned() else {
            return self.tell_of_missing(&wanted);
        };
        if persona.notice.is_some() || wanted.level == Level::Exam {
            self.training.scene = Scene::Before(Box::new(Before { wanted, persona }));
            self.effects.push(Effect::Unfocus);
        } else {
            self.start_drill(&wanted);
        }
    }

    /// The customer who is asked for is not here: who has to do what.
    fn tell_of_missing(&mut self, wanted: &Wanted) {
        let why = why_no_persona(&self.setup.folders, &wanted.persona);
        let work = wanted.assignment.as_ref().and_then(|id| {
            let mut assigned = self.training.hall.book.assigned.iter();
            assigned.find(|(work, _)| work.id == *id).map(|(work, _)| work.set_by.clone())
        });
        let ask = match work.filter(|by| !by.trim().is_empty()) {
            Some(by) => format!("Ask {by}, who assigned it, to save that customer in this library, or to assign another."),
            None => "Choose another customer, or ask whoever looks after this library.".to_owned(),
        };
        self.tell_trainee(format!("{why} {ask}"));
    }

    pub(super) fn start_drill(&mut self, wanted: &Wanted) {
        let Some(persona) = self.training.persona(&wanted.persona).cloned() else {
            return self.tell_of_missing(wanted);
        };
        let Ok(tree) = TreeId::new(&wanted.tree) else {
            return self.tell_trainee(format!("There is no tree “{}” here.", wanted.tree));
        };
        let id = (self.setup.new_id)();
        let setting = Setting {
            level: wanted.level,
            language: wanted.language,
            quiet: self.training.is_quiet,
            start_heat: wanted.start_heat,
            ..Setting::new(tree, persona, wanted.seed.unwrap_or_else(|| seed_of(&id)))
        };
        match Drill::begin(&self.trees(), self.site.clone(), setting, &self.now()) {
            Ok(drill) => self.play(Playing::new(id, drill, wanted.assignment.clone())),
            Err(refusal) => self.tell_trainee(refusal.to_string()),
        }
    }

    /// A drill takes the stage.
    pub(super) fn play(&mut self, playing: Playing) {
        self.training.voice.forget();
        self.training.scene = Scene::Drill(Box::new(playing));
        self.training.message = None;
        self.effects.push(Effect::Unfocus);
        self.keep_drill();
        self.speak_if_wanted();
    }

    fn resume_drill(&mut self, id: &str) {
        match self.kept_drill(id) {
            Ok(drill) => {
                let mut playing = Playing::new(id.to_owned(), drill, None);
                if let Some((_, typed, note)) = self.training.unsaid.take_if(|(of, ..)| of == id) {
                    playing.typed = typed;
                    playing.stage.session.note = note.unwrap_or_default();
                }
                self.play(playing);
                if self.training.playing().is_some_and(|playing| playing.stage.drill.is_paused()) {
                    self.act(Act::Resume);
                }
            }
            Err(words) => self.tell_trainee(words),
        }
    }

    fn open_debrief(&mut self, id: &str) {
        match self.kept_drill(id) {
            Ok(drill) => self.talk_over(id.to_owned(), drill),
            Err(words) => self.tell_trainee(words),
        }
    }

    /// The thing to do next: Enter, or Space where nothing is said aloud.
    fn go_on(&mut self) {
        let now = self.now();
        match &mut self.training.scene {
            Scene::Before(before) => {
                let wanted = before.wanted.clone();
                self.start_drill(&wanted);
            }
            Scene::Drill(playing) if playing.is_over() => self.finish_drill(),
            Scene::Watch(watching) => {
                if watching.is_at_end() {
                    self.leave_example();
                } else {
                    watching.go_on(&now);
                    self.speak_if_wanted();
                }
            }
            Scene::WarmUp(warm_up) => {
                let practised = warm_up.practised();
                warm_up.go_on();
                let is_left = warm_up.is_left();
                self.learn(practised);
                if is_left {
                    self.go_to_hall();
                }
            }
            Scene::Sitting(_) => self.go_on_sitting(),
            Scene::Hall | Scene::Drill(_) | Scene::Debrief(_) => {}
        }
    }

    fn warm_up(&mut self) {
        let seed = seed_of(&(self.setup.new_id)());
        let warm_up = WarmUp::new(&self.trees(), &self.site, &self.training.personas, seed, &self.now(), self.clock_seconds);
        match warm_up {
            Some(warm_up) => {
                self.training.scene = Scene::WarmUp(Box::new(warm_up));
                self.effects.push(Effect::Unfocus);
                self.speak_if_wanted();
            }
            None => self.tell_trainee("There are no customers here to warm up with.".to_owned()),
        }
    }

    /// Before the first line another level begins the same call anew.
    fn change_level(&mut self) {
        let wanted = match &mut self.training.scene {
            Scene::Drill(playing) if playing.is_untouched() => {
                let setting = playing.setting();
                Wanted {
                    tree: setting.tree.to_string(),
                    persona: setting.persona.id.clone(),
                    level: after(setting.level),
                    language: setting.language,
                    seed: Some(setting.seed),
                    start_heat: setting.start_heat,
                    assignment: playing.assignment.clone(),
                }
            }
            Scene::Before(before) => {
                before.wanted.level = after(before.wanted.level);
                return;
            }
            _ => return,
        };
        self.let_drill_go();
        self.want(wanted);
    }

    /// The same tree again with the next customer who is at home there.
    fn next_drill(&mut self) {
        let Scene::Debrief(debriefing) = &self.training.scene else { return };
        let setting = debriefing.drill.setting();
        let (tree, now_is) = (setting.tree.to_string(), setting.persona.id.clone());
        let others: Vec<&str> = self
            .training
            .personas
            .iter()
            .filter(|persona| persona.trees.contains(&tree) && !persona.is_by_choice())
            .map(|persona| persona.id.as_str())
            .collect();
        let at = others.iter().position(|id| *id == now_is);
        let next = others.get((at.map_or(0, |at| at + 1)) % others.len().max(1)).map_or(now_is.clone(), |id| (*id).to_owned());
        let level = setting.level;
        self.want(Wanted { tree, persona: next, level, language: Strength::Mild, ..Wanted::default() });
    }

    /// The same drill before the turn that is shown, with another name: what was played stays as it was.
    fn replay(&mut self) {
        let Scene::Debrief(debriefing) = &self.training.scene else { return };
        if debriefing.drill.turns().is_empty() {
            return;
        }
        let drill = at_turn(&debriefing.drill, debriefing.turn, &self.now());
        let id = (self.setup.new_id)();
        self.play(Playing::new(id, drill, None));
    }

    /// The call that follows where something was promised beyond reach.
    fn sequel(&mut self) {
        let Scene::Debrief(debriefing) = &self.training.scene else { return };
        let Some(setting) = debriefing.drill.follow_up() else { return };
        let id = (self.setup.new_id)();
        match Drill::begin(&self.trees(), self.site.clone(), setting, &self.now()) {
            Ok(drill) => self.play(Playing::new(id, drill, None)),
            Err(refusal) => self.tell_trainee(refusal.to_string()),
        }
    }

    fn turn_debrief(&mut self, to: impl FnOnce(usize, usize) -> usize) {
        let now = self.now();
        if let Scene::Debrief(debriefing) = &mut self.training.scene {
            let last = debriefing.drill.turns().len();
            if last > 0 {
                debriefing.show(to(debriefing.turn, last), &now);
            }
        }
    }

    fn copy_debrief(&mut self) {
        let now = self.now();
        if let Scene::Debrief(debriefing) = &mut self.training.scene {
            let text = debriefing.as_text(&now);
            debriefing.message = Some("The debrief is on the clipboard.".to_owned());
            self.effects.push(Effect::Copy(text));
        }
    }

    /// Something to say in Train.
    pub(super) fn tell_trainee(&mut self, words: String) {
        match &mut self.training.scene {
            Scene::Debrief(debriefing) => debriefing.message = Some(words),
            _ => self.training.message = Some(Told::trouble(words)),
        }
    }
}

/// The next level, round and round.
fn after(level: Level) -> Level {
    let at = Level::ALL.iter().position(|one| *one == level).unwrap_or_default();
    Level::ALL[(at + 1) % Level::ALL.len()]
}

/// A seed from a fresh name: four digits, so that it can be told and typed again.
pub(super) fn seed_of(id: &str) -> u64 {
    let mixed =
        id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |mixed, byte| (mixed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    1000 + mixed % 9000
}

//! What a trainee does in a drill: commands of the call and of the drill become acts.

use super::{
    command::TrainCommand,
    stage::{MOST_WORDS, SAY},
    state::{Aloud, Asked, Playing, Scene},
};
use crate::{
    call::{Move, mask_cards},
    drill::{Act, MoveId, Phase},
    tree::{AlwaysKey, Outcome},
    ui::{
        Told,
        command::Command,
        meaning::{Meaning, meaning},
        state::{Effect, Message, Overlay, State},
    },
};

impl State {
    /// A command of a call, while a call is rehearsed.
    pub(in crate::ui) fn apply_to_drill(&mut self, command: Command) {
        if let Scene::WarmUp(_) = &self.training.scene {
            return self.apply_to_warm_up(&command);
        }
        if let Scene::Sitting(_) = &self.training.scene {
            return self.apply_to_sitting(&command);
        }
        match command {
            Command::Answer(number) => self.take_number(number),
            Command::NoneOfThese => self.take_number(0),
            Command::Abuse => drop(self.act(Act::Always(AlwaysKey::Abuse))),
            Command::Supervisor => drop(self.act(Act::Always(AlwaysKey::Supervisor))),
            Command::Hold => drop(self.act(Act::Always(AlwaysKey::Hold))),
            Command::CutOff => drop(self.act(Act::Always(AlwaysKey::CutOff))),
            Command::SafetyRow(key) => {
                self.overlay = None;
                self.act(Act::Always(key));
            }
            Command::Return => drop(self.act(Act::Return)),
            Command::TypeNote(text) => {
                self.disarm();
                if let Some(session) = self.training.session_mut() {
                    session.note = text;
                }
            }
            Command::KeepNote { as_note } => self.keep_drill_note(as_note),
            Command::AimAt(name) => {
                if let Some(session) = self.training.session_mut() {
                    session.aimed = if session.aimed.as_ref() == Some(&name) { None } else { Some(name) };
                }
                self.effects.push(Effect::FocusNote);
            }
            Command::SetFact(name, text) if text.trim().is_empty() => drop(self.act(Act::ClearFact(name))),
            Command::SetFact(name, value) => drop(self.act(Act::Fact { name, value })),
            Command::TypeNewPromise { what, when } => {
                if let Some(Overlay::Promise(own_what, own_when)) = &mut self.overlay {
                    (*own_what, *own_when) = (what, when);
                }
            }
            Command::KeepNewPromise => self.keep_drill_promise(),
            _ => {}
        }
    }

    /// A command of the drill itself.
    pub(super) fn apply_to_playing(&mut self, command: TrainCommand) {
        if let TrainCommand::Hear = command {
            return self.speak_now();
        }
        let seconds = self.clock_seconds;
        let Some(playing) = self.training.playing_mut() else { return };
        match command {
            TrainCommand::SayItYourself => {
                playing.typed.get_or_insert_default();
                self.effects.push(Effect::Focus(SAY));
            }
            TrainCommand::TypeSay(text) => playing.typed = Some(text),
            TrainCommand::SayIt => {
                let text = playing.typed.clone().unwrap_or_default();
                let words = text.split_whitespace().count();
                if words > MOST_WORDS {
                    return self.refuse(&format!("{words} words; a line that is heard has {MOST_WORDS} at most."));
                }
                if words > 0 && self.act(Act::Say(text)) {
                    if let Some(playing) = self.training.playing_mut() {
                        playing.typed = None;
                    }
                    self.effects.push(Effect::Unfocus);
                }
            }
            TrainCommand::NotMeant => playing.is_naming = !playing.is_naming && playing.may_name(),
            TrainCommand::Meant(name) => {
                playing.is_naming = false;
                self.act(Act::Meant(MoveId::from(name)));
            }
            TrainCommand::Aloud => match playing.aloud {
                Aloud::NotYet if playing.setting().quiet => playing.aloud = Aloud::Said,
                Aloud::NotYet => {
                    playing.stage.session.message = None;
                    playing.aloud = Aloud::Speaking(seconds);
                    self.training.voice.hush();
                    if self.training.records {
                        self.training.voice.record();
                    }
                }
                Aloud::Speaking(_) => {
                    self.training.voice.stop_recording();
                    if self.act(Act::Spoke)
                        && let Some(playing) = self.training.playing_mut()
                    {
                        playing.aloud = Aloud::Said;
                    }
                }
                Aloud::Said => {}
            },
            TrainCommand::Script => {
                self.act(Act::ShowScript);
            }
            TrainCommand::NoteLine => self.effects.push(Effect::FocusNote),
            TrainCommand::SayNothing => self.ask_twice(Asked::Silence),
            TrainCommand::CutIn => {
                self.act(Act::Interrupt);
            }
            TrainCommand::Pause if self.training.trouble.is_some() => {
                self.refuse("the disk does not take it yet, so it cannot be left: stay until it is written, or stop with X");
            }
            TrainCommand::Pause if self.act(Act::Pause) => self.leave_drill("Paused. It waits here, as it stood."),
            TrainCommand::End => self.ask_twice(Asked::End),
            TrainCommand::Stop => self.ask_twice(Asked::Stop),
            _ => {}
        }
    }

    /// Does one thing in the drill; says whether it was possible. A refusal becomes a message.
    pub(super) fn act(&mut self, act: Act) -> bool {
        let now = self.now();
        let Some(playing) = self.training.playing_mut() else { return false };
        let result = playing.stage.drill.take(act, &now);
        playing.asked = None;
        match result {
            Ok(()) => {
                playing.stage.session.message = None;
                playing.stage.refresh();
                let turns = playing.stage.drill.turns().len();
                if playing.aloud_turn != turns {
                    (playing.aloud_turn, playing.aloud, playing.typed, playing.is_naming) = (turns, Aloud::NotYet, None, false);
                    self.training.voice.forget();
                    self.speak_if_wanted();
                }
                self.keep_drill();
                true
            }
            Err(refusal) => {
                self.refuse(&refusal.to_string());
                false
            }
        }
    }

    /// Says why something was not done.
    fn refuse(&mut self, words: &str) {
        if let Some(playing) = self.training.playing_mut() {
            playing.stage.session.message = Some(Message { text: capital(words), offer: None });
        }
    }

    /// A digit: a line to say, or the answer that was heard.
    fn take_number(&mut self, number: usize) {
        let Some(playing) = self.training.playing() else { return };
        match playing.stage.drill.phase() {
            Phase::ToSay if number == 0 => self.refuse("say a line; “none of these” is for what you hear"),
            Phase::ToSay if playing.shows_lines() => drop(self.act(Act::Choose(number))),
            Phase::ToSay if playing.setting().quiet => self.refuse("have your own line ready first, then press Space"),
            Phase::ToSay => self.refuse("say your own line aloud first: Space starts and stops"),
            Phase::ToHear if number == 0 => drop(self.act(Act::NoneOfThese)),
            Phase::ToHear => drop(self.act(Act::Hear(number))),
            Phase::Over(_) => {}
        }
    }

    fn keep_drill_note(&mut self, as_note: bool) {
        let now = self.now();
        let Some(session) = self.training.session_mut() else { return };
        let text = session.note.trim().to_owned();
        if text.is_empty() {
            return;
        }
        let meant = if as_note { Meaning::Note { masked: mask_cards(&text).1 } } else { meaning(session, &now) };
        let was_done = match meant {
            Meaning::Nothing => false,
            Meaning::Fact { name, value, .. } => self.act(Act::Fact { name, value }),
            Meaning::Note { .. } => self.act(Act::Note(text)),
            Meaning::Misfit(help) => {
                self.refuse(&help);
                false
            }
        };
        if let Some(session) = self.training.session_mut().filter(|_| was_done) {
            session.note.clear();
            session.aimed = None;
            // Digits are lines and answers again.
            self.effects.push(Effect::Unfocus);
        }
    }

    /// A promise of the trainee's own, as on a call: its day is read as it is there.
    fn keep_drill_promise(&mut self) {
        let now = self.now();
        let Some(Overlay::Promise(what, when)) = self.overlay.clone() else { return };
        let Some(session) = self.training.session_mut() else { return };
        if !session.promise(&what, &when, &now) {
            return;
        }
        if let Some(made) = session.call.state().promises.last().cloned() {
            self.act(Act::Promise { what: made.what, owner: made.owner, by: made.by, time: made.time });
        }
        self.overlay = None;
    }

    /// What cannot be taken back is asked for twice; where a drill may hurt, it stops at once.
    fn ask_twice(&mut self, what: Asked) {
        let Some(playing) = self.training.playing_mut() else { return };
        let at_once = what == Asked::Stop && playing.setting().persona.notice.is_some();
        if playing.asked != Some(what) && !at_once {
            playing.asked = Some(what);
            let called = &playing.setting().persona.called;
            let words = match what {
                Asked::End if end_of(playing) == Outcome::EndedEarly => format!(
                    "{called} is still on the line. E again rings off, and that counts: the gate on ringing off. P pauses, X stops \
                     without a score."
                ),
                Asked::End => "E again ends the call, and the debrief comes. P pauses it instead.".to_owned(),
                Asked::Stop => "X again stops without a score, and nothing is kept. P pauses it instead.".to_owned(),
                Asked::Silence => format!("W again says nothing, and leaves {called} the silence. It counts as a turn."),
            };
            playing.stage.session.message = Some(Message { text: words, offer: None });
            return;
        }
        match what {
            Asked::Silence => {
                self.act(Act::Wait);
            }
            Asked::End => {
                let outcome = end_of(playing);
                if self.act(Act::End(outcome)) {
                    self.finish_drill();
                }
            }
            Asked::Stop => {
                self.let_drill_go();
                self.leave_drill("Stopped. There is no score, and nothing of it is kept.");
                self.training.unsaid = None;
            }
        }
    }

    /// What was asked for once is no longer asked for.
    fn disarm(&mut self) {
        if let Some(playing) = self.training.playing_mut()
            && playing.asked.take().is_some()
        {
            playing.stage.session.message = None;
        }
    }

    fn leave_drill(&mut self, words: &str) {
        if let Some(playing) = self.training.playing() {
            let typed = playing.typed.clone().filter(|typed| !typed.trim().is_empty());
            let note = Some(playing.stage.session.note.clone()).filter(|note| !note.trim().is_empty());
            self.training.unsaid = (typed.is_some() || note.is_some()).then(|| (playing.id.clone(), typed, note));
        }
        self.apply_to_train(TrainCommand::Hall);
        self.training.message = Some(Told::done(words));
    }
}

/// How the call would come out, were it ended now.
fn end_of(playing: &Playing) -> Outcome {
    match playing.stage.drill.call().proposed_end() {
        Move::End { outcome, .. } => outcome,
        _ => Outcome::EndedEarly,
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

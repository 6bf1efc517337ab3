//! What keys mean in Train.

use super::{command::TrainCommand, stage::SAY, state::Scene};
use crate::{
    drill::{Level, Phase, Strength},
    site::Settings,
    ui::{
        command::{Command, Group},
        guide::NOTE,
        keys::command_for,
        state::State,
    },
};
use egui::{Id, Key, Modifiers};

/// The command a key means in Train; a field that has the focus keeps its letters, a button its Enter and Space.
pub(in crate::ui) fn meant(state: &State, key: Key, modifiers: Modifiers, types: bool, focused: Option<Id>) -> Option<Command> {
    let plain = modifiers.is_none();
    if key == Key::Enter && focused == Some(Id::unique(SAY)) && plain {
        return Some(TrainCommand::SayIt.into());
    }
    if key == Key::Enter && focused == Some(Id::unique(super::debrief::DISPUTE)) && plain {
        return Some(TrainCommand::KeepDispute.into());
    }
    if key == Key::Enter && focused == Some(Id::unique(NOTE)) && (plain || modifiers.shift_only()) {
        return Some(Command::KeepNote { as_note: modifiers.shift });
    }
    if types {
        let acts = |command: &Command| matches!(command, Command::Train(of) if of.acts_in_fields());
        return command_for(&state.site, key, modifiers, |command| acts(command) && state.can(command));
    }
    let writes = training_writes(state);
    if writes && state.lost_field && plain {
        return None;
    }
    // Arrows walk a list of the editor and of the desk, until something has the focus that takes them itself.
    let walks = matches!(key, Key::ArrowUp | Key::ArrowDown) && plain && focused.is_some();
    if walks && writes {
        return None;
    }
    // A digit that was just typed and a space behind it are the beginning of a note.
    let is_waiting = state.training.session().is_some_and(|session| session.waiting.is_waiting());
    if key == Key::Space && is_waiting {
        return None;
    }
    let acts = matches!(key, Key::Enter | Key::Space) && plain;
    if acts && focused.is_some() {
        return None;
    }
    if acts && state.can(&TrainCommand::GoOn.into()) {
        return Some(TrainCommand::GoOn.into());
    }
    if let (Scene::Sitting(_), Some(number), true) = (&state.training.scene, crate::ui::keys::digit(key, None), plain) {
        return Some(Command::Answer(number));
    }
    if let (Scene::Before(_), Some(number), true) = (&state.training.scene, crate::ui::keys::digit(key, None), plain) {
        let language = [Strength::Mild, Strength::Strong].get(number.wrapping_sub(1)).copied()?;
        return Some(TrainCommand::SetLanguage(language).into());
    }
    if let Some(turn) = turn_of_gate(state, key).filter(|_| plain) {
        return Some(TrainCommand::ShowTurn(turn).into());
    }
    // On a call letters begin a note, in a drill as well: one that is a key waits until it is seen to be alone.
    if plain && is_letter(key) && is_call(state) {
        // A line of one's own is opened at once: what is typed next belongs into it, however fast it comes.
        let own: Command = TrainCommand::SayItYourself.into();
        return letter(&state.site, key).filter(|command| *command == own && state.can(command));
    }
    command_for(&state.site, key, modifiers, |command| matches!(command, Command::Train(_)) && state.can(command))
}

/// The letters that are keys now, in a drill; elsewhere they act at once.
pub(in crate::ui) fn letters(state: &State) -> Vec<Key> {
    if !is_call(state) {
        return Vec::new();
    }
    let own: Command = TrainCommand::SayItYourself.into();
    let waits = |command: Command| command != own && state.can(&command);
    let acts = |key: &&Key| is_letter(**key) && letter(&state.site, **key).is_some_and(waits);
    Key::ALL.iter().filter(acts).copied().collect()
}

/// The command of a drill that a letter means.
pub(in crate::ui) fn letter(site: &Settings, key: Key) -> Option<Command> {
    command_for(site, key, Modifiers::NONE, |command| command.group() == Some(Group::Drill))
}

/// Whether a call is being rehearsed, so that keys are those of the Guide.
pub(in crate::ui) fn is_call(state: &State) -> bool {
    state.place == crate::ui::state::Place::Train && state.training.playing().is_some_and(|playing| !playing.is_over())
}

fn is_letter(key: Key) -> bool {
    key.name().len() == 1 && key.name().chars().all(char::is_alphabetic)
}

/// Whether a customer, work or a score is written, so that letters may be meant for a field.
fn training_writes(state: &State) -> bool {
    let training = &state.training;
    let in_hall = matches!(training.scene, Scene::Hall);
    in_hall && (training.cast.is_some() || training.hall.tab == super::hall::Tab::Team)
}

/// In a debrief a digit goes to that turn.
fn turn_of_gate(state: &State, key: Key) -> Option<usize> {
    let Scene::Debrief(debriefing) = &state.training.scene else { return None };
    let turn = crate::ui::keys::digit(key, None)?;
    (1..=debriefing.drill.turns().len()).contains(&turn).then_some(turn)
}

impl State {
    /// Why a command of Train does nothing now.
    pub(in crate::ui) fn why_not_train(&self, command: &TrainCommand) -> Option<&'static str> {
        let only = |holds: bool, why: &'static str| if holds { None } else { Some(why) };
        let in_train = self.place == crate::ui::state::Place::Train;
        let group = Command::Train(command.clone()).group();
        let playing = self.training.playing().filter(|_| in_train);
        let phase = playing.map(|playing| playing.stage.drill.phase());
        let says = phase == Some(Phase::ToSay);
        match command {
            TrainCommand::Cast(command) => return self.why_not_cast(command),
            TrainCommand::Team(command) => return self.why_not_team(command),
            _ => {}
        }
        if *command == TrainCommand::GoOn {
            let can = in_train
                && match &self.training.scene {
                    Scene::Before(_) | Scene::Watch(_) => true,
                    Scene::Drill(playing) => playing.is_over(),
                    Scene::WarmUp(warm_up) => warm_up.is_answered() || warm_up.stage.is_none(),
                    Scene::Sitting(sitting) => sitting.can_go_on(),
                    Scene::Hall | Scene::Debrief(_) => false,
                };
            return only(can, "nothing to go on to");
        }
        if let (true, Scene::Sitting(sitting)) = (in_train, &self.training.scene) {
            match command {
                TrainCommand::Script => {
                    let asks = sitting.exercise().is_some_and(|exercise| !exercise.is_over());
                    return only(asks, "only while something is asked");
                }
                TrainCommand::ReplayFromHere => {
                    let can = sitting.at == super::sitting::At::Beginning && sitting.session.turned.is_some();
                    return only(can, "no drill has turned yet");
                }
                _ => {}
            }
        }
        if *command == TrainCommand::ChangeLevel {
            let can = match &self.training.scene {
                Scene::Before(_) => in_train,
                Scene::Drill(playing) => in_train && playing.is_untouched(),
                _ => false,
            };
            return only(can, "only before the first line");
        }
        if *command == TrainCommand::Hear {
            let speaks = in_train && self.training.stage().is_some();
            return only(speaks && self.training.voice.can_speak(), "no voice command was found here");
        }
        match group {
            Some(Group::Hall) => self.why_not_hall(command),
            Some(Group::Debrief) => only(
                in_train && matches!(self.training.scene, Scene::Debrief(_)) && self.training.handing.is_none(),
                "only in a debrief",
            ),
            Some(Group::Drill) => {
                let Some(playing) = playing.filter(|playing| !playing.is_over()) else { return Some("only in a drill") };
                let level = playing.setting().level;
                match command {
                    TrainCommand::SayItYourself | TrainCommand::SayNothing => only(says, "only when it is your turn to speak"),
                    TrainCommand::CutIn => only(says, "only when it is your turn to speak"),
                    TrainCommand::Aloud => only(says && !playing.shows_lines(), "only from Faded on, before the lines are shown"),
                    TrainCommand::Script => only(level == Level::Faded && says, "only in Faded, when it is your turn"),
                    TrainCommand::NotMeant => only(playing.may_name(), "only after a line of your own"),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

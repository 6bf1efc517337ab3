//! A drill in a window that is driven by keys.

use super::window::{Desk, press};
use egui::Key;
use egui_kittest::Harness;
use evenkeel::{
    drill::{Drill, Level, NoticeKind, Phase, shipped_personas},
    ui::{
        App, Command,
        train::{Playing, Scene, TrainCommand, Wanted},
    },
};
use std::time::Duration;

/// Derek Hollis and his parcel, always with the same chance.
pub fn derek() -> Wanted {
    Wanted { tree: "delayed-shipment".to_owned(), persona: "derek-hollis".to_owned(), seed: Some(4117), ..Wanted::default() }
}

/// A customer of whom the trainee is told before.
pub fn abusive(kind: NoticeKind) -> Wanted {
    let is_it =
        |persona: &&std::sync::Arc<evenkeel::drill::Persona>| persona.notice.as_ref().is_some_and(|notice| notice.kind == kind);
    let persona = shipped_personas().iter().find(is_it).expect("there is one");
    Wanted { tree: persona.trees[0].clone(), persona: persona.id.clone(), seed: Some(7), ..Wanted::default() }
}

/// The wide window in a drill with Derek.
pub fn drilling(desk: &Desk, level: Level) -> Harness<'static, App> {
    let mut window = desk.open(1280.0, 800.0);
    rehearse(&mut window, level);
    window
}

/// Begins it.
pub fn rehearse(window: &mut Harness<'static, App>, level: Level) {
    let wanted = Wanted { level, ..derek() };
    window.state_mut().apply(TrainCommand::BeginDrill(Box::new(wanted)).into());
    window.run();
    if matches!(scene(window), Scene::Before(_)) {
        press(window, Key::Enter);
    }
}

/// What Train shows.
pub fn scene<'a>(window: &'a Harness<'static, App>) -> &'a Scene {
    &window.state().state().training.scene
}

/// The drill in hand.
pub fn playing<'a>(window: &'a Harness<'static, App>) -> &'a Playing {
    window.state().state().training.playing().expect("a drill is in hand")
}

/// The drill on stage.
pub fn drill<'a>(window: &'a Harness<'static, App>) -> &'a Drill {
    &window.state().state().training.stage().expect("a drill is on stage").drill
}

/// The number of the tree's own line.
pub fn own_line(window: &Harness<'static, App>) -> usize {
    drill(window).choices().iter().position(|choice| choice.from.is_own()).expect("an own line") + 1
}

/// The number of a line that is not the tree's own.
pub fn other_line(window: &Harness<'static, App>) -> usize {
    drill(window).choices().iter().position(|choice| !choice.from.is_own()).expect("another line") + 1
}

/// Presses a digit.
pub fn digit(window: &mut Harness<'static, App>, number: usize) {
    let keys = [Key::Num0, Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
    press(window, keys[number]);
}

/// Says the tree's own line, or recognises what was given, until one more turn is behind.
pub fn play_turn(window: &mut Harness<'static, App>) {
    for _ in 0..2 {
        match drill(window).phase() {
            Phase::ToSay => {
                let own = own_line(window);
                digit(window, own);
            }
            Phase::ToHear => {
                let given = drill(window).given().expect("an answer was given");
                let before = drill(window).phase();
                digit(window, given);
                if drill(window).phase() == before && drill(window).given() == Some(given) {
                    // What was refused once is taken the second time.
                    digit(window, given);
                }
                return;
            }
            Phase::Over(_) => return,
        }
    }
}

/// Plays a drill to its end with the tree's own lines, everything taken down that can be.
pub fn with_own_lines(window: &mut Harness<'static, App>) {
    for _ in 0..60 {
        if matches!(drill(window).phase(), Phase::Over(_)) {
            return;
        }
        let spoken = drill(window).customer().clone();
        for told in spoken.told.iter().chain(&spoken.finds) {
            window.state_mut().apply(Command::SetFact(told.name.clone(), told.value.clone()));
        }
        window.run();
        play_turn(window);
    }
    panic!("the call does not come to an end: {:?}", drill(window).call().spot());
}

/// Waits until everything is on the disk.
pub fn kept(window: &Harness<'static, App>) {
    let keepers = window.state().state().training.keepers.as_ref().expect("the stores are open");
    assert!(keepers.practice.wait(Duration::from_secs(10)) && keepers.exams.wait(Duration::from_secs(10)));
}

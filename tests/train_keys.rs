//! Train by keyboard: in a drill letters and digits mean what they mean on a call, and every list is walked by arrows.

#[path = "common/stage.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod stage;
#[path = "common/weeks.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod weeks;
#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use egui::{Event, Key, Modifiers};
use egui_kittest::{Harness, kittest::Queryable as _};
use evenkeel::{
    drill::{Level, NoticeKind, Said, Strength},
    ui::{
        App,
        train::{Scene, TrainCommand},
    },
};
use stage::{abusive, drill, drilling, play_turn, playing, scene};
use window::{Desk, press, press_with, says, settle, shows};

/// Types as hands do: key and letter together, one after another without a pause.
fn typed_in_one_go(window: &mut Harness<'static, App>, keys: &[(Key, &str)]) {
    for (key, text) in keys {
        let down = Event::Key { key: *key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE };
        window.input_mut().events.extend([down, Event::Text((*text).to_owned())]);
    }
    settle(window);
}

fn note<'a>(window: &'a Harness<'static, App>) -> &'a str {
    &playing(window).stage.session.note
}

#[test]
fn words_typed_in_one_go_begin_a_note_and_end_silence_or_stop_nothing() {
    let desk = Desk::new();
    let mut window = drilling(&desk, Level::Shown);
    typed_in_one_go(&mut window, &[(Key::W, "w"), (Key::I, "i"), (Key::F, "f"), (Key::E, "e")]);
    assert_eq!(note(&window), "wife");
    assert!(drill(&window).turns().is_empty(), "no silence was spent");
    assert_eq!(playing(&window).asked, None, "and nothing waits to be confirmed");
}

#[test]
fn a_letter_that_is_no_key_begins_the_note_at_once() {
    let desk = Desk::new();
    let mut window = drilling(&desk, Level::Shown);
    typed_in_one_go(&mut window, &[(Key::T, "t"), (Key::A, "a"), (Key::X, "x")]);
    assert_eq!(note(&window), "tax");
    assert!(matches!(scene(&window), Scene::Drill(_)), "the drill is still there");
}

#[test]
fn a_digit_typed_into_the_note_line_is_typing() {
    let desk = Desk::new();
    let mut window = drilling(&desk, Level::Shown);
    press(&mut window, Key::N);
    settle(&mut window);
    typed_in_one_go(&mut window, &[(Key::Num3, "3")]);
    assert_eq!(note(&window), "3");
    assert!(drill(&window).turns().is_empty(), "no line was said");
    press(&mut window, Key::Enter);
    settle(&mut window);
    stage::digit(&mut window, 1);
    assert_eq!(drill(&window).turns().len(), 1, "once the note is kept, a digit says a line again");
}

#[test]
fn silence_is_asked_for_twice_and_is_a_turn() {
    let desk = Desk::new();
    let mut window = drilling(&desk, Level::Shown);
    press(&mut window, Key::W);
    settle(&mut window);
    assert!(says(&window, "W again says nothing"));
    assert!(drill(&window).turns().is_empty());
    press(&mut window, Key::W);
    settle(&mut window);
    assert!(matches!(drill(&window).turns()[0].said, Said::Silence));
}

#[test]
fn customers_and_trees_are_chosen_by_arrows_a_level_by_l_and_the_drill_begun_by_enter() {
    let desk = Desk::new();
    let mut window = desk.open(1280.0, 800.0);
    press_with(&mut window, Modifiers::ALT, Key::T);
    press(&mut window, Key::Num2);
    let before = window.state().state().training.hall.tree.clone();
    press(&mut window, Key::ArrowRight);
    assert_ne!(window.state().state().training.hall.tree, before);
    press(&mut window, Key::ArrowDown);
    assert_eq!(window.state().state().training.hall.row, 1);
    press(&mut window, Key::L);
    press(&mut window, Key::Enter);
    let tree = window.state().state().training.hall.tree.clone();
    if let Scene::Before(before) = scene(&window) {
        assert_eq!(Some(&before.wanted.tree), tree.as_ref());
        press(&mut window, Key::Enter);
    }
    assert_eq!(Some(drill(&window).setting().tree.to_string()), tree);
    assert_eq!(drill(&window).setting().level, Level::Faded);
}

#[test]
fn the_plan_is_walked_by_arrows_and_its_scenario_begun_by_enter() {
    let desk = Desk::new();
    let mut window = desk.open(1280.0, 800.0);
    press_with(&mut window, Modifiers::ALT, Key::T);
    press(&mut window, Key::Num4);
    let second = &evenkeel::drill::tracks()[0].scenarios[1];
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Enter);
    if matches!(scene(&window), Scene::Before(_)) {
        press(&mut window, Key::Enter);
    }
    assert_eq!((&drill(&window).setting().tree, &drill(&window).setting().persona.id), (&second.tree, &second.persona));
}

#[test]
fn a_drill_that_was_left_is_taken_up_with_what_was_typed_or_let_go_when_asked_twice() {
    let desk = Desk::new();
    let mut window = drilling(&desk, Level::Shown);
    play_turn(&mut window);
    window.state_mut().apply(TrainCommand::TypeSay("I have the notes".to_owned()).into());
    window.state_mut().apply(TrainCommand::Pause.into());
    settle(&mut window);
    assert!(says(&window, "Paused. It waits here"));
    press(&mut window, Key::Num2);
    assert!(says(&window, "Paused. It waits here"), "said on every page of the hall");
    press(&mut window, Key::T);
    assert_eq!(playing(&window).typed.as_deref(), Some("I have the notes"));
    press(&mut window, Key::Escape);
    window.state_mut().apply(TrainCommand::Pause.into());
    press(&mut window, Key::Num1);
    settle(&mut window);
    window.get_by_label("Let go").click();
    window.run();
    assert_eq!(window.state().state().training.unfinished.len(), 1, "asked once");
    window.get_by_label("Let go for good").click();
    window.run();
    assert!(window.state().state().training.unfinished.is_empty());
}

#[test]
fn how_strong_the_language_is_is_chosen_by_digits() {
    let desk = Desk::new();
    let mut window = desk.open(1280.0, 800.0);
    window.state_mut().apply(TrainCommand::BeginDrill(Box::new(abusive(NoticeKind::Abuse))).into());
    window.run();
    press(&mut window, Key::Num2);
    assert!(matches!(scene(&window), Scene::Before(before) if before.wanted.language == Strength::Strong));
    press(&mut window, Key::Num1);
    assert!(matches!(scene(&window), Scene::Before(before) if before.wanted.language == Strength::Mild));
}

#[test]
fn whom_to_call_and_the_way_out_stand_in_a_strip_as_well() {
    let settings = evenkeel::site::Settings {
        agent_name: "Beth".into(),
        numbers: evenkeel::site::Numbers { crisis_line: "116 123".into(), ..Default::default() },
        ..evenkeel::site::Settings::default()
    };
    let desk = Desk::with(settings);
    let mut window = desk.open(480.0, 900.0);
    for level in [Level::Shown, Level::Exam] {
        let mut wanted = abusive(NoticeKind::Abuse);
        wanted.level = level;
        window.state_mut().apply(TrainCommand::BeginDrill(Box::new(wanted)).into());
        window.run();
        press(&mut window, Key::Enter);
        assert!(shows(&window, "116 123") && shows(&window, "Stop"), "{level:?}");
        window.state_mut().apply(TrainCommand::Stop.into());
        window.run();
    }
}

#[test]
fn what_is_typed_right_after_y_belongs_into_the_line_however_fast() {
    let desk = Desk::new();
    let mut window = drilling(&desk, Level::Shown);
    press(&mut window, Key::Y);
    typed_in_one_go(&mut window, &[(Key::Y, "Y"), (Key::E, "e"), (Key::S, "s")]);
    assert_eq!((playing(&window).typed.as_deref(), note(&window)), (Some("Yes"), ""));
}

#[test]
fn a_digit_and_a_space_begin_a_note_and_do_not_start_to_speak() {
    let desk = Desk::new();
    let mut window = drilling(&desk, Level::Faded);
    let down = Event::Key { key: Key::Num2, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE };
    window.input_mut().events.extend([down, Event::Text("2".to_owned())]);
    window.step();
    typed_in_one_go(&mut window, &[(Key::Space, " "), (Key::B, "b")]);
    assert_eq!(note(&window), "2 b");
    assert_eq!(playing(&window).aloud, evenkeel::ui::train::Aloud::NotYet);
}

#[test]
fn a_note_that_was_kept_stays_in_sight() {
    let desk = Desk::new();
    let mut window = drilling(&desk, Level::Shown);
    press(&mut window, Key::N);
    typed_in_one_go(&mut window, &[(Key::O, "o"), (Key::F, "f"), (Key::F, "f")]);
    press(&mut window, Key::Enter);
    assert!(note(&window).is_empty() && shows(&window, "Noted") && says(&window, "off"));
}

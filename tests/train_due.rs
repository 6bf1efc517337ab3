//! What comes back: misses of an exam and of a warm-up are due again among the trainee's own practice.

#[path = "common/stage.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod stage;
#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use egui::{Key, Modifiers};
use evenkeel::{
    drill::{Grade, Level},
    record::PracticeStore,
    ui::train::{Scene, TrainCommand},
};
use stage::{drilling, kept, other_line, scene};
use window::{Desk, press, press_with};

fn missed(desk: &Desk) -> usize {
    let store = PracticeStore::open(&desk.folders().practice()).unwrap();
    store.cards().unwrap().values().filter(|card| card.grade == Grade::Again).count()
}

#[test]
fn what_was_missed_in_an_exam_comes_back_and_the_exam_itself_stays_out_of_practice() {
    let desk = Desk::new();
    let mut window = drilling(&desk, Level::Exam);
    press(&mut window, Key::Space);
    press(&mut window, Key::Space);
    let number = other_line(&window);
    stage::digit(&mut window, number);
    press(&mut window, Key::E);
    press(&mut window, Key::E);
    assert!(matches!(scene(&window), Scene::Debrief(_)));
    kept(&window);
    assert!(missed(&desk) > 0, "the line that was missed is due again");
    let store = PracticeStore::open(&desk.folders().practice()).unwrap();
    assert!(store.finished().unwrap().is_empty(), "an exam is no practice");
}

#[test]
fn an_opening_missed_in_a_warm_up_comes_back() {
    let desk = Desk::new();
    let mut window = desk.open(1280.0, 800.0);
    press_with(&mut window, Modifiers::ALT, Key::T);
    window.state_mut().apply(TrainCommand::WarmUp.into());
    window.run();
    let number = other_line(&window);
    stage::digit(&mut window, number);
    press(&mut window, Key::Enter);
    kept(&window);
    assert!(missed(&desk) > 0);
}

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
    record::{ExamStore, PracticeStore},
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

#[test]
fn exams_are_taken_away_and_erased_by_the_trainee_apart_from_practice() {
    let desk = Desk::new();
    let mut window = drilling(&desk, Level::Exam);
    press(&mut window, Key::Space);
    press(&mut window, Key::Space);
    stage::digit(&mut window, 1);
    press(&mut window, Key::E);
    press(&mut window, Key::E);
    kept(&window);
    press(&mut window, Key::Escape);
    press(&mut window, Key::X);
    window::click(&mut window, "Export to a file");
    let written = |start: &str| {
        let mut files = std::fs::read_dir(&desk.folders().home).unwrap().filter_map(Result::ok);
        files.any(|entry| entry.file_name().to_string_lossy().starts_with(start))
    };
    assert!(written("practice-") && written("exams-"));
    window::click(&mut window, "Erase my exams");
    let exams = || ExamStore::open(&desk.folders().exams()).unwrap().finished().unwrap().len();
    assert_eq!(exams(), 1, "asked once");
    let before = missed(&desk);
    window::click(&mut window, "Erase for good");
    assert!(window::says(&window, "Your exams are erased here."));
    assert_eq!((exams(), missed(&desk)), (0, before), "practice is not touched");
}

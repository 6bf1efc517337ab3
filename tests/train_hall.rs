//! Train's home: what is due, the five minutes, how it goes, whom to rehearse with, the plan, and what is kept.

#[path = "common/weeks.rs"]
mod weeks;
#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use evenkeel::{
    drill::Grade,
    record::PracticeStore,
    ui::{
        App,
        train::{At, Scene, Sitting, Tab},
    },
};
use window::{Desk, press, press_with, says, settle, shows};

/// The window at Train, after weeks of practice or before the first drill.
fn training(desk: &Desk, has_practised: bool) -> Harness<'static, App> {
    let setup = desk.setup();
    if has_practised {
        weeks::practise(&setup.folders, &(setup.clock)());
    }
    let mut window = desk.open(1280.0, 800.0);
    press_with(&mut window, Modifiers::ALT, Key::T);
    settle(&mut window);
    window
}

fn sitting<'a>(window: &'a Harness<'static, App>) -> &'a Sitting {
    match &window.state().state().training.scene {
        Scene::Sitting(sitting) => sitting,
        _ => panic!("a session is in hand"),
    }
}

/// The number of the tree's own line in the question that is asked, and of another.
fn lines(window: &Harness<'static, App>) -> (usize, usize) {
    let exercise = sitting(window).exercise().expect("something is asked");
    let own = exercise.lines.iter().position(|line| line.from.is_own()).unwrap() + 1;
    (own, if own == 1 { 2 } else { 1 })
}

fn digit(window: &mut Harness<'static, App>, number: usize) {
    let keys = [Key::Num1, Key::Num2, Key::Num3, Key::Num4];
    press(window, keys[number - 1]);
    settle(window);
}

#[test]
fn before_the_first_drill_today_says_how_things_come_to_be_due() {
    let window = training(&Desk::new(), false);
    assert!(shows(&window, "Due today"));
    assert!(says(&window, "Nothing is due."));
    assert!(says(&window, "Your first drill begins this line."));
    assert!(says(&window, "Practice is yours alone."));
}

#[test]
fn after_weeks_of_practice_at_most_eight_things_are_due_and_the_graph_tells_its_story_in_words() {
    let window = training(&Desk::new(), true);
    let book = &window.state().state().training.hall.book;
    assert_eq!(book.drills.len(), 14);
    assert!(!book.session.due.is_empty() && book.session.due.len() <= 8, "{}", book.session.due.len());
    assert!(says(&window, "Score by week: 14 drills"));
    assert!(shows(&window, "Strong techniques") && shows(&window, "Weak techniques"));
    assert!(shows(&window, "Ready for live calls"));
}

#[test]
fn five_minutes_ask_what_is_due_one_by_one_and_keep_how_it_went() {
    let desk = Desk::new();
    let mut window = training(&desk, true);
    press(&mut window, Key::F5);
    assert_eq!(sitting(&window).at, At::Beginning);
    assert!(says(&window, "Your goal from last time"));
    press(&mut window, Key::Enter);
    let (own, other) = lines(&window);
    digit(&mut window, other);
    assert!(says(&window, "Not that one. Try again."));
    press(&mut window, Key::Enter);
    assert_eq!(sitting(&window).at, At::Exercise(0), "a question waits for its line");
    digit(&mut window, own);
    assert!(says(&window, "It comes back tomorrow."));
    press(&mut window, Key::Enter);
    assert_eq!(sitting(&window).at, At::Exercise(1));
    let (own, _) = lines(&window);
    digit(&mut window, own);
    assert!(says(&window, "Right at the first try."));
    press(&mut window, Key::Enter);
    press(&mut window, Key::Escape);
    assert!(matches!(window.state().state().training.scene, Scene::Hall));
    let store = PracticeStore::open(&desk.setup().folders.practice()).unwrap();
    let today = (desk.setup().clock)().date();
    let practised: Vec<_> = store.cards().unwrap().into_values().filter(|card| card.last == today).collect();
    assert_eq!(practised.len(), 2, "both questions were kept");
    let tomorrow = practised.iter().filter(|card| card.grade == Grade::Again && (card.due - today).get_days() == 1);
    assert_eq!(tomorrow.count(), 1, "what was missed is due tomorrow");
}

#[test]
fn the_script_can_be_shown_in_a_session_and_the_way_out_is_always_open() {
    let mut window = training(&Desk::new(), true);
    press(&mut window, Key::F5);
    press(&mut window, Key::Enter);
    let (own, _) = lines(&window);
    press(&mut window, Key::S);
    assert_eq!(sitting(&window).shown, Some(own));
    press(&mut window, Key::Escape);
    assert!(shows(&window, "Due today"));
}

#[test]
fn the_tabs_are_reached_by_digits_and_say_what_they_hold() {
    let mut window = training(&Desk::new(), true);
    for (key, tab, words) in [
        (Key::Num2, Tab::Choose, "Billing error"),
        (Key::Num3, Tab::Drills, "Drills, the latest first"),
        (Key::Num4, Tab::Plan, "Conflict resolution"),
        (Key::Num1, Tab::Today, "Due today"),
    ] {
        press(&mut window, key);
        settle(&mut window);
        assert_eq!(window.state().state().training.hall.tab, tab);
        assert!(says(&window, words), "{words}");
    }
}

#[test]
fn a_drill_of_the_list_is_talked_over_again_by_enter() {
    let desk = Desk::new();
    let mut window = training(&desk, true);
    press(&mut window, Key::Num3);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Enter);
    settle(&mut window);
    let Scene::Debrief(debriefing) = &window.state().state().training.scene else {
        panic!("a debrief: {:?}", window.state().state().training.message)
    };
    assert_eq!(debriefing.id, "drill-12", "the latest but one");
}

#[test]
fn practice_is_exported_to_a_file_and_erased_when_asked_for_twice() {
    let desk = Desk::new();
    let mut window = training(&desk, true);
    press(&mut window, Key::X);
    assert!(shows(&window, "What is kept of you here"));
    window::click(&mut window, "Export to a file");
    assert!(says(&window, "Written to"));
    let home = desk.setup().folders.home;
    let written = std::fs::read_dir(&home)
        .unwrap()
        .filter_map(Result::ok)
        .any(|entry| entry.file_name().to_string_lossy().starts_with("practice-"));
    assert!(written, "a file lies in the home");
    window::click(&mut window, "Erase my practice");
    assert_eq!(PracticeStore::open(&desk.setup().folders.practice()).unwrap().finished().unwrap().len(), 14, "asked once");
    window::click(&mut window, "Erase for good");
    assert!(says(&window, "Your practice is erased."));
    assert!(PracticeStore::open(&desk.setup().folders.practice()).unwrap().finished().unwrap().is_empty());
}

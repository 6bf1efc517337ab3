//! Home, the wrap-up, the settings and hand-over files in the window.

#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use evenkeel::{
    library::load_settings,
    tree::Outcome,
    ui::{Command, state::Place},
};
use window::{Desk, at, press, press_with, says, shows, type_text};

#[test]
fn home_shows_every_tree_with_when_to_use_it() {
    let window = Desk::new().open(1280.0, 800.0);
    assert!(says(&window, "Billing error, A charge"));
    assert!(says(&window, "Delayed shipment"));
}

#[test]
fn the_search_finds_a_step_by_the_words_of_its_line_and_enter_starts_there() {
    let mut window = Desk::new().open(1280.0, 800.0);
    type_text(&mut window, "reads the card");
    type_text(&mut window, "");
    press(&mut window, Key::Escape);
    type_text(&mut window, "whose error");
    press(&mut window, Key::Enter);
    assert!(at(&window).starts_with("billing-error/") || at(&window).contains("fault"), "{}", at(&window));
}

#[test]
fn an_agent_without_a_name_is_asked_for_it_on_home() {
    let desk = Desk::with(evenkeel::site::Settings::default());
    let mut window = desk.open(1280.0, 800.0);
    window.get_by_label("Your name").focus();
    window.run();
    type_text(&mut window, "Kit");
    window.get_by_label("Keep").click();
    window.run();
    assert_eq!(load_settings(&desk.folders()).0.agent_name, "Kit");
}

#[test]
fn ending_takes_two_keys_and_nothing_of_the_customer_stays_on_screen() {
    let desk = Desk::new();
    let mut window = desk.call_at("billing-error", "open");
    window.state_mut().apply(Command::SetFact("customer_name".into(), "Dana Whitfield".into()));
    window.run();
    press_with(&mut window, Modifiers::COMMAND, Key::E);
    assert_eq!(window.state().state().place, Place::WrapUp);
    assert!(says(&window, "Dana Whitfield"));
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.state().state().place, Place::Home);
    assert!(!says(&window, "Dana") && window.state().state().parked.is_empty());
    press(&mut window, Key::Enter);
    assert_eq!(at(&window), "opening/greet", "the next call takes one key more");
}

#[test]
fn a_digit_in_the_wrap_up_chooses_the_outcome() {
    let desk = Desk::new();
    let mut window = desk.call_at("billing-error", "open");
    press_with(&mut window, Modifiers::COMMAND, Key::E);
    press(&mut window, Key::Num3);
    let ended = window.state().state().session.as_ref().unwrap().call.state().ended.unwrap();
    assert_eq!(ended.outcome, Outcome::HandedOver);
}

#[test]
fn a_call_can_be_taken_up_again_from_the_wrap_up() {
    let desk = Desk::new();
    let mut window = desk.call_at("billing-error", "open");
    press_with(&mut window, Modifiers::COMMAND, Key::E);
    press_with(&mut window, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(window.state().state().place, Place::Guide);
    assert_eq!(at(&window), "billing-error/open");
}

#[test]
fn an_unfinished_wrap_up_is_parked_on_home_with_short_names() {
    let desk = Desk::new();
    let mut window = desk.call_at("billing-error", "open");
    window.state_mut().apply(Command::SetFact("customer_name".into(), "Dana Whitfield".into()));
    press_with(&mut window, Modifiers::COMMAND, Key::E);
    press_with(&mut window, Modifiers::COMMAND, Key::H);
    assert!(shows(&window, "Unfinished wrap-up"));
    assert!(says(&window, "D. W.") && !says(&window, "Whitfield"));
}

#[test]
fn the_program_killed_in_a_call_offers_it_at_the_same_step_with_the_same_facts() {
    let desk = Desk::new();
    {
        let mut window = desk.call_at("billing-error", "open");
        window.state_mut().apply(Command::SetFact("charge".into(), "42.10".into()));
        press(&mut window, Key::Num1);
        assert!(window.state().state().recorder.wait(std::time::Duration::from_secs(5)));
        // No goodbye: the window is simply gone.
        std::mem::forget(window);
    }
    // A dead process gives its locks back; here the lock's file stands in for that.
    std::fs::remove_dir_all(desk.home.path().join("open")).unwrap();
    let mut window = desk.open(1280.0, 800.0);
    assert!(shows(&window, "Unfinished call"));
    press_with(&mut window, Modifiers::COMMAND, Key::R);
    assert_eq!(at(&window), "billing-error/listen");
    let session = window.state().state().session.as_ref().unwrap();
    assert!(session.call.state().facts.contains_key("charge"));
}

#[test]
fn a_line_can_be_marked_as_not_working_with_a_reason_that_is_kept_when_the_field_is_left() {
    let desk = Desk::new();
    let mut window = desk.call_at("opening", "greet");
    press(&mut window, Key::Num1);
    press_with(&mut window, Modifiers::COMMAND, Key::E);
    window.get_by_label_contains("Didn't work: Hello").click();
    window.run();
    window.get_by_label("Why it didn't work").focus();
    window.run();
    type_text(&mut window, "too stiff");
    press(&mut window, Key::Tab);
    let said = &window.state().state().session.as_ref().unwrap().call.state().said;
    assert_eq!(said[0].failed.as_deref(), Some("too stiff"));
}

#[test]
fn a_promise_of_ones_own_is_added_with_a_spoken_day() {
    let desk = Desk::new();
    let mut window = desk.call_at("billing-error", "open");
    press_with(&mut window, Modifiers::COMMAND, Key::P);
    type_text(&mut window, "Send the form by post");
    press(&mut window, Key::Tab);
    type_text(&mut window, "fri 4pm");
    press(&mut window, Key::Enter);
    let promises = &window.state().state().session.as_ref().unwrap().call.state().promises;
    assert_eq!((promises[0].by.as_deref(), promises[0].time.as_deref()), (Some("2026-11-27"), Some("16:00")));
}

#[test]
fn a_hand_over_file_opens_at_the_same_step_on_another_machine() {
    let here = Desk::new();
    let mut window = here.call_at("billing-error", "open");
    window.state_mut().apply(Command::SetFact("charge".into(), "42.10".into()));
    press(&mut window, Key::Num1);
    press_with(&mut window, Modifiers::COMMAND, Key::S);
    let file = window.state().state().hand_over_files().remove(0);

    let there = Desk::new();
    let mut other = there.open(1280.0, 800.0);
    other.state_mut().apply(Command::OpenFile(file));
    other.run();
    assert_eq!(at(&other), "billing-error/listen");
    assert!(says(&other, "Handed over by Beth Lowry"));
    let facts = &other.state().state().session.as_ref().unwrap().call.state().facts;
    assert!(facts.contains_key("charge"));
}

#[test]
fn a_file_that_is_no_hand_over_is_refused_in_words() {
    let desk = Desk::new();
    let path = desk.home.path().join("odd.handover.ron");
    std::fs::write(&path, "Tree(").unwrap();
    let mut window = desk.open(1280.0, 800.0);
    window.state_mut().apply(Command::OpenFile(path));
    window.run();
    assert!(says(&window, "no hand-over file") && window.state().state().session.is_none());
}

#[test]
fn settings_are_kept_and_count_at_once() {
    let desk = Desk::new();
    let mut window = desk.call_at("billing-error", "open");
    press_with(&mut window, Modifiers::COMMAND, Key::Comma);
    window.get_by_label("3").click();
    window.run();
    assert_eq!(load_settings(&desk.folders()).0.warnings, 3);
    assert_eq!(window.state().state().session.as_ref().unwrap().call.site().warnings, 3);
}

#[test]
fn settings_that_cannot_be_read_are_said_and_left_as_they_are() {
    let desk = Desk::new();
    let path = desk.home.path().join("settings.ron");
    std::fs::write(&path, "Settings(agent_nam: \"x\")").unwrap();
    let window = desk.open(1280.0, 800.0);
    assert!(says(&window, "settings could not be read"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "Settings(agent_nam: \"x\")");
}

#[test]
fn how_the_agent_is_lies_in_a_store_of_its_own_and_can_be_deleted() {
    let desk = Desk::new();
    let mut window = desk.call_at("billing-error", "open");
    press_with(&mut window, Modifiers::COMMAND, Key::E);
    window.get_by_label("Shaken").click();
    window.run();
    let records = std::fs::read(desk.home.path().join("records.db")).unwrap_or_default();
    assert!(!records.windows(6).any(|bytes| bytes == b"Shaken"));
    let private = || std::fs::read(desk.home.path().join("private.db")).unwrap();
    assert!(private().windows(6).any(|bytes| bytes == b"Shaken"));
    window.get_by_label("Delete what is kept here").click();
    window.run();
    assert!(!private().windows(6).any(|bytes| bytes == b"Shaken"));
}

#[test]
fn a_full_disk_is_said_in_words_while_the_call_goes_on() {
    let desk = Desk::new();
    let mut window = desk.call_at("billing-error", "open");
    assert!(window.state().state().recorder.wait(std::time::Duration::from_secs(5)));
    window.state().state().recorder.limit_pages(1);
    for _ in 0..40 {
        window.state_mut().apply(Command::NoneOfThese);
    }
    let long = "a note that takes room ".repeat(400);
    window.state_mut().apply(Command::TypeNote(long));
    window.state_mut().apply(Command::KeepNote { as_note: true });
    std::thread::sleep(std::time::Duration::from_millis(2400));
    window.run_steps(2);
    assert!(says(&window, "Not on disk: the disk is full"));
    press(&mut window, Key::Num1);
    assert_eq!(at(&window), "billing-error/listen");
    window.state().state().recorder.limit_pages(1_000_000);
    assert!(window.state().state().recorder.wait(std::time::Duration::from_secs(5)));
}

#[test]
fn a_fact_from_outside_that_does_not_fit_is_said_and_the_call_starts_all_the_same() {
    let desk = Desk::new();
    let wanted = evenkeel::library::Library::find("billing-error", &desk.trees).unwrap();
    let opening = evenkeel::call::Opening {
        tree: wanted.id,
        from: None,
        mood: None,
        reference: String::new(),
        outside: Some("CRM-1".into()),
    };
    let facts = vec![("charge".to_owned(), "lots".to_owned()), ("shoe_size".to_owned(), "9".to_owned())];
    let mut setup = desk.setup();
    setup.asked = Some(evenkeel::cli::Asked { trees: wanted.trees, opening, facts });
    let window = desk.open_with(setup, 1280.0, 800.0);
    assert_eq!(at(&window), "billing-error/open");
    assert!(says(&window, "charge") && says(&window, "shoe_size"));
}

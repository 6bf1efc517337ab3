//! Quick fix in the window: a line changed for everybody in a few keys, from search, from a step, from a flagged line.

#[path = "common/bill.rs"]
mod bill;
#[path = "common/desk.rs"]
mod desk;
#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use bill::{Window, desk, desk_with, draft_line, edit, hand, line, live, live_line, send, step};
use desk::{BILL, draft_text};
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use evenkeel::{
    library::revisions,
    ui::{Command, author::AuthorCommand, state::Place},
};
use std::fs;
use window::{Desk, at, press, press_with, says, settle, shows, type_text};

/// Somebody at the keyboard whose keys are counted, but for those that are the words themselves.
struct Hands {
    window: Window,
    keys: usize,
}

impl Hands {
    fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.keys += 1;
        press_with(&mut self.window, modifiers, key);
    }

    fn look_for(&mut self, letters: &str) {
        self.keys += letters.chars().count();
        for letter in letters.chars() {
            self.window.event(Event::Text(letter.to_string()));
            self.window.run();
        }
    }

    fn words(&mut self, words: &str) {
        type_text(&mut self.window, words);
    }
}

/// Finds a line by some letters and opens its quick fix.
fn fix_found(window: &mut Window, letters: &str) {
    press_with(window, Modifiers::COMMAND, Key::K);
    type_text(window, letters);
    press_with(window, Modifiers::COMMAND, Key::Period);
}

/// Puts other words in the place of those that stand there, and says why.
fn write(window: &mut Window, words: &str, reason: &str) {
    press_with(window, Modifiers::COMMAND, Key::A);
    type_text(window, words);
    press(window, Key::Enter);
    type_text(window, reason);
}

#[test]
fn twelve_keys_beyond_the_words_change_a_line_for_agents() {
    let desk = desk();
    let mut hands = Hands { window: desk.open(1280.0, 800.0), keys: 0 };
    hands.press(Modifiers::COMMAND, Key::K);
    hands.look_for("tel");
    hands.press(Modifiers::COMMAND, Key::Period);
    hands.press(Modifiers::COMMAND, Key::A);
    hands.words("Thanks for telling me at once.");
    hands.press(Modifiers::NONE, Key::Enter);
    hands.words("It sounded stiff");
    hands.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(live_line(&desk, "thank"), "Thanks for telling me at once.", "it is live");
    // The search is closed; on Home the step is found as an agent finds it, and a call goes on from there.
    hands.look_for("tel");
    hands.press(Modifiers::NONE, Key::Enter);
    assert_eq!(at(&hands.window), "bill/thank");
    assert!(says(&hands.window, "Thanks for telling me at once."), "the agent's window shows it");
    assert!(hands.keys <= 12, "{} keys", hands.keys);
}

#[test]
fn after_a_quick_fix_the_search_is_closed() {
    let desk = desk();
    let mut window = desk.open(1280.0, 800.0);
    fix_found(&mut window, "tell");
    write(&mut window, "Thank you.", "Shorter");
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(live_line(&desk, "thank"), "Thank you.");
    assert!(window.state().state().overlay.is_none(), "nothing lies over Home");
    assert!(shows(&window, "Search the library") && !shows(&window, "A step, a tree or an action"));
}

#[test]
fn letters_scattered_over_a_line_find_nothing_and_fix_nothing() {
    let text = BILL.replace("Goodbye.", "No notice: log it as they listen.");
    let desk = desk_with(&text);
    let mut window = desk.open(1280.0, 800.0);
    fix_found(&mut window, "nasty");
    assert!(says(&window, "Nothing has these words."));
    assert!(!shows(&window, "The words"), "no quick fix is open");
    assert!(!shows(&window, "Close, Bill"));
}

#[test]
fn what_is_only_close_stands_under_its_own_heading_and_is_opened_before_it_is_fixed() {
    let desk = desk_with(&BILL.replace("Goodbye.", "Thanks for tilling the soil."));
    let mut window = desk.open(1280.0, 800.0);
    press_with(&mut window, Modifiers::COMMAND, Key::K);
    type_text(&mut window, "telling");
    let heading = window.get_by_label("Close to what you typed").rect();
    assert!(window.get_by_label("Thank, Bill").rect().bottom() <= heading.top(), "the words themselves come first");
    assert!(window.get_by_label("Close, Bill").rect().top() >= heading.bottom());
    press(&mut window, Key::ArrowDown);
    assert!(says(&window, "open it before you change its words"));
    press_with(&mut window, Modifiers::COMMAND, Key::Period);
    assert!(!shows(&window, "The words"), "no quick fix is open");
    press(&mut window, Key::Enter);
    assert_eq!(at(&window), "bill/close", "Enter opens it");
}

#[test]
fn a_step_without_lines_is_fixed_in_the_words_that_are_shown() {
    let desk = desk_with(&BILL.replace("say: [\"Thank you for telling me.\"],", "task: \"Note the amount.\","));
    let mut window = desk.open(1280.0, 800.0);
    fix_found(&mut window, "amount");
    write(&mut window, "Note amount and day.", "Both are asked for later");
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(live(&desk).steps["thank"].task.as_deref(), Some("Note amount and day."));
}

#[test]
fn taking_it_back_is_one_key_from_anywhere() {
    let desk = desk();
    let mut window = desk.open(1280.0, 800.0);
    fix_found(&mut window, "tell");
    write(&mut window, "Thanks.", "Too long");
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    press(&mut window, Key::Escape);
    assert!(says(&window, "Bill. Revision 8 is live. Take it back: Ctrl Shift T"));
    assert_eq!(window.state().state().place, Place::Home);
    press_with(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::T);
    assert_eq!((live_line(&desk, "thank").as_str(), live(&desk).revision), ("Thank you for telling me.", 9));
    assert!(says(&window, "Revision 8 taken back"));
}

#[test]
fn before_and_after_stand_in_sight_and_the_reason_is_asked_for() {
    let desk = desk();
    let mut window = desk.open(1280.0, 800.0);
    fix_found(&mut window, "tell");
    assert!(says(&window, "Bill · Thank"));
    write(&mut window, "Thank you for saying so.", "");
    assert!(says(&window, "Line 1, before: Thank you for telling me. After: Thank you for saying so."));
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    assert!(says(&window, "Say in a few words why"));
    assert_eq!(live(&desk).revision, 7);
}

#[test]
fn a_second_line_and_a_heated_one_are_found_by_their_words() {
    let text = BILL.replace(
        "say: [\"Thank you for telling me.\"],",
        "say: [\"Thank you for telling me.\", \"I appreciate that.\"], say_heated: [\"You have every right to be cross.\"],",
    );
    let desk = desk_with(&text);
    for (letters, heated, words) in [("appreciate", false, "I value that."), ("cross", true, "You are right to be cross.")] {
        let mut window = desk.open(1280.0, 800.0);
        fix_found(&mut window, letters);
        write(&mut window, words, "Plainer");
        press_with(&mut window, Modifiers::COMMAND, Key::Enter);
        let tree = live(&desk);
        let thank = &tree.steps["thank"];
        assert_eq!(if heated { &thank.say_heated[0] } else { &thank.say[1] }, words);
        assert_eq!(thank.say[0], "Thank you for telling me.");
    }
}

#[test]
fn words_that_bring_an_error_are_refused_and_nothing_changes() {
    let desk = desk();
    let mut window = desk.open(1280.0, 800.0);
    fix_found(&mut window, "tell");
    write(&mut window, "Thank you, {nobody}.", "A name");
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    assert!(says(&window, "These words would bring an error") && says(&window, "nobody"));
    assert_eq!(bill::text(&desk), BILL);
}

#[test]
fn older_errors_are_shown_and_passed_by_pressing_once_more() {
    let desk = desk_with(&BILL.replace("to: \"thank\"", "to: \"thanks\""));
    let mut window = desk.open(1280.0, 800.0);
    fix_found(&mut window, "tell");
    write(&mut window, "Thank you.", "Shorter");
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    assert!(says(&window, "These errors were there before") && says(&window, "thanks"));
    assert_eq!(live(&desk).revision, 7);
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!((live_line(&desk, "thank").as_str(), live(&desk).revision), ("Thank you.", 8));
}

#[test]
fn a_draft_in_hand_stays_a_draft_and_takes_the_same_change() {
    let desk = desk();
    let mut window = desk.authoring("bill");
    edit(&mut window, line("close", "See you."));
    send(&mut window, AuthorCommand::GoToStep(step("thank")));
    press(&mut window, Key::F4);
    write(&mut window, "Thank you.", "Shorter");
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    settle(&mut window);
    assert_eq!((live_line(&desk, "thank").as_str(), live_line(&desk, "close").as_str()), ("Thank you.", "Goodbye."));
    assert_eq!(draft_line(&desk, "thank").as_deref(), Some("Thank you."));
    assert_eq!(draft_line(&desk, "close").as_deref(), Some("See you."));
    assert_eq!(bill::said(hand(&window).tree(), "thank"), "Thank you.", "and so does what is on screen");
    assert!(says(&window, "The waiting draft took the same change."));
    edit(&mut window, line("open", "What about the bill?"));
    assert_eq!(draft_line(&desk, "thank").as_deref(), Some("Thank you."), "the next edit keeps it");
}

#[test]
fn a_draft_that_words_the_same_line_anew_keeps_its_words_and_that_is_said() {
    let desk = desk();
    let mut window = desk.authoring("bill");
    edit(&mut window, line("thank", "Many thanks."));
    send(&mut window, AuthorCommand::GoToStep(step("thank")));
    press(&mut window, Key::F4);
    write(&mut window, "Thank you.", "Shorter");
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    settle(&mut window);
    assert_eq!(live_line(&desk, "thank"), "Thank you.");
    assert_eq!(draft_line(&desk, "thank").as_deref(), Some("Many thanks."));
    assert!(says(&window, "The waiting draft keeps its own words there."));
}

#[test]
fn without_a_draft_the_tree_in_hand_follows_and_none_is_made() {
    let desk = desk();
    let mut window = desk.authoring("bill");
    send(&mut window, AuthorCommand::GoToStep(step("thank")));
    press(&mut window, Key::F4);
    write(&mut window, "Thank you.", "Shorter");
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    settle(&mut window);
    assert_eq!(bill::said(hand(&window).tree(), "thank"), "Thank you.");
    assert!(!hand(&window).is_unpublished());
    assert_eq!(draft_text(&desk.trees), None);
}

#[test]
fn other_words_of_the_step_are_chosen_by_key() {
    let desk = desk();
    let mut window = desk.open(1280.0, 800.0);
    fix_found(&mut window, "tell");
    press_with(&mut window, Modifiers::ALT, Key::ArrowDown);
    write(&mut window, "Carries on", "As they say it");
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(live(&desk).steps["thank"].answers[0].when, "Carries on");
}

#[test]
fn a_line_that_was_flagged_on_a_call_is_mended_from_the_wrap_up() {
    let desk = desk();
    let mut window = desk.open(1280.0, 800.0);
    window.state_mut().apply(Command::StartTree("bill".into()));
    window.run();
    press(&mut window, Key::Num1);
    press_with(&mut window, Modifiers::COMMAND, Key::E);
    window.get_by_label("Didn't work: What happened with the bill?").click();
    window.run();
    window.get_by_label("Why it didn't work").focus();
    window.run();
    type_text(&mut window, "They asked which bill");
    window.get_by_label("Fix the words: What happened with the bill?").click();
    window.run();
    assert!(says(&window, "It answers a line that did not work on a call."));
    press_with(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "What happened with this month's bill?");
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(live_line(&desk, "open"), "What happened with this month's bill?");
    let last = revisions(&desk.trees, "bill").remove(0);
    assert_eq!(last.reason, "They asked which bill");
    assert_eq!(last.answers.as_deref(), Some("a line that did not work on a call"));
    assert_eq!(window.state().state().place, Place::WrapUp, "the wrap-up goes on");
}

#[test]
fn words_that_somebody_changed_meanwhile_are_not_overwritten() {
    let desk = desk();
    let mut window = desk.open(1280.0, 800.0);
    fix_found(&mut window, "tell");
    let outside = BILL.replace("Thank you for telling me.", "Thank you so much.");
    fs::write(desk.trees.join("bill.ron"), &outside).unwrap();
    write(&mut window, "Thank you.", "Shorter");
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    assert!(says(&window, "Somebody changed these words meanwhile: “Thank you so much.”"));
    assert_eq!(bill::text(&desk), outside);
}

#[test]
fn a_call_that_is_under_way_keeps_the_line_it_began_with() {
    let desk = desk();
    let mut window = desk.open(1280.0, 800.0);
    window.state_mut().apply(Command::StartTree("bill".into()));
    window.run();
    fix_found(&mut window, "happened");
    write(&mut window, "What about the bill?", "Shorter");
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    press(&mut window, Key::Escape);
    assert_eq!(live_line(&desk, "open"), "What about the bill?");
    assert!(says(&window, "What happened with the bill?"), "this customer hears what was begun with");
}

#[test]
fn a_folder_that_cannot_be_written_is_said_in_words() {
    let desk = desk();
    let mut window = desk.open(1280.0, 800.0);
    fix_found(&mut window, "tell");
    let file = desk.trees.join("bill.ron");
    let mut rights = fs::metadata(&file).unwrap().permissions();
    rights.set_readonly(true);
    fs::set_permissions(&file, rights).unwrap();
    write(&mut window, "Thank you.", "Shorter");
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    assert!(says(&window, "is marked read-only"));
    assert_eq!(bill::text(&desk), BILL);
}

#[test]
fn home_finds_a_line_and_fixes_it_too() {
    let desk: Desk = desk();
    let mut window = desk.open(1280.0, 800.0);
    type_text(&mut window, "telling");
    press_with(&mut window, Modifiers::COMMAND, Key::Period);
    write(&mut window, "Thank you.", "Shorter");
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(live_line(&desk, "thank"), "Thank you.");
}

//! Earlier texts in the window: what was live and what was kept, shown against what is in hand, and brought back.

#[path = "common/bill.rs"]
mod bill;
#[path = "common/desk.rs"]
mod desk;
#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use bill::{Window, desk, draft_line, edit, hand, line, live, live_line, send};
use desk::publish_text;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use evenkeel::{library::revisions, ui::author::AuthorCommand};
use window::{Desk, press, press_with, says, settle, shows, type_text};

/// A tree with revision 7 behind it and revision 8 live, open in a window.
fn published_twice() -> (Desk, Window) {
    let desk = desk();
    publish_text(&desk.trees, &desk::closing_with("Farewell."), "It sounded curt").unwrap();
    let window = desk.authoring("bill");
    (desk, window)
}

#[test]
fn revisions_and_points_are_listed_with_who_and_why() {
    let (_desk, mut window) = published_twice();
    edit(&mut window, line("thank", "Thank you."));
    press_with(&mut window, Modifiers::COMMAND, Key::S);
    press_with(&mut window, Modifiers::COMMAND, Key::H);
    assert!(says(&window, "Revision 8, in the library now"));
    assert!(says(&window, "Ada: It sounded curt"));
    assert!(says(&window, "Revision 7, ") && says(&window, "Point, "));
}

#[test]
fn what_has_changed_since_the_chosen_text_is_told_and_marked_on_the_canvas() {
    let (_desk, mut window) = published_twice();
    press_with(&mut window, Modifiers::COMMAND, Key::H);
    assert!(says(&window, "Nothing differs."), "the newest is what is in hand");
    press(&mut window, Key::ArrowDown);
    assert!(says(&window, "Line 1, before: Goodbye. After: Farewell."));
    assert!(says(&window, "On the canvas, against revision 7: 1 changed"));
    window.get_by_label("Its text").click();
    window.run();
    assert!(says(&window, "// The last word."), "its own text, comments and all");
}

#[test]
fn an_earlier_text_is_restored_into_the_draft_and_undo_takes_it_out() {
    let (desk, mut window) = published_twice();
    press_with(&mut window, Modifiers::COMMAND, Key::H);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Enter);
    settle(&mut window);
    assert_eq!(draft_line(&desk, "close").as_deref(), Some("Goodbye."));
    assert_eq!(live_line(&desk, "close"), "Farewell.", "agents see nothing of it");
    assert!(says(&window, "Revision 7 is in your draft."));
    assert_eq!(hand(&window).history.undo_name(), Some("Restore revision 7"));
    press_with(&mut window, Modifiers::COMMAND, Key::Z);
    settle(&mut window);
    assert_eq!(hand(&window).tree().steps["close"].say[0], "Farewell.");
}

#[test]
fn rolling_back_asks_why_and_publishes_the_earlier_text_again() {
    let (desk, mut window) = published_twice();
    press_with(&mut window, Modifiers::COMMAND, Key::H);
    press(&mut window, Key::ArrowDown);
    window.get_by_label("Roll back").click();
    window.run();
    assert!(says(&window, "Say in a few words why"));
    type_text(&mut window, "The old one was better");
    press(&mut window, Key::Enter);
    settle(&mut window);
    assert_eq!((live_line(&desk, "close").as_str(), live(&desk).revision), ("Goodbye.", 9));
    assert_eq!(revisions(&desk.trees, "bill")[0].reason, "The old one was better");
    assert_eq!(hand(&window).tree().steps["close"].say[0], "Goodbye.", "and it is in hand");
    assert!(!hand(&window).is_unpublished());
    assert!(says(&window, "Revision 9 is live; it says what revision 7 said. Take it back: Ctrl Shift T"));
}

#[test]
fn comparing_shows_the_difference_alone() {
    let (_desk, mut window) = published_twice();
    press_with(&mut window, Modifiers::COMMAND, Key::H);
    press(&mut window, Key::ArrowDown);
    window.get_by_label("Compare").click();
    window.run();
    assert!(says(&window, "What you see, against revision 7") && says(&window, "After: Farewell."));
    assert!(!says(&window, "in the library now"));
}

#[test]
fn a_tree_with_no_past_says_how_it_gets_one() {
    let desk = desk();
    let mut window = desk.authoring("bill");
    press_with(&mut window, Modifiers::COMMAND, Key::H);
    assert!(says(&window, "There is none yet."));
    press(&mut window, Key::Escape);
    assert!(!shows(&window, "Earlier texts"));
}

#[test]
fn what_was_done_to_the_tree_before_stays_undoable_after_restoring() {
    let (_desk, mut window) = published_twice();
    edit(&mut window, line("thank", "Thank you."));
    send(&mut window, AuthorCommand::History);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Enter);
    settle(&mut window);
    for _ in 0..2 {
        press_with(&mut window, Modifiers::COMMAND, Key::Z);
    }
    settle(&mut window);
    assert_eq!(bill::said(hand(&window).tree(), "thank"), "Thank you for telling me.");
}

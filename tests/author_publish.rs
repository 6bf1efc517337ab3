//! Publishing in the window: what changes, why, what stands in the way, what comes of it on the disk and in hand.

#[path = "common/bill.rs"]
mod bill;
#[path = "common/desk.rs"]
mod desk;
#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use bill::{Window, desk, desk_with, draft_line, edit, hand, line, live, live_line, send, step, type_into};
use desk::{BILL, draft_text};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use evenkeel::{
    check::Level,
    edit::{Edit, StepChange},
    library::{LastGood, Library, backups, keep_draft, revisions},
    tree::{Answer, Status, Target},
    ui::{Command, author::AuthorCommand},
};
use std::fs;
use window::{Desk, press, press_with, says, settle, shows, type_text};

/// Opens the sheet and types why.
fn ask_to_publish(window: &mut Window, reason: &str) {
    press_with(window, Modifiers::COMMAND, Key::Enter);
    type_text(window, reason);
}

/// A window with a changed closing line that is not published yet.
fn changed(desk: &Desk) -> Window {
    let mut window = desk.authoring("bill");
    edit(&mut window, line("close", "Goodbye, and thank you."));
    window
}

#[test]
fn a_draft_becomes_live_with_a_reason_and_enter() {
    let desk = desk();
    let mut window = changed(&desk);
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    assert!(says(&window, "Line 1, before: Goodbye. After: Goodbye, and thank you."), "the difference in words");
    type_text(&mut window, "It sounded curt");
    type_into(&mut window, "What does it answer?", "A flagged line");
    window.get_by_label("Why is it published?").focus();
    window.run();
    press(&mut window, Key::Enter);

    let tree = live(&desk);
    assert_eq!((tree.revision, tree.status), (8, Status::Live));
    assert_eq!(live_line(&desk, "close"), "Goodbye, and thank you.");
    assert_eq!(draft_text(&desk.trees), None, "the work in hand has become live");
    let last = revisions(&desk.trees, "bill").remove(0);
    assert_eq!((last.who.as_str(), last.reason.as_str()), ("Beth Lowry", "It sounded curt"));
    assert_eq!(last.answers.as_deref(), Some("A flagged line"));
    assert!(says(&window, "Revision 8 is live. Take it back: Ctrl Shift T"));
    assert!(!hand(&window).is_unpublished() && hand(&window).tree().revision == 8);
    let offered = window.state().state().library.as_ref().unwrap().trees();
    assert_eq!(offered.tree("bill").unwrap().revision, 8, "agents of this window have it");
}

#[test]
fn after_publishing_undo_takes_back_the_last_edit_and_what_is_live_stands() {
    let desk = desk();
    let mut window = changed(&desk);
    ask_to_publish(&mut window, "It sounded curt");
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    press_with(&mut window, Modifiers::COMMAND, Key::Z);
    settle(&mut window);
    assert_eq!(draft_line(&desk, "close").as_deref(), Some("Goodbye."));
    assert_eq!(live_line(&desk, "close"), "Goodbye, and thank you.");
    assert!(hand(&window).is_unpublished());
}

#[test]
fn without_a_reason_nothing_is_published() {
    let desk = desk();
    let mut window = changed(&desk);
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    assert!(says(&window, "Say in a few words why"));
    assert_eq!(live(&desk).revision, 7);
}

#[test]
fn what_is_live_already_is_not_published_again_and_leaves_no_draft() {
    let desk = desk();
    let mut window = desk.authoring("bill");
    ask_to_publish(&mut window, "Once more");
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    assert!(says(&window, "Nothing differs from what is live."));
    assert_eq!((live(&desk).revision, draft_text(&desk.trees)), (7, None));
}

#[test]
fn an_error_stands_in_the_way_and_its_row_goes_there() {
    let desk = desk();
    let mut window = desk.authoring("bill");
    edit(&mut window, Edit::RemoveSteps(vec![step("thank")]));
    assert!(hand(&window).count(Level::Error) > 0);
    send(&mut window, AuthorCommand::Select(evenkeel::ui::author::state::Selection::default()));
    ask_to_publish(&mut window, "A try");
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(live(&desk).revision, 7);
    assert!(says(&window, "These errors have to be mended first."));
    let first = hand(&window).findings[0].message.clone();
    window.get_by_label(&format!("Go to: {first}")).click();
    settle(&mut window);
    assert_eq!(hand(&window).selection.primary(), Some(&step("open")));
}

#[test]
fn one_key_takes_back_what_was_published_and_the_work_is_a_draft_again() {
    let desk = desk();
    let mut window = changed(&desk);
    ask_to_publish(&mut window, "It sounded curt");
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    press_with(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::T);
    settle(&mut window);
    assert_eq!((live_line(&desk, "close").as_str(), live(&desk).revision), ("Goodbye.", 9));
    assert_eq!(draft_line(&desk, "close").as_deref(), Some("Goodbye, and thank you."));
    assert!(hand(&window).is_unpublished());
    assert_eq!(hand(&window).tree().steps["close"].say[0], "Goodbye, and thank you.", "what was written stays in hand");
    assert!(says(&window, "Revision 8 taken back"));
}

#[test]
fn while_the_sheet_is_open_the_canvas_tells_what_is_new_changed_and_gone() {
    let desk = desk();
    let mut window = changed(&desk);
    let sure = Answer { when: "Is sure".into(), to: Some(Target::Here(step("close"))), ..answer() };
    edit(&mut window, Edit::RemoveSteps(vec![step("thank")]));
    edit(&mut window, Edit::Step(step("open"), StepChange::AddAnswer { at: 1, answer: sure }));
    let new = Edit::AddStep {
        id: step("hear"),
        step: Box::new(evenkeel::tree::Step { title: "Hear".into(), ..(*hand(&window).tree().steps["close"]).clone() }),
        after: None,
        from: Some((step("open"), 0)),
        at: None,
    };
    edit(&mut window, new);
    let before = hand(&window).scene.as_ref().unwrap().rects.len();
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    settle(&mut window);
    assert!(says(&window, "Close, End, Close, no answers, changed"), "a changed step says so");
    assert!(says(&window, "Hear, End, Close, no answers, added"), "a new one");
    assert!(shows(&window, "Thank, removed"), "what is gone stands where it would stand");
    assert!(says(&window, "against revision 7, which is live: 1 added, 2 changed, 1 removed"), "the legend");
    press(&mut window, Key::Escape);
    settle(&mut window);
    assert!(!says(&window, ", removed") && !says(&window, "On the canvas, against"));
    assert_eq!(hand(&window).scene.as_ref().unwrap().rects.len(), before);
}

fn answer() -> Answer {
    Answer { when: String::new(), to: None, needs: None, then: None, back: false, unsaid: false, told: false }
}

#[test]
fn what_was_changed_outside_meanwhile_is_merged_by_step_and_a_conflict_is_chosen() {
    let desk = desk();
    let mut window = changed(&desk);
    edit(&mut window, line("thank", "Thank you for saying so."));
    let outside = BILL.replace("Goodbye.", "Farewell.").replace("What happened with the bill?", "What do you see on the bill?");
    fs::write(desk.trees.join("bill.ron"), &outside).unwrap();
    ask_to_publish(&mut window, "Kinder words");
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(bill::text(&desk), outside, "nothing is overwritten unseen");
    assert!(says(&window, "changed outside since this draft began"));
    assert!(says(&window, "Keep yours: “Close”, line 1") && says(&window, "theirs, before: Goodbye. After: Farewell."));
    window.get_by_label("Take theirs: “Close”, line 1").click();
    window.run();
    window.get_by_label("Merge and publish").click();
    settle(&mut window);
    assert_eq!(live_line(&desk, "close"), "Farewell.", "theirs was chosen");
    assert_eq!(live_line(&desk, "thank"), "Thank you for saying so.", "ours came along");
    assert_eq!(live_line(&desk, "open"), "What do you see on the bill?", "and what only they had changed");
    assert_eq!(live(&desk).revision, 8);
    assert!(bill::text(&desk).contains("// The last word."), "comments stay");
}

#[test]
fn a_tree_is_retired_and_made_live_again_with_a_reason() {
    let desk = desk();
    let mut window = desk.authoring("bill");
    ask_to_publish(&mut window, "Moved to another team");
    window.get_by_label("Retire it").click();
    settle(&mut window);
    assert_eq!((live(&desk).status, live(&desk).revision), (Status::Retired, 8));
    assert!(!hand(&window).is_unpublished() && says(&window, "is retired: agents are not offered it"));
    let hits = &window.state().state().hits;
    assert!(hits.iter().all(|hit| hit.tree != "bill" || !hit.is_offered), "agents do not find it");
    ask_to_publish(&mut window, "They want it back");
    window.get_by_label("Make it live again").click();
    settle(&mut window);
    assert_eq!((live(&desk).status, live(&desk).revision), (Status::Live, 9));
}

#[test]
fn a_found_draft_is_compared_and_discarded_and_undo_brings_it_back() {
    let desk = desk();
    let text = BILL.replace("Goodbye.", "See you.");
    keep_draft(&desk.trees, "bill", &text, Some(BILL), "Ann", desk::at(0)).unwrap();
    let mut window = desk.authoring("bill");
    assert!(says(&window, "We kept a draft from") && says(&window, "by Ann"));
    window.get_by_label("Compare").click();
    window.run();
    assert!(says(&window, "Line 1, before: Goodbye. After: See you."));
    press(&mut window, Key::Escape);
    window.get_by_label("Discard").click();
    settle(&mut window);
    assert_eq!(hand(&window).tree().steps["close"].say[0], "Goodbye.");
    assert_eq!(draft_text(&desk.trees), None);
    assert_eq!(fs::read_to_string(&backups(&desk.trees, "bill")[0].path).unwrap(), text);
    assert!(says(&window, "among the earlier texts") && !says(&window, "We kept a draft"));
    press_with(&mut window, Modifiers::COMMAND, Key::Z);
    settle(&mut window);
    assert_eq!(draft_line(&desk, "close").as_deref(), Some("See you."));
}

#[test]
fn going_on_with_a_found_draft_hides_the_question() {
    let desk = desk();
    keep_draft(&desk.trees, "bill", &BILL.replace("Goodbye.", "See you."), Some(BILL), "Ann", desk::at(0)).unwrap();
    let mut window = desk.authoring("bill");
    window.get_by_label("Go on with it").click();
    window.run();
    assert!(!says(&window, "We kept a draft"));
    assert_eq!(draft_line(&desk, "close").as_deref(), Some("See you."));
}

#[test]
fn home_says_which_file_is_broken_and_what_agents_get_meanwhile() {
    let desk = desk();
    LastGood::of(&Library::open(&desk.trees)).keep().unwrap();
    fs::write(desk.trees.join("bill.ron"), BILL.replace("steps: {", "steps: <")).unwrap();
    let mut window = desk.open(1280.0, 800.0);
    assert!(says(&window, "Agents keep its last good text, revision 7"));
    assert!(says(&window, "agents keep revision 7"), "in its row, too");
    window.state_mut().apply(Command::StartTree("bill".to_owned()));
    window.run();
    assert_eq!(window::at(&window), "bill/open", "a call begins on the last good text");
}

#[test]
fn a_new_tree_is_published_for_the_first_time() {
    let desk = desk_with(BILL);
    let text = BILL.replace("\"bill\"", "\"note\"").replace("\"Bill\"", "\"Note\"").replace("status: Live", "status: Draft");
    keep_draft(&desk.trees, "note", &text, None, "Ann", desk::at(0)).unwrap();
    let mut window = desk.authoring("note");
    ask_to_publish(&mut window, "Ready");
    assert!(says(&window, "3 steps added"));
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    let offered = Library::open(&desk.trees);
    assert!(offered.entry("note").unwrap().is_offered());
    assert!(shows(&window, "revision 8 is live"));
}

//! The Voice panel, better words with one key, and a publication that asks why new errors of wording may go out.

#[path = "common/bill.rs"]
mod bill;
#[path = "common/desk.rs"]
mod desk;
#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use bill::{Window, desk, desk_with, edit, hand, line, live, live_line, said, send, step};
use desk::BILL;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use evenkeel::{
    library::revisions,
    ui::author::{AuthorCommand, state::Pane},
};
use window::{Desk, press, press_with, says, settle, shows, type_text};

/// Words that a rule takes to be an error, whatever the step.
const BAD: &str = "You need to calm down.";

fn voice(desk: &Desk) -> Window {
    let mut window = desk.authoring("bill");
    press(&mut window, Key::V);
    settle(&mut window);
    window
}

#[test]
fn one_key_shows_the_voice_and_the_same_key_or_escape_closes_it() {
    let mut window = voice(&desk());
    assert!(shows(&window, "Voice") && hand(&window).pane == Pane::Voice);
    press(&mut window, Key::V);
    assert_eq!(hand(&window).pane, Pane::Inspector);
    press(&mut window, Key::V);
    press(&mut window, Key::Escape);
    assert_eq!(hand(&window).pane, Pane::Inspector);
}

#[test]
fn a_tree_of_good_words_says_so_and_its_stages_are_counted() {
    let good = BILL.replace("\"Goodbye.\"", "\"Thank you for telling me about the bill.\"");
    let window = voice(&desk_with(&good));
    assert!(hand(&window).voice.worst.is_empty(), "{:?}", hand(&window).voice.lines);
    assert!(says(&window, "Nothing to say about this tree's words."));
    assert!(shows(&window, "Open: 1 step") && shows(&window, "Offer: no step"));
    assert!(says(&window, "Lines by their words:"));
    assert!(says(&window, "Too few words to tell"));
}

#[test]
fn a_tree_without_lines_has_nothing_to_say() {
    let silent =
        BILL.replace("say: [\"What happened with the bill?\"],", "").replace("say: [\"Thank you for telling me.\"],", "");
    let window = voice(&desk_with(&silent.replace(", say: [\"Goodbye.\"]", "")));
    assert!(says(&window, "This tree says nothing yet"));
}

#[test]
fn the_worst_line_stands_first_with_its_reason_and_its_link_goes_to_the_words() {
    let mut window = voice(&desk());
    edit(&mut window, line("thank", BAD));
    assert!(says(&window, "Worst lines first"));
    assert!(says(&window, "Error: "));
    window.get_by_label("Go to Thank, line 1").click();
    settle(&mut window);
    assert_eq!((hand(&window).pane, hand(&window).selection.primary()), (Pane::Inspector, Some(&step("thank"))));
    let field = window.get_by_role_and_label(Role::MultilineTextInput, "Line 1");
    assert!(field.accesskit_node().is_focused());
    // The words meant are chosen: typing takes their place.
    type_text(&mut window, "…");
    settle(&mut window);
    assert_ne!(said(hand(&window).tree(), "thank"), BAD);
}

#[test]
fn words_to_say_take_the_place_of_the_line_with_one_key_and_undo_brings_them_back() {
    let mut window = voice(&desk());
    let filler = "To be honest, I have it here.";
    edit(&mut window, line("thank", filler));
    press_with(&mut window, Modifiers::COMMAND, Key::Period);
    settle(&mut window);
    assert_eq!(said(hand(&window).tree(), "thank"), "I have it here.");
    assert_eq!(hand(&window).history.undo_name(), Some("Better wording in “Thank”"));
    send(&mut window, AuthorCommand::Undo);
    assert_eq!(said(hand(&window).tree(), "thank"), filler);
}

#[test]
fn advice_never_takes_the_place_of_words() {
    let mut window = voice(&desk());
    edit(&mut window, line("thank", BAD));
    press_with(&mut window, Modifiers::COMMAND, Key::Period);
    settle(&mut window);
    assert_eq!(said(hand(&window).tree(), "thank"), BAD);
    assert_eq!(hand(&window).pane, Pane::Inspector, "the cursor is in the line");
    assert!(window.get_by_role_and_label(Role::MultilineTextInput, "Line 1").accesskit_node().is_focused());
}

#[test]
fn the_strip_of_a_finding_offers_what_the_step_prefers() {
    let avoid = format!("avoid: [Swap(not: \"{BAD}\", but: \"Tell me what happened then.\")],");
    let text = BILL.replace("title: \"Thank\",", &format!("title: \"Thank\", {avoid}")).replace("Thank you for telling me.", BAD);
    let mut window = desk_with(&text).authoring("bill");
    send(&mut window, AuthorCommand::GoToStep(step("thank")));
    assert!(says(&window, "Better: “Tell me what happened then.”"));
    let use_it: Vec<_> = window.query_all_by_role_and_label(Role::Button, "Use").collect();
    use_it[0].click();
    drop(use_it);
    window.run();
    settle(&mut window);
    assert_eq!(said(hand(&window).tree(), "thank"), "Tell me what happened then.");
}

#[test]
fn the_same_words_on_two_steps_are_listed_with_a_way_to_each() {
    let mut window = voice(&desk());
    edit(&mut window, line("close", "Thank you for telling me."));
    assert!(says(&window, "Said on more than one step 1"));
    window.get_by_label("Said here too: Close, line 1").click();
    settle(&mut window);
    assert_eq!(hand(&window).selection.primary(), Some(&step("close")));
}

#[test]
fn a_stage_goes_to_its_steps_one_after_the_other() {
    let mut window = voice(&desk());
    window.get_by_label("Acknowledge: 1 step").click();
    settle(&mut window);
    assert_eq!(hand(&window).selection.primary(), Some(&step("thank")));
    assert_eq!(hand(&window).pane, Pane::Voice, "the pane stays");
}

#[test]
fn in_a_narrow_window_the_voice_lies_over_the_canvas() {
    let desk = desk();
    let mut window = desk.open(480.0, 800.0);
    send(&mut window, AuthorCommand::Open("bill".to_owned()));
    press(&mut window, Key::V);
    settle(&mut window);
    assert!(hand(&window).is_over_canvas && shows(&window, "Voice"));
    press(&mut window, Key::Escape);
    assert!(!hand(&window).is_over_canvas && !shows(&window, "Voice"));
}

#[test]
fn new_errors_of_wording_need_a_reason_of_their_own_which_reviewers_see() {
    let desk = desk();
    let mut window = desk.authoring("bill");
    edit(&mut window, line("close", BAD));
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    settle(&mut window);
    type_text(&mut window, "A try");
    settle(&mut window);
    assert!(says(&window, "Why may it go out?"));
    let publish = window.get_by_role_and_label(Role::Button, "Publish");
    assert!(publish.accesskit_node().is_disabled(), "it waits for the reason");
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    settle(&mut window);
    assert_eq!(live(&desk).revision, 7);
    let name = "A new error of wording. Why may it go out?";
    let why = window.get_by_role_and_label(Role::TextInput, name);
    assert!(why.accesskit_node().is_focused(), "the cursor is where the reason goes");
    type_text(&mut window, "Quoted from a letter");
    assert!(!window.get_by_role_and_label(Role::Button, "Publish").accesskit_node().is_disabled());
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    settle(&mut window);
    assert_eq!(live_line(&desk, "close"), BAD);
    let passed = revisions(&desk.trees, "bill").remove(0).wording.expect("the reason is kept");
    assert_eq!((passed.why.as_str(), passed.words[0].step.as_str()), ("Quoted from a letter", "close"));
    assert_eq!(passed.words[0].line, BAD);
    send(&mut window, AuthorCommand::History);
    assert!(says(&window, "Errors of wording that went out: Quoted from a letter"));
}

#[test]
fn errors_of_wording_that_are_live_already_ask_for_nothing() {
    let desk = desk_with(&BILL.replace("Goodbye.", BAD));
    let mut window = desk.authoring("bill");
    edit(&mut window, line("thank", "Thank you for ringing."));
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    type_text(&mut window, "Warmer");
    settle(&mut window);
    assert!(!says(&window, "Why may it go out?"));
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    settle(&mut window);
    assert_eq!(live(&desk).revision, 8);
    assert_eq!(revisions(&desk.trees, "bill").remove(0).wording, None);
}

//! Try from here: the tree played beside the canvas by key and name, and gone again after each edit.

#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use evenkeel::{
    edit::{AnswerChange, Edit, StepChange},
    tree::{Mood, StepId, Target},
    ui::{
        App,
        author::{AuthorCommand, state::Authoring, state::Pane},
    },
};
use window::{Desk, press, press_with, says, settle, shows, type_text};

fn author<'a>(harness: &'a Harness<'static, App>) -> &'a Authoring {
    harness.state().state().authoring.as_ref().expect("a tree is in hand")
}

fn id(name: &str) -> StepId {
    StepId::new(name).unwrap()
}

/// The step being played.
fn played(harness: &Harness<'static, App>) -> String {
    author(harness).trying.as_ref().expect("something is tried").call.spot().to_string()
}

/// The billing tree tried from a step by its key.
fn trying(desk: &Desk, step: &str) -> Harness<'static, App> {
    let mut harness = desk.authoring("billing-error");
    harness.state_mut().apply(AuthorCommand::GoToStep(id(step)).into());
    settle(&mut harness);
    press(&mut harness, Key::T);
    settle(&mut harness);
    harness
}

fn edit(harness: &mut Harness<'static, App>, edit: Edit) {
    harness.state_mut().apply(AuthorCommand::Edit(Box::new(edit)).into());
    settle(harness);
}

fn answer(step: &str, answer: usize, change: AnswerChange) -> Edit {
    Edit::Step(id(step), StepChange::Answer(answer, change))
}

#[test]
fn t_plays_from_the_chosen_step_and_digits_take_its_answers() {
    let desk = Desk::on_copy();
    let mut harness = trying(&desk, "open");
    assert!(shows(&harness, "1 Starts to explain"));
    assert!(says(&harness, "this is Beth Lowry in billing"), "built-in facts are filled in");
    assert!(says(&harness, "Ask what they found, Ask, Open, 5 answers, start, being tried"), "marked on the canvas");
    press(&mut harness, Key::Num1);
    assert_eq!(played(&harness), "billing-error/listen");
    assert!(says(&harness, "Hear it out, Say, Listen, 4 answers, being tried") || says(&harness, ", being tried"));
    assert!(shows(&harness, "Step 1: Ask what they found"));
    assert!(harness.state().state().session.is_none(), "nothing of it is a call");
}

#[test]
fn zero_says_what_a_call_would_do_and_stays() {
    let desk = Desk::on_copy();
    let mut harness = trying(&desk, "open");
    press(&mut harness, Key::Num0);
    assert_eq!(played(&harness), "billing-error/open");
    assert!(says(&harness, "On a call it stays at this step"));
}

#[test]
fn back_goes_back_again_begins_anew_and_escape_closes() {
    let desk = Desk::on_copy();
    let mut harness = trying(&desk, "open");
    press(&mut harness, Key::Num1);
    press(&mut harness, Key::Num1);
    let third = played(&harness);
    press_with(&mut harness, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(played(&harness), "billing-error/listen");
    press(&mut harness, Key::Num1);
    assert_eq!(played(&harness), third);
    harness.get_by_label("Again from the beginning, facts kept").click();
    settle(&mut harness);
    assert_eq!(played(&harness), "billing-error/open");
    press(&mut harness, Key::Escape);
    assert_eq!(author(&harness).pane, Pane::Inspector);
    assert!(!says(&harness, ", being tried"));
}

#[test]
fn a_greyed_answer_says_why_and_is_taken_when_pressed_again() {
    let desk = Desk::on_copy();
    let mut harness = trying(&desk, "whose-error");
    let greyed = harness.query_all_by_label_contains("is not known yet").next().is_some();
    assert!(greyed, "an answer says which fact is missing");
    press(&mut harness, Key::Num1);
    assert_eq!(played(&harness), "billing-error/whose-error");
    assert!(says(&harness, "press again to take it all the same"));
    press(&mut harness, Key::Num1);
    assert_ne!(played(&harness), "billing-error/whose-error");
}

#[test]
fn facts_are_set_by_kind_and_open_what_they_decide() {
    let desk = Desk::on_copy();
    let mut harness = trying(&desk, "whose-error");
    harness.get_by_label("Whose error: ours").click();
    settle(&mut harness);
    let field = harness.get_by_role_and_label(Role::TextInput, "Disputed charge");
    field.focus();
    harness.run();
    type_text(&mut harness, "42");
    // Digits go into the field, and answer nothing.
    press(&mut harness, Key::Num1);
    assert_eq!(played(&harness), "billing-error/whose-error");
    press(&mut harness, Key::Enter);
    settle(&mut harness);
    let facts = &author(&harness).trying.as_ref().unwrap().call.state().facts;
    assert_eq!(facts["fault"].value.plain(&facts["fault"].kind), "ours");
    assert_eq!(facts["charge"].value.plain(&facts["charge"].kind), "42.00");
}

#[test]
fn samples_fill_the_line_until_a_fact_is_known() {
    let desk = Desk::on_copy();
    let mut harness = trying(&desk, "name-it");
    assert!(says(&harness, "£42.10"), "the line has the sample");
    assert!(says(&harness, "Grey words are samples"));
    harness.get_by_label("Use samples").click_accesskit();
    settle(&mut harness);
    assert!(!says(&harness, "Grey words are samples"));
    assert!(says(&harness, "£42.10"));
}

#[test]
fn the_mood_turns_and_other_lines_are_said() {
    let desk = Desk::on_copy();
    let mut harness = trying(&desk, "open");
    press(&mut harness, Key::F9);
    settle(&mut harness);
    assert_eq!(author(&harness).trying.as_ref().unwrap().call.state().mood, Mood::Heated);
    assert!(says(&harness, "You have all my attention"));
}

#[test]
fn always_keys_lead_into_other_trees_and_back() {
    let desk = Desk::on_copy();
    let mut harness = trying(&desk, "open");
    harness.get_by_label("Hold").click_accesskit();
    settle(&mut harness);
    assert_ne!(played(&harness), "billing-error/open");
    harness.get_by_label("Return").click_accesskit();
    settle(&mut harness);
    assert_eq!(played(&harness), "billing-error/open");
}

#[test]
fn after_an_edit_the_path_is_gone_again_and_the_pane_says_where_it_now_goes() {
    let desk = Desk::on_copy();
    let mut harness = trying(&desk, "open");
    press(&mut harness, Key::Num2);
    assert_eq!(played(&harness), "billing-error/name-it");
    edit(&mut harness, answer("open", 1, AnswerChange::To(Some(Target::Here(id("again"))))));
    assert_eq!(played(&harness), "billing-error/again");
    let title = |step: &str| author(&harness).tree().steps[&id(step)].title.clone();
    let words =
        format!("After answer 2 of “Ask what they found” it now comes to “{}”, before “{}”.", title("again"), title("name-it"));
    assert!(says(&harness, &words), "{:?}", author(&harness).trying.as_ref().unwrap().differs);
    press_with(&mut harness, Modifiers::CTRL, Key::Z);
    settle(&mut harness);
    assert_eq!(played(&harness), "billing-error/name-it");
    assert!(says(&harness, "the same way as before"));
}

#[test]
fn an_answer_that_moved_is_found_by_its_words_and_one_that_is_gone_is_told() {
    let desk = Desk::on_copy();
    let mut harness = trying(&desk, "open");
    press(&mut harness, Key::Num2);
    edit(&mut harness, Edit::Step(id("open"), StepChange::MoveAnswer { from: 1, to: 3 }));
    assert_eq!(played(&harness), "billing-error/name-it", "the words count, not the digit");
    edit(&mut harness, Edit::Step(id("open"), StepChange::Answer(3, AnswerChange::When("Names the amount".into()))));
    assert_eq!(author(&harness).trying.as_ref().unwrap().differs.is_some(), played(&harness) != "billing-error/name-it");
}

#[test]
fn a_renamed_step_is_the_same_step_and_a_step_taken_out_is_told() {
    let desk = Desk::on_copy();
    let mut harness = trying(&desk, "open");
    press(&mut harness, Key::Num1);
    edit(&mut harness, Edit::RenameStep { from: id("listen"), to: id("hear") });
    assert_eq!(played(&harness), "billing-error/hear");
    assert!(author(&harness).trying.as_ref().unwrap().differs.is_none());
    edit(&mut harness, Edit::RemoveSteps(vec![id("hear")]));
    assert_eq!(played(&harness), "billing-error/open");
    assert!(says(&harness, "the path ends"), "{:?}", author(&harness).trying.as_ref().unwrap().differs);
}

#[test]
fn the_path_is_kept_as_a_test_of_the_tree() {
    let desk = Desk::on_copy();
    let mut harness = trying(&desk, "open");
    let before = author(&harness).tree().tests.len();
    press(&mut harness, Key::Num1);
    press(&mut harness, Key::F9);
    harness.get_by_label("Keep as a test").click_accesskit();
    settle(&mut harness);
    let tests = &author(&harness).tree().tests;
    assert_eq!(tests.len(), before + 1);
    let test = tests.last().unwrap();
    assert_eq!(test.name, "Ask what they found comes to Hear it out");
    assert_eq!((test.from.as_str(), test.answers.as_slice()), ("open", ["Starts to explain".to_owned()].as_slice()));
    assert_eq!(test.comes_to, Target::Here(id("listen")));
    assert_eq!(test.mood, Mood::Calm, "the mood turned only afterwards");
    assert!(says(&harness, "Kept as a test"));
    press_with(&mut harness, Modifiers::CTRL, Key::Z);
    settle(&mut harness);
    assert_eq!(author(&harness).tree().tests.len(), before, "one edit like any other");
}

#[test]
fn the_step_is_edited_in_the_inspector_and_t_goes_on_where_the_play_stood() {
    let desk = Desk::on_copy();
    let mut harness = trying(&desk, "open");
    press(&mut harness, Key::Num1);
    harness.get_by_label("Edit this step").click();
    settle(&mut harness);
    assert_eq!(author(&harness).pane, Pane::Inspector);
    assert_eq!(author(&harness).selection.primary(), Some(&id("listen")));
    press(&mut harness, Key::T);
    settle(&mut harness);
    assert_eq!(author(&harness).pane, Pane::Try);
    assert!(shows(&harness, "Step 2: Hear it out"), "the path is still there");
}

#[test]
fn in_the_pane_the_always_keys_are_those_of_a_call() {
    let desk = Desk::on_copy();
    let mut harness = trying(&desk, "listen");
    for (key, there) in [
        (Key::F2, "aggressive-customer/first-warning"),
        (Key::F4, "aggressive-customer/supervisor-asked"),
        (Key::F6, "opening/hold"),
    ] {
        press(&mut harness, key);
        assert_eq!(played(&harness), there, "{key:?}");
        assert!(harness.state().state().overlay.is_none(), "nothing of Author is opened");
        press_with(&mut harness, Modifiers::ALT, Key::ArrowUp);
        assert_eq!(played(&harness), "billing-error/listen", "and back");
    }
    // In a field of the pane too.
    press(&mut harness, Key::Num1);
    harness.get_by_role_and_label(Role::TextInput, "The test's name").focus();
    harness.run();
    press(&mut harness, Key::F2);
    assert_eq!(played(&harness), "aggressive-customer/first-warning");
}

#[test]
fn safety_shows_its_rows_over_the_pane_and_a_digit_takes_one() {
    let desk = Desk::on_copy();
    let mut harness = trying(&desk, "listen");
    press(&mut harness, Key::F3);
    assert!(says(&harness, "2 Talks of ending their life: "), "each row with its first line");
    assert!(says(&harness, "Nothing of a tried call is recorded."));
    press(&mut harness, Key::Num2);
    assert_eq!(played(&harness), "aggressive-customer/ending-life");
    assert!(harness.state().state().overlay.is_none());
}

#[test]
fn on_the_canvas_beside_the_pane_f2_renames_the_chosen_step() {
    let desk = Desk::on_copy();
    let mut harness = trying(&desk, "listen");
    harness.get_by_label_contains("Hear it out, Say, Listen").focus();
    harness.run();
    press(&mut harness, Key::F2);
    assert_eq!(played(&harness), "billing-error/listen");
    assert!(shows(&harness, "Rename the step"), "its name is asked for");
}

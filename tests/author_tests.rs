//! The tests that authors keep in a tree: played by the check, told in the list of problems, in the way of publishing,
//! and where one breaks, the old way beside the new.

#[path = "common/bill.rs"]
mod bill;
#[path = "common/desk.rs"]
mod desk;
#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use bill::{desk_with, edit, hand, live, send, step};
use desk::{BILL, document};
use egui::{Key, Modifiers};
use evenkeel::{
    check::{Finding, Source, check, play_test, trees_of},
    edit::{AnswerChange, Edit, StepChange},
    tree::Target,
    ui::author::{Attempt, AuthorCommand},
};
use window::{press_with, says, settle, type_text};

const TEST: &str = r#"
    tests: [Test(name: "telling it ends well", from: "open", answers: ["Tells", "Goes on"], comes_to: "close")],
)
"#;

fn with_test() -> String {
    let end = BILL.rfind("\n)\n").unwrap();
    format!("{}{TEST}", &BILL[..end])
}

fn findings(text: &str) -> Vec<Finding> {
    let mut found = check(&[Source { file: "bill.ron".to_owned(), document: document(text) }], &[]);
    found.retain(|finding| finding.rule == "TEST_FAILS");
    found
}

#[test]
fn a_test_that_comes_where_it_should_is_not_told() {
    assert_eq!(findings(&with_test()), []);
}

#[test]
fn a_test_that_comes_elsewhere_says_where() {
    let found = findings(&with_test().replace("comes_to: \"close\"", "comes_to: \"thank\""));
    assert_eq!(found[0].message, "the test “telling it ends well” fails: it comes to “Close”, not to “Thank”");
}

#[test]
fn a_test_whose_answer_is_gone_says_which() {
    let found = findings(&with_test().replace("when: \"Goes on\"", "when: \"Says more\""));
    assert_eq!(found[0].message, "the test “telling it ends well” fails: “Thank” has no answer “Goes on”");
}

#[test]
fn a_check_that_the_facts_decide_is_passed_by_itself() {
    let text = r#"Tree(
    format: 1, id: "whose", title: "Whose", start: "whose",
    facts: { "fault": Fact(label: "Whose", kind: Choice(["ours", "theirs"])) },
    steps: {
        "whose": Step(kind: Check, stage: Check, title: "Whose is it?", answers: [
            Answer(when: "Ours", to: "own", needs: Is("fault", "ours")),
            Answer(when: "Theirs", to: "end", needs: Is("fault", "theirs")),
        ]),
        "own": Step(kind: Say, stage: Own, title: "Own it", answers: [Answer(when: "Accepts", to: "end")]),
        "end": Step(kind: End(Resolved), stage: Close, title: "End"),
    },
    tests: [
        Test(name: "ours", from: "whose", facts: { "fault": "ours" }, answers: [], comes_to: "own"),
        Test(name: "ours, on", from: "whose", facts: { "fault": "ours" }, answers: ["Accepts"], comes_to: "end"),
        Test(name: "not known", from: "whose", answers: [], comes_to: "own"),
        Test(name: "theirs", from: "whose", facts: { "fault": "theirs" }, answers: [], comes_to: "own"),
    ],
)"#;
    let document = document(text);
    let trees = trees_of([document.tree()]);
    let troubles: Vec<Option<String>> =
        document.tree().tests.iter().map(|test| play_test(&trees, document.tree(), test).trouble).collect();
    assert_eq!(troubles[..2], [None, None]);
    assert_eq!(troubles[2].as_deref(), Some("it comes to “Whose is it?”, not to “Own it”"));
    assert_eq!(troubles[3].as_deref(), Some("it comes to “End”, not to “Own it”"));
}

#[test]
fn an_edit_that_breaks_a_test_shows_the_old_and_the_new_way_side_by_side_and_undo_mends_it() {
    let desk = desk_with(&with_test());
    let mut window = desk.authoring("bill");
    assert!(hand(&window).broken.is_empty());
    let away = AnswerChange::To(Some(Target::Here(step("close"))));
    edit(&mut window, Edit::Step(step("open"), StepChange::Answer(0, away)));
    let place = hand(&window).findings.iter().position(|finding| finding.rule == "TEST_FAILS").expect("it is a problem");
    send(&mut window, AuthorCommand::GoToFinding(place));
    assert!(says(&window, "the test “telling it ends well” fails"));
    for way in [
        "Before: Open, answer Tells it",
        "Before: Thank, answer Goes on",
        "Before: Close",
        "Now: Open, answer Tells it",
        "Now: Close",
    ] {
        assert!(window::shows(&window, way), "{way}");
    }
    send(&mut window, AuthorCommand::Undo);
    assert!(hand(&window).broken.is_empty() && !says(&window, "Before: Thank"));
}

#[test]
fn a_broken_test_stands_in_the_way_of_publishing() {
    let desk = desk_with(&with_test());
    let mut window = desk.authoring("bill");
    let away = AnswerChange::To(Some(Target::Here(step("close"))));
    edit(&mut window, Edit::Step(step("open"), StepChange::Answer(0, away)));
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    assert!(says(&window, "the test “telling it ends well” fails"), "the sheet tells it");
    type_text(&mut window, "Shorter");
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    settle(&mut window);
    assert_eq!(live(&desk).revision, 7);
}

#[test]
fn a_path_that_was_tried_is_kept_as_a_test_that_holds() {
    let desk = desk_with(BILL);
    let mut window = desk.authoring("bill");
    send(&mut window, AuthorCommand::ToStart);
    send(&mut window, AuthorCommand::TryFromHere);
    for attempt in [Attempt::Answer(1), Attempt::Answer(1), Attempt::KeepTest] {
        send(&mut window, AuthorCommand::Try(attempt));
    }
    let tree = hand(&window).tree().clone();
    assert_eq!(tree.tests.len(), 1);
    assert_eq!(play_test(&trees_of([&tree]), &tree, &tree.tests[0]).trouble, None);
    assert!(hand(&window).broken.is_empty());
}

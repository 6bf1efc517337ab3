//! Undo and redo: to the byte, by gesture, and kept.

use super::{
    changes::{choices, step_id},
    common::{BILLING, tree},
};
use evenkeel::{
    edit::{Edit, History, LineList, StepChange, TreeChange},
    tree::{Document, read},
};
use proptest::prelude::*;

fn open() -> History {
    History::new(tree(BILLING))
}

/// The text of the state on screen, worked out as another thread would.
fn text(history: &mut History) -> String {
    if let Some(unwritten) = history.unwritten() {
        history.written(unwritten.write());
    }
    history.document().expect("written").text().to_string()
}

fn title(words: &str) -> Edit {
    Edit::Tree(TreeChange::Title(words.to_owned()))
}

fn line(words: &str) -> Edit {
    Edit::Step(step_id("listen"), StepChange::Line { list: LineList::Say, at: 0, text: words.to_owned() })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_was_done_is_undone_to_the_byte_and_done_again_to_the_byte(
        choices in choices(12),
        looked_at in proptest::collection::vec(any::<bool>(), 12),
    ) {
        let mut history = open();
        for (number, choice) in choices.iter().enumerate() {
            let before = history.tree().clone();
            let now = number as f64 * 0.7;
            if history.make(&choice.edit(&before), now).is_err() {
                prop_assert_eq!(history.tree(), &before, "what is refused changes nothing");
            }
            if looked_at[number] {
                text(&mut history);
            }
        }
        let (made, _) = history.names();
        let made = made.len();
        let last = text(&mut history);
        let mut texts = vec![last];
        while history.undo().is_some() {
            texts.push(text(&mut history));
        }
        prop_assert_eq!(texts.len(), made + 1);
        prop_assert_eq!(texts.last().map(String::as_str), Some(BILLING));
        for earlier in texts.iter().rev().skip(1) {
            prop_assert!(history.redo().is_some());
            prop_assert_eq!(&text(&mut history), earlier);
        }
        // Worked out in one go by somebody else, it is the same text.
        let mut again = open();
        for (number, choice) in choices.iter().enumerate() {
            let edit = choice.edit(&again.tree().clone());
            drop(again.make(&edit, number as f64 * 0.7));
        }
        prop_assert_eq!(text(&mut again), texts[0].clone());
    }

    #[test]
    fn the_text_of_every_state_reads_back_as_its_tree(choices in choices(10)) {
        let mut history = open();
        for choice in choices {
            let edit = choice.edit(&history.tree().clone());
            drop(history.make(&edit, 0.0));
            let text = text(&mut history);
            let again = read(&text).map_err(|troubles| TestCaseError::fail(format!("{edit:?}: {troubles:?}")))?;
            prop_assert_eq!(again.tree(), history.tree(), "{:?}", edit);
        }
    }
}

#[test]
fn the_first_undo_after_opening_does_nothing() {
    let mut history = open();
    assert_eq!((history.undo(), history.redo(), history.version()), (None, None, 0));
    assert_eq!(text(&mut history), BILLING);
}

#[test]
fn an_edit_that_changes_nothing_leaves_no_entry() {
    let mut history = open();
    history.make(&title("Billing error"), 0.0).expect("made");
    assert_eq!(history.names(), (Vec::new(), 0));
}

#[test]
fn typing_in_one_field_is_one_entry_and_a_pause_begins_another() {
    let mut history = open();
    for (letters, now) in [("B", 0.0), ("Bi", 0.9), ("Bil", 1.8), ("Bill", 3.0)] {
        history.make(&title(letters), now).expect("made");
    }
    assert_eq!(history.names().0.len(), 2);
    history.undo();
    assert_eq!(history.tree().title, "Bil");
    history.undo();
    assert_eq!(history.tree().title, "Billing error");
}

#[test]
fn another_field_begins_another_entry_at_once() {
    let mut history = open();
    history.make(&title("B"), 0.0).expect("made");
    history.make(&line("Go on."), 0.1).expect("made");
    assert_eq!(history.names().0, ["Change the title of the tree", "Reword line in “Hear it out, name it once”"]);
}

#[test]
fn what_is_typed_and_taken_back_within_a_burst_leaves_no_entry() {
    let mut history = open();
    history.make(&title("Billing errors"), 0.0).expect("made");
    history.make(&title("Billing error"), 0.5).expect("made");
    assert_eq!((history.names().0.len(), history.version()), (0, 0));
}

#[test]
fn no_burst_goes_on_across_an_undo() {
    let mut history = open();
    history.make(&title("B"), 0.0).expect("made");
    history.make(&line("Go on."), 0.1).expect("made");
    history.undo();
    history.make(&title("Bi"), 0.2).expect("made");
    assert_eq!(history.names().0.len(), 2, "the first letter stays an entry of its own");
}

#[test]
fn a_version_is_never_given_twice_and_comes_back_with_undo() {
    let mut history = open();
    history.make(&title("One"), 0.0).expect("made");
    let one = history.version();
    history.undo();
    history.make(&title("Two"), 5.0).expect("made");
    assert_ne!(history.version(), one);
    let two = history.version();
    history.undo();
    assert_eq!(history.version(), 0);
    history.redo();
    assert_eq!(history.version(), two);
}

#[test]
fn a_new_edit_after_undo_takes_what_was_undone_away() {
    let mut history = open();
    history.make(&title("One"), 0.0).expect("made");
    history.undo();
    assert_eq!(history.redo_name(), Some("Change the title of the tree"));
    history.make(&line("Go on."), 0.1).expect("made");
    assert_eq!(history.redo_name(), None);
}

#[test]
fn text_that_was_typed_stands_to_the_byte_and_edits_go_on_from_it() {
    let typed = BILLING.replace("// Let them finish. No data questions here.", "// Let them finish, always.");
    let mut history = open();
    history.take_text(tree(&typed), 0.0);
    assert_eq!(history.undo_name(), Some("Edit the text"));
    history.make(&line("Go on."), 0.1).expect("made");
    assert!(text(&mut history).contains("// Let them finish, always."));
    history.undo();
    assert_eq!(text(&mut history), typed);
    history.undo();
    assert_eq!(text(&mut history), BILLING);
}

#[test]
fn typing_in_the_text_is_one_entry_too() {
    let mut history = open();
    for (number, words) in ["Billing", "Billing e", "Billing er"].iter().enumerate() {
        let typed = BILLING.replace("title: \"Billing error\"", &format!("title: \"{words}\""));
        history.take_text(tree(&typed), number as f64 * 0.3);
    }
    assert_eq!(history.names().0, ["Edit the text"]);
    history.undo();
    assert_eq!(text(&mut history), BILLING);
}

#[test]
fn a_text_handed_in_twice_or_for_a_state_that_is_gone_does_no_harm() {
    let mut history = open();
    history.make(&title("One"), 0.0).expect("made");
    let unwritten = history.unwritten().expect("not written yet");
    let written = unwritten.write();
    history.written(written.clone());
    let document: Document = history.document().expect("written").clone();
    history.written(written.clone());
    assert_eq!(history.document().map(Document::text), Some(document.text()));
    history.undo();
    history.make(&title("Two"), 9.0).expect("made");
    history.written(written);
    assert!(text(&mut history).contains("title: \"Two\""));
}

#[test]
fn a_long_history_drops_its_oldest_entries_and_keeps_its_texts() {
    let mut history = open();
    for number in 0..2_500 {
        history.make(&title(&format!("Title {number}")), f64::from(number) * 2.0).expect("made");
    }
    let (names, made) = history.names();
    assert!((1_000..1_200).contains(&names.len()), "{}", names.len());
    assert_eq!(made, names.len());
    assert_eq!(text(&mut history), BILLING.replace("title: \"Billing error\"", "title: \"Title 2499\""));
    while history.undo().is_some() {}
    let first = 2_500 - made - 1;
    assert_eq!(text(&mut history), BILLING.replace("title: \"Billing error\"", &format!("title: \"Title {first}\"")));
}

//! What is said of a text that is no tree: everything at once, each with its place and what to do.

use super::common::BILLING;
use evenkeel::tree::{Trouble, read, read_bytes};

fn troubles(text: &str) -> Vec<Trouble> {
    read(text).err().unwrap_or_default()
}

fn only(text: &str) -> Trouble {
    let mut all = troubles(text);
    assert_eq!(all.len(), 1, "{all:#?}");
    all.remove(0)
}

/// The line and column at which `words` first stand.
fn place_of(text: &str, words: &str) -> (usize, usize) {
    let at = text.find(words).expect("the words are there");
    let line = text[..at].matches('\n').count() + 1;
    let column = text[..at].chars().rev().take_while(|c| *c != '\n').count() + 1;
    (line, column)
}

#[test]
fn every_bad_entry_is_reported_with_its_place() {
    let bad = BILLING
        .replace("status: Live", "status: Alive")
        .replace("label: \"Disputed charge\"", "lable: \"Disputed charge\"")
        .replace("kind: Say,\n            stage: Listen", "kind: Sya,\n            stage: Listen")
        .replace("title: \"Say it back\"", "titel: \"Say it back\"")
        .replace("to: \"dated-callback\", needs", "to: \"Call Back\", needs");
    let found: Vec<(usize, usize)> = troubles(&bad).iter().map(|trouble| (trouble.place.line, trouble.place.column)).collect();
    let words = ["Alive", "lable", "Sya", "titel", "\"Call Back\""];
    let expected: Vec<(usize, usize)> = words.iter().map(|words| place_of(&bad, words)).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_misspelt_field_names_what_was_expected_and_the_near_one() {
    let trouble = only(&BILLING.replace("title: \"Say it back\"", "titel: \"Say it back\""));
    assert!(trouble.message.contains("`titel`") && trouble.message.contains("stage"), "{trouble:?}");
    assert_eq!(trouble.help, "did you mean `title`?");
}

#[test]
fn a_misspelt_word_names_what_was_expected_and_the_near_one() {
    let trouble = only(&BILLING.replace("mood: Calm", "mood: Clam"));
    assert!(trouble.message.ends_with("expected one of Calm, Heated"), "{trouble:?}");
    assert_eq!(trouble.help, "did you mean `Calm`?");
}

#[test]
fn a_missing_field_is_asked_for() {
    let trouble = only(&BILLING.replace("            title: \"Close warm\",\n", ""));
    assert_eq!(trouble.message, "expected the field `title` in this Step");
}

#[test]
fn a_field_written_twice_is_refused() {
    let trouble = only(&BILLING.replace("title: \"Close warm\",", "title: \"Close warm\", title: \"Close\","));
    assert_eq!(trouble.message, "the field `title` is here twice");
}

#[test]
fn a_bad_name_says_how_one_is_written() {
    let trouble = only(&BILLING.replace("\"listen\": Step", "\"Listen Now\": Step"));
    assert!(trouble.message.contains("use small letters, digits and hyphens"), "{trouble:?}");
}

#[test]
fn a_step_that_is_here_twice_names_the_first_ones_line() {
    for twice in ["\"open\": Step", "\"op\\u{65}n\": Step", "r\"open\": Step"] {
        let text = BILLING.replace("\"listen\": Step", twice);
        let trouble = only(&text);
        let first = place_of(&text, "\"open\": Step").0;
        assert!(trouble.message.ends_with(&format!("is here twice; the first is on line {first}")), "{trouble:?}");
        assert_eq!(&text[trouble.place.span], twice.trim_end_matches(": Step"));
        assert_eq!(trouble.place.line, place_of(BILLING, "\"listen\": Step").0);
    }
}

#[test]
fn no_name_is_taken_twice_in_any_map() {
    let cases = [
        ("\"fault\": Fact", "\"charge\": Fact"),
        ("limits: {", "limits: { \"agent_credit\": Limit(label: \"\", kind: Text, at_most: \"\"),"),
        ("placed: {", "placed: { \"open\": (1, 1), "),
        ("facts: { \"fault\"", "facts: { \"fault\": \"theirs\", \"fault\""),
    ];
    for (from, to) in cases {
        let trouble = only(&BILLING.replace(from, to));
        assert!(trouble.message.contains("is here twice"), "{trouble:?}");
    }
}

#[test]
fn a_newer_format_is_not_read_and_one_sentence_says_why() {
    let newer = BILLING.replace("format: 1", "format: 2, colour_of_the_future: 3").replace("kind: Ask", "kind: Sing");
    let trouble = only(&newer);
    assert_eq!(trouble.message, "format 2 was made by a newer Evenkeel; this one reads up to 1");
    assert_eq!((trouble.place.line, trouble.place.column), place_of(&newer, "2, colour"));
}

#[test]
fn an_empty_file_says_how_a_tree_begins() {
    for empty in ["", " \r\n\t\n", "\u{feff}"] {
        assert_eq!(only(empty).help, "the file is empty; a tree begins with Tree(", "{empty:?}");
    }
}

#[test]
fn an_open_bracket_is_pointed_at_where_it_opens() {
    let text = BILLING.trim_end().trim_end_matches(')');
    let trouble = only(text);
    assert_eq!((trouble.place.line, trouble.place.column), place_of(text, "(\n"));
    assert!(trouble.message.contains("a closing bracket"), "{trouble:?}");
}

#[test]
fn what_stands_behind_the_tree_is_refused() {
    let trouble = only(&format!("{BILLING}Tree()"));
    assert_eq!(trouble.place.line, BILLING.lines().count() + 1);
}

#[test]
fn a_byte_that_is_no_text_has_a_place() {
    let mut bytes = BILLING.as_bytes().to_vec();
    let at = BILLING.find("Hear it out").expect("there");
    bytes[at] = 0xff;
    let troubles = read_bytes(&bytes).expect_err("not UTF-8");
    assert_eq!((troubles[0].place.line, troubles[0].place.column), place_of(BILLING, "Hear it out"));
    assert_eq!(troubles[0].help, "save the file as UTF-8");
}

#[test]
fn brackets_deeper_than_any_tree_needs_are_refused_in_words() {
    for bomb in ["[", "(", "{a:", "Not("] {
        let deep = format!("Tree(format: 1, tests: {}", bomb.repeat(200_000));
        assert_eq!(only(&deep).message, "expected no more than 64 brackets inside one another");
    }
    let comment = format!("Tree({}", "/*".repeat(200_000));
    assert!(only(&comment).message.contains("the end of this comment"));
}

#[test]
fn steps_are_never_lost_to_an_odd_space_before_their_name() {
    for space in ["\u{2028}", "\u{85}", "\u{200e}", "\u{b}", "\u{c}"] {
        let text = BILLING.replace("    steps: {", &format!("    {space}steps{space}: {{"));
        assert_eq!(read(&text).map(|document| document.tree().steps.len()), Ok(8), "{space:?}");
    }
}

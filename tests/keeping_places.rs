//! Where steps stand is remembered: a tree that was changed a little is drawn tomorrow as it was drawn today.

mod common;

use common::{BILLING, evenkeel, printed};
use serde_json::Value;
use std::{fs, path::Path};

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("billing-error.ron"), BILLING).expect("a file");
    folder
}

/// Each step with where it stands.
fn places(folder: &Path, more: &[&str]) -> Vec<(String, String)> {
    let text = printed(&evenkeel(folder, &[&["layout", "billing-error"], more].concat()));
    let layout: Value = serde_json::from_str(&text).expect("one JSON document");
    let steps = layout["steps"].as_array().expect("steps");
    steps.iter().map(|step| (step["id"].to_string(), format!("{} {}", step["x"], step["y"]))).collect()
}

/// Steps that many answers lead to.
const TURNED: [&str; 4] = ["listen", "over-limit", "confirm", "refund"];

/// The tree with one answer more.
fn with_a_further_answer() -> String {
    let further = "Answer(when: \"Yes\", to: \"whose-error\"),";
    assert!(BILLING.contains(further));
    BILLING.replacen(further, &format!("{further}\n Answer(when: \"Rings off\", to: \"close\"),"), 1)
}

#[test]
fn after_a_further_answer_every_step_stands_where_it_stood() {
    let folder = folder();
    let before = places(folder.path(), &[]);
    fs::write(folder.path().join("billing-error.ron"), with_a_further_answer()).expect("a file");
    assert_eq!(places(folder.path(), &[]), before);
}

#[test]
fn a_tree_that_is_not_changed_is_drawn_the_same_again() {
    let folder = folder();
    let print = || printed(&evenkeel(folder.path(), &["layout", "billing-error", "--format", "svg"]));
    assert_eq!(print(), print());
}

#[test]
fn laid_out_anew_it_is_drawn_as_if_it_had_never_been_drawn() {
    let (known, fresh) = (folder(), folder());
    places(known.path(), &[]);
    for at in [&known, &fresh] {
        fs::write(at.path().join("billing-error.ron"), with_a_further_answer()).expect("a file");
    }
    assert_eq!(places(known.path(), &["--anew"]), places(fresh.path(), &[]));
    assert_eq!(places(known.path(), &[]), places(fresh.path(), &[]), "and that is remembered");
}

#[test]
fn each_order_and_direction_has_a_picture_of_its_own() {
    let (both, one) = (folder(), folder());
    places(both.path(), &[]);
    assert_eq!(places(both.path(), &["--fewest"]), places(one.path(), &["--fewest"]));
    assert_eq!(places(both.path(), &["--direction", "down"]), places(folder().path(), &["--direction", "down"]));
}

#[test]
fn another_tree_under_the_same_name_is_laid_out_from_nothing() {
    let (known, fresh) = (folder(), folder());
    places(known.path(), &[]);
    let lead_to_close = |text: String, to: &str| text.replace(&format!("to: \"{to}\""), "to: \"close\"");
    let other = TURNED.iter().copied().fold(BILLING.to_owned(), lead_to_close);
    let turned = BILLING.lines().zip(other.lines()).filter(|(one, other)| one != other).count();
    assert!(turned * 4 > BILLING.matches("to: \"").count(), "more than a quarter lead elsewhere");
    for at in [&known, &fresh] {
        fs::write(at.path().join("billing-error.ron"), &other).expect("a file");
    }
    assert_eq!(places(known.path(), &[]), places(fresh.path(), &[]));
}

#[test]
fn a_memory_that_cannot_be_read_is_as_good_as_none() {
    let folder = folder();
    let before = places(folder.path(), &[]);
    let memory = folder.path().join(".evenkeel/places/billing-error.ron");
    assert!(memory.exists());
    fs::write(&memory, "(wish: 7").expect("a file");
    assert_eq!(places(folder.path(), &[]), before);
}

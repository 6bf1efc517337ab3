//! Find and replace over the library, by key and name.

#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use egui::{Key, Modifiers};
use egui_kittest::{Harness, kittest::Queryable as _};
use evenkeel::{
    edit::{Pattern, find},
    library::draft,
    tree::{Tree, read},
    ui::{
        App,
        author::{AuthorCommand, state::Authoring},
    },
};
use std::{collections::BTreeMap, fs, sync::Arc};
use window::{Desk, click, press, press_with, says, settle, shows, type_text};

fn author<'a>(harness: &'a Harness<'static, App>) -> &'a Authoring {
    harness.state().state().authoring.as_ref().expect("a tree is in hand")
}

fn count(tree: &Tree, words: &str) -> usize {
    find(tree, &Pattern { text: words.to_owned(), ..Pattern::default() }).len()
}

/// Every live file, to see that none is touched.
fn live(desk: &Desk) -> BTreeMap<String, String> {
    let files = evenkeel::library::ron_files(&desk.trees).unwrap();
    files
        .iter()
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap()))
        .collect()
}

fn in_draft(desk: &Desk, tree: &str) -> Option<Arc<Tree>> {
    draft(&desk.trees, tree).unwrap().map(|kept| Arc::clone(read(&kept.text).unwrap().tree()))
}

/// The sheet over the billing tree, with these words in its two fields.
fn replacing(desk: &Desk, words: &str, with: &str) -> Harness<'static, App> {
    let mut harness = desk.authoring("billing-error");
    press_with(&mut harness, Modifiers::CTRL, Key::F);
    type_text(&mut harness, words);
    harness.get_by_label("Replace with").focus();
    harness.run();
    type_text(&mut harness, with);
    harness
}

#[test]
fn what_is_found_is_shown_by_tree_and_step_with_before_and_after() {
    let desk = Desk::on_copy();
    let harness = replacing(&desk, "Hear it out", "Listen");
    assert!(shows(&harness, "Find and replace"));
    let found = count(author(&harness).tree(), "Hear it out");
    assert!(found > 0);
    assert!(says(&harness, "Hear it out, title: Hear it out becomes Listen"));
    assert!(shows(&harness, &format!("Replace all {found}")));
}

#[test]
fn replace_all_is_one_edit_with_a_name_and_one_undo_takes_it_back() {
    let desk = Desk::on_copy();
    let mut harness = replacing(&desk, "refund", "money back");
    let before = Arc::clone(author(&harness).tree());
    press_with(&mut harness, Modifiers::CTRL, Key::Enter);
    settle(&mut harness);
    assert_eq!(count(author(&harness).tree(), "refund"), 0);
    assert!(says(&harness, "replaced here"));
    press_with(&mut harness, Modifiers::CTRL, Key::Z);
    settle(&mut harness);
    assert!(*author(&harness).tree() == before);
    assert!(says(&harness, "Undone: Replace “refund” with “money back”"));
}

#[test]
fn a_place_left_out_stays_as_it_is() {
    let desk = Desk::on_copy();
    let mut harness = replacing(&desk, "refund", "money back");
    let all = count(author(&harness).tree(), "refund");
    let first = find(author(&harness).tree(), &Pattern { text: "refund".into(), ..Pattern::default() }).remove(0);
    let tick = harness.query_all_by_label_contains("Replace in ").nth(1).expect("a box for the first place");
    tick.click();
    harness.run();
    assert!(shows(&harness, &format!("Replace {}", all - 1)));
    harness.get_by_label(&format!("Replace {}", all - 1)).click();
    settle(&mut harness);
    let left = find(author(&harness).tree(), &Pattern { text: "refund".into(), ..Pattern::default() });
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].part, first.part);
}

#[test]
fn case_and_whole_words_narrow_what_is_found() {
    let desk = Desk::on_copy();
    let mut harness = replacing(&desk, "refund", "x");
    let tree = Arc::clone(author(&harness).tree());
    let exact = find(&tree, &Pattern { text: "refund".into(), case: true, whole_words: true }).len();
    assert!(exact < count(&tree, "refund"), "the tree has Refund or refunded too");
    click(&mut harness, "Match case");
    click(&mut harness, "Whole words");
    assert!(shows(&harness, &format!("Replace all {exact}")));
}

#[test]
fn every_tree_is_replaced_in_its_draft_and_no_live_file_is_touched() {
    let desk = Desk::on_copy();
    let before = live(&desk);
    let mut harness = replacing(&desk, "supervisor", "team lead");
    click(&mut harness, "Every tree");
    let with: Vec<&String> =
        before.iter().filter(|(_, text)| count(read(text).unwrap().tree(), "supervisor") > 0).map(|(id, _)| id).collect();
    assert!(with.len() > 2, "several trees speak of one: {with:?}");
    assert!(says(&harness, &format!("places in {} trees", with.len())));
    press_with(&mut harness, Modifiers::CTRL, Key::Enter);
    settle(&mut harness);
    assert!(says(&harness, "Other trees have it in their drafts; nothing is published"));
    assert!(live(&desk) == before);
    for id in with {
        let drafted = in_draft(&desk, id).unwrap_or_else(|| panic!("{id} has a draft"));
        assert_eq!(count(&drafted, "supervisor"), 0, "{id}");
    }
    // Each tree can take it back on its own.
    let other = "aggressive-customer";
    harness.state_mut().apply(AuthorCommand::Open(other.to_owned()).into());
    settle(&mut harness);
    press_with(&mut harness, Modifiers::CTRL, Key::Z);
    settle(&mut harness);
    let in_hand = author(&harness);
    assert!(
        **in_hand.tree() == **read(&before[other]).unwrap().tree(),
        "{:?} {:?} {}",
        in_hand.history.names(),
        in_hand.message,
        in_hand.is_writable()
    );
    assert!(in_draft(&desk, other).unwrap() == *in_hand.tree());
}

#[test]
fn a_tree_that_somebody_else_edits_stays_as_it_is_and_that_is_said() {
    let desk = Desk::on_copy();
    let who = evenkeel::library::Who { name: "Nadia".into(), host: "elsewhere".into() };
    let claim = evenkeel::library::claim(&desk.trees, "aggressive-customer", &who, window::now().timestamp()).unwrap();
    let mut harness = replacing(&desk, "supervisor", "team lead");
    click(&mut harness, "Every tree");
    press_with(&mut harness, Modifiers::CTRL, Key::Enter);
    settle(&mut harness);
    assert!(says(&harness, "stays as it is: Nadia edits it"));
    assert!(in_draft(&desk, "aggressive-customer").is_none());
    drop(claim);
}

#[test]
fn enter_on_a_place_goes_there() {
    let desk = Desk::on_copy();
    let mut harness = desk.authoring("billing-error");
    press_with(&mut harness, Modifiers::CTRL, Key::F);
    type_text(&mut harness, "Hear it out");
    press(&mut harness, Key::Enter);
    settle(&mut harness);
    assert!(!shows(&harness, "Find and replace"));
    assert_eq!(author(&harness).selection.primary().map(AsRef::as_ref), Some("listen"));
    // Opened again it still has the words.
    press_with(&mut harness, Modifiers::CTRL, Key::F);
    assert!(says(&harness, "Hear it out, title"));
}

#[test]
fn from_the_list_of_trees_every_tree_is_looked_through() {
    let desk = Desk::on_copy();
    let mut harness = desk.open(1280.0, 800.0);
    harness.state_mut().apply(evenkeel::ui::Command::AuthorPlace);
    harness.run();
    press_with(&mut harness, Modifiers::CTRL, Key::F);
    type_text(&mut harness, "supervisor");
    assert!(says(&harness, " places in "));
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Enter);
    settle(&mut harness);
    assert!(harness.state().state().authoring.is_some(), "the place that was chosen is open");
}

//! New trees and trees that go out, by name and key through the accessibility tree.

#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use egui::{Event, Key, Modifiers};
use egui_kittest::{Harness, kittest::Queryable as _};
use evenkeel::{
    check::{Source, check},
    library::{draft, templates},
    tree::{Document, Status, read},
    ui::{App, Command, author::AuthorCommand, state::Effect},
};
use std::fs;
use window::{Desk, press, press_with, says, settle, shows, type_text};

const CTRL: Modifiers = Modifiers::COMMAND;

/// Author's list of trees, with the sheet for a new tree over it.
fn asked(desk: &Desk) -> Harness<'static, App> {
    let mut harness = desk.open(1280.0, 800.0);
    harness.state_mut().apply(Command::AuthorPlace);
    harness.run();
    press_with(&mut harness, CTRL, Key::N);
    harness
}

fn kept(desk: &Desk, id: &str) -> Document {
    let draft = draft(&desk.trees, id).unwrap().unwrap_or_else(|| panic!("there is no draft of {id}"));
    read(&draft.text).unwrap()
}

fn value(harness: &Harness<'static, App>, field: &str) -> String {
    harness.get_by_role_and_label(egui::Role::TextInput, field).value().unwrap_or_default()
}

fn in_hand<'a>(harness: &'a Harness<'static, App>) -> &'a str {
    harness.state().state().authoring.as_ref().map_or("", |author| author.id.as_str())
}

fn paste(harness: &mut Harness<'static, App>, text: &str) {
    harness.event(Event::Paste(text.to_owned()));
    harness.run();
    window::come_to_rest(harness);
}

#[test]
fn a_tree_begins_from_a_template_by_its_title_and_enter() {
    let desk = Desk::on_copy();
    let mut harness = asked(&desk);
    type_text(&mut harness, "Refund for fuel");
    assert_eq!(value(&harness, "Name, also of its file"), "refund-for-fuel", "the name is made from the title");
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Enter);
    settle(&mut harness);
    assert_eq!(in_hand(&harness), "refund-for-fuel");
    let document = kept(&desk, "refund-for-fuel");
    assert_eq!((document.tree().title.as_str(), document.tree().status), ("Refund for fuel", Status::Draft));
    let second = read(templates()[1].text).unwrap();
    assert_eq!(document.tree().steps, second.tree().steps, "Down chose the second template");
    assert_eq!(check(&[Source { file: "new".into(), document }], &[]), [], "nothing is to be reported of a new tree");
    assert!(!desk.trees.join("refund-for-fuel.ron").exists(), "agents see nothing of it");
    assert!(says(&harness, "is begun, as a draft"));
}

#[test]
fn a_new_tree_stands_in_the_list_when_one_goes_back_to_it() {
    let desk = Desk::on_copy();
    let mut harness = asked(&desk);
    type_text(&mut harness, "Refund for fuel");
    press(&mut harness, Key::Enter);
    settle(&mut harness);
    press_with(&mut harness, CTRL, Key::W);
    harness.state_mut().settle_library();
    harness.run();
    assert!(says(&harness, "Refund for fuel, Draft"));
}

#[test]
fn name_and_owner_can_be_typed_and_what_is_wrong_is_said_at_its_field() {
    let desk = Desk::on_copy();
    let mut harness = asked(&desk);
    press(&mut harness, Key::Enter);
    assert!(says(&harness, "Give it a title"));
    type_text(&mut harness, "Late fee");
    press(&mut harness, Key::Tab);
    harness.key_press_modifiers(CTRL, Key::A);
    type_text(&mut harness, "billing-error");
    press(&mut harness, Key::Enter);
    assert!(says(&harness, "there is a tree \"billing-error\" already; choose another name"));
    harness.key_press_modifiers(CTRL, Key::A);
    type_text(&mut harness, "Late fee!");
    press(&mut harness, Key::Enter);
    assert!(says(&harness, "small letters, digits and hyphens"));
    harness.key_press_modifiers(CTRL, Key::A);
    type_text(&mut harness, "late-fee");
    press(&mut harness, Key::Tab);
    type_text(&mut harness, "Accounts");
    press(&mut harness, Key::Enter);
    settle(&mut harness);
    assert_eq!(in_hand(&harness), "late-fee");
    assert_eq!(kept(&desk, "late-fee").tree().owner, "Accounts");
}

#[test]
fn a_name_that_is_taken_gets_a_number_and_an_emptied_one_is_made_again() {
    let desk = Desk::on_copy();
    let mut harness = asked(&desk);
    type_text(&mut harness, "Billing error");
    assert_eq!(value(&harness, "Name, also of its file"), "billing-error-2");
    press(&mut harness, Key::Tab);
    harness.key_press_modifiers(CTRL, Key::A);
    harness.run();
    press(&mut harness, Key::Backspace);
    assert_eq!(value(&harness, "Name, also of its file"), "billing-error-2");
}

#[test]
fn a_copy_takes_every_step_of_the_tree_it_was_made_of() {
    let desk = Desk::on_copy();
    let mut harness = asked(&desk);
    type_text(&mut harness, "Second post");
    press_with(&mut harness, CTRL, Key::Num2);
    type_text(&mut harness, "delayed");
    press(&mut harness, Key::Enter);
    settle(&mut harness);
    let original = read(&fs::read_to_string(desk.trees.join("delayed-shipment.ron")).unwrap()).unwrap();
    let copy = kept(&desk, "second-post");
    assert_eq!(copy.tree().steps, original.tree().steps);
    assert_eq!((copy.tree().title.as_str(), copy.tree().status, copy.tree().revision), ("Second post", Status::Draft, 0));
}

#[test]
fn the_tree_chosen_in_the_list_is_the_first_that_is_offered_to_copy() {
    let desk = Desk::on_copy();
    let mut harness = desk.open(1280.0, 800.0);
    harness.state_mut().apply(Command::AuthorPlace);
    harness.state_mut().apply(Command::ChooseOnShelf(2));
    harness.run();
    let chosen = harness.state().state().library.as_ref().unwrap().entries[2].id.clone();
    press_with(&mut harness, CTRL, Key::N);
    type_text(&mut harness, "Another");
    press_with(&mut harness, CTRL, Key::Num2);
    press(&mut harness, Key::Enter);
    settle(&mut harness);
    let original = read(&fs::read_to_string(desk.trees.join(format!("{chosen}.ron"))).unwrap()).unwrap();
    assert_eq!(kept(&desk, "another").tree().steps, original.tree().steps);
}

#[test]
fn a_table_is_read_from_its_file_looked_over_and_then_created() {
    let desk = Desk::on_copy();
    let script = desk.home.path().join("fuel.csv");
    fs::write(&script, "step,line,answer,to\nAsk,Which station?,Knows it,Close\n,,Lost,Nowhere here\nClose,Thank you.,,\n")
        .unwrap();
    let mut harness = asked(&desk);
    press_with(&mut harness, CTRL, Key::Num3);
    type_text(&mut harness, &script.display().to_string());
    press(&mut harness, Key::Enter);
    assert!(in_hand(&harness).is_empty(), "first it is shown what comes of it");
    assert!(says(&harness, "Line 3, column"), "what could not be taken over has its place");
    assert!(says(&harness, "were taken over"));
    press(&mut harness, Key::Enter);
    settle(&mut harness);
    assert_eq!(in_hand(&harness), "fuel", "the title came from the file");
    let document = kept(&desk, "fuel");
    assert!(document.tree().steps.values().any(|step| step.say.iter().any(|line| line == "Which station?")));
}

#[test]
fn an_outline_is_pasted_from_the_clipboard_wherever_the_cursor_is() {
    let desk = Desk::on_copy();
    let mut harness = asked(&desk);
    type_text(&mut harness, "Fuel card");
    paste(&mut harness, "## Ask\n    Which card is it?\n    Reads it out -> Close\n## Close\n    Thank you for waiting.\n");
    assert_eq!(value(&harness, "Title"), "Fuel card", "the script did not end up in the field");
    assert!(says(&harness, "From the clipboard"));
    press(&mut harness, Key::Enter);
    settle(&mut harness);
    let document = kept(&desk, "fuel-card");
    assert_eq!(document.tree().steps.len(), 2);
    assert_eq!(document.tree().title, "Fuel card");
}

#[test]
fn a_file_dropped_on_author_opens_the_sheet_with_what_came_of_it() {
    let desk = Desk::on_copy();
    let script = desk.home.path().join("parcel.md");
    fs::write(&script, "# Lost parcel\n## Ask\n    What is its number?\n    Has it -> end\n").unwrap();
    let mut harness = desk.open(1280.0, 800.0);
    harness.state_mut().apply(Command::AuthorPlace);
    harness.state_mut().apply(Command::OpenFile(script));
    settle(&mut harness);
    assert_eq!(value(&harness, "Title"), "Lost parcel", "the script's own title is proposed");
    press(&mut harness, Key::Enter);
    settle(&mut harness);
    assert_eq!(in_hand(&harness), "lost-parcel");
}

#[test]
fn a_script_that_is_no_script_and_one_that_is_not_there_are_said_in_words_and_nothing_is_created() {
    let desk = Desk::on_copy();
    let script = desk.home.path().join("empty.csv");
    fs::write(&script, "step,line\n").unwrap();
    let mut harness = asked(&desk);
    type_text(&mut harness, "Nothing");
    press_with(&mut harness, CTRL, Key::Num3);
    type_text(&mut harness, &desk.home.path().join("gone.csv").display().to_string());
    press(&mut harness, Key::Enter);
    assert!(says(&harness, "there is no such file"));
    harness.key_press_modifiers(CTRL, Key::A);
    type_text(&mut harness, &script.display().to_string());
    press(&mut harness, Key::Enter);
    assert!(says(&harness, "No tree came of empty.csv"));
    press(&mut harness, Key::Enter);
    assert!(in_hand(&harness).is_empty());
    assert!(draft(&desk.trees, "nothing").unwrap().is_none());
}

#[test]
fn a_tree_is_written_as_each_kind_into_the_data_folder() {
    let desk = Desk::on_copy();
    let mut harness = desk.authoring("billing-error");
    for (ending, holds) in [("html", "<html"), ("svg", "<svg"), ("dot", "digraph"), ("mmd", "flowchart")] {
        press_with(&mut harness, CTRL | Modifiers::SHIFT, Key::E);
        for _ in 0..["html", "svg", "dot", "mmd"].iter().position(|kind| *kind == ending).unwrap() {
            press(&mut harness, Key::ArrowDown);
        }
        press(&mut harness, Key::Enter);
        let path = desk.home.path().join("exports").join(format!("billing-error.{ending}"));
        assert!(shows(&harness, &format!("\u{e226} Written to {}", path.display())), "{ending}");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(holds), "{ending}: {}", &text[..200]);
        press(&mut harness, Key::Escape);
    }
}

#[test]
fn a_tree_is_written_where_the_author_says_and_a_place_that_cannot_be_had_is_said() {
    let desk = Desk::on_copy();
    let mut harness = desk.authoring("billing-error");
    let path = desk.home.path().join("for the floor/bill.html");
    press_with(&mut harness, CTRL | Modifiers::SHIFT, Key::E);
    harness.key_press_modifiers(CTRL, Key::A);
    type_text(&mut harness, &path.display().to_string());
    press(&mut harness, Key::Enter);
    assert!(fs::read_to_string(&path).unwrap().contains("<html"));
    harness.key_press_modifiers(CTRL, Key::A);
    type_text(&mut harness, &path.join("below-a-file.html").display().to_string());
    press(&mut harness, Key::Enter);
    assert!(says(&harness, "It was not written"));
}

#[test]
fn a_file_that_is_there_is_written_over_only_after_it_was_said() {
    let desk = Desk::on_copy();
    let path = desk.home.path().join("bill.html");
    fs::write(&path, "mine").unwrap();
    let mut harness = desk.authoring("billing-error");
    press_with(&mut harness, CTRL | Modifiers::SHIFT, Key::E);
    harness.key_press_modifiers(CTRL, Key::A);
    type_text(&mut harness, &path.display().to_string());
    press(&mut harness, Key::Enter);
    assert!(says(&harness, "There is a file of that name already"));
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    press(&mut harness, Key::Enter);
    assert!(fs::read_to_string(&path).unwrap().contains("<html"));
}

#[test]
fn text_that_draws_a_picture_can_be_copied_instead() {
    let desk = Desk::on_copy();
    let mut harness = desk.authoring("billing-error");
    press_with(&mut harness, CTRL | Modifiers::SHIFT, Key::E);
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::ArrowDown);
    harness.state_mut().apply(Command::Sheet(evenkeel::ui::author::sheets::SheetCommand::CopyExport));
    let copied =
        harness.state().state().effects.iter().any(|effect| matches!(effect, Effect::Copy(text) if text.contains("digraph")));
    assert!(copied);
}

#[test]
fn what_is_written_is_what_is_in_hand_and_not_what_is_live() {
    let desk = Desk::on_copy();
    let mut harness = desk.authoring("billing-error");
    let edit = evenkeel::edit::Edit::Tree(evenkeel::edit::TreeChange::Title("Bill trouble".into()));
    harness.state_mut().apply(AuthorCommand::Edit(Box::new(edit)).into());
    settle(&mut harness);
    press_with(&mut harness, CTRL | Modifiers::SHIFT, Key::E);
    press(&mut harness, Key::Enter);
    let page = fs::read_to_string(desk.home.path().join("exports/billing-error.html")).unwrap();
    assert!(page.contains("Bill trouble"));
}

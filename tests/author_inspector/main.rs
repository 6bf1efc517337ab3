//! The inspector of Author, driven by name and key through the accessibility tree: everything a tree holds is changed and
//! stands in the tree, in the file's text and under undo.

mod answers;
mod steps;
mod tree;
mod typing;

#[path = "../common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use egui::{Key, Modifiers, Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use evenkeel::{
    edit::Edit,
    tree::{
        Allow, AlwaysKey, Cap, Condition, Fact, FactId, FactKind, How, Kind, LimitId, Mood, Outcome, Promise, Span, Stage, Step,
        StepId, Swap, Target, Tree,
    },
    ui::{
        App,
        author::{
            AuthorCommand,
            state::{Access, Authoring, Selection, Thing},
        },
    },
};
use std::sync::Arc;
use window::{Desk, press, press_with, says, settle, shows, type_text};

fn author<'a>(window: &'a Harness<'static, App>) -> &'a Authoring {
    window.state().state().authoring.as_ref().expect("a tree is in hand")
}

fn tree(window: &Harness<'static, App>) -> Arc<Tree> {
    Arc::clone(author(window).tree())
}

/// The file's text as it stands once everything is written.
fn text(window: &mut Harness<'static, App>) -> String {
    settle(window);
    author(window).history.document().expect("the text is written").text().to_string()
}

fn id(name: &str) -> StepId {
    StepId::new(name).unwrap()
}

fn fact_id(name: &str) -> FactId {
    FactId::new(name).unwrap()
}

fn send(window: &mut Harness<'static, App>, command: AuthorCommand) {
    window.state_mut().apply(command.into());
    settle(window);
}

/// A tall window with a tree in it, so that all of the inspector is on screen.
fn open(desk: &Desk, tree: &str) -> Harness<'static, App> {
    let mut window = desk.open(1280.0, 3000.0);
    send(&mut window, AuthorCommand::Open(tree.to_owned()));
    window
}

fn at_step(window: &mut Harness<'static, App>, step: &str) {
    send(window, AuthorCommand::GoToStep(id(step)));
}

fn at_answer(window: &mut Harness<'static, App>, step: &str, answer: usize) {
    send(window, AuthorCommand::ChooseAnswer(id(step), answer));
}

fn at_fact(window: &mut Harness<'static, App>, fact: &str) {
    send(window, AuthorCommand::ChooseFact(fact_id(fact)));
}

fn step(window: &Harness<'static, App>, name: &str) -> Arc<Step> {
    Arc::clone(&tree(window).steps[name])
}

fn fact(window: &Harness<'static, App>, name: &str) -> Arc<Fact> {
    Arc::clone(&tree(window).facts[name])
}

/// Puts the cursor at the end of a field of wrapping words.
fn into_words(window: &mut Harness<'static, App>, name: &str) {
    window.get_by_role_and_label(Role::MultilineTextInput, name).focus();
    window.run();
}

/// Puts the cursor at the end of a field of one line.
fn into_line(window: &mut Harness<'static, App>, name: &str) {
    window.get_by_role_and_label(Role::TextInput, name).focus();
    window.run();
}

/// Replaces all that stands in the field with the cursor.
fn retype(window: &mut Harness<'static, App>, words: &str) {
    press_with(window, Modifiers::COMMAND, Key::A);
    type_text(window, words);
    settle(window);
}

/// Presses a button by its name.
fn push(window: &mut Harness<'static, App>, name: &str) {
    window.get_by_role_and_label(Role::Button, name).click();
    window.run();
    settle(window);
}

fn tick(window: &mut Harness<'static, App>, name: &str) {
    window.get_by_role_and_label(Role::CheckBox, name).click();
    window.run();
    settle(window);
}

/// Chooses from a list by keys alone: the list is opened, searched by typing and taken with Enter.
fn choose(window: &mut Harness<'static, App>, name: &str, words: &str) {
    window.get_by_role_and_label(Role::ComboBox, name).focus();
    window.run();
    press(window, Key::Enter);
    type_text(window, words);
    press(window, Key::Enter);
    settle(window);
}

//! A window on a library of one small live tree, for tests of publishing.
#![allow(dead_code, reason = "each test file uses its own part")]

use super::{
    desk::{BILL, draft_text, live_text, live_tree},
    window::{Desk, settle, type_text},
};
use egui_kittest::{Harness, kittest::Queryable as _};
use evenkeel::{
    edit::{Edit, LineList, StepChange},
    tree::{StepId, Tree},
    ui::{
        App,
        author::{AuthorCommand, state::Authoring},
    },
};
use std::{fs, sync::Arc};

/// A home whose library holds the one tree with this text.
pub fn desk_with(text: &str) -> Desk {
    let mut desk = Desk::new();
    desk.trees = desk.home.path().join("library");
    fs::create_dir_all(&desk.trees).unwrap();
    fs::write(desk.trees.join("bill.ron"), text).unwrap();
    desk
}

/// The same with the tree as it is.
pub fn desk() -> Desk {
    desk_with(BILL)
}

pub type Window = Harness<'static, App>;

/// A step's name.
pub fn step(name: &str) -> StepId {
    StepId::new(name).unwrap()
}

/// Other words for the first line of a step.
pub fn line(name: &str, words: &str) -> Edit {
    Edit::Step(step(name), StepChange::Line { list: LineList::Say, at: 0, text: words.to_owned() })
}

/// Makes an edit in the tree in hand, and waits until it is kept.
pub fn edit(window: &mut Window, edit: Edit) {
    window.state_mut().apply(AuthorCommand::Edit(Box::new(edit)).into());
    settle(window);
}

/// Does what a command says, and waits until all is drawn and kept.
pub fn send(window: &mut Window, command: AuthorCommand) {
    window.state_mut().apply(command.into());
    settle(window);
}

/// Types into the field of that name.
pub fn type_into(window: &mut Window, field: &str, words: &str) {
    window.get_by_label(field).focus();
    window.run();
    type_text(window, words);
}

pub fn hand(window: &Window) -> &Authoring {
    window.state().state().authoring.as_ref().expect("a tree is in hand")
}

/// The first line of a step in a tree.
pub fn said(tree: &Tree, name: &str) -> String {
    tree.steps[name].say[0].clone()
}

/// The first line of a step in what agents are offered.
pub fn live_line(desk: &Desk, name: &str) -> String {
    said(&live_tree(&desk.trees), name)
}

/// The first line of a step in the draft, if there is one.
pub fn draft_line(desk: &Desk, name: &str) -> Option<String> {
    Some(said(super::desk::document(&draft_text(&desk.trees)?).tree(), name))
}

/// The tree agents are offered.
pub fn live(desk: &Desk) -> Arc<Tree> {
    live_tree(&desk.trees)
}

/// Its text.
pub fn text(desk: &Desk) -> String {
    live_text(&desk.trees)
}

//! What an author does to a tree: edits one by one, undo and redo, copying, search, differences, merging.

mod changes;
#[path = "../common/mod.rs"]
mod common;
mod copying;
mod differences;
mod history;
mod merging;
mod one_by_one;
mod refusals;
mod searching;
mod uses;

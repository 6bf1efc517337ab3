//! What several tests share: a tree laid by hand, a folder to spoil, the program as a person starts it.
#![allow(dead_code, reason = "each test takes the part it needs")]

use evenkeel::tree::{Document, read};
use std::{
    path::Path,
    process::{Command, Output},
};

/// A tree laid out by hand, comments and all: the example of the design.
pub const BILLING: &str = include_str!("billing-error.ron");

/// A text that must be a tree.
pub fn tree(text: &str) -> Document {
    read(text).unwrap_or_else(|troubles| panic!("not a tree: {troubles:#?}\n{text}"))
}

/// Runs the program in a folder, far from the library and the records of whoever runs the test.
pub fn evenkeel(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_evenkeel"))
        .current_dir(folder)
        .env("EVENKEEL_HOME", folder.join("home"))
        .env("EVENKEEL_TREES", folder)
        .args(arguments)
        .output()
        .expect("the program starts")
}

/// What a command printed as data.
pub fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("data is UTF-8")
}

/// What a command said besides.
pub fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("words are UTF-8")
}

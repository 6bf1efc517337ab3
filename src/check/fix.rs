//! The one obvious way to put a finding right.

use crate::edit::Edit;

/// An edit that puts a finding right, and what it is called on its button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in a few words.
    pub title: String,
    /// The edit.
    pub edit: Edit,
}

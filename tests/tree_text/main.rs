//! Trees as text: read with places, written so that only what changed is touched, and no file too odd to answer in words.

#[path = "../common/mod.rs"]
mod common;
mod edits;
mod hostile;
mod places;
mod troubles;
mod write;

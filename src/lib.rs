//! Evenkeel keeps a difficult call on an even keel: decision graphs, the words to say, and who to call.
//!
//! The floors of the house, each using only those above it, are drawn in `ARCHITECTURE.md`.

pub mod call;
pub mod check;
pub mod cli;
pub mod drill;
pub mod edit;
pub mod exchange;
pub mod layout;
pub mod library;
pub mod record;
pub mod site;
pub mod tree;
pub mod ui;

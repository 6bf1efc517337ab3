//! What leaves the machine and comes from another: hand-over files, printed trees, scripts that become trees.

mod drawing;
mod export;
mod handover;
mod import;
mod order;
mod page;
mod words;

pub use export::{ExportKind, export};
pub use handover::{HandOver, read_hand_over, write_hand_over};
pub use import::{ImportKind, Imported, import, import_bytes, tree_name};
pub use words::{condition as condition_in_words, label as fact_label, span as span_in_words};

//! What leaves the machine and comes from another: hand-over files, printed trees, scripts that become trees.

mod handover;
mod import;

pub use handover::{HandOver, read_hand_over, write_hand_over};
pub use import::{ImportKind, Imported, import, import_bytes};

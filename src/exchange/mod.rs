//! What leaves the machine and comes from another: hand-over files.

mod handover;

pub use handover::{HandOver, read_hand_over, write_hand_over};

//! What the benches share: trees as text, measuring two things in turn, and the program without a window.
#![allow(dead_code, unused_imports, reason = "each bench uses its own part")]

mod measure;
mod texts;
mod window;

pub use measure::{Pair, is_measured, median, milliseconds, pair, said, timed};
pub use texts::{bushy_text, tree_text};
pub use window::{Window, moment};

//! Try from here: the tree played beside the canvas from any step, and played again after each edit.

mod facts;
mod keys;
mod making;
mod pane;
mod playing;
mod shown;

pub use making::{Attempt, Trying};

pub(in crate::ui) use keys::try_has;
pub(super) use pane::try_pane;

//! What an author changes: named edits, undo and redo, differences, merging by entry, copying, search and replace.
//!
//! Pure. An [`Edit`] turns one tree into another; a [`History`] keeps the trees, not how to take an edit back, so that
//! undo cannot be wrong. Trees share every step that did not change.

mod apply;
mod apply_step;
mod change;
mod describe;
mod diff;
mod fragment;
mod fresh;
mod history;
mod matching;
mod merge;
mod merge_entries;
mod merge_fields;
mod merge_text;
mod merging;
mod name;
mod refused;
mod rename;
mod replace;
mod told;
mod unwritten;
mod usage;
mod wording;
mod words;

pub use change::{AnswerChange, Edit, LineList, StepChange, TreeChange};
pub use diff::{Change, Difference, EntryDifference, FieldChange, StepDifference, diff};
pub use fragment::{Fragment, Pasted};
pub use fresh::{fresh_fact_id, fresh_limit_id, fresh_name, fresh_step_id};
pub use history::{BURST, History};
pub use merge::{Conflict, Merged, merge, merge_choosing};
pub use merge_text::{merge_documents, with_conflict_notes};
pub use refused::Refused;
pub use replace::{Found, Pattern, Replacement, Spot, find};
pub use told::{UseCounts, look_over};
pub use unwritten::{Unwritten, Written};
pub use usage::{Use, count_uses, uses_of_fact, uses_of_limit, uses_of_step};
pub use wording::{Wording, reworded};

//! The stores: calls, as numbered events committed in order by one writer thread; practice and exams, each apart.
//!
//! What is acknowledged survives kill -9 and a power cut. What the agent marks private, and practice, lie in stores of
//! their own, which nothing else here reads.

mod database;
mod drills;
mod exams;
mod keeper;
mod masking;
mod practice;
mod private;
mod store;
mod window;
mod writer;

pub use drills::KeptDrill;
pub use exams::{BEFORE_AN_EXAM, ExamStore};
pub use keeper::{Keep, Keeper, Waiter};
pub use practice::PracticeStore;
pub use private::{Feeling, PrivateStore};
pub use store::{RecordError, Store, StoredCall, Unfinished, put_aside_in_words};
pub use window::{CallLock, is_open_elsewhere};
pub use writer::{Recorder, Standing};

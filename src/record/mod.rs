//! The stores of calls: numbered events, committed in order by one writer thread.
//!
//! What is acknowledged survives kill -9 and a power cut. What the agent marks private lies in a store of its own,
//! which nothing here reads.

mod database;
mod private;
mod store;
mod window;
mod writer;

pub use private::{Feeling, PrivateStore};
pub use store::{RecordError, Store, StoredCall, Unfinished, put_aside_in_words};
pub use window::{CallLock, is_open_elsewhere};
pub use writer::{Recorder, Standing};

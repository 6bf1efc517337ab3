//! The window: the only floor that knows egui. Views read a [`state::State`] and send [`Command`]s; `State::apply` is
//! the only place that changes anything.

mod about;
mod app;
mod apply;
mod apply_call;
pub mod author;
mod command;
mod guide;
mod home;
mod input;
mod keeping;
pub mod keys;
mod meaning;
mod overlays;
mod reread;
mod run;
mod search;
mod session;
mod settings;
pub mod state;
pub mod theme;
mod told;
pub mod train;
mod view;
mod widgets;
mod wrap_up;

pub use about::about_text;
pub use app::App;
pub use command::{Command, Group};
pub use keeping::{Geometry, begin_log, last_panic, report_panics};
pub use run::run;
pub use state::Setup;
pub use told::Told;

//! Rehearsal: what comes back when, and what a session is made of.
//!
//! Pure: no clock, no chance, no disk, no screen.

mod practised;
mod schedule;

pub use practised::{Grade, Item, Practised, Risk, line_of};
pub use schedule::{Card, Cards, Changed, Due, due, next_day, review, take_in};

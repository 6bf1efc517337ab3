//! Rehearsal: what comes back when, and what a session is made of.
//!
//! Pure: no clock, no chance, no disk, no screen.

mod act;
mod assigned;
mod card;
mod chance;
mod drill;
mod exam;
mod finished;
mod level;
mod names;
mod persona;
mod plan;
mod practised;
mod ready;
mod schedule;
mod turn;

pub use act::{Act, DrillEvent, Happened, NotNow};
pub use assigned::{Assignment, Scenario, Track, tracks};
pub use card::{Debrief, Gate, GateState, HeatCurve, Part, ScoreCard, Section};
pub use drill::{Drill, Setting};
pub use exam::{Dispute, ExamSheet, Gap, OwnScore, SaidTurn, TARGET_GAP};
pub use finished::{Finished, TechniqueMet};
pub use level::{Level, Strength};
pub use names::{Manner, MoveId};
pub use persona::{Notice, NoticeKind, PERSONA_FORMAT, Persona};
pub use plan::{MOST_DUE, Scene, Session, Turned, session, warm_up};
pub use practised::{Grade, Item, Practised, Risk, line_of};
pub use ready::{Ready, Standing, passes, ready, techniques};
pub use schedule::{Card, Cards, Changed, Due, due, next_day, review, take_in};
pub use turn::{Over, Turn};

//! Rehearsal: a simulated customer, the moves of what is said, and a drill as a fold over its events.
//!
//! Pure: no clock, no chance but the seed's, no disk, no screen. A [`Drill`] holds a [`crate::call::Call`], the Guide's
//! own, and an [`Act`] is the only thing that changes it. What a line does is read by [`hear`] with the model of moves
//! ([`Model`], data); what it does to this customer is [`Temper`]'s; what the customer answers follows from both.

mod act;
mod answering;
mod assigned;
mod authority;
mod card;
mod case;
mod chance;
mod choices;
mod cues;
mod debrief;
mod exam;
mod exercise;
mod facts;
mod finished;
mod gates;
mod graded;
mod hearing;
mod inspect;
mod inspect_lines;
mod level;
mod manners;
mod memory;
mod model;
mod names;
mod persona;
mod plan;
mod play;
mod players;
mod practised;
mod ready;
mod recognising;
mod rehearsal;
mod replying;
mod saying;
mod schedule;
mod score;
mod score_protocol;
mod score_talk;
mod score_work;
mod shipped;
mod slips;
mod speech;
mod stock;
mod temper;
mod timing;
mod turn;
mod way;

pub use act::{Act, DrillEvent, Happened, NotNow};
pub use assigned::{Assignment, Scenario, Track, tracks};
pub use card::{Debrief, Gate, GateState, HeatCurve, Part, ScoreCard, Section};
pub use case::{AnswerName, check_case};
pub use exam::{Dispute, ExamSheet, Gap, OwnScore, SaidTurn, TARGET_GAP};
pub use exercise::{Exercise, Tried};
pub use finished::{Finished, TechniqueMet};
pub use hearing::{Hearing, Standing, Written, hear, hear_by};
pub use inspect::{PersonaFinding, check_persona, read_persona};
pub use level::{Level, Strength};
pub use manners::{Manners, Quality};
pub use model::{Model, MoveRule, Reads, When};
pub use names::{Manner, MoveId};
pub use persona::{
    After, Band, ByHeat, Hidden, Leaving, Notice, NoticeKind, OwnFloor, PERSONA_FORMAT, Persona, Pronoun, Protocol,
};
pub use plan::{MOST_DUE, Scene, Session, Turned, session, warm_up};
pub use players::Player;
pub use practised::{Grade, Item, Practised, Risk, line_of};
pub use ready::{Ready, TechniqueStanding, passes, ready, techniques};
pub use rehearsal::{Drill, Setting};
pub use schedule::{Card, Cards, Changed, Due, due, next_day, review, take_in};
pub use shipped::{SHIPPED_PERSONAS, shipped_persona, shipped_personas};
pub use slips::{Slip, slip, slips, try_slips};
pub use stock::Stock;
pub use temper::{Change, MOST_HEAT, Temper};
pub use turn::{Choice, Cue, GateBroken, Heard, LineFrom, MoveMade, Over, Phase, Said, Spoken, Told, Turn};
pub use way::Way;

//! An exam that was taken, to be handed over and scored.

use super::window::{self, Desk};
use evenkeel::{
    drill::{Drill, ExamSheet, Finished, Level, Player, Setting, shipped_persona},
    library::shipped_trees,
    record::ExamStore,
    site::Settings,
    tree::TreeId,
};
use std::sync::Arc;

/// An exam that was played to its end, in the trainee's own store, with one dispute.
pub fn taken(desk: &Desk, id: &str) -> ExamSheet {
    let persona = Arc::clone(shipped_persona("derek-hollis").unwrap());
    let setting = Setting { level: Level::Exam, ..Setting::new(TreeId::new("delayed-shipment").unwrap(), persona, 11) };
    let mut drill = Drill::begin(&shipped_trees(), Arc::new(Settings::default()), setting, &window::now()).unwrap();
    Player::Middling.play(&mut drill, &window::now());
    let finished = Finished::of(id, &drill, &window::now()).expect("played to its end");
    let mut store = ExamStore::open(&desk.folders().exams()).unwrap();
    store.finish(&drill, &finished, "Ada Moss", None).unwrap();
    store.dispute(id, &first(&finished).0, "I did say it back.", finished.day).unwrap();
    store.sheet(id).unwrap()
}

/// The first part that has points: its id, its name, how many.
pub fn first(finished: &Finished) -> (String, String, u32) {
    let part = finished.score.parts.iter().find(|part| part.of > 0).unwrap();
    (part.id.clone(), part.name.clone(), part.of)
}

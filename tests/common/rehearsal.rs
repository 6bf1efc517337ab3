//! Customers, drills and results for tests of practice.

#![allow(dead_code, reason = "each test takes what it needs")]

use evenkeel::{
    drill::{
        Act, Drill, Finished, Gate, GateState, Grade, Item, Level, Over, Part, Persona, Practised, Risk, ScoreCard, Section,
        Setting, TechniqueMet,
    },
    library::shipped_trees,
    site::Settings,
    tree::{Outcome, TechniqueId, TreeId, options},
};
use jiff::{Timestamp, ToSpan as _, Zoned, civil::Date};
use std::sync::Arc;

/// A moment of the day on which everything here begins.
pub fn moment(minute: i64) -> Zoned {
    let noon: Zoned = "2027-01-04T12:00:00[Europe/London]".parse().unwrap();
    noon + minute.minutes()
}

/// A day counted from there.
pub fn day(number: i32) -> Date {
    moment(0).date() + number.days()
}

/// A customer with what matters here.
pub fn persona(id: &str, heat: f32, home: &str, notice: Option<&str>) -> Arc<Persona> {
    let notice = notice.map_or_else(String::new, |kind| format!("notice: Notice(kind: {kind}, words: \"Insults come.\"),"));
    let text = format!(
        "Persona(format: 1, id: \"{id}\", name: \"{id}\", called: \"{id}\", trees: [\"{home}\"], heat: {heat:.1}, patience: 3,
            leaves: HangsUp, wants: \"It put right.\", {notice}
            facts: {{\"customer_name\": \"Dana Whitfield\"}},
            opens: [\"It is wrong again.\", \"Not again.\", \"What now?\"])"
    );
    Arc::new(options().from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}")))
}

/// A drill on the shipped trees, just begun.
pub fn begun(tree: &str, seed: u64, minute: i64) -> Drill {
    let setting = Setting::new(TreeId::new(tree).unwrap(), persona("dana", 5.0, tree, None), seed);
    Drill::begin(&shipped_trees(), Arc::new(Settings::default()), setting, &moment(minute)).expect("it begins")
}

/// Writes a note in a drill.
pub fn note(drill: &mut Drill, words: &str, minute: i64) {
    drill.take(Act::Note(words.to_owned()), &moment(minute)).expect("a note can always be written");
}

/// The result of a drill, as it might have been.
pub fn finished(id: &str, tree: &str, persona: &Persona, total: u32, on: i32) -> Finished {
    let ended: Timestamp = (moment(0) + on.days()).timestamp();
    Finished {
        id: id.to_owned(),
        began: ended - 5.minutes(),
        ended,
        day: day(on),
        tree: TreeId::new(tree).unwrap(),
        revision: 3,
        persona: persona.id.clone(),
        customer: persona.name.clone(),
        is_abusive: persona.is_abusive(),
        needs_care: false,
        level: Level::Faded,
        seed: 7,
        over: Over::Ended(Outcome::Resolved),
        score: ScoreCard { total, parts: vec![part("recap", 10, total as f32 / 10.0)] },
        gates: vec![Gate { id: "blame".to_owned(), name: "Nobody is blamed".to_owned(), state: GateState::Passed }],
        curve: vec![5.0, 6.5, 3.0, 1.0],
        turned: Some(2),
        goal: "Say it back before you offer.".to_owned(),
        technique: Some(TechniqueId::new("paraphrase-as-question").unwrap()),
        techniques: Vec::new(),
    }
}

/// A part of a score.
pub fn part(id: &str, of: u32, points: f32) -> Part {
    Part {
        id: id.to_owned(),
        section: Section::Close,
        name: id.to_owned(),
        points,
        of,
        why: "as it was".to_owned(),
        turn: Some(2),
    }
}

/// The same with a broken gate.
pub fn with_broken_gate(mut finished: Finished) -> Finished {
    finished.gates[0].state = GateState::Failed { turn: 2, why: "blamed".to_owned() };
    finished
}

/// The same with techniques met.
pub fn with_techniques(mut finished: Finished, techniques: &[(&str, Grade)]) -> Finished {
    let met = |(id, grade): &(&str, Grade)| TechniqueMet { id: TechniqueId::new(id).unwrap(), grade: *grade };
    finished.techniques = techniques.iter().map(met).collect();
    finished
}

/// A technique that was practised.
pub fn technique(id: &str, grade: Grade) -> Practised {
    Practised {
        item: Item::Technique(TechniqueId::new(id).unwrap()),
        grade,
        risk: Risk::Ordinary,
        turn: 1,
        tree: TreeId::new("billing-error").unwrap(),
        words: String::new(),
    }
}

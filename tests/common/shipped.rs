//! The shipped trees for tests, and calls begun at any step of one, with every fact at the author's sample.
#![allow(dead_code, reason = "each test file uses its own part")]

use crate::calls::Live;
use evenkeel::{
    call::{AnswerState, AnswerView, Call, Opening, Refusal, Trees},
    library::{SHIPPED, shipped_trees},
    site::{Numbers, Settings, shown},
    tree::{AlwaysKey, Document, FactKind, Line, Mood, Step, StepId, Tree, Value, built_in_fact, read},
};
use indexmap::IndexMap;
use jiff::{Zoned, civil::date};
use std::sync::{Arc, OnceLock};

/// The trees of thirty steps and more, which carry a whole call.
pub const MAIN: [&str; 3] = ["aggressive-customer", "billing-error", "delayed-shipment"];

/// The Monday before the days that stand in the samples.
pub fn today() -> Zoned {
    date(2026, 5, 4).at(14, 0, 0, 0).in_tz("Europe/London").unwrap()
}

/// Every shipped tree with its text, in the order in which they are shipped.
pub fn documents() -> &'static [Document] {
    static ALL: OnceLock<Vec<Document>> = OnceLock::new();
    ALL.get_or_init(|| {
        let one =
            |(name, text): &(&str, &str)| read(text).unwrap_or_else(|troubles| panic!("{name} cannot be read: {troubles:?}"));
        SHIPPED.iter().map(one).collect()
    })
}

/// Every step of every tree.
pub fn steps() -> impl Iterator<Item = (&'static Tree, &'static StepId, &'static Step)> {
    documents().iter().flat_map(|document| {
        let tree: &'static Tree = document.tree();
        tree.steps.iter().map(move |(id, step)| (tree, id, &**step))
    })
}

/// The trees, ready for a call.
pub fn trees() -> &'static Trees {
    static ALL: OnceLock<Trees> = OnceLock::new();
    ALL.get_or_init(shipped_trees)
}

/// A site whose agent is Sam, with its numbers known.
fn site() -> Arc<Settings> {
    let numbers = Numbers {
        crisis_line: "116 123".to_owned(),
        emergency_number: "999".to_owned(),
        duty_number: "020 7946 0100".to_owned(),
    };
    Arc::new(Settings { agent_name: "Sam".to_owned(), numbers, ..Settings::default() })
}

/// A sample of every fact of every tree; where two trees have the same fact, the first one's.
pub fn samples() -> &'static IndexMap<String, String> {
    static ALL: OnceLock<IndexMap<String, String>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all = IndexMap::new();
        for (name, fact) in documents().iter().flat_map(|document| &document.tree().facts) {
            if let Some(sample) = &fact.sample {
                all.entry(name.to_string()).or_insert_with(|| sample.clone());
            }
        }
        all
    })
}

/// A call that begins at a step, with nothing known.
pub fn begin(tree: &str, step: &str, mood: Option<Mood>) -> Live {
    let tree = trees().tree(tree).unwrap_or_else(|| panic!("there is no tree {tree}")).id.clone();
    let opening = Opening { tree, from: Some(step.to_owned()), mood, reference: "EK-ACEFH".to_owned(), outside: None };
    let call = Call::begin(trees(), site(), &opening, &today()).unwrap_or_else(|no| panic!("{step}: {no}"));
    Live { call, now: today() }
}

/// The same with every fact at its sample.
pub fn begin_known(tree: &str, step: &str) -> Live {
    static KNOWN: OnceLock<Live> = OnceLock::new();
    let mut live = begin(tree, step, None);
    let known = KNOWN.get_or_init(|| {
        let mut live = begin("opening", "greet", None);
        for (name, sample) in samples() {
            live.fact(name, sample);
        }
        live
    });
    // What was captured there is folded in here: reading four hundred samples anew for each answer takes its time.
    for event in known.call.events().iter().filter(|event| matches!(event.what, evenkeel::call::What::FactSet { .. })) {
        live.call.apply(event.clone());
    }
    live
}

/// A line as it is said when every fact holds its tree's sample.
pub fn as_said(tree: &Tree, line: &str) -> String {
    let today = today();
    let said = |name: &str| {
        let (kind, plain) = match (built_in_fact(name), tree.facts.get(name)) {
            (Some(kind), _) => (kind.clone(), built_in_sample(name, &kind)),
            (None, Some(fact)) => (fact.kind.clone(), fact.sample.clone()?),
            (None, None) => return None,
        };
        let value = Value::read(&kind, &plain).ok()?;
        Some(shown(&value, &kind, &tree.language, today.date()))
    };
    Line::new(line).filled(said)
}

fn built_in_sample(name: &str, kind: &FactKind) -> String {
    let sample = match (name, kind) {
        ("emergency_number", _) => "999",
        ("call_reference", _) => "EK-ACEFH",
        (_, FactKind::Phone) => "116 123",
        (_, FactKind::Date) => "2026-05-04",
        (_, FactKind::Time) => "14:00",
        (_, FactKind::Number) => "1",
        _ => "Sam",
    };
    sample.to_owned()
}

/// The words of a text.
pub fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// The sentences of a text.
pub fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(['.', '?', '!']).map(str::trim).filter(|sentence| !sentence.is_empty()).collect()
}

/// The answer whose words begin like that; one written whole wins.
pub fn answer_like(live: &Live, beginning: &str) -> Result<AnswerView, String> {
    let answers = live.call.read(&live.now).answers();
    let wanted = beginning.to_lowercase();
    let whole = answers.iter().filter(|answer| answer.when.to_lowercase() == wanted);
    let begin = answers.iter().filter(|answer| answer.when.to_lowercase().starts_with(&wanted));
    let (whole, begin): (Vec<_>, Vec<_>) = (whole.collect(), begin.collect());
    match (whole.as_slice(), begin.as_slice()) {
        ([one], _) | ([], [one]) => Ok((*one).clone()),
        _ => Err(format!("{} answers of {} begin with {beginning}", begin.len(), live.at())),
    }
}

/// Plays moves: the beginning of an answer, `+fact=value`, or `@key`. A step that stands decided is passed first.
pub fn play(live: &mut Live, moves: &[impl AsRef<str>]) -> Result<(), String> {
    for text in moves.iter().map(AsRef::as_ref) {
        if let Some((name, value)) = text.strip_prefix('+').and_then(|fact| fact.split_once('=')) {
            live.type_fact(name, value).map_err(|no| format!("{text}: {no}"))?;
        } else if let Some(key) = text.strip_prefix('@') {
            let key = AlwaysKey::ALL.into_iter().find(|one| one.field() == key).ok_or(format!("there is no key {key}"))?;
            live.take(evenkeel::call::Move::Always(key)).map_err(|no| format!("{text}: {no}"))?;
        } else {
            let number = answer_like(live, text)?.number;
            live.press(number).map_err(|no: Refusal| format!("{text}, at {}: {no}", live.at()))?;
        }
    }
    Ok(())
}

/// Takes the one open answer of a Check at which a call began, as the call does on the way from an answer.
pub fn pass_if_decided(live: &mut Live) {
    let reading = live.call.read(&live.now);
    let is_check = reading.here().is_some_and(|(_, step)| step.kind == evenkeel::tree::Kind::Check);
    let answers = reading.answers();
    let open: Vec<usize> =
        answers.iter().filter(|answer| answer.state == AnswerState::Open).map(|answer| answer.number).collect();
    if let ([number], true) = (open.as_slice(), is_check) {
        live.answers(&[*number]);
    }
}

/// Fails with everything that was found, a line each.
pub fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{} found:\n{}", faults.len(), faults.join("\n"));
}

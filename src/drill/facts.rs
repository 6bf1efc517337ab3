//! What a call can come to know: told by the customer, found on screen, or likely where neither says anything.

use super::{persona::Persona, turn::Told};
use crate::{
    call::{Call, Reading},
    site::{latest_day, typed},
    tree::{Fact, FactKind, Span, Step, Value},
};
use jiff::{ToSpan as _, Zoned, civil::Date};

/// Names of colleagues, where the usual one is the agent's own.
const COLLEAGUES: [&str; 2] = ["Ruth Calder", "Martin Hale"];

/// Where a fact comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// The customer tells it.
    Customer,
    /// It stands on the agent's screen, or is the agent's to choose.
    Screen,
}

/// The facts a step needs, those in its line first.
pub(super) fn needed(reading: &Reading, step: &Step, wording: usize) -> Vec<String> {
    let line = reading.line_of(step, wording);
    let in_line = line.iter().flat_map(|said| &said.pieces).filter_map(|piece| match piece {
        crate::call::SaidPiece::Gap { name, .. } => Some(name.clone()),
        _ => None,
    });
    let mut names: Vec<String> = Vec::new();
    for name in in_line.chain(step.captures.iter().map(ToString::to_string)) {
        if reading.known(&name).is_none() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The facts that the lines of a step need before they can be said, whichever wording is chosen.
pub(super) fn needed_to_speak(reading: &Reading, step: &Step) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let wordings = reading.line_of(step, 0).map_or(0, |said| said.wordings);
    for wording in 0..wordings {
        for piece in reading.line_of(step, wording).iter().flat_map(|said| &said.pieces) {
            if let crate::call::SaidPiece::Gap { name, .. } = piece
                && !names.contains(name)
            {
                names.push(name.clone());
            }
        }
    }
    names
}

/// A fact as it can be captured in this call, and where it comes from; nothing where nobody can know it.
pub(super) fn fact(call: &Call, persona: &Persona, name: &str, now: &Zoned) -> Option<(Told, Source)> {
    let reading = call.read(now);
    let fact = reading.fact(name)?.clone();
    let is_own = Persona::is_personal(name) || reading.tree().is_none_or(|tree| persona.has_a_case_for(tree));
    let own = |values: &'_ indexmap::IndexMap<crate::tree::FactId, String>| values.get(name).filter(|_| is_own).cloned();
    // Who complains complains of what they rang about.
    let complaint = || persona.facts.get("issue").filter(|_| name == "complaint_words").cloned();
    let (text, source) = match (own(&persona.facts).or_else(complaint), own(&persona.finds)) {
        (Some(text), _) => (text, Source::Customer),
        (None, Some(text)) => (text, Source::Screen),
        (None, None) => {
            let source = if fact.ask.is_some() { Source::Customer } else { Source::Screen };
            (likely(&fact, name, now.date())?, source)
        }
    };
    let text = if names_a_colleague(name) { colleague(text, &call.site().agent_name) } else { text };
    let language = reading.tree().map_or("en-GB", |tree| tree.language.as_str());
    let value = read(&fact.kind, &text, language, now.date()).or_else(|| {
        let text = likely(&fact, name, now.date())?;
        read(&fact.kind, &text, language, now.date())
    })?;
    let told = Told {
        name: name.to_owned(),
        label: reading.label(name),
        value: value.plain(&fact.kind),
        shown: reading.in_words(&value, &fact.kind),
        kind: fact.kind.clone(),
    };
    Some((told, source))
}

/// What a persona knows, as a value of that kind: in plain form, or as it is spoken.
pub(super) fn read(kind: &FactKind, text: &str, language: &str, today: Date) -> Option<Value> {
    // "-6" is six days ago.
    if *kind == FactKind::Date
        && let Some(days) = text.strip_prefix('-').and_then(|days| days.parse::<u16>().ok())
    {
        return Some(Value::Date(today.saturating_sub(i64::from(days).days())));
    }
    let plain = Value::read(kind, text).ok().filter(|value| *value != Value::Text(String::new()));
    plain.or_else(|| typed(kind, text, language, today).ok())
}

/// A likely value where nobody has given one: days lie near today, the rest is the author's sample.
pub(super) fn likely(fact: &Fact, name: &str, today: Date) -> Option<String> {
    if let Some(sample) = &fact.sample
        && sample.starts_with('(')
    {
        return None;
    }
    let day = |date: Date| Some(Value::Date(date).plain(&FactKind::Date));
    match (&fact.kind, fact.latest) {
        (FactKind::Date, Some(span)) => day(latest_day(near(span), today)),
        (FactKind::Date, None) if name.contains("need") || name.ends_with("_by") => day(today.saturating_add(3.days())),
        (FactKind::Date, None) => day(today.saturating_sub(3.days())),
        (FactKind::Time, _) => Some(fact.sample.clone().unwrap_or_else(|| "16:00".to_owned())),
        (FactKind::YesNo, _) => Some(fact.sample.clone().unwrap_or_else(|| "yes".to_owned())),
        (FactKind::Choice(words), _) => fact.sample.clone().or_else(|| words.first().cloned()),
        (FactKind::Number, _) => Some(fact.sample.clone().unwrap_or_else(|| "1".to_owned())),
        (FactKind::Money(_), _) => Some(fact.sample.clone().unwrap_or_else(|| "20.00".to_owned())),
        (FactKind::Phone, _) => Some(fact.sample.clone().unwrap_or_else(|| "020 7946 0018".to_owned())),
        (FactKind::Text, _) => fact.sample.clone(),
    }
}

/// Whether a fact names somebody who works with the agent.
fn names_a_colleague(name: &str) -> bool {
    name.ends_with("_name") && !matches!(name, "customer_name" | "agent_name")
}

/// A colleague who is not the agent: of the same first name, it is another.
fn colleague(text: String, agent: &str) -> String {
    let first = |name: &str| name.split_whitespace().next().map(str::to_lowercase);
    if first(&text) != first(agent) {
        return text;
    }
    let other = COLLEAGUES.into_iter().find(|other| first(other) != first(agent));
    other.map_or(text, ToOwned::to_owned)
}

/// A day that can be kept: not the furthest there is.
fn near(span: Span) -> Span {
    match span {
        Span::Days(days) => Span::Days(days.min(3)),
        Span::WorkingDays(days) => Span::WorkingDays(days.min(2)),
    }
}

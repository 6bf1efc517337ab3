//! What stands for a fact while a line is judged.

use crate::{
    site::shown,
    tree::{Fact, FactKind, Tree, Value, built_in_fact},
};
use jiff::civil::date;

/// Says what is spoken in the place of a fact.
pub trait Filling {
    /// The words spoken for the fact of that name.
    fn fill(&self, name: &str) -> String;
}

/// The samples of a tree's facts; where there is none, a value of the fact's kind.
#[derive(Clone, Copy, Debug)]
pub struct Samples<'a>(pub &'a Tree);

impl Filling for Samples<'_> {
    fn fill(&self, name: &str) -> String {
        match self.0.facts.get(name) {
            Some(fact) => sample(fact, &self.0.language),
            None => ByName.fill(name),
        }
    }
}

/// A likely value, for lines that stand alone: the fact's name tells what it holds.
#[derive(Clone, Copy, Debug)]
pub struct ByName;

impl Filling for ByName {
    fn fill(&self, name: &str) -> String {
        if let Some(kind) = built_in_fact(name) {
            return if name == "agent_name" { "Robin".to_owned() } else { usual(&kind) };
        }
        let has = |parts: &[&str]| name.split(['_', '-']).any(|part| parts.contains(&part));
        let kind = if has(&["date", "day", "by", "until", "expected", "deadline"]) {
            FactKind::Date
        } else if has(&["time", "hour"]) {
            FactKind::Time
        } else if has(&["amount", "charge", "refund", "credit", "fee", "price", "cost", "goodwill", "balance", "total"]) {
            FactKind::Money("GBP".to_owned())
        } else if has(&["number", "count", "minutes", "n", "days", "contacts", "calls", "hours"]) {
            FactKind::Number
        } else if has(&["phone", "mobile"]) {
            FactKind::Phone
        } else if has(&["name", "agent", "customer", "supervisor", "manager", "colleague", "owner"]) {
            return "Robin".to_owned();
        } else {
            FactKind::Text
        };
        usual(&kind)
    }
}

fn sample(fact: &Fact, language: &str) -> String {
    let Some(plain) = &fact.sample else { return usual(&fact.kind) };
    match Value::read(&fact.kind, plain) {
        // Said on the day itself, a day needs no year.
        Ok(Value::Date(day)) => shown(&Value::Date(day), &fact.kind, language, day),
        Ok(value) => shown(&value, &fact.kind, language, date(2026, 1, 1)),
        Err(_) => plain.clone(),
    }
}

fn usual(kind: &FactKind) -> String {
    match kind {
        FactKind::Text => "blue lamp".to_owned(),
        FactKind::Number => "3".to_owned(),
        FactKind::Money(_) => "£42.10".to_owned(),
        FactKind::Date => "Friday 8 May".to_owned(),
        FactKind::Time => "4 pm".to_owned(),
        FactKind::Phone => "020 7946 0018".to_owned(),
        FactKind::YesNo => "yes".to_owned(),
        FactKind::Choice(words) => words.first().cloned().unwrap_or_default(),
    }
}

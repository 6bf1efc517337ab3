//! What the parts of a tree say in plain words: conditions, spans, moods, where an address leads.

use crate::{
    call::Trees,
    site,
    tree::{BUILT_IN_FACTS, Condition, FactKind, Mood, Span, Status, Target, Tree, Value},
};

/// The label of a fact, or its name where nobody declared it.
#[must_use]
pub fn label<'a>(tree: &'a Tree, fact: &'a str) -> &'a str {
    let built_in = || BUILT_IN_FACTS.iter().find(|(name, _)| *name == fact).map(|(_, label)| *label);
    tree.facts.get(fact).map(|fact| fact.label.as_str()).or_else(built_in).unwrap_or(fact)
}

/// A condition in words.
#[must_use]
pub fn condition(tree: &Tree, condition: &Condition) -> String {
    decided(tree, condition, true)
}

fn decided(tree: &Tree, condition: &Condition, holds: bool) -> String {
    let is = if holds { "is" } else { "is not" };
    let label = |fact: &'_ str| format!("“{}”", label(tree, fact));
    let limit = |name: &str| {
        tree.limits
            .get(name)
            .map_or_else(|| name.to_owned(), |limit| format!("{} ({})", limit.label, amount(&limit.kind, &limit.at_most)))
    };
    let join = |parts: &[Condition], word: &str| {
        let parts: Vec<String> = parts
            .iter()
            .map(|part| {
                let words = decided(tree, part, holds);
                if matches!(part, Condition::All(_) | Condition::Any(_)) { format!("({words})") } else { words }
            })
            .collect();
        parts.join(&format!(" {word} "))
    };
    match condition {
        Condition::Known(fact) => format!("{} {is} known", label(fact.as_str())),
        Condition::Is(fact, value) => format!("{} {is} {}", label(fact.as_str()), value_of(tree, fact.as_str(), value)),
        Condition::AtMost(fact, value) => {
            format!("{} {is} at most {}", label(fact.as_str()), value_of(tree, fact.as_str(), value))
        }
        Condition::AtLeast(fact, value) => {
            format!("{} {is} at least {}", label(fact.as_str()), value_of(tree, fact.as_str(), value))
        }
        Condition::Within(fact, name) => format!("{} {is} within the limit: {}", label(fact.as_str()), limit(name.as_str())),
        Condition::Over(fact, name) => format!("{} {is} above the limit: {}", label(fact.as_str()), limit(name.as_str())),
        Condition::All(parts) => join(parts, if holds { "and" } else { "or" }),
        Condition::Any(parts) => join(parts, if holds { "or" } else { "and" }),
        Condition::Not(part) => decided(tree, part, !holds),
    }
}

fn value_of(tree: &Tree, fact: &str, value: &str) -> String {
    tree.facts.get(fact).map_or_else(|| value.to_owned(), |fact| amount(&fact.kind, value))
}

/// A value as it is said, where that needs no calendar: an amount with its currency.
pub(super) fn amount(kind: &FactKind, plain: &str) -> String {
    match (kind, Value::read(kind, plain)) {
        (FactKind::Money(_), Ok(value)) => site::shown(&value, kind, "en-GB", jiff::civil::Date::default()),
        _ => plain.to_owned(),
    }
}

/// How far ahead a day may lie, in words.
#[must_use]
pub fn span(span: Span) -> String {
    let (days, what) = match span {
        Span::Days(days) => (days, "day"),
        Span::WorkingDays(days) => (days, "working day"),
    };
    format!("{days} {what}{}", if days == 1 { "" } else { "s" })
}

/// The mood in words.
pub(super) fn mood(mood: Mood) -> &'static str {
    match mood {
        Mood::Calm => "Calm",
        Mood::Heated => "Heated",
    }
}

/// The status in words.
pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Draft => "Draft",
        Status::Live => "Live",
        Status::Retired => "Retired",
    }
}

/// A step of another tree by its titles, or by its address where the tree is not known.
pub(super) fn elsewhere(among: &Trees, target: &Target) -> String {
    let tree = target.tree().and_then(|id| among.tree(id.as_str()));
    let step = tree.and_then(|tree| tree.find(target.step().as_str()));
    match (tree, step) {
        (Some(tree), Some((_, step))) => format!("{}: {}", tree.title, step.title),
        _ => target.to_string(),
    }
}

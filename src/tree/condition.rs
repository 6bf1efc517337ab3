//! Typed tests on facts, decided in three values.

use super::{FactId, FactKind, LimitId, Value};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// A test on facts. Values are text in plain form, read by the fact's kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition {
    /// The fact has a value.
    Known(FactId),
    /// The fact has this value.
    Is(FactId, String),
    /// The fact is this value or below (for a day: that day or before).
    AtMost(FactId, String),
    /// The fact is this value or above (for a day: that day or after).
    AtLeast(FactId, String),
    /// The amount is within a limit of authority.
    Within(FactId, LimitId),
    /// The amount is over a limit of authority.
    Over(FactId, LimitId),
    /// Every part holds.
    All(Vec<Condition>),
    /// At least one part holds.
    Any(Vec<Condition>),
    /// The part does not hold.
    Not(Box<Condition>),
}

/// Yes, no, or not known yet (Kleene's three values).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    Yes,
    /// It does not hold.
    No,
    /// A fact it rests on is missing.
    Unknown,
}

impl Truth {
    /// Turns yes into no and back; unknown stays.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
        }
    }

    fn of(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}

/// What a condition asks of a call.
pub trait Facts {
    /// The fact's value and kind, if it is known.
    fn value(&self, fact: &str) -> Option<(Value, FactKind)>;
    /// The most that the limit allows.
    fn limit(&self, limit: &str) -> Option<Value>;
}

impl Condition {
    /// Decides the condition on what is known.
    pub fn decide(&self, facts: &impl Facts) -> Truth {
        match self {
            Self::Known(fact) => Truth::of(facts.value(fact.as_str()).is_some()),
            Self::Is(fact, wanted) => against(facts, fact, wanted, |has, wanted, _| has == wanted),
            Self::AtMost(fact, wanted) => against(facts, fact, wanted, |_, _, order| order.is_some_and(Ordering::is_le)),
            Self::AtLeast(fact, wanted) => against(facts, fact, wanted, |_, _, order| order.is_some_and(Ordering::is_ge)),
            Self::Within(fact, limit) => within(facts, fact, limit),
            Self::Over(fact, limit) => within(facts, fact, limit).inverse(),
            Self::All(parts) => parts.iter().map(|part| part.decide(facts)).fold(Truth::Yes, |a, b| match (a, b) {
                (Truth::No, _) | (_, Truth::No) => Truth::No,
                (Truth::Unknown, _) | (_, Truth::Unknown) => Truth::Unknown,
                _ => Truth::Yes,
            }),
            Self::Any(parts) => parts.iter().map(|part| part.decide(facts)).fold(Truth::No, |a, b| match (a, b) {
                (Truth::Yes, _) | (_, Truth::Yes) => Truth::Yes,
                (Truth::Unknown, _) | (_, Truth::Unknown) => Truth::Unknown,
                _ => Truth::No,
            }),
            Self::Not(part) => part.decide(facts).inverse(),
        }
    }

    /// Calls `see` with every part that holds no other part.
    pub fn each_leaf<'a>(&'a self, see: &mut impl FnMut(&'a Self)) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.each_leaf(see)),
            Self::Not(part) => part.each_leaf(see),
            leaf => see(leaf),
        }
    }

    /// The fact a leaf speaks of; nothing for `All`, `Any` and `Not`.
    #[must_use]
    pub fn fact(&self) -> Option<&FactId> {
        match self {
            Self::Known(fact)
            | Self::Is(fact, _)
            | Self::AtMost(fact, _)
            | Self::AtLeast(fact, _)
            | Self::Within(fact, _)
            | Self::Over(fact, _) => Some(fact),
            Self::All(_) | Self::Any(_) | Self::Not(_) => None,
        }
    }

    /// The limit a leaf speaks of.
    #[must_use]
    pub fn limit(&self) -> Option<&LimitId> {
        match self {
            Self::Within(_, limit) | Self::Over(_, limit) => Some(limit),
            _ => None,
        }
    }

    /// The facts it rests on, each once, in order.
    #[must_use]
    pub fn facts(&self) -> Vec<&FactId> {
        let mut found: Vec<&FactId> = Vec::new();
        self.each_leaf(&mut |leaf| {
            if let Some(fact) = leaf.fact()
                && !found.contains(&fact)
            {
                found.push(fact);
            }
        });
        found
    }
}

fn against(facts: &impl Facts, fact: &FactId, wanted: &str, holds: fn(&Value, &Value, Option<Ordering>) -> bool) -> Truth {
    let Some((has, kind)) = facts.value(fact.as_str()) else {
        return Truth::Unknown;
    };
    match Value::read(&kind, wanted) {
        Ok(wanted) => Truth::of(holds(&has, &wanted, has.compare(&wanted))),
        Err(_) => Truth::No,
    }
}

fn within(facts: &impl Facts, fact: &FactId, limit: &LimitId) -> Truth {
    let (Some((has, _)), Some(most)) = (facts.value(fact.as_str()), facts.limit(limit.as_str())) else {
        return Truth::Unknown;
    };
    has.compare(&most).map_or(Truth::No, |order| Truth::of(order.is_le()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    struct Known(BTreeMap<&'static str, (Value, FactKind)>);

    impl Facts for Known {
        fn value(&self, fact: &str) -> Option<(Value, FactKind)> {
            self.0.get(fact).cloned()
        }
        fn limit(&self, _: &str) -> Option<Value> {
            Some(Value::Money(5000))
        }
    }

    fn fact(name: &str) -> FactId {
        FactId::new(name).unwrap()
    }

    fn known(charge: i64) -> Known {
        let pounds = FactKind::Money("GBP".to_owned());
        Known(BTreeMap::from([("charge", (Value::Money(charge), pounds))]))
    }

    #[test]
    fn an_unknown_fact_leaves_the_condition_open_and_not_false() {
        let nothing = Known(BTreeMap::new());
        let within = Condition::Within(fact("charge"), LimitId::new("agent_credit").unwrap());
        assert_eq!(within.decide(&nothing), Truth::Unknown);
        assert_eq!(Condition::Not(Box::new(within)).decide(&nothing), Truth::Unknown);
        assert_eq!(Condition::Known(fact("charge")).decide(&nothing), Truth::No);
    }

    #[test]
    fn all_is_no_as_soon_as_one_part_is_no_and_any_is_yes_as_soon_as_one_is_yes() {
        let open = Condition::Is(fact("fault"), "ours".to_owned());
        let no = Condition::AtMost(fact("charge"), "10.00".to_owned());
        let yes = Condition::AtLeast(fact("charge"), "10.00".to_owned());
        let facts = known(4210);
        assert_eq!(Condition::All(vec![open.clone(), no]).decide(&facts), Truth::No);
        assert_eq!(Condition::Any(vec![open.clone(), yes]).decide(&facts), Truth::Yes);
        assert_eq!(Condition::Any(vec![open]).decide(&facts), Truth::Unknown);
    }

    #[test]
    fn within_holds_at_the_limit_itself_and_over_begins_above_it() {
        let limit = LimitId::new("agent_credit").unwrap();
        assert_eq!(Condition::Within(fact("charge"), limit.clone()).decide(&known(5000)), Truth::Yes);
        assert_eq!(Condition::Over(fact("charge"), limit).decide(&known(5001)), Truth::Yes);
    }
}

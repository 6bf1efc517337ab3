//! Conditions: can each hold at all, is there always a way on, and do they leave the customer free to speak?

use super::{Subject, facts::kind_of, report::Report};
use crate::tree::{Answer, Condition, FactKind, Facts, Kind, Part, Stage, Step, Tree, Truth, Value, WARNINGS};
use std::collections::BTreeMap;

/// More combinations than this are not tried on one step.
const ENOUGH: usize = 20_000;
/// More tests of a single fact than this are not tried on one step.
const ENOUGH_TESTS: usize = 1_000;
/// How many tests of a single fact are decided in one tree, so that no tree takes for ever.
const ENOUGH_DECIDED: usize = 20_000_000;

pub(super) fn check(subject: &Subject, report: &mut Report) {
    let tree = subject.tree();
    let mut left = ENOUGH_DECIDED;
    for (id, step) in &tree.steps {
        if step.answers.iter().any(|answer| answer.needs.is_some()) {
            decide_all(tree, id.as_str(), step, &mut left, report);
            leaves_the_customer_free(tree, id.as_str(), step, report);
        }
    }
}

/// One combination of values.
struct Case<'a> {
    tree: &'a Tree,
    values: BTreeMap<&'a str, Option<Value>>,
}

impl Facts for Case<'_> {
    fn value(&self, fact: &str) -> Option<(Value, FactKind)> {
        Some((self.values.get(fact)?.clone()?, kind_of(self.tree, fact)?))
    }

    fn limit(&self, limit: &str) -> Option<Value> {
        limit_value(self.tree, limit)
    }
}

fn limit_value(tree: &Tree, limit: &str) -> Option<Value> {
    match tree.limits.get(limit) {
        Some(limit) => Value::read(&limit.kind, &limit.at_most).ok(),
        None if limit == WARNINGS => Some(Value::Number(2_000_000)),
        None => None,
    }
}

fn decide_all(tree: &Tree, id: &str, step: &Step, left: &mut usize, report: &mut Report) {
    let conditions: Vec<&Condition> = step.answers.iter().filter_map(|answer| answer.needs.as_ref()).collect();
    let mut facts: Vec<&str> = Vec::new();
    for condition in &conditions {
        facts.extend(condition.facts().iter().map(|fact| fact.as_str()));
    }
    let tests = facts.len();
    if tests > ENOUGH_TESTS {
        return;
    }
    facts.sort_unstable();
    facts.dedup();
    let domains: Vec<Vec<Option<Value>>> = facts.iter().map(|fact| domain(tree, fact, &conditions)).collect();
    let combinations = domains.iter().try_fold(1usize, |all, domain| all.checked_mul(domain.len()).filter(|n| *n <= ENOUGH));
    let Some(combinations) = combinations.filter(|number| number * (tests + step.answers.len()) <= *left) else {
        return;
    };
    *left -= combinations * (tests + step.answers.len());
    let mut can_hold = vec![false; step.answers.len()];
    let mut stuck: Option<Case> = None;
    for number in 0..combinations {
        let mut rest = number;
        let mut case = Case { tree, values: BTreeMap::new() };
        for (fact, domain) in facts.iter().zip(&domains) {
            case.values.insert(fact, domain[rest % domain.len()].clone());
            rest /= domain.len();
        }
        let decided: Vec<Truth> = step.answers.iter().map(|answer| decide(answer, &case)).collect();
        for (place, truth) in decided.iter().enumerate() {
            can_hold[place] |= *truth == Truth::Yes;
        }
        let all_known = case.values.values().all(Option::is_some);
        if stuck.is_none() && all_known && decided.iter().all(|truth| *truth == Truth::No) {
            stuck = Some(case);
        }
    }
    for (place, answer) in step.answers.iter().enumerate() {
        if !can_hold[place] {
            let message = format!("the condition of {} can never hold", answer.quoted());
            let way = [Part::Name("answers"), Part::At(place), Part::Name("needs")];
            report.step("NEVER_TRUE", id, &way, message, "change the condition, or take the answer out");
        }
    }
    if let Some(case) = stuck.filter(|_| !matches!(step.kind, Kind::Escalate { .. })) {
        let example: Vec<String> = case
            .values
            .iter()
            .filter_map(|(fact, value)| Some(format!("{fact} is {}", value.as_ref()?.plain(&kind_of(tree, fact)?))))
            .collect();
        let message = format!("no answer of \"{id}\" is open when {}", example.join(" and "));
        report.step("NO_WAY_ON", id, &[Part::Name("answers")], message, "add an answer for that case");
    }
}

fn decide(answer: &Answer, case: &Case) -> Truth {
    answer.needs.as_ref().map_or(Truth::Yes, |needs| needs.decide(case))
}

/// Values that stand for all others: unknown, every word of a choice, and both sides of every border.
fn domain(tree: &Tree, fact: &str, conditions: &[&Condition]) -> Vec<Option<Value>> {
    let Some(kind) = kind_of(tree, fact) else {
        return vec![None];
    };
    let mut borders: Vec<Value> = Vec::new();
    for condition in conditions {
        condition.each_leaf(&mut |leaf| {
            if leaf.fact().is_none_or(|of| of.as_str() != fact) {
                return;
            }
            let value = match leaf {
                Condition::Is(_, value) | Condition::AtMost(_, value) | Condition::AtLeast(_, value) => {
                    Value::read(&kind, value).ok()
                }
                Condition::Within(_, limit) | Condition::Over(_, limit) => limit_value(tree, limit.as_str()),
                _ => None,
            };
            borders.extend(value);
        });
    }
    let mut values = match &kind {
        FactKind::Choice(words) => words.iter().cloned().map(Value::Choice).collect(),
        FactKind::YesNo => vec![Value::YesNo(true), Value::YesNo(false)],
        FactKind::Text => vec![Value::Text("something else".to_owned())],
        FactKind::Phone => vec![Value::Phone("000".to_owned())],
        FactKind::Number => vec![Value::Number(0)],
        FactKind::Money(_) => vec![Value::Money(0)],
        FactKind::Date => vec![Value::Date(jiff::civil::date(2000, 1, 1))],
        FactKind::Time => vec![Value::Time(jiff::civil::time(0, 0, 0, 0))],
    };
    for border in borders {
        let (below, above) = neighbours(&border);
        for value in [below, Some(border), above].into_iter().flatten() {
            if !values.contains(&value) {
                values.push(value);
            }
        }
    }
    values.into_iter().map(Some).chain([None]).collect()
}

fn neighbours(value: &Value) -> (Option<Value>, Option<Value>) {
    match value {
        Value::Number(n) => (n.checked_sub(1_000_000).map(Value::Number), n.checked_add(1_000_000).map(Value::Number)),
        Value::Money(n) => (n.checked_sub(1).map(Value::Money), n.checked_add(1).map(Value::Money)),
        Value::Date(day) => (day.yesterday().ok().map(Value::Date), day.tomorrow().ok().map(Value::Date)),
        Value::Time(time) => {
            let minute = jiff::Span::new().minutes(1);
            (time.checked_sub(minute).ok().map(Value::Time), time.checked_add(minute).ok().map(Value::Time))
        }
        _ => (None, None),
    }
}

/// On a step where the customer answers, a condition may ask about authority or a missing fact. Where something is
/// offered or done it may also ask what the company can do, but not about what only the customer has told us.
fn leaves_the_customer_free(tree: &Tree, id: &str, step: &Step, report: &mut Report) {
    if !matches!(step.kind, Kind::Say | Kind::Ask) {
        return;
    }
    let offers = matches!(step.stage, Stage::Offer | Stage::Act);
    for (place, answer) in step.answers.iter().enumerate() {
        let mut hidden = None;
        if let Some(needs) = &answer.needs {
            needs.each_leaf(&mut |leaf| {
                let tests_value = matches!(leaf, Condition::Is(..) | Condition::AtMost(..) | Condition::AtLeast(..));
                let fact = leaf.fact().filter(|_| tests_value);
                hidden = hidden.or(fact.filter(|fact| !offers || only_told(tree, fact.as_str())));
            });
        }
        if let Some(fact) = hidden {
            let message = format!("the customer may say {} whatever \"{fact}\" is", answer.quoted());
            let way = [Part::Name("answers"), Part::At(place), Part::Name("needs")];
            let help = "test it on a Check step before this one, or take the condition out";
            report.step("HIDES_CUSTOMER", id, &way, message, help);
        }
    }
}

/// Whether the fact is captured only where the customer speaks.
fn only_told(tree: &Tree, fact: &str) -> bool {
    let mut captured = tree.steps.values().filter(|step| step.captures.iter().any(|id| id == fact)).peekable();
    captured.peek().is_some() && captured.all(|step| matches!(step.kind, Kind::Say | Kind::Ask))
}

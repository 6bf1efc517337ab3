//! One test on one fact: the fact, how it is compared, and with what.

use super::{
    Site,
    group::acts,
    shape::{peeled, turned},
};
use crate::{
    exchange::condition_in_words,
    tree::{BUILT_IN_FACTS, Condition, FactId, FactKind, LimitId, Value, WARNINGS},
    ui::{
        author::inspector::{
            field::{Field, focus},
            hand::Hand,
            value::value,
        },
        widgets::{Choice, Select, SelectLook},
    },
};
use egui::Ui;

/// How a fact is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Test {
    Known,
    Is,
    AtMost,
    AtLeast,
    Within,
    Over,
}

impl Test {
    fn of(leaf: &Condition) -> Self {
        match leaf {
            Condition::Is(..) => Self::Is,
            Condition::AtMost(..) => Self::AtMost,
            Condition::AtLeast(..) => Self::AtLeast,
            Condition::Within(..) => Self::Within,
            Condition::Over(..) => Self::Over,
            _ => Self::Known,
        }
    }

    /// Whether it compares with something that has an order.
    fn orders(self) -> bool {
        matches!(self, Self::AtMost | Self::AtLeast)
    }

    fn is_against_a_limit(self) -> bool {
        matches!(self, Self::Within | Self::Over)
    }

    fn in_words(self, kind: &FactKind, is_turned: bool) -> &'static str {
        let is_moment = matches!(kind, FactKind::Date | FactKind::Time);
        match (self, is_turned) {
            (Self::Known, false) => "is known",
            (Self::Known, true) => "is not known",
            (Self::Is, false) => "is",
            (Self::Is, true) => "is not",
            (Self::AtMost, false) if is_moment => "is no later than",
            (Self::AtMost, true) if is_moment => "is later than",
            (Self::AtLeast, false) if is_moment => "is no earlier than",
            (Self::AtLeast, true) if is_moment => "is earlier than",
            (Self::AtMost, false) => "is at most",
            (Self::AtMost, true) => "is more than",
            (Self::AtLeast, false) => "is at least",
            (Self::AtLeast, true) => "is less than",
            (Self::Within, false) => "is within",
            (Self::Within, true) => "is not within",
            (Self::Over, false) => "is above",
            (Self::Over, true) => "is not above",
        }
    }
}

/// The comparisons that a fact of that kind allows.
fn tests(hand: &Hand, kind: &FactKind) -> Vec<(Test, bool)> {
    let mut tests = vec![(Test::Is, false), (Test::Is, true)];
    if matches!(kind, FactKind::Number | FactKind::Money(_) | FactKind::Date | FactKind::Time) {
        tests.extend([(Test::AtMost, false), (Test::AtMost, true), (Test::AtLeast, false), (Test::AtLeast, true)]);
    }
    if !limits(hand, kind).is_empty() {
        tests.extend([(Test::Within, false), (Test::Over, false)]);
    }
    tests.extend([(Test::Known, false), (Test::Known, true)]);
    tests
}

/// The limits that a fact of that kind can be held against, with their labels.
fn limits(hand: &Hand, kind: &FactKind) -> Vec<(LimitId, String)> {
    let own = hand.tree().limits.iter().filter(|(_, limit)| limit.kind == *kind);
    let own = own.map(|(id, limit)| {
        let most = hand.said(&limit.kind, &limit.at_most).unwrap_or_else(|_| limit.at_most.clone());
        (id.clone(), format!("{} ({most})", limit.label))
    });
    let warnings = (*kind == FactKind::Number).then(|| LimitId::new(WARNINGS).ok()).flatten();
    own.chain(warnings.map(|id| (id, "Warnings before a call may end".to_owned()))).collect()
}

/// A test of that sort on a fact, with what the old one compared with where that fits.
fn made(hand: &Hand, fact: &FactId, kind: &FactKind, test: Test, old: &Condition) -> Condition {
    let was = match old {
        Condition::Is(_, value) | Condition::AtMost(_, value) | Condition::AtLeast(_, value) => Some(value.clone()),
        _ => None,
    };
    let usual = || match kind {
        FactKind::Choice(words) => words.first().cloned().unwrap_or_default(),
        FactKind::YesNo => "yes".to_owned(),
        _ => hand.tree().facts.get(fact).and_then(|fact| fact.sample.clone()).unwrap_or_default(),
    };
    let value = || was.filter(|value| Value::read(kind, value).is_ok()).unwrap_or_else(usual);
    let limit = || {
        let limits = limits(hand, kind);
        let kept = old.limit().filter(|old| limits.iter().any(|(id, _)| id == *old)).cloned();
        kept.or_else(|| limits.into_iter().next().map(|(id, _)| id))
    };
    let fact = fact.clone();
    match test {
        Test::Known => Condition::Known(fact),
        Test::Is => Condition::Is(fact, value()),
        Test::AtMost => Condition::AtMost(fact, value()),
        Test::AtLeast => Condition::AtLeast(fact, value()),
        Test::Within => limit().map_or_else(|| Condition::Known(fact.clone()), |limit| Condition::Within(fact.clone(), limit)),
        Test::Over => limit().map_or_else(|| Condition::Known(fact.clone()), |limit| Condition::Over(fact.clone(), limit)),
    }
}

pub(super) fn leaf(ui: &mut Ui, site: &Site, way: &[usize], part: &Condition) {
    let (inner, is_turned) = peeled(part);
    let Some(fact) = inner.fact() else { return };
    let hand = site.hand;
    let look = hand.view.look;
    let kind = hand.kind(fact.as_str()).unwrap_or(FactKind::Text);
    let test = Test::of(inner);
    let put = |leaf: Condition, turns: bool| site.put(way, Some(turned(leaf, turns)));
    let violet = SelectLook::Chip(look.violet, look.violet_soft);
    let chips = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
        let ink = if hand.knows(fact.as_str()) { (look.tide, look.tide_soft) } else { (look.ember, look.ember_soft) };
        let chips = SelectLook::Chip(ink.0, ink.1);
        if let Some(other) = select(ui, hand, (site.id(way, "fact"), "Fact", hand.label(fact.as_str()), chips), |_| facts(hand)) {
            let kind = hand.kind(other.as_str()).unwrap_or(FactKind::Text);
            let fits = tests(hand, &kind).iter().any(|(known, _)| *known == test);
            let usual = if test.orders() || test.is_against_a_limit() { Test::Is } else { test };
            put(made(hand, &other, &kind, if fits { test } else { usual }, inner), is_turned);
        }
        let words = test.in_words(&kind, is_turned);
        let rows = |_: &str| {
            let tests = tests(hand, &kind).into_iter();
            tests.map(|(test, turns)| Choice::new((test, turns), test.in_words(&kind, turns))).collect()
        };
        if let Some((test, turns)) = select(ui, hand, (site.id(way, "test"), "Comparison", words, violet), rows) {
            put(made(hand, fact, &kind, test, inner), turns);
            if !matches!(test, Test::Known) && !test.is_against_a_limit() {
                focus(ui, site.id(way, "value"));
            }
        }
        if let Some(limit) = inner.limit() {
            let limits = limits(hand, &kind);
            let shown = limits.iter().find(|(id, _)| id == limit).map_or(limit.to_string(), |(_, words)| words.clone());
            let rows = |_: &str| limits.into_iter().map(|(id, words)| Choice::new(id, words)).collect();
            if let Some(limit) = select(ui, hand, (site.id(way, "limit"), "Limit", &shown, violet), rows) {
                let leaf = match test {
                    Test::Within => Condition::Within(fact.clone(), limit),
                    _ => Condition::Over(fact.clone(), limit),
                };
                put(leaf, is_turned);
            }
        }
    };
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(ui.available_width() - if hand.writes { 34.0 } else { 0.0 });
            ui.horizontal_wrapped(chips);
        });
        acts(ui, site, way, part, &condition_in_words(hand.tree(), part));
    });
    let (Condition::Is(_, plain) | Condition::AtMost(_, plain) | Condition::AtLeast(_, plain)) = inner else { return };
    ui.horizontal_wrapped(|ui| {
        ui.set_max_width(ui.available_width() - 8.0);
        let field = Field { id: site.id(way, "value"), name: "Value", text: plain, hint: "" };
        if let Some(plain) = value(ui, hand, field, &kind) {
            let leaf = match test {
                Test::AtMost => Condition::AtMost(fact.clone(), plain),
                Test::AtLeast => Condition::AtLeast(fact.clone(), plain),
                _ => Condition::Is(fact.clone(), plain),
            };
            put(leaf, is_turned);
        }
    });
}

fn select<T>(
    ui: &mut Ui,
    hand: &Hand,
    (id, name, shown, look): (egui::Id, &str, &str, SelectLook),
    rows: impl FnOnce(&str) -> Vec<Choice<T>>,
) -> Option<T> {
    Select { id, name, shown, icon: None, look, is_open_to_change: hand.writes }.show(ui, hand.view, rows)
}

/// The facts a condition may rest on: the tree's own, then the program's.
fn facts(hand: &Hand) -> Vec<Choice<FactId>> {
    let own = hand.tree().facts.iter().map(|(id, fact)| Choice::new(id.clone(), fact.label.clone()).beside(fact.kind.in_words()));
    let built_in = BUILT_IN_FACTS.iter().filter_map(|(name, label)| {
        let kind = hand.kind(name)?.in_words();
        Some(Choice::new(FactId::new(name).ok()?, *label).beside(kind))
    });
    own.chain(built_in).collect()
}

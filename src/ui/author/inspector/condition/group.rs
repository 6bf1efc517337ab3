//! Conditions joined: all of these, any of these, none of these, not all of these.

use super::{
    Site, first,
    leaf::leaf,
    shape::{and, or, peeled, turned},
};
use crate::{
    tree::Condition,
    ui::{
        author::inspector::parts::{choose, more, plus},
        widgets::Choice,
    },
};
use egui::{Stroke, Ui};

/// How the parts of a group are joined.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joined {
    All,
    Any,
    Neither,
    NotAll,
}

impl Joined {
    const WAYS: [Self; 4] = [Self::All, Self::Any, Self::Neither, Self::NotAll];

    fn of(is_all: bool, is_turned: bool) -> Self {
        match (is_all, is_turned) {
            (true, false) => Self::All,
            (false, false) => Self::Any,
            (false, true) => Self::Neither,
            (true, true) => Self::NotAll,
        }
    }

    fn in_words(self) -> &'static str {
        match self {
            Self::All => "all of these",
            Self::Any => "any of these",
            Self::Neither => "none of these",
            Self::NotAll => "not all of these",
        }
    }

    fn join(self, parts: Vec<Condition>) -> Condition {
        match self {
            Self::All => Condition::All(parts),
            Self::Any => Condition::Any(parts),
            Self::Neither => turned(Condition::Any(parts), true),
            Self::NotAll => turned(Condition::All(parts), true),
        }
    }
}

/// What can be done with a part besides changing it.
#[derive(Clone, Copy)]
enum Act {
    And,
    Or,
    Turn,
    Remove,
}

/// One part of a condition, and those in it.
pub(super) fn part(ui: &mut Ui, site: &Site, way: &[usize], part: &Condition) {
    let (inner, is_turned) = peeled(part);
    let (Condition::All(parts) | Condition::Any(parts)) = inner else {
        leaf(ui, site, way, part);
        return;
    };
    let joined = Joined::of(matches!(inner, Condition::All(_)), is_turned);
    let hand = site.hand;
    ui.horizontal(|ui| {
        ui.scope(|ui| {
            ui.set_max_width(ui.available_width() - if hand.writes { 34.0 } else { 0.0 });
            let rows = |_: &str| Joined::WAYS.map(|joined| Choice::new(joined, joined.in_words())).into();
            let chosen = choose(ui, hand, site.id(way, "joined"), "How these are joined", joined.in_words(), rows);
            if let Some(other) = chosen.filter(|chosen| *chosen != joined) {
                site.put(way, Some(other.join(parts.clone())));
            }
        });
        acts(ui, site, way, part, "this group");
    });
    let left = ui.cursor().left();
    let top = ui.cursor().top();
    ui.horizontal_top(|ui| {
        ui.add_space(10.0);
        ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            for (place, inside) in parts.iter().enumerate() {
                let way: Vec<usize> = way.iter().copied().chain([place]).collect();
                self::part(ui, site, &way, inside);
            }
            let again = if matches!(joined, Joined::All | Joined::NotAll) { "And…" } else { "Or…" };
            if plus(ui, hand, again, &format!("Add to {}", joined.in_words())) {
                let parts = parts.iter().cloned().chain([first(hand, site.step)]).collect();
                site.put(way, Some(joined.join(parts)));
            }
        });
    });
    let rule = Stroke::new(2.0, hand.view.look.violet);
    ui.painter().vline(left + 2.0, top..=ui.min_rect().bottom(), rule);
}

/// The small list of a part: join it with another, turn it round, take it out.
pub(super) fn acts(ui: &mut Ui, site: &Site, way: &[usize], part: &Condition, name: &str) {
    let rows = || {
        vec![
            Choice::new(Act::And, "And…").beside("both must hold"),
            Choice::new(Act::Or, "Or…").beside("one is enough"),
            Choice::new(Act::Turn, "Turn round").beside("not"),
            Choice::new(Act::Remove, "Take out"),
        ]
    };
    let other = || first(site.hand, site.step);
    match more(ui, site.hand, site.id(way, "more"), &format!("More for {name}"), rows) {
        Some(Act::And) => site.put(way, Some(and(part, other()))),
        Some(Act::Or) => site.put(way, Some(or(part, other()))),
        Some(Act::Turn) => {
            let (inner, is_turned) = peeled(part);
            site.put(way, Some(turned(inner.clone(), !is_turned)));
        }
        Some(Act::Remove) => site.put(way, None),
        None => {}
    }
}

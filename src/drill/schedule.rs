//! What comes back when: one card for each answer and each technique that was practised.
//!
//! FSRS underneath, in whole days and without chance: the same history gives the same days. A grade comes from the
//! drill and is never asked for.

use super::{Grade, Item, Practised, Risk, line_of};
use crate::{
    call::{Spot, Trees, hash},
    tree::{Status, StepId, TechniqueId, Tree, TreeId},
};
use chrono::{DateTime, NaiveDate, Utc};
use jiff::{ToSpan as _, civil::Date};
use rs_fsrs::{FSRS, Parameters, State};
use serde::{Deserialize, Serialize};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashSet},
    sync::Arc,
};

/// Nothing that was learned waits longer than this many days.
const LONGEST: i32 = 180;
/// Figures of memory are kept to this part, so that they are the same on every machine and after being written down.
const PARTS: f64 = 10_000.0;

/// What is known of one item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// What it is about.
    pub item: Item,
    /// What is at stake.
    pub risk: Risk,
    /// The line as it was practised last; empty for a technique.
    pub words: String,
    /// The tree it was met in last.
    pub tree: TreeId,
    /// The day it comes back.
    pub due: Date,
    /// The day it was practised last.
    pub last: Date,
    /// How it went on that day.
    pub grade: Grade,
    /// On how many days it was practised.
    pub days: u32,
    /// On how many of them it was missed.
    pub misses: u32,
    /// FSRS: for how many days it is remembered.
    stability: f64,
    /// FSRS: how hard it is, 1 to 10.
    difficulty: f64,
}

/// Every card of a trainee, by the key of its item.
pub type Cards = BTreeMap<String, Card>;

/// Takes in how an item went on a day. Twice on one day counts once: only a worse grade than the first is taken in, for
/// what was just shown is no proof of memory. What was missed comes back on the next day.
#[must_use]
pub fn review(card: Option<&Card>, practised: &Practised, today: Date) -> Card {
    let Practised { item, grade, risk, tree, words, .. } = practised.clone();
    let again_today = card.filter(|card| card.last >= today);
    if let Some(card) = again_today
        && grade >= card.grade
    {
        return Card { item, risk, words, tree, ..card.clone() };
    }
    let before = card.map_or_else(rs_fsrs::Card::default, |card| rs_fsrs::Card {
        stability: card.stability,
        difficulty: card.difficulty,
        state: State::Review,
        last_review: midnight(card.last),
        ..rs_fsrs::Card::default()
    });
    let after = FSRS::new(parameters()).next(before, midnight(today), grade.rating()).card;
    let wait = if grade == Grade::Again { 1 } else { after.scheduled_days.clamp(1, i64::from(LONGEST)) };
    let kept = |figure: f64| (figure * PARTS).round() / PARTS;
    Card {
        item,
        risk,
        words,
        tree,
        due: today.saturating_add(wait.days()),
        last: today,
        grade,
        days: card.map_or(0, |card| card.days) + u32::from(again_today.is_none()),
        misses: card.map_or(0, |card| card.misses) + u32::from(grade == Grade::Again),
        stability: kept(after.stability),
        difficulty: kept(after.difficulty),
    }
}

/// Takes in everything that was practised in one drill; of an item met more than once the worst counts.
pub fn take_in(cards: &mut Cards, practised: &[Practised], today: Date) {
    let mut worst: BTreeMap<String, &Practised> = BTreeMap::new();
    for one in practised {
        let there = worst.entry(one.item.key()).or_insert(one);
        if one.grade < there.grade {
            *there = one;
        }
    }
    for (key, one) in worst {
        let card = review(cards.get(&key), one, today);
        cards.insert(key, card);
    }
}

/// One thing that is due.
#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    /// What is known of it.
    pub card: Card,
    /// The step at which it can be practised now.
    pub at: Spot,
    /// The line has changed since it was practised last.
    pub changed: Option<Changed>,
}

/// A line before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// As it was practised.
    pub old: String,
    /// As it stands now.
    pub new: String,
}

/// What is due on a day, the riskiest first, then what was missed, then what has waited longest. What is in no tree any
/// more is left out; an answer whose line has changed is due at once.
#[must_use]
pub fn due(cards: &Cards, trees: &Trees, today: Date) -> Vec<Due> {
    let answers = Answers::new(trees);
    let mut due: Vec<Due> = cards.values().filter_map(|card| place(card, trees, &answers)).collect();
    due.retain(|due| due.changed.is_some() || due.card.due <= today);
    due.sort_by_cached_key(|due| {
        let missed = due.card.grade == Grade::Again;
        (Reverse(due.card.risk), Reverse(missed), due.card.due, due.card.item.key())
    });
    due
}

/// The next day on which something comes back after that one; what is due already does not count.
#[must_use]
pub fn next_day(cards: &Cards, today: Date) -> Option<Date> {
    cards.values().map(|card| card.due).filter(|due| *due > today).min()
}

/// The words of every answer that can be given.
struct Answers<'a>(HashSet<&'a str>);

impl<'a> Answers<'a> {
    fn new(trees: &'a Trees) -> Self {
        let offered = trees.all().map(|pinned| &pinned.tree).filter(|tree| tree.status != Status::Retired);
        let answers = offered.flat_map(|tree| tree.steps.values()).flat_map(|step| &step.answers);
        Self(answers.map(|answer| answer.when.as_str()).collect())
    }

    /// Whether an answer can still be given; the beginning of a call and a key are none.
    fn hold(&self, answer: &str) -> bool {
        answer.is_empty() || self.0.contains(answer)
    }
}

fn place(card: &Card, trees: &Trees, answers: &Answers) -> Option<Due> {
    match &card.item {
        Item::Answer { tree, step, answer, line_hash } => {
            let tree = trees.tree(tree.as_str()).filter(|tree| tree.status != Status::Retired)?;
            let (id, step) = tree.find(step.as_str())?;
            if !answers.hold(answer) {
                return None;
            }
            let at = spot(tree, id);
            let new = line_of(step);
            let changed = (hash(&new) != *line_hash).then(|| Changed { old: card.words.clone(), new });
            Some(Due { card: card.clone(), at, changed })
        }
        Item::Technique(id) => {
            let at = next_place(id, card, trees)?;
            Some(Due { card: card.clone(), at, changed: None })
        }
    }
}

/// Where a technique is practised next: in another tree than last time where one uses it, and not always at one step.
fn next_place(id: &TechniqueId, card: &Card, trees: &Trees) -> Option<Spot> {
    let uses = |tree: &Arc<Tree>| -> Vec<Spot> {
        let steps = tree.steps.iter().filter(|(_, step)| step.techniques.contains(id));
        steps.map(|(step, _)| spot(tree, step)).collect()
    };
    let offered = trees.all().map(|pinned| &pinned.tree).filter(|tree| tree.status != Status::Retired);
    let all: Vec<Spot> = offered.flat_map(uses).collect();
    let elsewhere: Vec<&Spot> = all.iter().filter(|spot| spot.tree != card.tree).collect();
    let among = if elsewhere.is_empty() { all.iter().collect() } else { elsewhere };
    let turn = card.days as usize;
    among.get(turn % among.len().max(1)).map(|spot| (*spot).clone())
}

fn spot(tree: &Tree, step: &StepId) -> Spot {
    Spot { tree: tree.id.clone(), step: step.clone() }
}

/// Days and no minutes, and no chance.
fn parameters() -> Parameters {
    Parameters { enable_short_term: false, enable_fuzz: false, maximum_interval: LONGEST, ..Parameters::default() }
}

/// A day as the scheduler's library counts it.
fn midnight(day: Date) -> DateTime<Utc> {
    let date = NaiveDate::from_ymd_opt(i32::from(day.year()), day.month().unsigned_abs().into(), day.day().unsigned_abs().into());
    date.and_then(|date| date.and_hms_opt(0, 0, 0)).map(|moment| moment.and_utc()).unwrap_or_default()
}

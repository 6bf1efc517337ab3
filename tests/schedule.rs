//! What comes back when, over simulated months.

use evenkeel::{
    call::{Pinned, Spot, Trees},
    drill::{Card, Cards, Due, Grade, Item, Practised, Risk, due, line_of, next_day, review, take_in},
    library::shipped_trees,
    tree::{Answer, StepId, TechniqueId, TreeId, read},
};
use jiff::{ToSpan as _, civil::Date, civil::date};
use proptest::prelude::*;
use std::sync::{Arc, LazyLock};

static SHIPPED: LazyLock<Trees> = LazyLock::new(shipped_trees);

const FIRST: Date = date(2027, 1, 4);

fn grades() -> impl Strategy<Value = Grade> {
    prop_oneof![Just(Grade::Again), Just(Grade::Hard), Just(Grade::Good), Just(Grade::Easy)]
}

/// A step of a shipped tree, practised after that one of the answers that lead there.
fn practised(trees: &Trees, tree: &str, step: &str, way: usize, grade: Grade) -> Practised {
    let spot = Spot { tree: TreeId::new(tree).unwrap(), step: StepId::new(step).unwrap() };
    let step = trees.step(&spot).expect("a step of a shipped tree");
    let words = answers_to(trees, &spot).get(way).cloned().unwrap_or_default();
    Practised {
        item: Item::answer(&spot, step, &words),
        grade,
        risk: Risk::of(trees, &spot),
        turn: 1,
        tree: spot.tree.clone(),
        words: line_of(step),
    }
}

/// The words of the answers of a tree that lead to one of its steps.
fn answers_to(trees: &Trees, spot: &Spot) -> Vec<String> {
    let tree = trees.tree(spot.tree.as_str()).unwrap();
    let answers = tree.steps.values().flat_map(|step| &step.answers);
    let leads_there = |answer: &&Answer| answer.to.as_ref().and_then(|to| trees.spot(&tree.id, to)).is_some_and(|to| to == *spot);
    answers.filter(leads_there).map(|answer| answer.when.clone()).collect()
}

fn technique(id: &str, tree: &str, grade: Grade) -> Practised {
    Practised {
        item: Item::Technique(TechniqueId::new(id).unwrap()),
        grade,
        risk: Risk::Ordinary,
        turn: 1,
        tree: TreeId::new(tree).unwrap(),
        words: String::new(),
    }
}

/// Every way to every step of a tree, practised with one grade.
fn every_answer(trees: &Trees, tree: &str, grade: Grade) -> Vec<Practised> {
    let steps = trees.tree(tree).unwrap().steps.keys().map(ToString::to_string);
    let ways = steps.flat_map(|step| {
        let spot = Spot { tree: TreeId::new(tree).unwrap(), step: StepId::new(&step).unwrap() };
        (0..answers_to(trees, &spot).len()).map(move |way| (step.clone(), way))
    });
    ways.map(|(step, way)| practised(trees, tree, &step, way, grade)).collect()
}

/// Reviews one card on each day it is due, with one grade, and gives the days waited.
fn waits(one: &Practised, times: usize) -> Vec<i32> {
    let mut card = review(None, one, FIRST);
    let mut waits = Vec::new();
    for _ in 0..times {
        waits.push((card.due - card.last).get_days());
        let due = card.due;
        card = review(Some(&card), one, due);
    }
    waits
}

#[test]
fn what_is_learned_waits_longer_each_time_and_never_beyond_half_a_year() {
    let trees = &*SHIPPED;
    for grade in [Grade::Good, Grade::Easy] {
        let waits = waits(&practised(trees, "billing-error", "open", 0, grade), 8);
        assert!(waits.windows(2).all(|pair| pair[0] < pair[1] || pair[1] == 180), "{grade:?}: {waits:?}");
        assert_eq!(waits.last(), Some(&180), "{grade:?}: {waits:?}");
    }
}

#[test]
fn what_was_missed_comes_back_on_the_next_day_however_well_it_was_known() {
    let trees = &*SHIPPED;
    let known = practised(trees, "billing-error", "open", 0, Grade::Easy);
    let mut card = review(None, &known, FIRST);
    for _ in 0..6 {
        let due = card.due;
        card = review(Some(&card), &known, due);
    }
    let today = card.due;
    let missed = review(Some(&card), &Practised { grade: Grade::Again, ..known.clone() }, today);
    assert_eq!(missed.due, today.tomorrow().unwrap());
    assert_eq!(missed.misses, 1);
    let mended = review(Some(&missed), &known, missed.due);
    let days = |card: &Card| (card.due - card.last).get_days();
    assert!(days(&mended) < days(&card), "it is not trusted as far as before");
}

#[test]
fn twice_on_one_day_only_the_worse_counts() {
    let trees = &*SHIPPED;
    let missed = practised(trees, "billing-error", "open", 0, Grade::Again);
    let right = Practised { grade: Grade::Easy, ..missed.clone() };
    let after_a_miss = review(None, &missed, FIRST);
    assert_eq!(review(Some(&after_a_miss), &right, FIRST), after_a_miss);
    let after_right = review(None, &right, FIRST);
    let spoiled = review(Some(&after_right), &missed, FIRST);
    assert_eq!((spoiled.due, spoiled.grade, spoiled.days), (FIRST.tomorrow().unwrap(), Grade::Again, 1));
}

#[test]
fn of_an_item_met_twice_in_one_drill_the_worst_counts() {
    let once = [technique("open-question", "billing-error", Grade::Again)];
    let thrice = [Grade::Good, Grade::Again, Grade::Easy].map(|grade| technique("open-question", "billing-error", grade));
    let (mut one, mut other) = (Cards::new(), Cards::new());
    take_in(&mut one, &once, FIRST);
    take_in(&mut other, &thrice, FIRST);
    assert_eq!(one, other);
}

/// Chance with a seed, for a simulated trainee.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f64 / f64::from(1 << 24)
    }
}

/// Half a year of sessions of eight; the trainee comes on four days of seven and finds every seventh answer hard.
fn half_a_year(trees: &Trees, seed: u64) -> (Cards, Vec<Vec<String>>) {
    let mut chance = Chance(seed);
    let mut cards = Cards::new();
    take_in(&mut cards, &every_answer(trees, "billing-error", Grade::Good), FIRST);
    let mut sessions = Vec::new();
    for number in 1..=182 {
        let today = FIRST + number.days();
        if chance.next() > 4.0 / 7.0 {
            continue;
        }
        let now: Vec<Due> = due(&cards, trees, today).into_iter().take(8).collect();
        let play = |due: &Due, chance: &mut Chance| {
            let is_hard = due.card.item.key().len() % 7 == 0;
            let knows = chance.next() < if is_hard { 0.55 } else { 0.95 };
            let grade = if knows { Grade::Good } else { Grade::Again };
            Practised {
                item: due.card.item.clone(),
                grade,
                risk: due.card.risk,
                turn: 1,
                tree: due.at.tree.clone(),
                words: due.card.words.clone(),
            }
        };
        let done: Vec<Practised> = now.iter().map(|due| play(due, &mut chance)).collect();
        take_in(&mut cards, &done, today);
        sessions.push(now.iter().map(|due| due.card.item.key()).collect());
    }
    (cards, sessions)
}

#[test]
fn over_half_a_year_hard_answers_come_more_often_and_the_rest_spread_out() {
    let trees = &*SHIPPED;
    for seed in 1..6 {
        let (cards, _) = half_a_year(trees, seed);
        let practised: Vec<&Card> = cards.values().filter(|card| card.last > FIRST).collect();
        let days = |is_hard: bool| {
            let of: Vec<f64> = practised
                .iter()
                .filter(|card| (card.item.key().len() % 7 == 0) == is_hard)
                .map(|card| f64::from(card.days))
                .collect();
            of.iter().sum::<f64>() / of.len() as f64
        };
        assert!(days(true) > 1.3 * days(false), "seed {seed}: {} against {}", days(true), days(false));
        let learned = practised.iter().filter(|card| card.misses == 0 && card.days >= 4);
        assert!(learned.clone().count() > 0, "seed {seed}");
        assert!(learned.clone().all(|card| (card.due - card.last).get_days() >= 14), "seed {seed}");
    }
}

#[test]
fn the_same_history_gives_the_same_days() {
    let trees = &*SHIPPED;
    assert_eq!(half_a_year(trees, 7), half_a_year(trees, 7));
    assert_ne!(half_a_year(trees, 7).1, half_a_year(trees, 8).1);
}

#[test]
fn the_riskiest_is_due_first_then_what_was_missed() {
    let trees = &*SHIPPED;
    let mut cards = Cards::new();
    let all = [
        practised(trees, "billing-error", "open", 0, Grade::Good),
        practised(trees, "billing-error", "listen", 0, Grade::Again),
        practised(trees, "billing-error", "refund", 0, Grade::Good),
        practised(trees, "aggressive-customer", "ending-life", 0, Grade::Good),
        practised(trees, "aggressive-customer", "threat", 0, Grade::Good),
    ];
    take_in(&mut cards, &all, FIRST);
    let due = due(&cards, trees, FIRST + 30.days());
    let steps: Vec<&str> = due.iter().map(|due| due.at.step.as_str()).collect();
    assert_eq!(steps, ["ending-life", "threat", "refund", "listen", "open"]);
    let risks: Vec<Risk> = due.iter().map(|due| due.card.risk).collect();
    assert_eq!(risks[..3], [Risk::SelfHarm, Risk::Threat, Risk::Promise]);
}

/// The shipped trees with a change in the text of one.
fn trees_with(id: &str, change: impl Fn(&str) -> String) -> Trees {
    let pinned = SHIPPED.all().cloned().collect::<Vec<_>>();
    Trees::new(pinned.into_iter().map(|pinned| {
        if pinned.tree.id == *id { Arc::new(Pinned::new(&read(&change(&pinned.text)).expect("it reads"))) } else { pinned }
    }))
}

#[test]
fn an_answer_whose_line_has_changed_is_due_at_once_with_the_old_words_beside_the_new() {
    let trees = &*SHIPPED;
    let mut cards = Cards::new();
    let first = practised(trees, "billing-error", "open", 0, Grade::Easy);
    take_in(&mut cards, &[first.clone(), practised(trees, "billing-error", "listen", 0, Grade::Easy)], FIRST);
    let tomorrow = FIRST.tomorrow().unwrap();
    assert_eq!(due(&cards, trees, tomorrow), []);
    let line = first.words.lines().next().unwrap().to_owned();
    let changed = trees_with("billing-error", |text| text.replacen(&line, "Tell me what the bill says.", 1));
    let due_now = due(&cards, &changed, tomorrow);
    assert_eq!(due_now.len(), 1);
    let words = due_now[0].changed.as_ref().expect("changed");
    assert_eq!(words.old, first.words);
    assert!(words.new.starts_with("Tell me what the bill says."), "{}", words.new);
    take_in(&mut cards, &[practised(&changed, "billing-error", "open", 0, Grade::Good)], tomorrow);
    assert_eq!(due(&cards, &changed, tomorrow), [], "practised, it is no longer changed");
}

#[test]
fn a_step_under_a_new_name_keeps_its_card_and_one_that_is_gone_is_not_asked() {
    let trees = &*SHIPPED;
    let mut cards = Cards::new();
    take_in(&mut cards, &[practised(trees, "billing-error", "open", 0, Grade::Again)], FIRST);
    let later = FIRST + 3.days();
    let renamed = trees_with("billing-error", |text| {
        let text = text.replace("\"open\"", "\"begin\"");
        text.replacen("\"begin\": Step(", "\"begin\": Step(\n            was: [\"open\"],", 1)
    });
    assert_eq!(due(&cards, &renamed, later)[0].at.step, *"begin");
    take_in(&mut cards, &[practised(trees, "billing-error", "refund", 0, Grade::Again)], FIRST);
    let Item::Answer { answer, .. } = practised(trees, "billing-error", "refund", 0, Grade::Again).item else { panic!() };
    let reworded = trees_with("billing-error", |text| text.replace(&format!("when: \"{answer}\""), "when: \"Something else\""));
    assert!(!due(&cards, &reworded, later).iter().any(|due| due.at.step == *"refund"), "{answer}");
    let without = Trees::new(trees.all().filter(|pinned| pinned.tree.id != *"billing-error").cloned());
    assert_eq!(due(&cards, &without, later), []);
}

#[test]
fn a_missed_technique_comes_back_in_another_tree() {
    let trees = &*SHIPPED;
    let mut cards = Cards::new();
    take_in(&mut cards, &[technique("open-question", "billing-error", Grade::Again)], FIRST);
    let mut seen = Vec::new();
    let mut today = FIRST;
    for _ in 0..6 {
        today = today.tomorrow().unwrap();
        let due = due(&cards, trees, today);
        assert_eq!(due.len(), 1, "{today}");
        assert_ne!(due[0].at.tree, due[0].card.tree);
        let step = trees.step(&due[0].at).expect("it is there");
        assert!(step.techniques.iter().any(|id| *id == *"open-question"));
        seen.push(due[0].at.clone());
        take_in(&mut cards, &[technique("open-question", due[0].at.tree.as_str(), Grade::Again)], today);
    }
    seen.sort();
    seen.dedup();
    assert!(seen.len() > 2, "{seen:?}");
}

#[test]
fn a_gap_leaves_no_debt_and_says_which_day_comes_next() {
    let trees = &*SHIPPED;
    let mut cards = Cards::new();
    take_in(&mut cards, &every_answer(trees, "opening", Grade::Good), FIRST);
    let soon = next_day(&cards, FIRST).expect("something comes back");
    assert!(soon > FIRST && soon <= FIRST + 5.days());
    let after_a_year = due(&cards, trees, FIRST + 365.days());
    assert_eq!(after_a_year.len(), cards.len());
    assert_eq!(next_day(&cards, FIRST + 365.days()), None);
}

proptest! {
    #[test]
    fn it_comes_back_after_today_and_within_half_a_year(history in prop::collection::vec((grades(), 0..90_i32), 1..30)) {
        let trees = &*SHIPPED;
        let (mut card, mut today): (Option<Card>, Date) = (None, FIRST);
        for (grade, gap) in history {
            today = today + gap.days();
            let next = review(card.as_ref(), &practised(trees, "billing-error", "open", 0, grade), today);
            prop_assert!(next.due > next.last && (next.due - next.last).get_days() <= 180);
            prop_assert_eq!(next.last, today);
            card = Some(next);
        }
    }

    #[test]
    fn a_better_grade_never_comes_back_sooner(history in prop::collection::vec((grades(), 1..60_i32), 0..12), gap in 1..60_i32) {
        let trees = &*SHIPPED;
        let one = |grade| practised(trees, "billing-error", "open", 0, grade);
        let (mut card, mut today): (Option<Card>, Date) = (None, FIRST);
        for (grade, gap) in history {
            card = Some(review(card.as_ref(), &one(grade), today));
            today = today + gap.days();
        }
        let today = today + gap.days();
        let days: Vec<Date> = [Grade::Again, Grade::Hard, Grade::Good, Grade::Easy].map(|grade| review(card.as_ref(), &one(grade), today).due).into();
        prop_assert!(days.windows(2).all(|pair| pair[0] <= pair[1]), "{:?}", days);
    }

    #[test]
    fn a_card_written_down_is_the_same_card(history in prop::collection::vec((grades(), 0..90_i32), 1..12)) {
        let trees = &*SHIPPED;
        let (mut card, mut today): (Option<Card>, Date) = (None, FIRST);
        for (grade, gap) in history {
            today = today + gap.days();
            card = Some(review(card.as_ref(), &practised(trees, "billing-error", "open", 0, grade), today));
        }
        let text = serde_json::to_string(&card).unwrap();
        prop_assert_eq!(serde_json::from_str::<Option<Card>>(&text).unwrap(), card);
    }
}

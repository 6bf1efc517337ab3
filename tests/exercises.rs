//! A due item as one question: what was said, and lines to choose from.

#[path = "common/rehearsal.rs"]
mod rehearsal;

use evenkeel::{
    call::{Spot, Trees},
    drill::{Cards, Due, Exercise, Grade, Item, Practised, Risk, Tried, due, line_of, take_in},
    library::{Folders, shipped_trees},
    record::PracticeStore,
    site::Settings,
    tree::{StepId, TreeId},
};
use rehearsal::{day, moment, technique};
use std::sync::{Arc, LazyLock};

static SHIPPED: LazyLock<Trees> = LazyLock::new(shipped_trees);

/// Every step of the shipped trees, practised after no answer and missed.
fn every_step() -> Cards {
    let mut all = Vec::new();
    for pinned in SHIPPED.all() {
        for (id, step) in pinned.tree.steps.iter().filter(|(_, step)| !step.say.is_empty()) {
            let spot = Spot { tree: pinned.tree.id.clone(), step: id.clone() };
            let item = Item::answer(&spot, step, "");
            all.push(Practised {
                item,
                grade: Grade::Again,
                risk: Risk::of(&SHIPPED, &spot),
                turn: 1,
                tree: spot.tree,
                words: line_of(step),
            });
        }
    }
    let mut cards = Cards::new();
    take_in(&mut cards, &all, day(0));
    cards
}

fn exercise(due: &Due, seed: u64) -> Option<Exercise> {
    Exercise::of(due, &SHIPPED, &Arc::new(Settings::default()), seed, &moment(0))
}

/// The question on one step.
fn at(tree: &str, step: &str) -> Exercise {
    let spot = Spot { tree: TreeId::new(tree).unwrap(), step: StepId::new(step).unwrap() };
    let due = due(&every_step(), &SHIPPED, day(1)).into_iter().find(|due| due.at == spot).expect("it is due");
    exercise(&due, 3).expect("a question")
}

fn own(exercise: &Exercise) -> usize {
    exercise.lines.iter().position(|line| line.from.is_own()).unwrap() + 1
}

#[test]
fn nearly_every_step_makes_a_question_with_one_right_line_in_an_order_of_its_own() {
    let due = due(&every_step(), &SHIPPED, day(1));
    let all: Vec<Exercise> = due.iter().filter_map(|due| exercise(due, 5)).collect();
    assert!(all.len() * 10 >= due.len() * 9, "{} of {}", all.len(), due.len());
    let mut places = [0; 5];
    for exercise in &all {
        assert!((2..=4).contains(&exercise.lines.len()), "{:?}", exercise.at);
        assert_eq!(exercise.lines.iter().filter(|line| line.from.is_own()).count(), 1, "{:?}", exercise.at);
        assert!(exercise.lines.iter().all(|line| !line.text.contains('{')), "{:?}", exercise.lines);
        places[own(exercise)] += 1;
    }
    assert!(places[1..4].iter().all(|count| *count * 6 > all.len()), "{places:?}");
    let again: Vec<Exercise> = due.iter().filter_map(|due| exercise(due, 5)).collect();
    assert!(all.iter().zip(&again).all(|(one, other)| one.lines == other.lines));
}

#[test]
fn right_at_once_is_good_after_a_wrong_one_it_is_missed_and_with_help_it_is_hard() {
    let grade = |act: &dyn Fn(&mut Exercise)| {
        let mut exercise = at("billing-error", "listen");
        act(&mut exercise);
        exercise.practised().map(|practised| practised.grade)
    };
    let choose_own = |exercise: &mut Exercise| {
        let number = own(exercise);
        assert_eq!(exercise.choose(number), Some(Tried::Right));
    };
    assert_eq!(grade(&|exercise| choose_own(exercise)), Some(Grade::Good));
    assert_eq!(
        grade(&|exercise| {
            exercise.show();
            choose_own(exercise);
        }),
        Some(Grade::Hard)
    );
    assert_eq!(
        grade(&|exercise| {
            let wrong = if own(exercise) == 1 { 2 } else { 1 };
            assert!(matches!(exercise.choose(wrong), Some(Tried::Wrong(why)) if !why.is_empty()));
            assert_eq!(exercise.practised(), None, "it goes on until the right line is found");
            choose_own(exercise);
            assert_eq!(exercise.choose(1), None, "then it is over");
        }),
        Some(Grade::Again)
    );
}

#[test]
fn what_was_practised_in_a_question_is_learned_and_comes_back_later() {
    let home = tempfile::tempdir().unwrap();
    let folders = Folders::choose(Some(home.path()), None, home.path(), None);
    let mut store = PracticeStore::open(&folders.practice()).unwrap();
    store.learn(&[technique("boundary", Grade::Again)], day(0)).unwrap();
    let now = due(&store.cards().unwrap(), &SHIPPED, day(1));
    let mut question = exercise(&now[0], 1).expect("a question");
    assert_eq!(question.technique.as_ref().expect("a technique").as_str(), "boundary");
    question.choose(own(&question));
    store.learn(&[question.practised().unwrap()], day(1)).unwrap();
    let cards = store.cards().unwrap();
    assert_eq!(cards.len(), 1);
    assert!(due(&cards, &SHIPPED, day(2)).is_empty());
    assert!(!due(&cards, &SHIPPED, day(30)).is_empty());
}

//! What holds of a whole drill: callers keep to their case, lessons fit their lines, days lie ahead, colleagues are others.

#[path = "common/drills.rs"]
mod drills;

use drills::{begin, begin_with, capture, go_on, now, personas, say_own, setting, site, take, tree_ids, trees};
use evenkeel::{
    call::Spot,
    drill::{Act, Cards, Drill, Exercise, Grade, Item, Phase, Player, Practised, Risk, Setting, due, line_of, take_in},
    site::Settings,
};
use std::sync::Arc;

#[test]
fn who_rang_about_a_case_of_their_own_does_not_become_another_customer() {
    for seed in 0..4 {
        for player in [Player::Ideal, Player::Middling, Player::Careless, Player::Random(seed)] {
            let mut drill = begin("aggressive-customer", "gary-whitlock", seed);
            player.play(&mut drill, &now());
            for turn in drill.turns() {
                let words = &turn.customer.words;
                assert!(!words.contains("billed twice") && !words.contains("42.10"), "{} says: {words}", turn.spot);
            }
        }
    }
}

#[test]
fn a_lesson_does_not_contradict_its_better_line() {
    let mut lessons = 0;
    for persona in personas() {
        for tree in tree_ids() {
            let mut drill = begin_with(Setting::new(tree.clone(), Arc::clone(persona), 1));
            Player::Careless.play(&mut drill, &now());
            let debrief = drill.debrief();
            let (Some(technique), Some(better)) = (debrief.technique, debrief.better) else { continue };
            lessons += 1;
            if ["clarifying-question", "open-question"].contains(&technique.as_str()) {
                assert!(better.contains('?'), "{technique} over “{better}”");
            }
        }
    }
    assert!(lessons > 5, "{lessons}");
}

#[test]
fn what_they_said_in_other_words_was_brought_out() {
    let mut drill = begin("delayed-shipment", "aisha-karim", 1);
    for _ in 0..12 {
        if drill.phase() != Phase::ToSay {
            break;
        }
        say_own(&mut drill);
        let said = drill.turns().iter().map(|turn| &turn.customer).chain([drill.customer()]);
        let is_out = said.into_iter().any(|spoken| spoken.words.to_lowercase().contains("frightened"));
        let missed = drill.debrief().missed;
        assert!(!is_out || missed.iter().all(|what| !what.contains("frightened")), "{missed:?}");
    }
}

#[test]
fn a_bad_example_lasts_some_turns() {
    for seed in 0..4 {
        let mut drill = begin("aggressive-customer", "tyler-brandt", seed);
        Player::Careless.play(&mut drill, &now());
        assert!(drill.turns().len() >= 4, "{} turns", drill.turns().len());
    }
}

#[test]
fn nobody_meets_a_colleague_of_their_own_name() {
    let site = Arc::new(Settings { agent_name: "Nadia Osei".to_owned(), ..(*site()).clone() });
    let mut drill = Drill::begin(trees(), site, setting("aggressive-customer", "gary-whitlock", 2), &now()).expect("a drill");
    let mut named = 0;
    while !matches!(drill.phase(), Phase::Over(_)) {
        let shown = drill.customer().clone();
        for fact in shown.told.iter().chain(&shown.finds).filter(|fact| fact.name == "supervisor_name") {
            assert!(!fact.shown.contains("Nadia"), "{fact:?}");
            named += 1;
        }
        let act = Player::Ideal.act(&drill, &now()).expect("something to do");
        take(&mut drill, act);
    }
    assert!(named > 0, "no supervisor was named");
}

#[test]
fn an_order_number_asked_for_with_its_reason_is_recognised_and_does_not_heat() {
    let mut drill = begin("delayed-shipment", "derek-hollis", 1);
    while drill.call().spot().step.as_str() != "order-number" {
        say_own(&mut drill);
    }
    capture(&mut drill);
    take(&mut drill, Act::Say("Could I have the order number please? It takes me straight to your parcel.".to_owned()));
    let turn = drill.turns().last().expect("a turn").clone();
    assert!(turn.moves.iter().any(|made| made.id == "DATA_REASON") && turn.heat_after <= turn.heat_before, "{:?}", turn.reasons);
    go_on(&mut drill);
}

#[test]
fn a_question_names_no_day_that_is_long_past() {
    let mut all = Vec::new();
    for pinned in trees().all() {
        for (id, step) in pinned.tree.steps.iter().filter(|(_, step)| !step.say.is_empty()) {
            let spot = Spot { tree: pinned.tree.id.clone(), step: id.clone() };
            let (item, risk) = (Item::answer(&spot, step, ""), Risk::of(trees(), &spot));
            all.push(Practised { item, grade: Grade::Again, risk, turn: 1, tree: spot.tree, words: line_of(step) });
        }
    }
    let mut cards = Cards::new();
    take_in(&mut cards, &all, now().date());
    let mut asked = 0;
    for due in due(&cards, trees(), now().date().tomorrow().expect("a day")) {
        let Some(exercise) = Exercise::of(&due, trees(), &site(), 3, &now()) else { continue };
        asked += 1;
        for line in &exercise.lines {
            let is_past = ["May 2026", "April 2026", "June 2026"].iter().any(|month| line.text.contains(month));
            assert!(!is_past, "{}: {}", due.at, line.text);
        }
        if due.at.step.as_str() == "callback" {
            let own = exercise.lines.iter().find(|line| line.from.is_own()).expect("an own line");
            assert!(!own.text.contains("20 November"), "{}", own.text);
        }
    }
    assert!(asked > 100, "{asked}");
}

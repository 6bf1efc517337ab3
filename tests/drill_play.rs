//! Drills: the same seed and the same choices give the same call, cues are met or not, and what is typed is heard.

#[path = "common/drills.rs"]
mod drills;

use drills::{begin, begin_with, capture, go_on, line, now, own_line, personas, say_own, setting, site, take, tree_ids, trees};
use evenkeel::{
    drill::{Act, Drill, Grade, Item, LineFrom, NotNow, Over, Phase, Player, Said, Setting, Strength, slip},
    tree::{AlwaysKey, Stage},
};
use proptest::prelude::*;
use std::sync::Arc;

fn played(tree: &str, who: &str, seed: u64, player: Player) -> Drill {
    let mut drill = begin(tree, who, seed);
    player.play(&mut drill, &now());
    drill
}

fn points(drill: &Drill, id: &str) -> (f32, u32) {
    let score = drill.score();
    let part = score.parts.iter().find(|part| part.id == id).unwrap_or_else(|| panic!("no part {id}"));
    (part.points, part.of)
}

#[test]
fn a_customer_opens_and_three_or_four_lines_wait() {
    for persona in personas() {
        for tree in tree_ids() {
            let drill = begin_with(Setting::new(tree.clone(), Arc::clone(persona), 5));
            assert_eq!(drill.phase(), Phase::ToSay);
            let elsewhere = persona.opens_elsewhere.values().flatten();
            let mut opens = persona.opens.iter().chain(elsewhere);
            assert!(opens.any(|words| *words == drill.customer().words), "{}", drill.customer().words);
            assert!((3..=4).contains(&drill.choices().len()), "{} on {tree}: {:?}", persona.id, drill.choices());
        }
    }
}

#[test]
fn each_turn_offers_three_or_four_different_lines_one_of_them_the_trees_own() {
    for persona in personas() {
        for tree in tree_ids() {
            for player in [Player::Ideal, Player::Random(3)] {
                let mut drill = begin_with(Setting::new(tree.clone(), Arc::clone(persona), 11));
                player.play(&mut drill, &now());
                for turn in drill.turns().iter().filter(|turn| !turn.choices.is_empty()) {
                    let at = format!("{} on {} turn {}: {:?}", persona.id, turn.spot, turn.number, turn.choices);
                    assert!((3..=4).contains(&turn.choices.len()), "{at}");
                    assert_eq!(turn.choices.iter().filter(|choice| choice.from.is_own()).count(), 1, "{at}");
                    let mut texts: Vec<&str> = turn.choices.iter().map(|choice| choice.text.as_str()).collect();
                    texts.sort_unstable();
                    texts.dedup();
                    assert_eq!(texts.len(), turn.choices.len(), "{at}");
                }
            }
        }
    }
}

#[test]
fn the_order_of_the_lines_is_the_seeds() {
    let places: Vec<usize> = (0..40).map(|seed| own_line(&begin("delayed-shipment", "derek-hollis", seed))).collect();
    for place in 1..=3 {
        assert!(places.contains(&place), "the own line never stands at {place}: {places:?}");
    }
}

#[test]
fn a_drill_comes_back_from_its_events_to_the_bit_and_through_json() {
    for player in Player::all(9) {
        let drill = played("billing-error", "priya-raman", 4, player);
        let json = serde_json::to_string(drill.events()).expect("events as JSON");
        let events: Vec<evenkeel::drill::DrillEvent> = serde_json::from_str(&json).expect("events from JSON");
        assert_eq!(events, drill.events());
        let again = Drill::from_events(trees(), site(), &events).expect("the same drill");
        assert_eq!(again.turns(), drill.turns());
        assert_eq!(again.score(), drill.score());
        assert_eq!(again.gates(), drill.gates());
        assert_eq!(again.call().events(), drill.call().events());
        assert_eq!(again.phase(), drill.phase());
    }
}

#[test]
fn events_without_a_beginning_or_that_do_not_fit_are_refused_in_words() {
    let drill = played("opening", "sandra-okoro", 1, Player::Ideal);
    let error = Drill::from_events(trees(), site(), &drill.events()[1..]).expect_err("no beginning");
    assert!(error.contains("no beginning"), "{error}");
    let mut events = drill.events().to_vec();
    events.truncate(1);
    events.push(evenkeel::drill::DrillEvent { number: 2, at: now(), what: evenkeel::drill::Happened::Did(Act::Choose(9)) });
    let error = Drill::from_events(trees(), site(), &events).expect_err("no such line");
    assert!(error.starts_with("event 2:"), "{error}");
}

#[test]
fn replay_from_any_turn_stands_where_the_call_stood() {
    let drill = played("delayed-shipment", "derek-hollis", 6, Player::Random(2));
    for turn in drill.turns() {
        let before = drill.before_turn(turn.number);
        let number = turn.number;
        assert_eq!(before.turns().len() + 1, number);
        assert_eq!(before.events(), &drill.events()[..before.events().len()]);
        if turn.said != Said::Nothing {
            assert_eq!(before.turns(), &drill.turns()[..number - 1], "turn {number}");
            assert_eq!((before.phase(), before.customer().words.as_str()), (Phase::ToSay, turn.customer.words.as_str()));
            assert!((before.heat() - turn.heat_before).abs() < 0.01);
        }
    }
}

#[test]
fn a_turn_played_again_with_another_line_goes_another_way() {
    let mut drill = begin("delayed-shipment", "derek-hollis", 6);
    let wrong = line(&drill, |choice| !choice.from.is_own()).expect("a weaker line");
    take(&mut drill, Act::Choose(wrong));
    go_on(&mut drill);
    let mut again = drill.before_turn(1);
    let own = own_line(&again);
    take(&mut again, Act::Choose(own));
    assert!(again.turns()[0].heat_after < drill.turns()[0].heat_after);
}

#[test]
fn what_is_typed_is_heard_and_can_be_meant_otherwise() {
    let mut drill = begin("delayed-shipment", "derek-hollis", 2);
    take(&mut drill, Act::Say("Glorfindel, I suppose.".to_owned()));
    let turn = &drill.turns()[0];
    assert!(turn.moves.is_empty());
    assert!(turn.reasons[0].starts_with("Not recognised"), "{:?}", turn.reasons);
    assert!((turn.heat_after - turn.heat_before).abs() < 0.01);
    take(&mut drill, Act::Meant("OPEN_Q".into()));
    let turn = &drill.turns()[0];
    assert_eq!(drill.turns().len(), 1);
    assert_eq!(turn.moves[0].id.as_str(), "OPEN_Q");
    assert!(turn.heat_after < turn.heat_before);
    assert_eq!(drill.phase(), Phase::ToHear);
    let error = drill.take(Act::Meant("OPEN".into()), &now()).expect_err("no such move");
    assert!(error.to_string().contains("did you mean OPEN_Q"), "{error}");
    let events = drill.events().to_vec();
    let again = Drill::from_events(trees(), site(), &events).expect("the same drill");
    assert_eq!(again.turns(), drill.turns());
}

#[test]
fn a_typed_line_that_stands_among_the_choices_is_that_choice() {
    let mut drill = begin("delayed-shipment", "derek-hollis", 2);
    let own = own_line(&drill);
    let text = drill.choices()[own - 1].text.to_uppercase();
    take(&mut drill, Act::Say(text));
    assert!(drill.turns()[0].said.is_own_line());
}

#[test]
fn a_wrong_recognition_is_noted_once_and_the_call_goes_the_way_that_was_given() {
    let mut drill = begin("delayed-shipment", "derek-hollis", 1);
    let own = own_line(&drill);
    take(&mut drill, Act::Choose(own));
    capture(&mut drill);
    let given = drill.given().expect("an answer");
    let right = {
        let mut right = drill.clone();
        take(&mut right, Act::Hear(given));
        right.call().spot().clone()
    };
    let wrong =
        drill.call().read(&now()).answers().iter().map(|answer| answer.number).find(|number| *number != given).expect("another");
    take(&mut drill, Act::Hear(wrong));
    assert_eq!(drill.call().spot(), &right);
    let heard = drill.turns()[0].heard.as_ref().expect("an answer");
    assert_eq!((heard.recognised, heard.first_try), (Some(wrong), Some(false)));
    let words = &drill.customer().words;
    assert!(words.contains("I said") || words.contains("again") || words.contains("once more"), "{words}");
    let (path, of) = points(&drill, "right_path");
    assert!(path < of as f32);
    let practised = drill.practised();
    say_own(&mut drill);
    assert!(practised.len() < drill.practised().len());
    let missed =
        drill.practised().into_iter().filter(|one| matches!(one.item, Item::Answer { .. })).nth(1).expect("the second line");
    assert_eq!(missed.grade, Grade::Again);
}

#[test]
fn what_cannot_be_done_now_changes_nothing_and_says_why() {
    let mut drill = begin("delayed-shipment", "derek-hollis", 1);
    let before = drill.events().len();
    let refused = |drill: &mut Drill, act: Act| drill.take(act, &now()).expect_err("refused");
    assert_eq!(refused(&mut drill, Act::Hear(1)), NotNow::SayFirst);
    assert!(matches!(refused(&mut drill, Act::Choose(0)), NotNow::NoSuchLine { .. }));
    assert!(matches!(refused(&mut drill, Act::Choose(7)), NotNow::NoSuchLine { .. }));
    assert_eq!(refused(&mut drill, Act::Say("  ".to_owned())), NotNow::Empty);
    assert_eq!(refused(&mut drill, Act::Meant("OPEN_Q".into())), NotNow::NothingMeant);
    assert_eq!(drill.events().len(), before);
    take(&mut drill, Act::Pause);
    assert_eq!(refused(&mut drill, Act::Choose(1)), NotNow::Paused);
    take(&mut drill, Act::Resume);
    take(&mut drill, Act::Choose(1));
    assert_eq!(refused(&mut drill, Act::Choose(1)), NotNow::HearFirst);
    assert!(matches!(refused(&mut drill, Act::Hear(40)), NotNow::NoSuchAnswer { .. }));
    take(&mut drill, Act::Stop);
    assert_eq!(drill.phase(), Phase::Over(Over::Stopped));
    assert_eq!(refused(&mut drill, Act::Choose(1)), NotNow::Over);
    assert!(!drill.is_finished());
}

#[test]
fn silence_leaves_the_floor_while_they_tell_it_and_is_a_gap_elsewhere() {
    let mut drill = begin("delayed-shipment", "derek-hollis", 1);
    take(&mut drill, Act::Wait);
    assert_eq!(drill.turns()[0].moves[0].id.as_str(), "SILENCE_20S");
    assert_eq!(drill.phase(), Phase::ToSay);
    say_own(&mut drill);
    let step = drill.call().trees().step(drill.call().spot()).expect("a step").stage;
    assert_eq!(step, Stage::Listen);
    take(&mut drill, Act::Wait);
    assert_eq!(drill.turns().last().expect("a turn").moves[0].id.as_str(), "LISTEN_WAIT");
}

#[test]
fn an_interruption_is_heard_whatever_line_follows() {
    let mut drill = begin("delayed-shipment", "derek-hollis", 1);
    take(&mut drill, Act::Interrupt);
    let own = own_line(&drill);
    take(&mut drill, Act::Choose(own));
    let turn = &drill.turns()[0];
    assert!(turn.interrupted && turn.heat_after > turn.heat_before);
    assert!(points(&drill, "no_interruption").0 < 4.0);
}

#[test]
fn strong_language_is_heard_only_by_those_who_chose_it() {
    let tyler = drills::persona("tyler-brandt");
    for seed in 0..12 {
        let mild = begin("aggressive-customer", "tyler-brandt", seed);
        assert!(tyler.opens.contains(&mild.customer().words));
        let strong = begin_with(Setting { language: Strength::Strong, ..setting("aggressive-customer", "tyler-brandt", seed) });
        assert!(tyler.strong.contains(&strong.customer().words));
    }
}

#[test]
fn a_slip_counts_as_it_is_declared() {
    let mut drill = begin("delayed-shipment", "derek-hollis", 1);
    let number = line(&drill, |choice| matches!(&choice.from, LineFrom::Slip(id) if slip(id).is_some_and(|slip| slip.mistake)));
    take(&mut drill, Act::Choose(number.expect("a mistake")));
    let turn = &drill.turns()[0];
    let Said::Chosen { from: LineFrom::Slip(id), .. } = &turn.said else { panic!("{:?}", turn.said) };
    let declared: Vec<&str> = slip(id).expect("a slip").moves.iter().map(|id| id.as_str()).collect();
    assert!(turn.moves.iter().all(|made| declared.contains(&made.id.as_str())));
    assert!(turn.heat_after > turn.heat_before);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn the_same_seed_and_the_same_choices_give_the_same_call(who in 0..10usize, tree in 0..8usize, seed: u64, choices in prop::collection::vec(0..9usize, 1..40)) {
        let play = || {
            let mut drill = begin_with(Setting::new(tree_ids()[tree].clone(), Arc::clone(&personas()[who]), seed));
            for choice in &choices {
                let act = match (drill.phase(), choice) {
                    (Phase::Over(_), _) => break,
                    (_, 5) => Act::Always(AlwaysKey::Supervisor),
                    (_, 6) => Act::Wait,
                    (_, 7) => Act::NoneOfThese,
                    (_, 8) => Act::Say("I hear you. What happened next?".to_owned()),
                    (Phase::ToHear, _) => Act::Hear(drill.given().unwrap_or(1)),
                    (Phase::ToSay, number) => Act::Choose(*number),
                };
                let _ = drill.take(act, &now());
                prop_assert!((0.0..=10.0).contains(&drill.heat()));
            }
            Ok(drill)
        };
        let (one, other) = (play()?, play()?);
        prop_assert_eq!(one.turns(), other.turns());
        prop_assert_eq!(one.customer(), other.customer());
        prop_assert_eq!(one.choices(), other.choices());
        prop_assert_eq!(one.call().events(), other.call().events());
        prop_assert_eq!(one.score(), other.score());
        let again = Drill::from_events(trees(), site(), one.events()).map_err(TestCaseError::fail)?;
        prop_assert_eq!(again.turns(), one.turns());
    }
}

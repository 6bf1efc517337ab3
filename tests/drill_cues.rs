//! What must be met at once, how customers leave, and the gates: insults, despair, a manager wanted, what is written down.

#[path = "common/drills.rs"]
mod drills;

use drills::{begin, go_on, now, own_line, say_own, take, tree_ids};
use evenkeel::{
    drill::{Act, Cue, Drill, GateState, Manner, Over, Phase, Player},
    tree::{AlwaysKey, Outcome},
};

fn gate(drill: &Drill, id: &str) -> GateState {
    drill.gates().into_iter().find(|gate| gate.id == id).unwrap_or_else(|| panic!("no gate {id}")).state
}

#[test]
fn an_insult_is_met_with_the_warning_and_ignored_it_heats() {
    let mut drill = begin("faulty-product", "tyler-brandt", 3);
    while !matches!(drill.customer().cue, Some(Cue::Abuse)) {
        assert!(drill.turns().len() < 6, "he never insults");
        say_own(&mut drill);
    }
    assert!(drill.cue_is_open());
    let mut ignored = drill.clone();
    let own = own_line(&ignored);
    take(&mut ignored, Act::Choose(own));
    assert!(ignored.turns().last().expect("a turn").moves.iter().any(|made| made.id.as_str() == "ABUSE_IGNORED"));
    take(&mut drill, Act::Always(AlwaysKey::Abuse));
    assert!(!drill.cue_is_open());
    let before = drill.heat();
    say_own(&mut drill);
    assert!(drill.heat() <= before - 2.5, "{before} {}", drill.heat());
    assert_eq!(drill.call().state().warnings.len(), 1);
}

/// The drill at the moment at which Jordan has said it.
fn despair(tree: &str) -> Drill {
    let mut drill = begin(tree, "jordan-pike", 2);
    while !(drill.cue_is_open() && drill.customer().cue == Some(Cue::SelfHarm)) {
        assert!(drill.turns().len() < 8 && !matches!(drill.phase(), Phase::Over(_)), "it is never said on {tree}");
        say_own(&mut drill);
    }
    drill
}

#[test]
fn talk_of_ending_ones_life_is_met_within_a_turn_or_the_gate_is_broken() {
    let mut drill = despair("delayed-shipment");
    let mut missed = drill.clone();
    take(&mut drill, Act::Always(AlwaysKey::Life));
    assert_eq!(drill.call().spot().to_string(), "aggressive-customer/ending-life");
    Player::Ideal.play(&mut drill, &now());
    assert_eq!(gate(&drill, "safety"), GateState::Passed);
    assert_eq!(drill.score().total, 100);
    assert_eq!(drill.phase(), Phase::Over(Over::Ended(Outcome::HandedOver)));
    let own = own_line(&missed);
    take(&mut missed, Act::Choose(own));
    assert!(matches!(gate(&missed, "safety"), GateState::Failed { .. }));
    assert!(missed.score().total < 60);
}

#[test]
fn asking_and_staying_in_words_gives_one_more_turn_for_the_key() {
    let mut drill = despair("delayed-shipment");
    take(&mut drill, Act::Say("I'm glad you told me, and I'm staying on the line. Are you safe right now?".to_owned()));
    assert!(!matches!(gate(&drill, "safety"), GateState::Failed { .. }));
    if let Some(given) = drill.given() {
        take(&mut drill, Act::Hear(given));
    }
    take(&mut drill, Act::Always(AlwaysKey::Life));
    assert_eq!(gate(&drill, "safety"), GateState::Passed);
}

#[test]
fn who_is_driven_out_of_patience_leaves_in_their_own_way() {
    let driven = |tree: &str, who: &str| {
        let mut drill = begin(tree, who, 1);
        for _ in 0..10 {
            if !matches!(drill.phase(), Phase::ToSay) {
                break;
            }
            take(&mut drill, Act::Say("Calm down. You should have checked that yourself.".to_owned()));
            if drill.has_gone_quiet() {
                break;
            }
            go_on(&mut drill);
        }
        drill
    };
    let tyler = driven("aggressive-customer", "tyler-brandt");
    assert_eq!((tyler.phase(), tyler.turns().len()), (Phase::Over(Over::HungUp), 1));
    for tree in tree_ids() {
        let derek = driven(tree.as_str(), "derek-hollis");
        assert!(derek.score().total < 50, "nobody is handed over rightly by being told to calm down: {}", derek.score().total);
    }
    let sandra = driven("faulty-product", "sandra-okoro");
    assert!(sandra.has_gone_quiet());
    let gary = driven("delayed-shipment", "gary-whitlock");
    let asks = |turn: &evenkeel::drill::Turn| turn.heard.as_ref().is_some_and(|heard| heard.manner == Manner::AsksForManager);
    assert!(gary.turns().iter().any(|turn| asks(turn) || turn.customer.cue == Some(Cue::Manager)), "{:?}", gary.customer());
}

#[test]
fn a_quiet_customer_is_won_back_by_who_notices_and_lost_by_who_does_not() {
    let mut drill = begin("faulty-product", "sandra-okoro", 1);
    while !drill.has_gone_quiet() {
        assert!(drill.turns().len() < 10);
        take(&mut drill, Act::Say("That's our policy. You should have read the terms.".to_owned()));
        go_on(&mut drill);
    }
    let mut noticed = drill.clone();
    take(&mut noticed, Act::Say("You've gone quiet, and no wonder. What did you lose when the freezer stopped?".to_owned()));
    assert!(!noticed.has_gone_quiet(), "{:?}", noticed.turns().last().map(|turn| &turn.moves));
    for _ in 0..8 {
        if matches!(drill.phase(), Phase::Over(_)) {
            break;
        }
        take(&mut drill, Act::Say("Right.".to_owned()));
        go_on(&mut drill);
    }
    assert_eq!(drill.phase(), Phase::Over(Over::Lost));
}

#[test]
fn a_manager_refused_twice_breaks_the_gate() {
    let mut drill = begin("delayed-shipment", "derek-hollis", 1);
    take(&mut drill, Act::Say("There's no manager available.".to_owned()));
    go_on(&mut drill);
    assert!(!matches!(gate(&drill, "manager"), GateState::Failed { .. }));
    take(&mut drill, Act::Say("My manager will only tell you the same.".to_owned()));
    assert!(matches!(gate(&drill, "manager"), GateState::Failed { turn: 2, .. }));
}

#[test]
fn hanging_up_without_the_warnings_breaks_the_gate_and_ends_the_call() {
    let mut drill = begin("delayed-shipment", "derek-hollis", 1);
    say_own(&mut drill);
    take(&mut drill, Act::End(Outcome::EndedEarly));
    assert!(matches!(gate(&drill, "disconnect"), GateState::Failed { .. }));
    assert_eq!(drill.phase(), Phase::Over(Over::EndedByTrainee(Outcome::EndedEarly)));
}

#[test]
fn a_card_number_in_a_note_and_a_sum_beyond_the_limit_break_their_gates() {
    let mut drill = begin("delayed-shipment", "derek-hollis", 1);
    take(&mut drill, Act::Note("pays with 4111 1111 1111 1111".to_owned()));
    assert!(matches!(gate(&drill, "card"), GateState::Failed { .. }));
    let mut drill = begin("billing-error", "priya-raman", 1);
    take(&mut drill, Act::Say("I'll give you £500 for the trouble.".to_owned()));
    assert!(matches!(gate(&drill, "authority"), GateState::Failed { turn: 1, .. }));
    let mut drill = begin("billing-error", "priya-raman", 1);
    take(&mut drill, Act::Note("rings about the bill".to_owned()));
    assert_eq!(gate(&drill, "card"), GateState::Passed);
    assert_eq!(gate(&drill, "complaint"), GateState::DidNotComeUp);
}

//! How customers answer what was said: nobody presupposes what was not said, and counts and asides are spoken as people speak.

#[path = "common/drills.rs"]
mod drills;

use drills::{begin, begin_with, capture, go_on, now, own_line, personas, say_own, setting, take, tree_ids, trees};
use evenkeel::{
    drill::{Act, Drill, LineFrom, Model, Phase, Player, Said, Setting, slips},
    tree::{AlwaysKey, Kind},
};
use std::sync::Arc;

#[test]
fn a_weaker_line_breaks_no_gate_by_itself() {
    for slip in slips().iter().filter(|slip| !slip.mistake) {
        let by_move = slip.moves.iter().filter_map(|id| Model::shipped().get(id.as_str())).find_map(|rule| rule.gate.clone());
        assert_eq!((&slip.gate, by_move), (&None, None), "{}", slip.id);
    }
}

#[test]
fn whoever_listens_to_despair_without_asking_has_one_more_turn() {
    let mut drill = begin("billing-error", "jordan-pike", 1);
    while drill.call().spot().step.as_str() != "ending-life" {
        say_own(&mut drill);
    }
    assert!(drill.cue_waits_for_a_line() && !drill.cue_is_open());
    take(&mut drill, Act::Say("I understand how you must feel.".to_owned()));
    go_on(&mut drill);
    say_own(&mut drill);
    let safety = drill.gates().into_iter().find(|gate| gate.id == "safety").expect("the gate");
    assert!(!safety.is_failed(), "{safety:?}");
    assert!(!drill.cue_waits_for_a_line());
}

#[test]
fn a_cue_waits_for_the_key_until_the_call_is_at_its_step() {
    let mut drill = begin("faulty-product", "tyler-brandt", 3);
    while !drill.cue_is_open() {
        assert!(drill.turns().len() < 6, "he never insults");
        say_own(&mut drill);
    }
    assert!(!drill.cue_waits_for_a_line());
    take(&mut drill, Act::Always(AlwaysKey::Abuse));
    assert!(!drill.cue_is_open() && !drill.cue_waits_for_a_line());
}

#[test]
fn a_reason_names_the_fact_that_was_missing_from_the_trees_own_line() {
    let mut named = 0;
    for persona in personas().iter().filter(|persona| persona.protocol.is_none()) {
        for tree in tree_ids() {
            let mut drill = begin_with(Setting::new(tree.clone(), Arc::clone(persona), 2));
            // The own line every time, and nothing captured.
            while matches!(drill.phase(), Phase::ToSay) && drill.turns().len() < 30 {
                let number = own_line(&drill);
                take(&mut drill, Act::Choose(number));
                while let (Phase::ToHear, Some(given)) = (drill.phase(), drill.given()) {
                    take(&mut drill, Act::Hear(given));
                }
            }
            for turn in drill.turns().iter().filter(|turn| turn.said.is_own_line()) {
                let is_whole = !turn.said.text().contains('[');
                let tells = turn.reasons.iter().filter(|reason| reason.contains("missing from the line")).count();
                assert!(tells == usize::from(!is_whole), "{}: {:?}", turn.said.text(), turn.reasons);
                named += tells;
            }
        }
    }
    assert!(named > 20, "{named}");
}

#[test]
fn what_a_hand_over_brings_is_not_on_screen_before_it_was_made() {
    let mut brought = 0;
    for persona in personas() {
        for tree in tree_ids() {
            let mut drill = begin_with(Setting::new(tree.clone(), Arc::clone(persona), 1));
            while !matches!(drill.phase(), Phase::Over(_)) {
                let step = trees().step(drill.call().spot()).cloned().expect("a step");
                let has_decision = drill.customer().finds.iter().any(|found| found.name == "decision");
                if matches!(step.kind, Kind::Escalate { .. }) {
                    assert!(!has_decision || drill.phase() == Phase::ToHear, "{} at {}", persona.id, drill.call().spot());
                    brought += usize::from(has_decision);
                }
                let act = Player::Ideal.act(&drill, &now()).expect("something to do");
                take(&mut drill, act);
            }
        }
    }
    assert!(brought > 0, "no decision was ever brought");
}

#[test]
fn a_typed_line_that_tells_nothing_draws_no_question_about_what_it_told() {
    let presumes = ["in writing", "promise that", "take so long", "going to take", "believe it when", "had better be"];
    for persona in personas().iter().filter(|persona| persona.protocol.is_none()) {
        for tree in tree_ids() {
            for line in ["Right.", "I understand."] {
                let mut drill = begin_with(Setting::new(tree.clone(), Arc::clone(persona), 3));
                while matches!(drill.phase(), Phase::ToSay) && drill.turns().len() < 24 {
                    let is_typed = drill.turns().len() % 2 == 1;
                    capture(&mut drill);
                    let act = if is_typed { Act::Say(line.to_owned()) } else { Act::Choose(own_line(&drill)) };
                    take(&mut drill, act);
                    go_on(&mut drill);
                }
                for turn in drill.turns().iter().filter(|turn| matches!(turn.said, Said::Typed { .. })) {
                    let Some(heard) = &turn.heard else { continue };
                    let answer = heard.when.to_lowercase();
                    let at = format!("{} at {}: “{line}” -> {}", persona.id, turn.spot, heard.when);
                    assert!(!presumes.iter().any(|words| answer.contains(words)), "{at}");
                }
            }
        }
    }
}

/// Every customer's words in calls of the ideal and the middling player.
fn spoken() -> Vec<(String, String, String)> {
    let mut all = Vec::new();
    for persona in personas() {
        for tree in tree_ids() {
            for player in [Player::Ideal, Player::Middling] {
                let mut drill = begin_with(Setting::new(tree.clone(), Arc::clone(persona), 1));
                player.play(&mut drill, &now());
                let id = persona.id.to_string();
                all.extend(
                    drill.turns().iter().map(|turn| (id.clone(), turn.customer.words.clone(), turn.customer.aside.clone())),
                );
            }
        }
    }
    all
}

#[test]
fn customers_count_as_people_do_and_asides_go_on_in_small_letters() {
    for (who, words, aside) in spoken() {
        let is_counted =
            (0..10).any(|count| words.contains(&format!("{count} times")) || words.contains(&format!(" {count} calls")));
        assert!(!is_counted, "{who}: {words}");
        let again = aside.split("; ").skip(1).find(|part| part.starts_with(char::is_uppercase));
        assert_eq!(again, None, "{who}: {aside}");
    }
}

#[test]
fn whoever_was_told_no_hour_speaks_of_none_and_the_decision_is_one_that_can_be_said() {
    let mut drill = begin("delayed-shipment", "aisha-karim", 1);
    Player::Ideal.play(&mut drill, &now());
    let mut said = String::new();
    for turn in drill.turns() {
        assert!(!turn.customer.words.contains("by six") || said.contains("by six"), "{}", turn.customer.words);
        said += turn.said.text();
    }
    let aisha = setting("delayed-shipment", "aisha-karim", 1).persona;
    assert!(aisha.finds.get("decision").is_some_and(|decision| decision.starts_with("send ")), "it stands after “agreed to”");
}

#[test]
fn nobody_praises_what_was_not_offered_after_being_sent_on() {
    for seed in 0..4 {
        let mut drill = begin("delayed-shipment", "derek-hollis", seed);
        Player::Middling.play(&mut drill, &now());
        is_never_pleased_by_a_mistake(&drill);
    }
}

fn is_never_pleased_by_a_mistake(drill: &Drill) {
    for (turn, next) in drill.turns().iter().zip(&drill.turns()[1..]) {
        let is_weak = matches!(turn.said, Said::Chosen { from: LineFrom::Slip(_), .. });
        let is_pleased = ["That's good", "That'll do", "Grand."].iter().any(|words| next.customer.words.starts_with(words));
        assert!(!(is_weak && is_pleased), "“{}” -> “{}”", turn.said.text(), next.customer.words);
    }
}

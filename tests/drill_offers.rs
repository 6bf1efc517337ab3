//! What customers make of an offer: a day that comes too late pleases nobody, and nobody names what was not offered.

#[path = "common/drills.rs"]
mod drills;

use drills::{begin, capture, go_on, own_line, say_own, take};
use evenkeel::drill::{Act, Drill, Phase};

/// Says own lines up to a step.
fn up_to(drill: &mut Drill, step: &str) {
    while drill.call().spot().step.as_str() != step {
        assert!(drill.turns().len() < 40, "never came to {step}");
        say_own(drill);
    }
}

fn answered(drill: &mut Drill, line: &str) -> (f32, f32, String, Vec<String>) {
    capture(drill);
    take(drill, Act::Say(line.to_owned()));
    let turn = drill.turns().last().expect("a turn");
    (turn.heat_before, turn.heat_after, drill.customer().words.clone(), turn.reasons.clone())
}

#[test]
fn a_day_after_the_one_they_need_it_by_does_not_please() {
    for who in ["aisha-karim", "derek-hollis"] {
        let mut drill = begin("delayed-shipment", who, 1);
        say_own(&mut drill);
        let (before, after, words, reasons) = answered(&mut drill, "It will be with you on Monday 30 November at four.");
        assert!(after >= before - 0.6, "{who}: {before} -> {after}: {reasons:?} “{words}”");
        assert!(reasons.iter().any(|reason| reason.contains("too late")), "{who}: {reasons:?}");
        assert!(!words.contains("That works") && !words.contains("Grand"), "{who}: {words}");
    }
}

#[test]
fn a_day_on_which_it_still_helps_is_not_refused_as_too_late() {
    let mut drill = begin("delayed-shipment", "derek-hollis", 1);
    up_to(&mut drill, "remedy-over");
    let line = "I can send a new bike that is with you on Friday, or I can give you the money back. Which do you want?";
    let (before, after, words, reasons) = answered(&mut drill, line);
    assert!(after < before, "{reasons:?}");
    assert!(!words.contains("That isn't it") && !words.contains("too late"), "{words}");
}

#[test]
fn nobody_names_an_offer_that_was_not_made() {
    for seed in 0..3 {
        for who in ["aisha-karim", "derek-hollis"] {
            let mut drill = begin("delayed-shipment", who, seed);
            let mut said = String::new();
            while drill.turns().len() < 30 && drill.phase() == Phase::ToSay {
                capture(&mut drill);
                let number = own_line(&drill);
                take(&mut drill, Act::Choose(number));
                said += &drill.turns().last().map(|turn| turn.said.text().to_lowercase()).unwrap_or_default();
                let words = drill.customer().words.to_lowercase();
                for named in ["chemist", "by six", "that comes tuesday"] {
                    assert!(!words.contains(named) || said.contains(named), "{who}: {words}");
                }
                go_on(&mut drill);
            }
        }
    }
}

//! What follows a wrong reading of an answer: people say it again in their own words, and who has hung up says nothing.

#[path = "common/drills.rs"]
mod drills;

use drills::{begin, begin_with, capture, own_line, personas, say_own, take, tree_ids, trees};
use evenkeel::{
    drill::{Act, Drill, Phase, Setting},
    tree::Kind,
};
use std::sync::Arc;

/// Reads the answer wrongly: the next number, or none of these.
fn read_wrongly(drill: &mut Drill) {
    let given = drill.given().expect("an answer");
    let answers = drill.call().read(&drills::now()).answers();
    let other = answers.iter().find(|answer| answer.number != given).map_or(0, |answer| answer.number);
    take(drill, Act::Hear(other));
}

#[test]
fn after_a_wrong_reading_nobody_speaks_the_words_of_the_screen() {
    let mut corrections = 0;
    for persona in personas() {
        for tree in tree_ids() {
            let mut drill = begin_with(Setting::new(tree.clone(), Arc::clone(persona), 2));
            while drill.turns().len() < 14 && !matches!(drill.phase(), Phase::Over(_)) {
                if drill.phase() == Phase::ToSay {
                    capture(&mut drill);
                    let number = own_line(&drill);
                    take(&mut drill, Act::Choose(number));
                    continue;
                }
                let before = drill.customer().clone();
                let when =
                    drill.turns().last().and_then(|turn| turn.heard.as_ref()).map(|heard| heard.when.clone()).expect("heard");
                let step = drill.call().spot().clone();
                read_wrongly(&mut drill);
                if drill.phase() != Phase::ToSay {
                    continue;
                }
                let after = drill.customer();
                let at = format!("{} at {step}: {when}: {:?} -> {:?}", persona.id, before.words, after.words);
                if before.words.is_empty() {
                    assert!(after.words.is_empty(), "{at}");
                } else if !after.words.is_empty() {
                    let last = after
                        .words
                        .trim_end_matches(['.', '!', '?', '…'])
                        .rsplit(['.', '!', '?', ':'])
                        .next()
                        .expect("a sentence");
                    let is_own = before.words.contains(last.trim());
                    assert!(is_own && !after.words.contains("What I said was"), "{at}");
                    assert!(!after.words.contains("No. No") && after.words.split(' ').count() <= 25, "{at}");
                    corrections += 1;
                }
                assert!(when.contains('“') || !after.words.contains(&when) || before.words.contains(&when), "{at}");
            }
        }
    }
    assert!(corrections > 100, "{corrections}");
}

#[test]
fn who_has_hung_up_speaks_no_more_and_the_call_goes_the_way_of_a_hang_up() {
    let mut gone = 0;
    for persona in personas() {
        for tree in tree_ids() {
            for is_right in [true, false] {
                let mut drill = begin_with(Setting::new(tree.clone(), Arc::clone(persona), 2));
                let mut has_hung_up = false;
                while drill.turns().len() < 60 && !matches!(drill.phase(), Phase::Over(_)) {
                    if drill.phase() == Phase::ToSay {
                        capture(&mut drill);
                        let bad = drill.choices().iter().position(|choice| !choice.from.is_own()).map(|at| at + 1);
                        let is_upward =
                            matches!(trees().step(drill.call().spot()).map(|step| &step.kind), Some(Kind::Escalate { .. }));
                        let number = bad.filter(|_| is_upward).unwrap_or_else(|| own_line(&drill));
                        take(&mut drill, Act::Choose(number));
                    } else {
                        let heard = drill.turns().last().and_then(|turn| turn.heard.as_ref()).expect("heard");
                        let hangs_up = heard.when.to_lowercase().ends_with("hangs up");
                        let given = drill.given().expect("an answer");
                        if hangs_up && !is_right {
                            read_wrongly(&mut drill);
                        } else {
                            take(&mut drill, Act::Hear(given));
                        }
                        has_hung_up |= hangs_up;
                        gone += usize::from(hangs_up);
                        if hangs_up && !is_right {
                            assert!(drill.customer().words.is_empty(), "{}: {:?}", persona.id, drill.customer());
                        }
                        continue;
                    }
                    if has_hung_up {
                        let at = drill.call().spot();
                        assert!(drill.customer().words.is_empty(), "{} at {at}: {}", persona.id, drill.customer().words);
                        assert!(drill.customer().told.is_empty(), "{} at {at} tells", persona.id);
                    }
                }
            }
        }
    }
    assert!(gone > 0, "nobody hung up");
}

#[test]
fn what_they_answer_in_words_is_not_read_off_the_screen() {
    let mut drill = begin("billing-error", "gary-whitlock", 2);
    for _ in 0..20 {
        if drill.phase() != Phase::ToSay {
            break;
        }
        say_own(&mut drill);
        let spoken = drill.customer();
        assert!(!spoken.aside.contains("or there is more"), "{spoken:?}");
    }
}

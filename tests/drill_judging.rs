//! What a trainer would say of judged lines and of the answers to them: nothing false is told, and nobody presupposes.

#[path = "common/drills.rs"]
mod drills;

use drills::{begin, begin_with, go_on, now, own_line, personas, say_own, take, tree_ids, trees};
use evenkeel::{
    drill::{Act, Drill, GateState, Hearing, LineFrom, MoveId, Persona, Phase, Player, Said, Setting, Standing, When, hear},
    tree::{Kind, Mood, Stage, Step},
};
use std::{collections::BTreeSet, sync::Arc};

/// What is heard in a line in the middle of a heated call about a bike and a freezer.
fn heard(line: &str) -> Hearing {
    let concerns: BTreeSet<String> = ["bike", "freezer", "food", "bill"].map(str::to_owned).into();
    let step = Step::new(Kind::Ask, Stage::Act, "x");
    let mut standing = Standing::new(&step, Mood::Heated, &concerns, &[]);
    standing.holds =
        vec![When::Acknowledged, When::NotConfirmed, When::AfterFix, When::NoApologyYet, When::DespairHeard, When::Warm];
    hear(line, &standing)
}

fn made(line: &str) -> Vec<String> {
    heard(line).moves.iter().map(MoveId::to_string).collect()
}

fn gate(drill: &Drill, id: &str) -> GateState {
    drill.gates().into_iter().find(|gate| gate.id == id).unwrap_or_else(|| panic!("no gate {id}")).state
}

fn says(drill: &mut Drill, line: &str) {
    take(drill, Act::Say(line.to_owned()));
    go_on(drill);
}

/// Jordan at the moment at which an answer of the tree says it.
fn despair() -> Drill {
    let mut drill = begin("billing-error", "jordan-pike", 1);
    while drill.call().spot().step.as_str() != "ending-life" {
        assert!(drill.turns().len() < 8, "it is never said");
        say_own(&mut drill);
    }
    drill
}

#[test]
fn whoever_ignores_despair_fails_although_the_call_has_come_to_the_right_step() {
    for line in [
        "I am not trained for that sort of thing. Shall we look at your bill?",
        "You don't mean that.",
        "Right, how would you like to pay?",
        "It can't be as bad as all that.",
        "You'll feel better tomorrow.",
        "Everyone has days like that.",
        "Noted.",
    ] {
        let mut drill = despair();
        says(&mut drill, line);
        assert!(matches!(gate(&drill, "safety"), GateState::Failed { .. }), "{line}");
        let heard = drill.turns().iter().filter_map(|turn| turn.heard.as_ref());
        assert!(heard.clone().all(|heard| heard.when != "Safe for now"), "{line}: {:?}", heard.collect::<Vec<_>>());
        assert!(drill.score().parts.iter().any(|part| part.id == "noticed" && part.points < 1.0), "{line}");
    }
}

#[test]
fn despair_is_met_by_asking_by_staying_or_by_the_trees_own_line() {
    let own = {
        let drill = despair();
        drill.choices()[own_line(&drill) - 1].text.clone()
    };
    for line in [own.as_str(), "Are you safe where you are?", "Thank you for telling me. I'm not going to hang up."] {
        let mut drill = despair();
        says(&mut drill, line);
        assert_eq!(gate(&drill, "safety"), GateState::Passed, "{line}");
        let mut later = drill.clone();
        says(&mut later, "Well, about your account: shall we carry on?");
        assert!(matches!(gate(&later, "safety"), GateState::Failed { .. }), "back to the business after “{line}”");
    }
}

#[test]
fn a_full_boundary_is_nothing_else_beside() {
    for line in [
        "I'm happy to help, and I need you to speak to me respectfully while I do.",
        "I want to help, so please speak to me with respect.",
        "I want to sort this out. Please don't call me thick, though. Let's get you back in.",
    ] {
        assert_eq!(made(line), ["BOUNDARY"], "{line}");
    }
    let staying = heard("Thank you for telling me. I'm not going to hang up. Are you safe where you are?");
    assert!(staying.made("STAYS") && !staying.made("BOUNDARY_THREAT"), "{:?}", staying.moves);
}

#[test]
fn a_weak_sorry_is_no_insult_and_an_owned_one_is_no_stock() {
    for line in ["Sorry for any inconvenience.", "I'm sorry for the inconvenience this has caused you and your daughter."] {
        let mut drill = begin("delayed-shipment", "derek-hollis", 1);
        says(&mut drill, line);
        assert_eq!(gate(&drill, "insult"), GateState::Passed, "{line}");
        assert!(!heard(line).made("GOODWILL") && !heard(line).made("GOODWILL_EARLY"), "{line}");
    }
    assert_eq!(made("You were promised a credit and it never came. That's our failure, and I apologise."), ["OWN_SORRY"]);
    assert_eq!(made("We gave you two dates and kept neither."), ["OWN_SORRY"]);
    assert_eq!(made("I'm sorry the freezer failed and took the food with it."), ["EMP_SPECIFIC"]);
    assert_eq!(made("You obviously didn't read the letter we sent."), ["BLAME"]);
}

#[test]
fn a_past_day_in_an_apology_is_no_promise_and_a_name_owns_nothing() {
    for line in ["I am sorry that call never came on Tuesday.", "I'm sorry nobody rang you back on Friday."] {
        assert_eq!(made(line), ["OWN_SORRY"], "{line}");
    }
    let both = heard("I am sorry that call never came on Tuesday. I'll ring you myself today at four.");
    assert!(both.made("OWN_SORRY") && both.made("TIME_EXACT"), "{:?}", both.moves);
    assert!(!heard("My name is Robin, and who am I speaking to?").made("OWN_SORRY"));
}

#[test]
fn help_the_behaviour_and_what_follows_are_a_boundary() {
    let line = "I want to help. If you insult me again I will end this call.";
    assert_eq!(made(line), ["BOUNDARY"]);
    assert_eq!(made("If you insult me again I will end this call."), ["BOUNDARY_THREAT"]);
    let mut drill = begin("aggressive-customer", "tyler-brandt", 1);
    says(&mut drill, line);
    assert!(
        drill.turns()[0].reasons.iter().all(|reason| !reason.starts_with("Not recognised")),
        "{:?}",
        drill.turns()[0].reasons
    );
}

#[test]
fn whoever_is_sent_on_tells_it_again_to_somebody_new() {
    let mut drill = begin("delayed-shipment", "gary-whitlock", 1);
    says(&mut drill, "I'll transfer you.");
    assert!(drill.turns()[0].reasons.iter().any(|reason| reason.ends_with("to somebody new.")), "{:?}", drill.turns()[0].reasons);
}

#[test]
fn a_bad_line_is_heard_as_one() {
    for (line, id) in [
        ("Yeah, yeah, you've said that already.", "INTERRUPT"),
        ("Shut it and listen.", "INSULT"),
        ("Speak English please.", "PROTECTED_REMARK"),
        ("I can't see any previous calls, so I doubt you rang.", "CONTRADICT"),
        ("I don't believe my colleague said that.", "CONTRADICT"),
        ("There isn't anyone above me today.", "MANAGER_REFUSED"),
        ("My manager's on leave, so you're stuck with me.", "MANAGER_REFUSED"),
        ("I could slip you the cash if you keep it between us.", "ABOVE_AUTHORITY"),
    ] {
        assert!(heard(line).made(id), "{line}: {:?}", made(line));
    }
}

#[test]
fn no_reason_is_told_that_is_not_so() {
    for (line, id) in [
        ("Which line troubles you?", "HOLD_ASKED"),
        ("So nobody else can see it, I do a short check first. Is that all right?", "PARA_RIGHT"),
        ("I'll ring you on Friday to hear that it's sorted.", "EMP_SPECIFIC"),
        ("So £84.50 is on the bill, where you'd counted on a single 84.50. Is that right?", "TIME_EXACT"),
        ("Could I have the order number when you're ready?", "TIME_VAGUE"),
        ("Right, I've made a note of that.", "OWNER_VAGUE"),
    ] {
        assert!(!heard(line).made(id), "{line}: {:?}", made(line));
    }
    // The tree's own lines: an exact time has a day, an hour or a length in it.
    for who in ["priya-raman", "derek-hollis", "jordan-pike"] {
        let mut drill = begin("billing-error", who, 3);
        Player::Ideal.play(&mut drill, &now());
        for turn in drill.turns().iter().filter(|turn| turn.moves.iter().any(|made| made.id == "TIME_EXACT")) {
            let line = turn.said.text();
            let times = ["day", "November", "December", "hour", "minute", " by ", "tomorrow", "morning"];
            assert!(times.iter().any(|time| line.contains(time)), "{who}: {line}");
        }
    }
}

#[test]
fn a_floor_is_spoken_of_once_and_a_day_lifts_it_in_the_same_turn() {
    let mut drill = begin("billing-error", "priya-raman", 1);
    for _ in 0..9 {
        if !matches!(drill.phase(), Phase::ToSay) {
            break;
        }
        says(&mut drill, "You were charged twice for the bill. That's our failure, and I'm putting it right myself.");
    }
    let reasons: Vec<&String> =
        drill.turns().iter().flat_map(|turn| &turn.reasons).filter(|reason| reason.contains("does not come below")).collect();
    let once: BTreeSet<&String> = reasons.iter().copied().collect();
    assert_eq!(reasons.len(), once.len(), "{reasons:?}");
    let mut drill = begin("billing-error", "priya-raman", 1);
    for _ in 0..8 {
        says(&mut drill, "I'm sending the second 84.50 back now, and I'll ring you on Monday at four.");
        let turn = drill.turns().last().expect("a turn");
        let is_dated = turn.moves.iter().any(|made| made.id == "TIME_EXACT");
        assert!(!(is_dated && turn.reasons.iter().any(|reason| reason.contains("with a day"))), "{:?}", turn.reasons);
        if !matches!(drill.phase(), Phase::ToSay) {
            break;
        }
    }
}

#[test]
fn nobody_comes_to_a_case_that_is_not_theirs() {
    for persona in personas() {
        for tree in tree_ids() {
            for player in [Player::Ideal, Player::Random(5)] {
                let mut drill = begin_with(Setting::new(tree.clone(), Arc::clone(persona), 1));
                player.play(&mut drill, &now());
                let mut last = tree.to_string();
                for turn in drill.turns() {
                    let here = turn.spot.tree.to_string();
                    let begins = matches!(turn.stage, Stage::Open | Stage::Listen | Stage::Acknowledge | Stage::Confirm);
                    let has_case = trees().tree(&here).is_some_and(|tree| persona.has_a_case_for(tree));
                    let at = format!("{} from {tree} to {}", persona.id, turn.spot);
                    assert!(here == last || !begins || has_case || here == "follow-up-call" || here == tree.as_str(), "{at}");
                    last = here;
                }
            }
        }
    }
}

#[test]
fn who_rings_the_opening_about_a_bill_comes_to_bills() {
    for seed in 0..6 {
        let mut drill = begin("opening", "margaret-doyle", seed);
        Player::Ideal.play(&mut drill, &now());
        assert!(drill.turns().iter().any(|turn| turn.spot.tree.as_str() == "billing-error"), "seed {seed}");
    }
}

#[test]
fn after_a_line_that_heated_nobody_agrees_confirms_or_is_handed_over() {
    for persona in personas() {
        for tree in tree_ids() {
            let mut drill = begin_with(Setting::new(tree.clone(), Arc::clone(persona), 5));
            Player::Careless.play(&mut drill, &now());
            for turn in drill.turns() {
                let Some(heard) = &turn.heard else { continue };
                let is_hot = turn.moves.iter().any(|made| made.counted && made.heat >= 1.0);
                let presumes = ["Yes", "Agrees", "Accepts", "Takes the", "Supervisor says", "“Exactly”"];
                let at = format!("{} on {}: “{}” -> {}", persona.id, turn.spot, turn.said.text(), heard.when);
                assert!(!is_hot || !presumes.iter().any(|words| heard.when.starts_with(words)), "{at}");
            }
        }
    }
}

#[test]
fn where_no_answer_fits_what_was_said_the_customer_says_so_and_the_step_stands() {
    let mut stood = 0;
    for persona in personas().iter().filter(|persona| persona.protocol.is_none()) {
        for tree in tree_ids() {
            let mut drill = begin_with(Setting::new(tree.clone(), Arc::clone(persona), 1));
            Player::Random(4).play(&mut drill, &now());
            for (turn, next) in drill.turns().iter().zip(&drill.turns()[1..]) {
                if turn.heard.is_none() && matches!(turn.said, Said::Chosen { .. }) && next.customer.cue.is_none() {
                    let at = format!("{} on {tree}, turn {}", persona.id, turn.number);
                    assert!(turn.spot == next.spot || turn.stage == Stage::Close || turn.stage == Stage::Learn, "{at}");
                    assert!(!next.customer.words.is_empty() || !next.customer.aside.is_empty(), "{at}");
                    stood += 1;
                }
            }
        }
    }
    assert!(stood > 10, "{stood}");
}

/// What stands in a fact is said by the agent, too.
#[test]
fn no_fact_that_stands_in_a_line_speaks_in_the_first_person() {
    let is_in_a_line = |name: &str| {
        trees().all().any(|pinned| {
            pinned.tree.steps.iter().any(|(_, step)| {
                let lines = [Mood::Calm, Mood::Heated].into_iter().flat_map(|mood| step.lines(mood).cloned().collect::<Vec<_>>());
                lines.into_iter().any(|line| line.contains(&format!("{{{name}}}")))
            })
        })
    };
    let first = ["i", "i'm", "i'd", "i'll", "me", "my", "mine", "myself"];
    let facts =
        |persona: &Arc<Persona>| persona.facts.iter().map(|(name, value)| (name.to_string(), value.clone())).collect::<Vec<_>>();
    for persona in personas() {
        for (name, value) in facts(persona) {
            let words = value.to_lowercase().replace('’', "'");
            let is_first = words.split(|c: char| !c.is_alphanumeric() && c != '\'').any(|word| first.contains(&word));
            assert!(!is_first || !is_in_a_line(&name), "{} says {name}: {value}", persona.id);
        }
    }
}

#[test]
fn nobody_tells_name_or_number_before_anybody_asks() {
    for persona in personas() {
        for tree in tree_ids() {
            let mut drill = begin_with(Setting::new(tree.clone(), Arc::clone(persona), 2));
            Player::Ideal.play(&mut drill, &now());
            let turns = drill.turns();
            for (before, after) in turns.iter().zip(&turns[1..]) {
                let asked =
                    trees().step(&before.spot).map(|step| step.captures.iter().map(ToString::to_string).collect::<Vec<_>>());
                // Who is asked who they are may say it in their own words.
                let is_check = before.stage == Stage::Check;
                for told in after.customer.told.iter().filter(|told| matches!(told.name.as_str(), "customer_name" | "phone")) {
                    assert!(
                        is_check || asked.iter().flatten().any(|name| *name == told.name),
                        "{} at {}: {}",
                        persona.id,
                        before.spot,
                        told.name
                    );
                }
            }
        }
    }
}

#[test]
fn the_own_line_is_not_known_by_its_length() {
    let (mut longest, mut all) = (0, 0);
    for persona in personas().iter().filter(|persona| persona.protocol.is_none()) {
        for tree in tree_ids() {
            let mut drill = begin_with(Setting::new(tree.clone(), Arc::clone(persona), 7));
            Player::Ideal.play(&mut drill, &now());
            for turn in drill.turns().iter().filter(|turn| !turn.choices.is_empty()) {
                let length = |is_own: bool| {
                    let those = turn.choices.iter().filter(|choice| choice.from.is_own() == is_own);
                    those.map(|choice| choice.text.chars().count()).max().unwrap_or(0)
                };
                all += 1;
                longest += usize::from(length(true) > length(false));
            }
        }
    }
    assert!(longest * 2 <= all, "the own line is the longest in {longest} of {all} turns");
}

#[test]
fn whoever_has_spoken_of_despair_is_offered_only_what_belongs_to_it() {
    let mut drill = despair();
    while matches!(drill.phase(), Phase::ToSay) {
        for choice in drill.choices() {
            let LineFrom::Slip(id) = &choice.from else { continue };
            let slip = evenkeel::drill::slip(id).expect("a slip");
            assert!(slip.when.contains(&When::DespairHeard), "at {}: {}", drill.call().spot(), choice.text);
        }
        say_own(&mut drill);
    }
}

#[test]
fn what_could_get_no_hotter_did_not_stand_still_and_a_warning_shows_the_better_line() {
    let mut drill = begin_with(Setting { start_heat: Some(10.0), ..drills::setting("delayed-shipment", "gary-whitlock", 1) });
    says(&mut drill, "Don't be ridiculous.");
    let title = drill.debrief().title;
    assert!(title.starts_with("Where it could get no hotter"), "{title}");
    let mut shown = 0;
    for tree in tree_ids() {
        for seed in 0..6 {
            let mut drill = begin(tree.as_str(), "derek-hollis", seed);
            Player::Random(seed).play(&mut drill, &now());
            for turn in drill.turns() {
                let Said::Chosen { from: LineFrom::Avoid { swap }, .. } = turn.said else { continue };
                let better = trees().step(&turn.spot).map(|step| step.avoid[swap].but.clone()).expect("a step");
                let reason = turn.moves.iter().find(|made| made.id == "AGAINST_ADVICE").map(|made| made.reason.clone());
                if let Some(reason) = reason.filter(|_| !better.contains('{')) {
                    shown += 1;
                    assert!(reason.contains(&better), "{reason}");
                }
            }
        }
    }
    assert!(shown > 0, "no line of the kind was met");
}

//! What a drill comes to: points, the debrief, a call that follows, and what no single line wins.

#[path = "common/drills.rs"]
mod drills;

use drills::{begin, begin_with, go_on, now, own_line, personas, say_own, setting, take};
use evenkeel::{
    drill::{Act, Drill, Grade, Level, Over, Phase, Player, Setting},
    tree::{Mood, Outcome},
};
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
fn help_costs_points_where_the_script_is_not_shown_and_makes_the_grade_hard() {
    let helped = |level: Level| {
        let mut drill = begin_with(Setting { level, ..setting("delayed-shipment", "derek-hollis", 1) });
        take(&mut drill, Act::ShowScript);
        say_own(&mut drill);
        drill
    };
    let cost = |drill: &Drill| drill.score().parts.iter().find(|part| part.id == "help").map(|part| part.points);
    assert_eq!(cost(&helped(Level::Shown)), None);
    assert_eq!(cost(&helped(Level::Faded)), Some(-2.0));
    assert_eq!(helped(Level::Faded).practised()[0].grade, Grade::Hard);
}

#[test]
fn a_promise_nobody_can_keep_costs_three_degrees_in_the_call_that_follows() {
    let mut drill = begin("delayed-shipment", "aisha-karim", 1);
    assert!(drill.follow_up().is_none());
    take(&mut drill, Act::Say("I guarantee it will be there tomorrow at noon.".to_owned()));
    let follow = drill.follow_up().expect("a scene that follows");
    assert_eq!(follow.tree.as_str(), "follow-up-call");
    assert_eq!(follow.start_heat, Some(9.0));
    assert!((begin_with(follow).heat() - 9.0).abs() < 0.01);
}

#[test]
fn the_mood_of_the_call_follows_the_heat() {
    let mut drill = begin("delayed-shipment", "derek-hollis", 1);
    assert_eq!(drill.call().state().mood, Mood::Heated);
    while drill.heat() >= 6.0 {
        say_own(&mut drill);
    }
    assert_eq!(drill.call().state().mood, Mood::Calm);
}

#[test]
fn the_debrief_stands_at_the_turn_where_it_heated_most_with_the_better_line_and_what_it_would_have_given() {
    let mut drill = begin("delayed-shipment", "derek-hollis", 1);
    say_own(&mut drill);
    let own = drill.choices()[own_line(&drill) - 1].text.clone();
    take(&mut drill, Act::Say("You should have checked the tracking.".to_owned()));
    go_on(&mut drill);
    let debrief = drill.debrief();
    assert_eq!(debrief.turn, Some(2));
    assert_eq!(debrief.better.as_deref(), Some(own.as_str()));
    let better = debrief.better_heat.expect("its heat");
    assert!(better < debrief.heat_before && debrief.heat_after > debrief.heat_before, "{debrief:?}");
    assert!(debrief.title.starts_with("Where it heated"), "{}", debrief.title);
    assert!(!debrief.why.is_empty() && debrief.technique.is_some() && debrief.goal.starts_with("Next time"));
    let mut again = drill.before_turn(2);
    let number = own_line(&again);
    take(&mut again, Act::Choose(number));
    assert!((again.heat() - better).abs() < 0.01);
}

#[test]
fn a_right_hand_over_costs_no_points_and_one_that_was_forced_does() {
    let right = played("aggressive-customer", "gary-whitlock", 2, Player::Ideal);
    assert_eq!(right.phase(), Phase::Over(Over::Ended(Outcome::HandedOver)));
    assert!(right.gates().iter().all(|gate| !gate.is_failed()), "{:?}", right.gates());
    assert!(right.score().total >= 90);
    assert_eq!(points(&right, "goal"), (10.0, 10));
    assert_eq!(points(&right, "recap"), (4.0, 4));
    let forced = played("billing-error", "priya-raman", 1, Player::Careless);
    assert!(forced.score().total < 60, "{}", forced.score().total);
}

#[test]
fn who_wants_a_manager_gives_one_try_to_somebody_who_named_the_missed_call_first() {
    let reached = |first: Option<&str>| {
        let mut drill = begin("aggressive-customer", "gary-whitlock", 2);
        if let Some(first) = first {
            take(&mut drill, Act::Say(first.to_owned()));
            go_on(&mut drill);
        }
        while drill.call().spot().step.as_str() != "supervisor-asked" {
            say_own(&mut drill);
        }
        let number = own_line(&drill);
        take(&mut drill, Act::Choose(number));
        let given = drill.given().expect("an answer");
        drill.call().read(&now()).answers()[given - 1].when.clone()
    };
    assert_eq!(reached(None), "“No. Your manager, now.”");
    let named = "We told you a manager would ring on Tuesday, and nobody did. I'm sorry, that was our failure.";
    assert_eq!(reached(Some(named)), "“All right, one thing”");
}

#[test]
fn the_parts_of_a_score_are_the_six_sections_and_add_up() {
    for (tree, who) in
        [("delayed-shipment", "derek-hollis"), ("billing-error", "margaret-doyle"), ("return-policy", "victor-lindqvist")]
    {
        for player in Player::all(3) {
            let score = played(tree, who, 2, player).score();
            let of: u32 = score.parts.iter().map(|part| part.of).sum();
            assert_eq!(of, 100);
            let sum: f32 = score.parts.iter().map(|part| part.points).sum();
            assert_eq!(score.total, sum.round().clamp(0.0, 100.0) as u32);
            for part in &score.parts {
                assert!(!part.why.is_empty() && part.points <= part.of as f32 && part.points >= 0.0, "{part:?}");
            }
        }
    }
}

#[test]
fn one_line_said_again_and_again_wins_no_call() {
    let lines = [
        "I understand how frustrating this must be for you.",
        "I hear how fed up you are. I'm sorry, that was our mistake, and I'm putting it right by Friday at four.",
        "So the bike was due on Wednesday and it hasn't come. Is that right?",
        "We can either send the money back now or send a new one today. Which would you prefer?",
    ];
    for text in lines {
        for persona in personas().iter().filter(|persona| persona.protocol.is_none()) {
            let mut drill = begin_with(Setting::new(
                evenkeel::tree::TreeId::new("delayed-shipment").expect("a name"),
                Arc::clone(persona),
                1,
            ));
            for _ in 0..60 {
                match drill.phase() {
                    Phase::Over(_) => break,
                    Phase::ToSay => take(&mut drill, Act::Say(text.to_owned())),
                    Phase::ToHear => go_on(&mut drill),
                }
            }
            assert!(drill.score().total < 80, "{} is won by “{text}”: {}", persona.id, drill.score().total);
        }
    }
}

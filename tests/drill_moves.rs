//! Moves: the model reads its own examples, slips read as they are declared, and calls warm and cool as they should.

#[path = "common/drills.rs"]
mod drills;

use drills::personas;
use evenkeel::{
    check::words::{ByName, Moment},
    drill::{Hearing, Manners, Model, MoveId, Standing, Stock, Temper, When, hear, slips, try_slips},
    tree::{Kind, Line, Mood, Stage, Step},
};
use proptest::prelude::*;
use std::collections::BTreeSet;

const EARLY: [When; 5] = [When::NotAcknowledged, When::NotConfirmed, When::BeforeFix, When::NoApologyYet, When::Warm];
const NAMED: [When; 5] = [When::Acknowledged, When::NotConfirmed, When::BeforeFix, When::NoApologyYet, When::Warm];
const LATE: [When; 7] = [
    When::Acknowledged,
    When::Confirmed,
    When::AfterFix,
    When::ApologyBefore,
    When::EmpathyBefore,
    When::DespairHeard,
    When::NotIdentified,
];
const MENDED: [When; 5] = [When::Acknowledged, When::Confirmed, When::AfterFix, When::NoApologyYet, When::NotIdentified];

/// What is heard in a line, in a call about a bike that was due on Wednesday.
fn heard(line: &str, stage: Stage, holds: &[When]) -> Hearing {
    let concerns: BTreeSet<String> = ["bike", "wednesday", "fed up", "birthday"].map(str::to_owned).into();
    let step = Step::new(Kind::Ask, stage, "x");
    let mut standing = Standing::new(&step, Mood::Heated, &concerns, &[]);
    standing.holds = holds.to_vec();
    hear(line, &standing)
}

fn ids(hearing: &Hearing) -> Vec<&str> {
    hearing.moves.iter().map(MoveId::as_str).collect()
}

#[test]
fn model_manners_slips_and_stock_can_be_read() {
    Model::try_shipped().unwrap_or_else(|error| panic!("{error}"));
    Manners::try_shipped().unwrap_or_else(|error| panic!("{error}"));
    Stock::try_shipped().unwrap_or_else(|error| panic!("{error}"));
    try_slips().unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn every_rule_and_sign_a_move_is_read_from_is_there() {
    let lexicon = evenkeel::check::words::Lexicon::shipped();
    let model = Model::shipped();
    let is_there = |name: &str| {
        lexicon.rule(name).is_some()
            || lexicon.credits().iter().any(|credit| credit.id == name)
            || model.signs().credits().iter().any(|sign| sign.id == name)
    };
    for rule in model.moves() {
        for name in rule.read.iter().flat_map(|reads| reads.rules.iter().chain(&reads.signs).chain(&reads.and).chain(&reads.not))
        {
            assert!(is_there(name), "{} is read from {name}, which is nowhere", rule.id);
        }
    }
}

#[test]
fn every_sign_is_heard_in_its_good_lines_and_in_none_of_its_bad_ones() {
    let signs = Model::shipped().signs();
    let mut faults = Vec::new();
    for sign in signs.credits() {
        let lines = sign.good.iter().map(|line| (line, true)).chain(sign.bad.iter().map(|line| (line, false)));
        for (line, wanted) in lines {
            if signs.judge(line, Moment::default(), &ByName).credits.contains(&sign.id.as_str()) != wanted {
                faults.push(format!("{} {}: {line}", sign.id, if wanted { "missed" } else { "false alarm" }));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_move_is_heard_in_its_own_examples() {
    let mut faults = Vec::new();
    for rule in Model::shipped().moves() {
        for line in &rule.good {
            let stage = if rule.id.as_str() == "LISTEN_WAIT" { Stage::Listen } else { Stage::Act };
            let hearing = heard(line, stage, &NAMED);
            if !hearing.made(rule.id.as_str()) {
                faults.push(format!("{} in {line}: {:?}", rule.id, ids(&hearing)));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_slip_typed_word_for_word_is_heard_as_it_is_declared() {
    let mut faults = Vec::new();
    for slip in slips() {
        let filled = Line::new(&slip.say).filled(|name| Some(if name == "agent_name" { "Robin" } else { "lamp" }.to_owned()));
        let wanted = slip.moves.iter().filter(|id| {
            let rule = Model::shipped().get(id.as_str()).unwrap_or_else(|| panic!("{}: no move {id}", slip.id));
            !rule.read.is_empty()
        });
        let wanted: Vec<&str> = wanted.map(MoveId::as_str).collect();
        let reads = |holds: &[When]| {
            let hearing = heard(&filled, slip.stages[0], holds);
            wanted.iter().all(|id| hearing.made(id))
        };
        if ![&EARLY[..], &NAMED, &LATE, &MENDED].into_iter().any(reads) {
            faults.push(format!("{} {:?}: {filled} {:?}", slip.id, wanted, ids(&heard(&filled, slip.stages[0], &NAMED))));
        }
    }
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), slips().len(), faults.join("\n"));
}

#[test]
fn typed_lines_are_heard_as_a_coach_would_hear_them() {
    let lines: [(&str, Stage, &[When], &[&str]); 24] = [
        ("I can hear how worried you are about the bike.", Stage::Acknowledge, &EARLY, &["EMP_SPECIFIC"]),
        ("I understand how frustrating this must be for you.", Stage::Acknowledge, &EARLY, &["EMP_GENERIC"]),
        ("I understand.", Stage::Acknowledge, &EARLY, &["EMP_GENERIC"]),
        ("What's your order number?", Stage::Open, &EARLY, &["DATA_FIRST"]),
        ("What is the best number for you?", Stage::FollowUp, &MENDED, &[]),
        ("So the bike was due on Wednesday and it hasn't come. Is that right?", Stage::Confirm, &NAMED, &["PARA_RIGHT"]),
        ("So what I'm hearing is that you want a new phone. Have I got that right?", Stage::Confirm, &NAMED, &["PARA_WRONG"]),
        ("We lost your parcel. I'm sorry, and I'm sending a new one today.", Stage::Own, &NAMED, &["OWN_SORRY"]),
        ("I'm sorry you feel that way.", Stage::Own, &NAMED, &["NON_APOLOGY"]),
        ("I'll ring you on Friday at 4 pm to tell you where it is.", Stage::Act, &MENDED, &["TIME_EXACT", "FOLLOW_UP"]),
        ("We'll sort it out in a few days.", Stage::Act, &MENDED, &["TIME_VAGUE"]),
        ("Trust me, it will definitely be there.", Stage::Act, &MENDED, &["OVER_PROMISE"]),
        ("I can refund it now, or send a new one tomorrow. Which would you prefer?", Stage::Offer, &MENDED, &["OPTIONS_2"]),
        ("I can't do that.", Stage::Offer, &MENDED, &["NO_OPTION"]),
        ("I can't refund it today, but what I can do is put it on your next bill.", Stage::Offer, &MENDED, &["LIMIT_HONEST"]),
        ("That's our policy.", Stage::Offer, &MENDED, &["POLICY"]),
        ("You should have checked the email.", Stage::Act, &MENDED, &["BLAME"]),
        ("Calm down, please.", Stage::Listen, &EARLY, &["CALM_DOWN"]),
        ("I'm bringing in my supervisor, Nadia. I'll tell her everything first.", Stage::Act, &MENDED, &["XFER_WARM"]),
        ("I'll put you through to billing.", Stage::Act, &MENDED, &["XFER_COLD"]),
        ("No, my manager is busy.", Stage::Act, &MENDED, &["MANAGER_REFUSED"]),
        ("I want to help you. Please stop the insults so I can.", Stage::Listen, &NAMED, &["BOUNDARY"]),
        ("Is there anything I've missed?", Stage::Recap, &MENDED, &["CHECK_GOAL"]),
        ("Asdf qwer.", Stage::Act, &MENDED, &[]),
    ];
    for (line, stage, holds, wanted) in lines {
        let hearing = heard(line, stage, holds);
        for id in wanted {
            assert!(hearing.made(id), "{line}: {:?}, not {id}", ids(&hearing));
        }
        if wanted.is_empty() {
            assert_eq!(ids(&hearing), Vec::<&str>::new(), "{line}");
        }
        let hot = |id: &&MoveId| Model::shipped().get(id.as_str()).is_some_and(|rule| rule.heat > 0.0);
        let is_wanted_hot = wanted.iter().any(|id| Model::shipped().get(id).is_some_and(|rule| rule.heat > 0.0));
        if !is_wanted_hot {
            assert_eq!(hearing.moves.iter().find(hot), None, "{line}");
        }
    }
}

/// The heat after moves, one turn each; the floors go as they would in a call.
fn heat_after(temper: &mut Temper, persona: &evenkeel::drill::Persona, turns: &[&[&str]]) -> f32 {
    for turn in turns {
        let moves: Vec<MoveId> = turn.iter().map(|id| MoveId::from(*id)).collect();
        temper.take(Model::shipped(), persona, &moves);
        if turn.contains(&"PARA_RIGHT") {
            temper.confirm();
        }
        if turn.contains(&"TIME_EXACT") {
            temper.date();
        }
    }
    temper.heat()
}

const GOOD: [&[&str]; 11] = [
    &["BOUNDARY"],
    &["OPEN_Q", "LISTEN_WAIT"],
    &["EMP_SPECIFIC"],
    &["PARA_RIGHT"],
    &["OWN_SORRY"],
    &["OPTIONS_2"],
    &["TIME_EXACT"],
    &["XFER_WARM"],
    &["RECAP", "CHECK_GOAL"],
    &["FOLLOW_UP"],
    &["THANKS"],
];
const MIDDLING: [&[&str]; 6] = [&["EMP_GENERIC"], &["STACKED_Q"], &["PARA_RIGHT"], &["TIME_VAGUE"], &["TELLS_STEPS"], &["RECAP"]];
const BAD: [&[&str]; 4] =
    [&["BLAME", "DATA_FIRST"], &["CALM_DOWN", "CONTRADICT"], &["POLICY", "NON_APOLOGY"], &["XFER_COLD", "NO_OPTION"]];

#[test]
fn good_calls_end_near_nought_middling_ones_between_and_bad_ones_boil_over_within_four_moves_for_everybody() {
    for persona in personas() {
        let temper = || Temper::of(persona, None);
        let good = heat_after(&mut temper(), persona, &GOOD);
        assert!(good <= 2.0, "{}: a good call ends at {good}", persona.id);
        let middling = heat_after(&mut temper(), persona, &MIDDLING);
        assert!((1.5..=7.5).contains(&middling), "{}: a middling call ends at {middling}", persona.id);
        let bad = heat_after(&mut temper(), persona, &BAD);
        assert!(bad > 9.0, "{}: a bad call comes to {bad}", persona.id);
    }
}

#[test]
fn nobody_is_won_over_by_one_line() {
    for persona in personas() {
        for line in [&["EMP_SPECIFIC"][..], &["OPTIONS_2"], &["OWN_SORRY"], &["LISTEN_WAIT"], &["STAYS", "ASKS_SAFE"]] {
            let heat = heat_after(&mut Temper::of(persona, None), persona, &[line; 20]);
            assert!(heat >= 2.0, "{}: {line:?} twenty times gives {heat}", persona.id);
        }
    }
}

#[test]
fn the_floors_give_way_one_after_the_other() {
    let persona = &personas()[0];
    let mut temper = Temper::of(persona, None);
    assert_eq!(temper.floor().map(|(heat, _)| heat), Some(3.0));
    heat_after(&mut temper, persona, &[&["EMP_SPECIFIC"], &["PARA_RIGHT"]]);
    assert_eq!(temper.floor().map(|(heat, _)| heat), Some(2.0));
    heat_after(&mut temper, persona, &[&["TIME_EXACT"]]);
    assert_eq!(temper.floor(), None);
}

#[test]
fn a_repair_gives_the_next_good_move_half_as_much_again() {
    let persona = &personas()[0];
    let usual = heat_after(&mut Temper::of(persona, Some(9.0)), persona, &[&["BLAME"], &["EMP_SPECIFIC"]]);
    let repaired = heat_after(&mut Temper::of(persona, Some(9.0)), persona, &[&["BLAME"], &["REPAIR"], &["EMP_SPECIFIC"]]);
    let of_repair = heat_after(&mut Temper::of(persona, Some(9.0)), persona, &[&["BLAME"], &["REPAIR"]]);
    assert!(of_repair - repaired > 10.0 - usual, "{usual} {of_repair} {repaired}");
}

#[test]
fn the_own_floor_of_a_customer_holds_until_its_move_is_made() {
    let tyler = drills::persona("tyler-brandt");
    let calm = &["EMP_SPECIFIC", "PARA_RIGHT", "TIME_EXACT"][..];
    let without = heat_after(&mut Temper::of(&tyler, None), &tyler, &[calm; 8]);
    assert!((without - 4.0).abs() < 0.01, "{without}");
    let with = heat_after(&mut Temper::of(&tyler, None), &tyler, &[&["BOUNDARY"], calm, &["OPTIONS_2"], &["OWN_SORRY"]]);
    assert!(with < 4.0, "{with}");
}

proptest! {
    #[test]
    fn heat_stays_within_its_bounds_whatever_is_done(
        who in 0..10usize,
        start in 0.0f32..12.0,
        turns in prop::collection::vec(prop::collection::vec(0..60usize, 0..4), 0..60),
    ) {
        let persona = &personas()[who];
        let model = Model::shipped();
        let mut temper = Temper::of(persona, Some(start));
        for turn in turns {
            let moves: Vec<MoveId> = turn.iter().filter_map(|at| Some(model.moves().get(*at)?.id.clone())).collect();
            let before = temper.heat();
            let change = temper.take(model, persona, &moves);
            prop_assert!((0.0..=10.0).contains(&temper.heat()));
            prop_assert!(change.counted.len() <= 2);
            let (floor, holds) = temper.floor().map_or((0.0, false), |(floor, _)| (floor, true));
            prop_assert!(!holds || temper.heat() >= floor.min(before));
        }
    }
}

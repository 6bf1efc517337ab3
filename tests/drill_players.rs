//! Players of drills: on every shipped tree with every customer the ideal one passes, the careless one fails, chance lies between.

#[path = "common/drills.rs"]
mod drills;

use drills::{begin_with, now, personas, site, tree_ids};
use evenkeel::{
    call::{Pinned, Trees},
    drill::{Act, Drill, Over, Persona, Phase, Player, Said, Setting},
    tree::{TreeId, read},
};
use proptest::prelude::*;
use std::sync::Arc;

const PASS: u32 = 80;

fn play(tree: &TreeId, persona: &Arc<Persona>, seed: u64, player: Player) -> Drill {
    let mut drill = begin_with(Setting::new(tree.clone(), Arc::clone(persona), seed));
    player.play(&mut drill, &now());
    drill
}

fn has_failed(drill: &Drill) -> bool {
    drill.gates().iter().any(evenkeel::drill::Gate::is_failed)
}

#[test]
fn the_ideal_player_scores_ninety_or_more_and_passes_all_gates_with_everybody_on_every_tree() {
    for persona in personas() {
        for tree in tree_ids() {
            for seed in 0..2 {
                let drill = play(&tree, persona, seed, Player::Ideal);
                let at = format!("{} on {tree}, seed {seed}", persona.id);
                assert!(matches!(drill.phase(), Phase::Over(Over::Ended(_))), "{at}: {:?}", drill.phase());
                assert!(drill.score().total >= 90, "{at}: {:?}", drill.score());
                assert!(!has_failed(&drill), "{at}: {:?}", drill.gates());
                assert!(drill.turns().len() <= 40, "{at}: {} turns", drill.turns().len());
            }
        }
    }
}

#[test]
fn at_home_the_ideal_player_leaves_a_cool_customer_and_the_middling_one_a_warm_one() {
    for persona in personas().iter().filter(|persona| persona.protocol.is_none()) {
        for home in persona.trees.iter().filter_map(|tree| TreeId::new(tree).ok()) {
            let end = |player| {
                let ends: Vec<f32> = (0..3).map(|seed| play(&home, persona, seed, player).heat()).collect();
                ends.iter().sum::<f32>() / ends.len() as f32
            };
            let (ideal, middling) = (end(Player::Ideal), end(Player::Middling));
            assert!(ideal <= 3.0, "{} on {home}: {ideal}", persona.id);
            assert!(ideal <= middling && middling <= 7.5, "{} on {home}: {ideal} {middling}", persona.id);
        }
    }
}

#[test]
fn the_careless_player_fails_with_everybody_on_every_tree_and_boils_them_over() {
    for persona in personas() {
        for tree in tree_ids() {
            let drill = play(&tree, persona, 1, Player::Careless);
            let at = format!("{} on {tree}", persona.id);
            assert!(drill.score().total < PASS, "{at}: {:?}", drill.score());
            // A call of three turns is over before it can boil.
            let is_short = drill.turns().len() < 4;
            assert!(is_short || drill.heat_curve().peak >= 8.0, "{at}: {:?}", drill.heat_curve());
            assert!(matches!(drill.phase(), Phase::Over(_)), "{at}");
        }
    }
}

#[test]
fn a_player_by_chance_lies_between_the_careless_and_the_ideal() {
    for persona in personas().iter().filter(|persona| persona.protocol.is_none()) {
        let mean = |player: &dyn Fn(u64) -> Player| {
            let trees = tree_ids();
            let scores = trees.iter().flat_map(|tree| (0..2).map(move |seed| (tree, seed)));
            let scores: Vec<u32> = scores.map(|(tree, seed)| play(tree, persona, seed, player(seed)).score().total).collect();
            scores.iter().sum::<u32>() as f32 / scores.len() as f32
        };
        let (ideal, chance, careless) = (mean(&|_| Player::Ideal), mean(&Player::Random), mean(&|_| Player::Careless));
        assert!(careless < chance && chance < ideal, "{}: {careless} {chance} {ideal}", persona.id);
    }
}

#[test]
fn whom_the_ideal_player_meets_speaks_in_words_at_nearly_every_turn() {
    let (mut spoken, mut all) = (0, 0);
    for persona in personas() {
        for tree in tree_ids() {
            let drill = play(&tree, persona, 3, Player::Ideal);
            let turns = drill.turns().iter().filter(|turn| !turn.said.text().is_empty() && !turn.customer.is_silent);
            for turn in turns {
                all += 1;
                spoken += usize::from(!turn.customer.words.is_empty());
            }
        }
    }
    assert!(spoken * 100 >= all * 97, "{spoken} of {all}");
}

/// A tree of a few steps, as odd as a text can make one: loops, conditions nobody can meet, ends without lines.
fn odd_tree(steps: &[(usize, usize, bool, Vec<(usize, usize)>)]) -> String {
    const KINDS: [&str; 7] = [
        "Say",
        "Ask",
        "Do",
        "Check",
        "Escalate(to: \"Lead\", why: \"Asked\", nobody_free: \"s0\")",
        "End(Resolved)",
        "End(HandedOver)",
    ];
    const STAGES: [&str; 8] = ["Open", "Listen", "Acknowledge", "Confirm", "Check", "Offer", "Act", "Close"];
    const ANSWERS: [&str; 9] = [
        "Yes",
        "No, or there is more",
        "“Get me your manager”",
        "Glorps",
        "The red one",
        "Names a day",
        "Insults me",
        "Nobody picks up",
        "Is ours",
    ];
    let step = |(at, (kind, stage, has_line, answers)): (usize, &(usize, usize, bool, Vec<(usize, usize)>))| {
        let say = if *has_line { "say: [\"Line of {day}.\"]," } else { "" };
        let answer = |(number, (words, to)): (usize, &(usize, usize))| {
            let needs = if words % 4 == 3 { ", needs: Is(\"fault\", \"ours\")" } else { "" };
            format!("Answer(when: \"{} {number}\", to: \"s{}\"{needs}),", ANSWERS[words % ANSWERS.len()], to % steps.len())
        };
        let answers: String = if *kind >= 5 { String::new() } else { answers.iter().enumerate().map(answer).collect() };
        format!(
            "\"s{at}\": Step(kind: {}, stage: {}, title: \"S{at}\", {say} captures: [\"fault\", \"day\"], answers: [{answers}]),",
            KINDS[kind % KINDS.len()],
            STAGES[stage % STAGES.len()]
        )
    };
    let steps: String = steps.iter().enumerate().map(step).collect();
    format!(
        "Tree(format: 1, id: \"odd\", title: \"Odd\", language: \"en-GB\", status: Live, start: \"s0\", facts: {{ \
         \"fault\": Fact(label: \"Fault\", kind: Choice([\"ours\", \"theirs\"])), \"day\": Fact(label: \"Day\", kind: Date, latest: Days(5)) }}, \
         steps: {{ {steps} }})"
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn on_no_tree_does_the_customer_get_stuck_or_go_on_for_ever(
        steps in prop::collection::vec((0..7usize, 0..8usize, any::<bool>(), prop::collection::vec((0..9usize, 0..8usize), 0..4)), 1..8),
        who in 0..10usize,
        seed: u64,
        captures: bool,
    ) {
        let text = odd_tree(&steps);
        let document = read(&text).map_err(|error| TestCaseError::fail(format!("{error:?}")))?;
        let trees = Trees::new([Arc::new(Pinned::new(&document))]);
        let setting = Setting::new(TreeId::new("odd").expect("a name"), Arc::clone(&personas()[who]), seed);
        let Ok(mut drill) = Drill::begin(&trees, site(), setting, &now()) else { return Ok(()) };
        let mut acts = 0;
        while !matches!(drill.phase(), Phase::Over(_)) {
            acts += 1;
            prop_assert!(acts < 400, "it goes on for ever: {text}");
            if captures {
                let facts: Vec<_> = drill.customer().told.iter().chain(&drill.customer().finds).cloned().collect();
                for fact in facts {
                    let _ = drill.take(Act::Fact { name: fact.name, value: fact.value }, &now());
                }
            }
            let act = match drill.phase() {
                Phase::ToSay => Act::Choose(1 + acts % drill.choices().len().max(1)),
                _ => Act::Hear(drill.given().ok_or_else(|| TestCaseError::fail("nothing is given"))?),
            };
            if let Err(error) = drill.take(act, &now()) {
                return Err(TestCaseError::fail(format!("stuck: {error}\n{text}")));
            }
        }
        prop_assert!(drill.turns().iter().filter(|turn| turn.said != Said::Nothing).count() <= 80);
        let again = Drill::from_events(&trees, site(), drill.events()).map_err(TestCaseError::fail)?;
        prop_assert_eq!(again.turns(), drill.turns());
    }
}

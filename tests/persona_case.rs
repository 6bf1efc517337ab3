//! What customers say of certain trees is held against the trees there are.

#[path = "common/drills.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod drills;

use drills::{persona, personas, trees};
use evenkeel::{
    check::Level,
    drill::{AnswerName, Persona, Way, check_case},
    tree::plainly,
};

fn rules(persona: &Persona) -> Vec<(&'static str, String)> {
    let text = plainly(persona);
    check_case("derek-hollis.ron", &text, persona, trees()).into_iter().map(|found| (found.rule, found.message)).collect()
}

#[test]
fn every_shipped_customer_speaks_only_of_trees_steps_and_answers_that_there_are() {
    for persona in personas() {
        assert_eq!(rules(persona), []);
    }
}

#[test]
fn a_step_that_is_gone_is_told_with_its_line_and_the_nearest_name() {
    let mut derek = (*persona("derek-hollis")).clone();
    derek.ways.insert("delayed-shipment/listens".to_owned(), Way { gives: "Mentions".to_owned(), until: Vec::new() });
    let text = plainly(&derek);
    let found = check_case("derek-hollis.ron", &text, &derek, trees());
    let [one] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((one.rule, one.level), ("no-such-step", Level::Warning));
    assert!(text.lines().nth(one.line - 1).unwrap().contains("delayed-shipment/listens"), "line {}", one.line);
    assert_eq!(one.help, "did you mean \"listen\"?");
}

#[test]
fn words_for_an_answer_that_reads_otherwise_now_are_told() {
    let mut derek = (*persona("derek-hollis")).clone();
    derek.answers.insert("delayed-shipment/listen: Sings a song".to_owned(), vec!["La la.".to_owned()]);
    assert!(matches!(rules(&derek).as_slice(), [("no-such-answer", message)] if message.contains("Sings a song")));
}

#[test]
fn a_tree_of_another_library_is_no_fault_but_a_home_that_is_not_there_is() {
    let mut derek = (*persona("derek-hollis")).clone();
    derek.answers.insert("their-own-tree/open: Yes".to_owned(), vec!["Yes.".to_owned()]);
    assert_eq!(rules(&derek), []);
    derek.trees.push("delayed-shipmant".to_owned());
    assert!(matches!(rules(&derek).as_slice(), [("no-such-tree", message)] if message.contains("delayed-shipmant")));
}

#[test]
fn a_name_tells_tree_step_and_answer_and_words_for_any_step_are_none() {
    let name = AnswerName::read("billing-error/open: “I've rung: twice”").unwrap();
    assert_eq!((name.tree, name.step, name.begins), ("billing-error", "open", "“I've rung: twice”"));
    assert_eq!(AnswerName::read("billing-error/open").map(|name| name.begins), Some(""));
    for words in ["Stops, or says sorry", "Yes/no", "Agrees: both/either"] {
        assert_eq!(AnswerName::read(words), None, "{words}");
    }
}

#[test]
fn a_value_that_does_not_fit_its_fact_is_told_with_an_example_and_so_is_a_fact_that_is_missing() {
    let mut derek = (*persona("derek-hollis")).clone();
    derek.trees = vec!["billing-error".to_owned()];
    derek.facts.clear();
    derek.finds.clear();
    derek.hidden.clear();
    derek.facts.insert(evenkeel::tree::FactId::new("charge").unwrap(), "banana".to_owned());
    let text = plainly(&derek);
    let found = check_case("derek-hollis.ron", &text, &derek, trees());
    let wrong = found.iter().find(|found| found.rule == "fact-value").expect("banana is no amount");
    assert!(wrong.message.contains("“banana”") && wrong.help.contains("42.10"), "{wrong:?}");
    assert_eq!(wrong.path, ["facts", "charge"]);
    let missing = found.iter().find(|found| found.rule == "no-fact").expect("the rest is missing");
    assert!(missing.message.contains("Billing error"), "{missing:?}");
}

#[test]
fn only_how_a_fact_is_told_has_something_filled_in() {
    let mut derek = (*persona("derek-hollis")).clone();
    derek.opens[0] = "It is {nonsense}.".to_owned();
    let fact = derek.tells.keys().next().unwrap().clone();
    derek.tells[&fact] = vec!["It's {value}, the {label}.".to_owned(), "It's {volume}.".to_owned()];
    let found = evenkeel::drill::check_persona("derek-hollis.ron", &plainly(&derek));
    let wrong: Vec<_> = found.iter().filter(|found| found.rule == "placeholder").map(|found| found.path.join("/")).collect();
    assert_eq!(wrong.len(), 2, "{found:?}");
    assert!(wrong.contains(&"opens/0".to_owned()) && wrong.contains(&format!("tells/{fact}/1")), "{wrong:?}");
}

//! The shipped trees as texts: what an author's brief asks of every step and every line, read as it is said.

#[path = "common/calls.rs"]
mod calls;
#[path = "common/shipped.rs"]
mod shipped;

use evenkeel::{
    check::{Source, check},
    library::{SHIPPED, technique, techniques},
    tree::{FactKind, Kind, Line, Piece, Stage, Step, StepId, Tree, arrange, built_in_fact},
};
use shipped::{MAIN, as_said, assert_none, documents, sentences, steps, words};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// Techniques of the catalogue that no step can use: they are done before or after a call, or in writing.
const NOT_IN_A_STEP: [&str; 3] = ["C16", "C23", "C64"];

/// Every line of every step: tree, step, the line as it was written.
fn lines() -> impl Iterator<Item = (&'static Tree, &'static StepId, &'static Step, &'static String)> {
    steps().flat_map(|(tree, id, step)| step.say.iter().chain(&step.say_heated).map(move |line| (tree, id, step, line)))
}

/// What is wrong with single lines, each named by its tree and step.
fn faults_of_lines(fault: impl Fn(&Tree, &Step, &str) -> Option<String>) -> Vec<String> {
    let named =
        lines().filter_map(|(tree, id, step, line)| Some(format!("{}/{id}, “{line}”: {}", tree.id, fault(tree, step, line)?)));
    named.collect()
}

/// What is wrong with steps, each named by its tree.
fn faults_of_steps(fault: impl Fn(&Tree, &Step) -> Option<String>) -> Vec<String> {
    steps().filter_map(|(tree, id, step)| Some(format!("{}/{id}: {}", tree.id, fault(tree, step)?))).collect()
}

#[test]
fn every_tree_is_named_like_its_file() {
    for (document, (name, _)) in documents().iter().zip(SHIPPED) {
        assert_eq!(document.tree().id.as_str(), name);
    }
}

#[test]
fn every_file_of_the_folder_is_shipped() {
    let folder = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("trees")).unwrap();
    let files: BTreeSet<String> =
        folder.map(|entry| entry.unwrap().file_name().into_string().unwrap()).filter(|name| name.ends_with(".ron")).collect();
    let shipped: BTreeSet<String> = SHIPPED.iter().map(|(name, _)| format!("{name}.ron")).collect();
    assert_eq!(files, shipped);
}

#[test]
fn the_tree_that_takes_a_call_stands_first() {
    assert_eq!(SHIPPED[0].0, "opening");
}

#[test]
fn nothing_is_reported_of_any_tree() {
    let source = |(document, (name, _)): (&evenkeel::tree::Document, (&str, &str))| Source {
        file: format!("{name}.ron"),
        document: document.clone(),
    };
    let sources: Vec<Source> = documents().iter().zip(SHIPPED).map(source).collect();
    let found = check(&sources, &[]);
    let words = found.iter().map(|found| format!("{}:{}: {} {}", found.file, found.line, found.rule, found.message));
    assert_none(&words.collect::<Vec<_>>());
}

#[test]
fn every_text_is_laid_out_already() {
    for (name, text) in SHIPPED {
        assert_eq!(arrange(text).as_deref(), Ok(text), "{name} is changed by arranging it");
    }
}

#[test]
fn the_main_trees_have_thirty_steps_and_more() {
    for document in documents().iter().filter(|document| MAIN.contains(&document.tree().id.as_str())) {
        let tree = document.tree();
        assert!(tree.steps.len() >= 30, "{} has {} steps", tree.id, tree.steps.len());
    }
}

#[test]
fn a_step_that_is_spoken_leaves_a_choice_of_two_lines() {
    assert_none(&faults_of_steps(|_, step| {
        let is_spoken = matches!(step.kind, Kind::Say | Kind::Ask | Kind::Escalate { .. });
        (is_spoken && step.say.len() < 2).then(|| format!("{} lines", step.say.len()))
    }));
}

#[test]
fn a_check_or_a_task_says_what_to_do() {
    assert_none(&faults_of_steps(|_, step| {
        let is_done = matches!(step.kind, Kind::Do | Kind::Check);
        (is_done && step.task.is_none()).then(|| "has no task".to_owned())
    }));
}

#[test]
fn the_main_trees_have_words_for_a_heated_call_where_mood_matters() {
    assert_none(&faults_of_steps(|tree, step| {
        let is_main = MAIN.contains(&tree.id.as_str());
        let matters =
            matches!(step.stage, Stage::Acknowledge | Stage::Confirm | Stage::Own | Stage::Offer) || step.kind.is_escalation();
        let is_spoken = !step.say.is_empty();
        (is_main && matters && is_spoken && step.say_heated.is_empty()).then(|| "has no heated line".to_owned())
    }));
}

#[test]
fn a_heated_line_comes_with_a_word_on_manner() {
    assert_none(&faults_of_steps(|_, step| (!step.say_heated.is_empty() && step.cue.is_none()).then(|| "has no cue".to_owned())));
}

#[test]
fn a_heated_line_is_no_longer_than_the_longest_calm_one() {
    assert_none(&faults_of_steps(|tree, step| {
        let longest = |lines: &[String]| lines.iter().map(|line| words(&as_said(tree, line))).max();
        let (calm, heated) = (longest(&step.say)?, longest(&step.say_heated)?);
        (heated > calm).then(|| format!("{heated} words heated, {calm} calm"))
    }));
}

#[test]
fn nobody_chooses_among_more_than_five_answers() {
    assert_none(&faults_of_steps(|_, step| {
        let nobody_free = usize::from(matches!(step.kind, Kind::Escalate { nobody_free: Some(_), .. }));
        let offered = step.answers.len() + nobody_free;
        (offered > 5).then(|| format!("{offered} answers"))
    }));
}

#[test]
fn an_answer_is_read_at_a_glance() {
    let named = steps().flat_map(|(tree, id, step)| {
        step.answers.iter().map(move |answer| (tree, id, answer.when.chars().count(), &answer.when))
    });
    let long = named.filter(|(_, _, signs, _)| *signs > 48);
    assert_none(&long.map(|(tree, id, signs, when)| format!("{}/{id}, “{when}”: {signs} signs", tree.id)).collect::<Vec<_>>());
}

#[test]
fn an_escalation_point_has_a_receiver_a_reason_and_a_way_when_nobody_is_free() {
    assert_none(&faults_of_steps(|_, step| match &step.kind {
        Kind::Escalate { to, why, nobody_free, .. } if to.trim().is_empty() || why.trim().is_empty() || nobody_free.is_none() => {
            Some(format!("to “{to}”, why “{why}”, nobody free: {nobody_free:?}"))
        }
        _ => None,
    }));
}

#[test]
fn a_line_is_said_in_one_breath() {
    assert_none(&faults_of_lines(|tree, _, line| {
        let said = as_said(tree, line);
        (words(&said) > 25).then(|| format!("{} words, as “{said}”", words(&said)))
    }));
}

#[test]
fn a_sentence_has_at_most_twenty_words() {
    assert_none(&faults_of_lines(|tree, _, line| {
        let said = as_said(tree, line);
        sentences(&said)
            .into_iter()
            .find(|sentence| words(sentence) > 20)
            .map(|long| format!("{} words in “{long}”", words(long)))
    }));
}

#[test]
fn a_line_that_hands_the_call_over_is_short() {
    assert_none(&faults_of_lines(|tree, step, line| {
        let signs = as_said(tree, line).chars().count();
        (step.kind.is_escalation() && signs > 90).then(|| format!("{signs} signs"))
    }));
}

#[test]
fn nobody_is_shouted_at() {
    assert_none(&faults_of_lines(|_, _, line| line.contains('!').then(|| "an exclamation mark".to_owned())));
}

#[test]
fn no_figure_is_typed_into_a_line() {
    assert_none(&faults_of_lines(|_, _, line| {
        let typed = |piece: &Piece| matches!(piece, Piece::Words(words) if words.chars().any(|c| c.is_ascii_digit()));
        Line::new(line).pieces.iter().any(typed).then(|| "a figure".to_owned())
    }));
}

#[test]
fn a_line_asks_one_question() {
    assert_none(&faults_of_lines(|_, _, line| (line.matches('?').count() > 1).then(|| "more than one question".to_owned())));
}

#[test]
fn a_line_names_one_amount_and_one_day() {
    assert_none(&faults_of_lines(|tree, _, line| {
        let of_kind = |is: fn(&FactKind) -> bool| {
            Line::new(line)
                .facts()
                .filter(|name| tree.facts.get(*name).is_some_and(|fact| is(&fact.kind)))
                .collect::<BTreeSet<_>>()
                .len()
        };
        let (amounts, days) = (of_kind(|kind| matches!(kind, FactKind::Money(_))), of_kind(|kind| *kind == FactKind::Date));
        // Said back side by side, what was billed and what was expected are one matter.
        let is_compared = line.contains("{charge}") && line.contains("{charge_expected}");
        (days > 1 || amounts > 1 && !is_compared).then(|| format!("{amounts} amounts, {days} days"))
    }));
}

#[test]
fn a_line_keeps_to_words_that_hold() {
    const EMPTY: [&str; 25] = [
        "calm down",
        "unfortunately",
        "honestly",
        "obviously",
        "actually",
        "hopefully",
        "probably",
        "guarantee",
        "definitely",
        "asap",
        "shortly",
        "a few days",
        "someone will",
        "the team will",
        "i'll try",
        "sorry for the inconvenience",
        "sorry if",
        "you should have",
        "you must",
        "you need to",
        "you have to",
        "our policy",
        "escalate",
        "ticket",
        "perfect",
    ];
    assert_none(&faults_of_lines(|_, _, line| {
        let small = line.to_lowercase();
        EMPTY.iter().find(|word| small.contains(*word)).map(|word| format!("“{word}”"))
    }));
}

#[test]
fn every_fact_has_a_sample_that_its_kind_can_hold() {
    let facts = documents()
        .iter()
        .flat_map(|document| document.tree().facts.iter().map(move |(name, fact)| (document.tree(), name, fact)));
    let bad = facts.filter(|(_, _, fact)| {
        fact.sample.as_ref().is_none_or(|sample| evenkeel::tree::Value::read(&fact.kind, sample).is_err())
    });
    assert_none(&bad.map(|(tree, name, fact)| format!("{}, fact {name}: {:?}", tree.id, fact.sample)).collect::<Vec<_>>());
}

#[test]
fn a_fact_of_one_name_means_one_thing_in_all_trees() {
    let mut kinds: BTreeMap<&str, (&Tree, &FactKind)> = BTreeMap::new();
    for document in documents() {
        let tree = document.tree();
        for (name, fact) in &tree.facts {
            let (first, kind) = *kinds.entry(name.as_str()).or_insert((tree, &fact.kind));
            assert_eq!(*kind, fact.kind, "{name} in {} and in {}", first.id, tree.id);
        }
    }
}

#[test]
fn every_fact_in_a_line_is_one_the_call_can_know() {
    assert_none(&faults_of_lines(|tree, _, line| {
        let unknown = Line::new(line).facts().find(|name| built_in_fact(name).is_none() && !tree.facts.contains_key(*name));
        unknown.map(|name| format!("no fact {name}"))
    }));
}

#[test]
fn every_technique_of_a_step_stands_in_the_catalogue() {
    assert_none(&faults_of_steps(|_, step| {
        let unknown = step.techniques.iter().find(|id| technique(id.as_str()).is_none());
        unknown.map(|id| format!("there is no technique {id}"))
    }));
}

#[test]
fn every_technique_of_a_call_is_used_by_some_step() {
    let used: BTreeSet<&str> = steps().flat_map(|(_, _, step)| step.techniques.iter().map(|id| id.as_str())).collect();
    let of_a_call = techniques().iter().filter(|one| one.code.as_str() <= "C66" && !NOT_IN_A_STEP.contains(&one.code.as_str()));
    let unused = of_a_call.filter(|one| !used.contains(one.id.as_str()));
    assert_none(&unused.map(|one| format!("{} {}", one.code, one.id)).collect::<Vec<_>>());
}

#[test]
fn the_catalogue_has_every_technique_of_a_call() {
    let codes: BTreeSet<&str> = techniques().iter().map(|one| one.code.as_str()).collect();
    let missing = (1..=66).map(|number| format!("C{number:02}")).filter(|code| !codes.contains(code.as_str()));
    assert_none(&missing.collect::<Vec<_>>());
}

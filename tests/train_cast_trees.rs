//! The editor of customers on its page “On one tree”: their case, their own words for an answer, openings elsewhere.

#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use egui::{Key, Modifiers, Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use evenkeel::{
    drill::Way,
    ui::{
        App,
        train::{CastCommand, Casting, OnTree, Page},
    },
};
use window::{Desk, press, press_with, says, type_text};

fn opened(desk: &Desk, place: Option<OnTree>) -> Harness<'static, App> {
    let mut window = desk.open(1280.0, 800.0);
    press_with(&mut window, Modifiers::ALT, Key::T);
    window.state_mut().apply(CastCommand::Open("derek-hollis".to_owned()).into());
    window.state_mut().apply(CastCommand::ShowPage(Page::OnTree).into());
    if let Some(place) = place {
        window.state_mut().apply(CastCommand::ShowOnTree(place).into());
    }
    window.run();
    window
}

fn casting<'a>(window: &'a Harness<'static, App>) -> &'a Casting {
    window.state().state().training.cast.as_deref().expect("a customer is written")
}

/// What Tab and Space do: no place on the page is out of reach.
fn press_on(window: &mut Harness<'static, App>, role: Role, name: &str) {
    window.get_by_role_and_label(role, name).focus();
    window.run();
    press(window, Key::Space);
}

fn at(tree: &str, step: &str) -> Option<OnTree> {
    Some(OnTree { tree: tree.to_owned(), step: evenkeel::tree::StepId::new(step).ok() })
}

#[test]
fn the_page_opens_where_they_are_at_home_on_a_step_with_something_of_theirs() {
    let desk = Desk::on_copy();
    let window = opened(&desk, None);
    assert!(says(&window, "They are at home here"));
    let own = window.query_by_role_and_label(Role::TextInput, "Starts to explain, line 1");
    assert!(own.is_some(), "the first step for which they have words of their own");
}

#[test]
fn an_answer_is_made_their_case_and_given_up_by_the_space_key() {
    let desk = Desk::on_copy();
    let mut window = opened(&desk, at("delayed-shipment", "acknowledge"));
    let is_their_case =
        |window: &Harness<'static, App>| casting(window).persona.ways.get("delayed-shipment/acknowledge").cloned();
    assert!(is_their_case(&window).is_some_and(|way| way.gives == "Mentions strain"));
    let ticked = casting(&window).persona.ways["delayed-shipment/acknowledge"].gives.clone();
    let trees = window.state().state().library.as_ref().unwrap().trees();
    let tree = trees.tree("delayed-shipment").unwrap();
    let step = tree.steps.get("acknowledge").unwrap();
    let theirs = step.answers.iter().find(|answer| answer.when.starts_with(&ticked)).unwrap().when.clone();
    let other = step.answers.iter().find(|answer| !answer.when.starts_with(&ticked)).unwrap().when.clone();
    press_on(&mut window, Role::CheckBox, &format!("Their case: {theirs}"));
    assert_eq!(is_their_case(&window), None);
    press_on(&mut window, Role::CheckBox, &format!("Their case: {other}"));
    assert_eq!(is_their_case(&window), Some(Way { gives: other, until: Vec::new() }));
}

#[test]
fn words_of_their_own_are_written_for_one_answer_and_saved() {
    let desk = Desk::on_copy();
    let mut window = opened(&desk, at("billing-error", "open"));
    let before = casting(&window).persona.answers.len();
    let trees = window.state().state().library.as_ref().unwrap().trees();
    let answer = trees.tree("billing-error").unwrap().steps.get("open").unwrap().answers[0].when.clone();
    press_on(&mut window, Role::Button, &format!("Another line: {answer}"));
    type_text(&mut window, "It's the drill on the bill, twice.");
    assert_eq!(casting(&window).persona.answers.len(), before + 1);
    let (name, lines) = casting(&window).persona.answers.last().unwrap();
    assert_eq!(*name, format!("billing-error/open: {answer}"));
    assert_eq!(lines, &["It's the drill on the bill, twice."]);
    press_with(&mut window, Modifiers::COMMAND, Key::S);
    let text = std::fs::read_to_string(desk.folders().personas().join("derek-hollis.ron")).unwrap();
    assert!(text.contains("It's the drill on the bill, twice."));
}

#[test]
fn openings_for_a_tree_where_they_are_not_at_home_stand_on_it() {
    let desk = Desk::on_copy();
    let window = opened(&desk, Some(OnTree { tree: "*".to_owned(), step: None }));
    let first = casting(&window).persona.opens_elsewhere.get("*").and_then(|lines| lines.first()).cloned();
    let shown = window.get_by_role_and_label(Role::TextInput, "Openings here, line 1");
    assert_eq!(shown.value(), first);
}

#[test]
fn a_step_that_is_gone_is_a_problem_and_can_be_taken_out() {
    let desk = Desk::on_copy();
    let mut window = opened(&desk, None);
    let mut persona = casting(&window).persona.clone();
    persona.ways.insert("delayed-shipment/gone".to_owned(), Way { gives: "Yes".to_owned(), until: Vec::new() });
    let field = egui::Id::unique("all");
    window.state_mut().apply(CastCommand::Edit(field, Box::new(persona)).into());
    window.run();
    assert!(says(&window, "has no step \"gone\" any more"));
    assert!(says(&window, "What fits no tree any more"));
    press_on(&mut window, Role::Button, "Take out Delayed shipment, gone");
    assert!(!casting(&window).persona.ways.contains_key("delayed-shipment/gone"));
    assert!(!says(&window, "What fits no tree any more"));
}

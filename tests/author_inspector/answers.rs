//! The answers of a step: words, order, where they lead, and conditions built by choosing.

use super::*;

#[test]
fn answers_are_added_worded_moved_led_and_taken_out() {
    let desk = Desk::on_copy();
    let mut window = open(&desk, "billing-error");
    at_step(&mut window, "own-it");
    let before = step(&window, "own-it").answers.len();
    push(&mut window, "Add an answer");
    // The words that keep its place are chosen, so typing replaces them.
    type_text(&mut window, "Laughs");
    settle(&mut window);
    assert_eq!(step(&window, "own-it").answers[before].when, "Laughs");
    press_with(&mut window, Modifiers::ALT, Key::ArrowUp);
    assert_eq!(step(&window, "own-it").answers[before - 1].when, "Laughs");
    choose(&mut window, "Leads to", "whose error, and");
    assert_eq!(step(&window, "own-it").answers[before - 1].to, Some(Target::Here(id("whose-error"))));
    window.get_by_role_and_label(Role::Link, &format!("Answer {before} leads to Whose error, and may I mend it?")).click();
    settle(&mut window);
    assert_eq!(author(&window).selection.primary().unwrap().as_str(), "whose-error");
    at_step(&mut window, "own-it");
    choose(&mut window, &format!("More for answer {before}"), "take the answer");
    assert_eq!(step(&window, "own-it").answers.len(), before);
}

#[test]
fn the_chosen_answer_shows_what_else_it_holds() {
    let desk = Desk::on_copy();
    let mut window = open(&desk, "billing-error");
    at_answer(&mut window, "over-limit", 0);
    tick(&mut window, "Whoever takes it has been told");
    tick(&mut window, "Taken instead of the line, which then counts as unsaid");
    let answer = step(&window, "over-limit").answers[0].clone();
    assert!(!answer.told && answer.unsaid);
    choose(&mut window, "Leads to", "first warning");
    choose(&mut window, "Goes on at", "own it, once");
    let answer = step(&window, "over-limit").answers[0].clone();
    assert_eq!(answer.to, Some(Target::new("aggressive-customer/first-warning").unwrap()));
    assert_eq!(answer.then, Some(id("own-it")));
    choose(&mut window, "Leads to", "after an always-key");
    let answer = step(&window, "over-limit").answers[0].clone();
    assert!(answer.back && answer.to.is_none() && answer.then.is_none());
}

#[test]
fn a_condition_is_built_by_choosing_and_read_in_words() {
    let desk = Desk::on_copy();
    let mut window = open(&desk, "billing-error");
    at_answer(&mut window, "own-it", 0);
    push(&mut window, "Add a condition");
    choose(&mut window, "Fact", "disputed charge");
    choose(&mut window, "Comparison", "is above");
    let charge = || fact_id("charge");
    let over = Condition::Over(charge(), LimitId::new("agent_credit").unwrap());
    let needs = |window: &Harness<'static, App>| step(window, "own-it").answers[0].needs.clone();
    assert_eq!(needs(&window), Some(over.clone()));

    // Joined with another, which is compared with a value that is typed as people say it.
    choose(&mut window, "More for “Disputed charge” is above the limit: Credit or refund an agent may give (£50.00)", "or");
    push(&mut window, "Add to any of these");
    assert!(matches!(needs(&window), Some(Condition::Any(parts)) if parts.len() == 3));
    choose(&mut window, "How these are joined", "none of these");
    assert!(says(&window, "“Disputed charge” is not above the limit"), "the whole stands in words");
    let written: String = text(&mut window).split_whitespace().collect();
    assert!(written.contains("Not(Any([Over(\"charge\",\"agent_credit\"),Known("));

    at_answer(&mut window, "own-it", 1);
    push(&mut window, "Add a condition");
    choose(&mut window, "Fact", "disputed charge");
    choose(&mut window, "Comparison", "is less than");
    into_line(&mut window, "Value");
    retype(&mut window, "£12.5");
    assert!(says(&window, "£12.50"), "what it means is said");
    let less = Condition::Not(Box::new(Condition::AtLeast(charge(), "12.50".to_owned())));
    assert_eq!(step(&window, "own-it").answers[1].needs, Some(less));
    choose(&mut window, "More for “Disputed charge” is not at least £12.50", "take out");
    assert_eq!(step(&window, "own-it").answers[1].needs, None);
}

#[test]
fn a_choice_is_compared_by_choosing_among_its_words() {
    let desk = Desk::on_copy();
    let mut window = open(&desk, "billing-error");
    at_answer(&mut window, "own-it", 0);
    push(&mut window, "Add a condition");
    choose(&mut window, "Fact", "whose error");
    choose(&mut window, "Comparison", "is not");
    choose(&mut window, "Value", "unknown");
    let is = Condition::Is(fact_id("fault"), "unknown".to_owned());
    let needs = step(&window, "own-it").answers[0].needs.clone();
    assert!(needs == Some(Condition::Not(Box::new(is))), "{needs:?}");
}

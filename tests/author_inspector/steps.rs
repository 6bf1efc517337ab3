//! A step: every part of it changed, added and taken out.

use super::*;

#[test]
fn a_steps_kind_stage_and_title_are_changed_and_stand_in_the_file() {
    let desk = Desk::on_copy();
    let mut window = open(&desk, "billing-error");
    at_step(&mut window, "own-it");
    choose(&mut window, "Kind", "ask");
    choose(&mut window, "Stage", "offer");
    into_words(&mut window, "Title");
    retype(&mut window, "Own it and act");
    let step = step(&window, "own-it");
    assert_eq!((&step.kind, step.stage, step.title.as_str()), (&Kind::Ask, Stage::Offer, "Own it and act"));
    assert!(text(&mut window).contains("title: \"Own it and act\""));
}

#[test]
fn a_step_that_becomes_an_end_keeps_its_lines_and_answers() {
    let desk = Desk::on_copy();
    let mut window = open(&desk, "billing-error");
    at_step(&mut window, "over-limit");
    let before = step(&window, "over-limit");
    choose(&mut window, "Kind", "end");
    let after = step(&window, "over-limit");
    assert_eq!(after.kind, Kind::End(Outcome::HandedOver));
    assert_eq!((&after.say, &after.answers), (&before.say, &before.answers));
    choose(&mut window, "How the call came out", "follow");
    assert_eq!(step(&window, "over-limit").kind, Kind::End(Outcome::FollowUp));
}

#[test]
fn an_escalation_says_to_whom_how_why_and_what_if_nobody_is_free() {
    let desk = Desk::on_copy();
    let mut window = open(&desk, "billing-error");
    at_step(&mut window, "own-it");
    choose(&mut window, "Kind", "escalate");
    into_words(&mut window, "Who takes it");
    type_text(&mut window, "Duty manager");
    choose(&mut window, "How it is handed over", "call back");
    into_words(&mut window, "Why");
    type_text(&mut window, "Above the limit");
    choose(&mut window, "When nobody is free", "whose error, and");
    let to = "Duty manager".to_owned();
    let nobody_free = Some(Target::Here(id("whose-error")));
    let why = "Above the limit".to_owned();
    assert_eq!(step(&window, "own-it").kind, Kind::Escalate { to, how: How::Callback, why, nobody_free });
}

#[test]
fn lines_are_added_worded_moved_given_a_mood_and_taken_out() {
    let desk = Desk::on_copy();
    let mut window = open(&desk, "billing-error");
    at_step(&mut window, "own-it");
    let before = step(&window, "own-it");
    push(&mut window, "Add a line");
    type_text(&mut window, "That was us.");
    settle(&mut window);
    assert_eq!(step(&window, "own-it").say.last().unwrap(), "That was us.");
    // The cursor is in the line: Alt and an arrow move it.
    press_with(&mut window, Modifiers::ALT, Key::ArrowUp);
    let at = before.say.len() - 1;
    assert_eq!(step(&window, "own-it").say[at], "That was us.");
    push(&mut window, &format!("Any mood, mood of Line {}", at + 1));
    let after = step(&window, "own-it");
    assert_eq!((&after.say, after.say_heated.last().unwrap().as_str()), (&before.say, "That was us."));
    choose(&mut window, &format!("More for Heated line {}", after.say_heated.len()), "take");
    assert_eq!(step(&window, "own-it").say_heated, before.say_heated);
}

#[test]
fn task_and_cue_come_when_asked_for_and_go_when_they_are_emptied() {
    let desk = Desk::on_copy();
    let mut window = open(&desk, "billing-error");
    at_step(&mut window, "own-it");
    push(&mut window, "Add a task");
    type_text(&mut window, "Open the bill");
    settle(&mut window);
    assert_eq!(step(&window, "own-it").task.as_deref(), Some("Open the bill"));
    into_words(&mut window, "Cue");
    press_with(&mut window, Modifiers::COMMAND, Key::A);
    press(&mut window, Key::Backspace);
    settle(&mut window);
    assert_eq!(step(&window, "own-it").cue, None);
    type_text(&mut window, "Slowly");
    assert_eq!(step(&window, "own-it").cue.as_deref(), Some("Slowly"), "the field stays while the cursor is in it");
}

#[test]
fn better_wordings_techniques_and_the_warning_are_added_and_taken_out() {
    let desk = Desk::on_copy();
    let mut window = open(&desk, "billing-error");
    at_step(&mut window, "whose-error");
    push(&mut window, "Add a better wording");
    type_text(&mut window, "Calm down");
    press(&mut window, Key::Enter);
    type_text(&mut window, "Take your time");
    settle(&mut window);
    let wanted = Swap { not: "Calm down".to_owned(), but: "Take your time".to_owned() };
    assert_eq!(step(&window, "whose-error").avoid, [wanted]);
    choose(&mut window, "Add a technique", "apology");
    assert_eq!(step(&window, "whose-error").techniques.len(), 1);
    push(&mut window, "Make its line a warning");
    assert!(step(&window, "whose-error").warning);
    tick(&mut window, "Saying its line is a warning on the abuse ladder");
    push(&mut window, "Take out better wording 1");
    let step = step(&window, "whose-error");
    assert!(!step.warning && step.avoid.is_empty());
}

#[test]
fn a_step_captures_a_fact_that_is_there_or_a_new_one_by_its_words() {
    let desk = Desk::on_copy();
    let mut window = open(&desk, "billing-error");
    at_step(&mut window, "own-it");
    choose(&mut window, "Add a fact to capture", "whose error");
    choose(&mut window, "Add a fact to capture", "Colour of the bill");
    assert_eq!(step(&window, "own-it").captures, [fact_id("fault"), fact_id("colour_of_the_bill")]);
    assert_eq!(fact(&window, "colour_of_the_bill").label, "Colour of the bill");
    push(&mut window, "Take out Whose error");
    assert_eq!(step(&window, "own-it").captures, [fact_id("colour_of_the_bill")]);
    press_with(&mut window, Modifiers::COMMAND, Key::Z);
    press_with(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(!tree(&window).facts.contains_key("colour_of_the_bill"), "fact and capture are one entry");
}

#[test]
fn a_promise_has_words_an_owner_a_day_and_a_time() {
    let desk = Desk::on_copy();
    let mut window = open(&desk, "billing-error");
    at_step(&mut window, "own-it");
    push(&mut window, "Add a promise");
    type_text(&mut window, "Ring back");
    choose(&mut window, "Owner", "Supervisor who");
    choose(&mut window, "By", "Day I ring back");
    choose(&mut window, "At", "Time I ring back");
    let promise = step(&window, "own-it").promise.clone().unwrap();
    let name = |label: &str| tree(&window).facts.iter().find(|(_, fact)| fact.label == label).map(|(id, _)| id.clone());
    assert_eq!(promise.what, "Ring back");
    assert_eq!((promise.owner, promise.by), (name("Supervisor who decides"), name("Day I ring back")));
    assert_eq!((promise.at, promise.accepted), (name("Time I ring back"), None));
    push(&mut window, "Take out the promise");
    assert_eq!(step(&window, "own-it").promise, None::<Promise>);
}

#[test]
fn a_cap_says_how_often_and_where_then() {
    let desk = Desk::on_copy();
    let mut window = open(&desk, "billing-error");
    at_step(&mut window, "own-it");
    push(&mut window, "Add a cap");
    assert!(matches!(&step(&window, "own-it").cap, Some(Cap { visits: 2, .. })));
    choose(&mut window, "Visits", "3");
    choose(&mut window, "Then to", "whose error, and");
    assert_eq!(step(&window, "own-it").cap, Some(Cap { visits: 3, then: Target::Here(id("whose-error")) }));
}

#[test]
fn a_silenced_finding_shows_its_reason_and_can_be_reported_again() {
    let desk = Desk::on_copy();
    let mut window = open(&desk, "billing-error");
    at_step(&mut window, "own-it");
    let line = step(&window, "own-it").say[0].clone();
    let allow = Allow { rule: "NOTHING_TO_SAY".to_owned(), line, why: "Agreed with the floor".to_owned() };
    let change = evenkeel::edit::StepChange::Allow(vec![allow]);
    send(&mut window, AuthorCommand::Edit(Box::new(Edit::Step(id("own-it"), change))));
    into_words(&mut window, "Why finding 1 may stand");
    type_text(&mut window, ", in March");
    assert_eq!(step(&window, "own-it").allow[0].why, "Agreed with the floor, in March");
    push(&mut window, "Report finding 1 again");
    assert!(step(&window, "own-it").allow.is_empty());
}

//! The inspector of Author, driven by name and key through the accessibility tree: everything a tree holds is changed and
//! stands in the tree, in the file's text and under undo.

#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use egui::{Key, Modifiers, Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use evenkeel::{
    edit::Edit,
    tree::{
        Allow, AlwaysKey, Cap, Condition, Fact, FactId, FactKind, How, Kind, LimitId, Mood, Outcome, Promise, Span, Stage, Step,
        StepId, Swap, Target, Tree,
    },
    ui::{
        App,
        author::{
            AuthorCommand,
            state::{Access, Authoring, Selection, Thing},
        },
    },
};
use std::sync::Arc;
use window::{Desk, press, press_with, says, settle, shows, type_text};

fn author<'a>(window: &'a Harness<'static, App>) -> &'a Authoring {
    window.state().state().authoring.as_ref().expect("a tree is in hand")
}

fn tree(window: &Harness<'static, App>) -> Arc<Tree> {
    Arc::clone(author(window).tree())
}

/// The file's text as it stands once everything is written.
fn text(window: &mut Harness<'static, App>) -> String {
    settle(window);
    author(window).history.document().expect("the text is written").text().to_string()
}

fn id(name: &str) -> StepId {
    StepId::new(name).unwrap()
}

fn fact_id(name: &str) -> FactId {
    FactId::new(name).unwrap()
}

fn send(window: &mut Harness<'static, App>, command: AuthorCommand) {
    window.state_mut().apply(command.into());
    settle(window);
}

/// A tall window with a tree in it, so that all of the inspector is on screen.
fn open(desk: &Desk, tree: &str) -> Harness<'static, App> {
    let mut window = desk.open(1280.0, 3000.0);
    send(&mut window, AuthorCommand::Open(tree.to_owned()));
    window
}

fn at_step(window: &mut Harness<'static, App>, step: &str) {
    send(window, AuthorCommand::GoToStep(id(step)));
}

fn at_answer(window: &mut Harness<'static, App>, step: &str, answer: usize) {
    send(window, AuthorCommand::ChooseAnswer(id(step), answer));
}

fn at_fact(window: &mut Harness<'static, App>, fact: &str) {
    send(window, AuthorCommand::ChooseFact(fact_id(fact)));
}

fn step(window: &Harness<'static, App>, name: &str) -> Arc<Step> {
    Arc::clone(&tree(window).steps[name])
}

fn fact(window: &Harness<'static, App>, name: &str) -> Arc<Fact> {
    Arc::clone(&tree(window).facts[name])
}

/// Puts the cursor at the end of a field of wrapping words.
fn into_words(window: &mut Harness<'static, App>, name: &str) {
    window.get_by_role_and_label(Role::MultilineTextInput, name).focus();
    window.run();
}

/// Puts the cursor at the end of a field of one line.
fn into_line(window: &mut Harness<'static, App>, name: &str) {
    window.get_by_role_and_label(Role::TextInput, name).focus();
    window.run();
}

/// Replaces all that stands in the field with the cursor.
fn retype(window: &mut Harness<'static, App>, words: &str) {
    press_with(window, Modifiers::COMMAND, Key::A);
    type_text(window, words);
    settle(window);
}

/// Presses a button by its name.
fn push(window: &mut Harness<'static, App>, name: &str) {
    window.get_by_role_and_label(Role::Button, name).click();
    window.run();
    settle(window);
}

fn tick(window: &mut Harness<'static, App>, name: &str) {
    window.get_by_role_and_label(Role::CheckBox, name).click();
    window.run();
    settle(window);
}

/// Chooses from a list by keys alone: the list is opened, searched by typing and taken with Enter.
fn choose(window: &mut Harness<'static, App>, name: &str, words: &str) {
    window.get_by_role_and_label(Role::ComboBox, name).focus();
    window.run();
    press(window, Key::Enter);
    type_text(window, words);
    press(window, Key::Enter);
    settle(window);
}

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
fn a_line_is_counted_and_timed_with_its_facts_filled_in() {
    let desk = Desk::on_copy();
    let mut window = open(&desk, "billing-error");
    at_step(&mut window, "own-it");
    into_words(&mut window, "Line 1");
    retype(&mut window, "We took {charge} twice, and {agent_name} is sorry");
    assert!(says(&window, "9 words   4 s"), "the agent's name is two words");
}

#[test]
fn a_fact_is_completed_while_a_brace_is_typed() {
    let desk = Desk::on_copy();
    let mut window = open(&desk, "billing-error");
    at_step(&mut window, "own-it");
    into_words(&mut window, "Line 1");
    retype(&mut window, "We took {disp");
    assert!(says(&window, "Disputed charge"), "the list is open");
    press(&mut window, Key::Enter);
    type_text(&mut window, " once too often {cha");
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Tab);
    settle(&mut window);
    let line = step(&window, "own-it").say[0].clone();
    assert!(line.starts_with("We took {charge} once too often {charge_"), "{line}");
}

#[test]
fn escape_closes_the_list_of_facts_and_leaves_the_cursor_in_the_line() {
    let desk = Desk::on_copy();
    let mut window = open(&desk, "billing-error");
    at_step(&mut window, "own-it");
    into_words(&mut window, "Line 1");
    retype(&mut window, "We took {");
    press(&mut window, Key::Escape);
    type_text(&mut window, "x");
    assert_eq!(step(&window, "own-it").say[0], "We took {x");
}

#[test]
fn enter_goes_from_field_to_field_and_escape_leaves() {
    let desk = Desk::on_copy();
    let mut window = open(&desk, "billing-error");
    at_step(&mut window, "own-it");
    press(&mut window, Key::Enter);
    type_text(&mut window, "!");
    press(&mut window, Key::Enter);
    type_text(&mut window, "?");
    let step = step(&window, "own-it");
    assert!(step.title.ends_with('!') && step.say[0].ends_with('?'), "{step:?}");
    press(&mut window, Key::Escape);
    let focused = window.ctx.memory(egui::Memory::focused);
    assert!(focused.is_none_or(|id| egui::TextEdit::load_state(&window.ctx, id).is_none()));
}

#[test]
fn a_burst_of_typing_is_one_step_of_undo_and_gives_the_file_back_to_the_byte() {
    let desk = Desk::on_copy();
    let mut window = open(&desk, "billing-error");
    at_step(&mut window, "own-it");
    let before = text(&mut window);
    into_words(&mut window, "Line 1");
    for letter in [" ", "A", "t", " ", "o", "n", "c", "e", "."] {
        type_text(&mut window, letter);
    }
    assert!(text(&mut window).contains(" At once.\""));
    assert_eq!(author(&window).history.names().1, 1, "one entry");
    press_with(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&mut window), before);
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

#[test]
fn the_trees_own_fields_are_changed() {
    let desk = Desk::on_copy();
    let mut window = open(&desk, "billing-error");
    into_words(&mut window, "Title");
    retype(&mut window, "Wrong charge");
    into_words(&mut window, "When to use it");
    retype(&mut window, "Money that is not owed.");
    choose(&mut window, "Calls start at", "own it, once");
    choose(&mut window, "Mood at the start", "heated");
    into_line(&mut window, "Owner");
    retype(&mut window, "Money team");
    into_line(&mut window, "Review by");
    retype(&mut window, "1 Mar");
    assert!(says(&window, "Monday 1 March"), "the day is said in full");
    choose(&mut window, "Abuse", "whose error, and");
    let tree = tree(&window);
    assert_eq!((tree.title.as_str(), tree.summary.as_str()), ("Wrong charge", "Money that is not owed."));
    assert_eq!((tree.start.as_str(), tree.mood, tree.owner.as_str()), ("own-it", Mood::Heated, "Money team"));
    assert_eq!(tree.review_by, "2027-03-01");
    assert_eq!(AlwaysKey::Abuse.own(&tree.always), Some(&Target::Here(id("whose-error"))));
    choose(&mut window, "Abuse", "shared");
    assert!(text(&mut window).contains("owner: \"Money team\""));
    assert_eq!(author(&window).tree().always.abuse, None);
}

#[test]
fn the_tree_lists_its_facts_limits_and_tests_with_their_uses() {
    let desk = Desk::on_copy();
    let mut window = open(&desk, "billing-error");
    let uses = evenkeel::edit::uses_of_fact(&tree(&window), &fact_id("fault")).len();
    push(&mut window, &format!("Whose error, choice, {uses} uses"));
    assert_eq!(author(&window).selection.thing, Some(Thing::Fact(fact_id("fault"))));
    send(&mut window, AuthorCommand::Select(Selection::default()));
    let tests = tree(&window).tests.clone();
    push(&mut window, &format!("Take out the test {}", tests[0].name));
    assert_eq!(tree(&window).tests, tests[1..]);
    push(&mut window, "Add a limit");
    type_text(&mut window, "Voucher an agent may give");
    settle(&mut window);
    assert_eq!(tree(&window).limits["new_limit"].label, "Voucher an agent may give");
    into_line(&mut window, "At most");
    retype(&mut window, "7.5");
    assert_eq!(tree(&window).limits["new_limit"].at_most, "7.5");
    assert!(says(&window, "£7.50"));
}

#[test]
fn counted_uses_are_those_that_are_listed() {
    let desk = Desk::on_copy();
    for name in ["billing-error", "aggressive-customer", "delayed-shipment"] {
        let window = open(&desk, name);
        let tree = tree(&window);
        let counts = evenkeel::edit::count_uses(&tree);
        for id in tree.facts.keys() {
            let listed = evenkeel::edit::uses_of_fact(&tree, id).len();
            assert_eq!(counts.facts.get(id).copied().unwrap_or_default(), listed, "{name}: {id}");
        }
        for id in tree.limits.keys() {
            let listed = evenkeel::edit::uses_of_limit(&tree, id).len();
            assert_eq!(counts.limits.get(id).copied().unwrap_or_default(), listed, "{name}: {id}");
        }
    }
}

#[test]
fn a_new_fact_is_labelled_typed_and_given_choices() {
    let desk = Desk::on_copy();
    let mut window = open(&desk, "billing-error");
    push(&mut window, "Add a fact");
    type_text(&mut window, "Way of paying");
    settle(&mut window);
    choose(&mut window, "Kind", "choice");
    into_line(&mut window, "Choice 1");
    retype(&mut window, "card");
    push(&mut window, "Take out unknown");
    push(&mut window, "Add a choice");
    type_text(&mut window, "cash");
    settle(&mut window);
    tick(&mut window, "Private: masked in logs, lists and exports");
    into_words(&mut window, "Question");
    type_text(&mut window, "How do you pay?");
    settle(&mut window);
    choose(&mut window, "Sample", "cash");
    let fact = fact(&window, "new_fact");
    assert_eq!(fact.label, "Way of paying");
    assert_eq!(fact.kind, FactKind::Choice(vec!["card".to_owned(), "no".to_owned(), "cash".to_owned()]));
    assert!(fact.private);
    assert_eq!((fact.ask.as_deref(), fact.sample.as_deref()), (Some("How do you pay?"), Some("cash")));
}

#[test]
fn a_day_has_a_furthest_one_counted_in_days_or_working_days() {
    let desk = Desk::on_copy();
    let mut window = open(&desk, "billing-error");
    at_fact(&mut window, "check_date");
    choose(&mut window, "Counted in", "no limit");
    assert_eq!(fact(&window, "check_date").latest, None);
    choose(&mut window, "Counted in", "working");
    into_line(&mut window, "Days at most");
    retype(&mut window, "8");
    assert_eq!(fact(&window, "check_date").latest, Some(Span::WorkingDays(8)));
    retype(&mut window, "x");
    assert_eq!(fact(&window, "check_date").latest, Some(Span::WorkingDays(8)), "what is no number changes nothing");
}

#[test]
fn a_fact_is_renamed_everywhere_and_stays_in_hand() {
    let desk = Desk::on_copy();
    let mut window = open(&desk, "billing-error");
    at_fact(&mut window, "charge");
    push(&mut window, "Rename");
    retype(&mut window, "disputed");
    press(&mut window, Key::Enter);
    settle(&mut window);
    assert_eq!(author(&window).selection.thing, Some(Thing::Fact(fact_id("disputed"))));
    assert!(step(&window, "own-it").say[0].contains("{disputed}"));
    push(&mut window, "Rename");
    retype(&mut window, "fault");
    assert!(says(&window, "“fault” is the name of another fact"));
}

#[test]
fn a_fact_in_use_is_taken_out_only_when_asked_twice_and_its_uses_lead_there() {
    let desk = Desk::on_copy();
    let mut window = open(&desk, "billing-error");
    at_fact(&mut window, "fault");
    let first = evenkeel::edit::uses_of_fact(&tree(&window), &fact_id("fault"))[0].clone();
    window.get_by_role_and_label(Role::Link, &first.words).click();
    settle(&mut window);
    assert_eq!(author(&window).selection.primary(), first.step.as_ref());
    at_fact(&mut window, "fault");
    window.get_by_label_contains("Take the fact out").click();
    settle(&mut window);
    assert!(tree(&window).facts.contains_key("fault"));
    push(&mut window, "Remove all the same");
    assert!(!tree(&window).facts.contains_key("fault"));
}

#[test]
fn a_frame_and_a_note_are_changed_and_taken_away() {
    let desk = Desk::on_copy();
    let mut window = open(&desk, "billing-error");
    let frames = tree(&window).layout.frames.len();
    at_step(&mut window, "own-it");
    send(&mut window, AuthorCommand::FrameSteps);
    retype(&mut window, "Put it right");
    choose(&mut window, "Colour", "violet");
    choose(&mut window, "Add a step to the frame", "whose error, and");
    let frame = tree(&window).layout.frames[frames].clone();
    assert_eq!((frame.title.as_str(), frame.colour.as_str()), ("Put it right", "violet"));
    assert_eq!(frame.steps, [id("own-it"), id("whose-error")]);
    window.get_by_label_contains("Take the frame away").click();
    settle(&mut window);
    assert_eq!(tree(&window).layout.frames.len(), frames);
    let notes = tree(&window).layout.notes.len();
    send(&mut window, AuthorCommand::AddNote);
    type_text(&mut window, "Ask finance");
    press(&mut window, Key::Enter);
    type_text(&mut window, "before March");
    settle(&mut window);
    assert_eq!(tree(&window).layout.notes[notes].text, "Ask finance\nbefore March");
}

#[test]
fn several_steps_show_what_can_be_done_with_them() {
    let desk = Desk::on_copy();
    let mut window = open(&desk, "billing-error");
    let steps = vec![id("own-it"), id("whose-error"), id("over-limit")];
    send(&mut window, AuthorCommand::Select(Selection { steps: steps.clone(), ..Selection::default() }));
    assert!(shows(&window, "3 steps"));
    push(&mut window, "Spread down");
    assert!(steps.iter().all(|id| tree(&window).layout.placed.contains_key(id)));
    push(&mut window, "Delete");
    assert!(steps.iter().all(|id| !tree(&window).steps.contains_key(id)));
}

#[test]
fn a_finding_stands_in_the_place_it_speaks_of() {
    let desk = Desk::on_copy();
    let mut window = open(&desk, "billing-error");
    at_step(&mut window, "own-it");
    into_words(&mut window, "Line 1");
    retype(&mut window, "We took {nothing_known}.");
    assert!(says(&window, "nothing_known"), "the finding is in the inspector");
    let finding = author(&window).findings.iter().find(|finding| finding.rule == "UNKNOWN_FACT").unwrap().clone();
    let shown = window.query_all_by_label_contains(&finding.message[1..]).count();
    assert!(shown >= 2, "in the line's box and in the list of problems: {shown}");
}

#[test]
fn a_tree_held_by_somebody_else_is_shown_whole_and_nothing_in_it_changes() {
    let desk = Desk::on_copy();
    let _other = {
        let who = evenkeel::library::Who { name: "Nadia Osei".to_owned(), host: "desk 4".to_owned() };
        let claim = evenkeel::library::claim(&desk.trees, "billing-error", &who, window::now().timestamp()).unwrap();
        match claim {
            evenkeel::library::Claim::Mine(guard) => guard,
            evenkeel::library::Claim::Held(_) => panic!("nobody holds it yet"),
        }
    };
    let mut window = open(&desk, "billing-error");
    assert!(matches!(author(&window).access, Access::Held(_)));
    at_answer(&mut window, "whose-error", 0);
    assert!(says(&window, "Only to be read: Nadia Osei edits it"));
    assert!(says(&window, "Credit or refund an agent may give"), "conditions are shown");
    let before = tree(&window);
    into_words(&mut window, "Title");
    type_text(&mut window, "x");
    window.get_by_role_and_label(Role::ComboBox, "Kind").focus();
    window.run();
    press(&mut window, Key::Enter);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Enter);
    settle(&mut window);
    assert_eq!(tree(&window), before);
    for name in ["Add a line", "Add an answer", "Rename", "Add a cue"] {
        assert!(!shows(&window, name), "{name} is not offered");
    }
}

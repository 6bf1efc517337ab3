//! The tree as a whole and its facts, limits and tests; frames, notes and several steps.

use super::*;

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

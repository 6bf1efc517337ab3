//! How one types: facts completed, Enter and Esc, undo, findings in their place, and a tree that is only read.

use super::*;

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

/// What a field says of itself besides its name.
fn description(window: &Harness<'static, App>, field: &str) -> String {
    window.get_by_role_and_label(Role::MultilineTextInput, field).accesskit_node().description().unwrap_or_default()
}

#[test]
fn the_words_a_finding_means_say_why_under_the_pointer_and_to_who_hears_the_field_read() {
    let desk = Desk::on_copy();
    let mut window = open(&desk, "billing-error");
    at_step(&mut window, "own-it");
    into_words(&mut window, "Line 1");
    retype(&mut window, "Well, {nothing_known} was taken.");
    assert!(description(&window, "Line 1").contains("no fact \"nothing_known\""), "{}", description(&window, "Line 1"));
    assert_eq!(description(&window, "Title"), "");
    let findings = &author(&window).findings;
    let finding = findings.iter().find(|finding| finding.rule == "UNKNOWN_FACT").unwrap().clone();
    let text = text(&mut window);
    assert_eq!(&text[finding.span], "{nothing_known}", "the text view marks the same words");
    let count = |window: &Harness<'static, App>| window.query_all_by_label_contains(&finding.message[1..]).count();
    let before = count(&window);
    let field = window.get_by_label("Line 1").rect();
    window.hover_at(field.left_center() + egui::vec2(2.0, 0.0));
    window.run_steps(30);
    assert_eq!(count(&window), before, "\"Well\" is not meant");
    window.hover_at(field.left_center() + egui::vec2(80.0, 0.0));
    window.run_steps(30);
    assert!(count(&window) > before, "the reason is shown at the words meant");
}

//! A live call in the window, taken by keys and by names: what an agent presses and what then stands on screen.

#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use evenkeel::{
    call::What,
    site::Settings,
    tree::Mood,
    ui::{Command, state::Place},
};
use window::{Desk, at, press, press_with, says, shows, type_text};

#[test]
fn enter_on_an_untouched_home_takes_a_call() {
    let mut window = Desk::new().open(1280.0, 800.0);
    press(&mut window, Key::Enter);
    assert_eq!(at(&window), "opening/greet");
    assert!(says(&window, "Beth Lowry"));
}

#[test]
fn a_digit_takes_the_answer_of_that_number_from_the_empty_note_line() {
    let desk = Desk::new();
    let mut window = desk.call_at("opening", "greet");
    press(&mut window, Key::Num1);
    assert_eq!(at(&window), "opening/let-them-finish");
}

#[test]
fn two_digits_in_a_burst_are_typing_and_take_no_answer() {
    let desk = Desk::new();
    let mut window = desk.call_at("billing-error", "open");
    for digit in [Key::Num4, Key::Num2] {
        window.key_press(digit);
    }
    window.run();
    assert_eq!(at(&window), "billing-error/open");
    assert_eq!(window.state().state().session.as_ref().unwrap().note, "42");
}

#[test]
fn an_answer_is_taken_with_the_mouse_by_its_name() {
    let desk = Desk::new();
    let mut window = desk.call_at("opening", "greet");
    window.get_by_label_contains("3 Shouts").click();
    window.run();
    assert_eq!(at(&window), "aggressive-customer/open");
}

#[test]
fn a_missing_fact_is_typed_on_the_spot_and_shown_in_full_before_it_counts() {
    let desk = Desk::new();
    let mut window = desk.call_at("billing-error", "open");
    press_with(&mut window, Modifiers::COMMAND, Key::Num2);
    type_text(&mut window, "42.1");
    assert!(says(&window, "£42.10"), "the reading of what is typed");
    let known = |window: &egui_kittest::Harness<'static, evenkeel::ui::App>| {
        window.state().state().session.as_ref().unwrap().call.state().facts.contains_key("charge")
    };
    assert!(!known(&window));
    press(&mut window, Key::Enter);
    assert!(known(&window));
    assert!(window.state().state().session.as_ref().unwrap().note.is_empty());
}

#[test]
fn a_letter_begins_a_note_and_acts_on_nothing() {
    let desk = Desk::new();
    let mut window = desk.call_at("opening", "greet");
    let before = at(&window);
    type_text(&mut window, "angry about the letter");
    press_with(&mut window, Modifiers::SHIFT, Key::Enter);
    assert_eq!(at(&window), before);
    assert_eq!(window.state().state().session.as_ref().unwrap().call.state().notes, ["angry about the letter"]);
}

#[test]
fn escape_leaves_the_note_line_and_keeps_its_text() {
    let desk = Desk::new();
    let mut window = desk.call_at("opening", "greet");
    type_text(&mut window, "ring her sister");
    press(&mut window, Key::Escape);
    assert_eq!(window.state().state().session.as_ref().unwrap().note, "ring her sister");
    press(&mut window, Key::Num1);
    assert_eq!(at(&window), "opening/let-them-finish", "out of the field a digit answers again");
}

#[test]
fn a_greyed_answer_says_why_and_is_taken_when_it_is_pressed_twice() {
    let desk = Desk::new();
    let mut window = desk.call_at("service-failure", "when-back");
    let before = at(&window);
    press(&mut window, Key::Num1);
    assert_eq!(at(&window), before);
    assert!(says(&window, "not known yet"));
    press(&mut window, Key::Num1);
    assert_eq!(at(&window), "service-failure/repair-time");
}

#[test]
fn zero_is_none_of_these_and_the_call_stays() {
    let desk = Desk::new();
    let mut window = desk.call_at("opening", "greet");
    press(&mut window, Key::Num0);
    assert_eq!(at(&window), "opening/greet");
    let events = window.state().state().session.as_ref().unwrap().call.events().to_vec();
    assert!(matches!(events.last().unwrap().what, What::NoneOfThese { .. }));
}

#[test]
fn function_keys_act_while_a_field_is_being_typed_in() {
    let desk = Desk::new();
    let mut window = desk.call_at("billing-error", "open");
    window.get_by_role_and_label(egui::Role::TextInput, "Disputed charge").focus();
    window.run();
    type_text(&mut window, "42");
    press(&mut window, Key::F2);
    assert_eq!(at(&window), "aggressive-customer/first-warning");
}

#[test]
fn safety_shows_four_first_lines_in_full_and_a_digit_chooses() {
    let desk = Desk::new();
    let mut window = desk.call_at("billing-error", "open");
    press(&mut window, Key::F3);
    for row in ["1 In danger now", "2 Talks of ending their life", "3 Threatens somebody", "4 Health depends on it"] {
        assert!(says(&window, row), "{row}");
    }
    press(&mut window, Key::Num2);
    assert_eq!(at(&window), "aggressive-customer/ending-life");
}

#[test]
fn a_safety_sheet_closed_with_escape_leaves_no_trace() {
    let desk = Desk::new();
    let mut window = desk.call_at("billing-error", "open");
    let before = window.state().state().session.as_ref().unwrap().call.events().len();
    press(&mut window, Key::F3);
    press(&mut window, Key::Escape);
    assert_eq!(window.state().state().session.as_ref().unwrap().call.events().len(), before);
    assert!(!says(&window, "In danger now"));
}

#[test]
fn always_keys_act_under_the_key_sheet_and_from_the_settings() {
    let desk = Desk::new();
    let mut window = desk.call_at("billing-error", "open");
    press(&mut window, Key::F1);
    press(&mut window, Key::F4);
    assert_eq!(at(&window), "aggressive-customer/supervisor-asked");
    assert!(window.state().state().overlay.is_none());
    press_with(&mut window, Modifiers::COMMAND, Key::Comma);
    assert_eq!(window.state().state().place, Place::Settings);
    press(&mut window, Key::F6);
    assert_eq!((at(&window).as_str(), window.state().state().place), ("opening/hold", Place::Guide));
}

#[test]
fn the_mood_is_two_states_on_one_key_and_changes_the_line() {
    let desk = Desk::new();
    let mut window = desk.call_at("billing-error", "name-it");
    press(&mut window, Key::F9);
    let session = window.state().state().session.as_ref().unwrap();
    assert_eq!(session.call.state().mood, Mood::Heated);
    assert!(shows(&window, "Mood: Heated"));
}

#[test]
fn explain_hides_and_shows_what_a_beginner_needs() {
    let desk = Desk::new();
    let mut window = desk.call_at("opening", "greet");
    assert!(shows(&window, "Why it works"));
    press(&mut window, Key::F10);
    assert!(!shows(&window, "Why it works") && !shows(&window, "Better"));
    press(&mut window, Key::F10);
    assert!(shows(&window, "Why it works"));
}

#[test]
fn a_promise_without_a_day_is_asked_for_once_and_enter_takes_the_proposed_day() {
    let desk = Desk::new();
    let mut window = desk.call_at("service-failure", "update-time");
    press(&mut window, Key::Num1);
    assert_eq!(at(&window), "service-failure/update-time", "first the day is asked for");
    assert!(says(&window, "By which day?"));
    press(&mut window, Key::Enter);
    assert_ne!(at(&window), "service-failure/update-time");
    let promises = &window.state().state().session.as_ref().unwrap().call.state().promises;
    assert!(promises.iter().any(|promise| promise.by.is_some()), "{promises:?}");
}

#[test]
fn what_looks_like_a_card_is_masked_and_not_a_card_brings_it_back() {
    let desk = Desk::new();
    let mut window = desk.call_at("opening", "greet");
    type_text(&mut window, "paid with 4111 1111 1111 1111");
    press_with(&mut window, Modifiers::SHIFT, Key::Enter);
    let notes = |window: &egui_kittest::Harness<'static, evenkeel::ui::App>| {
        window.state().state().session.as_ref().unwrap().call.state().notes.clone()
    };
    assert_eq!(notes(&window), ["paid with •••• •••• •••• 1111"]);
    window.get_by_label("Not a card").click();
    window.run();
    assert_eq!(notes(&window).last().unwrap(), "paid with 4111 1111 1111 1111");
}

#[test]
fn the_key_sheet_shows_every_command_of_a_call() {
    let desk = Desk::new();
    let mut window = desk.call_at("opening", "greet");
    press(&mut window, Key::F1);
    for command in Command::listed()
        .iter()
        .filter(|command| !command.group().is_some_and(|group| group.is_of_author() || group.is_of_train()))
    {
        assert!(shows(&window, command.text()), "{}", command.text());
    }
}

#[test]
fn find_anything_finds_an_action_and_a_step_by_its_words() {
    let desk = Desk::new();
    let mut window = desk.call_at("opening", "greet");
    press_with(&mut window, Modifiers::COMMAND, Key::K);
    type_text(&mut window, "larger text");
    press(&mut window, Key::Enter);
    assert_eq!(window.state().state().site.text_size, 28);
    press_with(&mut window, Modifiers::COMMAND, Key::G);
    type_text(&mut window, "which line looks wrong");
    press(&mut window, Key::Enter);
    assert!(at(&window).starts_with("billing-error/"), "{}", at(&window));
}

#[test]
fn a_key_can_be_changed_in_the_settings() {
    let mut settings = Settings { agent_name: "Beth".into(), ..Settings::default() };
    settings.keys.insert("Supervisor".into(), "Ctrl+Y".into());
    let desk = Desk::with(settings);
    let mut window = desk.call_at("billing-error", "open");
    press(&mut window, Key::F4);
    assert_eq!(at(&window), "billing-error/open");
    press_with(&mut window, Modifiers::COMMAND, Key::Y);
    assert_eq!(at(&window), "aggressive-customer/supervisor-asked");
}

#[test]
fn one_key_turns_the_window_into_a_strip_in_the_middle_of_a_call_and_back() {
    let desk = Desk::new();
    let mut window = desk.call_at("billing-error", "open");
    press(&mut window, Key::F11);
    assert!(window.state().state().is_strip);
    window.set_size(egui::vec2(420.0, 800.0));
    window.run();
    assert_eq!(at(&window), "billing-error/open");
    assert!(!shows(&window, "So far"), "the strip has no path");
    press(&mut window, Key::F11);
    assert!(!window.state().state().is_strip);
}

#[test]
fn a_live_call_asks_for_no_frame_by_itself() {
    let desk = Desk::new();
    let mut window = desk.call_at("billing-error", "open");
    std::thread::sleep(std::time::Duration::from_millis(300));
    window.run();
    window.step();
    let delay = window.output().viewport_output.values().map(|viewport| viewport.repaint_delay).min().unwrap();
    assert!(delay > std::time::Duration::from_secs(60), "{delay:?}");
}

#[test]
fn a_breath_on_a_call_leaves_no_trace() {
    let desk = Desk::new();
    let mut window = desk.call_at("billing-error", "open");
    let before = window.state().state().session.as_ref().unwrap().call.events().len();
    window.key_press(Key::F8);
    window.run_steps(4);
    assert!(says(&window, "Nobody sees this"));
    window.key_press(Key::Escape);
    window.run();
    assert_eq!(window.state().state().session.as_ref().unwrap().call.events().len(), before);
    assert!(!desk.home.path().join("private.db").exists());
}

/// What the window puts on the clipboard within a few frames.
fn copied(window: &mut egui_kittest::Harness<'static, evenkeel::ui::App>) -> Option<String> {
    (0..2).find_map(|_| {
        window.step();
        window.output().platform_output.commands.iter().find_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        })
    })
}

#[test]
fn one_key_copies_the_line_and_another_the_summary_at_any_step() {
    let desk = Desk::new();
    let mut window = desk.call_at("opening", "greet");
    window.event(egui::Event::Copy);
    assert!(copied(&mut window).is_some_and(|text| text.contains("Beth Lowry")), "the line");
    window.event(egui::Event::ModifiersChanged(Modifiers::COMMAND | Modifiers::SHIFT));
    window.step();
    window.event(egui::Event::Copy);
    let text = copied(&mut window);
    assert!(text.as_ref().is_some_and(|text| text.starts_with("Monday 23 November, 14:27")), "the summary: {text:?}");
}

#[test]
fn on_an_escalation_point_the_copy_key_copies_the_hand_over_card() {
    let desk = Desk::new();
    let mut window = desk.call_at("billing-error", "over-limit");
    window.event(egui::Event::Copy);
    assert!(copied(&mut window).is_some_and(|text| text.starts_with("Situation:")));
}

#[test]
fn the_question_for_a_promises_day_leaves_the_note_line_in_sight_wide_and_narrow() {
    use egui_kittest::kittest::NodeT as _;
    let desk = Desk::new();
    for (width, foot) in [(1280.0, 52.0), (420.0, 87.0)] {
        let mut window = desk.call_in("billing-error", "refund", width, 800.0);
        window.state_mut().apply(Command::SetFact("charge".into(), "42.10".into()));
        press(&mut window, Key::Num1);
        assert!(says(&window, "By which day?"));
        let note = window.get_by_role_and_label(egui::Role::TextInput, "Note").accesskit_node().bounding_box().unwrap();
        assert!(note.y1 <= 800.0 - foot, "{width}: the note line ends at {}", note.y1);
    }
}

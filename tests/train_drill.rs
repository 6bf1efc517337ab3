//! A drill in the window, taken by keys and by names: what a trainee presses, what the customer answers, what is shown.

#[path = "common/stage.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod stage;
#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use evenkeel::{
    drill::{Level, NoticeKind, Phase, Said},
    record::PracticeStore,
    site::Settings,
    ui::{
        state::Place,
        train::{Scene, TrainCommand, Wanted},
    },
};
use stage::{drill, drilling, other_line, own_line, play_turn, playing, rehearse, scene, with_own_lines};
use window::{Desk, press, press_with, says, shows, type_text};

#[test]
fn train_is_a_place_of_its_own_reached_by_one_key() {
    let mut window = Desk::new().open(1280.0, 800.0);
    press_with(&mut window, Modifiers::ALT, Key::T);
    assert_eq!(window.state().state().place, Place::Train);
    assert!(shows(&window, "New drill") && shows(&window, "Warm-up"));
}

#[test]
fn a_drill_is_the_guide_with_a_customer_in_it() {
    let desk = Desk::new();
    let window = drilling(&desk, Level::Shown);
    let opening = drill(&window).customer().words.clone();
    assert!(says(&window, &opening), "the customer speaks");
    for name in ["Abuse", "Safety", "Hold", "Breathe", "Pause", "End drill", "So far", "Heat", "Patience"] {
        assert!(shows(&window, name), "{name}");
    }
    assert!(window.query_by_role_and_label(egui::Role::TextInput, "Note").is_some(), "the note line");
    assert!(says(&window, "Heat 6.0"));
}

#[test]
fn a_digit_says_the_line_of_that_number_and_then_recognises_the_answer() {
    let desk = Desk::new();
    let mut window = drilling(&desk, Level::Shown);
    let own = own_line(&window);
    stage::digit(&mut window, own);
    assert_eq!(drill(&window).turns().len(), 1);
    assert!(drill(&window).turns()[0].said.is_own_line());
    assert_eq!(drill(&window).phase(), Phase::ToHear);
    assert!(says(&window, "Which answer was that?"));
    let given = drill(&window).given().unwrap();
    stage::digit(&mut window, given);
    assert_eq!(drill(&window).turns()[0].heard.as_ref().unwrap().first_try, Some(true));
    assert!(says(&window, "Answer heard:"));
}

#[test]
fn an_answer_that_was_not_given_is_put_right_and_the_call_goes_the_way_that_was_really_given() {
    let desk = Desk::new();
    let mut window = drilling(&desk, Level::Shown);
    let own = own_line(&window);
    stage::digit(&mut window, own);
    let given = drill(&window).given().unwrap();
    stage::digit(&mut window, if given == 1 { 2 } else { 1 });
    assert_eq!(drill(&window).turns()[0].heard.as_ref().unwrap().first_try, Some(false));
    assert!(says(&window, "It was:"));
}

#[test]
fn after_a_mistake_the_strip_says_what_it_did_and_the_heat_rises() {
    let desk = Desk::new();
    let mut window = drilling(&desk, Level::Shown);
    let before = drill(&window).heat();
    let worst = other_line(&window);
    stage::digit(&mut window, worst);
    let turn = drill(&window).turns()[0].clone();
    assert!(says(&window, &turn.reasons.join(" ")));
    assert!(drill(&window).heat() >= before - 0.6, "no other line cools as the own one does");
    assert!(says(&window, &format!("Heat {:.1}", drill(&window).heat())));
}

#[test]
fn the_trees_line_is_marked_in_shown_and_nowhere_else() {
    let desk = Desk::new();
    assert!(says(&drilling(&desk, Level::Shown), "Tree's line"));
    let mut faded = drilling(&desk, Level::Faded);
    press(&mut faded, Key::Space);
    press(&mut faded, Key::Space);
    assert!(!says(&faded, "Tree's line"));
    press(&mut faded, Key::S);
    assert!(says(&faded, "Tree's line") && says(&faded, "it costs points"), "on request, and what it costs is said");
    let mut exam = drilling(&desk, Level::Exam);
    press(&mut exam, Key::Space);
    press(&mut exam, Key::Space);
    press(&mut exam, Key::S);
    assert!(!says(&exam, "Tree's line"));
}

#[test]
fn from_faded_on_the_lines_come_only_after_the_trainees_own() {
    let desk = Desk::new();
    let mut window = drilling(&desk, Level::Faded);
    let first = drill(&window).choices()[0].text.clone();
    assert!(!says(&window, &first));
    press(&mut window, Key::Num1);
    assert!(drill(&window).turns().is_empty(), "a digit says nothing yet");
    assert!(says(&window, "Say your own line aloud first"));
    press(&mut window, Key::Space);
    assert!(says(&window, "nothing is recorded"));
    assert!(!says(&window, &first));
    press(&mut window, Key::Space);
    assert!(says(&window, "nearest to what you said") && says(&window, &first));
    stage::digit(&mut window, 1);
    assert!(drill(&window).turns()[0].spoke);
    assert!(says(&window, "Which answer was that?"));
}

#[test]
fn in_a_quiet_room_nothing_is_said_aloud_and_nothing_is_lost() {
    let desk = Desk::new();
    let mut window = desk.open(1280.0, 800.0);
    window.state_mut().apply(TrainCommand::SetQuiet(true).into());
    rehearse(&mut window, Level::Faded);
    assert!(says(&window, "say it to yourself"));
    press(&mut window, Key::Space);
    assert!(says(&window, &drill(&window).choices()[0].text.clone()));
    assert!(drill(&window).setting().quiet);
}

#[test]
fn an_exam_says_who_will_see_it_and_shows_no_number() {
    let desk = Desk::new();
    let mut window = desk.open(1280.0, 800.0);
    let wanted = Wanted { level: Level::Exam, ..stage::derek() };
    window.state_mut().apply(TrainCommand::BeginDrill(Box::new(wanted)).into());
    window.run();
    assert!(matches!(scene(&window), Scene::Before(_)));
    assert!(says(&window, "supervisor") && says(&window, "as often as you like"));
    press(&mut window, Key::Enter);
    assert!(!says(&window, "Heat 6") && !shows(&window, "Patience"));
    press(&mut window, Key::Space);
    press(&mut window, Key::Space);
    stage::digit(&mut window, 1);
    let reasons = drill(&window).turns()[0].reasons.join(" ");
    assert!(reasons.is_empty() || !says(&window, &reasons), "no reasons in an exam");
}

#[test]
fn a_line_of_ones_own_shows_what_was_heard_in_it_and_can_be_meant_otherwise() {
    let desk = Desk::new();
    let mut window = drilling(&desk, Level::Shown);
    press(&mut window, Key::Y);
    type_text(&mut window, "That is a horrible week, with the bike and all.");
    press(&mut window, Key::Enter);
    assert!(matches!(drill(&window).turns()[0].said, Said::Typed { .. }));
    assert!(says(&window, "in your words"));
    press(&mut window, Key::M);
    assert!(says(&window, "What did you mean by it?"));
    window.get_by_label("Specific empathy").click();
    window.run();
    assert!(says(&window, "Taken as you meant it"));
    let turn = drill(&window).turns()[0].clone();
    assert!(turn.moves.iter().any(|made| made.id == "EMP_SPECIFIC" && made.counted), "{:?}", turn.moves);
}

#[test]
fn a_line_of_more_than_twenty_five_words_is_not_said() {
    let desk = Desk::new();
    let mut window = drilling(&desk, Level::Shown);
    press(&mut window, Key::Y);
    type_text(&mut window, &"word ".repeat(26));
    press(&mut window, Key::Enter);
    assert!(drill(&window).turns().is_empty());
    assert!(says(&window, "26 words"));
}

#[test]
fn letters_typed_into_a_field_act_on_nothing() {
    let desk = Desk::new();
    let mut window = drilling(&desk, Level::Shown);
    press(&mut window, Key::N);
    for key in [Key::P, Key::E, Key::X, Key::L] {
        press(&mut window, key);
    }
    assert!(matches!(scene(&window), Scene::Drill(_)));
    type_text(&mut window, "rang twice");
    press_with(&mut window, Modifiers::SHIFT, Key::Enter);
    assert_eq!(drill(&window).call().state().notes, ["rang twice"]);
}

#[test]
fn what_the_customer_told_is_taken_down_with_one_press() {
    let desk = Desk::new();
    let mut window = drilling(&desk, Level::Shown);
    for _ in 0..12 {
        let told = drill(&window).customer().finds.first().cloned();
        if let Some(told) = told {
            window.get_by_label(&format!("Take down: {} {}", told.label, told.shown)).click();
            window.run();
            assert!(drill(&window).call().state().facts.contains_key(&told.name));
            return;
        }
        play_turn(&mut window);
    }
    panic!("nothing ever stood on the screen");
}

#[test]
fn always_keys_act_in_a_drill_as_on_a_call() {
    let desk = Desk::new();
    let mut window = drilling(&desk, Level::Shown);
    press(&mut window, Key::F4);
    assert_eq!(drill(&window).call().spot().to_string(), "aggressive-customer/supervisor-asked");
    press(&mut window, Key::F3);
    assert!(says(&window, "1 In danger now"));
    press(&mut window, Key::Escape);
    assert!(matches!(scene(&window), Scene::Drill(_)), "Esc leaves the sheet and not the drill");
}

#[test]
fn a_paused_drill_is_taken_up_again_at_the_same_turn() {
    let desk = Desk::new();
    let mut window = drilling(&desk, Level::Shown);
    play_turn(&mut window);
    press(&mut window, Key::P);
    assert!(matches!(scene(&window), Scene::Hall));
    window.get_by_label("Take it up").click();
    window.run();
    assert_eq!(drill(&window).turns().len(), 1);
    assert!(!drill(&window).is_paused());
}

#[test]
fn a_drill_that_was_cut_off_by_a_crash_is_there_after_it_at_the_last_act() {
    let desk = Desk::new();
    {
        let mut window = drilling(&desk, Level::Shown);
        play_turn(&mut window);
        play_turn(&mut window);
        stage::kept(&window);
        // The window is gone without a word.
    }
    let mut window = desk.open(1280.0, 800.0);
    press_with(&mut window, Modifiers::ALT, Key::T);
    assert!(says(&window, "Unfinished drill"));
    window.get_by_label("Take it up").click();
    window.run();
    assert_eq!(drill(&window).turns().len(), 2);
}

#[test]
fn ending_is_asked_for_twice_and_comes_to_the_debrief() {
    let desk = Desk::new();
    let mut window = drilling(&desk, Level::Shown);
    play_turn(&mut window);
    press(&mut window, Key::E);
    assert!(says(&window, "is still on the line. E again rings off"));
    press(&mut window, Key::E);
    assert!(matches!(scene(&window), Scene::Debrief(_)));
    stage::kept(&window);
    let store = PracticeStore::open(&desk.folders().practice()).unwrap();
    assert_eq!(store.finished().unwrap().len(), 1);
}

#[test]
fn a_drill_that_was_stopped_leaves_nothing_behind() {
    let desk = Desk::new();
    let mut window = drilling(&desk, Level::Shown);
    play_turn(&mut window);
    press(&mut window, Key::X);
    press(&mut window, Key::X);
    assert!(matches!(scene(&window), Scene::Hall));
    stage::kept(&window);
    let store = PracticeStore::open(&desk.folders().practice()).unwrap();
    assert!(store.finished().unwrap().is_empty() && store.in_hand().unwrap().is_empty());
}

#[test]
fn before_abuse_the_trainee_is_told_chooses_how_strong_it_is_and_can_stop_at_once() {
    let settings = Settings { agent_name: "Beth".into(), ..Settings::default() };
    let mut settings = settings;
    settings.numbers.crisis_line = "116 123".into();
    settings.numbers.duty_number = "555 0100".into();
    let desk = Desk::with(settings);
    let mut window = desk.open(1280.0, 800.0);
    window.state_mut().apply(TrainCommand::BeginDrill(Box::new(stage::abusive(NoticeKind::Abuse))).into());
    window.run();
    assert!(says(&window, "This customer is abusive") && says(&window, "stop at any moment"));
    assert!(shows(&window, "116 123") && shows(&window, "555 0100"));
    assert!(matches!(scene(&window), Scene::Before(before) if before.wanted.language == evenkeel::drill::Strength::Mild));
    window.get_by_label("Strong").click();
    window.run();
    press(&mut window, Key::Enter);
    assert_eq!(drill(&window).setting().language, evenkeel::drill::Strength::Strong);
    assert!(shows(&window, "116 123"), "the numbers stay on the screen");
    press(&mut window, Key::X);
    assert!(matches!(scene(&window), Scene::Hall), "at once");
}

#[test]
fn before_the_first_line_another_level_begins_the_same_call_anew() {
    let desk = Desk::new();
    let mut window = drilling(&desk, Level::Shown);
    let words = drill(&window).customer().words.clone();
    press(&mut window, Key::L);
    assert_eq!(drill(&window).setting().level, Level::Faded);
    assert_eq!(drill(&window).customer().words, words);
    press(&mut window, Key::Space);
    press(&mut window, Key::Space);
    stage::digit(&mut window, 1);
    press(&mut window, Key::L);
    assert_eq!(drill(&window).setting().level, Level::Faded, "not after it");
}

#[test]
fn a_whole_drill_with_the_trees_own_lines_is_over_and_says_so() {
    let desk = Desk::new();
    let mut window = drilling(&desk, Level::Shown);
    with_own_lines(&mut window);
    assert!(playing(&window).is_over());
    assert!(says(&window, "To the debrief"));
    press(&mut window, Key::Enter);
    assert!(matches!(scene(&window), Scene::Debrief(_)));
}

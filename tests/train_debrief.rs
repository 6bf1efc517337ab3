//! What comes after a drill, and beside it: the debrief, replay, worked examples, the warm-up.

#[path = "common/stage.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod stage;
#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use egui::Key;
use egui_kittest::{Harness, kittest::Queryable as _};
use evenkeel::{
    drill::{Level, Section},
    ui::{
        App,
        train::{Debriefing, Scene, TrainCommand},
    },
};
use stage::{drill, drilling, other_line, play_turn, scene, with_own_lines};
use window::{Desk, press, says, shows, type_text};

fn debriefing<'a>(window: &'a Harness<'static, App>) -> &'a Debriefing {
    match scene(window) {
        Scene::Debrief(debriefing) => debriefing,
        _ => panic!("no debrief is shown"),
    }
}

/// A drill with a mistake in its first turn, ended after three.
fn after_a_mistake(desk: &Desk) -> Harness<'static, App> {
    let mut window = drilling(desk, Level::Shown);
    let other = other_line(&window);
    stage::digit(&mut window, other);
    play_turn(&mut window);
    play_turn(&mut window);
    press(&mut window, Key::E);
    press(&mut window, Key::E);
    window
}

#[test]
fn the_score_stands_rule_by_rule_and_the_gates_apart_from_it() {
    let desk = Desk::new();
    let window = after_a_mistake(&desk);
    let debriefing = debriefing(&window);
    assert!(shows(&window, &debriefing.score.total.to_string()));
    for section in Section::ALL {
        assert!(says(&window, section.in_words()), "{section:?}");
    }
    for part in &debriefing.score.parts {
        assert!(says(&window, &part.name), "{}", part.name);
    }
    for gate in &debriefing.gates {
        assert!(says(&window, &gate.name), "{}", gate.name);
    }
    assert!(shows(&window, "Kept apart from the score"));
    assert!(says(&window, "Outcome ") && says(&window, " path "), "what came of it and the way there stand apart");
}

#[test]
fn it_opens_at_the_turn_where_the_heat_moved_most_with_what_was_said_and_what_was_better() {
    let desk = Desk::new();
    let window = after_a_mistake(&desk);
    let debriefing = debriefing(&window);
    let turn = &debriefing.drill.turns()[debriefing.turn - 1];
    assert_eq!(Some(turn.number), debriefing.debrief.turn);
    assert!(says(&window, &format!("“{}”", turn.said.text())));
    for other in debriefing.drill.turns() {
        let moved = |turn: &evenkeel::drill::Turn| (turn.heat_after - turn.heat_before).abs();
        assert!(moved(turn) >= moved(other), "turn {}", other.number);
    }
}

#[test]
fn the_better_line_of_a_mistake_is_the_trees_own_with_what_it_would_have_done() {
    let desk = Desk::new();
    let mut window = after_a_mistake(&desk);
    window.state_mut().apply(TrainCommand::ShowTurn(1).into());
    window.run();
    let better = debriefing(&window).better.clone().expect("there is a better line");
    let turn = &debriefing(&window).drill.turns()[0];
    assert!(better.heat < turn.heat_after);
    assert!(says(&window, &format!("“{}”", better.words)) && shows(&window, "Better"));
}

#[test]
fn arrow_keys_go_through_the_turns() {
    let desk = Desk::new();
    let mut window = after_a_mistake(&desk);
    window.state_mut().apply(TrainCommand::ShowTurn(1).into());
    press(&mut window, Key::ArrowRight);
    assert_eq!(debriefing(&window).turn, 2);
    press(&mut window, Key::ArrowLeft);
    press(&mut window, Key::ArrowLeft);
    assert_eq!(debriefing(&window).turn, 1);
}

#[test]
fn replay_begins_at_that_turn_with_the_same_choices_and_leaves_the_first_run_as_it_was() {
    let desk = Desk::new();
    let mut window = after_a_mistake(&desk);
    window.state_mut().apply(TrainCommand::ShowTurn(2).into());
    window.run();
    let (id, offered) = (debriefing(&window).id.clone(), debriefing(&window).drill.turns()[1].choices.clone());
    press(&mut window, Key::R);
    assert_eq!(drill(&window).turns().len(), 1);
    assert_eq!(drill(&window).choices(), offered);
    assert_ne!(stage::playing(&window).id, id);
}

#[test]
fn a_good_version_is_watched_and_ends_cooler() {
    let desk = Desk::new();
    let mut window = after_a_mistake(&desk);
    press(&mut window, Key::W);
    let Scene::Watch(watching) = scene(&window) else { panic!("nothing is watched") };
    assert!(watching.is_good);
    let begun = drill(&window).heat();
    for _ in 0..80 {
        press(&mut window, Key::Space);
        let Scene::Watch(watching) = scene(&window) else { break };
        if watching.is_at_end() {
            assert!(drill(&window).heat() < begun);
            press(&mut window, Key::Space);
            assert!(matches!(scene(&window), Scene::Debrief(_)));
            return;
        }
    }
    panic!("the example does not come to an end");
}

#[test]
fn a_bad_example_shows_what_is_said_next_and_what_it_does() {
    let desk = Desk::new();
    let mut window = desk.open(1280.0, 800.0);
    let watch = TrainCommand::Watch { tree: "delayed-shipment".into(), persona: "P01".into(), good: false };
    window.state_mut().apply(watch.into());
    window.run();
    assert!(says(&window, "Says this") && shows(&window, "A bad example"));
    let before = drill(&window).heat();
    press(&mut window, Key::Space);
    assert!(drill(&window).heat() > before);
    assert!(says(&window, &drill(&window).turns()[0].reasons.join(" ")));
    press(&mut window, Key::Escape);
    assert!(matches!(scene(&window), Scene::Hall));
}

#[test]
fn a_warm_up_is_three_hard_openings_with_one_line_each() {
    let desk = Desk::new();
    let mut window = desk.open(1280.0, 800.0);
    window.state_mut().apply(TrainCommand::WarmUp.into());
    // The figure of the time that is left paints itself anew each second.
    window.run_steps(4);
    for opening in 1..=3 {
        let words = drill(&window).customer().words.clone();
        assert!(says(&window, &words), "opening {opening}");
        assert!(says(&window, " left"), "the time");
        window.key_press(Key::Num1);
        window.run_steps(12);
        assert_eq!(drill(&window).turns().len(), 1, "opening {opening}");
        window.key_press(Key::Space);
        window.run_steps(4);
    }
    assert!(shows(&window, "Warm"));
    window.key_press(Key::Enter);
    window.run_steps(4);
    assert!(matches!(scene(&window), Scene::Hall));
}

#[test]
fn a_point_is_disputed_in_the_trainees_words() {
    let desk = Desk::new();
    let mut window = after_a_mistake(&desk);
    press(&mut window, Key::D);
    type_text(&mut window, "I was cut off");
    press(&mut window, Key::Enter);
    assert_eq!(debriefing(&window).disputes[0].1, "I was cut off");
    assert!(says(&window, "Disputed: ") && says(&window, "I was cut off"));
}

#[test]
fn one_key_copies_the_whole_debrief() {
    let desk = Desk::new();
    let mut window = after_a_mistake(&desk);
    let modifiers = egui::Modifiers::NONE;
    window.event(egui::Event::Key { key: Key::C, physical_key: None, pressed: true, repeat: false, modifiers });
    let copied = (0..8).find_map(|_| {
        window.step();
        window.output().platform_output.commands.iter().find_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        })
    });
    let copied = copied.expect("something is on the clipboard");
    assert!(copied.contains("Derek Hollis") && copied.contains("Score ") && copied.contains("Heat: start 6.0"), "{copied}");
}

#[test]
fn heat_is_not_shown_where_a_call_is_scored_on_its_protocol() {
    let desk = Desk::new();
    let mut window = desk.open(1280.0, 800.0);
    let persona = evenkeel::drill::shipped_personas().iter().find(|persona| persona.protocol.is_some()).expect("there is one");
    let wanted = evenkeel::ui::train::Wanted {
        tree: persona.trees[0].clone(),
        persona: persona.id.clone(),
        seed: Some(3),
        ..Default::default()
    };
    window.state_mut().apply(TrainCommand::BeginDrill(Box::new(wanted)).into());
    window.run();
    press(&mut window, Key::Enter);
    assert!(!says(&window, "Heat ") && !shows(&window, "Patience"));
    assert!(says(&window, &persona.protocol.as_ref().unwrap().asks));
    play_turn(&mut window);
    press(&mut window, Key::E);
    press(&mut window, Key::E);
    assert!(!says(&window, "Heat turn by turn") && !shows(&window, "Peak"));
}

#[test]
fn what_comes_next_is_told_once_a_drill_is_kept() {
    let desk = Desk::new();
    let mut window = drilling(&desk, Level::Shown);
    with_own_lines(&mut window);
    press(&mut window, Key::Enter);
    assert!(debriefing(&window).drill.is_finished());
    assert!(says(&window, "Due again") && says(&window, "Ready for live: 0 of 3"));
    assert!(window.query_by_label("Next drill").is_some());
}

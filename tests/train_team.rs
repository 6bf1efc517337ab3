//! The supervisor's desk and the trainee's side of it, by name and key: work, exams, scores, the sheet that is sent.

#[path = "common/stage.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod stage;
#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use egui::{Key, Modifiers, Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use evenkeel::{
    drill::{Drill, ExamSheet, Finished, Level, OwnScore, Player, Setting, shipped_persona, tracks},
    library::{WorkDone, assignments, exam_sheets, own_scores, save_own_score, send_exam, shipped_trees, tell_done, work_done},
    record::ExamStore,
    site::Settings,
    tree::TreeId,
    ui::{
        App,
        train::{NewWork, Scene, TrainCommand, Wanted},
    },
};
use std::sync::Arc;
use window::{Desk, press, press_with, says, shows, type_text};

/// An exam that was played to its end, in the trainee's own store.
fn taken(desk: &Desk, id: &str, player: Player) -> ExamSheet {
    let persona = Arc::clone(shipped_persona("derek-hollis").unwrap());
    let setting = Setting { level: Level::Exam, ..Setting::new(TreeId::new("delayed-shipment").unwrap(), persona, 11) };
    let mut drill = Drill::begin(&shipped_trees(), Arc::new(Settings::default()), setting, &window::now()).unwrap();
    player.play(&mut drill, &window::now());
    let finished = Finished::of(id, &drill, &window::now()).expect("played to its end");
    let mut store = ExamStore::open(&desk.folders().exams()).unwrap();
    store.finish(&drill, &finished, "Ada Moss", None).unwrap();
    store.dispute(id, &finished.score.parts[0].id, "I did say it back.", finished.day).unwrap();
    store.sheet(id).unwrap()
}

/// A desk of somebody who looks after a team.
fn supervisors_desk() -> Desk {
    let settings = Settings { agent_name: "Beth Lowry".into(), looks_after_team: true, ..Settings::default() };
    Desk::with(settings).copied()
}

fn at_the_desk(desk: &Desk) -> Harness<'static, App> {
    let mut window = desk.open(1280.0, 800.0);
    press_with(&mut window, Modifiers::ALT, Key::T);
    press(&mut window, Key::Num5);
    window
}

#[test]
fn the_desk_says_that_practice_is_never_shown_there() {
    let window = at_the_desk(&supervisors_desk());
    assert!(says(&window, "Practice is never shown here"));
    assert!(shows(&window, "Nothing on the desk yet"));
    assert!(says(&window, "Nothing is assigned."));
}

#[test]
fn work_is_assigned_by_keys_alone_and_seen_as_not_done_until_it_is() {
    let desk = supervisors_desk();
    let mut window = at_the_desk(&desk);
    press(&mut window, Key::A);
    type_text(&mut window, "Ada Moss");
    press_with(&mut window, Modifiers::COMMAND, Key::S);
    let all = assignments(&desk.trees).all;
    assert_eq!((all.len(), all[0].trainee.as_str(), all[0].set_by.as_str()), (1, "Ada Moss", "Beth Lowry"));
    assert!(shows(&window, "Not done yet"));
    let done = WorkDone { assignment: all[0].id.clone(), trainee: "ada moss".to_owned(), on: window::now().date() };
    tell_done(&desk.trees, &done).unwrap();
    press(&mut window, Key::Num4);
    press(&mut window, Key::Num5);
    assert!(says(&window, "Done on Mon 23 Nov"));
}

#[test]
fn a_track_is_assigned_in_one_go_and_taken_back_one_by_one() {
    let desk = supervisors_desk();
    let mut window = at_the_desk(&desk);
    let track = &tracks()[0];
    let work = NewWork { track: Some(track.id.clone()), ..NewWork::on("billing-error".to_owned()) };
    window.state_mut().apply(evenkeel::ui::train::TeamCommand::EditWork(Box::new(work)).into());
    window.run();
    press_with(&mut window, Modifiers::COMMAND, Key::S);
    assert_eq!(assignments(&desk.trees).all.len(), track.scenarios.len());
    press(&mut window, Key::Delete);
    assert_eq!(assignments(&desk.trees).all.len(), track.scenarios.len(), "pressed once it asks");
    press(&mut window, Key::Delete);
    assert_eq!(assignments(&desk.trees).all.len(), track.scenarios.len() - 1);
}

#[test]
fn work_without_a_day_is_refused_in_words() {
    let desk = supervisors_desk();
    let mut window = at_the_desk(&desk);
    let work = NewWork { by: "soon".to_owned(), ..NewWork::on("billing-error".to_owned()) };
    window.state_mut().apply(evenkeel::ui::train::TeamCommand::EditWork(Box::new(work)).into());
    window.run();
    press_with(&mut window, Modifiers::COMMAND, Key::S);
    assert!(says(&window, "“soon” is not a day"));
    assert!(assignments(&desk.trees).all.is_empty());
}

#[test]
fn an_exam_is_scored_part_by_part_beside_the_automatic_score_and_the_gap_is_shown() {
    let desk = supervisors_desk();
    let sheet = taken(&desk, "exam-1", Player::Middling);
    send_exam(&desk.trees, &sheet).unwrap();
    let mut other = OwnScore::new(&sheet.id, "Ruth", window::now().date());
    let part = sheet.result.score.parts.iter().find(|part| part.of >= 5).unwrap().clone();
    other.points.insert(part.id.clone(), part.points);
    save_own_score(&desk.trees, &other).unwrap();
    let mut window = at_the_desk(&desk);
    assert!(says(&window, &sheet.turns[0].customer), "what was said");
    assert!(says(&window, "I did say it back."), "what is disputed");
    let name = format!("Your points for {}, of {}", part.name, part.of);
    window.get_by_role_and_label(Role::TextInput, &name).focus();
    window.run();
    type_text(&mut window, "0");
    assert!(says(&window, "Yours and the automatic score"));
    assert!(says(&window, "Ruth and you"));
    press_with(&mut window, Modifiers::COMMAND, Key::S);
    let kept = own_scores(&desk.trees, &sheet.id).all;
    let mine = kept.iter().find(|score| score.by == "Beth Lowry").expect("under the supervisor's name");
    assert_eq!(mine.points.get(&part.id), Some(&0.0));
    assert!((mine.gap(&sheet).points() + part.points).abs() < 1.0);
}

#[test]
fn up_and_down_walk_over_work_and_exams() {
    let desk = supervisors_desk();
    let sheet = taken(&desk, "exam-1", Player::Ideal);
    send_exam(&desk.trees, &sheet).unwrap();
    let mut window = at_the_desk(&desk);
    press(&mut window, Key::A);
    press_with(&mut window, Modifiers::COMMAND, Key::S);
    press(&mut window, Key::Escape);
    assert!(shows(&window, "Take back"));
    press(&mut window, Key::ArrowDown);
    assert!(says(&window, "What was said,") && !shows(&window, "Take back"));
    press(&mut window, Key::ArrowUp);
    assert!(shows(&window, "Take back"));
}

#[test]
fn the_trainee_sees_the_very_sheet_before_it_goes_and_can_take_it_back() {
    let desk = supervisors_desk();
    let sheet = taken(&desk, "exam-1", Player::Middling);
    let mut window = desk.open(1280.0, 800.0);
    window.state_mut().apply(TrainCommand::OpenDebrief("exam-1".to_owned()).into());
    window.run();
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    assert!(exam_sheets(&desk.trees).all.is_empty(), "nothing goes unseen");
    press(&mut window, Key::S);
    assert!(says(&window, &sheet.turns[0].customer) && says(&window, "Not in it: your practice"), "in words");
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(exam_sheets(&desk.trees).all, vec![sheet]);
    stage::kept(&window);
    assert!(ExamStore::open(&desk.folders().exams()).unwrap().is_sent("exam-1").unwrap());
    press(&mut window, Key::Delete);
    assert_eq!(exam_sheets(&desk.trees).all.len(), 1, "asked once");
    press(&mut window, Key::Delete);
    assert!(exam_sheets(&desk.trees).all.is_empty());
    stage::kept(&window);
    assert!(!ExamStore::open(&desk.folders().exams()).unwrap().is_sent("exam-1").unwrap());
    press(&mut window, Key::Escape);
    assert!(matches!(window.state().state().training.scene, Scene::Debrief(_)));
}

#[test]
fn assigned_practice_that_is_done_is_told_with_a_name_and_a_day_and_nothing_else() {
    let desk = supervisors_desk();
    let mut window = at_the_desk(&desk);
    let work = NewWork { level: Level::Shown, ..NewWork::on("delayed-shipment".to_owned()) };
    window.state_mut().apply(evenkeel::ui::train::TeamCommand::EditWork(Box::new(work)).into());
    press_with(&mut window, Modifiers::COMMAND, Key::S);
    let id = assignments(&desk.trees).all[0].id.clone();
    let wanted = Wanted { assignment: Some(id.clone()), ..stage::derek() };
    window.state_mut().apply(TrainCommand::BeginDrill(Box::new(wanted)).into());
    window.run();
    stage::with_own_lines(&mut window);
    press(&mut window, Key::Enter);
    let done = work_done(&desk.trees).all;
    assert_eq!(done, vec![WorkDone { assignment: id, trainee: "Beth Lowry".to_owned(), on: window::now().date() }]);
}

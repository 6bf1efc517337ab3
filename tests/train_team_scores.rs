//! What a supervisor says of an exam reaches its trainee, and the desk is for whoever looks after a team.

#[path = "common/stage.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod stage;
#[path = "common/team.rs"]
mod team;
#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use egui::{Key, Modifiers, Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use evenkeel::{
    drill::{ExamSheet, OwnScore, tracks},
    library::{assignments, own_scores, save_assignment, save_own_score, send_exam, withdraw_exam},
    site::Settings,
    ui::{
        App,
        train::{NewWork, Scene, TeamCommand, TrainCommand},
    },
};
use jiff::civil::date;
use team::{first, taken};
use window::{Desk, click, press, press_with, says, shows, type_text};

fn trainee() -> Desk {
    Desk::with(Settings { agent_name: "Ada Moss".into(), ..Settings::default() }).copied()
}

/// A supervisor on the same library.
fn supervisor_of(desk: &Desk) -> Desk {
    let mut other = Desk::with(Settings { agent_name: "Beth Lowry".into(), looks_after_team: true, ..Settings::default() });
    other.trees.clone_from(&desk.trees);
    other
}

fn in_team(desk: &Desk) -> Harness<'static, App> {
    let mut window = desk.open(1280.0, 800.0);
    press_with(&mut window, Modifiers::ALT, Key::T);
    press(&mut window, Key::Num5);
    window
}

fn in_today(desk: &Desk) -> Harness<'static, App> {
    let mut window = desk.open(1280.0, 800.0);
    press_with(&mut window, Modifiers::ALT, Key::T);
    window
}

fn focused(window: &Harness<'static, App>) -> String {
    let all = window.query_all_by_label_contains("").find(|node| node.accesskit_node().is_focused());
    all.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

#[test]
fn a_score_its_word_and_the_answer_to_a_dispute_reach_the_trainee() {
    let desk = trainee();
    let sheet = taken(&desk, "exam-1");
    send_exam(&desk.trees, &sheet).unwrap();
    let (_, name, of) = first(&sheet.result);
    let supervisor = supervisor_of(&desk);
    let mut window = in_team(&supervisor);
    assert!(says(&window, "1 dispute"));
    press(&mut window, Key::Enter);
    assert_eq!(focused(&window), format!("Your points for {name}, of {of}"), "an opened exam begins at its first points");
    type_text(&mut window, "1");
    window.get_by_label(&format!("Your answer on {name}")).focus();
    window.run();
    type_text(&mut window, "You did, in turn two.");
    let word = window.query_all_by_label("A word to the trainee").last().unwrap();
    word.focus();
    window.run();
    type_text(&mut window, "Good pace.");
    press_with(&mut window, Modifiers::COMMAND, Key::S);
    assert!(says(&window, "dispute answered") && says(&window, "Your score is saved."));
    drop(window);

    let mut window = in_today(&desk);
    assert!(says(&window, "Your exam “Delayed shipment” was scored by Beth Lowry."));
    click(&mut window, "Look at it");
    assert!(says(&window, "Scored by Beth Lowry") && says(&window, "Good pace.") && says(&window, "You did, in turn two."));
    assert!(says(&window, &format!("1 of {of}, automatically")));
    assert!(says(&window, "Disputed: ") && says(&window, "Answered by Beth Lowry"), "a dispute is there when it is opened again");
    press(&mut window, Key::Escape);
    stage::kept(&window);
    assert!(!says(&window, "was scored by"), "it was looked at");
    let mut score = own_scores(&desk.trees, "exam-1").all.remove(0);
    score.words = "Better pace.".to_owned();
    save_own_score(&desk.trees, &score).unwrap();
    assert!(says(&in_today(&desk), "was scored by"), "a changed score is news again");
}

#[test]
fn points_that_cannot_be_read_stay_in_their_field_and_are_not_saved() {
    let desk = trainee();
    let sheet = taken(&desk, "exam-1");
    send_exam(&desk.trees, &sheet).unwrap();
    let (_, name, of) = first(&sheet.result);
    let mut window = in_team(&supervisor_of(&desk));
    press(&mut window, Key::Enter);
    type_text(&mut window, "99");
    assert!(says(&window, &format!("“99” is not between 0 and {of}.")));
    press_with(&mut window, Modifiers::COMMAND, Key::S);
    assert!(says(&window, "Not saved. “99”"));
    assert!(own_scores(&desk.trees, "exam-1").all.is_empty());
    let name = format!("Your points for {name}, of {of}");
    let field = window.get_by_role_and_label(Role::TextInput, &name);
    assert_eq!(field.value().as_deref(), Some("99"));
}

#[test]
fn a_withdrawn_exam_takes_what_was_scored_with_it() {
    let desk = trainee();
    let sheet = taken(&desk, "exam-1");
    send_exam(&desk.trees, &sheet).unwrap();
    save_own_score(&desk.trees, &OwnScore::new("exam-1", "Beth Lowry", window::now().date())).unwrap();
    save_own_score(&desk.trees, &OwnScore::new("exam-2", "Beth Lowry", window::now().date())).unwrap();
    withdraw_exam(&desk.trees, "exam-1").unwrap();
    assert!(own_scores(&desk.trees, "exam-1").all.is_empty());
    assert_eq!(own_scores(&desk.trees, "exam-2").all.len(), 1);
}

#[test]
fn the_sheet_scrolls_by_keys_and_says_what_is_not_in_it() {
    let desk = trainee();
    let sheet = taken(&desk, "exam-1");
    let mut window = desk.open(1280.0, 800.0);
    window.state_mut().apply(TrainCommand::OpenDebrief("exam-1".to_owned()).into());
    window.run();
    press(&mut window, Key::S);
    assert!(says(&window, "Not in it: your practice") && says(&window, &sheet.turns[0].customer));
    assert!(!says(&window, "EndedByTrainee") && !says(&window, "\"customer\""), "words, not a file");
    let top = |window: &Harness<'static, App>| window.get_by_label("The sheet of this exam").rect().top();
    let before = top(&window);
    press(&mut window, Key::PageDown);
    window.run_steps(20);
    assert!(top(&window) < before - 300.0, "{before} to {}", top(&window));
    press(&mut window, Key::ArrowUp);
    window.run_steps(20);
    assert!(top(&window) < before - 200.0);
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    press(&mut window, Key::Home);
    window.run_steps(20);
    assert!(says(&window, "Sent. What your supervisor says of it comes to you"));
}

#[test]
fn the_tab_team_shows_a_trainee_what_is_theirs_and_nothing_can_be_changed_there() {
    let desk = trainee();
    let sheet = taken(&desk, "exam-1");
    send_exam(&desk.trees, &sheet).unwrap();
    send_exam(&desk.trees, &ExamSheet { id: "exam-2".into(), trainee: "Tom Reyes".into(), ..sheet.clone() }).unwrap();
    for trainee in ["Ada Moss", "Tom Reyes"] {
        let work = NewWork { trainee: trainee.to_owned(), ..NewWork::on("billing-error".to_owned()) };
        let all = work.asks("Beth Lowry", window::now().date(), &[], || trainee.replace(' ', "-")).unwrap();
        save_assignment(&desk.trees, &all[0]).unwrap();
    }
    let mut window = in_team(&desk);
    assert!(says(&window, "This is what is yours.") && !says(&window, "Tom Reyes"));
    assert!(!shows(&window, "Assign work") && !shows(&window, "Take back"));
    press(&mut window, Key::A);
    press(&mut window, Key::Delete);
    press(&mut window, Key::Delete);
    assert_eq!(assignments(&desk.trees).all.len(), 2);
    press_with(&mut window, Modifiers::COMMAND, Key::K);
    type_text(&mut window, "look after a team");
    press(&mut window, Key::Enter);
    assert!(says(&window, "Tom Reyes") && shows(&window, "Assign work"), "one command shows the whole desk");
}

#[test]
fn a_day_that_has_gone_by_is_not_taken_for_next_years() {
    let today = date(2026, 11, 23);
    let by = |text: &str| NewWork { by: text.to_owned(), ..NewWork::on("billing-error".to_owned()) }.day(today);
    assert_eq!(by("30 Nov"), Ok(date(2026, 11, 30)));
    assert!(by("20 Nov").unwrap_err().contains("20 Nov has gone by this year. Write 20 Nov 2027"));
    assert_eq!(by("20 Nov 2027"), Ok(date(2027, 11, 20)));
    assert_eq!(by("10 Jan"), Ok(date(2027, 1, 10)));
}

#[test]
fn a_name_is_kept_as_the_team_knows_it() {
    let named = |text: &str| NewWork { trainee: text.to_owned(), ..NewWork::on("x".to_owned()) }.named(&["Tom Reyes"]);
    assert_eq!([named("tom reyes"), named("ada moss"), named("Jan de Vries")], ["Tom Reyes", "Ada Moss", "Jan de Vries"]);
}

#[test]
fn a_track_has_a_day_for_each_drill_and_is_taken_back_in_one_go() {
    let desk = supervisor_of(trainee_kept());
    let mut window = in_team(&desk);
    let track = &tracks()[0];
    let work = NewWork { track: Some(track.id.clone()), apart: "7".to_owned(), ..NewWork::on("billing-error".to_owned()) };
    window.state_mut().apply(TeamCommand::EditWork(Box::new(work)).into());
    window.run();
    press_with(&mut window, Modifiers::COMMAND, Key::S);
    let days: Vec<_> = assignments(&desk.trees).all.iter().map(|work| work.by).collect();
    assert_eq!((days[0], days[1]), (date(2026, 11, 30), date(2026, 12, 7)));
    press_with(&mut window, Modifiers::SHIFT, Key::Delete);
    assert!(says(&window, "Press again."));
    press_with(&mut window, Modifiers::SHIFT, Key::Delete);
    assert!(assignments(&desk.trees).all.is_empty());
}

/// A library that stays for the length of a test.
fn trainee_kept() -> &'static Desk {
    Box::leak(Box::new(trainee()))
}

#[test]
fn assigned_work_is_changed_and_stays_the_same_work() {
    let desk = supervisor_of(trainee_kept());
    let mut window = in_team(&desk);
    press(&mut window, Key::A);
    type_text(&mut window, "ada moss");
    press_with(&mut window, Modifiers::COMMAND, Key::S);
    let before = assignments(&desk.trees).all.remove(0);
    assert_eq!(before.trainee, "Ada Moss");
    press(&mut window, Key::E);
    assert!(shows(&window, "Change assigned work"));
    window.get_by_role_and_label(Role::TextInput, "By which day").focus();
    window.run();
    press_with(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "7 Dec");
    press_with(&mut window, Modifiers::COMMAND, Key::S);
    let after = assignments(&desk.trees).all;
    assert_eq!(after.len(), 1);
    assert_eq!((after[0].id.as_str(), after[0].by), (before.id.as_str(), date(2026, 12, 7)));
}

#[test]
fn the_wrong_day_is_told_once_and_the_focus_goes_to_it() {
    let desk = supervisor_of(trainee_kept());
    let mut window = in_team(&desk);
    press(&mut window, Key::A);
    window.get_by_role_and_label(Role::TextInput, "By which day").focus();
    window.run();
    press_with(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "yesterday");
    press_with(&mut window, Modifiers::COMMAND, Key::S);
    assert_eq!(window.query_all_by_label_contains("“yesterday” is not a day").count(), 1);
    assert_eq!(focused(&window), "By which day");
    assert!(matches!(window.state().state().training.scene, Scene::Hall));
}

//! The canvas of Author, driven by name, key and pointer through the accessibility tree.

#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use egui::{Event, Key, Modifiers, PointerButton, Pos2, Vec2, pos2, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use evenkeel::{
    tree::{StepId, Target, Tree, read},
    ui::{App, author::AuthorCommand, author::state::Authoring, state::Place},
};
use std::{fs, sync::Arc};
use window::{Desk, press, press_with, says, settle, shows, type_text};

fn author<'a>(harness: &'a Harness<'static, App>) -> &'a Authoring {
    harness.state().state().authoring.as_ref().expect("a tree is in hand")
}

fn tree(harness: &Harness<'static, App>) -> Arc<Tree> {
    Arc::clone(author(harness).tree())
}

fn id(name: &str) -> StepId {
    StepId::new(name).unwrap()
}

fn chosen(harness: &Harness<'static, App>) -> String {
    author(harness).selection.primary().map(ToString::to_string).unwrap_or_default()
}

fn choose(harness: &mut Harness<'static, App>, step: &str) {
    harness.state_mut().apply(AuthorCommand::GoToStep(id(step)).into());
    settle(harness);
}

/// Where a step stands on the screen.
fn on_screen(harness: &Harness<'static, App>, step: &str) -> egui::Rect {
    let author = author(harness);
    let rect = author.scene.as_ref().unwrap().rect_of(&id(step)).expect("the step is drawn");
    author.camera.rect_to_screen(author.canvas, rect)
}

fn port(harness: &Harness<'static, App>, step: &str, answer: usize) -> Pos2 {
    let author = author(harness);
    let at = author.scene.as_ref().unwrap().port(&id(step), answer).expect("the answer has a row");
    author.camera.to_screen(author.canvas, at)
}

fn button(harness: &mut Harness<'static, App>, at: Pos2, pressed: bool) {
    harness.event(Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE });
    harness.step();
}

fn drag(harness: &mut Harness<'static, App>, from: Pos2, by: Vec2) {
    harness.event(Event::PointerMoved(from));
    harness.step();
    button(harness, from, true);
    for part in 1..=4 {
        harness.event(Event::PointerMoved(from + by * (part as f32 / 4.0)));
        harness.step();
    }
    button(harness, from + by, false);
    settle(harness);
}

/// A point of the canvas with nothing under it, right of the small answers and above the problems.
fn empty(harness: &Harness<'static, App>) -> Pos2 {
    let author = author(harness);
    let scene = author.scene.as_ref().unwrap();
    let canvas = author.canvas.shrink(30.0);
    let mut at = canvas.left_top();
    while at.y < canvas.bottom() {
        let plane = author.camera.to_plane(author.canvas, at);
        let around = egui::Rect::from_center_size(plane, vec2(30.0, 30.0));
        if !scene.rects.iter().any(|rect| rect.intersects(around)) {
            return at;
        }
        at.x += 20.0;
        if at.x > canvas.right() {
            at = pos2(canvas.left(), at.y + 20.0);
        }
    }
    panic!("the canvas is full");
}

#[test]
fn a_tree_is_opened_from_the_list_by_keys_alone() {
    let desk = Desk::on_copy();
    let mut harness = desk.open(1280.0, 800.0);
    press_with(&mut harness, Modifiers::ALT, Key::A);
    assert_eq!(harness.state().state().place, Place::Author);
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Enter);
    settle(&mut harness);
    assert_eq!(author(&harness).id, "aggressive-customer");
    assert!(says(&harness, "steps"));
}

#[test]
fn the_outline_is_the_canvas_in_words() {
    let desk = Desk::on_copy();
    let harness = desk.authoring("follow-up-call");
    let order = Arc::clone(&author(&harness).order);
    assert_eq!(order.len(), tree(&harness).steps.len());
    let first = &tree(&harness).steps[&order[0]];
    assert!(shows(&harness, &format!("{}, {}", first.title, first.kind.word())));
}

#[test]
fn tab_walks_through_the_steps_in_the_order_of_a_call_and_the_arrows_along_the_answers() {
    let desk = Desk::on_copy();
    let mut harness = desk.authoring("billing-error");
    press(&mut harness, Key::Tab);
    let tree = tree(&harness);
    assert_eq!(chosen(&harness), tree.start.as_str());
    press(&mut harness, Key::Tab);
    let order = Arc::clone(&author(&harness).order);
    let place = order.iter().position(|step| *step == tree.start).unwrap();
    assert_eq!(chosen(&harness), order[place + 1].as_str());
    choose(&mut harness, tree.start.as_str());
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::ArrowDown);
    assert_eq!(author(&harness).selection.answer, Some(1));
    press(&mut harness, Key::ArrowRight);
    let Some(Target::Here(goal)) = &tree.steps[&tree.start].answers[1].to else { panic!("it leads to a step") };
    assert_eq!(chosen(&harness), goal.as_str());
    press(&mut harness, Key::ArrowLeft);
    assert_ne!(chosen(&harness), goal.as_str());
}

#[test]
fn one_key_adds_an_answer_and_one_adds_the_step_it_leads_to() {
    let desk = Desk::on_copy();
    let mut harness = desk.authoring("follow-up-call");
    let start = tree(&harness).start.to_string();
    choose(&mut harness, &start);
    let before = tree(&harness).steps[start.as_str()].answers.len();
    press(&mut harness, Key::A);
    settle(&mut harness);
    assert_eq!(tree(&harness).steps[start.as_str()].answers.len(), before + 1);
    assert_eq!(author(&harness).selection.answer, Some(before));
    // Out of the field, back to the canvas.
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::N);
    settle(&mut harness);
    let tree = tree(&harness);
    let Some(Target::Here(to)) = &tree.steps[start.as_str()].answers[before].to else { panic!("it leads to the new step") };
    assert_eq!(chosen(&harness), to.as_str());
    assert_eq!(tree.steps[to].title, "New step");
}

#[test]
fn an_answer_dragged_into_the_empty_adds_a_step_there() {
    let desk = Desk::on_copy();
    let mut harness = desk.authoring("follow-up-call");
    let start = tree(&harness).start.to_string();
    choose(&mut harness, &start);
    let count = tree(&harness).steps.len();
    let (from, to) = (port(&harness, &start, 0) + vec2(3.0, 0.0), empty(&harness));
    drag(&mut harness, from, to - from);
    assert_eq!(tree(&harness).steps.len(), count + 1);
    let new = chosen(&harness);
    assert_eq!(tree(&harness).steps[start.as_str()].answers[0].to, Some(Target::Here(id(&new))));
    assert!(tree(&harness).layout.placed.contains_key(new.as_str()), "it stays where it was put");
}

#[test]
fn an_answer_dragged_onto_a_step_leads_there() {
    let desk = Desk::on_copy();
    let mut harness = desk.authoring("follow-up-call");
    let start = tree(&harness).start.to_string();
    choose(&mut harness, &start);
    let goal = author(&harness)
        .scene
        .as_ref()
        .unwrap()
        .steps_in(author(&harness).camera.seen(author(&harness).canvas))
        .into_iter()
        .find(|step| {
            let inside = author(&harness).canvas.shrink(20.0).contains(on_screen(&harness, step.as_str()).center());
            step.as_str() != start
                && inside
                && tree(&harness).steps[start.as_str()].answers[0].to != Some(Target::Here(step.clone()))
        })
        .expect("another step is in view");
    let (from, to) = (port(&harness, &start, 0) + vec2(3.0, 0.0), on_screen(&harness, goal.as_str()).center());
    drag(&mut harness, from, to - from);
    assert_eq!(tree(&harness).steps[start.as_str()].answers[0].to, Some(Target::Here(goal)));
}

#[test]
fn a_dragged_step_stays_where_it_was_put_and_undo_brings_it_back() {
    let desk = Desk::on_copy();
    let mut harness = desk.authoring("follow-up-call");
    let start = tree(&harness).start.to_string();
    choose(&mut harness, &start);
    let before = on_screen(&harness, &start);
    drag(&mut harness, before.center_top() + vec2(20.0, 10.0), vec2(64.0, 40.0));
    assert!(tree(&harness).layout.placed.contains_key(start.as_str()));
    let moved = on_screen(&harness, &start).min - before.min;
    assert!((moved - vec2(64.0, 40.0)).length() < 10.0, "{moved:?}");
    press_with(&mut harness, Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert!(tree(&harness).layout.placed.is_empty());
}

#[test]
fn a_box_drawn_with_the_pointer_chooses_what_it_touches() {
    let desk = Desk::on_copy();
    let mut harness = desk.authoring("follow-up-call");
    press(&mut harness, Key::F);
    settle(&mut harness);
    let canvas = author(&harness).canvas;
    let from = empty(&harness);
    drag(&mut harness, from, canvas.right_bottom() - vec2(200.0, 160.0) - from);
    assert!(author(&harness).selection.steps.len() > 1, "{:?}", author(&harness).selection);
}

#[test]
fn deleting_a_step_keeps_the_answers_that_led_there_and_they_lead_nowhere() {
    let desk = Desk::on_copy();
    let mut harness = desk.authoring("follow-up-call");
    let before = tree(&harness);
    let start = before.start.clone();
    let Some(Target::Here(goal)) = before.steps[&start].answers[0].to.clone() else { panic!("it leads to a step") };
    choose(&mut harness, goal.as_str());
    press(&mut harness, Key::Delete);
    settle(&mut harness);
    assert!(!tree(&harness).steps.contains_key(&goal));
    assert_eq!(tree(&harness).steps[&start].answers[0].to, None);
    assert!(says(&harness, "leads nowhere"), "the problems say so");
    press_with(&mut harness, Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert_eq!(tree(&harness), before);
}

#[test]
fn delete_in_a_field_deletes_no_step() {
    let desk = Desk::on_copy();
    let mut harness = desk.authoring("follow-up-call");
    let before = tree(&harness);
    choose(&mut harness, before.start.as_str());
    harness.get_by_label("Find a step").focus();
    harness.run();
    press(&mut harness, Key::Delete);
    press(&mut harness, Key::Backspace);
    assert_eq!(tree(&harness).steps.len(), before.steps.len());
}

#[test]
fn copied_steps_are_pasted_with_the_answers_among_them_also_into_another_tree() {
    let desk = Desk::on_copy();
    let mut harness = desk.authoring("follow-up-call");
    let before = tree(&harness);
    let start = before.start.clone();
    let Some(Target::Here(goal)) = before.steps[&start].answers[0].to.clone() else { panic!("it leads to a step") };
    choose(&mut harness, start.as_str());
    harness.state_mut().apply(AuthorCommand::AddToSelection(goal.clone()).into());
    harness.run();
    harness.event(Event::Copy);
    harness.step();
    let copied = harness.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    let text = copied.expect("the steps are on the clipboard, as text");
    assert!(text.starts_with("Fragment("));
    harness.event(Event::Paste(text.clone()));
    settle(&mut harness);
    let pasted = author(&harness).selection.steps.clone();
    assert_eq!(pasted.len(), 2);
    let now = tree(&harness);
    assert_eq!(now.steps[&pasted[0]].answers[0].to, Some(Target::Here(pasted[1].clone())));
    harness.state_mut().apply(AuthorCommand::Open("return-policy".to_owned()).into());
    settle(&mut harness);
    let count = tree(&harness).steps.len();
    harness.event(Event::Paste(text));
    settle(&mut harness);
    assert_eq!(tree(&harness).steps.len(), count + 2);
    assert!(author(&harness).history.undo_name().is_some());
}

#[test]
fn what_was_done_to_a_tree_can_be_undone_after_another_was_opened_and_after_saving() {
    let desk = Desk::on_copy();
    let mut harness = desk.authoring("follow-up-call");
    let before = tree(&harness);
    choose(&mut harness, before.start.as_str());
    press(&mut harness, Key::A);
    press(&mut harness, Key::Escape);
    settle(&mut harness);
    press_with(&mut harness, Modifiers::COMMAND, Key::S);
    harness.state_mut().apply(AuthorCommand::Open("return-policy".to_owned()).into());
    settle(&mut harness);
    harness.state_mut().apply(AuthorCommand::Open("follow-up-call".to_owned()).into());
    settle(&mut harness);
    assert_ne!(tree(&harness), before);
    press_with(&mut harness, Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert_eq!(tree(&harness), before);
}

#[test]
fn the_first_undo_after_opening_does_nothing() {
    let desk = Desk::on_copy();
    let mut harness = desk.authoring("follow-up-call");
    let before = tree(&harness);
    press_with(&mut harness, Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert_eq!(tree(&harness), before);
    assert!(!desk.trees.join(".evenkeel/drafts/follow-up-call.ron").exists(), "looking leaves no draft");
}

#[test]
fn an_edit_is_in_the_draft_and_the_live_file_stands_as_it_was() {
    let desk = Desk::on_copy();
    let live = fs::read_to_string(desk.trees.join("follow-up-call.ron")).unwrap();
    let mut harness = desk.authoring("follow-up-call");
    let start = tree(&harness).start.to_string();
    choose(&mut harness, &start);
    press(&mut harness, Key::A);
    settle(&mut harness);
    let draft = fs::read_to_string(desk.trees.join(".evenkeel/drafts/follow-up-call.ron")).unwrap();
    assert_eq!(*read(&draft).unwrap().tree(), tree(&harness));
    assert_eq!(fs::read_to_string(desk.trees.join("follow-up-call.ron")).unwrap(), live);
    assert!(says(&harness, "not published"));
}

#[test]
fn lead_to_finds_a_step_by_its_words() {
    let desk = Desk::on_copy();
    let mut harness = desk.authoring("billing-error");
    let before = tree(&harness);
    choose(&mut harness, before.start.as_str());
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::C);
    let goal = before.steps.iter().nth(7).map(|(id, step)| (id.clone(), step.title.clone())).unwrap();
    type_text(&mut harness, &goal.1);
    press(&mut harness, Key::Enter);
    settle(&mut harness);
    assert_eq!(tree(&harness).steps[&before.start].answers[0].to, Some(Target::Here(goal.0)));
}

#[test]
fn a_step_is_renamed_everywhere() {
    let desk = Desk::on_copy();
    let mut harness = desk.authoring("follow-up-call");
    let start = tree(&harness).start.to_string();
    choose(&mut harness, &start);
    press(&mut harness, Key::F2);
    press_with(&mut harness, Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "first-words");
    press(&mut harness, Key::Enter);
    settle(&mut harness);
    let tree = tree(&harness);
    assert_eq!(tree.start.as_str(), "first-words");
    assert_eq!(tree.steps["first-words"].was, [id(&start)]);
}

#[test]
fn steps_are_aligned_framed_and_let_go_again() {
    let desk = Desk::on_copy();
    let mut harness = desk.authoring("follow-up-call");
    let steps: Vec<StepId> = tree(&harness).steps.keys().take(3).cloned().collect();
    choose(&mut harness, steps[0].as_str());
    for step in &steps[1..] {
        harness.state_mut().apply(AuthorCommand::AddToSelection(step.clone()).into());
    }
    harness.run();
    press_with(&mut harness, Modifiers::ALT | Modifiers::SHIFT, Key::ArrowUp);
    settle(&mut harness);
    let tops: Vec<i32> = steps.iter().map(|step| tree(&harness).layout.placed[step].1).collect();
    assert!(tops.iter().all(|top| *top == tops[0]), "{tops:?}");
    press(&mut harness, Key::G);
    settle(&mut harness);
    assert_eq!(tree(&harness).layout.frames[0].steps, steps);
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::U);
    settle(&mut harness);
    assert!(tree(&harness).layout.placed.is_empty());
}

#[test]
fn the_canvas_zooms_about_the_pointer_and_fits_the_whole() {
    let desk = Desk::on_copy();
    let mut harness = desk.authoring("billing-error");
    press(&mut harness, Key::F);
    let bounds = author(&harness).scene.as_ref().unwrap().bounds;
    assert!(author(&harness).camera.seen(author(&harness).canvas).expand(1.0).contains_rect(bounds));
    let at = author(&harness).canvas.center() + vec2(80.0, -60.0);
    let before = author(&harness).camera.to_plane(author(&harness).canvas, at);
    harness.event(Event::PointerMoved(at));
    harness.step();
    harness.event(Event::Zoom(1.6));
    harness.run();
    let after = author(&harness).camera.to_plane(author(&harness).canvas, at);
    assert!((before - after).length() < 1.0);
}

#[test]
fn a_second_editor_reads_and_takes_over() {
    let desk = Desk::on_copy();
    let first = desk.authoring("follow-up-call");
    let mut second = desk.authoring("follow-up-call");
    assert!(author(&first).is_writable());
    assert!(!author(&second).is_writable());
    assert!(says(&second, "Beth Lowry edits this since"));
    let before = tree(&second);
    choose(&mut second, before.start.as_str());
    press(&mut second, Key::A);
    assert_eq!(tree(&second), before, "who reads changes nothing");
    second.get_by_label("Take over").click();
    settle(&mut second);
    assert!(author(&second).is_writable());
}

#[test]
fn the_letter_that_opens_a_sheet_is_not_typed_into_it() {
    let desk = Desk::on_copy();
    let mut harness = desk.authoring("follow-up-call");
    press(&mut harness, Key::Home);
    // A keyboard sends the letter within the same frame.
    let key = Event::Key { key: Key::C, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE };
    harness.input_mut().events.extend([key, Event::Text("c".to_owned())]);
    harness.run();
    type_text(&mut harness, "close");
    let there = |value: &str| harness.query_all_by_value(value).next().is_some();
    assert!(there("close") && !there("cclose"), "the field holds what was typed after the key");
}

#[test]
fn in_a_narrow_window_enter_shows_the_inspector_in_place_of_the_canvas_and_esc_brings_it_back() {
    let desk = Desk::on_copy();
    let mut harness = desk.open(520.0, 800.0);
    harness.state_mut().apply(AuthorCommand::Open("follow-up-call".to_owned()).into());
    settle(&mut harness);
    press(&mut harness, Key::Tab);
    assert!(!shows(&harness, "Title"));
    press(&mut harness, Key::Enter);
    assert!(shows(&harness, "Title"));
    press(&mut harness, Key::Escape);
    assert!(!shows(&harness, "Title"));
}

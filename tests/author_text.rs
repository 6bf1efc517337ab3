//! The tree as text beside the canvas, typed through the accessibility tree.

#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use evenkeel::{
    edit::{Edit, StepChange},
    library::{BackupKind, backups, draft},
    tree::{StepId, read},
    ui::{
        App,
        author::{AuthorCommand, state::Authoring, state::Thing},
    },
};
use std::fmt::Write as _;
use window::{Desk, press, press_with, says, settle, shows, type_text};

const NAME: &str = "The tree as text";

fn author<'a>(harness: &'a Harness<'static, App>) -> &'a Authoring {
    harness.state().state().authoring.as_ref().expect("a tree is in hand")
}

fn id(name: &str) -> StepId {
    StepId::new(name).unwrap()
}

fn text(harness: &Harness<'static, App>) -> String {
    author(harness).typed.as_ref().expect("the text is shown").buffer.text().to_owned()
}

/// The rows in view, as a screen reader has them.
fn seen(harness: &Harness<'static, App>) -> String {
    let rows = harness.get_by_label(NAME).accesskit_node().document_range().text();
    rows.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn title(harness: &Harness<'static, App>, step: &str) -> String {
    author(harness).tree().steps[&id(step)].title.clone()
}

/// A tree with its text beside it, the caret in the text.
fn typing(desk: &Desk) -> Harness<'static, App> {
    let mut harness = desk.authoring("billing-error");
    press(&mut harness, Key::E);
    settle(&mut harness);
    harness
}

/// Puts the caret behind some words by finding them as one who reads would.
fn put_behind(harness: &mut Harness<'static, App>, words: &str) {
    let at = text(harness).find(words).expect("the words are there") + words.len();
    let stroke = evenkeel::ui::author::TextStroke::Put(at, false);
    harness.state_mut().apply(AuthorCommand::Stroke(stroke).into());
    harness.run();
}

fn write(harness: &mut Harness<'static, App>, words: &str) {
    type_text(harness, words);
    settle(harness);
}

fn change_title(harness: &mut Harness<'static, App>, step: &str, words: &str) {
    let edit = Edit::Step(id(step), StepChange::Title(words.to_owned()));
    harness.state_mut().apply(AuthorCommand::Edit(Box::new(edit)).into());
    settle(harness);
}

#[test]
fn e_shows_the_text_with_its_name_and_the_caret_in_it_and_hides_it_again() {
    let desk = Desk::on_copy();
    let mut harness = typing(&desk);
    let field = harness.get_by_label(NAME);
    assert_eq!(field.accesskit_node().role(), Role::MultilineTextInput);
    assert!(field.accesskit_node().is_focused());
    assert!(seen(&harness).contains("// Billing error: money on a bill"), "{}", seen(&harness));
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::E);
    assert!(!shows(&harness, NAME));
}

#[test]
fn what_is_typed_stands_on_the_canvas_at_once_and_in_the_draft() {
    let desk = Desk::on_copy();
    let mut harness = typing(&desk);
    put_behind(&mut harness, "title: \"Ask what they found");
    write(&mut harness, " there");
    assert_eq!(title(&harness, "open"), "Ask what they found there");
    assert!(says(&harness, "Ask what they found there, Ask, Open"), "the canvas has it");
    let kept = draft(&desk.trees, "billing-error").unwrap().expect("a draft");
    assert_eq!(kept.text, text(&harness));
    assert!(kept.text.contains("// The part they dispute."), "comments stay");
}

#[test]
fn an_edit_on_the_canvas_stands_in_the_text_and_the_caret_stays_with_its_words() {
    let desk = Desk::on_copy();
    let mut harness = typing(&desk);
    put_behind(&mut harness, "stage: Listen,\n            title: \"Hear it");
    change_title(&mut harness, "open", "Ask what they found on the bill");
    assert!(text(&harness).contains("title: \"Ask what they found on the bill\""));
    write(&mut harness, " all");
    assert_eq!(title(&harness, "listen"), "Hear it all out");
}

#[test]
fn one_history_takes_back_what_was_typed_and_what_was_drawn_in_their_order() {
    let desk = Desk::on_copy();
    let mut harness = typing(&desk);
    let first = text(&harness);
    put_behind(&mut harness, "title: \"Hear it out");
    write(&mut harness, " now");
    change_title(&mut harness, "open", "Ask");
    press_with(&mut harness, Modifiers::CTRL, Key::Z);
    settle(&mut harness);
    assert_eq!(
        (title(&harness, "open").as_str(), title(&harness, "listen").as_str()),
        ("Ask what they found", "Hear it out now")
    );
    assert!(says(&harness, "Undone: Rename") || says(&harness, "Undone:"));
    press_with(&mut harness, Modifiers::CTRL, Key::Z);
    settle(&mut harness);
    assert_eq!(text(&harness), first, "to the byte");
    assert!(says(&harness, "Undone: Edit the text"));
    press_with(&mut harness, Modifiers::CTRL | Modifiers::SHIFT, Key::Z);
    settle(&mut harness);
    assert_eq!(title(&harness, "listen"), "Hear it out now");
}

#[test]
fn the_choice_goes_with_the_caret_and_the_page_goes_with_the_choice() {
    let desk = Desk::on_copy();
    let mut harness = typing(&desk);
    put_behind(&mut harness, "Answer(when: \"Gives the amount straight away\"");
    let selection = author(&harness).selection.clone();
    assert_eq!((selection.primary().unwrap().as_str(), selection.answer), ("open", Some(1)));
    put_behind(&mut harness, "label: \"Disputed charge");
    assert!(matches!(&author(&harness).selection.thing, Some(Thing::Fact(fact)) if fact.as_str() == "charge"));
    // A page shown for a chosen step begins there, however wide it comes out.
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::E);
    harness.state_mut().apply(AuthorCommand::GoToStep(id("whose-error")).into());
    press(&mut harness, Key::E);
    settle(&mut harness);
    assert!(seen(&harness).contains("\"whose-error\": Step("), "{}", seen(&harness));
    // Chosen elsewhere, a step far down comes into view with its first words.
    harness.state_mut().apply(AuthorCommand::GoToStep(id("close")).into());
    settle(&mut harness);
    let seen = seen(&harness);
    assert!(seen.contains("\"close\": Step("), "{seen}");
    let caret = author(&harness).typed.as_ref().unwrap().buffer.caret().head;
    assert!(text(&harness)[caret..].starts_with("\"close\": Step("));
}

#[test]
fn a_text_that_is_no_tree_stays_as_typed_says_where_it_is_wrong_and_the_canvas_keeps_the_last_tree() {
    let desk = Desk::on_copy();
    let mut harness = typing(&desk);
    put_behind(&mut harness, "title: \"Hear it out");
    write(&mut harness, "\" ");
    assert!(author(&harness).text_is_broken());
    assert_eq!(title(&harness, "listen"), "Hear it out");
    let line = text(&harness)[..text(&harness).find("Hear it out").unwrap()].lines().count();
    assert!(says(&harness, &format!("Line {line}:")), "the place of the trouble is told");
    assert!(says(&harness, "Not a tree yet, and kept as you typed it"));
    // E does not hide it, so that nobody forgets it.
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::E);
    assert!(shows(&harness, NAME));
    assert!(says(&harness, "Mend it, or use the canvas"));
    press(&mut harness, Key::Backspace);
    press(&mut harness, Key::Backspace);
    settle(&mut harness);
    assert!(!author(&harness).text_is_broken());
    assert_eq!(title(&harness, "listen"), "Hear it out");
}

#[test]
fn a_trouble_pressed_takes_the_caret_to_its_place() {
    let desk = Desk::on_copy();
    let mut harness = typing(&desk);
    put_behind(&mut harness, "stage: Close");
    write(&mut harness, "d");
    put_behind(&mut harness, "format: 1,");
    harness.get_by_label_contains("Line ").click();
    settle(&mut harness);
    let typed = author(&harness).typed.as_ref().unwrap();
    let at = typed.buffer.caret().head;
    assert!(text(&harness)[at..].starts_with("Closed"), "{}", &text(&harness)[at..at + 20]);
}

#[test]
fn a_broken_text_survives_a_crash_as_the_draft_and_opens_as_it_was_typed() {
    let desk = Desk::on_copy();
    let mut harness = typing(&desk);
    put_behind(&mut harness, "steps: {");
    harness.event(Event::Paste("\n        \"half-done\": Step(".to_owned()));
    settle(&mut harness);
    let typed = text(&harness);
    assert_eq!(draft(&desk.trees, "billing-error").unwrap().unwrap().text, typed);
    // What lay on the disk at that moment is all that another window finds.
    let (found, later) = (desk.trees.join(".evenkeel/drafts"), Desk::on_copy());
    let there = later.trees.join(".evenkeel/drafts");
    std::fs::create_dir_all(&there).unwrap();
    for file in std::fs::read_dir(found).unwrap().map(|file| file.unwrap().path()).filter(|path| path.is_file()) {
        std::fs::copy(&file, there.join(file.file_name().unwrap())).unwrap();
    }
    let harness = later.authoring("billing-error");
    assert_eq!(text(&harness), typed);
    assert!(author(&harness).text_is_broken());
}

#[test]
fn undo_takes_back_a_broken_text_and_redo_brings_it_back() {
    let desk = Desk::on_copy();
    let mut harness = typing(&desk);
    let first = text(&harness);
    put_behind(&mut harness, "title: \"Hear it out");
    write(&mut harness, "\"");
    let broken = text(&harness);
    press_with(&mut harness, Modifiers::CTRL, Key::Z);
    settle(&mut harness);
    assert_eq!(text(&harness), first);
    assert!(!author(&harness).text_is_broken());
    press_with(&mut harness, Modifiers::CTRL | Modifiers::SHIFT, Key::Z);
    settle(&mut harness);
    assert_eq!(text(&harness), broken);
    assert!(author(&harness).text_is_broken());
}

#[test]
fn edits_on_the_canvas_while_the_text_is_broken_come_in_when_it_is_mended_and_neither_is_lost_before() {
    let desk = Desk::on_copy();
    let mut harness = typing(&desk);
    put_behind(&mut harness, "title: \"Hear it out");
    write(&mut harness, " twice\"");
    let broken = text(&harness);
    change_title(&mut harness, "open", "Ask first");
    assert_eq!(text(&harness), broken, "the typed text stays");
    assert!(says(&harness, "Edits made on the canvas since then come in once it is a tree"));
    // On the disk the tree of the canvas is the draft, and the typed text lies among the backups.
    let kept = draft(&desk.trees, "billing-error").unwrap().unwrap().text;
    assert_eq!(read(&kept).unwrap().tree().steps[&id("open")].title, "Ask first");
    let aside = backups(&desk.trees, "billing-error").into_iter().find(|backup| backup.kind == BackupKind::Replaced).unwrap();
    assert_eq!(std::fs::read_to_string(aside.path).unwrap(), broken);
    harness.get_by_label(NAME).focus();
    harness.run();
    put_behind(&mut harness, "title: \"Hear it out twice\"");
    press(&mut harness, Key::Backspace);
    settle(&mut harness);
    assert!(!author(&harness).text_is_broken());
    assert_eq!((title(&harness, "open").as_str(), title(&harness, "listen").as_str()), ("Ask first", "Hear it out twice"));
    assert!(text(&harness).contains("title: \"Ask first\""));
    assert!(says(&harness, "What was changed on the canvas meanwhile is in it"));
}

#[test]
fn use_the_canvas_brings_the_tree_back_and_redo_what_was_typed() {
    let desk = Desk::on_copy();
    let mut harness = typing(&desk);
    let first = text(&harness);
    put_behind(&mut harness, "title: \"Hear it out");
    write(&mut harness, "\"\"");
    let broken = text(&harness);
    harness.get_by_label("Use the canvas").click();
    settle(&mut harness);
    assert_eq!(text(&harness), first);
    assert_eq!(draft(&desk.trees, "billing-error").unwrap().unwrap().text, first);
    press_with(&mut harness, Modifiers::CTRL | Modifiers::SHIFT, Key::Z);
    settle(&mut harness);
    assert_eq!(text(&harness), broken);
}

#[test]
fn a_broken_text_is_not_published() {
    let desk = Desk::on_copy();
    let mut harness = typing(&desk);
    put_behind(&mut harness, "title: \"Hear it out");
    write(&mut harness, "\"");
    let why = harness.state().state().why_not(&AuthorCommand::Publish.into());
    assert_eq!(why, Some("the text is not a tree yet"));
}

#[test]
fn keys_of_an_editor_walk_choose_copy_and_write_over_what_is_chosen() {
    let desk = Desk::on_copy();
    let mut harness = typing(&desk);
    put_behind(&mut harness, "title: \"Hear it");
    press_with(&mut harness, Modifiers::CTRL | Modifiers::SHIFT, Key::ArrowLeft);
    harness.event(Event::Copy);
    harness.step();
    let copied = harness
        .output()
        .platform_output
        .commands
        .iter()
        .any(|command| matches!(command, egui::OutputCommand::CopyText(words) if words == "it"));
    harness.run();
    assert!(copied, "what is chosen is on the clipboard");
    write(&mut harness, "them");
    assert_eq!(title(&harness, "listen"), "Hear them out");
    press(&mut harness, Key::Home);
    let caret = author(&harness).typed.as_ref().unwrap().buffer.place();
    let line = text(&harness).lines().nth(caret.0 - 1).unwrap().to_owned();
    assert_eq!((line.trim(), caret.1), ("title: \"Hear them out\",", line.find("title").unwrap() + 1));
    harness.event(Event::Paste("// A note\n            ".to_owned()));
    settle(&mut harness);
    assert!(text(&harness).contains("            // A note\n            title: \"Hear them out\","));
    press_with(&mut harness, Modifiers::CTRL, Key::A);
    let selected = author(&harness).typed.as_ref().unwrap().buffer.selected();
    assert_eq!(selected, 0..text(&harness).len(), "everything of the text, no step of the canvas");
}

#[test]
fn a_click_puts_the_caret_where_it_is_seen() {
    let desk = Desk::on_copy();
    let mut harness = typing(&desk);
    put_behind(&mut harness, "start: \"open\"");
    let before = author(&harness).typed.as_ref().unwrap().buffer.caret().head;
    let field = harness.get_by_label(NAME).rect();
    // One row up, far right: the end of that row.
    let at = egui::pos2(field.right() - 20.0, field.top() + 8.0 + 9.0);
    harness.event(Event::PointerMoved(at));
    harness.step();
    for pressed in [true, false] {
        harness.event(Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        harness.step();
    }
    settle(&mut harness);
    let typed = author(&harness).typed.as_ref().unwrap();
    assert_ne!(typed.buffer.caret().head, before);
    let row = typed.buffer.row_at(typed.buffer.caret().head);
    assert!(typed.buffer.row(row).range.end - typed.buffer.caret().head <= 1, "the end of the row that was clicked");
}

#[test]
fn somebody_elses_tree_is_shown_and_not_written() {
    let desk = Desk::on_copy();
    let who = evenkeel::library::Who { name: "Nadia".into(), host: "elsewhere".into() };
    let claim = evenkeel::library::claim(&desk.trees, "billing-error", &who, window::now().timestamp()).unwrap();
    let mut harness = typing(&desk);
    let first = text(&harness);
    put_behind(&mut harness, "title: \"Hear it out");
    write(&mut harness, "!");
    assert_eq!(text(&harness), first);
    assert!(says(&harness, "edits this tree"));
    drop(claim);
}

/// A tree of so many steps, in one chain.
fn long_tree(steps: usize) -> String {
    let mut out = String::from(
        "Tree(\n    format: 1,\n    id: \"long\",\n    title: \"Long\",\n    status: Live,\n    start: \"step-0\",\n    steps: {\n",
    );
    for step in 0..steps {
        let next = if step + 1 < steps {
            format!("answers: [Answer(when: \"Goes on\", to: \"step-{}\")],", step + 1)
        } else {
            String::new()
        };
        let kind = if step + 1 < steps { "Say" } else { "End(Resolved)" };
        let words = "I can see the order, and I can see what went wrong with it, so let me put that right. ".repeat(9);
        write!(
            out,
            "        \"step-{step}\": Step(\n            kind: {kind},\n            stage: Listen,\n            title: \"Step {step}\",\n            say: [\"{words}\"],\n            {next}\n        ),\n"
        )
        .unwrap();
    }
    out.push_str("    },\n)\n");
    out
}

#[test]
fn a_tree_of_a_thousand_steps_is_typed_in_with_only_the_rows_in_view_laid_out_and_read_beside_the_window() {
    let desk = Desk::on_copy();
    let long = long_tree(1_000);
    assert!(long.len() > 800_000, "about a megabyte: {}", long.len());
    std::fs::write(desk.trees.join("long.ron"), long).unwrap();
    let mut harness = desk.authoring("long");
    press(&mut harness, Key::E);
    settle(&mut harness);
    harness.state_mut().apply(AuthorCommand::GoToStep(id("step-900")).into());
    settle(&mut harness);
    put_behind(&mut harness, "title: \"Step 900");
    type_text(&mut harness, " of many");
    assert!(author(&harness).typed.as_ref().unwrap().waits || title(&harness, "step-900").ends_with("many"));
    settle(&mut harness);
    assert_eq!(title(&harness, "step-900"), "Step 900 of many");
    let seen = seen(&harness);
    assert!(seen.contains("Step 900 of many"), "the caret is in view");
    assert!(seen.len() < 10_000, "screen readers are told the rows in view, not a megabyte");
    press_with(&mut harness, Modifiers::CTRL, Key::Z);
    settle(&mut harness);
    assert_eq!(title(&harness, "step-900"), "Step 900");
}

//! Letters composed by an input method in the text view: seen at the caret, and in no text before they are settled.

#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use egui::{Event, ImeEvent, Key, Modifiers};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use evenkeel::{
    library::draft,
    ui::{
        App,
        author::{AuthorCommand, TextStroke, state::Authoring},
    },
};
use window::{Desk, press, press_with, settle};

fn author<'a>(harness: &'a Harness<'static, App>) -> &'a Authoring {
    harness.state().state().authoring.as_ref().expect("a tree is in hand")
}

fn text(harness: &Harness<'static, App>) -> String {
    author(harness).typed.as_ref().expect("the text is shown").buffer.text().to_owned()
}

/// The rows in view, as a screen reader has them.
fn seen(harness: &Harness<'static, App>) -> String {
    let rows = harness.get_by_label("The tree as text").accesskit_node().document_range().text();
    rows.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A tree with its text beside it, the caret behind some words of it.
fn typing_behind(desk: &Desk, words: &str) -> Harness<'static, App> {
    let mut harness = desk.authoring("billing-error");
    press(&mut harness, Key::E);
    settle(&mut harness);
    let at = text(&harness).find(words).expect("the words are there") + words.len();
    harness.state_mut().apply(AuthorCommand::Stroke(TextStroke::Put(at, false)).into());
    harness.run();
    harness
}

/// What an input method says.
fn ime(harness: &mut Harness<'static, App>, event: ImeEvent) {
    harness.event(Event::Ime(event));
    settle(harness);
}

fn preedit(letters: &str) -> ImeEvent {
    ImeEvent::Preedit { text: letters.to_owned(), active_range_chars: None }
}

#[test]
fn letters_that_are_composed_are_seen_at_the_caret_and_stand_in_no_text_before_they_are_settled() {
    let desk = Desk::on_copy();
    let mut harness = typing_behind(&desk, "title: \"Billing error");
    let before = text(&harness);
    let steps = author(&harness).history.names().1;
    for letters in ["s", "se", "sé", "séz"] {
        ime(&mut harness, preedit(letters));
        assert!(seen(&harness).contains(&format!("title: \"Billing error{letters}\"")), "{letters} is seen");
    }
    // Keys are the input method's meanwhile.
    press(&mut harness, Key::ArrowLeft);
    press(&mut harness, Key::Backspace);
    assert_eq!(text(&harness), before);
    assert_eq!(author(&harness).tree().title, "Billing error");
    assert_eq!(author(&harness).history.names().1, steps, "nothing to undo");
    assert!(draft(&desk.trees, "billing-error").unwrap().is_none(), "no draft came of it");
    ime(&mut harness, ImeEvent::Commit("s, séance".to_owned()));
    assert_eq!(author(&harness).tree().title, "Billing errors, séance");
    assert_eq!(author(&harness).history.names().1, steps + 1, "one step of undo");
    press_with(&mut harness, Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert_eq!(text(&harness), before);
}

#[test]
fn composed_letters_stand_in_place_of_what_is_selected_and_letting_go_of_them_brings_it_back() {
    let desk = Desk::on_copy();
    let mut harness = typing_behind(&desk, "title: \"Billing error");
    let before = text(&harness);
    press_with(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowLeft);
    ime(&mut harness, preedit("matters"));
    assert!(seen(&harness).contains("title: \"Billing matters\","));
    ime(&mut harness, preedit(""));
    assert!(seen(&harness).contains("title: \"Billing error\","));
    ime(&mut harness, preedit("matters"));
    harness.ctx.memory_mut(|memory| memory.focused().into_iter().for_each(|id| memory.surrender_focus(id)));
    settle(&mut harness);
    assert_eq!(text(&harness), before);
    assert!(seen(&harness).contains("title: \"Billing error\","), "what is half composed goes with the focus");
}

#[test]
fn the_place_where_letters_are_composed_is_told_to_the_input_method() {
    let desk = Desk::on_copy();
    let mut harness = typing_behind(&desk, "title: \"Billing error");
    let caret = |harness: &Harness<'static, App>| harness.output().platform_output.ime.expect("it is asked for").cursor_rect;
    let before = caret(&harness);
    ime(&mut harness, preedit("ne"));
    let after = caret(&harness);
    assert!(after.left() > before.left() + 5.0 && after.top() == before.top(), "{before:?} {after:?}");
}

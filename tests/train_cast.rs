//! The editor of customers, by name and key: fields, problems while typing, undo, save, the shipped one back, try.

#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use egui::{Id, Key, Modifiers, Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use evenkeel::{
    check::Level,
    drill::{Persona, shipped_persona},
    library::{personas, save_persona},
    ui::{
        App,
        state::Place,
        train::{Asking, CastCommand, Casting, Page, Scene},
    },
};
use window::{Desk, click, press, press_with, says, shows, type_text};

fn opened(desk: &Desk, id: &str) -> Harness<'static, App> {
    let mut window = desk.open(1280.0, 800.0);
    press_with(&mut window, Modifiers::ALT, Key::T);
    window.state_mut().apply(CastCommand::Open(id.to_owned()).into());
    window.run();
    window
}

fn casting<'a>(window: &'a Harness<'static, App>) -> &'a Casting {
    window.state().state().training.cast.as_deref().expect("a customer is written")
}

/// Types at the end of the field of that name.
fn type_into(window: &mut Harness<'static, App>, name: &str, text: &str) {
    window.get_by_role_and_label(Role::TextInput, name).focus();
    window.run();
    press(window, Key::End);
    type_text(window, text);
}

#[test]
fn a_new_customer_can_be_played_at_once_and_sees_five_moves_in_their_own_way() {
    let casting = Casting::fresh(Vec::new());
    assert_eq!(casting.persona.reacts.len(), 5);
    let wrong: Vec<_> = casting.found.iter().filter(|found| found.finding.level != Level::Hint).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn typing_in_one_field_is_undone_in_one_step_and_comes_back_whole() {
    let mut casting = Casting::fresh(Vec::new());
    let before = casting.persona.clone();
    for (turn, name) in ["J", "Jo", "Jo B"].into_iter().enumerate() {
        let persona = Persona { name: name.to_owned(), ..casting.persona.clone() };
        casting.edit(Id::unique("name"), persona, turn as f64 * 0.2);
    }
    assert_eq!(casting.persona.id, "jo-b", "the file is called after them");
    casting.undo();
    assert_eq!(casting.persona, before);
    casting.redo();
    assert_eq!(casting.persona.name, "Jo B");
    assert!(!casting.can_redo());
}

#[test]
fn a_problem_is_said_with_its_field_and_the_line_it_is_about() {
    let mut casting = Casting::fresh(Vec::new());
    let mut persona = casting.persona.clone();
    (persona.heat, persona.wants) = (12.0, String::new());
    let long = "a word and ".repeat(14);
    persona.opens[1].clone_from(&long);
    casting.edit(Id::unique("all"), persona, 0.0);
    let of = |rule: &str| casting.found.iter().find(|found| found.finding.rule == rule).unwrap_or_else(|| panic!("{rule}"));
    assert_eq!((of("heat-range").field(), of("heat-range").page()), ("heat", Page::Who));
    assert_eq!(of("long-line").path, ["opens", "1"]);
    assert_eq!(of("empty").field(), "wants");
}

#[test]
fn every_field_of_a_shipped_customer_has_a_name_on_its_page() {
    let desk = Desk::on_copy();
    let mut window = opened(&desk, "derek-hollis");
    for name in ["Name", "Called on screen", "What set them off", "Heat at the start", "Patience"] {
        assert!(window.query_by_role_and_label(Role::TextInput, name).is_some(), "{name}");
    }
    for name in ["Spoken of as", "How they leave when it is gone", "What is to be met"] {
        assert!(window.query_by_role_and_label(Role::ComboBox, name).is_some(), "{name}");
    }
    for (page, word) in [
        (Page::Says, "Openings, line 1"),
        (Page::Replies, "Hot, from 8 on, line 1"),
        (Page::Facts, "Hidden fact 1"),
        (Page::Moves, "Specific empathy, own; the model has -1.5"),
    ] {
        window.state_mut().apply(CastCommand::ShowPage(page).into());
        window.run();
        assert!(shows(&window, word), "{word}");
    }
}

#[test]
fn a_customer_made_from_the_template_is_saved_among_the_sites_own_and_can_be_met() {
    let desk = Desk::on_copy();
    let mut window = desk.open(1280.0, 800.0);
    press_with(&mut window, Modifiers::ALT, Key::T);
    press(&mut window, Key::Num2);
    press(&mut window, Key::C);
    assert!(casting(&window).is_new);
    window.get_by_role_and_label(Role::TextInput, "Name").focus();
    window.run();
    press_with(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "Ruth Adeyemi");
    assert_eq!(casting(&window).file(), "ruth-adeyemi.ron");
    press_with(&mut window, Modifiers::COMMAND, Key::S);
    assert!(!casting(&window).is_changed(), "{:?}", casting(&window).said);
    assert!(desk.folders().personas().join("ruth-adeyemi.ron").exists());
    assert!(window.state().state().training.persona("ruth-adeyemi").is_some());
}

#[test]
fn undo_and_redo_act_while_a_field_has_the_cursor() {
    let desk = Desk::on_copy();
    let mut window = opened(&desk, "derek-hollis");
    type_into(&mut window, "Called on screen", "!");
    assert_eq!(casting(&window).persona.called, "Derek!");
    press_with(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(casting(&window).persona.called, "Derek");
    press_with(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(casting(&window).persona.called, "Derek!");
}

#[test]
fn problems_are_told_while_typing_and_the_next_one_is_gone_to_by_key() {
    let desk = Desk::on_copy();
    let mut window = opened(&desk, "derek-hollis");
    let before = casting(&window).found.len();
    window.get_by_role_and_label(Role::TextInput, "Heat at the start").focus();
    window.run();
    press_with(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "14");
    assert_eq!(casting(&window).found.len(), before + 1);
    assert!(says(&window, "A heat of 14 is not between 0 and 10"));
    press_with(&mut window, Modifiers::COMMAND, Key::S);
    assert!(says(&window, "Not saved."), "a customer who cannot be played is not saved");
    assert!(!desk.folders().personas().join("derek-hollis.ron").exists());
    press(&mut window, Key::Escape);
    window.state_mut().apply(CastCommand::ShowPage(Page::Moves).into());
    press(&mut window, Key::P);
    assert_eq!(casting(&window).page, casting(&window).found[0].page());
}

#[test]
fn leaving_with_changes_asks_and_enter_saves_before_it_goes() {
    let desk = Desk::on_copy();
    let mut window = opened(&desk, "derek-hollis");
    type_into(&mut window, "Called on screen", "!");
    press(&mut window, Key::Escape);
    assert!(casting(&window).asked.is_none(), "the first Esc leaves the field");
    press(&mut window, Key::Escape);
    assert_eq!(casting(&window).asked, Some(Asking::Leave(evenkeel::ui::train::Next::Hall)));
    press(&mut window, Key::Escape);
    assert!(casting(&window).asked.is_none() && casting(&window).is_changed(), "Esc stays");
    press(&mut window, Key::Escape);
    window.run();
    press(&mut window, Key::Enter);
    assert!(window.state().state().training.cast.is_none());
    let own = personas(&desk.folders()).into_iter().find(|entry| entry.id == "derek-hollis").unwrap();
    assert_eq!(own.persona.unwrap().called, "Derek!");
}

#[test]
fn the_shipped_customer_comes_back_once_it_was_asked() {
    let desk = Desk::on_copy();
    let mut own = (**shipped_persona("derek-hollis").unwrap()).clone();
    own.called = "Del".to_owned();
    save_persona(&desk.folders(), &own).unwrap();
    let mut window = opened(&desk, "derek-hollis");
    assert_eq!(casting(&window).persona.called, "Del");
    click(&mut window, "Back to the shipped one…");
    assert!(says(&window, "Take the shipped Del back?"));
    assert!(desk.folders().personas().join("derek-hollis.ron").exists(), "asked first");
    click(&mut window, "Take the shipped one");
    assert_eq!(casting(&window).persona.called, "Derek");
    assert!(!desk.folders().personas().join("derek-hollis.ron").exists());
}

#[test]
fn a_customer_of_the_site_is_duplicated_and_deleted_by_key() {
    let desk = Desk::on_copy();
    let mut window = opened(&desk, "derek-hollis");
    press(&mut window, Key::D);
    assert_eq!(casting(&window).persona.id, "derek-hollis-2");
    press_with(&mut window, Modifiers::COMMAND, Key::S);
    let path = desk.folders().personas().join("derek-hollis-2.ron");
    assert!(path.exists());
    // The name is in hand; Esc lets go of it.
    press(&mut window, Key::Escape);
    press(&mut window, Key::Delete);
    assert_eq!(casting(&window).asked, Some(Asking::Delete));
    window.run();
    press(&mut window, Key::Enter);
    assert!(path.exists(), "Enter keeps");
    press(&mut window, Key::Delete);
    click(&mut window, "Delete for good");
    assert!(!path.exists() && window.state().state().training.cast.is_none());
}

#[test]
fn a_file_changed_outside_is_noticed_when_it_is_saved_and_nothing_goes_over_it_unasked() {
    let desk = Desk::on_copy();
    let mut own = (**shipped_persona("derek-hollis").unwrap()).clone();
    save_persona(&desk.folders(), &own).unwrap();
    let mut window = opened(&desk, "derek-hollis");
    own.called = "Theirs".to_owned();
    let path = save_persona(&desk.folders(), &own).unwrap();
    type_into(&mut window, "Called on screen", "!");
    press_with(&mut window, Modifiers::COMMAND, Key::S);
    assert_eq!(casting(&window).asked, Some(Asking::Outside));
    assert!(std::fs::read_to_string(&path).unwrap().contains("Theirs"));
    click(&mut window, "Take theirs");
    assert_eq!(casting(&window).persona.called, "Theirs");
}

#[test]
fn a_file_that_cannot_be_read_is_shown_with_line_and_column_and_put_right_there() {
    let desk = Desk::on_copy();
    let folder = desk.folders().personas();
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("derek-hollis.ron");
    std::fs::write(&path, "Persona(\n    format: 1,\n    heat: hot,\n)\n").unwrap();
    let mut window = opened(&desk, "derek-hollis");
    assert!(says(&window, "derek-hollis.ron:3:"), "file, line, column");
    assert!(says(&window, "heat: hot"));
    let good = evenkeel::drill::SHIPPED_PERSONAS.iter().find(|(id, _)| *id == "derek-hollis").unwrap().1;
    window.state_mut().apply(CastCommand::EditText(good.to_owned()).into());
    window.run();
    assert!(says(&window, "It can be read now."));
    press_with(&mut window, Modifiers::COMMAND, Key::S);
    assert!(casting(&window).broken.is_none());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), good);
}

#[test]
fn try_begins_a_drill_with_the_customer_as_written_and_leads_back_to_the_editor() {
    let desk = Desk::on_copy();
    let mut window = opened(&desk, "derek-hollis");
    window.get_by_role_and_label(Role::TextInput, "Heat at the start").focus();
    window.run();
    press_with(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "3");
    press(&mut window, Key::Escape);
    press(&mut window, Key::T);
    let playing = window.state().state().training.playing().expect("a drill is in hand");
    assert!((playing.setting().persona.heat - 3.0).abs() < 0.01, "not saved, and met all the same");
    press(&mut window, Key::X);
    press(&mut window, Key::X);
    assert_eq!(window.state().state().place, Place::Train);
    assert!(matches!(window.state().state().training.scene, Scene::Hall));
    assert!(casting(&window).is_changed(), "the editor is there again, with what was changed");
}

#[test]
fn a_move_of_their_own_stands_beside_the_models_and_goes_when_the_field_is_emptied() {
    let desk = Desk::on_copy();
    let mut window = opened(&desk, "derek-hollis");
    window.state_mut().apply(CastCommand::ShowPage(Page::Moves).into());
    window.run();
    let name = "Specific empathy, own; the model has -1.5";
    window.get_by_role_and_label(Role::TextInput, name).focus();
    window.run();
    press_with(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "-0.5");
    let own = |window: &Harness<'static, App>| {
        casting(window).persona.reacts.iter().find(|(id, _)| id.as_str() == "EMP_SPECIFIC").map(|(_, own)| *own)
    };
    assert_eq!(own(&window), Some(-0.5));
    press_with(&mut window, Modifiers::COMMAND, Key::A);
    press(&mut window, Key::Backspace);
    assert_eq!(own(&window), None);
}

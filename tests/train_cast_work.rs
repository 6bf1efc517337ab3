//! A supervisor's work on customers: nothing of it is lost, what is wrong is found by key, and a broken file is mended.

#[path = "common/stage.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod stage;
#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use egui::{Key, Modifiers, Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use evenkeel::{
    drill::{Persona, SHIPPED_PERSONAS, shipped_persona},
    library::{persona_drafts, personas, save_persona},
    ui::{
        App,
        train::{Asking, CastCommand, Casting, Page, Scene, Tab},
    },
};
use std::fs;
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

fn show(window: &mut Harness<'static, App>, page: Page) {
    window.state_mut().apply(CastCommand::ShowPage(page).into());
    window.run();
}

fn edit(window: &mut Harness<'static, App>, how: impl FnOnce(&mut Persona)) {
    let mut persona = casting(window).persona.clone();
    how(&mut persona);
    window.state_mut().apply(CastCommand::Edit(egui::Id::unique("a test"), Box::new(persona)).into());
    window.run();
}

/// The name of what has the focus, as a screen reader says it.
fn focused(window: &Harness<'static, App>) -> String {
    let all = window.query_all_by_label_contains("").find(|node| node.accesskit_node().is_focused());
    all.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

/// Lets the half second pass in which a draft comes to the disk.
fn rest(window: &mut Harness<'static, App>) {
    window.run_steps(12);
    let keepers = window.state().state().training.keepers.as_ref().expect("Train was entered");
    assert!(keepers.drafts.wait(std::time::Duration::from_secs(5)));
}

#[test]
fn a_saved_customer_is_met_by_everybody_who_opens_the_library() {
    let desk = Desk::on_copy();
    let ruth = Persona {
        id: "ruth-kemp".to_owned(),
        code: String::new(),
        name: "Ruth Kemp".to_owned(),
        ..(**shipped_persona("derek-hollis").unwrap()).clone()
    };
    save_persona(&desk.folders(), &ruth).unwrap();
    let mut trainee = Desk::new();
    trainee.trees.clone_from(&desk.trees);
    let mut window = trainee.open(1280.0, 800.0);
    press_with(&mut window, Modifiers::ALT, Key::T);
    assert!(window.state().state().training.persona("ruth-kemp").is_some());
}

#[test]
fn a_customer_who_is_not_here_is_told_of_with_their_name_and_what_to_do() {
    let desk = Desk::on_copy();
    let mut window = desk.open(1280.0, 800.0);
    press_with(&mut window, Modifiers::ALT, Key::T);
    press(&mut window, Key::Num4);
    let wanted =
        evenkeel::ui::train::Wanted { tree: "billing-error".to_owned(), persona: "ruth-kemp".to_owned(), ..Default::default() };
    window.state_mut().apply(evenkeel::ui::train::TrainCommand::BeginDrill(Box::new(wanted)).into());
    window.run();
    assert!(says(&window, "There is no customer “ruth-kemp” here") && says(&window, "Choose another customer"));
}

#[test]
fn a_broken_file_of_the_librarys_own_is_told_outside_the_editor_and_mended_under_its_own_name() {
    let desk = Desk::on_copy();
    let good = SHIPPED_PERSONAS.iter().find(|(id, _)| *id == "derek-hollis").unwrap().1;
    let good = good.replace("id: \"derek-hollis\"", "id: \"wrong\"");
    let folder = desk.folders().personas();
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("wrong.ron");
    fs::write(&path, good.replace("heat: 6.0", "heat: hot")).unwrap();
    let mut window = desk.open(1280.0, 800.0);
    press_with(&mut window, Modifiers::ALT, Key::T);
    press(&mut window, Key::Num2);
    assert!(says(&window, "wrong.ron:"), "file, line and column in Trees and customers");
    click(&mut window, "Put it right");
    assert!(says(&window, "The file wrong.ron cannot be read") && says(&window, "a number, such as 6 or 6.5, belongs here"));
    assert!(window.state().state().can(&CastCommand::Delete.into()), "it can be deleted as well");
    window.state_mut().apply(CastCommand::EditText(good.replace("\"wrong\"", "\"other\"")).into());
    window.run();
    assert!(!says(&window, "It can be read now."), "its name has to fit its file");
    window.state_mut().apply(CastCommand::EditText(good.clone()).into());
    window.run();
    assert!(says(&window, "It can be read now."));
    press_with(&mut window, Modifiers::COMMAND, Key::S);
    assert!(casting(&window).asked.is_none() && casting(&window).broken.is_none(), "{:?}", casting(&window).said);
    assert_eq!(fs::read_to_string(&path).unwrap(), good);
    assert!(window.state().state().training.persona("wrong").is_some());
}

#[test]
fn what_was_written_is_there_after_the_program_was_killed_errors_or_not() {
    let desk = Desk::on_copy();
    let mut window = opened(&desk, "derek-hollis");
    edit(&mut window, |persona| (persona.called, persona.heat) = ("Del".to_owned(), 14.0));
    rest(&mut window);
    // As if it were killed: nothing is asked, nothing saved.
    std::mem::forget(window);
    let mut window = opened(&desk, "derek-hollis");
    assert_eq!((casting(&window).persona.called.as_str(), casting(&window).errors()), ("Del", 1));
    assert!(says(&window, "Taken up where you left it"));
    click(&mut window, "Leave it as it was");
    rest(&mut window);
    assert!(!casting(&window).is_changed() && !says(&window, "Taken up where you left it"));
    assert!(persona_drafts(&desk.folders(), "Beth Lowry").is_empty());
}

#[test]
fn a_new_customer_who_was_never_saved_is_taken_up_again() {
    let desk = Desk::on_copy();
    let mut window = desk.open(1280.0, 800.0);
    press_with(&mut window, Modifiers::ALT, Key::T);
    press(&mut window, Key::Num2);
    press(&mut window, Key::C);
    assert_eq!(focused(&window), "Name", "C leads into the name");
    type_text(&mut window, "Ruth Kemp");
    assert_eq!(casting(&window).persona.name, "Ruth Kemp", "the template's name gives way");
    rest(&mut window);
    std::mem::forget(window);
    let mut window = desk.open(1280.0, 800.0);
    press_with(&mut window, Modifiers::ALT, Key::T);
    press(&mut window, Key::Num2);
    press(&mut window, Key::C);
    assert_eq!(casting(&window).persona.name, "Ruth Kemp");
    press_with(&mut window, Modifiers::COMMAND, Key::S);
    rest(&mut window);
    assert!(personas(&desk.folders()).iter().any(|entry| entry.id == "ruth-kemp"));
    assert!(persona_drafts(&desk.folders(), "Beth Lowry").is_empty(), "what is saved needs no draft");
}

#[test]
fn a_customer_with_errors_can_be_left_as_a_draft() {
    let desk = Desk::on_copy();
    let mut window = opened(&desk, "derek-hollis");
    edit(&mut window, |persona| persona.heat = 14.0);
    press(&mut window, Key::Escape);
    assert!(matches!(casting(&window).asked, Some(Asking::Leave(_))));
    window.run();
    press(&mut window, Key::Enter);
    assert!(window.state().state().training.cast.is_none());
    let window = opened(&desk, "aisha-karim");
    assert!(shows(&window, "Derek Hollis, heat 6 · shipped · draft"), "the list says that it waits");
    let window = opened(&desk, "derek-hollis");
    assert!((casting(&window).persona.heat - 14.0).abs() < 0.01);
}

#[test]
fn a_question_is_in_sight_however_far_the_page_was_scrolled() {
    let desk = Desk::on_copy();
    let mut window = opened(&desk, "derek-hollis");
    edit(&mut window, |persona| persona.called = "Del".to_owned());
    show(&mut window, Page::Moves);
    // The last move of all: the page scrolls down to it.
    let last = evenkeel::drill::Model::shipped().moves().last().unwrap().name.clone();
    window.query_all_by_label_contains(&format!("{last}, own")).next().expect("a row for each move").focus();
    window.run();
    press(&mut window, Key::Escape);
    press(&mut window, Key::Escape);
    window.run();
    let asked = window.get_by_label("Changes to Del are not saved.").rect();
    assert!(asked.top() > 60.0 && asked.bottom() < 240.0, "{asked:?}");
}

#[test]
fn the_next_problem_is_gone_to_at_the_very_field() {
    let desk = Desk::on_copy();
    let mut window = opened(&desk, "derek-hollis");
    edit(&mut window, |persona| {
        persona.hidden[1].tells.clear();
        persona.reacts.insert("EMP_SPECIFIC".into(), 9.0);
    });
    press(&mut window, Key::P);
    assert_eq!(casting(&window).page, Page::Moves);
    assert!(focused(&window).starts_with("Specific empathy, own"), "{}", focused(&window));
    // Within a field P is a letter; on the name of the page it leads on.
    press_with(&mut window, Modifiers::COMMAND, Key::Num6);
    press(&mut window, Key::P);
    assert_eq!((casting(&window).page, focused(&window).as_str()), (Page::Facts, "What they say when it comes out"));
}

#[test]
fn an_empty_line_is_told_at_its_own_place_whatever_else_is_empty() {
    let desk = Desk::on_copy();
    let mut window = opened(&desk, "derek-hollis");
    edit(&mut window, |persona| persona.hidden[0].tells.clear());
    show(&mut window, Page::Moves);
    click(&mut window, "They have a floor");
    let empty: Vec<_> = casting(&window).found.iter().filter(|found| found.finding.rule == "empty").collect();
    assert_eq!(empty.len(), 1);
    assert_eq!((empty[0].page(), empty[0].path.as_slice()), (Page::Facts, ["hidden", "0", "tells"].map(String::from).as_slice()));
}

#[test]
fn pages_are_turned_by_key_from_within_a_field_and_the_focus_stays_on_the_page() {
    let desk = Desk::on_copy();
    let mut window = opened(&desk, "derek-hollis");
    window.get_by_role_and_label(Role::TextInput, "Name").focus();
    window.run();
    press_with(&mut window, Modifiers::COMMAND, Key::PageDown);
    assert_eq!((casting(&window).page, focused(&window).as_str()), (Page::Says, "What they say"));
    press_with(&mut window, Modifiers::COMMAND, Key::Num6);
    assert_eq!(casting(&window).page, Page::Moves);
    press_with(&mut window, Modifiers::COMMAND, Key::PageUp);
    assert_eq!(casting(&window).page, Page::Facts);
    assert_eq!(focused(&window), "Facts");
    press(&mut window, Key::F1);
    assert!(says(&window, "The next page"), "the key sheet names it");
}

#[test]
fn taking_out_a_chip_by_key_leaves_the_focus_among_the_chips() {
    let desk = Desk::on_copy();
    let mut window = opened(&desk, "derek-hollis");
    let before = casting(&window).persona.trains.len();
    let all = window.query_all_by_label_contains("Take out ");
    let name = all.filter_map(|node| node.accesskit_node().label()).next().unwrap();
    window.get_by_label(&name).focus();
    window.run();
    press(&mut window, Key::Enter);
    let persona = &casting(&window).persona;
    assert!(persona.trains.len() < before || persona.trees.len() < shipped_persona("derek-hollis").unwrap().trees.len());
    let on = focused(&window);
    assert!(on.starts_with("Take out ") || on == "Tree" || on == "Technique", "{on}");
}

#[test]
fn letters_are_no_commands_after_a_field_lost_the_focus_by_accident() {
    let desk = Desk::on_copy();
    let mut window = opened(&desk, "derek-hollis");
    window.get_by_role_and_label(Role::TextInput, "Name").focus();
    window.run();
    window.ctx.memory_mut(|memory| memory.surrender_focus(memory.focused().unwrap()));
    window.run();
    press(&mut window, Key::T);
    assert!(matches!(window.state().state().training.scene, Scene::Hall), "no drill has begun");
    press_with(&mut window, Modifiers::COMMAND, Key::Num1);
    press(&mut window, Key::T);
    assert!(matches!(window.state().state().training.scene, Scene::Drill(_)), "once it is meant, it acts");
    press(&mut window, Key::Escape);
    assert!(window.state().state().training.cast.is_some(), "Esc leads back to the editor");
    assert!(matches!(window.state().state().training.scene, Scene::Hall));
}

#[test]
fn a_figure_that_cannot_be_read_stays_in_its_field_and_is_a_problem() {
    let desk = Desk::on_copy();
    let mut window = opened(&desk, "derek-hollis");
    window.get_by_role_and_label(Role::TextInput, "Heat at the start").focus();
    window.run();
    press_with(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "abc");
    press(&mut window, Key::Escape);
    assert!(says(&window, "“abc” in “Heat at the start” cannot be read"));
    assert_eq!(window.get_by_role_and_label(Role::TextInput, "Heat at the start").value().as_deref(), Some("abc"));
    press_with(&mut window, Modifiers::COMMAND, Key::S);
    assert!(says(&window, "Not saved."));
    press(&mut window, Key::P);
    press_with(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "7");
    assert!(casting(&window).errors() == 0 && (casting(&window).persona.heat - 7.0).abs() < 0.01);
}

#[test]
fn a_name_that_somebody_has_is_told() {
    let desk = Desk::on_copy();
    let mut window = opened(&desk, "derek-hollis");
    press(&mut window, Key::D);
    assert!(says(&window, "There is a customer called Derek Hollis already"));
    edit(&mut window, |persona| persona.name = "Derek Marsh".to_owned());
    assert!(!says(&window, "There is a customer called"));
}

#[test]
fn a_customer_is_found_by_name_and_leads_to_where_a_drill_is_chosen() {
    let desk = Desk::on_copy();
    let mut window = desk.open(1280.0, 800.0);
    press_with(&mut window, Modifiers::ALT, Key::T);
    press_with(&mut window, Modifiers::COMMAND, Key::K);
    type_text(&mut window, "Derek");
    assert!(says(&window, "Derek Hollis"));
    press(&mut window, Key::Enter);
    let hall = &window.state().state().training.hall;
    assert_eq!((hall.tab, hall.tree.as_deref()), (Tab::Choose, Some("delayed-shipment")));
    assert!(shows(&window, "Delayed shipment"));
}

#[test]
fn esc_leads_on_from_a_call_that_is_over() {
    let desk = Desk::on_copy();
    let mut window = stage::drilling(&desk, evenkeel::drill::Level::Shown);
    stage::with_own_lines(&mut window);
    assert!(stage::playing(&window).is_over());
    press(&mut window, Key::Escape);
    assert!(matches!(stage::scene(&window), Scene::Debrief(_)));
}

#[test]
fn what_was_saved_by_somebody_else_since_the_draft_began_is_asked_about() {
    let desk = Desk::on_copy();
    let mut own = (**shipped_persona("derek-hollis").unwrap()).clone();
    save_persona(&desk.folders(), &own).unwrap();
    let mut window = opened(&desk, "derek-hollis");
    edit(&mut window, |persona| persona.called = "Mine".to_owned());
    rest(&mut window);
    std::mem::forget(window);
    own.called = "Theirs".to_owned();
    save_persona(&desk.folders(), &own).unwrap();
    let mut window = opened(&desk, "derek-hollis");
    assert_eq!(casting(&window).persona.called, "Mine");
    press_with(&mut window, Modifiers::COMMAND, Key::S);
    assert_eq!(casting(&window).asked, Some(Asking::Outside));
}

#[test]
fn a_problem_far_down_the_page_is_scrolled_to() {
    let desk = Desk::on_copy();
    let mut window = opened(&desk, "derek-hollis");
    let last = evenkeel::drill::Model::shipped().moves().last().unwrap();
    edit(&mut window, |persona| drop(persona.reacts.insert(last.id.clone(), 9.0)));
    press(&mut window, Key::P);
    window.run_steps(20);
    let on = focused(&window);
    assert!(on.starts_with(&format!("{}, own", last.name)), "{on}");
    let rect = window.get_by_label(&on).rect();
    assert!(rect.top() > 80.0 && rect.bottom() < 750.0, "{rect:?}");
}

//! What takes its time in a large library is done beside the frame: sheets stay answerable, and what comes too late is
//! dropped.

#[path = "common/bill.rs"]
mod bill;
#[path = "common/desk.rs"]
mod desk;
#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use bill::{Window, draft_line, edit, hand, line, live, live_line, said, step, text, type_into};
use desk::BILL;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use evenkeel::{
    edit::{Pattern, find},
    ui::{
        Command,
        author::{
            AuthorCommand,
            sheets::{NewTree, Replacing, Script, Sheet, SheetCommand, Way},
        },
        state::{Overlay, Place},
    },
};
use std::fs::{self, File};
use window::{Desk, press, press_with, says, settle, shows, type_text};

/// Keeps every publication of a library waiting, as another window does that publishes in it.
fn held_up(desk: &Desk) -> File {
    let folder = desk.trees.join(".evenkeel").join("publishing");
    fs::create_dir_all(&folder).unwrap();
    let file = File::create(folder.join("turn.lock")).unwrap();
    file.lock().unwrap();
    file
}

/// Presses a key and paints a second's frames, without waiting for what is done beside them.
fn press_on(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run_steps(20);
}

fn value(window: &Window, field: &str) -> String {
    window.get_by_role_and_label(egui::Role::TextInput, field).value().unwrap_or_default()
}

/// A draft whose sheet has its reason, and a publication that waits.
fn publishing(desk: &Desk) -> (Window, File) {
    let mut window = desk.authoring("bill");
    edit(&mut window, line("close", "Goodbye, and thank you."));
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    type_text(&mut window, "It sounded curt");
    let turn = held_up(desk);
    press_on(&mut window, Modifiers::COMMAND, Key::Enter);
    assert!(window.state().state().is_at_work());
    (window, turn)
}

#[test]
fn while_a_draft_is_being_published_its_sheet_can_be_typed_in_and_says_what_it_does() {
    let desk = bill::desk();
    let (mut window, turn) = publishing(&desk);
    assert!(shows(&window, "Publishing…"), "it takes longer than a moment");
    window.get_by_label("What does it answer?").focus();
    window.run_steps(2);
    window.event(Event::Text("A flagged line".to_owned()));
    window.run_steps(2);
    assert_eq!(value(&window, "What does it answer?"), "A flagged line");
    assert_eq!(live(&desk).revision, 7);
    drop(turn);
    settle(&mut window);
    assert_eq!(live(&desk).revision, 8);
    assert!(!shows(&window, "Publishing…") && says(&window, "Revision 8 is live."));
}

#[test]
fn escape_closes_the_sheet_and_the_publication_is_told_all_the_same() {
    let desk = bill::desk();
    let (mut window, turn) = publishing(&desk);
    press_on(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.state().state().overlay.is_none());
    assert!(says(&window, "Publishing…"), "it is said where the sheet was");
    drop(turn);
    settle(&mut window);
    assert_eq!(live_line(&desk, "close"), "Goodbye, and thank you.");
    assert!(says(&window, "Revision 8 is live. Take it back: Ctrl Shift T"));
}

#[test]
fn an_edit_made_while_the_draft_is_being_published_stays_in_hand_and_in_the_draft() {
    let desk = bill::desk();
    let (mut window, turn) = publishing(&desk);
    press_on(&mut window, Modifiers::NONE, Key::Escape);
    window.state_mut().apply(AuthorCommand::Edit(Box::new(line("thank", "Thanks."))).into());
    // Long enough for the draft to be kept once more.
    std::thread::sleep(std::time::Duration::from_millis(600));
    window.run_steps(2);
    drop(turn);
    settle(&mut window);
    assert_eq!(live_line(&desk, "close"), "Goodbye, and thank you.");
    assert_eq!(live_line(&desk, "thank"), "Thank you for telling me.", "what was asked for is live, and no more");
    let tree = hand(&window).tree();
    assert_eq!((said(tree, "thank").as_str(), said(tree, "close").as_str()), ("Thanks.", "Goodbye, and thank you."));
    assert!(hand(&window).is_unpublished() && tree.revision == 8);
    assert_eq!(draft_line(&desk, "thank").as_deref(), Some("Thanks."));
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    assert!(says(&window, "against revision 8, which is live"));
    type_text(&mut window, "Shorter");
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!((live_line(&desk, "thank").as_str(), live(&desk).revision), ("Thanks.", 9), "it stands on what is live now");
}

#[test]
fn a_quick_fix_whose_sheet_was_closed_is_told_where_the_agent_is() {
    let desk = bill::desk();
    let mut window = desk.open(1280.0, 800.0);
    press_with(&mut window, Modifiers::COMMAND, Key::K);
    type_text(&mut window, "tell");
    press_with(&mut window, Modifiers::COMMAND, Key::Period);
    press_with(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "Thank you.");
    press(&mut window, Key::Enter);
    type_text(&mut window, "Shorter");
    let turn = held_up(&desk);
    press_on(&mut window, Modifiers::COMMAND, Key::Enter);
    assert!(shows(&window, "Publishing…"));
    press_on(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(window.state().state().place, Place::Home);
    drop(turn);
    settle(&mut window);
    assert_eq!(live_line(&desk, "thank"), "Thank you.");
    assert!(says(&window, "Bill. Revision 8 is live.") && !says(&window, "Publishing…"));
}

#[test]
fn what_stands_in_the_way_is_said_although_the_sheet_was_closed() {
    let desk = bill::desk();
    let mut window = desk.authoring("bill");
    edit(&mut window, evenkeel::edit::Edit::RemoveSteps(vec![step("thank")]));
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    type_text(&mut window, "A try");
    let turn = held_up(&desk);
    press_on(&mut window, Modifiers::COMMAND, Key::Enter);
    press_on(&mut window, Modifiers::NONE, Key::Escape);
    drop(turn);
    settle(&mut window);
    assert!(says(&window, "It was not published. These errors have to be mended first."));
    assert_eq!(text(&desk), BILL);
}

fn sheet(window: &Window) -> Sheet {
    match &window.state().state().overlay {
        Some(Overlay::Author(sheet)) => (**sheet).clone(),
        other => panic!("no sheet is open, but {other:?}"),
    }
}

fn typed(window: &mut Window, sheet: Sheet) {
    window.state_mut().apply(Command::Sheet(SheetCommand::Typed(Box::new(sheet))));
}

fn replacing(window: &Window) -> Replacing {
    match sheet(window) {
        Sheet::Replace(replacing) => *replacing,
        other => panic!("{other:?} is not find and replace"),
    }
}

/// Looks for these words in every tree, without waiting.
fn look_for(window: &mut Window, words: &str) {
    let mut wanted = replacing(window);
    (wanted.every, wanted.pattern.text) = (true, words.to_owned());
    typed(window, Sheet::Replace(Box::new(wanted)));
}

#[test]
fn of_several_searches_the_newest_is_answered_and_late_answers_to_others_are_dropped() {
    let desk = Desk::on_copy();
    let mut window = desk.authoring("billing-error");
    window.state_mut().apply(AuthorCommand::Replace.into());
    for words in ["e", "supervisor", "refund"] {
        look_for(&mut window, words);
    }
    settle(&mut window);
    let library = window.state().state().library.clone().unwrap();
    let pattern = Pattern { text: "refund".to_owned(), ..Pattern::default() };
    let trees = library.entries.iter().filter_map(|entry| entry.document.as_ref());
    let count: usize = trees.map(|document| find(document.tree(), &pattern).len()).sum();
    assert!(count > 0);
    assert_eq!(replacing(&window).count(), count);
    assert!(
        replacing(&window)
            .found
            .iter()
            .flat_map(|tree| &tree.found)
            .all(|(_, found)| { found.in_context().1.to_lowercase() == "refund" })
    );
    look_for(&mut window, "supervisor");
    look_for(&mut window, "");
    settle(&mut window);
    assert_eq!(replacing(&window).count(), 0, "nothing is looked for any more");
}

#[test]
fn what_is_not_found_yet_is_not_replaced() {
    let desk = Desk::on_copy();
    let mut window = desk.authoring("billing-error");
    window.state_mut().apply(AuthorCommand::Replace.into());
    look_for(&mut window, "supervisor");
    settle(&mut window);
    look_for(&mut window, "refund");
    let before = hand(&window).history.version();
    window.state_mut().apply(Command::Sheet(SheetCommand::Do));
    assert!(matches!(sheet(&window), Sheet::Replace(_)), "the sheet stays open");
    assert_eq!(hand(&window).history.version(), before);
    window.state_mut().apply(Command::Close);
    assert!(!window.state().state().is_at_work(), "with the sheet the search has ended");
}

#[test]
fn a_script_that_is_not_wanted_any_more_is_dropped_when_it_comes() {
    let desk = Desk::on_copy();
    let [first, second] = ["fuel.csv", "post.csv"].map(|name| desk.home.path().join(name).display().to_string());
    fs::write(&first, "step,line,answer,to\nAsk,Which station?,Knows it,Close\nClose,Thank you.,,\n").unwrap();
    let mut window = desk.open(1280.0, 800.0);
    window.state_mut().apply(Command::AuthorPlace);
    window.state_mut().apply(AuthorCommand::NewTree.into());
    let with = |path: &str| {
        let script = Script { path: path.to_owned(), ..Script::default() };
        Sheet::New(Box::new(NewTree { way: Way::Script, script, ..NewTree::default() }))
    };
    typed(&mut window, with(&first));
    window.state_mut().apply(Command::Sheet(SheetCommand::Do));
    assert!(window.state().state().is_at_work());
    typed(&mut window, with(&second));
    settle(&mut window);
    let Sheet::New(new) = sheet(&window) else { panic!("the sheet is closed") };
    assert_eq!((new.script.path.as_str(), new.script.read.is_none()), (second.as_str(), true), "another file is meant now");
    typed(&mut window, with(&first));
    window.state_mut().apply(Command::Sheet(SheetCommand::Do));
    window.state_mut().apply(Command::Close);
    settle(&mut window);
    assert!(window.state().state().overlay.is_none(), "a sheet that was closed stays closed");
}

#[test]
fn an_edit_of_the_same_moment_is_published_too() {
    let desk = bill::desk();
    let mut window = desk.authoring("bill");
    edit(&mut window, line("close", "Goodbye, and thank you."));
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    type_text(&mut window, "It sounded curt");
    type_into(&mut window, "What does it answer?", "A request");
    // Made in the same moment, and not on the disk yet.
    window.state_mut().apply(AuthorCommand::Edit(Box::new(line("thank", "Thanks."))).into());
    window.state_mut().apply(Command::Sheet(SheetCommand::Do));
    settle(&mut window);
    assert_eq!((live_line(&desk, "thank").as_str(), live_line(&desk, "close").as_str()), ("Thanks.", "Goodbye, and thank you."));
    assert!(!hand(&window).is_unpublished());
}

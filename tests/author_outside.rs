//! What others do to the library while an author or an agent has it open.

#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use egui::Key;
use egui_kittest::{Harness, kittest::Queryable as _};
use evenkeel::{
    edit::{Edit, StepChange, TreeChange},
    library::{backups, draft, keep_draft, still_mine},
    tree::{StepId, read},
    ui::{
        App,
        author::{
            AuthorCommand,
            state::{Access, Authoring},
        },
    },
};
use std::{
    fs,
    path::PathBuf,
    time::{Duration, Instant},
};
use window::{Desk, press, says, settle, shows};

const TREE: &str = "billing-error";

fn file(desk: &Desk) -> PathBuf {
    desk.trees.join(format!("{TREE}.ron"))
}

fn author<'a>(harness: &'a Harness<'static, App>) -> &'a Authoring {
    harness.state().state().authoring.as_ref().expect("a tree is in hand")
}

fn retitle(harness: &mut Harness<'static, App>, step: &str, title: &str) {
    let edit = Edit::Step(StepId::new(step).unwrap(), StepChange::Title(title.to_owned()));
    harness.state_mut().apply(AuthorCommand::Edit(Box::new(edit)).into());
    settle(harness);
}

/// Another program changes a title in a text of the tree.
fn change(text: &str, step: &str, title: &str) -> String {
    let document = read(text).unwrap();
    let edit = Edit::Step(StepId::new(step).unwrap(), StepChange::Title(title.to_owned()));
    let tree = edit.apply(document.tree()).unwrap();
    document.with_tree(&tree).unwrap().text().to_string()
}

fn change_file(desk: &Desk, step: &str, title: &str) -> String {
    let text = change(&fs::read_to_string(file(desk)).unwrap(), step, title);
    fs::write(file(desk), &text).unwrap();
    text
}

fn title(harness: &Harness<'static, App>, step: &str) -> String {
    author(harness).tree().steps[step].title.clone()
}

/// Frames until something holds that another thread brings about.
fn until(harness: &mut Harness<'static, App>, holds: impl Fn(&Harness<'static, App>) -> bool) {
    let began = Instant::now();
    while !holds(harness) {
        assert!(began.elapsed() < Duration::from_secs(20), "it never came to that");
        std::thread::sleep(Duration::from_millis(30));
        harness.step();
    }
    harness.state_mut().settle_library();
    settle(harness);
}

/// A window with the tree in hand, that hears of changes.
fn watching(desk: &Desk) -> Harness<'static, App> {
    let mut harness = desk.authoring(TREE);
    harness.state_mut().watch_now();
    harness.state_mut().settle_library();
    settle(&mut harness);
    harness
}

#[test]
fn a_tree_put_into_the_folder_is_offered_without_a_restart() {
    let desk = Desk::on_copy();
    let mut harness = desk.open(1280.0, 800.0);
    harness.state_mut().watch_now();
    let text = fs::read_to_string(file(&desk)).unwrap().replace("id: \"billing-error\"", "id: \"fuel\"");
    fs::write(desk.trees.join("fuel.ron"), text.replace("title: \"Billing error\"", "title: \"Fuel refund\"")).unwrap();
    until(&mut harness, |harness| says(harness, "Fuel refund"));
    assert!(harness.state().state().library.as_ref().unwrap().trees().tree("fuel").is_some());
}

#[test]
fn an_agent_on_a_live_call_keeps_the_text_the_call_began_with_and_the_next_call_has_the_new_one() {
    let desk = Desk::on_copy();
    let mut harness = desk.call_at(TREE, "open");
    harness.state_mut().watch_now();
    let before = harness.state().state().session.as_ref().unwrap().call.spot().step.to_string();
    let line = |harness: &Harness<'static, App>| {
        let state = harness.state().state();
        let now = state.now();
        let session = state.session.as_ref().unwrap();
        session.call.read(&now).step_at(session.call.spot()).unwrap().title.clone()
    };
    let title_before = line(&harness);
    change_file(&desk, &before, "Another opening");
    until(&mut harness, |harness| {
        let library = harness.state().state().library.as_ref().unwrap();
        library.entry(TREE).unwrap().document.as_ref().unwrap().tree().steps["open"].title == "Another opening"
    });
    assert_eq!(line(&harness), title_before, "the call goes on with the words it began with");
    assert!(shows(&harness, &title_before) || says(&harness, &title_before));
    let trees = harness.state().state().library.as_ref().unwrap().trees();
    assert_eq!(trees.tree(TREE).unwrap().steps["open"].title, "Another opening");
}

#[test]
fn a_file_changed_outside_is_taken_in_where_the_author_has_changed_nothing_and_no_draft_comes_of_it() {
    let desk = Desk::on_copy();
    let mut harness = watching(&desk);
    let text = change_file(&desk, "open", "Greet them by name");
    until(&mut harness, |harness| title(harness, "open") == "Greet them by name");
    assert!(says(&harness, "was changed outside at 14:27. You see it as it is now"));
    assert!(!author(&harness).is_unpublished());
    assert_eq!(author(&harness).history.document().unwrap().text().to_string(), text, "to the byte");
    assert!(draft(&desk.trees, TREE).unwrap().is_none());
    harness.state_mut().apply(AuthorCommand::Undo.into());
    settle(&mut harness);
    assert_ne!(title(&harness, "open"), "Greet them by name", "it can be undone like an edit");
}

#[test]
fn a_file_changed_outside_never_replaces_an_authors_changes_but_is_told_and_merged_by_step() {
    let desk = Desk::on_copy();
    let mut harness = watching(&desk);
    retitle(&mut harness, "open", "My opening");
    change_file(&desk, "close", "Their close");
    until(&mut harness, |harness| author(harness).outside.is_some());
    assert_eq!(title(&harness, "open"), "My opening");
    assert!(says(&harness, "billing-error.ron was changed outside at 14:27"));
    assert!(says(&harness, "changed “Their close”"), "the banner tells what changed");
    harness.get_by_label("Merge by step").click();
    harness.run();
    settle(&mut harness);
    assert_eq!((title(&harness, "open"), title(&harness, "close")), ("My opening".into(), "Their close".into()));
    assert!(author(&harness).outside.is_none() && author(&harness).conflicts.is_empty());
    assert_eq!(author(&harness).history.undo_name(), Some("Merge what changed outside"));
    let kept = draft(&desk.trees, TREE).unwrap().unwrap();
    assert_eq!(kept.base.as_deref(), Some(fs::read_to_string(file(&desk)).unwrap().as_str()), "the draft stands on the new text");
    harness.state_mut().apply(AuthorCommand::Undo.into());
    settle(&mut harness);
    assert_ne!(title(&harness, "close"), "Their close", "one undo takes the merge out");
    assert_eq!(title(&harness, "open"), "My opening");
}

#[test]
fn what_both_changed_is_listed_in_words_with_the_way_there_and_the_authors_own_stays() {
    let desk = Desk::on_copy();
    let mut harness = watching(&desk);
    retitle(&mut harness, "open", "My opening");
    change_file(&desk, "open", "Their opening");
    until(&mut harness, |harness| author(harness).outside.is_some());
    harness.get_by_label("Merge by step").click();
    harness.run();
    settle(&mut harness);
    assert_eq!(title(&harness, "open"), "My opening");
    assert!(says(&harness, "1 thing was changed on both sides; yours is kept"));
    assert!(says(&harness, "title, theirs: Their opening"));
    harness.get_all_by_label("My opening").next().unwrap().click();
    harness.run();
    harness.get_by_label("Close the list").click();
    harness.run();
    assert!(author(&harness).conflicts.is_empty());
}

#[test]
fn keeping_mine_makes_the_new_text_the_one_it_is_published_over() {
    let desk = Desk::on_copy();
    let mut harness = watching(&desk);
    retitle(&mut harness, "open", "My opening");
    let theirs = change_file(&desk, "close", "Their close");
    until(&mut harness, |harness| author(harness).outside.is_some());
    harness.get_by_label("Keep mine").click();
    harness.run();
    settle(&mut harness);
    let kept = draft(&desk.trees, TREE).unwrap().unwrap();
    assert_eq!(kept.base.as_deref(), Some(theirs.as_str()));
    assert_ne!(title(&harness, "close"), "Their close");
    assert_eq!(fs::read_to_string(file(&desk)).unwrap(), theirs, "nobody wrote over the file");
}

#[test]
fn a_draft_that_began_from_an_earlier_text_says_so_when_it_is_opened_and_takes_what_came_since() {
    let desk = Desk::on_copy();
    let live = fs::read_to_string(file(&desk)).unwrap();
    let at = "2026-11-23T14:02:00Z".parse().unwrap();
    keep_draft(&desk.trees, TREE, &change(&live, "open", "My opening"), Some(&live), "Beth", at).unwrap();
    let theirs = change_file(&desk, "close", "Their close");
    let mut harness = desk.authoring(TREE);
    assert!(says(&harness, "billing-error.ron was changed since this draft began"));
    assert_eq!(draft(&desk.trees, TREE).unwrap().unwrap().base.as_deref(), Some(live.as_str()), "nobody moved the draft");
    harness.get_by_label("Merge by step").click();
    harness.run();
    settle(&mut harness);
    assert_eq!((title(&harness, "open"), title(&harness, "close")), ("My opening".into(), "Their close".into()));
    assert_eq!(draft(&desk.trees, TREE).unwrap().unwrap().base.as_deref(), Some(theirs.as_str()));
}

#[test]
fn an_edit_made_before_looking_at_what_changed_outside_stands_on_the_text_it_began_from() {
    let desk = Desk::on_copy();
    let mut harness = watching(&desk);
    let before = fs::read_to_string(file(&desk)).unwrap();
    retitle(&mut harness, "open", "My opening");
    change_file(&desk, "close", "Their close");
    until(&mut harness, |harness| author(harness).outside.is_some());
    retitle(&mut harness, "open", "My second opening");
    let kept = draft(&desk.trees, TREE).unwrap().unwrap();
    assert_eq!(kept.base.as_deref(), Some(before.as_str()), "a publication would still be told of the change");
    assert!(kept.text.contains("My second opening"));
    harness.get_by_label("Compare").click();
    harness.run();
    assert!(says(&harness, "against the file as it was changed outside"));
}

#[test]
fn an_edit_is_kept_though_the_picture_is_asked_for_again_at_once() {
    let desk = Desk::on_copy();
    let mut harness = desk.authoring(TREE);
    for round in 0..5 {
        let words = format!("Title {round}");
        let edit = Edit::Step(StepId::new("open").unwrap(), StepChange::Title(words.clone()));
        harness.state_mut().apply(AuthorCommand::Edit(Box::new(edit)).into());
        harness.state_mut().apply(AuthorCommand::Refresh.into());
        settle(&mut harness);
        assert!(draft(&desk.trees, TREE).unwrap().unwrap().text.contains(&words), "{words}");
    }
}

#[test]
fn a_file_broken_outside_is_said_with_its_line_and_agents_keep_the_last_good_text() {
    let desk = Desk::on_copy();
    let mut harness = watching(&desk);
    let library = evenkeel::library::Library::open(&desk.trees);
    evenkeel::library::LastGood::of(&library).keep().unwrap();
    fs::write(file(&desk), "Tree(\n    format: 1,\n    oops\n").unwrap();
    until(&mut harness, |harness| author(harness).outside.is_some());
    assert!(says(&harness, "It cannot be read as a tree: line"));
    assert!(says(&harness, "Agents keep its last good text"));
    assert!(harness.state().state().library.as_ref().unwrap().trees().tree(TREE).is_some());
    assert!(harness.state().state().notices.iter().any(|notice| notice.contains("cannot be read")));
}

#[test]
fn a_file_taken_away_outside_leaves_the_author_with_a_draft() {
    let desk = Desk::on_copy();
    let mut harness = watching(&desk);
    fs::remove_file(file(&desk)).unwrap();
    until(&mut harness, |harness| author(harness).outside.is_some());
    assert!(says(&harness, "billing-error.ron was taken away outside"));
    harness.get_by_label("Keep mine").click();
    harness.run();
    settle(&mut harness);
    assert!(draft(&desk.trees, TREE).unwrap().is_some());
    assert!(author(&harness).live.is_none());
}

#[test]
fn a_second_window_reads_sees_who_edits_since_when_and_follows_what_they_write() {
    let desk = Desk::on_copy();
    let first = desk.authoring(TREE);
    let mut second = watching(&desk);
    assert!(matches!(author(&second).access, Access::Held(_)));
    assert!(says(&second, "Beth Lowry edits this since 14:27"));
    let text = change(author(&first).history.document().unwrap().text(), "open", "Theirs in work");
    // Written by another process, as the first window's would be.
    let folder = desk.trees.join(".evenkeel/drafts");
    fs::write(folder.join(format!("{TREE}.ron")), &text).unwrap();
    until(&mut second, |second| title(second, "open") == "Theirs in work");
    assert!(says(&second, "You see the draft of"));
    second.state_mut().apply(AuthorCommand::Edit(Box::new(Edit::Tree(TreeChange::Title("Mine".into())))).into());
    settle(&mut second);
    assert_ne!(author(&second).tree().title, "Mine", "a reader changes nothing");
}

#[test]
fn taking_over_makes_the_other_window_read_and_say_who() {
    let desk = Desk::on_copy();
    let mut first = watching(&desk);
    retitle(&mut first, "open", "From the first");
    let mut second = watching(&desk);
    assert_eq!(title(&second, "open"), "From the first", "the second begins with the draft");
    second.get_by_label("Take over").click();
    second.run();
    second.state_mut().settle_library();
    settle(&mut second);
    assert!(author(&second).is_writable());
    until(&mut first, |first| !author(first).is_writable());
    assert!(says(&first, "took this tree over at 14:27"));
    assert!(says(&first, "What you did is in the draft"));
    retitle(&mut first, "open", "Too late");
    assert_eq!(title(&first, "open"), "From the first");
    retitle(&mut second, "close", "From the second");
    let kept = read(&draft(&desk.trees, TREE).unwrap().unwrap().text).unwrap();
    assert_eq!(
        (kept.tree().steps["open"].title.as_str(), kept.tree().steps["close"].title.as_str()),
        ("From the first", "From the second")
    );
}

#[test]
fn a_window_that_lost_the_tree_never_writes_its_draft_again_even_before_it_has_heard() {
    let desk = Desk::on_copy();
    let mut first = desk.authoring(TREE);
    let mut second = desk.authoring(TREE);
    second.get_by_label("Take over").click();
    second.run();
    settle(&mut second);
    retitle(&mut second, "open", "Second");
    // The first window hears nothing: it does not watch.
    let Access::Mine(guard) = &author(&first).access else { panic!("it does not know yet") };
    assert!(!still_mine(guard));
    retitle(&mut first, "open", "First");
    let kept = read(&draft(&desk.trees, TREE).unwrap().unwrap().text).unwrap();
    assert_eq!(kept.tree().steps["open"].title, "Second");
    first.run();
    assert!(!author(&first).is_writable());
    assert!(says(&first, "Your last change is not in the draft"));
}

#[test]
fn when_the_other_window_is_done_the_reader_may_edit() {
    let desk = Desk::on_copy();
    let mut first = desk.authoring(TREE);
    let mut second = watching(&desk);
    first.state_mut().apply(AuthorCommand::CloseTree.into());
    settle(&mut first);
    until(&mut second, |second| author(second).is_writable());
    assert!(says(&second, "has finished at 14:27. You can edit this tree now"));
    press(&mut second, Key::Escape);
    retitle(&mut second, "open", "Mine now");
    assert_eq!(title(&second, "open"), "Mine now");
}

#[test]
fn a_draft_written_by_another_program_is_not_overwritten_unseen() {
    let desk = Desk::on_copy();
    let mut harness = desk.authoring(TREE);
    retitle(&mut harness, "open", "First words");
    let path = desk.trees.join(format!(".evenkeel/drafts/{TREE}.ron"));
    let theirs = change(&fs::read_to_string(&path).unwrap(), "close", "By hand");
    fs::write(&path, &theirs).unwrap();
    retitle(&mut harness, "open", "Second words");
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
    until(&mut harness, |harness| author(harness).outside.is_some());
    harness.get_by_label("Merge by step").click();
    harness.run();
    settle(&mut harness);
    let kept = read(&fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!(
        (kept.tree().steps["open"].title.as_str(), kept.tree().steps["close"].title.as_str()),
        ("Second words", "By hand")
    );
}

#[test]
fn keeping_mine_over_another_draft_puts_that_one_among_the_earlier_texts() {
    let desk = Desk::on_copy();
    let mut harness = desk.authoring(TREE);
    retitle(&mut harness, "open", "First words");
    let path = desk.trees.join(format!(".evenkeel/drafts/{TREE}.ron"));
    let theirs = change(&fs::read_to_string(&path).unwrap(), "close", "By hand");
    fs::write(&path, &theirs).unwrap();
    retitle(&mut harness, "open", "Second words");
    until(&mut harness, |harness| author(harness).outside.is_some());
    harness.get_by_label("Keep mine").click();
    harness.run();
    settle(&mut harness);
    assert!(fs::read_to_string(&path).unwrap().contains("Second words"));
    let all = backups(&desk.trees, TREE);
    assert!(all.iter().any(|backup| fs::read_to_string(&backup.path).unwrap() == theirs));
}

#[cfg(unix)]
#[test]
fn a_file_marked_read_only_opens_for_reading_and_says_so() {
    let desk = Desk::on_copy();
    let mut marks = fs::metadata(file(&desk)).unwrap().permissions();
    marks.set_readonly(true);
    fs::set_permissions(file(&desk), marks).unwrap();
    let mut harness = desk.authoring(TREE);
    assert!(matches!(&author(&harness).access, Access::ReadOnly(why) if why.contains("marked read-only")));
    assert!(says(&harness, "Reading only"));
    retitle(&mut harness, "open", "Nothing");
    assert_ne!(title(&harness, "open"), "Nothing");
    assert!(says(&harness, "This tree is only being read"));
}

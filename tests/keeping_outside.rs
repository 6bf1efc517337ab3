//! What happens to the library from outside: it shows at once, and a broken file takes nothing from agents.

#[path = "common/desk.rs"]
mod desk;

use desk::{BILL, at, begin_draft, closing_with, library, live, publish_text};
use evenkeel::library::{LastGood, Library, PublishError, Watch, keep_draft, retire};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, channel},
    time::{Duration, Instant},
};

/// Longer than any system takes to tell of a change; reached only when it never does.
const NEVER: Duration = Duration::from_secs(30);

fn keep_last_good(folder: &Path) {
    LastGood::of(&Library::open(folder)).keep().unwrap();
}

#[test]
fn a_live_file_broken_outside_leaves_agents_on_its_last_good_text() {
    let folder = library();
    keep_last_good(folder.path());
    fs::write(live(folder.path()), BILL.replace("steps: {", "stpes: {")).unwrap();
    let library = Library::open(folder.path());
    let entry = library.entry("bill").unwrap();
    assert!(entry.is_offered());
    assert_eq!(**entry.document.as_ref().unwrap().text(), *BILL);
    let words = entry.stands_in.as_deref().unwrap();
    assert!(words.contains("bill.ron cannot be read (line ") && words.contains("revision 7"), "{words}");
    assert!(entry.findings.iter().all(|finding| finding.rule == "UNREADABLE"), "what is wrong is said of the file itself");
    assert_eq!(library.trees().pinned("bill").unwrap().text.as_ref(), BILL);
}

#[test]
fn a_mended_file_counts_again() {
    let folder = library();
    keep_last_good(folder.path());
    fs::write(live(folder.path()), "nonsense").unwrap();
    keep_last_good(folder.path());
    fs::write(live(folder.path()), closing_with("Take care.")).unwrap();
    let library = Library::open(folder.path());
    let entry = library.entry("bill").unwrap();
    assert_eq!(entry.stands_in, None);
    assert_eq!(**entry.document.as_ref().unwrap().text(), closing_with("Take care."));
}

#[test]
fn a_broken_file_stays_on_its_last_good_text_from_start_to_start() {
    let folder = library();
    keep_last_good(folder.path());
    fs::write(live(folder.path()), [0xff, 0x00]).unwrap();
    for _ in 0..3 {
        keep_last_good(folder.path());
        assert!(Library::open(folder.path()).entry("bill").unwrap().is_offered());
    }
}

#[test]
fn a_file_that_was_never_good_has_nothing_to_stand_in_for_it() {
    let folder = library();
    fs::write(live(folder.path()), "nonsense").unwrap();
    let library = Library::open(folder.path());
    let entry = library.entry("bill").unwrap();
    assert!(!entry.is_offered() && entry.stands_in.is_none() && entry.document.is_none());
}

#[test]
fn only_what_is_live_stands_in_and_a_file_that_is_gone_is_gone() {
    let folder = library();
    keep_last_good(folder.path());
    retire(folder.path(), "bill", "Ada", at(3), "No longer sold").unwrap();
    keep_last_good(folder.path());
    fs::write(live(folder.path()), "nonsense").unwrap();
    assert!(!Library::open(folder.path()).entry("bill").unwrap().is_offered());

    fs::write(live(folder.path()), BILL).unwrap();
    keep_last_good(folder.path());
    fs::remove_file(live(folder.path())).unwrap();
    assert!(Library::open(folder.path()).entry("bill").is_none());
}

#[test]
fn what_becomes_live_is_the_last_good_text_from_that_moment() {
    let folder = library();
    keep_last_good(folder.path());
    begin_draft(folder.path(), &closing_with("Take care."));
    publish_text(folder.path(), &closing_with("Take care."), "Warmer").unwrap();
    fs::write(live(folder.path()), "nonsense").unwrap();
    let library = Library::open(folder.path());
    let text = library.entry("bill").unwrap().document.as_ref().unwrap().text().to_string();
    assert!(text.contains("Take care."));
}

#[test]
fn a_draft_is_not_published_over_a_file_that_was_broken_outside_unseen() {
    let folder = library();
    begin_draft(folder.path(), &closing_with("Take care."));
    fs::write(live(folder.path()), "nonsense").unwrap();
    let refused = publish_text(folder.path(), &closing_with("Take care."), "Warmer").unwrap_err();
    assert!(matches!(refused, PublishError::ChangedOutside(_)), "{refused}");
    keep_draft(folder.path(), "bill", &closing_with("Take care."), Some("nonsense"), "Ada", at(4)).unwrap();
    assert_eq!(publish_text(folder.path(), &closing_with("Take care."), "Mended").unwrap().number, 8);
}

/// A watch, and what hears it wake.
fn watched(folder: &Path, polling: bool) -> (Watch, Receiver<()>) {
    let (send, receive) = channel();
    let wake = Box::new(move || {
        let _ = send.send(());
    });
    let watch = if polling { Watch::polling(folder, wake) } else { Watch::new(folder, wake) };
    (watch.unwrap(), receive)
}

/// Waits until a file is told of; everything that was told of by then.
fn told(watch: &Watch, woken: &Receiver<()>, name: &str) -> Vec<PathBuf> {
    let (mut all, began) = (Vec::new(), Instant::now());
    while !all.iter().any(|path: &PathBuf| path.ends_with(name)) {
        let left = NEVER.checked_sub(began.elapsed()).unwrap_or_else(|| panic!("{name} was never told of; {all:?}"));
        woken.recv_timeout(left).unwrap_or_else(|_| panic!("nothing woke for {name}; {all:?}"));
        all.extend(watch.changed());
    }
    all
}

#[test]
fn a_change_outside_is_told() {
    let folder = library();
    let (watch, woken) = watched(folder.path(), false);
    fs::write(live(folder.path()), closing_with("Take care.")).unwrap();
    told(&watch, &woken, "bill.ron");
    fs::write(folder.path().join("new.ron"), BILL).unwrap();
    told(&watch, &woken, "new.ron");
    fs::remove_file(live(folder.path())).unwrap();
    told(&watch, &woken, "bill.ron");
}

#[test]
fn a_change_outside_is_told_where_the_folder_has_to_be_looked_through() {
    let folder = library();
    let (watch, woken) = watched(folder.path(), true);
    fs::write(folder.path().join("new.ron"), BILL).unwrap();
    told(&watch, &woken, "new.ron");
}

#[test]
fn what_this_program_writes_is_not_told_and_files_of_another_kind_are_not() {
    let folder = library();
    let (watch, woken) = watched(folder.path(), false);
    begin_draft(folder.path(), &closing_with("Take care."));
    publish_text(folder.path(), &closing_with("Take care."), "Warmer").unwrap();
    fs::write(folder.path().join("notes.txt"), "notes").unwrap();
    fs::write(folder.path().join("last.ron"), BILL).unwrap();
    let all = told(&watch, &woken, "last.ron");
    let own: Vec<_> = all.iter().filter(|path| path.ends_with("bill.ron") || path.ends_with("notes.txt")).collect();
    assert!(own.is_empty(), "{own:?}");
}

#[test]
fn a_draft_that_another_window_keeps_is_told() {
    let folder = library();
    begin_draft(folder.path(), &closing_with("Take care."));
    let (watch, woken) = watched(folder.path(), false);
    fs::write(folder.path().join(".evenkeel/drafts/bill.ron"), closing_with("Theirs.")).unwrap();
    told(&watch, &woken, "drafts/bill.ron");
}

#[test]
fn a_folder_that_is_not_there_cannot_be_watched_and_says_so() {
    let folder = library();
    let refused = Watch::new(&folder.path().join("gone"), Box::new(|| ())).unwrap_err();
    assert!(refused.contains("cannot be watched"), "{refused}");
}

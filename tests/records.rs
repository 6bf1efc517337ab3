//! The record of calls: what is acknowledged is there, in order, whatever happens to the disk.

#[path = "common/calls.rs"]
mod calls;

use calls::{Live, tree};
use evenkeel::{
    call::{Event, Move},
    library::Folders,
    record::{CallLock, Feeling, PrivateStore, RecordError, Recorder, Store, is_open_elsewhere},
};
use rusqlite::Connection;
use std::{
    fs,
    path::{Path, PathBuf},
    thread::sleep,
    time::Duration,
};
use tempfile::TempDir;

const STEPS: &str = r#"
    "open": Step(kind: Ask, stage: Open, title: "Open", say: ["Hello."], answers: [Answer(when: "On", to: "next")]),
    "next": Step(kind: Ask, stage: Listen, title: "Next", say: ["Yes?"], answers: [Answer(when: "Back again", to: "open")]),
"#;

const SOON: Duration = Duration::from_secs(10);

/// A home, its writer and a call.
struct Desk {
    folder: TempDir,
    recorder: Recorder,
    live: Live,
}

impl Desk {
    /// Nothing is written yet.
    fn new() -> Self {
        Self::at(tempfile::tempdir().unwrap())
    }

    fn at(folder: TempDir) -> Self {
        let recorder = Recorder::start(&folder.path().join("records.db"), Box::new(|| {}));
        Self { folder, recorder, live: Live::begin(&[tree("bill", "", STEPS)]) }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("records.db")
    }

    fn keep(&mut self) -> &mut Self {
        self.recorder.keep("a-call", &self.live.call);
        self
    }

    /// Keeps what happened and waits for the disk.
    fn written(&mut self) -> &mut Self {
        self.keep();
        assert!(self.recorder.wait(SOON), "{:?}", self.recorder.standing());
        self
    }

    fn stored(&self) -> Vec<Event> {
        Store::open(&self.path()).unwrap().events("a-call").unwrap()
    }

    fn assert_all_is_stored(&self) {
        assert_eq!(self.stored(), self.live.call.events());
    }
}

/// A note larger than a page of the store.
fn long_note(live: &mut Live) {
    live.note(&"words and more words ".repeat(400));
}

#[test]
fn events_are_stored_in_order_under_their_numbers() {
    let mut desk = Desk::new();
    desk.keep();
    for _ in 0..20 {
        desk.live.answers(&[1]).note("a note");
        desk.keep();
    }
    desk.written().assert_all_is_stored();
}

#[test]
fn an_event_is_acknowledged_only_when_it_is_stored() {
    let mut desk = Desk::new();
    desk.written();
    let standing = desk.recorder.standing();
    assert_eq!((standing.given, standing.acknowledged, standing.trouble), (1, 1, None));
}

#[test]
fn a_call_comes_back_on_the_text_it_began_with() {
    let mut desk = Desk::new();
    desk.live.answers(&[1]);
    desk.written();
    let call = Store::open(&desk.path()).unwrap().call("a-call", desk.live.call.site()).unwrap();
    assert_eq!(call.trees().pinned("bill").unwrap().text, desk.live.call.trees().pinned("bill").unwrap().text);
    assert_eq!(format!("{:?}", call.state()), format!("{:?}", desk.live.call.state()));
}

#[test]
fn a_call_is_unfinished_until_its_wrap_up_is_done() {
    let mut desk = Desk::new();
    desk.written();
    let unfinished = |desk: &Desk| Store::open(&desk.path()).unwrap().unfinished(desk.live.call.site()).unwrap().len();
    assert_eq!(unfinished(&desk), 1);
    desk.live.take(Move::Finish).unwrap();
    desk.written();
    assert_eq!(unfinished(&desk), 0);
}

fn pragma(path: &Path, name: &str) -> i64 {
    Connection::open(path).unwrap().query_row(&format!("PRAGMA {name}"), [], |row| row.get(0)).unwrap()
}

#[test]
fn the_store_says_whose_it_is_and_which_version() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("records.db");
    drop(Store::open(&path).unwrap());
    assert_eq!((pragma(&path, "application_id"), pragma(&path, "user_version")), (0x4556_4b4c, 1));
}

#[test]
fn a_store_of_a_newer_version_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("records.db");
    drop(Store::open(&path).unwrap());
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(Store::open_or_put_aside(&path), Err(RecordError::Newer(99))));
    assert_eq!(pragma(&path, "user_version"), 99);
}

#[test]
fn an_empty_file_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("records.db");
    fs::write(&path, "").unwrap();
    let (_store, aside) = Store::open_or_put_aside(&path).unwrap();
    assert_eq!((aside, pragma(&path, "user_version")), (None, 1));
}

#[test]
fn the_database_of_another_program_is_put_aside_and_not_written_to() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("records.db");
    Connection::open(&path).unwrap().execute_batch("PRAGMA application_id = 7; CREATE TABLE mine (x);").unwrap();
    let (_store, aside) = Store::open_or_put_aside(&path).unwrap();
    assert_eq!(pragma(&aside.unwrap(), "application_id"), 7);
}

#[test]
fn a_file_that_is_no_store_is_put_aside_unchanged_and_said_and_the_call_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let garbage = "this was never a database ".repeat(100);
    fs::write(folder.path().join("records.db"), &garbage).unwrap();
    let mut desk = Desk::at(folder);
    desk.written().assert_all_is_stored();
    let aside = desk.folder.path().join("records-damaged-1.db");
    assert_eq!(fs::read_to_string(&aside).unwrap(), garbage);
    assert!(desk.recorder.take_notice().unwrap().contains(aside.to_str().unwrap()));
    assert_eq!(desk.recorder.take_notice(), None, "it is said once");
}

#[test]
fn a_store_damaged_in_its_middle_is_put_aside_and_the_call_is_written_from_its_beginning() {
    let mut desk = Desk::new();
    desk.written();
    let (folder, live) = (desk.folder, desk.live);
    drop(desk.recorder);
    let path = folder.path().join("records.db");
    let (page, size) = (root_page(&path, "events"), usize::try_from(pragma(&path, "page_size")).unwrap());
    let mut bytes = fs::read(&path).unwrap();
    bytes[(page - 1) * size..page * size].fill(0xff);
    fs::write(&path, bytes).unwrap();
    let mut desk = Desk { recorder: Recorder::start(&path, Box::new(|| {})), folder, live };
    desk.written().assert_all_is_stored();
    assert!(desk.recorder.take_notice().unwrap().contains("records-damaged-1.db"));
}

fn root_page(path: &Path, table: &str) -> usize {
    let connection = Connection::open(path).unwrap();
    let page: i64 =
        connection.query_row("SELECT rootpage FROM sqlite_schema WHERE name = ?1", [table], |row| row.get(0)).unwrap();
    usize::try_from(page).unwrap()
}

#[test]
fn while_another_program_holds_the_store_the_call_goes_on_and_is_written_afterwards() {
    let mut desk = Desk::new();
    desk.written();
    let other = Connection::open(desk.path()).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    desk.live.answers(&[1]);
    desk.keep();
    assert!(!desk.recorder.wait(Duration::from_millis(2200)));
    assert_eq!(desk.recorder.standing().trouble.as_deref(), Some("the store is held by another program"));
    other.execute_batch("COMMIT").unwrap();
    desk.written().assert_all_is_stored();
    assert_eq!(desk.recorder.standing().trouble, None);
}

/// A call whose disk has just become full, with more to write than there is room for.
fn on_a_full_disk() -> Desk {
    let mut desk = Desk::new();
    desk.written();
    desk.recorder.limit_pages(Store::open(&desk.path()).unwrap().pages().unwrap());
    for _ in 0..5 {
        long_note(&mut desk.live);
        desk.keep();
    }
    desk
}

#[test]
fn a_full_disk_is_said_after_two_seconds_and_not_before() {
    let desk = on_a_full_disk();
    assert!(!desk.recorder.wait(Duration::from_millis(500)));
    assert_eq!(desk.recorder.standing().trouble, None);
    sleep(Duration::from_millis(1700));
    assert_eq!(desk.recorder.standing().trouble.as_deref(), Some("the disk is full"));
}

#[test]
fn on_a_full_disk_nothing_that_was_acknowledged_is_lost_and_nothing_stands_in_the_middle() {
    let desk = on_a_full_disk();
    assert!(!desk.recorder.wait(Duration::from_millis(500)));
    let (stored, acknowledged) = (desk.stored(), desk.recorder.standing().acknowledged);
    assert_eq!(stored, desk.live.call.events()[..usize::try_from(acknowledged).unwrap()]);
}

#[test]
fn when_there_is_room_again_everything_is_written_in_order() {
    let mut desk = on_a_full_disk();
    assert!(!desk.recorder.wait(Duration::from_millis(500)));
    desk.live.answers(&[1, 1]);
    desk.keep();
    desk.recorder.limit_pages(100_000);
    desk.written().assert_all_is_stored();
}

#[test]
fn a_store_removed_in_mid_call_is_begun_again_with_the_whole_call() {
    let mut desk = Desk::new();
    desk.live.answers(&[1]);
    desk.written();
    fs::remove_file(desk.path()).unwrap();
    desk.live.note("after it was gone");
    desk.written().assert_all_is_stored();
}

#[test]
fn a_store_removed_after_a_call_was_taken_up_again_still_gets_the_whole_call() {
    let mut desk = Desk::new();
    desk.live.answers(&[1]);
    desk.written();
    let (folder, live) = (desk.folder, desk.live);
    drop(desk.recorder);
    let mut desk = Desk { recorder: Recorder::start(&folder.path().join("records.db"), Box::new(|| {})), folder, live };
    desk.recorder.resume("a-call", &desk.live.call);
    fs::remove_file(desk.path()).unwrap();
    desk.live.note("after it was gone");
    desk.written().assert_all_is_stored();
}

#[test]
fn a_folder_that_cannot_be_made_is_said_and_the_call_is_written_once_it_can() {
    let folder = tempfile::tempdir().unwrap();
    let blocked = folder.path().join("home");
    fs::write(&blocked, "a file where a folder should be").unwrap();
    let mut recorder = Recorder::start(&blocked.join("records.db"), Box::new(|| {}));
    let live = Live::begin(&[tree("bill", "", STEPS)]);
    recorder.keep("a-call", &live.call);
    assert!(!recorder.wait(Duration::from_millis(2200)));
    assert!(recorder.standing().trouble.unwrap().contains("cannot be written"));
    fs::remove_file(&blocked).unwrap();
    assert!(recorder.wait(SOON));
    assert_eq!(Store::open(&blocked.join("records.db")).unwrap().events("a-call").unwrap(), live.call.events());
}

#[test]
fn one_call_is_open_in_one_window_only() {
    let home = tempfile::tempdir().unwrap();
    let first = CallLock::take(home.path(), "a-call");
    assert!(first.is_some() && CallLock::take(home.path(), "a-call").is_none());
    assert!(is_open_elsewhere(home.path(), "a-call"));
    assert!(!is_open_elsewhere(home.path(), "another"));
}

#[test]
fn a_window_that_closes_gives_its_call_free() {
    let home = tempfile::tempdir().unwrap();
    drop(CallLock::take(home.path(), "a-call"));
    assert!(!is_open_elsewhere(home.path(), "a-call"));
    assert!(CallLock::take(home.path(), "a-call").is_some());
}

/// A home with a private entry and a recorded call.
fn home_with_a_feeling() -> (Desk, PathBuf) {
    let mut desk = Desk::new();
    desk.written();
    let folders = Folders::choose(Some(desk.folder.path()), None, Path::new("/nowhere"), None);
    let private = PrivateStore::open(&folders.private()).unwrap();
    private.feel(desk.live.now.timestamp(), Feeling::Shaken).unwrap();
    assert_eq!(private.count().unwrap(), 1);
    (desk, folders.private())
}

fn holds(path: &Path, words: &str) -> bool {
    fs::read(path).unwrap().windows(words.len()).any(|part| part == words.as_bytes())
}

#[test]
fn what_is_private_lies_in_a_file_that_the_record_does_not_open() {
    let (desk, private) = home_with_a_feeling();
    assert!(holds(&private, "Shaken"));
    let record = Connection::open(desk.path()).unwrap();
    let names = |query: &str| -> Vec<String> {
        record.prepare(query).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    assert_eq!(names("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"), ["calls", "events", "texts"]);
    assert_eq!(names("SELECT name FROM pragma_database_list"), ["main"]);
    assert!(!holds(&desk.path(), "Shaken"));
}

#[test]
fn what_is_private_is_deleted_to_the_last_byte() {
    let (_desk, private) = home_with_a_feeling();
    PrivateStore::open(&private).unwrap().delete_all().unwrap();
    assert_eq!(PrivateStore::open(&private).unwrap().count().unwrap(), 0);
    let left: Vec<_> = fs::read_dir(private.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file() && holds(path, "Shaken"))
        .collect();
    assert_eq!(left, Vec::<PathBuf>::new());
}

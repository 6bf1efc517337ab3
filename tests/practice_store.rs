//! The trainee's private store: kept after each act, exported by the trainee, and gone when erased.

#[path = "common/kills.rs"]
mod kills;
#[path = "common/rehearsal.rs"]
mod rehearsal;

use evenkeel::{
    drill::{Act, Drill, Finished, Grade, Level, Over, Player, Setting, due, shipped_persona},
    library::{Folders, shipped_trees},
    record::{Keeper, PracticeStore, RecordError},
    site::Settings,
    tree::TreeId,
};
use jiff::Timestamp;
use kills::Chance;
use proptest::prelude::*;
use rehearsal::{begun, day, finished, moment, note, persona, technique};
use rusqlite::Connection;
use std::{
    env, fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Arc,
    time::Duration,
};
use tempfile::TempDir;

/// The folder in which the child works.
const FOLDER: &str = "EVENKEEL_TEST_PRACTICE";
/// Kills of a child that plays.
const KILLS: u64 = 40;
const SOON: Duration = Duration::from_secs(10);

fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = Folders::choose(Some(folder.path()), None, folder.path(), None).practice();
    (folder, path)
}

/// A drill with that many notes, each kept as it is written.
fn played(store: &mut PracticeStore, id: &str, notes: usize) -> Drill {
    let mut drill = begun("billing-error", 7, 0);
    store.keep(id, &drill).unwrap();
    for number in 0..notes {
        note(&mut drill, &format!("note {number}"), 1);
        store.keep(id, &drill).unwrap();
    }
    drill
}

fn again(store: &PracticeStore, id: &str) -> Drill {
    let kept = store.drill(id).unwrap();
    Drill::from_events(&kept.trees, Arc::new(Settings::default()), &kept.events).unwrap()
}

#[test]
fn a_drill_in_hand_comes_back_as_it_was_left_on_the_texts_it_began_with() {
    let (_folder, path) = place();
    let drill = played(&mut PracticeStore::open(&path).unwrap(), "one", 3);
    let store = PracticeStore::open(&path).unwrap();
    let in_hand = store.in_hand().unwrap();
    assert_eq!(in_hand.len(), 1);
    assert_eq!((in_hand[0].id.as_str(), in_hand[0].events.as_slice()), ("one", drill.events()));
    assert_eq!(again(&store, "one").events(), drill.events());
    let text = |trees: &evenkeel::call::Trees| trees.pinned("billing-error").unwrap().text.clone();
    assert_eq!(text(&in_hand[0].trees), text(&shipped_trees()));
}

#[test]
fn a_result_and_its_cards_are_kept_once_however_often_they_are_given() {
    let (_folder, path) = place();
    let mut store = PracticeStore::open(&path).unwrap();
    let drill = played(&mut store, "one", 1);
    let result = finished("one", "billing-error", &persona("dana", 5.0, "billing-error", None), 72, 0);
    let missed = [technique("open-question", Grade::Again)];
    store.finish(&drill, &result, &missed).unwrap();
    let first = store.cards().unwrap();
    store.finish(&drill, &result, &missed).unwrap();
    assert_eq!(store.finished().unwrap(), [result]);
    assert_eq!(store.cards().unwrap(), first);
    assert!(store.in_hand().unwrap().is_empty());
    assert_eq!(due(&first, &shipped_trees(), day(1)).len(), 1);
    store.stop("one").unwrap();
    assert_eq!(store.finished().unwrap().len(), 1, "what was played to its end cannot be stopped");
}

#[test]
fn a_drill_played_to_its_end_is_kept_with_its_result_and_comes_back_to_the_bit() {
    let (_folder, path) = place();
    let mut store = PracticeStore::open(&path).unwrap();
    let derek = Arc::clone(shipped_persona("derek-hollis").unwrap());
    let setting = Setting { level: Level::Faded, ..Setting::new(TreeId::new("delayed-shipment").unwrap(), derek, 11) };
    let mut drill = Drill::begin(&shipped_trees(), Arc::new(Settings::default()), setting, &moment(0)).unwrap();
    assert_eq!(Finished::of("one", &drill, &moment(1)), None, "it is not over");
    Player::Ideal.play(&mut drill, &moment(4));
    let result = Finished::of("one", &drill, &moment(5)).expect("it is over");
    assert_eq!(result.curve.len(), drill.turns().len() + 1);
    assert!((result.heat().start - 6.0).abs() < 0.01 && (result.heat().end - drill.heat()).abs() < 0.01, "{:?}", result.curve);
    assert_eq!((result.level, result.day, result.customer.as_str()), (Level::Faded, day(0), "Derek Hollis"));
    store.finish(&drill, &result, &drill.practised()).unwrap();
    let cards = store.cards().unwrap();
    assert!(cards.len() > 10, "{}", cards.len());
    let later = due(&cards, &shipped_trees(), day(400));
    assert_eq!(later.len(), cards.len(), "everything practised comes back");
    assert!(later.iter().all(|due| due.changed.is_none()));
    let back = again(&store, "one");
    assert_eq!(back.turns(), drill.turns());
    assert_eq!(Finished::of("one", &back, &moment(5)), Some(result));
}

#[test]
fn a_stopped_drill_has_no_result() {
    let mut drill = begun("billing-error", 7, 0);
    drill.take(Act::Stop, &moment(1)).unwrap();
    assert_eq!(Finished::of("one", &drill, &moment(1)), None);
}

#[test]
fn nothing_is_kept_of_a_drill_that_was_stopped() {
    let (_folder, path) = place();
    let mut store = PracticeStore::open(&path).unwrap();
    let mut drill = begun("billing-error", 7, 0);
    note(&mut drill, "a word nobody should find", 1);
    store.keep("one", &drill).unwrap();
    store.stop("one").unwrap();
    assert!(store.in_hand().unwrap().is_empty() && store.finished().unwrap().is_empty());
    drop(store);
    assert!(!holds(&path, "a word nobody should find"));
}

/// Whether some file in the folder of that one holds those words.
fn holds(path: &Path, words: &str) -> bool {
    let files = fs::read_dir(path.parent().unwrap()).unwrap().filter_map(|entry| fs::read(entry.unwrap().path()).ok());
    files.into_iter().any(|bytes| bytes.windows(words.len()).any(|some| some == words.as_bytes()))
}

#[test]
fn erased_practice_cannot_be_read_from_any_file() {
    let (_folder, path) = place();
    let mut store = PracticeStore::open(&path).unwrap();
    let mut drill = begun("billing-error", 7, 0);
    note(&mut drill, "a very private word", 1);
    let mut result = finished("one", "billing-error", &drill.setting().persona, 72, 0);
    result.goal = "a very private goal".to_owned();
    store.finish(&drill, &result, &[technique("open-question", Grade::Again)]).unwrap();
    let aside = path.with_file_name("practice-damaged-1.sqlite");
    fs::copy(&path, &aside).unwrap();
    let private = ["a very private word", "a very private goal", "open-question"];
    assert!(private.iter().all(|word| holds(&path, word)), "they are there before");
    store.erase().unwrap();
    assert!(!private.iter().any(|word| holds(&path, word)));
    assert!(!aside.exists(), "what was put aside is gone as well");
    assert!(store.finished().unwrap().is_empty() && store.cards().unwrap().is_empty());
    store.keep("two", &drill).unwrap();
    assert_eq!(store.in_hand().unwrap().len(), 1, "and it goes on");
}

#[test]
fn an_export_holds_everything_readable_with_private_facts_and_cards_masked() {
    let (_folder, path) = place();
    let mut store = PracticeStore::open(&path).unwrap();
    let mut drill = begun("billing-error", 7, 0);
    note(&mut drill, "Dana Whitfield paid with 4111 1111 1111 1111", 1);
    let result = finished("one", "billing-error", &drill.setting().persona, 72, 0);
    store.finish(&drill, &result, &[technique("open-question", Grade::Again)]).unwrap();
    let text = store.export(Timestamp::UNIX_EPOCH).unwrap();
    let whole: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(whole["drills"][0]["result"]["score"]["total"], 72);
    assert_eq!(whole["drills"][0]["result"]["goal"], "Say it back before you offer.");
    assert_eq!(whole["cards"][0]["grade"], "Again");
    assert!(text.contains("D. W. paid with •••• •••• •••• 1111"), "{text}");
    assert!(!text.contains("Whitfield") && !text.contains("4111"));
}

#[test]
fn two_windows_keep_into_one_store_and_no_card_is_lost() {
    let (_folder, path) = place();
    let mut one = PracticeStore::open(&path).unwrap();
    let mut other = PracticeStore::open(&path).unwrap();
    let (first, second) = (played(&mut one, "one", 2), played(&mut other, "two", 2));
    let dana = persona("dana", 5.0, "billing-error", None);
    one.finish(&first, &finished("one", "billing-error", &dana, 60, 0), &[technique("open-question", Grade::Again)]).unwrap();
    let both = [technique("open-question", Grade::Good), technique("two-options", Grade::Good)];
    other.finish(&second, &finished("two", "billing-error", &dana, 90, 0), &both).unwrap();
    let cards = one.cards().unwrap();
    assert_eq!(cards.len(), 2);
    assert_eq!(cards["technique open-question"].grade, Grade::Again, "the worse of the day");
    assert_eq!(one.finished().unwrap().len(), 2);
}

#[test]
fn a_damaged_file_is_put_aside_and_said_and_what_is_in_hand_is_written_again() {
    let (_folder, path) = place();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, "this was never a store, and is long enough to be looked at as one ".repeat(40)).unwrap();
    assert!(matches!(PracticeStore::open(&path), Err(RecordError::Damaged)));
    let keeper: Keeper<PracticeStore> = Keeper::start(&path, Box::new(|| ()));
    let drill = begun("billing-error", 7, 0);
    keeper.give(move |store| store.keep("one", &drill));
    assert!(keeper.wait(SOON), "{:?}", keeper.trouble());
    let notice = keeper.take_notice().expect("it is said");
    assert!(notice.contains("practice-damaged-1.sqlite"), "{notice}");
    assert_eq!(PracticeStore::open(&path).unwrap().in_hand().unwrap().len(), 1);
}

#[test]
fn a_store_of_calls_or_of_a_newer_program_is_not_taken_for_practice() {
    let (_folder, path) = place();
    evenkeel::record::Store::open(&path).unwrap();
    assert!(matches!(PracticeStore::open(&path), Err(RecordError::Damaged)));
    let (_folder, path) = place();
    PracticeStore::open(&path).unwrap();
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(PracticeStore::open(&path), Err(RecordError::Newer(99))));
}

#[test]
fn on_a_full_disk_it_is_said_and_kept_as_soon_as_there_is_room() {
    let (_folder, path) = place();
    let keeper: Keeper<PracticeStore> = Keeper::start(&path, Box::new(|| ()));
    keeper.give(|store| store.limit_pages(1));
    let drill = begun("billing-error", 7, 0);
    let kept = drill.clone();
    keeper.give(move |store| store.keep("one", &kept));
    assert!(!keeper.wait(Duration::from_millis(400)));
    assert_eq!(keeper.trouble().as_deref(), Some("the disk is full"));
    assert!(!keeper.is_on_disk());
    // Room is made from outside: the thread opens the store anew when its file was away.
    fs::rename(&path, path.with_extension("away")).unwrap();
    assert!(keeper.wait(SOON), "{:?}", keeper.trouble());
    assert_eq!(keeper.trouble(), None);
    assert_eq!(PracticeStore::open(&path).unwrap().drill("one").unwrap().events, drill.events());
}

/// Not a test of its own: the child that plays until it is killed, and says after each act that it is kept.
#[test]
fn a_child_that_plays() {
    let Some(folder) = env::var_os(FOLDER) else { return };
    let path = Path::new(&folder).join("practice.sqlite");
    let mut store = PracticeStore::open(&path).unwrap();
    let mut drill = begun("billing-error", 7, 0);
    let mut out = std::io::stdout();
    for number in 1.. {
        note(&mut drill, &format!("note {number}"), 1);
        store.keep("one", &drill).unwrap();
        writeln!(out, "done {number}").unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn killed_at_any_moment_no_act_that_was_kept_is_lost() {
    let mut chance = Chance(4_1_2027);
    for _ in 0..KILLS {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(env::current_exe().unwrap());
        command.args(["--exact", "a_child_that_plays", "--nocapture"]).env(FOLDER, folder.path());
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let said = chance.kill(child, "done", Duration::from_millis(40));
        let done = said.lines().filter_map(|line| line.split("done ").nth(1)?.trim().parse::<usize>().ok()).max().unwrap();
        let store = PracticeStore::open(&folder.path().join("practice.sqlite")).unwrap();
        let drill = again(&store, "one");
        let notes = drill.events().len() - 1;
        assert!(notes == done || notes == done + 1, "{done} acts were kept and {notes} are there");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_result_comes_back_as_it_was_given(total in 0..=100_u32, curve in prop::collection::vec(0..=40_u8, 1..20), goal in "\\PC{0,60}") {
        let (_folder, path) = place();
        let mut store = PracticeStore::open(&path).unwrap();
        let drill = begun("billing-error", 7, 0);
        let mut result = finished("one", "billing-error", &drill.setting().persona, total, 0);
        result.curve = curve.iter().map(|quarter| f32::from(*quarter) / 4.0).collect();
        result.goal = goal;
        result.over = Over::HungUp;
        store.finish(&drill, &result, &[]).unwrap();
        prop_assert_eq!(PracticeStore::open(&path).unwrap().finished().unwrap(), vec![result]);
        prop_assert_eq!(PracticeStore::open(&path).unwrap().drill("one").unwrap().events, drill.events());
    }
}

#[test]
fn the_store_can_be_handed_to_another_thread() {
    let (_folder, path) = place();
    let mut store = PracticeStore::open(&path).unwrap();
    played(&mut store, "one", 1);
    let count = std::thread::spawn(move || store.in_hand().unwrap().len()).join().unwrap();
    assert_eq!((count, moment(0).date()), (1, day(0)));
}

//! Exams: apart from practice, handed over only as the sheet the trainee has seen, scored beside the machine.

#[path = "common/rehearsal.rs"]
mod rehearsal;

use evenkeel::{
    drill::{Assignment, Drill, Finished, Level, OwnScore},
    library::{
        FileError, Folders, WorkDone, assignments, exam_sheets, own_scores, remove_assignment, save_assignment, save_own_score,
        send_exam, sheet_in_words, tell_done, withdraw_exam, work_done,
    },
    record::{BEFORE_AN_EXAM, ExamStore, PracticeStore, RecordError},
    tree::TreeId,
};
use rehearsal::{begun, day, finished, note, part};
use rusqlite::Connection;
use std::{fs, path::Path};
use tempfile::TempDir;

struct Desk {
    home: TempDir,
    folders: Folders,
}

impl Desk {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let folders = Folders::choose(Some(home.path()), None, home.path(), None);
        Self { home, folders }
    }

    fn exams(&self) -> ExamStore {
        ExamStore::open(&self.folders.exams()).unwrap()
    }
}

/// An exam that was played to its end, and its drill.
fn exam(id: &str, total: u32) -> (Drill, Finished) {
    let mut drill = begun("billing-error", 7, 0);
    note(&mut drill, "Dana Whitfield rang from the shop", 1);
    let mut result = finished(id, "billing-error", &drill.setting().persona, total, 0);
    result.level = Level::Exam;
    result.score.parts = vec![part("recap", 10, 4.0), part("words", 90, total as f32 - 4.0)];
    result.goal = "Dana Whitfield wanted the day".to_owned();
    (drill, result)
}

fn taken(desk: &Desk, id: &str, total: u32, assignment: Option<&str>) -> ExamStore {
    let (drill, result) = exam(id, total);
    let mut store = desk.exams();
    store.finish(&drill, &result, "Ada", assignment).unwrap();
    store
}

fn assignment(id: &str, by: i32) -> Assignment {
    Assignment {
        id: id.to_owned(),
        trainee: "Ada".to_owned(),
        track: "conflict-resolution".to_owned(),
        tree: TreeId::new("billing-error").unwrap(),
        persona: None,
        level: Level::Exam,
        by: day(by),
        words: "Mind the day you promise.".to_owned(),
        set_by: "Ruth".to_owned(),
        set_on: day(0),
    }
}

#[test]
fn an_exam_says_before_it_begins_who_sees_it_and_that_it_can_be_taken_again() {
    for word in ["exam", "supervisor", "stop", "again"] {
        assert!(BEFORE_AN_EXAM.contains(word), "{word}");
    }
}

#[test]
fn an_exam_is_never_found_in_practice_nor_practice_in_exams() {
    let desk = Desk::new();
    let (drill, result) = exam("one", 82);
    let mut practice = PracticeStore::open(&desk.folders.practice()).unwrap();
    practice.finish(&drill, &Finished { id: "private".to_owned(), ..result.clone() }, &[]).unwrap();
    let before = fs::read(desk.folders.practice()).unwrap();
    let store = taken(&desk, "one", 82, None);
    assert_eq!(store.finished().unwrap().len(), 1);
    assert!(!store.export(jiff::Timestamp::UNIX_EPOCH).unwrap().contains("\"private\""));
    assert_eq!(practice.finished().unwrap().len(), 1);
    assert_eq!(fs::read(desk.folders.practice()).unwrap(), before, "untouched");
    // Each refuses the other's file.
    assert!(matches!(ExamStore::open(&desk.folders.practice()), Err(RecordError::Damaged)));
    assert!(matches!(PracticeStore::open(&desk.folders.exams()), Err(RecordError::Damaged)));
}

#[test]
fn exams_go_on_where_practice_is_damaged_or_gone() {
    let desk = Desk::new();
    fs::write(desk.folders.practice(), "no store").unwrap();
    let mut store = taken(&desk, "one", 82, Some("first"));
    store.dispute("one", "recap", "I did recap.", day(1)).unwrap();
    assert_eq!(store.sheet("one").unwrap().disputes.len(), 1);
    assert_eq!(fs::read_to_string(desk.folders.practice()).unwrap(), "no store");
}

#[test]
fn the_code_of_exams_and_of_the_shared_folder_knows_no_practice_store() {
    for file in ["src/record/exams.rs", "src/library/training.rs", "src/drill/exam.rs"] {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        for word in ["PracticeStore", "practice.sqlite", "practice()", "practice::"] {
            assert!(!text.contains(word), "{file} speaks of {word}");
        }
    }
}

#[test]
fn an_exam_can_be_stopped_without_a_trace_and_taken_again() {
    let desk = Desk::new();
    let (drill, _) = exam("one", 50);
    let mut store = desk.exams();
    store.keep("one", &drill).unwrap();
    assert_eq!(store.in_hand().unwrap().len(), 1);
    store.stop("one").unwrap();
    assert!(store.in_hand().unwrap().is_empty());
    drop(store);
    taken(&desk, "two", 50, Some("first"));
    let store = taken(&desk, "three", 90, Some("first"));
    let totals: Vec<u32> = store.finished().unwrap().iter().map(|exam| exam.score.total).collect();
    assert_eq!(totals.len(), 2);
    assert!(totals.contains(&50) && totals.contains(&90));
    assert_eq!(store.done().unwrap()["first"], day(0));
}

#[test]
fn what_leaves_is_the_sheet_the_trainee_sees_with_private_facts_masked() {
    let desk = Desk::new();
    let mut store = taken(&desk, "one", 82, None);
    assert_eq!(exam_sheets(&desk.folders.trees).all, [], "nothing leaves by itself");
    let sheet = store.sheet("one").unwrap();
    assert_eq!(sheet.result.goal, "D. W. wanted the day");
    let path = send_exam(&desk.folders.trees, &sheet).unwrap();
    store.note_sent("one").unwrap();
    assert!(store.is_sent("one").unwrap());
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(text, sheet_in_words(&sheet));
    assert!(!text.contains("Whitfield"), "{text}");
    assert_eq!(exam_sheets(&desk.folders.trees).all, [sheet]);
    withdraw_exam(&desk.folders.trees, "one").unwrap();
    assert_eq!(exam_sheets(&desk.folders.trees).all, []);
    assert!(desk.home.path().join("exams.sqlite").exists());
}

#[test]
fn a_disputed_point_goes_with_the_sheet_and_can_be_taken_back() {
    let desk = Desk::new();
    let mut store = taken(&desk, "one", 82, None);
    store.dispute("one", "recap", "I named the day in the last turn.", day(1)).unwrap();
    let disputes = store.sheet("one").unwrap().disputes;
    assert_eq!((disputes[0].part.as_str(), disputes[0].on), ("recap", day(1)));
    store.dispute("one", "recap", "I named it twice.", day(2)).unwrap();
    assert_eq!(store.sheet("one").unwrap().disputes[0].words, "I named it twice.");
    store.dispute("one", "recap", "  ", day(2)).unwrap();
    assert!(store.sheet("one").unwrap().disputes.is_empty());
}

#[test]
fn two_supervisors_score_beside_the_machine_and_the_gap_is_told() {
    let desk = Desk::new();
    let sheet = taken(&desk, "one", 82, None).sheet("one").unwrap();
    let score = |by: &str, recap: f32| OwnScore {
        exam: "one".to_owned(),
        by: by.to_owned(),
        on: day(1),
        points: [("recap".to_owned(), recap)].into(),
        words: String::new(),
        answers: Default::default(),
    };
    for score in [score("Ruth", 9.0), score("Omar", 10.0), score("ruth ", 8.0)] {
        save_own_score(&desk.folders.trees, &score).unwrap();
    }
    save_own_score(&desk.folders.trees, &OwnScore { exam: "other".to_owned(), ..score("Ruth", 1.0) }).unwrap();
    let scores = own_scores(&desk.folders.trees, "one").all;
    assert_eq!(scores.iter().map(|score| score.by.as_str()).collect::<Vec<_>>(), ["Omar", "ruth "]);
    let gaps: Vec<(f32, bool)> =
        scores.iter().map(|score| score.gap(&sheet)).map(|gap| (gap.points(), gap.is_within_target())).collect();
    assert_eq!(gaps, [(6.0, false), (4.0, true)]);
    assert!((score("Ruth", 99.0).total(&sheet) - 88.0).abs() < 0.01, "no part has more than its points");
}

#[test]
fn assigned_work_lies_beside_the_trees_and_done_is_all_that_is_told() {
    let desk = Desk::new();
    let trees = &desk.folders.trees;
    for one in [assignment("later", 9), assignment("sooner", 3)] {
        save_assignment(trees, &one).unwrap();
    }
    assert_eq!(assignments(trees).all, [assignment("sooner", 3), assignment("later", 9)]);
    let done = WorkDone { assignment: "sooner".to_owned(), trainee: "Ada".to_owned(), on: day(2) };
    tell_done(trees, &done).unwrap();
    tell_done(trees, &done).unwrap();
    assert_eq!(work_done(trees).all, [done]);
    let place = trees.join(".evenkeel/assignments/done");
    let file = fs::read_dir(&place).unwrap().next().unwrap().unwrap().path();
    let text = fs::read_to_string(file).unwrap();
    assert!(!text.contains("score") && text.lines().count() <= 6, "{text}");
    remove_assignment(trees, "sooner").unwrap();
    assert_eq!((assignments(trees).all.len(), work_done(trees).all.len()), (1, 0));
}

#[test]
fn a_broken_file_of_a_team_is_told_with_its_place_and_the_others_are_read() {
    let desk = Desk::new();
    let trees = &desk.folders.trees;
    save_assignment(trees, &assignment("good", 3)).unwrap();
    let bad = trees.join(".evenkeel/assignments/bad.ron");
    fs::write(&bad, "Assignment(\n    id: \"bad\",\n    wrong: 1,\n)").unwrap();
    let read = assignments(trees);
    assert_eq!(read.all.len(), 1);
    assert!(read.troubles[0].contains("bad.ron:3:"), "{:?}", read.troubles);
    let sheets = trees.join(".evenkeel/exams");
    fs::create_dir_all(&sheets).unwrap();
    fs::write(sheets.join("bad.json"), "{\n  \"id\": 3\n}").unwrap();
    let read = exam_sheets(trees);
    assert!(read.all.is_empty() && read.troubles[0].contains("bad.json:2:"), "{:?}", read.troubles);
    assert!(matches!(save_assignment(trees, &assignment("../out", 3)), Err(FileError::System { .. })));
}

#[test]
fn erased_exams_are_gone_from_the_store_and_a_sheet_that_was_sent_stays() {
    let desk = Desk::new();
    let mut store = taken(&desk, "one", 82, Some("first"));
    send_exam(&desk.folders.trees, &store.sheet("one").unwrap()).unwrap();
    store.erase().unwrap();
    assert!(store.finished().unwrap().is_empty() && store.done().unwrap().is_empty());
    drop(store);
    let bytes = fs::read(desk.folders.exams()).unwrap();
    assert!(!bytes.windows(8).any(|some| some == b"Whitfiel"));
    assert_eq!(exam_sheets(&desk.folders.trees).all.len(), 1);
}

#[test]
fn a_store_of_exams_from_before_scores_were_looked_at_is_brought_up_to_date() {
    let desk = Desk::new();
    let sheet = taken(&desk, "one", 70, None).sheet("one").unwrap();
    let older = Connection::open(desk.folders.exams()).unwrap();
    older.execute_batch("DROP TABLE seen; PRAGMA user_version = 2;").unwrap();
    drop(older);
    let mut store = desk.exams();
    assert_eq!(store.sheet("one").unwrap(), sheet, "what was kept is there");
    store.note_seen("one", "scored").unwrap();
    assert_eq!(store.seen().unwrap().get("one").map(String::as_str), Some("scored"));
    store.erase().unwrap();
    assert!(store.finished().unwrap().is_empty());
}

//! An author's work is kept: drafts with what they began from, dated backups, and a look at the library before it.

#[path = "common/desk.rs"]
mod desk;

use desk::{BILL, at, begin_draft, closing_with, draft_text, library, live, live_text, own_files};
use evenkeel::library::{
    BackupKind, Draft, Library, backups, discard_draft, draft, drafts, is_writable, keep_draft, keep_point, read_text,
    restore_backup,
};
use std::{fs, path::Path};

fn kinds(folder: &Path) -> Vec<BackupKind> {
    backups(folder, "bill").iter().map(|backup| backup.kind).collect()
}

#[test]
fn a_draft_comes_back_to_the_byte_with_who_when_and_what_it_began_from() {
    let folder = library();
    let text = "Tree(\r\n  half an edit \u{1f600}";
    keep_draft(folder.path(), "bill", text, Some(BILL), "Ada", at(2)).unwrap();
    let expected =
        Draft { id: "bill".to_owned(), text: text.to_owned(), kept: at(2), by: "Ada".to_owned(), base: Some(BILL.into()) };
    assert_eq!(draft(folder.path(), "bill").unwrap(), Some(expected));
    assert_eq!(live_text(folder.path()), BILL);
}

#[test]
fn a_tree_without_work_in_hand_has_no_draft() {
    let folder = library();
    assert_eq!(draft(folder.path(), "bill").unwrap(), None);
    assert_eq!(drafts(folder.path()), []);
    assert!(!folder.path().join(".evenkeel").exists(), "and nothing is created by asking");
}

#[test]
fn the_latest_of_many_saves_is_the_draft() {
    let folder = library();
    for second in 0..20 {
        begin_draft(folder.path(), &closing_with(&format!("Goodbye {second}.")));
    }
    assert_eq!(draft_text(folder.path()), Some(closing_with("Goodbye 19.")));
}

#[test]
fn a_draft_can_come_to_stand_on_another_text() {
    let folder = library();
    begin_draft(folder.path(), &closing_with("Take care."));
    let (text, base) = (closing_with("All the best."), closing_with("So long."));
    keep_draft(folder.path(), "bill", &text, Some(&base), "Ada", at(3)).unwrap();
    let now = draft(folder.path(), "bill").unwrap().unwrap();
    assert_eq!((now.text, now.base.as_deref()), (text, Some(base.as_str())));
    let bases = own_files(folder.path()).iter().filter(|name| name.starts_with("drafts/bases/")).count();
    assert_eq!(bases, 1, "the text it began from before is not kept for ever");
}

#[test]
fn the_list_of_drafts_says_which_differ_from_what_is_live() {
    let folder = library();
    keep_draft(folder.path(), "bill", BILL, Some(BILL), "Ada", at(2)).unwrap();
    keep_draft(folder.path(), "new", "Tree(", None, "Ben", at(3)).unwrap();
    let list = drafts(folder.path());
    let told: Vec<_> = list.iter().map(|about| (about.id.as_str(), about.by.as_str(), about.differs)).collect();
    assert_eq!(told, [("bill", "Ada", false), ("new", "Ben", true)]);
    begin_draft(folder.path(), &BILL.replace("Goodbye.", "Goodbye!"));
    assert!(drafts(folder.path())[0].differs, "also when the length is the same");
}

#[test]
fn the_library_shows_work_in_hand_beside_the_tree_it_is_about() {
    let folder = library();
    begin_draft(folder.path(), &closing_with("Take care."));
    let library = Library::open(folder.path());
    let entry = library.entry("bill").unwrap();
    assert_eq!(entry.draft.as_ref().map(|about| (about.kept, about.differs)), Some((at(1), true)));
    assert_eq!(**entry.document.as_ref().unwrap().text(), *BILL, "agents are offered what is live");
    assert!(entry.is_offered() && !entry.is_only_draft);
}

#[test]
fn a_tree_that_is_only_a_draft_is_offered_to_nobody_even_if_it_says_live() {
    let folder = tempfile::tempdir().unwrap();
    keep_draft(folder.path(), "bill", BILL, None, "Ada", at(1)).unwrap();
    keep_draft(folder.path(), "torn", "Tree(", None, "Ada", at(1)).unwrap();
    let library = Library::open(folder.path());
    assert!(library.entries.iter().all(|entry| entry.is_only_draft && !entry.is_offered()));
    assert!(library.entry("torn").unwrap().findings.iter().any(|finding| finding.rule == "UNREADABLE"));
    assert!(library.everything().iter().all(|hit| !hit.is_offered), "agents find no draft");
}

#[test]
fn what_is_live_may_not_lead_into_what_is_only_a_draft() {
    let folder = library();
    fs::write(live(folder.path()), BILL.replace("to: \"close\"", "to: \"new/close\"")).unwrap();
    keep_draft(folder.path(), "new", &BILL.replace("\"bill\"", "\"new\""), None, "Ada", at(1)).unwrap();
    let library = Library::open(folder.path());
    assert!(library.entry("bill").unwrap().findings.iter().any(|finding| finding.rule == "MISSING_TARGET"));
    assert!(library.entry("new").unwrap().findings.is_empty());
}

#[test]
fn a_discarded_draft_is_among_the_backups() {
    let folder = library();
    begin_draft(folder.path(), &closing_with("Take care."));
    discard_draft(folder.path(), "bill", at(5)).unwrap();
    assert_eq!(draft_text(folder.path()), None);
    let kept = backups(folder.path(), "bill");
    assert_eq!((kept.len(), kept[0].kind, kept[0].when), (1, BackupKind::Discarded, at(5)));
    assert_eq!(read_text(&kept[0].path).unwrap(), closing_with("Take care."));
    discard_draft(folder.path(), "bill", at(6)).unwrap();
    assert_eq!(backups(folder.path(), "bill").len(), 1, "where there is none, nothing is thrown away");
}

#[test]
fn a_point_is_dated_and_is_the_draft_as_well() {
    let folder = library();
    keep_point(folder.path(), "bill", &closing_with("Take care."), "Ada", at(2)).unwrap();
    assert_eq!(own_files(folder.path()).iter().filter(|name| *name == "backups/bill/2026-11-25T12-02-00Z.ron").count(), 1);
    let waiting = draft(folder.path(), "bill").unwrap().unwrap();
    assert_eq!((waiting.text, waiting.base.as_deref()), (closing_with("Take care."), Some(BILL)));
}

#[test]
fn two_points_in_the_same_second_are_both_kept_and_the_same_text_once() {
    let folder = library();
    for words in ["One.", "Two.", "Two."] {
        keep_point(folder.path(), "bill", &closing_with(words), "Ada", at(2)).unwrap();
    }
    assert_eq!(kinds(folder.path()).iter().filter(|kind| **kind == BackupKind::Point).count(), 2);
}

#[test]
fn an_automatic_backup_is_made_every_ten_minutes_of_work() {
    let folder = library();
    for minute in 0..31 {
        keep_draft(folder.path(), "bill", &closing_with(&format!("{minute}.")), Some(BILL), "Ada", at(minute)).unwrap();
    }
    let kept = backups(folder.path(), "bill");
    assert!(kept.iter().all(|backup| backup.kind == BackupKind::Automatic));
    let minutes: Vec<i64> = kept.iter().map(|backup| (backup.when.as_second() - at(0).as_second()) / 60).collect();
    assert_eq!(minutes, [20, 10, 0]);
    assert_eq!(read_text(&kept[0].path).unwrap(), closing_with("20."));
}

#[test]
fn fifty_backups_are_kept_and_automatic_ones_go_before_points() {
    let folder = library();
    for minute in 0..30 {
        keep_point(folder.path(), "bill", &closing_with(&format!("Point {minute}.")), "Ada", at(minute)).unwrap();
    }
    for step in 0..30 {
        let text = closing_with(&format!("Along the way {step}."));
        keep_draft(folder.path(), "bill", &text, Some(BILL), "Ada", at(100 + step * 11)).unwrap();
    }
    let count = |kind| kinds(folder.path()).iter().filter(|found| **found == kind).count();
    assert_eq!((backups(folder.path(), "bill").len(), count(BackupKind::Point)), (50, 30));
    for minute in 0..60 {
        keep_point(folder.path(), "bill", &closing_with(&format!("Later {minute}.")), "Ada", at(1000 + minute)).unwrap();
    }
    assert_eq!(backups(folder.path(), "bill").len(), 50);
    assert_eq!(count(BackupKind::Automatic), 5, "points do not push out the last automatic ones");
    assert_eq!(read_text(&backups(folder.path(), "bill")[0].path).unwrap(), closing_with("Later 59."));
}

#[test]
fn a_backup_comes_back_as_the_draft_and_the_draft_that_was_there_is_kept() {
    let folder = library();
    keep_point(folder.path(), "bill", &closing_with("Good."), "Ada", at(2)).unwrap();
    begin_draft(folder.path(), &closing_with("Worse."));
    let point = backups(folder.path(), "bill").into_iter().find(|backup| backup.kind == BackupKind::Point).unwrap();
    let text = restore_backup(folder.path(), "bill", &point, "Ada", at(9)).unwrap();
    assert_eq!((text, draft_text(folder.path())), (closing_with("Good."), Some(closing_with("Good."))));
    let replaced = backups(folder.path(), "bill").into_iter().find(|backup| backup.kind == BackupKind::Replaced).unwrap();
    assert_eq!(read_text(&replaced.path).unwrap(), closing_with("Worse."));
}

#[test]
fn files_of_another_make_among_the_backups_are_passed_over() {
    let folder = library();
    let place = folder.path().join(".evenkeel/backups/bill");
    fs::create_dir_all(&place).unwrap();
    for name in ["notes.ron", "2026-11-25T12-02-00Z-é.ron", "2026-99-25T12-02-00Z.ron", "2026-11-25T12-02-00Zx.ron"] {
        fs::write(place.join(name), "x").unwrap();
    }
    assert_eq!(backups(folder.path(), "bill"), []);
}

#[test]
fn a_name_that_leads_out_of_the_library_is_refused() {
    let folder = library();
    for name in ["../bill", "a/b", "a\\b", "c:bill", ".bill", ""] {
        let refused = keep_draft(folder.path(), name, BILL, None, "Ada", at(1)).unwrap_err().to_string();
        assert!(refused.contains("cannot be a file's name"), "{name}: {refused}");
    }
}

#[test]
fn a_draft_that_is_no_text_is_said_and_not_thrown_away() {
    let folder = library();
    begin_draft(folder.path(), BILL);
    let path = folder.path().join(".evenkeel/drafts/bill.ron");
    fs::write(&path, [0xff, 0xfe]).unwrap();
    assert!(draft(folder.path(), "bill").unwrap_err().to_string().contains("not UTF-8"));
    discard_draft(folder.path(), "bill", at(3)).unwrap_err();
    assert!(path.exists());
}

#[test]
fn a_draft_whose_papers_are_lost_still_reads() {
    let folder = library();
    begin_draft(folder.path(), &closing_with("Take care."));
    fs::write(folder.path().join(".evenkeel/drafts/bill.about"), "nonsense").unwrap();
    let waiting = draft(folder.path(), "bill").unwrap().unwrap();
    assert_eq!((waiting.text, waiting.base), (closing_with("Take care."), None));
}

#[test]
fn a_library_that_can_be_written_to_says_so_and_keeps_no_trace_of_the_trial() {
    let folder = library();
    assert_eq!(is_writable(folder.path(), "bill"), Ok(()));
    assert_eq!(is_writable(folder.path(), "new"), Ok(()));
    assert_eq!(own_files(folder.path()), [""; 0]);
}

#[test]
fn a_file_marked_read_only_opens_for_reading_only() {
    let folder = library();
    let mut mode = fs::metadata(live(folder.path())).unwrap().permissions();
    mode.set_readonly(true);
    fs::set_permissions(live(folder.path()), mode).unwrap();
    let words = is_writable(folder.path(), "bill").unwrap_err();
    assert!(words.contains("bill.ron is marked read-only") && words.contains("for reading only"), "{words}");
    assert_eq!(is_writable(folder.path(), "new"), Ok(()), "other trees can still be written");
    begin_draft(folder.path(), &closing_with("Take care."));
    let refused = desk::publish_text(folder.path(), &closing_with("Take care."), "Warmer").unwrap_err();
    assert!(refused.to_string().contains("marked read-only"), "{refused}");
    assert_eq!(live_text(folder.path()), BILL);
}

#[test]
fn where_evenkeels_own_folder_cannot_be_made_everything_is_for_reading_only() {
    let folder = library();
    // A file in the way: nobody, not even an administrator, can make a folder there.
    fs::write(folder.path().join(".evenkeel"), "in the way").unwrap();
    let words = is_writable(folder.path(), "bill").unwrap_err();
    assert!(words.contains("nothing can be written in") && words.contains("drafts"), "{words}");
    let refused = keep_draft(folder.path(), "bill", BILL, Some(BILL), "Ada", at(1)).unwrap_err().to_string();
    assert!(refused.contains(".evenkeel"), "{refused}");
    let library = Library::open(folder.path());
    assert!(library.entry("bill").unwrap().is_offered(), "and it opens all the same");
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_only_be_read_opens_for_reading_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = library();
    let set = |mode| fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).unwrap();
    set(0o555);
    let is_obeyed = fs::write(folder.path().join("trial"), "").is_err();
    let told = is_writable(folder.path(), "bill");
    set(0o755);
    // An administrator may write all the same, and is then told nothing else.
    assert_eq!(told.is_err(), is_obeyed, "{told:?}");
}

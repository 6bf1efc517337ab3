//! A quick fix: words changed in a Live tree, published alone, and taken back with one key.

#[path = "common/desk.rs"]
mod desk;

use desk::{BILL, at, begin_draft, ben, closing_with, draft_text, library, live, live_text, publish_text, words};
use evenkeel::library::{Because, PublishError, draft, quick_fix, retire, revisions, take_back};
use std::fs;

#[test]
fn the_change_alone_becomes_live() {
    let folder = library();
    let fixed = quick_fix(folder.path(), "bill", &words("close", "Take care."), &ben(), false).unwrap();
    assert_eq!(live_text(folder.path()), closing_with("Take care.").replace("revision: 7,", "revision: 8,"));
    assert_eq!((fixed.revision.number, fixed.draft_merged, fixed.older.len()), (8, false, 0));
    let newest = &revisions(folder.path(), "bill")[0];
    assert_eq!((newest.who.as_str(), newest.reason.as_str()), ("Ben", "A customer misheard it"));
}

#[test]
fn a_waiting_draft_stays_a_draft_and_takes_the_same_change() {
    let folder = library();
    begin_draft(folder.path(), &BILL.replace("What happened with the bill?", "What about the bill?"));
    let fixed = quick_fix(folder.path(), "bill", &words("close", "Take care."), &ben(), false).unwrap();
    assert!(fixed.draft_merged);
    assert!(!live_text(folder.path()).contains("What about"), "the draft's own work is not published");
    let waiting = draft(folder.path(), "bill").unwrap().unwrap();
    assert!(waiting.text.contains("What about the bill?") && waiting.text.contains("Take care."), "{}", waiting.text);
    assert!(waiting.text.contains("// Let them finish.") && waiting.text.contains("// after the spring review"));
    assert_eq!((waiting.by.as_str(), waiting.base.as_deref()), ("Ada", Some(live_text(folder.path()).as_str())));
    assert_eq!(publish_text(folder.path(), &waiting.text, "Clearer").unwrap().number, 9);
}

#[test]
fn a_line_that_the_draft_words_anew_keeps_the_drafts_words() {
    let folder = library();
    begin_draft(folder.path(), &closing_with("All the best."));
    let fixed = quick_fix(folder.path(), "bill", &words("close", "Take care."), &ben(), false).unwrap();
    assert!(live_text(folder.path()).contains("Take care."));
    assert!(draft_text(folder.path()).unwrap().contains("All the best."));
    let told: Vec<String> = fixed.conflicts.iter().map(ToString::to_string).collect();
    assert!(told.len() == 1 && told[0].contains("All the best.") && told[0].contains("Take care."), "{told:?}");
}

#[test]
fn a_draft_that_does_not_read_just_now_is_left_alone() {
    let folder = library();
    begin_draft(folder.path(), "Tree(format: 1, id: \"bill\", ");
    let fixed = quick_fix(folder.path(), "bill", &words("close", "Take care."), &ben(), false).unwrap();
    assert!(!fixed.draft_merged);
    assert_eq!(draft_text(folder.path()).unwrap(), "Tree(format: 1, id: \"bill\", ");
    assert_eq!(draft(folder.path(), "bill").unwrap().unwrap().base.as_deref(), Some(BILL), "it can be merged later");
}

#[test]
fn an_error_that_the_change_brings_refuses() {
    let folder = library();
    let refused = quick_fix(folder.path(), "bill", &words("close", "Bye, {nmae}."), &ben(), true).unwrap_err();
    let PublishError::Findings(findings) = refused else { panic!("{refused}") };
    assert_eq!(findings.iter().map(|finding| finding.rule).collect::<Vec<_>>(), ["UNKNOWN_FACT"]);
    assert_eq!(live_text(folder.path()), BILL);
}

#[test]
fn an_older_error_is_listed_and_can_be_passed() {
    let folder = library();
    fs::write(live(folder.path()), BILL.replace("What happened with the bill?", "Hello {nmae}. What happened?")).unwrap();
    let refused = quick_fix(folder.path(), "bill", &words("close", "Take care."), &ben(), false).unwrap_err();
    let PublishError::Older(older) = refused else { panic!("{refused}") };
    assert_eq!(older.len(), 1);
    assert!(!live_text(folder.path()).contains("Take care."));
    let fixed = quick_fix(folder.path(), "bill", &words("close", "Take care."), &ben(), true).unwrap();
    assert_eq!(fixed.older.iter().map(|finding| finding.rule).collect::<Vec<_>>(), ["UNKNOWN_FACT"]);
    assert!(live_text(folder.path()).contains("Take care."));
}

#[test]
fn the_same_error_a_second_time_is_a_new_one() {
    let folder = library();
    fs::write(live(folder.path()), BILL.replace("Goodbye.", "Bye, {nmae}.")).unwrap();
    let twice = |tree: &evenkeel::tree::Tree| words("close", "Bye, {nmae}, {nmae}.")(tree);
    let refused = quick_fix(folder.path(), "bill", &twice, &ben(), true).unwrap_err();
    assert!(matches!(refused, PublishError::Findings(_)), "{refused}");
}

#[test]
fn a_reason_is_needed_and_a_change_must_change_something() {
    let folder = library();
    let silent = Because { reason: "", ..ben() };
    assert!(matches!(
        quick_fix(folder.path(), "bill", &words("close", "Take care."), &silent, false),
        Err(PublishError::NoReason)
    ));
    assert!(matches!(quick_fix(folder.path(), "bill", &words("close", "Goodbye."), &ben(), false), Err(PublishError::Same)));
    let refused = quick_fix(folder.path(), "bill", &words("gone", "Hm."), &ben(), false).unwrap_err();
    assert_eq!(refused.to_string(), "there is no such step");
    assert_eq!(live_text(folder.path()), BILL);
}

#[test]
fn only_a_live_tree_is_fixed_in_this_way() {
    let folder = library();
    retire(folder.path(), "bill", "Ada", at(3), "No longer sold").unwrap();
    let refused = quick_fix(folder.path(), "bill", &words("close", "Take care."), &ben(), false).unwrap_err().to_string();
    assert!(refused.contains("is not live"), "{refused}");
}

#[test]
fn taking_a_fix_back_gives_agents_the_old_line_and_the_draft_what_it_had() {
    let folder = library();
    let own = BILL.replace("What happened with the bill?", "What about the bill?");
    begin_draft(folder.path(), &own);
    quick_fix(folder.path(), "bill", &words("close", "Take care."), &ben(), false).unwrap();
    take_back(folder.path(), "bill", "Ben", at(21)).unwrap();
    assert_eq!(live_text(folder.path()), BILL.replace("revision: 7,", "revision: 9,"));
    assert_eq!(draft_text(folder.path()).unwrap(), own.replace("revision: 7,", "revision: 9,"));
}

#[test]
fn taking_back_twice_brings_the_fix_back() {
    let folder = library();
    quick_fix(folder.path(), "bill", &words("close", "Take care."), &ben(), false).unwrap();
    take_back(folder.path(), "bill", "Ben", at(21)).unwrap();
    take_back(folder.path(), "bill", "Ben", at(22)).unwrap();
    assert!(live_text(folder.path()).contains("Take care."));
    assert_eq!(revisions(folder.path(), "bill")[0].number, 10);
}

#[test]
fn words_that_bring_an_error_of_wording_are_told_once_and_go_out_with_the_reason_kept() {
    let folder = library();
    let bad = words("close", "You need to calm down.");
    let refused = quick_fix(folder.path(), "bill", &bad, &ben(), false).unwrap_err();
    assert!(matches!(&refused, PublishError::Wording(words) if words.len() == 1), "{refused}");
    assert_eq!(live_text(folder.path()), BILL);
    let fixed = quick_fix(folder.path(), "bill", &bad, &ben(), true).unwrap();
    assert_eq!(fixed.revision.wording.expect("it is kept").why, "A customer misheard it");
}

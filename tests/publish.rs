//! Publishing: a draft becomes live whole, what was live before is kept, and nothing is overwritten unseen.

#[path = "common/desk.rs"]
mod desk;

use desk::{
    BILL, at, begin_draft, closing_with, document, draft_text, library, live, live_text, live_tree, own_files, publish_text,
};
use evenkeel::{
    check::Level,
    library::Publication,
    library::{
        BackupKind, Library, PublishError, backups, finish_publications, keep_draft, make_live, publish, read_text, retire,
        revisions, roll_back, take_back,
    },
    tree::Status,
};
use std::fs;

#[test]
fn a_published_draft_is_live_with_the_next_number_and_the_authors_own_text() {
    let folder = library();
    let text = closing_with("Take care.").replace("status: Live", "status: Draft");
    begin_draft(folder.path(), &text);
    let revision = publish_text(folder.path(), &text, "Warmer").unwrap();
    let expected = closing_with("Take care.").replace("revision: 7,", "revision: 8,");
    assert_eq!(live_text(folder.path()), expected, "comments, order and spaces stand");
    assert_eq!((revision.number, revision.path, revision.status), (8, live(folder.path()), Status::Live));
}

#[test]
fn what_was_live_is_kept_under_its_number_and_the_log_says_who_when_and_why() {
    let folder = library();
    begin_draft(folder.path(), &closing_with("Take care."));
    let document = document(&closing_with("Take care."));
    let answers = Some("line flagged on 24 November".to_owned());
    publish(
        folder.path(),
        &Publication {
            id: "bill",
            document: &document,
            who: "Ada",
            when: at(10),
            reason: "  Warmer ",
            answers: answers.clone(),
            wording: None,
        },
    )
    .unwrap();
    assert_eq!(fs::read_to_string(folder.path().join(".evenkeel/revisions/bill/0007.ron")).unwrap(), BILL);
    let all = revisions(folder.path(), "bill");
    let told: Vec<_> = all.iter().map(|revision| (revision.number, revision.who.as_str(), revision.reason.as_str())).collect();
    assert_eq!(told, [(8, "Ada", "Warmer"), (7, "", "It stood in the library")]);
    assert_eq!((all[0].when, &all[0].answers), (at(10), &answers));
    let log = fs::read_to_string(folder.path().join(".evenkeel/revisions/bill/log.jsonl")).unwrap();
    assert_eq!(log.lines().count(), 2);
    assert!(log.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()));
}

#[test]
fn the_draft_is_gone_after_it_was_published_and_nothing_else_is_left_over() {
    let folder = library();
    begin_draft(folder.path(), &closing_with("Take care."));
    publish_text(folder.path(), &closing_with("Take care."), "Warmer").unwrap();
    assert_eq!(draft_text(folder.path()), None);
    assert_eq!(own_files(folder.path()), ["last-good/bill.ron", "revisions/bill/0007.ron", "revisions/bill/log.jsonl"]);
}

#[test]
fn a_publication_needs_a_reason() {
    let folder = library();
    begin_draft(folder.path(), &closing_with("Take care."));
    let refused = publish_text(folder.path(), &closing_with("Take care."), "  ").unwrap_err();
    assert!(matches!(refused, PublishError::NoReason));
    assert_eq!(live_text(folder.path()), BILL);
}

#[test]
fn an_error_refuses_and_changes_nothing() {
    let folder = library();
    let broken = BILL.replace("to: \"close\"", "to: \"clsoe\"");
    begin_draft(folder.path(), &broken);
    let PublishError::Findings(findings) = publish_text(folder.path(), &broken, "Quick").unwrap_err() else {
        panic!("errors are told as findings");
    };
    assert!(findings.iter().any(|finding| finding.rule == "MISSING_TARGET"), "{findings:?}");
    assert_eq!(live_text(folder.path()), BILL);
    assert_eq!(draft_text(folder.path()).as_deref(), Some(broken.as_str()));
}

#[test]
fn a_warning_does_not_refuse() {
    let folder = library();
    let text = BILL.replace("say: [\"Thank you for telling me.\"],\n", "");
    begin_draft(folder.path(), &text);
    assert_eq!(publish_text(folder.path(), &text, "Silent").unwrap().number, 8);
}

#[test]
fn a_step_that_another_tree_leads_to_cannot_be_published_away() {
    let folder = library();
    let other = BILL.replace("id: \"bill\"", "id: \"other\"").replace("to: \"close\"", "to: \"bill/close\"");
    fs::write(folder.path().join("other.ron"), other).unwrap();
    let text = BILL.replace("\"close\"", "\"the-end\"");
    begin_draft(folder.path(), &text);
    let PublishError::Findings(findings) = publish_text(folder.path(), &text, "Renamed").unwrap_err() else {
        panic!("errors are told as findings");
    };
    assert_eq!((findings[0].tree.as_str(), findings[0].rule, findings[0].level), ("other", "MISSING_TARGET", Level::Error));
}

#[test]
fn a_fact_cannot_be_published_with_a_type_that_another_tree_contradicts() {
    let folder = library();
    let facts = |kind: &str| format!("facts: {{ \"sum\": Fact(label: \"Sum\", kind: {kind}) }},\n    steps: {{");
    let other = BILL.replace("id: \"bill\"", "id: \"other\"").replace("steps: {", &facts("Number"));
    fs::write(folder.path().join("other.ron"), other).unwrap();
    let text = BILL.replace("steps: {", &facts("Text"));
    begin_draft(folder.path(), &text);
    let refused = publish_text(folder.path(), &text, "With the sum").unwrap_err();
    let PublishError::Findings(findings) = refused else { panic!("{refused}") };
    let told: Vec<_> = findings.iter().map(|finding| (finding.tree.as_str(), finding.rule)).collect();
    assert_eq!(told, [("bill", "FACT_TYPES_DIFFER"), ("other", "FACT_TYPES_DIFFER")]);
}

#[test]
fn errors_that_other_trees_had_before_are_not_this_drafts_business() {
    let folder = library();
    let other = BILL.replace("id: \"bill\"", "id: \"other\"").replace("to: \"close\"", "to: \"nowhere\"");
    fs::write(folder.path().join("other.ron"), other).unwrap();
    begin_draft(folder.path(), &closing_with("Take care."));
    assert_eq!(publish_text(folder.path(), &closing_with("Take care."), "Warmer").unwrap().number, 8);
}

#[test]
fn a_live_file_that_was_changed_outside_is_never_overwritten_unseen() {
    let folder = library();
    begin_draft(folder.path(), &closing_with("Take care."));
    let outside = BILL.replace("What happened with the bill?", "What about the bill?");
    fs::write(live(folder.path()), &outside).unwrap();
    let PublishError::ChangedOutside(changed) = publish_text(folder.path(), &closing_with("Take care."), "Warmer").unwrap_err()
    else {
        panic!("a change outside is told");
    };
    assert_eq!((changed.base.as_deref(), changed.live.as_deref()), (Some(BILL), Some(outside.as_str())));
    assert_eq!(live_text(folder.path()), outside);
    assert_eq!(draft_text(folder.path()), Some(closing_with("Take care.")));
}

#[test]
fn a_draft_that_was_merged_with_the_change_outside_is_published() {
    let folder = library();
    begin_draft(folder.path(), &closing_with("Take care."));
    let outside = BILL.replace("What happened with the bill?", "What about the bill?");
    fs::write(live(folder.path()), &outside).unwrap();
    let refused = publish_text(folder.path(), &closing_with("Take care."), "Warmer").unwrap_err();
    let PublishError::ChangedOutside(changed) = refused else { panic!("{refused}") };
    let (document, conflicts) = changed.merge(&document(&closing_with("Take care."))).unwrap();
    let merged = document.text().to_string();
    assert_eq!((merged.as_str(), conflicts.len()), (outside.replace("Goodbye.", "Take care.").as_str(), 0));
    keep_draft(folder.path(), "bill", &merged, Some(&outside), "Ada", at(5)).unwrap();
    publish_text(folder.path(), &merged, "Both").unwrap();
    assert_eq!(live_text(folder.path()), merged.replace("revision: 7,", "revision: 8,"));
    assert_eq!(read_text(&folder.path().join(".evenkeel/revisions/bill/0007.ron")).unwrap(), outside);
}

#[test]
fn a_live_file_that_was_removed_outside_is_told_as_gone() {
    let folder = library();
    begin_draft(folder.path(), &closing_with("Take care."));
    fs::remove_file(live(folder.path())).unwrap();
    let refused = publish_text(folder.path(), &closing_with("Take care."), "Warmer").unwrap_err();
    let PublishError::ChangedOutside(changed) = refused else { panic!("{refused}") };
    assert_eq!(changed.live, None);
}

#[test]
fn a_draft_that_says_what_is_live_is_not_published_again() {
    let folder = library();
    begin_draft(folder.path(), BILL);
    assert!(matches!(publish_text(folder.path(), BILL, "Again").unwrap_err(), PublishError::Same));
}

#[test]
fn a_draft_under_another_trees_name_is_refused_in_words() {
    let folder = library();
    let text = BILL.replace("id: \"bill\"", "id: \"till\"");
    begin_draft(folder.path(), &text);
    let refused = publish_text(folder.path(), &text, "Renamed").unwrap_err().to_string();
    assert!(refused.contains("calls itself \"till\""), "{refused}");
}

#[test]
fn a_tree_that_stands_in_a_file_of_another_name_is_not_published_beside_it() {
    let folder = library();
    fs::rename(live(folder.path()), folder.path().join("old-bill.ron")).unwrap();
    keep_draft(folder.path(), "bill", &closing_with("Take care."), None, "Ada", at(1)).unwrap();
    let refused = publish_text(folder.path(), &closing_with("Take care."), "Warmer").unwrap_err().to_string();
    assert!(refused.contains("old-bill.ron; name that file bill.ron first"), "{refused}");
}

#[test]
fn the_first_publication_of_a_new_tree_is_revision_one() {
    let folder = tempfile::tempdir().unwrap();
    let text = BILL.replace("revision: 7, // after the spring review\n    status: Live", "revision: 0,\n    status: Draft");
    keep_draft(folder.path(), "bill", &text, None, "Ada", at(1)).unwrap();
    assert_eq!(publish_text(folder.path(), &text, "First").unwrap().number, 1);
    let library = Library::open(folder.path());
    let entry = library.entry("bill").unwrap();
    assert!(entry.is_offered() && entry.draft.is_none());
    assert_eq!(revisions(folder.path(), "bill").len(), 1);
}

#[test]
fn an_earlier_revision_becomes_live_again_under_a_new_number() {
    let folder = library();
    begin_draft(folder.path(), &closing_with("Take care."));
    publish_text(folder.path(), &closing_with("Take care."), "Warmer").unwrap();
    let revision = roll_back(folder.path(), "bill", 7, "Ben", at(30), "Customers laughed").unwrap();
    assert_eq!(revision.number, 9);
    assert_eq!(live_text(folder.path()), BILL.replace("revision: 7,", "revision: 9,"));
    let all = revisions(folder.path(), "bill");
    assert_eq!(all.iter().map(|revision| revision.number).collect::<Vec<_>>(), [9, 8, 7]);
    let eight = read_text(&all[1].path).unwrap();
    assert!(eight.contains("Take care.") && eight.contains("revision: 8,"));
}

#[test]
fn a_waiting_draft_takes_a_roll_back_and_stays_a_draft() {
    let folder = library();
    begin_draft(folder.path(), &closing_with("Take care."));
    publish_text(folder.path(), &closing_with("Take care."), "Warmer").unwrap();
    let draft = live_text(folder.path()).replace("What happened with the bill?", "What about the bill?");
    begin_draft(folder.path(), &draft);
    roll_back(folder.path(), "bill", 7, "Ben", at(30), "Customers laughed").unwrap();
    let waiting = draft_text(folder.path()).unwrap();
    assert!(waiting.contains("What about the bill?") && waiting.contains("Goodbye."), "{waiting}");
    assert_eq!(publish_text(folder.path(), &waiting, "Clearer").unwrap().number, 10);
}

#[test]
fn a_revision_that_is_not_there_is_said_in_words() {
    let folder = library();
    let refused = roll_back(folder.path(), "bill", 3, "Ben", at(30), "Back").unwrap_err().to_string();
    assert!(refused.contains("no revision 3"), "{refused}");
    assert!(matches!(roll_back(folder.path(), "bill", 7, "Ben", at(30), "Back"), Err(PublishError::Refused(_))));
}

#[test]
fn a_retired_tree_is_kept_and_offered_to_nobody_until_it_is_live_again() {
    let folder = library();
    let revision = retire(folder.path(), "bill", "Ada", at(3), "No longer sold").unwrap();
    assert_eq!((revision.number, revision.status), (8, Status::Retired));
    assert_eq!(live_text(folder.path()), BILL.replace("revision: 7,", "revision: 8,").replace("status: Live", "status: Retired"));
    assert!(!Library::open(folder.path()).entry("bill").unwrap().is_offered());
    assert!(matches!(retire(folder.path(), "bill", "Ada", at(4), "Again").unwrap_err(), PublishError::Same));
    make_live(folder.path(), "bill", "Ada", at(5), "Sold again").unwrap();
    assert!(Library::open(folder.path()).entry("bill").unwrap().is_offered());
    let reasons: Vec<String> = revisions(folder.path(), "bill").into_iter().map(|revision| revision.reason).collect();
    assert_eq!(reasons, ["Sold again", "No longer sold", "It stood in the library"]);
}

#[test]
fn a_tree_with_errors_can_be_retired_and_not_made_live() {
    let folder = library();
    fs::write(live(folder.path()), BILL.replace("to: \"close\"", "to: \"clsoe\"")).unwrap();
    retire(folder.path(), "bill", "Ada", at(3), "Broken").unwrap();
    assert!(matches!(make_live(folder.path(), "bill", "Ada", at(4), "Try").unwrap_err(), PublishError::Findings(_)));
}

#[test]
fn a_publication_taken_back_is_a_draft_again_and_what_was_live_is_live() {
    let folder = library();
    begin_draft(folder.path(), &closing_with("Take care."));
    publish_text(folder.path(), &closing_with("Take care."), "Warmer").unwrap();
    let revision = take_back(folder.path(), "bill", "Ada", at(11)).unwrap();
    assert_eq!((revision.number, revision.reason.as_str()), (9, "Revision 8 taken back"));
    assert_eq!(live_text(folder.path()), BILL.replace("revision: 7,", "revision: 9,"));
    let waiting = draft_text(folder.path()).unwrap();
    assert_eq!(waiting, closing_with("Take care.").replace("revision: 7,", "revision: 9,"));
    assert_eq!(publish_text(folder.path(), &waiting, "Now").unwrap().number, 10);
}

#[test]
fn work_begun_since_a_publication_is_kept_when_that_is_taken_back() {
    let folder = library();
    begin_draft(folder.path(), &closing_with("Take care."));
    publish_text(folder.path(), &closing_with("Take care."), "Warmer").unwrap();
    begin_draft(folder.path(), &live_text(folder.path()).replace("Thank you for telling me.", "Thank you."));
    take_back(folder.path(), "bill", "Ada", at(11)).unwrap();
    let waiting = draft_text(folder.path()).unwrap();
    assert!(waiting.contains("Take care.") && waiting.contains("\"Thank you.\""), "{waiting}");
}

#[test]
fn a_first_publication_taken_back_is_offered_to_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let text = BILL.replace("status: Live", "status: Draft");
    keep_draft(folder.path(), "bill", &text, None, "Ada", at(1)).unwrap();
    publish_text(folder.path(), &text, "First").unwrap();
    take_back(folder.path(), "bill", "Ada", at(11)).unwrap();
    assert_eq!(live_tree(folder.path()).status, Status::Draft);
    assert!(!Library::open(folder.path()).entry("bill").unwrap().is_offered());
    assert!(draft_text(folder.path()).is_some());
}

#[test]
fn what_was_never_published_here_cannot_be_taken_back() {
    let folder = library();
    let refused = take_back(folder.path(), "bill", "Ada", at(2)).unwrap_err().to_string();
    assert!(refused.contains("nothing to take back"), "{refused}");
}

#[test]
fn a_draft_that_differs_from_what_is_published_goes_among_the_backups() {
    let folder = library();
    begin_draft(folder.path(), &closing_with("Half a thought"));
    publish_text(folder.path(), &closing_with("Take care."), "Warmer").unwrap();
    let kept = backups(folder.path(), "bill");
    assert_eq!(kept.iter().map(|backup| backup.kind).collect::<Vec<_>>(), [BackupKind::Discarded]);
    assert_eq!(read_text(&kept[0].path).unwrap(), closing_with("Half a thought"));
}

#[test]
fn a_number_that_another_text_has_is_never_written_over() {
    let folder = library();
    let kept = folder.path().join(".evenkeel/revisions/bill/0007.ron");
    fs::create_dir_all(kept.parent().unwrap()).unwrap();
    fs::write(&kept, "an older seven").unwrap();
    begin_draft(folder.path(), &closing_with("Take care."));
    publish_text(folder.path(), &closing_with("Take care."), "Warmer").unwrap();
    assert_eq!(fs::read_to_string(&kept).unwrap(), "an older seven");
    let replaced = backups(folder.path(), "bill");
    assert_eq!((replaced[0].kind, read_text(&replaced[0].path).unwrap().as_str()), (BackupKind::Replaced, BILL));
}

#[test]
fn a_log_with_a_torn_last_line_goes_on() {
    let folder = library();
    begin_draft(folder.path(), &closing_with("Take care."));
    publish_text(folder.path(), &closing_with("Take care."), "Warmer").unwrap();
    let log = folder.path().join(".evenkeel/revisions/bill/log.jsonl");
    let text = fs::read_to_string(&log).unwrap();
    fs::write(&log, format!("{text}{{\"number\": 9, \"wh")).unwrap();
    let second = live_text(folder.path()).replace("Take care.", "All the best.");
    begin_draft(folder.path(), &second);
    publish_text(folder.path(), &second, "Warmer still").unwrap();
    assert_eq!(revisions(folder.path(), "bill").iter().map(|revision| revision.number).collect::<Vec<_>>(), [9, 8, 7]);
}

#[test]
fn a_library_without_a_publication_under_way_has_nothing_to_finish() {
    let folder = library();
    assert_eq!(finish_publications(folder.path()), [""; 0]);
    assert!(!folder.path().join(".evenkeel").exists(), "and nothing is created by asking");
}

/// Words that a rule takes to be an error.
const BAD: &str = "You need to calm down.";

#[test]
fn new_errors_of_wording_are_refused_until_somebody_says_why_and_the_reason_is_in_the_log() {
    let folder = library();
    let text = closing_with(BAD);
    begin_draft(folder.path(), &text);
    let refused = publish_text(folder.path(), &text, "Shorter").unwrap_err();
    assert!(matches!(&refused, PublishError::Wording(words) if words[0].step == "close" && words[0].line == BAD), "{refused}");
    assert_eq!(live_text(folder.path()), BILL);

    let document = document(&text);
    let wording = Some(" A quotation ");
    let wanted =
        Publication { id: "bill", document: &document, who: "Ada", when: at(10), reason: "Shorter", answers: None, wording };
    let revision = publish(folder.path(), &wanted).unwrap();
    let passed = revision.wording.expect("it is told");
    assert_eq!(passed.why, "A quotation");
    let log = fs::read_to_string(folder.path().join(".evenkeel/revisions/bill/log.jsonl")).unwrap();
    assert!(log.contains("\"why\":\"A quotation\"") && log.contains(BAD), "{log}");
    assert_eq!(revisions(folder.path(), "bill")[0].wording.as_ref(), Some(&passed));

    // What is live already asks for nothing.
    let again = live_text(folder.path()).replace("Thank you for telling me.", "Thank you for ringing.");
    begin_draft(folder.path(), &again);
    assert_eq!(publish_text(folder.path(), &again, "Warmer").unwrap().wording, None);
}

//! Templates: what a new tree begins from is good as it stands.

#[path = "common/calls.rs"]
mod calls;

use calls::{Live, monday, trees};
use evenkeel::{
    call::{Call, Opening},
    check::{Source, check},
    library::{Library, NewError, NewTree, Template, draft, drafts, new_from_copy, new_from_template, technique, templates},
    tree::{Kind, Line, Mood, Outcome, Status, read},
};
use jiff::Timestamp;
use std::sync::Arc;

/// It has nothing to test yet.
const BAREST: &str = "from-scratch";

fn now() -> Timestamp {
    "2026-11-25T14:02:11Z".parse().unwrap()
}

fn new<'a>(id: &'a str, title: &'a str) -> NewTree<'a> {
    NewTree { id, title, owner: "Parcels team", by: "Mo", now: now() }
}

fn findings(template: &Template) -> Vec<String> {
    let source = Source { file: template.id.to_owned(), document: read(template.text).unwrap() };
    check(&[source], &[]).iter().map(|finding| format!("{}:{} {}", finding.file, finding.line, finding.message)).collect()
}

#[test]
fn there_is_a_template_for_a_calm_enquiry_a_complaint_and_a_heated_call_and_one_with_hardly_anything() {
    let ids: Vec<&str> = templates().iter().map(|template| template.id).collect();
    assert_eq!(ids, ["calm-enquiry", "complaint", "heated-call", "from-scratch"]);
}

#[test]
fn every_template_passes_every_check_with_nothing_to_report() {
    for template in templates() {
        assert_eq!(findings(template), [""; 0]);
    }
}

#[test]
fn a_template_is_a_draft_that_nobody_has_published() {
    for template in templates() {
        let tree = read(template.text).unwrap().tree().clone();
        assert_eq!((tree.status, tree.revision, tree.id.as_str()), (Status::Draft, 0, template.id));
    }
}

#[test]
fn every_line_of_a_template_is_short_enough_to_be_said_in_one_breath() {
    for template in templates() {
        for (id, step) in &read(template.text).unwrap().tree().steps {
            for line in step.say.iter().chain(&step.say_heated) {
                let words = Line::new(line).filled(|_| Some("fact".to_owned())).split_whitespace().count();
                assert!(words <= 25, "{}/{id}: {words} words in “{line}”", template.id);
            }
        }
    }
}

#[test]
fn no_line_of_a_template_has_an_amount_a_day_or_a_number_typed_into_it() {
    for template in templates() {
        for (id, step) in &read(template.text).unwrap().tree().steps {
            for line in step.say.iter().chain(&step.say_heated) {
                let typed = Line::new(line).filled(|_| Some(String::new())).chars().any(|c| c.is_numeric() || c == '£');
                assert!(!typed, "{}/{id}: “{line}”", template.id);
            }
        }
    }
}

#[test]
fn every_technique_a_template_names_is_in_the_catalogue() {
    for template in templates() {
        for (id, step) in &read(template.text).unwrap().tree().steps {
            for name in &step.techniques {
                assert!(technique(name.as_str()).is_some(), "{}/{id}: {name}", template.id);
            }
        }
    }
}

#[test]
fn every_template_can_end_well_and_can_go_upward() {
    for template in templates() {
        let tree = read(template.text).unwrap().tree().clone();
        let ends: Vec<Outcome> = tree
            .steps
            .values()
            .filter_map(|step| match step.kind {
                Kind::End(outcome) => Some(outcome),
                _ => None,
            })
            .collect();
        assert!(ends.contains(&Outcome::HandedOver), "{}", template.id);
        assert!(ends.iter().any(|end| matches!(end, Outcome::Resolved | Outcome::FollowUp)), "{}", template.id);
        assert!(tree.steps.values().any(|step| step.kind.is_escalation()), "{}", template.id);
    }
    assert_eq!(read(templates()[2].text).unwrap().tree().mood, Mood::Heated);
}

/// The digit of the one answer that is open and begins so.
fn digit(live: &Live, beginning: &str) -> usize {
    let answers = live.call.read(&live.now).answers();
    let open: Vec<usize> = answers
        .iter()
        .filter(|answer| answer.why().is_none() && answer.when.starts_with(beginning))
        .map(|answer| answer.number)
        .collect();
    assert_eq!(open.len(), 1, "“{beginning}” at {}: {:?}", live.at(), live.offered());
    open[0]
}

#[test]
fn every_template_holds_what_its_own_tests_say() {
    for template in templates() {
        let known = trees(&[template.text]);
        let tree = read(template.text).unwrap().tree().clone();
        assert!(tree.tests.len() >= 3 || template.id == BAREST, "{}", template.id);
        for test in &tree.tests {
            let opening = Opening {
                tree: tree.id.clone(),
                from: Some(test.from.to_string()),
                mood: Some(test.mood),
                reference: String::new(),
                outside: None,
            };
            let call = Call::begin(&known, Arc::default(), &opening, &monday()).unwrap();
            let mut live = Live { call, now: monday() };
            for (name, value) in &test.facts {
                live.fact(name.as_str(), value);
            }
            if matches!(tree.steps[&test.from].kind, Kind::Check) {
                let number = digit(&live, "");
                live.press(number).unwrap();
            }
            for answer in &test.answers {
                let number = digit(&live, answer);
                live.press(number).unwrap_or_else(|no| panic!("{}, “{}”: {no}", template.id, test.name));
            }
            assert_eq!(live.call.spot(), &known.spot(&tree.id, &test.comes_to).unwrap(), "{}, “{}”", template.id, test.name);
        }
    }
}

#[test]
fn a_new_tree_is_written_as_a_draft_only_and_shows_in_the_library_as_one() {
    let folder = tempfile::tempdir().unwrap();
    let document = new_from_template(folder.path(), &templates()[1], &new("lost-parcel", "Lost parcel")).unwrap();
    assert_eq!(document.tree().title, "Lost parcel");
    assert!(!folder.path().join("lost-parcel.ron").exists());
    assert_eq!(draft(folder.path(), "lost-parcel").unwrap().unwrap().text, **document.text());

    let library = Library::open(folder.path());
    let entry = library.entry("lost-parcel").unwrap();
    assert!(entry.is_only_draft && !entry.is_offered());
    assert_eq!(entry.findings, []);
    assert_eq!((entry.draft.as_ref().unwrap().by.as_str(), entry.title()), ("Mo", "Lost parcel"));
    assert!(library.trees().tree("lost-parcel").is_none(), "no call can enter a tree that was never published");
}

#[test]
fn a_new_tree_keeps_the_comments_of_its_template() {
    let folder = tempfile::tempdir().unwrap();
    for template in templates() {
        let id = format!("my-{}", template.id);
        let text = new_from_template(folder.path(), template, &new(&id, "Mine")).unwrap().text().to_string();
        let comments = |text: &str| text.lines().filter(|line| line.trim_start().starts_with("//")).count();
        assert_eq!(comments(&text), comments(template.text));
        assert!(text.contains("owner: \"Parcels team\""));
    }
    assert_eq!(drafts(folder.path()).len(), templates().len());
}

#[test]
fn a_name_that_is_taken_or_no_name_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    new_from_template(folder.path(), &templates()[0], &new("hours", "Hours")).unwrap();
    let again = new_from_template(folder.path(), &templates()[0], &new("hours", "Hours")).unwrap_err();
    assert!(matches!(again, NewError::Taken(_)), "{again}");
    assert!(again.to_string().contains("choose another name"));
    let wrong = new_from_template(folder.path(), &templates()[0], &new("Our Hours", "Hours")).unwrap_err();
    assert!(wrong.to_string().contains("small letters, digits and hyphens"), "{wrong}");
}

#[test]
fn a_copy_takes_the_work_in_hand_of_the_tree_it_is_made_from() {
    let folder = tempfile::tempdir().unwrap();
    let first = new_from_template(folder.path(), &templates()[0], &new("hours", "Hours")).unwrap();
    let copy = new_from_copy(folder.path(), "hours", &new("holidays", "Holidays")).unwrap();
    assert_eq!((copy.tree().id.as_str(), copy.tree().title.as_str()), ("holidays", "Holidays"));
    assert_eq!(copy.tree().steps, first.tree().steps);
    let missing = new_from_copy(folder.path(), "nothing", &new("other", "Other")).unwrap_err();
    assert!(missing.to_string().contains("no such file"), "{missing}");
}

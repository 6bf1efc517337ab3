//! The obvious fix of a finding: an edit that puts the very words right, and nothing where more than one way is open.

mod common;

use common::tree;
use evenkeel::{
    check::{Finding, Source, check},
    tree::{Document, OwnedPart},
};

/// A tree in which there is nothing to find.
const GOOD: &str = include_str!("common/small.ron");

fn findings(document: &Document) -> Vec<Finding> {
    check(&[Source { file: "small.ron".to_owned(), document: document.clone() }], &[])
}

/// The one finding after a slip, and the tree it is in.
fn slipped(from: &str, to: &str) -> (Document, Finding) {
    assert!(GOOD.contains(from), "{from}");
    let document = tree(&GOOD.replacen(from, to, 1));
    let found = findings(&document);
    let fixed: Vec<&Finding> = found.iter().filter(|finding| finding.fix.is_some()).collect();
    let finding = fixed.first().copied().or(found.first()).expect("a finding").clone();
    (document, finding)
}

/// The text after the fix.
fn fixed(document: &Document, finding: &Finding, title: &str) -> Document {
    let fix = finding.fix.as_ref().unwrap_or_else(|| panic!("no fix for {finding:#?}"));
    assert_eq!(fix.title, title);
    let after = fix.edit.apply(document.tree()).expect("the fix can be made");
    document.with_tree(&after).expect("written")
}

#[test]
fn a_slip_of_the_finger_is_put_right_to_the_byte() {
    let slips = [
        ("\"Not quite\", to: \"hear\"", "\"Not quite\", to: \"haer\"", "Lead to hear"),
        ("visits: 2, then: \"hand-over\"", "visits: 2, then: \"hand-ovre\"", "Lead to hand-over"),
        ("nobody_free: \"close\"", "nobody_free: \"clsoe\"", "Lead to close"),
        ("supervisor: \"hand-over\"", "supervisor: \"hand-ovre\"", "Lead to hand-over"),
        ("start: \"open\"", "start: \"opne\"", "Start at open"),
        ("So {charge} went", "So {chrage} went", "Make it charge"),
        ("captures: [\"charge\"]", "captures: [\"chrage\"]", "Make it charge"),
        ("\"Refund of {charge}\"", "\"Refund of {chrage}\"", "Make it charge"),
        ("by: \"back_by\"", "by: \"bakc_by\"", "Make it back_by"),
        ("Within(\"charge\", \"credit\")", "Within(\"chrage\", \"credit\")", "Make it charge"),
        ("Within(\"charge\", \"credit\")", "Within(\"charge\", \"crdeit\")", "Make it credit"),
    ];
    for (from, to, title) in slips {
        let (document, finding) = slipped(from, to);
        assert_eq!(fixed(&document, &finding, title).text().to_string(), GOOD, "{to}");
    }
}

#[test]
fn a_fact_like_no_other_is_declared_as_text() {
    let (document, finding) = slipped("So {charge} went out?", "So {charge} went out on {day_of_entry}?");
    let after = fixed(&document, &finding, "Declare day_of_entry as text");
    assert_eq!(after.tree().facts["day_of_entry"].label, "Day of entry");
    assert_eq!(findings(&after), []);
}

#[test]
fn what_an_answer_has_too_much_goes() {
    let (document, finding) = slipped("\"Not quite\", to: \"hear\"", "\"Not quite\", to: \"hear\", then: \"close\"");
    assert_eq!(fixed(&document, &finding, "Take `then` out").text().to_string(), GOOD);
    let (document, finding) = slipped(
        "Answer(when: \"Yes\", to: \"whose\"),",
        "Answer(when: \"Yes\", to: \"whose\"),\n                Answer(when: \"Yes!\", to: \"whose\"),",
    );
    assert_eq!(fixed(&document, &finding, "Delete “Yes!”").text().to_string(), GOOD);
}

#[test]
fn a_promise_without_an_owner_is_the_agents() {
    let (document, finding) = slipped("owner: \"colleague\", ", "");
    let after = fixed(&document, &finding, "Let the agent own it");
    assert_eq!(findings(&after), []);
    let promise = after.tree().steps["act"].promise.clone().expect("a promise");
    assert_eq!(promise.owner.map(String::from).as_deref(), Some("agent_name"));
}

#[test]
fn where_more_than_one_way_is_open_none_is_chosen() {
    let open = [
        ("\"Not quite\", to: \"hear\"", "\"Not quite\", to: \"nowhere-at-all\""),
        ("\"Neither\", to: \"hand-over\"", "\"Neither\""),
        ("Answer(when: \"Yes\", to: \"whose\"),", "Answer(when: \"Yes\", to: \"whose\"), Answer(when: \"Yes!\", to: \"hear\"),"),
        ("say: [\"A nasty surprise.\"],", ""),
    ];
    for (from, to) in open {
        assert_eq!(slipped(from, to).1.fix, None, "{to}");
    }
}

#[test]
fn a_finding_knows_its_part_of_the_tree() {
    let (document, finding) = slipped("So {charge} went", "So {chrage} went");
    let name = |name: &str| OwnedPart::Name(name.to_owned());
    assert_eq!(finding.part, [name("steps"), name("confirm"), name("say"), OwnedPart::At(0)]);
    let way: Vec<_> = finding.part.iter().map(OwnedPart::as_part).collect();
    assert_eq!(finding.letters, Some(3..11), "of what the line says");
    let place = document.place_of_letters(&way, &(3..11));
    assert_eq!(&document.text()[place.span.clone()], "{chrage}");
    assert_eq!((place.line, place.column, place.span), (finding.line, finding.column, finding.span));
}

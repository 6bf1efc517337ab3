//! Two versions in one: whoever changed something is right, and where both did it is told.

use super::{
    changes::{choices, step_id},
    common::{BILLING, tree},
};
use evenkeel::{
    edit::{Edit, Merged, diff, merge, merge_choosing, merge_documents, with_conflict_notes},
    tree::{Tree, read},
};
use proptest::prelude::*;

/// Merges two versions of the example, each made by replacing some words.
fn merged(ours: &[(&str, &str)], theirs: &[(&str, &str)]) -> Merged {
    merge(tree(BILLING).tree(), tree(&with(ours)).tree(), tree(&with(theirs)).tree())
}

fn with(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(BILLING.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    })
}

/// The merge is clean and is what both changes together make of the text.
fn is_both(ours: &[(&str, &str)], theirs: &[(&str, &str)]) {
    let found = merged(ours, theirs);
    assert_eq!(found.conflicts, []);
    let both = with(&[ours, theirs].concat());
    let both = tree(&both);
    assert!(diff(both.tree(), &found.tree).is_empty(), "{:#?}", diff(both.tree(), &found.tree));
}

fn conflicts(ours: &[(&str, &str)], theirs: &[(&str, &str)]) -> Vec<String> {
    merged(ours, theirs).conflicts.iter().map(ToString::to_string).collect()
}

const TITLE: &str = "title: \"Say it back\"";
const YES: &str = "Answer(when: \"Yes\", to: \"whose-error\"),";
const NO: &str = "Answer(when: \"No, or there is more\", to: \"listen\"),";

#[test]
fn changes_of_different_fields_of_one_step_are_both_kept() {
    is_both(&[(TITLE, "title: \"Repeat it\"")], &[("Is that right?", "Have I got that right?")]);
    is_both(&[("stage: Confirm", "stage: Own")], &[(NO, "Answer(when: \"No\", to: \"listen\"),")]);
}

#[test]
fn changes_of_different_answers_and_lines_are_both_kept() {
    is_both(&[(YES, "Answer(when: \"Yes\", to: \"refund\"),")], &[(NO, "Answer(when: \"No, or there is more\", to: \"open\"),")]);
    is_both(&[(YES, "Answer(when: \"Yes\", to: \"whose-error\"), Answer(when: \"Half\", to: \"open\"),")], &[(NO, "")]);
    is_both(&[("Thank you for calling, I'm", "Welcome, I'm")], &[("Tell me what you see on the bill.", "Tell me what you see.")]);
}

#[test]
fn changes_of_different_fields_of_one_answer_are_both_kept() {
    let found =
        merged(&[("when: \"Yes\",", "when: \"Yes, it is\",")], &[("\"Yes\", to: \"whose-error\"", "\"Yes\", to: \"refund\"")]);
    assert_eq!(found.conflicts, []);
    let answer = &found.tree.steps["confirm"].answers[0];
    assert_eq!((answer.when.as_str(), answer.to.as_ref().map(ToString::to_string).as_deref()), ("Yes, it is", Some("refund")));
}

#[test]
fn new_entries_of_both_stand_behind_what_they_stood_behind() {
    let one = "        \"one\": Step(kind: Say, stage: Own, title: \"One\"),\n";
    let two = "        \"two\": Step(kind: Say, stage: Own, title: \"Two\"),\n";
    let (over, close) = ("        \"over-limit\": Step(", "        \"close\": Step(");
    is_both(&[(over, &format!("{one}{over}"))], &[(close, &format!("{two}{close}"))]);
}

#[test]
fn what_one_renamed_and_the_other_changed_is_one_step() {
    let base = tree(BILLING);
    let ours = Edit::RenameStep { from: step_id("confirm"), to: step_id("say-back") }.apply(base.tree()).expect("made");
    let theirs = tree(&with(&[(TITLE, "title: \"Repeat it\""), ("\"Accepts\", to: \"close\"", "\"Accepts\", to: \"confirm\"")]));
    for found in [merge(base.tree(), &ours, theirs.tree()), merge(base.tree(), theirs.tree(), &ours)] {
        assert_eq!(found.conflicts, []);
        assert_eq!(found.tree.steps["say-back"].title, "Repeat it");
        assert!(!found.tree.steps.contains_key("confirm"));
        let to = found.tree.steps["refund"].answers[0].to.as_ref().map(ToString::to_string);
        assert_eq!(to.as_deref(), Some("say-back"));
    }
}

#[test]
fn two_new_names_for_one_step_are_a_conflict_and_ours_stands() {
    let base = tree(BILLING);
    let named = |to| Edit::RenameStep { from: step_id("confirm"), to: step_id(to) }.apply(base.tree()).expect("made");
    let found = merge(base.tree(), &named("say-back"), &named("repeat"));
    assert_eq!(found.conflicts.len(), 1, "{:#?}", found.conflicts);
    assert_eq!(found.conflicts[0].to_string(), "steps say-back, name: ours is say-back; theirs is repeat");
    assert!(found.tree.steps.contains_key("say-back") && !found.tree.steps.contains_key("repeat"));
}

#[test]
fn one_new_name_for_two_steps_is_a_conflict_and_ours_bears_it() {
    let base = tree(BILLING);
    let named = |from| Edit::RenameStep { from: step_id(from), to: step_id("new") }.apply(base.tree()).expect("made");
    let found = merge(base.tree(), &named("confirm"), &named("refund"));
    let told: Vec<String> = found.conflicts.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["steps refund, name: ours is refund; theirs is new"]);
    assert_eq!(found.tree.steps["new"].title, "Say it back");
    assert!(found.tree.steps["refund"].was.is_empty());
    assert_eq!(found.tree.steps.len(), base.tree().steps.len());
}

#[test]
fn a_new_step_of_theirs_with_the_name_we_gave_gets_another() {
    let base = tree(BILLING);
    let ours = Edit::RenameStep { from: step_id("confirm"), to: step_id("new") }.apply(base.tree()).expect("made");
    let close = "        \"close\": Step(";
    let theirs = tree(&with(&[(close, &format!("        \"new\": Step(kind: Say, stage: Own, title: \"N\"),\n{close}"))]));
    for (found, conflicts) in [(merge(base.tree(), &ours, theirs.tree()), 1), (merge(base.tree(), theirs.tree(), &ours), 1)] {
        assert_eq!(found.conflicts.len(), conflicts, "{:#?}", found.conflicts);
        let titles: Vec<&str> = found.tree.steps.values().map(|step| step.title.as_str()).collect();
        assert_eq!(titles.iter().filter(|title| **title == "N" || **title == "Say it back").count(), 2);
    }
}

#[test]
fn what_both_changed_is_told_and_ours_stands() {
    assert_eq!(
        conflicts(&[(TITLE, "title: \"A\"")], &[(TITLE, "title: \"B\"")]),
        ["steps confirm, title: ours is A; theirs is B"]
    );
    assert_eq!(
        conflicts(
            &[("when: \"Yes\", to: \"whose-error\"", "when: \"Yes\", to: \"open\"")],
            &[("when: \"Yes\", to: \"whose-error\"", "when: \"Yes\", to: \"close\"")]
        ),
        ["steps confirm, answer 1 to: ours is open; theirs is close"]
    );
    assert_eq!(
        conflicts(&[("\"50.00\"", "\"60.00\"")], &[("\"50.00\"", "\"70.00\"")]),
        ["limits agent_credit, at most: ours is 60.00; theirs is 70.00"]
    );
    assert_eq!(
        conflicts(&[("revision: 7", "revision: 8")], &[("revision: 7", "revision: 9")]),
        ["revision: ours is 8; theirs is 9"]
    );
}

#[test]
fn what_one_took_out_and_the_other_changed_is_told() {
    let gone = conflicts(&[(NO, "")], &[(NO, "Answer(when: \"No, or there is more\", to: \"open\"),")]);
    assert_eq!(gone, ["steps confirm, answer: ours is taken out; theirs is “No, or there is more” to open"]);
    let base = tree(BILLING);
    let ours = Edit::RemoveSteps(vec![step_id("refund")]).apply(base.tree()).expect("made");
    let theirs = tree(&with(&[("title: \"Credit it while they wait\"", "title: \"Credit it\"")]));
    let found = merge(base.tree(), &ours, theirs.tree());
    assert_eq!((found.conflicts.len(), found.tree.steps.contains_key("refund")), (1, false));
    let found = merge(base.tree(), theirs.tree(), &ours);
    assert_eq!((found.conflicts.len(), found.tree.steps.contains_key("refund")), (1, true));
}

#[test]
fn theirs_can_be_taken_conflict_by_conflict() {
    let base = tree(BILLING);
    let ours = tree(&with(&[(TITLE, "title: \"A\""), (NO, ""), ("\"50.00\"", "\"60.00\"")]));
    let changed = "Answer(when: \"No, or there is more\", to: \"open\"),";
    let theirs = tree(&with(&[(TITLE, "title: \"B\""), (NO, changed), ("\"50.00\"", "\"70.00\"")]));
    let told = merge(base.tree(), ours.tree(), theirs.tree()).conflicts;
    assert_eq!(told.len(), 3, "{told:#?}");
    for taken in 0..3 {
        let found = merge_choosing(base.tree(), ours.tree(), theirs.tree(), &told[taken..=taken]);
        assert_eq!(found.conflicts, told, "the list stays the same");
        let confirm = &found.tree.steps["confirm"];
        let is_theirs = [
            found.tree.limits["agent_credit"].at_most == "70.00",
            confirm.title == "B",
            confirm.answers.iter().any(|answer| answer.when == "No, or there is more"),
        ];
        assert_eq!(is_theirs.iter().filter(|is_theirs| **is_theirs).count(), 1, "{is_theirs:?}");
    }
    let all = merge_choosing(base.tree(), ours.tree(), theirs.tree(), &told);
    assert!(diff(theirs.tree(), &all.tree).is_empty());
}

#[test]
fn the_same_change_on_both_sides_is_no_conflict() {
    is_both(&[(TITLE, "title: \"A\"")], &[]);
    assert_eq!(conflicts(&[(TITLE, "title: \"A\"")], &[(TITLE, "title: \"A\"")]), Vec::<String>::new());
}

#[test]
fn where_a_step_stands_on_the_canvas_is_no_conflict() {
    let found = merged(&[("(0, 0)", "(1, 1)")], &[("(0, 0)", "(2, 2)")]);
    assert_eq!((found.conflicts.len(), found.tree.layout.placed["open"]), (0, (1, 1)));
}

#[test]
fn texts_are_merged_into_ours_and_its_comments_stand() {
    let ours = tree(&with(&[("// Let them finish.", "// Let them finish, always."), (TITLE, "title: \"Repeat it\"")]));
    let theirs = tree(&with(&[("Is that right?", "Have I got that right?")]));
    let (document, conflicts) = merge_documents(&tree(BILLING), &ours, &theirs).expect("written");
    assert_eq!(conflicts, []);
    assert_eq!(document.text().to_string(), ours.text().replace("Is that right?", "Have I got that right?"));
}

#[test]
fn what_only_they_touched_comes_as_they_wrote_it() {
    let ours = tree(&with(&[(TITLE, "title: \"Repeat it\"")]));
    let new = "        // Whoever rings a second time.\n        \"again\": Step(kind: Say,  stage: Own, title: \"Again\"),\n        \"over-limit\": Step(";
    let changes = [
        ("        \"over-limit\": Step(", new),
        ("// Let them finish. No data questions here.", "// Let them finish, always."),
        ("            stage: Listen,", "            stage: Listen, // for as long as it takes"),
    ];
    let (document, conflicts) = merge_documents(&tree(BILLING), &ours, &tree(&with(&changes))).expect("written");
    assert_eq!(conflicts, []);
    let both = changes.iter().fold(ours.text().to_string(), |text, (from, to)| text.replacen(from, to, 1));
    assert_eq!(document.text().to_string(), both);
}

#[test]
fn a_conflict_is_noted_above_its_entry_and_the_text_still_reads() {
    let ours = tree(&with(&[(TITLE, "title: \"A\""), ("revision: 7", "revision: 8")]));
    let theirs = tree(&with(&[(TITLE, "title: \"B\""), ("revision: 7", "revision: 9")]));
    let (document, conflicts) = merge_documents(&tree(BILLING), &ours, &theirs).expect("written");
    let noted = with_conflict_notes(&document, &conflicts);
    assert_eq!(noted.tree(), document.tree());
    let note = "        // MERGE: title was changed on both sides; ours is kept. Theirs: B\n        \"confirm\": Step(";
    assert!(noted.text().contains(note), "{}", noted.text());
    let note = "    // MERGE: this was changed on both sides; ours is kept. Theirs: 9\n    revision: 8,";
    assert!(noted.text().contains(note), "{}", noted.text());
}

#[test]
fn a_note_finds_room_wherever_the_entry_stands() {
    let crammed = |title: &str| {
        let text = format!(
            "Tree(format: 1, id: \"t\", title: \"{title}\", start: \"a\", steps: {{\"a\": Step(kind: Say, stage: Open, title: \"{title}\")}})"
        );
        tree(&text)
    };
    let (document, conflicts) = merge_documents(&crammed("T"), &crammed("*/ A"), &crammed("B */")).expect("written");
    assert_eq!(conflicts.len(), 2);
    let noted = with_conflict_notes(&document, &conflicts);
    assert_eq!(noted.tree(), document.tree());
    assert_eq!(noted.text().matches("MERGE:").count(), 2);
}

/// Trees that grew from the example.
fn grown(choices: &[super::changes::Choice]) -> Tree {
    let mut grown: Tree = (**tree(BILLING).tree()).clone();
    for choice in choices {
        grown = choice.edit(&grown).apply(&grown).unwrap_or(grown);
    }
    grown
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn where_only_one_changed_something_the_merge_is_theirs(choices in choices(6)) {
        let (base, changed) = (grown(&[]), grown(&choices));
        for found in [merge(&base, &changed, &base), merge(&base, &base, &changed), merge(&base, &changed, &changed)] {
            prop_assert_eq!(found.conflicts, vec![]);
            prop_assert_eq!(evenkeel::tree::canonical(&found.tree), evenkeel::tree::canonical(&changed));
        }
    }

    #[test]
    fn conflicts_are_the_same_from_either_side_and_the_text_reads(one in choices(4), other in choices(4)) {
        let (base, ours, theirs) = (grown(&[]), grown(&one), grown(&other));
        let (here, there) = (merge(&base, &ours, &theirs), merge(&base, &theirs, &ours));
        prop_assert_eq!(here.conflicts.is_empty(), there.conflicts.is_empty());
        prop_assert_eq!(here.conflicts.len(), there.conflicts.len(), "{:#?}\n{:#?}", here.conflicts, there.conflicts);
        if let Ok(document) = tree(BILLING).with_tree(&here.tree) {
            let noted = with_conflict_notes(&document, &here.conflicts);
            prop_assert_eq!(read(noted.text()).map(|read| read.tree().clone()), Ok(document.tree().clone()));
        }
    }

    #[test]
    fn changes_of_different_steps_are_both_made(words in proptest::collection::vec("[a-z ]{1,12}", 2)) {
        let of = |step: &str, at: usize| {
            let change = evenkeel::edit::StepChange::Title(words[at].clone());
            Edit::Step(step_id(step), change)
        };
        let base = grown(&[]);
        let (one, other) = (of("open", 0), of("close", 1));
        let ours = one.apply(&base).expect("made");
        let theirs = other.apply(&base).expect("made");
        let both = other.apply(&ours).expect("made");
        prop_assert_eq!(merge(&base, &ours, &theirs), Merged { tree: both, conflicts: vec![] });
    }
}

//! What differs between two trees, told in words.

use super::{
    changes::{choices, fact_id, step_id},
    common::{BILLING, tree},
};
use evenkeel::{
    edit::{Change, Edit, FieldChange, diff},
    tree::Tree,
};
use proptest::prelude::*;

fn fields(fields: &[FieldChange]) -> Vec<String> {
    let words = |words: &Option<String>| words.clone().unwrap_or_else(|| "-".to_owned());
    fields.iter().map(|field| format!("{}: {} > {}", field.name, words(&field.before), words(&field.after))).collect()
}

/// The fields of the one step that differs.
fn of_step(from: &str, to: &str) -> Vec<String> {
    assert!(BILLING.contains(from), "{from}");
    let difference = diff(tree(BILLING).tree(), tree(&BILLING.replacen(from, to, 1)).tree());
    assert_eq!((difference.steps.len(), difference.tree.len(), difference.facts.len()), (1, 0, 0), "{difference:#?}");
    assert_eq!(difference.steps[0].change, Change::Changed);
    fields(&difference.steps[0].fields)
}

#[test]
fn a_tree_does_not_differ_from_itself() {
    assert!(diff(tree(BILLING).tree(), tree(&BILLING.replace("// Let them", "// Do let them")).tree()).is_empty());
}

#[test]
fn lines_are_told_one_by_one() {
    assert_eq!(
        of_step("see on the bill.\",\n            ],", "see there.\",\n                \"Go on.\",\n            ],"),
        [
            "say 2: You're through to {agent_name}. Tell me what you see on the bill. > You're through to {agent_name}. Tell me what you see there.",
            "say 3: - > Go on.",
        ]
    );
}

#[test]
fn answers_are_matched_by_their_words_and_told_whole() {
    assert_eq!(
        of_step(
            "Answer(when: \"Yes\", to: \"whose-error\"),\n",
            "Answer(when: \"Half of it\", to: \"listen\"),\n                Answer(when: \"Yes\", to: \"refund\", needs: Not(Known(\"fault\"))),\n"
        ),
        ["answer 1: - > “Half of it” to listen", "answer 2: “Yes” to whose-error > “Yes” to refund, if not fault is known",]
    );
}

#[test]
fn a_moved_answer_is_told_as_moved() {
    let (yes, no) = ("Answer(when: \"Yes\", to: \"whose-error\"),", "Answer(when: \"No, or there is more\", to: \"listen\"),");
    let both = format!("{yes}\n                {no}");
    assert_eq!(of_step(&both, &format!("{no} {yes}")), ["place of answer 1: 2 > 1"]);
}

#[test]
fn single_fields_are_told_before_and_after() {
    assert_eq!(of_step("visits: 2", "visits: 3"), ["cap: 2 visits, then over-limit > 3 visits, then over-limit"]);
    assert_eq!(of_step("kind: End(Resolved)", "kind: End(FollowUp)"), ["kind: End: Solved > End: Follow-up"]);
    assert_eq!(of_step("            captures: [\"fault\"],\n", ""), ["captures: fault > -"]);
}

#[test]
fn fields_of_the_tree_are_told_and_places_in_one() {
    let text = BILLING.replace("revision: 7", "revision: 8").replace(
        "        abuse: \"aggressive-customer/first-warning\",\n        supervisor: \"over-limit\",",
        "        abuse: \"close\",",
    );
    let text = text.replace("\"open\": (0, 0)", "\"open\": (5, 0), \"close\": (9, 9)");
    assert_eq!(
        fields(&diff(tree(BILLING).tree(), tree(&text).tree()).tree),
        [
            "revision: 7 > 8",
            "Abuse: aggressive-customer/first-warning > close",
            "Supervisor: over-limit > -",
            "placed by hand: open at 0, 0 > close at 9, 9; open at 5, 0",
        ]
    );
}

#[test]
fn a_renamed_step_is_told_once_and_not_where_it_is_led_to() {
    let before = tree(BILLING);
    let after = Edit::RenameStep { from: step_id("confirm"), to: step_id("say-back") }.apply(before.tree()).expect("made");
    let difference = diff(before.tree(), &after);
    assert_eq!(difference.steps.len(), 1, "{difference:#?}");
    let step = &difference.steps[0];
    assert_eq!((step.id.as_str(), step.change, step.was.as_ref()), ("say-back", Change::Renamed, Some(&step_id("confirm"))));
    assert!(step.fields.is_empty() && difference.tree.is_empty(), "{difference:#?}");
}

#[test]
fn a_step_renamed_in_the_text_is_told_as_renamed_too() {
    let after = tree(&BILLING.replace("\"confirm\"", "\"say-back\""));
    let difference = diff(tree(BILLING).tree(), after.tree());
    assert_eq!((difference.steps.len(), difference.steps[0].change), (1, Change::Renamed), "{difference:#?}");
}

#[test]
fn a_renamed_fact_is_told_once() {
    let before = tree(BILLING);
    let after = Edit::RenameFact { from: fact_id("charge"), to: fact_id("amount") }.apply(before.tree()).expect("made");
    let difference = diff(before.tree(), &after);
    assert_eq!((difference.facts.len(), difference.steps.len()), (1, 0), "{difference:#?}");
    assert_eq!(difference.facts[0].change, Change::Renamed);
}

#[test]
fn steps_that_come_and_go_are_told_with_all_they_hold() {
    let before = tree(BILLING);
    let after = Edit::RemoveSteps(vec![step_id("refund")]).apply(before.tree()).expect("made");
    let gone = &diff(before.tree(), &after).steps;
    assert_eq!((gone[1].id.as_str(), gone[1].change), ("refund", Change::Removed));
    assert!(fields(&gone[1].fields).contains(&"answer 1: “Accepts” to close > -".to_owned()));
    let new = &diff(&after, before.tree()).steps;
    assert_eq!((new[1].id.as_str(), new[1].change), ("refund", Change::Added));
}

#[test]
fn a_step_that_stands_elsewhere_in_the_file_is_told() {
    let document = tree(BILLING);
    let mut after = Tree::clone(document.tree());
    after.steps.move_index(0, 2);
    assert_eq!(fields(&diff(document.tree(), &after).tree), ["place of step open: first > behind confirm"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn trees_that_differ_are_told_apart_both_ways(choices in choices(5)) {
        let before: Tree = (**tree(BILLING).tree()).clone();
        let mut after = before.clone();
        for choice in choices {
            after = choice.edit(&after).apply(&after).unwrap_or(after);
        }
        let is_same = evenkeel::tree::canonical(&before) == evenkeel::tree::canonical(&after);
        prop_assert_eq!(diff(&before, &after).is_empty(), is_same);
        prop_assert_eq!(diff(&after, &before).is_empty(), is_same);
    }
}

//! Where facts, limits and steps are used; and names for new ones.

use super::{
    changes::{fact_id, step_id},
    common::{BILLING, tree},
};
use evenkeel::{
    edit::{Use, fresh_fact_id, fresh_limit_id, fresh_step_id, uses_of_fact, uses_of_limit, uses_of_step},
    tree::{LimitId, OwnedPart},
};

fn words(uses: &[Use]) -> Vec<&str> {
    uses.iter().map(|one| one.words.as_str()).collect()
}

#[test]
fn every_use_of_a_fact_is_found() {
    let document = tree(BILLING);
    assert_eq!(
        words(&uses_of_fact(document.tree(), &fact_id("charge"))),
        [
            "line 1 of “Say it back”",
            "line 1 of “Credit it while they wait”",
            "promise of “Credit it while they wait”",
            "silenced finding 1 of “Credit it while they wait”",
            "captured on “Open and invite the story”",
            "condition of answer 2 of “Open and invite the story”",
            "captured on “Hear it out, name it once”",
            "condition of answer 1 of “Is the error ours?”",
            "condition of answer 2 of “Is the error ours?”",
            "test “our fault above the limit goes to the supervisor”",
        ]
    );
}

#[test]
fn every_use_of_a_limit_is_found() {
    let document = tree(BILLING);
    let limit = LimitId::new("agent_credit").expect("a name");
    assert_eq!(uses_of_limit(document.tree(), &limit).len(), 2);
}

#[test]
fn every_way_to_a_step_is_found() {
    let document = tree(BILLING);
    assert_eq!(
        words(&uses_of_step(document.tree(), &step_id("over-limit"))),
        [
            "always-key Supervisor",
            "cap of “Hear it out, name it once”",
            "answer 2 of “Is the error ours?”",
            "test “our fault above the limit goes to the supervisor”",
        ]
    );
    let callback = uses_of_step(document.tree(), &step_id("dated-callback"));
    assert_eq!(words(&callback)[1], "when nobody is free, of “Above what I can sign off”");
}

#[test]
fn a_use_leads_to_its_place_in_the_text() {
    let document = tree(BILLING);
    let at = |one: &Use| {
        let way: Vec<_> = one.part.iter().map(OwnedPart::as_part).collect();
        document.text()[document.place(&way).span].to_owned()
    };
    let uses = uses_of_step(document.tree(), &step_id("close"));
    assert_eq!(uses.iter().map(at).collect::<Vec<_>>(), ["\"close\""; 4]);
    let uses = uses_of_fact(document.tree(), &fact_id("refund_date"));
    let places: Vec<String> = uses.iter().map(at).collect();
    assert!(places.contains(&"\"refund_date\"".to_owned()), "{places:?}");
}

#[test]
fn a_name_for_what_is_new_is_free_now_and_was_free_before() {
    let document = tree(&BILLING.replace("title: \"Say it back\",", "title: \"Say it back\", was: [\"repeat\"],"));
    let tree = document.tree();
    assert_eq!(fresh_step_id(tree, "Say no").as_str(), "say-no");
    assert_eq!(fresh_step_id(tree, "Close").as_str(), "close-2");
    assert_eq!(fresh_step_id(tree, "Repeat").as_str(), "repeat-2", "an earlier name still leads to its step");
    assert_eq!(fresh_fact_id(tree, "Charge").as_str(), "charge_2");
    assert_eq!(fresh_fact_id(tree, "Today").as_str(), "today_2", "Evenkeel's own facts have names too");
    assert_eq!(fresh_limit_id(tree, "Warnings").as_str(), "warnings_2");
}

//! A call that goes from one tree into another and comes back.

#[path = "common/calls.rs"]
mod calls;

use calls::{Live, tree};
use evenkeel::{
    call::{Move, What},
    tree::AlwaysKey,
};

/// The tree in which calls begin.
fn bill() -> String {
    tree(
        "bill",
        r#"facts: {
            "customer_name": Fact(label: "Name", kind: Text, private: true),
            "amount": Fact(label: "Amount", kind: Money("GBP")),
            "refund_date": Fact(label: "Day", kind: Date),
            "late": Fact(label: "Late", kind: YesNo),
        },"#,
        r#"
        "open": Step(kind: Say, stage: Open, title: "Open", say: ["Hello."], answers: [
            Answer(when: "A parcel", to: "parcel/open", then: "recap"),
            Answer(when: "A parcel, and that is all", to: "parcel/open"),
            Answer(when: "Look whether it is late", to: "look-up"),
            Answer(when: "Wants a day", to: "promise"),
        ]),
        "look-up": Step(kind: Check, stage: Check, title: "Is it late?", task: "Look.", answers: [
            Answer(when: "Late", to: "parcel/open", then: "recap", needs: Is("late", "yes")),
            Answer(when: "In time", to: "recap", needs: Is("late", "no")),
        ]),
        "promise": Step(kind: Say, stage: FollowUp, title: "Promise", say: ["By {refund_date}."],
            promise: Promise(what: "Refund", by: "refund_date"), answers: [
            Answer(when: "Agrees, and asks for the parcel", to: "parcel/open", then: "recap"),
        ]),
        "recap": Step(kind: Say, stage: Recap, title: "Recap", say: ["So, {customer_name}."], answers: [
            Answer(when: "Yes", to: "close"),
        ]),
        "close": Step(kind: End(Resolved), stage: Close, title: "Close"),
        "#,
    )
}

/// The other tree: its `amount` is a number, not money.
fn parcel() -> String {
    tree(
        "parcel",
        r#"facts: {
            "customer_name": Fact(label: "Name", kind: Text, private: true),
            "order": Fact(label: "Order", kind: Text),
            "amount": Fact(label: "How many", kind: Number),
        },"#,
        r#"
        "open": Step(kind: Ask, stage: Open, title: "Who is it?", say: ["Who am I speaking to?"], captures: ["customer_name"], answers: [
            Answer(when: "Says it", to: "order"),
        ]),
        "order": Step(kind: Ask, stage: Confirm, title: "Which order?", say: ["{customer_name}, which order?"], captures: ["order"], answers: [
            Answer(when: "Says it", to: "count"),
        ]),
        "count": Step(kind: Ask, stage: Confirm, title: "How many?", say: ["{amount} of them?"], captures: ["amount"], answers: [
            Answer(when: "Yes", to: "done"),
        ]),
        "done": Step(kind: End(Resolved), stage: Close, title: "Done", say: ["Done."]),
        "hold": Step(kind: Say, stage: Own, title: "Hold", answers: [Answer(when: "Back", back: true)]),
        "#,
    )
}

fn begin() -> Live {
    Live::begin(&[bill(), parcel()])
}

#[test]
fn facts_of_the_same_name_and_type_travel_into_the_other_tree() {
    let mut live = begin();
    live.fact("customer_name", "Dana").answers(&[1]);
    assert_eq!(live.line(), "Dana, which order?");
}

#[test]
fn a_fact_of_the_same_name_and_another_type_does_not_travel() {
    let mut live = begin();
    live.fact("amount", "42.10").jump("parcel/count");
    assert_eq!((live.holds("amount"), live.line().as_str()), (None, "[how many?] of them?"));
}

#[test]
fn a_fact_that_did_not_travel_is_known_again_in_its_own_tree() {
    let mut live = begin();
    live.fact("amount", "42.10").jump("parcel/count").jump("bill/recap");
    assert_eq!(live.holds("amount").as_deref(), Some("42.10"));
}

#[test]
fn another_tree_is_entered_at_its_start_when_nothing_is_known() {
    let mut live = begin();
    live.answers(&[1]);
    assert_eq!(live.at(), "parcel/open");
}

#[test]
fn another_tree_is_entered_at_its_first_step_that_is_not_known_already() {
    let mut live = begin();
    live.fact("customer_name", "Dana").answers(&[1]);
    assert_eq!(live.at(), "parcel/order");
    assert!(matches!(live.last(), What::PassedByItself { known: true, .. }));
}

#[test]
fn within_a_tree_a_step_that_is_known_already_is_not_passed_without_a_key() {
    let mut live = begin();
    live.answers(&[1]).fact("order", "A-17").answers(&[1]);
    assert_eq!(live.at(), "parcel/order");
}

#[test]
fn back_passes_over_the_steps_that_were_known_already() {
    let mut live = begin();
    live.fact("customer_name", "Dana").answers(&[1]);
    live.take(Move::Back).unwrap();
    assert_eq!(live.at(), "bill/open");
}

fn to_the_end_of_the_parcel(live: &mut Live, first: usize) {
    live.answers(&[first, 1, 1, 1]);
    assert_eq!(live.at(), "parcel/done");
}

#[test]
fn the_end_of_the_other_tree_goes_on_where_the_answer_said() {
    let mut live = begin();
    to_the_end_of_the_parcel(&mut live, 1);
    assert_eq!(live.offered(), [(1, "Go on: Recap".to_owned())]);
    live.answers(&[1]);
    assert_eq!(live.at(), "bill/recap");
}

#[test]
fn without_a_step_to_go_on_at_the_other_trees_end_is_the_end() {
    let mut live = begin();
    to_the_end_of_the_parcel(&mut live, 2);
    assert_eq!(live.offered(), []);
}

#[test]
fn a_check_that_passes_by_itself_into_another_tree_goes_on_where_its_answer_said() {
    let mut live = begin();
    live.fact("late", "yes").answers(&[3]);
    assert_eq!(live.at(), "parcel/open");
    live.answers(&[1, 1, 1, 1]);
    assert_eq!(live.at(), "bill/recap");
}

#[test]
fn a_check_that_passes_by_itself_into_another_tree_skips_what_is_known_there() {
    let mut live = begin();
    live.fact("late", "yes").fact("customer_name", "Dana").answers(&[3]);
    assert_eq!(live.at(), "parcel/order");
}

#[test]
fn a_promise_stays_open_in_the_other_tree() {
    let mut live = begin();
    live.fact("refund_date", "fri").answers(&[4, 1]);
    assert_eq!(live.at(), "parcel/open");
    let promises: Vec<_> = live.call.state().open_promises().map(|(_, made)| (made.what.clone(), made.by.clone())).collect();
    assert_eq!(promises, [("Refund".to_owned(), Some("2026-11-27".to_owned()))]);
}

#[test]
fn a_key_pressed_in_the_other_tree_does_not_forget_where_that_tree_goes_on() {
    let held = parcel().replace("steps: {", "always: Always(hold: \"hold\"), steps: {");
    let mut live = Live::begin(&[bill(), held]);
    live.answers(&[1]).key(AlwaysKey::Hold).answers(&[1]);
    assert_eq!(live.at(), "parcel/open");
    live.answers(&[1, 1, 1, 1]);
    assert_eq!(live.at(), "bill/recap");
}

//! A Check passes by itself only where the facts leave no doubt, and only on the way from an answer.

#[path = "common/calls.rs"]
mod calls;

use calls::{Live, spot, tree};
use evenkeel::call::{Move, What};

const HEAD: &str = r#"facts: {
    "charge": Fact(label: "Disputed charge", kind: Money("GBP")),
    "fault": Fact(label: "Whose error", kind: Choice(["ours", "not ours"])),
},"#;

const STEPS: &str = r#"
    "open": Step(kind: Ask, stage: Open, title: "Open", say: ["What has happened?"], answers: [
        Answer(when: "Explains", to: "look-up"),
    ]),
    "look-up": Step(kind: Check, stage: Check, title: "Look it up", task: "Open the bill.", answers: [
        Answer(when: "Ours", to: "offer", needs: Is("fault", "ours")),
        Answer(when: "Small", to: "close", needs: AtMost("charge", "10.00")),
    ]),
    "offer": Step(kind: Say, stage: Offer, title: "Offer", say: ["Here is what I can do."], answers: [
        Answer(when: "Good", to: "close"),
    ]),
    "close": Step(kind: End(Resolved), stage: Close, title: "Close", say: ["Thank you."]),
"#;

fn begin() -> Live {
    Live::begin(&[tree("bill", HEAD, STEPS)])
}

#[test]
fn a_fact_that_decides_the_check_on_screen_does_not_move_the_call() {
    let mut live = begin();
    live.answers(&[1]).fact("charge", "20").fact("fault", "ours");
    assert_eq!(live.at(), "bill/look-up");
}

#[test]
fn a_check_passes_by_itself_on_the_way_from_an_answer_and_shows_that_it_did() {
    let mut live = begin();
    live.fact("fault", "ours").fact("charge", "20").answers(&[1]);
    assert_eq!(live.at(), "bill/offer");
    assert!(matches!(live.last(), What::PassedByItself { at, number: 1, known: false, .. } if *at == spot("bill/look-up")));
    let path = &live.call.state().path;
    assert_eq!((path[1].by_itself, path[1].left_by.as_deref()), (true, Some("Ours")));
}

#[test]
fn a_check_stays_while_one_of_its_answers_is_not_decided() {
    let mut live = begin();
    live.fact("fault", "ours").answers(&[1]);
    assert_eq!(live.at(), "bill/look-up");
}

#[test]
fn a_check_stays_when_two_of_its_answers_are_yes() {
    let mut live = begin();
    live.fact("fault", "ours").fact("charge", "5").answers(&[1]);
    assert_eq!(live.at(), "bill/look-up");
}

#[test]
fn a_check_stays_when_all_of_its_answers_are_no() {
    let mut live = begin();
    live.fact("fault", "not ours").fact("charge", "20").answers(&[1]);
    assert_eq!(live.at(), "bill/look-up");
}

#[test]
fn a_check_stays_when_an_answer_has_no_condition() {
    let steps = STEPS.replace(r#"needs: AtMost("charge", "10.00")"#, "");
    let mut live = Live::begin(&[tree("bill", HEAD, &steps)]);
    live.fact("fault", "ours").answers(&[1]);
    assert_eq!(live.at(), "bill/look-up");
}

#[test]
fn a_check_that_is_jumped_to_stays() {
    let mut live = begin();
    live.fact("fault", "ours").fact("charge", "20").jump("bill/look-up");
    assert_eq!(live.at(), "bill/look-up");
}

#[test]
fn back_passes_over_a_check_that_passed_by_itself() {
    let mut live = begin();
    live.fact("fault", "ours").fact("charge", "20").answers(&[1]);
    live.take(Move::Back).unwrap();
    assert_eq!(live.at(), "bill/open");
}

//! What is read off a call: the hand-over card, the summary, promises, masked cards; and that events alone decide it all.

#[path = "common/calls.rs"]
mod calls;

use calls::{Live, spot, tree};
use evenkeel::{
    call::{Call, Move, What, Who, initials},
    tree::{AlwaysKey, Mood, Outcome},
};
use proptest::prelude::*;
use std::sync::Arc;

const HEAD: &str = r#"
    facts: {
        "customer_name": Fact(label: "Name", kind: Text, private: true),
        "issue": Fact(label: "Issue", kind: Text),
        "goal": Fact(label: "Goal", kind: Text),
        "charge": Fact(label: "Disputed charge", kind: Money("GBP")),
        "fault": Fact(label: "Whose error", kind: Choice(["ours", "not ours"])),
        "feeling": Fact(label: "Feeling", kind: Text),
        "decision": Fact(label: "Decision", kind: Text),
        "account": Fact(label: "Account", kind: Text, private: true),
        "supervisor_name": Fact(label: "Supervisor", kind: Text),
        "supervisor_accepts": Fact(label: "Took it on", kind: YesNo),
        "day": Fact(label: "Day", kind: Date),
    },
    always: Always(abuse: "warning", supervisor: "up"),
"#;

const STEPS: &str = r#"
    "open": Step(kind: Ask, stage: Open, title: "Open", say: ["What has happened?"], captures: ["issue"], answers: [
        Answer(when: "Explains", to: "say-back"),
        Answer(when: "Wants somebody else", to: "up"),
        Answer(when: "Look", to: "look"),
    ]),
    "say-back": Step(kind: Ask, stage: Confirm, title: "Say it back", say: ["So {charge}?"], captures: ["charge"], answers: [
        Answer(when: "Yes", to: "promise"),
        Answer(when: "No", to: "open"),
    ]),
    "look": Step(kind: Check, stage: Check, title: "Look", task: "Look.", answers: [
        Answer(when: "Ours", to: "promise", needs: Is("fault", "ours")),
        Answer(when: "Theirs", to: "up", needs: Is("fault", "not ours")),
    ]),
    "promise": Step(kind: Say, stage: FollowUp, title: "Promise", say: ["{supervisor_name} rings on {day}."],
        promise: Promise(what: "Call back about {issue}", owner: "supervisor_name", by: "day", accepted: "supervisor_accepts"),
        cap: Cap(visits: 3, then: "up"), answers: [
        Answer(when: "Agrees", to: "close"),
        Answer(when: "Does not", to: "open"),
    ]),
    "up": Step(kind: Escalate(to: "Team lead", why: "It is above my limit", nobody_free: "promise"), stage: Offer, title: "Up", answers: [
        Answer(when: "Has it", to: "close", told: true),
        Answer(when: "Changes their mind", to: "open"),
    ]),
    "warning": Step(kind: Say, stage: Own, title: "Warning", warning: true, say: ["Please stop."], cap: Cap(visits: 9, then: "close"),
        answers: [Answer(when: "Stops", back: true), Answer(when: "Goes on", to: "close")]),
    "close": Step(kind: End(FollowUp), stage: Close, title: "Close", say: ["Thank you."]),
"#;

fn begin() -> Live {
    Live::begin(&[tree("bill", HEAD, STEPS)])
}

fn summary(live: &Live) -> String {
    live.call.read(&live.now).summary()
}

#[test]
fn the_card_says_who_calls_about_what_and_what_is_asked_of_the_receiver() {
    let mut live = begin();
    live.fact("customer_name", "Dana").fact("issue", "the double charge").fact("goal", "a refund today");
    live.fact("fault", "ours").fact("charge", "42.1").answers(&[2]);
    let card = live.call.read(&live.now).card();
    assert_eq!(card.situation, "Dana: the double charge. Calm. Wants a refund today.");
    assert_eq!(card.background, "Disputed charge: £42.10.");
    assert_eq!(card.assessment, "Our error. No warnings.");
    assert_eq!(card.recommendation, "It is above my limit. Please decide on a refund today.");
}

#[test]
fn the_card_keeps_private_facts_to_itself() {
    let mut live = begin();
    live.fact("account", "ACC-77");
    assert!(!live.call.read(&live.now).card().text().contains("ACC-77"));
}

#[test]
fn the_card_tells_calm_from_calm_again() {
    let mut live = begin();
    live.take(Move::SetMood(Mood::Heated)).unwrap();
    live.take(Move::SetMood(Mood::Calm)).unwrap();
    assert!(live.call.read(&live.now).card().situation.contains("Calm now, heated before."));
}

#[test]
fn the_summary_says_what_it_was_about_what_was_found_promised_and_noted_and_how_it_ended() {
    let mut live = begin();
    live.fact("issue", "the double charge").fact("day", "fri").answers(&[1, 1]).note("She prefers mornings").answers(&[1]);
    live.take(Move::End { outcome: Outcome::FollowUp, who: Who::Customer }).unwrap();
    let lines = [
        "Monday 23 November, 14:00. The tree bill.",
        "Issue: the double charge. Day: Friday 27 November. Confirmed with the customer.",
        "Promised: Call back about the double charge; by Friday 27 November; owner Sam.",
        "Note: She prefers mornings",
        "Outcome: follow-up. Ended by the customer.",
    ];
    assert_eq!(summary(&live), lines.join("\n"));
}

#[test]
fn somebody_reached_for_is_asked_for_and_not_told() {
    let mut live = begin();
    live.answers(&[2]);
    assert_eq!(summary(&live).lines().last(), Some("Team lead was asked for, not told."));
}

#[test]
fn somebody_who_was_told_has_it_by_name() {
    let mut live = begin();
    live.fact("supervisor_name", "Nadia").answers(&[2, 1]);
    assert!(summary(&live).contains("Team lead (Nadia) has it: it is above my limit."));
}

#[test]
fn nobody_free_is_said_as_it_was() {
    let mut live = begin();
    live.answers(&[2, 3]);
    assert!(summary(&live).contains("Team lead was not free."));
}

#[test]
fn a_call_that_begins_at_an_escalation_point_reaches_for_somebody() {
    let live = Live::begin(&[tree("bill", HEAD, STEPS).replace("start: \"open\"", "start: \"up\"")]);
    assert_eq!(live.call.state().reached.len(), 1);
}

#[test]
fn who_was_told_is_the_one_on_screen_and_not_the_one_reached_for_last() {
    let other = r#""other": Step(kind: Escalate(to: "Duty manager"), stage: Offer, title: "Other", answers: [
        Answer(when: "Has it", to: "close", told: true)]),"#;
    let mut live = Live::begin(&[tree("bill", HEAD, &format!("{STEPS}{other}"))]);
    live.answers(&[2]).jump("bill/other");
    live.take(Move::Back).unwrap();
    live.answers(&[1]);
    let told: Vec<_> =
        live.call.state().reached.iter().filter(|reached| reached.told.is_some()).map(|reached| reached.to.as_str()).collect();
    assert_eq!(told, ["Team lead"]);
}

fn owner_when(facts: &[(&str, &str)]) -> String {
    let mut live = begin();
    live.fact("supervisor_name", "Nadia");
    for (name, value) in facts {
        live.fact(name, value);
    }
    live.answers(&[1, 1, 1]);
    live.call.state().promises[0].owner.clone()
}

#[test]
fn a_promise_is_another_persons_once_they_have_accepted() {
    assert_eq!(owner_when(&[("supervisor_accepts", "yes")]), "Nadia");
}

#[test]
fn a_promise_stays_the_agents_while_the_other_has_not_answered() {
    assert_eq!(owner_when(&[]), "Sam");
}

#[test]
fn a_promise_stays_the_agents_when_the_other_declines() {
    assert_eq!(owner_when(&[("supervisor_accepts", "no")]), "Sam");
}

const CARD: &str = "4111 1111 1111 1111";

/// Whether the card's number stands anywhere in what would be written.
fn is_written(live: &Live) -> bool {
    serde_json::to_string(live.call.events()).unwrap().contains("4111")
}

#[test]
fn a_card_in_a_note_is_never_written() {
    let mut live = begin();
    live.note(&format!("paid with {CARD}"));
    assert!(!is_written(&live));
    assert_eq!(live.call.state().notes, ["paid with •••• •••• •••• 1111"]);
}

#[test]
fn a_card_in_a_fact_is_never_written() {
    let mut live = begin();
    live.fact("issue", &format!("charged on {CARD} 12/27"));
    assert!(!is_written(&live));
}

#[test]
fn a_card_in_a_promise_is_never_written() {
    let mut live = begin();
    let promise = Move::Promise { what: format!("Refund to {CARD}"), owner: String::new(), by: None, time: None };
    live.take(promise).unwrap();
    assert!(!is_written(&live));
}

#[test]
fn not_a_card_brings_the_digits_back() {
    let mut live = begin();
    live.take(Move::Note { text: CARD.to_owned(), not_a_card: true }).unwrap();
    assert_eq!(live.call.state().notes, [CARD]);
}

#[test]
fn in_lists_a_customer_is_initials() {
    let mut live = begin();
    live.fact("customer_name", "Dana de Whitfield");
    assert_eq!(live.call.read(&live.now).customer_in_lists().as_deref(), Some("D. D. W."));
    assert_eq!(initials("  "), "");
}

const FACTS: [&str; 8] = ["customer_name", "issue", "goal", "charge", "fault", "feeling", "supervisor_name", "day"];

fn any_move() -> impl Strategy<Value = (i64, Move)> {
    let steps = ["open", "say-back", "look", "promise", "up", "warning", "close"];
    let what = prop_oneof![
        8 => (1usize..5, any::<bool>(), 0usize..2).prop_map(|(number, insist, wording)| Move::Answer { number, wording, insist }),
        1 => Just(Move::NoneOfThese),
        1 => Just(Move::Pass),
        2 => Just(Move::Back),
        1 => Just(Move::Return),
        2 => proptest::sample::select(steps.to_vec()).prop_map(|step| Move::Jump(spot(&format!("bill/{step}")))),
        3 => (proptest::sample::select(FACTS.to_vec()), "[a-z é]{1,40}|[0-9]{1,4}|ours|fri")
            .prop_map(|(name, value)| Move::SetFact { name: name.to_owned(), value, not_a_card: false }),
        1 => proptest::sample::select(FACTS.to_vec()).prop_map(|name| Move::ClearFact(name.to_owned())),
        1 => any::<bool>().prop_map(|heated| Move::SetMood(if heated { Mood::Heated } else { Mood::Calm })),
        2 => any::<bool>().prop_map(|abuse| Move::Always(if abuse { AlwaysKey::Abuse } else { AlwaysKey::Supervisor })),
        1 => "\\PC{0,80}".prop_map(|text| Move::Note { text, not_a_card: false }),
        1 => "\\PC{1,30}".prop_map(|what| Move::Promise { what, owner: String::new(), by: None, time: None }),
        1 => (0usize..3, any::<bool>()).prop_map(|(index, withdrawn)| Move::ChangePromise {
            index, what: "Changed".to_owned(), owner: "Sam".to_owned(), by: None, time: None, withdrawn }),
        1 => (1u64..20).prop_map(|said| Move::LineFailed { said, why: "No".to_owned(), withdrawn: false }),
        1 => Just(Move::Pause),
    ];
    (0i64..12, what)
}

fn any_call() -> impl Strategy<Value = Live> {
    proptest::collection::vec(any_move(), 0..30).prop_map(|moves| {
        let mut live = begin();
        for (seconds, what) in moves {
            // A move that is refused is part of life.
            let _ = live.after(seconds, what);
        }
        live
    })
}

proptest! {
    #[test]
    fn the_card_never_has_more_than_75_words(
        mut live in any_call(),
        facts in proptest::collection::vec("\\PC{0,200}", FACTS.len()),
        notes in proptest::collection::vec("\\PC{0,100}", 0..4),
    ) {
        for (name, value) in FACTS.iter().zip(facts) {
            let _ = live.type_fact(name, &value);
        }
        notes.iter().for_each(|note| { live.note(note); });
        prop_assert!(live.call.read(&live.now).card().text().split_whitespace().count() <= 75);
    }

    #[test]
    fn nobody_is_said_to_have_it_unless_an_answer_that_told_them_was_taken(live in any_call()) {
        let was_told = live.has_happened(|what| matches!(what, What::Answered { at, when, .. } if at.step == "up" && when == "Has it"));
        prop_assert!(was_told || !summary(&live).contains("has it:"));
        prop_assert!(was_told || live.call.state().reached.iter().all(|reached| reached.told.is_none()));
    }

    #[test]
    fn the_same_events_give_the_same_state_also_when_they_come_from_a_record(live in any_call()) {
        let events = live.through_json();
        prop_assert_eq!(&events, live.call.events());
        let again = Call::from_events(live.call.trees().clone(), Arc::clone(live.call.site()), events).unwrap();
        prop_assert_eq!(format!("{:?}", again.state()), format!("{:?}", live.call.state()));
    }

    #[test]
    fn events_are_numbered_from_one_without_a_gap(live in any_call()) {
        let numbers: Vec<u64> = live.call.events().iter().map(|event| event.number).collect();
        prop_assert_eq!(numbers, (1..=live.call.events().len() as u64).collect::<Vec<_>>());
    }

    #[test]
    fn going_back_never_loses_a_fact(mut live in any_call()) {
        let facts = live.call.state().facts.clone();
        let _ = live.after(1, Move::Back);
        prop_assert_eq!(&live.call.state().facts, &facts);
    }

    #[test]
    fn a_step_is_never_come_to_more_often_than_its_cap_except_by_the_agents_own_jump(live in any_call()) {
        let jumps = live.call.events().iter().filter(|event| matches!(&event.what, What::Jumped { to, .. } | What::Returned { to, .. } if to.step == "promise")).count();
        prop_assert!(live.visits("bill/promise") as usize <= 3 + jumps);
    }
}

//! What an agent's moves do to a call: answers, limits, facts, Back, caps and jumps.

#[path = "common/calls.rs"]
mod calls;

use calls::{Live, spot, tree};
use evenkeel::{
    call::{Move, Refusal, What},
    site::Settings,
};

const HEAD: &str = r#"
    facts: {
        "charge": Fact(label: "Disputed charge", kind: Money("GBP")),
        "fault": Fact(label: "Whose error", kind: Choice(["ours", "not ours"])),
        "refund_date": Fact(label: "Refund arrives by", kind: Date),
        "ring_at": Fact(label: "Time to ring", kind: Time),
        "agrees": Fact(label: "Agrees", kind: YesNo),
    },
    limits: { "agent_credit": Limit(label: "Credit", kind: Money("GBP"), at_most: "50.00") },
"#;

const STEPS: &str = r#"
    "open": Step(kind: Ask, stage: Open, title: "Open", say: ["What has happened?"], answers: [
        Answer(when: "Explains", to: "offer"),
        Answer(when: "Names the amount", to: "say-back"),
        Answer(when: "Nothing", to: "close"),
        Answer(when: "Tells it again", to: "listen"),
    ]),
    "offer": Step(kind: Say, stage: Offer, title: "Offer", say: ["Here is what I can do."], answers: [
        Answer(when: "Credit", to: "close", needs: All([Is("fault", "ours"), Within("charge", "agent_credit")])),
        Answer(when: "Replace", to: "close", needs: Is("fault", "ours")),
        Answer(when: "Somebody above me", to: "over-limit"),
        Answer(when: "Neither", to: "close"),
    ]),
    "say-back": Step(kind: Ask, stage: Confirm, title: "Say it back", say: ["So {charge} went out?"], captures: ["charge"], answers: [
        Answer(when: "Yes", to: "offer"),
        Answer(when: "No", to: "open"),
    ]),
    "listen": Step(kind: Say, stage: Listen, title: "Listen", say: ["I'm listening."], cap: Cap(visits: 2, then: "over-limit"), answers: [
        Answer(when: "Again", to: "listen"),
        Answer(when: "Done", to: "promise"),
    ]),
    "promise": Step(kind: Say, stage: FollowUp, title: "Promise", say: ["You'll have it by {refund_date}."],
        promise: Promise(what: "Refund of {charge}", by: "refund_date"), answers: [
        Answer(when: "Agrees", to: "close"),
    ]),
    "over-limit": Step(kind: Escalate(to: "Supervisor", why: "Above the limit"), stage: Offer, title: "Above my limit", answers: [
        Answer(when: "Has it", to: "close", told: true),
    ]),
    "close": Step(kind: End(Resolved), stage: Close, title: "Close", say: ["Thank you."]),
"#;

fn begin() -> Live {
    Live::begin(&[tree("bill", HEAD, STEPS)])
}

fn at_the_offer(facts: &[(&str, &str)]) -> Live {
    let mut live = begin();
    for (name, value) in facts {
        live.fact(name, value);
    }
    live.answers(&[1]);
    live
}

#[test]
fn answers_keep_their_numbers_whatever_applies() {
    let before = at_the_offer(&[]).offered();
    let after = at_the_offer(&[("fault", "not ours"), ("charge", "80")]).offered();
    assert_eq!(before.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 2, 3, 4]);
    assert_eq!(before, after);
}

#[test]
fn a_greyed_answer_names_every_fact_that_is_missing() {
    let live = at_the_offer(&[]);
    assert_eq!(live.why(1).as_deref(), Some("whose error, disputed charge is not known yet"));
    let live = at_the_offer(&[("fault", "ours")]);
    assert_eq!(live.why(1).as_deref(), Some("disputed charge is not known yet"));
}

#[test]
fn a_greyed_answer_says_what_would_have_to_be_so() {
    assert_eq!(at_the_offer(&[("fault", "not ours")]).why(2).as_deref(), Some("only when whose error is ours"));
}

#[test]
fn an_answer_without_a_condition_is_never_greyed() {
    assert_eq!(at_the_offer(&[("fault", "not ours")]).why(4), None);
}

#[test]
fn a_greyed_answer_pressed_once_is_refused_and_leaves_no_event() {
    let mut live = at_the_offer(&[("fault", "not ours")]);
    let events = live.call.events().len();
    assert!(matches!(live.press(2), Err(Refusal::Greyed { why }) if why == "only when whose error is ours"));
    assert_eq!((live.at().as_str(), live.call.events().len()), ("bill/offer", events));
}

#[test]
fn a_greyed_answer_pressed_twice_is_taken_and_kept_as_judgement() {
    let mut live = at_the_offer(&[("fault", "not ours")]);
    live.insist(2).unwrap();
    assert_eq!(live.at(), "bill/close");
    let What::Answered { judgement, offered, .. } = live.last() else { panic!("{:?}", live.last()) };
    assert!(*judgement);
    assert_eq!(offered[1].greyed.as_deref(), Some("only when whose error is ours"));
    assert_eq!(offered[2].greyed, None);
}

#[test]
fn an_open_answer_pressed_twice_is_no_judgement() {
    let mut live = at_the_offer(&[]);
    live.insist(4).unwrap();
    assert!(matches!(live.last(), What::Answered { judgement: false, .. }));
}

#[test]
fn a_limit_refuses_however_often_it_is_pressed_and_names_the_way_upward() {
    let mut live = at_the_offer(&[("fault", "ours"), ("charge", "80")]);
    for refusal in [live.press(1), live.insist(1)] {
        let Err(Refusal::AboveLimit { why, upward }) = refusal else { panic!("{refusal:?}") };
        assert_eq!(why, "£30.00 above your limit of £50.00");
        assert_eq!(upward, Some(spot("bill/over-limit")));
    }
    assert_eq!(live.at(), "bill/offer");
}

#[test]
fn the_limit_itself_is_still_granted() {
    assert_eq!(at_the_offer(&[("fault", "ours"), ("charge", "50.00")]).why(1), None);
}

#[test]
fn judgement_overrules_why_an_answer_is_greyed_but_not_the_limit_behind_it() {
    let mut live = at_the_offer(&[("fault", "not ours"), ("charge", "80")]);
    assert!(matches!(live.press(1), Err(Refusal::Greyed { .. })));
    assert!(matches!(live.insist(1), Err(Refusal::AboveLimit { .. })));
}

#[test]
fn a_limit_refuses_also_while_another_fact_is_missing() {
    assert!(matches!(at_the_offer(&[("charge", "80")]).insist(1), Err(Refusal::AboveLimit { .. })));
}

#[test]
fn a_limit_refuses_also_where_the_author_wrote_not_over() {
    let steps = STEPS.replace(r#"Within("charge", "agent_credit")"#, r#"Not(Over("charge", "agent_credit"))"#);
    let mut live = Live::begin(&[tree("bill", HEAD, &steps)]);
    live.fact("fault", "ours").fact("charge", "80").answers(&[1]);
    assert!(matches!(live.insist(1), Err(Refusal::AboveLimit { .. })));
}

#[test]
fn an_answer_for_what_is_above_a_limit_is_greyed_within_it_and_can_be_insisted_on() {
    let steps = STEPS.replace(
        r#"needs: Is("fault", "ours")),
        Answer(when: "Somebody"#,
        r#"needs: Over("charge", "agent_credit")),
        Answer(when: "Somebody"#,
    );
    let mut live = Live::begin(&[tree("bill", HEAD, &steps)]);
    live.fact("charge", "20").answers(&[1]);
    assert_eq!(live.why(2).as_deref(), Some("only when disputed charge is above your limit"));
    live.insist(2).unwrap();
}

#[test]
fn the_sites_own_limit_counts_instead_of_the_trees() {
    let mut site = Settings::default();
    site.limits.insert("agent_credit".to_owned(), "100".to_owned());
    let mut live = Live::with(&[tree("bill", HEAD, STEPS)], site);
    live.fact("fault", "ours").fact("charge", "80").answers(&[1, 1]);
    assert_eq!(live.at(), "bill/close");
}

#[test]
fn without_an_escalation_point_on_the_step_the_way_upward_is_the_supervisors() {
    let steps = r#"
        "open": Step(kind: Say, stage: Offer, title: "Offer", answers: [
            Answer(when: "Credit", to: "open", needs: Within("charge", "agent_credit"))]),
        "mine": Step(kind: Escalate(to: "Supervisor"), stage: Offer, title: "Up"),
    "#;
    let head = format!("{HEAD} always: Always(supervisor: \"mine\"),");
    let mut live = Live::begin(&[tree("bill", &head, steps)]);
    live.fact("charge", "80");
    assert!(matches!(live.press(1), Err(Refusal::AboveLimit { upward: Some(up), .. }) if up == spot("bill/mine")));
}

#[test]
fn a_digit_without_an_answer_is_refused() {
    assert_eq!(begin().press(7), Err(Refusal::NoSuchAnswer(7)));
}

#[test]
fn none_of_these_stays_and_keeps_what_was_offered() {
    let mut live = begin();
    live.take(Move::NoneOfThese).unwrap();
    assert_eq!((live.at().as_str(), live.visits("bill/open")), ("bill/open", 1));
    assert!(matches!(live.last(), What::NoneOfThese { at, offered } if *at == spot("bill/open") && offered.len() == 4));
}

#[test]
fn a_fact_can_be_typed_before_its_step_comes() {
    let mut live = begin();
    live.fact("charge", "42.10").answers(&[2]);
    assert_eq!(live.line(), "So £42.10 went out?");
}

#[test]
fn facts_are_typed_as_they_are_spoken() {
    let mut live = begin();
    for (name, typed, plain) in [
        ("charge", "£42.1", "42.10"),
        ("refund_date", "fri", "2026-11-27"),
        ("refund_date", "5wd", "2026-11-30"),
        ("ring_at", "4.30pm", "16:30"),
        ("fault", "ou", "ours"),
        ("agrees", "y", "yes"),
    ] {
        live.fact(name, typed);
        assert_eq!(live.holds(name).as_deref(), Some(plain), "{name}={typed}");
    }
}

#[test]
fn a_value_that_does_not_fit_is_refused_in_words_and_the_old_one_stands() {
    let mut live = begin();
    live.fact("refund_date", "fri");
    let Err(Refusal::BadValue(help)) = live.type_fact("refund_date", "soon") else { panic!("taken") };
    assert!(help.contains("try fri, tomorrow"), "{help}");
    assert_eq!(live.holds("refund_date").as_deref(), Some("2026-11-27"));
}

#[test]
fn what_the_program_fills_itself_cannot_be_typed() {
    assert!(matches!(begin().type_fact("warnings_given", "0"), Err(Refusal::BadValue(_))));
}

#[test]
fn a_fact_no_tree_knows_is_refused_by_name() {
    assert_eq!(begin().type_fact("colour", "red"), Err(Refusal::UnknownFact("colour".to_owned())));
}

#[test]
fn a_fact_fills_a_gap_in_the_line_and_does_not_move_the_call() {
    let mut live = begin();
    live.answers(&[2]);
    assert_eq!(live.line(), "So [how much?] went out?");
    live.fact("charge", "42.10");
    assert_eq!((live.line().as_str(), live.at().as_str()), ("So £42.10 went out?", "bill/say-back"));
}

#[test]
fn a_step_with_nothing_left_to_ask_is_passed_with_one_move_and_its_line_is_not_said() {
    let mut live = begin();
    live.answers(&[2]).fact("charge", "42.10");
    let said = live.call.state().said.len();
    live.take(Move::Pass).unwrap();
    assert_eq!((live.at().as_str(), live.call.state().said.len()), ("bill/offer", said));
}

#[test]
fn a_step_that_still_has_something_to_ask_cannot_be_passed() {
    let mut live = begin();
    live.answers(&[2]);
    assert!(matches!(live.take(Move::Pass), Err(Refusal::CannotPass(_))));
}

#[test]
fn back_within_five_seconds_counts_no_visit_and_no_promise() {
    let mut live = begin();
    live.answers(&[4, 2, 1]);
    assert_eq!(live.call.state().open_promises().count(), 1);
    live.after(5, Move::Back).unwrap();
    assert_eq!((live.at().as_str(), live.visits("bill/close")), ("bill/promise", 0));
    assert_eq!(live.call.state().open_promises().count(), 0);
    assert!(matches!(live.last(), What::WentBack { slip: true, .. }));
}

#[test]
fn back_after_more_than_five_seconds_counts_the_visit_and_the_promise() {
    let mut live = begin();
    live.answers(&[4, 2, 1]);
    live.after(6, Move::Back).unwrap();
    assert_eq!((live.visits("bill/close"), live.call.state().open_promises().count()), (1, 1));
    assert!(matches!(live.last(), What::WentBack { slip: false, .. }));
}

#[test]
fn a_slip_out_of_an_escalation_point_takes_back_that_somebody_was_told() {
    let mut live = at_the_offer(&[]);
    live.answers(&[3, 1]);
    live.after(2, Move::Back).unwrap();
    assert_eq!(live.call.state().reached[0].told, None);
}

#[test]
fn going_back_loses_no_fact() {
    let mut live = begin();
    live.answers(&[2]).fact("charge", "42.10");
    live.after(2, Move::Back).unwrap();
    assert_eq!((live.at().as_str(), live.holds("charge").as_deref()), ("bill/open", Some("42.10")));
}

#[test]
fn at_the_first_step_there_is_nothing_to_go_back_to() {
    assert_eq!(begin().take(Move::Back), Err(Refusal::NothingBefore));
}

#[test]
fn past_its_cap_a_step_leads_upward_and_not_round_again() {
    let mut live = begin();
    live.answers(&[4, 1]);
    assert_eq!((live.at().as_str(), live.visits("bill/listen")), ("bill/listen", 2));
    live.answers(&[1]);
    assert_eq!(live.at(), "bill/over-limit");
    assert!(live.has_happened(|what| matches!(what, What::Answered { capped: true, .. })));
}

#[test]
fn a_slip_is_not_counted_towards_the_cap() {
    let mut live = begin();
    live.answers(&[4, 1]);
    live.after(1, Move::Back).unwrap();
    live.answers(&[1]);
    assert_eq!(live.at(), "bill/listen");
}

#[test]
fn any_step_can_be_jumped_to_and_the_jump_is_kept() {
    let mut live = begin();
    live.jump("bill/promise");
    assert_eq!(live.at(), "bill/promise");
    assert!(matches!(live.last(), What::Jumped { from, to } if *from == spot("bill/open") && *to == spot("bill/promise")));
}

#[test]
fn a_jump_to_a_step_that_is_not_there_is_refused() {
    assert!(matches!(begin().take(Move::Jump(spot("bill/nowhere"))), Err(Refusal::Nowhere(_))));
}

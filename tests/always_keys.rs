//! The always-keys: the abuse ladder, Safety, Supervisor, Hold, Cut off, and the way back.

#[path = "common/calls.rs"]
mod calls;

use calls::{Live, spot, tree};
use evenkeel::{
    call::{Move, Refusal},
    site::Settings,
    tree::AlwaysKey,
};

const MAIN: &str = r#"
    "open": Step(kind: Say, stage: Open, title: "Open", say: ["Hello."], answers: [Answer(when: "On", to: "next")]),
    "next": Step(kind: Say, stage: Listen, title: "Next", say: ["Yes?"], answers: [Answer(when: "End", to: "close")]),
    "close": Step(kind: End(Resolved), stage: Close, title: "Close"),
    "own-warning": Step(kind: Say, stage: Own, title: "Our own warning", warning: true, say: ["Our own words."],
        answers: [Answer(when: "Stops", back: true)]),
    "own-danger": Step(kind: Say, stage: Own, title: "Our own danger", say: ["Our own first line."]),
"#;

const SHARED: &str = r#"
    "open": Step(kind: Say, stage: Open, title: "Open"),
    "first-warning": Step(kind: Say, stage: Own, title: "First warning", warning: true, say: ["Please stop."],
        cap: Cap(visits: 9, then: "close-call"), answers: [
        Answer(when: "Stops", back: true),
        Answer(when: "Goes on", to: "second-warning"),
        Answer(when: "A slur", to: "second-warning", unsaid: true),
    ]),
    "second-warning": Step(kind: Say, stage: Own, title: "Second warning", warning: true, say: ["Stop, or I end the call."],
        cap: Cap(visits: 9, then: "close-call"), answers: [
        Answer(when: "Stops", back: true),
        Answer(when: "Goes on", to: "third-warning"),
    ]),
    "third-warning": Step(kind: Say, stage: Own, title: "Third warning", warning: true, say: ["This is the last time."],
        cap: Cap(visits: 9, then: "close-call"), answers: [
        Answer(when: "Stops", back: true),
        Answer(when: "Goes on", to: "close-call"),
    ]),
    "close-call": Step(kind: End(EndedEarly), stage: Close, title: "Close the call", say: ["I am ending this call."]),
    "supervisor-asked": Step(kind: Ask, stage: Listen, title: "What should they decide?",
        cap: Cap(visits: 1, then: "supervisor"), answers: [
        Answer(when: "Lets me try", back: true),
        Answer(when: "Insists", to: "supervisor"),
    ]),
    "supervisor": Step(kind: Escalate(to: "Supervisor"), stage: Offer, title: "Supervisor", answers: [
        Answer(when: "Has it", back: true, told: true)]),
    "danger-now": Step(kind: Say, stage: Own, title: "Danger", say: ["Are you safe?"], answers: [Answer(when: "Safe", back: true)]),
    "ending-life": Step(kind: Say, stage: Own, title: "Life", say: ["Are you thinking of ending your life?"], answers: [Answer(when: "No", back: true)]),
    "threat": Step(kind: Say, stage: Own, title: "Threat", say: ["I take that seriously."], answers: [Answer(when: "Takes it back", back: true)]),
    "health-need": Step(kind: Say, stage: Own, title: "Health", say: ["How long will it last?"], answers: [Answer(when: "Days", back: true)]),
"#;

const OPENING: &str = r#"
    "open": Step(kind: Say, stage: Open, title: "Open"),
    "hold": Step(kind: Ask, stage: Own, title: "Hold", say: ["May I hold you {hold_minutes} minutes for {hold_reason}?"],
        captures: ["hold_reason", "hold_minutes"], answers: [Answer(when: "Back again", back: true)]),
    "cut-off": Step(kind: Do, stage: FollowUp, title: "Ring back", answers: [Answer(when: "They are there", back: true)]),
"#;

fn texts(head: &str) -> [String; 3] {
    let hold = r#"facts: {
        "hold_reason": Fact(label: "Reason", kind: Text),
        "hold_minutes": Fact(label: "Minutes", kind: Number),
    },"#;
    [tree("main", head, MAIN), tree("aggressive-customer", "", SHARED), tree("opening", hold, OPENING)]
}

/// A call on its second step, on a site that gives so many warnings.
fn on_the_second_step(warnings: u8) -> Live {
    let mut live = Live::with(&texts(""), Settings { warnings, ..Settings::default() });
    live.answers(&[1]);
    live
}

/// How far up the ladder a customer comes who never stops.
fn climb(warnings: u8) -> Vec<String> {
    let mut live = on_the_second_step(warnings);
    live.key(AlwaysKey::Abuse);
    let mut rungs = vec![live.call.spot().step.to_string()];
    while live.at() != "aggressive-customer/close-call" {
        live.answers(&[2]);
        rungs.push(live.call.spot().step.to_string());
    }
    rungs
}

#[test]
fn with_no_warnings_allowed_abuse_leads_to_closing_at_once() {
    assert_eq!(climb(0), ["close-call"]);
}

#[test]
fn with_one_warning_allowed_the_call_is_closed_after_one() {
    assert_eq!(climb(1), ["first-warning", "close-call"]);
}

#[test]
fn with_two_warnings_allowed_the_call_is_closed_after_two() {
    assert_eq!(climb(2), ["first-warning", "second-warning", "close-call"]);
}

#[test]
fn with_three_warnings_allowed_the_call_is_closed_after_three() {
    assert_eq!(climb(3), ["first-warning", "second-warning", "third-warning", "close-call"]);
}

#[test]
fn who_stops_and_starts_again_hears_the_next_warning() {
    let mut live = on_the_second_step(2);
    live.key(AlwaysKey::Abuse).answers(&[1]).key(AlwaysKey::Abuse);
    assert_eq!(live.at(), "aggressive-customer/second-warning");
}

#[test]
fn who_stops_comes_back_to_the_step_that_was_left() {
    let mut live = on_the_second_step(2);
    live.key(AlwaysKey::Abuse).answers(&[2, 1]);
    assert_eq!(live.at(), "main/next");
}

#[test]
fn a_warning_counts_when_its_line_was_said_and_its_time_is_kept() {
    let mut live = on_the_second_step(2);
    live.key(AlwaysKey::Abuse);
    assert_eq!(live.call.state().warnings, []);
    live.answers(&[1]);
    assert_eq!(live.call.state().warnings, [(spot("aggressive-customer/first-warning"), live.now.timestamp())]);
}

#[test]
fn a_warning_that_was_left_without_an_answer_does_not_count() {
    let mut live = on_the_second_step(2);
    live.key(AlwaysKey::Abuse);
    live.take(Move::Return).unwrap();
    assert_eq!((live.at().as_str(), live.call.state().warnings.len()), ("main/next", 0));
}

#[test]
fn a_warning_said_by_a_slip_does_not_count() {
    let mut live = on_the_second_step(2);
    live.key(AlwaysKey::Abuse).answers(&[2]);
    live.after(3, Move::Back).unwrap();
    assert_eq!((live.at().as_str(), live.call.state().warnings.len()), ("aggressive-customer/first-warning", 0));
}

#[test]
fn a_warning_said_and_gone_back_from_later_still_counts() {
    let mut live = on_the_second_step(2);
    live.key(AlwaysKey::Abuse).answers(&[2]);
    live.after(30, Move::Back).unwrap();
    assert_eq!(live.call.state().warnings.len(), 1);
}

#[test]
fn a_slur_begins_at_the_second_warning_and_the_first_does_not_count() {
    let mut live = on_the_second_step(2);
    live.key(AlwaysKey::Abuse).answers(&[3]);
    assert_eq!(live.at(), "aggressive-customer/second-warning");
    assert_eq!(live.call.state().warnings.len(), 0);
}

#[test]
fn after_a_slur_the_ladder_does_not_begin_again_at_the_first_warning() {
    let mut live = on_the_second_step(2);
    live.key(AlwaysKey::Abuse).answers(&[3, 1]).key(AlwaysKey::Abuse);
    assert_eq!(live.at(), "aggressive-customer/third-warning");
}

#[test]
fn abuse_pressed_again_on_the_warning_itself_changes_nothing() {
    let mut live = on_the_second_step(2);
    live.key(AlwaysKey::Abuse);
    let events = live.call.events().len();
    live.key(AlwaysKey::Abuse);
    assert_eq!(live.call.events().len(), events);
}

#[test]
fn each_row_of_safety_leads_to_its_own_step_and_back() {
    let steps = ["danger-now", "ending-life", "threat", "health-need"];
    for (key, step) in AlwaysKey::SAFETY.into_iter().zip(steps) {
        let mut live = on_the_second_step(2);
        live.key(key);
        assert_eq!(live.at(), format!("aggressive-customer/{step}"));
        live.answers(&[1]);
        assert_eq!(live.at(), "main/next");
    }
}

#[test]
fn supervisor_asks_first_and_remembers_that_it_was_asked() {
    let mut live = on_the_second_step(2);
    live.key(AlwaysKey::Supervisor);
    assert_eq!(live.at(), "aggressive-customer/supervisor-asked");
    live.answers(&[1]);
    assert_eq!(live.at(), "main/next");
    live.key(AlwaysKey::Supervisor);
    assert_eq!(live.at(), "aggressive-customer/supervisor");
}

#[test]
fn the_supervisor_who_has_it_gives_the_call_back_to_the_step_that_was_left() {
    let mut live = on_the_second_step(2);
    live.key(AlwaysKey::Supervisor).answers(&[2, 1]);
    assert_eq!(live.at(), "main/next");
    assert_eq!(live.call.state().reached[0].told, Some(None));
}

#[test]
fn each_hold_asks_for_its_own_reason_and_time() {
    let mut live = on_the_second_step(2);
    live.key(AlwaysKey::Hold).fact("hold_reason", "the bank").fact("hold_minutes", "2").answers(&[1]).key(AlwaysKey::Hold);
    assert_eq!((live.holds("hold_reason"), live.holds("hold_minutes")), (None, None));
}

#[test]
fn hold_comes_back_to_the_step_that_was_left() {
    let mut live = on_the_second_step(2);
    live.key(AlwaysKey::Hold).answers(&[1]);
    assert_eq!(live.at(), "main/next");
}

#[test]
fn abuse_during_a_hold_comes_back_to_the_hold_and_then_to_the_step() {
    let mut live = on_the_second_step(2);
    live.key(AlwaysKey::Hold).key(AlwaysKey::Abuse).answers(&[1]);
    assert_eq!(live.at(), "opening/hold");
    live.answers(&[1]);
    assert_eq!(live.at(), "main/next");
}

#[test]
fn cut_off_is_remembered_and_the_call_can_be_taken_up_where_it_was() {
    let mut live = on_the_second_step(2);
    live.key(AlwaysKey::CutOff);
    assert_eq!((live.at().as_str(), live.call.state().was_cut_off), ("opening/cut-off", true));
    live.answers(&[1]);
    assert_eq!(live.at(), "main/next");
}

#[test]
fn return_without_a_key_pressed_before_is_refused() {
    assert_eq!(on_the_second_step(2).take(Move::Return), Err(Refusal::NothingBefore));
}

#[test]
fn back_right_after_a_key_undoes_the_key() {
    let mut live = on_the_second_step(2);
    live.key(AlwaysKey::Danger);
    live.after(1, Move::Back).unwrap();
    assert_eq!((live.at().as_str(), live.visits("aggressive-customer/danger-now")), ("main/next", 0));
    assert_eq!(live.call.state().keys, []);
}

#[test]
fn a_trees_own_step_behind_a_key_wins_over_the_shared_one() {
    let head = r#"always: Always(abuse: "own-warning", safety: Safety(danger: "own-danger")),"#;
    for (key, own) in [(AlwaysKey::Abuse, "main/own-warning"), (AlwaysKey::Danger, "main/own-danger")] {
        let mut live = Live::begin(&texts(head));
        live.key(key);
        assert_eq!(live.at(), own);
    }
}

#[test]
fn a_key_the_tree_does_not_name_leads_to_the_shared_step() {
    let mut live = Live::begin(&texts(r#"always: Always(abuse: "own-warning"),"#));
    live.key(AlwaysKey::Threat);
    assert_eq!(live.at(), "aggressive-customer/threat");
}

#[test]
fn a_key_behind_which_no_tree_has_a_step_is_refused_in_words() {
    let mut live = Live::begin(&[tree("main", "", MAIN)]);
    assert!(matches!(live.take(Move::Always(AlwaysKey::Hold)), Err(Refusal::Nowhere(what)) if what.contains("Hold")));
}

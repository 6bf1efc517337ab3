//! Every rule of a check, on one tree that is right: a single slip in it trips that rule and no other, at the words meant.

mod common;

use common::tree;
use evenkeel::{
    check::{Finding, RULES, Source, check, in_text, rule, unreadable},
    tree::read,
};

/// The tree that is right, and the other half of every example.
const GOOD: &str = include_str!("common/small.ron");

/// One slip and what is found.
struct Slip {
    rule: &'static str,
    step: Option<&'static str>,
    /// The words pointed at.
    at: &'static str,
    from: &'static str,
    to: &'static str,
}

const fn slip(rule: &'static str, step: &'static str, at: &'static str, from: &'static str, to: &'static str) -> Slip {
    Slip { rule, step: if step.is_empty() { None } else { Some(step) }, at, from, to }
}

const SLIPS: [Slip; 50] = [
    slip("UNREADABLE", "", "Sya", "kind: Say", "kind: Sya"),
    slip(
        "TEST_FAILS",
        "",
        "Test",
        "    steps: {",
        "    tests: [Test(name: \"t\", from: \"open\", answers: [], comes_to: \"offer\")],\n    steps: {",
    ),
    slip("MISSING_TARGET", "confirm", "\"haer\"", "\"Not quite\", to: \"hear\"", "\"Not quite\", to: \"haer\""),
    slip(
        "MISSING_TARGET",
        "offer",
        "\"elsewhere/first\"",
        "\"Neither\", to: \"hand-over\"",
        "\"Neither\", to: \"elsewhere/first\"",
    ),
    slip("MISSING_TARGET", "hear", "\"hand-up\"", "visits: 2, then: \"hand-over\"", "visits: 2, then: \"hand-up\""),
    slip("MISSING_TARGET", "hand-over", "\"clsoe\"", "nobody_free: \"close\"", "nobody_free: \"clsoe\""),
    slip("MISSING_TARGET", "offer", "Answer", "\"Neither\", to: \"hand-over\"", "\"Neither\""),
    slip(
        "UNREACHABLE",
        "lost",
        "\"lost\"",
        "\"close\": Step(",
        "\"lost\": Step(kind: End(CutOff), stage: Close, title: \"\"),\n \"close\": Step(",
    ),
    slip("DEAD_END", "act", "\"act\"", "answers: [Answer(when: \"Accepts\", to: \"close\")],", ""),
    slip(
        "DEAD_END",
        "close",
        "answers",
        "title: \"Close\"",
        "title: \"Close\", answers: [Answer(when: \"Rings again\", to: \"open\")]",
    ),
    slip("NO_END", "wait", "\"wait\"", "to: \"confirm\"),", "to: \"confirm\"), Answer(when: \"Waits\", to: \"wait\"),"),
    slip("UNKNOWN_FACT", "confirm", "{chrage}", "So {charge}", "So {chrage}"),
    slip("UNKNOWN_FACT", "open", "\"aim\"", "captures: [\"goal\"]", "captures: [\"aim\"]"),
    slip("UNKNOWN_FACT", "act", "{bill}", "Refund of {charge}", "Refund of {bill}"),
    slip(
        "UNKNOWN_LIMIT",
        "offer",
        "needs",
        "Within(\"charge\", \"credit\")",
        "Any([Known(\"charge\"), Within(\"charge\", \"agent_credit\")])",
    ),
    slip("BAD_VALUE", "", "\"a lot\"", "sample: \"42.10\"", "sample: \"a lot\""),
    slip(
        "BAD_VALUE",
        "",
        "\"fifty\"",
        "at_most: \"50.00\"),",
        "at_most: \"50.00\"), \"grace\": Limit(label: \"\", kind: Number, at_most: \"fifty\"),",
    ),
    slip(
        "BAD_VALUE",
        "whose",
        "needs",
        "Is(\"fault\", \"theirs\")",
        "Any([Is(\"fault\", \"theirs\"), Is(\"fault\", \"nobody's\")])",
    ),
    slip("BAD_VALUE", "offer", "needs", "Within(\"charge\", \"credit\")", "Any([Known(\"charge\"), Over(\"goal\", \"credit\")])"),
    slip("FACT_TYPES_DIFFER", "", "\"today\"", "facts: {", "facts: { \"today\": Fact(label: \"Today\", kind: Text),"),
    slip(
        "NEVER_TRUE",
        "offer",
        "needs",
        "Within(\"charge\", \"credit\")",
        "All([Within(\"charge\", \"credit\"), Over(\"charge\", \"credit\")])",
    ),
    slip("NO_WAY_ON", "whose", "answers", "[\"ours\", \"theirs\"]", "[\"ours\", \"theirs\", \"unclear\"]"),
    slip(
        "HIDES_CUSTOMER",
        "confirm",
        "needs",
        "\"Yes\", to: \"whose\"",
        "\"Yes\", to: \"whose\", needs: Is(\"fault\", \"ours\")",
    ),
    slip("TOO_MANY_ANSWERS", "open", "Answer", "[Answer(when: \"Tells it\", to: \"hear\")]", TEN),
    slip("REPEATED_ANSWER", "hear", "\"slows down!\"", "when: \"Tells it again\"", "when: \"slows down!\""),
    slip("LOOP_WITHOUT_CAP", "hear", "\"hear\"", "cap: Cap(visits: 2, then: \"hand-over\"),", ""),
    slip("CAP_NOT_UPWARD", "hear", "\"confirm\"", "visits: 2, then: \"hand-over\"", "visits: 2, then: \"confirm\""),
    slip("ESCALATION_UNCLEAR", "hand-over", "kind", "to: \"Supervisor\", ", ""),
    slip("ESCALATION_UNCLEAR", "hand-over", "kind", "why: \"Above my limit\", ", ""),
    slip("ESCALATION_UNCLEAR", "hand-over", "kind", ", nobody_free: \"close\"", ""),
    slip("PROMISE_UNCLEAR", "act", "promise", "owner: \"colleague\", ", ""),
    slip("PROMISE_UNCLEAR", "act", "promise", "by: \"back_by\", ", ""),
    slip("PROMISE_UNCLEAR", "act", "\"back_by\"", "captures: [\"back_by\", ", "captures: ["),
    slip("PROMISE_FOR_ANOTHER", "act", "\"colleague\"", ", accepted: \"agreed\"", ""),
    slip("ALWAYS_KEY", "", "\"hand-up\"", "supervisor: \"hand-over\"", "supervisor: \"hand-up\""),
    slip("ASKS_THE_AGENT", "act", "\"Enter it, then take a break.\"", "Enter it now.", "Enter it, then take a break."),
    slip("OFFER_BEFORE_ACKNOWLEDGEMENT", "offer", "\"offer\"", "stage: Acknowledge", "stage: Listen"),
    slip("OFFER_BEFORE_CONFIRMATION", "offer", "\"offer\"", "stage: Confirm", "stage: Listen"),
    slip("DATA_BEFORE_ACKNOWLEDGEMENT", "open", "\"open\"", "stage: Open", "stage: Check"),
    slip("OFFER_WITHOUT_NEITHER", "offer", "answers", "\"Neither\"", "\"Later\""),
    slip(
        "BAD_BACK",
        "hear",
        "Answer",
        "to: \"hear\"),\n            ],\n        ),\n        \"confirm\"",
        "to: \"hear\", back: true),\n            ],\n        ),\n        \"confirm\"",
    ),
    slip(
        "APOLOGY_WITHOUT_HELP",
        "hear",
        "\"I am sorry it came as a surprise.\"",
        "say: [\"A nasty surprise.\"]",
        "say: [\"I am sorry it came as a surprise.\"]",
    ),
    slip(
        "APOLOGY_TOO_OFTEN",
        "s3",
        "\"My apologies: we sent it late.\"",
        "answers: [Answer(when: \"Accepts\", to: \"close\")],\n        ),",
        "answers: [Answer(when: \"Accepts\", to: \"s1\")],\n        ),\n        \"s1\": Step(kind: Do, stage: Act, title: \"\", say: [\"I am sorry we charged you twice.\"], answers: [Answer(when: \"Done\", to: \"s2\")]),\n        \"s2\": Step(kind: Do, stage: Act, title: \"\", say: [\"I apologise for the letter.\"], answers: [Answer(when: \"Done\", to: \"s3\")]),\n        \"s3\": Step(kind: Do, stage: Act, title: \"\", say: [\"My apologies: we sent it late.\"], answers: [Answer(when: \"Done\", to: \"close\")]),",
    ),
    slip(
        "EMPATHY_REPEATED",
        "s2",
        "\"That must have been worrying.\"",
        "answers: [Answer(when: \"Accepts\", to: \"close\")],\n        ),",
        "answers: [Answer(when: \"Accepts\", to: \"s1\")],\n        ),\n        \"s1\": Step(kind: Do, stage: Act, title: \"\", say: [\"That must have been worrying.\"], answers: [Answer(when: \"Done\", to: \"s2\")]),\n        \"s2\": Step(kind: Do, stage: Act, title: \"\", say: [\"That must have been worrying.\"], answers: [Answer(when: \"Done\", to: \"close\")]),",
    ),
    slip(
        "TALKS_TOO_LONG",
        "act",
        "\"{colleague} puts {charge} back by {back_by}.\"",
        "answers: [Answer(when: \"Accepts\", to: \"close\")],\n        ),",
        "answers: [Answer(when: \"Accepts\", to: \"s1\")],\n        ),\n        \"s1\": Step(kind: Do, stage: Act, title: \"\", say: [\"I am opening the bill, then the page behind it, and I read the second line now.\"], answers: [Answer(when: \"Done\", to: \"s2\")]),\n        \"s2\": Step(kind: Do, stage: Act, title: \"\", say: [\"I am opening the bill, then the page behind it, and I read the second line now.\"], answers: [Answer(when: \"Done\", to: \"s3\")]),\n        \"s3\": Step(kind: Do, stage: Act, title: \"\", say: [\"I am opening the bill, then the page behind it, and I read the second line now.\"], answers: [Answer(when: \"Done\", to: \"close\")]),",
    ),
    slip(
        "FAULT_NOT_OWNED",
        "whose",
        "Answer",
        "That was our mistake. Shall I put it back today, or take it",
        "Would you like it back today, or",
    ),
    slip("NO_OPEN_QUESTION", "whose", "\"whose\"", "say: [\"What happened?\"]", "say: [\"Shall we begin?\"]"),
    slip(
        "FAR_FROM_ESCALATION",
        "s1",
        "\"s1\"",
        "answers: [Answer(when: \"Accepts\", to: \"close\")],\n        ),",
        "answers: [Answer(when: \"Accepts\", to: \"s1\")],\n        ),\n        \"s1\": Step(kind: Do, stage: Act, title: \"\", say_heated: [\"Two of them went out.\"], answers: [Answer(when: \"Done\", to: \"s2\")]),\n        \"s2\": Step(kind: Do, stage: Act, title: \"\", task: \"Wait.\", answers: [Answer(when: \"Done\", to: \"s3\")]),\n        \"s3\": Step(kind: Do, stage: Act, title: \"\", task: \"Wait.\", answers: [Answer(when: \"Done\", to: \"s4\")]),\n        \"s4\": Step(kind: Do, stage: Act, title: \"\", task: \"Wait.\", answers: [Answer(when: \"Done\", to: \"s5\")]),\n        \"s5\": Step(kind: Do, stage: Act, title: \"\", task: \"Wait.\", answers: [Answer(when: \"Done\", to: \"s6\")]),\n        \"s6\": Step(kind: Do, stage: Act, title: \"\", task: \"Wait.\", answers: [Answer(when: \"Done\", to: \"s7\")]),\n        \"s7\": Step(kind: Do, stage: Act, title: \"\", task: \"Wait.\", answers: [Answer(when: \"Done\", to: \"s8\")]),\n        \"s8\": Step(kind: Do, stage: Act, title: \"\", task: \"Wait.\", answers: [Answer(when: \"Done\", to: \"close\")]),",
    ),
    slip(
        "OFFER_WITHOUT_CHOICE",
        "offer",
        "\"That was our mistake. Shall I put it back today?\"",
        "today, or take it off the next bill?",
        "today?",
    ),
    slip("COLD_CLOSE", "close", "\"Goodbye.\"", "title: \"Close\"", "title: \"Close\", say: [\"Goodbye.\"]"),
];

/// What is said of a step that must speak stands apart: two kinds of step, one row each.
const SPEECHLESS: [Slip; 2] = [
    slip("NOTHING_TO_SAY", "hear", "\"hear\"", "say: [\"A nasty surprise.\"],", ""),
    slip("NOTHING_TO_SAY", "confirm", "\"confirm\"", "say: [\"So {charge} went out?\"],", ""),
];

const TEN: &str = r#"[
    Answer(when: "One", to: "hear"), Answer(when: "Two", to: "hear"), Answer(when: "Three", to: "hear"),
    Answer(when: "Four", to: "hear"), Answer(when: "Five", to: "hear"), Answer(when: "Six", to: "hear"),
    Answer(when: "Seven", to: "hear"), Answer(when: "Eight", to: "hear"), Answer(when: "Nine", to: "hear"),
    Answer(when: "Ten", to: "hear"),
]"#;

/// Two escalation points that hand a call to one another and never end it.
const WAITING: &str = r#""wait": Step(
    kind: Escalate(to: "x", why: "y", nobody_free: "wait-more"), stage: Act, title: "",
    cap: Cap(visits: 1, then: "wait-more"), answers: [Answer(when: "Waits", to: "wait")],
),
"wait-more": Step(kind: Escalate(to: "x", why: "y", nobody_free: "wait"), stage: Act, title: ""),
"close": Step("#;

fn findings(text: &str) -> Vec<Finding> {
    match read(text) {
        Ok(document) => check(&[Source { file: "small.ron".to_owned(), document }], &[]),
        Err(troubles) => unreadable("small.ron", &troubles),
    }
}

fn source(file: &str, text: &str) -> Source {
    Source { file: file.to_owned(), document: tree(text) }
}

fn slips() -> impl Iterator<Item = (&'static Slip, String)> {
    SLIPS.iter().chain(&SPEECHLESS).map(|slip| {
        assert!(GOOD.contains(slip.from), "{} changes nothing", slip.rule);
        let bad = GOOD.replacen(slip.from, slip.to, 1);
        let bad = if slip.rule == "NO_END" { bad.replace("\"close\": Step(", WAITING) } else { bad };
        (slip, bad)
    })
}

#[test]
fn nothing_is_found_in_the_tree_that_is_right() {
    assert_eq!(findings(GOOD), []);
}

#[test]
fn each_slip_trips_its_rule_and_no_other() {
    for (slip, bad) in slips() {
        let found: Vec<(&str, Option<String>)> = findings(&bad).into_iter().map(|finding| (finding.rule, finding.step)).collect();
        assert_eq!(found, [(slip.rule, slip.step.map(str::to_owned))], "{} → {}", slip.from, slip.to);
    }
}

#[test]
fn each_finding_points_at_the_words_meant() {
    for (slip, bad) in slips() {
        let finding = &findings(&bad)[0];
        assert_eq!(&bad[finding.span.clone()], slip.at, "{} → {}", slip.from, slip.to);
        let before = &bad[..finding.span.start];
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        assert_eq!((finding.line, finding.column), (line, column), "{} → {}", slip.from, slip.to);
    }
}

#[test]
fn each_finding_has_the_level_of_its_rule_and_says_what_to_do() {
    for (slip, bad) in slips() {
        let finding = &findings(&bad)[0];
        assert_eq!(Some(finding.level), rule(slip.rule).map(|rule| rule.level), "{}", slip.rule);
        // A value says how it is written; a name that is like no other has no near one.
        let says_it_all = ["BAD_VALUE", "MISSING_TARGET", "ALWAYS_KEY"].contains(&slip.rule);
        assert!(!finding.help.is_empty() || says_it_all, "{}: {} helps nobody", slip.rule, finding.message);
    }
}

#[test]
fn every_rule_has_an_example() {
    for rule in RULES {
        assert!(slips().any(|(slip, _)| slip.rule == rule.name), "{} has no example", rule.name);
    }
}

#[test]
fn no_two_rules_have_one_name_and_each_explains_itself() {
    for (place, rule) in RULES.iter().enumerate() {
        assert!(RULES[..place].iter().all(|other| other.name != rule.name), "{} is here twice", rule.name);
        assert!(rule.title.ends_with('.'), "{} is not explained in a sentence", rule.name);
    }
}

#[test]
fn a_slip_of_the_finger_is_answered_with_the_name_that_was_meant() {
    let cases = [
        ("to: \"whose\"", "to: \"whos\"", "whose"),
        ("{charge} went", "{chrage} went", "charge"),
        ("\"credit\")),", "\"crdeit\")),", "credit"),
    ];
    for (from, to, meant) in cases {
        let found = findings(&GOOD.replacen(from, to, 1));
        assert!(found.iter().any(|finding| finding.help == format!("did you mean \"{meant}\"?")), "{found:#?}");
    }
}

#[test]
fn trees_that_disagree_on_the_type_of_a_fact_are_both_told() {
    let other = "Tree(format: 1, id: \"other\", title: \"\", start: \"a\", facts: {\"goal\": Fact(label: \"\", kind: Number)}, \
                 steps: {\"a\": Step(kind: End(Resolved), stage: Close, title: \"\")})";
    let both = check(&[source("a.ron", GOOD), source("b.ron", other)], &[]);
    let told: Vec<(&str, &str)> = both.iter().map(|finding| (finding.file.as_str(), finding.rule)).collect();
    assert_eq!(told, [("a.ron", "FACT_TYPES_DIFFER"), ("b.ron", "FACT_TYPES_DIFFER")]);
}

const NEIGHBOUR: &str = "Tree(format: 1, id: \"elsewhere\", title: \"\", start: \"first\", steps: {
    \"first\": Step(kind: Do, stage: Open, title: \"\", answers: [Answer(when: \"On\", to: \"small/lost\")]),
})";

#[test]
fn a_neighbour_may_be_led_into_and_leads_in_and_is_not_reported_on() {
    let lost = "\"lost\": Step(kind: End(CutOff), stage: Close, title: \"\"),\n \"close\": Step(";
    let text =
        GOOD.replace("\"close\": Step(", lost).replace("\"Neither\", to: \"hand-over\"", "\"Neither\", to: \"elsewhere/first\"");
    let neighbour = source("elsewhere.ron", &NEIGHBOUR.replace("stage: Open,", "stage: Open, say: [\"{unknown}\"],"));
    assert_eq!(check(&[source("small.ron", &text)], &[neighbour]), []);
}

#[test]
fn a_step_that_a_neighbour_has_not_is_missing() {
    let text = GOOD.replace("\"Neither\", to: \"hand-over\"", "\"Neither\", to: \"elsewhere/frist\"");
    let found = check(&[source("small.ron", &text)], &[source("elsewhere.ron", &NEIGHBOUR.replace("small/lost", "small/open"))]);
    assert_eq!(found.iter().map(|finding| finding.help.as_str()).collect::<Vec<_>>(), ["did you mean \"first\"?"]);
}

#[test]
fn a_rule_is_not_repeated_without_end() {
    let lost: String =
        (0..500).map(|number| format!("\"lost-{number}\": Step(kind: End(CutOff), stage: Close, title: \"\"),\n")).collect();
    let found = findings(&GOOD.replace("\"close\": Step(", &format!("{lost}\"close\": Step(")));
    assert_eq!(found.len(), 100);
}

#[test]
fn findings_stand_in_the_order_of_the_text() {
    let found = findings(&GOOD.replace("\"hear\")", "\"haer\")").replace("sample: \"42.10\"", "sample: \"a lot\""));
    assert!(found.len() > 2);
    assert!(found.is_sorted_by_key(|finding| (finding.line, finding.column)));
}

#[test]
fn a_finding_in_text_shows_the_line_with_a_mark_under_the_words() {
    let text = GOOD.replace("sample: \"42.10\"", "sample: \"a lot\"");
    let shown = in_text(&findings(&text)[0], Some(&text));
    let expected = r#"error[BAD_VALUE]: "a lot" is not an amount in GBP; write it like 42.10
  --> small.ron:11:69
   |
11 |         "charge": Fact(label: "Charge", kind: Money("GBP"), sample: "a lot"),
   |                                                                     ^^^^^^^
"#;
    assert_eq!(shown, expected);
}

#[test]
fn a_long_line_is_shown_around_the_mark() {
    let text = GOOD.replace("So {charge} went out?", &format!("{} {{chrage}} went out?", "é".repeat(5_000)));
    let finding = Finding { column: 5_030, ..findings(&text)[0].clone() };
    let shown = in_text(&finding, Some(&text));
    assert!(shown.lines().all(|line| line.chars().count() < 200), "{shown}");
}

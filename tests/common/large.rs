//! A tree of many steps made up by a rule: the same steps, words and answers every time.
#![allow(dead_code, reason = "each test takes the part it needs")]

use super::graphs::{Row, decisions};
use std::fmt::Write as _;

const STAGES: [&str; 9] = ["Open", "Listen", "Acknowledge", "Confirm", "Check", "Own", "Offer", "Act", "Recap"];
const THINGS: [&str; 12] = [
    "the bill",
    "the parcel",
    "the refund",
    "the contract",
    "the meter",
    "the line",
    "the visit",
    "the deposit",
    "the order",
    "the fee",
    "the limit",
    "the receipt",
];

/// The text of a live tree of so many steps, by the name "large".
pub fn large_text(steps: usize) -> String {
    let links = decisions(steps, 12, 5);
    let (mut answers, mut depth, mut led_back) = (vec![Vec::new(); steps], vec![0; steps], vec![false; steps]);
    for (from, to) in links {
        answers[from].push(to);
        if to > 0 && depth[to] == 0 {
            depth[to] = depth[from] + 1;
        } else if depth[to] <= depth[from] {
            led_back[to] = true;
        }
    }
    let end = answers.iter().position(Vec::is_empty).unwrap_or_default();
    let deepest = depth.iter().copied().max().unwrap_or_default().max(1);
    let mut row = Row(steps as u64);
    let mut text = String::from(
        "Tree(format: 1, id: \"large\", title: \"A large tree\", language: \"en-GB\", status: Live, start: \"s0\", steps: {\n",
    );
    for (step, answers) in answers.iter().enumerate() {
        let (one, other) = (THINGS[row.below(12)], THINGS[row.below(12)]);
        let stage = STAGES[(depth[step] * 8 / deepest).min(8)];
        let escalate =
            format!("Escalate(to: \"The team that decides\", why: \"It is theirs to decide\", nobody_free: \"s{end}\")");
        let kind = match (answers.is_empty(), row.below(20)) {
            (true, _) => "End(Resolved)",
            (_, 0) => &escalate,
            (_, 1..=8) => "Say",
            (_, 9..=13) => "Ask",
            (_, 14..=17) => "Do",
            _ => "Check",
        };
        let stage = if answers.is_empty() { "Close" } else { stage };
        let _ = write!(
            text,
            "\"s{step}\": Step(kind: {kind}, stage: {stage}, title: \"About {one} and {other}\", say: [\"So this is about {one}.\"]"
        );
        let answers = answers.iter().map(|to| format!("Answer(when: \"Speaks of {}\", to: \"s{to}\")", THINGS[to % 12]));
        let answers: Vec<String> = answers.collect();
        if !answers.is_empty() {
            let _ = write!(text, ", answers: [{}]", answers.join(", "));
        }
        if led_back[step] && !answers.is_empty() {
            let _ = write!(text, ", cap: Cap(visits: 2, then: \"s{end}\")");
        }
        text.push_str("),\n");
    }
    text + "})\n"
}

//! What a script does not say: the stage of a step, guessed from its words and its place.

use crate::tree::{Kind, Stage};

/// Words that speak for a stage; the first row that fits counts.
const SIGNS: [(Stage, &[&str]); 7] = [
    (Stage::FollowUp, &["call you back", "ring you back", "call back", "follow up", "get back to you"]),
    (Stage::Confirm, &["is that right", "have i got that", "did i get that", "is that correct", "say it back"]),
    (Stage::Recap, &["to sum up", "in short", "recap", "so we agreed"]),
    (Stage::Acknowledge, &["sorry", "apolog", "i understand", "i hear you", "frustrat", "annoying"]),
    (Stage::Check, &["let me check", "let me look", "i'll look", "i'll check", "look up", "verify"]),
    (Stage::Offer, &["i can offer", "would you prefer", "would you rather", "two ways", "either"]),
    (Stage::Act, &["i'm sending", "i've sent", "i'm putting", "i've booked", "i'm booking", "i'll refund", "refund it"]),
];

/// The stage of a step by what it is and what stands in it.
pub(super) fn stage(kind: &Kind, is_start: bool, title: &str, lines: &[String]) -> Stage {
    if is_start {
        return Stage::Open;
    }
    if kind.is_end() {
        return Stage::Close;
    }
    let words: String = std::iter::once(title).chain(lines.iter().map(String::as_str)).collect::<Vec<_>>().join(" \n ");
    let words = words.to_lowercase().replace('’', "'");
    let found = SIGNS.iter().find(|(_, signs)| signs.iter().any(|sign| words.contains(sign)));
    found.map_or(if *kind == Kind::Ask { Stage::Listen } else { Stage::Act }, |(stage, _)| *stage)
}

/// Whether a line asks something.
pub(super) fn asks(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', ')', ' ', '*', '_']).ends_with(['?', '？', '؟'])
}

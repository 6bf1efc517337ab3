//! What was said in a turn, in words, whatever it was.

use crate::drill::{Drill, Phase, Said, Turn};

/// What the trainee said or did in a turn.
pub(in crate::ui::train) fn said(turn: &Turn) -> String {
    match &turn.said {
        Said::Chosen { text, .. } | Said::Typed { text, .. } => format!("“{text}”"),
        Said::Silence => "Nothing was said.".to_owned(),
        Said::Key(key) => format!("Pressed {}.", key.in_words()),
        Said::Nothing => "Nothing was to be said here.".to_owned(),
    }
}

/// What it was in a word or two: the chief move that was heard in it.
pub(in crate::ui::train) fn in_short(turn: &Turn) -> String {
    let chief = turn.moves.iter().find(|made| made.counted).or_else(|| turn.moves.first());
    match (&turn.said, chief) {
        (Said::Key(key), _) => key.in_words().to_owned(),
        (Said::Nothing, _) => turn.heard.as_ref().map(|heard| heard.when.clone()).unwrap_or_default(),
        (_, Some(made)) => made.name.clone(),
        (Said::Silence, None) => "Silence".to_owned(),
        (said, None) if said.is_own_line() => "The tree’s line".to_owned(),
        (_, None) => "Nothing that counted".to_owned(),
    }
}

/// How the call came out, in words.
pub(in crate::ui::train) fn outcome(drill: &Drill) -> String {
    match drill.phase() {
        Phase::Over(over) => over.in_words(),
        Phase::ToSay | Phase::ToHear => "Not over yet".to_owned(),
    }
}

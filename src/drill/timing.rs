//! Whether a day that was promised comes in time for what the customer needs it for.

use super::{
    facts::read,
    persona::Persona,
    turn::{LineFrom, Said},
};
use crate::{
    call::Call,
    tree::{FactKind, Line, Step, Value},
};
use jiff::{Zoned, civil::Date};

/// What a line that names a day means to somebody who needs it by a certain one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Timing {
    /// The day is one on which it still helps.
    InTime,
    /// Every day that was named lies after it.
    TooLate,
}

/// Days of these facts are not the day on which the thing is there.
const OTHER_DAYS: [&str; 4] = ["callback", "check", "refund", "goodwill"];
/// Words beside which a day is one of a call or of money.
const OTHER_THINGS: [&str; 8] = ["ring", "call", "text", "write", "refund", "money", "check", "was"];
/// Words that make a day of what is typed; a number alone is none.
const DAYS: [&str; 21] = [
    "today", "tonight", "tomorrow", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "jan", "feb", "mar", "apr", "may", "jun",
    "jul", "aug", "sep", "oct", "nov",
];
/// Words in which one day is named, at most.
const MOST_WORDS: usize = 4;

/// What was said about the day, to this customer in their own case; nothing where no day was named or none is needed.
pub(super) fn timing(call: &Call, persona: &Persona, said: &Said, step: &Step, now: &Zoned) -> Option<Timing> {
    let tree = call.trees().tree(call.spot().tree.as_str())?;
    if !persona.trees.iter().any(|home| *home == tree.id.as_str()) {
        return None;
    }
    let today = now.date();
    let Value::Date(needed) = read(&FactKind::Date, persona.facts.get("needed_by")?, &tree.language, today)? else { return None };
    let days = match said {
        Said::Chosen { from: LineFrom::OwnLine { .. }, .. } => promised(call, step),
        _ => named(said.text(), &tree.language, today),
    };
    let first = days.into_iter().filter(|day| *day >= today).min()?;
    Some(if first > needed { Timing::TooLate } else { Timing::InTime })
}

/// The days in a step's own line on which the thing is there.
fn promised(call: &Call, step: &Step) -> Vec<Date> {
    let lines = step.lines(call.state().mood);
    let names = lines.into_iter().flat_map(|line| Line::new(line).facts().map(ToOwned::to_owned).collect::<Vec<_>>());
    let is_other = |name: &String| name.as_str() == "needed_by" || OTHER_DAYS.iter().any(|other| name.contains(other));
    let day = |name: String| match call.state().facts.get(name.as_str()).map(|known| &known.value) {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    };
    names.filter(|name| !is_other(name)).filter_map(day).collect()
}

/// The days that were named in words, where it is not a call or money that comes on them.
fn named(text: &str, language: &str, today: Date) -> Vec<Date> {
    let plain = super::hearing::plain(text);
    let words: Vec<&str> = plain.split(' ').collect();
    if words.iter().any(|word| OTHER_THINGS.contains(word)) && !words.iter().any(|word| ["send", "bring"].contains(word)) {
        return Vec::new();
    }
    let day_at = |at: usize| {
        let longest = MOST_WORDS.min(words.len() - at);
        (1..=longest).rev().find_map(|length| {
            let part = &words[at..at + length];
            let is_day = part.iter().any(|word| DAYS.iter().any(|day| word.starts_with(day)));
            match is_day.then(|| read(&FactKind::Date, &part.join(" "), language, today)).flatten() {
                Some(Value::Date(day)) => Some(day),
                _ => None,
            }
        })
    };
    (0..words.len()).filter_map(day_at).collect()
}

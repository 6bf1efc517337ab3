//! What the words on the note line mean: a fact this line waits for, or a note.

use super::state::Session;
use crate::{
    call::{Gap, mask_cards},
    site::typed,
    tree::{FactKind, built_in_fact},
};
use jiff::Zoned;

/// More words than this are a remark, not a fact that stands in a line.
const MOST_WORDS: usize = 6;

/// What Enter will do with the note line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// There is nothing typed.
    Nothing,
    /// It fills a fact; shown in full before it counts.
    Fact {
        /// Its name.
        name: String,
        /// Its label.
        label: String,
        /// Its value in plain form.
        value: String,
        /// Its value as it is said.
        shown: String,
    },
    /// It is a note.
    Note {
        /// Something in it looks like a card and will be masked.
        masked: bool,
    },
    /// It does not fit the fact it is meant for.
    Misfit(String),
}

/// Reads the note line of a session.
#[must_use]
pub fn meaning(session: &Session, now: &Zoned) -> Meaning {
    let text = session.note.trim();
    if text.is_empty() {
        return Meaning::Nothing;
    }
    let reading = session.call.read(now);
    // What Evenkeel fills itself is not typed here.
    let gaps: Vec<Gap> = reading.gaps(session.wording).into_iter().filter(|gap| built_in_fact(&gap.name).is_none()).collect();
    let language = reading.tree().map_or("en-GB", |tree| &tree.language).to_owned();
    let read = |gap: &Gap| {
        let value = typed(&gap.kind, text, &language, now.date())?;
        Ok::<_, String>(Meaning::Fact {
            name: gap.name.clone(),
            label: gap.label.clone(),
            value: value.plain(&gap.kind),
            shown: reading.in_words(&value, &gap.kind),
        })
    };
    if let Some(aimed) = &session.aimed {
        let known = || {
            let kind = reading.kind(aimed)?;
            Some(Gap { name: aimed.clone(), label: reading.label(aimed), kind, ask: None, in_line: true })
        };
        if let Some(gap) = gaps.iter().find(|gap| gap.name == *aimed).cloned().or_else(known) {
            return read(&gap).unwrap_or_else(Meaning::Misfit);
        }
    }
    if session.asked.is_some()
        && let Some(asked) = reading.promise_asked()
        && let Some(kind) = reading.kind(&asked.by)
    {
        let gap = Gap { label: reading.label(&asked.by), name: asked.by, kind, ask: None, in_line: true };
        return read(&gap).unwrap_or_else(Meaning::Misfit);
    }
    let exact =
        gaps.iter().filter(|gap| gap.kind != FactKind::Text && (gap.in_line || text.len() > 1 || gap.kind == FactKind::Number));
    for gap in exact {
        if let Ok(meaning) = read(gap) {
            return meaning;
        }
    }
    match gaps.first() {
        Some(gap) if gap.in_line && gap.kind == FactKind::Text && text.split_whitespace().count() <= MOST_WORDS => {
            read(gap).unwrap_or_else(Meaning::Misfit)
        }
        _ => Meaning::Note { masked: mask_cards(text).1 },
    }
}

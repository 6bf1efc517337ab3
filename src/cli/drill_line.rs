//! What a line of a drill's script means: a number, words of one's own, a key, a fact.

use crate::{
    drill::{Act, Cue, Drill, MoveId},
    tree::{AlwaysKey, Outcome},
};

/// What a line asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// One act.
    Act(Act),
    /// Safety, with its row where it was given.
    Safety(Option<usize>),
    /// Leave the terminal, the call unfinished.
    Leave,
}

impl Wanted {
    /// Whether it recognises an answer itself.
    pub fn recognises(&self) -> bool {
        matches!(
            self,
            Self::Act(Act::Hear(_) | Act::NoneOfThese | Act::Meant(_) | Act::Fact { .. } | Act::Note(_) | Act::Always(_))
                | Self::Safety(_)
        )
    }

    /// What is done for it.
    pub fn acts(&self, drill: &Drill) -> Vec<Act> {
        match self {
            Self::Act(act) => vec![act.clone()],
            Self::Safety(row) => vec![Act::Always(
                row.and_then(|row| AlwaysKey::SAFETY.get(row.checked_sub(1)?)).copied().unwrap_or_else(|| row_for(drill)),
            )],
            Self::Leave => Vec::new(),
        }
    }
}

/// The row of Safety that what was said asks for.
fn row_for(drill: &Drill) -> AlwaysKey {
    match drill.customer().cue {
        Some(Cue::SelfHarm) => AlwaysKey::Life,
        Some(Cue::Threat) => AlwaysKey::Threat,
        Some(Cue::Danger) => AlwaysKey::Health,
        _ => AlwaysKey::Danger,
    }
}

/// Reads one line.
///
/// # Errors
/// In words: what would fit.
pub(super) fn understand(line: &str, drill: &Drill) -> Result<Wanted, String> {
    if let Ok(number) = line.parse::<usize>() {
        return Ok(Wanted::Act(Act::Choose(number)));
    }
    let (word, rest) = line.split_once(':').map_or((line, ""), |(word, rest)| (word.trim(), rest.trim()));
    let plain = word.to_lowercase();
    let act = match (plain.as_str(), rest) {
        ("say", "") => return Err("say: wants the words behind it".to_owned()),
        ("say", words) => Act::Say(words.to_owned()),
        ("hear", "0") => Act::NoneOfThese,
        ("hear", number) => {
            let number = number.parse().map_err(|_| format!("hear: wants the number of an answer, not “{number}”"))?;
            Act::Hear(number)
        }
        ("key", key) => return self::key(key),
        ("fact", fact) => {
            let (name, value) = fact.split_once('=').ok_or_else(|| format!("write fact: name=value, not “{fact}”"))?;
            Act::Fact { name: name.trim().to_owned(), value: value.trim().to_owned() }
        }
        ("note", text) if !text.is_empty() => Act::Note(text.to_owned()),
        ("meant", id) if !id.is_empty() => Act::Meant(MoveId::from(id.to_uppercase())),
        ("wait", "") => Act::Wait,
        ("help", "") => Act::ShowScript,
        ("interrupt", "") => Act::Interrupt,
        ("spoke", "") => Act::Spoke,
        ("stop", "") => Act::Stop,
        ("pause", "") => Act::Pause,
        ("resume", "") => Act::Resume,
        ("end", "") => Act::End(proposed(drill)),
        ("quit", "") => return Ok(Wanted::Leave),
        _ => {
            return Err(format!(
                "“{line}” fits nothing here; write a number, say: …, key: …, hear: N, fact: name=value, wait, help or end"
            ));
        }
    };
    Ok(Wanted::Act(act))
}

fn key(key: &str) -> Result<Wanted, String> {
    let plain = key.to_lowercase().replace(['-', '_'], " ");
    let key = match plain.as_str() {
        "supervisor" => AlwaysKey::Supervisor,
        "abuse" => AlwaysKey::Abuse,
        "hold" => AlwaysKey::Hold,
        "cut off" | "cutoff" => AlwaysKey::CutOff,
        "danger" => AlwaysKey::Danger,
        "life" => AlwaysKey::Life,
        "threat" => AlwaysKey::Threat,
        "health" => AlwaysKey::Health,
        "safety" => return Ok(Wanted::Safety(None)),
        _ => {
            let row = plain.strip_prefix("safety ").and_then(|row| row.trim().parse().ok()).filter(|row| (1..=4).contains(row));
            let row =
                row.ok_or_else(|| format!("there is no key “{key}”; they are supervisor, safety, abuse, hold and cut-off"))?;
            return Ok(Wanted::Safety(Some(row)));
        }
    };
    Ok(Wanted::Act(Act::Always(key)))
}

/// How the call would be ended now: as its step says, or early.
fn proposed(drill: &Drill) -> Outcome {
    match drill.call().proposed_end() {
        crate::call::Move::End { outcome, .. } => outcome,
        _ => Outcome::EndedEarly,
    }
}

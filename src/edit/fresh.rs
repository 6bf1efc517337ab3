//! Names for what is new: made from a title, and not in use.

use super::told;
use crate::tree::{FactId, LimitId, StepId, Tree};

/// A name is no sentence.
const LONGEST: usize = 40;

/// A name for a new step, from its title.
#[must_use]
pub fn fresh_step_id(tree: &Tree, title: &str) -> StepId {
    fresh(&slug(title, '-', "step"), '-', StepId::new, |id| is_step_name_taken(tree, id))
}

/// A name for a new fact, from its label.
#[must_use]
pub fn fresh_fact_id(tree: &Tree, label: &str) -> FactId {
    let taken = |id: &FactId| tree.facts.contains_key(id) || crate::tree::built_in_fact(id.as_str()).is_some();
    fresh(&slug(label, '_', "fact"), '_', FactId::new, taken)
}

/// A name for a new limit, from its label.
#[must_use]
pub fn fresh_limit_id(tree: &Tree, label: &str) -> LimitId {
    let taken = |id: &LimitId| tree.limits.contains_key(id) || *id == crate::tree::WARNINGS;
    fresh(&slug(label, '_', "limit"), '_', LimitId::new, taken)
}

/// A free name made from words, joined by hyphens; `nothing` where none of them can be part of a name.
#[must_use]
pub fn fresh_name(words: &str, nothing: &str, is_taken: impl Fn(&str) -> bool) -> String {
    fresh(&slug(words, '-', nothing), '-', |name| Ok(name.to_owned()), |name: &String| is_taken(name))
}

/// Whether a step has, or once had, that name.
pub(super) fn is_step_name_taken(tree: &Tree, id: &StepId) -> bool {
    tree.steps.contains_key(id) || told::speakers(tree, id).any(|(_, step)| step.was.contains(id))
}

/// The base itself, or with the first number from 2 behind it that is free.
pub(super) fn fresh<T>(base: &str, sign: char, new: fn(&str) -> Result<T, String>, is_taken: impl Fn(&T) -> bool) -> T {
    let numbered = (2u64..).map(|number| format!("{base}{sign}{number}"));
    std::iter::once(base.to_owned())
        .chain(numbered)
        .filter_map(|name| new(&name).ok())
        .find(|name| !is_taken(name))
        .expect("a slug is a name, and numbers do not run out")
}

/// Small letters and digits joined by `sign`, whole words as far as they fit; `nothing` where none is left.
fn slug(words: &str, sign: char, nothing: &str) -> String {
    let mut out = String::new();
    for word in words.to_lowercase().replace(['\'', '’'], "").split(|c: char| !c.is_alphanumeric()) {
        let plain: String = word.chars().filter_map(plain_letter).collect();
        if plain.is_empty() {
            continue;
        }
        if !out.is_empty() && out.len() + 1 + plain.len() > LONGEST {
            break;
        }
        if !out.is_empty() {
            out.push(sign);
        }
        out.extend(plain.chars().take(LONGEST));
    }
    if out.is_empty() { nothing.to_owned() } else { out }
}

/// A letter as names are written; accents are dropped, other scripts have no place in a name.
fn plain_letter(c: char) -> Option<char> {
    let plain = match c {
        'a'..='z' | '0'..='9' => c,
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ý' | 'ÿ' => 'y',
        _ => return None,
    };
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_title_becomes_a_name_of_whole_words() {
        assert_eq!(slug("Say it back, won't you?", '-', "step"), "say-it-back-wont-you");
        assert_eq!(slug("Déjà vu", '_', "fact"), "deja_vu");
        assert_eq!(slug("何", '-', "step"), "step");
        assert_eq!(slug("a very long title that goes on and on and on", '-', "step"), "a-very-long-title-that-goes-on-and-on");
    }
}

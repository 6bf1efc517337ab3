//! What to say instead of words that a remark is about: whole words to say where there are any, else advice.

use crate::{
    check::words::{Filling, Lexicon, Moment, Remark},
    tree::Step,
};
use std::ops::Range;

/// What to do about words that a remark is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Better {
    /// The whole line, as it can be said.
    Say(String),
    /// What to think of; the author finds the words.
    Advice(String),
}

/// What to say instead: a wording that the step itself prefers, or the one that the rule carries, where it fits the line
/// and brings nothing as bad. Advice is never said: it is no words for a customer.
#[must_use]
pub(super) fn better(step: &Step, line: &str, remark: &Remark, all: &[Remark], moment: Moment, filling: &dyn Filling) -> Better {
    let is_better = |new: &String| {
        let judged = Lexicon::in_force().judge(new, moment, filling).remarks;
        // The same slip may stand twice in a line; one of them less is better.
        let count = |remarks: &[Remark], rule: &str| remarks.iter().filter(|other| other.rule == rule).count();
        let is_rid = count(&judged, remark.rule) < count(all, remark.rule);
        let brings = |other: &Remark| other.level <= remark.level && count(&judged, other.rule) > count(all, other.rule);
        new.contains(char::is_alphanumeric) && is_rid && !judged.iter().any(brings)
    };
    let swaps = step.avoid.iter().filter_map(|swap| swapped(line, &remark.place, &swap.not, &swap.but));
    let say = remark.say_instead.map(|words| instead(line, &remark.place, words));
    swaps.chain(say).find(is_better).map_or_else(|| Better::Advice(remark.help.clone()), Better::Say)
}

/// The line with what the step says is to be avoided put better, where that holds the words meant.
fn swapped(line: &str, meant: &Range<usize>, not: &str, but: &str) -> Option<String> {
    let (line, small): (Vec<char>, Vec<char>) = (line.chars().collect(), line.chars().map(plain).collect());
    let not: Vec<char> = not.trim().chars().map(plain).collect();
    // A full stop that only ends the wording is not looked for.
    let not = not.strip_suffix(&['.']).unwrap_or(&not);
    if not.is_empty() || but.trim().is_empty() {
        return None;
    }
    let at = small.windows(not.len()).position(|window| window == not)?;
    let end = at + not.len();
    let is_whole = |place: Option<&char>| place.is_none_or(|letter| !letter.is_alphanumeric());
    let holds = at < meant.end && meant.start < end;
    let stands_alone = is_whole(at.checked_sub(1).and_then(|before| line.get(before))) && is_whole(line.get(end));
    (holds && stands_alone).then(|| put(&line, at..end, but.trim()))
}

/// The line with the sentence that holds the words meant replaced, or without those words where there are none to say.
fn instead(line: &str, meant: &Range<usize>, words: &str) -> String {
    let letters: Vec<char> = line.chars().collect();
    if words.is_empty() {
        return without(&letters, meant.clone());
    }
    let ends =
        |at: usize| matches!(letters[at], '.' | '!' | '?' | '…') && letters.get(at + 1).is_none_or(|next| next.is_whitespace());
    let before = (0..meant.start).rev().find(|at| ends(*at)).map_or(0, |at| at + 1);
    let start = (before..letters.len()).find(|at| !letters[*at].is_whitespace()).unwrap_or(before);
    let end = (meant.end.saturating_sub(1)..letters.len()).find(|at| ends(*at)).map_or(letters.len(), |at| at + 1);
    put(&letters, start..end.max(start), words)
}

/// The line with other words in a place; two full stops do not follow one another.
fn put(line: &[char], place: Range<usize>, words: &str) -> String {
    let mut rest: String = line[place.end..].iter().collect();
    if words.ends_with(['.', '!', '?']) {
        rest = rest.strip_prefix(['.', ',', ';']).map_or(rest.clone(), str::to_owned);
    }
    let before: String = line[..place.start].iter().collect();
    format!("{before}{words}{rest}")
}

/// The line without some words, the comma after them and the gap; a sentence begins with a capital all the same.
fn without(line: &[char], meant: Range<usize>) -> String {
    let before: String = line[..meant.start].iter().collect();
    let after: String = line[meant.end..].iter().collect();
    let before = before.trim_end();
    let rest = after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '–' | '—'));
    let begins = before.is_empty() || before.ends_with(['.', '!', '?', '…']);
    let rest: String = if begins {
        let rest = rest.trim_start_matches(['.', '!', '?', ' ']);
        let mut letters = rest.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    } else {
        rest.to_owned()
    };
    let before = if rest.starts_with(['.', '!', '?']) { before.trim_end_matches([',', ' ']) } else { before };
    let gap = if before.is_empty() || rest.is_empty() || rest.starts_with(['.', '!', '?']) { "" } else { " " };
    format!("{before}{gap}{rest}")
}

fn plain(letter: char) -> char {
    if letter == '’' { '\'' } else { letter.to_lowercase().next().unwrap_or(letter) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_left_out_leave_a_sentence_behind() {
        let cut = |line: &str, words: &str| {
            let start = line.find(words).map(|at| line[..at].chars().count()).unwrap();
            without(&line.chars().collect::<Vec<_>>(), start..start + words.chars().count())
        };
        assert_eq!(cut("To be honest, it's an old model.", "To be honest"), "It's an old model.");
        assert_eq!(cut("I have it. Basically, we sent it.", "Basically"), "I have it. We sent it.");
        assert_eq!(cut("It's an old model, to be honest.", "to be honest"), "It's an old model.");
        assert_eq!(cut("It's basically an old model.", "basically"), "It's an old model.");
    }

    #[test]
    fn a_wording_to_avoid_gives_way_to_the_better_one_in_its_own_place() {
        let line = "I'm Ada. What’s your account number? Thank you.";
        let swap = |not, but| swapped(line, &(9..20), not, but);
        assert_eq!(
            swap("What's your account number?", "What has happened?").as_deref(),
            Some("I'm Ada. What has happened? Thank you.")
        );
        assert_eq!(swap("Thank you.", "Thanks."), None, "other words are meant");
        assert_eq!(swap("at’s your", "x"), None, "half a word is no wording");
    }

    #[test]
    fn a_sentence_to_say_takes_the_place_of_the_sentence_meant() {
        assert_eq!(
            instead("I see. We will sue you back! Bye.", &(7..14), "I'll pass that on."),
            "I see. I'll pass that on. Bye."
        );
        assert_eq!(instead("We will sue you", &(3..7), "I'll pass that on."), "I'll pass that on.");
    }
}

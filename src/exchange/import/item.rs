//! One line of an outline, taken apart: how far in it stands, its number, its words, and where its arrow leads.

use std::ops::Range;

/// A tab brings the next item to a multiple of this.
const TAB: usize = 4;

/// A line of an outline that is not blank.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Item<'a> {
    /// How far in it stands, in columns.
    pub(super) indent: usize,
    /// How many `#` stand before it; 0 for an ordinary item.
    pub(super) heading: usize,
    /// Whether a dash, a star or the like stands before it.
    pub(super) has_bullet: bool,
    /// The number that stands before it.
    pub(super) number: Option<&'a str>,
    /// Its words, without arrow.
    pub(super) words: &'a str,
    /// Where the words begin in the text.
    pub(super) at: usize,
    /// What stands behind its arrow, and where; empty where nothing does.
    pub(super) target: Option<(&'a str, Range<usize>)>,
}

/// The items of an outline, in order.
pub(super) fn items(text: &str) -> impl Iterator<Item = Item<'_>> {
    let mut at = if text.starts_with('\u{feff}') { 3 } else { 0 };
    text[at..].split('\n').filter_map(move |line| {
        let from = at;
        at += line.len() + 1;
        item(line.trim_end(), from)
    })
}

fn item(line: &str, from: usize) -> Option<Item<'_>> {
    let mut indent = 0;
    let mut rest = line.trim_start_matches(|letter: char| {
        match letter {
            '\t' => indent = (indent / TAB + 1) * TAB,
            letter if letter.is_whitespace() => indent += 1,
            _ => return false,
        }
        true
    });
    if rest.is_empty() || is_rule(rest) {
        return None;
    }
    let heading = rest.bytes().take_while(|byte| *byte == b'#').count();
    let is_heading = (1..=6).contains(&heading) && rest[heading..].starts_with([' ', '\t']);
    let heading = if is_heading { heading } else { 0 };
    rest = rest[heading..].trim_start();
    let has_bullet = bullet(rest).is_some();
    rest = bullet(rest).unwrap_or(rest);
    // What is quoted is said all the same.
    rest = rest.strip_prefix("> ").unwrap_or(rest).trim_start();
    let (number, rest) = number(rest);
    let rest = if is_heading { rest.trim_end_matches('#').trim_end() } else { rest };
    let offset = |part: &str| from + (part.as_ptr() as usize - line.as_ptr() as usize);
    let (words, target) = match arrow(rest) {
        Some((words, target)) => (bare(words), Some((target, offset(target)..offset(target) + target.len()))),
        None => (bare(rest), None),
    };
    Some(Item { indent, heading, has_bullet, number, words, at: offset(rest), target })
}

/// A line across the page.
fn is_rule(rest: &str) -> bool {
    rest.len() >= 3 && ['-', '=', '*', '_'].into_iter().any(|sign| rest.chars().all(|letter| letter == sign))
}

fn bullet(rest: &str) -> Option<&str> {
    let after = rest.strip_prefix(['-', '*', '+', '•', '–', '◦', '▪'])?;
    after.starts_with([' ', '\t']).then(|| after.trim_start())
}

/// `2.`, `2)` or `Step 2:` before an item; "Step 2" alone is its title as well.
fn number(rest: &str) -> (Option<&str>, &str) {
    let word = rest.get(..5).filter(|word| word.eq_ignore_ascii_case("step ")).map_or(0, str::len);
    let digits = rest[word..].bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 9 {
        return (None, rest);
    }
    let (number, after) = (&rest[word..word + digits], &rest[word + digits..]);
    if word > 0 && after.is_empty() {
        return (Some(number), rest);
    }
    let Some(after) = after.strip_prefix(['.', ')', ':']) else {
        return (None, rest);
    };
    if after.is_empty() || after.starts_with([' ', '\t']) { (Some(number), after.trim_start()) } else { (None, rest) }
}

/// The words before the last arrow, and those behind it.
fn arrow(rest: &str) -> Option<(&str, &str)> {
    let drawn = ["-->", "->", "=>", "→", "⇒"].into_iter().filter_map(|sign| Some((rest.rfind(sign)?, sign.len())));
    // Of `-->` and `->`, which end at the same place, the longer one.
    let drawn = drawn.max_by_key(|(at, length)| (at + length, *length));
    let (at, length) = drawn.or_else(|| spoken(rest))?;
    let target = rest[at + length..].trim().trim_end_matches([')', ']', '.']).trim_end();
    let words = rest[..at].trim_end().trim_end_matches(['(', '[', ':', ',', ';', '–', '—', '-']).trim_end();
    Some((words, bare(target)))
}

/// `goto`, anywhere; `go to` at the beginning of an item or behind a sign, since it is an ordinary word elsewhere.
fn spoken(rest: &str) -> Option<(usize, usize)> {
    // Letters keep their places: only ASCII is made small.
    let small = rest.to_ascii_lowercase();
    let found = small.rmatch_indices("goto ").find(|(at, _)| !small[..*at].ends_with(char::is_alphanumeric));
    let found = found.or_else(|| {
        small.rmatch_indices("go to ").find(|(at, _)| {
            let before = small[..*at].trim_end();
            before.is_empty() || before.ends_with([':', ',', ';', '(', '[', '–', '—', '-'])
        })
    });
    found.map(|(at, words)| (at, words.len()))
}

/// Words without the marks of bold and slanted type around them.
fn bare(words: &str) -> &str {
    let mut words = words.trim();
    for mark in ["**", "__", "*", "_", "`"] {
        let inner = words.strip_prefix(mark).and_then(|inner| inner.strip_suffix(mark));
        if let Some(inner) = inner.filter(|inner| !inner.is_empty() && !inner.contains(mark)) {
            words = inner.trim();
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(line: &str) -> (Option<&str>, &str, Option<&str>) {
        let item = item(line, 0).expect("an item");
        (item.number, item.words, item.target.map(|(target, _)| target))
    }

    #[test]
    fn decoration_is_taken_off_and_what_only_looks_like_it_stays() {
        assert_eq!(parts("  - **Greet them**"), (None, "Greet them", None));
        assert_eq!(parts("3) Say it back"), (Some("3"), "Say it back", None));
        assert_eq!(parts("Step 4: Close"), (Some("4"), "Close", None));
        assert_eq!(parts("24 hours, at most."), (None, "24 hours, at most.", None));
        assert_eq!(parts("-5 degrees"), (None, "-5 degrees", None));
        assert_eq!(parts("> Thank you."), (None, "Thank you.", None));
    }

    #[test]
    fn an_arrow_is_drawn_or_spoken() {
        assert_eq!(parts("Yes -> Close"), (None, "Yes", Some("Close")));
        assert_eq!(parts("Yes --> Close."), (None, "Yes", Some("Close")));
        assert_eq!(parts("Yes (goto Close)"), (None, "Yes", Some("Close")));
        assert_eq!(parts("Yes: go to step 2"), (None, "Yes", Some("step 2")));
        assert_eq!(parts("Go to Close"), (None, "", Some("Close")));
        assert_eq!(parts("Not sure ->"), (None, "Not sure", Some("")));
        assert_eq!(parts("I would like you to go to the shop."), (None, "I would like you to go to the shop.", None));
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = "Greet\n\tYes → Close\n";
        let second = items(text).nth(1).expect("two items");
        let (target, at) = second.target.expect("an arrow");
        assert_eq!((&text[at], target, second.indent), ("Close", "Close", 4));
    }
}

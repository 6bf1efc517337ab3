//! Words as they are looked for: in small letters, without accents, each with its beginning.

use nucleo_matcher::chars::normalize;

/// A word of fewer letters is looked for at the start of words alone.
const WITHIN: usize = 4;

/// In a word of fewer letters a slip of the finger makes another word.
const SLIP: usize = 5;

/// A text, ready to be looked through: a space before each of its words and one behind the last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words(String);

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    /// Each of its words.
    words: Vec<String>,
    /// All of them in their order.
    phrase: String,
}

/// The words of a text as they are compared, each with the byte at which it begins there.
fn words(text: &str) -> impl Iterator<Item = (usize, String)> {
    let is_sign = |c: char| !(c.is_alphanumeric() || c == '\'' || c == '’');
    let words = text.split(is_sign).map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word));
    words.filter_map(|(at, word)| {
        let bare = word.trim_matches(['\'', '’']);
        let start = at + (word.len() - word.trim_start_matches(['\'', '’']).len());
        let small = |c: char| if c == '’' { '\'' } else { normalize(c) };
        let folded: String = bare.chars().map(small).flat_map(char::to_lowercase).collect();
        (!folded.is_empty()).then_some((start, folded))
    })
}

impl Words {
    /// The words of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut all = String::with_capacity(text.len() + 2);
        for (_, word) in words(text) {
            all.push(' ');
            all.push_str(&word);
        }
        all.push(' ');
        Self(all)
    }

    fn each(&self) -> impl Iterator<Item = &str> {
        self.0.split(' ').filter(|word| !word.is_empty())
    }
}

impl Query {
    /// What was typed.
    pub(super) fn new(typed: &str) -> Self {
        let words: Vec<String> = words(typed).map(|(_, word)| word).collect();
        Self { phrase: format!(" {}", words.join(" ")), words }
    }

    /// Nothing is looked for.
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How well these texts together have every word that is looked for, the more the better; nothing where one is
    /// missing.
    pub(super) fn fit(&self, texts: &[&Words]) -> Option<u32> {
        let mut sum = 0;
        for word in &self.words {
            sum += texts.iter().filter_map(|text| stands_in(word, text)).max()?;
        }
        let in_order = self.words.len() > 1 && texts.iter().any(|text| text.0.contains(&self.phrase));
        // Whole words come before beginnings, however many words there are.
        let mean = (sum * 10).checked_div(self.words.len() as u32).unwrap_or_default();
        Some(mean + if in_order { 10 } else { 0 })
    }

    /// Whether these texts have every word, a slip of the finger in a longer one forgiven.
    pub(super) fn is_close(&self, texts: &[&Words]) -> bool {
        let near = |word: &String| {
            let slipped = word.chars().count() >= SLIP;
            let mut all = texts.iter().flat_map(|text| text.each());
            texts.iter().any(|text| stands_in(word, text).is_some()) || slipped && all.any(|other| is_a_slip(word, other))
        };
        !self.words.is_empty() && self.words.iter().all(near)
    }

    /// Where the first word that is looked for begins in a text, in bytes; else one close to it.
    pub(super) fn first_in(&self, text: &str) -> Option<usize> {
        let first = |is_meant: &dyn Fn(&str, &Words) -> bool| {
            let mut all = words(text).map(|(at, word)| (at, Words(format!(" {word} "))));
            all.find(|(_, other)| self.words.iter().any(|word| is_meant(word, other))).map(|(at, _)| at)
        };
        let is_close =
            |word: &str, other: &Words| word.chars().count() >= SLIP && other.each().any(|other| is_a_slip(word, other));
        first(&|word, other| stands_in(word, other).is_some()).or_else(|| first(&is_close))
    }
}

/// How well one word stands in a text: whole, as the beginning of a word, or within one.
fn stands_in(word: &str, text: &Words) -> Option<u32> {
    let mut best = None;
    for (at, _) in text.0.match_indices(word) {
        let begins = text.0[..at].ends_with(' ');
        let ends = text.0[at + word.len()..].starts_with(' ');
        let here = match (begins, ends) {
            (true, true) => return Some(3),
            (true, false) => Some(2),
            (false, _) if word.chars().count() >= WITHIN => Some(1),
            (false, _) => None,
        };
        best = best.max(here);
    }
    best
}

/// Whether one letter more, one less, another one, or two that changed places make `typed` the beginning of `word`.
fn is_a_slip(typed: &str, word: &str) -> bool {
    let same = typed.chars().zip(word.chars()).take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum();
    let (typed, word): (&str, &str) = (&typed[same..], &word[same..]);
    let (after_typed, after_word) = (without_first(typed), without_first(word));
    let swapped = {
        let (mut one, mut other) = (typed.chars(), word.chars());
        let (first, second) = (one.next(), one.next());
        let turned = second.is_some() && (other.next(), other.next()) == (second, first);
        turned && other.as_str().starts_with(one.as_str())
    };
    swapped || word.starts_with(after_typed) || after_word.starts_with(after_typed) || after_word.starts_with(typed)
}

fn without_first(text: &str) -> &str {
    let mut letters = text.chars();
    letters.next();
    letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(typed: &str, text: &str) -> bool {
        Query::new(typed).fit(&[&Words::of(text)]).is_some()
    }

    fn is_close(typed: &str, text: &str) -> bool {
        Query::new(typed).is_close(&[&Words::of(text)])
    }

    #[test]
    fn letters_scattered_over_a_line_are_no_word_of_it() {
        assert!(!finds("nasty", "No notice: log it as they listen"));
        assert!(!is_close("nasty", "No notice: log it as they listen"));
        assert!(finds("nasty", "A charge you didn't expect is a nasty surprise."));
    }

    #[test]
    fn every_word_begins_a_word_and_longer_ones_may_stand_within() {
        assert!(finds("ref cha", "The charge was refunded"));
        assert!(!finds("fun", "The charge was refunded"));
        assert!(finds("fund", "The charge was refunded"));
        assert!(!finds("refund late", "The charge was refunded"));
    }

    #[test]
    fn signs_accents_and_capitals_make_no_other_word() {
        assert!(finds("cafe", "The Café at £50.00"));
        assert!(finds("£50.00", "The café at £50.00"));
        assert!(finds("you'll", "“You’ll have it”"));
        assert!(finds("'you'll", "You'll have it"));
    }

    #[test]
    fn one_slip_in_a_longer_word_is_close_and_in_a_short_one_is_not() {
        for typed in ["refnud", "refubd", "reund", "reefund"] {
            assert!(!finds(typed, "A refund"), "{typed}");
            assert!(is_close(typed, "A refund"), "{typed}");
        }
        assert!(!is_close("refnub", "A refund"));
        assert!(!is_close("bil", "The ball"));
        assert!(!is_close("bill", "The ball"));
    }

    #[test]
    fn whole_words_fit_better_than_beginnings_and_those_better_than_insides() {
        let fit = |text: &str| Query::new("bill").fit(&[&Words::of(text)]);
        assert!(fit("The bill") > fit("The billing") && fit("The billing") > fit("Rebilling"));
    }

    #[test]
    fn the_first_word_that_fits_is_told_in_bytes() {
        assert_eq!(Query::new("überra").first_in("„Eine Überraschung“"), Some("„Eine ".len()));
        assert_eq!(Query::new("refunt").first_in("That is a refund"), Some("That is a ".len()));
    }
}

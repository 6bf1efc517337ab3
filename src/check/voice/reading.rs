//! How hard the lines of a tree are to read, by the Flesch–Kincaid grade level.
//!
//! J. P. Kincaid, R. P. Fishburne, R. L. Rogers and B. S. Chissom, *Derivation of new readability formulas for Navy enlisted
//! personnel*, Research Branch Report 8-75, 1975: 0.39 words a sentence + 11.8 syllables a word − 15.59. It was found for
//! English, over whole texts, so it is told of the tree and not of a line. Facts count as one short word.

use crate::tree::Line;

/// With fewer words the formula tells nothing.
const ENOUGH: usize = 100;
/// What stands for a fact.
const MASK: &str = "it";

/// The counts behind the grade of a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Words.
    pub words: usize,
    /// Sentences.
    pub sentences: usize,
    /// Syllables.
    pub syllables: usize,
}

impl Reading {
    /// Reads lines together; nothing where there are too few words to tell.
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let whole = lines.into_iter().fold(Self { words: 0, sentences: 0, syllables: 0 }, Self::and);
        (whole.words >= ENOUGH).then_some(whole)
    }

    fn and(self, line: &str) -> Self {
        let masked = Line::new(line).filled(|_| Some(MASK.to_owned()));
        let is_gap = |c: char| c.is_whitespace() || matches!(c, '–' | '—');
        let words = masked.split(is_gap).filter(|word| word.contains(char::is_alphanumeric));
        let (mut count, mut syllables) = (0, 0);
        for word in words {
            count += 1;
            syllables += heard(word);
        }
        Self { words: self.words + count, sentences: self.sentences + sentences(&masked), syllables: self.syllables + syllables }
    }

    /// The school year whose pupils read it with ease.
    #[must_use]
    pub fn grade(&self) -> f64 {
        let (words, sentences) = (self.words.max(1) as f64, self.sentences.max(1) as f64);
        0.39 * words / sentences + 11.8 * self.syllables as f64 / words - 15.59
    }

    /// What a grade means for listeners.
    #[must_use]
    pub fn in_words(&self) -> &'static str {
        match self.grade() {
            grade if grade <= 6.0 => "plain to everybody",
            grade if grade <= 8.0 => "harder than it need be for a listener",
            _ => "hard to follow on a call",
        }
    }
}

/// A full stop, a question mark or an exclamation mark ends a sentence where words stand before it and none are joined to it.
fn sentences(line: &str) -> usize {
    let (mut count, mut has_words) = (0, false);
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        has_words |= letter.is_alphanumeric();
        let ends = matches!(letter, '.' | '!' | '?' | '…') && letters.peek().is_none_or(|next| !next.is_alphanumeric());
        if ends && has_words {
            (count, has_words) = (count + 1, false);
        }
    }
    count + usize::from(has_words)
}

/// The syllables heard in a word: its groups of vowels, without an e that is not spoken. At least one.
fn heard(word: &str) -> usize {
    let letters: String = word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let is_vowel = |c: char| "aeiouyàâäáæéèêëíîïóôöøúùûü".contains(c);
    let (mut groups, mut was_vowel) = (0, false);
    for letter in letters.chars() {
        groups += usize::from(is_vowel(letter) && !was_vowel);
        was_vowel = is_vowel(letter);
    }
    let before = |end: &str| letters.strip_suffix(end).and_then(|base| base.chars().next_back());
    // "made", but not "table" or "be"; "called", but not "wanted"; "times", but not "charges".
    let silent = if letters.ends_with("le") {
        before("le").is_some_and(is_vowel)
    } else if letters.ends_with("es") {
        before("es").is_some_and(|c| !is_vowel(c) && !"szxcg".contains(c)) && before("ches").is_none() && before("shes").is_none()
    } else if letters.ends_with("ed") {
        before("ed").is_some_and(|c| !is_vowel(c) && !"td".contains(c))
    } else {
        before("e").is_some_and(|c| !is_vowel(c))
    };
    (groups - usize::from(silent && groups > 1)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_those_that_are_heard() {
        let words = [
            ("it", 1),
            ("I'm", 1),
            ("sorry", 2),
            ("made", 1),
            ("table", 2),
            ("be", 1),
            ("called", 1),
            ("wanted", 2),
            ("times", 1),
            ("charges", 2),
            ("refund", 2),
            ("supervisor", 4),
            ("account", 2),
            ("£42.10", 1),
            ("you're", 1),
            ("while", 1),
        ];
        for (word, syllables) in words {
            assert_eq!(heard(word), syllables, "{word}");
        }
    }

    #[test]
    fn sentences_end_at_their_signs_and_not_within_numbers() {
        assert_eq!(sentences("What happened?! I'm listening... Go on"), 3);
        assert_eq!(sentences("It is £42.10 a month."), 1);
        assert_eq!(sentences("..."), 0);
    }

    #[test]
    fn the_grade_is_that_of_the_formula_worked_out_by_hand() {
        // The fact is one short word; only "today" has two syllables.
        let sum = Reading { words: 0, sentences: 0, syllables: 0 }.and("I hear you. So {charge} was what you paid twice today.");
        assert_eq!(sum, Reading { words: 11, sentences: 2, syllables: 12 });
        let by_hand = Reading { words: 100, sentences: 10, syllables: 140 };
        assert!((by_hand.grade() - 4.83).abs() < 0.000_1, "0.39 × 10 + 11.8 × 1.4 − 15.59");
    }

    #[test]
    fn too_few_words_tell_nothing() {
        assert_eq!(Reading::of(["Thank you."]), None);
        assert!(Reading::of(std::iter::repeat_n("Thank you.", 50)).is_some());
    }
}

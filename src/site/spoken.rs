//! How long words take to say.

/// Words said in a minute on the telephone, calmly.
const A_MINUTE: usize = 150;
/// A line of more words is not taken in at once.
pub const LONG_LINE: usize = 20;
/// A line of more words is too long.
pub const TOO_LONG_LINE: usize = 25;

/// How long a text is when it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// Its words.
    pub words: usize,
    /// Seconds, rounded up.
    pub seconds: usize,
}

/// Counts the words of a text and the seconds they take.
#[must_use]
pub fn spoken(text: &str) -> Spoken {
    let is_word = |word: &&str| word.chars().any(char::is_alphanumeric);
    let words = text.split_whitespace().filter(is_word).count();
    Spoken { words, seconds: (words * 60).div_ceil(A_MINUTE) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_without_lone_signs_and_take_two_fifths_of_a_second() {
        assert_eq!(spoken("You’re right – we charged £42.10 twice."), Spoken { words: 6, seconds: 3 });
        assert_eq!(spoken(""), Spoken { words: 0, seconds: 0 });
        assert_eq!(spoken(&"word ".repeat(150)).seconds, 60);
    }
}

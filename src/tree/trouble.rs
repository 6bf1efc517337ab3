//! What is wrong with a text, and where.

use super::Place;

/// One thing that keeps a text from being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Where it stands.
    pub place: Place,
    /// What was found and what was expected.
    pub message: String,
    /// What to do about it; empty where the message says it.
    pub help: String,
}

/// A longer name is no slip of the finger.
const LONGEST: usize = 200;

/// The name among `names` that `found` was probably meant to be.
#[must_use]
pub fn nearest<'a>(found: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let small = found.to_lowercase();
    let length = found.chars().count();
    let most = |name: &str| 1 + name.chars().count().min(length) / 4;
    names
        .into_iter()
        // Names of another length are far off without being compared letter by letter.
        .filter(|name| name.len() <= LONGEST && name.chars().count().abs_diff(length) <= most(name))
        .map(|name| (strsim::osa_distance(&small, &name.to_lowercase()), name))
        .filter(|(distance, name)| *distance <= most(name))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_finds_the_name_and_another_word_does_not() {
        assert_eq!(nearest("titel", ["kind", "title", "stage"]), Some("title"));
        assert_eq!(nearest("over-limt", ["over-limit", "open"]), Some("over-limit"));
        assert_eq!(nearest("banana", ["open", "close"]), None);
    }
}

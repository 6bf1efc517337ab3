//! Which words of a line were taken out and which were put in.

/// So many words of each text are compared; longer ones are shown whole.
const MOST: usize = 400;

/// Some words that follow one another, with the spaces behind them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wording {
    /// They stand in both.
    Same(String),
    /// They stood in the first and are gone.
    Out(String),
    /// They are new in the second.
    In(String),
}

/// What became of the words of a text: the first without what is new is the old one, without what is gone the later.
#[must_use]
pub fn reworded(before: &str, after: &str) -> Vec<Wording> {
    let (old, new) = (words(before), words(after));
    if old.len() > MOST || new.len() > MOST {
        return vec![Wording::Out(before.to_owned()), Wording::In(after.to_owned())];
    }
    let common = common(&old, &new);
    let (mut a, mut b) = (0, 0);
    let mut found = Vec::new();
    while a < old.len() || b < new.len() {
        if a < old.len() && b < new.len() && old[a] == new[b] {
            found.push(Wording::Same(old[a].to_owned()));
            (a, b) = (a + 1, b + 1);
        } else if b == new.len() || (a < old.len() && common[a + 1][b] >= common[a][b + 1]) {
            found.push(Wording::Out(old[a].to_owned()));
            a += 1;
        } else {
            found.push(Wording::In(new[b].to_owned()));
            b += 1;
        }
    }
    joined(found.into_iter())
}

/// For each pair of places how many words are common from there on.
fn common(old: &[&str], new: &[&str]) -> Vec<Vec<u16>> {
    let mut common = vec![vec![0; new.len() + 1]; old.len() + 1];
    for a in (0..old.len()).rev() {
        for b in (0..new.len()).rev() {
            common[a][b] = if old[a] == new[b] { common[a + 1][b + 1] + 1 } else { common[a + 1][b].max(common[a][b + 1]) };
        }
    }
    common
}

/// Words of one kind that follow one another are one piece.
fn joined(words: impl Iterator<Item = Wording>) -> Vec<Wording> {
    let mut out: Vec<Wording> = Vec::new();
    for word in words {
        match (out.last_mut(), word) {
            (Some(Wording::Same(all)), Wording::Same(word))
            | (Some(Wording::Out(all)), Wording::Out(word))
            | (Some(Wording::In(all)), Wording::In(word)) => all.push_str(&word),
            (_, word) => out.push(word),
        }
    }
    out
}

/// The words of a text, each with the spaces behind it.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut in_space = false;
    for (at, c) in text.char_indices() {
        if in_space && !c.is_whitespace() {
            words.push(&text[start..at]);
            start = at;
        }
        in_space = c.is_whitespace();
    }
    if start < text.len() {
        words.push(&text[start..]);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_word_changed_is_told_as_that_word() {
        let told = reworded("A charge you didn't expect", "A charge you never expected");
        let expected =
            [Wording::Same("A charge you ".into()), Wording::Out("didn't expect".into()), Wording::In("never expected".into())];
        assert_eq!(told, expected);
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_from_what_is_told(before in "[ab \u{e9}]{0,30}", after in "[ab \u{e9}]{0,30}") {
            let (mut old, mut new) = (String::new(), String::new());
            for wording in reworded(&before, &after) {
                match wording {
                    Wording::Same(words) => {
                        old.push_str(&words);
                        new.push_str(&words);
                    }
                    Wording::Out(words) => old.push_str(&words),
                    Wording::In(words) => new.push_str(&words),
                }
            }
            prop_assert_eq!((old, new), (before, after));
        }
    }
}

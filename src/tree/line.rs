//! A line's words and the facts that stand in it.

/// One part of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Plain words.
    Words(&'a str),
    /// A `{fact}`, by name.
    Fact(&'a str),
}

/// A line taken apart at its braces. A brace that is not part of `{name}` is plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// The parts, in order; together they are the line.
    pub pieces: Vec<Piece<'a>>,
}

impl<'a> Line<'a> {
    /// Takes a line apart.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let mut pieces = Vec::new();
        let mut rest = text;
        let mut words = 0;
        while let Some(open) = rest[words..].find('{').map(|at| at + words) {
            let name = rest[open + 1..].split_once('}').map(|(name, _)| name);
            match name.filter(|name| is_name(name)) {
                Some(name) => {
                    if open > 0 {
                        pieces.push(Piece::Words(&rest[..open]));
                    }
                    pieces.push(Piece::Fact(name));
                    rest = &rest[open + name.len() + 2..];
                    words = 0;
                }
                None => words = open + 1,
            }
        }
        if !rest.is_empty() {
            pieces.push(Piece::Words(rest));
        }
        Self { pieces }
    }

    /// The facts that stand in it, in order.
    pub fn facts(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Fact(name) => Some(*name),
            Piece::Words(_) => None,
        })
    }

    /// The facts that stand in it, in order, each with the letters of the line it takes, braces included.
    pub fn facts_in_place(&self) -> impl Iterator<Item = (&'a str, std::ops::Range<usize>)> + '_ {
        let mut at = 0;
        self.pieces.iter().filter_map(move |piece| {
            let start = at;
            match piece {
                Piece::Words(words) => {
                    at += words.chars().count();
                    None
                }
                Piece::Fact(name) => {
                    at += name.chars().count() + 2;
                    Some((*name, start..at))
                }
            }
        })
    }

    /// The line with each fact replaced by what `fill` says; what it leaves open stays `{name}`.
    #[must_use]
    pub fn filled(&self, fill: impl Fn(&str) -> Option<String>) -> String {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::Words(words) => (*words).to_owned(),
                Piece::Fact(name) => fill(name).unwrap_or_else(|| format!("{{{name}}}")),
            })
            .collect()
    }

    /// Whether this line, with whatever in the place of its facts, can be what was said.
    #[must_use]
    pub fn could_say(&self, said: &str) -> bool {
        let (mut rest, mut after_fact) = (said, false);
        for (place, piece) in self.pieces.iter().enumerate() {
            let Piece::Words(words) = piece else {
                after_fact = true;
                continue;
            };
            if after_fact && place + 1 == self.pieces.len() {
                return rest.ends_with(words);
            }
            let Some(at) = rest.find(words).filter(|at| after_fact || *at == 0) else { return false };
            (rest, after_fact) = (&rest[at + words.len()..], false);
        }
        after_fact || rest.is_empty()
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn facts_are_found_between_braces_and_other_braces_are_words() {
        let line = Line::new("So {charge} went out {on a day} and {");
        assert_eq!(line.facts().collect::<Vec<_>>(), ["charge"]);
        assert_eq!(line.filled(|_| Some("£4".to_owned())), "So £4 went out {on a day} and {");
    }

    #[test]
    fn a_fact_is_told_with_the_letters_it_takes() {
        let line = Line::new("Für {charge}, {day}");
        assert_eq!(line.facts_in_place().collect::<Vec<_>>(), [("charge", 4..12), ("day", 14..19)]);
    }

    #[test]
    fn a_line_knows_what_was_said_by_it() {
        let line = Line::new("So {charge} went out on {day}.");
        assert!(line.could_say("So £42.10 went out on Friday."));
        assert!(line.could_say("So {charge} went out on {day}."));
        assert!(line.could_say("So £42.10 went out on a Friday. Or a Monday."));
        assert!(!line.could_say("So £42.10 came back on Friday."));
        assert!(!line.could_say("And so £42.10 went out on Friday."));
        assert!(!line.could_say("So £42.10 went out on Friday. Is that right?"));
        assert!(!Line::new("Go on.").could_say("Go on. Please."));
    }

    proptest! {
        #[test]
        fn a_line_left_open_reads_as_it_was_written(text in "[a-z{} é_]{0,40}") {
            prop_assert_eq!(Line::new(&text).filled(|_| None), text);
        }
    }
}

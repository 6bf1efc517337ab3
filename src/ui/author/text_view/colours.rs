//! What the signs of a RON line are, so that they can be coloured; a line knows what the lines above left open.

use std::ops::Range;

/// What a line begins inside of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Inside {
    /// Nothing that was opened above.
    #[default]
    Nothing,
    /// Words in quotation marks.
    Quotes,
    /// Raw words, behind so many hashes.
    Raw(u8),
    /// A comment, so many deep.
    Comment(u8),
}

/// What a stretch of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// The name of a field, a step, a fact or a limit.
    Key,
    /// Words in quotation marks.
    Words,
    /// A `{fact}` within words.
    Fact,
    /// A comment.
    Comment,
    /// A number.
    Number,
    /// The name of a kind or a struct, or a plain word.
    Name,
    /// Brackets, commas and spaces.
    Mark,
}

/// Takes a line apart from its first byte to its last; gives back what the next line begins inside of.
pub fn signs(line: &str, inside: Inside, tell: impl FnMut(Range<usize>, Sign)) -> Inside {
    let mut reading = Reading { line: line.as_bytes(), at: 0, tell };
    let mut inside = inside;
    while reading.at < reading.line.len() {
        inside = match inside {
            Inside::Nothing => reading.plain(),
            Inside::Quotes => reading.quotes(),
            Inside::Raw(hashes) => reading.raw(hashes),
            Inside::Comment(depth) => reading.comment(depth),
        };
    }
    inside
}

struct Reading<'a, T: FnMut(Range<usize>, Sign)> {
    line: &'a [u8],
    at: usize,
    tell: T,
}

impl<T: FnMut(Range<usize>, Sign)> Reading<'_, T> {
    fn ahead(&self, by: usize) -> u8 {
        self.line.get(self.at + by).copied().unwrap_or(0)
    }

    fn to(&mut self, end: usize, sign: Sign) {
        let end = end.min(self.line.len());
        if end > self.at {
            (self.tell)(self.at..end, sign);
        }
        self.at = end;
    }

    fn count(&self, from: usize, keep: impl Fn(u8) -> bool) -> usize {
        self.line[from.min(self.line.len())..].iter().take_while(|byte| keep(**byte)).count()
    }

    fn plain(&mut self) -> Inside {
        let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80;
        match (self.ahead(0), self.ahead(1)) {
            (b'/', b'/') => self.to(self.line.len(), Sign::Comment),
            (b'/', b'*') => {
                self.to(self.at + 2, Sign::Comment);
                return Inside::Comment(1);
            }
            (b'"', _) => return self.open_quotes(),
            (b'r', b'"' | b'#') => {
                let hashes = self.count(self.at + 1, |byte| byte == b'#');
                if self.ahead(1 + hashes) == b'"' {
                    self.to(self.at + hashes + 2, Sign::Words);
                    return Inside::Raw(u8::try_from(hashes).unwrap_or(u8::MAX));
                }
                self.to(self.at + 1, Sign::Name);
            }
            (b'0'..=b'9', _) | (b'-' | b'+', b'0'..=b'9') => {
                let end = self.at + 1 + self.count(self.at + 1, |byte| is_word(byte) || byte == b'.');
                self.to(end, Sign::Number);
            }
            (first, _) if is_word(first) => {
                let end = self.at + self.count(self.at, is_word);
                let sign = if self.leads_on(end) { Sign::Key } else { Sign::Name };
                self.to(end, sign);
            }
            _ => {
                let starts = |byte: u8| is_word(byte) || matches!(byte, b'"' | b'/' | b'-' | b'+');
                let marks = self.count(self.at + 1, |byte| !starts(byte));
                self.to(self.at + 1 + marks, Sign::Mark);
            }
        }
        Inside::Nothing
    }

    /// Whether a colon follows.
    fn leads_on(&self, end: usize) -> bool {
        let spaces = self.count(end, |byte| byte == b' ' || byte == b'\t');
        self.line.get(end + spaces) == Some(&b':')
    }

    fn open_quotes(&mut self) -> Inside {
        if let Some(end) = self.end_of_quotes(self.at + 1)
            && self.leads_on(end)
        {
            self.to(end, Sign::Key);
            return Inside::Nothing;
        }
        self.to(self.at + 1, Sign::Words);
        Inside::Quotes
    }

    /// The byte behind the closing quotation mark, if it stands on this line.
    fn end_of_quotes(&self, mut at: usize) -> Option<usize> {
        loop {
            match self.line.get(at)? {
                b'\\' => at += 2,
                b'"' => return Some(at + 1),
                _ => at += 1,
            }
        }
    }

    fn quotes(&mut self) -> Inside {
        let end = self.end_of_quotes(self.at);
        self.words(end.unwrap_or(self.line.len()));
        if end.is_some() { Inside::Nothing } else { Inside::Quotes }
    }

    fn raw(&mut self, hashes: u8) -> Inside {
        let hashes = usize::from(hashes);
        let closes = |at: &usize| {
            self.line[*at] == b'"' && self.line.len() > at + hashes && self.line[at + 1..=at + hashes].iter().all(|b| *b == b'#')
        };
        let end = (self.at..self.line.len()).find(closes).map(|at| at + 1 + hashes);
        self.words(end.unwrap_or(self.line.len()));
        if end.is_some() { Inside::Nothing } else { Inside::Raw(u8::try_from(hashes).unwrap_or(u8::MAX)) }
    }

    /// Words up to a byte, with the `{facts}` in them.
    fn words(&mut self, end: usize) {
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
        let mut at = self.at;
        while at < end {
            let name = if self.line[at] == b'{' { self.count(at + 1, is_name) } else { 0 };
            if name > 0 && at + name + 1 < end && self.line[at + name + 1] == b'}' {
                self.to(at, Sign::Words);
                self.to(at + name + 2, Sign::Fact);
                at = self.at;
            } else {
                at += 1;
            }
        }
        self.to(end, Sign::Words);
    }

    fn comment(&mut self, depth: u8) -> Inside {
        let mut depth = depth;
        let mut at = self.at;
        while at < self.line.len() {
            match (self.line[at], self.line.get(at + 1)) {
                (b'/', Some(b'*')) => {
                    depth = depth.saturating_add(1);
                    at += 2;
                }
                (b'*', Some(b'/')) => {
                    depth -= 1;
                    at += 2;
                    if depth == 0 {
                        self.to(at, Sign::Comment);
                        return Inside::Nothing;
                    }
                }
                _ => at += 1,
            }
        }
        self.to(self.line.len(), Sign::Comment);
        Inside::Comment(depth)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(line: &str, inside: Inside) -> (Vec<(&str, Sign)>, Inside) {
        let mut found = Vec::new();
        let next = signs(line, inside, |range, sign| found.push((&line[range], sign)));
        (found, next)
    }

    #[test]
    fn names_before_a_colon_are_keys_whether_quoted_or_not() {
        let (found, _) = told("\"open\": Step(kind: Ask)", Inside::Nothing);
        let keys: Vec<&str> = found.iter().filter(|(_, sign)| *sign == Sign::Key).map(|(words, _)| *words).collect();
        assert_eq!(keys, ["\"open\"", "kind"]);
    }

    #[test]
    fn a_fact_is_told_from_the_words_round_it_and_a_lone_brace_is_words() {
        let (found, next) = told("say: [\"So {charge} and {this one}\"], // Yes", Inside::Nothing);
        assert!(found.contains(&("{charge}", Sign::Fact)));
        assert!(found.contains(&(" and {this one}\"", Sign::Words)));
        assert!(found.contains(&("// Yes", Sign::Comment)));
        assert_eq!(next, Inside::Nothing);
    }

    #[test]
    fn what_is_left_open_is_open_on_the_next_line() {
        assert_eq!(told("say: [\"So it", Inside::Nothing).1, Inside::Quotes);
        assert_eq!(told("went\"], /* and /* here", Inside::Quotes).1, Inside::Comment(2));
        assert_eq!(told("*/ */ r#\"raw", Inside::Comment(2)).1, Inside::Raw(1));
        assert_eq!(
            told("\" no \"# 12", Inside::Raw(1)),
            (vec![("\" no \"#", Sign::Words), (" ", Sign::Mark), ("12", Sign::Number)], Inside::Nothing)
        );
    }

    proptest! {
        #[test]
        fn the_signs_of_a_line_are_the_whole_line_and_no_letter_is_cut(line in "[a-z\"{}/*r#\\\\:é0-9 ,(-]{0,40}") {
            for inside in [Inside::Nothing, Inside::Quotes, Inside::Raw(1), Inside::Comment(1)] {
                let mut from = 0;
                signs(&line, inside, |range, _| {
                    assert_eq!(range.start, from);
                    assert!(line.is_char_boundary(range.end));
                    from = range.end;
                });
                prop_assert_eq!(from, line.len());
            }
        }
    }
}

//! Where some characters of a string stand in its writing, escapes and all.

use std::ops::Range;

/// The bytes of `text` in which the characters `chars` of the string written at `span` stand.
pub(super) fn within(text: &str, span: &Range<usize>, chars: &Range<usize>) -> Range<usize> {
    let Some(written) = text.get(span.clone()) else { return span.clone() };
    let Some(open) = written.find('"') else { return span.clone() };
    let is_raw = written.starts_with('r');
    let mut places = Vec::new();
    let mut at = open + 1;
    while let Some(letter) = written[at..].chars().next() {
        let length = match letter {
            '"' if !is_raw || is_closed(&written[at..], open) => break,
            '\\' if !is_raw => escape(&written[at..]),
            _ => letter.len_utf8(),
        };
        places.push(at);
        at += length;
    }
    places.push(at);
    let byte = |char: usize| span.start + places.get(char).or(places.last()).copied().unwrap_or(0);
    byte(chars.start)..byte(chars.end)
}

/// Whether a raw string with its quotation mark at `open` (so with `open - 1` signs #) ends here.
fn is_closed(rest: &str, open: usize) -> bool {
    rest[1..].bytes().take_while(|byte| *byte == b'#').count() >= open - 1
}

/// The bytes of the escape that begins here.
fn escape(rest: &str) -> usize {
    match rest[1..].chars().next() {
        Some('u') => rest.find('}').map_or(2, |end| end + 1),
        Some('x') => 4.min(rest.len()),
        Some(other) => 1 + other.len_utf8(),
        None => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::within;

    fn shown<'a>(text: &'a str, chars: std::ops::Range<usize>) -> &'a str {
        &text[within(text, &(0..text.len()), &chars)]
    }

    #[test]
    fn characters_are_found_behind_escapes_and_in_raw_strings() {
        assert_eq!(shown(r#""I can't do it""#, 2..7), "can't");
        assert_eq!(shown(r#""I can\'t d\u{e9}j\u{e0} vu""#, 2..7), r"can\'t");
        assert_eq!(shown(r#""so \"no\", é now""#, 9..14), "é now");
        assert_eq!(shown("r#\"he said \"no\" twice\"#", 8..12), "\"no\"");
    }
}

//! Where the letters of a string stand in its written form, past escapes and quotation marks.

/// The byte at which each letter of a written string begins, and behind them where the last one ends; nothing for what is
/// no string.
pub(super) fn letters(written: &str) -> Option<Vec<usize>> {
    let hashes = written.strip_prefix('r').map(|rest| rest.len() - rest.trim_start_matches('#').len());
    let (before, after) = hashes.map_or((1, 1), |hashes| (hashes + 2, hashes + 1));
    let end = written.len().checked_sub(after).filter(|end| *end >= before)?;
    let inner = written.get(before..end)?;
    if !written[..before].ends_with('"') || !written[end..].starts_with('"') {
        return None;
    }
    let mut starts = Vec::with_capacity(inner.len() + 1);
    let mut at = 0;
    while let Some(letter) = inner[at..].chars().next() {
        let (length, is_letter) = match letter {
            '\\' if hashes.is_none() => escape(&inner[at..])?,
            other => (other.len_utf8(), true),
        };
        if is_letter {
            starts.push(before + at);
        }
        at += length;
    }
    starts.push(end);
    Some(starts)
}

/// How long an escape is, and whether a letter comes of it: a line that goes on below gives none.
fn escape(text: &str) -> Option<(usize, bool)> {
    let rest = &text[1..];
    match rest.bytes().next()? {
        b'x' => {
            // Several of these together may be one letter.
            let first = u8::from_str_radix(rest.get(1..3)?, 16).ok()?;
            let bytes = match first {
                0..0x80 => 1,
                0x80..0xE0 => 2,
                0xE0..0xF0 => 3,
                _ => 4,
            };
            Some((4 * bytes, true)).filter(|(length, _)| text.is_char_boundary(*length))
        }
        b'u' => Some((rest.find('}')? + 2, true)),
        b'\n' | b'\r' => Some((1 + rest.len() - rest.trim_start().len(), false)),
        _ => Some((1 + rest.chars().next()?.len_utf8(), true)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(string: &str) -> Vec<&str> {
        let starts = letters(string).expect("a string");
        starts.windows(2).map(|pair| &string[pair[0]..pair[1]]).collect()
    }

    #[test]
    fn each_letter_stands_where_it_is_written() {
        for string in [
            r#""So {charge} é?""#,
            r#""a\"b\\c\n\u{e9}\x41""#,
            r#""\xc3\xa9t\xc3\xa9""#,
            r##"r#"as "it" \is"#"##,
            "\"goes \\\n    on\"",
            "\"\"",
        ] {
            let said: String = ron::from_str(string).expect("RON");
            let starts = letters(string).expect("a string");
            assert_eq!(starts.len(), said.chars().count() + 1, "{string}");
            for (letter, pair) in said.chars().zip(starts.windows(2)) {
                if letter.is_alphanumeric() && letter.is_ascii() {
                    let there = &string[pair[0]..pair[1]];
                    assert!(there.starts_with(letter) || there.starts_with('\\'), "{letter} at {there}");
                }
            }
        }
        assert_eq!(written(r#""a\"é""#), ["a", "\\\"", "é"]);
    }

    #[test]
    fn what_is_no_string_has_no_letters() {
        for other in ["None", "Say", "(1, 2)", "\"", "r#\"", ""] {
            assert_eq!(letters(other), None, "{other}");
        }
    }
}

//! Words that stand in a page as they are, whatever signs they hold.

/// The words with every sign that means something to HTML written out; signs that no page may hold are left out.
pub(super) fn escaped(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => plain.push_str("&amp;"),
            '<' => plain.push_str("&lt;"),
            '>' => plain.push_str("&gt;"),
            '"' => plain.push_str("&quot;"),
            '\'' => plain.push_str("&#39;"),
            '\n' | '\t' => plain.push(letter),
            letter if letter.is_control() => {}
            letter => plain.push(letter),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_words_become_a_tag_or_end_an_attribute() {
        assert_eq!(escaped("<b>\"Q&A\"</b> it's\u{0}"), "&lt;b&gt;&quot;Q&amp;A&quot;&lt;/b&gt; it&#39;s");
    }
}

//! Card numbers and security codes are masked before anything is written; names shrink to initials in lists.

/// Masks what looks like a card number (15 or 16 digits that begin like one and pass Luhn's check) and a security
/// code beside its name; says whether anything was masked.
#[must_use]
pub fn mask_cards(text: &str) -> (String, bool) {
    let mut out = text.to_owned();
    let mut masked = false;
    for (start, end) in digit_runs(text) {
        let digits: Vec<u32> = text[start..end].chars().filter_map(|c| c.to_digit(10)).collect();
        let is_card = begins_like_a_card(&digits) && passes_luhn(&digits);
        let is_code = (3..=4).contains(&digits.len()) && stands_beside_code_word(text, start, end);
        if is_card || is_code {
            masked = true;
            let keep = if is_card { digits.len() - 4 } else { digits.len() };
            let mut seen = 0;
            let hidden: String = text[start..end]
                .chars()
                .map(|c| {
                    seen += usize::from(c.is_ascii_digit());
                    if c.is_ascii_digit() && seen <= keep { '•' } else { c }
                })
                .collect();
            // Same number of characters before the place, whatever their bytes.
            let at = out.char_indices().nth(text[..start].chars().count()).map_or(out.len(), |(at, _)| at);
            let until = out.char_indices().nth(text[..end].chars().count()).map_or(out.len(), |(at, _)| at);
            out.replace_range(at..until, &hidden);
        }
    }
    (out, masked)
}

/// Runs of digits with single spaces or hyphens between them.
fn digit_runs(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut runs = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        let mut end = at + 1;
        while let Some(byte) = bytes.get(end) {
            if byte.is_ascii_digit() {
                end += 1;
            } else if matches!(byte, b' ' | b'-') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
                end += 2;
            } else {
                break;
            }
        }
        runs.push((start, end));
        at = end;
    }
    runs
}

fn begins_like_a_card(digits: &[u32]) -> bool {
    let four = digits.iter().take(4).fold(0, |number, digit| number * 10 + digit);
    match digits.len() {
        15 => matches!(four / 100, 34 | 37),
        16 => matches!(four, 4000..=4999 | 5100..=5599 | 2221..=2720 | 6011 | 6440..=6599 | 3528..=3589 | 6200..=6299 | 5000..=5099 | 5600..=5899 | 6300..=6399 | 6700..=6799),
        _ => false,
    }
}

fn passes_luhn(digits: &[u32]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| match (place % 2, digit * 2) {
            (0, _) => *digit,
            (_, double) if double > 9 => double - 9,
            (_, double) => double,
        })
        .sum();
    sum % 10 == 0
}

fn stands_beside_code_word(text: &str, start: usize, end: usize) -> bool {
    const WORDS: [&str; 9] =
        ["cvv", "cvc", "cv2", "csc", "security code", "security number", "three digits on the back", "card code", "pin"];
    const NEAR: usize = 24;
    let before: String = text[..start].chars().rev().take(NEAR).collect::<Vec<_>>().into_iter().rev().collect();
    let after: String = text[end..].chars().take(NEAR).collect();
    let (before, after) = (before.to_lowercase(), after.to_lowercase());
    let whole = |text: &str, word: &str| {
        text.match_indices(word).any(|(at, _)| {
            let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
            !letter(text[..at].chars().next_back()) && !letter(text[at + word.len()..].chars().next())
        })
    };
    WORDS.iter().any(|word| whole(&before, word) || whole(&after, word))
}

/// A name as lists show it: `Dana Whitfield` is `D. W.`
#[must_use]
pub fn initials(name: &str) -> String {
    let letters = name.split_whitespace().filter_map(|word| word.chars().next());
    letters.map(|letter| format!("{}.", letter.to_uppercase())).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_card_is_masked_in_place_and_the_rest_is_kept() {
        let (text, masked) = mask_cards("paid with 4111 1111 1111 1111 on friday");
        assert!(masked);
        assert_eq!(text, "paid with •••• •••• •••• 1111 on friday");
        assert_eq!(mask_cards("amex 378282246310005").0, "amex •••••••••••0005");
    }

    #[test]
    fn order_numbers_and_telephone_numbers_are_no_cards() {
        for text in ["order 4111111111111112", "0020 7946 0018 1234 5", "ref 1234567890123456", "call 020 7946 0018"] {
            assert_eq!(mask_cards(text), (text.to_owned(), false));
        }
    }

    #[test]
    fn a_short_code_is_masked_only_beside_its_name() {
        assert_eq!(mask_cards("CVV is 123").0, "CVV is •••");
        assert_eq!(mask_cards("the security code, 1234").0, "the security code, ••••");
        assert_eq!(mask_cards("flat 123").0, "flat 123");
        assert_eq!(mask_cards("shipping 123").0, "shipping 123");
    }

    proptest! {
        #[test]
        fn masking_keeps_every_other_character(text in "[a-z0-9 é•-]{0,60}") {
            let (masked, _) = mask_cards(&text);
            prop_assert_eq!(masked.chars().count(), text.chars().count());
        }
    }
}

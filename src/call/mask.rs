//! Card numbers and security codes are masked before anything is written; names shrink to initials in lists.

use std::{collections::BTreeSet, ops::Range};

/// Masks what looks like a card number (15 or 16 digits that begin like one and pass Luhn's check) and a security
/// code beside its name; says whether anything was masked.
#[must_use]
pub fn mask_cards(text: &str) -> (String, bool) {
    let mut hidden: BTreeSet<usize> = BTreeSet::new();
    for chain in chains(text) {
        let mut loose: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        while let Some(group) = chain.get(at) {
            // A date may stand right behind a card, and an order number before it.
            if let Some(groups) = card_at(text, &chain[at..]) {
                let digits: Vec<usize> = chain[at..at + groups].iter().cloned().flatten().collect();
                hidden.extend(&digits[..digits.len() - 4]);
                hidden.extend(code_in(text, &std::mem::take(&mut loose)));
                at += groups;
            } else {
                loose.push(group.clone());
                at += 1;
            }
        }
        hidden.extend(code_in(text, &loose));
    }
    let out = text.char_indices().map(|(at, c)| if hidden.contains(&at) { '•' } else { c }).collect();
    (out, !hidden.is_empty())
}

/// Groups of digits, as bytes of the text, chained where only spaces and hyphens stand between them.
fn chains(text: &str) -> Vec<Vec<Range<usize>>> {
    let mut chains: Vec<Vec<Range<usize>>> = Vec::new();
    let mut end_before = None;
    let mut at = 0;
    for piece in text.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let group = at..at + piece.bytes().take_while(u8::is_ascii_digit).count();
        at += piece.len();
        if group.is_empty() {
            continue;
        }
        let between = end_before.map_or("", |end| &text[end..group.start]);
        let is_chained = (1..=3).contains(&between.len()) && between.bytes().all(|byte| matches!(byte, b' ' | b'-'));
        end_before = Some(group.end);
        match chains.last_mut() {
            Some(chain) if is_chained => chain.push(group),
            _ => chains.push(vec![group]),
        }
    }
    chains
}

/// How many groups, from the first on, are a card.
fn card_at(text: &str, groups: &[Range<usize>]) -> Option<usize> {
    let mut digits: Vec<u32> = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        digits.extend(text[group.clone()].chars().filter_map(|c| c.to_digit(10)));
        if digits.len() > 16 {
            break;
        }
        if begins_like_a_card(&digits) && passes_luhn(&digits) {
            return Some(index + 1);
        }
    }
    None
}

/// The digits of a security code, if these groups are one.
fn code_in(text: &str, groups: &[Range<usize>]) -> Vec<usize> {
    let digits: Vec<usize> = groups.iter().cloned().flatten().collect();
    match (groups.first(), groups.last()) {
        (Some(first), Some(last)) if (3..=4).contains(&digits.len()) && stands_beside_code_word(text, first.start, last.end) => {
            digits
        }
        _ => Vec::new(),
    }
}

fn begins_like_a_card(digits: &[u32]) -> bool {
    let four = digits.iter().take(4).fold(0, |number, digit| number * 10 + digit);
    match digits.len() {
        15 => matches!(four / 100, 34 | 37),
        16 => {
            matches!(four, 4000..=4999 | 5100..=5599 | 2221..=2720 | 6011 | 6440..=6599 | 3528..=3589 | 6200..=6299 | 5000..=5099 | 5600..=5899 | 6300..=6399 | 6700..=6799)
        }
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
    sum.is_multiple_of(10)
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
    fn a_card_is_found_between_other_numbers() {
        assert_eq!(mask_cards("4111 1111 1111 1111 12/27").0, "•••• •••• •••• 1111 12/27");
        assert_eq!(mask_cards("order 17 4111-1111-1111-1111 123 is the cvv").0, "order 17 ••••-••••-••••-1111 ••• is the cvv");
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

//! What an agent may give, and what they say they give.

use crate::{
    call::Call,
    tree::{Step, Value},
};

/// Whether words promise more money than any limit of this tree allows, and by how much, in words.
pub(super) fn above(call: &Call, words: &str, step: &Step) -> Option<String> {
    let gives = ["i'll", "i will", "i can", "i'm", "i am", "we'll", "we can", "i've", "you'll have", "let me"];
    let small = words.to_lowercase().replace('’', "'");
    if words.contains('?') && !small.contains("shall i") || !gives.iter().any(|gives| small.contains(gives)) || step.warning {
        return None;
    }
    // What the customer paid is theirs; a sum that is known is not made up.
    let known =
        call.state().facts.values().filter_map(|known| if let Value::Money(sum) = known.value { Some(sum) } else { None });
    let known: Vec<i64> = known.collect();
    let tree = call.trees().tree(call.spot().tree.as_str())?;
    let limits = tree.limits.iter().filter_map(|(name, limit)| call.site().limit(name.as_str(), Some(limit)));
    let most = limits.filter_map(|limit| if let Value::Money(most) = limit { Some(most) } else { None }).max()?;
    let given = sums(&small).into_iter().filter(|sum| !known.contains(sum)).max()?;
    (given > most).then(|| format!("{} was offered, and {} is the most an agent may give here.", pounds(given), pounds(most)))
}

/// Sums of money in words, in pence.
fn sums(text: &str) -> Vec<i64> {
    let mut sums = Vec::new();
    for (at, _) in text.match_indices(['£', '$', '€']) {
        let sign = text[at..].chars().next().map_or(1, char::len_utf8);
        let number: String = text[at + sign..].chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
        sums.extend(pence(&number));
    }
    for word in [" pounds", " quid", " euros", " dollars"] {
        for (at, _) in text.match_indices(word) {
            let number = text[..at].rsplit(' ').next().unwrap_or_default();
            sums.extend(pence(number));
        }
    }
    sums
}

fn pence(number: &str) -> Option<i64> {
    let plain = number.replace(',', "");
    let plain = plain.trim_end_matches('.');
    let (whole, part) = plain.split_once('.').unwrap_or((plain, "0"));
    let part: i64 = format!("{part:0<2}").get(..2)?.parse().ok()?;
    Some(whole.parse::<i64>().ok()? * 100 + part)
}

fn pounds(pence: i64) -> String {
    if pence % 100 == 0 { format!("£{}", pence / 100) } else { format!("£{}.{:02}", pence / 100, pence % 100) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_found_however_they_are_written() {
        assert_eq!(sums("i'll give you £500 or 20 pounds"), [50_000, 2_000]);
        assert_eq!(sums("£1,200.50."), [120_050]);
        assert!(sums("on the 5th at 4pm").is_empty());
    }
}

//! What is written out for other eyes, with private facts and cards masked.

use crate::call::{Trees, initials, mask_cards};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// A value shorter than this is no secret that could be found in running text.
const SHORTEST: usize = 3;

/// The names of the facts that trees call private.
pub(super) fn private_names(trees: &Trees) -> BTreeSet<String> {
    let facts = trees.all().flat_map(|pinned| pinned.tree.facts.iter());
    facts.filter(|(_, fact)| fact.private).map(|(name, _)| name.to_string()).collect()
}

/// The same with every value of a private fact masked wherever it stands, and every card.
pub(super) fn masked(whole: &Value, private: &BTreeSet<String>) -> Value {
    let mut secrets = BTreeSet::new();
    find(whole, private, &mut secrets);
    // The longest first: a first name may stand within a whole one.
    let mut secrets: Vec<String> = secrets.into_iter().collect();
    secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    hide(whole, private, &secrets)
}

/// Values stand as `"fact": "value"` or as `"name": "fact", "value": "value"`.
fn find(whole: &Value, private: &BTreeSet<String>, secrets: &mut BTreeSet<String>) {
    match whole {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value.as_str() {
                    Some(text) if is_private(fields, name, private) => {
                        if text.chars().count() >= SHORTEST {
                            secrets.insert(text.to_owned());
                        }
                    }
                    _ => find(value, private, secrets),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| find(value, private, secrets)),
        _ => {}
    }
}

fn hide(whole: &Value, private: &BTreeSet<String>, secrets: &[String]) -> Value {
    match whole {
        Value::Object(fields) => {
            let hidden = fields.iter().map(|(name, value)| {
                let value = match value.as_str() {
                    Some(text) if is_private(fields, name, private) => Value::String(short(text)),
                    _ => hide(value, private, secrets),
                };
                (name.clone(), value)
            });
            Value::Object(hidden.collect())
        }
        Value::Array(values) => Value::Array(values.iter().map(|value| hide(value, private, secrets)).collect()),
        Value::String(text) => {
            let text = secrets.iter().fold(text.clone(), |text, secret| text.replace(secret.as_str(), &short(secret)));
            Value::String(mask_cards(&text).0)
        }
        other => other.clone(),
    }
}

fn is_private(fields: &Map<String, Value>, name: &str, private: &BTreeSet<String>) -> bool {
    let named = fields.get("name").and_then(Value::as_str);
    private.contains(name) || (name == "value" && named.is_some_and(|named| private.contains(named)))
}

/// Initials where it is words, dots where it is a number.
fn short(text: &str) -> String {
    if text.chars().any(char::is_alphabetic) { initials(text) } else { "•••".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_private_value_is_masked_wherever_it_stands_and_so_is_a_card() {
        let whole = json!({
            "facts": {"customer_name": "Dana Whitfield", "charge": "42.10"},
            "acts": [{"Fact": {"name": "phone", "value": "020 7946 0018"}}, {"Say": "Thank you, Dana Whitfield."}],
            "note": "rang from 020 7946 0018, paid with 4111 1111 1111 1111",
        });
        let private = ["customer_name", "phone"].map(str::to_owned).into();
        let expected = json!({
            "facts": {"customer_name": "D. W.", "charge": "42.10"},
            "acts": [{"Fact": {"name": "phone", "value": "•••"}}, {"Say": "Thank you, D. W.."}],
            "note": "rang from •••, paid with •••• •••• •••• 1111",
        });
        assert_eq!(masked(&whole, &private), expected);
    }
}

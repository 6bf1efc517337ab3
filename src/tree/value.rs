//! What a fact holds, read from the one plain form in which files and records keep it.

use super::FactKind;
use jiff::civil::{Date, Time};
use std::cmp::Ordering;

/// A typed value. Amounts are exact: minor units for money, millionths for numbers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// Any words.
    Text(String),
    /// A number, in millionths.
    Number(i64),
    /// An amount, in the currency's minor units (pence, cents).
    Money(i64),
    /// A day.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// A telephone number as it was typed.
    Phone(String),
    /// Yes or no.
    YesNo(bool),
    /// One of the kind's words.
    Choice(String),
}

const MILLION: i64 = 1_000_000;

/// Digits after the point in a currency's plain form.
#[must_use]
pub(crate) fn minor_digits(currency: &str) -> u32 {
    match currency {
        "JPY" | "KRW" | "CLP" | "ISK" | "VND" => 0,
        "KWD" | "BHD" | "OMR" | "JOD" | "TND" => 3,
        _ => 2,
    }
}

impl Value {
    /// Reads the plain form: `ours`, `50.00`, `2027-05-01`, `16:30`, `yes`.
    ///
    /// # Errors
    /// In words: what the kind holds and how it is written.
    pub fn read(kind: &FactKind, plain: &str) -> Result<Self, String> {
        let text = plain.trim();
        match kind {
            FactKind::Text => Ok(Self::Text(text.to_owned())),
            FactKind::Number => {
                decimal(text, 6).map(Self::Number).ok_or_else(|| format!("\"{text}\" is not a number; write it like 2 or 2.5"))
            }
            FactKind::Money(currency) => decimal(text, minor_digits(currency))
                .map(Self::Money)
                .ok_or_else(|| format!("\"{text}\" is not an amount in {currency}; write it like 42.10")),
            FactKind::Date => {
                text.parse().map(Self::Date).map_err(|_| format!("\"{text}\" is not a day; write it like 2027-05-01"))
            }
            FactKind::Time => time(text).map(Self::Time).ok_or_else(|| format!("\"{text}\" is not a time; write it like 16:30")),
            FactKind::Phone => phone(text),
            FactKind::YesNo => match text.to_lowercase().as_str() {
                "yes" | "true" => Ok(Self::YesNo(true)),
                "no" | "false" => Ok(Self::YesNo(false)),
                _ => Err(format!("\"{text}\" is neither yes nor no")),
            },
            FactKind::Choice(words) => words
                .iter()
                .find(|word| word.eq_ignore_ascii_case(text))
                .map(|word| Self::Choice(word.clone()))
                .ok_or_else(|| format!("\"{text}\" is not {}", kind.in_words())),
        }
    }

    /// The plain form that [`Value::read`] reads back.
    #[must_use]
    pub fn plain(&self, kind: &FactKind) -> String {
        match self {
            Self::Text(text) | Self::Phone(text) | Self::Choice(text) => text.clone(),
            Self::Number(millionths) => {
                let text = fixed(*millionths, 6);
                text.trim_end_matches('0').trim_end_matches('.').to_owned()
            }
            Self::Money(minor) => match kind {
                FactKind::Money(currency) => fixed(*minor, minor_digits(currency)),
                _ => fixed(*minor, 2),
            },
            Self::Date(date) => date.to_string(),
            Self::Time(time) => format!("{:02}:{:02}", time.hour(), time.minute()),
            Self::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        }
    }

    /// Orders two values of one kind; nothing for kinds without an order.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) | (Self::Money(a), Self::Money(b)) => Some(a.cmp(b)),
            (Self::Date(a), Self::Date(b)) => Some(a.cmp(b)),
            (Self::Time(a), Self::Time(b)) => Some(a.cmp(b)),
            _ => None,
        }
    }
}

fn phone(text: &str) -> Result<Value, String> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let allowed = text.chars().all(|c| c.is_ascii_digit() || " +-()./".contains(c));
    if allowed && (3..=18).contains(&digits) {
        return Ok(Value::Phone(text.to_owned()));
    }
    Err(format!("\"{text}\" is not a telephone number; digits, spaces and + are understood"))
}

fn time(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    if minute.len() != 2 {
        return None;
    }
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

/// Reads `-12.5` as a whole number of the smallest unit; refuses more digits than the unit has.
fn decimal(text: &str, digits: u32) -> Option<i64> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(part) || part.len() > digits as usize {
        return None;
    }
    if text.ends_with('.') {
        return None;
    }
    let unit = 10i64.checked_pow(digits)?;
    let part: i64 = format!("{part:0<width$}", width = digits as usize).parse().unwrap_or(0);
    let value = whole.parse::<i64>().ok()?.checked_mul(unit)?.checked_add(part)?;
    Some(if negative { -value } else { value })
}

/// Writes a number of smallest units with that many digits after the point.
fn fixed(value: i64, digits: u32) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let value = value.unsigned_abs();
    let unit = if digits == 6 { MILLION.unsigned_abs() } else { 10u64.pow(digits) };
    if digits == 0 {
        return format!("{sign}{value}");
    }
    format!("{sign}{}.{:0width$}", value / unit, value % unit, width = digits as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pounds() -> FactKind {
        FactKind::Money("GBP".to_owned())
    }

    #[test]
    fn money_is_exact_in_minor_units() {
        assert_eq!(Value::read(&pounds(), "42.10"), Ok(Value::Money(4210)));
        assert_eq!(Value::read(&pounds(), "42"), Ok(Value::Money(4200)));
        assert_eq!(Value::Money(-5).plain(&pounds()), "-0.05");
        assert!(Value::read(&pounds(), "42.105").is_err());
        assert!(Value::read(&pounds(), "42.").is_err());
        assert!(Value::read(&pounds(), "99999999999999999999").is_err());
    }

    #[test]
    fn a_choice_is_read_whatever_its_case_and_kept_as_the_author_wrote_it() {
        let kind = FactKind::Choice(vec!["ours".to_owned(), "not ours".to_owned()]);
        assert_eq!(Value::read(&kind, "Not Ours"), Ok(Value::Choice("not ours".to_owned())));
        assert!(Value::read(&kind, "theirs").unwrap_err().contains("one of ours, not ours"));
    }

    proptest! {
        #[test]
        fn numbers_and_amounts_are_read_back_as_written(n in -1_000_000_000_000i64..1_000_000_000_000) {
            prop_assert_eq!(Value::read(&pounds(), &Value::Money(n).plain(&pounds())), Ok(Value::Money(n)));
            let number = FactKind::Number;
            prop_assert_eq!(Value::read(&number, &Value::Number(n).plain(&number)), Ok(Value::Number(n)));
        }

        #[test]
        fn any_text_is_a_value_or_an_error_in_words(text in ".{0,30}") {
            for kind in [pounds(), FactKind::Number, FactKind::Date, FactKind::Time, FactKind::Phone, FactKind::YesNo] {
                if let Err(message) = Value::read(&kind, &text) { prop_assert!(message.len() > 10) }
            }
        }
    }
}

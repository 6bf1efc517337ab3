//! How values are said and shown. Two languages differ here; a new one is a new row.

use crate::tree::{FactKind, Value};
use jiff::civil::{Date, Time, Weekday};

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
pub(super) const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// A value as it is said: `£42.10`, `Friday 27 November`, `4 pm`. `language` is the tree's.
#[must_use]
pub fn shown(value: &Value, kind: &FactKind, language: &str, today: Date) -> String {
    match (value, kind) {
        (Value::Money(_), FactKind::Money(currency)) => money(&value.plain(kind), currency),
        (Value::Date(day), _) => shown_day(*day, language, today),
        (Value::Time(time), _) => shown_time(*time),
        _ => value.plain(kind),
    }
}

/// A day in full, with its year when it is not within the next ten months or the last two.
#[must_use]
pub fn shown_day(day: Date, language: &str, today: Date) -> String {
    let (weekday, month) = (weekday(day.weekday()), MONTHS[usize::from(day.month().unsigned_abs()) - 1]);
    let days = (day - today).get_days();
    let year = if (-60..=300).contains(&days) { String::new() } else { format!(" {}", day.year()) };
    if language == "en-US" {
        let comma = if year.is_empty() { "" } else { "," };
        return format!("{weekday}, {month} {}{comma}{year}", day.day());
    }
    format!("{weekday} {} {month}{year}", day.day())
}

/// A day in short, for lists: `Fri 27 Nov`.
#[must_use]
pub fn shown_short_day(day: Date) -> String {
    let (weekday, month) = (weekday(day.weekday()), MONTHS[usize::from(day.month().unsigned_abs()) - 1]);
    format!("{} {} {}", &weekday[..3], day.day(), &month[..3])
}

/// A time of day: `4 pm`, `4:30 pm`, `noon`.
#[must_use]
pub fn shown_time(time: Time) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    if hour == 12 && minute == 0 {
        return "noon".to_owned();
    }
    let half = if hour < 12 { "am" } else { "pm" };
    let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
    if minute == 0 { format!("{hour} {half}") } else { format!("{hour}:{minute:02} {half}") }
}

/// What stands in a line where a fact is missing: a short question.
#[must_use]
pub fn gap(kind: &FactKind, label: &str) -> String {
    match kind {
        FactKind::Date => "which day?".to_owned(),
        FactKind::Time => "what time?".to_owned(),
        FactKind::Money(_) => "how much?".to_owned(),
        FactKind::Phone => "which number?".to_owned(),
        FactKind::Text | FactKind::Number | FactKind::YesNo | FactKind::Choice(_) => {
            format!("{}?", in_a_sentence(label))
        }
    }
}

/// A label within a sentence: its first letter small, unless the word is a name or a word of capitals.
#[must_use]
pub fn in_a_sentence(label: &str) -> String {
    let mut letters = label.chars();
    let Some(first) = letters.next() else { return String::new() };
    let rest = letters.as_str();
    let keeps = rest.chars().next().is_none_or(|second| second.is_uppercase() || second == ' ' || second == '\'');
    if keeps { label.to_owned() } else { first.to_lowercase().chain(rest.chars()).collect() }
}

fn weekday(day: Weekday) -> &'static str {
    let index = usize::try_from(day.to_monday_zero_offset()).unwrap_or(0);
    WEEKDAYS[index]
}

fn money(plain: &str, currency: &str) -> String {
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |rest| ("-", rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let point = if part.is_empty() { "" } else { "." };
    match currency {
        "GBP" => format!("{sign}£{grouped}{point}{part}"),
        "EUR" => format!("{sign}€{grouped}{point}{part}"),
        "USD" | "CAD" | "AUD" | "NZD" => format!("{sign}${grouped}{point}{part}"),
        other => format!("{sign}{grouped}{point}{part} {other}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    #[test]
    fn money_days_and_times_are_said_as_people_say_them() {
        let today = date(2026, 11, 23);
        let pounds = FactKind::Money("GBP".to_owned());
        assert_eq!(shown(&Value::Money(123_456), &pounds, "en-GB", today), "£1,234.56");
        assert_eq!(shown_day(date(2026, 11, 27), "en-GB", today), "Friday 27 November");
        assert_eq!(shown_day(date(2026, 11, 27), "en-US", today), "Friday, November 27");
        assert_eq!(shown_day(date(2028, 2, 1), "en-GB", today), "Tuesday 1 February 2028");
        assert_eq!(shown_time(time(16, 0, 0, 0)), "4 pm");
        assert_eq!(shown_time(time(0, 5, 0, 0)), "12:05 am");
    }

    #[test]
    fn a_label_within_a_sentence_begins_small_and_keeps_its_other_capitals() {
        assert_eq!(in_a_sentence("First thing I can do"), "first thing I can do");
        assert_eq!(in_a_sentence("ID checked"), "ID checked");
        assert_eq!(in_a_sentence("I can do"), "I can do");
    }
}

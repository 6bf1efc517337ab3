//! What an agent types in the middle of a call, read as it is spoken: `fri`, `+5`, `5wd`, `4pm`, `42.1`.

use super::formats::MONTHS;
use crate::tree::{FactKind, Span, Value};
use jiff::{
    ToSpan as _,
    civil::{Date, Time, Weekday},
};

/// Reads what was typed for a fact of that kind.
///
/// # Errors
/// In words: what is understood.
pub fn typed(kind: &FactKind, text: &str, language: &str, today: Date) -> Result<Value, String> {
    let text = text.trim();
    match kind {
        FactKind::Date => day(text, language, today)
            .map(Value::Date)
            .ok_or_else(|| format!("“{text}” is not a day; try fri, tomorrow, +5, 5wd or 27 Nov")),
        FactKind::Time => clock(text).map(Value::Time).ok_or_else(|| format!("“{text}” is not a time; try 4pm, 4.30pm or 16:30")),
        FactKind::Money(_) => {
            let plain: String = text.chars().filter(|c| !matches!(c, '£' | '€' | '$' | ',' | ' ')).collect();
            let plain = match plain.split_once('.') {
                Some((whole, part)) if part.len() == 1 => format!("{whole}.{part}0"),
                _ => plain,
            };
            Value::read(kind, &plain).map_err(|_| format!("“{text}” is not an amount; try 42 or 42.10"))
        }
        FactKind::YesNo => match text.to_lowercase().as_str() {
            "y" => Ok(Value::YesNo(true)),
            "n" => Ok(Value::YesNo(false)),
            _ => Value::read(kind, text).map_err(|_| format!("“{text}” is neither yes nor no")),
        },
        FactKind::Choice(words) => choice(words, text),
        FactKind::Text if text.is_empty() => Err("there is nothing typed yet".to_owned()),
        FactKind::Text | FactKind::Number | FactKind::Phone => Value::read(kind, text),
    }
}

/// The last day that a span from today allows.
#[must_use]
pub fn latest_day(span: Span, today: Date) -> Date {
    match span {
        Span::Days(days) => today.saturating_add(i64::from(days).days()),
        Span::WorkingDays(days) => working_days(today, i64::from(days)),
    }
}

fn choice(words: &[String], text: &str) -> Result<Value, String> {
    let small = text.to_lowercase();
    let exact = words.iter().find(|word| word.to_lowercase() == small);
    let mut near = words.iter().filter(|word| !small.is_empty() && word.to_lowercase().starts_with(&small));
    match (exact, near.next(), near.next()) {
        (Some(word), ..) | (None, Some(word), None) => Ok(Value::Choice(word.clone())),
        _ => Err(format!("“{text}” is not one of {}", words.join(", "))),
    }
}

fn working_days(from: Date, days: i64) -> Date {
    let mut day = from;
    let mut left = days;
    while left > 0 {
        let Ok(next) = day.tomorrow() else { return day };
        day = next;
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            left -= 1;
        }
    }
    day
}

fn day(text: &str, language: &str, today: Date) -> Option<Date> {
    let text = text.to_lowercase();
    let text = text.trim_start_matches("by ").trim_start_matches("on ").trim();
    match text {
        "today" | "tod" => return Some(today),
        "tomorrow" | "tom" | "tmrw" => return today.tomorrow().ok(),
        _ => {}
    }
    if let Ok(day) = text.parse::<Date>() {
        return Some(day);
    }
    if let Some(days) = text.strip_suffix("wd").or_else(|| text.strip_suffix(" working days")) {
        return days.trim_start_matches('+').trim().parse::<u16>().ok().map(|days| working_days(today, i64::from(days)));
    }
    let span = text.strip_prefix('+').or_else(|| text.strip_prefix("in ")).or_else(|| text.strip_suffix('d'));
    if let Some(days) = span.map(|days| days.trim_end_matches("days").trim_end_matches('d').trim())
        && let Ok(days) = days.parse::<u16>()
    {
        return today.checked_add(i64::from(days).days()).ok();
    }
    weekday(text, today).or_else(|| day_and_month(text, language, today))
}

/// The next such day after today; `next fri` a week later.
fn weekday(text: &str, today: Date) -> Option<Date> {
    const DAYS: [(&str, Weekday); 7] = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    let (name, is_next) = text.strip_prefix("next ").map_or((text, false), |name| (name, true));
    if name.len() < 2 {
        return None;
    }
    let (_, wanted) = DAYS
        .iter()
        .find(|(full, _)| full.starts_with(name) || (name == "tues" || name == "thurs") && full.starts_with(&name[..3]))?;
    let first = today.nth_weekday(1, *wanted).ok()?;
    if is_next { first.checked_add(1.week()).ok() } else { Some(first) }
}

/// `27 nov`, `nov 27`, `27/11`, `27/11/2026`; a day without a year is the next one to come.
fn day_and_month(text: &str, language: &str, today: Date) -> Option<Date> {
    let parts: Vec<&str> = text.split([' ', '/', '-', '.', ',']).filter(|part| !part.is_empty()).collect();
    let month_of = |word: &str| {
        let index = MONTHS.iter().position(|month| word.len() >= 3 && month.to_lowercase().starts_with(word))?;
        i8::try_from(index + 1).ok()
    };
    let number = |word: &str| {
        let digits = word.trim_end_matches("st").trim_end_matches("nd").trim_end_matches("rd").trim_end_matches("th");
        digits.parse::<i8>().ok()
    };
    let (first, second) = (parts.first()?, parts.get(1)?);
    let (day, month) = match (number(first), month_of(second), month_of(first), number(second)) {
        (Some(day), Some(month), ..) | (_, _, Some(month), Some(day)) => (day, month),
        (Some(a), _, _, Some(b)) => {
            if language == "en-US" {
                (b, a)
            } else {
                (a, b)
            }
        }
        _ => return None,
    };
    let year = match parts.get(2) {
        Some(year) => Some(year.parse::<i16>().ok().map(|year| if year < 100 { year + 2000 } else { year })?),
        None => None,
    };
    if let Some(year) = year {
        Date::new(year, month, day).ok()
    } else {
        let here = Date::new(today.year(), month, day).ok()?;
        if here < today { Date::new(today.year() + 1, month, day).ok() } else { Some(here) }
    }
}

fn clock(text: &str) -> Option<Time> {
    let text = text.to_lowercase().replace(' ', "");
    let text = text.trim_start_matches("at").trim_start_matches("by");
    match text {
        "noon" | "midday" => return Time::new(12, 0, 0, 0).ok(),
        "midnight" => return Time::new(0, 0, 0, 0).ok(),
        _ => {}
    }
    let (digits, half) = if let Some(rest) = text.strip_suffix("pm").or_else(|| text.strip_suffix('p')) {
        (rest, Some(12))
    } else if let Some(rest) = text.strip_suffix("am").or_else(|| text.strip_suffix('a')) {
        (rest, Some(0))
    } else {
        (text, None)
    };
    let (hour, minute) = match digits.split_once([':', '.']) {
        Some((hour, minute)) if minute.len() == 2 => (hour.parse().ok()?, minute.parse().ok()?),
        Some(_) => return None,
        None if digits.len() == 4 && half.is_none() => (digits.get(..2)?.parse().ok()?, digits.get(2..)?.parse().ok()?),
        None => (digits.parse::<i8>().ok()?, 0),
    };
    let is_spoken = !digits.contains(':') && !digits.starts_with('0') && (digits.len() < 4 || digits.contains('.'));
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(add) => hour % 12 + add,
        // Nobody promises a call at four in the morning.
        None if (1..=6).contains(&hour) && is_spoken => hour + 12,
        None => hour,
    };
    Time::new(hour, minute, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};
    use proptest::prelude::*;

    /// A Monday.
    const TODAY: Date = date(2026, 11, 23);

    fn read_day(text: &str) -> Option<Date> {
        day(text, "en-GB", TODAY)
    }

    #[test]
    fn days_are_typed_as_they_are_spoken() {
        assert_eq!(read_day("fri"), Some(date(2026, 11, 27)));
        assert_eq!(read_day("next fri"), Some(date(2026, 12, 4)));
        assert_eq!(read_day("mon"), Some(date(2026, 11, 30)), "today's name is next week's day");
        assert_eq!(read_day("+5"), Some(date(2026, 11, 28)));
        assert_eq!(read_day("5wd"), Some(date(2026, 11, 30)), "the weekend does not count");
        assert_eq!(read_day("27 Nov"), Some(date(2026, 11, 27)));
        assert_eq!(read_day("3/2"), Some(date(2027, 2, 3)), "the day comes first, and the year that is to come");
        assert_eq!(day("3/2", "en-US", TODAY), Some(date(2027, 3, 2)));
        assert_eq!(read_day("tomorrow"), Some(date(2026, 11, 24)));
        assert_eq!(read_day("soon"), None);
        assert_eq!(read_day("31 feb"), None);
    }

    #[test]
    fn times_are_typed_as_they_are_spoken() {
        assert_eq!(clock("4pm"), Some(time(16, 0, 0, 0)));
        assert_eq!(clock("4.30 pm"), Some(time(16, 30, 0, 0)));
        assert_eq!(clock("16:30"), Some(time(16, 30, 0, 0)));
        assert_eq!(clock("1630"), Some(time(16, 30, 0, 0)));
        assert_eq!(clock("4"), Some(time(16, 0, 0, 0)));
        assert_eq!(clock("4.30"), Some(time(16, 30, 0, 0)));
        assert_eq!(clock("noon"), Some(time(12, 0, 0, 0)));
        assert_eq!(clock("25:00"), None);
        assert_eq!(clock("13pm"), None);
    }

    #[test]
    fn an_amount_is_read_with_or_without_its_sign() {
        let pounds = FactKind::Money("GBP".to_owned());
        for text in ["42.1", "£42.10", "42.10 "] {
            assert_eq!(typed(&pounds, text, "en-GB", TODAY), Ok(Value::Money(4210)));
        }
        assert!(typed(&pounds, "42.101", "en-GB", TODAY).is_err());
    }

    #[test]
    fn a_choice_is_read_from_its_beginning_unless_two_begin_alike() {
        let words = FactKind::Choice(vec!["not sent".to_owned(), "not ours".to_owned(), "ours".to_owned()]);
        assert_eq!(typed(&words, "ou", "en-GB", TODAY), Ok(Value::Choice("ours".to_owned())));
        assert!(typed(&words, "not", "en-GB", TODAY).is_err());
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_a_value_or_a_word_of_help(text in ".{0,24}") {
            let kinds = [FactKind::Date, FactKind::Time, FactKind::Money("GBP".to_owned()), FactKind::YesNo, FactKind::Number];
            for kind in kinds {
                if let Err(help) = typed(&kind, &text, "en-GB", TODAY) { prop_assert!(!help.is_empty()) }
            }
        }
    }
}

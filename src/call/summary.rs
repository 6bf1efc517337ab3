//! The summary of a call, to paste into another program. It grows during the call.

use super::{reading::Reading, state::PromiseMade};
use crate::{
    site::{shown_day, shown_time},
    tree::{AlwaysKey, Mood, Value},
};

impl Reading<'_> {
    /// The summary as the call stands: what it was about, what was found, said, handed over and promised.
    #[must_use]
    pub fn summary(&self) -> String {
        let parts = [self.head(), self.found(), self.handed(), self.promised(), self.noted(), self.ended()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
    }

    fn head(&self) -> String {
        let started = self.state.started.map(|at| at.to_zoned(self.now.time_zone().clone()));
        let when =
            started.map(|at| format!("{}, {:02}:{:02}.", shown_day(at.date(), "en-GB", self.now.date()), at.hour(), at.minute()));
        let mut titles: Vec<&str> = Vec::new();
        for entry in &self.state.path {
            let title = self.trees.tree(entry.spot.tree.as_str()).map_or("", |tree| tree.title.as_str());
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        let title = (!titles.is_empty()).then(|| format!("{}.", titles.join(", then ")));
        let mood = match (self.state.was_heated, self.state.mood) {
            (true, Mood::Calm) => Some("Heated at first, calm at the end."),
            (true, Mood::Heated) => Some("Heated."),
            (false, _) => None,
        };
        let reference = Some(&self.state.reference).filter(|text| !text.is_empty()).map(|text| format!("Call {text}."));
        let outside = self.state.outside.as_ref().map(|text| format!("Case {text}."));
        join([when, title, reference, outside, mood.map(str::to_owned)])
    }

    fn found(&self) -> String {
        let confirmed = self.is_confirmed().then(|| "Confirmed with the customer.".to_owned());
        let facts = self.state.facts.iter().map(|(name, known)| {
            format!("{}: {}.", self.label(name), self.in_words(&known.value, &known.kind).trim_end_matches('.'))
        });
        facts.chain(confirmed).collect::<Vec<_>>().join(" ")
    }

    /// Says that somebody was told only where they were.
    fn handed(&self) -> String {
        let warnings = match self.state.warnings.len() {
            0 => None,
            1 => Some("One warning given.".to_owned()),
            count => Some(format!("{count} warnings given.")),
        };
        // Somebody who was told in the end was not left asking.
        let told: Vec<&str> =
            self.state.reached.iter().filter(|reached| reached.told.is_some()).map(|reached| reached.to.as_str()).collect();
        let still = |reached: &&super::Reached| reached.told.is_some() || !told.contains(&reached.to.as_str());
        let reached = self.state.reached.iter().filter(still).map(|reached| match (&reached.told, reached.nobody_free) {
            (Some(Some(name)), _) => {
                format!("{} ({name}) has it: {}.", reached.to, lower(&reached.why))
            }
            (Some(None), _) => format!("{} has it: {}.", reached.to, lower(&reached.why)),
            (None, true) => format!("{} was not free.", reached.to),
            (None, false) => format!("{} was asked for, not told.", reached.to),
        });
        let safety = AlwaysKey::SAFETY.into_iter().filter(|key| self.state.keys.contains(key));
        let safety = safety.map(|key| format!("Safety: {}.", key.in_words().to_lowercase()));
        let mut parts: Vec<String> = safety.chain(warnings).collect();
        for part in reached {
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        parts.join(" ")
    }

    fn promised(&self) -> String {
        let lines = self.state.open_promises().map(|(_, promise)| format!("Promised: {}", self.promise_in_words(promise)));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// A promise in one line: what, who, by when.
    #[must_use]
    pub fn promise_in_words(&self, promise: &PromiseMade) -> String {
        format!("{}; {}; owner {}.", promise.what, self.promise_when(promise), promise.owner)
    }

    /// When a promise is due, in words.
    #[must_use]
    pub fn promise_when(&self, promise: &PromiseMade) -> String {
        let day = promise.by.as_ref().and_then(|plain| Value::read(&crate::tree::FactKind::Date, plain).ok());
        let time = promise.time.as_ref().and_then(|plain| Value::read(&crate::tree::FactKind::Time, plain).ok());
        let day = match day {
            Some(Value::Date(day)) => Some(format!("by {}", shown_day(day, "en-GB", self.now.date()))),
            _ => None,
        };
        let time = match time {
            Some(Value::Time(time)) => Some(format!("at {}", shown_time(time))),
            _ => None,
        };
        match (day, time) {
            (None, None) => "no day set".to_owned(),
            (day, time) => [day, time].into_iter().flatten().collect::<Vec<_>>().join(" "),
        }
    }

    fn noted(&self) -> String {
        self.state.notes.iter().map(|note| format!("Note: {note}")).collect::<Vec<_>>().join("\n")
    }

    fn ended(&self) -> String {
        self.state.ended.map_or_else(String::new, |ended| {
            format!("Outcome: {}. Ended by {}.", ended.outcome.in_words().to_lowercase(), ended.who.in_words())
        })
    }
}

fn join(parts: impl IntoIterator<Item = Option<String>>) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn lower(text: &str) -> String {
    let text = text.trim_end_matches('.');
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

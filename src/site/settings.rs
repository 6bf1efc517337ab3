//! The settings, as they stand in `settings.ron`.

use crate::tree::{Limit, Line, Value, WARNINGS};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Light, dark, or what the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    /// What the system says.
    #[default]
    System,
    /// Dark ink on paper.
    Light,
    /// Light ink on night.
    Dark,
}

/// Numbers that lines may name and that differ by country and site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Numbers {
    /// The crisis line for people who think of ending their life.
    pub crisis_line: String,
    /// The emergency services.
    pub emergency_number: String,
    /// Whoever is on duty for incidents.
    pub duty_number: String,
}

/// A word of the trees and the word this site uses for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Word {
    /// The word as trees have it.
    pub not: String,
    /// The word said here.
    pub but: String,
}

/// Everything that can be set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The agent's name, as it is said to customers.
    pub agent_name: String,
    /// Size of the line to say, in points, 20 to 36.
    pub text_size: u8,
    /// Light, dark or system.
    pub theme: Theme,
    /// Whether the wide window shows cue, better wording, why it works and the map.
    pub explain: bool,
    /// Warnings before a call may be ended, 0 to 3.
    pub warnings: u8,
    /// The employer's word under the last rung of the abuse ladder.
    pub employer_word: String,
    /// Who helps here: supervisor, team lead, duty manager.
    pub help_called: String,
    /// Limits of authority set here, by name, in plain form.
    pub limits: BTreeMap<String, String>,
    /// Telephone numbers.
    pub numbers: Numbers,
    /// Words said differently here.
    pub words: Vec<Word>,
    /// The wheel zooms the canvas of Author; otherwise it scrolls, and zooms with Ctrl.
    pub wheel_zooms: bool,
    /// The score from which a drill is passed, 50 to 100; its gates must be passed as well.
    pub pass_mark: u8,
    /// Whoever works here looks after a team: the whole desk is shown in Train.
    pub looks_after_team: bool,
    /// Keys set here: command to key, such as `"Abuse": "F2"`.
    pub keys: BTreeMap<String, String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            agent_name: String::new(),
            text_size: 27,
            theme: Theme::System,
            explain: true,
            warnings: 2,
            employer_word: "You may end this call now. You have done what was asked of you.".to_owned(),
            help_called: "supervisor".to_owned(),
            limits: BTreeMap::new(),
            numbers: Numbers { crisis_line: String::new(), emergency_number: "999".to_owned(), duty_number: String::new() },
            words: Vec::new(),
            wheel_zooms: false,
            pass_mark: 80,
            looks_after_team: false,
            keys: BTreeMap::new(),
        }
    }
}

impl Settings {
    /// The settings brought back into their bounds.
    #[must_use]
    pub fn in_bounds(mut self) -> Self {
        self.text_size = self.text_size.clamp(20, 36);
        self.warnings = self.warnings.min(3);
        self.pass_mark = self.pass_mark.clamp(50, 100);
        self
    }

    /// What a limit allows here: the site's own value, or the tree's.
    #[must_use]
    pub fn limit(&self, name: &str, limit: Option<&Limit>) -> Option<Value> {
        if name == WARNINGS {
            return Some(Value::Number(i64::from(self.warnings) * 1_000_000));
        }
        let limit = limit?;
        let own = self.limits.get(name).and_then(|value| Value::read(&limit.kind, value).ok());
        own.or_else(|| Value::read(&limit.kind, &limit.at_most).ok())
    }

    /// A text with the words of this site; what stands between braces is left alone.
    #[must_use]
    pub fn in_site_words(&self, text: &str) -> String {
        let help = Word { not: "supervisor".to_owned(), but: self.help_called.clone() };
        let swaps: Vec<&Word> = std::iter::once(&help)
            .chain(&self.words)
            .filter(|word| !word.not.trim().is_empty() && !word.but.trim().is_empty() && word.not != word.but)
            .collect();
        if swaps.is_empty() {
            return text.to_owned();
        }
        let pieces = Line::new(text).pieces;
        let said = pieces.iter().map(|piece| match piece {
            crate::tree::Piece::Fact(name) => format!("{{{name}}}"),
            crate::tree::Piece::Words(words) => swaps.iter().fold((*words).to_owned(), |text, word| swap(&text, word)),
        });
        said.collect()
    }
}

/// Puts one word for another where it stands whole; a capital at its beginning is kept.
fn swap(text: &str, word: &Word) -> String {
    let (small, wanted) = (text.to_lowercase(), word.not.trim().to_lowercase());
    if small.len() != text.len() {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut from = 0;
    while let Some(at) = small[from..].find(&wanted).map(|at| at + from) {
        let end = at + wanted.len();
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_whole = !is_letter(small[..at].chars().next_back()) && !is_letter(small[end..].chars().next());
        out.push_str(&text[from..at]);
        if is_whole {
            let capital = text[at..].chars().next().is_some_and(char::is_uppercase);
            let mut letters = word.but.trim().chars();
            if let Some(first) = letters.next() {
                if capital { out.extend(first.to_uppercase()) } else { out.push(first) }
            }
            out.extend(letters);
        } else {
            out.push_str(&text[at..end]);
        }
        from = end;
    }
    out.push_str(&text[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sites_word_for_help_is_said_and_facts_are_left_alone() {
        let settings = Settings { help_called: "team lead".to_owned(), ..Settings::default() };
        let said = settings.in_site_words("Supervisor? My supervisor, {supervisor_name}, and supervisors.");
        assert_eq!(said, "Team lead? My team lead, {supervisor_name}, and supervisors.");
    }

    #[test]
    fn a_site_limit_replaces_the_trees_and_a_bad_one_does_not() {
        let kind = crate::tree::FactKind::Money("GBP".to_owned());
        let limit = Limit { label: "Credit".to_owned(), kind, at_most: "50.00".to_owned() };
        let mut settings = Settings::default();
        settings.limits.insert("agent_credit".to_owned(), "80".to_owned());
        assert_eq!(settings.limit("agent_credit", Some(&limit)), Some(Value::Money(8000)));
        settings.limits.insert("agent_credit".to_owned(), "lots".to_owned());
        assert_eq!(settings.limit("agent_credit", Some(&limit)), Some(Value::Money(5000)));
    }
}

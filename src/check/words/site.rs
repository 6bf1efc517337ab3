//! What a site adds to the rules: words of its own, rules of its own, other levels, rules left out.

use super::{lexicon::Lexicon, rule::WordRule};
use crate::check::{Level, words::rule::Measure};
use crate::tree::{Place, nearest};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The site's file, `rules.ron` beside its settings.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Site {
    /// Constructions added to named sets, such as `"trade": ["dunning letter"]` for words customers do not know.
    pub sets: BTreeMap<String, Vec<String>>,
    /// Rules of its own.
    pub rules: Vec<WordRule>,
    /// Rules that matter more or less here.
    pub levels: BTreeMap<String, Level>,
    /// Rules that do not hold here.
    pub off: Vec<String>,
}

impl Lexicon {
    /// The shipped rules with what a site adds; `file` is its name for messages.
    ///
    /// # Errors
    /// In words: file, line, column, what is wrong and what to do.
    pub fn with_site(file: &str, text: &str) -> Result<Self, String> {
        let site: Site = crate::tree::options().from_str(text).map_err(|error| {
            let at = error.span.start;
            format!("{file}:{}:{}: {}", at.line, at.col, error.code)
        })?;
        let mut lexicon = Self::shipped_with(&site.sets).map_err(|error| located(file, text, &error))?;
        for rule in site.rules {
            lexicon.add(rule).map_err(|error| located(file, text, &error))?;
        }
        for (name, level) in site.levels {
            lexicon.set_level(&name, level).map_err(|error| located(file, text, &error))?;
        }
        for name in site.off {
            lexicon.turn_off(&name).map_err(|error| located(file, text, &error))?;
        }
        lexicon.index();
        Ok(lexicon)
    }

    fn set_level(&mut self, name: &str, level: Level) -> Result<(), String> {
        let number = self.number(name)?;
        let rule = &mut self.rules[number];
        if matches!(rule.measure, Some(Measure::LineWords | Measure::SentenceWords)) {
            return Err(format!("\"{name}\" has its levels by length, and no other"));
        }
        rule.level = level;
        rule.families.iter_mut().for_each(|family| family.level = None);
        Ok(())
    }

    fn turn_off(&mut self, name: &str) -> Result<(), String> {
        let number = self.number(name)?;
        self.off.insert(number);
        Ok(())
    }

    fn number(&self, name: &str) -> Result<usize, String> {
        let number = self.rules.iter().position(|rule| rule.id == name);
        number.ok_or_else(|| {
            let near = nearest(name, self.rules.iter().map(|rule| rule.id.as_str()));
            let near = near.map_or_else(String::new, |near| format!("; did you mean \"{near}\"?"));
            format!("\"{name}\" is no rule{near}")
        })
    }
}

/// The message with the place of the first string it quotes.
fn located(file: &str, text: &str, error: &str) -> String {
    let quoted = error.find('"').and_then(|open| error[open + 1..].find('"').map(|end| &error[open..open + end + 2]));
    let at = quoted.and_then(|quoted| text.find(quoted)).unwrap_or(0);
    let Place { line, column, .. } = Place::new(text, at..at);
    format!("{file}:{line}:{column}: {error}")
}

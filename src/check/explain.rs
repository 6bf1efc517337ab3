//! A rule explained: what it asks for, why, who says so, and lines that show it.

use super::{Level, Rule, rules, words::Lexicon};

/// Everything that is known of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// Its name.
    pub name: &'static str,
    /// How much a finding of it matters.
    pub level: Level,
    /// What it asks for.
    pub title: &'static str,
    /// Why; empty where the title says it.
    pub why: &'static str,
    /// What to say or do instead; empty for rules of structure, whose findings say it.
    pub better: &'static str,
    /// Who found it out, or says so; empty for rules of structure.
    pub source: &'static str,
    /// Lines it finds.
    pub bad: &'static [String],
    /// Lines near to those that it leaves alone.
    pub good: &'static [String],
}

/// Explains the rule of that name, whatever its case.
///
/// # Errors
/// The names that were probably meant, the nearest first; none where no name is like it.
pub fn explain(name: &str, lexicon: &'static Lexicon) -> Result<Explained, Vec<&'static str>> {
    if let Some(rule) = lexicon.rules().iter().find(|rule| rule.id.eq_ignore_ascii_case(name)) {
        return Ok(Explained {
            name: &rule.id,
            level: rule.level,
            title: &rule.title,
            why: &rule.why,
            better: &rule.better,
            source: &rule.source,
            bad: &rule.bad,
            good: &rule.good,
        });
    }
    if let Some(Rule { name, level, title }) = rules::all().find(|rule| rule.name.eq_ignore_ascii_case(name)) {
        return Ok(Explained { name, level: *level, title, why: "", better: "", source: "", bad: &[], good: &[] });
    }
    let wanted = name.to_uppercase().replace(['-', ' '], "_");
    let parts: Vec<&str> = wanted.split('_').filter(|part| part.len() > 2).collect();
    let mut near: Vec<(usize, &'static str)> = names(lexicon)
        .filter_map(|known| {
            let distance = strsim::osa_distance(&wanted, known);
            let shares = parts.iter().any(|part| known.split('_').any(|other| other == *part));
            (distance <= 1 + known.len() / 3 || shares).then_some((distance, known))
        })
        .collect();
    near.sort_unstable();
    Err(near.into_iter().take(3).map(|(_, name)| name).collect())
}

/// The names of all rules, those of structure first.
pub fn names(lexicon: &'static Lexicon) -> impl Iterator<Item = &'static str> {
    rules::all().map(|rule| rule.name).chain(lexicon.rules().iter().map(|rule| rule.id.as_str()))
}

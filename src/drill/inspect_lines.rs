//! What is wrong with what a persona says: lines that are empty, too long, there twice, or wait for what nobody fills in.

use super::{
    inspect::Report,
    persona::{Band, ByHeat, Persona},
};
use crate::{
    check::Level,
    tree::{Line, Piece},
};
use std::collections::BTreeMap;

/// The most words in one breath.
const BREATH: usize = 25;

/// A line, and what leads to it.
type Said<'a> = (Vec<String>, &'a String);

/// Checks every line, and that there are some for each heat.
pub(super) fn lines(report: &mut Report, persona: &Persona) {
    let all = all_of(persona);
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (path, line) in &all {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        one(report, &path, line);
        let count = seen.entry(line.trim()).or_default();
        *count += 1;
        if *count == 2 && !line.trim().is_empty() {
            let message = format!("“{}” stands there more than once", line.trim());
            let help = "write another; a customer who repeats themselves sounds like a machine";
            report.add("same-line", Level::Hint, &path, message, help);
        }
    }
    for band in [Band::Hot, Band::Warm, Band::Cool] {
        if persona.says.exactly(band).is_empty() {
            let message = format!("nothing stands for what they say when {}", band.in_words());
            report.add(
                "nothing-said",
                Level::Warning,
                &["says", band.in_words()],
                message,
                "write two or three lines for each heat",
            );
        }
    }
    if persona.leaving.is_empty() {
        let message = "nothing stands for what they say when they leave".to_owned();
        report.add("nothing-said", Level::Hint, &["leaving"], message, "write one or two last words");
    }
}

fn one(report: &mut Report, path: &[&str], line: &str) {
    let words = crate::site::spoken(&without_asides(line)).words;
    if line.trim().is_empty() {
        report.add("empty", Level::Error, path, "a line is empty".to_owned(), "write the line, or take it out");
    } else if words > BREATH {
        let help = "angry people speak in short pieces; 25 words are enough";
        report.add("long-line", Level::Warning, path, format!("{words} words in one breath"), help);
    }
    let tells = path.first() == Some(&"tells");
    for piece in Line::new(line).pieces {
        let Piece::Fact(name) = piece else { continue };
        if tells && matches!(name, "value" | "label" | "times") {
            continue;
        }
        let help = if tells {
            "write {value} for what they know, {label} for its name, or {times} for how often"
        } else {
            "write the words themselves; only how a fact is told has {value} in it"
        };
        report.add(
            "placeholder",
            Level::Error,
            path,
            format!("nothing fills {{{name}}} in here; it would be said as it stands"),
            help,
        );
    }
}

/// Every line with what leads to it, in the order of the file.
fn all_of(persona: &Persona) -> Vec<Said<'_>> {
    let mut all: Vec<Said> = Vec::new();
    for (fact, lines) in &persona.tells {
        put(&mut all, &["tells", fact.as_str()], lines);
    }
    for (at, hidden) in persona.hidden.iter().enumerate() {
        all.push((vec!["hidden".to_owned(), at.to_string(), "tells".to_owned()], &hidden.tells));
    }
    if let Some(notice) = &persona.notice {
        put(&mut all, &["notice", "cues"], &notice.cues);
        put(&mut all, &["notice", "strong"], &notice.strong);
    }
    put(&mut all, &["opens"], &persona.opens);
    for (tree, lines) in &persona.opens_elsewhere {
        put(&mut all, &["opens_elsewhere", tree], lines);
    }
    put(&mut all, &["strong"], &persona.strong);
    put_by_heat(&mut all, &["says"], &persona.says);
    for (manner, lines) in &persona.replies {
        put_by_heat(&mut all, &["replies", &format!("{manner:?}")], lines);
    }
    for (answer, lines) in &persona.answers {
        put(&mut all, &["answers", answer], lines);
    }
    put(&mut all, &["leaving"], &persona.leaving);
    all
}

fn put<'a>(all: &mut Vec<Said<'a>>, path: &[&str], lines: &'a [String]) {
    let path = |at: usize| path.iter().map(|part| (*part).to_owned()).chain([at.to_string()]).collect();
    all.extend(lines.iter().enumerate().map(|(at, line)| (path(at), line)));
}

fn put_by_heat<'a>(all: &mut Vec<Said<'a>>, path: &[&str], lines: &'a ByHeat) {
    for (band, lines) in [("hot", &lines.hot), ("warm", &lines.warm), ("cool", &lines.cool)] {
        put(all, &[path, &[band]].concat(), lines);
    }
}

/// A line without what stands in brackets: asides are not spoken.
fn without_asides(line: &str) -> String {
    let mut depth = 0usize;
    line.chars()
        .filter(|c| {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect()
}

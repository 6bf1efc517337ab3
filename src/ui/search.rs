//! The fuzzy search: trees, steps and actions by their words.

use super::{
    author::{AuthorCommand, WordsAt, WordsPlace},
    command::Command,
    keys::chord,
    state::{Overlay, Place, State},
};
use crate::{
    call::Spot,
    tree::{StepId, TreeId},
};
use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{CaseMatching, Normalization, Pattern},
};

/// How many rows are shown at most.
const MOST: usize = 8;

/// One row that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What was found.
    pub title: String,
    /// Where it is.
    pub place: String,
    /// The words beside it.
    pub words: String,
    /// Its key.
    pub key: Option<String>,
    /// What Enter does.
    pub command: Command,
    /// The words that a quick fix would change.
    pub fix: Option<WordsPlace>,
}

/// The rows for what is looked for now, the best first.
#[must_use]
pub fn find(state: &State) -> Vec<Row> {
    match &state.overlay {
        Some(Overlay::Find(finder)) => rows(state, &finder.text, true),
        Some(Overlay::GoTo(finder)) => rows(state, &finder.text, false),
        None if state.place == Place::Home => {
            if state.search.text.trim().is_empty() {
                trees(state)
            } else {
                rows(state, &state.search.text, false)
            }
        }
        _ => Vec::new(),
    }
}

/// Home without a search: every tree on offer.
fn trees(state: &State) -> Vec<Row> {
    let Some(library) = &state.library else {
        return Vec::new();
    };
    let row = |entry: &crate::library::Entry| {
        let tree = entry.document.as_ref()?.tree();
        Some(Row {
            title: tree.title.clone(),
            place: String::new(),
            words: tree.summary.clone(),
            key: None,
            command: Command::StartTree(entry.id.clone()),
            fix: None,
        })
    };
    // "Take a call" comes first, so that Enter on an untouched Home takes a call.
    let first = Row {
        title: Command::TakeCall.text().to_owned(),
        place: String::new(),
        words: Command::TakeCall.help().to_owned(),
        key: None,
        command: Command::TakeCall,
        fix: None,
    };
    let offered = library.entries.iter().filter(|entry| entry.is_offered());
    std::iter::once(first).chain(offered.filter_map(row)).collect()
}

fn rows(state: &State, text: &str, with_actions: bool) -> Vec<Row> {
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::parse(text, CaseMatching::Ignore, Normalization::Smart);
    let mut buffer = Vec::new();
    let mut scored: Vec<(u32, Row)> = Vec::new();
    let mut score =
        |text: &str, weight: u32| pattern.score(Utf32Str::new(text, &mut buffer), &mut matcher).map(|score| score * weight);
    if with_actions {
        for command in Command::listed().iter().filter(|command| state.can(command)) {
            // An action is one Enter away: it is found by its own words, never by letters scattered in them.
            let named = |words: &str| text.split_whitespace().all(|word| words.to_lowercase().contains(&word.to_lowercase()));
            if let Some(best) = score(command.text(), 4).or_else(|| score(command.help(), 2))
                && (named(command.text()) || named(command.help()))
            {
                let key = chord(&state.site, command).map(super::keys::Chord::shown);
                let words = command.help().to_owned();
                let (title, place) = (command.text().to_owned(), "Action".to_owned());
                scored.push((best, Row { title, place, words, key, command: command.clone(), fix: None }));
            }
        }
    }
    let typed: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let here = state.session.as_ref().map(|session| session.call.spot().tree.to_string());
    let of_author = state.place == Place::Author;
    for hit in state.hits.iter().filter(|hit| hit.is_offered || of_author) {
        let best = score(&hit.title, 3).max(score(&hit.words, 2));
        let best = best.or_else(|| score(&format!("{} {} {}", hit.title, hit.tree_title, hit.words), 1));
        // A line is found by words that stand in it, never by letters scattered over it.
        let lines = hit.lines.iter().filter(|line| stands_in(&typed, &line.words));
        let line = lines.filter_map(|line| Some((score(&line.words, 2)?, line))).reduce(|a, b| if b.0 > a.0 { b } else { a });
        let Some(best) = best.max(line.map(|(score, _)| score)) else { continue };
        let line = line.map(|(_, line)| line);
        // A step of the tree in hand is likelier meant than one elsewhere.
        let nearness = u32::from(here.as_ref() == Some(&hit.tree)) * 20;
        let tree = TreeId::new(&hit.tree);
        let in_author = state.place == Place::Author;
        let command = match (&hit.step, tree) {
            (step, Ok(_)) if in_author => AuthorCommand::OpenAt(hit.tree.clone(), step.clone().unwrap_or_default()).into(),
            (Some(step), Ok(tree)) => match StepId::new(step) {
                Ok(step) => Command::JumpTo(Spot { tree, step }),
                Err(_) => continue,
            },
            (None, _) if state.session.is_none() => Command::StartTree(hit.tree.clone()),
            (None, Ok(tree)) => {
                let start = state
                    .library
                    .as_ref()
                    .and_then(|library| Some(library.entry(&hit.tree)?.document.as_ref()?.tree().start.clone()));
                match start {
                    Some(step) => Command::JumpTo(Spot { tree, step }),
                    None => continue,
                }
            }
            (_, Err(_)) => continue,
        };
        let place = if hit.step.is_some() { hit.tree_title.clone() } else { "Tree".to_owned() };
        let words = line.map_or_else(|| hit.words.clone(), |line| line.words.clone());
        let fix = hit.step.as_deref().and_then(|step| StepId::new(step).ok()).map(|step| {
            // What was found, else the first line; a step without lines is known by its task or title.
            let line = line.or(hit.lines.first()).map(|line| WordsAt::Line(line.list, line.at));
            WordsPlace { tree: hit.tree.clone(), step, at: line.unwrap_or(WordsAt::Title) }
        });
        scored.push((best + nearness, Row { title: hit.title.clone(), place, words, key: None, command, fix }));
    }
    scored.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.title.cmp(&b.1.title)));
    scored.into_iter().take(MOST).map(|(_, row)| row).collect()
}

/// Whether each of these words, in small letters, stands in a text.
fn stands_in(words: &[String], text: &str) -> bool {
    let text = text.to_lowercase();
    !words.is_empty() && words.iter().all(|word| text.contains(word.as_str()))
}

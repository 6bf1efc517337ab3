//! The search: trees, steps and actions by their words.

mod words;

use super::{
    author::{AuthorCommand, WordsAt, WordsPlace},
    command::Command,
    keys::chord,
    state::{Overlay, Place, State},
    train::{CastCommand, TrainCommand},
};
use crate::{
    call::Spot,
    edit::LineList,
    library::{Hit, HitLine},
    tree::{StepId, TreeId},
};
use words::{Query, Words};

/// How many rows are shown at most.
const MOST: usize = 8;

/// How many letters of a line stand before the word that was found, at most.
const BEFORE: usize = 28;

/// What the search looks through, its words made ready.
#[derive(Debug, Default)]
pub struct Index(Vec<Indexed>);

#[derive(Debug)]
struct Indexed {
    hit: Hit,
    title: Words,
    tree_title: Words,
    said: Vec<Said>,
}

/// Words of a step, and where they stand: a line, or a task where no line comes first. Of a tree, its summary.
#[derive(Debug)]
struct Said {
    at: WordsAt,
    text: String,
    words: Words,
}

impl Index {
    /// Makes these ready.
    #[must_use]
    pub fn new(hits: Vec<Hit>) -> Self {
        Self(hits.into_iter().map(Indexed::new).collect())
    }

    /// What it was made of.
    pub fn iter(&self) -> impl Iterator<Item = &Hit> {
        self.0.iter().map(|indexed| &indexed.hit)
    }
}

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
    /// It has words close to what was typed, not those words; it is looked at before it is changed.
    pub is_close: bool,
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
            is_close: false,
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
        is_close: false,
    };
    let offered = library.entries.iter().filter(|entry| entry.is_offered());
    std::iter::once(first).chain(offered.filter_map(row)).collect()
}

/// Exact rows, the best first, then those that are close to what was typed.
fn rows(state: &State, text: &str, with_actions: bool) -> Vec<Row> {
    let query = Query::new(text);
    if query.is_empty() && !text.trim().is_empty() {
        return Vec::new();
    }
    let mut scored: Vec<(u32, Row)> = if with_actions { actions(state, &query) } else { Vec::new() };
    if state.place == Place::Train {
        scored.extend(customers(state, &query));
    }
    let of_author = state.place == Place::Author;
    let seen = || state.hits.0.iter().filter(|indexed| indexed.hit.is_offered || of_author);
    let found = seen().filter_map(|indexed| {
        let (fit, said) = indexed.found_by(&query)?;
        Some((fit + nearness(state, &indexed.hit), indexed, said))
    });
    let mut found: Vec<(u32, &Indexed, usize)> = found.collect();
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.hit.title.cmp(&b.1.hit.title)));
    let exact = found.into_iter().filter_map(|(score, indexed, said)| Some((score, row(state, &query, indexed, said)?)));
    scored.extend(exact.take(MOST));
    scored.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.title.cmp(&b.1.title)));
    let mut rows: Vec<Row> = scored.into_iter().take(MOST).map(|(_, row)| row).collect();
    if rows.len() < MOST && !query.is_empty() {
        let others = seen().filter(|indexed| indexed.found_by(&query).is_none());
        let mut close: Vec<_> = others.filter_map(|indexed| Some((indexed.close_to(&query)?, indexed))).collect();
        close.sort_by_key(|((in_title, _), _)| !in_title);
        let close = close
            .into_iter()
            .filter_map(|((_, said), indexed)| Some(Row { fix: None, is_close: true, ..row(state, &query, indexed, said)? }));
        let room = MOST - rows.len();
        rows.extend(close.take(room));
    }
    rows
}

/// The actions that can be used now and have these words. An action is one Enter away: nothing close to it will do.
fn actions(state: &State, query: &Query) -> Vec<(u32, Row)> {
    let found = |command: &&Command| {
        let (text, help) = (Words::of(command.text()), Words::of(command.help()));
        query.fit(&[&text]).map(|fit| fit + 40).or_else(|| query.fit(&[&text, &help]).map(|fit| fit + 20))
    };
    let row = |command: &Command| Row {
        title: command.text().to_owned(),
        place: "Action".to_owned(),
        words: command.help().to_owned(),
        key: chord(&state.site, command).map(super::keys::Chord::shown),
        command: command.clone(),
        fix: None,
        is_close: false,
    };
    let usable = Command::listed().iter().filter(|command| state.can(command));
    usable.filter_map(|command| Some((found(&command)?, row(command)))).collect()
}

/// The simulated customers, in Train: each opens where a drill is chosen, or in the editor while it is open.
fn customers(state: &State, query: &Query) -> Vec<(u32, Row)> {
    if query.is_empty() {
        return Vec::new();
    }
    let row = |persona: &crate::drill::Persona| Row {
        title: persona.name.clone(),
        place: "Customer".to_owned(),
        words: persona.summary.clone(),
        key: None,
        command: if state.training.cast.is_some() {
            TrainCommand::Cast(CastCommand::Open(persona.id.clone())).into()
        } else {
            TrainCommand::ShowCustomer(persona.id.clone()).into()
        },
        fix: None,
        is_close: false,
    };
    let fit = |persona: &crate::drill::Persona| query.fit(&[&Words::of(&persona.name)]).map(|fit| fit + 30);
    state.training.personas.iter().filter_map(|persona| Some((fit(persona)?, row(persona)))).collect()
}

/// A step of the tree in hand is likelier meant than one elsewhere.
fn nearness(state: &State, hit: &Hit) -> u32 {
    let in_call = state.session.as_ref().is_some_and(|session| session.call.spot().tree.as_str() == hit.tree);
    let in_author = state.place == Place::Author && state.authoring.as_ref().is_some_and(|author| author.id == hit.tree);
    if in_call || in_author { 8 } else { 0 }
}

impl Indexed {
    fn new(hit: Hit) -> Self {
        let line = |line: &HitLine| (WordsAt::Line(line.list, line.at), line.words.clone());
        let first_is_line = hit.lines.first().is_some_and(|line| line.list == LineList::Say);
        let beside = (!first_is_line && !hit.words.is_empty()).then(|| (WordsAt::Task, hit.words.clone()));
        let said = beside.into_iter().chain(hit.lines.iter().map(line));
        let said = said.map(|(at, text)| Said { at, words: Words::of(&text), text }).collect();
        Self { title: Words::of(&hit.title), tree_title: Words::of(&hit.tree_title), said, hit }
    }

    /// How well this has what is looked for, and which of its words have most of it.
    fn found_by(&self, query: &Query) -> Option<(u32, usize)> {
        if query.is_empty() {
            return Some((0, 0));
        }
        // A title says what a step is for: its words count for more than those of a line.
        let title = query.fit(&[&self.title]).map(|fit| fit + 30);
        let said = self.best(|words| query.fit(&[words])).map(|(fit, at)| (fit + 20, at));
        if title.is_some() || said.is_some() {
            let at = said.map_or(0, |(_, at)| at);
            return title.max(said.map(|(fit, _)| fit)).map(|fit| (fit, at));
        }
        // Spread over the titles and one line.
        let together = query.fit(&[&self.title, &self.tree_title]).map(|fit| (fit, 0));
        together.or_else(|| self.best(|words| query.fit(&[&self.title, &self.tree_title, words])))
    }

    /// Which of its words fit best; the first of those that fit alike.
    fn best(&self, fit: impl Fn(&Words) -> Option<u32>) -> Option<(u32, usize)> {
        let all = self.said.iter().enumerate().filter_map(|(at, said)| Some((fit(&said.words)?, at)));
        all.reduce(|best, next| if next.0 > best.0 { next } else { best })
    }

    /// Whether this has words close to what is looked for: whether its title has, and which of its words.
    fn close_to(&self, query: &Query) -> Option<(bool, usize)> {
        let in_title = query.is_close(&[&self.title]);
        let said = self.said.iter().position(|said| query.is_close(&[&said.words]));
        let is_close = in_title || said.is_some() || query.is_close(&[&self.title, &self.tree_title]);
        is_close.then(|| (in_title, said.unwrap_or_default()))
    }
}

/// What is shown of something found, and what Enter does with it.
fn row(state: &State, query: &Query, indexed: &Indexed, said: usize) -> Option<Row> {
    let hit = &indexed.hit;
    let command = command(state, hit)?;
    let place = if hit.step.is_some() { hit.tree_title.clone() } else { "Tree".to_owned() };
    // A step without a line or a task is known by its title.
    let said = indexed.said.get(said);
    let at = said.map_or(WordsAt::Title, |said| said.at);
    let words = said.map_or_else(String::new, |said| passage(query, &said.text));
    let step = hit.step.as_deref().and_then(|step| StepId::new(step).ok());
    let fix = step.map(|step| WordsPlace { tree: hit.tree.clone(), step, at });
    Some(Row { title: hit.title.clone(), place, words, key: None, command, fix, is_close: false })
}

fn command(state: &State, hit: &Hit) -> Option<Command> {
    if state.place == Place::Author {
        return Some(AuthorCommand::OpenAt(hit.tree.clone(), hit.step.clone().unwrap_or_default()).into());
    }
    let tree = TreeId::new(&hit.tree).ok()?;
    let step = match &hit.step {
        Some(step) => StepId::new(step).ok()?,
        None if state.session.is_none() => return Some(Command::StartTree(hit.tree.clone())),
        None => state.library.as_ref()?.entry(&hit.tree)?.document.as_ref()?.tree().start.clone(),
    };
    Some(Command::JumpTo(Spot { tree, step }))
}

/// Words from a little before those that were found, so that these are in sight however long the line is.
fn passage(query: &Query, words: &str) -> String {
    let Some(found) = query.first_in(words) else { return words.to_owned() };
    if words[..found].chars().count() <= BEFORE {
        return words.to_owned();
    }
    let near = words[..found].char_indices().rev().nth(BEFORE / 2).map_or(0, |(at, _)| at);
    let from = words[near..found].find(' ').map_or(found, |space| near + space + 1);
    format!("… {}", &words[from..])
}

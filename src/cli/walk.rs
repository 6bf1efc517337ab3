//! `evenkeel walk`.

use super::{
    Ending, Global, print,
    wanted::{Mover, NoMove},
};
use crate::{
    call::{Call, Opening},
    library::Library,
    site::Settings,
    tree::{Kind, Mood},
};
use anyhow::{Context as _, anyhow};
use serde::Serialize;
use std::{collections::BTreeMap, sync::Arc};

/// Plays moves through a tree and prints the path; nothing is recorded.
#[derive(Debug, clap::Args)]
pub struct Walk {
    /// A name in the library, or a path
    #[arg(value_name = "TREE")]
    tree: String,
    /// The step to start at
    #[arg(long, value_name = "STEP")]
    from: Option<String>,
    /// The mood to start in
    #[arg(long, value_enum)]
    mood: Option<MoodWord>,
    /// A fact known from the start
    #[arg(long, value_name = "NAME=VALUE")]
    fact: Vec<String>,
    /// A number, the beginning of an answer, +name=value, or
    /// @abuse @safety @supervisor @return @hold @cutoff @heated @calm @back @pass @jump=STEP
    #[arg(value_name = "MOVE")]
    moves: Vec<String>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum MoodWord {
    Calm,
    Heated,
}

impl From<MoodWord> for Mood {
    fn from(word: MoodWord) -> Self {
        match word {
            MoodWord::Calm => Self::Calm,
            MoodWord::Heated => Self::Heated,
        }
    }
}

#[derive(Serialize)]
struct Path {
    tree: String,
    revision: u32,
    steps: Vec<Step>,
    facts: BTreeMap<String, String>,
    missing: Vec<String>,
    promises: Vec<Promise>,
    mood: Mood,
    outcome: Option<crate::tree::Outcome>,
    finished: bool,
}

#[derive(Serialize)]
struct Step {
    tree: String,
    id: String,
    title: String,
    kind: &'static str,
    stage: crate::tree::Stage,
    line: Option<String>,
    answer: Option<String>,
    by_itself: bool,
}

#[derive(Serialize)]
struct Promise {
    what: String,
    owner: String,
    by: Option<String>,
}

impl Walk {
    pub(super) fn run(self, global: &Global) -> anyhow::Result<Ending> {
        let now = global.now();
        let wanted = Library::find(&self.tree, &global.folders().trees).map_err(|error| anyhow!(error))?;
        let opening = Opening {
            tree: wanted.id,
            from: self.from,
            mood: self.mood.map(Mood::from),
            reference: String::new(),
            outside: None,
        };
        let mut call = Call::begin(&wanted.trees, Arc::new(Settings::default()), &opening, now)?;
        let facts = super::facts(&self.fact)?;
        if let Some(error) = call.fill(facts, now).first() {
            return Err(anyhow!("{error}"));
        }
        let mut walk = Walked { call, lines: Vec::new() };
        let mut mover = Mover::default();
        let mut failed: Option<NoMove> = None;
        for (place, text) in self.moves.iter().enumerate() {
            walk.note_line(now);
            if let Err(error) = mover.make(&mut walk.call, text, now) {
                // A greyed answer pressed twice is taken.
                if self.moves.get(place + 1) == Some(text) && error.message.ends_with("take it all the same") {
                    continue;
                }
                failed = Some(error);
                break;
            }
        }
        walk.note_line(now);
        let path = walk.path(now);
        print(&format!("{}\n", serde_json::to_string_pretty(&path).context("the path as JSON")?))?;
        match failed {
            None => Ok(Ending::Fine),
            Some(error) => {
                eprintln!("{}", error.message);
                for answer in error.answers {
                    eprintln!("  {answer}");
                }
                Ok(Ending::Wrong)
            }
        }
    }
}

/// A call, and the line that stood on each step of its path.
struct Walked {
    call: Call,
    lines: Vec<Option<String>>,
}

impl Walked {
    fn note_line(&mut self, now: &jiff::Zoned) {
        let reading = self.call.read(now);
        let path = &self.call.state().path;
        self.lines.truncate(path.len());
        while self.lines.len() < path.len() {
            let step = self.call.trees().step(&path[self.lines.len()].spot);
            self.lines.push(step.and_then(|step| reading.line_of(step, 0)).map(|line| line.with_names()));
        }
        if let Some(last) = self.lines.last_mut() {
            *last = reading.line(0).map(|line| line.with_names());
        }
    }

    fn path(&self, now: &jiff::Zoned) -> Path {
        let state = self.call.state();
        let steps = state.path.iter().zip(&self.lines).filter_map(|(entry, line)| {
            let step = self.call.trees().step(&entry.spot)?;
            Some(Step {
                tree: entry.spot.tree.to_string(),
                id: entry.spot.step.to_string(),
                title: step.title.clone(),
                kind: step.kind.word(),
                stage: step.stage,
                line: line.clone(),
                answer: entry.left_by.clone(),
                by_itself: entry.by_itself,
            })
        });
        let kind = self.call.trees().step(self.call.spot()).map(|step| step.kind.clone());
        let outcome = match kind {
            Some(Kind::End(outcome))
                if state.returns.is_empty()
                    || matches!(outcome, crate::tree::Outcome::CutOff | crate::tree::Outcome::EndedEarly) =>
            {
                Some(outcome)
            }
            _ => None,
        };
        let first = state.path.first().map(|entry| &entry.spot.tree);
        let tree = first.and_then(|id| self.call.trees().tree(id.as_str()));
        Path {
            tree: tree.map(|tree| tree.id.to_string()).unwrap_or_default(),
            revision: tree.map_or(0, |tree| tree.revision),
            steps: steps.collect(),
            facts: state.facts.iter().map(|(name, known)| (name.clone(), known.value.plain(&known.kind))).collect(),
            missing: self.call.read(now).gaps(0).into_iter().map(|gap| gap.name).collect(),
            promises: state
                .open_promises()
                .map(|(_, promise)| Promise { what: promise.what.clone(), owner: promise.owner.clone(), by: promise.by.clone() })
                .collect(),
            mood: state.mood,
            outcome,
            finished: outcome.is_some(),
        }
    }
}

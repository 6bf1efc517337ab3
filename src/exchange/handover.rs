//! A hand-over file: a call as it stands, which opens at the same step on another machine.

use crate::{
    call::{Call, Card, Event, Pinned, Spot, Trees, What},
    library::{FileError, read_text, write_atomically},
    site::Settings,
    tree::{FactKind, Mood, TreeId, options, read},
};
use jiff::Zoned;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, path::Path, sync::Arc};

/// The file's format.
const FORMAT: u32 = 1;

/// Everything the next person needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    format: u32,
    /// Who handed it over.
    pub agent: String,
    /// The reference given to the customer.
    pub reference: String,
    outside: Option<String>,
    /// The card, to read first.
    pub card: String,
    at: Spot,
    mood: Mood,
    facts: Vec<(String, FactKind, String, bool)>,
    promises: Vec<(String, String, Option<String>, Option<String>)>,
    notes: Vec<String>,
    path: Vec<String>,
    /// Tree texts by name.
    trees: BTreeMap<TreeId, String>,
}

impl HandOver {
    /// The hand-over of a call as it stands.
    #[must_use]
    pub fn new(call: &Call, now: &Zoned) -> Self {
        let (state, reading) = (call.state(), call.read(now));
        let card: Card = reading.card();
        let named = call.events().iter().flat_map(|event| match &event.what {
            What::Started { texts, .. } => texts.keys().cloned().collect(),
            What::Pinned { tree, .. } => vec![tree.clone()],
            _ => Vec::new(),
        });
        Self {
            format: FORMAT,
            agent: state.agent.clone(),
            reference: state.reference.clone(),
            outside: state.outside.clone(),
            card: card.text(),
            at: call.spot().clone(),
            mood: state.mood,
            facts: state
                .facts
                .iter()
                .map(|(name, known)| (name.clone(), known.kind.clone(), known.value.plain(&known.kind), known.private))
                .collect(),
            promises: state
                .open_promises()
                .map(|(_, promise)| (promise.what.clone(), promise.owner.clone(), promise.by.clone(), promise.time.clone()))
                .collect(),
            notes: state.notes.clone(),
            path: state.path.iter().map(|entry| reading.title(&entry.spot)).collect(),
            trees: named.filter_map(|id| Some((id.clone(), call.trees().pinned(id.as_str())?.text.to_string()))).collect(),
        }
    }

    /// Takes the call up at the same step, as this agent's own.
    ///
    /// # Errors
    /// When a tree in the file cannot be read, or the step is not in it.
    pub fn take_up(&self, site: Arc<Settings>, now: &Zoned) -> Result<Call, String> {
        let mut pinned = Vec::new();
        for (id, text) in &self.trees {
            let document = read(text).map_err(|_| format!("the tree \"{id}\" in this file cannot be read"))?;
            pinned.push(Arc::new(Pinned::new(&document)));
        }
        let trees = Trees::new(pinned);
        let tree = trees
            .tree(self.at.tree.as_str())
            .ok_or_else(|| format!("the tree \"{}\" is missing from this file", self.at.tree))?;
        if trees.step(&self.at).is_none() {
            return Err(format!("the step \"{}\" is missing from the tree in this file", self.at));
        }
        let texts = trees.all().map(|pinned| (pinned.tree.id.clone(), pinned.hash.clone())).collect();
        let started = What::Started {
            tree: self.at.tree.clone(),
            step: self.at.step.clone(),
            revision: tree.revision,
            mood: self.mood,
            agent: site.agent_name.clone(),
            reference: self.reference.clone(),
            outside: self.outside.clone(),
            texts,
        };
        let facts = self.facts.iter().cloned().map(|(name, kind, value, private)| What::FactSet { name, kind, value, private });
        let promises = self.promises.iter().cloned();
        let promises = promises.map(|(what, owner, by, time)| What::Promised { at: self.at.clone(), what, owner, by, time });
        let from = if self.agent.is_empty() { "another agent" } else { &self.agent };
        let path = format!("Handed over by {from}, after: {}", self.path.join(", "));
        let notes = self.notes.iter().cloned().chain([path]).map(|text| What::Noted { at: self.at.clone(), text });
        let what = std::iter::once(started).chain(facts).chain(promises).chain(notes);
        let events = what.zip(1..).map(|(what, number)| Event { number, at: now.timestamp(), what });
        Call::from_events(trees, site, events.collect())
    }
}

/// Writes a hand-over file.
///
/// # Errors
/// When the disk refuses.
pub fn write_hand_over(path: &Path, hand_over: &HandOver) -> Result<(), FileError> {
    let text = options().to_string_pretty(hand_over, ron::ser::PrettyConfig::new().struct_names(true)).unwrap_or_default();
    write_atomically(path, text.as_bytes())
}

/// Reads a hand-over file.
///
/// # Errors
/// In words: what keeps it from being read.
pub fn read_hand_over(path: &Path) -> Result<HandOver, String> {
    let text = read_text(path).map_err(|error| error.to_string())?;
    let hand_over: HandOver = options().from_str(&text).map_err(|error| {
        let at = error.span.start;
        format!("{}:{}:{}: this is no hand-over file: {}", path.display(), at.line, at.col, error.code)
    })?;
    if hand_over.format > FORMAT {
        return Err(format!("this hand-over file was made by a newer Evenkeel: {}", path.display()));
    }
    Ok(hand_over)
}

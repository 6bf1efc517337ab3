//! What a new text of one tree would bring: its findings, and those it causes in the trees around it.

use super::{open::of_each, read_tree, ron_files};
use crate::{
    check::{Finding, Level, Source, check},
    tree::{Document, FactId, FactKind, StepId, Tree},
};
use std::{collections::HashMap, path::Path};

/// The trees of a library around one of them.
pub(super) struct Weigh {
    id: String,
    file: String,
    others: Vec<Source>,
    elsewhere: Option<String>,
}

impl Weigh {
    /// Reads the trees around that one.
    pub fn new(folder: &Path, id: &str, live: &Path) -> Self {
        let mut files = ron_files(folder).unwrap_or_default();
        files.retain(|path| path != live);
        let read = of_each(&files, |path| Some(Source { file: path.display().to_string(), document: read_tree(path).ok()? }));
        let (same, others): (Vec<Source>, Vec<Source>) =
            read.into_iter().flatten().partition(|source| source.document.tree().id == *id);
        let elsewhere = same.into_iter().next().map(|source| source.file);
        Self { id: id.to_owned(), file: live.display().to_string(), others, elsewhere }
    }

    /// Another file that holds a tree of the same name.
    pub fn elsewhere(&self) -> Option<&str> {
        self.elsewhere.as_deref()
    }

    /// The findings of the tree with that text.
    pub fn own(&self, document: &Document) -> Vec<Finding> {
        check(&[self.source(document)], &self.others)
    }

    /// Errors that the new text causes in other trees and the old one did not.
    pub fn caused(&self, old: Option<&Document>, new: &Document) -> Vec<Finding> {
        let Some(touched) = self.touched(old.map(|old| &**old.tree()), new.tree()) else {
            return Vec::new();
        };
        let errors = |document: Option<&Document>| {
            let around: Vec<Source> = self.others.iter().cloned().chain(document.map(|document| self.source(document))).collect();
            let mut findings = check(&touched, &around);
            findings.retain(|finding| finding.level == Level::Error);
            findings
        };
        let after = errors(Some(new));
        if after.is_empty() { after } else { Brought::between(&errors(old), after).new }
    }

    /// The other trees that may mind the change; nothing where none can: only its steps and the types of its facts
    /// are seen from outside.
    fn touched(&self, old: Option<&Tree>, new: &Tree) -> Option<Vec<Source>> {
        let has_same_steps = old.is_some_and(|old| old.start == new.start && names(old).eq(names(new)));
        let has_same_facts = old.is_some_and(|old| old.facts.len() == new.facts.len() && kinds(old).eq(kinds(new)));
        if has_same_steps && has_same_facts {
            return None;
        }
        let way = format!("\"{}/", self.id);
        let leads_here = |source: &&Source| !has_same_facts || source.document.text().contains(&way);
        Some(self.others.iter().filter(leads_here).cloned().collect())
    }

    fn source(&self, document: &Document) -> Source {
        Source { file: self.file.clone(), document: document.clone() }
    }
}

/// Findings after a change, told apart by whether they were there before.
pub(super) struct Brought {
    /// The change brought them.
    pub new: Vec<Finding>,
    /// They were there before, at whatever line.
    pub older: Vec<Finding>,
}

impl Brought {
    /// Tells the findings after a change apart.
    pub fn between(before: &[Finding], after: Vec<Finding>) -> Self {
        let mut known: HashMap<Key, usize> = HashMap::new();
        for finding in before {
            *known.entry(key(finding)).or_default() += 1;
        }
        let is_older = |finding: &Finding| match known.get_mut(&key(finding)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        };
        let (older, new) = after.into_iter().partition(is_older);
        Self { new, older }
    }
}

fn names(tree: &Tree) -> impl Iterator<Item = (&StepId, &[StepId])> {
    tree.steps.iter().map(|(id, step)| (id, step.was.as_slice()))
}

fn kinds(tree: &Tree) -> impl Iterator<Item = (&FactId, &FactKind)> {
    tree.facts.iter().map(|(id, fact)| (id, &fact.kind))
}

/// What makes two findings the same, wherever in its text each stands.
type Key = (&'static str, String, Option<String>, String);

fn key(finding: &Finding) -> Key {
    (finding.rule, finding.tree.clone(), finding.step.clone(), finding.message.clone())
}

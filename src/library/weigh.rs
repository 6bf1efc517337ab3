//! What a new text of one tree would bring: its findings, and those it causes in the trees around it.

use super::{read_tree, ron_files};
use crate::{
    check::{Finding, Level, Source, check},
    tree::Document,
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
        let files = ron_files(folder).unwrap_or_default();
        let read = files
            .iter()
            .filter(|path| *path != live)
            .filter_map(|path| Some(Source { file: path.display().to_string(), document: read_tree(path).ok()? }));
        let (same, others): (Vec<Source>, Vec<Source>) = read.partition(|source| source.document.tree().id == *id);
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
        let errors = |document: Option<&Document>| {
            let own: Vec<Source> = document.map(|document| self.source(document)).into_iter().collect();
            let mut findings = check(&self.others, &own);
            findings.retain(|finding| finding.level == Level::Error && finding.tree != self.id);
            findings
        };
        let after = errors(Some(new));
        if after.is_empty() { after } else { Brought::between(&errors(old), after).new }
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

/// What makes two findings the same, wherever in its text each stands.
type Key = (&'static str, String, Option<String>, String);

fn key(finding: &Finding) -> Key {
    (finding.rule, finding.tree.clone(), finding.step.clone(), finding.message.clone())
}

//! A waiting draft takes what became live meanwhile: a merge of three texts.

use crate::tree::{Document, Tree, read};
use indexmap::IndexMap;
use std::{hash::Hash, sync::Arc};

/// A draft that took what became live.
#[derive(Clone, Debug)]
pub(super) struct Rebased {
    /// Its text.
    pub text: Arc<str>,
    /// Where both had changed the same; the draft's own words stand there.
    pub conflicts: Vec<String>,
}

/// Brings into `ours` what changed from `base` to `theirs`; nothing where one of them cannot be read.
pub(super) fn rebase(base: &str, ours: &str, theirs: &str) -> Option<Rebased> {
    let (base, ours, theirs) = (read(base).ok()?, read(ours).ok()?, read(theirs).ok()?);
    let mut conflicts = Vec::new();
    let merged = merge(base.tree(), ours.tree(), theirs.tree(), &mut conflicts);
    let document: Document = ours.with_tree(&merged).ok()?;
    Some(Rebased { text: Arc::clone(document.text()), conflicts })
}

fn merge(base: &Tree, ours: &Tree, theirs: &Tree, conflicts: &mut Vec<String>) -> Tree {
    let mut merged = ours.clone();
    merged.steps = entries(&base.steps, &ours.steps, &theirs.steps, conflicts);
    merged.facts = entries(&base.facts, &ours.facts, &theirs.facts, conflicts);
    merged.limits = entries(&base.limits, &ours.limits, &theirs.limits, conflicts);
    merged.revision = theirs.revision;
    merged.status = theirs.status;
    merged
}

fn entries<K: Eq + Hash + Clone + AsRef<str>, V: PartialEq + Clone>(
    base: &IndexMap<K, V>,
    ours: &IndexMap<K, V>,
    theirs: &IndexMap<K, V>,
    conflicts: &mut Vec<String>,
) -> IndexMap<K, V> {
    let mut merged = ours.clone();
    for key in theirs.keys().chain(base.keys()) {
        let (was, mine, other) = (base.get(key), ours.get(key), theirs.get(key));
        if other == was || other == mine {
            continue;
        }
        if mine != was {
            conflicts.push(key.as_ref().to_owned());
        } else if let Some(other) = other {
            merged.insert(key.clone(), other.clone());
        } else {
            merged.shift_remove(key);
        }
    }
    merged
}

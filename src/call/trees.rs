//! The texts a call runs on.

use super::event::Spot;
use crate::tree::{AlwaysKey, Document, Step, Target, Tree, TreeId, ways};
use sha2::{Digest as _, Sha256};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// A tree, its text and the text's hash.
#[derive(Clone, Debug)]
pub struct Pinned {
    /// SHA-256 of the text, in hexadecimal.
    pub hash: String,
    /// The text.
    pub text: Arc<str>,
    /// The tree.
    pub tree: Arc<Tree>,
}

impl Pinned {
    /// Pins a document.
    #[must_use]
    pub fn new(document: &Document) -> Self {
        Self { hash: hash(document.text()), text: Arc::clone(document.text()), tree: Arc::clone(document.tree()) }
    }
}

/// The hash by which a text is kept.
#[must_use]
pub fn hash(text: &str) -> String {
    use std::fmt::Write as _;
    Sha256::digest(text.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The trees a call can enter, by name.
#[derive(Clone, Debug, Default)]
pub struct Trees(BTreeMap<TreeId, Arc<Pinned>>);

impl Trees {
    /// Trees from their pinned texts.
    pub fn new(pinned: impl IntoIterator<Item = Arc<Pinned>>) -> Self {
        Self(pinned.into_iter().map(|pinned| (pinned.tree.id.clone(), pinned)).collect())
    }

    /// A tree by name.
    #[must_use]
    pub fn tree(&self, id: &str) -> Option<&Arc<Tree>> {
        self.0.get(id).map(|pinned| &pinned.tree)
    }

    /// A tree's pinned text by name.
    #[must_use]
    pub fn pinned(&self, id: &str) -> Option<&Arc<Pinned>> {
        self.0.get(id)
    }

    /// Every tree, by name.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Pinned>> {
        self.0.values()
    }

    /// The step at a spot.
    #[must_use]
    pub fn step(&self, spot: &Spot) -> Option<&Arc<Step>> {
        self.tree(spot.tree.as_str())?.steps.get(&spot.step)
    }

    /// Adds trees that are not known yet; known ones stay as they are.
    pub fn know(&mut self, more: &Self) {
        for (id, pinned) in &more.0 {
            self.0.entry(id.clone()).or_insert_with(|| Arc::clone(pinned));
        }
    }

    /// The spot an address means, seen from a tree; nothing if there is no such step.
    #[must_use]
    pub fn spot(&self, from: &TreeId, target: &Target) -> Option<Spot> {
        let tree = target.tree().unwrap_or(from);
        let (step, _) = self.tree(tree.as_str())?.find(target.step().as_str())?;
        Some(Spot { tree: tree.clone(), step: step.clone() })
    }

    /// The spot behind an always-key in a tree: its own step, or the shared one.
    #[must_use]
    pub fn behind(&self, key: AlwaysKey, tree: &TreeId) -> Option<Spot> {
        let own = self.tree(tree.as_str()).and_then(|tree| key.own(&tree.always).cloned());
        if let Some(target) = own {
            return self.spot(tree, &target);
        }
        let (tree, step) = key.shared();
        self.spot(&TreeId::new(tree).ok()?, &Target::new(step).ok()?)
    }

    /// The trees that a call beginning in `tree` can come to by answers and always-keys, itself included.
    #[must_use]
    pub fn within_reach(&self, tree: &TreeId) -> BTreeSet<TreeId> {
        let mut found = BTreeSet::new();
        let mut open = vec![tree.clone()];
        while let Some(id) = open.pop() {
            let Some(tree) = self.tree(id.as_str()) else {
                continue;
            };
            if !found.insert(id.clone()) {
                continue;
            }
            let answers = tree.steps.values().flat_map(|step| ways(step).map(|(_, target)| target));
            open.extend(answers.filter_map(|target| target.tree().cloned()));
            open.extend(AlwaysKey::ALL.iter().filter_map(|key| Some(self.behind(*key, &id)?.tree)));
        }
        found
    }
}

//! Works out the text of a state away from the screen.

use crate::tree::{Document, Tree, Trouble};
use std::sync::Arc;

/// The last text that is known and the trees since: enough to work out the text of a state.
#[derive(Clone, Debug)]
pub struct Unwritten {
    known: Document,
    trees: Vec<(u64, Arc<Tree>)>,
}

/// Texts that were worked out; [`super::History::written`] takes them in.
#[derive(Clone, Debug)]
pub struct Written {
    /// The state that was asked for.
    pub version: u64,
    /// The states on the way to it with their texts, the one asked for last.
    pub documents: Vec<(u64, Document)>,
    /// Why a text could not be written; the documents then end before it.
    pub troubles: Vec<Trouble>,
}

impl Unwritten {
    pub(super) fn new(known: Document, trees: Vec<(u64, Arc<Tree>)>) -> Self {
        Self { known, trees }
    }

    /// The state it leads to.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.trees.last().map_or(0, |(version, _)| *version)
    }

    /// Works the texts out, one after the other.
    #[must_use]
    pub fn write(self) -> Written {
        let version = self.version();
        let mut written = Written { version, documents: Vec::new(), troubles: Vec::new() };
        let mut last = self.known;
        for (version, tree) in self.trees {
            match last.with_tree(&tree) {
                Ok(document) => last = document,
                Err(troubles) => {
                    written.troubles = troubles;
                    break;
                }
            }
            written.documents.push((version, last.clone()));
        }
        written
    }
}

impl Written {
    /// The document that was asked for, unless it could not be written.
    #[must_use]
    pub fn document(&self) -> Option<&Document> {
        self.documents.last().filter(|(version, _)| *version == self.version).map(|(_, document)| document)
    }
}

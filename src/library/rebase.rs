//! A waiting draft takes what became live meanwhile: a merge of three texts.

use crate::{
    edit::{Conflict, merge_documents},
    tree::{Document, Status, read},
};

/// Brings into `ours` what changed from `base` to `theirs`, with what both changed; there `ours` stands. Nothing where
/// one of them cannot be read.
pub(super) fn rebase(base: &str, ours: &Document, theirs: &str) -> Option<(Document, Vec<Conflict>)> {
    let (base, theirs) = (read(base).ok()?, read(theirs).ok()?);
    let ours = with_standing(ours, base.tree().revision, base.tree().status)?;
    merge_documents(&base, &ours, &theirs).ok()
}

/// The document with another number and status. They are the library's to give and never count as an author's change.
pub(super) fn with_standing(document: &Document, revision: u32, status: Status) -> Option<Document> {
    let mut tree = (**document.tree()).clone();
    (tree.revision, tree.status) = (revision, status);
    document.with_tree(&tree).ok()
}

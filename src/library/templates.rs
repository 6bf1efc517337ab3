//! Templates: trees that pass every check, from which a new one begins.

use super::{FileError, draft, keep_draft, kept::Kept, read_tree};
use crate::tree::{Document, Status, TreeId, read};
use jiff::Timestamp;
use std::{path::Path, sync::OnceLock};
use thiserror::Error;

macro_rules! texts {
    ($($id:literal),* $(,)?) => {
        const TEXTS: [(&str, &str); [$($id),*].len()] =
            [$(($id, include_str!(concat!("../../assets/templates/", $id, ".ron")))),*];
    };
}

texts!("calm-enquiry", "complaint", "heated-call", "from-scratch");

/// A tree to begin from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its name.
    pub id: &'static str,
    /// Its title.
    pub title: String,
    /// When to use it, in one sentence.
    pub summary: String,
    /// Its text.
    pub text: &'static str,
}

/// What a new tree is to be.
#[derive(Clone, Copy, Debug)]
pub struct NewTree<'a> {
    /// Its name.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// The team that answers for it.
    pub owner: &'a str,
    /// Who makes it.
    pub by: &'a str,
    /// When.
    pub now: Timestamp,
}

/// Why a tree cannot be begun.
#[derive(Debug, Error)]
pub enum NewError {
    /// The name is no name.
    #[error("{0}")]
    Name(String),
    /// There is one of that name.
    #[error("there is a tree \"{0}\" already; choose another name")]
    Taken(String),
    /// What it is to begin from does not read as a tree.
    #[error("\"{0}\" cannot be copied: it cannot be read; mend it first")]
    Unreadable(String),
    /// The disk refuses.
    #[error(transparent)]
    File(#[from] FileError),
}

/// Every template, the calmest first, the barest last.
#[must_use]
pub fn templates() -> &'static [Template] {
    static ALL: OnceLock<Vec<Template>> = OnceLock::new();
    ALL.get_or_init(|| {
        let template = |(id, text): (&'static str, &'static str)| {
            let document = read(text).ok()?;
            let tree = document.tree();
            Some(Template { id, title: tree.title.clone(), summary: tree.summary.clone(), text })
        };
        TEXTS.into_iter().filter_map(template).collect()
    })
}

/// Begins a tree from a template. It is a draft; agents see nothing of it until it is published.
///
/// # Errors
/// When the name is taken or no name, or the disk refuses.
pub fn new_from_template(folder: &Path, template: &Template, new: &NewTree) -> Result<Document, NewError> {
    let document = read(template.text).map_err(|_| NewError::Unreadable(template.id.to_owned()))?;
    new_from_document(folder, &document, new)
}

/// Begins a tree from a copy of another: of its draft where there is one that reads, else of what is live.
///
/// # Errors
/// When the name is taken or no name, the other tree cannot be read, or the disk refuses.
pub fn new_from_copy(folder: &Path, from: &str, new: &NewTree) -> Result<Document, NewError> {
    let in_hand = draft(folder, from)?.and_then(|draft| read(&draft.text).ok());
    let document = match in_hand {
        Some(document) => document,
        None => read_tree(&Kept::of(folder, from)?.live()).map_err(|error| match error {
            FileError::Unreadable { .. } => NewError::Unreadable(from.to_owned()),
            error @ FileError::System { .. } => NewError::File(error),
        })?,
    };
    new_from_document(folder, &document, new)
}

/// Begins a tree from a text that was read elsewhere, such as a script.
///
/// # Errors
/// When the name is taken or no name, or the disk refuses.
pub fn new_from_document(folder: &Path, from: &Document, new: &NewTree) -> Result<Document, NewError> {
    let id = TreeId::new(new.id).map_err(NewError::Name)?;
    let kept = Kept::of(folder, new.id)?;
    if kept.live().exists() || kept.draft().exists() {
        return Err(NewError::Taken(new.id.to_owned()));
    }
    let mut tree = (**from.tree()).clone();
    tree.id = id;
    new.title.clone_into(&mut tree.title);
    if !new.owner.is_empty() {
        new.owner.clone_into(&mut tree.owner);
    }
    (tree.revision, tree.status) = (0, Status::Draft);
    let document = from.with_tree(&tree).map_err(|_| NewError::Unreadable(new.id.to_owned()))?;
    keep_draft(folder, new.id, document.text(), None, new.by, new.now)?;
    Ok(document)
}

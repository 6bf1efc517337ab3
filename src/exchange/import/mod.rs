//! Existing scripts become trees: an outline or a table is read into a draft, so that nothing is typed again.

mod build;
mod guess;
mod item;
mod names;
mod outline;
mod script;
mod table;
mod written;

use crate::tree::{Place, Tree, TreeId, Trouble};

/// How a script is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportKind {
    /// Indented lines or headings; the grammar stands at [`import`].
    Outline,
    /// A table with the columns step, line, answer and to.
    Csv,
}

impl ImportKind {
    /// The kind by a file's ending, or by the first line where the ending says nothing.
    #[must_use]
    pub fn guess(ending: Option<&str>, text: &str) -> Self {
        match ending.map(str::to_lowercase).as_deref() {
            Some("csv" | "tsv" | "tab") => Self::Csv,
            Some("txt" | "md" | "markdown" | "outline") => Self::Outline,
            _ if table::has_header(text) => Self::Csv,
            _ => Self::Outline,
        }
    }
}

/// The name of a tree made out of words, such as a file's name; nothing where they hold no letter a name can have.
#[must_use]
pub fn tree_name(words: &str) -> Option<TreeId> {
    TreeId::new(&names::slug(words, '-')).ok()
}

/// What an import brings: a draft, and what its author should know of it.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The tree: a draft of revision 0.
    pub tree: Tree,
    /// Its text in the house's layout.
    pub text: String,
    /// What was guessed and left out, a sentence each.
    pub notes: Vec<String>,
    /// What could not be taken over, with its place in the script; the rest was.
    pub troubles: Vec<Trouble>,
}

/// A script longer than this is no script.
const LARGEST: usize = 32 << 20;

/// Reads a script into a draft. An empty `title` is taken from the script, or made from the name.
///
/// # A table
/// Comma, semicolon, tab or bar between the cells; quotation marks as in RFC 4180. The first row names the columns, in
/// any order: `step`, `line`, `answer`, `to`, and if wanted `title` and `heated`. A step takes several rows; a row
/// without a step belongs to the one above. `to` is a step's name, `end`, or `other-tree/step`; left blank, the answer
/// leads nowhere yet. `answer 1, to 1, answer 2, to 2` side by side are understood as well.
///
/// # An outline
/// ```text
/// # Late parcel                        a single top heading is the tree's title
/// ## Ask what is missing               a heading, or a line at the margin, begins a step
///     What were you waiting for?       a line below with nothing under it is said
///     Can name it -> Find the parcel   an arrow makes an answer; it leads to a step by its title or number
///     Only has the letter              what has lines under it is an answer, and the lines are its step
///         What is the number on it?
///         Reads it out -> Find the parcel
///     Hangs up -> end                  `end` closes the call
/// ## Find the parcel
///     It left us on {sent_on}.         {facts} are declared as text
///     goto Close                       the step goes on without a question
/// ## Close
///     Thank you for waiting.
/// ```
/// Spaces or tabs indent; `-`, `*`, `+`, `•`, `1.` and `2)` before an item are decoration, and a number may be the
/// target of an arrow. `->`, `=>`, `→` and `goto` are the same. An arrow with nothing behind it leads nowhere yet.
///
/// # In both
/// A line that ends in a question mark makes its step Ask, others are Say; a step with no way on is End(Resolved). A
/// step without answers leads to the one written below it if nothing else does. All of this is said in the notes.
///
/// # Errors
/// When there is no step in it, or it is no text; every trouble has its place and says what to do.
pub fn import(text: &str, kind: ImportKind, id: &TreeId, title: &str) -> Result<Imported, Vec<Trouble>> {
    if text.len() > LARGEST {
        return Err(vec![trouble(text, 0, "this is larger than 32 MB, and no script is", "import a part of it")]);
    }
    if let Some(at) = text.find('\0') {
        let help = "save it as plain text or CSV, in UTF-8, and import that file";
        return Err(vec![trouble(text, at, "here stands a zero byte, so this is no text file", help)]);
    }
    let script = match kind {
        ImportKind::Csv => table::read(text),
        ImportKind::Outline => outline::read(text),
    }?;
    build::build(script, id, title)
}

/// The same from the bytes of a file.
///
/// # Errors
/// Those of [`import`], and broken UTF-8 with the place of its first bad byte.
pub fn import_bytes(
    bytes: &[u8],
    kind: Option<ImportKind>,
    ending: Option<&str>,
    id: &TreeId,
    title: &str,
) -> Result<Imported, Vec<Trouble>> {
    match std::str::from_utf8(bytes) {
        Ok(text) => import(text, kind.unwrap_or_else(|| ImportKind::guess(ending, text)), id, title),
        Err(error) => {
            let good = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            let is_utf_16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
            let message = if is_utf_16 { "this is UTF-16, and UTF-8 was expected" } else { "this byte is not UTF-8 text" };
            let help = "save the file as UTF-8; a spreadsheet calls it \"CSV UTF-8\"";
            Err(vec![trouble(&good, good.len(), message, help)])
        }
    }
}

fn trouble(text: &str, at: usize, message: impl Into<String>, help: impl Into<String>) -> Trouble {
    Trouble { place: Place::new(text, at..at), message: message.into(), help: help.into() }
}

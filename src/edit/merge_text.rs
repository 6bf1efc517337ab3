//! Merges texts: ours is changed only where theirs brings something, and conflicts can be noted in it.

use super::{Conflict, merge};
use crate::tree::{Document, OwnedPart, Part, Trouble, read};

/// Words of a conflict longer than this, in letters, are cut in a comment.
const LONGEST: usize = 200;

/// Merges what two texts made of a third; the result is our text, changed where theirs brings something.
///
/// # Errors
/// When the merged tree cannot be written; the three texts stand.
pub fn merge_documents(base: &Document, ours: &Document, theirs: &Document) -> Result<(Document, Vec<Conflict>), Vec<Trouble>> {
    let merged = merge(base.tree(), ours.tree(), theirs.tree());
    if merged.tree == **ours.tree() {
        return Ok((ours.clone(), merged.conflicts));
    }
    Ok((ours.with_tree(&merged.tree)?, merged.conflicts))
}

/// The document with a comment above each entry in conflict that says what theirs was; the tree is the same.
#[must_use]
pub fn with_conflict_notes(document: &Document, conflicts: &[Conflict]) -> Document {
    let mut notes: Vec<(usize, String)> = conflicts.iter().map(|conflict| noted(document, conflict)).collect();
    notes.sort_by_key(|(at, _)| *at);
    let text = document.text();
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let (mut out, mut from) = (String::new(), 0);
    for (at, note) in &notes {
        out.push_str(&text[from..*at]);
        let line = text[..*at].rfind('\n').map_or(0, |line| line + 1);
        let before = text[line..*at].trim_start_matches('\u{feff}');
        if before.trim().is_empty() {
            // On a line of its own, as deep as what it stands above.
            out.push_str(&format!("// {note}{newline}{before}"));
        } else {
            out.push_str(&format!("/* {} */ ", note.replace("*/", "* /").replace("/*", "/ *")));
        }
        from = *at;
    }
    out.push_str(&text[from..]);
    match read(&out) {
        Ok(noted) if noted.tree() == document.tree() => noted,
        _ => at_the_top(document, &notes, newline),
    }
}

/// Where a comment can always stand.
fn at_the_top(document: &Document, notes: &[(usize, String)], newline: &str) -> Document {
    let text = document.text();
    let (mark, rest) = text.strip_prefix('\u{feff}').map_or(("", &**text), |rest| ("\u{feff}", rest));
    let notes: String = notes.iter().map(|(_, note)| format!("// {note}{newline}")).collect();
    read(&format!("{mark}{notes}{rest}")).unwrap_or_else(|_| document.clone())
}

/// The byte above which a conflict is noted, and the note.
fn noted(document: &Document, conflict: &Conflict) -> (usize, String) {
    let way: Vec<Part> = conflict.part.iter().map(OwnedPart::as_part).collect();
    let at = document.entry_start(&way);
    let field = if conflict.field.is_empty() { "this".to_owned() } else { conflict.field.clone() };
    let side = |words: Option<&String>| {
        let words = words.map_or("taken out", String::as_str).split_whitespace().collect::<Vec<_>>().join(" ");
        let cut: String = words.chars().take(LONGEST).collect();
        if cut.len() < words.len() { format!("{cut}…") } else { cut }
    };
    (at, format!("MERGE: {field} was changed on both sides; ours is kept. Theirs: {}", side(conflict.theirs.as_ref())))
}

//! Merges texts: ours is changed only where theirs brings something, and conflicts can be noted in it.

use super::{Conflict, merge};
use crate::tree::{Document, OwnedPart, Part, Trouble, read};

/// Words of a conflict longer than this, in letters, are cut in a comment.
const LONGEST: usize = 200;

/// Merges what two texts made of a third; the result is our text, changed where theirs brings something. An entry that
/// only they touched is taken as they wrote it, comments and all.
///
/// # Errors
/// When the merged tree cannot be written; the three texts stand.
pub fn merge_documents(base: &Document, ours: &Document, theirs: &Document) -> Result<(Document, Vec<Conflict>), Vec<Trouble>> {
    if ours.text() == base.text() {
        return Ok((theirs.clone(), Vec::new()));
    }
    let merged = merge(base.tree(), ours.tree(), theirs.tree());
    let document = if merged.tree == **ours.tree() { ours.clone() } else { ours.with_tree(&merged.tree)? };
    Ok((as_they_wrote_it(&document, base, ours, theirs), merged.conflicts))
}

/// The document with their text for every entry that only they touched, or brought.
fn as_they_wrote_it(document: &Document, base: &Document, ours: &Document, theirs: &Document) -> Document {
    let (tree, other) = (document.tree(), theirs.tree());
    let same = |map: &'static str, name: &str| {
        let is_one = match map {
            "facts" => tree.facts.get(name) == other.facts.get(name),
            "limits" => tree.limits.get(name) == other.limits.get(name),
            _ => tree.steps.get(name) == other.steps.get(name),
        };
        let (was, mine) = (base.entry_text(map, name), ours.entry_text(map, name));
        let new = theirs.entry_text(map, name).filter(|new| is_one && (mine.is_none() || mine == was) && was != Some(new));
        new.map(|text| (map, name.to_owned(), text))
    };
    let facts = tree.facts.keys().filter_map(|id| same("facts", id.as_str()));
    let limits = tree.limits.keys().filter_map(|id| same("limits", id.as_str()));
    let steps = tree.steps.keys().filter_map(|id| same("steps", id.as_str()));
    let texts: Vec<(&str, String, &str)> = facts.chain(limits).chain(steps).collect();
    if texts.is_empty() {
        return document.clone();
    }
    let texts: Vec<(&str, &str, &str)> = texts.iter().map(|(map, name, text)| (*map, name.as_str(), *text)).collect();
    document.with_entry_texts(&texts).unwrap_or_else(|| document.clone())
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
    let mut noted = mark.to_owned();
    for (_, note) in notes {
        noted += &format!("// {note}{newline}");
    }
    read(&(noted + rest)).unwrap_or_else(|_| document.clone())
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

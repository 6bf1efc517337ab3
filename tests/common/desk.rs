//! A library for tests of an author's work: one live tree with comments in it, and people who work on it.
#![allow(dead_code, reason = "each test file uses its own part")]

use evenkeel::{
    library::{Because, Publication, PublishError, Revision, draft, keep_draft, publish, read_text},
    tree::{Document, Tree, read},
};
use jiff::Timestamp;
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};
use tempfile::TempDir;

/// A live tree, revision 7, with an author's comments.
pub const BILL: &str = r#"// Billing, as the floor wants it.
Tree(
    format: 1,
    id: "bill",
    title: "Bill",
    language: "en-GB",
    revision: 7, // after the spring review
    status: Live,
    start: "open",
    steps: {
        // Let them finish.
        "open": Step(
            kind: Ask,
            stage: Open,
            title: "Open",
            say: ["What happened with the bill?"],
            answers: [Answer(when: "Tells it", to: "thank")],
        ),
        "thank": Step(
            kind: Say,
            stage: Acknowledge,
            title: "Thank",
            say: ["Thank you for telling me."],
            answers: [Answer(when: "Goes on", to: "close")],
        ),
        // The last word.
        "close": Step(kind: End(Resolved), stage: Close, title: "Close", say: ["Goodbye."]),
    },
)
"#;

/// A minute of the day on which everything here happens.
pub fn at(minute: i64) -> Timestamp {
    let noon: Timestamp = "2026-11-25T12:00:00Z".parse().unwrap();
    Timestamp::from_second(noon.as_second() + minute * 60).unwrap()
}

/// A folder with `bill.ron` in it.
pub fn library() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bill.ron"), BILL).unwrap();
    folder
}

/// The live file.
pub fn live(folder: &Path) -> PathBuf {
    folder.join("bill.ron")
}

/// Its text.
pub fn live_text(folder: &Path) -> String {
    read_text(&live(folder)).unwrap()
}

/// Its tree.
pub fn live_tree(folder: &Path) -> Arc<Tree> {
    Arc::clone(document(&live_text(folder)).tree())
}

/// The document in a text that must be one.
pub fn document(text: &str) -> Document {
    read(text).unwrap_or_else(|troubles| panic!("{troubles:?}\n{text}"))
}

/// The live text with a closing line of one's own.
pub fn closing_with(line: &str) -> String {
    BILL.replace("Goodbye.", line)
}

/// Ada's draft of the live tree.
pub fn begin_draft(folder: &Path, text: &str) {
    keep_draft(folder, "bill", text, Some(&live_text(folder)), "Ada", at(1)).unwrap();
}

/// What the draft says, if there is one.
pub fn draft_text(folder: &Path) -> Option<String> {
    draft(folder, "bill").unwrap().map(|draft| draft.text)
}

/// Publishes a text as Ada, ten minutes past.
pub fn publish_text(folder: &Path, text: &str, reason: &str) -> Result<Revision, PublishError> {
    let document = document(text);
    publish(
        folder,
        &Publication { id: "bill", document: &document, who: "Ada", when: at(10), reason, answers: None, wording: None },
    )
}

/// Ben, who mends something at 12:20.
pub fn ben() -> Because<'static> {
    Because { who: "Ben", when: at(20), reason: "A customer misheard it", answers: None }
}

/// A change of the only line of a step.
pub fn words(step: &'static str, line: &'static str) -> impl Fn(&Tree) -> Result<Tree, String> {
    move |tree| {
        let mut tree = tree.clone();
        let step = tree.steps.get_mut(step).ok_or("there is no such step")?;
        Arc::make_mut(step).say = vec![line.to_owned()];
        Ok(tree)
    }
}

/// Every file below Evenkeel's own folder, named from there, without locks.
pub fn own_files(folder: &Path) -> Vec<String> {
    let own = folder.join(".evenkeel");
    let mut names: Vec<String> = files_below(&own)
        .iter()
        .map(|path| path.strip_prefix(&own).unwrap().to_string_lossy().replace('\\', "/"))
        .filter(|name| !name.ends_with(".lock"))
        .collect();
    names.sort();
    names
}

/// Every file below a folder.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

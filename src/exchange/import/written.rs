//! The text of a new tree in the house's layout, with a blank line between its steps.

use crate::tree::{Entries, Tree, arrange, plainly};

/// Writes a tree that has no text of its own yet. It must have no limits, tests or layout.
pub(super) fn written(tree: &Tree) -> String {
    let head = plainly(&Tree { facts: Entries::default(), steps: Entries::default(), ..tree.clone() });
    // Steps are the last that is written of such a tree.
    let head = head.rfind("steps:").map_or(head.as_str(), |steps| &head[..steps]);
    let mut text = head.to_owned();
    if !tree.facts.is_empty() {
        let facts = tree.facts.iter().map(|(id, fact)| format!("{}:{},", plainly(id), plainly(&**fact)));
        text.push_str(&format!("\n\nfacts:{{{}}},", facts.collect::<String>()));
    }
    let steps = tree.steps.iter().map(|(id, step)| format!("{}:{},", plainly(id), plainly(&**step)));
    text.push_str(&format!("\n\nsteps:{{{}}},)", steps.collect::<Vec<_>>().join("\n\n")));
    arrange(&text).unwrap_or(text)
}

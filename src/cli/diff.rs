//! `evenkeel diff`.

use super::{Ending, Global, Output, print};
use crate::{
    edit::{Change, Difference, EntryDifference, FieldChange, diff},
    library::Library,
    tree::Tree,
};
use anyhow::{Context as _, anyhow};
use serde::Serialize;
use std::{fmt::Display, sync::Arc};

/// Exit 0: the same; 1: they differ; 2: could not run.
#[derive(Debug, clap::Args)]
pub struct Diff {
    /// How the difference is printed
    #[arg(long, value_enum, default_value_t)]
    format: Output,
    /// The earlier tree: a name in the library, or a path
    #[arg(value_name = "A")]
    from: String,
    /// The later tree
    #[arg(value_name = "B")]
    to: String,
}

#[derive(Serialize)]
struct Told<'a> {
    from: &'a str,
    to: &'a str,
    #[serde(flatten)]
    difference: &'a Difference,
}

impl Diff {
    pub(super) fn run(self, global: &Global) -> anyhow::Result<Ending> {
        let (from, to) = (find(&self.from, global)?, find(&self.to, global)?);
        let difference = diff(&from, &to);
        match self.format {
            Output::Json => {
                let told = Told { from: &self.from, to: &self.to, difference: &difference };
                print(&format!("{}\n", serde_json::to_string_pretty(&told).context("the difference as JSON")?))?;
            }
            Output::Text => {
                print(&in_text(&difference))?;
                eprintln!("{}", total(&difference));
            }
        }
        Ok(if difference.is_empty() { Ending::Fine } else { Ending::Wrong })
    }
}

fn find(name: &str, global: &Global) -> anyhow::Result<Arc<Tree>> {
    let wanted = Library::find(name, &global.folders().trees).map_err(|error| anyhow!(error))?;
    wanted.trees.tree(wanted.id.as_str()).cloned().ok_or_else(|| anyhow!("there is no tree \"{name}\""))
}

/// What differs, a paragraph for each entry: the lines before with a minus, those after with a plus.
fn in_text(difference: &Difference) -> String {
    let mut paragraphs = Vec::new();
    if !difference.tree.is_empty() {
        paragraphs.push(format!("tree\n{}", fields(&difference.tree)));
    }
    paragraphs.extend(difference.facts.iter().map(|fact| entry("fact", fact)));
    paragraphs.extend(difference.limits.iter().map(|limit| entry("limit", limit)));
    paragraphs.extend(difference.steps.iter().map(|step| entry("step", step)));
    paragraphs.join("\n")
}

fn entry<Id: Display>(what: &str, entry: &EntryDifference<Id>) -> String {
    let id = &entry.id;
    let head = match (entry.change, &entry.was) {
        (Change::Added, _) => format!("{what} {id}, added"),
        (Change::Removed, _) => format!("{what} {id}, removed"),
        (Change::Renamed, Some(was)) => format!("{what} {id}, renamed from {was}"),
        (Change::Changed | Change::Renamed, _) => format!("{what} {id}, changed"),
    };
    format!("{head}\n{}", fields(&entry.fields))
}

fn fields(fields: &[FieldChange]) -> String {
    let mut out = String::new();
    for field in fields {
        out += &format!("  {}\n", field.name);
        for (sign, words) in [('-', &field.before), ('+', &field.after)] {
            for line in words.iter().flat_map(|words| words.lines()) {
                out += &format!("    {sign} {line}\n");
            }
        }
    }
    out
}

fn total(difference: &Difference) -> String {
    if difference.is_empty() {
        return "nothing differs".to_owned();
    }
    let changes = difference.steps.iter().map(|step| step.change);
    let count = |change: Change| changes.clone().filter(|other| *other == change).count();
    let steps = [
        (count(Change::Added), "added"),
        (count(Change::Removed), "removed"),
        (count(Change::Changed), "changed"),
        (count(Change::Renamed), "renamed"),
    ];
    let steps: Vec<String> =
        steps.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    let mut told = Vec::new();
    if !steps.is_empty() {
        told.push(format!("steps: {}", steps.join(", ")));
    }
    let others =
        [(difference.facts.len(), "facts"), (difference.limits.len(), "limits"), (difference.tree.len(), "fields of the tree")];
    told.extend(others.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{what}: {count}")));
    told.join("; ")
}

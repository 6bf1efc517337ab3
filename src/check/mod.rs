//! Findings: what is wrong with a tree, where, and what to do about it.
//!
//! Pure. Each file of this folder holds one family of rules of structure; `paths` holds those for how a call runs,
//! `wording` goes through what is said with the rules of [`words`].

mod answers;
mod conditions;
mod cores;
mod explain;
mod facts;
mod fix;
mod handing;
mod loops;
mod order;
mod paths;
mod report;
mod rules;
mod sarif;
mod targets;
mod tests;
mod text;
pub mod voice;
mod wording;
pub mod words;

pub use cores::on_every_core;
pub use explain::{Explained, explain, names};
pub use fix::Fix;
pub use rules::{RULES, Rule, is_of_words, rule};
pub use sarif::sarif;
pub use tests::{Stop, TestWay, play_test, trees_of};
pub use text::in_text;

use crate::tree::{Document, Graph, OwnedPart, Place, Trouble};
use report::Report;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc};
use words::Lexicon;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all(serialize = "lowercase"))]
pub enum Level {
    /// A call would go wrong.
    Error,
    /// A call may go wrong.
    Warning,
    /// It could be better.
    Hint,
}

/// One thing a check reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The rule's name.
    pub rule: &'static str,
    /// How much it matters.
    pub level: Level,
    /// The tree.
    pub tree: String,
    /// The step, where it is about one.
    pub step: Option<String>,
    /// The file.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// The bytes meant, for a mark under them.
    #[serde(skip)]
    pub span: std::ops::Range<usize>,
    /// The way within the tree to what is meant, so that a screen can go there; empty where the file cannot be read.
    #[serde(skip)]
    pub part: Vec<OwnedPart>,
    /// The letters meant of what the value there says, where it is not meant whole.
    #[serde(skip)]
    pub letters: Option<std::ops::Range<usize>>,
    /// The one obvious way to put it right, where there is one.
    #[serde(skip)]
    pub fix: Option<Fix>,
}

/// A tree and the file it stands in.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file as it was named.
    pub file: String,
    /// The tree and its text.
    pub document: Document,
}

/// Checks `sources` whole: their structure, how calls run through them, and what is said, by the rules in
/// force. `neighbours` are trees they may lead into; nothing is reported of those.
#[must_use]
pub fn check(sources: &[Source], neighbours: &[Source]) -> Vec<Finding> {
    check_by(sources, neighbours, Lexicon::in_force())
}

/// The same, by a site's own rules for what is said.
#[must_use]
pub fn check_by(sources: &[Source], neighbours: &[Source], lexicon: &'static Lexicon) -> Vec<Finding> {
    checked(sources, neighbours, Some(lexicon))
}

/// Checks the structure of `sources` alone: what decides whether a call can be taken with them. What is said in them is
/// left to [`check`], which takes longer than it takes to open a library.
#[must_use]
pub fn check_structure(sources: &[Source], neighbours: &[Source]) -> Vec<Finding> {
    checked(sources, neighbours, None)
}

fn checked(sources: &[Source], neighbours: &[Source], lexicon: Option<&'static Lexicon>) -> Vec<Finding> {
    let mut known: BTreeMap<&str, &Source> = BTreeMap::new();
    for source in neighbours.iter().chain(sources) {
        known.insert(source.document.tree().id.as_str(), source);
    }
    let doors = targets::doors(known.values().copied());
    let kinds = facts::kinds(known.values().copied());
    let mut findings = Vec::new();
    for source in sources {
        let tree = source.document.tree();
        let doors = doors.get(tree.id.as_str());
        let subject = Subject { source, graph: Graph::new(tree), known: &known, kinds: &kinds, doors };
        let mut report = Report::new(source);
        targets::check(&subject, &mut report);
        facts::check(&subject, &mut report);
        answers::check(&subject, &mut report);
        conditions::check(&subject, &mut report);
        loops::check(&subject, &mut report);
        handing::check(&subject, &mut report);
        order::check(&subject, &mut report);
        if let Some(lexicon) = lexicon {
            let said = wording::judged(tree, lexicon);
            paths::check(&subject, &said, lexicon, &mut report);
            wording::check(source, &said, lexicon, &mut report);
            tests::check(&subject, &mut report);
        }
        findings.extend(report.findings);
    }
    sort(&mut findings);
    findings
}

/// What keeps a file from being read, as findings.
#[must_use]
pub fn unreadable(file: &str, troubles: &[Trouble]) -> Vec<Finding> {
    let tree = std::path::Path::new(file).file_stem().map(|name| name.to_string_lossy().into_owned());
    let finding = |trouble: &Trouble| {
        let Place { line, column, span } = trouble.place.clone();
        Finding {
            rule: "UNREADABLE",
            level: Level::Error,
            tree: tree.clone().unwrap_or_default(),
            step: None,
            file: file.to_owned(),
            line,
            column,
            message: trouble.message.clone(),
            help: trouble.help.clone(),
            span,
            part: Vec::new(),
            letters: None,
            fix: None,
        }
    };
    troubles.iter().map(finding).collect()
}

/// Puts findings in the order in which a reader meets them.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| (&a.file, a.line, a.column, a.rule).cmp(&(&b.file, b.line, b.column, b.rule)));
}

/// One tree under check, and what it may lead into.
struct Subject<'a> {
    source: &'a Source,
    graph: Graph,
    known: &'a BTreeMap<&'a str, &'a Source>,
    kinds: &'a facts::Kinds<'a>,
    doors: Option<&'a Vec<String>>,
}

impl Subject<'_> {
    fn tree(&self) -> &Arc<crate::tree::Tree> {
        self.source.document.tree()
    }
}

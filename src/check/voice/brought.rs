//! The errors of wording that a text brings and what is live does not have: they may go out, with a reason.

use super::spoken_lines;
use crate::{
    check::{Level, words::Lexicon},
    edit::LineList,
    tree::{StepId, Tree},
};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// Words that a rule takes to be an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadWords {
    /// The rule.
    pub rule: String,
    /// The step.
    pub step: String,
    /// The line, whole.
    pub line: String,
    /// What is wrong.
    pub message: String,
    /// Which list it stands in and where, so that a screen can go there.
    #[serde(skip)]
    pub place: Option<(StepId, LineList, usize)>,
}

/// The errors of wording in a tree that are not in the one before: another rule, another step or another line.
#[must_use]
pub fn brought_words(before: Option<&Tree>, after: &Tree) -> Vec<BadWords> {
    let after = errors(after);
    if after.is_empty() {
        return after;
    }
    let before = before.map(errors).unwrap_or_default();
    let known: HashSet<_> = before.iter().map(key).collect();
    let mut told = HashSet::new();
    after.iter().filter(|words| !known.contains(&key(words)) && told.insert(key(words))).cloned().collect()
}

fn key(words: &BadWords) -> (&str, &str, &str) {
    (&words.rule, &words.step, &words.line)
}

fn errors(tree: &Tree) -> Vec<BadWords> {
    let lines = spoken_lines(tree, Lexicon::shipped());
    let of_line = |line: &super::SpokenLine| -> Vec<BadWords> {
        let errors = line.remarks.iter().filter(|remark| remark.level == Level::Error);
        let bad = |remark: &crate::check::words::Remark| BadWords {
            rule: remark.rule.to_owned(),
            step: line.step.to_string(),
            line: line.text.clone(),
            message: remark.message.clone(),
            place: Some((line.step.clone(), line.list, line.at)),
        };
        errors.map(bad).collect()
    };
    lines.iter().flat_map(of_line).collect()
}

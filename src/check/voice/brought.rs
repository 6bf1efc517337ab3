//! The errors of wording that a text brings and what is live does not have: they may go out, with a reason.

use super::{SpokenLine, spoken::is_silenced, spoken_lines};
use crate::{
    check::{
        Level,
        wording::{is_said, usual_mood},
        words::{Lexicon, Moment, Remark, Samples},
    },
    edit::LineList,
    tree::{StepId, Tree},
};
use serde::{Deserialize, Serialize};
use std::{collections::HashSet, ops::Range};

/// Step, list, place there, and letters of a line.
pub type Place = (StepId, LineList, usize, Range<usize>);

/// Words that a rule takes to be an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadWords {
    /// The rule.
    pub rule: String,
    /// The step, or the fact whose question it is.
    pub step: String,
    /// The line, whole.
    pub line: String,
    /// What is wrong.
    pub message: String,
    /// Its step, list, place there and letters, so that a screen can go there.
    #[serde(skip)]
    pub place: Option<Place>,
}

/// The errors of wording in a tree that are not in the one before: another rule, another step or another line.
#[must_use]
pub fn brought_words(before: Option<&Tree>, after: &Tree) -> Vec<BadWords> {
    let of_tree = |tree: &Tree| bad_words(tree, &spoken_lines(tree, Lexicon::in_force()));
    let after = of_tree(after);
    if after.is_empty() {
        return after;
    }
    new_words(&before.map(of_tree).unwrap_or_default(), after)
}

/// Those that were not there before, each once.
#[must_use]
pub fn new_words(before: &[BadWords], after: Vec<BadWords>) -> Vec<BadWords> {
    let key = |words: &BadWords| (words.rule.clone(), words.step.clone(), words.line.clone());
    let mut known: HashSet<_> = before.iter().map(key).collect();
    after.into_iter().filter(|words| known.insert(key(words))).collect()
}

/// The errors of wording in what a tree says: its lines, which are judged already, its better wordings and its questions.
#[must_use]
pub fn bad_words(tree: &Tree, lines: &[SpokenLine]) -> Vec<BadWords> {
    let of_line = |line: &SpokenLine| {
        let place = |remark: &Remark| Some((line.step.clone(), line.list, line.at, remark.place.clone()));
        errors(&line.remarks, line.step.as_str(), &line.text, place)
    };
    let mut bad: Vec<BadWords> = lines.iter().flat_map(of_line).collect();
    let judge = |text: &str, moment| Lexicon::in_force().judge(text, moment, &Samples(tree)).remarks;
    for (id, step) in &tree.steps {
        let mood = Some(usual_mood(tree, step));
        for swap in step.avoid.iter().filter(|swap| is_said(&swap.but)) {
            let mut remarks =
                judge(&swap.but, Moment { mood, stage: Some(step.stage), kind: Some(&step.kind), ..Moment::default() });
            remarks.retain(|remark| !is_silenced(step, remark, &swap.but));
            bad.extend(errors(&remarks, id.as_str(), &swap.but, |_| None));
        }
    }
    for (id, fact) in &tree.facts {
        if let Some(ask) = &fact.ask {
            bad.extend(errors(&judge(ask, Moment::default()), id.as_str(), ask, |_| None));
        }
    }
    bad
}

fn errors(remarks: &[Remark], step: &str, line: &str, place: impl Fn(&Remark) -> Option<Place>) -> Vec<BadWords> {
    let bad = |remark: &Remark| BadWords {
        rule: remark.rule.to_owned(),
        step: step.to_owned(),
        line: line.to_owned(),
        message: remark.message.clone(),
        place: place(remark),
    };
    remarks.iter().filter(|remark| remark.level == Level::Error).map(bad).collect()
}

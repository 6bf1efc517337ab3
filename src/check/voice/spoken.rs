//! Each line that is said in a tree, judged once: words, seconds, what is wrong with it, what calms in it.

use super::{Better, better};
use crate::{
    check::{
        Finding, Level,
        words::{Lexicon, Moment, Remark, Samples},
    },
    edit::LineList,
    tree::{Mood, OwnedPart, Step, StepId, Tree},
};

/// One line, judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpokenLine {
    /// The step it is said on.
    pub step: StepId,
    /// The list it stands in.
    pub list: LineList,
    /// Its place there, from 0.
    pub at: usize,
    /// The line as it is written.
    pub text: String,
    /// The mood of the call in which it is said.
    pub mood: Mood,
    /// Its words, facts filled.
    pub words: usize,
    /// The seconds it takes to say.
    pub seconds: usize,
    /// What is wrong with it and was not silenced with a reason, in the order of the words.
    pub remarks: Vec<Remark<'static>>,
    /// What to say instead, for each remark.
    pub better: Vec<Better>,
    /// What calms in it.
    pub credits: Vec<&'static str>,
}

impl SpokenLine {
    /// The worst that is said against it.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        self.remarks.iter().map(|remark| remark.level).min()
    }

    /// The worst remark, the first of those that matter as much.
    #[must_use]
    pub fn worst(&self) -> Option<usize> {
        (0..self.remarks.len()).min_by_key(|place| self.remarks[*place].level)
    }

    /// The words a remark means.
    #[must_use]
    pub fn meant(&self, remark: &Remark) -> String {
        self.text.chars().skip(remark.place.start).take(remark.place.len()).collect()
    }
}

/// Every line that is said in a tree, in the order of the file.
#[must_use]
pub fn spoken_lines(tree: &Tree, lexicon: &'static Lexicon) -> Vec<SpokenLine> {
    let of_step = |(id, step): (&StepId, &std::sync::Arc<Step>)| {
        // Beside lines for heated calls the others are for calm ones.
        let usual = if step.say_heated.is_empty() { tree.mood } else { Mood::Calm };
        let lists = [(LineList::Say, usual), (LineList::SayHeated, Mood::Heated)];
        let lines: Vec<SpokenLine> =
            lists.into_iter().flat_map(|(list, mood)| of_list(tree, id, step, list, mood, lexicon)).collect();
        lines
    };
    tree.steps.iter().flat_map(of_step).collect()
}

fn of_list(tree: &Tree, id: &StepId, step: &Step, list: LineList, mood: Mood, lexicon: &'static Lexicon) -> Vec<SpokenLine> {
    let one = |(at, text): (usize, &String)| {
        let moment = Moment { mood: Some(mood), stage: Some(step.stage), kind: Some(&step.kind) };
        let judged = lexicon.judge(text, moment, &Samples(tree));
        let remarks: Vec<Remark> = judged.remarks.into_iter().filter(|remark| !is_silenced(step, remark, text)).collect();
        let better = remarks.iter().map(|remark| better(step, text, remark, &remarks, moment, &Samples(tree))).collect();
        SpokenLine {
            step: id.clone(),
            list,
            at,
            text: text.clone(),
            mood,
            words: judged.spoken.words,
            seconds: judged.spoken.seconds,
            remarks,
            better,
            credits: judged.credits,
        }
    };
    list.of(step).iter().enumerate().map(one).collect()
}

/// Whether a remark on a line was silenced, with a reason.
pub(super) fn is_silenced(step: &Step, remark: &Remark, line: &str) -> bool {
    step.allow.iter().any(|allow| allow.rule == remark.rule && allow.line == line && !allow.why.trim().is_empty())
}

/// Whether a finding is about words that are said, so that who publishes may give a reason for it.
#[must_use]
pub fn is_wording(finding: &Finding) -> bool {
    let is_of_a_fact = matches!(finding.part.as_slice(), [OwnedPart::Name(map), _] if map == "facts");
    Lexicon::in_force().rule(finding.rule).is_some() && !is_of_a_fact
}

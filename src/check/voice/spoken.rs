//! Each line that is said in a tree, judged once: words, seconds, what is wrong with it, what calms in it.

use super::{Better, better};
use crate::{
    check::{
        Finding, Level,
        wording::{Spoken, judged, usual_mood},
        words::{Lexicon, Moment, Remark, Samples},
    },
    edit::LineList,
    tree::{Mood, OwnedPart, Part, Step, StepId, Tree},
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
    let of_step = |((id, step), said): ((&StepId, &std::sync::Arc<Step>), Vec<Spoken>)| {
        said.into_iter().filter_map(|one| spoken_line(tree, id, step, one)).collect::<Vec<_>>()
    };
    tree.steps.iter().zip(judged(tree, lexicon)).flat_map(of_step).collect()
}

/// A line of the step's own lists; better wordings are not said by themselves.
fn spoken_line(tree: &Tree, id: &StepId, step: &Step, one: Spoken) -> Option<SpokenLine> {
    let [Part::Name(list), Part::At(at)] = *one.way else { return None };
    let list = [LineList::Say, LineList::SayHeated].into_iter().find(|known| known.field() == list)?;
    let mood = if list == LineList::SayHeated { Mood::Heated } else { usual_mood(tree, step) };
    let moment = Moment { mood: Some(mood), stage: Some(step.stage), kind: Some(&step.kind), ..Moment::default() };
    let (text, judged) = (one.line, one.judged);
    let remarks: Vec<Remark> = judged.remarks.into_iter().filter(|remark| !is_silenced(step, remark, text)).collect();
    let better = remarks.iter().map(|remark| better(step, text, remark, &remarks, moment, &Samples(tree))).collect();
    Some(SpokenLine {
        step: id.clone(),
        list,
        at,
        text: text.to_owned(),
        mood,
        words: judged.spoken.words,
        seconds: judged.spoken.seconds,
        remarks,
        better,
        credits: judged.credits,
    })
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

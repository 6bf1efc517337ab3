//! The voice of a tree: what its lines sound like together, from the worst of them to what calms.
//!
//! Pure, and linear in the lines: each is judged once.

mod better;
mod brought;
mod coverage;
mod reading;
mod spoken;

pub use better::Better;
use better::better;
pub use brought::{BadWords, bad_words, brought_words, new_words};
pub use coverage::{Coverage, TechniqueUse};
pub use reading::Reading;
pub use spoken::{SpokenLine, is_wording, spoken_lines};

use super::{
    Level,
    words::{Lexicon, Remark},
};
use crate::{
    edit::LineList,
    tree::{StepId, Tree},
};
use std::{collections::HashMap, ops::Range};

/// A line of more words is not taken in at one breath.
pub const ONE_BREATH: usize = 25;
/// Each bar of the lengths stands for so many words more.
pub const BAR: usize = 5;
/// So many bars; the last holds all that is longer.
pub const BARS: usize = 8;

/// What the lines of a tree sound like together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Voice {
    /// Every line that is said, in the order of the file.
    pub lines: Vec<SpokenLine>,
    /// The lines with something against them, the worst first; places in `lines`.
    pub worst: Vec<usize>,
    /// The same words on two steps or more; places in `lines`.
    pub repeated: Vec<Vec<usize>>,
    /// How many lines there are of 1 to 5 words, of 6 to 10, and so on.
    pub lengths: [usize; BARS],
    /// How hard the lines are to read; nothing where too little is said to tell.
    pub reading: Option<Reading>,
    /// Which stages and techniques the tree uses, and on which steps.
    pub coverage: Coverage,
    /// What calms, by its title, with the lines that do.
    pub credits: Vec<(&'static str, Vec<usize>)>,
}

impl Voice {
    /// The voice of a tree.
    #[must_use]
    pub fn of(tree: &Tree) -> Self {
        let lines = spoken_lines(tree, Lexicon::in_force());
        Self {
            worst: worst(&lines),
            repeated: repeated(&lines),
            lengths: lengths(&lines),
            reading: Reading::of(lines.iter().map(|line| line.text.as_str())),
            coverage: Coverage::of(tree),
            credits: credits(&lines),
            lines,
        }
    }

    /// The line of the most words.
    #[must_use]
    pub fn longest(&self) -> Option<&SpokenLine> {
        let first_longest =
            |one: &&SpokenLine, other: &&SpokenLine| one.words.cmp(&other.words).then(std::cmp::Ordering::Greater);
        self.lines.iter().max_by(first_longest)
    }

    /// How many lines are too long for one breath.
    #[must_use]
    pub fn too_long(&self) -> usize {
        self.lines.iter().filter(|line| line.words > ONE_BREATH).count()
    }

    /// How many lines have something against them that matters so much.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.lines.iter().filter(|line| line.level() == Some(level)).count()
    }

    /// The remark of a rule on these words of a line: the places of line and remark.
    #[must_use]
    pub fn find(
        &self,
        step: &str,
        list: LineList,
        at: usize,
        rule: &str,
        letters: Option<&Range<usize>>,
    ) -> Option<(usize, usize)> {
        let is_line = |line: &SpokenLine| line.step.as_str() == step && line.list == list && line.at == at;
        let line = self.lines.iter().position(is_line)?;
        let is_meant = |remark: &Remark| remark.rule == rule && letters.is_none_or(|letters| *letters == remark.place);
        let remark = self.lines[line].remarks.iter().position(is_meant)?;
        Some((line, remark))
    }
}

/// The worst level first, of one level those with most against them, else the order of the file.
fn worst(lines: &[SpokenLine]) -> Vec<usize> {
    let weight = |place: &usize| {
        let line = &lines[*place];
        let count = |level| line.remarks.iter().filter(|remark| remark.level == level).count();
        let counts = [Level::Error, Level::Warning, Level::Hint].map(|level| std::cmp::Reverse(count(level)));
        (line.level(), counts)
    };
    let mut worst: Vec<usize> = (0..lines.len()).filter(|place| !lines[*place].remarks.is_empty()).collect();
    worst.sort_by_key(weight);
    worst
}

/// Lines with the same words on different steps, in the order of the file.
fn repeated(lines: &[SpokenLine]) -> Vec<Vec<usize>> {
    let mut by_words: HashMap<String, usize> = HashMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (place, line) in lines.iter().enumerate().filter(|(_, line)| line.words > 0) {
        let group = *by_words.entry(plain(&line.text)).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[group].push(place);
    }
    let step = |place: &usize| -> &StepId { &lines[*place].step };
    groups.retain(|group| group.iter().any(|place| step(place) != step(&group[0])));
    groups
}

/// The words without what nobody hears: signs and capitals.
fn plain(text: &str) -> String {
    let heard = |c: char| c.is_alphanumeric() || matches!(c, '{' | '}' | '_');
    let words = text.split(|c: char| !heard(c) && !matches!(c, '\'' | '’')).filter(|word| word.contains(heard));
    words.collect::<Vec<_>>().join(" ").to_lowercase().replace('’', "'")
}

fn lengths(lines: &[SpokenLine]) -> [usize; BARS] {
    let mut lengths = [0; BARS];
    for line in lines.iter().filter(|line| line.words > 0) {
        lengths[((line.words - 1) / BAR).min(BARS - 1)] += 1;
    }
    lengths
}

fn credits(lines: &[SpokenLine]) -> Vec<(&'static str, Vec<usize>)> {
    let all = Lexicon::in_force().credits().iter();
    let with = |id: &str| -> Vec<usize> { (0..lines.len()).filter(|place| lines[*place].credits.contains(&id)).collect() };
    all.map(|credit| (credit.title.as_str(), with(&credit.id))).filter(|(_, lines)| !lines.is_empty()).collect()
}

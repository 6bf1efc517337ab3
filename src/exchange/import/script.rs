//! A script as it was found, before it is a tree: what steps are called and say, and where their answers want to go.

use super::{
    names::{clean, ending, normal, short, title},
    trouble,
};
use crate::tree::{Outcome, Target, Trouble, nearest};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// More steps are no script of a call.
const MOST_STEPS: usize = 20_000;

/// More lines and answers are none either.
const MOST_PARTS: usize = 200_000;

/// How many troubles one import reports.
const ENOUGH: usize = 100;

/// A step as it was found.
#[derive(Default)]
pub(super) struct Draft {
    /// Its title.
    pub(super) title: String,
    /// The words its name in the file is made from.
    pub(super) name: String,
    /// What is said.
    pub(super) say: Vec<String>,
    /// What is said in a heated call.
    pub(super) say_heated: Vec<String>,
    /// The ways on.
    pub(super) choices: Vec<Choice>,
    /// Where it begins in the script.
    pub(super) at: usize,
    /// It stands beside others, not below an answer: with no answers, it goes on to the one that follows.
    pub(super) is_root: bool,
    /// How the call ends here, where the script says so.
    pub(super) ends: Option<Outcome>,
}

/// An answer as it was found.
pub(super) struct Choice {
    pub(super) when: String,
    pub(super) to: Goal,
}

/// Where an answer wants to go.
pub(super) enum Goal {
    Nowhere,
    Step(usize),
    OtherTree(Target),
    /// Words, with their bytes in the script; resolved when all steps are known.
    Named(String, Range<usize>),
}

/// What stands for an answer where the script gives none.
pub(super) const GOES_ON: &str = "Goes on";

/// A whole script.
pub(super) struct Script<'a> {
    pub(super) text: &'a str,
    /// The title that the script gives itself.
    pub(super) title: String,
    /// What stands under that title.
    pub(super) summary: String,
    pub(super) steps: Vec<Draft>,
    pub(super) notes: Vec<String>,
    pub(super) troubles: Vec<Trouble>,
    by_name: HashMap<String, usize>,
    /// Lines that stand already, by step: tables repeat a line on every row.
    said: HashSet<(usize, String)>,
    parts: usize,
    left_out: usize,
}

impl<'a> Script<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            title: String::new(),
            summary: String::new(),
            steps: Vec::new(),
            notes: Vec::new(),
            troubles: Vec::new(),
            by_name: HashMap::new(),
            said: HashSet::new(),
            parts: 0,
            left_out: 0,
        }
    }

    /// Reports what stands at a byte of the script.
    pub(super) fn report(&mut self, at: usize, message: impl Into<String>, help: impl Into<String>) {
        if self.troubles.len() < ENOUGH {
            self.troubles.push(trouble(self.text, at, message, help));
        } else {
            self.left_out += 1;
        }
    }

    /// A new step that no name leads to yet.
    pub(super) fn add(&mut self, words: &str, at: usize) -> Result<usize, Vec<Trouble>> {
        if self.steps.len() >= MOST_STEPS {
            return Err(vec![self.too_much(at, &format!("more than {MOST_STEPS} steps"))]);
        }
        let words = clean(words);
        self.steps.push(Draft { title: short(&title(&words)), name: words, at, ..Draft::default() });
        Ok(self.steps.len() - 1)
    }

    /// Lets a name lead to a step, unless it leads to another one already.
    pub(super) fn name(&mut self, words: &str, step: usize) -> bool {
        *self.by_name.entry(normal(words)).or_insert(step) == step
    }

    /// The step of just this name.
    pub(super) fn find_exactly(&self, words: &str) -> Option<usize> {
        self.by_name.get(&normal(words)).copied()
    }

    /// The step that an answer means by these words.
    pub(super) fn find(&self, words: &str) -> Option<usize> {
        let normal = normal(words);
        let without_step = normal.strip_prefix("step ").unwrap_or(&normal);
        let without_number = without_step.split_once(' ').filter(|(first, _)| first.bytes().all(|byte| byte.is_ascii_digit()));
        [Some(normal.as_str()), Some(without_step), without_number.map(|(_, rest)| rest)]
            .into_iter()
            .flatten()
            .find_map(|words| self.by_name.get(words).copied())
    }

    /// Adds a line to a step, once.
    pub(super) fn say(&mut self, step: usize, words: &str, is_heated: bool, at: usize) -> Result<(), Vec<Trouble>> {
        let words = clean(words);
        if words.is_empty() || !self.said.insert((step, words.clone())) {
            return Ok(());
        }
        self.count(at)?;
        let draft = &mut self.steps[step];
        if is_heated { &mut draft.say_heated } else { &mut draft.say }.push(words);
        Ok(())
    }

    /// Adds an answer to a step.
    pub(super) fn choose(&mut self, step: usize, when: &str, to: Goal, at: usize) -> Result<(), Vec<Trouble>> {
        self.count(at)?;
        let when = clean(when);
        let when = if when.is_empty() { GOES_ON.to_owned() } else { when };
        self.steps[step].choices.push(Choice { when, to });
        Ok(())
    }

    fn count(&mut self, at: usize) -> Result<(), Vec<Trouble>> {
        self.parts += 1;
        if self.parts > MOST_PARTS {
            return Err(vec![self.too_much(at, &format!("more than {MOST_PARTS} lines and answers"))]);
        }
        Ok(())
    }

    fn too_much(&self, at: usize, what: &str) -> Trouble {
        trouble(self.text, at, format!("there are {what}, and no script of a call has"), "import a part of it")
    }

    /// Resolves every name to a step; one that leads nowhere is reported, and its answer kept.
    pub(super) fn resolve(&mut self) -> Result<(), Vec<Trouble>> {
        let mut ends: HashMap<String, usize> = HashMap::new();
        for step in 0..self.steps.len() {
            for place in 0..self.steps[step].choices.len() {
                let Goal::Named(words, at) = &self.steps[step].choices[place].to else {
                    continue;
                };
                let (words, at) = (clean(words), at.clone());
                let goal = if words.is_empty() {
                    Goal::Nowhere
                } else if let Some(found) = self.find(&words) {
                    Goal::Step(found)
                } else if let Some(outcome) = ending(&normal(&words)) {
                    let known = ends.get(outcome.in_words()).copied();
                    let end = if let Some(end) = known { end } else { self.end(outcome, at.start)? };
                    ends.insert(outcome.in_words().to_owned(), end);
                    Goal::Step(end)
                } else if let Some(other) = Target::new(&words).ok().filter(|target| target.tree().is_some()) {
                    Goal::OtherTree(other)
                } else {
                    self.report_unknown(&words, at.start);
                    Goal::Nowhere
                };
                self.steps[step].choices[place].to = goal;
            }
        }
        if self.left_out > 0 {
            self.notes.push(format!("{} further troubles are not listed; mend these first.", self.left_out));
        }
        self.troubles.sort_by_key(|trouble| trouble.place.span.start);
        Ok(())
    }

    fn end(&mut self, outcome: Outcome, at: usize) -> Result<usize, Vec<Trouble>> {
        let words = if outcome == Outcome::Resolved { "End" } else { outcome.in_words() };
        let end = self.add(words, at)?;
        self.steps[end].ends = Some(outcome);
        Ok(end)
    }

    fn report_unknown(&mut self, words: &str, at: usize) {
        if self.troubles.len() >= ENOUGH {
            self.left_out += 1;
            return;
        }
        let near = nearest(words, self.steps.iter().flat_map(|step| [step.title.as_str(), step.name.as_str()]));
        let near = near.map(|near| format!("did you mean \"{near}\"? Otherwise ")).unwrap_or_default();
        let help =
            format!("{near}write the name of a step of this script, or \"end\"; the answer was kept and leads nowhere yet");
        self.report(at, format!("there is no step \"{}\"", short(words)), help);
    }
}

//! Where words stand in a tree: one list of places for search, rename and use.

use super::{
    LineList,
    told::{self, UseCounts},
};
use crate::tree::{FactId, Kind, LimitId, OwnedPart, Step, StepId, Tree};
use std::sync::Arc;

/// A place of a tree that holds words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Words {
    /// The tree's title.
    Title,
    /// The tree's summary.
    Summary,
    /// A fact's name on screen.
    FactLabel(FactId),
    /// The question that asks for a fact.
    FactAsk(FactId),
    /// A limit's name on screen.
    LimitLabel(LimitId),
    /// A place of a step.
    Step(StepId, StepWords),
}

/// A place of a step that holds words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum StepWords {
    Title,
    Line(LineList, usize),
    Task,
    Cue,
    SwapNot(usize),
    SwapBut(usize),
    Promise,
    Receiver,
    Why,
    Allowed(usize),
    Answer(usize),
}

impl LineList {
    /// The lines of that list.
    #[must_use]
    pub fn of(self, step: &Step) -> &Vec<String> {
        match self {
            Self::Say => &step.say,
            Self::SayHeated => &step.say_heated,
        }
    }

    /// The same, to be changed.
    pub fn of_mut(self, step: &mut Step) -> &mut Vec<String> {
        match self {
            Self::Say => &mut step.say,
            Self::SayHeated => &mut step.say_heated,
        }
    }

    /// The other list.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Say => Self::SayHeated,
            Self::SayHeated => Self::Say,
        }
    }

    /// The field of a step that holds it.
    #[must_use]
    pub fn field(self) -> &'static str {
        match self {
            Self::Say => "say",
            Self::SayHeated => "say_heated",
        }
    }
}

impl StepWords {
    /// The way to it from its step.
    pub fn way(self) -> Vec<OwnedPart> {
        let name = |name: &str| OwnedPart::Name(name.to_owned());
        match self {
            Self::Title => vec![name("title")],
            Self::Line(list, at) => vec![name(list.field()), OwnedPart::At(at)],
            Self::Task => vec![name("task")],
            Self::Cue => vec![name("cue")],
            Self::SwapNot(at) => vec![name("avoid"), OwnedPart::At(at), name("not")],
            Self::SwapBut(at) => vec![name("avoid"), OwnedPart::At(at), name("but")],
            Self::Promise => vec![name("promise"), name("what")],
            Self::Receiver => vec![name("kind"), name("to")],
            Self::Why => vec![name("kind"), name("why")],
            Self::Allowed(at) => vec![name("allow"), OwnedPart::At(at), name("line")],
            Self::Answer(at) => vec![name("answers"), OwnedPart::At(at), name("when")],
        }
    }

    /// What it is called on screen; places count from 1.
    pub fn in_words(self) -> String {
        match self {
            Self::Title => "title".to_owned(),
            Self::Line(LineList::Say, at) => format!("line {}", at + 1),
            Self::Line(LineList::SayHeated, at) => format!("heated line {}", at + 1),
            Self::Task => "task".to_owned(),
            Self::Cue => "cue".to_owned(),
            Self::SwapNot(at) | Self::SwapBut(at) => format!("better wording {}", at + 1),
            Self::Promise => "promise".to_owned(),
            Self::Receiver => "who takes it".to_owned(),
            Self::Why => "why it is handed over".to_owned(),
            Self::Allowed(at) => format!("silenced finding {}", at + 1),
            Self::Answer(at) => format!("answer {}", at + 1),
        }
    }

    /// The words there, to be changed.
    pub fn of_mut(self, step: &mut Step) -> Option<&mut String> {
        match self {
            Self::Title => Some(&mut step.title),
            Self::Line(list, at) => list.of_mut(step).get_mut(at),
            Self::Task => step.task.as_mut(),
            Self::Cue => step.cue.as_mut(),
            Self::SwapNot(at) => step.avoid.get_mut(at).map(|swap| &mut swap.not),
            Self::SwapBut(at) => step.avoid.get_mut(at).map(|swap| &mut swap.but),
            Self::Promise => step.promise.as_mut().map(|promise| &mut promise.what),
            Self::Receiver => match &mut step.kind {
                Kind::Escalate { to, .. } => Some(to),
                _ => None,
            },
            Self::Why => match &mut step.kind {
                Kind::Escalate { why, .. } => Some(why),
                _ => None,
            },
            Self::Allowed(at) => step.allow.get_mut(at).map(|allow| &mut allow.line),
            Self::Answer(at) => step.answers.get_mut(at).map(|answer| &mut answer.when),
        }
    }
}

impl Words {
    /// The step it is part of.
    pub fn step(&self) -> Option<&StepId> {
        match self {
            Self::Step(id, _) => Some(id),
            _ => None,
        }
    }

    /// The way to it from the tree.
    pub fn way(&self) -> Vec<OwnedPart> {
        let name = |name: &str| OwnedPart::Name(name.to_owned());
        match self {
            Self::Title => vec![name("title")],
            Self::Summary => vec![name("summary")],
            Self::FactLabel(id) => vec![name("facts"), name(id.as_str()), name("label")],
            Self::FactAsk(id) => vec![name("facts"), name(id.as_str()), name("ask")],
            Self::LimitLabel(id) => vec![name("limits"), name(id.as_str()), name("label")],
            Self::Step(id, words) => [name("steps"), name(id.as_str())].into_iter().chain(words.way()).collect(),
        }
    }

    /// What it is called on screen.
    pub fn in_words(&self) -> String {
        match self {
            Self::Title => "title of the tree".to_owned(),
            Self::Summary => "summary".to_owned(),
            Self::FactLabel(id) => format!("label of {id}"),
            Self::FactAsk(id) => format!("question for {id}"),
            Self::LimitLabel(id) => format!("label of {id}"),
            Self::Step(_, words) => words.in_words(),
        }
    }
}

/// Calls `see` with every place of a step that holds words.
pub(super) fn each_of_step<'a>(step: &'a Step, mut see: impl FnMut(StepWords, &'a str)) {
    see(StepWords::Title, &step.title);
    for list in [LineList::Say, LineList::SayHeated] {
        for (at, line) in list.of(step).iter().enumerate() {
            see(StepWords::Line(list, at), line);
        }
    }
    if let Some(task) = &step.task {
        see(StepWords::Task, task);
    }
    if let Some(cue) = &step.cue {
        see(StepWords::Cue, cue);
    }
    for (at, swap) in step.avoid.iter().enumerate() {
        see(StepWords::SwapNot(at), &swap.not);
        see(StepWords::SwapBut(at), &swap.but);
    }
    if let Some(promise) = &step.promise {
        see(StepWords::Promise, &promise.what);
    }
    if let Kind::Escalate { to, why, .. } = &step.kind {
        see(StepWords::Receiver, to);
        see(StepWords::Why, why);
    }
    for (at, allow) in step.allow.iter().enumerate() {
        see(StepWords::Allowed(at), &allow.line);
    }
    for (at, answer) in step.answers.iter().enumerate() {
        see(StepWords::Answer(at), &answer.when);
    }
}

/// Calls `see` with every place of a tree that holds words, in the order of the file.
pub(super) fn each_of_tree<'a>(tree: &'a Tree, mut see: impl FnMut(Words, &'a str)) {
    each_outside_steps(tree, &mut see);
    for (id, step) in &tree.steps {
        each_of_step(step, |words, text| see(Words::Step(id.clone(), words), text));
    }
}

/// The same but for steps in whose neighbourhood facts and limits are not used like that.
pub(super) fn each_in<'a>(tree: &'a Tree, is_meant: impl Fn(&UseCounts) -> bool, mut see: impl FnMut(Words, &'a str)) {
    each_outside_steps(tree, &mut see);
    for (id, step) in told::users(tree, is_meant) {
        each_of_step(step, |words, text| see(Words::Step(id.clone(), words), text));
    }
}

/// The same for the tree's own words, its facts and its limits.
pub(super) fn each_outside_steps<'a>(tree: &'a Tree, mut see: impl FnMut(Words, &'a str)) {
    see(Words::Title, &tree.title);
    see(Words::Summary, &tree.summary);
    for (id, fact) in &tree.facts {
        see(Words::FactLabel(id.clone()), &fact.label);
        if let Some(ask) = &fact.ask {
            see(Words::FactAsk(id.clone()), ask);
        }
    }
    for (id, limit) in &tree.limits {
        see(Words::LimitLabel(id.clone()), &limit.label);
    }
}

/// The tree with other words wherever `change` gives some; what it leaves alone stays shared.
pub(super) fn with_words(tree: &Tree, mut change: impl FnMut(&Words, &str) -> Option<String>) -> Tree {
    let mut changed: Vec<(Words, String)> = Vec::new();
    each_of_tree(tree, |words, text| changed.extend(change(&words, text).map(|text| (words, text))));
    with_changed(tree, changed)
}

/// The tree with these words in these places.
pub(super) fn with_changed(tree: &Tree, changed: Vec<(Words, String)>) -> Tree {
    let mut tree = tree.clone();
    for (words, text) in changed {
        match words {
            Words::Title => tree.title = text,
            Words::Summary => tree.summary = text,
            Words::FactLabel(id) => {
                if let Some(fact) = tree.facts.get_mut(&id) {
                    Arc::make_mut(fact).label = text;
                }
            }
            Words::FactAsk(id) => {
                if let Some(fact) = tree.facts.get_mut(&id) {
                    Arc::make_mut(fact).ask = Some(text);
                }
            }
            Words::LimitLabel(id) => {
                if let Some(limit) = tree.limits.get_mut(&id) {
                    Arc::make_mut(limit).label = text;
                }
            }
            Words::Step(id, words) => {
                if let Some(place) = tree.steps.get_mut(&id).and_then(|step| words.of_mut(Arc::make_mut(step))) {
                    *place = text;
                }
            }
        }
    }
    tree
}

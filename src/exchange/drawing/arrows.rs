//! Every arrow of a drawn tree: from where, to what, with which words.

use crate::{
    call::Trees,
    exchange::{order, words},
    tree::{Answer, Kind, StepId, Target, Tree},
};
use indexmap::IndexSet;

/// What an arrow points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tip {
    /// A step of the tree, by its number.
    Step(usize),
    /// Something beside the steps, by its number in [`Drawn::beside`].
    Beside(usize),
}

/// One arrow.
#[derive(Debug)]
pub(super) struct Arrow {
    pub(super) from: Tip,
    pub(super) to: Tip,
    pub(super) words: String,
    /// It leads back to a step on the path.
    pub(super) is_back: bool,
    /// Nobody answers it: past a cap, nobody free, or on from another tree.
    pub(super) is_by_itself: bool,
}

/// What is drawn of a tree beside its steps.
#[derive(Debug)]
pub(super) struct Drawn {
    /// Steps of other trees, and the words for answers that lead to no step.
    pub(super) beside: IndexSet<String>,
    pub(super) arrows: Vec<Arrow>,
}

/// Where an answer goes that returns to the step an always-key left.
const BACK: &str = "Back to the step the call came from";

/// The arrows of a tree, step by step, answers in their order.
pub(super) fn arrows(tree: &Tree, among: &Trees) -> Drawn {
    let walk = order::walk(tree);
    let mut drawn = Drawn { beside: IndexSet::new(), arrows: Vec::new() };
    for (from, step) in tree.steps.values().enumerate() {
        let way = |from: Tip, to: Tip, words: String, is_by_itself: bool| {
            let is_back = matches!((from, to), (Tip::Step(from), Tip::Step(to)) if walk.is_back(from, to));
            Arrow { from, to, words, is_back, is_by_itself }
        };
        for (place, answer) in step.answers.iter().enumerate() {
            let to = drawn.answer(tree, among, answer);
            drawn.arrows.push(way(Tip::Step(from), to, format!("{} {}", place + 1, answer.when), false));
            if let (Tip::Beside(_), Some(then)) = (to, then(tree, answer)) {
                let on = way(to, Tip::Step(then), "then".to_owned(), true);
                if !drawn.arrows.iter().any(|arrow| arrow.from == on.from && arrow.to == on.to) {
                    drawn.arrows.push(on);
                }
            }
        }
        if let Kind::Escalate { nobody_free: Some(target), .. } = &step.kind {
            let to = drawn.target(tree, among, target);
            drawn.arrows.push(way(Tip::Step(from), to, "nobody is free".to_owned(), true));
        }
        if let Some(cap) = &step.cap {
            let to = drawn.target(tree, among, &cap.then);
            let visits = if cap.visits == 1 { "visit" } else { "visits" };
            drawn.arrows.push(way(Tip::Step(from), to, format!("after {} {visits}", cap.visits), true));
        }
    }
    drawn
}

fn then(tree: &Tree, answer: &Answer) -> Option<usize> {
    answer.then.as_ref().and_then(|id: &StepId| tree.steps.get_index_of(id))
}

impl Drawn {
    fn answer(&mut self, tree: &Tree, among: &Trees, answer: &Answer) -> Tip {
        match &answer.to {
            Some(target) => self.target(tree, among, target),
            None if answer.back => self.beside(BACK.to_owned()),
            None => self.beside("Nowhere yet".to_owned()),
        }
    }

    fn target(&mut self, tree: &Tree, among: &Trees, target: &Target) -> Tip {
        match order::number(tree, target) {
            Some(step) => Tip::Step(step),
            None if target.tree().is_some() => self.beside(words::elsewhere(among, target)),
            None => self.beside(format!("No step \"{target}\"")),
        }
    }

    fn beside(&mut self, words: String) -> Tip {
        Tip::Beside(self.beside.insert_full(words).0)
    }
}

/// Words on lines of about that many letters.
pub(super) fn wrapped(words: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

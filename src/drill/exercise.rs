//! One due item as one question, answered in half a minute: what was said, and three or four lines to choose from.

use super::{
    Changed, Due, Grade, Item, LineFrom, Practised, chance::Chance, choices::choices, facts::likely, memory::Memory,
    practised::line_of, slips::slip, turn::Choice,
};
use crate::{
    call::{Call, Move, Opening, Spot, Trees},
    site::Settings,
    tree::{FactKind, Mood, Stage, TechniqueId},
};
use jiff::Zoned;
use std::sync::Arc;

/// A due item to be practised.
#[derive(Clone, Debug)]
pub struct Exercise {
    /// The step.
    pub at: Spot,
    /// The tree's title.
    pub tree: String,
    /// The step's title.
    pub title: String,
    /// The step's stage.
    pub stage: Stage,
    /// What led there, in the tree's words; empty at the start of a call, and for a technique.
    pub heard: String,
    /// The technique that is practised; nothing for an answer.
    pub technique: Option<TechniqueId>,
    /// The line has changed since it was practised last.
    pub changed: Option<Changed>,
    /// The lines, in the order of this seed.
    pub lines: Vec<Choice>,
    practised: Practised,
    better: Option<String>,
    tries: Vec<usize>,
    is_helped: bool,
}

/// What came of a line that was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tried {
    /// It is the tree's own.
    Right,
    /// It is weaker, or a mistake; why, in one sentence, as far as it is known.
    Wrong(String),
}

impl Exercise {
    /// Makes a question of a due item; nothing where there is nothing to choose between. Facts hold their samples.
    #[must_use]
    pub fn of(due: &Due, trees: &Trees, site: &Arc<Settings>, seed: u64, now: &Zoned) -> Option<Self> {
        let call = call_at(&due.at, trees, site, now)?;
        let reading = call.read(now);
        let (spot, step) = reading.here().filter(|(spot, _)| **spot == due.at)?;
        // Two questions of one session are not laid out alike.
        let seed = Chance::new(seed, 0, &due.card.item.key()).next();
        let lines = choices(&reading, &Memory::default(), call.state().mood, seed, 1);
        if lines.len() < 2 || !lines.iter().any(|line| line.from.is_own()) {
            return None;
        }
        let (heard, technique, item) = match &due.card.item {
            Item::Answer { answer, .. } => (reading.fill(answer), None, Item::answer(spot, step, answer)),
            Item::Technique(id) => (String::new(), Some(id.clone()), due.card.item.clone()),
        };
        let words = if technique.is_some() { String::new() } else { line_of(step) };
        Some(Self {
            at: spot.clone(),
            tree: trees.tree(spot.tree.as_str())?.title.clone(),
            title: step.title.clone(),
            stage: step.stage,
            heard,
            technique,
            changed: due.changed.clone(),
            better: better(step, &lines),
            lines,
            practised: Practised { item, grade: Grade::Again, risk: due.card.risk, turn: 1, tree: spot.tree.clone(), words },
            tries: Vec::new(),
            is_helped: false,
        })
    }

    /// Chooses a line by its number, from 1; nothing where there is no such line, or the right one was found already.
    pub fn choose(&mut self, number: usize) -> Option<Tried> {
        if self.is_over() {
            return None;
        }
        let line = self.lines.get(number.checked_sub(1)?)?;
        self.tries.push(number);
        Some(match &line.from {
            LineFrom::OwnLine { .. } => Tried::Right,
            LineFrom::Slip(id) => Tried::Wrong(slip(id).map(|slip| slip.why.clone()).unwrap_or_default()),
            LineFrom::Avoid { .. } => Tried::Wrong(self.better.as_ref().map(|but| format!("Better: {but}")).unwrap_or_default()),
        })
    }

    /// Shows which line is the tree's own, at the cost of the grade.
    pub fn show(&mut self) -> Option<usize> {
        self.is_helped = true;
        self.lines.iter().position(|line| line.from.is_own()).map(|place| place + 1)
    }

    /// The lines that were tried, in order, by their numbers.
    #[must_use]
    pub fn tries(&self) -> &[usize] {
        &self.tries
    }

    /// Whether the right line was found.
    #[must_use]
    pub fn is_over(&self) -> bool {
        let last = self.tries.last().and_then(|number| self.lines.get(number - 1));
        last.is_some_and(|line| line.from.is_own())
    }

    /// What was practised, graded by the first try and by help; nothing before the right line was found.
    #[must_use]
    pub fn practised(&self) -> Option<Practised> {
        let grade = match self.tries.len() {
            _ if !self.is_over() => return None,
            1 if !self.is_helped => Grade::Good,
            1 => Grade::Hard,
            _ => Grade::Again,
        };
        Some(Practised { grade, ..self.practised.clone() })
    }
}

/// A call that stands at a step, with the samples of its tree's facts.
fn call_at(at: &Spot, trees: &Trees, site: &Arc<Settings>, now: &Zoned) -> Option<Call> {
    let tree = trees.tree(at.tree.as_str())?;
    let opening = Opening {
        tree: at.tree.clone(),
        from: Some(at.step.to_string()),
        // What comes back is what was hard: it is said to somebody who is heated.
        mood: Some(Mood::Heated),
        reference: String::new(),
        outside: None,
    };
    let mut call = Call::begin(trees, Arc::clone(site), &opening, now).ok()?;
    for (name, fact) in &tree.facts {
        // A day is taken from today; the one that the author wrote is long past.
        let is_day = fact.kind == FactKind::Date;
        let sample = if is_day { likely(fact, name.as_str(), now.date()) } else { fact.sample.clone() };
        if let Some(value) = sample {
            let fact = Move::SetFact { name: name.to_string(), value, not_a_card: true };
            // A sample that the tree itself refuses stays a gap in the line.
            let _ = call.take(fact, now);
        }
    }
    Some(call)
}

/// The tree's own words for the line among these that it warns of.
fn better(step: &crate::tree::Step, lines: &[Choice]) -> Option<String> {
    let swap = lines.iter().find_map(|line| match line.from {
        LineFrom::Avoid { swap } => Some(swap),
        _ => None,
    });
    Some(step.avoid.get(swap?)?.but.clone())
}

//! What a drill practised, graded by what was done: first try or not, with help or without. Nobody is asked.

use super::{
    level::Level,
    names::Manner,
    practised::{Grade, Item, Practised, Risk, line_of},
    rehearsal::Drill,
    score::{heated, is_spoken, is_typed},
    turn::{Said, Turn},
};
use crate::{
    call::{Spot, Trees},
    tree::{TechniqueId, TreeId},
};
use std::collections::BTreeMap;

/// Techniques of the body: no line shows them, so none is asked for again by a line.
const UNSAID: [&str; 1] = ["body-language"];

impl Drill {
    /// What was practised: each answer that was met with a line, and each technique that was called for.
    #[must_use]
    pub fn practised(&self) -> Vec<Practised> {
        let mut practised = Vec::new();
        let mut techniques: BTreeMap<TechniqueId, (Grade, Risk, usize, TreeId)> = BTreeMap::new();
        let mut before: Option<&Turn> = None;
        for turn in self.turns() {
            let led = before.and_then(|turn| turn.heard.as_ref());
            let missed = led.is_some_and(|heard| heard.first_try == Some(false));
            let step = self.call().trees().step(&turn.spot);
            if let (true, Some(step)) = (is_spoken(turn) || matches!(turn.said, Said::Silence), step) {
                let said = self.grade(turn);
                let grade = if missed { Grade::Again } else { said };
                let risk = risk(self.call().trees(), &turn.spot, led.map(|heard| heard.manner));
                let item = Item::answer(&turn.spot, step, before.and_then(|turn| self.answer_of(turn)).unwrap_or_default());
                let tree = turn.spot.tree.clone();
                practised.push(Practised { item, grade, risk, turn: turn.number, tree: tree.clone(), words: line_of(step) });
                for technique in step.techniques.iter().filter(|id| !UNSAID.contains(&id.as_str())) {
                    let fresh = (said, risk, turn.number, tree.clone());
                    let entry = techniques.entry(technique.clone()).or_insert(fresh);
                    if said < entry.0 {
                        *entry = (said, entry.1.max(risk), turn.number, tree.clone());
                    }
                }
            }
            before = Some(turn);
        }
        let of_technique = |(id, (grade, risk, turn, tree))| {
            let item = Item::Technique(id);
            Practised { item, grade, risk, turn, tree, words: String::new() }
        };
        practised.extend(techniques.into_iter().map(of_technique));
        practised
    }

    /// The answer that was given to a turn, in the tree's own words: those on screen have facts and the site's words in
    /// them. Nothing where it is no answer of the tree.
    fn answer_of(&self, turn: &Turn) -> Option<&str> {
        let step = self.call().trees().step(&turn.spot)?;
        let answer = step.answers.get(turn.heard.as_ref()?.given.checked_sub(1)?)?;
        Some(&answer.when)
    }

    fn grade(&self, turn: &Turn) -> Grade {
        let cooled = turn.moves.iter().any(|made| made.counted && made.heat < 0.0);
        let is_free = turn.spoke || is_typed(turn) || self.setting().level == Level::Exam;
        if heated(turn) > 0.0 || (turn.moves.is_empty() && !turn.said.is_own_line()) {
            Grade::Again
        } else if turn.helped || !(turn.said.is_own_line() || (is_typed(turn) && cooled)) {
            Grade::Hard
        } else if is_free {
            Grade::Easy
        } else {
            Grade::Good
        }
    }
}

/// What is at stake at a step, and in what led there.
fn risk(trees: &Trees, spot: &Spot, manner: Option<Manner>) -> Risk {
    let by_answer = match manner {
        Some(Manner::Despair | Manner::Health) => Risk::SelfHarm,
        Some(Manner::Threatens | Manner::Danger | Manner::Insults) => Risk::Threat,
        Some(Manner::Complains) => Risk::Promise,
        _ => Risk::Ordinary,
    };
    by_answer.max(Risk::of(trees, spot))
}

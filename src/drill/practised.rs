//! What a drill practised, graded by what was done: first try or not, with help or without. Nobody is asked.

use super::{
    card::{Grade, Item, Practised, Risk},
    drill::Drill,
    level::Level,
    names::Manner,
    score::{heated, is_spoken, is_typed},
    turn::{Said, Turn},
};
use crate::{
    call::hash,
    tree::{How, Kind, Step, TechniqueId},
};
use std::collections::BTreeMap;

impl Drill {
    /// What was practised: each answer that was met with a line, and each technique that was called for.
    #[must_use]
    pub fn practised(&self) -> Vec<Practised> {
        let mut practised = Vec::new();
        let mut techniques: BTreeMap<TechniqueId, (Grade, Risk, usize)> = BTreeMap::new();
        let mut before: Option<&Turn> = None;
        for turn in self.turns() {
            let led = before.and_then(|turn| turn.heard.as_ref());
            let missed = led.is_some_and(|heard| heard.first_try == Some(false));
            let step = self.call().trees().step(&turn.spot);
            if let (true, Some(step)) = (is_spoken(turn) || matches!(turn.said, Said::Silence), step) {
                let said = self.grade(turn);
                let grade = if missed { Grade::Again } else { said };
                let risk = risk(step, led.map(|heard| heard.manner));
                let answer = led.map_or_else(String::new, |heard| heard.when.clone());
                let (tree, name) = (turn.spot.tree.clone(), turn.spot.step.clone());
                practised.push(Practised { item: Item::Answer { tree, step: name, answer, line_hash: line_hash(step) }, grade, risk, turn: turn.number });
                for technique in &step.techniques {
                    let entry = techniques.entry(technique.clone()).or_insert((said, risk, turn.number));
                    if said < entry.0 {
                        *entry = (said, entry.1.max(risk), turn.number);
                    }
                }
            }
            before = Some(turn);
        }
        let of_technique = |(id, (grade, risk, turn))| Practised { item: Item::Technique(id), grade, risk, turn };
        practised.extend(techniques.into_iter().map(of_technique));
        practised
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

/// The hash of a step's lines: an item whose line has changed is known by it.
#[must_use]
pub fn line_hash(step: &Step) -> String {
    let lines: Vec<&str> = step.say.iter().chain(&step.say_heated).map(String::as_str).collect();
    hash(&lines.join("\n"))
}

/// How much depends on a step and on what led there.
fn risk(step: &Step, manner: Option<Manner>) -> Risk {
    let emergency = matches!(&step.kind, Kind::Escalate { how: How::Emergency, .. });
    match manner {
        Some(Manner::Despair) => return Risk::SelfHarm,
        Some(Manner::Threatens | Manner::Danger | Manner::Health | Manner::Insults) => return Risk::Threat,
        _ if emergency => return Risk::SelfHarm,
        Some(Manner::Complains) => return Risk::Promise,
        _ => {}
    }
    let words = step.title.to_lowercase();
    let is_promise = step.promise.is_some() || step.warning || step.kind.is_escalation() || words.contains("identity") || words.contains("limit");
    if is_promise { Risk::Promise } else { Risk::Ordinary }
}

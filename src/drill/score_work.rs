//! The score of what was done: resolution, process, close.

use super::{
    card::{Part, Section},
    score::{Look, did_not_come_up, has_no_place, part},
    turn::{Over, Phase, Turn},
};
use crate::tree::{Outcome, Stage};

impl Look<'_> {
    pub(super) fn resolution(&self) -> Vec<Part> {
        use Section::Resolution as Here;
        let heard: Vec<(&Turn, bool)> =
            self.turns.iter().filter_map(|turn| Some((turn, turn.heard.as_ref()?.first_try?))).collect();
        let right = heard.iter().filter(|(_, right)| *right).count();
        let missed = heard.iter().find(|(_, right)| !right).map(|(turn, _)| turn.number);
        let share = if heard.is_empty() { 0.0 } else { right as f32 / heard.len() as f32 };
        let why = match missed {
            _ if heard.is_empty() => "No answer was recognised.".to_owned(),
            None => format!("All {} answers were recognised at once.", heard.len()),
            Some(turn) => format!("{right} of {} answers were recognised at once; missed first in turn {turn}.", heard.len()),
        };
        let path = part("right_path", Here, "The right branch: what was heard", 5.0 * share * self.share, 5, why, missed);
        let outcome = match self.drill.phase() {
            Phase::Over(Over::Ended(outcome)) if !self.is_kept || self.drill.heat() > 6.0 => (
                2.0,
                format!("The call came to its end ({}), and the customer was not with you.", outcome.in_words().to_lowercase()),
            ),
            Phase::Over(Over::Ended(outcome)) => {
                (5.0, format!("The call came to its end: {}.", outcome.in_words().to_lowercase()))
            }
            Phase::Over(Over::EndedByTrainee(outcome)) => {
                (1.0, format!("You ended it before its end: {}.", outcome.in_words().to_lowercase()))
            }
            Phase::Over(over) => (0.0, format!("{}.", over.in_words())),
            Phase::ToSay | Phase::ToHear => (0.0, "The call has not ended.".to_owned()),
        };
        let authority = self.turns.iter().find(|turn| turn.gates.iter().any(|gate| gate.id == "authority"));
        let within = match authority {
            Some(turn) => part(
                "authority",
                Here,
                "Within authority",
                0.0,
                5,
                format!("More was offered in turn {} than you may give.", turn.number),
                Some(turn.number),
            ),
            None => part(
                "authority",
                Here,
                "Within authority",
                5.0 * self.share,
                5,
                "Nothing was given that was not yours to give.".to_owned(),
                None,
            ),
        };
        vec![
            path,
            part(
                "right_outcome",
                Here,
                "The right branch: where it ended",
                outcome.0,
                5,
                outcome.1,
                self.turns.last().map(|turn| turn.number),
            ),
            within,
            self.goal(),
        ]
    }

    pub(super) fn goal(&self) -> Part {
        let name = "Goal met, or an honest limit and a way";
        let give = |points: f32, why: String, turn| part("goal", Section::Resolution, name, points, 10, why, turn);
        let memory = &self.drill.play.memory;
        let last = self.turns.last().map(|turn| turn.number);
        match self.drill.phase() {
            Phase::Over(Over::Ended(_)) if self.is_handed_over => give(10.0, "Somebody who can decide has it.".to_owned(), last),
            Phase::Over(Over::Ended(_)) if self.drill.heat() > 6.0 => {
                give(4.0, "It ended, and the customer was still hot.".to_owned(), last)
            }
            Phase::Over(Over::Ended(Outcome::Resolved)) => give(10.0, "It was solved on the call.".to_owned(), last),
            Phase::Over(Over::Ended(_)) if memory.dated.is_some() => give(
                10.0,
                format!("There is an outcome with a day and an owner, since turn {}.", memory.dated.unwrap_or_default()),
                memory.dated,
            ),
            Phase::Over(Over::Ended(_)) => give(6.0, "It ended, and no day stands for what is open.".to_owned(), last),
            _ if memory.dated.is_some() => {
                give(4.0, "A day was named, and the call did not come to its end.".to_owned(), memory.dated)
            }
            _ => give(0.0, "Nothing was settled.".to_owned(), last),
        }
    }

    pub(super) fn process(&self) -> Vec<Part> {
        use Section::Process as Here;
        let offered = &self.drill.play.memory.facts;
        let known = |name: &str| self.drill.play.call.state().facts.contains_key(name);
        let captured = offered.iter().filter(|fact| known(&fact.name)).count();
        let missed = offered.iter().find(|fact| !known(&fact.name));
        let share = if offered.is_empty() { 1.0 } else { captured as f32 / offered.len() as f32 };
        let why = match missed {
            None if offered.is_empty() => "There was nothing to capture.".to_owned(),
            None => format!("All {captured} facts were captured."),
            Some(fact) => {
                let reading =
                    self.drill.play.call.trees().all().find_map(|pinned| pinned.tree.facts.get(fact.name.as_str()).cloned());
                let label = reading.map_or_else(|| fact.name.clone(), |fact| fact.label.clone());
                format!("{captured} of {} facts were captured; “{label}” was missed.", offered.len())
            }
        };
        let facts = part("facts", Here, "Facts captured", 5.0 * share * self.share, 5, why, missed.map(|fact| fact.turn));
        let name = "Hand-over card complete when used";
        let card = if self.drill.play.memory.is_handed_over {
            let points = (share * 5.0 + 1.0).min(5.0).round();
            let why = if points >= 5.0 {
                "The card held what was known."
            } else {
                "The card went with gaps: what was told was not all captured."
            };
            part("card", Here, name, points, 5, why.to_owned(), self.turns.last().map(|turn| turn.number))
        } else {
            part("card", Here, name, 5.0 * self.share, 5, "It did not come up.".to_owned(), None)
        };
        vec![facts, card]
    }

    pub(super) fn close(&self) -> Vec<Part> {
        use Section::Close as Here;
        let late = |id: &str, name: &str, of: u32, moves: &[&str], stages: &[Stage], yes: &str, no: &str| {
            let (_, turn) = self.count(moves);
            let tree_has = self
                .drill
                .trees
                .tree(self.drill.setting().tree.as_str())
                .is_some_and(|tree| tree.steps.values().any(|step| stages.contains(&step.stage)));
            match turn {
                Some(turn) => part(id, Here, name, of as f32, of, format!("{yes} in turn {turn}."), Some(turn)),
                None if self.is_handed_over && self.is_finished => did_not_come_up(id, Here, name, of),
                None if self.keeps_to_script => has_no_place(id, Here, name, of),
                None if self.is_finished && self.is_kept && !tree_has => {
                    part(id, Here, name, of as f32, of, "This tree has no step for it.".to_owned(), None)
                }
                None => part(id, Here, name, 0.0, of, no.to_owned(), None),
            }
        };
        let mut follow = late(
            "follow_up",
            "Follow-up with an owner",
            3,
            &["FOLLOW_UP"],
            &[Stage::FollowUp],
            "A day and an owner",
            "No follow-up was agreed.",
        );
        if let (true, Some(turn)) = (follow.points < 3.0 && self.is_finished && self.is_kept, self.drill.play.memory.dated) {
            follow = part(
                "follow_up",
                Here,
                "Follow-up with an owner",
                3.0,
                3,
                format!("A promise with a day and an owner, in turn {turn}."),
                Some(turn),
            );
        }
        vec![
            late("recap", "Recap", 4, &["RECAP"], &[Stage::Recap], "Read back", "Nothing was read back at the end."),
            late(
                "goal_check",
                "Checked what matters most",
                3,
                &["CHECK_GOAL"],
                &[Stage::Recap],
                "Asked",
                "Nobody asked whether the thing that mattered is settled.",
            ),
            follow,
        ]
    }
}

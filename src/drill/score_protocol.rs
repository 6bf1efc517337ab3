//! The score of a call measured by its protocol alone: noticed, asked, stayed, brought in, nothing of the business.

use super::{
    card::{Part, Section},
    score::{Look, heated, made, part},
    turn::{Cue, Turn},
};

impl Look<'_> {
    /// A call scored on its protocol alone: noticed, asked, stayed, brought in, nothing of the business.
    pub(super) fn protocol(&self) -> Vec<Part> {
        use Section::Protocol as Here;
        let memory = &self.drill.play.memory;
        let cue = memory.cues.iter().find(|(cue, _, _)| *cue == Cue::SelfHarm);
        let noticed = match cue {
            Some((_, turn, Some(true))) => {
                part("noticed", Here, "Noticed at once", 30.0, 30, format!("Met right after turn {turn}."), Some(*turn))
            }
            Some((_, turn, _)) => part(
                "noticed",
                Here,
                "Noticed at once",
                0.0,
                30,
                format!("It was said after turn {turn}, and the call went on."),
                Some(*turn),
            ),
            None => part("noticed", Here, "Noticed at once", 0.0, 30, "The call did not come to it.".to_owned(), None),
        };
        let after = cue.map_or(usize::MAX, |(_, turn, _)| *turn);
        let later = |ids: &[&str]| {
            let is_kind = |turn: &&Turn| turn.number > after && heated(turn) <= 0.0 && ids.iter().any(|id| made(turn, id));
            self.turns.iter().find(is_kind).map(|turn| turn.number)
        };
        let simple = |id: &str, name: &str, of: u32, turn: Option<usize>, yes: &str, no: &str| match turn {
            Some(turn) => part(id, Here, name, of as f32, of, format!("{yes} in turn {turn}."), Some(turn)),
            None => part(id, Here, name, 0.0, of, no.to_owned(), None),
        };
        let asked = later(&["ASKS_SAFE"]);
        let stayed = later(&["STAYS", "ASKS_SAFE", "LISTEN_WAIT"]);
        // Reached for, and told, or said so to the one who waits.
        let told = self.drill.play.call.state().reached.iter().any(|reached| reached.told.is_some());
        let is_escalation =
            |turn: &&Turn| self.drill.call().trees().step(&turn.spot).is_some_and(|step| step.kind.is_escalation());
        let reached = told || self.turns.iter().filter(is_escalation).any(|turn| turn.said.is_own_line());
        let business = self.turns.iter().find(|turn| turn.number > after && (heated(turn) > 0.0 || made(turn, "DESPAIR_DENIED")));
        let left = match (cue, business) {
            (Some(_), None) => part(
                "no_business",
                Here,
                "Nothing of the business, nothing that hurts",
                10.0,
                10,
                "The reason for the call was left where it was.".to_owned(),
                None,
            ),
            (_, Some(turn)) => part(
                "no_business",
                Here,
                "Nothing of the business, nothing that hurts",
                0.0,
                10,
                format!("Turn {} went on with the business, or hurt.", turn.number),
                Some(turn.number),
            ),
            (None, None) => part(
                "no_business",
                Here,
                "Nothing of the business, nothing that hurts",
                0.0,
                10,
                "The call did not come to it.".to_owned(),
                None,
            ),
        };
        let brought = if reached && cue.is_some() {
            part(
                "brought_in",
                Here,
                "Somebody brought in",
                20.0,
                20,
                "Somebody who can help was reached for.".to_owned(),
                self.turns.last().map(|turn| turn.number),
            )
        } else {
            part("brought_in", Here, "Somebody brought in", 0.0, 20, "Nobody was brought in.".to_owned(), None)
        };
        vec![
            noticed,
            simple("asked", "Asked straight", 20, asked, "Asked", "The question about safety was not asked."),
            simple("stayed", "Stayed", 20, stayed, "You stayed, and said so,", "Nothing said that you were staying."),
            brought,
            left,
        ]
    }
}

//! The score of how it was talked: listening, empathy, language.

use super::{
    card::{Part, Section},
    score::{Look, did_not_come_up, has_no_place, heated, is_spoken, made, part},
    turn::{Over, Phase, Turn},
};
use crate::tree::{Outcome, Stage};

/// What is warm at the beginning and at the end of a call.
const WARM: [&str; 12] = [
    "EMP_SPECIFIC",
    "EMP_GENERIC",
    "LISTEN_WAIT",
    "OPEN_Q",
    "AGREES",
    "OWN_SORRY",
    "THANKS",
    "STAYS",
    "CHECK_GOAL",
    "PARA_RIGHT",
    "XFER_WARM",
    "FOLLOW_UP",
];

impl Look<'_> {
    pub(super) fn listening(&self) -> Vec<Part> {
        use Section::Listening as Here;
        let called = &self.drill.setting().persona.called;
        let check = self.at_stage(&[Stage::Check, Stage::Offer, Stage::Act]);
        let open = self.first("OPEN_Q");
        let asked = match (open, check) {
            (Some(open), Some(check)) if open < check => part(
                "open_question",
                Here,
                "An open question before the first check",
                4.0,
                4,
                format!("Asked in turn {open}."),
                Some(open),
            ),
            (Some(open), None) => part(
                "open_question",
                Here,
                "An open question before the first check",
                4.0,
                4,
                format!("Asked in turn {open}."),
                Some(open),
            ),
            (Some(open), Some(_)) => part(
                "open_question",
                Here,
                "An open question before the first check",
                1.0,
                4,
                format!("Asked in turn {open}, when the checking had begun."),
                Some(open),
            ),
            // Letting somebody finish brings out the same.
            (None, _) if self.first("LISTEN_WAIT").is_some() => part(
                "open_question",
                Here,
                "An open question before the first check",
                3.0,
                4,
                "Not asked, and the floor was left to them.".to_owned(),
                self.first("LISTEN_WAIT"),
            ),
            (None, _) if self.is_handed_over && check.is_none() => {
                did_not_come_up("open_question", Here, "An open question before the first check", 4)
            }
            (None, _) if self.keeps_to_script => {
                has_no_place("open_question", Here, "An open question before the first check", 4)
            }
            (None, _) => {
                part("open_question", Here, "An open question before the first check", 0.0, 4, "None was asked.".to_owned(), None)
            }
        };
        let memory = &self.drill.play.memory;
        let paraphrase = |points: f32, why: String, turn| {
            part("paraphrase", Here, "Said back, and confirmed before the offer", points, 8, why, turn)
        };
        let said_back = match (memory.confirmed, memory.offered_at) {
            (Some(yes), Some(offer)) if yes <= offer => {
                paraphrase(8.0, format!("Confirmed in turn {yes}, offered in turn {offer}."), Some(yes))
            }
            (Some(yes), None) => paraphrase(8.0, format!("Confirmed in turn {yes}."), Some(yes)),
            (Some(yes), Some(offer)) => {
                paraphrase(3.0, format!("Offered in turn {offer}, before the summary was confirmed in turn {yes}."), Some(offer))
            }
            (None, None) if self.is_handed_over => {
                paraphrase(8.0, "It did not come up: the call went to somebody else.".to_owned(), None)
            }
            (None, None) if self.is_finished && self.is_kept && !self.has_stage(Stage::Confirm) => {
                paraphrase(8.0, "It did not come up: nothing was offered.".to_owned(), None)
            }
            (None, offer) => match self.first("PARA_RIGHT") {
                Some(turn) => paraphrase(4.0, format!("Said back in turn {turn}, and {called} did not confirm it."), Some(turn)),
                None => paraphrase(0.0, "Nothing was said back.".to_owned(), offer),
            },
        };
        vec![
            self.without(
                "no_interruption",
                Here,
                "No interruption",
                4,
                2.0,
                &["INTERRUPT"],
                ("Nobody was cut short", "Cut short"),
            ),
            asked,
            said_back,
            self.without(
                "one_question",
                Here,
                "One question at a time",
                4,
                2.0,
                &["STACKED_Q"],
                ("One at a time", "Questions were stacked"),
            ),
        ]
    }

    /// Whether the call came by a step of that stage.
    pub(super) fn has_stage(&self, stage: Stage) -> bool {
        self.turns.iter().any(|turn| turn.stage == stage)
    }

    pub(super) fn empathy(&self) -> Vec<Part> {
        use Section::Empathy as Here;
        let name = "Empathy that names it, in their word";
        let give = |points: f32, why: String, turn| part("specific_empathy", Here, name, points, 8, why, turn);
        let feeling =
            self.drill.play.call.state().facts.get("feeling").map(|known| known.value.plain(&known.kind).to_lowercase());
        let in_their_word = |turn: &&Turn| {
            let words = turn.said.text().to_lowercase();
            made(turn, "EMP_SPECIFIC") && feeling.as_ref().is_some_and(|feeling| words.contains(feeling.as_str()))
        };
        let (repeats, repeated) = self.count(&["EMP_REPEAT"]);
        let specific = self.first("EMP_SPECIFIC");
        let best = match (self.turns.iter().find(in_their_word), specific) {
            (Some(turn), _) => give(8.0, format!("You named it in their own word in turn {}.", turn.number), Some(turn.number)),
            (None, Some(turn)) => {
                give(7.0, format!("You named it in turn {turn}; their own word for it would do still more."), Some(turn))
            }
            (None, None) => match (self.count(&["OWN_SORRY", "AGREES", "PARA_RIGHT", "STAYS"]).1, self.first("EMP_GENERIC")) {
                (Some(turn), None) if !self.has_stage(Stage::Acknowledge) || self.is_handed_over => {
                    give(6.0, format!("No step asked for it; what you did in turn {turn} showed that you had heard."), Some(turn))
                }
                (Some(turn), _) => give(
                    5.0,
                    format!("What you did in turn {turn} showed that you had heard; you did not name what it does to them."),
                    Some(turn),
                ),
                (None, Some(turn)) => give(3.0, format!("A stock phrase in turn {turn}."), Some(turn)),
                (None, None) if self.is_handed_over && self.is_finished => {
                    give(6.0, "The call went to somebody else before there was room for it.".to_owned(), None)
                }
                (None, None) => give(0.0, "Nothing was named.".to_owned(), None),
            },
        };
        let best = if repeats == 0 {
            best
        } else {
            Part {
                points: (best.points - 2.0).max(0.0),
                why: format!("{} It was said again in turn {}.", best.why, repeated.unwrap_or_default()),
                ..best
            }
        };
        let hot: Vec<&Turn> = self.turns.iter().filter(|turn| heated(turn) > 0.0).collect();
        let points =
            (8.0 - hot.iter().map(|turn| if heated(turn) >= 1.0 { 3.0 } else { 1.5 }).sum::<f32>()).max(0.0) * self.share;
        let worst = hot.iter().max_by(|a, b| heated(a).total_cmp(&heated(b)));
        let why = worst.map_or("Nothing you said heated the call.".to_owned(), |turn| {
            format!("{} of your turns heated the call, turn {} the most.", hot.len(), turn.number)
        });
        let calm = part("no_escalation", Here, "Nothing that heats", points, 8, why, worst.map(|turn| turn.number));
        vec![best, calm, self.warmth()]
    }

    /// Warm at the beginning and at the end.
    pub(super) fn warmth(&self) -> Part {
        let name = "Warm at the right places";
        let is_warm = |turn: &&Turn| WARM.iter().any(|id| made(turn, id)) && heated(turn) <= 0.0;
        let spoken: Vec<&Turn> = self.turns.iter().filter(|turn| is_spoken(turn)).collect();
        let early = spoken.iter().take(3).find(|turn| is_warm(turn));
        let late =
            spoken.iter().rev().take(3).find(|turn| is_warm(turn) || (turn.said.is_own_line() && turn.stage == Stage::Close));
        let late_counts = self.is_finished && !matches!(self.drill.phase(), Phase::Over(Over::HungUp | Over::Lost));
        let early_counts = early.is_some() || self.keeps_to_script;
        let points = if early_counts { 2.0 } else { 0.0 } + if late.is_some() && late_counts { 2.0 } else { 0.0 };
        let why = match (early_counts, late.is_some() && late_counts) {
            (true, true) => "Warm at the beginning and at the end.",
            (true, false) => "Warm at the beginning, not at the end.",
            (false, true) => "Warm at the end, not at the beginning.",
            (false, false) => "Neither the beginning nor the end was warm.",
        };
        part("stage_warmth", Section::Empathy, name, points, 4, why.to_owned(), early.or(late).map(|turn| turn.number))
    }

    pub(super) fn language(&self) -> Vec<Part> {
        use Section::Language as Here;
        let name = "An exact time, or when the next word comes";
        let give = |points: f32, why: String, turn| part("exact_time", Here, name, points, 6, why, turn);
        let (vague, first_vague) = self.count(&["TIME_VAGUE"]);
        // A day said before anybody knows what it is for is no day.
        let counts = |turn: &&Turn| {
            let is_time = made(turn, "TIME_EXACT") || made(turn, "FOLLOW_UP");
            is_time && (heated(turn) <= 0.0) && !matches!(turn.stage, Stage::Open | Stage::Listen)
        };
        let exact = self.turns.iter().find(counts).map(|turn| turn.number);
        let time = match (exact, first_vague) {
            (Some(turn), None) => give(6.0, format!("A day or an hour in turn {turn}, and nothing vague."), Some(turn)),
            (Some(turn), Some(loose)) => {
                give((6.0 - 2.0 * vague as f32).max(1.0), format!("Exact in turn {turn}, vague in turn {loose}."), Some(loose))
            }
            (None, Some(loose)) => give(0.0, format!("Only a vague time, in turn {loose}."), Some(loose)),
            (None, None) if self.is_handed_over && self.is_finished => did_not_come_up("exact_time", Here, name, 6),
            (None, None)
                if self.is_finished
                    && self.is_kept
                    && matches!(self.drill.phase(), Phase::Over(Over::Ended(Outcome::Resolved))) =>
            {
                give(5.0, "Nothing was left open that needed a day.".to_owned(), None)
            }
            (None, None) => give(0.0, "No time was given.".to_owned(), None),
        };
        vec![
            time,
            self.without(
                "no_over_promise",
                Here,
                "No promise beyond what is known",
                4,
                4.0,
                &["OVER_PROMISE", "ABOVE_AUTHORITY"],
                ("Nothing was promised that nobody can know", "Promised what nobody can know"),
            ),
            self.without(
                "plain_words",
                Here,
                "Plain words, short, and somebody's name on it",
                5,
                2.0,
                &["JARGON", "LONG_WINDED", "OWNER_VAGUE"],
                ("Plain and short", "Words from inside, too long, or nobody's"),
            ),
        ]
    }
}

//! The score of a drill: 100 points, rule by rule, each with its reason.

use super::{
    card::{Part, ScoreCard, Section},
    drill::Drill,
    turn::{Over, Phase, Said, Turn},
};
use crate::tree::{Outcome, Stage};

/// Turns of a call that did not come to its end from which the rules of what did not happen count in full.
const ENOUGH_TURNS: f32 = 8.0;
/// What one look at the script costs where it is not shown anyway.
const HELP: f32 = 2.0;

/// What the rules look at.
struct Look<'a> {
    drill: &'a Drill,
    turns: &'a [Turn],
    /// It came to an end.
    is_finished: bool,
    /// It was handed to somebody, or ended for cause: what would have come later did not come up.
    is_handed_over: bool,
    /// How much of a whole call was played, for rules of what did not happen.
    share: f32,
    /// Most of what was said did not heat: only then is what did not come up no loss.
    is_kept: bool,
    /// Everything said was the tree's own: what its lines have no place for cannot be missed.
    keeps_to_script: bool,
}

impl Drill {
    /// The score, rule by rule.
    #[must_use]
    pub fn score(&self) -> ScoreCard {
        let turns = self.turns();
        let said = turns.iter().filter(|turn| is_spoken(turn)).count();
        let is_finished = self.is_finished();
        // Who was hung up on at once cannot have kept many rules.
        let is_whole = matches!(self.phase(), Phase::Over(Over::Ended(_)));
        let share = if is_whole { 1.0 } else { (said as f32 / ENOUGH_TURNS).min(1.0) };
        let keeps_to_script =
            is_finished && said > 0 && turns.iter().filter(|turn| is_spoken(turn)).all(|turn| turn.said.is_own_line());
        let look = Look {
            drill: self,
            turns,
            is_finished,
            is_handed_over: self.was_handed_over(),
            share,
            is_kept: self.is_kept(),
            keeps_to_script,
        };
        let mut parts = if self.setting().persona.protocol.is_some() { look.protocol() } else { look.ordinary() };
        parts.extend(look.help());
        let sum: f32 = parts.iter().map(|part| part.points).sum();
        ScoreCard { total: sum.round().clamp(0.0, 100.0) as u32, parts }
    }

    /// Whether the call came to somebody else, or was ended as the ladder allows.
    pub(super) fn was_handed_over(&self) -> bool {
        // Who was driven to it, by one line or by many, was not handed over rightly.
        if self.play.memory.is_driven || !self.is_kept() {
            return false;
        }
        let by_end =
            matches!(self.phase(), Phase::Over(Over::Ended(Outcome::HandedOver | Outcome::EndedEarly | Outcome::CutOff)));
        by_end || self.play.memory.is_handed_over
    }
}

impl Drill {
    /// Whether two of three lines did not heat.
    fn is_kept(&self) -> bool {
        let spoken = self.turns().iter().filter(|turn| is_spoken(turn));
        let (all, hot) = spoken.fold((0, 0), |(all, hot), turn| (all + 1, hot + usize::from(heated(turn) > 0.0)));
        hot * 3 <= all
    }
}

/// Whether something was said in a turn.
pub(super) fn is_spoken(turn: &Turn) -> bool {
    !turn.said.text().is_empty()
}

/// Whether a move was made in a turn.
pub(super) fn made(turn: &Turn, id: &str) -> bool {
    turn.moves.iter().any(|made| made.id == id)
}

/// How hot a turn was: the sum of what heated in it.
pub(super) fn heated(turn: &Turn) -> f32 {
    turn.moves.iter().map(|made| made.heat.max(0.0)).sum()
}

impl Look<'_> {
    fn ordinary(&self) -> Vec<Part> {
        let mut parts = self.listening();
        parts.extend(self.empathy());
        parts.extend(self.resolution());
        parts.extend(self.language());
        parts.extend(self.process());
        parts.extend(self.close());
        parts
    }

    fn first(&self, id: &str) -> Option<usize> {
        self.turns.iter().find(|turn| made(turn, id)).map(|turn| turn.number)
    }

    fn count(&self, ids: &[&str]) -> (usize, Option<usize>) {
        let hit: Vec<usize> =
            self.turns.iter().filter(|turn| ids.iter().any(|id| made(turn, id))).map(|turn| turn.number).collect();
        (hit.len(), hit.first().copied())
    }

    fn at_stage(&self, stages: &[Stage]) -> Option<usize> {
        self.turns.iter().find(|turn| stages.contains(&turn.stage) && is_spoken(turn)).map(|turn| turn.number)
    }

    /// A part for something that must not happen: points go with each time it did.
    fn without(&self, id: &str, section: Section, name: &str, of: u32, each: f32, moves: &[&str], what: (&str, &str)) -> Part {
        let (count, turn) = self.count(moves);
        let points = (of as f32 - each * count as f32).max(0.0) * self.share;
        let why = match count {
            0 if self.share < 1.0 => format!("{}, as far as the call went.", what.0),
            0 => format!("{}.", what.0),
            1 => format!("{}, in turn {}.", what.1, turn.unwrap_or_default()),
            _ => format!("{}, {count} times; first in turn {}.", what.1, turn.unwrap_or_default()),
        };
        part(id, section, name, points, of, why, turn)
    }

    /// Whether the call had no occasion for what comes late: it was handed over before, and rightly.
    fn did_not_come_up(&self, id: &str, section: Section, name: &str, of: u32) -> Part {
        part(id, section, name, of as f32, of, "It did not come up: the call went to somebody else.".to_owned(), None)
    }

    fn has_no_place(&self, id: &str, section: Section, name: &str, of: u32) -> Part {
        part(
            id,
            section,
            name,
            of as f32,
            of,
            "You kept to the tree's lines, and on this way they have no place for it.".to_owned(),
            None,
        )
    }

    fn listening(&self) -> Vec<Part> {
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
                self.did_not_come_up("open_question", Here, "An open question before the first check", 4)
            }
            (None, _) if self.keeps_to_script => {
                self.has_no_place("open_question", Here, "An open question before the first check", 4)
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
    fn has_stage(&self, stage: Stage) -> bool {
        self.turns.iter().any(|turn| turn.stage == stage)
    }

    fn empathy(&self) -> Vec<Part> {
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
    fn warmth(&self) -> Part {
        let name = "Warm at the right places";
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

    fn resolution(&self) -> Vec<Part> {
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

    fn goal(&self) -> Part {
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

    fn language(&self) -> Vec<Part> {
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
            (None, None) if self.is_handed_over && self.is_finished => self.did_not_come_up("exact_time", Here, name, 6),
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

    fn process(&self) -> Vec<Part> {
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

    fn close(&self) -> Vec<Part> {
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
                None if self.is_handed_over && self.is_finished => self.did_not_come_up(id, Here, name, of),
                None if self.keeps_to_script => self.has_no_place(id, Here, name, of),
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

    /// A call scored on its protocol alone: noticed, asked, stayed, brought in, nothing of the business.
    fn protocol(&self) -> Vec<Part> {
        use Section::Protocol as Here;
        let memory = &self.drill.play.memory;
        let cue = memory.cues.iter().find(|(cue, _, _)| *cue == super::turn::Cue::SelfHarm);
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

    fn help(&self) -> Option<Part> {
        let counts = self.drill.setting().level > super::level::Level::Shown;
        let helped: Vec<usize> = self.turns.iter().filter(|turn| turn.helped).map(|turn| turn.number).collect();
        let first = *helped.first().filter(|_| counts)?;
        let why = format!("The script was asked for {} times, first in turn {first}.", helped.len());
        let why = if helped.len() == 1 { format!("The script was asked for in turn {first}.") } else { why };
        Some(part("help", Section::Help, "Help used", -HELP * helped.len() as f32, 0, why, Some(first)))
    }
}

fn part(id: &str, section: Section, name: &str, points: f32, of: u32, why: String, turn: Option<usize>) -> Part {
    // Half points are as fine as anybody can follow.
    let points = (points * 2.0).round() / 2.0;
    Part { id: id.to_owned(), section, name: name.to_owned(), points, of, why, turn }
}

/// Whether a turn holds a line of the trainee's own words.
pub(super) fn is_typed(turn: &Turn) -> bool {
    matches!(turn.said, Said::Typed { .. })
}

//! Which answer the customer gives: by heat, by what was just said, by who they are and what they keep to themselves.

use super::{
    manners::{Manners, Quality},
    memory::Memory,
    names::{Manner, MoveId},
    persona::{Leaving, NoticeKind, Persona},
    timing::Timing,
};
use crate::{
    call::{AnswerState, AnswerView, Call, Spot, Trees},
    tree::{Kind, Stage, Target, ways},
};
use jiff::Zoned;
use std::collections::BTreeSet;

/// The answer that is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Given {
    pub number: usize,
    pub when: String,
    pub manner: Manner,
    /// The customer's words for it, once they are spoken.
    pub words: String,
    /// The hidden thing that comes out with it.
    pub hidden: Option<usize>,
}

/// What the customer does with what was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reply {
    /// Gives an answer of the step.
    Gives(Given),
    /// Gives none of them: each would take as said what was not said.
    Objects,
    /// There is none to give.
    Nothing,
}

/// What an answer is chosen by.
pub(super) struct Choosing<'a> {
    pub persona: &'a Persona,
    /// The call as it truly stands: everything told or found is known.
    pub truth: &'a Call,
    pub now: &'a Zoned,
    pub memory: &'a Memory,
    pub quality: Quality,
    pub heat: f32,
    pub moves: &'a [MoveId],
    pub turn: usize,
    pub leaves: Option<Leaving>,
    /// A line was said; answers in its place do not fit then.
    pub was_said: bool,
}

/// From this turn on a call makes for its end.
const LONG_CALL: usize = 30;
/// What has to be heard in a weaker line before anybody asks about it, doubts it, or wants more than it.
const TELLS: [&str; 20] = [
    "TELLS_STEPS",
    "TIME_EXACT",
    "TIME_VAGUE",
    "OVER_PROMISE",
    "OPTIONS_2",
    "GOODWILL",
    "GOODWILL_EARLY",
    "LIMIT_HONEST",
    "NO_OPTION",
    "POLICY",
    "FOLLOW_UP",
    "XFER_WARM",
    "XFER_COLD",
    "OWNER_VAGUE",
    "ABOVE_AUTHORITY",
    "OWN_SORRY",
    "NON_APOLOGY",
    "EXCUSE",
    "RECAP",
    "AGAINST_ADVICE",
];
/// An answer that is liked no better does not fit what was said.
const UNFIT: i32 = -15;

impl Choosing<'_> {
    /// What the customer does.
    pub fn reply(&self) -> Reply {
        let answers = self.truth.read(self.now).answers();
        let open: Vec<&AnswerView> = answers.iter().filter(|answer| answer.state == AnswerState::Open).collect();
        let fits = |answer: &&&AnswerView| !self.was_said || !answer.is_unsaid || answer.when == "Nobody free";
        let fitting: Vec<&AnswerView> = open.iter().filter(fits).copied().collect();
        let fitting = if fitting.is_empty() { open } else { fitting };
        let own: Vec<&AnswerView> = fitting.iter().filter(|answer| !self.is_of_another_case(answer)).copied().collect();
        let fitting = if own.is_empty() { fitting } else { own };
        if fitting.is_empty() {
            // Nothing applies: what is only greyed is the agent's judgement.
            let greyed = answers.iter().find(|answer| matches!(answer.state, AnswerState::Greyed { .. }));
            return greyed.or(answers.first()).map_or(Reply::Nothing, |answer| Reply::Gives(self.give(answer, None)));
        }
        let hidden = self.ready();
        let weighed = fitting.iter().map(|answer| {
            let manner = self.manner(answer);
            let comes_out = hidden.filter(|at| self.persona.hidden[*at].with == Some(manner));
            let fit = self.fit(answer, manner, comes_out.is_some());
            (fit, fit + self.way(answer), *answer, comes_out)
        });
        let weighed: Vec<_> = weighed.collect();
        let is_poor = self.was_said && self.quality != Quality::Good;
        if is_poor && weighed.iter().all(|(fit, ..)| *fit <= UNFIT) {
            return Reply::Objects;
        }
        let weighed = weighed.into_iter().filter(|(fit, ..)| !is_poor || *fit > UNFIT);
        // The first of the best.
        let best = weighed.reduce(|best, next| if next.1 > best.1 { next } else { best });
        best.map_or(Reply::Nothing, |(_, _, answer, hidden)| Reply::Gives(self.give(answer, hidden)))
    }

    /// Whether an answer begins a case in another tree that this customer does not have.
    fn is_of_another_case(&self, answer: &AnswerView) -> bool {
        let is_foreign =
            |to: &Spot| self.truth.trees().tree(to.tree.as_str()).is_some_and(|tree| !self.persona.has_a_case_for(tree));
        if let Some((to, begins)) = self.leads_elsewhere(answer) {
            return begins && is_foreign(&to);
        }
        // Within another tree, too, for whoever rang about a case of their own.
        let to = self.leads_to(answer.number).filter(|_| self.memory.has_own_case);
        to.is_some_and(|to| is_foreign(&to) && self.truth.trees().step(&to).is_some_and(|step| begins_a_case(step.stage)))
    }

    /// The step of another tree that an answer leads to, and whether a case begins there.
    fn leads_elsewhere(&self, answer: &AnswerView) -> Option<(Spot, bool)> {
        let to = self.leads_to(answer.number)?;
        let is_other = self.truth.read(self.now).here().is_some_and(|(spot, _)| spot.tree != to.tree);
        let stage = self.truth.trees().step(&to)?.stage;
        is_other.then_some((to, begins_a_case(stage)))
    }

    fn give(&self, answer: &AnswerView, hidden: Option<usize>) -> Given {
        let manner = self.manner(answer);
        Given { number: answer.number, when: answer.when.clone(), manner, words: String::new(), hidden }
    }

    /// The first hidden thing that is ready to come out.
    pub fn ready(&self) -> Option<usize> {
        // What they keep to themselves is of their own case.
        if self.truth.read(self.now).tree().is_some_and(|tree| !self.persona.has_a_case_for(tree)) {
            return None;
        }
        let is_ready = |(at, hidden): (usize, &super::persona::Hidden)| {
            let after = &hidden.after;
            let brought = after.moves.is_empty() || after.moves.iter().any(|id| self.moves.contains(id));
            let cool = after.at_most.is_none_or(|most| self.heat <= most);
            let hot = after.at_least.is_none_or(|least| self.heat >= least);
            let told = self.memory.hidden.get(at).copied().unwrap_or(false);
            (!told && brought && cool && hot && self.turn >= usize::from(after.turns)).then_some(at)
        };
        self.persona.hidden.iter().enumerate().find_map(is_ready)
    }

    /// On a Check nobody speaks: what is there is found.
    fn manner(&self, answer: &AnswerView) -> Manner {
        manner_on(self.truth.read(self.now).here().map(|(_, step)| &step.kind), &answer.when)
    }

    /// How well an answer fits what was said, and who says it.
    fn fit(&self, answer: &AnswerView, manner: Manner, comes_out: bool) -> i32 {
        let reading = self.truth.read(self.now);
        let Some((spot, step)) = reading.here() else { return 0 };
        let mut weight = Manners::shipped().liking(&answer.when, self.quality, self.heat);
        let asks_about_it = matches!(manner, Manner::Asks | Manner::Doubts | Manner::WantsMore);
        let presumes = || Manners::shipped().liking(&answer.when, Quality::Bad, self.heat) <= UNFIT;
        if self.was_said && self.quality == Quality::Weak && asks_about_it && !self.tells() && presumes() {
            weight = weight.min(UNFIT);
        }
        if comes_out {
            weight += 40;
        }
        let own_way = self.persona.ways.get(&spot.to_string());
        let calms = matches!(manner, Manner::Settles | Manner::Accepts | Manner::Confirms);
        let is_first = self.truth.state().visits_to(spot) <= 1;
        if is_first
            && !(calms && self.quality == Quality::Bad)
            && !(self.was_said && self.quality != Quality::Good && asks_about_it && weight <= UNFIT)
            && own_way.is_some_and(|way| answer.when.starts_with(way.gives.as_str()) && !self.made_one_of(&way.until))
        {
            weight += 30;
        }
        let has_notice = |kind: NoticeKind| self.persona.notice.as_ref().is_some_and(|notice| notice.kind == kind);
        match manner {
            Manner::Insults if has_notice(NoticeKind::Abuse) && !self.memory.is_bounded => weight += self.insulting(),
            Manner::Threatens if has_notice(NoticeKind::Threat) && !self.memory.threat_heard => weight += 45,
            Manner::Despair if self.memory.is_in_despair && self.quality != Quality::Good => weight += 45,
            Manner::Despair if has_notice(NoticeKind::SelfHarm) && !self.memory.despair_heard && self.turn >= 2 => weight += 60,
            Manner::EarlierCalls if !self.memory.earlier_told && self.has_rung_before() => weight += 14,
            Manner::AsksForManager if self.leaves == Some(Leaving::AsksForManager) => weight += 40,
            Manner::Complains if self.leaves == Some(Leaving::Complains) => weight += 40,
            Manner::Silent | Manner::Refuses if self.leaves == Some(Leaving::GoesQuiet) => weight += 20,
            Manner::RingsOff if matches!(step.stage, Stage::Close | Stage::Learn) => weight += 6,
            // In the middle of talking, what is there is their case; without a case nobody has it.
            Manner::Found if matches!(step.kind, Kind::Say | Kind::Ask) => weight -= 9,
            Manner::Found => weight += self.found(&answer.when),
            _ => {}
        }
        match (self.memory.timing.filter(|_| self.was_said), manner) {
            (Some(Timing::TooLate), Manner::Accepts | Manner::Settles)
            | (Some(Timing::InTime), Manner::Refuses | Manner::WantsMore) => {
                weight -= 40;
            }
            (Some(Timing::TooLate), Manner::WantsMore) => weight += 40,
            _ => {}
        }
        if self.memory.is_gone {
            // Nobody is there who could say anything.
            weight += if super::speech::is_agents(manner) { 60 } else { -10 };
        }
        if answer.when == "Nobody free" {
            weight -= 40;
        }
        let is_at_home = |tree: &str| self.persona.trees.iter().any(|home| home == tree);
        if self.leads_elsewhere(answer).is_some_and(|(to, begins)| begins && is_at_home(to.tree.as_str()))
            && !is_at_home(spot.tree.as_str())
        {
            weight += 30;
        }
        weight
    }

    /// Where an answer leads weighs, too: not round and round, and in a long call towards its end.
    fn way(&self, answer: &AnswerView) -> i32 {
        let reading = self.truth.read(self.now);
        let Some((spot, _)) = reading.here() else { return 0 };
        let mut weight = 0;
        if let Some(to) = self.leads_to(answer.number) {
            let visits = self.truth.state().visits_to(&to);
            weight -= i32::try_from(visits.min(8)).unwrap_or(8) * if self.turn > LONG_CALL { 10 } else { 4 };
            if to == *spot {
                weight -= 4;
            }
            if self.turn > LONG_CALL {
                weight -= distance_to_end(self.truth.trees(), &to).min(40);
            }
        }
        weight
    }

    /// Whether one of these moves was made in this call.
    fn made_one_of(&self, moves: &[MoveId]) -> bool {
        moves.iter().any(|id| self.memory.moves.contains(id))
    }

    /// Whether the line told something that can be asked about or doubted.
    fn tells(&self) -> bool {
        self.moves.iter().any(|id| TELLS.contains(&id.as_str()))
    }

    fn insulting(&self) -> i32 {
        if self.memory.insults == 0 || self.quality != Quality::Good { 45 } else { 0 }
    }

    fn has_rung_before(&self) -> bool {
        let contacts = self.persona.facts.get("contacts").and_then(|count| count.parse::<u32>().ok());
        contacts.is_some_and(|count| count > 0)
            || self.persona.hidden.iter().any(|hidden| hidden.with == Some(Manner::EarlierCalls))
    }

    /// What the agent finds after a call follows from the call.
    fn found(&self, when: &str) -> i32 {
        let words = when.to_lowercase();
        let open = self.truth.state().open_promises().next().is_some();
        if words.contains("supervisor has") || words.contains("handed") {
            return if self.memory.is_handed_over { 20 } else { -20 };
        }
        if words.contains("promise") || words.contains("check is open") {
            return if open { 12 } else { -12 };
        }
        if words.contains("nothing is left open") {
            return if open { -12 } else { 12 };
        }
        0
    }

    /// The step that the answer of that number leads to.
    pub fn leads_to(&self, number: usize) -> Option<Spot> {
        let reading = self.truth.read(self.now);
        let (spot, step) = reading.here()?;
        let written = number.checked_sub(1).and_then(|at| step.answers.get(at));
        let target: Option<&Target> = match (written, &step.kind) {
            (Some(answer), _) => answer.to.as_ref(),
            (None, Kind::Escalate { nobody_free, .. }) => nobody_free.as_ref(),
            (None, _) => None,
        };
        self.truth.trees().spot(&spot.tree, target?)
    }
}

/// Whether a case begins at a step of that stage.
fn begins_a_case(stage: Stage) -> bool {
    matches!(stage, Stage::Open | Stage::Listen | Stage::Acknowledge | Stage::Confirm)
}

/// The kind of an answer on a step of that kind.
pub(super) fn manner_on(kind: Option<&Kind>, when: &str) -> Manner {
    let manner = Manners::shipped().of(when);
    let is_found = kind == Some(&Kind::Check) && !matches!(manner, Manner::TakenOn | Manner::TurnedDown);
    if is_found && !super::speech::is_spoken_by_them(when) { Manner::Found } else { manner }
}

/// Links from a step to the nearest end of a call.
pub(super) fn distance_to_end(trees: &Trees, from: &Spot) -> i32 {
    let mut seen: BTreeSet<Spot> = BTreeSet::from([from.clone()]);
    let mut open = vec![from.clone()];
    for distance in 0..60 {
        let mut next = Vec::new();
        for spot in &open {
            let Some(step) = trees.step(spot) else { continue };
            if step.kind.is_end() {
                return distance;
            }
            for (_, target) in ways(step) {
                if let Some(to) = trees.spot(&spot.tree, target)
                    && seen.insert(to.clone())
                {
                    next.push(to);
                }
            }
        }
        open = next;
    }
    60
}

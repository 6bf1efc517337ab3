//! The answers on screen: each keeps its number; one that does not apply says why.

use super::{
    event::{Offered, Spot},
    reading::Reading,
};
use crate::site::in_a_sentence;
use crate::tree::{Answer, Condition, FactKind, Facts, Kind, Outcome, Step, Target, Truth, Value, WARNINGS};

/// Whether an answer can be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerState {
    /// It can.
    Open,
    /// It does not apply; pressed twice it is the agent's judgement.
    Greyed {
        /// Why, or which fact is missing.
        why: String,
    },
    /// A limit of authority refuses it.
    Refused {
        /// By how much.
        why: String,
        /// The step that leads upward.
        upward: Option<Spot>,
    },
}

/// What an answer stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// Written by the author; its place in the step, from 0.
    Written(usize),
    /// On every escalation point.
    NobodyFree,
    /// At the end of a tree that was come to from another.
    GoOn,
}

/// An answer as it stands on screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerView {
    /// Its digit.
    pub number: usize,
    /// Its words.
    pub when: String,
    /// Whether it can be taken.
    pub state: AnswerState,
    /// The title of the step it leads to.
    pub leads_to: Option<String>,
    /// Taken instead of saying the line.
    pub is_unsaid: bool,
    pub(super) origin: Origin,
}

impl AnswerView {
    /// Why it cannot simply be taken.
    #[must_use]
    pub fn why(&self) -> Option<&str> {
        match &self.state {
            AnswerState::Open => None,
            AnswerState::Greyed { why } | AnswerState::Refused { why, .. } => Some(why),
        }
    }

    pub(super) fn offered(&self) -> Offered {
        Offered { number: self.number, when: self.when.clone(), greyed: self.why().map(str::to_owned) }
    }
}

impl Reading<'_> {
    /// The answers of the step on screen, in order; "None of these" is not among them.
    #[must_use]
    pub fn answers(&self) -> Vec<AnswerView> {
        let Some((spot, step)) = self.here() else {
            return Vec::new();
        };
        let mut answers: Vec<AnswerView> = step
            .answers
            .iter()
            .enumerate()
            .map(|(place, answer)| AnswerView {
                number: place + 1,
                when: self.fill(&answer.when),
                state: self.state_of(answer),
                leads_to: self.title_behind(spot, answer),
                is_unsaid: answer.unsaid,
                origin: Origin::Written(place),
            })
            .collect();
        let number = answers.len() + 1;
        match &step.kind {
            Kind::Escalate { nobody_free: Some(target), .. } => answers.push(AnswerView {
                number,
                when: "Nobody free".to_owned(),
                state: AnswerState::Open,
                leads_to: self.trees.spot(&spot.tree, target).map(|spot| self.title(&spot)),
                is_unsaid: true,
                origin: Origin::NobodyFree,
            }),
            // A line that is lost, or a call the agent ended, does not go on.
            Kind::End(Outcome::CutOff | Outcome::EndedEarly) => {}
            Kind::End(_) => answers.extend(self.state.returns.last().map(|to| AnswerView {
                number,
                when: format!("Go on: {}", self.title(to)),
                state: AnswerState::Open,
                leads_to: self.trees.tree(to.tree.as_str()).map(|tree| tree.title.clone()),
                is_unsaid: false,
                origin: Origin::GoOn,
            })),
            _ => {}
        }
        answers
    }

    fn title_behind(&self, spot: &Spot, answer: &Answer) -> Option<String> {
        let to = match &answer.to {
            Some(target) => self.trees.spot(&spot.tree, target)?,
            None => self.back_to()?,
        };
        let title = self.title(&to);
        match answer.to.as_ref().and_then(Target::tree).and_then(|id| self.trees.tree(id.as_str())) {
            Some(tree) => Some(format!("{}: {title}", tree.title)),
            None => Some(title),
        }
    }

    /// The step an always-key left, or the step before where there was none.
    pub(super) fn back_to(&self) -> Option<Spot> {
        self.state.returns.last().cloned().or_else(|| self.state.marks.last().map(|mark| mark.spot.clone()))
    }

    pub(super) fn state_of(&self, answer: &Answer) -> AnswerState {
        if answer.back && self.back_to().is_none() {
            return AnswerState::Greyed { why: "there is no step to go back to".to_owned() };
        }
        let Some(needs) = &answer.needs else {
            return AnswerState::Open;
        };
        match needs.decide(self) {
            Truth::Yes => AnswerState::Open,
            Truth::No => match self.beyond_limit(needs) {
                // Where the answer does not apply anyway, that is the better reason.
                Some(why) if needs.decide(&Unlimited(self)) != Truth::No => AnswerState::Refused { why, upward: self.upward() },
                _ => AnswerState::Greyed { why: format!("only when {}", self.describe(needs, true)) },
            },
            Truth::Unknown => AnswerState::Greyed { why: format!("{} is not known yet", self.missing(needs)) },
        }
    }

    /// The limit that stands in the way whatever the agent's judgement of the rest, in words.
    pub(super) fn beyond_limit(&self, needs: &Condition) -> Option<String> {
        if decide_by_limits(needs, true, self) != Truth::No {
            return None;
        }
        let mut why = None;
        needs.each_leaf(&mut |leaf| {
            let over = match leaf {
                Condition::Within(fact, limit) if leaf.decide(self) == Truth::No => Some((fact, limit)),
                Condition::Over(fact, limit) if leaf.decide(self) == Truth::Yes => Some((fact, limit)),
                _ => None,
            };
            if let Some((fact, limit)) = over.filter(|(_, limit)| **limit != WARNINGS) {
                why = why.take().or_else(|| self.over_by(fact.as_str(), limit.as_str()));
            }
        });
        why
    }

    fn over_by(&self, fact: &str, limit: &str) -> Option<String> {
        let known = self.known(fact)?;
        let most = self.limit(limit)?;
        let label = self.tree()?.limits.get(limit).map_or_else(|| limit.replace('_', " "), |limit| in_a_sentence(&limit.label));
        let over = match (&known.value, &most) {
            (Value::Money(has), Value::Money(most)) => Value::Money(has - most),
            (Value::Number(has), Value::Number(most)) => Value::Number(has - most),
            _ => return Some(format!("above the {label}")),
        };
        let (over, most) = (self.in_words(&over, &known.kind), self.in_words(&most, &known.kind));
        Some(format!("{over} above your limit of {most}"))
    }

    /// Where a call goes when it is above what the agent may grant.
    #[must_use]
    pub fn upward(&self) -> Option<Spot> {
        let spot = self.state.spot.as_ref()?;
        let step = self.trees.step(spot)?;
        let escalates = |target: &Target| {
            let to = self.trees.spot(&spot.tree, target)?;
            self.trees.step(&to)?.kind.is_escalation().then_some(to)
        };
        // An open answer of this very step that leads to an escalation point knows best who can decide.
        let own =
            step.answers.iter().filter(|answer| self.state_is_open(answer)).find_map(|answer| escalates(answer.to.as_ref()?));
        own.or_else(|| self.trees.behind(crate::tree::AlwaysKey::Supervisor, &spot.tree))
    }

    fn state_is_open(&self, answer: &Answer) -> bool {
        answer.needs.as_ref().is_none_or(|needs| needs.decide(self) == Truth::Yes)
    }

    fn missing(&self, needs: &Condition) -> String {
        let missing: Vec<String> = needs
            .facts()
            .into_iter()
            .filter(|fact| self.known(fact.as_str()).is_none())
            .map(|fact| in_a_sentence(&self.label(fact.as_str())))
            .collect();
        if missing.is_empty() { "a limit".to_owned() } else { missing.join(", ") }
    }

    /// A condition in words; `holds` is false inside a `Not`.
    fn describe(&self, condition: &Condition, holds: bool) -> String {
        let label = |fact: &crate::tree::FactId| in_a_sentence(&self.label(fact.as_str()));
        let value = |fact: &crate::tree::FactId, plain: &str| {
            let kind = self.kind(fact.as_str());
            let read = kind.and_then(|kind| Some((Value::read(&kind, plain).ok()?, kind)));
            read.map_or_else(|| plain.to_owned(), |(value, kind)| self.in_words(&value, &kind))
        };
        let join = |parts: &[Condition], word: &str| {
            let parts: Vec<String> = parts
                .iter()
                .filter(|part| word != "and" || !holds || part.decide(self) != Truth::Yes)
                .map(|part| self.describe(part, holds))
                .collect();
            parts.join(&format!(" {word} "))
        };
        let not = if holds { "" } else { "not " };
        match condition {
            Condition::Known(fact) => format!("{} is {not}known", label(fact)),
            Condition::Is(fact, wanted) => {
                format!("{} is {not}{}", label(fact), value(fact, wanted))
            }
            Condition::AtMost(fact, wanted) if holds => {
                format!("{} is at most {}", label(fact), value(fact, wanted))
            }
            Condition::AtMost(fact, wanted) => {
                format!("{} is more than {}", label(fact), value(fact, wanted))
            }
            Condition::AtLeast(fact, wanted) if holds => {
                format!("{} is at least {}", label(fact), value(fact, wanted))
            }
            Condition::AtLeast(fact, wanted) => {
                format!("{} is less than {}", label(fact), value(fact, wanted))
            }
            Condition::Within(fact, _) => format!("{} is {not}within your limit", label(fact)),
            Condition::Over(fact, _) if holds => format!("{} is above your limit", label(fact)),
            Condition::Over(fact, _) => format!("{} is within your limit", label(fact)),
            Condition::All(parts) => join(parts, if holds { "and" } else { "or" }),
            Condition::Any(parts) => join(parts, if holds { "or" } else { "and" }),
            Condition::Not(part) => self.describe(part, !holds),
        }
    }

    /// The one answer of a Check that the facts decide: it is yes, and all others are no.
    pub(super) fn decided(&self, step: &Step) -> Option<usize> {
        if step.kind != Kind::Check {
            return None;
        }
        let mut yes = None;
        for (place, answer) in step.answers.iter().enumerate() {
            match answer.needs.as_ref().map(|needs| needs.decide(self)) {
                Some(Truth::No) => {}
                Some(Truth::Yes) if yes.is_none() => yes = Some(place),
                _ => return None,
            }
        }
        yes
    }
}

/// What is known, and limits that nothing is above.
struct Unlimited<'a>(&'a Reading<'a>);

impl Facts for Unlimited<'_> {
    fn value(&self, fact: &str) -> Option<(Value, FactKind)> {
        self.0.value(fact)
    }

    fn limit(&self, limit: &str) -> Option<Value> {
        match self.0.limit(limit)? {
            Value::Money(_) => Some(Value::Money(i64::MAX)),
            Value::Number(_) if limit != WARNINGS => Some(Value::Number(i64::MAX)),
            other => Some(other),
        }
    }
}

/// The condition where everything but limits of authority is as `holds` would like it.
fn decide_by_limits(condition: &Condition, holds: bool, reading: &Reading) -> Truth {
    let every = |parts: &[Condition]| -> Vec<Truth> { parts.iter().map(|part| decide_by_limits(part, holds, reading)).collect() };
    match condition {
        Condition::All(parts) if every(parts).contains(&Truth::No) => Truth::No,
        Condition::All(parts) if every(parts).contains(&Truth::Unknown) => Truth::Unknown,
        Condition::Any(parts) if every(parts).contains(&Truth::Yes) => Truth::Yes,
        Condition::Any(parts) if every(parts).contains(&Truth::Unknown) => Truth::Unknown,
        Condition::All(_) => Truth::Yes,
        Condition::Any(_) => Truth::No,
        Condition::Not(part) => decide_by_limits(part, !holds, reading).inverse(),
        leaf if leaf.limit().is_some_and(|limit| *limit != WARNINGS) => leaf.decide(reading),
        _ if holds => Truth::Yes,
        _ => Truth::No,
    }
}

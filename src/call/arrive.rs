//! What happens on the way to a step: caps, the abuse ladder, steps already known, Checks decided by the facts.

use super::{
    Call,
    event::{Spot, What},
    fold,
    moves::Refusal,
    reading::Reading,
    state::State,
};
use crate::tree::{FactKind, Kind, Stage, Step, TreeId};
use jiff::Zoned;

/// Steps passed by themselves before the call stops all the same.
const MOST_PASSED: usize = 30;

/// Events decided so far, and the state they lead to.
pub(super) struct Draft<'a> {
    call: &'a Call,
    now: &'a Zoned,
    pub state: State,
    pub events: Vec<What>,
}

impl<'a> Draft<'a> {
    pub fn new(call: &'a Call, now: &'a Zoned) -> Self {
        Self { call, now, state: call.state.clone(), events: Vec::new() }
    }

    pub fn push(&mut self, what: What) {
        let number = (self.call.events.len() + self.events.len()) as u64 + 1;
        fold::apply(&mut self.state, &super::Event { number, at: self.now.timestamp(), what: what.clone() });
        self.events.push(what);
    }

    pub fn read(&self) -> Reading<'_> {
        Reading { trees: &self.call.trees, site: &self.call.site, state: &self.state, now: self.now }
    }

    pub fn step(&self, spot: &Spot) -> Result<&'a Step, Refusal> {
        self.call.trees.step(spot).map(|step| &**step).ok_or_else(|| Refusal::Nowhere(spot.to_string()))
    }

    /// Pins the tree of a spot that the call's start did not foresee.
    pub fn pin(&mut self, tree: &TreeId) {
        let is_pinned = self.call.events.iter().map(|event| &event.what).chain(&self.events).any(|what| match what {
            What::Started { texts, .. } => texts.contains_key(tree),
            What::Pinned { tree: pinned, .. } => pinned == tree,
            _ => false,
        });
        if let Some(pinned) = self.call.trees.pinned(tree.as_str()).filter(|_| !is_pinned) {
            self.push(What::Pinned { tree: tree.clone(), hash: pinned.hash.clone() });
        }
    }

    /// Where a way really leads: past a cap it leads upward, and a rung of the abuse ladder already climbed to the next.
    pub fn real_target(&self, to: Spot) -> Result<(Spot, bool), Refusal> {
        let mut to = to;
        let mut capped = false;
        for _ in 0..MOST_PASSED {
            let step = self.step(&to)?;
            let next = if step.warning { self.next_rung(&to, step) } else { self.past_cap(&to, step) };
            match next {
                Some(next) if next != to => {
                    to = next;
                    capped = true;
                }
                _ => break,
            }
        }
        Ok((to, capped))
    }

    fn past_cap(&self, spot: &Spot, step: &Step) -> Option<Spot> {
        let cap = step.cap.as_ref()?;
        let is_used_up = self.state.visits_to(spot) >= u32::from(cap.visits);
        if is_used_up { self.call.trees.spot(&spot.tree, &cap.then) } else { None }
    }

    /// Past the number of warnings this site gives, the ladder ends at the cap's `then`.
    fn next_rung(&self, spot: &Spot, step: &Step) -> Option<Spot> {
        let given = self.state.warnings.len();
        let top = step.cap.as_ref().and_then(|cap| self.call.trees.spot(&spot.tree, &cap.then));
        if given >= usize::from(self.call.site.warnings) {
            return top;
        }
        let next = self.rung_above(spot, step);
        // A slur begins at the second rung; after it the first is climbed too.
        let mut rung = Some(spot.clone());
        for _ in 0..MOST_PASSED {
            let Some(at) = rung else { break };
            if self.state.warnings.iter().any(|(given, _)| *given == at) {
                return next.or(top);
            }
            rung = self.call.trees.step(&at).and_then(|step| self.rung_above(&at, step));
        }
        None
    }

    /// The warning that an answer of a warning leads to.
    fn rung_above(&self, spot: &Spot, step: &Step) -> Option<Spot> {
        let mut rungs = step.answers.iter().filter_map(|answer| self.call.trees.spot(&spot.tree, answer.to.as_ref()?));
        rungs.rfind(|to| self.call.trees.step(to).is_some_and(|step| step.warning))
    }

    /// After a move has come to its step: passes what passes by itself, and says whom the agent reaches for.
    pub fn settle(&mut self, from_answer: bool, into_other_tree: bool) -> Result<(), Refusal> {
        let mut passed = 0;
        let mut may_skip_known = into_other_tree;
        while from_answer && passed < MOST_PASSED {
            let Some(spot) = self.state.spot.clone() else {
                break;
            };
            let step = self.step(&spot)?;
            let decided = self.read().decided(step).map(|place| (place, false));
            let known = || {
                let place = self.may_skip(&spot, step).then(|| self.way_on(&spot, step)).flatten()?;
                Some((place, true))
            };
            let Some((place, known)) = decided.or_else(|| if may_skip_known { known() } else { None }) else {
                break;
            };
            may_skip_known &= known;
            let answer = &step.answers[place];
            let Some(target) = &answer.to else { break };
            let to = self.call.trees.spot(&spot.tree, target).ok_or_else(|| Refusal::Nowhere(target.to_string()))?;
            let (to, _) = self.real_target(to)?;
            self.pin(&to.tree.clone());
            may_skip_known |= to.tree != spot.tree;
            let comes_back = self.call.comes_back(self, &spot, step, Some(answer), &to);
            self.push(What::PassedByItself { at: spot, number: place + 1, when: answer.when.clone(), to, comes_back, known });
            passed += 1;
        }
        self.reach()
    }

    /// On an escalation point the agent reaches for somebody.
    pub fn reach(&mut self) -> Result<(), Refusal> {
        let Some(spot) = self.state.spot.clone() else {
            return Ok(());
        };
        if let Kind::Escalate { to, how, why, .. } = &self.step(&spot)?.kind {
            self.push(What::ReachedFor { at: spot, to: to.clone(), how: *how, why: why.clone() });
        }
        Ok(())
    }

    /// Whether a step that is known already may be passed without a key: it only gathers data, or every way on from it
    /// leads to the same step. Nothing is ever answered for the customer.
    fn may_skip(&self, spot: &Spot, step: &Step) -> bool {
        let reading = self.read();
        if !reading.is_known(step) || matches!(step.stage, Stage::Confirm | Stage::Offer) {
            return false;
        }
        let decides = |kind: Option<FactKind>| matches!(kind, Some(FactKind::YesNo | FactKind::Choice(_)));
        let gathers = matches!(step.stage, Stage::Open | Stage::Listen | Stage::Check)
            && !step.captures.iter().any(|id| decides(reading.kind(id.as_str())));
        let mut ways = step
            .answers
            .iter()
            .filter(|answer| matches!(reading.state_of(answer), super::AnswerState::Open))
            .filter_map(|answer| self.call.trees.spot(&spot.tree, answer.to.as_ref()?));
        let first = ways.next();
        gathers || (first.is_some() && ways.all(|way| Some(&way) == first.as_ref()))
    }

    /// The answer that leads on from a step with nothing left to capture: the first open one that does not go back.
    pub fn way_on(&self, spot: &Spot, step: &Step) -> Option<usize> {
        let reading = self.read();
        step.answers.iter().position(|answer| {
            let to = answer.to.as_ref().and_then(|target| self.call.trees.spot(&spot.tree, target));
            let is_new = to.is_some_and(|to| to != *spot && self.state.visits_to(&to) == 0);
            is_new && matches!(reading.state_of(answer), super::AnswerState::Open)
        })
    }
}

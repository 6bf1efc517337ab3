//! How a call begins.

use super::{
    Call, Trees,
    arrive::Draft,
    event::{Event, Spot, What},
    moves::{Move, Refusal},
    state::{State, Who},
};
use crate::{
    site::Settings,
    tree::{Kind, Mood, Outcome, TreeId},
};
use jiff::Zoned;
use std::sync::Arc;

/// Everything a call begins with.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The tree.
    pub tree: TreeId,
    /// The step; the tree's own start where it is left out.
    pub from: Option<String>,
    /// The mood; the tree's own where it is left out.
    pub mood: Option<Mood>,
    /// The reference given to the customer.
    pub reference: String,
    /// A reference of another program, such as a CRM's.
    pub outside: Option<String>,
}

impl Call {
    /// Begins a call.
    ///
    /// # Errors
    /// When there is no such tree or step.
    pub fn begin(trees: &Trees, site: Arc<Settings>, opening: &Opening, now: &Zoned) -> Result<Self, Refusal> {
        let nowhere = |what: &str| Refusal::Nowhere(what.to_owned());
        let tree = trees.tree(opening.tree.as_str()).ok_or_else(|| nowhere(opening.tree.as_str()))?;
        let from = opening.from.as_deref().unwrap_or(tree.start.as_str());
        let (step, _) = tree.find(from).ok_or_else(|| nowhere(&format!("{}/{from}", tree.id)))?;
        let within = trees.within_reach(&tree.id);
        let texts = within.iter().filter_map(|id| Some((id.clone(), trees.pinned(id.as_str())?.hash.clone())));
        let started = What::Started {
            tree: tree.id.clone(),
            step: step.clone(),
            revision: tree.revision,
            mood: opening.mood.unwrap_or(tree.mood),
            agent: site.agent_name.clone(),
            reference: opening.reference.clone(),
            outside: opening.outside.clone(),
            texts: texts.collect(),
        };
        let mut call = Self { trees: trees.clone(), site, events: Vec::new(), state: State::default() };
        call.apply(Event { number: 1, at: now.timestamp(), what: started });
        let mut draft = Draft::new(&call, now);
        draft.reach()?;
        for (what, number) in draft.events.into_iter().zip(2..) {
            call.apply(Event { number, at: now.timestamp(), what });
        }
        Ok(call)
    }

    /// The step on screen.
    ///
    /// # Panics
    /// Never: a call has a step from its first event on, and it cannot be built without one.
    #[must_use]
    pub fn spot(&self) -> &Spot {
        self.state.spot.as_ref().expect("a call begins at a step")
    }

    /// How a call probably ended: what its last step says, else what happened in it.
    #[must_use]
    pub fn proposed_end(&self) -> Move {
        let state = self.state();
        let step = self.trees().step(self.spot()).map(|step| step.kind.clone());
        let outcome = match step {
            Some(Kind::End(outcome)) => outcome,
            _ if state.reached.iter().any(|reached| reached.told.is_some()) => Outcome::HandedOver,
            _ if state.open_promises().next().is_some() => Outcome::FollowUp,
            _ => Outcome::EndedEarly,
        };
        let who = match outcome {
            Outcome::EndedEarly => Who::Agent,
            Outcome::CutOff => Who::Line,
            _ => Who::Customer,
        };
        Move::End { outcome, who }
    }

    /// Captures facts handed over from another program; what does not fit is said and left out.
    pub fn fill(&mut self, facts: impl IntoIterator<Item = (String, String)>, now: &Zoned) -> Vec<String> {
        let facts = facts.into_iter();
        facts
            .filter_map(|(name, value)| {
                let set = Move::SetFact { name: name.clone(), value, not_a_card: false };
                self.take(set, now).err().map(|refusal| format!("{name}: {refusal}"))
            })
            .collect()
    }
}

/// A short reference that a customer can be told, from the name of a call.
#[must_use]
pub fn reference(id: &str) -> String {
    // No letter that is taken for a digit, none that sound alike.
    const SIGNS: &[u8] = b"ACEFHJKLMNPRTUVWXY3479";
    let tail: String = id.chars().filter(char::is_ascii_hexdigit).collect();
    let number = u64::from_str_radix(&tail[tail.len().saturating_sub(10)..], 16).unwrap_or(0);
    let base = SIGNS.len() as u64;
    let mut rest = number;
    let mut out = String::from("EK-");
    for _ in 0..5 {
        out.push(char::from(SIGNS[usize::try_from(rest % base).unwrap_or(0)]));
        rest /= base;
    }
    out
}

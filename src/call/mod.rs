//! A live call as a fold over its events.
//!
//! Pure and deterministic: the same events give the same state. A [`Move`] is what the agent does; [`Call::decide`]
//! turns it into events or a [`Refusal`] in words; [`Call::apply`] folds an event in. Resuming after a crash, the
//! hand-over card and the summary are readings of the same list.

mod answers;
mod arrive;
mod begin;
mod card;
mod decide;
mod event;
mod fold;
mod mask;
mod moves;
mod reading;
mod state;
mod summary;
mod trees;

pub use answers::{AnswerState, AnswerView};
pub use begin::{Opening, reference};
pub use card::Card;
pub use event::{Event, Offered, Spot, What};
pub use mask::{initials, mask_cards};
pub use moves::{Move, Refusal};
pub use reading::{Gap, PromiseAsked, Reading, Said as LineShown, SaidPiece};
pub use state::{Ended, Known, PathEntry, PromiseMade, Reached, SaidLine, State, Who};
pub use trees::{Pinned, Trees, hash};

use crate::site::Settings;
use jiff::Zoned;
use std::sync::Arc;

/// One run of a tree with a customer.
#[derive(Clone, Debug)]
pub struct Call {
    trees: Trees,
    site: Arc<Settings>,
    events: Vec<Event>,
    state: State,
}

impl Call {
    /// Brings a call back from its events; `trees` are the texts it began with.
    ///
    /// # Errors
    /// When the events do not begin with a start, or name a tree that is not there.
    pub fn from_events(trees: Trees, site: Arc<Settings>, events: Vec<Event>) -> Result<Self, String> {
        let Some(What::Started { tree, .. }) = events.first().map(|event| &event.what) else {
            return Err("the call has no beginning".to_owned());
        };
        if trees.tree(tree.as_str()).is_none() {
            return Err(format!("the tree \"{tree}\" of this call is missing"));
        }
        let mut call = Self { trees, site, events: Vec::new(), state: State::default() };
        for event in events {
            call.apply(event);
        }
        Ok(call)
    }

    /// Everything that happened, in order.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// What the events add up to.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The texts the call runs on.
    #[must_use]
    pub fn trees(&self) -> &Trees {
        &self.trees
    }

    /// What is true of this site.
    #[must_use]
    pub fn site(&self) -> &Arc<Settings> {
        &self.site
    }

    /// Settings changed in mid-call count from now on.
    pub fn set_site(&mut self, site: Arc<Settings>) {
        self.site = site;
    }

    /// Lets a call reach trees it has not pinned; they are pinned by hash when it enters them.
    pub fn know(&mut self, more: &Trees) {
        self.trees.know(more);
    }

    /// Folds one event in.
    pub fn apply(&mut self, event: Event) {
        fold::apply(&mut self.state, &event);
        self.events.push(event);
    }

    /// What the call shows at a moment.
    #[must_use]
    pub fn read<'a>(&'a self, now: &'a Zoned) -> Reading<'a> {
        Reading::new(self, now)
    }

    /// Decides a move and folds its events in.
    ///
    /// # Errors
    /// The refusal in words; nothing has changed then.
    pub fn take(&mut self, what: Move, now: &Zoned) -> Result<&[Event], Refusal> {
        let decided = self.decide(what, now)?;
        let first = self.events.len();
        for what in decided {
            let number = self.events.len() as u64 + 1;
            self.apply(Event { number, at: now.timestamp(), what });
        }
        Ok(&self.events[first..])
    }
}

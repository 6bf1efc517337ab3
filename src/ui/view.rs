//! What a view sees: the state to read, the moment, the palette, and where to send commands.

use super::{
    command::Command,
    keys::chord,
    state::{Session, State},
    theme::{Measures, Palette, measures},
};
use crate::call::Reading;
use jiff::Zoned;
use std::cell::RefCell;

/// A read-only view of the state.
pub(super) struct View<'a> {
    /// The state.
    pub state: &'a State,
    /// The moment.
    pub now: Zoned,
    /// The palette.
    pub look: &'static Palette,
    /// The sizes.
    pub sizes: &'static Measures,
    sent: RefCell<Vec<Command>>,
}

impl<'a> View<'a> {
    pub fn new(state: &'a State, look: &'static Palette) -> Self {
        Self { now: state.now(), look, sizes: measures(), sent: RefCell::default(), state }
    }

    /// Asks for something; it is done after the frame.
    pub fn send(&self, command: Command) {
        self.sent.borrow_mut().push(command);
    }

    /// What was asked for.
    pub fn into_sent(self) -> Vec<Command> {
        self.sent.into_inner()
    }

    /// The call in hand: a live one, or in Train the one that is rehearsed.
    pub fn session(&self) -> Option<&'a Session> {
        self.state.in_hand()
    }

    /// The call in hand, as it reads now.
    pub fn reading(&self) -> Option<Reading<'_>> {
        self.session().map(|session| session.call.read(&self.now))
    }

    /// The key of a command, as it stands on its cap.
    pub fn key(&self, command: &Command) -> String {
        chord(&self.state.site, command).map(super::keys::Chord::shown).unwrap_or_default()
    }
}

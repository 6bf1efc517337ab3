//! The call in hand: what the window holds of it beside its events.

use super::{command::Command, keys::Waiting};
use crate::{
    call::{Call, Spot},
    record::CallLock,
};
use std::collections::BTreeMap;

/// The call in hand.
pub struct Session {
    /// Its name.
    pub id: String,
    /// The call.
    pub call: Call,
    /// Keeps other windows from it.
    pub lock: Option<CallLock>,
    /// The note line.
    pub note: String,
    /// Which wording of the line is shown.
    pub wording: usize,
    /// The greyed answer that was pressed once.
    pub pressed: Option<usize>,
    /// What the last move said.
    pub message: Option<Message>,
    /// The gap that typing fills.
    pub aimed: Option<String>,
    /// The answer that waits for the day of a promise.
    pub asked: Option<usize>,
    /// The step at which the day was asked for already.
    pub asked_at: Option<Spot>,
    /// What was typed before a card was masked in it.
    pub masked: Option<String>,
    /// A digit that waits.
    pub waiting: Waiting,
    /// The wrap-up's fields.
    pub wrap: Wrap,
}

/// What the last move said.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// In words.
    pub text: String,
    /// What Enter does about it.
    pub offer: Option<(String, Box<Command>)>,
}

/// Fields of the wrap-up that are being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wrap {
    /// Days of promises, by place.
    pub days: BTreeMap<usize, String>,
    /// A new promise: what, and by when.
    pub new_promise: (String, String),
    /// Why lines did not work, by event.
    pub flags: BTreeMap<u64, String>,
    /// What a typed day did not mean.
    pub error: Option<String>,
    /// How the agent is; kept in the private store.
    pub feeling: Option<crate::record::Feeling>,
    /// Breaths taken in the wrap-up.
    pub breaths: u32,
}

impl Session {
    /// A session for a call.
    #[must_use]
    pub fn new(id: String, call: Call, lock: Option<CallLock>) -> Self {
        Self {
            id,
            call,
            lock,
            note: String::new(),
            wording: 0,
            pressed: None,
            message: None,
            aimed: None,
            asked: None,
            asked_at: None,
            masked: None,
            waiting: Waiting::default(),
            wrap: Wrap::default(),
        }
    }
}

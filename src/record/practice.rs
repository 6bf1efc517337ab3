//! The trainee's private store: drills and cards. Nobody but the trainee reads it, and nothing of it leaves unless the
//! trainee writes it out.

use super::{
    RecordError,
    database::{self, Plan},
    drills::{self, KeptDrill, SETTINGS, TABLES, read_json, written},
    keeper::Keep,
};
use crate::drill::{Cards, Drill, Finished, Practised, take_in};
use jiff::{Timestamp, civil::Date};
use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// "EVKP": the file is a store of practice.
const PLAN: Plan = Plan {
    application: 0x4556_4b50,
    migrations: &[TABLES, "CREATE TABLE cards (key TEXT PRIMARY KEY, card TEXT NOT NULL) WITHOUT ROWID;"],
    settings: SETTINGS,
};

/// The store of practice. It may be opened on any thread, and by two windows at once.
#[derive(Debug)]
pub struct PracticeStore {
    connection: Connection,
    path: PathBuf,
}

impl PracticeStore {
    /// Opens the store, and creates it where there is none.
    ///
    /// # Errors
    /// When it cannot be had.
    pub fn open(path: &Path) -> Result<Self, RecordError> {
        Ok(Self { connection: database::open(path, &PLAN)?, path: path.to_owned() })
    }

    /// Keeps a drill as it stands: called after each act. What is there already is passed over, so a drill that is played
    /// again from a turn takes a name of its own.
    ///
    /// # Errors
    /// When nothing was written.
    pub fn keep(&mut self, id: &str, drill: &Drill) -> Result<(), RecordError> {
        let step = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        drills::keep(&step, id, drill)?;
        Ok(step.commit()?)
    }

    /// Keeps a drill that was played to its end, its result, and what it did to the cards, all or nothing. A second time
    /// changes nothing.
    ///
    /// # Errors
    /// When nothing was written.
    pub fn finish(&mut self, drill: &Drill, finished: &Finished, practised: &[Practised]) -> Result<(), RecordError> {
        let step = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if drills::finish(&step, &finished.id, drill, finished)? {
            learn(&step, practised, finished.day)?;
        }
        Ok(step.commit()?)
    }

    /// Takes in what was practised without a drill that is kept: exercises, a warm-up, an exam.
    ///
    /// # Errors
    /// When nothing was written.
    pub fn learn(&mut self, practised: &[Practised], day: Date) -> Result<(), RecordError> {
        let step = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        learn(&step, practised, day)?;
        Ok(step.commit()?)
    }

    /// Lets a drill go that was stopped: nothing of it is kept.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn stop(&mut self, id: &str) -> Result<(), RecordError> {
        drills::stop(&self.connection, id)
    }

    /// Drills that are not over, the latest first. One that another window has in hand is among them.
    ///
    /// # Errors
    /// When the store refuses. A drill that cannot be read is passed over.
    pub fn in_hand(&self) -> Result<Vec<KeptDrill>, RecordError> {
        drills::in_hand(&self.connection)
    }

    /// A drill with its events and the texts it was played on, to be played again from any turn.
    ///
    /// # Errors
    /// When it is not there or cannot be read.
    pub fn drill(&self, id: &str) -> Result<KeptDrill, RecordError> {
        drills::drill(&self.connection, id)
    }

    /// The drills that were played to their end, in the order in which they ended.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn finished(&self) -> Result<Vec<Finished>, RecordError> {
        drills::finished(&self.connection)
    }

    /// What comes back when.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn cards(&self) -> Result<Cards, RecordError> {
        cards(&self.connection)
    }

    /// Everything that is kept, as one readable file; private facts and cards are masked.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn export(&self, now: Timestamp) -> Result<String, RecordError> {
        let cards: Vec<Value> = self.cards()?.into_values().map(|card| json!(card)).collect();
        let whole =
            json!({ "practice": "Evenkeel", "written": now, "drills": drills::export(&self.connection)?, "cards": cards });
        serde_json::to_string_pretty(&whole).map_err(|error| RecordError::Other(error.to_string()))
    }

    /// Deletes everything, so that it cannot be read from the disk either; damaged stores that were put aside earlier go
    /// too.
    ///
    /// # Errors
    /// When the store refuses, or a file cannot be removed.
    pub fn erase(&mut self) -> Result<(), RecordError> {
        drills::erase(&mut self.connection, &self.path, &["events", "drills", "texts", "cards"])
    }

    /// How many pages the store may have: a full disk for tests.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn limit_pages(&self, pages: u32) -> Result<(), RecordError> {
        database::limit_pages(&self.connection, pages)
    }
}

impl Keep for PracticeStore {
    fn open_or_put_aside(path: &Path) -> Result<(Self, Option<PathBuf>), RecordError> {
        let (connection, aside) = database::open_or_put_aside(path, &PLAN)?;
        Ok((Self { connection, path: path.to_owned() }, aside))
    }

    fn put_aside_in_words(aside: &Path) -> String {
        format!("The store of your practice was damaged. It is kept as {}, and a new one was begun.", aside.display())
    }
}

fn learn(step: &Transaction, practised: &[Practised], day: Date) -> Result<(), RecordError> {
    let mut cards = cards(step)?;
    take_in(&mut cards, practised, day);
    let mut put = step.prepare("INSERT OR REPLACE INTO cards (key, card) VALUES (?1, ?2)")?;
    for key in practised.iter().map(|one| one.item.key()) {
        if let Some(card) = cards.get(&key) {
            put.execute(params![key, written(card)?])?;
        }
    }
    Ok(())
}

fn cards(connection: &Connection) -> Result<Cards, RecordError> {
    let mut query = connection.prepare("SELECT key, card FROM cards")?;
    let rows: Vec<(String, String)> = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    rows.into_iter().map(|(key, card)| Ok((key, read_json(&card)?))).collect()
}

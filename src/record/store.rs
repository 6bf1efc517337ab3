//! The database of calls.

use super::database::{self, Plan};
use crate::{
    call::{Call, Event, Pinned, Trees, What},
    site::Settings,
    tree::read,
};
use rusqlite::{Connection, ErrorCode, OptionalExtension as _, params};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};
use thiserror::Error;

/// "EVKL": the file is a record of Evenkeel.
const APPLICATION: i32 = 0x4556_4b4c;

/// What the store is made of.
const PLAN: Plan = Plan { application: APPLICATION, migrations: &MIGRATIONS, settings: SETTINGS };

/// Committed is on disk. Where a write-ahead log cannot be had, the usual journal serves.
const SETTINGS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";

const MIGRATIONS: [&str; 1] = ["
    CREATE TABLE texts (hash TEXT PRIMARY KEY, tree TEXT NOT NULL, text TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE calls (
        id TEXT PRIMARY KEY,
        started TEXT NOT NULL,
        tree TEXT NOT NULL,
        revision INTEGER NOT NULL,
        agent TEXT NOT NULL,
        outside TEXT,
        finished INTEGER NOT NULL DEFAULT 0
    ) WITHOUT ROWID;
    CREATE INDEX unfinished ON calls (started) WHERE finished = 0;
    CREATE INDEX by_tree ON calls (tree, started);
    CREATE TABLE events (
        call TEXT NOT NULL REFERENCES calls (id),
        number INTEGER NOT NULL,
        at TEXT NOT NULL,
        what TEXT NOT NULL,
        PRIMARY KEY (call, number)
    ) WITHOUT ROWID;
"];

/// Why the store could not be used.
#[derive(Debug, Error)]
pub enum RecordError {
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// Another program holds the store.
    #[error("the store is held by another program")]
    Locked,
    /// The file is damaged or no store at all.
    #[error("the store is damaged")]
    Damaged,
    /// The store was made by a newer Evenkeel.
    #[error("the store was made by a newer Evenkeel (version {0})")]
    Newer(i32),
    /// The folder cannot be written.
    #[error("the folder of records cannot be written: {0}")]
    Folder(String),
    /// Anything else.
    #[error("the store refused: {0}")]
    Other(String),
}

impl From<rusqlite::Error> for RecordError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::Folder(error.to_string()),
            _ => Self::Other(error.to_string()),
        }
    }
}

/// A call as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredCall {
    /// Its name.
    pub id: String,
    /// Its events, in order.
    pub events: Vec<Event>,
}

/// An unfinished call, for the list on Home.
#[derive(Clone, Debug)]
pub struct Unfinished {
    /// Its name.
    pub id: String,
    /// The call, as far as it came.
    pub call: Call,
}

/// The database.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
}

impl Store {
    /// Opens the store, creates it where there is none, and brings an older one up to date.
    ///
    /// # Errors
    /// When it cannot be had.
    pub fn open(path: &Path) -> Result<Self, RecordError> {
        let connection = database::open(path, &PLAN)?;
        Ok(Self { connection, path: path.to_owned() })
    }

    /// Opens the store; a damaged one is put aside under another name first, and the name is given back.
    ///
    /// # Errors
    /// When it cannot be had all the same.
    pub fn open_or_put_aside(path: &Path) -> Result<(Self, Option<PathBuf>), RecordError> {
        let (connection, aside) = database::open_or_put_aside(path, &PLAN)?;
        Ok((Self { connection, path: path.to_owned() }, aside))
    }

    /// Whether the file is still there: on some systems a removed file can be written to for ever.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.path.exists()
    }

    /// The largest size the store may grow to, in pages of its own size: a full disk for tests.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn limit_pages(&self, pages: u32) -> Result<(), RecordError> {
        database::limit_pages(&self.connection, pages)
    }

    /// How many pages it has now.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn pages(&self) -> Result<u32, RecordError> {
        Ok(self.connection.query_row("PRAGMA page_count", [], |row| row.get(0))?)
    }

    /// Writes events and the texts they rest on, all or nothing. Events that are there already are passed over.
    ///
    /// # Errors
    /// When nothing was written.
    pub fn append(&mut self, call: &str, events: &[Event], texts: &[Arc<Pinned>]) -> Result<(), RecordError> {
        let step = self.connection.transaction()?;
        for pinned in texts {
            let mut insert = step.prepare_cached("INSERT OR IGNORE INTO texts (hash, tree, text) VALUES (?1, ?2, ?3)")?;
            insert.execute(params![pinned.hash, pinned.tree.id.as_str(), &*pinned.text])?;
        }
        for event in events {
            if let What::Started { tree, revision, agent, outside, .. } = &event.what {
                step.execute(
                    "INSERT OR IGNORE INTO calls (id, started, tree, revision, agent, outside) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    params![call, event.at.to_string(), tree.as_str(), revision, agent, outside],
                )?;
            }
            let what = serde_json::to_string(&event.what).map_err(|error| RecordError::Other(error.to_string()))?;
            let number = i64::try_from(event.number).unwrap_or(i64::MAX);
            let mut insert =
                step.prepare_cached("INSERT OR IGNORE INTO events (call, number, at, what) VALUES (?1, ?2, ?3, ?4)")?;
            insert.execute(params![call, number, event.at.to_string(), what])?;
            if event.what == What::Finished {
                step.execute("UPDATE calls SET finished = 1 WHERE id = ?1", [call])?;
            }
        }
        Ok(step.commit()?)
    }

    /// A call's events.
    ///
    /// # Errors
    /// When the store refuses or an event cannot be understood.
    pub fn events(&self, call: &str) -> Result<Vec<Event>, RecordError> {
        let mut query = self.connection.prepare_cached("SELECT number, at, what FROM events WHERE call = ?1 ORDER BY number")?;
        let rows =
            query.query_map([call], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?)))?;
        let mut events = Vec::new();
        for row in rows {
            let (number, at, what) = row?;
            let bad = |what: String| RecordError::Other(format!("event {number} of call {call}: {what}"));
            events.push(Event {
                number: number.unsigned_abs(),
                at: at.parse().map_err(|error: jiff::Error| bad(error.to_string()))?,
                what: serde_json::from_str(&what).map_err(|error| bad(error.to_string()))?,
            });
        }
        Ok(events)
    }

    /// Brings a call back on the texts it began with.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn call(&self, id: &str, site: &Arc<Settings>) -> Result<Call, RecordError> {
        let events = self.events(id)?;
        let mut pinned = Vec::new();
        for event in &events {
            let texts: BTreeMap<_, _> = match &event.what {
                What::Started { texts, .. } => texts.clone(),
                What::Pinned { tree, hash } => BTreeMap::from([(tree.clone(), hash.clone())]),
                _ => continue,
            };
            for (tree, hash) in texts {
                let text = self.text(&hash)?.ok_or_else(|| RecordError::Other(format!("the text of \"{tree}\" is missing")))?;
                let document = read(&text).map_err(|_| RecordError::Other(format!("the text of \"{tree}\" cannot be read")))?;
                pinned.push(Arc::new(Pinned::new(&document)));
            }
        }
        Call::from_events(Trees::new(pinned), Arc::clone(site), events).map_err(RecordError::Other)
    }

    /// How many events of a call are there.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn count(&self, call: &str) -> Result<usize, RecordError> {
        let count: i64 = self.connection.query_row("SELECT COUNT(*) FROM events WHERE call = ?1", [call], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    fn text(&self, hash: &str) -> Result<Option<String>, RecordError> {
        let mut query = self.connection.prepare_cached("SELECT text FROM texts WHERE hash = ?1")?;
        Ok(query.query_row([hash], |row| row.get(0)).optional()?)
    }

    /// Calls that are not finished, the latest first.
    ///
    /// # Errors
    /// When the store refuses. A call that cannot be brought back is passed over.
    pub fn unfinished(&self, site: &Arc<Settings>) -> Result<Vec<Unfinished>, RecordError> {
        let mut query =
            self.connection.prepare_cached("SELECT id FROM calls WHERE finished = 0 ORDER BY started DESC LIMIT 50")?;
        let ids: Vec<String> = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(ids.into_iter().filter_map(|id| Some(Unfinished { call: self.call(&id, site).ok()?, id })).collect())
    }

    /// The name of the call that began last.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn latest(&self) -> Result<Option<String>, RecordError> {
        let mut query = self.connection.prepare("SELECT id FROM calls ORDER BY started DESC, id DESC LIMIT 1")?;
        Ok(query.query_row([], |row| row.get(0)).optional()?)
    }

    /// When each tree was last used, as UTC text.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn last_used(&self) -> Result<BTreeMap<String, String>, RecordError> {
        let mut query = self.connection.prepare("SELECT tree, MAX(started) FROM calls GROUP BY tree")?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// What is said of a damaged store that was put aside.
#[must_use]
pub fn put_aside_in_words(aside: &Path) -> String {
    format!("The record of calls was damaged. It is kept as {}, and a new one was begun.", aside.display())
}

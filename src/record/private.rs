//! What is the agent's alone: how a call left them, breathers. A store of its own, which no record query opens.

use super::store::RecordError;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use std::{fs, path::Path, time::Duration};

/// How the agent is after a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Feeling {
    /// Fine.
    Fine,
    /// Tired.
    Tired,
    /// Shaken.
    Shaken,
}

impl Feeling {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Fine, Self::Tired, Self::Shaken];

    /// In words.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Fine => "Fine",
            Self::Tired => "Tired",
            Self::Shaken => "Shaken",
        }
    }
}

/// The private store.
#[derive(Debug)]
pub struct PrivateStore {
    connection: Connection,
}

impl PrivateStore {
    /// Opens it, and creates it where there is none.
    ///
    /// # Errors
    /// When it cannot be had.
    pub fn open(path: &Path) -> Result<Self, RecordError> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| RecordError::Folder(error.to_string()))?;
        }
        let connection = Connection::open(path)?;
        connection.busy_timeout(Duration::from_millis(250))?;
        connection.execute_batch(
            "PRAGMA secure_delete = ON;
             CREATE TABLE IF NOT EXISTS notes (at TEXT NOT NULL, kind TEXT NOT NULL, words TEXT NOT NULL);",
        )?;
        Ok(Self { connection })
    }

    /// Keeps how the agent is.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn feel(&self, at: jiff::Timestamp, feeling: Feeling) -> Result<(), RecordError> {
        self.note(at, "feeling", feeling.in_words())
    }

    /// Keeps that a breather was taken after a call.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn breathe(&self, at: jiff::Timestamp) -> Result<(), RecordError> {
        self.note(at, "breather", "")
    }

    fn note(&self, at: jiff::Timestamp, kind: &str, words: &str) -> Result<(), RecordError> {
        self.connection
            .execute("INSERT INTO notes (at, kind, words) VALUES (?1, ?2, ?3)", params![at.to_string(), kind, words])?;
        Ok(())
    }

    /// How many things are kept.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn count(&self) -> Result<u32, RecordError> {
        Ok(self.connection.query_row("SELECT COUNT(*) FROM notes", [], |row| row.get(0))?)
    }

    /// Deletes everything that is kept, so that it cannot be read from the file either.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn delete_all(&self) -> Result<(), RecordError> {
        self.connection.execute_batch("DELETE FROM notes; VACUUM;")?;
        Ok(())
    }
}

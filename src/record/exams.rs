//! Exam drills, and which assigned work is done: a store of its own, beside that of the trainee's and without a way
//! into it. A result leaves only as the sheet that the trainee has seen.

use super::{
    RecordError,
    database::{self, Plan},
    drills::{self, KeptDrill, SETTINGS, TABLES},
    keeper::Keep,
    masking::{masked, private_names},
};
use crate::drill::{Dispute, Drill, ExamSheet, Finished, SaidTurn};
use jiff::{Timestamp, civil::Date};
use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params};
use serde_json::json;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// "EVKX": the file is a store of exams.
const PLAN: Plan = Plan {
    application: 0x4556_4b58,
    migrations: &[
        TABLES,
        "CREATE TABLE about (drill TEXT PRIMARY KEY REFERENCES drills (id) ON DELETE CASCADE, trainee TEXT NOT NULL,
            assignment TEXT, turns TEXT NOT NULL, sent INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
         CREATE TABLE disputes (drill TEXT NOT NULL REFERENCES drills (id) ON DELETE CASCADE, part TEXT NOT NULL,
            words TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (drill, part)) WITHOUT ROWID;
         CREATE TABLE done (assignment TEXT PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID;",
        "CREATE TABLE seen (drill TEXT PRIMARY KEY REFERENCES drills (id) ON DELETE CASCADE, scores TEXT NOT NULL) WITHOUT ROWID;",
    ],
    settings: SETTINGS,
};

/// The store of exams. It may be opened on any thread, and by two windows at once.
#[derive(Debug)]
pub struct ExamStore {
    connection: Connection,
    path: PathBuf,
}

/// What is said on the screen before an exam begins.
pub const BEFORE_AN_EXAM: &str = "This is an exam drill. There is no script and no heat to see, and the gates apply. Its \
    result goes to your supervisor once you have seen the sheet and sent it. You can stop at any moment without a score, \
    and take it again as often as you like.";

impl ExamStore {
    /// Opens the store, and creates it where there is none.
    ///
    /// # Errors
    /// When it cannot be had.
    pub fn open(path: &Path) -> Result<Self, RecordError> {
        Ok(Self { connection: database::open(path, &PLAN)?, path: path.to_owned() })
    }

    /// Keeps an exam as it stands: called after each act. What is there already is passed over.
    ///
    /// # Errors
    /// When nothing was written.
    pub fn keep(&mut self, id: &str, drill: &Drill) -> Result<(), RecordError> {
        let step = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        drills::keep(&step, id, drill)?;
        Ok(step.commit()?)
    }

    /// Keeps an exam that was played to its end, and that the assignment it was taken for is done, where it was played
    /// through. A second time changes nothing.
    ///
    /// # Errors
    /// When nothing was written.
    pub fn finish(
        &mut self,
        drill: &Drill,
        finished: &Finished,
        trainee: &str,
        assignment: Option<&str>,
    ) -> Result<(), RecordError> {
        let turns: Vec<SaidTurn> = drill.turns().iter().map(SaidTurn::from).collect();
        let step = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if drills::finish(&step, &finished.id, drill, finished)? {
            step.execute(
                "INSERT INTO about (drill, trainee, assignment, turns) VALUES (?1, ?2, ?3, ?4)",
                params![finished.id, trainee, assignment, drills::written(&turns)?],
            )?;
            if let Some(assignment) = assignment.filter(|_| finished.was_played()) {
                done(&step, assignment, finished.day)?;
            }
        }
        Ok(step.commit()?)
    }

    /// Lets an exam go that was stopped: nothing of it is kept.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn stop(&mut self, id: &str) -> Result<(), RecordError> {
        drills::stop(&self.connection, id)
    }

    /// Exams that are not over, the latest first.
    ///
    /// # Errors
    /// When the store refuses. An exam that cannot be read is passed over.
    pub fn in_hand(&self) -> Result<Vec<KeptDrill>, RecordError> {
        drills::in_hand(&self.connection)
    }

    /// An exam with its events and the texts it was played on.
    ///
    /// # Errors
    /// When it is not there or cannot be read.
    pub fn drill(&self, id: &str) -> Result<KeptDrill, RecordError> {
        drills::drill(&self.connection, id)
    }

    /// The exams that were played to their end, in the order in which they ended.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn finished(&self) -> Result<Vec<Finished>, RecordError> {
        drills::finished(&self.connection)
    }

    /// The very sheet that supervisors get: private facts and cards are masked.
    ///
    /// # Errors
    /// When the exam is not there or cannot be read.
    pub fn sheet(&self, id: &str) -> Result<ExamSheet, RecordError> {
        let drill = self.drill(id)?;
        let missing = || RecordError::Other(format!("there is no exam {id} that was played to its end"));
        let about: Option<(String, Option<String>, String)> = self
            .connection
            .query_row("SELECT trainee, assignment, turns FROM about WHERE drill = ?1", [id], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()?;
        let (trainee, assignment, turns) = about.ok_or_else(missing)?;
        let result = self.finished()?.into_iter().find(|finished| finished.id == id).ok_or_else(missing)?;
        let (id, turns) = (id.to_owned(), drills::read_json(&turns)?);
        let sheet = ExamSheet { disputes: self.disputes(&id)?, id, trainee, assignment, result, turns };
        // The events say which facts are private, and are not handed on.
        let whole = masked(&json!({ "sheet": sheet, "events": drill.events }), &private_names(&drill.trees));
        serde_json::from_value(whole["sheet"].clone()).map_err(|error| RecordError::Other(error.to_string()))
    }

    /// Whether the sheet of an exam was sent.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn is_sent(&self, id: &str) -> Result<bool, RecordError> {
        let sent: Option<bool> =
            self.connection.query_row("SELECT sent FROM about WHERE drill = ?1", [id], |row| row.get(0)).optional()?;
        Ok(sent.unwrap_or(false))
    }

    /// Keeps that the sheet of an exam was sent.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn note_sent(&mut self, id: &str) -> Result<(), RecordError> {
        self.connection.execute("UPDATE about SET sent = 1 WHERE drill = ?1", [id])?;
        Ok(())
    }

    /// Keeps that the sheet of an exam was taken back.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn note_withdrawn(&mut self, id: &str) -> Result<(), RecordError> {
        self.connection.execute("UPDATE about SET sent = 0 WHERE drill = ?1", [id])?;
        Ok(())
    }

    /// Disputes a part of the score, or a gate; with no words the dispute is taken back.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn dispute(&mut self, id: &str, part: &str, words: &str, on: Date) -> Result<(), RecordError> {
        if words.trim().is_empty() {
            self.connection.execute("DELETE FROM disputes WHERE drill = ?1 AND part = ?2", [id, part])?;
        } else {
            self.connection.execute(
                "INSERT OR REPLACE INTO disputes (drill, part, words, at) VALUES (?1, ?2, ?3, ?4)",
                params![id, part, words.trim(), on.to_string()],
            )?;
        }
        Ok(())
    }

    fn disputes(&self, id: &str) -> Result<Vec<Dispute>, RecordError> {
        let mut query = self.connection.prepare("SELECT part, words, at FROM disputes WHERE drill = ?1 ORDER BY part")?;
        let rows: Vec<(String, String, String)> =
            query.query_map([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect::<Result<_, _>>()?;
        rows.into_iter().map(|(part, words, at)| Ok(Dispute { part, words, on: day(&at)? })).collect()
    }

    /// Keeps that assigned work is done. Nothing is kept of how it went.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn note_done(&mut self, assignment: &str, on: Date) -> Result<(), RecordError> {
        done(&self.connection, assignment, on)
    }

    /// The assigned work that is done, with the day.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn done(&self) -> Result<BTreeMap<String, Date>, RecordError> {
        let mut query = self.connection.prepare("SELECT assignment, at FROM done")?;
        let rows: Vec<(String, String)> = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        rows.into_iter().map(|(assignment, at)| Ok((assignment, day(&at)?))).collect()
    }

    /// Keeps that the trainee has looked at what supervisors scored; `scores` tells one state of them from another.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn note_seen(&mut self, id: &str, scores: &str) -> Result<(), RecordError> {
        self.connection.execute("INSERT OR REPLACE INTO seen (drill, scores) VALUES (?1, ?2)", [id, scores])?;
        Ok(())
    }

    /// What was looked at of what supervisors scored, by exam.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn seen(&self) -> Result<BTreeMap<String, String>, RecordError> {
        let mut query = self.connection.prepare("SELECT drill, scores FROM seen")?;
        Ok(query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
    }

    /// Everything that is kept, as one readable file; private facts and cards are masked.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn export(&self, now: Timestamp) -> Result<String, RecordError> {
        let whole = json!({
            "exams": "Evenkeel", "written": now, "drills": drills::export(&self.connection)?, "done": self.done()?,
        });
        serde_json::to_string_pretty(&whole).map_err(|error| RecordError::Other(error.to_string()))
    }

    /// Deletes everything, so that it cannot be read from the disk either. Sheets that were sent stay where they are.
    ///
    /// # Errors
    /// When the store refuses, or a file cannot be removed.
    pub fn erase(&mut self) -> Result<(), RecordError> {
        let tables = ["seen", "disputes", "about", "events", "drills", "texts", "done"];
        drills::erase(&mut self.connection, &self.path, &tables)
    }

    /// How many pages the store may have: a full disk for tests.
    ///
    /// # Errors
    /// When the store refuses.
    pub fn limit_pages(&self, pages: u32) -> Result<(), RecordError> {
        database::limit_pages(&self.connection, pages)
    }
}

impl Keep for ExamStore {
    fn open_or_put_aside(path: &Path) -> Result<(Self, Option<PathBuf>), RecordError> {
        let (connection, aside) = database::open_or_put_aside(path, &PLAN)?;
        Ok((Self { connection, path: path.to_owned() }, aside))
    }

    fn put_aside_in_words(aside: &Path) -> String {
        format!("The store of your exams was damaged. It is kept as {}, and a new one was begun.", aside.display())
    }
}

fn done(connection: &Connection, assignment: &str, on: Date) -> Result<(), RecordError> {
    connection.execute("INSERT OR IGNORE INTO done (assignment, at) VALUES (?1, ?2)", params![assignment, on.to_string()])?;
    Ok(())
}

fn day(text: &str) -> Result<Date, RecordError> {
    text.parse().map_err(|error: jiff::Error| RecordError::Other(error.to_string()))
}

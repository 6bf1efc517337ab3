//! Drills in a store of their own kind: events, the texts they were played on, results. Practice and exams are kept alike
//! and apart.

use super::{
    RecordError,
    database::put_aside_before,
    masking::{masked, private_names},
    writer::texts_of,
};
use crate::{
    call::{Pinned, Trees},
    drill::{Drill, DrillEvent, Finished},
    tree::read,
};
use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior, params};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use std::{collections::BTreeMap, fs, path::Path, sync::Arc};

/// The tables, the first part of every store of drills.
pub(super) const TABLES: &str = "
    CREATE TABLE texts (hash TEXT PRIMARY KEY, tree TEXT NOT NULL, text TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE drills (id TEXT PRIMARY KEY, began TEXT NOT NULL, texts TEXT NOT NULL, finished TEXT) WITHOUT ROWID;
    CREATE TABLE events (
        drill TEXT NOT NULL REFERENCES drills (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        event TEXT NOT NULL,
        PRIMARY KEY (drill, number)
    ) WITHOUT ROWID;
";

/// One file and no log beside it: what is deleted is overwritten, and committed is on disk.
pub(super) const SETTINGS: &str =
    "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;";

/// A drill as it was kept after the last act.
#[derive(Clone, Debug)]
pub struct KeptDrill {
    /// Its name.
    pub id: String,
    /// Its events, in order.
    pub events: Vec<DrillEvent>,
    /// The texts it runs on.
    pub trees: Trees,
}

/// Writes of a drill what is not there yet.
pub(super) fn keep(step: &Transaction, id: &str, drill: &Drill) -> Result<(), RecordError> {
    let Some(first) = drill.events().first() else {
        return Ok(());
    };
    let texts = texts_of(drill.call(), drill.call().events());
    let hashes = written(&texts.iter().map(|pinned| pinned.hash.as_str()).collect::<Vec<_>>())?;
    let known: Option<String> = step.query_row("SELECT texts FROM drills WHERE id = ?1", [id], |row| row.get(0)).optional()?;
    if known.as_ref() != Some(&hashes) {
        for pinned in &texts {
            let mut insert = step.prepare_cached("INSERT OR IGNORE INTO texts (hash, tree, text) VALUES (?1, ?2, ?3)")?;
            insert.execute(params![pinned.hash, pinned.tree.id.as_str(), &*pinned.text])?;
        }
        step.execute(
            "INSERT INTO drills (id, began, texts) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE SET texts = excluded.texts",
            params![id, first.at.timestamp().to_string(), hashes],
        )?;
    }
    let there: i64 = step.query_row("SELECT COUNT(*) FROM events WHERE drill = ?1", [id], |row| row.get(0))?;
    for event in drill.events().iter().skip(usize::try_from(there).unwrap_or(0)) {
        let number = i64::try_from(event.number).unwrap_or(i64::MAX);
        step.execute("INSERT INTO events (drill, number, event) VALUES (?1, ?2, ?3)", params![id, number, written(event)?])?;
    }
    Ok(())
}

/// Writes the result of a drill; says whether it is new.
pub(super) fn finish(step: &Transaction, id: &str, drill: &Drill, finished: &Finished) -> Result<bool, RecordError> {
    keep(step, id, drill)?;
    let changed =
        step.execute("UPDATE drills SET finished = ?2 WHERE id = ?1 AND finished IS NULL", params![id, written(finished)?])?;
    Ok(changed > 0)
}

/// Lets a drill go that was stopped.
pub(super) fn stop(connection: &Connection, id: &str) -> Result<(), RecordError> {
    connection.execute("DELETE FROM drills WHERE id = ?1 AND finished IS NULL", [id])?;
    Ok(())
}

/// Drills that are not over, the latest first. One that cannot be read is passed over.
pub(super) fn in_hand(connection: &Connection) -> Result<Vec<KeptDrill>, RecordError> {
    let ids = ids(connection, "SELECT id FROM drills WHERE finished IS NULL ORDER BY began DESC, id DESC")?;
    let mut texts = Texts::new();
    Ok(ids.iter().filter_map(|id| read_drill(connection, id, &mut texts).ok()).collect())
}

/// The names of all drills, in the order in which they began.
fn all(connection: &Connection) -> Result<Vec<String>, RecordError> {
    ids(connection, "SELECT id FROM drills ORDER BY began, id")
}

fn ids(connection: &Connection, query: &str) -> Result<Vec<String>, RecordError> {
    let mut query = connection.prepare(query)?;
    Ok(query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// A drill with its events and texts.
pub(super) fn drill(connection: &Connection, id: &str) -> Result<KeptDrill, RecordError> {
    read_drill(connection, id, &mut Texts::new())
}

/// Texts that were read already, by their hashes: most drills are played on the same ones.
type Texts = BTreeMap<String, Arc<Pinned>>;

fn read_drill(connection: &Connection, id: &str, known: &mut Texts) -> Result<KeptDrill, RecordError> {
    let texts: Option<String> =
        connection.query_row("SELECT texts FROM drills WHERE id = ?1", [id], |row| row.get(0)).optional()?;
    let texts: Vec<String> = read_json(&texts.ok_or_else(|| RecordError::Other(format!("there is no drill {id}")))?)?;
    let mut pinned = Vec::new();
    for hash in texts {
        let text = match known.get(&hash) {
            Some(text) => Arc::clone(text),
            None => text(connection, &hash)?,
        };
        known.insert(hash, Arc::clone(&text));
        pinned.push(text);
    }
    let mut query = connection.prepare_cached("SELECT event FROM events WHERE drill = ?1 ORDER BY number")?;
    let events: Vec<String> = query.query_map([id], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let events: Vec<DrillEvent> = events.iter().map(|event| read_json(event)).collect::<Result<_, _>>()?;
    Ok(KeptDrill { id: id.to_owned(), events, trees: Trees::new(pinned) })
}

fn text(connection: &Connection, hash: &str) -> Result<Arc<Pinned>, RecordError> {
    let bad = |what: &str| RecordError::Other(format!("a text that a drill was played on {what}"));
    let text: Option<String> =
        connection.query_row("SELECT text FROM texts WHERE hash = ?1", [hash], |row| row.get(0)).optional()?;
    let document = read(&text.ok_or_else(|| bad("is missing"))?).map_err(|_| bad("cannot be read"))?;
    Ok(Arc::new(Pinned::new(&document)))
}

/// The results, in the order in which the drills ended.
pub(super) fn finished(connection: &Connection) -> Result<Vec<Finished>, RecordError> {
    let texts = ids(connection, "SELECT finished FROM drills WHERE finished IS NOT NULL")?;
    let mut all: Vec<Finished> = texts.iter().map(|text| read_json(text)).collect::<Result<_, _>>()?;
    all.sort_by(|one, other| (one.ended, &one.id).cmp(&(other.ended, &other.id)));
    Ok(all)
}

/// Every drill with its result and events, readable, private facts and cards masked.
pub(super) fn export(connection: &Connection) -> Result<Vec<Value>, RecordError> {
    let finished: BTreeMap<String, Finished> = finished(connection)?.into_iter().map(|one| (one.id.clone(), one)).collect();
    let mut texts = Texts::new();
    let one = |id: String| {
        let drill = read_drill(connection, &id, &mut texts)?;
        let whole = json!({ "id": id, "result": finished.get(&id), "events": drill.events });
        Ok(masked(&whole, &private_names(&drill.trees)))
    };
    all(connection)?.into_iter().map(one).collect()
}

/// Empties those tables, so that nothing of them can be read from the disk; what was put aside of earlier stores goes too.
pub(super) fn erase(connection: &mut Connection, path: &Path, tables: &[&str]) -> Result<(), RecordError> {
    let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for table in tables {
        step.execute(&format!("DELETE FROM {table}"), [])?;
    }
    step.commit()?;
    connection.execute_batch("VACUUM")?;
    put_aside_before(path).iter().try_for_each(|path| wipe(path))
}

/// Overwrites a file before it is removed.
fn wipe(path: &Path) -> Result<(), RecordError> {
    let wipe = || {
        let length = fs::metadata(path)?.len();
        fs::write(path, vec![0; usize::try_from(length).unwrap_or(0)])?;
        fs::remove_file(path)
    };
    wipe().map_err(|error: std::io::Error| RecordError::Folder(format!("{}: {error}", path.display())))
}

/// A value as it is kept.
pub(super) fn written(value: &impl Serialize) -> Result<String, RecordError> {
    serde_json::to_string(value).map_err(|error| RecordError::Other(error.to_string()))
}

/// A value that was kept.
pub(super) fn read_json<T: DeserializeOwned>(text: &str) -> Result<T, RecordError> {
    serde_json::from_str(text).map_err(|error| RecordError::Other(format!("something kept cannot be read: {error}")))
}

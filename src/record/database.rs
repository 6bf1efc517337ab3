//! One file of `SQLite`: opened, known by its mark, brought up to date, and put aside when it is damaged.

use super::RecordError;
use rusqlite::{Connection, TransactionBehavior};
use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

/// How long another window is waited for.
const PATIENCE: Duration = Duration::from_millis(250);

/// What a store is, and how it came to be as it is.
#[derive(Debug)]
pub(super) struct Plan {
    /// The mark of the file: it is one of Evenkeel's, of this kind.
    pub application: i32,
    /// Each brings a store of one version to the next. They are never changed, only added to.
    pub migrations: &'static [&'static str],
    /// Settings of each connection.
    pub settings: &'static str,
}

/// Opens a store, creates it where there is none, and brings an older one up to date.
pub(super) fn open(path: &Path, plan: &Plan) -> Result<Connection, RecordError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| RecordError::Folder(error.to_string()))?;
    }
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    connection.execute_batch(plan.settings)?;
    migrate(&mut connection, plan)?;
    Ok(connection)
}

/// Opens a store; a damaged one is put aside under another name first, and the name is given back.
pub(super) fn open_or_put_aside(path: &Path, plan: &Plan) -> Result<(Connection, Option<PathBuf>), RecordError> {
    match open(path, plan) {
        Err(RecordError::Damaged) => {
            let aside = put_aside(path)?;
            Ok((open(path, plan)?, Some(aside)))
        }
        other => Ok((other?, None)),
    }
}

/// Two windows may open a new store at once: the first holds it while it builds, the second then finds it built.
fn migrate(connection: &mut Connection, plan: &Plan) -> Result<(), RecordError> {
    let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: i32 = step.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let application: i32 = step.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let latest = i32::try_from(plan.migrations.len()).unwrap_or(i32::MAX);
    // Another store's file is none of ours, however new it is.
    if application != plan.application && (application != 0 || version != 0) {
        return Err(RecordError::Damaged);
    }
    if version > latest {
        return Err(RecordError::Newer(version));
    }
    for (index, migration) in plan.migrations.iter().enumerate().skip(usize::try_from(version).unwrap_or(0)) {
        step.execute_batch(migration)?;
        step.pragma_update(None, "user_version", i32::try_from(index + 1).unwrap_or(i32::MAX))?;
        step.pragma_update(None, "application_id", plan.application)?;
    }
    Ok(step.commit()?)
}

/// The names under which damaged stores of a path are put aside.
fn names_aside(path: &Path) -> impl Iterator<Item = PathBuf> {
    let part = |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default();
    let (name, kind) = (part(path.file_stem()), part(path.extension()));
    (1..10_000).map(move |number| path.with_file_name(format!("{name}-damaged-{number}.{kind}")))
}

/// The damaged stores that were put aside from a path, with what lies beside them.
pub(super) fn put_aside_before(path: &Path) -> Vec<PathBuf> {
    let there = names_aside(path).take_while(|path| path.exists());
    there.flat_map(|aside| companions(&aside).into_iter().chain([aside])).filter(|path| path.exists()).collect()
}

/// The files that `SQLite` keeps beside a store.
fn companions(path: &Path) -> [PathBuf; 3] {
    ["-wal", "-shm", "-journal"].map(|end| {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        name.into()
    })
}

/// Moves a damaged store and its companions to a free name beside it.
pub(super) fn put_aside(path: &Path) -> Result<PathBuf, RecordError> {
    let folder = |error: std::io::Error| RecordError::Folder(error.to_string());
    let Some(aside) = names_aside(path).find(|path| !path.exists()) else {
        return Err(RecordError::Damaged);
    };
    fs::rename(path, &aside).map_err(folder)?;
    for (from, to) in companions(path).into_iter().zip(companions(&aside)) {
        if from.exists() {
            fs::rename(from, to).map_err(folder)?;
        }
    }
    Ok(aside)
}

/// How many pages a store may have: a full disk for tests.
pub(super) fn limit_pages(connection: &Connection, pages: u32) -> Result<(), RecordError> {
    connection.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |row| row.get::<_, i64>(0))?;
    Ok(())
}

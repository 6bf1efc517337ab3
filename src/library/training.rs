//! What a team shares about training, in files beside its trees: assigned work, that it is done, sheets of exams,
//! supervisors' own scores. A file has one writer, so that two machines on one folder do not disturb each other.

use super::{FileError, kept, read_text, ron_files, write_atomically};
use crate::{
    call::hash,
    drill::{Assignment, ExamSheet, OwnScore},
    tree::options,
};
use jiff::civil::Date;
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// That somebody has done assigned work; nothing of how it went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkDone {
    /// The assignment.
    pub assignment: String,
    /// Who did it.
    pub trainee: String,
    /// On which day.
    pub on: Date,
}

/// The files of one kind: what was read of them, and what is wrong with the rest, a sentence each.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared<T> {
    /// What was read.
    pub all: Vec<T>,
    /// What is wrong, with file, line and column.
    pub troubles: Vec<String>,
}

/// The work that is asked for, the earliest day first.
#[must_use]
pub fn assignments(folder: &Path) -> Shared<Assignment> {
    let mut shared = read_all(&kept::assignments(folder), "ron", ron_value);
    shared.all.sort_by(|one: &Assignment, other| (one.by, &one.id).cmp(&(other.by, &other.id)));
    shared
}

/// Asks for work, or changes what was asked for.
///
/// # Errors
/// When the name is no file's name, or the disk refuses.
pub fn save_assignment(folder: &Path, assignment: &Assignment) -> Result<(), FileError> {
    let path = kept::assignments(folder).join(file_of(folder, &assignment.id, "ron")?);
    write_ron(&path, assignment)
}

/// Takes assigned work back, with what says that it is done.
///
/// # Errors
/// When the disk refuses.
pub fn remove_assignment(folder: &Path, id: &str) -> Result<(), FileError> {
    let place = kept::assignments(folder);
    remove(&place.join(file_of(folder, id, "ron")?))?;
    let done = ron_files(&place.join("done")).unwrap_or_default();
    let is_of = |path: &&PathBuf| read_ron::<WorkDone>(path).is_ok_and(|done| done.assignment == id);
    done.iter().filter(is_of).try_for_each(|path| remove(path))
}

/// Says that assigned work is done.
///
/// # Errors
/// When the disk refuses.
pub fn tell_done(folder: &Path, done: &WorkDone) -> Result<(), FileError> {
    let name = format!("{}-{}", done.assignment, short(&done.trainee));
    write_ron(&kept::assignments(folder).join("done").join(file_of(folder, &name, "ron")?), done)
}

/// The work that is done, by whom and when.
#[must_use]
pub fn work_done(folder: &Path) -> Shared<WorkDone> {
    read_all(&kept::assignments(folder).join("done"), "ron", ron_value)
}

/// Hands the sheet of an exam to the supervisors, or brings up to date one that was handed over. The trainee has seen
/// it; [`sheet_in_words`] is what the file will hold.
///
/// # Errors
/// When the disk refuses.
pub fn send_exam(folder: &Path, sheet: &ExamSheet) -> Result<PathBuf, FileError> {
    let path = kept::exams(folder).join(file_of(folder, &sheet.id, "json")?);
    write_atomically(&path, sheet_in_words(sheet).as_bytes())?;
    Ok(path)
}

/// Takes back a sheet that was handed over, with what supervisors scored on it.
///
/// # Errors
/// When the disk refuses.
pub fn withdraw_exam(folder: &Path, id: &str) -> Result<(), FileError> {
    remove(&kept::exams(folder).join(file_of(folder, id, "json")?))?;
    let scores = ron_files(&kept::exams(folder).join("scores")).unwrap_or_default();
    let is_of = |path: &&PathBuf| read_ron::<OwnScore>(path).is_ok_and(|score| score.exam == id);
    scores.iter().filter(is_of).try_for_each(|path| remove(path))
}

/// The text of the file that leaves.
#[must_use]
pub fn sheet_in_words(sheet: &ExamSheet) -> String {
    serde_json::to_string_pretty(sheet).unwrap_or_default()
}

/// The exams that were handed over, the latest first.
#[must_use]
pub fn exam_sheets(folder: &Path) -> Shared<ExamSheet> {
    let mut shared = read_all(&kept::exams(folder), "json", |text| {
        let place = |error: serde_json::Error| format!("{}:{}: {error}", error.line(), error.column());
        serde_json::from_str(text).map_err(place)
    });
    shared.all.sort_by(|one: &ExamSheet, other| (other.result.ended, &other.id).cmp(&(one.result.ended, &one.id)));
    shared
}

/// Keeps a supervisor's own score beside the sheet; each supervisor has one.
///
/// # Errors
/// When the disk refuses.
pub fn save_own_score(folder: &Path, score: &OwnScore) -> Result<(), FileError> {
    let name = format!("{}-{}", score.exam, short(&score.by));
    write_ron(&kept::exams(folder).join("scores").join(file_of(folder, &name, "ron")?), score)
}

/// What supervisors have scored an exam, by their names.
#[must_use]
pub fn own_scores(folder: &Path, exam: &str) -> Shared<OwnScore> {
    let mut shared = all_scores(folder);
    shared.all.retain(|score| score.exam == exam);
    shared
}

/// What supervisors have scored, exam by exam, by their names.
#[must_use]
pub fn all_scores(folder: &Path) -> Shared<OwnScore> {
    let mut shared = read_all(&kept::exams(folder).join("scores"), "ron", ron_value);
    shared.all.sort_by(|one: &OwnScore, other| (&one.exam, &one.by).cmp(&(&other.exam, &other.by)));
    shared
}

fn read_all<T>(folder: &Path, kind: &str, read: impl Fn(&str) -> Result<T, String>) -> Shared<T> {
    let (mut all, mut troubles) = (Vec::new(), Vec::new());
    for path in files(folder, kind) {
        match read_text(&path) {
            Ok(text) => match read(&text) {
                Ok(one) => all.push(one),
                Err(error) => troubles.push(format!("{}:{error}", path.display())),
            },
            Err(error) => troubles.push(error.to_string()),
        }
    }
    Shared { all, troubles }
}

/// The files of a kind in a folder, by name; none where there is no folder.
fn files(folder: &Path, kind: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let is_meant = |path: &PathBuf| {
        let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        path.extension().is_some_and(|extension| extension == kind) && !is_hidden
    };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(is_meant).collect();
    files.sort();
    files
}

fn ron_value<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    options().from_str(text).map_err(|error| format!("{}:{}: {}", error.span.start.line, error.span.start.col, error.code))
}

fn read_ron<T: DeserializeOwned>(path: &Path) -> Result<T, String> {
    read_text(path).map_err(|error| error.to_string()).and_then(|text| ron_value(&text))
}

fn write_ron(path: &Path, value: &impl Serialize) -> Result<(), FileError> {
    let text = options().to_string_pretty(value, PrettyConfig::new().struct_names(true)).unwrap_or_default();
    write_atomically(path, text.as_bytes())
}

fn remove(path: &Path) -> Result<(), FileError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(FileError::system(path, &error)),
        _ => Ok(()),
    }
}

/// The name of a file; one that would lead out of the folder is refused.
fn file_of(folder: &Path, name: &str, kind: &str) -> Result<String, FileError> {
    kept::Kept::of(folder, name)?;
    Ok(format!("{name}.{kind}"))
}

/// A person's name as part of a file's: the same however it is capitalised.
fn short(name: &str) -> String {
    hash(&name.trim().to_lowercase())[..12].to_owned()
}

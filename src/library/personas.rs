//! Simulated customers: those that come with the program, and the site's own beside its trees.

use super::{FileError, Folders, kept::Kept, read_text, ron_files, write_atomically};
use crate::{
    check::Level,
    drill::{PERSONA_FORMAT, Persona, PersonaFinding, SHIPPED_PERSONAS, check_persona, read_persona},
    tree::{Place, canonical, options, plainly, rewrite},
};
use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, LazyLock},
};

/// A simulated customer and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonaEntry {
    /// Its name, also its file's.
    pub id: String,
    /// Who it is; nothing where the site's file cannot be read and nothing stands in for it.
    pub persona: Option<Arc<Persona>>,
    /// The site's own file; nothing for one that comes with the program and was not changed.
    pub path: Option<PathBuf>,
    /// Its text.
    pub text: Arc<str>,
    /// One of that name comes with the program: deleting the site's own brings it back.
    pub is_shipped: bool,
    /// What is wrong with it, with line and column.
    pub findings: Vec<PersonaFinding>,
    /// Why the site's file cannot be used, in one line with its place.
    pub trouble: Option<String>,
}

impl PersonaEntry {
    /// The file's name for messages: the site's own, or the one in the program.
    #[must_use]
    pub fn file(&self) -> String {
        self.path.as_ref().map_or_else(|| format!("{}.ron", self.id), |path| path.display().to_string())
    }
}

/// Those of the program: they never change, and are read and checked once.
static SHIPPED: LazyLock<Vec<PersonaEntry>> =
    LazyLock::new(|| SHIPPED_PERSONAS.iter().map(|(id, text)| shipped(id, text)).collect());

/// Every persona by name: the site's own in the place of a shipped one of the same name. A file that cannot be read is
/// told; the shipped one stands in for it where there is one.
#[must_use]
pub fn personas(folders: &Folders) -> Vec<PersonaEntry> {
    let mut all: BTreeMap<String, PersonaEntry> = SHIPPED.iter().map(|entry| (entry.id.clone(), entry.clone())).collect();
    for path in ron_files(&folders.personas()).unwrap_or_default() {
        let id = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let file = path.display().to_string();
        let stands_in = all.remove(&id);
        let is_shipped = stands_in.is_some();
        let (text, read) = match read_text(&path) {
            Ok(text) => {
                let read = read_persona_named(&file, &text, &id).map_err(|finding| finding.in_words());
                (text, read)
            }
            Err(error) => (String::new(), Err(error.to_string())),
        };
        let (persona, trouble) = match read {
            Ok(persona) => (Some(Arc::new(persona)), None),
            Err(trouble) => (stands_in.and_then(|entry| entry.persona), Some(trouble)),
        };
        let findings = check_persona(&file, &text);
        let entry = PersonaEntry { id: id.clone(), persona, path: Some(path), text: text.into(), is_shipped, findings, trouble };
        all.insert(id, entry);
    }
    all.into_values().collect()
}

/// Why a persona of that name cannot be met, and what to do about it: its file cannot be read, or there is none.
#[must_use]
pub fn why_no_persona(folders: &Folders, name: &str) -> String {
    let broken = personas(folders).into_iter().find(|entry| entry.id == name).and_then(|entry| entry.trouble);
    broken.map_or_else(
        || {
            let place = folders.personas();
            format!("There is no customer “{name}” here. A library's own customers lie in {}.", place.display())
        },
        |trouble| format!("The customer “{name}” cannot be met until their file is put right. {trouble}"),
    )
}

/// The personas that can be met.
#[must_use]
pub fn cast(folders: &Folders) -> Vec<Arc<Persona>> {
    personas(folders).into_iter().filter_map(|entry| entry.persona).collect()
}

fn shipped(id: &str, text: &str) -> PersonaEntry {
    let file = format!("{id}.ron");
    // A test reads every one of them.
    let persona = read_persona(&file, text).ok().map(Arc::new);
    let findings = check_persona(&file, text);
    PersonaEntry { id: id.to_owned(), persona, path: None, text: text.into(), is_shipped: true, findings, trouble: None }
}

/// Reads a persona that has to be called as its file is.
///
/// # Errors
/// What is wrong, with its place.
pub fn read_persona_named(file: &str, text: &str, id: &str) -> Result<Persona, Box<PersonaFinding>> {
    let persona = read_persona(file, text)?;
    let wrong = |rule, field, message, help: &str| {
        let (line, column) = place_of(text, field);
        let (file, help) = (file.to_owned(), help.to_owned());
        let path = vec![field.to_owned()];
        Err(Box::new(PersonaFinding { rule, level: Level::Error, file, line, column, message, help, path }))
    };
    if persona.format > PERSONA_FORMAT {
        let message = format!("format {} is of a newer Evenkeel; this one knows formats up to {PERSONA_FORMAT}", persona.format);
        return wrong("newer", "format", message, "open it with the Evenkeel that wrote it");
    }
    if persona.id != id {
        let message = format!("the customer's id is \"{}\" and the file is called \"{id}\"", persona.id);
        return wrong("name", "id", message, &format!("write id: \"{id}\""));
    }
    Ok(persona)
}

/// Line and column of a field of the persona.
fn place_of(text: &str, field: &str) -> (usize, usize) {
    let is_named =
        |at: usize| !text[..at].ends_with(char::is_alphanumeric) && text[at + field.len()..].trim_start().starts_with(':');
    let at = text.match_indices(field).map(|(at, _)| at).find(|at| is_named(*at)).unwrap_or(0);
    let Place { line, column, .. } = Place::new(text, at..at);
    (line, column)
}

/// Writes a persona among the site's own, in one move. What did not change of a file that is there keeps its words,
/// comments included; one that replaces a shipped persona begins from the shipped text.
///
/// # Errors
/// When the name is no file's name, or the disk refuses; the old file then stands.
pub fn save_persona(folders: &Folders, persona: &Persona) -> Result<PathBuf, FileError> {
    let place = folders.personas();
    let path = file_of(&place, &persona.id)?;
    let shipped = SHIPPED_PERSONAS.iter().find(|(id, _)| *id == persona.id).map(|(_, text)| (*text).to_owned());
    let before = if path.exists() { read_text(&path).ok() } else { shipped };
    write_atomically(&path, written(before.as_deref(), persona).as_bytes())?;
    Ok(path)
}

/// The text of a persona, as near as can be to the text that was there.
fn written(before: Option<&str>, persona: &Persona) -> String {
    let kept = before.and_then(|text| {
        let was: Persona = options().from_str(text).ok()?;
        let now = rewrite(text, &canonical(&was), &canonical(persona));
        // Nothing is written that would not be read as what was meant.
        let back: Persona = options().from_str(&now).ok()?;
        (back == *persona).then_some(now)
    });
    kept.unwrap_or_else(|| plainly(persona))
}

/// Writes the text of a persona as its author typed it, in one move.
///
/// # Errors
/// When the text holds no persona of that name, with line and column; or the disk refuses.
pub fn save_persona_text(folders: &Folders, id: &str, text: &str) -> Result<PathBuf, String> {
    let path = file_of(&folders.personas(), id).map_err(|error| error.to_string())?;
    read_persona_named(&path.display().to_string(), text, id).map_err(|finding| finding.in_words())?;
    write_atomically(&path, text.as_bytes()).map_err(|error| error.to_string())?;
    Ok(path)
}

/// Deletes one of the site's own; a shipped persona of that name is back then.
///
/// # Errors
/// When the disk refuses.
pub fn delete_persona(folders: &Folders, id: &str) -> Result<(), FileError> {
    let path = file_of(&folders.personas(), id)?;
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(FileError::system(&path, &error)),
        _ => Ok(()),
    }
}

fn file_of(place: &Path, id: &str) -> Result<PathBuf, FileError> {
    Kept::of(place, id).map(Kept::live)
}

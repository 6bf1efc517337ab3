//! The script a new tree begins from: an outline or a table from a file, or from the clipboard.

use super::{
    super::super::view::View,
    Sheet, SheetCommand,
    new_tree::{At, NewTree, Way, typed},
};
use crate::{
    exchange::import_bytes,
    library::read_file,
    tree::{TreeId, Trouble, read_bytes},
    ui::{
        command::Command,
        overlays::focus_once,
        state::{Effect, Overlay, State},
        theme::icons,
        widgets::{ButtonLook, action_button, field, frame, label, strong},
    },
};
use egui::{Id, Margin, ScrollArea, Ui, ViewportCommand};
use std::{
    path::Path,
    sync::{
        Arc,
        mpsc::{Receiver, TryRecvError, channel},
    },
};

/// How many troubles are listed.
const LISTED: usize = 50;

/// A script on the sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Script {
    /// The path of its file, as it is typed.
    pub path: String,
    /// What was read.
    pub read: Option<ScriptRead>,
}

/// What came of reading a script.
#[derive(Clone, Debug, PartialEq)]
pub struct ScriptRead {
    /// Where it came from, in words: a path, or the clipboard.
    pub from: String,
    /// The path that was read; nothing for what was pasted.
    path: Option<String>,
    /// The tree's text, and its title; nothing where no tree came of it.
    pub tree: Option<(Arc<str>, String)>,
    /// What was guessed and left out.
    pub notes: Vec<String>,
    /// What could not be taken over, with its place.
    pub troubles: Vec<Trouble>,
}

/// A script that is being read.
pub(in crate::ui::author) struct Reading {
    /// When that began, in seconds of the window's clock.
    pub since: f64,
    from: Receiver<Result<ScriptRead, String>>,
}

impl Script {
    /// Whether there is a path that was not read yet.
    #[must_use]
    pub fn waits(&self) -> bool {
        let path = self.path.trim();
        !path.is_empty() && self.read.as_ref().is_none_or(|read| read.path.as_deref() != Some(path))
    }

    /// The text of the tree that came of it.
    #[must_use]
    pub fn tree_text(&self) -> Option<&Arc<str>> {
        self.read.as_ref()?.tree.as_ref().map(|(text, _)| text)
    }
}

pub(super) fn path_id() -> Id {
    Id::unique("new tree script")
}

pub(super) fn script_part(ui: &mut Ui, view: &View, new: &NewTree) {
    let name = "File of the script";
    let hint = "a table (.csv) or an outline (.txt, .md), by its path";
    focus_once(ui, path_id());
    let (_, changed) = field(ui, view, path_id(), name, &new.script.path, hint, ui.available_width());
    if let Some(path) = changed {
        typed(view, NewTree { script: Script { path, ..new.script.clone() }, trouble: None, ..new.clone() });
    }
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        label(ui, "Or drop the file on this window, or copy the script and", view.sizes.meta, view.look.ink2);
        if action_button(ui, view, "paste it", "Ctrl V", ButtonLook::Framed, 28.0, false).clicked() {
            view.send(Command::Sheet(SheetCommand::AskForPaste));
        }
    });
    if let Some(words) = view.state.reads_long() {
        label(ui, words, view.sizes.meta, view.look.ink2);
        return;
    }
    let Some(read) = &new.script.read else {
        let words = "A table has the columns step, line, answer, to. In an outline a heading begins a step, a line below it is \
                     said, and “Says yes -> Next step” is an answer.";
        label(ui, words, view.sizes.meta, view.look.ink2);
        return;
    };
    ui.add_space(4.0);
    outcome(ui, view, read);
}

/// What was taken over, what was guessed, and what could not be taken over, with its place.
fn outcome(ui: &mut Ui, view: &View, read: &ScriptRead) {
    let look = view.look;
    let (fill, border) = match (&read.tree, read.troubles.is_empty()) {
        (None, _) => (look.alarm_soft, look.alarm),
        (Some(_), false) => (look.ember_soft, look.ember),
        (Some(_), true) => (look.leaf_soft, look.leaf),
    };
    let room = (ui.ctx().content_rect().height() - 470.0).max(90.0);
    frame(view, fill, border, Margin::symmetric(12, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            strong(ui, &heading(read), view.sizes.meta, look.ink);
            for trouble in read.troubles.iter().take(LISTED) {
                let help = if trouble.help.is_empty() { String::new() } else { format!(". {}", capital(&trouble.help)) };
                let (line, column) = (trouble.place.line, trouble.place.column);
                let words = format!("{} Line {line}, column {column}: {}{help}", icons::WARNING, trouble.message);
                label(ui, &words, view.sizes.meta, look.ink);
            }
            if read.troubles.len() > LISTED {
                label(ui, &format!("And {} more.", read.troubles.len() - LISTED), view.sizes.meta, look.ink2);
            }
            for note in &read.notes {
                label(ui, note, view.sizes.meta, look.ink2);
            }
        });
    });
}

fn heading(read: &ScriptRead) -> String {
    let left = match read.troubles.len() {
        0 => String::new(),
        1 => ", and 1 thing to look at".to_owned(),
        count => format!(", and {count} things to look at"),
    };
    match &read.tree {
        Some((_, title)) => format!("From {}: “{title}”{left}", read.from),
        None => format!("No tree came of {}", read.from),
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

impl State {
    /// Begins to read the file that the sheet names; what came of it is shown before anything is created.
    pub(super) fn read_script(&mut self, new: NewTree) {
        let path = new.script.path.trim().to_owned();
        self.show_new_tree(NewTree { trouble: None, ..new });
        self.begin_reading(move || {
            let bytes = read_file(Path::new(&path)).map_err(|error| error.to_string())?;
            let ending = Path::new(&path).extension().map(|ending| ending.to_string_lossy().into_owned());
            let name = Path::new(&path).file_name().map_or_else(|| path.clone(), |name| name.to_string_lossy().into_owned());
            Ok(came_of(&bytes, ending.as_deref(), name, Some(path)))
        });
    }

    /// Takes a script that was pasted into the sheet.
    pub(super) fn paste_script(&mut self, text: &str) {
        let mut new = self.new_tree_in_hand();
        new.script.path.clear();
        new.way = Way::Script;
        self.show_new_tree(new);
        let text = text.to_owned();
        self.begin_reading(move || Ok(came_of(text.as_bytes(), None, "the clipboard".to_owned(), None)));
    }

    /// Reads a script beside the frame; one that is still being read is not waited for any more.
    fn begin_reading(&mut self, read: impl FnOnce() -> Result<ScriptRead, String> + Send + 'static) {
        let (done, from) = channel();
        let wake = Arc::clone(&self.wake);
        std::thread::spawn(move || {
            // Another script may be wanted by now.
            let _ = done.send(read());
            wake();
        });
        self.beside.reading = Some(Reading { since: self.clock_seconds, from });
    }

    /// What is said of a script that takes long to read.
    fn reads_long(&self) -> Option<&'static str> {
        self.beside.reading.as_ref().is_some_and(|reading| self.is_long(reading.since)).then_some("Reading the script…")
    }

    /// Takes in the script that was read, where its sheet is still open.
    pub(in crate::ui::author) fn hear_script(&mut self) {
        let Some(reading) = &self.beside.reading else { return };
        let read = reading.from.try_recv();
        if matches!(read, Err(TryRecvError::Empty)) {
            return;
        }
        self.beside.reading = None;
        let is_open = matches!(&self.overlay, Some(Overlay::Author(sheet)) if matches!(**sheet, Sheet::New(_)));
        let (true, Ok(read)) = (is_open, read) else { return };
        let mut new = self.new_tree_in_hand();
        match read {
            // What was typed meanwhile is another file, which is not read yet.
            Ok(read) if read.path.as_deref().is_some_and(|path| path != new.script.path.trim()) => {}
            Ok(read) => self.take_script(new, read),
            Err(words) => {
                new.script.read = None;
                new.trouble = Some((At::From, words));
                self.show_new_tree(new);
                self.effects.push(Effect::FocusId(path_id()));
            }
        }
    }

    /// Takes a file that was dropped on the window.
    pub(in crate::ui) fn drop_script(&mut self, path: &Path) {
        let mut new = self.new_tree_in_hand();
        new.way = Way::Script;
        new.script.path = path.display().to_string();
        self.read_script(new);
    }

    /// Asks the system for what is on the clipboard.
    pub(super) fn ask_for_paste(&mut self) {
        self.effects.push(Effect::Window(ViewportCommand::RequestPaste));
    }

    /// Whether pasting this is meant for the sheet and not for one of its fields.
    pub(in crate::ui) fn is_script(&self, text: &str, types: bool) -> bool {
        let Some(Overlay::Author(sheet)) = &self.overlay else { return false };
        let Sheet::New(new) = sheet.as_ref() else { return false };
        text.trim().contains('\n') || (!types && new.way == Way::Script)
    }

    fn new_tree_in_hand(&self) -> NewTree {
        match &self.overlay {
            Some(Overlay::Author(sheet)) => match sheet.as_ref() {
                Sheet::New(new) => (**new).clone(),
                _ => NewTree::default(),
            },
            _ => NewTree::default(),
        }
    }

    fn take_script(&mut self, mut new: NewTree, read: ScriptRead) {
        if let (Some((_, title)), true) = (&read.tree, new.title.trim().is_empty()) {
            new.title.clone_from(title);
        }
        new.way = Way::Script;
        new.script.read = Some(read);
        new.trouble = None;
        self.show_new_tree(new);
    }

    fn show_new_tree(&mut self, new: NewTree) {
        self.overlay = Some(Overlay::Author(Box::new(Sheet::New(Box::new(new)))));
    }
}

/// Makes a tree of a script; a file that is a tree already is taken as it is.
fn came_of(bytes: &[u8], ending: Option<&str>, from: String, path: Option<String>) -> ScriptRead {
    if ending == Some("ron") {
        return match read_bytes(bytes) {
            Ok(document) => {
                let title = document.tree().title.clone();
                let notes = vec![format!("A tree of {} steps, with its comments.", document.tree().steps.len())];
                ScriptRead { from, path, tree: Some((Arc::clone(document.text()), title)), notes, troubles: Vec::new() }
            }
            Err(troubles) => ScriptRead { from, path, tree: None, notes: Vec::new(), troubles },
        };
    }
    let name = path.as_deref().and_then(|path| Path::new(path).file_stem()).map(|stem| stem.to_string_lossy().into_owned());
    let id = name.and_then(|name| crate::exchange::tree_name(&name)).or_else(|| TreeId::new("new-tree").ok());
    let imported = id.map_or_else(|| Err(Vec::new()), |id| import_bytes(bytes, None, ending, &id, ""));
    match imported {
        Ok(imported) => {
            let tree = Some((imported.text.into(), imported.tree.title));
            ScriptRead { from, path, tree, notes: imported.notes, troubles: imported.troubles }
        }
        Err(troubles) => ScriptRead { from, path, tree: None, notes: Vec::new(), troubles },
    }
}

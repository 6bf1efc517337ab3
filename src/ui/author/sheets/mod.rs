//! The sheets that lie over Author: where an answer leads, a new name, a new tree, a tree that goes out.

mod export;
mod import;
mod lead_to;
mod new_tree;
mod rename;
mod replace;
mod replacing;

pub use replacing::{InTree, Replacing};

pub use export::Export;
pub use import::{Script, ScriptRead};
pub use new_tree::{At, NewTree, Way};

use super::super::{
    state::{Finder, Overlay, State},
    view::View,
};
use egui::{Key, Modifiers, Ui};

/// A sheet, with what is typed in it.
#[derive(Clone, Debug, PartialEq)]
pub enum Sheet {
    /// Where the chosen answer leads.
    LeadTo(Finder),
    /// Another name for the chosen step.
    Rename(String),
    /// A new tree.
    New(Box<NewTree>),
    /// The tree in hand, written for others.
    Export(Export),
    /// Find and replace.
    Replace(Box<Replacing>),
}

impl Sheet {
    /// Where the chosen answer leads.
    #[must_use]
    pub fn lead_to() -> Self {
        Self::LeadTo(Finder::default())
    }

    /// Its name, on its head and for screen readers.
    #[must_use]
    pub fn title(&self) -> &'static str {
        match self {
            Self::LeadTo(_) => "Lead to",
            Self::Rename(_) => "Rename the step",
            Self::New(_) => "New tree",
            Self::Export(_) => "Export",
            Self::Replace(_) => "Find and replace",
        }
    }

    /// How wide it is.
    #[must_use]
    pub fn width(&self) -> f32 {
        match self {
            Self::LeadTo(_) => 640.0,
            Self::Rename(_) => 480.0,
            Self::New(_) => 720.0,
            Self::Export(_) => 640.0,
            Self::Replace(_) => 920.0,
        }
    }
}

/// What a sheet asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum SheetCommand {
    /// Something was typed: the sheet as it is from now on.
    Typed(Box<Sheet>),
    /// Enter, or its button: do it.
    Do,
    /// Ask the system for what is on the clipboard.
    AskForPaste,
    /// A script was pasted.
    Paste(String),
    /// Put what would be written on the clipboard.
    CopyExport,
}

/// Shows a sheet.
pub(in crate::ui) fn sheet_view(ui: &mut Ui, view: &View, sheet: &Sheet) {
    match sheet {
        Sheet::LeadTo(finder) => lead_to::lead_to(ui, view, finder),
        Sheet::Rename(name) => rename::rename(ui, view, name),
        Sheet::New(new) => new_tree::new_tree(ui, view, new),
        Sheet::Export(wanted) => export::export_sheet(ui, view, wanted),
        Sheet::Replace(replacing) => replace::replace(ui, view, replacing),
    }
}

impl State {
    /// Does what a sheet says.
    pub(in crate::ui) fn apply_to_sheet(&mut self, command: SheetCommand) {
        match command {
            SheetCommand::Typed(sheet) => {
                self.follow_way(&sheet);
                let sheet = match *sheet {
                    Sheet::Replace(replacing) => self.looked_for(replacing),
                    other => other,
                };
                self.overlay = Some(Overlay::Author(Box::new(sheet)));
            }
            SheetCommand::AskForPaste => self.ask_for_paste(),
            SheetCommand::Paste(text) => self.paste_script(&text),
            SheetCommand::CopyExport => self.copy_export(),
            SheetCommand::Do => {
                let Some(Overlay::Author(sheet)) = self.overlay.clone() else { return };
                match *sheet {
                    Sheet::LeadTo(finder) => self.lead_chosen(&finder),
                    Sheet::Rename(name) => self.rename_chosen(&name),
                    Sheet::New(new) => self.begin_tree(*new),
                    Sheet::Export(wanted) => self.write_export(wanted),
                    Sheet::Replace(replacing) => self.replace_all(&replacing),
                }
            }
        }
    }
}

/// What a key means on a sheet.
pub(in crate::ui) fn key_on(sheet: &Sheet, key: Key, modifiers: Modifiers) -> Option<SheetCommand> {
    let plain = modifiers.is_none();
    match sheet {
        Sheet::LeadTo(finder) => match key {
            Key::ArrowDown if plain => {
                let chosen = finder.chosen + 1;
                Some(SheetCommand::Typed(Box::new(Sheet::LeadTo(Finder { chosen, ..finder.clone() }))))
            }
            Key::ArrowUp if plain => {
                let chosen = finder.chosen.saturating_sub(1);
                Some(SheetCommand::Typed(Box::new(Sheet::LeadTo(Finder { chosen, ..finder.clone() }))))
            }
            Key::Enter if plain => Some(SheetCommand::Do),
            _ => None,
        },
        Sheet::Rename(_) if key == Key::Enter && plain => Some(SheetCommand::Do),
        Sheet::Rename(_) => None,
        Sheet::New(new) => new_tree::key_on(new, key, modifiers),
        Sheet::Export(wanted) => export::key_on(wanted, key, modifiers),
        Sheet::Replace(replacing) => replace::key_on(replacing, key, modifiers),
    }
}

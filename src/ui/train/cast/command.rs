//! What the editor of customers can be asked for.

use super::state::{OnTree, Page};
use crate::{
    drill::{Manner, Persona},
    ui::{
        command::{About, Command, Group},
        train::command::TrainCommand,
    },
};
use egui::Id;

/// One thing the editor of customers asks for.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "`about` says what each listed one does")]
pub enum CastCommand {
    Save,
    Undo,
    Redo,
    Try,
    New,
    Duplicate,
    Delete,
    NextFound,
    EarlierCustomer,
    LaterCustomer,
    // With something in hand: never listed.
    /// Opens the customer of that name.
    Open(String),
    /// Takes the shipped customer of that name back in the place of the site's own.
    Shipped,
    ShowPage(Page),
    ShowManner(Manner),
    ShowOnTree(OnTree),
    ShowFound(usize),
    /// The customer as changed, and the field it was changed in.
    Edit(Id, Box<Persona>),
    /// The text of a file that cannot be read.
    EditText(String),
    /// What was asked is done.
    Yes,
    /// It is saved first, and then done; or the other text is taken.
    Other,
    /// It is left.
    No,
    Leave,
}

impl From<CastCommand> for Command {
    fn from(command: CastCommand) -> Self {
        Self::Train(TrainCommand::Cast(command))
    }
}

impl CastCommand {
    pub(in crate::ui::train) fn about(&self) -> Option<About> {
        let about = |name, text, help, key| Some(About { name, group: Group::Cast, text, help, key });
        match self {
            Self::Save => about("SaveCustomer", "Save", "Among the site's own customers", "Ctrl+S"),
            Self::Undo => about("UndoCustomer", "Undo", "The last change of this customer", "Ctrl+Z"),
            Self::Redo => about("RedoCustomer", "Redo", "What was undone last", "Ctrl+Shift+Z"),
            Self::Try => about("TryCustomer", "Try", "A drill with the customer as they are now", "T"),
            Self::New => about("NewCustomer", "New customer", "From a small template with five moves of their own", "C"),
            Self::Duplicate => about("DuplicateCustomer", "Duplicate", "Another customer like this one", "D"),
            Self::Delete => about("DeleteCustomer", "Delete…", "The site's own customer; it is asked first", "Delete"),
            Self::NextFound => about("NextFoundOfCustomer", "Next problem", "Goes to the field it is about", "P"),
            Self::EarlierCustomer => about("EarlierCustomer", "The customer before", "In the list at the left", "Up"),
            Self::LaterCustomer => about("LaterCustomer", "The customer after", "In the list at the left", "Down"),
            _ => None,
        }
    }

    /// Whether it acts while a field has the cursor: its key is no letter.
    pub(in crate::ui::train) fn acts_in_fields(&self) -> bool {
        matches!(self, Self::Save | Self::Undo | Self::Redo)
    }
}

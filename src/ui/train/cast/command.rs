//! What the editor of customers can be asked for.

use super::state::{Mistyped, OnTree, Page};
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
    EarlierPage,
    LaterPage,
    ShowPage(Page),
    // With something in hand: never listed.
    /// Opens the customer of that name.
    Open(String),
    /// Takes the shipped customer of that name back in the place of the site's own.
    Shipped,
    ShowManner(Manner),
    ShowOnTree(OnTree),
    ShowFound(usize),
    /// The customer as changed, and the field it was changed in.
    Edit(Id, Box<Persona>),
    /// A figure that cannot be read as it is typed.
    Mistype(Box<Mistyped>),
    /// It can be read again.
    ReadAgain(Vec<String>),
    /// The text of a file that cannot be read.
    EditText(String),
    /// What was taken up or changed is thrown away.
    AsItWas,
    /// What was asked is done.
    Yes,
    /// It is saved first, and then done; or the other text is taken.
    Other,
    /// It waits as a draft, and is left.
    Later,
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
            Self::EarlierPage => about("EarlierPageOfCustomer", "The page before", "Of this customer", "Ctrl+PageUp"),
            Self::LaterPage => about("LaterPageOfCustomer", "The next page", "Of this customer", "Ctrl+PageDown"),
            Self::ShowPage(Page::Who) => about("PageWho", "Who they are", "A page of the customer", "Ctrl+1"),
            Self::ShowPage(Page::Says) => about("PageSays", "What they say", "A page of the customer", "Ctrl+2"),
            Self::ShowPage(Page::Replies) => about("PageReplies", "How they answer", "A page of the customer", "Ctrl+3"),
            Self::ShowPage(Page::OnTree) => about("PageOnTree", "On one tree", "A page of the customer", "Ctrl+4"),
            Self::ShowPage(Page::Facts) => about("PageFacts", "Facts", "A page of the customer", "Ctrl+5"),
            Self::ShowPage(Page::Moves) => about("PageMoves", "Moves and heat", "A page of the customer", "Ctrl+6"),
            _ => None,
        }
    }

    /// Whether it acts while a field has the cursor: its key is no letter.
    pub(in crate::ui::train) fn acts_in_fields(&self) -> bool {
        matches!(self, Self::Save | Self::Undo | Self::Redo | Self::EarlierPage | Self::LaterPage | Self::ShowPage(_))
    }
}

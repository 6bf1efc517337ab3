//! The sheets that lie over Author: where an answer leads, a new name, new trees, what goes out, publishing, earlier texts.

mod compare;
mod difference;
mod earlier;
mod elsewhere;
mod export;
mod import;
mod lead_to;
mod looking;
mod new_tree;
mod publish;
mod publish_outside;
mod publish_words;
mod quick_fix;
mod rename;
mod replace;
mod replacing;

pub use replacing::{InTree, Replacing};

pub use compare::Comparing;
pub use earlier::Earlier;
pub use export::Export;
pub use import::{Script, ScriptRead};
pub use new_tree::{At, NewTree, Way};
pub use publish::Publishing;
pub use publish_outside::Meanwhile;
pub use quick_fix::Fixing;

pub(super) use elsewhere::Elsewhere;
pub(super) use import::Reading;
pub(super) use looking::Looking;

pub(in crate::ui) use publish::reason_field;
pub(in crate::ui) use publish_words::wording_field;
pub(in crate::ui) use quick_fix::words_field;

use super::{
    super::{
        state::{Effect, Finder, Overlay, State},
        view::View,
    },
    fixing::WordsAt,
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
    /// The draft becomes live.
    Publish(Box<Publishing>),
    /// What differs from another text.
    Compare(Box<Comparing>),
    /// What was live or kept before.
    Earlier(Box<Earlier>),
    /// Words of a Live tree, changed alone.
    QuickFix(Box<Fixing>),
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
            Self::Publish(_) => "Publish",
            Self::Compare(_) => "Compare",
            Self::Earlier(_) => "Earlier texts",
            Self::QuickFix(_) => "Quick fix",
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
            Self::Publish(_) | Self::Compare(_) | Self::Earlier(_) => 520.0,
            Self::QuickFix(_) => 720.0,
        }
    }

    /// Whether it stands at the right of the canvas, which shows beside it what differs.
    #[must_use]
    pub fn is_at_side(&self) -> bool {
        matches!(self, Self::Publish(_) | Self::Compare(_) | Self::Earlier(_))
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
    /// The tree in hand is offered to agents, or is so no more.
    SetLive(bool),
    /// A row of the sheet's list.
    Choose(usize),
    /// The chosen revision is published again.
    RollBack,
    /// What differs from the chosen text, alone.
    Compare,
    /// The cursor into the field of the reason.
    AskWhy,
    /// Other words of the same step.
    FixAt(WordsAt),
    /// The words after those, or before them.
    FixOther {
        /// After them.
        forward: bool,
    },
}

/// Shows a sheet.
pub(in crate::ui) fn sheet_view(ui: &mut Ui, view: &View, sheet: &Sheet) {
    match sheet {
        Sheet::LeadTo(finder) => lead_to::lead_to(ui, view, finder),
        Sheet::Rename(name) => rename::rename(ui, view, name),
        Sheet::New(new) => new_tree::new_tree(ui, view, new),
        Sheet::Export(wanted) => export::export_sheet(ui, view, wanted),
        Sheet::Replace(replacing) => replace::replace(ui, view, replacing),
        Sheet::Publish(publishing) => publish::publish(ui, view, publishing),
        Sheet::Compare(comparing) => compare::compare(ui, view, comparing),
        Sheet::Earlier(texts) => earlier::earlier(ui, view, texts),
        Sheet::QuickFix(fixing) => quick_fix::quick_fix(ui, view, fixing),
    }
}

impl State {
    /// Does what a sheet says.
    pub(in crate::ui) fn apply_to_sheet(&mut self, command: SheetCommand) {
        let Some(Overlay::Author(sheet)) = self.overlay.clone() else { return };
        match (command, *sheet) {
            (SheetCommand::Typed(sheet), _) => {
                self.follow_way(&sheet);
                let sheet = match *sheet {
                    Sheet::Replace(replacing) => self.looked_for(replacing),
                    other => other,
                };
                self.overlay = Some(Overlay::Author(Box::new(sheet)));
            }
            (SheetCommand::AskForPaste, _) => self.ask_for_paste(),
            (SheetCommand::Paste(text), _) => self.paste_script(&text),
            (SheetCommand::CopyExport, _) => self.copy_export(),
            (SheetCommand::Do, Sheet::LeadTo(finder)) => self.lead_chosen(&finder),
            (SheetCommand::Do, Sheet::Rename(name)) => self.rename_chosen(&name),
            (SheetCommand::Do, Sheet::New(new)) => self.begin_tree(*new),
            (SheetCommand::Do, Sheet::Export(wanted)) => self.write_export(wanted),
            (SheetCommand::Do, Sheet::Replace(replacing)) => self.replace_all(&replacing),
            (SheetCommand::Do, Sheet::Publish(publishing)) => self.publish_draft(*publishing),
            (SheetCommand::Do, Sheet::Earlier(earlier)) => self.restore_earlier(&earlier),
            (SheetCommand::Do, Sheet::QuickFix(fixing)) => self.fix_words(*fixing),
            (SheetCommand::SetLive(live), Sheet::Publish(publishing)) => self.publish_status(&publishing, live),
            (SheetCommand::Choose(row), Sheet::Earlier(_)) => self.choose_earlier(row),
            (SheetCommand::AskWhy, _) => self.effects.push(Effect::FocusId(reason_field())),
            (SheetCommand::RollBack, Sheet::Earlier(earlier)) => self.roll_back_earlier(&earlier),
            (SheetCommand::Compare, Sheet::Earlier(_)) => self.compare_earlier(),
            (SheetCommand::FixAt(at), Sheet::QuickFix(fixing)) => self.fix_words_at(&fixing, at),
            (SheetCommand::FixOther { forward }, Sheet::QuickFix(fixing)) => self.fix_other_words(&fixing, forward),
            _ => {}
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
        Sheet::New(new) => new_tree::key_on(new, key, modifiers),
        Sheet::Export(wanted) => export::key_on(wanted, key, modifiers),
        Sheet::Replace(replacing) => replace::key_on(replacing, key, modifiers),
        Sheet::Publish(_) | Sheet::QuickFix(_) if key == Key::Enter && with_command(modifiers) => Some(SheetCommand::Do),
        Sheet::Earlier(earlier) => match key {
            Key::ArrowDown if plain => Some(SheetCommand::Choose(earlier.chosen + 1)),
            Key::ArrowUp if plain => Some(SheetCommand::Choose(earlier.chosen.saturating_sub(1))),
            _ => None,
        },
        Sheet::QuickFix(_) if modifiers.alt && !modifiers.command && !modifiers.shift => match key {
            Key::ArrowDown => Some(SheetCommand::FixOther { forward: true }),
            Key::ArrowUp => Some(SheetCommand::FixOther { forward: false }),
            _ => None,
        },
        Sheet::Rename(_) | Sheet::Publish(_) | Sheet::Compare(_) | Sheet::QuickFix(_) => None,
    }
}

fn with_command(modifiers: Modifiers) -> bool {
    (modifiers.command || modifiers.ctrl) && !modifiers.alt && !modifiers.shift
}

//! Two texts of a tree side by side: in words here, and on the canvas behind.

use super::{super::super::view::View, Sheet, SheetCommand, difference::difference};
use crate::ui::{
    author::AuthorCommand,
    command::Command,
    overlays::head,
    widgets::{ButtonLook, key_button, label},
};
use egui::{ScrollArea, Ui};

/// So many steps are told at first.
pub(super) const AT_FIRST: usize = 40;

/// The sheet of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparing {
    /// How many steps are told.
    pub shown: usize,
}

impl Default for Comparing {
    fn default() -> Self {
        Self { shown: AT_FIRST }
    }
}

pub(super) fn compare(ui: &mut Ui, view: &View, comparing: &Comparing) {
    head(ui, view, "Compare", "");
    let Some(author) = &view.state.authoring else { return };
    let Some(compared) = &author.compared else { return };
    let words = format!("What you see, against {}. Marks on the canvas say the same.", compared.against);
    label(ui, &words, view.sizes.meta, view.look.ink2);
    ui.add_space(4.0);
    let room = ui.available_height() - 48.0;
    ScrollArea::vertical().max_height(room).auto_shrink(false).show(ui, |ui| {
        if difference(ui, view, compared, comparing.shown) {
            let more = Sheet::Compare(Box::new(Comparing { shown: usize::MAX }));
            view.send(Command::Sheet(SheetCommand::Typed(Box::new(more))));
        }
    });
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        key_button(ui, view, &AuthorCommand::Publish.into(), "Publish…", ButtonLook::Framed, 36.0);
        key_button(ui, view, &AuthorCommand::History.into(), "Earlier texts…", ButtonLook::Plain, 36.0);
    });
}

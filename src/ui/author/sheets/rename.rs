//! Another name for the chosen step, wherever it is used.

use super::{super::super::view::View, Sheet, SheetCommand};
use crate::{
    edit::{Edit, uses_of_step},
    tree::StepId,
    ui::{
        author::AuthorCommand,
        command::Command,
        overlays::{focus_once, head},
        state::State,
        widgets::{ButtonLook, action_button, field, label},
    },
};
use egui::{Id, Ui};

pub(super) fn rename(ui: &mut Ui, view: &View, name: &str) {
    head(ui, view, "Rename the step", "");
    let Some(author) = &view.state.authoring else { return };
    let Some(from) = author.selection.primary() else { return };
    let uses = uses_of_step(author.tree(), from).len();
    let places = if uses == 1 { "1 place".to_owned() } else { format!("{uses} places") };
    let words =
        format!("“{from}” is used in {places} of this tree. All of them follow, and other trees find it by its old name.");
    label(ui, &words, view.sizes.meta, view.look.ink2);
    ui.add_space(8.0);
    let id = Id::unique("rename");
    focus_once(ui, id);
    let (_, changed) = field(ui, view, id, "The step's new name", name, "small letters, digits, hyphens", ui.available_width());
    if let Some(text) = changed {
        view.send(Command::Sheet(SheetCommand::Typed(Box::new(Sheet::Rename(text)))));
    }
    ui.add_space(8.0);
    match trouble(view.state, name) {
        Some(trouble) => {
            label(ui, &trouble, view.sizes.meta, view.look.alarm);
        }
        None => {
            if action_button(ui, view, "Rename", "Enter", ButtonLook::Primary, 36.0, false).clicked() {
                view.send(Command::Sheet(SheetCommand::Do));
            }
        }
    }
}

/// Why a step cannot be called that.
fn trouble(state: &State, name: &str) -> Option<String> {
    let author = state.authoring.as_ref()?;
    let from = author.selection.primary()?;
    match StepId::new(name.trim()) {
        Err(error) => Some(error),
        Ok(to) if to == *from => None,
        Ok(to) => {
            let edit = Edit::RenameStep { from: from.clone(), to };
            edit.apply(author.tree()).err().map(|refused| refused.to_string())
        }
    }
}

impl State {
    /// Renames the chosen step.
    pub(super) fn rename_chosen(&mut self, name: &str) {
        if trouble(self, name).is_some() {
            return;
        }
        let from = self.authoring.as_ref().and_then(|author| author.selection.primary().cloned());
        let (Some(from), Ok(to)) = (from, StepId::new(name.trim())) else { return };
        self.overlay = None;
        let edit = Edit::RenameStep { from, to: to.clone() };
        self.apply_to_author(AuthorCommand::Edit(Box::new(edit)));
        self.apply_to_author(AuthorCommand::GoToStep(to));
    }
}

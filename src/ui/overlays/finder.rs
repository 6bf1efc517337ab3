//! Find anything, and Go to step.

use super::super::{
    command::Command,
    home::found,
    search::find,
    state::Finder,
    view::View,
    widgets::{field, label},
};
use egui::{Id, Ui};

pub(super) fn finder(ui: &mut Ui, view: &View, finder: &Finder, hint: &str) {
    super::head(ui, view, if hint.starts_with("A step of") { "Go to step" } else { "Find anything" }, "");
    let id = Id::unique("finder");
    super::focus_once(ui, id);
    let (_, changed) = field(ui, view, id, hint, &finder.text, hint, ui.available_width());
    if let Some(text) = changed {
        view.send(Command::TypeSearch(text));
    }
    ui.add_space(6.0);
    let rows = find(view.state);
    ui.spacing_mut().item_spacing.y = 2.0;
    found(ui, view, &rows, finder.chosen);
    if rows.is_empty() {
        let words = if view.state.library.is_none() { "The library is still being read." } else { "Nothing has these words." };
        label(ui, words, view.sizes.meta, view.look.ink2);
    }
    ui.add_space(6.0);
    let is_close = rows.get(finder.chosen).is_some_and(|row| row.is_close);
    let help = if hint.starts_with("A step of") {
        "Up and Down choose, Enter goes there. Going to a step is your judgement; the call keeps everything."
    } else if is_close {
        "Up and Down choose, Enter goes there. This is only close to what you typed: open it before you change its words."
    } else {
        "Up and Down choose, Enter goes there. Ctrl . changes the words of a step for everybody: a quick fix."
    };
    label(ui, help, view.sizes.meta, view.look.ink2);
}

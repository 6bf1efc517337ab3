//! The small sheets: a promise, a hand-over file, about.

use super::super::{
    about::about_text,
    command::Command,
    view::View,
    widgets::{ButtonLook, action_button, field, label},
};
use egui::{Id, Ui};
use std::path::PathBuf;

pub(super) fn promise(ui: &mut Ui, view: &View, what: &str, when: &str) {
    super::head(ui, view, "Add a promise", "");
    let id = Id::unique("promise what");
    super::focus_once(ui, id);
    ui.spacing_mut().item_spacing.y = 8.0;
    label(ui, "What did you promise?", view.sizes.meta, view.look.ink2);
    let (_, changed) = field(ui, view, id, "What did you promise?", what, "Send the form by post", ui.available_width());
    if let Some(what) = changed {
        view.send(Command::TypeNewPromise { what, when: when.to_owned() });
    }
    label(ui, "By when?", view.sizes.meta, view.look.ink2);
    let (_, changed) = field(
        ui,
        view,
        Id::unique(super::super::apply_call::PROMISE_DAY),
        "By when?",
        when,
        "fri, fri 4pm, +5, 5wd",
        ui.available_width().min(220.0),
    );
    if let Some(when) = changed {
        view.send(Command::TypeNewPromise { what: what.to_owned(), when });
    }
    if let Some(error) = view.session().and_then(|session| session.wrap.error.as_ref()) {
        label(ui, error, view.sizes.meta, view.look.alarm);
    }
    if action_button(ui, view, "Keep", "Enter", ButtonLook::Primary, 36.0, false).clicked() {
        view.send(Command::KeepNewPromise);
    }
}

pub(super) fn open_file(ui: &mut Ui, view: &View, path: &str) {
    super::head(ui, view, "Open a hand-over file", "");
    ui.spacing_mut().item_spacing.y = 8.0;
    label(ui, "Drop a file on this window, write its path, or choose one saved here.", view.sizes.meta, view.look.ink2);
    let id = Id::unique("hand-over path");
    super::focus_once(ui, id);
    let (_, changed) =
        field(ui, view, id, "Path of the hand-over file", path, "path to a .handover.ron file", ui.available_width());
    if let Some(text) = changed {
        view.send(Command::TypeSearch(text));
    }
    let open = action_button(ui, view, "Open", "Enter", ButtonLook::Primary, 36.0, false);
    if open.clicked() && !path.trim().is_empty() {
        view.send(Command::TakeChosen);
    }
    let files: Vec<PathBuf> = view.state.hand_over_files();
    if files.is_empty() {
        label(ui, "None was saved here yet.", view.sizes.meta, view.look.ink3);
    }
    for file in files.into_iter().take(8) {
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if action_button(ui, view, &name, "", ButtonLook::Framed, 32.0, false).clicked() {
            view.send(Command::Close);
            view.send(Command::OpenFile(file));
        }
    }
}

pub(super) fn about(ui: &mut Ui, view: &View) {
    super::head(ui, view, "About Evenkeel", "");
    ui.spacing_mut().item_spacing.y = 6.0;
    let text = about_text(&view.state.setup);
    for line in text.lines() {
        label(ui, line, view.sizes.meta, view.look.ink);
    }
    ui.add_space(6.0);
    if action_button(ui, view, "Copy for support", "", ButtonLook::Primary, 36.0, false).clicked() {
        view.send(Command::CopyText(text));
    }
}

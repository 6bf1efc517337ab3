//! What keys mean in Author: on the canvas, in the list of trees, in a field.

use super::{
    super::{
        command::Command,
        keys::{command_for, digit},
        state::State,
    },
    command::{AuthorCommand, Walk},
    trying::Attempt,
};
use egui::{Key, Modifiers};

/// The command a key means; `types` says that a field has the focus, and then only keys with Ctrl or Alt act.
pub(in crate::ui) fn meant(state: &State, key: Key, modifiers: Modifiers, types: bool, on_canvas: bool) -> Option<Command> {
    let with = modifiers.command || modifiers.ctrl || modifiers.alt;
    if state.authoring.is_none() {
        return shelf(state, key, modifiers.is_none() && !types)
            .or_else(|| listed(state, key, modifiers, types, on_canvas, with));
    }
    if !types
        && on_canvas
        && let Some(command) = walking(key, modifiers)
    {
        return Some(command.into());
    }
    listed(state, key, modifiers, types, on_canvas, with)
}

/// With the pane of a tried call open: digits answer, and a few keys mean what they mean on a call; the always-keys do so
/// where the pane has the keys, since in Author they have a meaning of their own.
pub(in crate::ui) fn meant_in_try(
    state: &State,
    key: Key,
    physical: Option<Key>,
    modifiers: Modifiers,
    types: bool,
    in_pane: bool,
) -> Option<Command> {
    state.tried()?;
    if let Some(number) = digit(key, physical).filter(|_| modifiers.is_none() && !types) {
        return Some(AuthorCommand::Try(Attempt::Answer(number)).into());
    }
    command_for(&state.site, key, modifiers, |command| {
        let is_own = matches!(command, Command::Mood | Command::Back);
        let of_call = *command == Command::Safety || state.attempt_of(command).is_some();
        of_call && (in_pane || is_own) && state.can(command)
    })
}

fn listed(state: &State, key: Key, modifiers: Modifiers, types: bool, on_canvas: bool, with: bool) -> Option<Command> {
    let key = if key == Key::Backspace { Key::Delete } else { key };
    let redo = key == Key::Y && modifiers.command && !modifiers.shift;
    let (key, modifiers) = if redo { (Key::Z, modifiers | Modifiers::SHIFT) } else { (key, modifiers) };
    if types && !with {
        return None;
    }
    // A button or a chip that has the focus keeps its Enter.
    if !on_canvas && key == Key::Enter && !with {
        return None;
    }
    // In a field the clipboard and the letters of the text are the field's own.
    let own = |command: &Command| match command {
        Command::Author(AuthorCommand::SelectAll | AuthorCommand::Copy | AuthorCommand::Cut) => !types,
        // egui tells of these in its own way.
        Command::Author(AuthorCommand::Duplicate) => true,
        Command::Author(_) => true,
        _ => false,
    };
    command_for(&state.site, key, modifiers, |command| own(command) && state.can(command))
}

/// Arrows, Tab and Shift+arrows on the canvas.
fn walking(key: Key, modifiers: Modifiers) -> Option<AuthorCommand> {
    let plain = modifiers.is_none();
    let nudge = modifiers.shift_only();
    Some(match key {
        Key::Tab if plain => AuthorCommand::Walk(Walk::Next),
        Key::Tab if nudge => AuthorCommand::Walk(Walk::Previous),
        Key::ArrowRight if plain => AuthorCommand::Walk(Walk::Along),
        Key::ArrowLeft if plain => AuthorCommand::Walk(Walk::Back),
        Key::ArrowUp if plain => AuthorCommand::Walk(Walk::Up),
        Key::ArrowDown if plain => AuthorCommand::Walk(Walk::Down),
        Key::ArrowRight if nudge => AuthorCommand::Nudge(1, 0),
        Key::ArrowLeft if nudge => AuthorCommand::Nudge(-1, 0),
        Key::ArrowUp if nudge => AuthorCommand::Nudge(0, -1),
        Key::ArrowDown if nudge => AuthorCommand::Nudge(0, 1),
        _ => return None,
    })
}

/// The list of trees.
fn shelf(state: &State, key: Key, acts: bool) -> Option<Command> {
    let entries = &state.library.as_ref()?.entries;
    let last = entries.len().checked_sub(1)?;
    match key {
        _ if !acts => None,
        Key::ArrowDown => Some(Command::ChooseOnShelf((state.shelf_row + 1).min(last))),
        Key::ArrowUp => Some(Command::ChooseOnShelf(state.shelf_row.saturating_sub(1))),
        Key::Enter => Some(AuthorCommand::Open(entries[state.shelf_row.min(last)].id.clone()).into()),
        _ => None,
    }
}

/// Whether the canvas has the keys: nothing else has the focus, or a step of it has.
pub(in crate::ui) fn canvas_has(state: &State, focused: Option<egui::Id>) -> bool {
    let Some(focused) = focused else { return true };
    // A step keeps the focus after another one was chosen from elsewhere.
    state.authoring.iter().any(|author| author.order.iter().map(super::canvas::step_id).any(|id| id == focused))
}

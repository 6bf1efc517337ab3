//! Keys before the widgets see them.

use super::{
    author::{self, AuthorCommand, canvas_has, sheets::SheetCommand, try_has},
    command::Command,
    guide::NOTE,
    keys::{Heard, command_for, digit},
    state::{Overlay, Place, State},
    train,
    widgets::list_is_open,
};
use crate::tree::{AlwaysKey, Outcome};
use egui::{Context, Event, Id, Key, Modifiers};

/// So many frames after something was done on purpose a field may go with it.
const FRAMES_TO_GO: u8 = 4;

/// Takes the keys of this frame that mean a command; what is left is typing.
pub(super) fn hear(ctx: &Context, state: &mut State) -> Vec<Command> {
    let focused = ctx.memory(egui::Memory::focused);
    let note = Id::unique(NOTE);
    let types = focused.is_some_and(|id| egui::TextEdit::load_state(ctx, id).is_some());
    let selects = focused
        .and_then(|id| egui::TextEdit::load_state(ctx, id))
        .is_some_and(|edit| edit.cursor.char_range().is_some_and(|range| !range.is_empty()));
    let in_note = focused == Some(note);
    let has_keys = ctx.input(|input| input.events.iter().any(|event| matches!(event, Event::Key { pressed: true, .. })));
    let on_canvas = has_keys && !types && canvas_has(state, focused);
    let in_try = has_keys && try_has(ctx, focused);
    let focus = Focus { types, in_note, on_canvas, in_try, on: focused };
    let list_open = list_is_open(ctx);
    // egui has taken the focus from the field before Esc is heard here.
    let leaves = ctx.input(|input| input.key_pressed(Key::Escape));
    let typed_before = state.types_in_author;
    state.types_in_author = types || (leaves && typed_before);
    let points = ctx.input(|input| input.pointer.any_down() || input.pointer.any_released());
    // A field that goes with what was asked for, by pointer, Esc or a key with Ctrl, is not lost by accident; it may take
    // a few frames to go.
    let acts = points || leaves || (has_keys && ctx.input(|input| input.modifiers.command || input.modifiers.alt));
    state.acted = if acts { FRAMES_TO_GO } else { state.acted.saturating_sub(1) };
    let is_meant = focused.is_some() || state.acted > 0;
    state.lost_field = !is_meant && (state.lost_field || typed_before);
    let mut sent = Vec::new();
    let now = ctx.input(|input| input.time);
    ctx.input_mut(|input| {
        // Keys may go down and up within one frame.
        let mut held = input.modifiers;
        // The letter of a key that was a command is not typed into what the command opens.
        let mut swallows = false;
        input.events.retain(|event| {
            if let (Event::Text(_), true) = (event, swallows) {
                swallows = false;
                return false;
            }
            let command = match event {
                Event::ModifiersChanged(now) => {
                    held = *now;
                    None
                }
                Event::Copy if !selects => copy(state, held, types),
                Event::Cut if !types => cut(state),
                Event::Paste(text) if state.is_script(text, types) => Some(Command::Sheet(SheetCommand::Paste(text.clone()))),
                Event::Paste(text) if !types => paste(state, text),
                // While a list is open, all but Ctrl and Alt is the list's.
                Event::Key { modifiers, .. } if list_open && !modifiers.command && !modifiers.alt => None,
                Event::Key { key, physical_key, pressed: true, repeat: false, modifiers } => {
                    let key = Pressed { key: *key, physical: *physical_key, modifiers: *modifiers };
                    meant(state, key, focus)
                }
                _ => None,
            };
            let taken = command.is_some();
            if let Event::Key { pressed: true, .. } = event {
                swallows = taken;
            }
            sent.extend(command);
            !taken
        });
    });
    if matches!(state.place, Place::Guide | Place::Train) && state.overlay.is_none() {
        sent.extend(digits_and_letters(ctx, state, focused, note, types, now));
    }
    sent
}

#[derive(Clone, Copy)]
struct Pressed {
    key: Key,
    physical: Option<Key>,
    modifiers: Modifiers,
}

/// What has the focus.
#[derive(Clone, Copy)]
struct Focus {
    /// A field.
    types: bool,
    /// The note line of a call.
    in_note: bool,
    /// The canvas of Author.
    on_canvas: bool,
    /// The pane of a tried call.
    in_try: bool,
    /// Whatever it is.
    on: Option<Id>,
}

fn copy(state: &State, modifiers: Modifiers, types: bool) -> Option<Command> {
    if state.place == Place::Author {
        let command = Command::Author(AuthorCommand::Copy);
        return (!types && state.overlay.is_none() && state.can(&command)).then_some(command);
    }
    let command = if modifiers.shift { Command::CopySummary } else { Command::Copy };
    state.can(&command).then_some(command)
}

fn cut(state: &State) -> Option<Command> {
    let command = Command::Author(AuthorCommand::Cut);
    (state.overlay.is_none() && state.can(&command)).then_some(command)
}

fn paste(state: &State, text: &str) -> Option<Command> {
    let command = Command::Author(AuthorCommand::Paste(text.to_owned()));
    (state.overlay.is_none() && state.can(&command)).then_some(command)
}

fn meant(state: &State, pressed: Pressed, focus: Focus) -> Option<Command> {
    let Pressed { key, physical, modifiers } = pressed;
    let Focus { types, in_note, on_canvas, in_try, on } = focus;
    let plain = modifiers.is_none();
    if key == Key::Escape && plain {
        return Some(Command::Close);
    }
    if let Some(command) = in_overlay(state, pressed) {
        return Some(command);
    }
    if state.place == Place::Author && state.overlay.is_none() {
        let of_try = author::meant_in_try(state, key, physical, modifiers, types, in_try);
        if of_try.is_some() {
            return of_try;
        }
        let of_author = author::meant(state, key, modifiers, types, on_canvas);
        if of_author.is_some() {
            return of_author;
        }
    }
    if state.place == Place::Train && state.overlay.is_none() {
        let of_train = train::meant(state, key, modifiers, types, on);
        if of_train.is_some() {
            return of_train;
        }
    }
    let number = digit(key, physical);
    if let (Some(number), true) = (number, modifiers.command && !modifiers.alt && !modifiers.shift)
        && matches!(state.place, Place::Guide | Place::Train)
        && state.overlay.is_none()
    {
        return Some(if number == 0 { Command::NoneOfThese } else { Command::Answer(number) });
    }
    if let Some(command) = command_for(&state.site, key, modifiers, |command| {
        let of_author = matches!(command, Command::Author(of_author) if !of_author.is_everywhere());
        let of_train = matches!(command, Command::Train(_));
        *command != Command::NoneOfThese && !of_author && !of_train && state.can(command)
    }) {
        // With something over it a place does not act, but for what lies over everything.
        let over_all = matches!(
            command,
            Command::Keys
                | Command::FindAnything
                | Command::Breathe
                | Command::Safety
                | Command::Abuse
                | Command::Supervisor
                | Command::Hold
                | Command::CutOff
                | Command::Mood
                | Command::Author(AuthorCommand::TakeBack)
        );
        if state.overlay.is_none() || over_all || matches!(command, Command::LargerText | Command::SmallerText | Command::Strip) {
            return Some(command);
        }
    }
    if state.overlay.is_some() {
        return None;
    }
    match state.place {
        Place::Guide if key == Key::Enter && (in_note || !types) && (plain || modifiers.shift_only()) => {
            // A focused button keeps its Enter.
            let nothing_focused =
                in_note || state.session.as_ref().is_some_and(|session| session.message.is_some() || session.asked.is_some());
            nothing_focused.then_some(Command::KeepNote { as_note: modifiers.shift })
        }
        Place::WrapUp if plain && !types => {
            number.and_then(|number| Outcome::ALL.get(number.checked_sub(1)?)).map(|outcome| Command::SetOutcome(*outcome))
        }
        Place::Home if fixes(key, modifiers) => Some(Command::FixFound),
        Place::Home => in_list(key, plain, state.search.chosen, || super::search::find(state).len()),
        _ => None,
    }
}

/// `rows` is asked only by the key that needs it: the search is not run for every letter twice.
fn in_list(key: Key, plain: bool, chosen: usize, rows: impl FnOnce() -> usize) -> Option<Command> {
    match key {
        Key::ArrowDown if plain => Some(Command::Choose((chosen + 1).min(rows().saturating_sub(1)))),
        Key::ArrowUp if plain => Some(Command::Choose(chosen.saturating_sub(1))),
        Key::Enter if plain => Some(Command::TakeChosen),
        _ => None,
    }
}

/// Ctrl+. on what was found changes its words instead of going there.
fn fixes(key: Key, modifiers: Modifiers) -> bool {
    key == Key::Period && (modifiers.command || modifiers.ctrl) && !modifiers.alt && !modifiers.shift
}

fn in_overlay(state: &State, pressed: Pressed) -> Option<Command> {
    let Pressed { key, physical, modifiers } = pressed;
    match state.overlay.as_ref()? {
        Overlay::Author(sheet) => author::key_on(sheet, key, modifiers).map(Command::Sheet),
        Overlay::Safety if modifiers.is_none() => {
            let row = digit(key, physical).and_then(|number| number.checked_sub(1)).and_then(|row| AlwaysKey::SAFETY.get(row));
            row.map(|key| Command::SafetyRow(*key))
        }
        Overlay::Find(_) if fixes(key, modifiers) => Some(Command::FixFound),
        Overlay::Find(finder) | Overlay::GoTo(finder) => {
            in_list(key, modifiers.is_none(), finder.chosen, || super::search::find(state).len())
        }
        Overlay::OpenFile(_) if key == Key::Enter => Some(Command::TakeChosen),
        Overlay::Promise(..) if key == Key::Enter => Some(Command::KeepNewPromise),
        Overlay::Breathe if key == Key::Enter || key == Key::Space => Some(Command::BreatheDone),
        _ => None,
    }
}

/// On a live call a single digit answers, and a letter or a burst of digits begins a note.
fn digits_and_letters(ctx: &Context, state: &mut State, focused: Option<Id>, note: Id, types: bool, now: f64) -> Vec<Command> {
    let is_live = state.place == Place::Guide;
    // Which letters are keys is asked only where one was pressed.
    let is_pressed = ctx.input(|input| input.events.iter().any(|event| matches!(event, Event::Key { pressed: true, .. })));
    let letters = if is_pressed { train::letters(state) } else { Vec::new() };
    let is_call = is_live || train::is_call(state);
    let site = std::sync::Arc::clone(&state.site);
    let session = if is_live { state.session.as_mut() } else { state.training.session_mut() };
    let Some(session) = session else {
        return Vec::new();
    };
    let in_note = focused == Some(note);
    // A live call keeps its cursor in the note line; in a drill, and where a fact was aimed at, it was put there to type.
    let answers = if in_note { session.note.is_empty() && is_live && session.aimed.is_none() } else { !types };
    let mut sent = Vec::new();
    if answers || session.waiting.is_waiting() {
        let heard = ctx.input_mut(|input| session.waiting.hear(&mut input.events, now, &letters));
        for heard in heard {
            match heard {
                Heard::Digit(0) => sent.push(Command::NoneOfThese),
                Heard::Digit(number) => sent.push(Command::Answer(number)),
                Heard::Letter(key) => sent.extend(train::letter(&site, key)),
                Heard::Typed(text) => sent.push(Command::TypeNote(format!("{}{text}", session.note))),
            }
        }
        if session.waiting.is_waiting() {
            ctx.request_repaint_after_secs(0.26);
        }
    }
    if focused.is_none() && is_call {
        let typed: String = ctx.input_mut(|input| {
            let mut typed = String::new();
            input.events.retain(|event| match event {
                Event::Text(text) => {
                    typed.push_str(text);
                    false
                }
                _ => true,
            });
            typed
        });
        if !typed.trim().is_empty() {
            sent.push(Command::TypeNote(format!("{}{typed}", session.note)));
        }
    }
    if sent.iter().any(|command| matches!(command, Command::TypeNote(_))) {
        focus_at_end(
            ctx,
            note,
            sent.iter().find_map(|command| if let Command::TypeNote(text) = command { Some(text.chars().count()) } else { None }),
        );
    }
    sent
}

/// Puts the focus into a field, with the cursor behind its last letter.
pub(super) fn focus_at_end(ctx: &Context, field: Id, length: Option<usize>) {
    let end = length.unwrap_or_default();
    focus_on(ctx, field, &(end..end));
}

/// Puts the focus into a field, with these letters chosen.
pub(super) fn focus_on(ctx: &Context, field: Id, letters: &std::ops::Range<usize>) {
    ctx.memory_mut(|memory| memory.request_focus(field));
    let mut edit = egui::TextEdit::load_state(ctx, field).unwrap_or_default();
    let [start, end] = [letters.start, letters.end].map(egui::text::CCursor::new);
    edit.cursor.set_char_range(Some(egui::text::CCursorRange::two(start, end)));
    egui::TextEdit::store_state(ctx, field, edit);
}

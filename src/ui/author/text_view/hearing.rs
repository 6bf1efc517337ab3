//! What keys and the pointer mean on the page.

use super::{Stroke, Typed, Way, page::Page};
use crate::ui::{
    author::{AuthorCommand, canvas::send},
    command::Command,
    view::View,
};
use egui::{CursorIcon, Event, ImeEvent, Key, Modifiers, Response, Ui};

/// Clicks and drags.
pub(super) fn pointer(ui: &Ui, view: &View, typed: &Typed, response: &Response, page: &Page) {
    let stroke = |stroke: Stroke| {
        // What is being composed is let go of.
        if typed.composing.is_some() {
            ui.memory_mut(egui::Memory::interrupt_ime);
        }
        send(view, AuthorCommand::Stroke(stroke));
    };
    if response.hovered() {
        ui.set_cursor_icon(CursorIcon::Text);
    }
    let Some(at) = response.interact_pointer_pos() else { return };
    let byte = typed.off_page(page.byte_at(at));
    let (pressed, shift, moved) =
        ui.input(|input| (input.pointer.primary_pressed(), input.modifiers.shift, input.pointer.delta() != egui::Vec2::ZERO));
    if response.triple_clicked() {
        stroke(Stroke::Line(byte));
    } else if response.double_clicked() {
        stroke(Stroke::Word(byte));
    } else if pressed && response.is_pointer_button_down_on() {
        response.request_focus();
        stroke(Stroke::Put(byte, shift));
    } else if response.dragged_by(egui::PointerButton::Primary) && moved {
        stroke(Stroke::Put(byte, true));
    } else if response.clicked() && !response.has_focus() {
        // A click without a pointer that was seen to be pressed: by a screen reader.
        response.request_focus();
    }
}

/// Keys and letters, in their order; `rows` is how many are in view.
pub(super) fn keys(ui: &Ui, view: &View, typed: &Typed, rows: usize) {
    let events = ui.input(|input| input.events.clone());
    let mut composes = typed.composing.is_some();
    for event in events {
        let selected = || typed.buffer.text()[typed.buffer.selected()].to_owned();
        let stroke = match event {
            Event::Text(letters) if letters.chars().all(|letter| !letter.is_control()) => Some(Stroke::Write(letters)),
            Event::Paste(letters) => Some(Stroke::Write(letters)),
            Event::Ime(event) => composed(event, &mut composes),
            // Arrows, Enter and Backspace are the input method's until it is done.
            Event::Key { .. } if composes => None,
            Event::Copy | Event::Cut if typed.buffer.selected().is_empty() => None,
            Event::Copy => {
                view.send(Command::CopyText(selected()));
                None
            }
            Event::Cut => {
                view.send(Command::CopyText(selected()));
                Some(Stroke::Write(String::new()))
            }
            Event::Key { key, pressed: true, modifiers, .. } => meant(key, modifiers, rows),
            _ => None,
        };
        if let Some(stroke) = stroke {
            send(view, AuthorCommand::Stroke(stroke));
        }
    }
}

/// What an input method says. Nothing is said by no letters, unless letters were being composed.
fn composed(event: ImeEvent, composes: &mut bool) -> Option<Stroke> {
    match event {
        ImeEvent::Preedit { text, active_range_chars } if !matches!(text.as_str(), "\n" | "\r") => {
            let did = std::mem::replace(composes, !text.is_empty());
            (did || *composes).then_some(Stroke::Compose(text, active_range_chars))
        }
        ImeEvent::Commit(text) if !matches!(text.as_str(), "\n" | "\r") => {
            let did = std::mem::take(composes);
            if text.is_empty() { did.then_some(Stroke::Compose(text, None)) } else { Some(Stroke::Write(text)) }
        }
        ImeEvent::DeleteSurrounding { before_chars, after_chars } => Some(Stroke::EraseAround(before_chars, after_chars)),
        _ => None,
    }
}

/// What a key does.
fn meant(key: Key, modifiers: Modifiers, rows: usize) -> Option<Stroke> {
    let word = modifiers.command || modifiers.ctrl || modifiers.alt;
    let shift = modifiers.shift;
    let go = |plain: Way, by_word: Way| Some(Stroke::Go(if word { by_word } else { plain }, shift));
    match key {
        Key::ArrowLeft => go(Way::Left, Way::WordLeft),
        Key::ArrowRight => go(Way::Right, Way::WordRight),
        Key::ArrowUp => go(Way::Up(1), Way::Up(1)),
        Key::ArrowDown => go(Way::Down(1), Way::Down(1)),
        Key::PageUp => go(Way::Up(rows), Way::Up(rows)),
        Key::PageDown => go(Way::Down(rows), Way::Down(rows)),
        Key::Home => go(Way::LineStart, Way::Start),
        Key::End => go(Way::LineEnd, Way::End),
        Key::Backspace => Some(Stroke::Erase(if word { Way::WordLeft } else { Way::Left })),
        Key::Delete => Some(Stroke::Erase(if word { Way::WordRight } else { Way::Right })),
        Key::Enter if !word => Some(Stroke::Enter),
        Key::A if (modifiers.command || modifiers.ctrl) && !shift => Some(Stroke::All),
        _ => None,
    }
}

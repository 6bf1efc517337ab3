//! Every key, and how to change it.

use super::{
    super::{
        command::{Command, Group},
        keys::Chord,
        view::View,
        widgets::{field, label, section},
    },
    block,
};
use egui::{Id, Ui};

pub(super) fn keys(ui: &mut Ui, view: &View) {
    block(ui, view, "Keys", |ui| {
        label(
            ui,
            "Write a key like F2 or Ctrl+Shift+C. An empty field brings the usual one back.",
            view.sizes.meta,
            view.look.ink2,
        );
        for group in Group::ALL {
            section(ui, view, group.title());
            for command in
                Command::listed().iter().filter(|command| command.group() == Some(group) && **command != Command::NoneOfThese)
            {
                key_row(ui, view, command);
            }
        }
    });
}

fn key_row(ui: &mut Ui, view: &View, command: &Command) {
    let Some(name) = command.name() else { return };
    super::row(ui, view, command.text(), |ui, _| {
        let own = view.state.site.keys.get(name);
        let text = view.state.typed_keys.get(name).or(own).cloned().unwrap_or_default();
        let (_, changed) = field(ui, view, Id::unique(("key", name)), command.text(), &text, command.usual_key(), 130.0);
        if let Some(text) = changed {
            view.send(Command::TypeKey(name.to_owned(), text));
        }
        if !text.trim().is_empty()
            && let Err(error) = Chord::read_for(command, &text)
        {
            label(ui, &error, view.sizes.meta, view.look.alarm);
        } else if let Some(other) = clash(view, command) {
            label(ui, &format!("also {}", other.text()), view.sizes.meta, view.look.ember);
        }
    });
}

/// Another command with the same key that can be used at the same time.
fn clash<'a>(view: &View, command: &Command) -> Option<&'a Command> {
    let own = super::super::keys::chord(&view.state.site, command)?;
    // Author has no call, and calls have no tree in hand.
    let of_author = |command: &Command| command.group().is_some_and(Group::is_of_author);
    let everywhere = |command: &Command| command.group() == Some(Group::Window);
    let shared = |other: &Command| {
        let of_train = |command: &Command| command.group().filter(|group| group.is_of_train());
        let elsewhere = of_author(command) != of_author(other) || of_train(command) != of_train(other);
        let apart = elsewhere && !everywhere(command) && !everywhere(other);
        apart || matches!((command, other), (Command::PassKnown, Command::Finish) | (Command::Finish, Command::PassKnown))
    };
    Command::listed()
        .iter()
        .find(|other| *other != command && !shared(other) && super::super::keys::chord(&view.state.site, other) == Some(own))
}

//! Several steps at once: what they are, and what can be done with them together.

use super::{
    super::command::AuthorCommand,
    hand::Hand,
    parts::{heading, link},
};
use crate::ui::{
    command::Command,
    widgets::{ButtonLook, key_button, strong},
};
use egui::Ui;

/// So many are named.
const NAMED: usize = 12;

pub(super) fn several(ui: &mut Ui, hand: &Hand) {
    let tree = hand.tree();
    let chosen = &hand.author.selection.steps;
    strong(ui, &format!("{} steps", chosen.len()), hand.view.sizes.body, hand.view.look.ink);
    let groups = [
        (
            "Where they stand",
            &[
                AuthorCommand::AlignLeft,
                AuthorCommand::AlignTop,
                AuthorCommand::SpreadAcross,
                AuthorCommand::SpreadDown,
                AuthorCommand::LetGo,
                AuthorCommand::FrameSteps,
            ][..],
        ),
        ("All of them", &[AuthorCommand::Duplicate, AuthorCommand::Copy, AuthorCommand::Cut, AuthorCommand::Delete][..]),
    ];
    for (words, commands) in groups {
        heading(ui, hand, words);
        for command in commands.iter().filter(|command| hand.writes || command.only_looks()) {
            let command = Command::Author(command.clone());
            key_button(ui, hand.view, &command, command.text(), ButtonLook::Framed, 30.0);
        }
    }
    heading(ui, hand, "Steps");
    ui.spacing_mut().item_spacing.y = 2.0;
    for id in chosen.iter().take(NAMED) {
        let title = tree.steps.get(id).map_or(id.as_str(), |step| step.title.as_str());
        if link(ui, hand, title, title, hand.view.look.tide).clicked() {
            hand.send(AuthorCommand::GoToStep(id.clone()));
        }
    }
    if chosen.len() > NAMED {
        heading(ui, hand, &format!("and {} more", chosen.len() - NAMED));
    }
}

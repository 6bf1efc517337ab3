//! What is asked before something is lost, what the last thing said, and that a draft was taken up: always in sight.

use super::{
    command::CastCommand,
    state::{Asking, Casting},
};
use crate::ui::{
    theme::icons,
    told::Told,
    view::View,
    widgets::{ButtonLook, action_button, frame, label, strong, told_card},
};
use egui::{Margin, Ui};

/// Whether there is anything to say.
pub(super) fn is_something_said(view: &View, casting: &Casting) -> bool {
    casting.said.is_some() || casting.asked.is_some() || casting.is_taken_up || view.state.draft_trouble().is_some()
}

pub(super) fn asking(ui: &mut Ui, view: &View, casting: &Casting) {
    let look = view.look;
    ui.spacing_mut().item_spacing.y = 6.0;
    if let Some(trouble) = view.state.draft_trouble() {
        told_card(ui, view, &Told::trouble(format!("The draft cannot be kept; save before you close the window. {trouble}")));
    }
    if let Some(said) = &casting.said {
        told_card(ui, view, said);
    }
    if casting.is_taken_up && casting.asked.is_none() {
        taken_up(ui, view);
    }
    let Some(asked) = &casting.asked else { return };
    let name = &casting.persona.called;
    let (question, why, buttons): (String, &str, Vec<(&str, CastCommand, ButtonLook)>) = match asked {
        Asking::Leave(_) => (
            format!("Changes to {name} are not saved."),
            "Until they are saved, trainees meet the customer as before. A draft waits here for you.",
            leaving(casting),
        ),
        Asking::Delete => (
            format!("Delete {name}?"),
            "The file of this site goes. Drills that were played with them stay as they are.",
            vec![("Keep", CastCommand::No, ButtonLook::Framed), ("Delete for good", CastCommand::Yes, ButtonLook::Alarm)],
        ),
        Asking::Shipped => (
            format!("Take the shipped {name} back?"),
            "What was changed here is deleted, and the customer is again as they came with the program.",
            vec![
                ("Keep ours", CastCommand::No, ButtonLook::Framed),
                ("Take the shipped one", CastCommand::Yes, ButtonLook::Alarm),
            ],
        ),
        Asking::Outside => (
            format!("Somebody else changed the file of {name} meanwhile."),
            "Yours would go over theirs. Theirs would go over what you did here.",
            vec![
                ("Keep on writing", CastCommand::No, ButtonLook::Primary),
                ("Save mine over it", CastCommand::Yes, ButtonLook::Framed),
                ("Take theirs", CastCommand::Other, ButtonLook::Framed),
            ],
        ),
    };
    frame(view, look.ember_soft, look.ember, Margin::symmetric(14, 10)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 6.0;
        strong(ui, &question, view.sizes.body, look.ink);
        label(ui, why, view.sizes.meta, look.ink2);
        ui.horizontal_wrapped(|ui| {
            for (at, (words, command, face)) in buttons.into_iter().enumerate() {
                let button = action_button(ui, view, words, "", face, 32.0, false);
                // Enter takes the first, which loses nothing.
                if at == 0 && ui.memory(|memory| memory.focused().is_none()) {
                    button.request_focus();
                }
                if button.clicked() {
                    view.send(command.into());
                }
            }
        });
    });
}

/// What waits is left first where it cannot be saved yet.
fn leaving(casting: &Casting) -> Vec<(&'static str, CastCommand, ButtonLook)> {
    let save = ("Save and go on", CastCommand::Other);
    let later = ("Leave it as a draft", CastCommand::Later);
    let [first, second] = if casting.errors() > 0 { [later, save] } else { [save, later] };
    vec![
        (first.0, first.1, ButtonLook::Primary),
        (second.0, second.1, ButtonLook::Framed),
        ("Throw the changes away", CastCommand::Yes, ButtonLook::Framed),
        ("Stay", CastCommand::No, ButtonLook::Plain),
    ]
}

/// The work that was left is in hand again.
fn taken_up(ui: &mut Ui, view: &View) {
    let look = view.look;
    frame(view, look.tide_soft, look.tide_soft, Margin::symmetric(12, 6)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            let words = format!("{} Taken up where you left it; it is not saved yet.", icons::INFO);
            let said = label(ui, &words, view.sizes.meta, look.ink);
            ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(egui::accesskit::Live::Polite));
            if action_button(ui, view, "Leave it as it was", "", ButtonLook::Framed, 28.0, false).clicked() {
                view.send(CastCommand::AsItWas.into());
            }
        });
    });
}

//! What is asked before something is lost, and what the last thing said.

use super::{
    command::CastCommand,
    state::{Asking, Casting},
};
use crate::ui::{
    theme::icons,
    view::View,
    widgets::{ButtonLook, action_button, frame, label, strong},
};
use egui::{Margin, Ui};

pub(super) fn asking(ui: &mut Ui, view: &View, casting: &Casting) {
    let look = view.look;
    if let Some(said) = &casting.said {
        let is_good = !said.starts_with("Not ") && !said.starts_with("Nothing") && !said.starts_with("Put");
        let (icon, ink, fill) =
            if is_good { (icons::TICK, look.leaf, look.leaf_soft) } else { (icons::WARNING, look.ember, look.ember_soft) };
        frame(view, fill, fill, Margin::symmetric(12, 8)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let said = label(ui, &format!("{icon} {said}"), view.sizes.meta, if is_good { ink } else { look.ink });
            ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(egui::accesskit::Live::Polite));
        });
        ui.add_space(4.0);
    }
    let Some(asked) = &casting.asked else { return };
    let name = &casting.persona.called;
    let (question, why, buttons): (String, &str, Vec<(&str, CastCommand, ButtonLook)>) = match asked {
        Asking::Leave(_) => (
            format!("Changes to {name} are not saved."),
            "They are lost if you go on without saving.",
            vec![
                ("Save and go on", CastCommand::Other, ButtonLook::Primary),
                ("Go on without saving", CastCommand::Yes, ButtonLook::Framed),
                ("Stay", CastCommand::No, ButtonLook::Plain),
            ],
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
    ui.add_space(6.0);
}

//! New errors of wording on the sheet that publishes: which they are, and why they may go out.

use super::{
    SheetCommand,
    publish::{Publishing, typed},
};
use crate::{
    check::{Level, voice::BadWords},
    ui::{
        author::{AuthorCommand, Spot, canvas::mark_look, state::Authoring},
        command::Command,
        theme::icons,
        view::View,
        widgets::{field, icon_button, label, section},
    },
};
use egui::{Id, Key, Ui};

/// The field in which it is said why.
pub(in crate::ui) fn wording_field() -> Id {
    Id::unique("why these words may go out")
}

/// The new errors of wording, as the thread found them for what is in hand, else as the last try did.
fn new_words<'a>(author: &'a Authoring, sheet: &'a Publishing) -> &'a [BadWords] {
    if author.heard == author.history.version() { &author.brought } else { &sheet.bad_words }
}

/// Whether Publish waits for a reason.
pub(super) fn waits_for_a_reason(author: &Authoring, sheet: &Publishing) -> bool {
    sheet.wording.trim().is_empty() && !new_words(author, sheet).is_empty()
}

pub(super) fn bad_words(ui: &mut Ui, view: &View, author: &Authoring, sheet: &Publishing) {
    let words = new_words(author, sheet);
    if words.is_empty() {
        return;
    }
    ui.add_space(8.0);
    let heading = match words.len() {
        1 => "A new error of wording. Why may it go out?".to_owned(),
        many => format!("{many} new errors of wording. Why may they go out?"),
    };
    section(ui, view, &heading);
    let hint = "For those who review it; or say it better";
    let (response, changed) = field(ui, view, wording_field(), &heading, &sheet.wording, hint, ui.available_width());
    if let Some(wording) = changed {
        typed(view, Publishing { wording, ..sheet.clone() });
    }
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        view.send(Command::Sheet(SheetCommand::Do));
    }
    let (icon, colour) = mark_look(view.look, Level::Error);
    for words in words {
        ui.horizontal_top(|ui| {
            label(ui, icon, view.sizes.body, colour);
            if let Some((step, list, at, letters)) = words.place.clone() {
                let name = format!("Go to: {}", words.message);
                if icon_button(ui, view, icons::RIGHT, &name, view.look.tide).clicked() {
                    view.send(AuthorCommand::GoToWords(Spot { step, list, at, letters }).into());
                }
            }
            let title = author.tree().find(&words.step).map_or(words.step.as_str(), |(_, step)| &step.title);
            label(ui, &format!("{title}: {}", words.message), view.sizes.meta, view.look.ink);
        });
        label(ui, &format!("“{}”", words.line), view.sizes.meta, view.look.ink2);
    }
}

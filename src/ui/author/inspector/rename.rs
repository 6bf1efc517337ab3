//! The name in the file, and another one for it everywhere.

use super::{
    super::super::{
        theme::mono,
        widgets::{elided, label},
    },
    field::{Field, focus, line},
    hand::Hand,
    parts::small,
};
use egui::{Id, Key, Ui};

/// Shows a name with a button that opens a field for another one; gives the new name once it is one and asked for.
pub(super) fn rename<T>(
    ui: &mut Ui,
    hand: &Hand,
    now: &str,
    example: &str,
    read: impl FnOnce(&str) -> Result<T, String>,
) -> Option<T> {
    let memory = Id::unique(("renaming", now));
    let field = memory.with("field");
    let typed = ui.data(|data| data.get_temp::<String>(memory));
    let Some(typed) = typed.filter(|_| hand.writes) else {
        ui.horizontal(|ui| {
            ui.scope(|ui| {
                ui.set_max_width(ui.available_width() - 92.0);
                elided(ui, now, mono(hand.view.sizes.meta), hand.view.look.ink2).on_hover_text("The name in the file");
            });
            if hand.writes && small(ui, hand, "Rename") {
                ui.data_mut(|data| data.insert_temp(memory, now.to_owned()));
                focus(ui, field);
            }
        });
        return None;
    };
    let enters = ui.memory(|memory| memory.has_focus(field)) && ui.input(|input| input.key_pressed(Key::Enter));
    let mut done = None;
    let meant = read(typed.trim());
    ui.horizontal(|ui| {
        let width = ui.available_width() - 84.0;
        let changed = line(ui, hand, Field { id: field, name: "New name", text: &typed, hint: example }, width);
        if let Some(text) = changed {
            ui.data_mut(|data| data.insert_temp(memory, text));
        }
        done = Some(small(ui, hand, "Rename") || enters);
    });
    let closes = match (&meant, done) {
        (_, Some(true)) if typed.trim() == now => true,
        (Ok(_), Some(true)) => true,
        (Err(trouble), _) if typed.trim() != now => {
            label(ui, trouble, hand.view.sizes.meta, hand.view.look.alarm);
            false
        }
        _ => false,
    };
    if closes {
        ui.data_mut(|data| data.remove::<String>(memory));
    }
    meant.ok().filter(|_| closes && typed.trim() != now)
}

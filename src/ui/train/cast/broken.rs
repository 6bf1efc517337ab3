//! A customer's file that cannot be read: what is wrong, where, and the text to put it right in.

use super::{
    command::CastCommand,
    form::at,
    state::{Broken, Casting},
};
use crate::ui::{
    theme::icons,
    view::View,
    widgets::{frame, label, strong},
};
use egui::{FontFamily, FontId, Margin, Role, TextEdit, Ui, WidgetInfo};

pub(super) fn broken(ui: &mut Ui, view: &View, casting: &Casting, broken: &Broken) {
    let look = view.look;
    let (words, fill, border) = match &broken.trouble {
        Some(trouble) => (format!("{} {trouble}", icons::ERROR), look.alarm_soft, look.alarm),
        None => (format!("{} It can be read now. Save it.", icons::TICK), look.leaf_soft, look.leaf),
    };
    let title = if casting.is_shipped {
        format!("The file {} cannot be read; the shipped customer stands in for it", casting.file())
    } else {
        format!("The file {} cannot be read", casting.file())
    };
    strong(ui, &title, view.sizes.body, look.ink);
    frame(view, fill, border, Margin::symmetric(12, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let said = label(ui, &words, view.sizes.meta, look.ink);
        ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(egui::accesskit::Live::Polite));
    });
    let line = broken.text.lines().nth(broken.line.saturating_sub(1)).unwrap_or_default().trim();
    if broken.trouble.is_some() && !line.is_empty() {
        label(ui, &format!("Line {}:  {line}", broken.line), view.sizes.meta, look.ink2);
    }
    let mut text = broken.text.clone();
    let edit = TextEdit::multiline(&mut text)
        .id(at(&["text of the file"]))
        .font(FontId::new(13.0, FontFamily::Monospace))
        .text_color(look.ink)
        .margin(Margin::symmetric(8, 6))
        .desired_width(ui.available_width())
        .desired_rows(16);
    let response = ui.add(edit);
    response.widget_info(|| WidgetInfo::text_edit(true, &broken.text, &text, ""));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_label("Text of the file");
        node.set_role(Role::MultilineTextInput);
    });
    if text != broken.text {
        view.send(CastCommand::EditText(text).into());
    }
}

//! Beside the customer: what is wrong with them, and what can be done.

use super::{
    command::CastCommand,
    form::{capital, mark},
    found::Found,
    state::Casting,
};
use crate::ui::{
    theme::{font, icons},
    view::View,
    widgets::{ButtonLook, action_button, galley, key_button, label, ring, section},
};
use egui::{Align, Layout, Role, Sense, Ui, WidgetInfo, vec2};

pub(super) fn problems(ui: &mut Ui, view: &View, casting: &Casting) {
    let look = view.look;
    ui.spacing_mut().item_spacing.y = 6.0;
    ui.horizontal(|ui| {
        section(ui, view, "Problems");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if !casting.found.is_empty() {
                key_button(ui, view, &CastCommand::NextFound.into(), "Next", ButtonLook::Plain, 26.0);
            }
        });
    });
    if casting.broken.is_some() {
        label(ui, "The file has to be readable first.", view.sizes.meta, look.ink2);
    } else if casting.found.is_empty() {
        label(ui, &format!("{} Nothing is wrong.", icons::TICK), view.sizes.body, look.leaf);
    }
    if casting.broken.is_none() {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (at, found) in casting.found.iter().enumerate() {
            problem(ui, view, at, found, casting.found_at == Some(at));
        }
    }
}

pub(super) fn about(ui: &mut Ui, view: &View, casting: &Casting) {
    let look = view.look;
    ui.spacing_mut().item_spacing.y = 6.0;
    section(ui, view, "This customer");
    let words = match (casting.disk.is_some(), casting.is_shipped, casting.is_new) {
        (_, _, true) => "Not saved yet. Saved, everybody who opens this library of trees can meet them.",
        (true, true, _) => "Changed here: this library’s own copy stands in for the one that comes with the program.",
        (true, false, _) => "This library’s own. Everybody who opens it can meet them.",
        (false, ..) => "Comes with the program. What you save is this library’s own copy, in its place.",
    };
    label(ui, words, view.sizes.meta, look.ink2);
    key_button(ui, view, &CastCommand::Duplicate.into(), "Duplicate", ButtonLook::Framed, 32.0);
    if view.state.can(&CastCommand::Delete.into()) {
        key_button(ui, view, &CastCommand::Delete.into(), "Delete…", ButtonLook::Framed, 32.0);
    }
    if view.state.can(&CastCommand::Shipped.into())
        && action_button(ui, view, "Back to the shipped one…", "", ButtonLook::Framed, 32.0, false).clicked()
    {
        view.send(CastCommand::Shipped.into());
    }
}

fn problem(ui: &mut Ui, view: &View, at: usize, found: &Found, is_here: bool) {
    let look = view.look;
    let (icon, ink) = mark(view, found.finding.level);
    let width = ui.available_width() - 26.0;
    let message = capital(&found.finding.message);
    let words = galley(ui, &message, font(view.sizes.meta), view.sizes.meta.1, look.ink, width);
    let under = galley(ui, found.field_in_words(), font(view.sizes.meta), view.sizes.meta.1, look.ink2, width);
    let height = words.size().y + under.size().y + 10.0;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    if is_here || response.hovered() {
        let fill = if is_here { look.tide_soft } else { look.sunken };
        ui.painter().rect_filled(rect.expand2(vec2(6.0, 0.0)), view.sizes.field_radius, fill);
    }
    let top = rect.top() + 5.0;
    ui.painter().text(egui::pos2(rect.left(), top), egui::Align2::LEFT_TOP, icon, font(view.sizes.body), ink);
    let below = top + words.size().y;
    ui.painter().galley(egui::pos2(rect.left() + 26.0, top), words, look.ink);
    ui.painter().galley(egui::pos2(rect.left() + 26.0, below), under, look.ink2);
    ring(ui, view, &response, view.sizes.field_radius);
    let said = format!("{}: {message}", found.field_in_words());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
    if response.clicked() {
        view.send(CastCommand::ShowFound(at).into());
    }
    response.on_hover_text(&found.finding.help);
}

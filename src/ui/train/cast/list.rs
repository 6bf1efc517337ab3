//! All customers, one of whom is chosen: the shipped ones, and the site's own.

use super::{
    command::CastCommand,
    state::{Casting, NEW},
    who::heat_in_words,
};
use crate::{
    library::PersonaEntry,
    ui::{
        theme::{font, icons, semibold},
        view::View,
        widgets::{ButtonLook, key_button, ring, section, wrapped},
    },
};
use egui::{Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Height of a row.
const ROW: f32 = 46.0;

pub(super) fn list(ui: &mut Ui, view: &View, casting: &Casting) {
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.horizontal(|ui| {
        section(ui, view, "Customers");
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            key_button(ui, view, &CastCommand::New.into(), "New customer", ButtonLook::Plain, 28.0);
        });
    });
    ui.add_space(4.0);
    if casting.is_new {
        row(ui, view, &casting.persona.name, "not saved yet", true, false, None);
    }
    if casting.draft != NEW && casting.drafts.contains(NEW) {
        row(ui, view, "A new customer", "draft, not saved", false, false, Some(CastCommand::New));
    }
    for entry in &casting.all {
        let is_chosen = !casting.is_new && entry.id == casting.persona.id;
        let (name, mut beside) = words(entry);
        if !is_chosen && casting.drafts.contains(&entry.id) {
            beside.push_str(" · draft");
        }
        row(ui, view, &name, &beside, is_chosen, entry.trouble.is_some(), Some(CastCommand::Open(entry.id.clone())));
    }
}

fn words(entry: &PersonaEntry) -> (String, String) {
    let kind = match (&entry.path, entry.is_shipped) {
        (None, _) => "shipped",
        (Some(_), true) => "shipped, changed here",
        (Some(_), false) => "of this library",
    };
    match (&entry.persona, &entry.trouble) {
        (_, Some(_)) => {
            (entry.persona.as_ref().map_or(entry.id.clone(), |one| one.name.clone()), "file cannot be read".to_owned())
        }
        (Some(persona), None) => (persona.name.clone(), format!("{} · {kind}", heat_in_words(persona))),
        (None, None) => (entry.id.clone(), kind.to_owned()),
    }
}

fn row(ui: &mut Ui, view: &View, name: &str, beside: &str, is_chosen: bool, is_wrong: bool, opens: Option<CastCommand>) {
    let look = view.look;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    if is_chosen || response.hovered() {
        let fill = if is_chosen { look.tide_soft } else { look.sunken };
        ui.painter().rect_filled(rect.expand2(vec2(8.0, 0.0)), view.sizes.row_radius, fill);
    }
    let room = rect.width() - if is_wrong { 24.0 } else { 0.0 };
    let face = if is_chosen { semibold(view.sizes.body) } else { font(view.sizes.body) };
    ui.painter().galley(rect.min + vec2(0.0, 3.0), wrapped(ui, name, face, look.ink, room), look.ink);
    let ink = if is_wrong { look.alarm } else { look.ink2 };
    ui.painter().galley(rect.min + vec2(0.0, 25.0), wrapped(ui, beside, font(view.sizes.meta), ink, room), ink);
    if is_wrong {
        let at = pos2(rect.right() - 10.0, rect.center().y);
        ui.painter().text(at, egui::Align2::CENTER_CENTER, icons::ERROR, font((15.0, 18.0)), look.alarm);
    }
    ring(ui, view, &response, view.sizes.row_radius);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, format!("{name}, {beside}")));
    if let Some(opens) = opens.filter(|_| response.clicked() && !is_chosen) {
        view.send(opens.into());
    }
}

//! Earlier texts: revisions and copies of the draft, what has changed since, and the ways back.

use super::{
    super::earlier::{EarlierKind, EarlierText},
    Sheet, SheetCommand,
    compare::AT_FIRST,
    difference::difference,
    publish::{at_work, reason},
};
use crate::ui::{
    author::bar::clock,
    command::Command,
    overlays::head,
    theme::{font, mono, semibold},
    view::View,
    widgets::{ButtonLook, action_button, hairline, label, ring, section, toggle, wrapped},
};
use egui::{Key, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};
use std::sync::Arc;

/// The height of a row of the list.
const ROW: f32 = 44.0;

/// The list and what is chosen in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Earlier {
    /// The texts, the newest first.
    pub texts: Arc<Vec<EarlierText>>,
    /// The one chosen, from 0.
    pub chosen: usize,
    /// Its text; nothing where it cannot be read as a tree.
    pub text: Option<Arc<str>>,
    /// The text itself is shown, not the difference.
    pub shows_text: bool,
    /// All that differs is told, not only the beginning.
    pub shows_all: bool,
    /// Why one goes back.
    pub reason: String,
    /// What the last try said.
    pub message: Option<String>,
}

pub(super) fn earlier(ui: &mut Ui, view: &View, sheet: &Earlier) {
    head(ui, view, "Earlier texts", "");
    let Some(chosen) = sheet.texts.get(sheet.chosen) else {
        let words = "There is none yet. Save keeps a dated point; each publication keeps what was live before.";
        label(ui, words, view.sizes.meta, view.look.ink2);
        return;
    };
    list(ui, view, sheet);
    hairline(ui, view);
    passed(ui, view, chosen);
    ui.horizontal(|ui| {
        for (words, shows_text) in [("What has changed since", false), ("Its text", true)] {
            if toggle(ui, view, words, "", sheet.shows_text == shows_text, 28.0).clicked() {
                typed(view, Earlier { shows_text, ..sheet.clone() });
            }
        }
    });
    let revision = matches!(chosen.kind, EarlierKind::Revision(_, false));
    let foot = 46.0 + if revision { 56.0 } else { 0.0 } + if sheet.message.is_some() { 40.0 } else { 0.0 };
    let room = ui.available_height() - foot;
    match (&sheet.text, sheet.shows_text) {
        (Some(text), true) => text_itself(ui, view, text, room),
        _ => since(ui, view, sheet, room),
    }
    if let Some(message) = &sheet.message {
        let said = label(ui, message, view.sizes.meta, view.look.alarm);
        ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(egui::accesskit::Live::Assertive));
    }
    ways_back(ui, view, sheet, chosen, revision);
}

fn typed(view: &View, sheet: Earlier) {
    view.send(Command::Sheet(SheetCommand::Typed(Box::new(Sheet::Earlier(Box::new(sheet))))));
}

fn list(ui: &mut Ui, view: &View, sheet: &Earlier) {
    let height = (ui.available_height() * 0.38).min(ROW * sheet.texts.len() as f32);
    ui.spacing_mut().item_spacing.y = 0.0;
    let top = sheet.chosen as f32 * ROW;
    let area = ScrollArea::vertical().id_salt("earlier texts").max_height(height).auto_shrink([false, true]);
    let last = egui::Id::unique("the earlier text last shown");
    let moved = ui.data(|data| data.get_temp::<usize>(last)) != Some(sheet.chosen);
    ui.data_mut(|data| data.insert_temp(last, sheet.chosen));
    // The chosen row stays in sight when a key moves it.
    let area = if moved { area.vertical_scroll_offset((top - height / 2.0).max(0.0)) } else { area };
    area.show_rows(ui, ROW, sheet.texts.len(), |ui, rows| {
        for place in rows {
            row(ui, view, sheet, place);
        }
    });
    ui.spacing_mut().item_spacing.y = 6.0;
}

/// The errors of wording that went out with a revision, and why.
fn passed(ui: &mut Ui, view: &View, chosen: &EarlierText) {
    let Some(passed) = &chosen.wording else { return };
    section(ui, view, &format!("Errors of wording that went out: {}", passed.why));
    for words in passed.words.iter().take(3) {
        label(ui, &format!("“{}”: {}", words.line, words.message), view.sizes.meta, view.look.ink2);
    }
    if passed.words.len() > 3 {
        label(ui, &format!("and {} more", passed.words.len() - 3), view.sizes.meta, view.look.ink2);
    }
    hairline(ui, view);
}

fn row(ui: &mut Ui, view: &View, sheet: &Earlier, place: usize) {
    let look = view.look;
    let text = &sheet.texts[place];
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let is_chosen = place == sheet.chosen;
    if is_chosen || response.hovered() {
        ui.painter().rect_filled(rect, view.sizes.row_radius, if is_chosen { look.tide_soft } else { look.sunken });
    }
    let when = clock(view, text.when);
    let beside = wrapped(ui, &when, font(view.sizes.meta), look.ink2, 110.0);
    let right = rect.right() - 10.0 - beside.size().x;
    ui.painter().galley(pos2(right, rect.top() + 5.0), beside, look.ink2);
    let title = wrapped(ui, &text.title(), semibold(view.sizes.body), look.ink, right - rect.left() - 20.0);
    ui.painter().galley(pos2(rect.left() + 10.0, rect.top() + 3.0), title, look.ink);
    let about = wrapped(ui, &text.about, font(view.sizes.meta), look.ink2, rect.width() - 20.0);
    ui.painter().galley(pos2(rect.left() + 10.0, rect.top() + 23.0), about, look.ink2);
    let name = format!("{}, {when}, {}", text.title(), text.about);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, &name));
    ring(ui, view, &response, 8);
    if response.on_hover_text(&text.about).clicked() {
        view.send(Command::Sheet(SheetCommand::Choose(place)));
    }
}

fn since(ui: &mut Ui, view: &View, sheet: &Earlier, room: f32) {
    ScrollArea::vertical().id_salt("since then").max_height(room).auto_shrink(false).show(ui, |ui| {
        let compared = view.state.authoring.as_ref().and_then(|author| author.compared.as_ref());
        let most = if sheet.shows_all { usize::MAX } else { AT_FIRST };
        if let Some(compared) = compared.filter(|_| sheet.text.is_some())
            && difference(ui, view, compared, most)
        {
            typed(view, Earlier { shows_all: true, ..sheet.clone() });
        }
    });
}

/// The text, of which only the lines in sight are laid out.
fn text_itself(ui: &mut Ui, view: &View, text: &str, room: f32) {
    let lines: Vec<&str> = text.lines().collect();
    let area = ScrollArea::both().id_salt("the text").max_height(room).auto_shrink(false);
    ui.spacing_mut().item_spacing.y = 0.0;
    let height = view.sizes.meta.1;
    let shown = area.show_rows(ui, height, lines.len(), |ui, rows| {
        for line in &lines[rows] {
            let galley = ui.painter().layout_no_wrap((*line).to_owned(), mono(view.sizes.meta), view.look.ink);
            let (rect, _) = ui.allocate_exact_size(vec2(galley.size().x.max(1.0), height), Sense::hover());
            ui.painter().galley(rect.min, galley, view.look.ink);
        }
    });
    let id = egui::Id::unique("the earlier text");
    let spoken = ui.interact(shown.inner_rect, id, Sense::hover());
    spoken.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    ui.spacing_mut().item_spacing.y = 6.0;
}

fn ways_back(ui: &mut Ui, view: &View, sheet: &Earlier, chosen: &EarlierText, revision: bool) {
    if revision {
        section(ui, view, "Why go back to it for agents?");
        if let Some(reason) = reason(ui, view, "Why go back?", &sheet.reason, SheetCommand::RollBack) {
            typed(view, Earlier { reason, ..sheet.clone() });
        }
    }
    let nothing_focused = ui.memory(|memory| memory.focused().is_none());
    if nothing_focused && ui.input(|input| input.key_pressed(Key::Enter) && input.modifiers.is_none()) {
        view.send(Command::Sheet(SheetCommand::Do));
    }
    ui.add_space(2.0);
    ui.horizontal(|ui| {
        if view.state.authoring.as_ref().is_some_and(|author| at_work(ui, view, &author.id)) {
            return;
        }
        let restore = action_button(ui, view, "Restore", "Enter", ButtonLook::Primary, 36.0, false);
        let help = format!("Puts {} into your draft; agents see nothing of it", chosen.in_a_sentence());
        if restore.on_hover_text(help).clicked() {
            view.send(Command::Sheet(SheetCommand::Do));
        }
        if revision {
            let help = "Publishes it again, as a new revision";
            if action_button(ui, view, "Roll back", "", ButtonLook::Framed, 36.0, false).on_hover_text(help).clicked() {
                view.send(Command::Sheet(SheetCommand::RollBack));
            }
        }
        if sheet.text.is_some() && action_button(ui, view, "Compare", "", ButtonLook::Plain, 36.0, false).clicked() {
            view.send(Command::Sheet(SheetCommand::Compare));
        }
    });
}

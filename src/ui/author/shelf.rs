//! The author's list of trees, and what is said at the top of a canvas.

use super::{
    super::{
        command::Command,
        theme::{font, icons, semibold},
        view::View,
        widgets::{
            ButtonLook, action_button, frame, hairline, key_button, key_buttons_at_right, label, notice_card, section, wrapped,
        },
    },
    bar::{clock, places},
    canvas::send,
    command::AuthorCommand,
    state::{Access, Authoring},
};
use crate::{check::Level, library::Entry, tree::Status};
use egui::{
    Align, CentralPanel, CornerRadius, Frame, Layout, Margin, Panel, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2,
};

/// Every tree, to be opened; ways to begin a new one.
pub(super) fn shelf(ui: &mut Ui, view: &View) {
    let look = view.look;
    let bar = Frame::new().fill(look.panel).inner_margin(Margin::symmetric(16, 0));
    let strip = ui.max_rect().width() <= view.sizes.strip_at_most;
    Panel::top("shelf head").frame(bar).exact_size(view.sizes.bar).show(ui, |ui| {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            places(ui, view);
            if !strip {
                key_buttons_at_right(ui, view, &[(Command::FindAnything, "Find anything")], 28.0);
            }
        });
    });
    Panel::bottom("shelf foot").frame(bar).exact_size(view.sizes.foot).show(ui, |ui| {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            key_button(ui, view, &AuthorCommand::NewTree.into(), "New tree…", ButtonLook::Primary, 36.0);
            if !strip {
                key_button(ui, view, &AuthorCommand::Replace.into(), "Find and replace…", ButtonLook::Plain, 36.0);
            }
            key_buttons_at_right(ui, view, &[(Command::Settings, "Settings"), (Command::Keys, "Keys")], 36.0);
        });
    });
    let margin = if strip { Margin::symmetric(12, 12) } else { Margin::symmetric(32, 20) };
    CentralPanel::default().frame(Frame::new().fill(look.ground).inner_margin(margin)).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 12.0;
            for (index, notice) in view.state.notices.iter().enumerate() {
                if notice_card(ui, view, notice, true) {
                    view.send(Command::Dismiss(index));
                }
            }
            section(ui, view, "Trees of this library. Enter opens the chosen one; agents see nothing of a draft.");
            list(ui, view, strip);
        });
    });
}

fn list(ui: &mut Ui, view: &View, strip: bool) {
    let look = view.look;
    let Some(library) = &view.state.library else {
        label(ui, "Reading the library…", view.sizes.body, look.ink2);
        return;
    };
    if let Some(trouble) = &library.trouble {
        notice_card(ui, view, &format!("The library cannot be read: {trouble}"), false);
    }
    if library.entries.is_empty() {
        label(ui, "There is no tree yet. Begin with a template: New tree.", view.sizes.body, look.ink2);
        return;
    }
    frame(view, look.panel, look.line, Margin::ZERO).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        for (place, entry) in library.entries.iter().enumerate() {
            row(ui, view, entry, place, strip);
            if place + 1 < library.entries.len() {
                hairline(ui, view);
            }
        }
    });
}

fn row(ui: &mut Ui, view: &View, entry: &Entry, place: usize, strip: bool) {
    let look = view.look;
    let tree = entry.document.as_ref().map(crate::tree::Document::tree);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 52.0), Sense::click());
    let is_chosen = view.state.shelf_row == place;
    if is_chosen || response.hovered() {
        let fill = if is_chosen { look.tide_soft } else { look.sunken };
        ui.painter().rect_filled(rect.shrink(1.0), CornerRadius::same(view.sizes.row_radius), fill);
    }
    let paint = |words: &str, face: egui::FontId, colour, x: f32, y: f32, width: f32| {
        let text = wrapped(ui, words, face, colour, width);
        let size = text.size();
        ui.painter().galley(pos2(x, y - size.y / 2.0), text, colour);
        size.x
    };
    let left = rect.left() + 16.0;
    let beside = if strip { 0.0 } else { 420.0 };
    let room = rect.width() - beside - 48.0;
    let summary = tree.map_or_else(
        || entry.findings.first().map_or_else(String::new, |finding| format!("Line {}: {}", finding.line, finding.message)),
        |tree| tree.summary.clone(),
    );
    paint(entry.title(), semibold(view.sizes.body), look.ink, left, rect.top() + 17.0, room);
    paint(&summary, font(view.sizes.meta), look.ink2, left, rect.top() + 36.0, room);
    let (word, ink, fill) = status(view, entry);
    if !strip {
        let middle = rect.center().y;
        let text = wrapped(ui, word, semibold(view.sizes.meta), ink, 80.0);
        let pill = Rect::from_min_size(pos2(rect.right() - 420.0, middle - 10.0), vec2(text.size().x + 16.0, 20.0));
        ui.painter().rect_filled(pill, CornerRadius::same(10), fill);
        ui.painter().galley(pill.center() - text.size() / 2.0, text, ink);
        if let Some(tree) = tree.filter(|tree| tree.revision > 0) {
            paint(&format!("rev. {}", tree.revision), font(view.sizes.meta), look.ink2, pill.right() + 8.0, middle, 60.0);
        }
        let (errors, warnings) = (entry.count(Level::Error), entry.count(Level::Warning) + entry.count(Level::Hint));
        let (words, colour) = match (errors, warnings) {
            (0, 0) => ("no problems".to_owned(), look.ink2),
            (0, warnings) => (format!("{} {warnings}", icons::WARNING), look.ember),
            (errors, _) => (format!("{} {errors}", icons::ERROR), look.alarm),
        };
        paint(&words, font(view.sizes.meta), colour, rect.right() - 270.0, middle, 90.0);
        if let Some(draft) = &entry.draft {
            let words = format!("{} draft {}", icons::EDIT, clock(view, draft.kept));
            paint(&words, font(view.sizes.meta), look.ember, rect.right() - 170.0, middle, 158.0);
        }
    }
    let draft = entry.draft.as_ref().map(|draft| format!(", draft kept {}", clock(view, draft.kept))).unwrap_or_default();
    let name = format!("{}, {word}{draft}", entry.title());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, &name));
    super::super::widgets::ring(ui, view, &response, 8);
    if response.clicked() {
        send(view, AuthorCommand::Open(entry.id.clone()));
    }
}

fn status(view: &View, entry: &Entry) -> (&'static str, egui::Color32, egui::Color32) {
    let look = view.look;
    match entry.document.as_ref().map(|document| document.tree().status) {
        Some(Status::Live) => ("Live", look.leaf, look.leaf_soft),
        Some(Status::Draft) => ("Draft", look.ember, look.ember_soft),
        Some(Status::Retired) => ("Retired", look.ink2, look.sunken),
        None => ("Broken", look.alarm, look.alarm_soft),
    }
}

/// The draft that was found when the tree was opened: go on, compare, discard.
pub(super) fn found_draft(ui: &mut Ui, view: &View, author: &Authoring) {
    let Some(found) = &author.found else { return };
    let look = view.look;
    frame(view, look.ember_soft, look.ember, Margin::symmetric(12, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            let by = if found.by.is_empty() { String::new() } else { format!(" by {}", found.by) };
            let words = format!("{} We kept a draft from {}{by}. You see it here.", icons::HISTORY, clock(view, found.kept));
            label(ui, &words, view.sizes.meta, look.ink);
            let writable = matches!(author.access, Access::Mine(_));
            if action_button(ui, view, "Go on with it", "", ButtonLook::Framed, 28.0, false).clicked() {
                send(view, AuthorCommand::KeepFound);
            }
            if action_button(ui, view, "Compare", "", ButtonLook::Framed, 28.0, false).clicked() {
                send(view, AuthorCommand::CompareFound);
            }
            if writable && action_button(ui, view, "Discard", "", ButtonLook::Framed, 28.0, false).clicked() {
                send(view, AuthorCommand::DiscardFound);
            }
        });
    });
}

/// What the last thing said, for as long as nothing else happens.
pub(super) fn said(ui: &mut Ui, view: &View, message: &str) {
    let look = view.look;
    let shown = frame(view, look.panel, look.edge, Margin::symmetric(12, 6)).show(ui, |ui| {
        label(ui, message, view.sizes.meta, look.ink);
    });
    ui.ctx().accesskit_node_builder(shown.response.id, |node| node.set_live(egui::accesskit::Live::Polite));
}

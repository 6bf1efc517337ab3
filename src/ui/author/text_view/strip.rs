//! Under the page: where the caret is, what keeps the text from being a tree, and the way back to the canvas.

use super::{Typed, in_words};
use crate::ui::{
    author::{
        AuthorCommand,
        canvas::{mark_look, send},
        state::Authoring,
    },
    theme::font,
    view::View,
    widgets::{ButtonLook, action_button, elided, label, wrapped},
};
use egui::{Align, Layout, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

const ROW: f32 = 24.0;
/// So many troubles are listed.
const MOST: usize = 3;
/// The words and the button under the troubles.
const FOOT: f32 = 64.0;

/// How high it is.
pub(super) fn height(_author: &Authoring, typed: &Typed) -> f32 {
    if typed.is_broken() { typed.troubles.len().min(MOST) as f32 * ROW + FOOT + 12.0 } else { 28.0 }
}

pub(super) fn strip(ui: &mut Ui, view: &View, author: &Authoring, typed: &Typed) {
    let look = view.look;
    let area = ui.max_rect();
    ui.painter().hline(area.x_range(), area.top() + 0.5, Stroke::new(1.0, look.line));
    let inner = area.shrink2(vec2(12.0, 0.0));
    if !typed.is_broken() {
        ui.scope_builder(UiBuilder::new().max_rect(inner).layout(Layout::left_to_right(Align::Center)), |ui| {
            let (line, column) = typed.buffer.place();
            let words =
                if typed.waits { "Reading what you typed…".to_owned() } else { format!("Line {line}, column {column}") };
            elided(ui, &words, font(view.sizes.meta), look.ink2);
        });
        return;
    }
    ui.painter().rect_filled(area.with_min_y(area.top() + 1.0), 0, look.alarm_soft);
    let mut top = inner.top() + 6.0;
    for place in 0..typed.troubles.len().min(MOST) {
        trouble(ui, view, typed, place, Rect::from_min_size(pos2(inner.left(), top), vec2(inner.width(), ROW)));
        top += ROW;
    }
    let foot = inner.with_min_y(top).with_max_y(top + FOOT);
    ui.scope_builder(UiBuilder::new().id_salt("text foot").max_rect(foot), |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let more = typed.troubles.len().saturating_sub(MOST);
        let more = if more == 0 { String::new() } else { format!("And {more} more. ") };
        let since = if author.history.version() == typed.version {
            "The canvas shows the last tree that was."
        } else {
            "Edits made on the canvas since then come in once it is a tree."
        };
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let button = action_button(ui, view, "Use the canvas", "", ButtonLook::Framed, 32.0, false);
            if button.on_hover_text("The text becomes that of the canvas; what you typed can be brought back").clicked() {
                send(view, AuthorCommand::UseCanvas);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let words =
                    label(ui, &format!("{more}Not a tree yet, and kept as you typed it. {since}"), view.sizes.meta, look.ink);
                ui.ctx().accesskit_node_builder(words.id, |node| node.set_live(egui::accesskit::Live::Polite));
            });
        });
    });
}

/// One trouble; pressed, it takes the caret there.
fn trouble(ui: &Ui, view: &View, typed: &Typed, place: usize, rect: Rect) {
    let trouble = &typed.troubles[place];
    let response = ui.interact(rect, ui.scope_id().with(("trouble", place)), Sense::click());
    let (icon, colour) = mark_look(view.look, crate::check::Level::Error);
    let words = format!("Line {}: {}", trouble.place.line, trouble.message);
    let shown = wrapped(ui, icon, font(view.sizes.body), colour, 20.0);
    ui.painter().galley(pos2(rect.left(), rect.center().y - shown.size().y / 2.0), shown, colour);
    let text = wrapped(ui, &words, font(view.sizes.meta), view.look.ink, rect.width() - 24.0);
    ui.painter().galley(pos2(rect.left() + 24.0, rect.center().y - text.size().y / 2.0), text, view.look.ink);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
    super::ring_in(ui, view, &response, rect);
    let (line, column) = (trouble.place.line, trouble.place.column);
    if response.on_hover_text(format!("Line {line}, column {column}\n{}", in_words(&trouble.message, &trouble.help))).clicked() {
        send(view, AuthorCommand::GoToTrouble(place));
    }
}

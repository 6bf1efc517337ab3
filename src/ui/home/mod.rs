//! Home: unfinished calls on top, a search that finds a tree or a step by its words, the library.

mod table;
mod unfinished;

use super::{
    command::Command,
    guide::Shape,
    search::find,
    theme::{font, icons},
    view::View,
    widgets::{
        ButtonLook, action_button, elided, field, frame, key_button, key_buttons_at_right, label, notice_card, section, strong,
    },
};
use egui::{Align, CentralPanel, Frame, Id, Layout, Margin, Panel, ScrollArea, Ui};

/// The name of the search among egui's ids.
const SEARCH: &str = "search";

/// Home.
pub(super) fn home_view(ui: &mut Ui, view: &View) {
    let palette = view.look;
    let shape = if ui.max_rect().width() <= view.sizes.strip_at_most { Shape::Strip } else { Shape::Three };
    let bar = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(16, 0));
    Panel::top("home head").frame(bar).exact_size(view.sizes.bar).show(ui, |ui| head(ui, view, shape));
    Panel::bottom("home foot").frame(bar).exact_size(view.sizes.foot).show(ui, |ui| foot(ui, view, shape));
    if ui.max_rect().width() >= view.sizes.three_columns {
        let side = Frame::new().fill(palette.panel).inner_margin(Margin::same(20));
        Panel::right("home side").frame(side).exact_size(320.0).resizable(false).show(ui, |ui| for_you(ui, view));
    }
    let margin = if shape == Shape::Strip { Margin::symmetric(12, 12) } else { Margin::symmetric(32, 20) };
    CentralPanel::default().frame(Frame::new().fill(palette.ground).inner_margin(margin)).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 16.0;
            for (index, notice) in view.state.notices.iter().enumerate() {
                if notice_card(ui, view, notice, true) {
                    view.send(Command::Dismiss(index));
                }
            }
            name_wanted(ui, view);
            for (index, parked) in view.state.parked.iter().enumerate() {
                unfinished::unfinished(ui, view, parked, index == 0, shape);
            }
            search(ui, view);
            if view.state.search.text.trim().is_empty() {
                table::library(ui, view, shape);
            }
        });
    });
}

fn head(ui: &mut Ui, view: &View, shape: Shape) {
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        if shape == Shape::Strip {
            label(ui, icons::BOAT, (18.0, 22.0), view.look.tide);
            strong(ui, "Evenkeel", view.sizes.body, view.look.ink);
        } else {
            super::author::places(ui, view);
        }
        if shape != Shape::Strip
            && let Some(library) = &view.state.library
        {
            let count = library.entries.len();
            let words = if count == 1 { "Library · 1 tree".to_owned() } else { format!("Library · {count} trees") };
            ui.add_space(8.0);
            label(ui, &words, view.sizes.meta, view.look.ink2).on_hover_text(library.folder.display().to_string());
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if shape == Shape::Strip {
                key_button(ui, view, &Command::Strip, "Full window", ButtonLook::Plain, 28.0);
                return;
            }
            key_button(ui, view, &Command::FindAnything, "Find anything", ButtonLook::Plain, 28.0);
            key_button(ui, view, &Command::Strip, "Strip", ButtonLook::Plain, 28.0);
            if !view.state.site.agent_name.is_empty() {
                elided(ui, &view.state.site.agent_name, font(view.sizes.meta), view.look.ink2);
            }
        });
    });
}

fn foot(ui: &mut Ui, view: &View, shape: Shape) {
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        key_button(ui, view, &Command::TakeCall, "Take a call", ButtonLook::Primary, 36.0);
        if shape != Shape::Strip {
            key_button(ui, view, &Command::OpenHandOver, "Open a hand-over file", ButtonLook::Plain, 36.0);
            key_button(ui, view, &Command::Breathe, "Breathe", ButtonLook::Plain, 36.0);
        }
        let all = [(Command::About, "About"), (Command::Settings, "Settings"), (Command::Keys, "Keys")];
        key_buttons_at_right(ui, view, if shape == Shape::Strip { &all[1..] } else { &all[..] }, 36.0);
    });
}

/// Asked once, where it is needed first.
fn name_wanted(ui: &mut Ui, view: &View) {
    if !view.state.site.agent_name.is_empty() || view.state.library.is_none() {
        return;
    }
    let palette = view.look;
    frame(view, palette.tide_soft, palette.tide, Margin::symmetric(16, 10)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            label(ui, "What name do customers hear?", view.sizes.body, palette.ink);
            let id = Id::unique("first name");
            let draft: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
            let (response, changed) = field(ui, view, id, "Your name", &draft, "Your name", 220.0);
            if let Some(text) = changed {
                ui.data_mut(|data| data.insert_temp(id, text));
            }
            let keep = action_button(ui, view, "Keep", "", ButtonLook::Framed, 30.0, false).clicked();
            if (keep || response.lost_focus()) && !draft.trim().is_empty() {
                let settings = crate::site::Settings { agent_name: draft.trim().to_owned(), ..(*view.state.site).clone() };
                view.send(Command::ChangeSettings(Box::new(settings)));
            }
        });
    });
}

fn search(ui: &mut Ui, view: &View) {
    let palette = view.look;
    let id = Id::unique(SEARCH);
    let nothing_focused = ui.memory(|memory| memory.focused().is_none());
    if nothing_focused && view.state.overlay.is_none() {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let rows = if view.state.search.text.trim().is_empty() { Vec::new() } else { find(view.state) };
    let focused = ui.memory(|memory| memory.has_focus(id));
    frame(view, palette.panel, if focused { palette.tide } else { palette.edge }, Margin::symmetric(12, 6)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.horizontal(|ui| {
            label(ui, icons::SEARCH, view.sizes.answer, palette.tide);
            let mut text = view.state.search.text.clone();
            let edit = egui::TextEdit::singleline(&mut text)
                .id(id)
                .frame(Frame::NONE)
                .font(font(view.sizes.answer))
                .text_color(palette.ink)
                .hint_text(egui::RichText::new("Find a tree or a step by its words").color(palette.ink3))
                .margin(Margin::ZERO)
                .min_size(egui::vec2(0.0, 32.0))
                .align(egui::Align2::LEFT_CENTER)
                .desired_width(ui.available_width());
            let response = ui.add(edit);
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_label("Search the library"));
            if response.changed() && text != view.state.search.text {
                view.send(Command::TypeSearch(text));
            }
        });
        found(ui, view, &rows, view.state.search.chosen);
        if rows.is_empty() && !view.state.search.text.trim().is_empty() {
            label(ui, "No tree or step has these words.", view.sizes.meta, palette.ink2);
        }
    });
}

/// Rows that were found: title, where, words, key; those that are only close under a heading of their own.
pub(super) fn found(ui: &mut Ui, view: &View, rows: &[super::search::Row], chosen: usize) {
    let palette = view.look;
    for (index, row) in rows.iter().enumerate() {
        if row.is_close && !index.checked_sub(1).is_some_and(|before| rows[before].is_close) {
            ui.add_space(4.0);
            section(ui, view, "Close to what you typed");
        }
        let is_chosen = index == chosen;
        let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), 46.0), egui::Sense::click());
        if is_chosen || response.hovered() {
            let fill = if is_chosen { palette.tide_soft } else { palette.sunken };
            ui.painter().rect_filled(rect, view.sizes.row_radius, fill);
        }
        let (left, right) = (rect.left() + 12.0, rect.right() - 12.0);
        let narrow = rect.width() < 560.0;
        let title_width = if narrow { rect.width() - 24.0 } else { 280.0 };
        let title = super::widgets::wrapped(ui, &row.title, super::theme::semibold(view.sizes.body), palette.ink, title_width);
        let place = super::widgets::wrapped(ui, &row.place, font(view.sizes.meta), palette.ink2, title_width);
        ui.painter().galley(egui::pos2(left, rect.top() + 4.0), title, palette.ink);
        ui.painter().galley(egui::pos2(left, rect.top() + 25.0), place, palette.ink2);
        let key = row.key.clone().unwrap_or_default();
        let cap = super::widgets::wrapped(ui, &key, super::theme::semibold(view.sizes.meta), palette.ink2, 110.0);
        let cap_width = cap.size().x;
        ui.painter().galley(egui::pos2(right - cap_width, rect.center().y - cap.size().y / 2.0), cap, palette.ink2);
        if !narrow {
            let room = (right - cap_width - left - 308.0).max(10.0);
            let words = super::widgets::wrapped(ui, &row.words, font(view.sizes.body), palette.ink2, room);
            ui.painter().galley(egui::pos2(left + 296.0, rect.center().y - words.size().y / 2.0), words, palette.ink2);
        }
        let name = format!("{}, {}", row.title, row.place);
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, is_chosen, &name));
        if response.clicked() {
            view.send(Command::Choose(index));
            view.send(Command::TakeChosen);
        }
    }
}

/// What is the agent's: a breath, and how to begin.
fn for_you(ui: &mut Ui, view: &View) {
    ui.spacing_mut().item_spacing.y = 10.0;
    let palette = view.look;
    strong(ui, "Before the next call", (17.0, 24.0), palette.ink);
    label(ui, "One slow breath, seen and kept by nobody.", view.sizes.meta, palette.ink2);
    key_button(ui, view, &Command::Breathe, "Breathe", ButtonLook::Framed, 36.0);
    ui.add_space(12.0);
    section(ui, view, "On a call");
    for (key, words) in [
        ("1 to 9", "what the customer says or does"),
        ("0", "none of these"),
        ("Letters", "go into the note line"),
        ("Esc", "leaves a field, text kept"),
    ] {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(egui::vec2(72.0, 22.0), egui::Sense::hover());
            let text = super::widgets::wrapped(ui, key, super::theme::semibold(view.sizes.meta), palette.ink, 72.0);
            ui.painter().galley(egui::pos2(rect.left(), rect.center().y - text.size().y / 2.0), text, palette.ink);
            label(ui, words, view.sizes.meta, palette.ink2);
        });
    }
    ui.with_layout(Layout::bottom_up(Align::Min), |ui| {
        label(
            ui,
            "Calls stay on this computer. Names are short in lists; the full name is in the call.",
            view.sizes.meta,
            palette.ink3,
        );
    });
}

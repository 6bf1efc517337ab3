//! The two bars above the canvas: places and the tree's name; undo, the draft's mark, try and publish.

use super::{
    super::{
        command::Command,
        state::Place,
        theme::{font, icons, semibold},
        view::View,
        widgets::{ButtonLook, action_button, elided, icon_button, key_button, key_cap, label, strong, toggle},
    },
    canvas::{mark_look, send},
    command::AuthorCommand,
    state::{Access, Authoring},
};
use crate::check::Level;
use egui::{Align, Layout, Ui};

/// Where one is, and the ways to the other places.
pub(in crate::ui) fn places(ui: &mut Ui, view: &View) {
    let is_narrow = ui.available_width() < view.sizes.strip_at_most;
    label(ui, icons::BOAT, (18.0, 22.0), view.look.tide);
    if !is_narrow {
        strong(ui, "Evenkeel", view.sizes.body, view.look.ink);
        ui.add_space(8.0);
    }
    let at = |place: Place| view.state.place == place;
    let all = [
        ("Guide", Command::Home, !at(Place::Author) && !at(Place::Train)),
        ("Author", Command::AuthorPlace, at(Place::Author)),
        ("Train", Command::TrainPlace, at(Place::Train)),
    ];
    for (words, command, is_here) in all {
        let key = view.key(&command);
        let button = toggle_place(ui, view, words, is_here);
        if button.on_hover_text(format!("{} ({key})", command.help())).clicked() && !is_here {
            view.send(command);
        }
    }
}

fn toggle_place(ui: &mut Ui, view: &View, words: &str, is_here: bool) -> egui::Response {
    let look = view.look;
    let face = if is_here { semibold(view.sizes.body) } else { font(view.sizes.body) };
    let colour = if is_here { look.tide } else { look.ink2 };
    let galley = ui.painter().layout_no_wrap(words.to_owned(), face, colour);
    let (rect, response) = ui.allocate_exact_size(egui::vec2(galley.size().x + 24.0, 32.0), egui::Sense::click());
    if is_here || response.hovered() {
        ui.painter().rect_filled(rect, view.sizes.row_radius, if is_here { look.tide_soft } else { look.sunken });
    }
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, colour);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Tab, true, is_here, words));
    super::super::widgets::ring(ui, view, &response, 8);
    response
}

pub(super) fn top_bar(ui: &mut Ui, view: &View, author: &Authoring) {
    let look = view.look;
    let find = if ui.available_width() < view.sizes.strip_at_most { "Find" } else { "Find anything" };
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        places(ui, view);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            key_button(ui, view, &Command::FindAnything, find, ButtonLook::Plain, 28.0);
            if ui.available_width() > 460.0 && !view.state.site.agent_name.is_empty() {
                elided(ui, &view.state.site.agent_name, font(view.sizes.meta), look.ink2);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add_space(12.0);
                let title = elided(ui, &author.tree().title, semibold(view.sizes.body), look.ink);
                title.on_hover_text(format!("{}.ron", author.id));
                let live = author.live.as_ref().map(crate::tree::Document::tree);
                let words = match live {
                    Some(tree) if tree.status == crate::tree::Status::Live => format!("revision {} is live", tree.revision),
                    Some(tree) if tree.status == crate::tree::Status::Retired => format!("revision {} is retired", tree.revision),
                    Some(_) | None => "not offered to agents yet".to_owned(),
                };
                elided(ui, &words, font(view.sizes.meta), look.ink2);
            });
        });
    });
}

pub(super) fn author_bar(ui: &mut Ui, view: &View, author: &Authoring) {
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        undo(ui, view, author);
        rule(ui, view);
        standing(ui, view, author);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            publish(ui, view, author);
            let try_it: Command = AuthorCommand::TryFromHere.into();
            key_button(ui, view, &try_it, "Try from here", ButtonLook::Framed, 32.0);
            let text = AuthorCommand::TextView;
            let key = view.key(&text.clone().into());
            if toggle(ui, view, "Text", &key, author.typed.is_some(), 32.0).on_hover_text(help(&text)).clicked() {
                send(view, text);
            }
            if ui.available_width() > 120.0 {
                for (icon, command) in [(icons::HISTORY, AuthorCommand::History), (icons::SAY, AuthorCommand::Voice)] {
                    if icon_button(ui, view, icon, &named(view, &command), view.look.ink2).clicked() {
                        send(view, command);
                    }
                }
            }
        });
    });
}

fn help(command: &AuthorCommand) -> &'static str {
    Command::Author(command.clone()).help()
}

fn named(view: &View, command: &AuthorCommand) -> String {
    let command = Command::Author(command.clone());
    format!("{} ({})", command.text(), view.key(&command))
}

fn rule(ui: &mut Ui, view: &View) {
    let (rect, _) = ui.allocate_exact_size(egui::vec2(1.0, 20.0), egui::Sense::hover());
    ui.painter().vline(rect.center().x, rect.y_range(), egui::Stroke::new(1.0, view.look.line));
}

/// Undo with the name of what it takes back.
fn undo(ui: &mut Ui, view: &View, author: &Authoring) {
    let look = view.look;
    let name = author.history.undo_name().filter(|_| author.is_writable());
    let colour = if name.is_some() { look.ink2 } else { look.edge };
    if icon_button(ui, view, icons::UNDO, &named(view, &AuthorCommand::Undo), colour).clicked() {
        send(view, AuthorCommand::Undo);
    }
    match name {
        Some(name) if ui.available_width() > 900.0 => {
            label(ui, "Undo", view.sizes.meta, look.ink2);
            ui.scope(|ui| {
                ui.set_max_width(220.0);
                elided(ui, name, semibold(view.sizes.meta), look.ink).on_hover_text(name);
            });
            key_cap(ui, view, &view.key(&AuthorCommand::Undo.into()));
        }
        _ => {}
    }
    let colour = if author.history.redo_name().is_some() { look.ink2 } else { look.edge };
    if icon_button(ui, view, icons::REDO, &named(view, &AuthorCommand::Redo), colour).clicked() {
        send(view, AuthorCommand::Redo);
    }
}

/// Whether the tree can be written, whether it differs from what is live, and where the draft is.
fn standing(ui: &mut Ui, view: &View, author: &Authoring) {
    let look = view.look;
    match &author.access {
        Access::Held(holder) => {
            let words = format!("{} {} edits this since {}", icons::LOCK, holder.by, clock(view, holder.since));
            elided(ui, &words, semibold(view.sizes.meta), look.ember);
            if action_button(ui, view, "Take over", "", ButtonLook::Framed, 28.0, false).clicked() {
                send(view, AuthorCommand::TakeOver);
            }
            return;
        }
        Access::ReadOnly(why) => {
            elided(ui, &format!("{} Reading only: {why}", icons::LOCK), semibold(view.sizes.meta), look.ember).on_hover_text(why);
            return;
        }
        Access::Mine(_) => {}
    }
    let is_kept = author.kept == author.history.version();
    if let Some(trouble) = &author.trouble {
        elided(ui, &format!("{} The draft is not on the disk: {trouble}", icons::WARNING), semibold(view.sizes.meta), look.alarm);
    } else if author.is_unpublished() {
        let (rect, _) = ui.allocate_exact_size(egui::vec2(8.0, 8.0), egui::Sense::hover());
        ui.painter().circle_filled(rect.center(), 4.0, look.ember);
        label(ui, "not published", view.sizes.meta, look.ember);
        if let (true, Some(at)) = (is_kept && ui.available_width() > 420.0, author.kept_at) {
            label(ui, &format!("· draft kept {}", clock(view, at)), view.sizes.meta, look.ink2);
        }
    } else {
        let retired = author.live.as_ref().is_some_and(|live| live.tree().status == crate::tree::Status::Retired);
        label(ui, if retired { "as in the library" } else { "as agents have it" }, view.sizes.meta, look.ink2);
    }
    if ui.available_width() > 420.0 {
        key_button(ui, view, &AuthorCommand::KeepPoint.into(), "Save", ButtonLook::Plain, 28.0);
    }
}

/// A time of the day in the agent's zone; with the day where it is not today's.
pub(super) fn clock(view: &View, at: jiff::Timestamp) -> String {
    let at = at.to_zoned(view.now.time_zone().clone());
    let time = format!("{:02}:{:02}", at.hour(), at.minute());
    if at.date() == view.now.date() { time } else { format!("{} {time}", crate::site::shown_short_day(at.date())) }
}

fn publish(ui: &mut Ui, view: &View, author: &Authoring) {
    let command: Command = AuthorCommand::Publish.into();
    let errors = author.in_the_way();
    if errors > 0 {
        let words = format!("{errors} error{} first", if errors == 1 { "" } else { "s" });
        let (icon, colour) = mark_look(view.look, Level::Error);
        key_button(ui, view, &command, "Publish…", ButtonLook::Framed, 32.0);
        if ui.available_width() > 360.0 {
            label(ui, &format!("{icon} {words}"), view.sizes.meta, colour);
        }
    } else if (author.is_unpublished() || is_only_in_the_library(author)) && author.is_writable() {
        key_button(ui, view, &command, "Publish…", ButtonLook::Primary, 32.0);
    } else {
        key_button(ui, view, &command, "Publish…", ButtonLook::Framed, 32.0);
    }
}

/// It stands in the library, and agents were never offered it.
fn is_only_in_the_library(author: &Authoring) -> bool {
    author.live.as_ref().is_some_and(|live| live.tree().status == crate::tree::Status::Draft)
}

//! The pane of a tried call: what changed, the step with its line, the answers, always-keys, facts, the path.

use super::{Attempt, Trying, facts, keys, shown};
use crate::{
    tree::Mood,
    ui::{
        author::{
            AuthorCommand,
            canvas::{kind_look, send},
            state::Authoring,
            state::Pane,
        },
        command::Command,
        theme::{font, icons},
        view::View,
        widgets::{ButtonLook, action_button, elided, field, frame, hairline, icon_button, label, section, strong, toggle},
    },
};
use egui::{Align, Id, Layout, Margin, Role, ScrollArea, Ui, WidgetInfo};

pub(in crate::ui::author) fn try_pane(ui: &mut Ui, view: &View, author: &Authoring) {
    let Some(trying) = &author.trying else {
        label(ui, "Nothing is being tried. Choose a step and try from there.", view.sizes.meta, view.look.ink2);
        return;
    };
    ui.data_mut(|data| data.insert_temp(keys::stood(), ui.max_rect()));
    head(ui, view, author);
    ui.add_space(4.0);
    let mut area = ScrollArea::vertical().id_salt("try").auto_shrink(false);
    if has_moved(ui, trying) {
        // Another step is read from its beginning.
        area = area.vertical_scroll_offset(0.0);
    }
    area.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        changed(ui, view, trying);
        step(ui, view, author, trying);
        shown::answers(ui, view, trying);
        if let Some(message) = &trying.message {
            let said = frame(view, view.look.sunken, view.look.sunken, Margin::symmetric(10, 6)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                label(ui, message, view.sizes.meta, view.look.ink);
            });
            ui.ctx().accesskit_node_builder(said.response.id, |node| node.set_live(egui::accesskit::Live::Polite));
        }
        back(ui, view, trying);
        hairline(ui, view);
        facts::facts(ui, view, author, trying);
        hairline(ui, view);
        always(ui, view);
        path(ui, view, trying);
        keep(ui, view, author, trying);
    });
}

/// Whether the play stands elsewhere than in the last frame.
fn has_moved(ui: &Ui, trying: &Trying) -> bool {
    let memory = Id::unique("where the play stood");
    let now = (trying.call.spot().to_string(), trying.call.state().path.len());
    ui.data_mut(|data| {
        let before = data.get_temp::<(String, usize)>(memory);
        let moved = before.as_ref() != Some(&now);
        if moved {
            data.insert_temp(memory, now);
        }
        moved
    })
}

pub(super) fn attempt(view: &View, attempt: Attempt) {
    send(view, AuthorCommand::Try(attempt));
}

fn head(ui: &mut Ui, view: &View, author: &Authoring) {
    ui.horizontal(|ui| {
        label(ui, icons::PLAY, view.sizes.body, view.look.tide);
        let heading = strong(ui, "Trying", view.sizes.body, view.look.ink);
        heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, "Trying"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if icon_button(ui, view, icons::CROSS, "Close (Esc)", view.look.ink2).clicked() {
                send(view, AuthorCommand::Show(Pane::Inspector));
            }
            let again = icon_button(ui, view, icons::ROUND, "Again from the beginning, facts kept", view.look.ink2);
            if again.clicked() {
                attempt(view, Attempt::Again);
            }
            let other = author.selection.primary().is_some_and(|chosen| author.played() != Some(chosen));
            if other {
                let key = view.key(&Command::Author(AuthorCommand::TryFromHere));
                let button = action_button(ui, view, "From the chosen step", &key, ButtonLook::Plain, 24.0, false);
                if button.clicked() {
                    attempt(view, Attempt::FromChosen);
                }
            }
        });
    });
}

/// What the last edit did to the path.
fn changed(ui: &mut Ui, view: &View, trying: &Trying) {
    let look = view.look;
    if let Some(words) = &trying.differs {
        let said = frame(view, look.ember_soft, look.ember, Margin::symmetric(10, 8)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                label(ui, icons::LEADS, view.sizes.body, look.ember);
                label(ui, words, view.sizes.meta, look.ink);
            });
        });
        ui.ctx().accesskit_node_builder(said.response.id, |node| node.set_live(egui::accesskit::Live::Polite));
    } else if trying.is_replayed {
        label(ui, &format!("{} Gone again after the edit: the same way as before", icons::TICK), view.sizes.meta, look.ink2);
    }
}

fn step(ui: &mut Ui, view: &View, author: &Authoring, trying: &Trying) {
    let look = view.look;
    let reading = trying.call.read(&view.now);
    let Some((spot, step)) = reading.here() else { return };
    if author.played().is_none() {
        let tree = trying.call.trees().tree(spot.tree.as_str()).map_or_else(|| spot.tree.to_string(), |tree| tree.title.clone());
        label(ui, &format!("{} In the tree {tree}", icons::TREE), view.sizes.meta, look.ink2);
    }
    let (icon, colour, _) = kind_look(look, &step.kind);
    ui.horizontal(|ui| {
        label(ui, icon, view.sizes.body, colour);
        label(ui, &format!("{} · {}", step.kind.word(), step.stage.in_words()), view.sizes.meta, look.ink2);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let is_heated = trying.call.state().mood == Mood::Heated;
            let words = if is_heated { "Heated" } else { "Calm" };
            let key = view.key(&Command::Mood);
            if toggle(ui, view, words, &key, is_heated, 26.0).on_hover_text("The other mood").clicked() {
                attempt(view, Attempt::Mood);
            }
        });
    });
    let title = reading.title(spot);
    let heading = strong(ui, &title, (17.0, 24.0), look.ink);
    heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &title));
    shown::line(ui, view, author, trying);
    if author.played().is_some() {
        ui.horizontal(|ui| {
            if action_button(ui, view, "Edit this step", "", ButtonLook::Plain, 24.0, false).clicked() {
                attempt(view, Attempt::EditStep);
            }
            if reading.line(0).is_some_and(|line| line.wordings > 1)
                && action_button(ui, view, "Another wording", &view.key(&Command::AnotherWording), ButtonLook::Plain, 24.0, false)
                    .clicked()
            {
                attempt(view, Attempt::Wording);
            }
        });
    }
}

/// The ways back.
fn back(ui: &mut Ui, view: &View, trying: &Trying) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
        ui.spacing_mut().interact_size.y = 26.0;
        let back = ui.add_enabled_ui(trying.can_go_back(), |ui| {
            action_button(ui, view, "Back", &view.key(&Command::Back), ButtonLook::Framed, 26.0, false)
        });
        if back.inner.on_disabled_hover_text("This is where it began").clicked() {
            attempt(view, Attempt::Back);
        }
        if !trying.call.state().returns.is_empty()
            && action_button(ui, view, "Return", &view.key(&Command::Return), ButtonLook::Framed, 26.0, false)
                .on_hover_text("To the step that was left")
                .clicked()
        {
            attempt(view, Attempt::Return);
        }
    });
}

/// The ways that are open from every step.
fn always(ui: &mut Ui, view: &View) {
    section(ui, view, "From every step");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
        ui.spacing_mut().interact_size.y = 26.0;
        for command in [Command::Abuse, Command::Safety, Command::Supervisor, Command::Hold, Command::CutOff] {
            let look = if matches!(command, Command::Abuse | Command::Safety) { ButtonLook::Alarm } else { ButtonLook::Plain };
            let button = action_button(ui, view, command.text(), &view.key(&command), look, 26.0, false);
            if button.on_hover_text(command.help()).clicked() {
                view.send(command);
            }
        }
    });
}

/// How the play came here.
fn path(ui: &mut Ui, view: &View, trying: &Trying) {
    section(ui, view, "So far");
    ui.spacing_mut().item_spacing.y = 2.0;
    let reading = trying.call.read(&view.now);
    let entries = &trying.call.state().path;
    for (place, entry) in entries.iter().enumerate() {
        let is_here = place + 1 == entries.len();
        let title = reading.title(&entry.spot);
        let row = if is_here {
            strong(ui, &title, view.sizes.meta, view.look.ink)
        } else {
            label(ui, &title, view.sizes.meta, view.look.ink2)
        };
        row.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Step {}: {title}", place + 1)));
        if let Some(by) = &entry.left_by {
            let by = if entry.by_itself { format!("{by} · decided by facts") } else { by.clone() };
            elided(ui, &format!("   {} {by}", icons::LEADS), font(view.sizes.meta), view.look.ink3);
        }
    }
    ui.spacing_mut().item_spacing.y = 8.0;
}

/// The path as a test of the tree.
fn keep(ui: &mut Ui, view: &View, author: &Authoring, trying: &Trying) {
    if !author.is_writable() || trying.as_test(&view.now).is_none() {
        return;
    }
    hairline(ui, view);
    section(ui, view, "A test of this path");
    let name = trying.test_name.clone().unwrap_or_else(|| trying.proposed_name(&view.now));
    let id = Id::unique("test name");
    let (_, changed) = field(ui, view, id, "The test's name", &name, "What the test says", ui.available_width());
    if let Some(name) = changed {
        attempt(view, Attempt::NameTest(name));
    }
    if action_button(ui, view, "Keep as a test", "", ButtonLook::Framed, 32.0, false)
        .on_hover_text("From here on the check says when these answers come to another step")
        .clicked()
    {
        attempt(view, Attempt::KeepTest);
    }
}

//! F1: every key that acts now, and what it does.

use super::super::{
    command::{Command, Group},
    state::Place,
    train::{Scene, Tab},
    view::View,
    widgets::{field, key_cap, label, section},
};
use egui::{Align, Id, Layout, ScrollArea, Ui};

pub(super) fn key_sheet(ui: &mut Ui, view: &View, looked_for: &str) {
    let place = match view.state.place {
        Place::Guide => "on a live call",
        Place::WrapUp => "after the call",
        Place::Home => "at home",
        Place::Settings => "in the settings",
        Place::Author => "in Author",
        Place::Train => "in Train",
    };
    super::head(ui, view, "Keys", place);
    let id = Id::unique("find a key");
    super::focus_once(ui, id);
    let (_, changed) =
        field(ui, view, id, "Find a key or an action", looked_for, "Find a key or an action", ui.available_width().min(304.0));
    if let Some(text) = changed {
        view.send(Command::TypeSearch(text));
    }
    ui.add_space(6.0);
    let columns = if ui.available_width() > 640.0 { 3 } else { 1 };
    let height = ui.ctx().content_rect().height() - 230.0;
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        let in_author = view.state.place == Place::Author;
        if view.state.place == Place::Train {
            return train_columns(ui, view, looked_for, columns);
        }
        if in_author && columns > 1 {
            return author_columns(ui, view, looked_for);
        }
        if columns == 1 {
            let fits = |group: &Group| in_author == group.is_of_author() || *group == Group::Window;
            for group in Group::ALL.into_iter().filter(|group| fits(group) && !group.is_of_train()) {
                group_rows(ui, view, group, looked_for);
            }
            if in_author {
                walking(ui, view, looked_for);
            } else {
                typing(ui, view, looked_for);
            }
            return;
        }
        ui.columns(columns, |columns| {
            group_rows(&mut columns[0], view, Group::EveryStep, looked_for);
            group_rows(&mut columns[0], view, Group::TheCall, looked_for);
            typing(&mut columns[1], view, looked_for);
            group_rows(&mut columns[1], view, Group::ThisStep, looked_for);
            group_rows(&mut columns[1], view, Group::MoveAbout, looked_for);
            group_rows(&mut columns[2], view, Group::Window, looked_for);
            group_rows(&mut columns[2], view, Group::BeforeAndAfter, looked_for);
        });
    });
    ui.add_space(6.0);
    let words = if view.state.place == Place::Author {
        "Letters act on the canvas, never while a field has the cursor; Esc leaves it. Keys can be changed in Settings."
    } else if view.state.place == Place::Train {
        "A single digit says a line or takes an answer. A letter alone acts; in a drill, letters typed in one go begin a note."
    } else {
        "Letters go to the note. A single digit takes an answer. Keys can be changed in Settings."
    };
    label(ui, words, view.sizes.meta, view.look.ink2);
}

/// What acts in Train, what is on screen there first.
fn train_columns(ui: &mut Ui, view: &View, looked_for: &str, columns: usize) {
    let training = &view.state.training;
    let all: [&[Group]; 3] = match &training.scene {
        Scene::Hall if training.cast.is_some() => [&[Group::Cast], &[Group::BeforeAndAfter], &[Group::Window]],
        Scene::Hall if training.hall.tab == Tab::Team => {
            [&[Group::Team, Group::Hall], &[Group::BeforeAndAfter], &[Group::Window]]
        }
        Scene::Hall => [&[Group::Hall], &[Group::Drill], &[Group::Debrief, Group::Window, Group::BeforeAndAfter]],
        Scene::Debrief(_) => [&[Group::Debrief, Group::Hall], &[Group::Drill], &[Group::Window]],
        _ => [&[Group::Drill], &[Group::EveryStep, Group::Debrief], &[Group::Window]],
    };
    if columns == 1 {
        for group in all.into_iter().flatten() {
            group_rows(ui, view, *group, looked_for);
        }
        return;
    }
    ui.columns(columns, |columns| {
        for (column, groups) in columns.iter_mut().zip(all) {
            for group in groups {
                group_rows(column, view, *group, looked_for);
            }
        }
    });
}

/// What acts in Author.
fn author_columns(ui: &mut Ui, view: &View, looked_for: &str) {
    ui.columns(3, |columns| {
        group_rows(&mut columns[0], view, Group::Tree, looked_for);
        walking(&mut columns[0], view, looked_for);
        group_rows(&mut columns[1], view, Group::Steps, looked_for);
        group_rows(&mut columns[1], view, Group::Window, looked_for);
        group_rows(&mut columns[2], view, Group::Canvas, looked_for);
    });
}

/// How the keyboard walks over the canvas.
fn walking(ui: &mut Ui, view: &View, looked_for: &str) {
    if !looked_for.trim().is_empty() {
        return;
    }
    ui.spacing_mut().item_spacing.y = 5.0;
    section(ui, view, "Walking the tree");
    row(ui, view, &["Tab"], "Next step", view.look.ink, "In the order of a call; Shift+Tab goes back");
    row(ui, view, &["Up", "Down"], "Answers of the step", view.look.ink, "Past the last, the step below");
    row(ui, view, &["Right"], "Along the answer", view.look.ink, "To the step it leads to");
    row(ui, view, &["Left"], "Back along an answer", view.look.ink, "To a step that leads here");
    row(ui, view, &["Shift Left"], "Move the step", view.look.ink, "With any arrow, by a little");
    row(ui, view, &["Esc"], "Out of the field", view.look.ink, "Back to the canvas, text kept");
    ui.add_space(8.0);
}

fn group_rows(ui: &mut Ui, view: &View, group: Group, looked_for: &str) {
    let wanted = looked_for.trim().to_lowercase();
    let fits = |command: &&Command| {
        let words = format!("{} {} {}", command.text(), command.help(), view.key(command)).to_lowercase();
        command.group() == Some(group) && (wanted.is_empty() || words.contains(&wanted))
    };
    let rows: Vec<&Command> = Command::listed().iter().filter(fits).collect();
    if rows.is_empty() {
        return;
    }
    ui.spacing_mut().item_spacing.y = 5.0;
    section(ui, view, group.title());
    for command in rows {
        let why = view.state.why_not(command);
        let colour = match (why, command) {
            (Some(_), _) => view.look.ink3,
            (None, Command::Abuse | Command::Safety) => view.look.alarm,
            (None, _) => view.look.ink,
        };
        row(
            ui,
            view,
            &[&view.key(command)],
            command.text(),
            colour,
            &why.map_or_else(|| command.help().to_owned(), |why| format!("{}: {why}", command.help())),
        );
    }
    ui.add_space(8.0);
}

fn typing(ui: &mut Ui, view: &View, looked_for: &str) {
    if !looked_for.trim().is_empty() {
        return;
    }
    ui.spacing_mut().item_spacing.y = 5.0;
    section(ui, view, "Answers and typing");
    row(ui, view, &["1", "9"], "Take an answer", view.look.ink, "A single digit, pressed alone");
    row(ui, view, &["Ctrl 1", "9"], "Answer while typing", view.look.ink, "Works in every field");
    row(ui, view, &["Enter"], "Keep what you typed", view.look.ink, "What it means is shown before it counts");
    row(ui, view, &["Shift Enter"], "Keep it as a note", view.look.ink, "Even where it could be a fact");
    row(ui, view, &["Tab"], "Next field or button", view.look.ink, "Tab only moves the focus");
    row(ui, view, &["Esc"], "Leave the field, text kept", view.look.ink, "Or close what lies on top");
    ui.add_space(8.0);
}

fn row(ui: &mut Ui, view: &View, keys: &[&str], words: &str, colour: egui::Color32, help: &str) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.allocate_ui_with_layout(egui::vec2(98.0, 24.0), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(98.0);
            for (index, key) in keys.iter().enumerate() {
                if index > 0 {
                    label(ui, "to", view.sizes.meta, view.look.ink2);
                }
                key_cap(ui, view, key);
            }
        });
        label(ui, words, view.sizes.body, colour).on_hover_text(help);
    });
}

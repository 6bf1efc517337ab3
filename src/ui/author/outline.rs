//! The outline: every step by stage, in the order of a call. The accessible twin of the canvas.

use super::{
    super::{
        theme::{font, icons, semibold},
        view::View,
        widgets::{field, label, strong, wrapped},
    },
    canvas::{kind_look, mark_look, send},
    command::AuthorCommand,
    state::{Authoring, Selection},
};
use crate::tree::{Stage, StepId};
use egui::{Id, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

const ROW: f32 = 24.0;

/// A row of the outline.
enum Row<'a> {
    Stage(Stage),
    Step(&'a StepId),
}

pub(super) fn outline(ui: &mut Ui, view: &View, author: &Authoring) {
    let look = view.look;
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.horizontal(|ui| {
        strong(ui, "Outline", view.sizes.meta, look.ink2);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let count = author.tree().steps.len();
            label(ui, &format!("{count} step{}", if count == 1 { "" } else { "s" }), view.sizes.meta, look.ink2);
        });
    });
    let id = Id::unique("find in the outline");
    let (_, changed) = field(ui, view, id, "Find a step", &author.looked_for, "Find a step", ui.available_width());
    if let Some(text) = changed {
        send(view, AuthorCommand::OutlineText(text));
    }
    let rows = rows(author);
    if rows.is_empty() {
        label(ui, "No step has these words.", view.sizes.meta, look.ink2);
        return;
    }
    ui.add_space(4.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    let primary = author.selection.primary();
    let at = rows.iter().position(|row| matches!(row, Row::Step(id) if Some(*id) == primary));
    let mut area = ScrollArea::vertical().auto_shrink(false).id_salt("outline");
    let last = Id::unique("outline's last choice");
    let chosen = primary.map(ToString::to_string);
    if ui.data(|data| data.get_temp::<Option<String>>(last)) != Some(chosen.clone()) {
        ui.data_mut(|data| data.insert_temp(last, chosen));
        if let Some(at) = at {
            let offset = ui.ctx().data(|data| data.get_temp::<f32>(last.with("offset"))).unwrap_or_default();
            let (top, height) = (at as f32 * ROW, ui.available_height());
            if top < offset || top + ROW > offset + height {
                area = area.vertical_scroll_offset((top - height / 2.0).max(0.0));
            }
        }
    }
    let shown = area.show_rows(ui, ROW, rows.len(), |ui, range| {
        for place in range {
            match &rows[place] {
                Row::Stage(stage) => heading(ui, view, *stage),
                Row::Step(id) => step_row(ui, view, author, id),
            }
        }
    });
    ui.data_mut(|data| data.insert_temp(last.with("offset"), shown.state.clamped_offset().y));
}

fn rows(author: &Authoring) -> Vec<Row<'_>> {
    let tree = author.tree();
    let wanted = author.looked_for.trim().to_lowercase();
    let fits = |id: &StepId| {
        let step = tree.steps.get(id)?;
        let lines = || step.say.iter().chain(&step.say_heated).any(|line| line.to_lowercase().contains(&wanted));
        let found = wanted.is_empty() || step.title.to_lowercase().contains(&wanted) || id.as_str().contains(&wanted) || lines();
        found.then_some(step.stage)
    };
    let mut rows = Vec::new();
    let mut last = None;
    for id in author.order.iter() {
        let Some(stage) = fits(id) else { continue };
        if last != Some(stage) {
            rows.push(Row::Stage(stage));
            last = Some(stage);
        }
        rows.push(Row::Step(id));
    }
    rows
}

fn heading(ui: &mut Ui, view: &View, stage: Stage) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let text = wrapped(ui, stage.in_words(), semibold(view.sizes.meta), view.look.ink2, rect.width());
    ui.painter().galley(pos2(rect.left(), rect.bottom() - text.size().y - 1.0), text, view.look.ink2);
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, stage.in_words()));
}

fn step_row(ui: &mut Ui, view: &View, author: &Authoring, id: &StepId) {
    let look = view.look;
    let Some(step) = author.tree().steps.get(id) else { return };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let is_chosen = author.selection.has(id);
    let row = rect.expand2(vec2(8.0, 0.0));
    if is_chosen || response.hovered() {
        ui.painter().rect_filled(row, view.sizes.field_radius, if is_chosen { look.tide_soft } else { look.sunken });
    }
    let middle = rect.center().y;
    let (icon, colour, _) = kind_look(look, &step.kind);
    let shown = wrapped(ui, icon, font((14.0, 18.0)), colour, 20.0);
    ui.painter().galley(pos2(rect.left(), middle - shown.size().y / 2.0), shown, colour);
    let mut right = rect.right();
    let mut mark = |icon: &str, colour| {
        let text = wrapped(ui, icon, font((14.0, 18.0)), colour, 20.0);
        right -= text.size().x;
        ui.painter().galley(pos2(right, middle - text.size().y / 2.0), text, colour);
        right -= 4.0;
    };
    let finding = author.marks.get(id.as_str());
    if let Some(level) = finding {
        let (icon, colour) = mark_look(look, *level);
        mark(icon, colour);
    }
    if author.tree().start == *id {
        mark(icons::HOUSE, look.ink3);
    }
    let room = right - rect.left() - 26.0;
    let face = if is_chosen { semibold(view.sizes.meta) } else { font(view.sizes.meta) };
    let text = wrapped(ui, &step.title, face, look.ink, room);
    ui.painter().galley(pos2(rect.left() + 22.0, middle - text.size().y / 2.0), text, look.ink);
    let problem = match finding {
        Some(crate::check::Level::Error) => ", has an error",
        Some(_) => ", has a warning",
        None => "",
    };
    let name = format!("{}, {}{problem}", step.title, step.kind.word());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, &name));
    super::super::widgets::ring(ui, view, &response, 6);
    if response.clicked() {
        if ui.input(|input| input.modifiers.shift || input.modifiers.command) {
            send(view, AuthorCommand::AddToSelection(id.clone()));
        } else {
            send(view, AuthorCommand::Select(Selection::step(id.clone())));
            send(view, AuthorCommand::GoToStep(id.clone()));
        }
    }
}

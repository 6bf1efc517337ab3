//! The sheet of find and replace: the two fields, what was found tree by tree with a preview, and the one button.

use super::{
    Sheet, SheetCommand,
    looking::MOST,
    replacing::{InTree, Replacing},
};
use crate::{
    edit::Found,
    ui::{
        author::{AuthorCommand, canvas::send},
        command::Command,
        overlays::{focus_once, head},
        theme::{font, icons, semibold},
        view::View,
        widgets::{ButtonLook, action_button, field, frame, label, ring, toggle, wrapped},
    },
};
use egui::{
    Align, Color32, CornerRadius, Id, Key, Layout, Margin, Modifiers, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind,
    TextFormat, Ui, WidgetInfo, pos2, text::LayoutJob, vec2,
};

const ROW: f32 = 28.0;
/// So many letters before what was found are shown.
const BEFORE: usize = 32;
/// A row that is less wide than this has less room for where a place stands.
const NARROW: f32 = 480.0;

/// A row of the list.
enum Row<'a> {
    Tree(&'a InTree),
    Step(&'a str),
    Place(&'a InTree, &'a str, &'a Found, usize),
}

pub(super) fn replace(ui: &mut Ui, view: &View, replacing: &Replacing) {
    head(ui, view, "Find and replace", &counted(view, replacing));
    fields(ui, view, replacing);
    ui.add_space(4.0);
    choices(ui, view, replacing);
    ui.add_space(4.0);
    let height = (ui.ctx().content_rect().height() - 330.0).clamp(120.0, 460.0);
    frame(view, view.look.panel, view.look.line, Margin::same(4)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_height(height);
        list(ui, view, replacing);
    });
    ui.add_space(6.0);
    foot(ui, view, replacing);
}

/// How many places in how many trees.
fn counted(view: &View, replacing: &Replacing) -> String {
    match (replacing.count(), replacing.found.len()) {
        _ if replacing.pattern.text.is_empty() => String::new(),
        _ if view.state.looks_long() => "Looking…".to_owned(),
        _ if replacing.is_more => format!("the first {MOST} places"),
        (0, _) if view.state.is_looking() => String::new(),
        (0, _) => "nothing found".to_owned(),
        (1, _) => "1 place".to_owned(),
        (count, 1) => format!("{count} places"),
        (count, trees) => format!("{count} places in {trees} trees"),
    }
}

fn typed(view: &View, replacing: Replacing) {
    view.send(Command::Sheet(SheetCommand::Typed(Box::new(Sheet::Replace(Box::new(replacing))))));
}

fn fields(ui: &mut Ui, view: &View, replacing: &Replacing) {
    let (find, with) = (Id::unique("find in trees"), Id::unique("replace with"));
    focus_once(ui, find);
    let half = (ui.available_width() - ui.spacing().item_spacing.x) / 2.0;
    ui.horizontal(|ui| {
        let hint = "Words of titles, lines, answers, facts";
        let (found, changed) = field(ui, view, find, "Find", &replacing.pattern.text, hint, half);
        if let Some(text) = changed {
            let mut next = replacing.clone();
            next.pattern.text = text;
            typed(view, next);
        }
        let (put, changed) = field(ui, view, with, "Replace with", &replacing.with, "Replace with", half);
        if let Some(text) = changed {
            typed(view, Replacing { with: text, ..replacing.clone() });
        }
        let enter = ui.input(|input| input.key_pressed(Key::Enter) && input.modifiers.is_none());
        // What is shown may not be what is asked for yet.
        if (found.lost_focus() || put.lost_focus()) && enter && !view.state.is_looking() {
            go_there(view, replacing.chosen());
        }
    });
}

fn go_there(view: &View, place: Option<(&InTree, &Found)>) {
    let Some((tree, found)) = place else { return };
    match &found.step {
        Some(step) => send(view, AuthorCommand::OpenAt(tree.id.clone(), step.to_string())),
        None => send(view, AuthorCommand::Open(tree.id.clone())),
    }
}

fn choices(ui: &mut Ui, view: &View, replacing: &Replacing) {
    ui.horizontal_wrapped(|ui| {
        let pattern = &replacing.pattern;
        if toggle(ui, view, "Match case", "", pattern.case, 28.0).clicked() {
            let mut next = replacing.clone();
            next.pattern.case = !pattern.case;
            typed(view, next);
        }
        if toggle(ui, view, "Whole words", "", pattern.whole_words, 28.0).clicked() {
            let mut next = replacing.clone();
            next.pattern.whole_words = !pattern.whole_words;
            typed(view, next);
        }
        ui.add_space(16.0);
        for (words, every) in [("This tree", false), ("Every tree", true)] {
            let can = every || view.state.authoring.is_some();
            let button = ui.add_enabled_ui(can, |ui| toggle(ui, view, words, "", replacing.every == every, 28.0));
            if button.inner.on_disabled_hover_text("No tree is open").clicked() {
                typed(view, Replacing { every, ..replacing.clone() });
            }
        }
    });
}

fn list(ui: &mut Ui, view: &View, replacing: &Replacing) {
    if replacing.count() == 0 {
        let words = if view.state.looks_long() {
            "Looking…"
        } else if view.state.is_looking() {
            ""
        } else if replacing.pattern.text.is_empty() {
            "Titles, lines, tasks, answers, promises and the labels of facts are looked through."
        } else if replacing.every {
            "No tree has these words."
        } else {
            "This tree does not have these words."
        };
        ui.add_space(8.0);
        label(ui, &format!("  {words}"), view.sizes.meta, view.look.ink2);
        return;
    }
    let rows = rows(replacing);
    let chosen = rows.iter().position(|row| matches!(row, Row::Place(.., place) if *place == replacing.chosen)).unwrap_or(0);
    let memory = Id::unique("where the places stand");
    let (last, offset) = ui.data(|data| data.get_temp::<(usize, f32)>(memory)).unwrap_or_default();
    let mut area = ScrollArea::vertical().auto_shrink(false).id_salt("places");
    let (top, height) = (chosen as f32 * ROW, ui.available_height());
    if last != chosen && (top < offset || top + ROW > offset + height) {
        area = area.vertical_scroll_offset((top - height / 2.0).max(0.0));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let shown = area.show_rows(ui, ROW, rows.len(), |ui, range| {
        for place in range {
            match &rows[place] {
                Row::Tree(tree) => tree_row(ui, view, replacing, tree),
                Row::Step(title) => {
                    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
                    paint(ui, title, semibold(view.sizes.meta), view.look.ink2, rect, 36.0);
                    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, *title));
                }
                Row::Place(tree, title, found, number) => place_row(ui, view, replacing, (tree, title, found), *number),
            }
        }
    });
    ui.data_mut(|data| data.insert_temp(memory, (chosen, shown.state.clamped_offset().y)));
}

fn rows(replacing: &Replacing) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    let mut number = 0;
    for tree in replacing.found.iter() {
        rows.push(Row::Tree(tree));
        let mut last: Option<Option<&crate::tree::StepId>> = None;
        for (title, found) in &tree.found {
            if last != Some(found.step.as_ref()) {
                rows.push(Row::Step(title));
                last = Some(found.step.as_ref());
            }
            rows.push(Row::Place(tree, title, found, number));
            number += 1;
        }
    }
    rows
}

fn paint(ui: &Ui, words: &str, face: egui::FontId, colour: Color32, rect: Rect, left: f32) {
    let text = wrapped(ui, words, face, colour, rect.width() - left - 8.0);
    ui.painter().galley(pos2(rect.left() + left, rect.center().y - text.size().y / 2.0), text, colour);
}

fn tree_row(ui: &mut Ui, view: &View, replacing: &Replacing, tree: &InTree) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let all = tree.found.iter().all(|(_, found)| replacing.takes(&tree.id, found));
    if tick(ui, view, rect, 4.0, all, &format!("Replace in the tree {}", tree.title), Id::unique(("tick of the tree", &tree.id)))
    {
        let mut next = replacing.clone();
        next.turn_tree(tree);
        typed(view, next);
    }
    let place = if tree.is_own { " · in hand" } else { "" };
    let words = format!("{}{place} · {}", tree.title, tree.found.len());
    paint(ui, &words, semibold(view.sizes.body), view.look.ink, rect, 32.0);
}

/// One place: before and after, and whether it is replaced.
fn place_row(ui: &mut Ui, view: &View, replacing: &Replacing, (tree, title, found): (&InTree, &str, &Found), number: usize) {
    let look = view.look;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let takes = replacing.takes(&tree.id, found);
    let spot = rect.with_min_x(rect.left() + 60.0);
    let response = ui.interact(spot, ui.scope_id().with(("place", number)), Sense::click());
    let is_chosen = replacing.chosen == number;
    if is_chosen || response.hovered() {
        let fill = if is_chosen { look.tide_soft } else { look.sunken };
        ui.painter().rect_filled(spot.shrink2(vec2(0.0, 1.0)), view.sizes.field_radius, fill);
    }
    let (before, old, behind) = found.in_context();
    let new = replacing.replacement(None).for_words(old);
    if tick(
        ui,
        view,
        rect,
        36.0,
        takes,
        &format!("Replace in {title}, {}", found.place),
        Id::unique(("tick of the place", number)),
    ) {
        let mut next = replacing.clone();
        next.turn(&tree.id, found);
        typed(view, next);
    }
    // In a narrow window what changes is worth more room than where it stands.
    let is_narrow = rect.width() < NARROW;
    let left = if is_narrow { 142.0 } else { 184.0 };
    paint(ui, &found.place, font(view.sizes.meta), look.ink2, rect.with_max_x(rect.left() + left - 8.0), 68.0);
    let wrap = egui::text::TextWrapping::truncate_at_width(rect.width() - left - 8.0);
    let mut job = LayoutJob { wrap, ..LayoutJob::default() };
    let format = |colour: Color32, fill: Color32, is_out: bool| TextFormat {
        font_id: font(view.sizes.meta),
        color: colour,
        background: fill,
        strikethrough: if is_out { Stroke::new(1.0, colour) } else { Stroke::NONE },
        ..TextFormat::default()
    };
    let clear = Color32::TRANSPARENT;
    job.append(&cut(before, if is_narrow { BEFORE / 4 } else { BEFORE }), 0.0, format(look.ink2, clear, false));
    if takes {
        job.append(old, 0.0, format(look.alarm, look.alarm_soft, true));
        // Air between what goes and what comes, on the ground of neither.
        job.append(if new.is_empty() { "" } else { "\u{2009}" }, 0.0, format(look.ink2, clear, false));
        job.append(&new, 0.0, format(look.leaf, look.leaf_soft, false));
    } else {
        job.append(old, 0.0, format(look.ink, clear, false));
    }
    job.append(behind, 0.0, format(look.ink2, clear, false));
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(pos2(rect.left() + left, rect.center().y - galley.size().y / 2.0), galley, look.ink);
    let after = if takes { format!("{before}{new}{behind}") } else { "stays as it is".to_owned() };
    let name = format!("{title}, {}: {} becomes {after}", found.place, found.words);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, &name));
    ring(ui, view, &response, 6);
    let enter = response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter) && input.modifiers.is_none());
    if response.on_hover_text(format!("{title}, {}\n{}\n{after}\n\nGoes to the step", found.place, found.words)).clicked()
        || enter
    {
        go_there(view, Some((tree, found)));
    }
}

/// The last letters of what stands before, with an ellipsis where something is cut.
fn cut(before: &str, most: usize) -> String {
    let letters = before.chars().count();
    if letters <= most {
        return before.to_owned();
    }
    let tail: String = before.chars().skip(letters - most).collect();
    format!("…{tail}")
}

/// A box to tick; true when it was pressed.
fn tick(ui: &Ui, view: &View, row: Rect, left: f32, is_on: bool, name: &str, id: Id) -> bool {
    let look = view.look;
    let spot = Rect::from_center_size(pos2(row.left() + left + 10.0, row.center().y), vec2(18.0, 18.0));
    let response = ui.interact(spot.expand(3.0), id, Sense::click());
    let (fill, border) = if is_on { (look.tide, look.tide) } else { (look.panel, look.edge) };
    ui.painter().rect(spot, CornerRadius::same(4), fill, Stroke::new(1.0, border), StrokeKind::Inside);
    if is_on {
        let mark = ui.painter().layout_no_wrap(icons::TICK.to_owned(), font((14.0, 0.0)), look.on_fill);
        ui.painter().galley(spot.center() - mark.size() / 2.0, mark, look.on_fill);
    }
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_on, name));
    ring(ui, view, &response, 4);
    response.clicked()
}

fn foot(ui: &mut Ui, view: &View, replacing: &Replacing) {
    let row = vec2(ui.available_width(), 36.0);
    ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
        let wanted = replacing.wanted();
        let verb = if replacing.with.is_empty() { "Take out" } else { "Replace" };
        let words = match wanted {
            0 => verb.to_owned(),
            wanted if wanted == replacing.count() => format!("{verb} all {wanted}"),
            wanted => format!("{verb} {wanted}"),
        };
        let can = wanted > 0 && replacing.with != replacing.pattern.text && !view.state.looks_long();
        let look = if can { ButtonLook::Primary } else { ButtonLook::Framed };
        let button = ui.add_enabled_ui(can, |ui| action_button(ui, view, &words, "Ctrl Enter", look, 36.0, false));
        if button.inner.clicked() {
            view.send(Command::Sheet(SheetCommand::Do));
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let others = replacing.found.iter().filter(|tree| !tree.is_own).count();
            let words = match others {
                _ if replacing.count() == 0 => "",
                _ if replacing.is_more => "There is more: narrow the words, or replace these and look again",
                0 => "One edit, and one undo takes it back",
                _ => "Changes in other trees go into their drafts; nothing is published",
            };
            label(ui, words, view.sizes.meta, view.look.ink2);
        });
    });
}

/// What a key means on the sheet.
pub(super) fn key_on(replacing: &Replacing, key: Key, modifiers: Modifiers) -> Option<SheetCommand> {
    let step = |chosen: usize| {
        let next = Replacing { chosen, ..replacing.clone() };
        Some(SheetCommand::Typed(Box::new(Sheet::Replace(Box::new(next)))))
    };
    match key {
        Key::ArrowDown if modifiers.is_none() => step((replacing.chosen + 1).min(replacing.count().saturating_sub(1))),
        Key::ArrowUp if modifiers.is_none() => step(replacing.chosen.saturating_sub(1)),
        Key::Enter if modifiers.command || modifiers.ctrl => Some(SheetCommand::Do),
        _ => None,
    }
}

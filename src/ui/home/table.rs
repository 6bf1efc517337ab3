//! The library as a table: title, when to use it, steps, status, problems, last used.

use super::super::{
    command::Command,
    guide::Shape,
    theme::{font, icons, semibold},
    view::View,
    widgets::{frame, hairline, label, notice_card, wrapped},
};
use crate::{check::Level, library::Entry, site::shown_short_day, tree::Status};
use egui::{Color32, CornerRadius, Margin, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

pub(super) fn library(ui: &mut Ui, view: &View, shape: Shape) {
    let palette = view.look;
    let Some(library) = &view.state.library else {
        label(ui, "Reading the library…", view.sizes.body, palette.ink2);
        return;
    };
    if let Some(trouble) = &library.trouble {
        notice_card(ui, view, &format!("The library cannot be read: {trouble}"), false);
    }
    if library.entries.is_empty() {
        let words =
            format!("There is no tree in {}. Put .ron files there, or start with the shipped ones.", library.folder.display());
        label(ui, &words, view.sizes.body, palette.ink2);
        return;
    }
    for words in library.entries.iter().filter_map(|entry| entry.stands_in.as_ref()) {
        notice_card(ui, view, words, false);
    }
    let columns = shape != Shape::Strip && ui.available_width() > 620.0;
    frame(view, palette.panel, palette.line, Margin::ZERO).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        if columns {
            heads(ui, view);
            hairline(ui, view);
        }
        let mut row = 0;
        let mut in_order: Vec<&Entry> = library.entries.iter().collect();
        // Those on offer first, each in the order of its name.
        in_order.sort_by_key(|entry| !entry.is_offered());
        for (index, entry) in in_order.iter().enumerate() {
            if entry.is_offered() {
                row += 1;
            }
            let is_chosen = entry.is_offered() && view.state.search.chosen == row;
            tree_row(ui, view, entry, columns, is_chosen);
            if index + 1 < in_order.len() {
                hairline(ui, view);
            }
        }
    });
}

/// Right edges of the columns after the title.
fn places(rect: Rect) -> [f32; 4] {
    let right = rect.right() - 16.0;
    [right - 330.0, right - 306.0, right - 176.0, right]
}

fn heads(ui: &mut Ui, view: &View) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 32.0), Sense::hover());
    let [steps, status, problems, used] = places(rect);
    let head = |words: &str, x: f32, from_right: bool| {
        let text = wrapped(ui, words, semibold(view.sizes.meta), view.look.ink2, 220.0);
        let x = if from_right { x - text.size().x } else { x };
        ui.painter().galley(pos2(x, rect.center().y - text.size().y / 2.0), text, view.look.ink2);
    };
    head("Tree and when to use it", rect.left() + 16.0, false);
    head("Steps", steps, true);
    head("Status", status, false);
    head("Problems", problems, false);
    head("Last used", used, true);
}

fn tree_row(ui: &mut Ui, view: &View, entry: &Entry, columns: bool, is_chosen: bool) {
    let palette = view.look;
    let tree = entry.document.as_ref().map(crate::tree::Document::tree);
    let title = tree.map_or(entry.id.as_str(), |tree| &tree.title);
    let summary = tree.map_or_else(|| unreadable(entry), |tree| tree.summary.clone());
    let summary = match (&entry.stands_in, tree) {
        (Some(_), Some(tree)) => format!("{} Its file is broken; agents keep revision {}", icons::WARNING, tree.revision),
        _ => summary,
    };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 52.0), Sense::click());
    if !ui.is_rect_visible(rect) {
        if is_chosen {
            ui.scroll_to_rect(rect, None);
        }
        return;
    }
    if is_chosen || (response.hovered() && entry.is_offered()) {
        let fill = if is_chosen { palette.tide_soft } else { palette.sunken };
        ui.painter().rect_filled(rect.shrink(1.0), CornerRadius::same(view.sizes.row_radius), fill);
    }
    let [steps, status, problems, used] = places(rect);
    let room = if columns { steps - rect.left() - 80.0 } else { rect.width() - 32.0 };
    let paint = |words: &str, face: egui::FontId, colour: Color32, x: f32, y: f32, width: f32, from_right: bool| {
        let text = wrapped(ui, words, face, colour, width);
        let x = if from_right { x - text.size().x } else { x };
        ui.painter().galley(pos2(x, y - text.size().y / 2.0), text, colour);
    };
    let ink = if entry.is_offered() { palette.ink } else { palette.ink2 };
    paint(title, semibold(view.sizes.body), ink, rect.left() + 16.0, rect.top() + 17.0, room, false);
    let second = if entry.stands_in.is_some() { palette.ember } else { palette.ink2 };
    paint(&summary, font(view.sizes.meta), second, rect.left() + 16.0, rect.top() + 37.0, room, false);
    let (problem_words, problem_ink) = trouble(view, entry);
    if columns {
        let middle = rect.center().y;
        let count = tree.map_or_else(String::new, |tree| tree.steps.len().to_string());
        paint(&count, font(view.sizes.body), palette.ink, steps, middle, 60.0, true);
        let (word, word_ink, fill) = match tree.map(|tree| tree.status) {
            Some(Status::Live) => ("Live", palette.leaf, palette.leaf_soft),
            Some(Status::Draft) => ("Draft", palette.ink2, palette.sunken),
            Some(Status::Retired) => ("Retired", palette.ink2, palette.sunken),
            None => ("Broken", palette.alarm, palette.alarm_soft),
        };
        let text = wrapped(ui, word, semibold(view.sizes.meta), word_ink, 80.0);
        let pill = Rect::from_min_size(pos2(status, middle - 10.0), vec2(text.size().x + 16.0, 20.0));
        ui.painter().rect_filled(pill, CornerRadius::same(10), fill);
        ui.painter().galley(pill.center() - text.size() / 2.0, text, word_ink);
        if let Some(tree) = tree {
            paint(
                &format!("rev. {}", tree.revision),
                font(view.sizes.meta),
                palette.ink2,
                pill.right() + 8.0,
                middle,
                60.0,
                false,
            );
        }
        paint(&problem_words, font(view.sizes.body), problem_ink, problems, middle, 90.0, false);
        paint(&last_used(view, entry), font(view.sizes.body), palette.ink2, used, middle, 120.0, true);
    }
    let name = format!("{title}, {summary}");
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, entry.is_offered(), is_chosen, &name));
    let problems = problems_in_words(entry);
    let response = if problems.is_empty() { response } else { response.on_hover_text(problems) };
    if response.clicked() && entry.is_offered() {
        view.send(Command::StartTree(entry.id.clone()));
    }
}

fn unreadable(entry: &Entry) -> String {
    entry.findings.first().map_or_else(String::new, |finding| format!("Broken, line {}: {}", finding.line, finding.message))
}

fn trouble(view: &View, entry: &Entry) -> (String, Color32) {
    let (errors, warnings) = (entry.count(Level::Error), entry.count(Level::Warning) + entry.count(Level::Hint));
    match (errors, warnings) {
        (0, 0) => ("none".to_owned(), view.look.ink2),
        (0, warnings) => (format!("{} {warnings}", icons::WARNING), view.look.ember),
        (errors, _) => (format!("{} {errors}", icons::ERROR), view.look.alarm),
    }
}

fn problems_in_words(entry: &Entry) -> String {
    let first = entry.findings.iter().take(4).map(|finding| format!("{}:{} {}", finding.line, finding.column, finding.message));
    first.collect::<Vec<_>>().join("\n")
}

fn last_used(view: &View, entry: &Entry) -> String {
    let at = view.state.last_used.get(&entry.id).and_then(|at| at.parse::<jiff::Timestamp>().ok());
    let Some(at) = at.map(|at| at.to_zoned(view.now.time_zone().clone())) else {
        return "never".to_owned();
    };
    if at.date() == view.now.date() { format!("Today {:02}:{:02}", at.hour(), at.minute()) } else { shown_short_day(at.date()) }
}

//! The training plan: three tracks, assigned work with its days, and how near each tree is to live calls.

use super::{
    column, short_day,
    standing::{bar, dots},
    today::{done, notices, rule},
};
use crate::{
    call::Trees,
    drill::{Assignment, Ready, Scenario, Track},
    library::shipped_trees,
    ui::{
        theme::{font, icons},
        train::{
            command::{TrainCommand, Wanted},
            stage::heading,
        },
        view::View,
        widgets::{ButtonLook, action_button, centred, elided, frame, label, section},
    },
};
use egui::{Align, Layout, Margin, Sense, Ui, pos2, vec2};
use jiff::civil::Date;
use std::sync::LazyLock;

/// The shipped trees: a library that has none of its own of that name rehearses on them.
static SHIPPED: LazyLock<Trees> = LazyLock::new(shipped_trees);

/// The widest the plan grows.
const WIDEST: f32 = 760.0;

/// The plan beside today's work.
pub(super) fn in_short(ui: &mut Ui, view: &View) {
    let look = view.look;
    let book = &view.state.training.hall.book;
    ui.spacing_mut().item_spacing.y = 6.0;
    assigned(ui, view);
    let (played, all) = book.tracks.iter().fold((0, 0), |(played, all), (track, n)| (played + n, all + track.scenarios.len()));
    headed(ui, view, "Training plan", &format!("{played} of {all} passed"));
    for (track, played) in &book.tracks {
        track_row(ui, view, track, *played);
    }
    ui.add_space(8.0);
    headed(ui, view, "Ready for live calls", "");
    for (title, ready) in &book.ready {
        rule(ui, view);
        ready_row(ui, view, title, ready);
    }
    ui.add_space(4.0);
    let words = "Three passes in a row with three customers, one of them abusive and one who needs care. Every gate counts.";
    label(ui, words, view.sizes.meta, look.ink2);
    ui.add_space(12.0);
    rule(ui, view);
    let words =
        "Practice is yours alone. Your supervisor sees assigned drills done or not; exam drills say so before they begin.";
    label(ui, words, view.sizes.meta, look.ink2);
}

fn headed(ui: &mut Ui, view: &View, words: &str, beside: &str) {
    ui.horizontal(|ui| {
        section(ui, view, words);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            label(ui, beside, view.sizes.meta, view.look.ink2);
        });
    });
}

fn track_row(ui: &mut Ui, view: &View, track: &Track, played: usize) {
    let look = view.look;
    let of = track.scenarios.len();
    let is_done = played >= of;
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        label(ui, &track.name, view.sizes.body, look.ink).on_hover_text(&track.aim);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if is_done {
                done(ui, view, "Done");
            } else {
                label(ui, &format!("{played} of {of}"), view.sizes.meta, look.ink2);
            }
        });
    });
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 8.0), Sense::hover());
    bar(ui, view, rect, played as f32 / of.max(1) as f32, if is_done { look.leaf } else { look.tide });
    if let Some(next) = track.next(&view.state.training.hall.book.drills, view.state.site.pass_mark) {
        elided(ui, &format!("Next: {}", scenario_in_words(view, next)), font(view.sizes.meta), look.ink2);
    }
}

fn ready_row(ui: &mut Ui, view: &View, title: &str, ready: &Ready) {
    let look = view.look;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::hover());
    let is_ready = ready.is_ready();
    let of = ready.needed;
    let filled = ready.passed_with.len().min(of);
    let left = of - filled;
    let words = match left {
        _ if is_ready => format!("{} Ready", icons::TICK),
        0 => "not all kinds yet".to_owned(),
        1 => "one to go".to_owned(),
        2 => "two to go".to_owned(),
        _ => "three to go".to_owned(),
    };
    let colour = if is_ready { look.leaf } else { look.tide };
    dots(ui, view, rect.right_center(), filled, of, colour);
    let said = ui.painter().layout_no_wrap(words.clone(), font(view.sizes.meta), if is_ready { look.leaf } else { look.ink2 });
    let at = pos2(rect.right() - 16.0 * of as f32 - 10.0 - said.size().x, rect.center().y - said.size().y / 2.0);
    let room = at.x - rect.left() - 8.0;
    ui.painter().galley(at, said, look.ink2);
    let name = crate::ui::widgets::wrapped(ui, title, font(view.sizes.body), look.ink, room);
    ui.painter().galley(pos2(rect.left(), rect.center().y - name.size().y / 2.0), name, look.ink);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{title}: {filled} of {of}, {words}")));
    let missing = ready.missing();
    response.on_hover_text(if missing.is_empty() {
        "Ready for live calls".to_owned()
    } else {
        format!("Missing: {}.", missing.join("; "))
    });
}

/// Assigned work that is not done yet, and what was done last.
fn assigned(ui: &mut Ui, view: &View) {
    let book = &view.state.training.hall.book;
    let open: Vec<&(Assignment, Option<Date>)> = book.assigned.iter().filter(|(_, done)| done.is_none()).collect();
    if open.is_empty() {
        return;
    }
    headed(ui, view, "Assigned to you", &format!("{}", open.len()));
    for (assignment, _) in open {
        assigned_row(ui, view, assignment, None, false);
    }
    ui.add_space(8.0);
}

fn assigned_row(ui: &mut Ui, view: &View, assignment: &Assignment, day: Option<Date>, is_chosen: bool) {
    let look = view.look;
    let is_late = day.is_none() && assignment.by < view.now.date();
    let border = if is_chosen { look.tide } else { look.line };
    let card = frame(view, look.panel, border, Margin::symmetric(12, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        let persona = assignment.persona.as_deref().map_or("any customer", |id| customer(view, id));
        elided(ui, &format!("{} · {persona}", tree_title(view, assignment.tree.as_str())), font(view.sizes.body), look.ink);
        let words = format!("{} · by {} · from {}", assignment.level.in_words(), short_day(assignment.by), assignment.set_by);
        label(ui, &words, view.sizes.meta, if is_late { look.ember } else { look.ink2 });
        if !assignment.words.is_empty() {
            label(ui, &assignment.words, view.sizes.meta, look.ink2);
        }
        if let Some(day) = day {
            return done(ui, view, &format!("Done on {}", short_day(day)));
        }
        let (face, key) = if is_chosen { (ButtonLook::Primary, "Enter") } else { (ButtonLook::Framed, "") };
        if action_button(ui, view, "Begin", key, face, 30.0, false).clicked() {
            view.send(TrainCommand::BeginDrill(Box::new(view.state.wanted_for(assignment))).into());
        }
    });
    if is_chosen {
        card.response.scroll_to_me(None);
    }
}

/// The plan as a place of its own: every scenario of every track.
pub(super) fn plan(ui: &mut Ui, view: &View) {
    let full = ui.max_rect();
    column(ui, "whole plan", full, view.look.ground, |ui| {
        centred(ui, WIDEST, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            notices(ui, view);
            all_assigned(ui, view);
            let book = &view.state.training.hall.book;
            let mut row = book.assigned.iter().filter(|(_, done)| done.is_none()).count();
            for (track, _) in &book.tracks {
                whole_track(ui, view, track, row);
                row += track.scenarios.len();
            }
        });
    });
}

fn all_assigned(ui: &mut Ui, view: &View) {
    let book = &view.state.training.hall.book;
    section(ui, view, "Assigned to you");
    if book.assigned.is_empty() {
        label(ui, "Nothing is asked of you. The tracks below are yours to follow.", view.sizes.meta, view.look.ink2);
    }
    let mut row = 0;
    for (assignment, day) in &book.assigned {
        let is_open = day.is_none();
        assigned_row(ui, view, assignment, *day, is_open && row == view.state.training.hall.row);
        row += usize::from(is_open);
    }
}

/// `first` is the row of its first scenario.
fn whole_track(ui: &mut Ui, view: &View, track: &Track, first: usize) {
    let look = view.look;
    ui.add_space(16.0);
    heading(ui, view, &track.name);
    label(ui, &track.aim, view.sizes.meta, look.ink2);
    let played = track.played(&view.state.training.hall.book.drills, view.state.site.pass_mark);
    for ((scenario, played), row) in track.scenarios.iter().zip(played).zip(first..) {
        let is_chosen = row == view.state.training.hall.row;
        rule(ui, view);
        let behind = ui.painter().add(egui::Shape::Noop);
        let place = ui.horizontal(|ui| {
            let (mark, _) = ui.allocate_exact_size(vec2(20.0, 44.0), Sense::hover());
            if played.is_some() {
                let (place, face) = (mark.center(), font(view.sizes.body));
                ui.painter().text(place, egui::Align2::CENTER_CENTER, icons::TICK, face, look.leaf);
            } else {
                ui.painter().circle_stroke(mark.center(), 4.5, egui::Stroke::new(1.5, look.edge));
            }
            ui.vertical(|ui| {
                ui.set_width((ui.available_width() - 136.0).max(80.0));
                ui.spacing_mut().item_spacing.y = 1.0;
                elided(ui, &scenario_in_words(view, scenario), font(view.sizes.body), look.ink);
                label(ui, &scenario.aim, view.sizes.meta, look.ink2);
            });
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let words = if played.is_some() { "Again" } else { "Play" };
                let (face, key) = if is_chosen { (ButtonLook::Primary, "Enter") } else { (ButtonLook::Framed, "") };
                if action_button(ui, view, words, key, face, 30.0, false).clicked() {
                    let (tree, persona) = (scenario.tree.to_string(), scenario.persona.clone());
                    let wanted = Wanted { tree, persona, level: scenario.level, ..Wanted::default() };
                    view.send(TrainCommand::BeginDrill(Box::new(wanted)).into());
                }
            });
        });
        if is_chosen {
            let rect = place.response.rect.expand2(vec2(8.0, 0.0));
            ui.painter().set(behind, egui::Shape::rect_filled(rect, view.sizes.row_radius, look.tide_soft));
            place.response.scroll_to_me(None);
        }
    }
}

fn scenario_in_words(view: &View, scenario: &Scenario) -> String {
    let (tree, persona) = (tree_title(view, scenario.tree.as_str()), customer(view, &scenario.persona));
    format!("{tree}, {persona}, {}", scenario.level.in_words().to_lowercase())
}

fn customer<'a>(view: &'a View, id: &'a str) -> &'a str {
    view.state.training.persona(id).map_or(id, |persona| persona.called.as_str())
}

/// The title of a tree, or its name where it is not there.
pub(in crate::ui::train) fn tree_title(view: &View, id: &str) -> String {
    let library = view.state.library.as_ref();
    let entry = library.and_then(|library| library.entries.iter().find(|entry| entry.id == id));
    let own = entry.and_then(|entry| entry.document.as_ref()).map(|document| document.tree().title.clone());
    let shipped = || SHIPPED.tree(id).map(|tree| tree.title.clone());
    own.or_else(shipped).unwrap_or_else(|| id.to_owned())
}

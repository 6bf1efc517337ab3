//! What lies on the desk: assigned work with how much of it is done, and exams.

use super::{
    NEVER, YOURS,
    command::TeamCommand,
    state::{Row, Team},
};
use crate::{
    drill::{Assignment, passes},
    ui::{
        theme::{font, icons, semibold},
        train::{
            command::TrainCommand,
            hall::{near_day, short_day, tree_title},
        },
        view::View,
        widgets::{ButtonLook, key_button, label, ring, section, wrapped},
    },
};
use egui::{Color32, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Height of a row.
const ROW: f32 = 48.0;

pub(super) fn list(ui: &mut Ui, view: &View) {
    let look = view.look;
    let team = &view.state.training.hall.team;
    ui.spacing_mut().item_spacing.y = 2.0;
    let is_desk = view.state.site.looks_after_team;
    if is_desk {
        key_button(ui, view, &TeamCommand::Assign.into(), "Assign work", ButtonLook::Primary, 36.0);
        ui.add_space(12.0);
    }
    section(ui, view, &format!("{} {}", if is_desk { "Assigned work" } else { "Asked of you" }, team.work.len()));
    ui.add_space(2.0);
    if team.work.is_empty() {
        label(ui, if is_desk { "Nothing is assigned." } else { "Nothing is asked of you." }, view.sizes.meta, look.ink2);
    }
    for at in 0..team.work.len() {
        row(ui, view, team, at);
    }
    ui.add_space(14.0);
    section(ui, view, &format!("{} {}", if is_desk { "Exams handed over" } else { "Exams you sent" }, team.sheets.len()));
    ui.add_space(2.0);
    if team.sheets.is_empty() {
        label(ui, if is_desk { "No exam was handed over." } else { "You have sent none." }, view.sizes.meta, look.ink2);
    }
    for at in team.work.len()..team.rows() {
        row(ui, view, team, at);
    }
    ui.add_space(16.0);
    label(ui, if is_desk { NEVER } else { YOURS }, view.sizes.meta, look.ink2);
    if !is_desk {
        key_button(ui, view, &TeamCommand::LookAfter.into(), "I look after a team", ButtonLook::Plain, 30.0);
    }
}

/// What a row says: its words, what stands below, what stands at the right, in which colour.
fn words(view: &View, team: &Team, row: Row) -> (String, String, String, Color32) {
    let look = view.look;
    match row {
        Row::Work(work) => {
            let who = team.who(work);
            let done = who.iter().filter(|(_, day)| day.is_some()).count();
            let is_done = !who.is_empty() && done == who.len();
            let is_late = !is_done && work.by < view.now.date();
            let (beside, ink) = match (is_done, is_late) {
                (true, _) => (format!("{} done", icons::TICK), look.leaf),
                (false, late) if who.len() > 1 => {
                    (format!("{done} of {} done", who.len()), if late { look.ember } else { look.ink2 })
                }
                (false, true) => ("not done".to_owned(), look.ember),
                (false, false) => ("open".to_owned(), look.ink2),
            };
            let name = if work.trainee.is_empty() { "Everybody" } else { work.trainee.as_str() };
            let customer = customer(view, work);
            let below = format!("{name} · {} · by {}", work.level.in_words(), near_day(work.by, view.now.date()));
            (format!("{}, {customer}", tree_title(view, work.tree.as_str())), below, beside, ink)
        }
        Row::Sheet(sheet) => {
            let result = &sheet.result;
            let (words, ink) = if result.has_failed_gate() {
                (format!("{} gate", icons::CROSS), look.alarm)
            } else if passes(result, view.state.site.pass_mark) {
                (format!("{} {}", icons::TICK, result.score.total), look.leaf)
            } else {
                (result.score.total.to_string(), look.ink2)
            };
            let open = team.open_disputes(sheet).count();
            let disputed = match (sheet.disputes.len(), open) {
                (0, _) => String::new(),
                (1, 0) => " · dispute answered".to_owned(),
                (_, 0) => " · disputes answered".to_owned(),
                (_, 1) => " · 1 dispute".to_owned(),
                (_, open) => format!(" · {open} disputes"),
            };
            let unsaved = if team.is_unsaved(&sheet.id) { " · score not saved" } else { "" };
            let title = format!("{}, {}", name_of(&sheet.trainee), tree_title(view, result.tree.as_str()));
            (title, format!("{}{disputed}{unsaved}", short_day(result.day)), words, ink)
        }
    }
}

/// The customer of assigned work, for people.
pub(super) fn customer<'a>(view: &'a View, work: &'a Assignment) -> &'a str {
    let persona = work.persona.as_deref();
    persona.map_or("any customer", |id| view.state.training.persona(id).map_or(id, |one| one.name.as_str()))
}

/// A trainee's name, or that there is none.
pub(super) fn name_of(trainee: &str) -> &str {
    if trainee.trim().is_empty() { "Somebody without a name" } else { trainee }
}

fn row(ui: &mut Ui, view: &View, team: &Team, at: usize) {
    let Some(row) = team.row(at) else { return };
    let look = view.look;
    let is_chosen = view.state.training.hall.row == at && team.form.is_none();
    let (title, below, beside, ink) = words(view, team, row);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    if is_chosen || response.hovered() {
        let fill = if is_chosen { look.tide_soft } else { look.sunken };
        ui.painter().rect_filled(rect.expand2(vec2(8.0, 0.0)), view.sizes.row_radius, fill);
    }
    let right = wrapped(ui, &beside, semibold(view.sizes.meta), ink, 110.0);
    let room = rect.width() - right.size().x - 12.0;
    let face = if is_chosen { semibold(view.sizes.body) } else { font(view.sizes.body) };
    ui.painter().galley(rect.min + vec2(0.0, 4.0), wrapped(ui, &title, face, look.ink, room), look.ink);
    ui.painter().galley(
        rect.min + vec2(0.0, 26.0),
        wrapped(ui, &below, font(view.sizes.meta), look.ink2, rect.width()),
        look.ink2,
    );
    let spot = pos2(rect.right() - right.size().x, rect.top() + 5.0);
    ui.painter().galley(spot, right, ink);
    ring(ui, view, &response, view.sizes.row_radius);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, format!("{title}, {below}, {beside}")));
    if response.clicked() {
        view.send(TrainCommand::ChooseRow(at).into());
    }
}

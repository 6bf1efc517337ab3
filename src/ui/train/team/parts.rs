//! The parts of an exam's score, one a row: the automatic points, and a supervisor's own where they are given.

use super::{command::TeamCommand, score::points_field, sheet::disputes_of};
use crate::{
    drill::{ExamSheet, OwnScore, Part, Section},
    ui::{
        theme::{font, icons, semibold},
        train::figure::{Figure, Typed, Wants, figure, signed},
        view::View,
        widgets::{galley, label, strong},
    },
};
use egui::{Align2, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// Width of the column of own points.
const OWN: f32 = 64.0;
/// Width of the column of automatic points.
const AUTOMATIC: f32 = 72.0;

/// Every part, with fields for a supervisor's points where `own` is given.
pub(super) fn parts(ui: &mut Ui, view: &View, sheet: &ExamSheet, own: Option<&OwnScore>) {
    ui.spacing_mut().item_spacing.y = 4.0;
    if own.is_some() {
        head(ui, view);
    }
    for of in Section::ALL.into_iter().chain([Section::Protocol, Section::Help]) {
        let parts: Vec<&Part> = sheet.result.score.parts.iter().filter(|part| part.section == of).collect();
        if parts.is_empty() {
            continue;
        }
        ui.add_space(6.0);
        strong(ui, of.in_words(), view.sizes.meta, view.look.ink);
        for part in parts {
            row(ui, view, sheet, part, own);
            disputes_of(ui, view, sheet, &part.id);
        }
    }
}

/// The name of a part or a gate, for people.
pub(super) fn name_of_part(sheet: &ExamSheet, id: &str) -> String {
    let part = sheet.result.score.parts.iter().find(|part| part.id == id).map(|part| &part.name);
    let gate = || sheet.result.gates.iter().find(|gate| gate.id == id).map(|gate| &gate.name);
    part.or_else(gate).cloned().unwrap_or_else(|| id.to_owned())
}

/// The first part that a supervisor can give points for.
pub(super) fn first_part(sheet: &ExamSheet) -> Option<&str> {
    let order = Section::ALL.into_iter().chain([Section::Protocol, Section::Help]);
    let of = |section| sheet.result.score.parts.iter().find(move |part| part.section == section && part.of > 0);
    order.into_iter().find_map(of).map(|part| part.id.as_str())
}

fn head(ui: &mut Ui, view: &View) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
    let (face, ink, y) = (semibold(view.sizes.meta), view.look.ink2, rect.center().y);
    ui.painter().text(pos2(rect.right() - OWN - 12.0, y), Align2::RIGHT_CENTER, "Automatic", face.clone(), ink);
    ui.painter().text(pos2(rect.right() - OWN + 6.0, y), Align2::LEFT_CENTER, "Yours", face, ink);
}

fn row(ui: &mut Ui, view: &View, sheet: &ExamSheet, part: &Part, own: Option<&OwnScore>) {
    let look = view.look;
    let beside = if own.is_some() { OWN + 12.0 } else { 0.0 };
    let given = own.and_then(|own| own.points.get(&part.id).copied());
    let differs = given.is_some_and(|given| (given - part.points).abs() > 0.05);
    let room = ui.available_width() - beside - AUTOMATIC - 4.0;
    let name = galley(ui, &part.name, font(view.sizes.meta), view.sizes.meta.1, look.ink, room);
    let height = name.size().y.max(if own.is_some() { 34.0 } else { 22.0 }) + 4.0;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    ui.painter().galley(pos2(rect.left(), rect.center().y - name.size().y / 2.0), name, look.ink);
    let words = if part.of > 0 { format!("{} of {}", figure(part.points), part.of) } else { signed(part.points) };
    let place = pos2(rect.right() - beside, rect.center().y);
    let face = if differs { font(view.sizes.meta) } else { semibold(view.sizes.meta) };
    ui.painter().text(place, Align2::RIGHT_CENTER, &words, face, look.ink2);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{}: {words}. {}", part.name, part.why)));
    let turn = part.turn.map(|turn| format!(" (turn {turn})")).unwrap_or_default();
    response.on_hover_text(format!("{}{turn}", part.why));
    if part.of > 0 && own.is_some() {
        let spot = rect.with_min_x(rect.right() - OWN).shrink2(vec2(0.0, 2.0));
        ui.scope_builder(UiBuilder::new().id_salt(part.id.as_str()).max_rect(spot), |ui| points(ui, view, sheet, part, given));
        if let Some(typed) = view.state.training.hall.team.typed_wrong(&sheet.id, &part.id) {
            let words = format!("{} {}.", icons::WARNING, not_points(typed, part.of));
            label(ui, &words, view.sizes.meta, look.ember);
        }
    }
}

/// Why what was typed is no number of points.
pub(super) fn not_points(typed: &str, of: u32) -> String {
    match typed.trim().replace(',', ".").parse::<f32>() {
        Ok(_) => format!("“{typed}” is not between 0 and {of}"),
        Err(_) => format!("“{typed}” cannot be read; write a figure from 0 to {of}"),
    }
}

fn points(ui: &mut Ui, view: &View, sheet: &ExamSheet, part: &Part, given: Option<f32>) {
    let name = format!("Your points for {}, of {}", part.name, part.of);
    let field = Figure {
        id: points_field(&sheet.id, &part.id),
        name: &name,
        hint: "",
        width: OWN,
        wants: Wants::UpTo(part.of as f32),
        may_be_empty: true,
        wrong: view.state.training.hall.team.typed_wrong(&sheet.id, &part.id),
    };
    let (exam, part) = (sheet.id.clone(), part.id.clone());
    match field.show(ui, view, given) {
        Typed::Nothing => {}
        Typed::Figure(points) => view.send(TeamCommand::Score { exam, part, points }.into()),
        Typed::Wrong(text) => view.send(TeamCommand::Mistype { exam, part, text }.into()),
    }
}

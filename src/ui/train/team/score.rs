//! The automatic score of an exam with a supervisor's own beside it, part by part, and how far they lie apart.

use super::{command::TeamCommand, sheet::disputes_of, state::same};
use crate::{
    drill::{ExamSheet, Gap, OwnScore, Part, Section, TARGET_GAP},
    ui::{
        theme::{font, icons, semibold},
        train::figure::{Figure, figure, signed},
        view::View,
        widgets::{ButtonLook, galley, key_button, label, long_field, section, strong},
    },
};
use egui::{Align2, Id, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// Width of the column of own points.
const OWN: f32 = 64.0;
/// Width of the column of automatic points.
const AUTOMATIC: f32 = 72.0;

pub(super) fn score(ui: &mut Ui, view: &View, sheet: &ExamSheet) {
    let look = view.look;
    let team = &view.state.training.hall.team;
    let by = view.state.site.agent_name.as_str();
    let own = team.own_score(&sheet.id, by, view.now.date());
    ui.spacing_mut().item_spacing.y = 4.0;
    section(ui, view, "Score");
    let has_own = !own.points.is_empty();
    totals(ui, view, sheet, has_own.then_some(&own));
    others(ui, view, sheet, &own, has_own);
    ui.add_space(8.0);
    head(ui, view);
    for of in Section::ALL.into_iter().chain([Section::Protocol, Section::Help]) {
        let parts: Vec<&Part> = sheet.result.score.parts.iter().filter(|part| part.section == of).collect();
        if parts.is_empty() {
            continue;
        }
        ui.add_space(6.0);
        strong(ui, of.in_words(), view.sizes.meta, look.ink);
        for part in parts {
            row(ui, view, sheet, part, &own);
            disputes_of(ui, view, sheet, &part.id);
        }
    }
    ui.add_space(10.0);
    section(ui, view, "A word to the trainee");
    let id = Id::unique(("own words", sheet.id.as_str()));
    let width = ui.available_width();
    if let (_, Some(words)) = long_field(ui, view, id, "A word to the trainee", &own.words, 2, width) {
        view.send(TeamCommand::ScoreWords { exam: sheet.id.clone(), words }.into());
    }
    ui.add_space(6.0);
    key_button(ui, view, &TeamCommand::Save.into(), "Save your score", ButtonLook::Primary, 34.0);
    let words = if by.trim().is_empty() {
        "A score has a name: write yours in Settings first."
    } else {
        "An empty field leaves the automatic points as they are. Your score lies beside the sheet, under your name."
    };
    label(ui, words, view.sizes.meta, look.ink2);
}

/// The automatic score, one's own, and the gap between them.
fn totals(ui: &mut Ui, view: &View, sheet: &ExamSheet, own: Option<&OwnScore>) {
    let look = view.look;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 28.0;
        let mut figures = vec![("Automatic", sheet.result.score.total.to_string())];
        figures.push(("Yours", own.map_or_else(|| "—".to_owned(), |own| figure(own.total(sheet)))));
        for (name, words) in figures {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                strong(ui, &words, (28.0, 34.0), look.ink);
                label(ui, name, view.sizes.meta, look.ink2);
            });
        }
    });
    match own {
        Some(own) => gap(ui, view, "Yours and the automatic score", own.gap(sheet)),
        None => {
            label(ui, "Give your own points below; the gap shows here.", view.sizes.meta, look.ink2);
        }
    }
}

fn gap(ui: &mut Ui, view: &View, what: &str, gap: Gap) {
    let look = view.look;
    let apart = figure(gap.points().abs());
    let target = figure(TARGET_GAP);
    let (words, ink) = if gap.is_within_target() {
        (format!("{} {what}: {apart} apart, within {target}", icons::TICK), look.leaf)
    } else {
        (format!("{} {what}: {apart} apart, more than {target}. Talk it over.", icons::WARNING), look.ember)
    };
    label(ui, &words, view.sizes.meta, ink);
}

/// What other supervisors gave, and how far two of them lie apart.
fn others(ui: &mut Ui, view: &View, sheet: &ExamSheet, own: &OwnScore, has_own: bool) {
    let scores: Vec<&OwnScore> = view.state.training.hall.team.scores.iter().filter(|score| !same(&score.by, &own.by)).collect();
    for score in &scores {
        let total = figure(score.total(sheet));
        label(ui, &format!("{}: {total}", score.by), view.sizes.body, view.look.ink);
        if !score.words.is_empty() {
            label(ui, &format!("“{}”", score.words), view.sizes.meta, view.look.ink2);
        }
        if has_own {
            gap(ui, view, &format!("{} and you", score.by), Gap::between(own.total(sheet), score.total(sheet)));
        } else {
            gap(ui, view, &format!("{} and the automatic score", score.by), score.gap(sheet));
        }
    }
    if let ([one, other, ..], false) = (scores.as_slice(), has_own) {
        gap(ui, view, &format!("{} and {}", one.by, other.by), Gap::between(one.total(sheet), other.total(sheet)));
    }
}

fn head(ui: &mut Ui, view: &View) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
    let (face, ink, y) = (semibold(view.sizes.meta), view.look.ink2, rect.center().y);
    ui.painter().text(pos2(rect.right() - OWN - 12.0, y), Align2::RIGHT_CENTER, "Automatic", face.clone(), ink);
    ui.painter().text(pos2(rect.right() - OWN + 6.0, y), Align2::LEFT_CENTER, "Yours", face, ink);
}

fn row(ui: &mut Ui, view: &View, sheet: &ExamSheet, part: &Part, own: &OwnScore) {
    let look = view.look;
    let given = own.points.get(&part.id).copied();
    let differs = given.is_some_and(|given| (given - part.points).abs() > 0.05);
    let room = ui.available_width() - OWN - AUTOMATIC - 16.0;
    let name = galley(ui, &part.name, font(view.sizes.meta), view.sizes.meta.1, look.ink, room);
    let height = name.size().y.max(34.0) + 4.0;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    ui.painter().galley(pos2(rect.left(), rect.center().y - name.size().y / 2.0), name, look.ink);
    let words = if part.of > 0 { format!("{} of {}", figure(part.points), part.of) } else { signed(part.points) };
    let at = pos2(rect.right() - OWN - 12.0, rect.center().y);
    let face = if differs { font(view.sizes.meta) } else { semibold(view.sizes.meta) };
    ui.painter().text(at, Align2::RIGHT_CENTER, &words, face, look.ink2);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{}: {words}. {}", part.name, part.why)));
    let turn = part.turn.map(|turn| format!(" (turn {turn})")).unwrap_or_default();
    response.on_hover_text(format!("{}{turn}", part.why));
    if part.of == 0 {
        return;
    }
    let spot = rect.with_min_x(rect.right() - OWN).shrink2(vec2(0.0, 2.0));
    ui.scope_builder(UiBuilder::new().id_salt(part.id.as_str()).max_rect(spot), |ui| {
        let mut points = given;
        let name = format!("Your points for {}, of {}", part.name, part.of);
        let id = Id::unique(("own points", sheet.id.as_str(), part.id.as_str()));
        if (Figure { id, name: &name, hint: "", width: OWN }).show(ui, view, &mut points) {
            let points = points.map(|points| points.clamp(0.0, part.of as f32));
            view.send(TeamCommand::Score { exam: sheet.id.clone(), part: part.id.clone(), points }.into());
        }
    });
}

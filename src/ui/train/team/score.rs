//! The automatic score of an exam with a supervisor's own beside it, part by part, and how far they lie apart.

use super::{
    command::TeamCommand,
    parts::{self, name_of_part},
    state::same,
};
use crate::{
    drill::{ExamSheet, Gap, OwnScore, TARGET_GAP},
    ui::{
        theme::icons,
        train::figure::figure,
        view::View,
        widgets::{ButtonLook, key_button, label, long_field, section, strong},
    },
};
use egui::{Id, Ui};

/// The field for a supervisor's points for a part.
pub(super) fn points_field(exam: &str, part: &str) -> Id {
    Id::unique(("own points", exam, part))
}

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
    parts::parts(ui, view, sheet, Some(&own));
    answers(ui, view, sheet, &own);
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
        "An empty field leaves the automatic points as they are. The trainee sees your score, your word and your answers."
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

/// How far two scores lie apart, in words.
pub(in crate::ui::train) fn gap(ui: &mut Ui, view: &View, what: &str, gap: Gap) {
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
    let team = &view.state.training.hall.team;
    let scores: Vec<&OwnScore> = team.scores_of(&sheet.id).filter(|score| !same(&score.by, &own.by)).collect();
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

/// What is said to each point that the trainee sees otherwise.
fn answers(ui: &mut Ui, view: &View, sheet: &ExamSheet, own: &OwnScore) {
    if sheet.disputes.is_empty() {
        return;
    }
    ui.add_space(10.0);
    section(ui, view, "What is disputed");
    for dispute in &sheet.disputes {
        let part = name_of_part(sheet, &dispute.part);
        label(ui, &format!("{part}: “{}”", dispute.words), view.sizes.meta, view.look.ink);
        let id = Id::unique(("own answer", sheet.id.as_str(), dispute.part.as_str()));
        let name = format!("Your answer on {part}");
        let words = own.answers.get(&dispute.part).map_or("", String::as_str);
        if let (_, Some(words)) = long_field(ui, view, id, &name, words, 1, ui.available_width()) {
            let (exam, part) = (sheet.id.clone(), dispute.part.clone());
            view.send(TeamCommand::AnswerDispute { exam, part, words }.into());
        }
    }
}

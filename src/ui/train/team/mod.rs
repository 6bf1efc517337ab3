//! The supervisor's desk: work that is assigned and whether it is done, exams that were handed over. Nothing of practice.

mod apply;
mod command;
mod handing;
mod list;
mod new_work;
mod parts;
mod score;
mod sheet;
mod state;
mod work;
mod writing;

pub use command::TeamCommand;
pub use state::{Back, Handing, NewWork, Row, Team};

pub(super) use handing::handing_view;
pub(super) use score::gap;

use super::{
    debrief::score_card,
    hall::{column, scroll_by_keys},
    stage::heading,
};
use crate::{
    drill::ExamSheet,
    ui::{
        view::View,
        widgets::{label, notice_card, section, told_card},
    },
};
use egui::{CentralPanel, Frame, Margin, Panel, Rect, Stroke, Ui, pos2};

/// The name of the field for whom work is meant, among egui's ids.
const WHO: &str = "who work is for";
/// Width of the list.
const LIST: f32 = 320.0;
/// Width of the score beside a transcript.
const SCORE: f32 = 400.0;
/// The widest that one column grows.
const WIDEST: f32 = 680.0;

/// What is never on this desk.
const NEVER: &str = "Practice is never shown here: not what was played, not how it went. You see assigned work done or not, \
                     and the exams that trainees handed over themselves.";

/// What stands here for whoever does not look after a team.
const YOURS: &str = "This is what is yours. Whoever looks after a team switches the whole desk on in Settings, under “I look \
                     after a team”.";

pub(super) fn team_view(ui: &mut Ui, view: &View) {
    let team = &view.state.training.hall.team;
    // What came of saving stands still while the columns under it scroll.
    if team.said.is_some() || !team.troubles.is_empty() {
        let band = Frame::new().fill(view.look.ground).inner_margin(Margin::symmetric(16, 8));
        Panel::top("team said").frame(band).show_separator_line(false).show(ui, |ui| said_and_troubles(ui, view));
    }
    CentralPanel::default().frame(Frame::new()).show(ui, |ui| columns(ui, view));
}

fn columns(ui: &mut Ui, view: &View) {
    let look = view.look;
    let full = ui.max_rect();
    let hall = &view.state.training.hall;
    let left = if full.width() >= view.sizes.two_columns { LIST } else { 0.0 };
    let centre = Rect::from_min_max(pos2(full.left() + left, full.top()), full.max);
    if left > 0.0 {
        column(ui, "team list", full.with_max_x(centre.left()), look.panel, |ui| list::list(ui, view));
        ui.painter().vline(centre.left() - 0.5, full.y_range(), Stroke::new(1.0, look.line));
    }
    let row = hall.team.row(hall.row);
    if let (Some(Row::Sheet(exam)), None, true) = (row, &hall.team.form, centre.width() >= SCORE * 2.0) {
        // What was said and what it is worth stand beside each other, and scroll apart.
        let (said, score) = (centre.with_max_x(centre.right() - SCORE), centre.with_min_x(centre.right() - SCORE));
        column(ui, "transcript", said, look.ground, |ui| {
            scroll_by_keys(ui, view);
            sheet::sheet(ui, view, exam);
        });
        column(ui, "own score", score, look.panel, |ui| scores(ui, view, exam));
        ui.painter().vline(score.left() + 0.5, full.y_range(), Stroke::new(1.0, look.line));
        return;
    }
    column(ui, "team", centre, look.ground, |ui| {
        let width = ui.available_width().min(WIDEST);
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 8.0;
            if left == 0.0 {
                // The list stays short, so that what is chosen is seen under it.
                egui::ScrollArea::vertical().id_salt("short list").max_height(300.0).show(ui, |ui| list::list(ui, view));
                ui.add_space(16.0);
            }
            match (&hall.team.form, row) {
                (Some(form), _) => writing::writing(ui, view, form),
                (None, Some(Row::Work(work))) => work::work(ui, view, work),
                (None, Some(Row::Sheet(exam))) => {
                    sheet::sheet(ui, view, exam);
                    ui.add_space(16.0);
                    scores(ui, view, exam);
                }
                (None, None) => empty(ui, view),
            }
        });
    });
}

/// A supervisor gives points; a trainee sees what was given.
fn scores(ui: &mut Ui, view: &View, exam: &ExamSheet) {
    if view.state.site.looks_after_team {
        return score::score(ui, view, exam);
    }
    let team = &view.state.training.hall.team;
    if team.scores_of(&exam.id).next().is_none() {
        label(ui, "No supervisor has scored it yet.", view.sizes.meta, view.look.ink2);
    }
    for score in team.scores_of(&exam.id) {
        score_card(ui, view, exam, score);
        ui.add_space(12.0);
    }
    section(ui, view, &format!("Automatic score: {} of 100", exam.result.score.total));
    parts::parts(ui, view, exam, None);
}

fn empty(ui: &mut Ui, view: &View) {
    let look = view.look;
    if !view.state.site.looks_after_team {
        heading(ui, view, "Nothing of yours is here");
        let words = "Work that is asked of you, and exams that you send, stand here with what your supervisor says of them.";
        label(ui, words, view.sizes.body, look.ink);
        return;
    }
    heading(ui, view, "Nothing on the desk yet");
    let words = "Assign a drill or a whole track by a day; trainees see it in their plan, on every computer that opens this \
                 folder of trees. When they have taken an exam and sent its sheet, it lies here to be scored.";
    label(ui, words, view.sizes.body, look.ink);
}

fn said_and_troubles(ui: &mut Ui, view: &View) {
    let team = &view.state.training.hall.team;
    if let Some(said) = &team.said {
        told_card(ui, view, said);
    }
    for trouble in &team.troubles {
        notice_card(ui, view, trouble, false);
    }
}

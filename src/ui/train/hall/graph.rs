//! Two graphs: the scores over time, and the heat of several calls laid over each other.

use crate::{
    drill::{Finished, passes},
    ui::{
        theme::font,
        view::View,
        widgets::{label, section},
    },
};
use egui::{Align, Color32, Layout, Ui};
use egui_plot::{AxisHints, GridMark, HLine, Line, LineStyle, MarkerShape, Plot, PlotPoints, Points};
use jiff::{ToSpan as _, civil::Date};
use std::collections::BTreeMap;

/// Height of the graph of scores.
const HEIGHT: f32 = 270.0;

/// The first day that graphs count from.
fn epoch() -> Date {
    jiff::civil::date(2020, 1, 6)
}

fn day_number(day: Date) -> f64 {
    f64::from((day - epoch()).get_days())
}

fn day_at(number: f64) -> Date {
    epoch().saturating_add((number.round() as i64).days())
}

/// The Monday of a day's week.
fn monday(day: Date) -> Date {
    day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days())
}

/// A mark of the legend.
#[derive(Clone, Copy)]
enum Mark {
    Cross,
    Ring,
    Dot,
}

/// The mark as it stands in the plot; the type faces have no such signs.
fn legend(ui: &mut Ui, view: &View, mark: Mark) {
    let look = view.look;
    if let Mark::Cross = mark {
        label(ui, crate::ui::theme::icons::CROSS, view.sizes.meta, look.alarm);
        return;
    }
    let (rect, _) = ui.allocate_exact_size(egui::vec2(10.0, 18.0), egui::Sense::hover());
    match mark {
        Mark::Ring => ui.painter().circle_stroke(rect.center(), 3.5, egui::Stroke::new(1.5, look.ink2)),
        _ => ui.painter().circle_filled(rect.center(), 4.0, look.tide),
    };
}

/// Scores by week, each drill beside it; a broken gate stands as a cross.
pub(super) fn scores(ui: &mut Ui, view: &View, width: f32) {
    let look = view.look;
    let book = &view.state.training.hall.book;
    ui.horizontal(|ui| {
        section(ui, view, "Score by week");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for (mark, words) in [(Mark::Cross, "gate failed"), (Mark::Ring, "drill"), (Mark::Dot, "week")] {
                label(ui, words, view.sizes.meta, look.ink2);
                legend(ui, view, mark);
                ui.add_space(6.0);
            }
        });
    });
    if book.drills.is_empty() {
        label(ui, "Your first drill begins this line.", view.sizes.meta, look.ink2);
        return;
    }
    let mark = view.state.site.pass_mark;
    let point = |drill: &Finished| [day_number(drill.day), f64::from(drill.score.total)];
    let split = |failed: bool| -> Vec<[f64; 2]> {
        book.drills.iter().filter(|drill| drill.has_failed_gate() == failed).map(point).collect()
    };
    let mut weeks: BTreeMap<Date, Vec<f64>> = BTreeMap::new();
    for drill in &book.drills {
        weeks.entry(monday(drill.day)).or_default().push(f64::from(drill.score.total));
    }
    let mean = |scores: &[f64]| scores.iter().sum::<f64>() / scores.len().max(1) as f64;
    let weekly: Vec<[f64; 2]> = weeks.iter().map(|(week, scores)| [day_number(*week) + 2.0, mean(scores)]).collect();
    let (first, last) = (weekly[0][0].min(point(&book.drills[0])[0]), day_number(view.now.date()));
    let alt = in_words(&book.drills, mark);
    let response = plot(ui, view, "scores", width, HEIGHT, (first - 4.0, last.max(first + 14.0) + 4.0), 0.0..=100.0)
        .x_axis_formatter(|mark: GridMark, _| day_at(mark.value).strftime("%-d %b").to_string())
        .x_grid_spacer(|input| {
            let step = ((input.bounds.1 - input.bounds.0) / 6.0 / 7.0).ceil().max(1.0) * 7.0;
            let from = (input.bounds.0 / step).ceil() as i64;
            let to = (input.bounds.1 / step).floor() as i64;
            (from..=to).map(|at| GridMark { value: at as f64 * step, step_size: step }).collect()
        })
        .show(ui, |plot| {
            let pass = HLine::new("Pass mark", f64::from(mark)).color(look.leaf).width(1.0);
            plot.hline(pass.style(LineStyle::dashed_dense()).allow_hover(false));
            plot.line(Line::new("Week", PlotPoints::from(weekly.clone())).color(look.tide).width(2.0).allow_hover(false));
            plot.points(Points::new("Week", PlotPoints::from(weekly)).color(look.tide).radius(4.0).allow_hover(false));
            let ring = Points::new("Drill", PlotPoints::from(split(false))).color(look.ink2).filled(false);
            plot.points(ring.radius(3.5).allow_hover(false));
            let cross = Points::new("Gate failed", PlotPoints::from(split(true))).color(look.alarm);
            plot.points(cross.shape(MarkerShape::Cross).radius(5.0).allow_hover(false));
        });
    response.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &alt));
}

fn in_words(drills: &[Finished], mark: u8) -> String {
    let passed = drills.iter().filter(|drill| passes(drill, mark)).count();
    let last = drills.last().map_or(0, |drill| drill.score.total);
    format!("Score by week: {} drills, {passed} passed, the last one {last} of 100", drills.len())
}

/// The heat of several calls, the chosen one strong.
pub(super) fn heat(ui: &mut Ui, view: &View, drills: &[&Finished], chosen: usize, width: f32) {
    let look = view.look;
    let longest = drills.iter().map(|drill| drill.curve.len()).max().unwrap_or(2).max(4);
    let response = plot(ui, view, "heat curves", width, 220.0, (0.0, longest as f64 - 1.0), 0.0..=10.0)
        .x_axis_formatter(|mark: GridMark, _| if mark.value == 0.0 { "Start".to_owned() } else { format!("{:.0}", mark.value) })
        // Where both axes meet stands “Start”.
        .y_axis_formatter(|mark: GridMark, _| if mark.value == 0.0 { String::new() } else { format!("{:.0}", mark.value) })
        .show(ui, |plot| {
            for (at, drill) in
                drills.iter().enumerate().filter(|(at, _)| *at != chosen).chain(drills.get(chosen).map(|drill| (chosen, drill)))
            {
                let points: Vec<[f64; 2]> =
                    drill.curve.iter().enumerate().map(|(turn, heat)| [turn as f64, f64::from(*heat)]).collect();
                let (colour, thick) = if at == chosen { (look.tide, 2.5) } else { (faded(look.ink3), 1.0) };
                plot.line(
                    Line::new(drill.customer.clone(), PlotPoints::from(points)).color(colour).width(thick).allow_hover(false),
                );
            }
        });
    let words = format!("Heat curves of {} drills laid over each other", drills.len());
    response.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &words));
}

fn faded(colour: Color32) -> Color32 {
    colour.gamma_multiply(0.6)
}

/// A plot that looks like the house: no frame, hairlines, nothing to drag.
fn plot<'a>(
    ui: &mut Ui,
    view: &View,
    name: &str,
    width: f32,
    height: f32,
    across: (f64, f64),
    up: std::ops::RangeInclusive<f64>,
) -> Plot<'a> {
    ui.style_mut().text_styles.insert(egui::TextStyle::Body, font(view.sizes.meta));
    let step = *up.end() / 5.0;
    Plot::new(name.to_owned())
        .width(width)
        .height(height)
        .default_x_bounds(across.0, across.1)
        .default_y_bounds(*up.start(), *up.end() * 1.03)
        .show_background(false)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .show_x(false)
        .show_y(false)
        .show_crosshair(false)
        .set_margin_fraction(egui::vec2(0.02, 0.02))
        .show_grid([false, true])
        .y_grid_spacer(move |_| (0..=5).map(|at| GridMark { value: f64::from(at) * step, step_size: step }).collect())
        .grid_color(view.look.line)
        .grid_fade(0.0)
        .custom_y_axes(vec![AxisHints::new_y().min_thickness(28.0)])
        .custom_x_axes(vec![AxisHints::new_x()])
}

//! The heat of a call as a curve: rising ember, falling tide, the floors dashed, the turn where it moved most.

use crate::ui::{
    theme::{font, semibold},
    view::View,
};
use egui::{Align2, Color32, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

/// A rise of more than this is one.
pub(super) const A_RISE: f32 = 0.15;

/// What a better line would have given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Better {
    /// In which turn.
    pub turn: usize,
    /// The heat.
    pub heat: f32,
}

/// What is drawn.
pub(super) struct Curve<'a> {
    /// The heat at the start, and after each turn.
    pub points: &'a [f32],
    /// The floor before each turn.
    pub floors: &'a [Option<f32>],
    /// The turn that is shown.
    pub turn: Option<usize>,
    /// What a better line would have given in it.
    pub better: Option<Better>,
    /// Turns in which a gate was broken.
    pub broken: &'a [usize],
    /// The large one of a debrief.
    pub is_large: bool,
}

struct Axes {
    plot: Rect,
    turns: usize,
}

impl Axes {
    fn at(&self, turn: usize, heat: f32) -> Pos2 {
        let across = turn as f32 / self.turns.max(1) as f32;
        pos2(
            self.plot.left() + across * self.plot.width(),
            self.plot.bottom() - heat.clamp(0.0, 10.0) / 10.0 * self.plot.height(),
        )
    }
}

/// Draws it; gives the turn that was clicked.
pub(super) fn curve(ui: &mut Ui, view: &View, curve: &Curve, width: f32, height: f32) -> Option<usize> {
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    let last = curve.points.len().saturating_sub(1);
    // A short call is not stretched over the whole width.
    let axes = Axes {
        plot: Rect::from_min_max(rect.min + vec2(24.0, 14.0), rect.max - vec2(if curve.is_large { 12.0 } else { 20.0 }, 26.0)),
        turns: last.max(if curve.is_large { 6 } else { 10 }),
    };
    grid(ui, view, curve, &axes, last);
    floors(ui, view, curve, &axes);
    line(ui, view, curve, &axes);
    let words = curve.points.iter().map(|heat| format!("{heat:.1}")).collect::<Vec<_>>().join(", ");
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, format!("Heat turn by turn: {words}")));
    if !curve.is_large || !response.clicked() {
        return None;
    }
    let at = response.interact_pointer_pos()?;
    let turn = ((at.x - axes.plot.left()) / axes.plot.width() * axes.turns as f32).round();
    (1..=last).contains(&(turn.max(0.0) as usize)).then_some(turn as usize)
}

fn words(ui: &Ui, at: Pos2, align: Align2, words: &str, colour: Color32, view: &View, bold: bool) {
    let face = if bold { semibold(view.sizes.meta) } else { font(view.sizes.meta) };
    ui.painter().text(at, align, words, face, colour);
}

/// Words within the plot, at the first of the places beside a point where neither the curve nor other words run.
struct Notes {
    taken: Vec<Rect>,
    plot: Rect,
}

impl Notes {
    fn of(curve: &Curve, axes: &Axes) -> Self {
        let points: Vec<Pos2> = curve.points.iter().enumerate().map(|(turn, heat)| axes.at(turn, *heat)).collect();
        let between = |pair: &[Pos2]| {
            let (from, to) = (pair[0], pair[1]);
            (0..=8).map(move |part| Rect::from_center_size(from.lerp(to, part as f32 / 8.0), vec2(5.0, 5.0))).collect::<Vec<_>>()
        };
        let taken = points.windows(2).flat_map(between).collect();
        Self { taken, plot: axes.plot }
    }

    fn write(&mut self, ui: &Ui, view: &View, beside: Pos2, words: &str, colour: Color32, bold: bool) {
        let face = if bold { semibold(view.sizes.meta) } else { font(view.sizes.meta) };
        let text = ui.painter().layout_no_wrap(words.to_owned(), face, colour);
        let places = [
            (vec2(11.0, -5.0), Align2::LEFT_BOTTOM),
            (vec2(11.0, 5.0), Align2::LEFT_TOP),
            (vec2(-11.0, -5.0), Align2::RIGHT_BOTTOM),
            (vec2(-11.0, 5.0), Align2::RIGHT_TOP),
            (vec2(11.0, 24.0), Align2::LEFT_TOP),
            (vec2(-11.0, 24.0), Align2::RIGHT_TOP),
            (vec2(11.0, -24.0), Align2::LEFT_BOTTOM),
        ];
        let rects = places.map(|(aside, align)| align.anchor_size(beside + aside, text.size()));
        let room = self.plot.expand2(vec2(10.0, 6.0));
        let is_free = |rect: &&Rect| room.contains_rect(**rect) && self.taken.iter().all(|other| !other.intersects(**rect));
        // Where none is free, one that is whole.
        let whole = || rects.iter().find(|rect| room.contains_rect(**rect)).copied();
        let rect = rects.iter().find(is_free).copied().or_else(whole).unwrap_or(rects[0]);
        // No line of the grid runs through them either.
        ui.painter().rect_filled(rect, 0, view.look.ground);
        ui.painter().galley(rect.min, text, colour);
        self.taken.push(rect);
    }
}

fn grid(ui: &Ui, view: &View, curve: &Curve, axes: &Axes, last: usize) {
    let look = view.look;
    for heat in [0.0, 5.0, 10.0] {
        let y = axes.at(0, heat).y;
        ui.painter().hline(axes.plot.x_range(), y, Stroke::new(1.0, look.line));
        words(ui, pos2(axes.plot.left() - 8.0, y), Align2::RIGHT_CENTER, &format!("{heat:.0}"), look.ink2, view, false);
    }
    let under = axes.plot.bottom() + 6.0;
    words(ui, pos2(axes.plot.left() - 12.0, under), Align2::LEFT_TOP, "Start", look.ink2, view, false);
    // As many numbers as have room.
    let room = axes.plot.width() / axes.turns as f32;
    let every = (30.0 / room).ceil().max(1.0) as usize;
    for turn in 1..=last.max(if curve.is_large { 0 } else { axes.turns }) {
        let is_shown = curve.turn == Some(turn);
        let is_near = curve.turn.is_some_and(|shown| shown != turn && shown.abs_diff(turn) < every);
        let x = axes.at(turn, 0.0).x;
        // "Start" needs its own room.
        if is_shown || (turn % every == 0 && !is_near && x > axes.plot.left() + 32.0) {
            let rose = turn <= last && curve.points[turn] - curve.points[turn - 1] > A_RISE;
            let colour = match (is_shown, rose) {
                (true, true) => look.ember,
                (true, false) => look.tide,
                (false, _) => look.ink2,
            };
            words(ui, pos2(x, under), Align2::CENTER_TOP, &turn.to_string(), colour, view, is_shown);
        }
    }
}

fn floors(ui: &Ui, view: &View, curve: &Curve, axes: &Axes) {
    let stroke = Stroke::new(1.5, view.look.ink3);
    // One dashed line as long as a floor holds, and one down or up to the next.
    let mut at = 0;
    while at < curve.floors.len() {
        let floor = curve.floors[at];
        let holds = curve.floors[at..].iter().take_while(|other| **other == floor).count();
        if let Some(heat) = floor {
            dashed(ui, axes.at(at, heat), axes.at(at + holds, heat), stroke);
            if let Some(next) = curve.floors.get(at + holds) {
                dashed(ui, axes.at(at + holds, heat), axes.at(at + holds, next.unwrap_or_default()), stroke);
            }
        }
        at += holds;
    }
}

fn dashed(ui: &Ui, from: Pos2, to: Pos2, stroke: Stroke) {
    ui.painter().extend(Shape::dashed_line(&[from, to], stroke, 5.0, 4.0));
}

fn line(ui: &Ui, view: &View, curve: &Curve, axes: &Axes) {
    let look = view.look;
    let at = |turn: usize| axes.at(turn, curve.points[turn]);
    if let Some(turn) = curve.turn.filter(|turn| curve.is_large && *turn < curve.points.len()) {
        let x = at(turn).x;
        let rose = turn > 0 && curve.points[turn] - curve.points[turn - 1] > A_RISE;
        let stroke = Stroke::new(1.5, if rose { look.ember } else { look.tide });
        ui.painter().extend(Shape::dotted_line(&[pos2(x, axes.plot.top()), pos2(x, axes.plot.bottom())], stroke.color, 4.0, 1.0));
    }
    let rises = |turn: usize| curve.points[turn] - curve.points[turn - 1] > A_RISE;
    for turn in 1..curve.points.len() {
        let colour = if rises(turn) { look.ember } else { look.tide };
        ui.painter().line_segment([at(turn - 1), at(turn)], Stroke::new(2.5, colour));
    }
    let background = if curve.is_large { look.ground } else { look.panel };
    if let Some(better) = curve.better.filter(|better| better.turn >= 1 && better.turn < curve.points.len()) {
        let (from, to) = (at(better.turn - 1), axes.at(better.turn, better.heat));
        dashed(ui, from, to, Stroke::new(2.0, look.tide));
        ui.painter().circle(to, 4.5, background, Stroke::new(2.0, look.tide));
    }
    for turn in 0..curve.points.len() {
        let is_last = turn + 1 == curve.points.len();
        let is_shown = curve.is_large && curve.turn == Some(turn);
        let colour = match turn {
            0 if is_last => of_start(view, curve),
            0 => look.tide,
            _ if rises(turn) => look.ember,
            _ => look.tide,
        };
        if curve.broken.contains(&turn) {
            words(ui, at(turn), Align2::CENTER_CENTER, crate::ui::theme::icons::CROSS, look.alarm, view, true);
        } else if is_last || is_shown {
            ui.painter().circle(at(turn), 6.0, colour, Stroke::new(2.0, background));
        } else {
            ui.painter().circle_filled(at(turn), 3.0, colour);
        }
    }
    labels(ui, view, curve, axes);
}

/// The colour of a call that has not moved yet: whether it begins hot.
fn of_start(view: &View, curve: &Curve) -> Color32 {
    if curve.points.first().is_some_and(|heat| *heat >= 6.0) { view.look.ember } else { view.look.tide }
}

fn labels(ui: &Ui, view: &View, curve: &Curve, axes: &Axes) {
    let look = view.look;
    let Some(last) = curve.points.len().checked_sub(1) else { return };
    let at = |turn: usize| axes.at(turn, curve.points[turn]);
    if !curve.is_large {
        if last == 0 {
            let colour = of_start(view, curve);
            return words(
                ui,
                at(0) + vec2(12.0, 0.0),
                Align2::LEFT_CENTER,
                &format!("{:.1}", curve.points[0]),
                colour,
                view,
                true,
            );
        }
        let rises = curve.points[last] - curve.points[last - 1] > A_RISE;
        let colour = if rises { look.ember } else { look.tide };
        let text = format!("{:.1}", curve.points[last]);
        // Beside a falling curve, above a rising one.
        let falls = curve.points[last] < curve.points[last - 1];
        let has_room = at(last).x + 40.0 < axes.plot.right() + 20.0;
        let (place, align) = match (falls, has_room) {
            (true, true) => (at(last) + vec2(11.0, 0.0), Align2::LEFT_CENTER),
            (true, false) => (at(last) + vec2(0.0, 9.0), Align2::CENTER_TOP),
            (false, _) => (at(last) - vec2(0.0, 9.0), Align2::CENTER_BOTTOM),
        };
        words(ui, place, align, &text, colour, view, true);
        return;
    }
    let mut notes = Notes::of(curve, axes);
    if let Some(turn) = curve.turn.filter(|turn| (1..=last).contains(turn)) {
        let (before, after) = (curve.points[turn - 1], curve.points[turn]);
        let colour = if after - before > A_RISE { look.ember } else { look.tide };
        notes.write(ui, view, at(turn), &format!("Turn {turn}: {before:.1} to {after:.1}"), colour, true);
    }
    if let Some(better) = curve.better.filter(|better| (1..=last).contains(&better.turn)) {
        let words = format!("{:.1} with the better line", better.heat);
        notes.write(ui, view, axes.at(better.turn, better.heat), &words, look.tide, false);
    }
    for turn in curve.broken.iter().filter(|turn| (1..=last).contains(*turn) && curve.turn != Some(**turn)) {
        notes.write(ui, view, at(*turn), &format!("Gate, turn {turn}"), look.alarm, true);
    }
}

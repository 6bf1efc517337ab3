//! What is talked over after a drill: where it turned, what was said, what the better line was; the score and the gates.

mod disputing;
mod foot;
mod gates;
mod next;
mod said;
mod score;
mod scored;
mod text;
mod turn;

pub use next::WhatsNext;
pub(super) use said::{in_short, outcome, said};
pub use scored::Scored;
pub(super) use scored::{score_card, state_of};

use super::{
    curve::{Better, Curve, curve},
    stage::{bars, column, head_bar, heading, slim},
};
use crate::{
    drill::{Act, Debrief, Drill, Gate, GateState, Happened, Level, Phase, ScoreCard},
    library::technique,
    tree::TechniqueId,
    ui::{
        guide::{Shape, area},
        theme::{font, icons},
        view::View,
        widgets::{elided, label, notice_card, section, strong},
    },
};
use egui::{Align, Layout, Margin, Ui};
use jiff::Zoned;

/// The name of the field for a dispute among egui's ids.
pub const DISPUTE: &str = "dispute a point";

/// A drill that is talked over.
pub struct Debriefing {
    /// Its name in the store.
    pub id: String,
    /// The drill.
    pub drill: Drill,
    /// Its score.
    pub score: ScoreCard,
    /// Its gates.
    pub gates: Vec<Gate>,
    /// Where it turned.
    pub debrief: Debrief,
    /// The turn that is shown, from 1; 0 where nothing was said.
    pub turn: usize,
    /// What would have been better in it.
    pub better: Option<BetterLine>,
    /// The heat below which the customer did not go, before each turn.
    pub floors: Vec<Option<(f32, String)>>,
    /// What comes next.
    pub next: WhatsNext,
    /// The part that is disputed, and why.
    pub disputing: Option<(String, String)>,
    /// What was disputed.
    pub disputes: Vec<(String, String)>,
    /// What supervisors said of it, where it is an exam.
    pub scored: Option<Scored>,
    /// What the last thing said.
    pub message: Option<String>,
}

/// A better line for a turn.
#[derive(Clone, Debug, PartialEq)]
pub struct BetterLine {
    /// Its words.
    pub words: String,
    /// The heat it would have given.
    pub heat: f32,
    /// Why it is better.
    pub why: String,
    /// The technique.
    pub technique: Option<TechniqueId>,
}

impl Debriefing {
    /// A drill with all that is said of it, at the turn where the heat moved most.
    #[must_use]
    pub fn new(id: String, drill: Drill, now: &Zoned) -> Self {
        let (score, gates, debrief) = (drill.score(), drill.gates(), drill.debrief());
        let floors = floors(&drill);
        let turn = debrief.turn.unwrap_or_else(|| moved_most(&drill));
        let mut debriefing = Self {
            id,
            score,
            gates,
            debrief,
            turn,
            better: None,
            floors,
            next: WhatsNext::default(),
            disputing: None,
            disputes: Vec::new(),
            scored: None,
            message: None,
            drill,
        };
        debriefing.show(turn, now);
        debriefing
    }

    /// Shows a turn.
    pub fn show(&mut self, turn: usize, now: &Zoned) {
        self.turn = turn;
        self.better = better(&self.drill, &self.debrief, turn, now);
    }

    /// Whether heat is shown: not for a call that is scored on its protocol alone.
    #[must_use]
    pub fn shows_heat(&self) -> bool {
        self.drill.setting().persona.protocol.is_none()
    }

    /// Whether a gate was broken.
    #[must_use]
    pub fn has_failed_gate(&self) -> bool {
        self.gates.iter().any(Gate::is_failed)
    }

    /// The heat at the start and after each turn.
    #[must_use]
    pub fn points(&self) -> Vec<f32> {
        let turns = self.drill.turns();
        let start = turns.first().map_or(self.drill.heat(), |turn| turn.heat_before);
        std::iter::once(start).chain(turns.iter().map(|turn| turn.heat_after)).collect()
    }

    /// The turns in which a gate was broken.
    #[must_use]
    pub fn broken_in(&self) -> Vec<usize> {
        let turn = |gate: &Gate| match gate.state {
            GateState::Failed { turn, .. } => Some(turn),
            GateState::Passed | GateState::DidNotComeUp => None,
        };
        self.gates.iter().filter_map(turn).collect()
    }
}

/// The floor before each turn: the drill is played through once more.
fn floors(drill: &Drill) -> Vec<Option<(f32, String)>> {
    let mut other = drill.before_turn(1);
    let now_is = |drill: &Drill| drill.floor().map(|(heat, why)| (heat, why.to_owned()));
    let mut floors = vec![now_is(&other)];
    let from = other.events().len();
    for event in &drill.events()[from..] {
        let Happened::Did(act) = &event.what else { continue };
        // What was taken once is taken again.
        let _ = other.take(act.clone(), &event.at);
        if other.turns().len() == floors.len() {
            floors.push(now_is(&other));
        } else if let Some(last) = floors.last_mut() {
            *last = now_is(&other);
        }
    }
    floors.truncate(drill.turns().len());
    floors
}

/// The turn in which the heat moved most.
fn moved_most(drill: &Drill) -> usize {
    let moved = |turn: &crate::drill::Turn| (turn.heat_after - turn.heat_before).abs();
    drill.turns().iter().max_by(|one, other| moved(one).total_cmp(&moved(other))).map_or(0, |turn| turn.number)
}

/// What would have been better in a turn: the debrief's own word on the turn where it turned, else the step's own line.
fn better(drill: &Drill, debrief: &Debrief, number: usize, now: &Zoned) -> Option<BetterLine> {
    let turn = drill.turns().iter().find(|turn| turn.number == number)?;
    if debrief.turn == Some(number)
        && let (Some(words), Some(heat)) = (debrief.better.clone(), debrief.better_heat)
    {
        return Some(BetterLine { words, heat, why: debrief.why.clone(), technique: debrief.technique.clone() });
    }
    if turn.said.is_own_line() {
        return None;
    }
    let mut other = at_turn(drill, number, now);
    let own = other.choices().iter().position(|choice| choice.from.is_own())?;
    let words = drill.own_line_of(turn).unwrap_or_else(|| other.choices()[own].text.clone());
    other.take(Act::Choose(own + 1), now).ok()?;
    let heat = other.heat();
    let made = other.turns().last().map(|turn| turn.reasons.join(" ")).unwrap_or_default();
    let step = drill.call().trees().step(&turn.spot);
    let technique = step.and_then(|step| step.techniques.first().cloned());
    (heat < turn.heat_after).then_some(BetterLine { words, heat, why: made, technique })
}

/// A drill as it stood when the line of a turn was to be said: the answer before it is heard, its facts are taken down.
pub(super) fn at_turn(drill: &Drill, number: usize, now: &Zoned) -> Drill {
    let mut other = drill.before_turn(number);
    let from = other.events().len();
    for event in &drill.events()[from..] {
        let Happened::Did(act) = &event.what else { break };
        let says = matches!(act, Act::Choose(_) | Act::Say(_) | Act::Wait | Act::Always(_) | Act::End(_) | Act::Pause);
        let is_past = other.turns().len() + 1 > number || (says && other.phase() == Phase::ToSay);
        if is_past || matches!(act, Act::ShowScript) || other.take(act.clone(), now).is_err() {
            break;
        }
    }
    other
}

/// The debrief.
pub(super) fn debrief_view(ui: &mut Ui, view: &View, debriefing: &Debriefing) {
    let shape = Shape::of(view, ui.max_rect().width());
    let full = ui.max_rect();
    let middle = full.with_min_y(full.top() + view.sizes.bar).with_max_y(full.bottom() - view.sizes.foot);
    let left = if shape == Shape::Three { 344.0 } else { 0.0 };
    let right = if matches!(shape, Shape::Two | Shape::Three) { view.sizes.facts_rail } else { 0.0 };
    let centre = middle.with_min_x(full.left() + left).with_max_x(full.right() - right);
    let sides = if shape == Shape::Strip { 12 } else { 32 };
    let panel = view.look.panel;
    // What can be done from here stays in sight, however much there is to say.
    let at_foot = 60.0;
    let above = centre.with_max_y(centre.bottom() - at_foot);
    // Each debrief and each turn of it begins at its top.
    let name = format!("debrief {} {}", debriefing.id, debriefing.turn);
    area(ui, &name, above, view.look.ground, Margin { left: sides, right: sides, top: 20, bottom: 0 }, |ui| {
        column(ui, false, |ui| {
            centre_column(ui, view, debriefing, shape);
            if left == 0.0 {
                ui.add_space(24.0);
                score::score(ui, view, debriefing);
            }
            if right == 0.0 {
                ui.add_space(24.0);
                gates::gates(ui, view, debriefing);
                ui.add_space(24.0);
                next::next(ui, view, debriefing);
            }
            ui.add_space(8.0);
        });
    });
    if at_foot > 0.0 {
        let below = centre.with_min_y(above.bottom());
        area(ui, "from here", below, view.look.ground, Margin::symmetric(sides, 10), |ui| {
            turn::buttons(ui, view, !debriefing.drill.turns().is_empty());
        });
    }
    if left > 0.0 {
        let rail = middle.with_max_x(centre.left());
        area(ui, "score", rail, panel, Margin::symmetric(16, 16), |ui| {
            column(ui, false, |ui| score::score(ui, view, debriefing));
        });
    }
    if right > 0.0 {
        let rail = middle.with_min_x(centre.right());
        area(ui, "gates", rail, panel, Margin::symmetric(16, 16), |ui| {
            column(ui, false, |ui| {
                gates::gates(ui, view, debriefing);
                ui.add_space(28.0);
                next::next(ui, view, debriefing);
            });
        });
    }
    bars(ui, view, full, middle, [left > 0.0, right > 0.0], centre);
    let foot = full.with_min_y(middle.bottom() + 1.0);
    area(ui, "foot", foot, panel, Margin::symmetric(16, 8), |ui| foot::foot(ui, view, shape));
    let head = full.with_max_y(middle.top() - 1.0);
    area(ui, "head", head, panel, Margin::symmetric(16, 0), |ui| head_bar(ui, view, &debriefing.drill, "debrief", "", shape));
}

fn centre_column(ui: &mut Ui, view: &View, debriefing: &Debriefing, shape: Shape) {
    ui.spacing_mut().item_spacing.y = 4.0;
    for (index, notice) in view.state.notices.iter().enumerate() {
        if notice_card(ui, view, notice, true) {
            view.send(crate::ui::command::Command::Dismiss(index));
        }
    }
    let setting = debriefing.drill.setting();
    let title = format!("{} · {}", said::outcome(&debriefing.drill), setting.persona.name);
    heading(ui, view, &title);
    let turns = debriefing.drill.turns().len();
    let book = &view.state.training.hall.book;
    let is_other = |one: &&crate::drill::Finished| one.id != debriefing.id;
    let is_again = book.drills.iter().filter(is_other).any(|one| one.is_same_call(setting));
    let beside = format!(
        "{turns} turn{} · {}{} · seed {} · {}",
        if turns == 1 { "" } else { "s" },
        setting.level.in_words().to_lowercase(),
        if is_again { " · the same call again" } else { "" },
        setting.seed,
        if debriefing.scored.is_some() { "scored by your supervisor" } else { seen_by(setting.level) }
    );
    label(ui, &beside, view.sizes.meta, view.look.ink2);
    ui.add_space(10.0);
    scored::scored(ui, view, debriefing);
    if debriefing.shows_heat() {
        heat(ui, view, debriefing, shape);
    } else {
        label(ui, "Heat is not what this call is about; it is scored on its protocol.", view.sizes.meta, view.look.ink2);
        ui.add_space(8.0);
    }
    turn::turn(ui, view, debriefing, shape);
}

fn heat(ui: &mut Ui, view: &View, debriefing: &Debriefing, shape: Shape) {
    let curve_of = debriefing.debrief.heat;
    slim(ui, |ui| {
        section(ui, view, "Heat");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let parts = [
                ("Recovery", curve_of.recovery(), view.look.ink),
                ("End", curve_of.end, if curve_of.end >= 4.0 { view.look.ember } else { view.look.tide }),
                ("Peak", curve_of.peak, view.look.ember),
                ("Start", curve_of.start, view.look.ink),
            ];
            for (index, (name, figure, colour)) in parts.into_iter().enumerate() {
                if index > 0 {
                    ui.add_space(12.0);
                }
                strong(ui, &format!("{figure:.1}"), view.sizes.meta, colour);
                label(ui, name, view.sizes.meta, view.look.ink2);
            }
        });
    });
    let points = debriefing.points();
    let better = debriefing.better.as_ref().map(|better| Better { turn: debriefing.turn, heat: better.heat });
    let broken = debriefing.broken_in();
    let floors: Vec<Option<f32>> = debriefing.floors.iter().map(|floor| floor.as_ref().map(|(heat, _)| *heat)).collect();
    let shown = Curve {
        points: &points,
        floors: &floors,
        turn: (debriefing.turn > 0).then_some(debriefing.turn),
        better,
        broken: &broken,
        is_large: shape != Shape::Strip,
    };
    // A low window keeps the reason in sight.
    let height = if ui.clip_rect().height() < 720.0 && shape != Shape::Strip { 140.0 } else { 186.0 };
    if let Some(turn) = curve(ui, view, &shown, ui.available_width(), height) {
        view.send(super::command::TrainCommand::ShowTurn(turn).into());
    }
    floor_keys(ui, view, &debriefing.floors);
    ui.add_space(6.0);
}

/// Under the curve: each floor there was, in words.
fn floor_keys(ui: &mut Ui, view: &View, floors: &[Option<(f32, String)>]) {
    let mut keys: Vec<String> = Vec::new();
    for (heat, why) in floors.iter().flatten() {
        let words = format!("floor {heat:.0} {why}");
        if keys.last() != Some(&words) {
            keys.push(words);
        }
    }
    let Some(first) = keys.first_mut() else { return };
    *first = first.replacen("floor", "Floor", 1);
    slim(ui, |ui| {
        let (rect, _) = ui.allocate_exact_size(egui::vec2(20.0, 18.0), egui::Sense::hover());
        let dash = [rect.left_center(), rect.right_center()];
        let stroke = egui::Stroke::new(1.5, view.look.ink3);
        ui.painter().extend(egui::Shape::dashed_line(&dash, stroke, 5.0, 4.0));
        elided(ui, &keys.join(", "), font(view.sizes.meta), view.look.ink2);
    });
}

/// The words for a technique: its name, and why it works.
pub(super) fn technique_words(id: Option<&TechniqueId>) -> Option<(String, String)> {
    let found = technique(id?.as_str())?;
    Some((found.name.clone(), found.why.clone()))
}

/// What a level says of who sees it.
pub(super) fn seen_by(level: Level) -> &'static str {
    match level {
        Level::Shown | Level::Faded => "seen by nobody but you",
        Level::Exam => "seen by your supervisor once you have sent its sheet",
    }
}

/// A tick, a cross or a dash: shape always with the colour.
pub(super) fn mark(state: &GateState) -> &'static str {
    match state {
        GateState::Passed => icons::TICK,
        GateState::Failed { .. } => icons::CROSS,
        GateState::DidNotComeUp => icons::MINUS,
    }
}

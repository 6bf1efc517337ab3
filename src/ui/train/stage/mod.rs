//! A drill on stage: the guide with a customer in it. The same screen is played, watched and used for a warm-up.

mod choices;
mod customer;
mod effect;
mod foot;
mod head;
mod meant;
mod own_words;
mod rail;
mod script;
mod side;

pub(super) use choices::row;
pub(super) use effect::change_chip;
pub(super) use head::head_bar;
pub(super) use own_words::{MOST_WORDS, SAY};
pub(super) use side::{help_numbers, number_words, switch};

use super::state::{Playing, Scene, Stage};
use super::{hall::scroll_by_keys, warm_up::WarmUp, watching::Watching};
use crate::{
    drill::{Drill, Level, Phase},
    ui::{
        guide::{self, Shape, area},
        view::View,
    },
};
use egui::{CentralPanel, Frame, Margin, Panel, Rect, ScrollArea, Stroke, Ui};

/// Who has the stage.
#[derive(Clone, Copy)]
pub(super) enum By<'a> {
    /// The trainee plays.
    Playing(&'a Playing),
    /// An example is watched.
    Watching(&'a Watching),
    /// A warm-up.
    WarmUp(&'a WarmUp),
}

/// A stage as it is shown.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a> {
    /// The drill.
    pub drill: &'a Drill,
    /// Who has it.
    pub by: By<'a>,
}

impl<'a> Shown<'a> {
    /// What is on stage, if anything is.
    pub fn of(scene: &'a Scene) -> Option<Self> {
        let shown = |stage: &'a Stage, by| Some(Self { drill: &stage.drill, by });
        match scene {
            Scene::Drill(playing) => shown(&playing.stage, By::Playing(playing)),
            Scene::Watch(watching) => shown(&watching.stage, By::Watching(watching)),
            Scene::WarmUp(warm_up) => shown(warm_up.stage.as_ref()?, By::WarmUp(warm_up)),
            Scene::Hall | Scene::Before(_) | Scene::Debrief(_) | Scene::Sitting(_) => None,
        }
    }

    /// How much is shown.
    pub fn level(&self) -> Level {
        self.drill.setting().level
    }

    /// Whether the number of the heat is shown, and what moved it.
    pub fn shows_heat(&self) -> bool {
        self.level() != Level::Exam && self.drill.setting().persona.protocol.is_none()
    }

    /// Whether reasons are shown after each turn.
    pub fn shows_reasons(&self) -> bool {
        self.level() != Level::Exam
    }

    /// Whether the tree's own line is marked or shown.
    pub fn shows_script(&self) -> bool {
        match self.by {
            By::Playing(_) => self.level() == Level::Shown || is_helped(self.drill),
            By::Watching(_) => true,
            By::WarmUp(warm_up) => warm_up.is_answered(),
        }
    }
}

/// The stage.
pub(super) fn stage_view(ui: &mut Ui, view: &View, shown: &Shown) {
    let full = ui.max_rect();
    let shape = Shape::of(view, full.width());
    let strip = shape == Shape::Strip;
    let (head_height, foot_height) = if strip { (40.0, 87.0) } else { (view.sizes.bar, view.sizes.foot) };
    let edge = if strip { 12 } else { 16 };
    let middle = full.with_min_y(full.top() + head_height).with_max_y(full.bottom() - foot_height);
    let left = if shape == Shape::Three { view.sizes.path_rail } else { 0.0 };
    let right = if matches!(shape, Shape::Two | Shape::Three) { view.sizes.facts_rail } else { 0.0 };
    let centre = middle.with_min_x(full.left() + left).with_max_x(full.right() - right);
    let panel = view.look.panel;
    // Tab goes where the call goes, as in the guide.
    area(ui, "centre", centre, view.look.ground, Margin::ZERO, |ui| centre_and_note(ui, view, shown, shape));
    if right > 0.0 {
        area(ui, "side", middle.with_min_x(centre.right()), panel, Margin::same(16), |ui| side::side(ui, view, shown));
    }
    if left > 0.0 {
        area(ui, "path", middle.with_max_x(centre.left()), panel, Margin::same(16), |ui| rail::rail(ui, view, shown));
    }
    let foot = full.with_min_y(middle.bottom());
    area(ui, "foot", foot, panel, Margin::symmetric(edge, 8), |ui| foot::foot(ui, view, shown, shape));
    let head = full.with_max_y(middle.top());
    area(ui, "head", head, panel, Margin::symmetric(edge, 0), |ui| head::head(ui, view, shown, shape));
    bars(ui, view, full, middle, [left > 0.0, right > 0.0], centre);
}

/// The hairlines between bars, rails and centre.
pub(super) fn bars(ui: &Ui, view: &View, full: Rect, middle: Rect, rails: [bool; 2], centre: Rect) {
    let rule = Stroke::new(1.0, view.look.line);
    ui.painter().hline(full.x_range(), middle.top() - 0.5, rule);
    ui.painter().hline(full.x_range(), middle.bottom() + 0.5, rule);
    for (is_there, x) in rails.into_iter().zip([centre.left() - 0.5, centre.right() + 0.5]) {
        if is_there {
            ui.painter().vline(x, middle.y_range(), rule);
        }
    }
}

/// A heading of a page.
pub(super) fn heading(ui: &mut Ui, view: &View, words: &str) {
    let heading = crate::ui::widgets::strong(ui, words, view.sizes.heading, view.look.ink);
    heading.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, words));
    ui.ctx().accesskit_node_builder(heading.id, |node| node.set_role(egui::Role::Heading));
}

/// How far a scrolled column reaches into the margin at its right, where its bar stands.
pub(super) const INTO_MARGIN: f32 = 10.0;

/// A column that scrolls. Its bar stands in the margin, so that it takes no width and nothing is set anew when it comes.
pub(super) fn column(ui: &mut Ui, to_bottom: bool, add: impl FnOnce(&mut Ui)) {
    let rect = ui.available_rect_before_wrap();
    let wider = rect.with_max_x(rect.right() + INTO_MARGIN);
    let width = rect.width();
    ui.set_clip_rect(ui.clip_rect().union(wider.intersect(ui.clip_rect().expand(INTO_MARGIN))));
    ui.scope_builder(egui::UiBuilder::new().max_rect(wider), |ui| {
        ui.spacing_mut().scroll.floating_allocated_width = 0.0;
        ScrollArea::vertical().auto_shrink(false).stick_to_bottom(to_bottom).show(ui, |ui| {
            ui.set_max_width(width);
            add(ui);
        });
    });
}

/// A row that is no higher than its words.
pub(super) fn slim<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 18.0;
        ui.horizontal(add).inner
    })
    .inner
}

fn centre_and_note(ui: &mut Ui, view: &View, shown: &Shown, shape: Shape) {
    let sides = if shape == Shape::Strip { 12 } else { 32 };
    let bare = |margin: Margin| Frame::new().fill(view.look.ground).inner_margin(margin);
    if let By::Playing(playing) = shown.by
        && !playing.is_over()
    {
        let note = bare(Margin { left: sides, right: sides, top: 6, bottom: 12 });
        Panel::bottom("drill note").frame(note).show_separator_line(false).show(ui, |ui| guide::note(ui, view, shape));
    }
    let centre = bare(Margin { left: sides, right: sides, top: 12, bottom: 0 });
    CentralPanel::default().frame(centre).show(ui, |ui| {
        column(ui, false, |ui| {
            scroll_by_keys(ui, view);
            centre_column(ui, view, shown, shape);
        });
    });
}

fn centre_column(ui: &mut Ui, view: &View, shown: &Shown, shape: Shape) {
    ui.spacing_mut().item_spacing.y = if shape == Shape::Strip { 8.0 } else { 10.0 };
    guide::banners(ui, view);
    guide::spine(ui, view, Shape::Strip, shown.shows_heat());
    head::title_row(ui, view, shown, shape);
    effect::effect(ui, view, shown);
    if shape == Shape::Strip || shape == Shape::One {
        side::numbers_in_a_line(ui, view, shown);
        side::in_short(ui, view, shown);
    }
    if let By::Playing(playing) = shown.by
        && playing.is_naming
    {
        return meant::meant(ui, view, shown);
    }
    customer::customer(ui, view, shown, shape);
    if let By::WarmUp(warm_up) = shown.by
        && warm_up.is_answered()
    {
        return choices::after_an_opening(ui, view, shown);
    }
    match shown.drill.phase() {
        Phase::ToSay => {
            script::script(ui, view, shown);
            guide::card_of_escalation(ui, view, shape);
            choices::choices(ui, view, shown, shape);
        }
        Phase::ToHear => {
            guide::card_of_escalation(ui, view, shape);
            choices::answers(ui, view, shown, shape);
        }
        Phase::Over(_) => foot::over(ui, view, shown),
    }
    if matches!(shape, Shape::Strip | Shape::One) {
        ui.add_space(4.0);
        side::facts(ui, view, shown);
    }
}

/// Whether the script was asked for in this turn.
fn is_helped(drill: &Drill) -> bool {
    use crate::drill::{Act, Happened};
    let acts = drill.events().iter().rev().filter_map(|event| match &event.what {
        Happened::Did(act) => Some(act),
        Happened::Began(_) => None,
    });
    let in_this_turn =
        acts.take_while(|act| !matches!(act, Act::Choose(_) | Act::Say(_) | Act::Always(_) | Act::Wait | Act::Meant(_)));
    in_this_turn.into_iter().any(|act| *act == Act::ShowScript)
}

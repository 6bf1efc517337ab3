//! The rail at the right: the level, the heat with its floors, the patience that is left, the facts.

use super::{By, Shown, head::is_hot};
use crate::{
    drill::{Leaving, Level, NoticeKind, Told},
    ui::{
        command::Command,
        guide::{facts_of_the_call, noted},
        theme::{font, semibold},
        train::{
            command::TrainCommand,
            curve::{Curve, curve},
        },
        view::View,
        widgets::{ButtonLook, action_button, frame, galley, key_cap, label, section, strong},
    },
};
use egui::{Align, CornerRadius, Layout, Margin, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

pub(super) fn side(ui: &mut Ui, view: &View, shown: &Shown) {
    super::column(ui, false, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        match shown.by {
            By::Playing(_) => level(ui, view, shown),
            By::Watching(watching) => {
                section(ui, view, if watching.is_good { "A good example" } else { "A bad example" });
                let words = if watching.is_good {
                    "The same customer, well handled. Watch what each line does."
                } else {
                    "What it looks like when it goes wrong. Watch where it turns."
                };
                label(ui, words, view.sizes.meta, view.look.ink2);
            }
            By::WarmUp(_) => {
                section(ui, view, "Two minutes");
                label(ui, "Three hard openings, one line each. Nothing is scored or kept.", view.sizes.meta, view.look.ink2);
            }
        }
        numbers(ui, view, shown);
        if shown.shows_heat() {
            ui.add_space(4.0);
            heat(ui, view, shown);
            ui.add_space(4.0);
            patience(ui, view, shown);
        } else if let Some(protocol) = &shown.drill.setting().persona.protocol {
            ui.add_space(4.0);
            section(ui, view, "What this call asks for");
            label(ui, &protocol.asks, view.sizes.meta, view.look.ink);
        }
        ui.add_space(4.0);
        facts(ui, view, shown);
    });
}

fn level(ui: &mut Ui, view: &View, shown: &Shown) {
    let command: Command = TrainCommand::ChangeLevel.into();
    let can = view.state.can(&command);
    super::slim(ui, |ui| {
        // The key cap goes; the row stays as high as it was.
        ui.set_min_height(view.sizes.key_cap);
        section(ui, view, "Level");
        if can {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| key_cap(ui, view, &view.key(&command)));
        }
    });
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 32.0), Sense::click());
    switch(ui, view, rect, shown.level());
    let name = format!("Level: {}", shown.level().in_words());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, can, &name));
    crate::ui::widgets::ring(ui, view, &response, 6);
    if response.on_hover_text(command.help()).clicked() && can {
        view.send(command);
    }
    let words = match shown.level() {
        Level::Shown if !shown.shows_heat() => "Reasons after each turn. The tree’s line is marked.",
        Level::Shown => "Heat and reasons after each turn. The tree’s line is marked.",
        Level::Faded => "Your own line first. The script on request; it costs points.",
        Level::Exam => "No script and no number. The gates apply.",
    };
    label(ui, words, view.sizes.meta, view.look.ink2);
}

/// Three parts, the chosen one tinted.
pub(in crate::ui::train) fn switch(ui: &Ui, view: &View, rect: Rect, chosen: Level) {
    let look = view.look;
    let radius = CornerRadius::same(6);
    ui.painter().rect(rect, radius, look.panel, Stroke::new(1.0, look.edge), StrokeKind::Inside);
    let part = rect.width() / 3.0;
    for (index, level) in Level::ALL.into_iter().enumerate() {
        let own = Rect::from_min_size(pos2(rect.left() + part * index as f32, rect.top()), vec2(part, rect.height())).shrink(1.0);
        let is_it = level == chosen;
        if is_it {
            let corners = match index {
                0 => CornerRadius { nw: 5, sw: 5, ..CornerRadius::ZERO },
                2 => CornerRadius { ne: 5, se: 5, ..CornerRadius::ZERO },
                _ => CornerRadius::ZERO,
            };
            ui.painter().rect_filled(own, corners, look.tide_soft);
        }
        if index > 0 {
            ui.painter().vline(own.left() - 1.0, rect.shrink(1.0).y_range(), Stroke::new(1.0, look.edge));
        }
        let (face, ink) = if is_it { (semibold(view.sizes.meta), look.tide) } else { (font(view.sizes.meta), look.ink2) };
        ui.painter().text(own.center(), egui::Align2::CENTER_CENTER, level.in_words(), face, ink);
    }
}

/// Whom to call: on the screen of every drill that may hurt.
fn numbers(ui: &mut Ui, view: &View, shown: &Shown) {
    let Some(notice) = &shown.drill.setting().persona.notice else { return };
    let look = view.look;
    ui.add_space(4.0);
    frame(view, look.alarm_soft, look.alarm_soft, Margin::symmetric(12, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        for (name, number) in help_numbers(view, notice.kind) {
            super::slim(ui, |ui| {
                label(ui, name, view.sizes.meta, look.ink2);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    number_words(ui, view, &number, view.sizes.meta);
                });
            });
        }
        stop(ui, view, shown, "Stop, without a score", 30.0);
    });
}

/// The same in a line, where there is no rail.
pub(super) fn numbers_in_a_line(ui: &mut Ui, view: &View, shown: &Shown) {
    let Some(notice) = &shown.drill.setting().persona.notice else { return };
    frame(view, view.look.alarm_soft, view.look.alarm_soft, Margin::symmetric(10, 4)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
            for (name, number) in help_numbers(view, notice.kind) {
                label(ui, name, view.sizes.meta, view.look.ink2);
                number_words(ui, view, &number, view.sizes.meta);
                ui.add_space(6.0);
            }
            stop(ui, view, shown, "Stop", 26.0);
        });
    });
}

/// The way out at any moment.
fn stop(ui: &mut Ui, view: &View, shown: &Shown, words: &str, height: f32) {
    let command: Command = TrainCommand::Stop.into();
    if matches!(shown.by, By::Playing(_))
        && action_button(ui, view, words, &view.key(&command), ButtonLook::Framed, height, false).clicked()
    {
        view.send(command);
    }
}

/// A number, strong where it is set.
pub(in crate::ui::train) fn number_words(ui: &mut Ui, view: &View, number: &str, size: crate::ui::theme::Type) {
    if number.starts_with(NOT_SET) {
        label(ui, number, size, view.look.ink2);
    } else {
        strong(ui, number, size, view.look.ink);
    }
}

/// What stands in the place of a number that is not set.
const NOT_SET: &str = "not set";

/// The site's numbers, those of a crisis first; a number that is not set says where it is set.
pub(in crate::ui::train) fn help_numbers(view: &View, kind: NoticeKind) -> Vec<(&'static str, String)> {
    let numbers = &view.state.site.numbers;
    let set = |number: &str| if number.trim().is_empty() { format!("{NOT_SET}; see Settings") } else { number.to_owned() };
    let mut all = vec![("Crisis line", set(&numbers.crisis_line)), ("On duty", set(&numbers.duty_number))];
    if kind != NoticeKind::Abuse {
        all.push(("Emergency services", set(&numbers.emergency_number)));
    }
    all
}

fn heat(ui: &mut Ui, view: &View, shown: &Shown) {
    let look = view.look;
    let drill = shown.drill;
    super::slim(ui, |ui| {
        section(ui, view, "Heat");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let colour = if is_hot(drill) { look.ember } else { look.tide };
            strong(ui, &format!("{:.1} of 10", drill.heat()), view.sizes.meta, colour);
        });
    });
    let turns = drill.turns();
    let start = turns.first().map_or(drill.heat(), |turn| turn.heat_before);
    let points: Vec<f32> = std::iter::once(start).chain(turns.iter().map(|turn| turn.heat_after)).collect();
    let floor = drill.floor();
    let floors: Vec<Option<f32>> = vec![floor.map(|(heat, _)| heat); points.len().saturating_sub(1).max(10)];
    let shown = Curve {
        points: &points,
        floors: &floors,
        turn: turns.last().map(|turn| turn.number),
        better: None,
        broken: &[],
        is_large: false,
    };
    // A low window keeps the facts in sight.
    let height = if ui.clip_rect().height() < 720.0 { 132.0 } else { 184.0 };
    curve(ui, view, &shown, ui.available_width(), height);
    if let Some((heat, why)) = floor {
        let words = format!("Floor {heat:.0} {why}");
        let width = ui.available_width();
        let text = galley(ui, &words, font(view.sizes.meta), view.sizes.meta.1, look.ink2, width - 28.0);
        let (rect, response) = ui.allocate_exact_size(vec2(width, text.size().y), Sense::hover());
        let y = rect.top() + view.sizes.meta.1 / 2.0;
        let dash = [pos2(rect.left(), y), pos2(rect.left() + 20.0, y)];
        ui.painter().extend(Shape::dashed_line(&dash, Stroke::new(1.5, look.ink3), 5.0, 4.0));
        ui.painter().galley(pos2(rect.left() + 28.0, rect.top()), text, look.ink2);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    }
}

fn patience(ui: &mut Ui, view: &View, shown: &Shown) {
    let look = view.look;
    let (left, of) = shown.drill.patience_left();
    let persona = &shown.drill.setting().persona;
    super::slim(ui, |ui| {
        section(ui, view, "Patience");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            label(ui, &format!("{left} of {of} left"), view.sizes.meta, look.ink2);
        });
    });
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 8.0), Sense::hover());
    let count = f32::from(of.max(1));
    let width = (rect.width() - 4.0 * (count - 1.0)) / count;
    for index in 0..of {
        let pip = Rect::from_min_size(pos2(rect.left() + f32::from(index) * (width + 4.0), rect.top()), vec2(width, 8.0));
        let colour = match (index < left, left) {
            (true, 1) => look.ember,
            (true, _) => look.tide,
            (false, _) => look.line,
        };
        ui.painter().rect_filled(pip, CornerRadius::same(4), colour);
    }
    let does = match persona.leaves {
        Leaving::HangsUp => "hangs up",
        Leaving::AsksForManager => "asks for the manager",
        Leaving::Complains => "makes it a complaint",
        Leaving::GoesQuiet => "goes quiet, and is lost",
    };
    let count = ["No", "One", "Two", "Three", "Four", "Five", "Six"].get(usize::from(of)).copied().unwrap_or("Several");
    let turns = if of == 1 { "hot turn" } else { "hot turns in a row" };
    label(ui, &format!("{count} {turns} and {} {does}.", persona.called), view.sizes.meta, look.ink2);
}

/// The facts of the call, and what stands on the agent's screen to be taken down.
pub(super) fn facts(ui: &mut Ui, view: &View, shown: &Shown) {
    let open: Vec<&Told> = {
        // What was found stays on the screen until it is taken down.
        let known = view.reading();
        let is_new = |told: &&Told| known.as_ref().is_some_and(|reading| reading.known(&told.name).is_none());
        let spoken = shown.drill.turns().iter().map(|turn| &turn.customer).chain([shown.drill.customer()]);
        let mut open: Vec<&Told> = Vec::new();
        for told in spoken.flat_map(|spoken| &spoken.finds).filter(is_new) {
            open.retain(|other| other.name != told.name);
            open.push(told);
        }
        open
    };
    if !open.is_empty() {
        section(ui, view, "On your screen");
        ui.spacing_mut().item_spacing.y = 6.0;
        for told in open {
            on_screen(ui, view, told);
        }
        ui.add_space(6.0);
    }
    facts_of_the_call(ui, view);
    noted(ui, view);
}

/// One thing on the agent's screen; pressed, it is taken down.
fn on_screen(ui: &mut Ui, view: &View, told: &Told) {
    let look = view.look;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::click());
    let border = if response.hovered() { look.tide } else { look.line };
    ui.painter().rect(rect, CornerRadius::same(6), look.sunken, Stroke::new(1.0, border), StrokeKind::Inside);
    let room = rect.width() - 20.0 - 76.0;
    let title = crate::ui::widgets::wrapped(ui, &told.label, font(view.sizes.meta), look.ink2, room);
    ui.painter().galley(rect.min + vec2(10.0, 4.0), title, look.ink2);
    let value = crate::ui::widgets::wrapped(ui, &told.shown, semibold(view.sizes.body), look.ink, room);
    ui.painter().galley(rect.min + vec2(10.0, 20.0), value, look.ink);
    let act = ui.painter().layout_no_wrap("Take down".to_owned(), semibold(view.sizes.meta), look.tide);
    ui.painter().galley(pos2(rect.right() - 10.0 - act.size().x, rect.center().y - act.size().y / 2.0), act, look.tide);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Take down: {} {}", told.label, told.shown)));
    crate::ui::widgets::ring(ui, view, &response, 6);
    if response.clicked() {
        view.send(Command::SetFact(told.name.clone(), told.value.clone()));
    }
}

/// Heat and patience in one line, where there is no rail.
pub(super) fn in_short(ui: &mut Ui, view: &View, shown: &Shown) {
    if !shown.shows_heat() {
        return;
    }
    let (left, of) = shown.drill.patience_left();
    let floor = shown.drill.floor().map(|(heat, why)| format!(" · floor {heat:.0} {why}")).unwrap_or_default();
    let words = format!("{} · patience {left} of {of}{floor}", shown.level().in_words());
    label(ui, &words, view.sizes.meta, view.look.ink2);
}

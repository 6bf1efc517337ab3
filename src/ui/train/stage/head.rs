//! The bar above a drill, and the row with the step's title.

use super::{By, Shown};
use crate::{
    drill::{Drill, Phase},
    tree::Stage,
    ui::{
        author::places,
        command::Command,
        guide::Shape,
        theme::{font, icons, semibold},
        train::{curve::A_RISE, keeping::title_of},
        view::View,
        widgets::{ButtonLook, elided, key_button, label, pill, strong},
    },
};
use egui::{Align, Layout, Role, Ui, WidgetInfo};

pub(super) fn head(ui: &mut Ui, view: &View, shown: &Shown, shape: Shape) {
    let kind = match shown.by {
        By::Playing(_) => "drill",
        By::Watching(watching) if watching.is_good => "a good example",
        By::Watching(_) => "a bad example",
        By::WarmUp(_) => "warm-up",
    };
    let turn = match shown.by {
        By::Playing(_) => format!("Turn {}", turn_now(shown.drill)),
        By::Watching(watching) => {
            let (turn, of) = watching.turn_of();
            format!("Turn {turn} of {of}")
        }
        By::WarmUp(warm_up) => format!("{} of {}", warm_up.done.len() + 1, warm_up.openings),
    };
    head_bar(ui, view, shown.drill, kind, &turn, shape);
}

/// The turn that is going on: it lasts until its answer is heard.
fn turn_now(drill: &Drill) -> usize {
    drill.turns().len() + usize::from(drill.phase() == Phase::ToSay)
}

/// Where one is, the tree in the middle, at the right the turn.
pub(in crate::ui::train) fn head_bar(ui: &mut Ui, view: &View, drill: &Drill, kind: &str, turn: &str, shape: Shape) {
    let title = title_of(drill);
    let revision = drill.call().trees().tree(drill.setting().tree.as_str()).map_or(0, |tree| tree.revision);
    let full = ui.max_rect();
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        if shape == Shape::Strip {
            label(ui, icons::BOAT, (18.0, 22.0), view.look.tide);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                key_button(ui, view, &Command::Strip, "Wide", ButtonLook::Plain, 28.0);
                label(ui, turn, view.sizes.meta, view.look.ink2);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    elided(ui, &title, semibold(view.sizes.body), view.look.ink);
                });
            });
            return;
        }
        places(ui, view);
        let from = ui.cursor().left();
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            key_button(ui, view, &Command::FindAnything, "Find anything", ButtonLook::Plain, 28.0);
            label(ui, turn, view.sizes.meta, view.look.ink2);
            let to = ui.cursor().right();
            // The tree stands in the middle of the window, where there is room for it there.
            let words = format!("{kind} · revision {revision}");
            let width = |words: &str, face| ui.painter().layout_no_wrap(words.to_owned(), face, view.look.ink).size().x;
            let wide = width(&title, font(view.sizes.body)) + 16.0 + width(&words, font(view.sizes.meta));
            let left = (full.center().x - wide / 2.0).max(from + 16.0);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add_space((left - from).max(0.0));
                if left + wide > to {
                    elided(ui, &title, font(view.sizes.body), view.look.ink2);
                    return;
                }
                ui.spacing_mut().item_spacing.x = 16.0;
                label(ui, &title, view.sizes.body, view.look.ink);
                label(ui, &words, view.sizes.meta, view.look.ink2);
            });
        });
    });
}

/// The step, its stage, and the heat.
pub(super) fn title_row(ui: &mut Ui, view: &View, shown: &Shown, shape: Shape) {
    let Some(reading) = view.reading() else { return };
    let Some((spot, step)) = reading.here() else { return };
    let title = reading.title(spot);
    let look = view.look;
    let size = if shape == Shape::Strip { view.sizes.body } else { (17.0, 24.0) };
    ui.horizontal(|ui| {
        ui.set_min_height(24.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if shown.shows_heat() {
                let heat = shown.drill.heat();
                let (ink, fill) = if is_hot(shown.drill) { (look.ember, look.ember_soft) } else { (look.tide, look.tide_soft) };
                pill(ui, view, "", &format!("Heat {heat:.1}"), ink, fill);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let heading = strong(ui, &title, size, look.ink);
                heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &title));
                ui.ctx().accesskit_node_builder(heading.id, |node| node.set_role(Role::Heading));
                if shape != Shape::Strip && step.stage != Stage::Learn {
                    label(ui, &format!("· {}", step.stage.in_words().to_lowercase()), view.sizes.meta, look.ink2);
                }
                if step.kind.is_escalation() && shape != Shape::Strip {
                    pill(ui, view, icons::ESCALATE, "Escalation point", look.alarm, look.alarm_soft);
                }
            });
        });
    });
}

/// Ember while it is hot, or has just risen.
pub(super) fn is_hot(drill: &Drill) -> bool {
    let rose = drill.turns().last().is_some_and(|turn| turn.heat_after - turn.heat_before > A_RISE);
    drill.heat() >= 6.0 || rose && drill.heat() >= 4.0
}

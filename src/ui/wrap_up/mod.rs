//! After the call: outcome, summary to paste, promises with days, lines that did not work, and what is the agent's alone.

mod lines;
mod private;
mod promises;

use super::{
    command::Command,
    guide::Shape,
    theme::icons,
    view::View,
    widgets::{ButtonLook, frame, key_button, label, notice_card, pill, section, strong, toggle},
};
use crate::{
    call::Who,
    tree::{Mood, Outcome},
};
use egui::{Align, CentralPanel, Frame, Layout, Margin, Panel, ScrollArea, Ui};

/// The wrap-up.
pub(super) fn wrap_up_view(ui: &mut Ui, view: &View) {
    let palette = view.look;
    let width = ui.max_rect().width();
    let shape = if width <= view.sizes.strip_at_most { Shape::Strip } else { Shape::Three };
    let bar = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(16, 0));
    Panel::top("wrap head").frame(bar).exact_size(view.sizes.bar).show(ui, |ui| head(ui, view, shape));
    Panel::bottom("wrap foot").frame(bar).exact_size(view.sizes.foot).show(ui, |ui| foot(ui, view, shape));
    let three = width >= view.sizes.three_columns;
    if three {
        let side = Frame::new().fill(palette.sunken).inner_margin(Margin::same(20));
        Panel::right("wrap private")
            .frame(side)
            .exact_size(view.sizes.facts_rail)
            .resizable(false)
            .show(ui, |ui| private::private(ui, view));
    }
    let margin = if shape == Shape::Strip { Margin::symmetric(12, 10) } else { Margin::symmetric(32, 20) };
    CentralPanel::default().frame(Frame::new().fill(palette.ground).inner_margin(margin)).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for (index, notice) in view.state.notices.iter().enumerate() {
                if notice_card(ui, view, notice, true) {
                    view.send(Command::Dismiss(index));
                }
            }
            title(ui, view);
            if shape == Shape::Strip {
                return strip_tabs(ui, view);
            }
            if width >= view.sizes.two_columns {
                let lines = 304.0;
                ui.horizontal_top(|ui| {
                    let left = ui.available_width() - lines - 24.0;
                    ui.vertical(|ui| {
                        ui.set_width(left);
                        left_column(ui, view, shape);
                    });
                    ui.add_space(16.0);
                    ui.vertical(|ui| {
                        ui.set_width(lines);
                        lines::lines(ui, view);
                    });
                });
            } else {
                left_column(ui, view, shape);
                ui.add_space(12.0);
                lines::lines(ui, view);
            }
            if !three {
                ui.add_space(16.0);
                private::private(ui, view);
            }
        });
    });
}

fn head(ui: &mut Ui, view: &View, shape: Shape) {
    let title = view.reading().and_then(|reading| reading.tree().map(|tree| tree.title.clone())).unwrap_or_default();
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        label(ui, icons::BOAT, (18.0, 22.0), view.look.tide);
        if shape != Shape::Strip {
            strong(ui, "Evenkeel", view.sizes.body, view.look.ink);
        }
        label(ui, &title, view.sizes.body, view.look.ink2);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let words = if shape == Shape::Strip { "Full window" } else { "Strip" };
            key_button(ui, view, &Command::Strip, words, ButtonLook::Plain, 28.0);
        });
    });
}

fn foot(ui: &mut Ui, view: &View, shape: Shape) {
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        key_button(
            ui,
            view,
            &Command::Back,
            if shape == Shape::Strip { "Back" } else { "Back to the call" },
            ButtonLook::Plain,
            36.0,
        );
        if shape != Shape::Strip {
            key_button(ui, view, &Command::SaveHandOver, "Save a hand-over file", ButtonLook::Plain, 36.0);
        }
        key_button(ui, view, &Command::PauseCall, "Later", ButtonLook::Plain, 36.0).on_hover_text("Park this wrap-up on Home");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let words = if shape == Shape::Strip { "Finish" } else { "Save and finish" };
            key_button(ui, view, &Command::Finish, words, ButtonLook::Primary, 36.0);
        });
    });
}

fn title(ui: &mut Ui, view: &View) {
    let (Some(reading), Some(session)) = (view.reading(), view.session()) else {
        return;
    };
    let palette = view.look;
    let state = session.call.state();
    ui.horizontal_wrapped(|ui| {
        strong(ui, "After the call", view.sizes.heading, palette.ink);
        if let Some(name) = reading.shown("customer_name") {
            label(ui, &name, view.sizes.body, palette.ink2);
        }
        let mark = |ui: &mut Ui, mood: Mood, words: &str| match mood {
            Mood::Heated => pill(ui, view, "", &format!("Heated {words}"), palette.ember, palette.ember_soft),
            Mood::Calm => pill(ui, view, "", &format!("Calm {words}"), palette.leaf, palette.leaf_soft),
        };
        mark(ui, state.mood_at_start, "at the start");
        mark(ui, state.mood, "at the end");
    });
    ui.add_space(8.0);
}

/// In the strip one part is shown at a time, so that nothing needs scrolling.
fn strip_tabs(ui: &mut Ui, view: &View) {
    const TABS: [&str; 4] = ["Summary", "Promises", "Lines", "For me"];
    ui.spacing_mut().item_spacing.y = 8.0;
    outcome(ui, view, Shape::Strip);
    ui.add_space(4.0);
    let id = egui::Id::unique("wrap-up tab");
    let chosen: usize = ui.data(|data| data.get_temp(id)).unwrap_or(0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (index, words) in TABS.into_iter().enumerate() {
            if toggle(ui, view, words, "", index == chosen, 32.0).clicked() {
                ui.data_mut(|data| data.insert_temp(id, index));
            }
        }
    });
    match chosen {
        0 => summary(ui, view, Shape::Strip),
        1 => promises::promises(ui, view),
        2 => lines::lines(ui, view),
        _ => private::private(ui, view),
    }
}

fn left_column(ui: &mut Ui, view: &View, shape: Shape) {
    ui.spacing_mut().item_spacing.y = 8.0;
    outcome(ui, view, shape);
    ui.add_space(8.0);
    summary(ui, view, shape);
    ui.add_space(8.0);
    promises::promises(ui, view);
}

fn outcome(ui: &mut Ui, view: &View, shape: Shape) {
    let Some(session) = view.session() else {
        return;
    };
    let ended = session.call.state().ended;
    section(ui, view, "Outcome");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
        for (outcome, key) in Outcome::ALL.into_iter().zip(1..) {
            let is_on = ended.is_some_and(|ended| ended.outcome == outcome);
            let key: String = if shape == Shape::Strip { String::new() } else { format!("{key}") };
            if toggle(ui, view, outcome.in_words(), &key, is_on, if shape == Shape::Strip { 32.0 } else { 38.0 }).clicked() {
                view.send(Command::SetOutcome(outcome));
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        label(ui, "Ended by", view.sizes.meta, view.look.ink2);
        for who in [Who::Customer, Who::Agent, Who::Line] {
            let is_on = ended.is_some_and(|ended| ended.who == who);
            let words = match who {
                Who::Customer => "Customer",
                Who::Agent => "Me",
                Who::Line => "The line",
            };
            if toggle(ui, view, words, "", is_on, 28.0).clicked() {
                view.send(Command::SetWho(who));
            }
        }
    });
}

fn summary(ui: &mut Ui, view: &View, shape: Shape) {
    let Some(reading) = view.reading() else {
        return;
    };
    let text = reading.summary();
    let words = text.split_whitespace().count();
    ui.horizontal(|ui| {
        section(ui, view, "Summary to paste");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            key_button(ui, view, &Command::Copy, "Copy", ButtonLook::Primary, 30.0);
            label(ui, &format!("{words} words"), view.sizes.meta, view.look.ink2);
        });
    });
    frame(view, view.look.panel, view.look.line, Margin::symmetric(16, 12)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 6.0;
        let size = if shape == Shape::Strip { view.sizes.meta } else { view.sizes.body };
        for line in text.lines() {
            label(ui, line, size, view.look.ink);
        }
    });
}

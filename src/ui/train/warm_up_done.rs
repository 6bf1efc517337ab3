//! The end of a warm-up: the three openings with what was said and what it did.

use super::{
    command::TrainCommand,
    debrief::said,
    stage::{change_chip, heading},
    warm_up::WarmUp,
};
use crate::ui::{
    author::places,
    command::Command,
    view::View,
    widgets::{ButtonLook, action_button, card, centred, key_button, label, strong},
};
use egui::{Align, CentralPanel, Frame, Layout, Margin, Panel, ScrollArea, Ui};

pub(super) fn warm_up_done(ui: &mut Ui, view: &View, warm_up: &WarmUp) {
    let look = view.look;
    let bar = Frame::new().fill(look.panel).inner_margin(Margin::symmetric(16, 0));
    Panel::top("warm-up head").frame(bar).exact_size(view.sizes.bar).show(ui, |ui| {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| places(ui, view));
    });
    Panel::bottom("warm-up foot").frame(bar).exact_size(view.sizes.foot).show(ui, |ui| {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            if action_button(ui, view, "Back to Train", "Enter", ButtonLook::Primary, 36.0, false).clicked() {
                view.send(TrainCommand::GoOn.into());
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                key_button(ui, view, &Command::Keys, "Keys", ButtonLook::Plain, 36.0);
            });
        });
    });
    let narrow = ui.max_rect().width() <= view.sizes.strip_at_most;
    let margin = Margin::symmetric(if narrow { 12 } else { 32 }, if narrow { 16 } else { 32 });
    CentralPanel::default().frame(Frame::new().fill(look.ground).inner_margin(margin)).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            centred(ui, 688.0, |ui| {
                ui.spacing_mut().item_spacing.y = 10.0;
                heading(ui, view, "Warm");
                label(ui, "Nothing of it is scored or kept.", view.sizes.meta, look.ink2);
                for (name, turn) in &warm_up.done {
                    opening(ui, view, name, turn);
                }
            });
        });
    });
}

fn opening(ui: &mut Ui, view: &View, name: &str, turn: &crate::drill::Turn) {
    let look = view.look;
    let moved = turn.heat_after - turn.heat_before;
    let stripe = if moved > super::curve::A_RISE { look.ember } else { look.tide };
    card(ui, view, stripe, Margin { left: 25, right: 20, top: 12, bottom: 12 }, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.horizontal(|ui| {
            strong(ui, name, view.sizes.body, look.ink);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| change_chip(ui, view, moved));
        });
        label(ui, &format!("“{}”", turn.customer.words), view.sizes.body, look.ink2);
        label(ui, &format!("You: {}", said(turn)), view.sizes.answer, look.ink);
        label(ui, &turn.reasons.join(" "), view.sizes.meta, look.ink2);
    });
}

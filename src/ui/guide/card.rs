//! The hand-over card on an escalation point.

use super::{
    super::{
        command::Command,
        theme::{font, semibold},
        view::View,
        widgets::{ButtonLook, frame, galley, key_button, label, strong},
    },
    Shape,
};
use crate::tree::Kind;
use egui::{Align, Layout, Margin, Ui, vec2};

pub(in crate::ui) fn card_of_escalation(ui: &mut Ui, view: &View, shape: Shape) {
    let Some(reading) = view.reading() else {
        return;
    };
    let Some((_, step)) = reading.here() else {
        return;
    };
    let Kind::Escalate { to, how, why, .. } = &step.kind else {
        return;
    };
    let card = reading.card();
    let palette = view.look;
    let strip = shape == Shape::Strip;
    frame(view, palette.panel, palette.line, Margin::symmetric(if strip { 10 } else { 16 }, if strip { 6 } else { 8 })).show(
        ui,
        |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = if strip { 3.0 } else { 5.0 };
            ui.horizontal(|ui| {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    key_button(ui, view, &Command::Copy, "Copy card", ButtonLook::Primary, 30.0);
                    if !strip {
                        label(ui, &format!("{} of 75 words", card.words()), view.sizes.meta, palette.ink2);
                    }
                    {
                        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                            if strip {
                                let words = format!("{} · {}", view.state.site.in_site_words(to), how.in_words());
                                super::super::widgets::elided(ui, &words, semibold(view.sizes.meta), palette.alarm);
                                return;
                            }
                            strong(ui, &view.state.site.in_site_words(to), view.sizes.body, palette.ink);
                            let words = format!("{} · {}", how.in_words(), view.state.site.in_site_words(why));
                            super::super::widgets::elided(ui, &words, font(view.sizes.meta), palette.ink2);
                        });
                    }
                });
            });
            for (letter, name, text) in card.parts() {
                if !text.is_empty() {
                    part(ui, view, letter, if strip { "" } else { name }, text);
                }
            }
        },
    );
}

fn part(ui: &mut Ui, view: &View, letter: &str, name: &str, text: &str) {
    let palette = view.look;
    let left = if name.is_empty() { 20.0 } else { 128.0 };
    let width = ui.available_width();
    let words = galley(ui, text, font(view.sizes.meta), if name.is_empty() { 17.0 } else { 19.0 }, palette.ink, width - left);
    let (rect, response) = ui.allocate_exact_size(vec2(width, words.size().y), egui::Sense::hover());
    let initial = ui.painter().layout_no_wrap(letter.to_owned(), semibold(view.sizes.meta), palette.alarm);
    ui.painter().galley(rect.min + vec2(0.0, 2.0), initial, palette.alarm);
    let title = ui.painter().layout_no_wrap(name.to_owned(), font(view.sizes.meta), palette.ink2);
    ui.painter().galley(rect.min + vec2(20.0, 2.0), title, palette.ink2);
    ui.painter().galley(rect.min + vec2(left, 0.0), words, palette.ink);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{letter} {text}")));
}

//! "Say it yourself": a line in the trainee's own words, up to twenty-five.

use super::choices::cap;
use crate::ui::{
    command::Command,
    guide::Shape,
    theme::font,
    train::{command::TrainCommand, state::Playing},
    view::View,
    widgets::{galley, key_cap, label, ring},
};
use egui::{
    Align, CornerRadius, Id, Layout, Margin, RichText, Role, Sense, Stroke, StrokeKind, TextEdit, Ui, WidgetInfo, pos2, vec2,
};

/// The field's name among egui's ids.
pub const SAY: &str = "say it yourself";

/// A line that is heard has this many words at most.
pub const MOST_WORDS: usize = 25;

pub(super) fn own_words(ui: &mut Ui, view: &View, playing: &Playing, shape: Shape) {
    match &playing.typed {
        Some(typed) => field(ui, view, typed),
        None => row(ui, view, shape),
    }
}

fn row(ui: &mut Ui, view: &View, shape: Shape) {
    let look = view.look;
    let strip = shape == Shape::Strip;
    let size = if strip { view.sizes.answer_strip } else { view.sizes.answer };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::click());
    let border = if response.hovered() { look.tide } else { look.line };
    ui.painter().rect(rect, CornerRadius::same(view.sizes.row_radius), look.ground, Stroke::new(1.0, border), StrokeKind::Inside);
    let command: Command = TrainCommand::SayItYourself.into();
    cap(ui, view, rect, &view.key(&command));
    let left = if strip { 46.0 } else { 49.0 };
    let text = galley(ui, command.text(), font(size), size.1, look.ink2, rect.width() - left);
    ui.painter().galley(pos2(rect.left() + left, rect.center().y - text.size().y / 2.0), text, look.ink2);
    if !strip {
        let beside = galley(ui, "up to 25 words", font(view.sizes.meta), view.sizes.meta.1, look.ink2, 200.0);
        let at = pos2(rect.right() - 14.0 - beside.size().x, rect.center().y - beside.size().y / 2.0);
        ui.painter().galley(at, beside, look.ink2);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, command.text()));
    ring(ui, view, &response, view.sizes.row_radius);
    if response.clicked() {
        view.send(command);
    }
}

fn field(ui: &mut Ui, view: &View, typed: &str) {
    let look = view.look;
    let words = typed.split_whitespace().count();
    crate::ui::widgets::frame(view, look.panel, look.tide, Margin::symmetric(12, 0)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_height(44.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            key_cap(ui, view, "Enter");
            let colour = if words > MOST_WORDS { look.ember } else { look.ink2 };
            label(ui, &format!("{words} of {MOST_WORDS} words"), view.sizes.meta, colour);
            let mut text = typed.to_owned();
            let edit = TextEdit::singleline(&mut text)
                .id(Id::unique(SAY))
                .frame(egui::Frame::NONE)
                .font(font(view.sizes.answer))
                .text_color(look.ink)
                .hint_text(RichText::new("in your own words").color(look.ink3))
                .margin(Margin::ZERO)
                .align(egui::Align2::LEFT_CENTER)
                .desired_width(ui.available_width())
                .min_size(vec2(0.0, 42.0))
                .return_key(None);
            let response = ui.add(edit);
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_label("Say it yourself"));
            if response.changed() && text != typed {
                view.send(TrainCommand::TypeSay(text).into());
            }
        });
    });
}

//! One slow breath. On a call it leaves no trace.

use super::super::{
    command::Command,
    theme::semibold,
    view::View,
    widgets::{ButtonLook, action_button, label},
};
use egui::{Role, Sense, Stroke, Ui, WidgetInfo, vec2};

/// In, out: seconds.
const BREATH: (f64, f64) = (4.0, 6.0);

pub(super) fn breathe(ui: &mut Ui, view: &View) {
    super::head(ui, view, "Breathe", "");
    let began_id = egui::Id::unique("breath began");
    let now = ui.input(|input| input.time);
    let began: f64 = ui.data_mut(|data| *data.get_temp_mut_or_insert_with(began_id, || now));
    // A sheet opened anew begins anew.
    let began = if now - began > 120.0 { now } else { began };
    ui.data_mut(|data| data.insert_temp(began_id, began));
    let whole = BREATH.0 + BREATH.1;
    let at = (now - began) % whole;
    let (words, part) =
        if at < BREATH.0 { ("Breathe in", at / BREATH.0) } else { ("Breathe out", 1.0 - (at - BREATH.0) / BREATH.1) };
    let palette = view.look;
    ui.vertical_centered(|ui| {
        let (rect, response) = ui.allocate_exact_size(vec2(180.0, 180.0), Sense::hover());
        // Half a circle's radius more at the end of a breath in.
        let radius = 48.0 + 30.0 * (part as f32);
        ui.painter().circle_stroke(rect.center(), 80.0, Stroke::new(2.0, palette.line));
        ui.painter().circle(rect.center(), radius, palette.tide_soft, Stroke::new(2.0, palette.tide));
        let text = ui.painter().layout_no_wrap(words.to_owned(), semibold((17.0, 24.0)), palette.tide);
        ui.painter().galley(rect.center() - text.size() / 2.0, text, palette.tide);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
        label(ui, "Longer out than in. Nobody sees this.", view.sizes.meta, palette.ink2);
        if action_button(ui, view, "Done", "Enter", ButtonLook::Framed, 36.0, false).clicked() {
            view.send(Command::BreatheDone);
        }
    });
    ui.ctx().request_repaint_after_secs(0.05);
}

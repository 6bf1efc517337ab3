//! Which techniques hold and which do not, each with a bar.

use crate::{
    drill::TechniqueStanding,
    library::technique,
    ui::{
        theme::font,
        view::View,
        widgets::{label, section, wrapped},
    },
};
use egui::{Align2, Color32, CornerRadius, Rect, Sense, Stroke, Ui, pos2, vec2};

/// So many of each are shown.
const SHOWN: usize = 4;
/// Height of a row.
const ROW: f32 = 36.0;

/// The strongest and the weakest techniques, side by side where there is room.
pub(super) fn techniques(ui: &mut Ui, view: &View) {
    let all = &view.state.training.hall.book.techniques;
    if all.is_empty() {
        return;
    }
    let holds = |one: &&TechniqueStanding| one.right * 2 > one.of;
    let strong: Vec<&TechniqueStanding> = all.iter().rev().filter(holds).take(SHOWN).collect();
    let weak: Vec<&TechniqueStanding> = all.iter().filter(|one| !holds(one)).take(SHOWN).collect();
    let sides = [("Strong techniques", strong, view.look.tide), ("Weak techniques", weak, view.look.ember)];
    ui.add_space(8.0);
    if ui.available_width() < 480.0 {
        for (words, rows, colour) in sides {
            side(ui, view, words, &rows, colour);
        }
        return;
    }
    let width = (ui.available_width() - 16.0) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        for (words, rows, colour) in sides {
            ui.vertical(|ui| {
                ui.set_width(width);
                side(ui, view, words, &rows, colour);
            });
        }
    });
}

fn side(ui: &mut Ui, view: &View, words: &str, rows: &[&TechniqueStanding], colour: Color32) {
    ui.spacing_mut().item_spacing.y = 0.0;
    section(ui, view, words);
    ui.add_space(8.0);
    if rows.is_empty() {
        label(ui, "None yet", view.sizes.meta, view.look.ink2);
    }
    for one in rows {
        row(ui, view, one, colour);
    }
}

fn row(ui: &mut Ui, view: &View, one: &TechniqueStanding, colour: Color32) {
    let look = view.look;
    let technique = technique(one.id.as_str());
    let name = technique.map_or_else(|| one.id.to_string(), |technique| technique.name.clone());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, look.line));
    let count = format!("{} of {}", one.right, one.of);
    let text = wrapped(ui, &name, font(view.sizes.body), look.ink, rect.width() - 140.0);
    ui.painter().galley(pos2(rect.left(), rect.center().y - text.size().y / 2.0), text, look.ink);
    ui.painter().text(rect.right_center(), Align2::RIGHT_CENTER, &count, font(view.sizes.meta), look.ink2);
    let part = one.right as f32 / one.of.max(1) as f32;
    bar(ui, view, Rect::from_center_size(pos2(rect.right() - 88.0, rect.center().y), vec2(72.0, 8.0)), part, colour);
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{name}: {count} right at the first try")));
    if let Some(technique) = technique {
        response.on_hover_text(format!("{} {}", technique.what, technique.how));
    }
}

/// A bar filled to a part of its width.
pub(super) fn bar(ui: &Ui, view: &View, rect: Rect, part: f32, colour: Color32) {
    let corner = CornerRadius::same(4);
    ui.painter().rect_filled(rect, corner, view.look.line);
    if part > 0.0 {
        let filled = rect.with_max_x(rect.left() + rect.width() * part.clamp(0.05, 1.0));
        ui.painter().rect_filled(filled, corner, colour);
    }
}

/// Dots, so many of them filled.
pub(super) fn dots(ui: &Ui, view: &View, right: egui::Pos2, filled: usize, of: usize, colour: Color32) {
    for at in 0..of {
        let centre = pos2(right.x - 6.0 - 16.0 * (of - 1 - at) as f32, right.y);
        if at < filled {
            ui.painter().circle_filled(centre, 5.0, colour);
        } else {
            ui.painter().circle_stroke(centre, 4.5, Stroke::new(1.5, view.look.edge));
        }
    }
}

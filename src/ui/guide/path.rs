//! How the call came here.

use super::super::{
    theme::{font, icons},
    view::View,
    widgets::{elided, label, section},
};
use egui::{Align, Layout, ScrollArea, Ui};

/// The path in its rail, the step on screen last.
pub(super) fn path(ui: &mut Ui, view: &View) {
    section(ui, view, "So far");
    ui.add_space(8.0);
    let (Some(reading), Some(session)) = (view.reading(), view.session()) else {
        return;
    };
    let palette = view.look;
    ScrollArea::vertical().stick_to_bottom(true).auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 10.0;
        let path = &session.call.state().path;
        let mut tree = path.first().map(|entry| entry.spot.tree.clone());
        for (index, entry) in path.iter().enumerate() {
            let is_here = index + 1 == path.len();
            if tree.as_ref() != Some(&entry.spot.tree) {
                tree = Some(entry.spot.tree.clone());
                let title =
                    session.call.trees().tree(entry.spot.tree.as_str()).map(|tree| tree.title.clone()).unwrap_or_default();
                section(ui, view, &title);
            }
            ui.horizontal_top(|ui| {
                let (dot, _) = ui.allocate_exact_size(egui::vec2(12.0, 18.0), egui::Sense::hover());
                if is_here {
                    ui.painter().circle_filled(dot.center(), 8.0, palette.tide_soft);
                }
                ui.painter().circle_filled(dot.center(), 5.0, palette.tide);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    let title = reading.title(&entry.spot);
                    if is_here {
                        super::super::widgets::strong(ui, &title, view.sizes.meta, palette.ink);
                    } else {
                        label(ui, &title, view.sizes.meta, palette.ink2);
                    }
                    if let Some(by) = &entry.left_by {
                        let words = if entry.by_itself { format!("{by} · decided by facts") } else { by.clone() };
                        label(ui, &words, view.sizes.meta, palette.ink3);
                    }
                });
            });
        }
    });
}

/// The last steps in one line, where there is no room for the rail.
pub(super) fn bread_crumb(ui: &mut Ui, view: &View) {
    let (Some(reading), Some(session)) = (view.reading(), view.session()) else {
        return;
    };
    let path = &session.call.state().path;
    let from = path.len().saturating_sub(4);
    let titles: Vec<String> = path[from..].iter().map(|entry| reading.title(&entry.spot)).collect();
    let words = titles.join(&format!("  {}  ", icons::RIGHT));
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| elided(ui, &words, font(view.sizes.meta), view.look.ink2));
}

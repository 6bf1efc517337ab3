//! What differs from another text, on the canvas: a badge on each step, what is gone in its place, and what the badges mean.

use super::{
    paint::{Detail, Paint, Standing},
    sight::Sight,
};
use crate::{
    edit::Change,
    layout::PictureNode,
    tree::{Step, StepId},
    ui::{
        author::comparing::Compared,
        theme::{Palette, font, icons, semibold},
    },
};
use egui::{Color32, Id, Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, WidgetInfo, pos2, vec2};
use std::sync::Arc;

/// Icon, word and colours of what happened to a step.
pub(in crate::ui) fn change_look(look: &Palette, change: Change) -> (&'static str, &'static str, Color32, Color32) {
    match change {
        Change::Added => (icons::PLUS, "Added", look.tide, look.tide_soft),
        Change::Removed => (icons::MINUS, "Removed", look.ember, look.ember_soft),
        Change::Changed => (icons::EDIT, "Changed", look.violet, look.violet_soft),
        Change::Renamed => (icons::EDIT, "Renamed", look.violet, look.violet_soft),
    }
}

/// The same behind a step's words, for a screen reader.
pub(super) fn spoken(change: Change) -> &'static str {
    match change {
        Change::Added => ", added",
        Change::Removed => ", removed",
        Change::Changed => ", changed",
        Change::Renamed => ", renamed",
    }
}

impl Sight<'_> {
    fn compared(&self) -> Option<&Compared> {
        self.author.compared.as_deref()
    }

    /// A step that is gone from the tree in hand.
    pub(super) fn gone(&self, id: &StepId) -> Option<&Arc<Step>> {
        self.compared()?.gone(id)
    }

    /// Shows a step that is gone, where it would stand.
    pub(super) fn show_gone(&self, paint: &Paint, place: usize, id: &StepId, node: &PictureNode, rect: Rect) {
        let (Some(step), Some(card)) = (self.gone(id), &node.card) else { return };
        let response = self.ui.interact(rect, super::step_id(id), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{}, removed", step.title)));
        let ports = |answer: usize| Some(self.author.camera.to_screen(self.rect, self.scene.port_of(place, answer)?));
        paint.step(rect, card, step, Standing::default(), &ports);
        // It lies behind a veil.
        paint.painter.rect_filled(rect.expand(2.0), 8, self.view.look.sunken.gamma_multiply(0.6));
    }

    /// The badges, over everything, and in the corner what they mean.
    pub(super) fn changes(&self, seen: Rect) {
        let Some(compared) = self.compared() else { return };
        for step in &compared.difference.steps {
            if let Some(rect) = self.scene.rect_of(&step.id).filter(|rect| rect.intersects(seen)) {
                self.badge(self.author.camera.rect_to_screen(self.rect, rect), step.change);
            }
        }
        self.legend(compared);
    }

    /// A ring in the colour of the change and its sign on the corner.
    fn badge(&self, rect: Rect, change: Change) {
        let (icon, _, ink, fill) = change_look(self.view.look, change);
        let painter = self.ui.painter();
        let zoom = self.author.camera.zoom;
        let stroke = Stroke::new(2.0, ink);
        let ring = rect.expand(1.5);
        if change == Change::Removed {
            let corners = [ring.left_top(), ring.right_top(), ring.right_bottom(), ring.left_bottom(), ring.left_top()];
            painter.extend(Shape::dashed_line(&corners, stroke, 5.0, 4.0));
        } else {
            let radius = (8.0 * zoom).round().clamp(2.0, 12.0) as u8;
            painter.rect_stroke(ring, radius, stroke, StrokeKind::Outside);
        }
        if Detail::of(zoom) == Detail::Block && rect.width() < 14.0 {
            return;
        }
        let round = (11.0 * zoom).clamp(7.0, 12.0);
        let centre: Pos2 = rect.left_top() + vec2(2.0, 2.0);
        painter.circle(centre, round, fill, Stroke::new(1.5, ink));
        let galley = painter.layout_no_wrap(icon.to_owned(), font((round * 1.2, 0.0)), ink);
        painter.galley(centre - galley.size() / 2.0, galley, ink);
    }

    fn legend(&self, compared: &Compared) {
        let look = self.view.look;
        let painter = self.ui.painter();
        let mut rows: Vec<(String, Color32)> = compared
            .counts()
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(change, count)| {
                let (icon, word, ink, _) = change_look(look, change);
                (format!("{icon}  {count} {}", word.to_lowercase()), ink)
            })
            .collect();
        if rows.is_empty() {
            rows.push(("No step differs".to_owned(), look.ink2));
        }
        let head = painter.layout_no_wrap(format!("Against {}", compared.against), font(self.view.sizes.meta), look.ink2);
        let rows: Vec<_> = rows
            .into_iter()
            .map(|(words, ink)| (painter.layout_no_wrap(words, semibold(self.view.sizes.meta), ink), ink))
            .collect();
        let width = rows.iter().map(|(row, _)| row.size().x).fold(head.size().x, f32::max) + 24.0;
        let height = self.view.sizes.meta.1 * (rows.len() + 1) as f32 + 16.0;
        let corner = self.rect.left_bottom() + vec2(12.0, -12.0 - height);
        let plate = Rect::from_min_size(corner, vec2(width, height));
        painter.rect(plate, self.view.sizes.row_radius, look.panel, Stroke::new(1.0, look.line), StrokeKind::Inside);
        let spoken: Vec<String> = compared
            .counts()
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(change, count)| format!("{count}{}", spoken(change).trim_start_matches(',')))
            .collect();
        let name = format!("On the canvas, against {}: {}", compared.against, spoken.join(", "));
        let response = self.ui.interact(plate, Id::unique("what the badges mean"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
        painter.galley(plate.min + vec2(12.0, 8.0), head, look.ink2);
        for (place, (row, ink)) in rows.into_iter().enumerate() {
            let y = plate.top() + 8.0 + self.view.sizes.meta.1 * (place + 1) as f32;
            painter.galley(pos2(plate.left() + 12.0, y), row, ink);
        }
    }
}

//! The links of one frame: those of the chosen step on top, hairlines from far away, the words on a cap.

use super::{
    super::super::theme::font,
    links::{Look, hairlines, paint_link, paint_way, plain_way},
    paint::{Detail, Paint},
    scene,
    sight::Sight,
};
use crate::{layout::Node, tree::Way};
use egui::{Rect, Stroke, StrokeKind, Vec2, vec2};

impl Sight<'_> {
    pub(super) fn links(&self, paint: &Paint, seen: Rect) {
        let look = self.view.look;
        let zoom = self.author.camera.zoom;
        let is_far = Detail::of(zoom) == Detail::Block && self.author.drag.is_none();
        if is_far {
            let all = self.scene.picture.links.iter().zip(&self.scene.link_rects);
            let seen_links = all.filter(|(_, rect)| rect.intersects(seen)).map(|(link, _)| link);
            let pixel = 1.0 / self.ui.pixels_per_point();
            // Opaque, so that many links in one place are no darker than one; fainter the further away, so that steps show.
            let colour = look.sunken.lerp_to_gamma(look.edge, (0.25 + 2.0 * zoom).min(0.6));
            let mesh = hairlines(self.author.camera, self.rect, pixel, colour, seen_links);
            paint.painter.add(egui::Shape::mesh(mesh));
        }
        let thin = (1.25 * zoom).clamp(0.6, 1.25);
        let primary = self.author.selection.primary().and_then(|id| self.scene.node_of(id));
        let mut bright: Vec<(usize, Look)> = Vec::new();
        let of_primary = primary.map(|node| self.scene.links_of(node)).unwrap_or_default();
        let near = if is_far { 0..0 } else { 0..self.scene.picture.links.len() };
        for place in of_primary.iter().map(|link| *link as usize).filter(|_| is_far).chain(near) {
            let link = &self.scene.picture.links[place];
            if !self.scene.link_rects[place].intersects(seen) {
                continue;
            }
            let dashed = link.back || link.way == Way::Cap;
            let mut style =
                Look { width: if dashed { thin * 1.2 } else { thin }, colour: look.edge, dashed: dashed && zoom > 0.2 };
            if primary == Some(link.from) {
                let is_chosen = self.author.selection.answer.is_none_or(|answer| self.scene.is_of(place, answer));
                if is_chosen {
                    style = Look { width: 2.0, colour: look.tide, ..style };
                    bright.push((place, style));
                    continue;
                }
            } else if primary == Some(link.to) {
                style.colour = look.ink2;
            }
            self.link(paint, place, style);
        }
        // What belongs to the chosen step lies on top.
        for (place, style) in bright {
            self.link(paint, place, style);
        }
    }

    pub(super) fn link(&self, paint: &Paint, place: usize, style: Look) {
        let link = &self.scene.picture.links[place];
        let (from, to) = (self.offset(link.from), self.offset(link.to));
        let camera = self.author.camera;
        if from == Vec2::ZERO && to == Vec2::ZERO {
            paint_link(paint.painter, camera, self.rect, link, style);
        } else if let (Some(first), Some(last)) = (link.points.first(), link.points.last()) {
            let (first, last) = (scene::at(*first) + from, scene::at(*last) + to);
            let way = plain_way(camera.to_screen(self.rect, first), camera.to_screen(self.rect, last));
            paint_way(paint.painter, &way, camera.zoom, style);
        }
        if let (Way::Cap, true) = (link.way, camera.zoom > 0.45) {
            self.cap_word(paint, link.from, place);
        }
    }

    /// The words on a link past a cap: after how many visits it is taken.
    pub(super) fn cap_word(&self, paint: &Paint, from: usize, link: usize) {
        let Node::Step(id) = &self.scene.picture.nodes[from].node else { return };
        let Some(cap) = self.author.tree().steps.get(id).and_then(|step| step.cap.as_ref()) else { return };
        let points = &self.scene.picture.links[link].points;
        let Some(longest) = points.windows(2).max_by(|a, b| length(a).total_cmp(&length(b))) else { return };
        let middle = scene::at(longest[0]).lerp(scene::at(longest[1]), 0.5);
        let at = self.author.camera.to_screen(self.rect, middle);
        let words = format!("past {} visits", cap.visits);
        let zoom = self.author.camera.zoom;
        let font = font(((11.0 * zoom * 4.0).round() / 4.0, 0.0));
        let galley = paint.painter.layout_no_wrap(words, font, self.view.look.ink2);
        let plate = Rect::from_center_size(at, galley.size() + vec2(14.0, 4.0) * zoom);
        let round = (plate.height() / 2.0) as u8;
        paint.painter.rect(plate, round, self.view.look.ground, Stroke::new(1.0, self.view.look.edge), StrokeKind::Inside);
        paint.painter.galley(plate.center() - galley.size() / 2.0, galley, self.view.look.ink2);
    }
}

fn length(ends: &[crate::layout::Point]) -> f32 {
    (scene::at(ends[0]) - scene::at(ends[1])).length()
}

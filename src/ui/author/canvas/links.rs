//! How links are drawn: routed lines with round corners, an arrow, dashes where a link leads back.

use super::{super::camera::Camera, scene::at};
use crate::layout::PictureLink;
use egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Stroke, Vec2, epaint::PathShape, pos2, vec2};

/// How a link looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Look {
    /// Its width on the screen, in points.
    pub width: f32,
    /// Its colour.
    pub colour: Color32,
    /// Dashed: it leads back, or past a cap.
    pub dashed: bool,
}

/// From this zoom on corners are round and arrows have their shape.
const FINE: f32 = 0.3;

/// Draws a link.
pub(super) fn paint_link(painter: &Painter, camera: Camera, view: Rect, link: &PictureLink, look: Look) {
    let points: Vec<Pos2> = link.points.iter().map(|point| camera.to_screen(view, at(*point))).collect();
    paint_way(painter, &points, camera.zoom, look);
}

/// Draws a line through these points of the screen, with an arrow at its end.
pub(super) fn paint_way(painter: &Painter, points: &[Pos2], zoom: f32, look: Look) {
    let [.., before, end] = points else { return };
    if zoom < FINE {
        painter.add(line(points.to_vec(), look));
        return;
    }
    let arrow = vec2(8.0, 3.5) * zoom.clamp(0.6, 1.3);
    let along = (*end - *before).normalized();
    let mut points = points.to_vec();
    if let Some(last) = points.last_mut() {
        // The line ends in the arrow, not under its tip.
        *last -= along * arrow.x * 0.8;
    }
    painter.add(line(rounded(&points, 6.0 * zoom), look));
    let side = Vec2::new(-along.y, along.x) * arrow.y;
    let base = *end - along * arrow.x;
    painter.add(Shape::convex_polygon(vec![*end, base + side, base - side], look.colour, Stroke::NONE));
}

fn line(points: Vec<Pos2>, look: Look) -> Shape {
    let stroke = Stroke::new(look.width, look.colour);
    if look.dashed {
        return Shape::Vec(Shape::dashed_line(&points, stroke, 5.0, 4.0));
    }
    Shape::Path(PathShape::line(points, stroke))
}

/// The corners of a poly-line made round.
fn rounded(points: &[Pos2], radius: f32) -> Vec<Pos2> {
    const PARTS: usize = 4;
    let mut out = Vec::with_capacity(points.len() * (PARTS + 1));
    out.extend(points.first());
    for three in points.windows(3) {
        let [before, corner, after] = three else { continue };
        let (into, away) = (*before - *corner, *after - *corner);
        let room = radius.min(into.length() / 2.0).min(away.length() / 2.0);
        if room < 0.5 {
            out.push(*corner);
            continue;
        }
        let (from, to) = (*corner + into.normalized() * room, *corner + away.normalized() * room);
        for part in 0..=PARTS {
            let t = part as f32 / PARTS as f32;
            let (a, b) = (from.lerp(*corner, t), corner.lerp(to, t));
            out.push(a.lerp(b, t));
        }
    }
    out.extend(points.last().filter(|_| points.len() > 1));
    out
}

/// Links seen from far away: one mesh of hairlines on whole pixels, since nothing of them but their course is to be seen.
pub(super) fn hairlines<'a>(
    camera: Camera,
    view: Rect,
    pixel: f32,
    colour: Color32,
    links: impl Iterator<Item = &'a PictureLink>,
) -> Mesh {
    let mut mesh = Mesh::default();
    let snap = |value: f32| (value / pixel).round() * pixel;
    for link in links {
        for ends in link.points.windows(2) {
            let (from, to) = (camera.to_screen(view, at(ends[0])), camera.to_screen(view, at(ends[1])));
            let (low, high) = (from.min(to), from.max(to));
            let (low, high) = (pos2(snap(low.x), snap(low.y)), pos2(snap(high.x), snap(high.y)));
            if high.x - low.x > pixel && high.y - low.y > pixel {
                slanted(&mut mesh, from, to, pixel, colour);
            } else {
                mesh.add_colored_rect(Rect::from_min_max(low, high + vec2(pixel, pixel)), colour);
            }
        }
    }
    mesh
}

/// A line that is neither level nor upright.
fn slanted(mesh: &mut Mesh, from: Pos2, to: Pos2, width: f32, colour: Color32) {
    let side = (to - from).normalized().rot90() * (width / 2.0);
    let first = mesh.vertices.len() as u32;
    for corner in [from + side, to + side, to - side, from - side] {
        mesh.colored_vertex(corner, colour);
    }
    mesh.add_triangle(first, first + 1, first + 2);
    mesh.add_triangle(first, first + 2, first + 3);
}

/// A plain way between two points of the screen, for a link whose ends are being moved.
pub(super) fn plain_way(from: Pos2, to: Pos2) -> Vec<Pos2> {
    let middle = if to.x > from.x + 24.0 { f32::midpoint(from.x, to.x) } else { from.x + 14.0 };
    if to.x > from.x + 24.0 {
        return vec![from, pos2(middle, from.y), pos2(middle, to.y), to];
    }
    let (below, left) = (from.y.max(to.y) + 60.0, to.x - 14.0);
    vec![from, pos2(middle, from.y), pos2(middle, below), pos2(left, below), pos2(left, to.y), to]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rounded_line_begins_and_ends_where_it_did_and_stays_near_its_corners() {
        let points = [pos2(0.0, 0.0), pos2(50.0, 0.0), pos2(50.0, 80.0)];
        let round = rounded(&points, 6.0);
        assert_eq!((round.first(), round.last()), (points.first(), points.last()));
        assert!(round.len() > 5 && round.iter().all(|point| point.x <= 50.0 && point.y >= 0.0));
    }

    #[test]
    fn a_plain_way_goes_round_where_the_end_lies_behind_the_beginning() {
        let way = plain_way(pos2(100.0, 10.0), pos2(20.0, 40.0));
        assert!(way.iter().any(|point| point.y > 40.0));
    }
}

//! Counts where the links of a drawing cross.
//!
//! Counted is every point at which the inner part of a piece of one link meets the inner part of a piece of another and
//! passes through it. Not counted is what two links do where they share an end: links that leave one box or arrive at one
//! box may touch, or run along each other up to it. Links that share an end and cross elsewhere are counted.

use super::{Drawing, Point};

/// One straight piece of a link.
#[derive(Clone, Copy)]
struct Piece {
    link: usize,
    a: Point,
    b: Point,
}

/// How often links cross.
#[must_use]
pub fn crossings(drawing: &Drawing) -> usize {
    let routes: Vec<&[Point]> = drawing.routes.iter().map(|route| route.points.as_slice()).collect();
    crossings_between(&routes)
}

/// How often these poly-lines cross one another.
#[must_use]
pub fn crossings_between(lines: &[&[Point]]) -> usize {
    let mut pieces: Vec<Piece> = Vec::new();
    for (link, points) in lines.iter().enumerate() {
        for pair in points.windows(2) {
            if pair[0] != pair[1] {
                let (a, b) =
                    if (pair[0].x, pair[0].y) <= (pair[1].x, pair[1].y) { (pair[0], pair[1]) } else { (pair[1], pair[0]) };
                pieces.push(Piece { link, a, b });
            }
        }
    }
    // A sweep from left to right; those under the sweep lie in strips by height, so that few are compared.
    pieces.sort_by(|one, other| one.a.x.total_cmp(&other.a.x));
    let low = |piece: &Piece| piece.a.y.min(piece.b.y);
    let high = |piece: &Piece| piece.a.y.max(piece.b.y);
    let (top, bottom) = pieces.iter().fold((f32::MAX, f32::MIN), |(top, bottom), one| (top.min(low(one)), bottom.max(high(one))));
    let strips = (pieces.len() / 8).clamp(1, 512);
    let strip_of = |y: f32| (((y - top) / (bottom - top).max(1.0) * strips as f32) as usize).min(strips - 1);
    let mut open: Vec<Vec<usize>> = vec![Vec::new(); strips];
    let mut found = 0;
    for (number, piece) in pieces.iter().enumerate() {
        let (first, last) = (strip_of(low(piece)), strip_of(high(piece)));
        for strip in first..=last {
            open[strip].retain(|other| pieces[*other].b.x >= piece.a.x);
            for other in &open[strip] {
                let other = &pieces[*other];
                // A pair that shares several strips is looked at in the first of them only.
                if other.link != piece.link && strip == first.max(strip_of(low(other))) && cross(piece, other) {
                    found += 1;
                }
            }
            open[strip].push(number);
        }
    }
    found
}

/// Whether two pieces pass through each other; touching is not enough.
fn cross(one: &Piece, other: &Piece) -> bool {
    let (c, d) = (side(one, other.a), side(one, other.b));
    let (a, b) = (side(other, one.a), side(other, one.b));
    c * d < 0.0 && a * b < 0.0
}

/// On which side of a piece a point lies, as the sign of an area.
fn side(piece: &Piece, point: Point) -> f64 {
    let (ax, ay) = (f64::from(piece.a.x), f64::from(piece.a.y));
    let (bx, by) = (f64::from(piece.b.x), f64::from(piece.b.y));
    let area = (bx - ax) * (f64::from(point.y) - ay) - (by - ay) * (f64::from(point.x) - ax);
    if area.abs() < 1e-6 { 0.0 } else { area.signum() }
}

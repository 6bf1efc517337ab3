//! Counts where the links of a drawing cross.
//!
//! Counted is every point at which the inner part of a piece of one link passes through the inner part of a piece of
//! another. Left out are shared ends: links that arrive at one box may touch, or join and run along each other up to it;
//! and links that leave one box may change their order within its fan, which is as far as the third piece of both: out
//! of the port, along the lane, out of the lane. Whatever two links with a shared end do after that is counted.

use super::{Drawing, Point};

/// How many pieces of a link belong to the fan of the box it leaves.
const FAN: usize = 3;

/// One straight piece of a link.
#[derive(Clone, Copy)]
struct Piece {
    line: usize,
    /// Its number along the link, from 0.
    number: usize,
    a: Point,
    b: Point,
}

/// A link as a poly-line and the box it leaves.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Its points.
    pub points: &'a [Point],
    /// What it leaves; two links that leave the same have a fan in common.
    pub from: usize,
}

/// How often the links of a drawing cross; the plan's links tell which of them leave one box.
#[must_use]
pub fn crossings(drawing: &Drawing) -> usize {
    let lines: Vec<Line> = drawing.routes.iter().map(|route| Line { points: &route.points, from: route.from }).collect();
    crossings_between(&lines)
}

/// How often poly-lines cross one another.
#[must_use]
pub fn crossings_between(lines: &[Line]) -> usize {
    let mut pieces = pieces(lines);
    // A sweep from left to right; what is under it lies in strips by height, so that few are compared.
    pieces.sort_by(|one, other| one.a.x.total_cmp(&other.a.x));
    let low = |piece: &Piece| piece.a.y.min(piece.b.y);
    let high = |piece: &Piece| piece.a.y.max(piece.b.y);
    let bounds = (f32::MAX, f32::MIN);
    let (top, bottom) = pieces.iter().fold(bounds, |(top, bottom), one| (top.min(low(one)), bottom.max(high(one))));
    let strips = (pieces.len() / 8).clamp(1, 512);
    let strip_of = |y: f32| (((y - top) / (bottom - top).max(1.0) * strips as f32) as usize).min(strips - 1);
    let mut open: Vec<Vec<usize>> = vec![Vec::new(); strips];
    let mut found = 0;
    for (number, piece) in pieces.iter().enumerate() {
        let (first, last) = (strip_of(low(piece)), strip_of(high(piece)));
        for (strip, open) in open.iter_mut().enumerate().take(last + 1).skip(first) {
            open.retain(|other| pieces[*other].b.x >= piece.a.x);
            for other in open.iter() {
                let other = &pieces[*other];
                // A pair that shares several strips is looked at in the first of them only.
                if strip == first.max(strip_of(low(other))) && !is_shared(piece, other, lines) && cross(piece, other) {
                    found += 1;
                }
            }
            open.push(number);
        }
    }
    found
}

fn pieces(lines: &[Line]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (line, Line { points, .. }) in lines.iter().enumerate() {
        let straight = points.windows(2).filter(|pair| pair[0] != pair[1]);
        pieces.extend(straight.enumerate().map(|(number, pair)| {
            let ordered = (pair[0].x, pair[0].y) <= (pair[1].x, pair[1].y);
            let (a, b) = if ordered { (pair[0], pair[1]) } else { (pair[1], pair[0]) };
            Piece { line, number, a, b }
        }));
    }
    pieces
}

/// Whether two pieces are of one link, or within the fan of the box that both leave.
fn is_shared(one: &Piece, other: &Piece, lines: &[Line]) -> bool {
    one.line == other.line || (one.number < FAN && other.number < FAN && lines[one.line].from == lines[other.line].from)
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

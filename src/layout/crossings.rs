//! Counts where the links of a drawing cross.
//!
//! Counted is every place at which one link passes from one side of another to its other side: in the middle of two
//! straight pieces, where both bend at one point, or along a way that they share between bends. Links that only touch
//! there, or that share the way up to an end, do not cross.

use super::{Drawing, Point};
use std::collections::HashMap;

/// One straight piece of a link.
#[derive(Clone, Copy)]
struct Piece {
    line: usize,
    a: Point,
    b: Point,
}

/// How often the links of a drawing cross.
#[must_use]
pub fn crossings(drawing: &Drawing) -> usize {
    let lines: Vec<&[Point]> = drawing.routes.iter().map(|route| route.points.as_slice()).collect();
    crossings_between(&lines)
}

/// How often poly-lines cross one another.
#[must_use]
pub fn crossings_between(lines: &[&[Point]]) -> usize {
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
                if strip == first.max(strip_of(low(other))) && piece.line != other.line && cross(piece, other) {
                    found += 1;
                }
            }
            open.push(number);
        }
    }
    found + along_bends(lines)
}

fn pieces(lines: &[&[Point]]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (line, points) in lines.iter().enumerate() {
        pieces.extend(points.windows(2).filter(|pair| pair[0] != pair[1]).map(|pair| {
            let ordered = (pair[0].x, pair[0].y) <= (pair[1].x, pair[1].y);
            let (a, b) = if ordered { (pair[0], pair[1]) } else { (pair[1], pair[0]) };
            Piece { line, a, b }
        }));
    }
    pieces
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

/// Crossings where two lines have a bend in common, or several in a row: the one comes from one side of the other and goes
/// on to its other side.
fn along_bends(lines: &[&[Point]]) -> usize {
    let mut bends: HashMap<(u32, u32), Vec<(usize, usize)>> = HashMap::new();
    for (line, points) in lines.iter().enumerate() {
        for at in 1..points.len().saturating_sub(1) {
            bends.entry((points[at].x.to_bits(), points[at].y.to_bits())).or_default().push((line, at));
        }
    }
    let mut found = 0;
    for here in bends.values() {
        for (number, (line, at)) in here.iter().enumerate() {
            for (other, along) in here[number + 1..].iter().filter(|(other, _)| other != line) {
                let (one, other) = (lines[*line], lines[*other]);
                let turned: Vec<Point> = other.iter().rev().copied().collect();
                let runs_against = one[at + 1] == other[along - 1] || one[at - 1] == other[along + 1];
                let (other, along) = if runs_against { (turned.as_slice(), other.len() - 1 - along) } else { (other, *along) };
                found += usize::from(crosses_from(&one[at - 1..], &other[along - 1..]));
            }
        }
    }
    found
}

/// Whether one line changes sides of the other along the bends they have in common from their second points on; not so
/// if the way they share began before.
fn crosses_from(one: &[Point], other: &[Point]) -> bool {
    let shared = one[1..].iter().zip(&other[1..]).take_while(|(a, b)| a == b).count();
    let (Some(after), Some(other_after)) = (one.get(shared + 1), other.get(shared + 1)) else {
        return false;
    };
    let (first, last) = (one[1], one[shared]);
    let angle = |at: Point, to: Point| f64::from(to.y - at.y).atan2(f64::from(to.x - at.x));
    // How far round an arm lies, seen from another one.
    let round = |at: Point, from: Point, to: Point| (angle(at, to) - angle(at, from)).rem_euclid(std::f64::consts::TAU);
    if one[0] == other[0] || [*after, *other_after].contains(&last) {
        return false;
    }
    if shared == 1 {
        let (c, a, d) = (round(first, one[0], other[0]), round(first, one[0], *after), round(first, one[0], *other_after));
        return c != a && a != d && c != 0.0 && d != 0.0 && (c < a) != (d < a);
    }
    let before = (round(first, one[2], one[0]), round(first, one[2], other[0]));
    let then = (round(last, one[shared - 1], *after), round(last, one[shared - 1], *other_after));
    before.0 != before.1 && then.0 != then.1 && (before.0 < before.1) == (then.0 < then.1)
}

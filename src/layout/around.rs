//! Leads a link round boxes that stand in its way, where boxes were put by hand.

use super::{Plan, Point, draw::simplified};
use std::{
    cmp::Reverse,
    collections::{BinaryHeap, HashMap},
};

/// How far from a box a link keeps, if it can.
const CLEAR: [f32; 3] = [10.0, 4.0, 1.0];
/// What a corner costs, in points of way.
const CORNER: f32 = 24.0;

/// Leads every link anew that runs through a box. `effort` is lessened by what that takes.
pub(super) fn lead_around(plan: &Plan, corners: &[Point], routes: &mut [super::Route], effort: &mut u64) {
    let ground = Ground::of(plan, corners);
    for (number, route) in routes.iter_mut().enumerate() {
        let link = plan.links[number];
        if route.points.windows(2).all(|pair| !ground.is_blocked(pair[0], pair[1])) {
            continue;
        }
        for clear in CLEAR {
            if let Some(points) = around(plan, corners, &ground, link, clear, effort) {
                route.points = points;
                break;
            }
        }
    }
}

/// The size of a field of the ground.
const FIELD: f32 = 256.0;

/// The boxes by the fields they stand on, so that few are looked at.
struct Ground<'a> {
    plan: &'a Plan,
    corners: &'a [Point],
    fields: HashMap<(i32, i32), Vec<usize>>,
}

impl<'a> Ground<'a> {
    fn of(plan: &'a Plan, corners: &'a [Point]) -> Self {
        let mut fields: HashMap<(i32, i32), Vec<usize>> = HashMap::new();
        for (number, (at, one)) in corners.iter().zip(&plan.boxes).enumerate() {
            for field in fields_between(*at, Point::new(at.x + one.width, at.y + one.height)) {
                fields.entry(field).or_default().push(number);
            }
        }
        Self { plan, corners, fields }
    }

    /// Whether a straight piece runs through a box.
    fn is_blocked(&self, a: Point, b: Point) -> bool {
        let (left, right) = (a.x.min(b.x), a.x.max(b.x));
        let (top, bottom) = (a.y.min(b.y), a.y.max(b.y));
        let blocks = |number: &usize| {
            let (at, one) = (self.corners[*number], &self.plan.boxes[*number]);
            left < at.x + one.width - 0.01
                && at.x + 0.01 < right.max(left + 0.02)
                && top < at.y + one.height - 0.01
                && at.y + 0.01 < bottom.max(top + 0.02)
        };
        fields_between(Point::new(left, top), Point::new(right, bottom))
            .any(|field| self.fields.get(&field).is_some_and(|boxes| boxes.iter().any(blocks)))
    }
}

/// The fields that a rectangle touches.
fn fields_between(low: Point, high: Point) -> impl Iterator<Item = (i32, i32)> {
    let field = |value: f32| (value / FIELD).floor() as i32;
    let (top, bottom) = (field(low.y), field(high.y + 0.02));
    (field(low.x)..=field(high.x + 0.02)).flat_map(move |x| (top..=bottom).map(move |y| (x, y)))
}

/// The shortest way with few corners over the lines that run beside boxes.
fn around(
    plan: &Plan,
    corners: &[Point],
    ground: &Ground,
    link: super::PlanLink,
    clear: f32,
    effort: &mut u64,
) -> Option<Vec<Point>> {
    let from = corners[link.from];
    let to = corners[link.to];
    let port = Point::new(from.x + plan.boxes[link.from].width, from.y + link.exit);
    let entry = Point::new(to.x, to.y + plan.boxes[link.to].entry);
    let start = Point::new(port.x + clear, port.y);
    let end = Point::new(entry.x - clear, entry.y);
    if ground.is_blocked(port, start) || ground.is_blocked(end, entry) {
        return None;
    }
    let mut xs = vec![start.x, end.x];
    let mut ys = vec![start.y, end.y];
    for (at, one) in corners.iter().zip(&plan.boxes) {
        xs.extend([at.x - clear, at.x + one.width + clear]);
        ys.extend([at.y - clear, at.y + one.height + clear]);
    }
    for all in [&mut xs, &mut ys] {
        all.sort_by(f32::total_cmp);
        all.dedup();
    }
    let place = |all: &[f32], value: f32| all.partition_point(|one| *one < value);
    let wide = xs.len();
    let number = |x: usize, y: usize, upright: bool| (y * wide + x) * 2 + usize::from(upright);
    let goal = (place(&xs, end.x), place(&ys, end.y));
    let first = number(place(&xs, start.x), place(&ys, start.y), false);
    let mut cost = vec![f32::MAX; xs.len() * ys.len() * 2];
    let mut came = vec![usize::MAX; cost.len()];
    cost[first] = 0.0;
    // Ways are whole points in the heap, so that they can be compared.
    let mut open = BinaryHeap::from([Reverse((0_u64, first))]);
    while let Some(Reverse((_, here))) = open.pop() {
        *effort = effort.saturating_sub(corners.len() as u64);
        if *effort == 0 {
            return None;
        }
        let (x, y, upright) = ((here / 2) % wide, here / 2 / wide, here % 2 == 1);
        if (x, y) == goal && !upright {
            let mut points = vec![entry, end];
            let mut at = here;
            while at != usize::MAX {
                points.push(Point::new(xs[(at / 2) % wide], ys[at / 2 / wide]));
                at = came[at];
            }
            points.push(port);
            points.reverse();
            return Some(simplified(points));
        }
        let a = Point::new(xs[x], ys[y]);
        let mut reach = |next: usize, far: f32, b: Point| {
            let whole = cost[here] + far;
            if whole + 0.001 < cost[next] && (a == b || !ground.is_blocked(a, b)) {
                cost[next] = whole;
                came[next] = here;
                let left = (b.x - end.x).abs() + (b.y - end.y).abs();
                open.push(Reverse((((whole + left) * 16.0) as u64, next)));
            }
        };
        reach(number(x, y, !upright), CORNER, a);
        for step in [-1_isize, 1] {
            let (x, y) = if upright { (Some(x), y.checked_add_signed(step)) } else { (x.checked_add_signed(step), Some(y)) };
            if let (Some(x), Some(y)) = (x, y)
                && x < wide
                && y < ys.len()
            {
                let b = Point::new(xs[x], ys[y]);
                reach(number(x, y, upright), (b.x - a.x).abs() + (b.y - a.y).abs(), b);
            }
        }
    }
    None
}

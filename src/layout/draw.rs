//! From columns, heights and lanes to points.

use super::{
    Drawing, Plan, Point, Route,
    anchored::Anchored,
    lanes::Lanes,
    ranks::Ranks,
    web::{End, Filling, Strand, Web},
};

/// Between two lanes, if there is room.
const LANE: f32 = 8.0;
/// Between a box and the first lane.
const EDGE: f32 = 20.0;
/// A gap is at least as wide, so that a few more links do not move what stands to the right.
const GAP: f32 = 96.0;

/// How wide a gap of so many lanes is: it grows in large steps, so that one more link seldom moves anything.
fn gap_width(lanes: usize) -> f32 {
    let needed = 2.0 * EDGE + LANE * lanes as f32;
    let mut width = GAP;
    while width < needed {
        width += GAP;
    }
    width
}

/// The strands in each gap; the gap left of a column has that column's number.
#[derive(Clone, Debug, Default)]
pub(super) struct Gaps {
    pub strands: Vec<Vec<Strand>>,
    /// The strands of each link from its port on, as gap and place there.
    pub ways: Vec<Vec<(usize, usize)>>,
}

impl Gaps {
    pub fn of(plan: &Plan, ranks: &Ranks, web: &Web) -> Self {
        let mut gaps = Self { strands: vec![Vec::new(); web.columns.len() + 1], ways: Vec::with_capacity(plan.links.len()) };
        for (number, back) in ranks.back.iter().enumerate() {
            let way = web.strands(plan, *back, number).into_iter().map(|(gap, strand)| {
                gaps.strands[gap].push(strand);
                (gap, gaps.strands[gap].len() - 1)
            });
            let way = way.collect();
            gaps.ways.push(way);
        }
        gaps
    }
}

/// Draws the web; links run from left to right.
pub(super) fn draw(plan: &Plan, ranks: &Ranks, web: &Web, gaps: &Gaps, tops: &[f32], anchored: Option<&Anchored>) -> Drawing {
    let height = |end: End| tops[end.slot] + end.below;
    let Gaps { strands: gaps, ways } = gaps;
    let lanes: Vec<Lanes> = gaps.iter().map(|strands| Lanes::of(strands, height)).collect();
    let (corners, bands) = if let Some(anchored) = anchored {
        (anchored.corners.clone(), bands_between(&anchored.bands, &lanes))
    } else {
        let (lefts, bands) = spread(plan, web, &lanes);
        (web.column.iter().zip(tops).map(|(column, top)| Point::new(lefts[*column], *top)).collect(), bands)
    };
    let mut drawing = Drawing { corners, ..Drawing::default() };
    for (number, way) in ways.iter().enumerate() {
        let link = plan.links[number];
        let from = drawing.corners[link.from];
        let to = drawing.corners[link.to];
        let mut points = vec![Point::new(from.x + plan.boxes[link.from].width, from.y + link.exit)];
        for (gap, place) in way {
            let strand = gaps[*gap][*place];
            if let Some(lane) = lanes[*gap].of[*place] {
                let (left, width) = bands[*gap];
                let step = (width / (lanes[*gap].count + 1) as f32).min(LANE);
                let x = left + (width - step * (lanes[*gap].count - 1) as f32) / 2.0 + step * lane as f32;
                points.push(Point::new(x, height(strand.from)));
                points.push(Point::new(x, height(strand.to)));
            }
        }
        points.push(Point::new(to.x, to.y + plan.boxes[link.to].entry));
        drawing.routes.push(Route { from: link.from, points: simplified(points), back: ranks.back[number] });
    }
    drawing
}

/// Each column's left side, and each gap's left side and width.
fn spread(plan: &Plan, web: &Web, lanes: &[Lanes]) -> (Vec<f32>, Vec<(f32, f32)>) {
    let last = web.columns.len();
    let mut bands = Vec::with_capacity(lanes.len());
    let mut lefts = Vec::with_capacity(last);
    let mut x = 0.0;
    for (gap, lanes) in lanes.iter().enumerate() {
        let width = if (gap == 0 || gap == last) && lanes.count == 0 { 0.0 } else { gap_width(lanes.count) };
        bands.push((x, width));
        x += width;
        if let Some(column) = web.columns.get(gap) {
            lefts.push(x);
            x += column.iter().filter_map(|slot| width_of(plan, web.slots[*slot])).fold(0.0, f32::max);
        }
    }
    (lefts, bands)
}

/// The gaps between columns that stand already; those outside are as wide as they need to be.
fn bands_between(columns: &[(f32, f32)], lanes: &[Lanes]) -> Vec<(f32, f32)> {
    let outside = |lanes: &Lanes| 2.0 * EDGE + LANE * lanes.count as f32;
    let band = |(gap, lanes): (usize, &Lanes)| match (gap.checked_sub(1).and_then(|at| columns.get(at)), columns.get(gap)) {
        (Some(left), Some(right)) => (left.1, right.0 - left.1),
        (None, Some(right)) => (right.0 - outside(lanes), outside(lanes)),
        (Some(left), None) => (left.1, outside(lanes)),
        (None, None) => (0.0, 0.0),
    };
    lanes.iter().enumerate().map(band).collect()
}

fn width_of(plan: &Plan, filling: Filling) -> Option<f32> {
    match filling {
        Filling::Box(number) => Some(plan.boxes[number].width),
        Filling::Pass(_) => None,
    }
}

/// Without points that lie between their neighbours on one straight.
pub(super) fn simplified(points: Vec<Point>) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        if kept.last() == Some(&point) {
            continue;
        }
        if let [.., a, b] = kept[..]
            && ((a.x == b.x && b.x == point.x) || (a.y == b.y && b.y == point.y))
        {
            kept.pop();
        }
        kept.push(point);
    }
    kept
}

/// Moves all so that nothing stands left of or above the origin, and measures it.
pub(super) fn bounded(mut drawing: Drawing, plan: &Plan, keep: bool) -> Drawing {
    let (mut low, mut high) = (Point::new(f32::MAX, f32::MAX), Point::new(f32::MIN, f32::MIN));
    let mut take = |point: Point| {
        low = Point::new(low.x.min(point.x), low.y.min(point.y));
        high = Point::new(high.x.max(point.x), high.y.max(point.y));
    };
    for (corner, one) in drawing.corners.iter().zip(&plan.boxes) {
        take(*corner);
        take(Point::new(corner.x + one.width, corner.y + one.height));
    }
    drawing.routes.iter().flat_map(|route| &route.points).for_each(|point| take(*point));
    if drawing.corners.is_empty() {
        return drawing;
    }
    if !keep {
        // By whole points, so that what is added up later stays exact.
        low = Point::new(low.x.floor(), low.y.floor());
        let moved = |point: &mut Point| *point = Point::new(point.x - low.x, point.y - low.y);
        drawing.corners.iter_mut().for_each(moved);
        drawing.routes.iter_mut().flat_map(|route| &mut route.points).for_each(moved);
        high = Point::new(high.x - low.x, high.y - low.y);
    }
    drawing.width = high.x;
    drawing.height = high.y;
    drawing
}

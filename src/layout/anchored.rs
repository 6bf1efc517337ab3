//! Boxes that keep their places: those an author put somewhere, and those that stood in an earlier drawing.

use super::{
    Plan, Point,
    place::BOX_AIR,
    ranks::Ranks,
    search::Search,
    web::{Filling, Web, passed},
};

/// Boxes that keep their places may come as near to each other as this; less, and the lower one moves.
const NEAREST: f32 = 4.0;
/// Between a column and a new one to its right.
const NEW_COLUMN: f32 = 96.0;

/// Boxes in their places, and the columns that follow from them.
#[derive(Clone, Debug, Default)]
pub(super) struct Anchored {
    pub corners: Vec<Point>,
    pub column: Vec<usize>,
    /// Each column's left and right side.
    pub bands: Vec<(f32, f32)>,
}

impl Anchored {
    /// `wanted` tells where boxes stood or were put; what has no place yet is given one beside what leads to it.
    pub fn of(plan: &Plan, ranks: &Ranks, wanted: &[Option<Point>]) -> Self {
        let count = plan.boxes.len();
        let mut anchored = Self { corners: vec![Point::default(); count], column: vec![0; count], bands: Vec::new() };
        let mut standing = vec![false; count];
        anchored.columns(plan, wanted);
        let placed = (0..count).filter(|one| plan.boxes[*one].placed.is_some());
        for one in placed {
            if let Some(at) = plan.boxes[one].placed {
                anchored.corners[one] = at;
                anchored.column[one] = anchored.column_at(at.x + plan.boxes[one].width / 2.0);
                standing[one] = true;
            }
        }
        // What stood keeps its place; what is new stands right of all that leads to it.
        let mut order: Vec<usize> = (0..count).collect();
        order.sort_by_key(|one| (ranks.column[*one], *one));
        let mut leading: Vec<Vec<usize>> = vec![Vec::new(); count];
        for (number, link) in plan.links.iter().enumerate().filter(|(number, _)| !ranks.back[*number]) {
            leading[link.to].push(number);
        }
        let mut later = Vec::new();
        let mut kept: Vec<usize> = Vec::new();
        for one in order {
            if standing[one] {
                continue;
            }
            let first = leading[one].iter().map(|link| anchored.column[plan.links[*link].from] + 1).max().unwrap_or(0);
            if let Some(at) = wanted.get(one).copied().flatten() {
                anchored.corners[one] = at;
                anchored.column[one] = anchored.column_at(at.x + plan.boxes[one].width / 2.0);
                kept.push(one);
            } else {
                anchored.column[one] = first;
                let lead = leading[one].first().map(|link| plan.links[*link]);
                let beside = |from: usize, exit: f32| anchored.corners[from].y + exit - plan.boxes[one].entry;
                let y = lead.map(|link| beside(link.from, link.exit));
                anchored.corners[one].y = y.unwrap_or_else(|| anchored.bottom(plan, &standing) + BOX_AIR);
                later.push(one);
            }
        }
        kept.sort_by(|a, b| anchored.corners[*a].y.total_cmp(&anchored.corners[*b].y));
        for one in kept {
            anchored.stand(plan, &mut standing, one, NEAREST);
        }
        for one in later {
            while anchored.bands.len() <= anchored.column[one] {
                let left = anchored.bands.last().map_or(0.0, |band| band.1 + NEW_COLUMN);
                anchored.bands.push((left, left + plan.boxes[one].width));
            }
            anchored.corners[one].x = anchored.bands[anchored.column[one]].0;
            anchored.stand(plan, &mut standing, one, BOX_AIR);
        }
        anchored
    }

    /// The columns are what lies between gaps from top to bottom; boxes put by hand across a gap make no column.
    fn columns(&mut self, plan: &Plan, wanted: &[Option<Point>]) {
        let mut spans: Vec<(f32, f32)> = Vec::new();
        let mut by_hand: Vec<(f32, f32)> = Vec::new();
        for (one, at) in plan.boxes.iter().zip(wanted) {
            match (one.placed, at) {
                (Some(at), _) => by_hand.push((at.x, at.x + one.width)),
                (None, Some(at)) => spans.push((at.x, at.x + one.width)),
                (None, None) => {}
            }
        }
        spans.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (left, right) in spans {
            match self.bands.last_mut() {
                Some(band) if left < band.1 => band.1 = band.1.max(right),
                _ => self.bands.push((left, right)),
            }
        }
        by_hand.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (left, right) in by_hand {
            if self.bands.iter().all(|band| right < band.0 || left > band.1) {
                self.bands.push((left, right));
                self.bands.sort_by(|a, b| a.0.total_cmp(&b.0));
            }
        }
    }

    /// The column that lies nearest to a point.
    fn column_at(&self, x: f32) -> usize {
        let far = |band: &(f32, f32)| (band.0 - x).max(x - band.1).max(0.0);
        (0..self.bands.len()).min_by(|a, b| far(&self.bands[*a]).total_cmp(&far(&self.bands[*b]))).unwrap_or(0)
    }

    fn bottom(&self, plan: &Plan, standing: &[bool]) -> f32 {
        let boxes = self.corners.iter().zip(&plan.boxes).zip(standing).filter(|(_, standing)| **standing);
        boxes.map(|((corner, one), _)| corner.y + one.height).fold(0.0, f32::max)
    }

    /// Lets a box stand where it is, or at the nearest free height.
    fn stand(&mut self, plan: &Plan, standing: &mut [bool], one: usize, air: f32) {
        let x = self.corners[one].x;
        let size = plan.boxes[one];
        let others = (0..standing.len()).filter(|other| standing[*other]);
        let taken: Vec<(f32, f32)> = others
            .filter(|other| {
                self.corners[*other].x < x + size.width + NEAREST
                    && x < self.corners[*other].x + plan.boxes[*other].width + NEAREST
            })
            .map(|other| (self.corners[other].y, self.corners[other].y + plan.boxes[other].height))
            .collect();
        let free = |y: f32, air: f32| taken.iter().all(|(top, bottom)| y >= bottom + air || y + size.height + air <= *top);
        let wanted = self.corners[one].y;
        if !free(wanted, air) {
            let below = taken.iter().map(|(_, bottom)| bottom + BOX_AIR);
            let above = taken.iter().map(|(top, _)| top - BOX_AIR - size.height);
            let nearest = below.chain(above).filter(|y| free(*y, BOX_AIR)).min_by(|a, b| {
                // A little rather down than up.
                let far = |y: f32| if y < wanted { (wanted - y) * 1.5 } else { y - wanted };
                far(*a).total_cmp(&far(*b))
            });
            self.corners[one].y = nearest.unwrap_or(wanted);
        }
        standing[one] = true;
    }

    /// The web that follows: boxes as they stand, links at first as straight as can be, then where they cross less.
    pub fn web(&self, plan: &Plan, ranks: &mut Ranks) -> Web {
        let mut web = Web {
            slots: (0..plan.boxes.len()).map(Filling::Box).collect(),
            column: self.column.clone(),
            columns: vec![Vec::new(); self.bands.len()],
            passes: vec![Vec::new(); plan.links.len()],
        };
        let mut heights: Vec<f32> = self.corners.iter().zip(&plan.boxes).map(|(at, one)| at.y + one.height / 2.0).collect();
        for (one, column) in self.column.iter().enumerate() {
            web.columns[*column].push(one);
        }
        for (number, link) in plan.links.iter().enumerate() {
            let (from, to) = (self.column[link.from], self.column[link.to]);
            ranks.back[number] = to <= from;
            let start = self.corners[link.from].y + link.exit;
            let end = self.corners[link.to].y + plan.boxes[link.to].entry;
            let way = passed(from, to, to <= from);
            for (at, column) in way.iter().enumerate() {
                let far = (at + 1) as f32 / (way.len() + 1) as f32;
                web.slots.push(Filling::Pass(number));
                heights.push(start + (end - start) * far);
                web.columns[*column].push(web.slots.len() - 1);
                web.passes[number].push(web.slots.len() - 1);
            }
        }
        for column in &mut web.columns {
            column.sort_by(|a, b| heights[*a].total_cmp(&heights[*b]).then(a.cmp(b)));
        }
        let mut search = Search::new(plan, ranks, &web);
        search.lead_all();
        search.web(plan)
    }
}

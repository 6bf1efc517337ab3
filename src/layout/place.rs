//! How far down each slot stands in its column: near what it is linked to, so that links run straight.

use super::{
    Plan,
    web::{End, Filling, Strand, Web},
};

/// Between two boxes one more row fits.
pub(super) const BOX_AIR: f32 = 32.0;
/// Between a box and a link that passes.
pub(super) const PASS_AIR: f32 = 16.0;
/// Between two links that pass.
pub(super) const LINK_AIR: f32 = 10.0;
/// Boxes stand on lines so far apart, so that a small change elsewhere does not move them.
const GRID: f32 = 8.0;
/// How often heights are looked at from the left and from the right.
const SWEEPS: usize = 6;

/// The height a slot takes.
pub(super) fn height_of(plan: &Plan, filling: Filling) -> f32 {
    match filling {
        Filling::Box(number) => plan.boxes[number].height,
        Filling::Pass(_) => 0.0,
    }
}

/// What is kept free between two neighbours.
pub(super) fn air(upper: Filling, lower: Filling) -> f32 {
    match (upper, lower) {
        (Filling::Box(_), Filling::Box(_)) => BOX_AIR,
        (Filling::Pass(_), Filling::Pass(_)) => LINK_AIR,
        _ => PASS_AIR,
    }
}

/// What pulls at a slot: the other end of a strand, how far below its own top the strand leaves it, and how strongly.
#[derive(Clone, Copy)]
struct Pull {
    other: End,
    below: f32,
    weight: f32,
}

/// Slots that touch and move as one.
struct Block {
    first: usize,
    weight: f32,
    sum: f32,
}

/// Each slot's top.
pub(super) fn place(plan: &Plan, web: &Web, strands: &[Vec<Strand>]) -> Vec<f32> {
    let mut placing = Placing::new(plan, web, strands);
    for sweep in 0..SWEEPS {
        if sweep % 2 == 0 {
            (0..web.columns.len()).for_each(|column| placing.pull(column, true, false));
        } else {
            (0..web.columns.len()).rev().for_each(|column| placing.pull(column, false, true));
        }
    }
    (0..web.columns.len()).for_each(|column| placing.pull(column, true, true));
    placing.settle();
    placing.tops
}

/// Each slot's top, where boxes stand already: links pass in what is free between them.
pub(super) fn place_passes(plan: &Plan, web: &Web, strands: &[Vec<Strand>], boxes: &[f32]) -> Vec<f32> {
    let mut placing = Placing::new(plan, web, strands);
    placing.tops[..boxes.len()].copy_from_slice(boxes);
    for sweep in 0..SWEEPS {
        for at in 0..web.columns.len() {
            let from_left = sweep % 2 == 0;
            let column = if from_left { at } else { web.columns.len() - 1 - at };
            placing.pass_between(column, from_left);
        }
    }
    placing.tops
}

struct Placing<'a> {
    plan: &'a Plan,
    web: &'a Web,
    tops: Vec<f32>,
    left: Vec<Vec<Pull>>,
    right: Vec<Vec<Pull>>,
}

impl<'a> Placing<'a> {
    fn new(plan: &'a Plan, web: &'a Web, strands: &[Vec<Strand>]) -> Self {
        let count = web.slots.len();
        let mut placing =
            Self { plan, web, tops: vec![0.0; count], left: vec![Vec::new(); count], right: vec![Vec::new(); count] };
        for strand in strands.iter().flatten().filter(|strand| strand.is_through()) {
            let is_pass = |end: End| matches!(web.slots[end.slot], Filling::Pass(_));
            let weight = match (is_pass(strand.from), is_pass(strand.to)) {
                (true, true) => 8.0,
                (false, false) => 1.0,
                _ => 2.0,
            };
            for (near, other) in [(strand.from, strand.to), (strand.to, strand.from)] {
                let side = if near.left { &mut placing.right } else { &mut placing.left };
                side[near.slot].push(Pull { other, below: near.below, weight });
            }
        }
        for column in &web.columns {
            let mut top = 0.0;
            for (place, slot) in column.iter().enumerate() {
                if place > 0 {
                    top += placing.apart(column[place - 1], *slot);
                }
                placing.tops[*slot] = top;
            }
        }
        placing
    }

    /// How far apart the tops of two neighbours are at least.
    fn apart(&self, upper: usize, lower: usize) -> f32 {
        let (upper, lower) = (self.web.slots[upper], self.web.slots[lower]);
        height_of(self.plan, upper) + air(upper, lower)
    }

    /// Moves the slots of a column to where their links pull them, as far as their neighbours allow.
    fn pull(&mut self, column: usize, by_left: bool, by_right: bool) {
        let slots = &self.web.columns[column];
        let mut offset = 0.0;
        let mut offsets = Vec::with_capacity(slots.len());
        let mut blocks: Vec<Block> = Vec::new();
        for (place, slot) in slots.iter().enumerate() {
            if place > 0 {
                offset += self.apart(slots[place - 1], *slot);
            }
            offsets.push(offset);
            let (mut sum, mut weight) = (0.0, 0.0);
            for (wanted, side) in [(by_left, &self.left), (by_right, &self.right)] {
                for pull in side[*slot].iter().filter(|_| wanted) {
                    sum += (self.tops[pull.other.slot] + pull.other.below - pull.below) * pull.weight;
                    weight += pull.weight;
                }
            }
            if weight == 0.0 {
                (sum, weight) = (self.tops[*slot] * 0.01, 0.01);
            }
            blocks.push(Block { first: place, weight, sum: sum - offset * weight });
            // A block that would overlap the one above joins it.
            while let [.., upper, lower] = &blocks[..]
                && upper.sum / upper.weight >= lower.sum / lower.weight
            {
                let (weight, sum) = (lower.weight, lower.sum);
                blocks.pop();
                if let Some(upper) = blocks.last_mut() {
                    upper.weight += weight;
                    upper.sum += sum;
                }
            }
        }
        for (number, block) in blocks.iter().enumerate() {
            let end = blocks.get(number + 1).map_or(slots.len(), |next| next.first);
            for place in block.first..end {
                self.tops[slots[place]] = block.sum / block.weight + offsets[place];
            }
        }
    }

    /// Moves the links that pass a column to where they run straight, as far as the boxes beside them allow.
    fn pass_between(&mut self, column: usize, from_left: bool) {
        let web = self.web;
        let slots = &web.columns[column];
        let is_box = |slot: usize| matches!(web.slots[slot], Filling::Box(_));
        let mut first = 0;
        while first < slots.len() {
            let run = slots[first..].iter().take_while(|slot| !is_box(**slot)).count();
            if run == 0 {
                first += 1;
                continue;
            }
            let above = first.checked_sub(1).map(|at| slots[at]);
            let low = above.map_or(f32::MIN, |slot| self.tops[slot] + height_of(self.plan, web.slots[slot]));
            let high = slots.get(first + run).map_or(f32::MAX, |slot| self.tops[*slot]);
            let room = if low == f32::MIN || high == f32::MAX { f32::MAX } else { (high - low).max(0.0) };
            let step = LINK_AIR.min(room / (run + 1) as f32);
            let edge = PASS_AIR.min((room - step * (run - 1) as f32) / 2.0);
            let mut least = low + edge;
            for (at, slot) in slots[first..first + run].iter().enumerate() {
                let side = if from_left { &self.left } else { &self.right };
                let pulls = side[*slot].first().or(self.left[*slot].first()).or(self.right[*slot].first());
                let wanted = pulls.map_or(self.tops[*slot], |pull| self.tops[pull.other.slot] + pull.other.below);
                let most = high - edge - step * (run - 1 - at) as f32;
                self.tops[*slot] = wanted.max(least).min(most);
                least = self.tops[*slot] + step;
            }
            first += run;
        }
    }

    /// Brings boxes onto the grid and links that pass as near to straight as there is room.
    fn settle(&mut self) {
        let low = self.tops.iter().copied().fold(f32::MAX, f32::min);
        for column in 0..self.web.columns.len() {
            let slots = &self.web.columns[column];
            let mut least = f32::MIN;
            for (place, slot) in slots.iter().enumerate() {
                if place > 0 {
                    least = self.tops[slots[place - 1]] + self.apart(slots[place - 1], *slot);
                }
                let wanted = self.tops[*slot] - low;
                self.tops[*slot] = match self.web.slots[*slot] {
                    Filling::Box(_) => {
                        let near = (wanted / GRID).round() * GRID;
                        if near >= least { near } else { (least / GRID).ceil() * GRID }
                    }
                    Filling::Pass(_) => self.straight(*slot, wanted).max(least),
                };
            }
        }
    }

    /// The height at which a link that passes would run straight on from the left, if that is near enough.
    fn straight(&self, slot: usize, wanted: f32) -> f32 {
        let from = self.left[slot].first().map(|pull| self.tops[pull.other.slot] + pull.other.below);
        from.filter(|from| (from - wanted).abs() <= GRID).unwrap_or(wanted)
    }
}

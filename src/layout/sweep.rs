//! A first order with few crossings, found fast: columns are sorted by what they are linked to, sifted, and shaken.
//!
//! Links that lead back count as if they led on from the other end; where they turn is left to [`super::search`]. The
//! sorting is that of Sugiyama, Tagawa and Toda (1981), the sifting that of Matuszewski, Schönfeld and Molitor (1999).

use super::{Plan, ranks::Ranks, web::Web};

/// How much may be tried for each slot, in comparisons.
const EFFORT_A_SLOT: u64 = 2_000;
/// How often all columns are sorted from the left or from the right.
const SWEEPS: usize = 24;
/// How often so that nothing is better for it.
const TRIES: usize = 8;
/// How often what a shake spoils is put right before it is judged.
const SETTLINGS: usize = 6;
/// A slot is moved no further once it would cross so much more than at the best place met.
const HOPELESS: i32 = 8;
/// How far a shake moves slots at most, as a share of their column.
const SHAKES: [f32; 4] = [0.05, 0.1, 0.2, 0.4];

/// Columns of slots, each with what it is linked to on the left and on the right.
#[derive(Clone, Debug, Default)]
pub(super) struct Sweep {
    columns: Vec<Vec<u32>>,
    /// Each slot's place in its column.
    place: Vec<u32>,
    left: Near,
    right: Near,
    /// How much may still be tried, in comparisons.
    effort: u64,
    /// From which chance is drawn: the same for every plan.
    seed: u64,
}

/// What each slot is linked to on one side, one after the other.
#[derive(Clone, Debug, Default)]
struct Near {
    first: Vec<u32>,
    slots: Vec<u32>,
}

impl Near {
    fn of(count: usize, links: impl Iterator<Item = (usize, usize)> + Clone) -> Self {
        let mut first = vec![0_u32; count + 1];
        for (from, _) in links.clone() {
            first[from + 1] += 1;
        }
        for slot in 0..count {
            first[slot + 1] += first[slot];
        }
        let mut next = first.clone();
        let mut slots = vec![0; first[count] as usize];
        for (from, to) in links {
            slots[next[from] as usize] = to as u32;
            next[from] += 1;
        }
        Self { first, slots }
    }

    fn at(&self, slot: u32) -> &[u32] {
        &self.slots[self.first[slot as usize] as usize..self.first[slot as usize + 1] as usize]
    }
}

impl Sweep {
    /// The columns of a web, without the slots at which links turn round.
    pub fn of(plan: &Plan, ranks: &Ranks, web: &Web) -> Self {
        let mut strands: Vec<(usize, usize)> = Vec::with_capacity(web.slots.len());
        let mut turns = vec![false; web.slots.len()];
        for (number, link) in plan.links.iter().enumerate() {
            let passes = &web.passes[number];
            let mut way = vec![link.from];
            if ranks.back[number] {
                let between = 1..passes.len().saturating_sub(1).max(1);
                for (at, slot) in passes.iter().enumerate() {
                    if between.contains(&at) { way.push(*slot) } else { turns[*slot] = true }
                }
                if passes.len() < 2 {
                    continue;
                }
                way.push(link.to);
                way.reverse();
            } else {
                way.extend(passes);
                way.push(link.to);
            }
            strands.extend(way.windows(2).map(|pair| (pair[0], pair[1])));
        }
        let columns =
            web.columns.iter().map(|slots| slots.iter().filter(|slot| !turns[**slot]).map(|slot| *slot as u32).collect());
        let mut sweep = Self {
            columns: columns.collect(),
            place: vec![0; web.slots.len()],
            left: Near::of(web.slots.len(), strands.iter().map(|(left, right)| (*right, *left))),
            right: Near::of(web.slots.len(), strands.iter().copied()),
            effort: plan.effort.min(EFFORT_A_SLOT * web.slots.len() as u64),
            seed: 1,
        };
        for column in 0..sweep.columns.len() {
            sweep.number(column);
        }
        sweep
    }

    /// Brings a web into the best order found: its columns, and the slots at which links turn beside where they turn.
    pub fn order(&self, plan: &Plan, ranks: &Ranks, web: &mut Web) {
        for (column, slots) in self.columns.iter().enumerate() {
            web.columns[column] = slots.iter().map(|slot| *slot as usize).collect();
        }
        for (number, link) in plan.links.iter().enumerate().filter(|(number, _)| ranks.back[*number]) {
            let passes = &web.passes[number];
            let (Some(first), Some(last)) = (passes.first(), passes.last()) else { continue };
            for (turn, beside) in [(*first, link.from), (*last, link.to)].into_iter().take(passes.len()) {
                let column = &mut web.columns[web.column[beside]];
                let place = column.iter().position(|slot| *slot == beside).unwrap_or(0);
                column.insert(place + 1, turn);
            }
        }
    }

    /// An order with as few crossings as the effort allows.
    pub fn found(mut self) -> Self {
        let start = self.columns.clone();
        let mut best = (u64::MAX, start.clone());
        for by_left in [true, false] {
            self.restore(&start);
            self.sweep(by_left, &mut best);
        }
        self.restore(&best.1);
        self.settle(0, self.columns.len());
        let mut now = self.total();
        let mut round = 0;
        while now > 0 && self.effort > 0 {
            let kept = self.columns.clone();
            self.shake(round);
            let shaken = self.total();
            if shaken <= now {
                now = shaken;
            } else {
                self.restore(&kept);
            }
            round += 1;
        }
        self
    }

    /// What all crossings come to.
    fn total(&mut self) -> u64 {
        (1..self.columns.len()).map(|column| self.crossings(column - 1)).sum()
    }

    /// Sorts all columns again and again, first along the call or against it, exchanges neighbours where that helps, and
    /// keeps the best order met.
    fn sweep(&mut self, by_left: bool, best: &mut (u64, Vec<Vec<u32>>)) {
        let last = self.columns.len();
        let mut tries = 0;
        for round in 0..SWEEPS {
            if self.effort == 0 || tries > TRIES {
                return;
            }
            let turned = round % 4 >= 2;
            if (round % 2 == 0) == by_left {
                (1..last).for_each(|column| self.sort(column, true, turned, 0.0));
            } else {
                (1..last).rev().for_each(|column| self.sort(column - 1, false, turned, 0.0));
            }
            self.transpose(turned);
            let total = self.total();
            tries += 1;
            if total < best.0 {
                // Half a percent is worth going on for.
                if total.saturating_mul(200) < best.0.saturating_mul(199) {
                    tries = 0;
                }
                *best = (total, self.columns.clone());
            }
        }
    }

    /// Exchanges neighbours until that saves nothing; at first also where it makes no difference.
    fn transpose(&mut self, mut equal: bool) {
        let mut open = vec![true; self.columns.len()];
        loop {
            let mut saved = 0;
            for column in 0..self.columns.len() {
                if !std::mem::replace(&mut open[column], false) {
                    continue;
                }
                let mut here = 0;
                for place in 1..self.columns[column].len() {
                    let (upper, lower) = (self.columns[column][place - 1], self.columns[column][place]);
                    let gain = self.gain(upper, lower);
                    if gain > 0 || (equal && gain == 0) {
                        here += gain;
                        self.columns[column].swap(place - 1, place);
                        self.place[upper as usize] = place as u32;
                        self.place[lower as usize] = place as u32 - 1;
                    }
                }
                self.effort = self.effort.saturating_sub(3 * self.columns[column].len() as u64);
                if here > 0 {
                    let last = (column + 2).min(open.len());
                    open[column.saturating_sub(1)..last].fill(true);
                }
                saved += here;
            }
            equal = false;
            if saved == 0 || self.effort == 0 {
                return;
            }
        }
    }

    /// Sifts some columns until that saves nothing.
    fn settle(&mut self, first: usize, last: usize) {
        for round in 0..SETTLINGS {
            let mut saved = 0;
            for at in first..last {
                let column = if round % 2 == 0 { at } else { first + last - 1 - at };
                for slot in self.columns[column].clone() {
                    if self.effort == 0 {
                        return;
                    }
                    saved += self.sift(column, slot);
                }
            }
            if saved == 0 {
                return;
            }
        }
    }

    /// Sorts a few columns roughly and puts right what that spoils.
    fn shake(&mut self, round: usize) {
        let last = self.columns.len();
        let rough = SHAKES[round % SHAKES.len()];
        let wide = 1 + (self.chance() * 3.0) as usize;
        let first = (self.chance() * last as f32) as usize;
        let end = (first + wide).min(last);
        if round.is_multiple_of(2) {
            (first.max(1)..end).for_each(|column| self.sort(column, true, false, rough));
        } else {
            (first..end.min(last.saturating_sub(1))).rev().for_each(|column| self.sort(column, false, false, rough));
        }
        self.settle(first.saturating_sub(1), (end + 1).min(last));
    }

    /// Sorts a column by the mean height of what its slots are linked to on one side, more or less.
    fn sort(&mut self, column: usize, by_left: bool, turned: bool, rough: f32) {
        let beside = if by_left { column - 1 } else { column + 1 };
        let scale = 1.0 / self.columns[beside].len().max(1) as f32;
        let count = self.columns[column].len() as f32;
        self.effort = self.effort.saturating_sub(4 * self.columns[column].len() as u64);
        let mut means: Vec<(f32, u32)> = Vec::with_capacity(self.columns[column].len());
        for place in 0..self.columns[column].len() {
            let slot = self.columns[column][place];
            let near = if by_left { self.left.at(slot) } else { self.right.at(slot) };
            let mean = if near.is_empty() { (place as f32 + 0.5) / count } else { (self.middle(near) + 0.5) * scale };
            means.push((mean, slot));
        }
        if rough > 0.0 {
            for mean in &mut means {
                mean.0 += (self.chance() - 0.5) * rough;
            }
        }
        if turned {
            means.reverse();
        }
        means.sort_by(|a, b| a.0.total_cmp(&b.0));
        self.columns[column] = means.into_iter().map(|(_, slot)| slot).collect();
        self.number(column);
    }

    /// The weighted median of where these slots stand, after Gansner and others (1993): of an even number the middle two,
    /// the nearer to its own side's crowd the more.
    fn middle(&self, near: &[u32]) -> f32 {
        let place = |at: usize| self.place[near[at] as usize];
        match near.len() {
            1 => return place(0) as f32,
            2 => return (place(0) + place(1)) as f32 / 2.0,
            _ => {}
        }
        let mut places: Vec<u32> = (0..near.len()).map(place).collect();
        places.sort_unstable();
        let middle = places.len() / 2;
        if places.len() % 2 == 1 {
            return places[middle] as f32;
        }
        let (upper, lower) = (places[middle - 1], places[middle]);
        let above = (upper - places[0]) as f32;
        let below = (places[places.len() - 1] - lower) as f32;
        if above + below == 0.0 {
            return (upper + lower) as f32 / 2.0;
        }
        (upper as f32 * below + lower as f32 * above) / (above + below)
    }

    /// Moves one slot to where it crosses least. Gives back what that saves.
    fn sift(&mut self, column: usize, slot: u32) -> u64 {
        let at = self.place[slot as usize] as usize;
        let (mut best, mut best_at) = (0, at);
        let mut looked = 0;
        for up in [true, false] {
            let mut now = 0;
            let slots = &self.columns[column];
            let mut place = at;
            while if up { place > 0 } else { place + 1 < slots.len() } {
                place = if up { place - 1 } else { place + 1 };
                now += if up { self.gain(slot, slots[place]) } else { -self.gain(slot, slots[place]) };
                looked += 2;
                if now < best {
                    (best, best_at) = (now, place);
                } else if now > best + HOPELESS {
                    break;
                }
            }
        }
        self.effort = self.effort.saturating_sub(2 + looked);
        if best < 0 {
            let slots = &mut self.columns[column];
            if best_at < at {
                slots[best_at..=at].rotate_right(1);
            } else {
                slots[at..=best_at].rotate_left(1);
            }
            let (first, last) = (at.min(best_at), at.max(best_at));
            for (place, slot) in slots.iter().enumerate().take(last + 1).skip(first) {
                self.place[*slot as usize] = place as u32;
            }
        }
        u64::from(best.unsigned_abs())
    }

    /// How many crossings more there are when `one` stands above `other` than when it stands below.
    fn gain(&self, one: u32, other: u32) -> i32 {
        let mut gain = 0;
        for side in [&self.left, &self.right] {
            for a in side.at(one) {
                let a = self.place[*a as usize];
                for b in side.at(other) {
                    let b = self.place[*b as usize];
                    gain += i32::from(a > b) - i32::from(a < b);
                }
            }
        }
        gain
    }

    /// How often the links between a column and the next cross; counted as by Barth, Jünger and Mutzel (2002).
    fn crossings(&mut self, column: usize) -> u64 {
        let leaves = self.columns[column + 1].len().next_power_of_two().max(1);
        let mut tree = vec![0_u32; 2 * leaves];
        let mut all = 0;
        let mut ends: Vec<u32> = Vec::new();
        for slot in &self.columns[column] {
            ends.clear();
            ends.extend(self.right.at(*slot).iter().map(|to| self.place[*to as usize]));
            ends.sort_unstable();
            for end in &ends {
                let mut at = *end as usize + leaves;
                while at > 1 {
                    if at.is_multiple_of(2) {
                        all += u64::from(tree[at + 1]);
                    }
                    at /= 2;
                }
            }
            for end in &ends {
                let mut at = *end as usize + leaves;
                while at > 0 {
                    tree[at] += 1;
                    at /= 2;
                }
            }
        }
        self.effort = self.effort.saturating_sub(self.columns[column].len() as u64 * 4);
        all
    }

    fn restore(&mut self, columns: &[Vec<u32>]) {
        for (column, slots) in columns.iter().enumerate() {
            if self.columns[column] != *slots {
                self.columns[column].clone_from(slots);
                self.number(column);
            }
        }
    }

    fn number(&mut self, column: usize) {
        for (place, slot) in self.columns[column].iter().enumerate() {
            self.place[*slot as usize] = place as u32;
        }
    }

    /// A number from 0 to 1, the next of a fixed row of such numbers.
    fn chance(&mut self) -> f32 {
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.seed >> 40) as f32 / (1_u32 << 24) as f32
    }
}

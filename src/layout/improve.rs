//! Looks for fewer crossings: sorts columns by what they are linked to, sifts, leads links anew, shakes and tries again.

use super::search::Search;

/// No plan gets more effort than this: about half a second.
const MOST_EFFORT: u64 = 100_000_000;
/// A plan's effort grows with what is to be ordered: by so much a slot when the author's order is kept.
const EFFORT_A_SLOT: u64 = 8_000;
/// By how much a slot where any order will do, at least; a small plan is to be done at once.
const LEAST_A_SLOT: u64 = 3_000;
/// How many columns away a box is tried.
const NEAR: usize = 2;
/// The same where there is room between the columns.
const FAR: usize = 4;
/// How many boxes are put elsewhere at once.
const JOLTED: usize = 6;
/// How often so that nothing is better for it.
const IN_VAIN: usize = 20;
/// How often columns are shaken.
const SHAKEN: usize = 40;
/// How far a shake moves slots at most, as a share of their column.
const SHAKES: [f64; 5] = [0.02, 0.05, 0.1, 0.2, 0.4];

impl Search {
    /// Looks for few crossings within the author's order, as far as the effort allows.
    pub fn keep_order(&mut self) {
        self.allow(EFFORT_A_SLOT);
        self.settle();
        self.shift_and_settle(NEAR, 2);
        self.shake();
        self.shift_and_settle(NEAR, 2);
    }

    /// Sets out to look for as few crossings as can be found; which of several starts is best shows after this.
    pub fn begin_fewest(&mut self) {
        self.allow((LEAST_A_SLOT + 6 * self.place.len() as u64).min(12_000));
        self.settle();
        self.shift_and_settle(NEAR, 2);
    }

    /// Looks for as few crossings as the effort allows, from where [`Self::begin_fewest`] came.
    pub fn find_fewest(&mut self) {
        self.shift_and_settle(NEAR, 1);
        let kept = self.clone();
        self.stretch();
        self.settle();
        self.shift_and_settle(FAR, 1);
        if self.total() >= kept.total() {
            *self = Self { effort: self.effort, ..kept };
        }
        self.jolt_and_settle();
    }

    /// Puts a few boxes elsewhere, settles, and keeps what is no worse.
    fn jolt_and_settle(&mut self) {
        let mut kept = (self.total(), self.clone());
        let mut in_vain = 0;
        while self.effort > 0 && kept.0 > 0 && in_vain < IN_VAIN {
            for _ in 0..=self.below_chance(JOLTED) {
                let one = self.below_chance(self.below.len());
                self.jolt(one, FAR);
            }
            self.settle();
            self.shift_and_settle(NEAR, 1);
            let now = self.total();
            in_vain = if now < kept.0 { 0 } else { in_vain + 1 };
            if now <= kept.0 {
                kept = (now, self.clone());
            } else {
                *self = Self { effort: self.effort, seed: self.seed, ..kept.1.clone() };
            }
        }
        *self = kept.1;
    }

    /// So much effort for each slot, if so much is left.
    fn allow(&mut self, a_slot: u64) {
        self.effort = self.effort.min(MOST_EFFORT).min(a_slot * self.place.len() as u64);
    }

    /// Leads links anew until that saves nothing; boxes stay.
    pub fn lead_all(&mut self) {
        self.allow(EFFORT_A_SLOT);
        let mut again = true;
        while again && self.effort > 0 {
            again = false;
            for link in 0..self.passes.len() {
                again |= !self.passes[link].is_empty() && self.effort > 0 && self.reroute(link) > 0;
            }
        }
    }

    /// Moves boxes to other columns and settles, until that saves nothing.
    fn shift_and_settle(&mut self, far: usize, leading: usize) {
        while self.effort > 0 && self.shift_all(far, leading) > 0 {
            self.settle();
        }
    }

    /// Sifts and leads links anew until neither saves anything.
    pub fn settle(&mut self) {
        let mut again = true;
        while again && self.effort > 0 {
            again = false;
            for column in 0..self.columns.len() {
                if self.changed_between(column, column) <= self.sifted[column] {
                    continue;
                }
                let looked = self.clock;
                for slot in self.columns[column].clone() {
                    if self.effort == 0 {
                        return;
                    }
                    if self.sift(slot) > 0 {
                        self.touch(column);
                        again = true;
                    }
                }
                self.sifted[column] = looked;
            }
            if again {
                continue;
            }
            for link in 0..self.passes.len() {
                let Some((first, last)) = self.span(link) else { continue };
                if self.effort == 0 {
                    return;
                }
                if self.changed_between(first, last) > self.led[link] {
                    let looked = self.clock;
                    again |= self.reroute(link) > 0;
                    self.led[link] = looked.max(self.led[link]);
                }
            }
        }
    }

    /// The columns between which a long link runs.
    fn span(&self, link: usize) -> Option<(usize, usize)> {
        let (first, last) = (self.passes[link].first()?, self.passes[link].last()?);
        let (first, last) = (self.column[*first as usize], self.column[*last as usize]);
        Some((first.min(last), first.max(last)))
    }

    /// Sorts a few columns roughly, settles, and keeps what is no worse.
    fn shake(&mut self) {
        let last = self.columns.len().saturating_sub(1);
        if last == 0 || self.effort == 0 {
            return;
        }
        let mut best = (self.total(), self.columns.clone());
        for round in 0..SHAKEN {
            if self.effort == 0 || best.0 == 0 {
                break;
            }
            let rough = SHAKES[round % SHAKES.len()];
            let at = (self.chance() * last as f64) as usize;
            let wide = 1 + (self.chance() * 3.0) as usize;
            if round % 2 == 0 {
                (at + 1..=(at + wide).min(last)).for_each(|column| self.sort_by_mean(column, true, rough));
            } else {
                (at.saturating_sub(wide - 1)..=at).rev().for_each(|column| self.sort_by_mean(column, false, rough));
            }
            self.settle();
            let now = self.total();
            if now <= best.0 {
                best = (now, self.columns.clone());
            } else {
                self.restore(&best.1);
            }
        }
        self.restore(&best.1);
    }

    /// Brings an order back that was settled.
    fn restore(&mut self, columns: &[Vec<u32>]) {
        for (number, order) in columns.iter().enumerate() {
            if self.columns[number] != *order {
                self.set(number, order.clone());
            }
        }
        let now = self.clock;
        self.sifted.iter_mut().chain(&mut self.led).for_each(|looked| *looked = now);
    }

    /// Sorts a column by the mean height of what its slots are linked to on one side, more or less.
    fn sort_by_mean(&mut self, column: usize, by_left: bool, rough: f64) {
        let beside = if by_left { column - 1 } else { column + 1 };
        let count = self.columns[beside].len() as f64;
        let slots = self.columns[column].clone();
        self.effort = self.effort.saturating_sub(slots.len() as u64 * 4);
        let side = if by_left { &self.left } else { &self.right };
        let height = |slot: u32| {
            let through = side[slot as usize].iter().filter(|far| !far.turns);
            let heights = through.map(|far| (f64::from(self.place[far.slot as usize]) + f64::from(far.port) / 1e6) / count);
            let (sum, number) = heights.fold((0.0, 0.0), |(sum, number), height| (sum + height, number + 1.0));
            (number > 0.0).then(|| sum / number)
        };
        let mut means: Vec<f64> = Vec::with_capacity(slots.len());
        for (place, slot) in slots.iter().enumerate() {
            // What only turns here keeps to where it turns to; what has nothing on this side stays where it is.
            let turn = || side[*slot as usize].iter().find(|far| far.turns).and_then(|far| height(far.slot));
            means.push(height(*slot).or_else(turn).unwrap_or((place as f64 + 0.5) / slots.len() as f64));
        }
        if rough > 0.0 {
            for mean in &mut means {
                *mean += (self.chance() - 0.5) * rough;
            }
        }
        let mut order: Vec<usize> = (0..slots.len()).collect();
        order.sort_by(|a, b| means[*a].total_cmp(&means[*b]));
        self.set(column, order.into_iter().map(|place| slots[place]).collect());
        self.sort_as_written(column);
        self.touch(column);
    }

    /// A whole number below this one, by chance.
    pub fn below_chance(&mut self, most: usize) -> usize {
        ((self.chance() * most as f64) as usize).min(most.saturating_sub(1))
    }

    /// A number from 0 to 1, the next of a fixed row of such numbers.
    fn chance(&mut self) -> f64 {
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.seed >> 40) as f64 / f64::from(1_u32 << 24)
    }
}

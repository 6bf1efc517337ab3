//! Takes a long link out of the columns it passes, and leads it through them anew where crossing costs least.

use super::search::{Far, Search, turns_cross};

/// What it costs to come to each place of a column, and from which place of the column before.
struct Reached {
    costs: Vec<u32>,
    from: Vec<u32>,
}

/// More than any way costs, and little enough to be added up.
const NEVER: u32 = 1 << 28;

/// The place between two slots, as an end that can be compared: just above the slot that stands there now.
fn above(place: usize) -> u64 {
    ((place as u64 + 1) << 32) - 1
}

impl Search {
    /// Leads a long link anew. Gives back what that saves.
    pub fn reroute(&mut self, link: usize) -> u64 {
        let old: Vec<usize> = self.passes[link].iter().map(|slot| self.place[*slot as usize] as usize).collect();
        for at in 0..old.len() {
            self.take_out(self.passes[link][at]);
        }
        let before = self.cost_along(link, &old);
        let (cost, places) = self.cheapest(link, before);
        if cost < before {
            self.lead(link, &places);
            for at in 0..places.len() {
                if places[at] != old[at] {
                    self.touch(self.column[self.passes[link][at] as usize]);
                }
            }
        } else {
            self.lead(link, &old);
        }
        u64::from(before.saturating_sub(cost))
    }

    /// Puts the slots of a link in, which stand nowhere.
    pub fn lead(&mut self, link: usize, places: &[usize]) {
        for (at, place) in places.iter().enumerate() {
            self.put_in(self.passes[link][at], *place);
        }
    }

    /// Where a link that stands nowhere is best led, and what it costs there; ways that cost `limit` are not looked at.
    pub fn cheapest(&mut self, link: usize, limit: u32) -> (u32, Vec<usize>) {
        let count = self.passes[link].len();
        if count == 0 {
            return (self.cost_along(link, &[]), Vec::new());
        }
        let mut reached: Vec<Reached> = Vec::with_capacity(count);
        let costs = self.cost_to_first(link);
        reached.push(Reached { from: vec![0; costs.len()], costs });
        for at in 1..count {
            let next = self.step(link, at, &reached[at - 1], limit);
            if next.costs.iter().all(|cost| *cost >= limit) {
                return (limit, vec![0; count]);
            }
            reached.push(next);
        }
        let last = self.cost_from_last(link);
        let whole = |place: usize| last[place] + reached[count - 1].costs[place];
        let mut place = (0..last.len()).min_by_key(|place| whole(*place)).unwrap_or(0);
        let cost = whole(place);
        let mut places = vec![0; count];
        for at in (0..count).rev() {
            places[at] = place;
            place = reached[at].from[place] as usize;
        }
        (cost, places)
    }

    /// What a link that stands nowhere costs if it is led by these places.
    pub fn cost_along(&mut self, link: usize, places: &[usize]) -> u32 {
        let (from, to, exit) = self.ends[link];
        let mut cost = 0;
        let mut near = (self.column[from as usize], self.key(from, exit), true);
        for (at, place) in places.iter().map(Some).chain([None]).enumerate() {
            let far = match self.passes[link].get(at).zip(place) {
                Some((slot, place)) => (self.column[*slot as usize], above(*place), self.back[link]),
                None => (self.column[to as usize], self.key(to, 0), false),
            };
            cost += match (near.2, far.2) {
                (true, false) => self.cost_across(link, near.0, (near.1, far.1)),
                (false, true) => self.cost_across(link, far.0, (far.1, near.1)),
                (on_right, _) => self.cost_of_turn(link, near.0, on_right, (near.1, far.1)),
            };
            near = (far.0, far.1, !self.back[link]);
        }
        cost
    }

    /// What a strand costs from one column to the next.
    fn cost_across(&mut self, link: usize, column: usize, (left, right): (u64, u64)) -> u32 {
        let mut cost = 0;
        let mut work = 0;
        for slot in &self.columns[column] {
            for far in self.right[*slot as usize].iter().filter(|far| far.link as usize != link) {
                let (own, other) = (self.key(*slot, far.own), self.key(far.slot, far.port));
                let crosses = if far.turns {
                    own < left && left < other
                } else {
                    (own < left && other > right) || (own > left && other < right)
                };
                cost += u32::from(crosses);
            }
            work += self.right[*slot as usize].len();
        }
        for slot in self.columns[column + 1].iter().filter(|slot| self.turning[**slot as usize]) {
            for far in self.left[*slot as usize].iter().filter(|far| far.turns && far.link as usize != link) {
                let (own, other) = (self.key(*slot, far.own), self.key(far.slot, far.port));
                cost += u32::from(own < right && right < other);
            }
        }
        self.effort = self.effort.saturating_sub(work as u64);
        cost
    }

    /// What a turn costs beside a column.
    fn cost_of_turn(&self, link: usize, column: usize, on_right: bool, ends: (u64, u64)) -> u32 {
        let side = if on_right { &self.right } else { &self.left };
        let (low, high) = (ends.0.min(ends.1), ends.0.max(ends.1));
        let mut cost = 0;
        for slot in &self.columns[column] {
            for far in side[*slot as usize].iter().filter(|far| far.link as usize != link) {
                let (own, other) = (self.key(*slot, far.own), self.key(far.slot, far.port));
                let crosses = if far.turns { own < other && turns_cross(ends, (own, other)) } else { low < own && own < high };
                cost += u32::from(crosses);
            }
        }
        cost
    }

    /// What it costs to come from the port to each place of the first column passed.
    fn cost_to_first(&mut self, link: usize) -> Vec<u32> {
        let (from, _, exit) = self.ends[link];
        let key = self.key(from, exit);
        let column = self.column[self.passes[link][0] as usize];
        if self.back[link] { self.turns_from(link, column, true, key) } else { self.fan_from(link, column - 1, key, true) }
    }

    /// What it costs to go from each place of the last column passed to the entry.
    fn cost_from_last(&mut self, link: usize) -> Vec<u32> {
        let (_, to, _) = self.ends[link];
        let key = self.key(to, 0);
        let column = self.passes[link].last().map_or(0, |slot| self.column[*slot as usize]);
        if self.back[link] { self.turns_from(link, column, false, key) } else { self.fan_from(link, column, key, false) }
    }

    /// From a fixed end on one side of a gap to each place on the other; the gap is right of `column`.
    fn fan_from(&mut self, link: usize, column: usize, fixed: u64, fixed_is_left: bool) -> Vec<u32> {
        let free = if fixed_is_left { column + 1 } else { column };
        // What is added by going below each slot of the free column.
        let mut added = vec![0_i64; self.columns[free].len() + 1];
        let mut work = added.len();
        for slot in &self.columns[column] {
            for far in self.right[*slot as usize].iter().filter(|far| !far.turns && far.link as usize != link) {
                let (this, that) = if fixed_is_left {
                    (self.key(*slot, far.own), self.place[far.slot as usize])
                } else {
                    (self.key(far.slot, far.port), self.place[*slot as usize])
                };
                if this < fixed {
                    added[0] += 1;
                    added[that as usize + 1] -= 1;
                } else if this > fixed {
                    added[that as usize + 1] += 1;
                }
                work += 1;
            }
        }
        self.effort = self.effort.saturating_sub(work as u64);
        // Turns over the fixed end cost the same wherever the other lies.
        let (side, fixed_column) = if fixed_is_left { (&self.right, column) } else { (&self.left, column + 1) };
        for slot in self.columns[fixed_column].iter().filter(|slot| self.turning[**slot as usize]) {
            for far in side[*slot as usize].iter().filter(|far| far.turns && far.link as usize != link) {
                if self.key(*slot, far.own) < fixed && fixed < self.key(far.slot, far.port) {
                    added[0] += 1;
                }
            }
        }
        let mut costs = summed(&added);
        for (cost, turns) in costs.iter_mut().zip(self.turns_over(link, free, !fixed_is_left)) {
            *cost += turns;
        }
        costs
    }

    /// From a fixed end beside a column to each place of the same column.
    fn turns_from(&mut self, link: usize, column: usize, on_right: bool, fixed: u64) -> Vec<u32> {
        let count = self.columns[column].len() + 1;
        self.effort = self.effort.saturating_sub((count * 4) as u64);
        let side = if on_right { &self.right } else { &self.left };
        let mut added = vec![0_i64; count];
        let mut costs = vec![0_u32; count];
        for (at, slot) in self.columns[column].iter().enumerate() {
            for far in side[*slot as usize].iter().filter(|far| far.link as usize != link) {
                let own = self.key(*slot, far.own);
                let other = self.key(far.slot, far.port);
                if far.turns {
                    for (place, cost) in costs.iter_mut().enumerate().filter(|_| own < other) {
                        *cost += u32::from(turns_cross((fixed, above(place)), (own, other)));
                    }
                } else if own < fixed {
                    added[0] += 1;
                    added[at + 1] -= 1;
                } else if own > fixed {
                    added[at + 1] += 1;
                }
            }
        }
        costs.iter().zip(summed(&added)).map(|(turns, through)| turns + through).collect()
    }

    /// What turns on one side of a column cost a strand that meets that side, by place.
    fn turns_over(&self, link: usize, column: usize, on_right: bool) -> Vec<u32> {
        let side = if on_right { &self.right } else { &self.left };
        let mut added = vec![0_i64; self.columns[column].len() + 1];
        for (at, slot) in self.columns[column].iter().enumerate().filter(|(_, slot)| self.turning[**slot as usize]) {
            for far in side[*slot as usize].iter().filter(|far| far.turns && far.link as usize != link) {
                let other = self.place[far.slot as usize] as usize;
                if at < other {
                    added[at + 1] += 1;
                    added[other + 1] -= 1;
                }
            }
        }
        summed(&added)
    }

    /// From every place of one column passed to every place of the next.
    fn step(&mut self, link: usize, at: usize, before: &Reached, limit: u32) -> Reached {
        let (from, to) = (self.passes[link][at - 1], self.passes[link][at]);
        let column = self.column[from as usize].min(self.column[to as usize]);
        let (left, right) = (self.columns[column].len(), self.columns[column + 1].len());
        let mut work = if self.back[link] { (left * right) as u64 / 4 } else { (left + right) as u64 };
        let over_left = self.turns_over(link, column, true);
        let over_right = self.turns_over(link, column + 1, false);
        let through = |far: &&Far| !far.turns && far.link as usize != link;
        // What a strand costs from the place `above` on the left to each on the right: at first all others lie below.
        let mut added = vec![0_i64; right + 1];
        for far in self.columns[column].iter().flat_map(|slot| &self.right[*slot as usize]).filter(through) {
            added[self.place[far.slot as usize] as usize + 1] += 1;
        }
        let mut costs: Vec<u32> = summed(&added).iter().zip(&over_right).map(|(through, turns)| through + turns).collect();
        let count = if self.back[link] { left + 1 } else { right + 1 };
        let mut reached = Reached { costs: vec![NEVER; count], from: vec![0; count] };
        for (above, over) in over_left.iter().enumerate() {
            if self.back[link] {
                let whole = before.costs.iter().zip(&costs).map(|(come, cost)| come + cost);
                let least = whole.clone().min().unwrap_or(NEVER);
                reached.from[above] = whole.clone().position(|cost| cost == least).unwrap_or(0) as u32;
                reached.costs[above] = (least + over).min(NEVER);
            } else {
                let come = before.costs[above] + over;
                if come < limit {
                    work += right as u64 / 4;
                    nearer(&mut reached, come, &costs, above as u32);
                }
            }
            // One further slot now lies above on the left: what leaves it is crossed above its end, no longer below.
            let Some(slot) = self.columns[column].get(above) else { continue };
            for far in self.right[*slot as usize].iter().filter(through) {
                let (crossed, free) = costs.split_at_mut(self.place[far.slot as usize] as usize + 1);
                for cost in crossed {
                    *cost += 1;
                }
                for cost in free {
                    *cost -= 1;
                }
                work += right as u64 / 8;
            }
        }
        self.effort = self.effort.saturating_sub(work);
        reached
    }
}

/// Comes to each place from this one where that costs less.
fn nearer(reached: &mut Reached, come: u32, costs: &[u32], place: u32) {
    for ((least, from), cost) in reached.costs.iter_mut().zip(&mut reached.from).zip(costs) {
        let whole = come + cost;
        let is_less = whole < *least;
        *least = if is_less { whole } else { *least };
        *from = if is_less { place } else { *from };
    }
}

/// Sums from the first on.
fn summed(added: &[i64]) -> Vec<u32> {
    let mut sum = 0;
    added
        .iter()
        .map(|added| {
            sum += added;
            sum as u32
        })
        .collect()
}

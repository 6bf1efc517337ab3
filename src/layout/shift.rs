//! Moves boxes to other columns where their links are crossed less.

use super::search::Search;

impl Search {
    /// Tries columns up to so far away for every box that so many links lead to. Gives back what that saves.
    pub fn shift_all(&mut self, far: usize, leading: usize) -> u64 {
        let mut saved = 0;
        for one in 0..self.below.len() {
            let led = self.left[one].iter().filter(|end| !end.turns).count();
            if led >= leading && self.effort > 0 {
                saved += self.shift(one, far);
            }
        }
        saved
    }

    /// Puts a free column after every column that holds boxes, so that boxes find room between others.
    pub fn stretch(&mut self) {
        let boxes = self.below.len();
        let holds = |column: &Vec<u32>| column.iter().any(|slot| (*slot as usize) < boxes);
        let mut number = Vec::with_capacity(self.columns.len());
        let mut next = 0;
        for column in &self.columns {
            number.push(next);
            next += if holds(column) { 2 } else { 1 };
        }
        let old = std::mem::take(&mut self.columns);
        self.columns = vec![Vec::new(); next];
        self.changed = vec![self.clock + 1; next];
        self.sifted = vec![0; next];
        self.clock += 1;
        for (column, slots) in old.into_iter().enumerate() {
            for slot in &slots {
                self.column[*slot as usize] = number[column];
            }
            self.columns[number[column]] = slots;
        }
        // Every link that crosses a new column gets a slot there, in the order of the slots it comes from.
        for column in (1..next).filter(|column| !number.contains(column)) {
            self.fill(column);
        }
    }

    /// Leads all links that come from the column before through this one, in the order in which they leave it.
    fn fill(&mut self, column: usize) {
        let mut order = Vec::new();
        for slot in self.columns[column - 1].clone() {
            for far in self.right[slot as usize].clone().into_iter().filter(|far| !far.turns) {
                let link = far.link as usize;
                let new = self.new_slot();
                self.column[new as usize] = column;
                order.push(new);
                let at = self.passes[link].iter().position(|pass| *pass == if self.back[link] { slot } else { far.slot });
                let at = at.unwrap_or(self.passes[link].len());
                self.passes[link].insert(at, new);
                self.retie(link);
            }
        }
        self.set(column, order);
    }

    /// The links at a box.
    fn links_at(&self, one: usize) -> Vec<usize> {
        let mut links: Vec<usize> = self.left[one].iter().chain(&self.right[one]).map(|far| far.link as usize).collect();
        links.sort_unstable();
        links.dedup();
        links
    }

    /// Between which columns a box may stand.
    fn room(&self, one: usize, links: &[usize]) -> (usize, usize) {
        let (mut first, mut last) = (0, self.columns.len());
        for link in links.iter().filter(|link| !self.back[**link]) {
            let (from, to, _) = self.ends[*link];
            if from as usize == one {
                last = last.min(self.column[to as usize] - 1);
            } else {
                first = first.max(self.column[from as usize] + 1);
            }
        }
        (first, last)
    }

    fn shift(&mut self, one: usize, far: usize) -> u64 {
        let links = self.links_at(one);
        let (first, last) = self.room(one, &links);
        let here = self.column[one];
        let (first, last) = (first.max(here.saturating_sub(far)), last.min(here + far));
        if first >= last {
            return 0;
        }
        let ends = links.iter().map(|link| self.ends[*link]).flat_map(|(from, to, _)| [from, to]);
        let reach = ends.map(|end| self.column[end as usize]).chain([first, last.min(self.columns.len() - 1)]);
        let (low, high) = reach.fold((here, here), |(low, high), column| (low.min(column), high.max(column)));
        if self.changed_between(low, high) <= self.tried[one] {
            return 0;
        }
        self.tried[one] = self.clock;
        // Taken out link by link, the last first; so they can go back in the same order.
        let mut before = 0;
        let mut ways: Vec<Vec<usize>> = Vec::with_capacity(links.len());
        for link in links.iter().rev() {
            let places: Vec<usize> = self.passes[*link].iter().map(|slot| self.place[*slot as usize] as usize).collect();
            for slot in self.passes[*link].clone() {
                self.take_out(slot);
            }
            before += self.cost_along(*link, &places);
            for (at, place) in places.iter().enumerate().rev() {
                self.put_in(self.passes[*link][at], *place);
            }
            self.untie(*link);
            ways.push(places);
        }
        ways.reverse();
        let stood = (here, self.place[one] as usize);
        self.take_out(one as u32);
        let mut best = (before, stood, ways);
        if before == 0 {
            self.stand(one, best.1, &links, Some(&best.2), u32::MAX);
            return 0;
        }
        for column in first..=last {
            if column == stood.0 {
                continue;
            }
            if column == self.columns.len() {
                self.columns.push(Vec::new());
                self.changed.push(0);
                self.sifted.push(0);
            }
            for place in self.tries(one, &links, column) {
                if self.effort == 0 {
                    break;
                }
                let (cost, ways) = self.stand(one, (column, place), &links, None, best.0);
                if cost < best.0 {
                    best = (cost, (column, place), ways);
                }
                self.fall(one, &links);
            }
        }
        self.stand(one, best.1, &links, Some(&best.2), u32::MAX);
        if best.1 != stood {
            for column in stood.0.min(best.1.0)..=stood.0.max(best.1.0) {
                self.touch(column);
            }
            for link in &links {
                self.led[*link] = 0;
            }
        }
        u64::from(before - best.0)
    }

    /// Puts a box somewhere else in its room, whatever that costs.
    pub fn jolt(&mut self, one: usize, far: usize) {
        let links = self.links_at(one);
        let (first, last) = self.room(one, &links);
        let here = self.column[one];
        let first = first.max(here.saturating_sub(far));
        let last = last.min(here + far).min(self.columns.len() - 1);
        if first >= last {
            return;
        }
        let column = first + self.below_chance(last - first + 1);
        for link in links.iter().rev() {
            self.untie(*link);
        }
        self.take_out(one as u32);
        let place = self.below_chance(self.columns[column].len() + 1);
        self.stand(one, (column, place), &links, None, u32::MAX);
        (here.min(column)..=here.max(column)).for_each(|column| self.touch(column));
        for link in links {
            self.led[link] = 0;
        }
    }

    /// Places of a column at which a box is tried: about where its links come from and go to.
    fn tries(&self, one: usize, links: &[usize], column: usize) -> Vec<usize> {
        let count = self.columns[column].len();
        if count <= 3 {
            return (0..=count).collect();
        }
        let mut tries = Vec::new();
        for link in links {
            let (from, to, _) = self.ends[*link];
            let other = if from as usize == one { to } else { from };
            let beside = self.columns[self.column[other as usize]].len().max(1);
            let about = self.place[other as usize] as usize * count / beside;
            tries.extend(about.saturating_sub(1)..=(about + 1).min(count));
        }
        tries.sort_unstable();
        tries.dedup();
        tries
    }

    /// Puts a box and its links in, led by these ways or by the cheapest. Gives back what that costs.
    fn stand(
        &mut self,
        one: usize,
        (column, place): (usize, usize),
        links: &[usize],
        ways: Option<&[Vec<usize>]>,
        limit: u32,
    ) -> (u32, Vec<Vec<usize>>) {
        self.column[one] = column;
        self.put_in(one as u32, place);
        let (mut cost, mut led) = (0, Vec::new());
        for (at, link) in links.iter().enumerate() {
            self.thread(*link);
            let way = if let Some(ways) = ways {
                ways[at].clone()
            } else {
                let (price, way) = self.cheapest(*link, limit - cost);
                cost = cost.saturating_add(price);
                way
            };
            self.lead(*link, &way);
            self.tie(*link);
            led.push(way);
            if cost >= limit {
                break;
            }
        }
        (cost, led)
    }

    /// Takes a box and its links out.
    fn fall(&mut self, one: usize, links: &[usize]) {
        for link in links.iter().rev() {
            self.untie(*link);
        }
        self.take_out(one as u32);
    }
}

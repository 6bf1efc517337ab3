//! The order of slots within their columns, while it is being searched: what crossings cost, and what a move would save.

use super::{
    Order, Plan,
    ranks::Ranks,
    rows,
    web::{Filling, Web, passed},
};

/// The far end of a strand, as seen from a slot.
#[derive(Clone, Copy, Debug)]
pub(super) struct Far {
    /// The slot there.
    pub slot: u32,
    /// Which of that slot's ends on that side, from the top.
    pub port: u32,
    /// Which of this slot's ends on this side.
    pub own: u32,
    /// It stands in the same column.
    pub turns: bool,
    /// The link.
    pub link: u32,
}

/// A slot is moved no further once it would cost so many crossings more than at the best place met.
const HOPELESS: i64 = 10;

/// Columns whose order is being searched.
#[derive(Clone, Debug)]
pub(super) struct Search {
    /// What each slot is linked to on its right.
    pub right: Vec<Vec<Far>>,
    /// What each slot is linked to on its left.
    pub left: Vec<Vec<Far>>,
    /// Which slots have a strand that turns.
    pub turning: Vec<bool>,
    /// Boxes that must stay below a box, for each box.
    pub below: Vec<Vec<u32>>,
    /// Where each link leaves and arrives, and how far down it leaves.
    pub ends: Vec<(u32, u32, u32)>,
    /// The slots at which each link passes a column, from its port on.
    pub passes: Vec<Vec<u32>>,
    pub back: Vec<bool>,
    pub columns: Vec<Vec<u32>>,
    /// Each slot's place in its column, and its column.
    pub place: Vec<u32>,
    pub column: Vec<usize>,
    /// Slots that no link needs any more.
    pub spare: Vec<u32>,
    /// How much may still be tried.
    pub effort: u64,
    /// Counts changes; when each column was changed last, and when its slots and each link were looked at last.
    pub clock: u64,
    pub changed: Vec<u64>,
    pub sifted: Vec<u64>,
    pub led: Vec<u64>,
    pub tried: Vec<u64>,
    /// From which chance is drawn: the same for every plan.
    pub seed: u64,
}

impl Search {
    pub fn new(plan: &Plan, ranks: &Ranks, web: &Web) -> Self {
        let count = web.slots.len();
        let mut search = Self {
            right: vec![Vec::new(); count],
            left: vec![Vec::new(); count],
            turning: vec![false; count],
            below: vec![Vec::new(); plan.boxes.len()],
            ends: plan.links.iter().zip(rows::ports(plan)).map(|(link, port)| (link.from as u32, link.to as u32, port)).collect(),
            passes: web.passes.iter().map(|slots| slots.iter().map(|slot| *slot as u32).collect()).collect(),
            back: ranks.back.clone(),
            columns: Vec::new(),
            place: vec![0; count],
            column: vec![0; count],
            spare: Vec::new(),
            effort: plan.effort,
            clock: 1,
            changed: vec![1; web.columns.len()],
            sifted: vec![0; web.columns.len()],
            led: vec![0; plan.links.len()],
            tried: vec![0; plan.boxes.len()],
            seed: 1,
        };
        for (number, slots) in web.columns.iter().enumerate() {
            search.columns.push(Vec::new());
            search.set(number, slots.iter().map(|slot| *slot as u32).collect());
            for slot in slots {
                search.column[*slot] = number;
            }
        }
        for link in 0..plan.links.len() {
            search.tie(link);
        }
        if plan.order == Order::AsWritten {
            search.keep_as_written(plan, ranks);
        }
        search
    }

    /// The columns found; those that hold no box any more are left out.
    pub fn web(&self, plan: &Plan) -> Web {
        let boxes = plan.boxes.len();
        let kept: Vec<bool> = self.columns.iter().map(|column| column.iter().any(|slot| (*slot as usize) < boxes)).collect();
        let number: Vec<usize> = kept
            .iter()
            .scan(0, |next, kept| {
                let number = *next;
                *next += usize::from(*kept);
                Some(number)
            })
            .collect();
        let mut slots: Vec<Filling> = (0..boxes).map(Filling::Box).collect();
        let mut renamed: Vec<usize> = (0..self.place.len()).collect();
        let mut passes = vec![Vec::new(); self.passes.len()];
        for (link, old) in self.passes.iter().enumerate() {
            for slot in old.iter().filter(|slot| kept[self.column[**slot as usize]]) {
                renamed[*slot as usize] = slots.len();
                passes[link].push(slots.len());
                slots.push(Filling::Pass(link));
            }
        }
        let column = self.column.iter().take(boxes).map(|column| number[*column]).collect();
        let columns = self.columns.iter().zip(&kept).filter(|(_, kept)| **kept);
        let columns = columns.map(|(slots, _)| slots.iter().map(|slot| renamed[*slot as usize]).collect()).collect();
        Web { slots, column, columns, passes }
    }

    /// Notes the strands of a link at the slots it runs between.
    pub fn tie(&mut self, link: usize) {
        let (from, to, exit) = self.ends[link];
        let mut near = (from, exit, true);
        for at in 0..=self.passes[link].len() {
            let far = match self.passes[link].get(at) {
                Some(slot) => (*slot, 0, self.back[link]),
                None => (to, 0, false),
            };
            let turns = near.2 == far.2;
            for (this, that) in [(near, far), (far, near)] {
                let tied = Far { slot: that.0, port: that.1, own: this.1, turns, link: link as u32 };
                let side = if this.2 { &mut self.right } else { &mut self.left };
                let side = &mut side[this.0 as usize];
                let place = side.partition_point(|one| one.own <= tied.own);
                side.insert(place, tied);
                self.turning[this.0 as usize] |= turns;
            }
            near = (far.0, 0, !self.back[link]);
        }
    }

    /// Forgets the strands of a link and takes its slots out of their columns.
    pub fn untie(&mut self, link: usize) {
        let (from, to, _) = self.ends[link];
        for slot in self.passes[link].clone() {
            self.take_out(slot);
            self.right[slot as usize].clear();
            self.left[slot as usize].clear();
            self.turning[slot as usize] = false;
            self.spare.push(slot);
        }
        self.passes[link].clear();
        for slot in [from as usize, to as usize] {
            self.right[slot].retain(|far| far.link as usize != link);
            self.left[slot].retain(|far| far.link as usize != link);
            self.turning[slot] = self.right[slot].iter().chain(&self.left[slot]).any(|far| far.turns);
        }
    }

    /// Gives a link the slots it needs between the columns of its boxes; they stand nowhere yet.
    pub fn thread(&mut self, link: usize) {
        let (from, to, _) = self.ends[link];
        for column in passed(self.column[from as usize], self.column[to as usize], self.back[link]) {
            let slot = self.new_slot();
            self.column[slot as usize] = column;
            self.passes[link].push(slot);
        }
    }

    /// A slot that no link needs.
    pub fn new_slot(&mut self) -> u32 {
        self.spare.pop().unwrap_or_else(|| {
            self.place.push(0);
            self.column.push(0);
            self.right.push(Vec::new());
            self.left.push(Vec::new());
            self.turning.push(false);
            self.place.len() as u32 - 1
        })
    }

    /// Notes the strands of a link anew, when slots were added to it.
    pub fn retie(&mut self, link: usize) {
        let (from, to, _) = self.ends[link];
        for slot in self.passes[link].iter().chain([&from, &to]) {
            self.right[*slot as usize].retain(|far| far.link as usize != link);
            self.left[*slot as usize].retain(|far| far.link as usize != link);
        }
        self.tie(link);
    }

    /// Gives a column this order.
    pub fn set(&mut self, column: usize, order: Vec<u32>) {
        for (place, slot) in order.iter().enumerate() {
            self.place[*slot as usize] = place as u32;
        }
        self.columns[column] = order;
    }

    /// Takes a slot out of its column.
    pub fn take_out(&mut self, slot: u32) {
        let (column, place) = (self.column[slot as usize], self.place[slot as usize] as usize);
        self.columns[column].remove(place);
        for slot in &self.columns[column][place..] {
            self.place[*slot as usize] -= 1;
        }
    }

    /// Puts a slot into its column.
    pub fn put_in(&mut self, slot: u32, place: usize) {
        let column = self.column[slot as usize];
        for slot in &self.columns[column][place..] {
            self.place[*slot as usize] += 1;
        }
        self.columns[column].insert(place, slot);
        self.place[slot as usize] = place as u32;
    }

    /// Notes that a column is not as it was.
    pub fn touch(&mut self, column: usize) {
        self.clock += 1;
        self.changed[column] = self.clock;
    }

    /// When anything between these columns, or beside them, was changed last.
    pub fn changed_between(&self, first: usize, last: usize) -> u64 {
        let last = (last + 2).min(self.changed.len());
        self.changed[first.saturating_sub(1)..last].iter().copied().max().unwrap_or(0)
    }

    /// Where an end stands: ends of one column are compared by this.
    pub fn key(&self, slot: u32, port: u32) -> u64 {
        u64::from(self.place[slot as usize] + 1) << 32 | u64::from(port)
    }

    /// How much strands of two slots cost by crossing, the one slot standing above the other.
    fn cost(&self, upper: u32, lower: u32) -> u32 {
        let (a, b) = (upper as usize, lower as usize);
        let turns = self.turning[a] || self.turning[b];
        let mut cost = 0;
        for (above, below) in [(&self.right[a], &self.right[b]), (&self.left[a], &self.left[b])] {
            for s in above {
                let far_s = self.key(s.slot, s.port);
                for t in below {
                    let far_t = self.key(t.slot, t.port);
                    let crosses = if turns {
                        let (own_s, own_t) = (self.key(upper, s.own), self.key(lower, t.own));
                        match (s.turns, t.turns) {
                            (false, false) => far_t < far_s,
                            (false, true) => far_t < own_s,
                            (true, false) => far_s > own_t,
                            (true, true) => turns_cross((own_s, far_s), (own_t, far_t)),
                        }
                    } else {
                        far_t < far_s
                    };
                    cost += u32::from(crosses);
                }
            }
        }
        cost
    }

    /// Exchanges two neighbours.
    pub fn swap(&mut self, column: usize, upper: usize) {
        let slots = &mut self.columns[column];
        slots.swap(upper, upper + 1);
        self.place[slots[upper] as usize] = upper as u32;
        self.place[slots[upper + 1] as usize] = upper as u32 + 1;
    }

    /// Exchanges two neighbours and tells how much more crossings cost now; nothing where the order asked for forbids it.
    fn try_swap(&mut self, column: usize, upper: usize) -> Option<i64> {
        let (a, b) = (self.columns[column][upper], self.columns[column][upper + 1]);
        if self.below.get(a as usize).is_some_and(|below| below.contains(&b)) {
            return None;
        }
        let (x, y) = (a as usize, b as usize);
        let work = self.right[x].len() * self.right[y].len() + self.left[x].len() * self.left[y].len();
        self.effort = self.effort.saturating_sub(2 + work as u64);
        let before = i64::from(self.cost(a, b));
        self.swap(column, upper);
        Some(i64::from(self.cost(b, a)) - before)
    }

    /// Moves one slot to where crossings cost least. Gives back what that saves.
    pub fn sift(&mut self, slot: u32) -> u64 {
        let column = self.column[slot as usize];
        let start = self.place[slot as usize] as usize;
        let last = self.columns[column].len() - 1;
        let (mut best, mut best_at, mut now) = (0_i64, start, 0_i64);
        let mut at = start;
        while at > 0 {
            let Some(grown) = self.try_swap(column, at - 1) else { break };
            at -= 1;
            now += grown;
            if now < best {
                (best, best_at) = (now, at);
            } else if now > best + HOPELESS {
                break;
            }
        }
        while at < start {
            self.swap(column, at);
            at += 1;
        }
        now = 0;
        while at < last {
            let Some(grown) = self.try_swap(column, at) else { break };
            at += 1;
            now += grown;
            if now < best {
                (best, best_at) = (now, at);
            } else if now > best + HOPELESS {
                break;
            }
        }
        while at > best_at {
            self.swap(column, at - 1);
            at -= 1;
        }
        while at < best_at {
            self.swap(column, at);
            at += 1;
        }
        best.unsigned_abs()
    }

    /// What all crossings cost together.
    pub fn total(&self) -> u64 {
        (0..self.columns.len()).map(|column| self.total_beside(column, true) + self.total_beside(column, false)).sum()
    }

    /// What crossings on one side of a column cost; those of strands to the next column are counted at their left end.
    fn total_beside(&self, column: usize, on_right: bool) -> u64 {
        let mut through: Vec<(u64, u64)> = Vec::new();
        let mut turns: Vec<(u64, u64)> = Vec::new();
        for slot in &self.columns[column] {
            for far in if on_right { &self.right[*slot as usize] } else { &self.left[*slot as usize] } {
                let (own, other) = (self.key(*slot, far.own), self.key(far.slot, far.port));
                if !far.turns {
                    through.push((own, other));
                } else if own < other {
                    turns.push((own, other));
                }
            }
        }
        let mut all = 0;
        for (at, turn) in turns.iter().enumerate() {
            all += through.iter().filter(|one| turn.0 < one.0 && one.0 < turn.1).count();
            all += turns[at + 1..].iter().filter(|other| turns_cross(*turn, **other)).count();
        }
        if on_right {
            for (at, upper) in through.iter().enumerate() {
                all += through[at + 1..].iter().filter(|lower| upper.0 < lower.0 && lower.1 < upper.1).count();
            }
        }
        all as u64
    }
}

/// Whether two turns beside one column cross: just one end of the one lies within the other, and they share none.
pub(super) fn turns_cross(one: (u64, u64), other: (u64, u64)) -> bool {
    let (low, high) = (one.0.min(one.1), one.0.max(one.1));
    let inside = |key: u64| low < key && key < high;
    let apart = |key: u64| key != low && key != high;
    apart(other.0) && apart(other.1) && inside(other.0) != inside(other.1)
}

/// Ends at one slot are told apart by how far down they are; they are compared, never added up.
pub(super) fn port(exit: f32) -> u32 {
    (exit.max(0.0) * 16.0) as u32
}

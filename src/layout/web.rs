//! Columns of slots and the strands between them: every long link is cut into strands that pass a column at a slot.

use super::{Plan, ranks::Ranks};

/// What stands in a column: a box, or the place where a link passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Filling {
    /// A box of the plan.
    Box(usize),
    /// A link of the plan on its way.
    Pass(usize),
}

/// A place in a column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub filling: Filling,
    pub column: usize,
}

/// One end of a strand: at a slot, so far below its top.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct End {
    pub slot: usize,
    pub below: f32,
    /// Whether it touches the gap from the left: the slot stands in the column before the gap.
    pub left: bool,
}

/// What a link is within one gap.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Strand {
    pub link: usize,
    pub from: End,
    pub to: End,
}

impl Strand {
    /// Whether it crosses from one column to the next; otherwise it turns within the gap.
    pub fn is_through(&self) -> bool {
        self.from.left != self.to.left
    }
}

/// The whole drawing before it has coordinates.
#[derive(Clone, Debug, Default)]
pub(super) struct Web {
    pub slots: Vec<Slot>,
    /// The slots of each column from top to bottom.
    pub columns: Vec<Vec<usize>>,
    /// The strands left of each column, and right of the last.
    pub gaps: Vec<Vec<Strand>>,
    /// The strands of each link, from its port to its entry, as gap and place there.
    pub ways: Vec<Vec<(usize, usize)>>,
}

impl Web {
    /// The slots in the order in which a walk along the author's answers meets them.
    pub fn of(plan: &Plan, ranks: &Ranks) -> Self {
        let columns = ranks.column.iter().max().map_or(0, |last| last + 1);
        let mut web = Self {
            slots: Vec::with_capacity(plan.boxes.len() * 2),
            columns: vec![Vec::new(); columns],
            gaps: vec![Vec::new(); columns + 1],
            ways: vec![Vec::new(); plan.links.len()],
        };
        for (number, column) in ranks.column.iter().enumerate() {
            web.slots.push(Slot { filling: Filling::Box(number), column: *column });
        }
        web.walk(plan, ranks);
        web
    }

    fn walk(&mut self, plan: &Plan, ranks: &Ranks) {
        let mut met = vec![false; plan.boxes.len()];
        for root in &ranks.roots {
            if std::mem::replace(&mut met[*root], true) {
                continue;
            }
            self.columns[ranks.column[*root]].push(*root);
            let mut path = vec![(*root, 0)];
            while let Some((one, next)) = path.last_mut() {
                let Some(link) = ranks.leaving[*one].get(*next).copied() else {
                    path.pop();
                    continue;
                };
                *next += 1;
                self.thread(plan, ranks, link);
                let to = plan.links[link].to;
                if !std::mem::replace(&mut met[to], true) {
                    self.columns[ranks.column[to]].push(to);
                    path.push((to, 0));
                }
            }
        }
    }

    /// Leads a link through the columns between its boxes, below all that stands there by now.
    fn thread(&mut self, plan: &Plan, ranks: &Ranks, number: usize) {
        let link = plan.links[number];
        let (from, to) = (ranks.column[link.from], ranks.column[link.to]);
        let start = End { slot: link.from, below: link.exit, left: true };
        let finish = End { slot: link.to, below: plan.boxes[link.to].entry, left: false };
        let mut end = start;
        if ranks.back[number] {
            for column in (to..=from).rev() {
                let slot = self.pass(number, column);
                self.strand(column + 1, number, end, End { slot, below: 0.0, left: true });
                end = End { slot, below: 0.0, left: false };
            }
            self.strand(to, number, end, finish);
        } else {
            for column in from + 1..to {
                let slot = self.pass(number, column);
                self.strand(column, number, end, End { slot, below: 0.0, left: false });
                end = End { slot, below: 0.0, left: true };
            }
            self.strand(to, number, end, finish);
        }
    }

    fn pass(&mut self, link: usize, column: usize) -> usize {
        self.slots.push(Slot { filling: Filling::Pass(link), column });
        self.columns[column].push(self.slots.len() - 1);
        self.slots.len() - 1
    }

    fn strand(&mut self, gap: usize, link: usize, from: End, to: End) {
        self.ways[link].push((gap, self.gaps[gap].len()));
        self.gaps[gap].push(Strand { link, from, to });
    }

    /// Each slot's place in its column.
    pub fn places(&self) -> Vec<u32> {
        let mut places = vec![0; self.slots.len()];
        for column in &self.columns {
            for (place, slot) in column.iter().enumerate() {
                places[*slot] = place as u32;
            }
        }
        places
    }
}

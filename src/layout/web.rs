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
    pub from: End,
    pub to: End,
}

impl Strand {
    /// Whether it crosses from one column to the next; otherwise it turns within the gap.
    pub fn is_through(&self) -> bool {
        self.from.left != self.to.left
    }
}

/// The whole drawing before it has coordinates. The first slots are the boxes of the plan.
#[derive(Clone, Debug, Default)]
pub(super) struct Web {
    pub slots: Vec<Filling>,
    /// Each box's column.
    pub column: Vec<usize>,
    /// The slots of each column from top to bottom.
    pub columns: Vec<Vec<usize>>,
    /// The slots at which each link passes columns, from its port to its entry.
    pub passes: Vec<Vec<usize>>,
}

impl Web {
    /// The slots in the order in which a walk along the author's answers meets them.
    pub fn of(plan: &Plan, ranks: &Ranks) -> Self {
        let columns = ranks.column.iter().max().map_or(0, |last| last + 1);
        let mut web = Self {
            slots: (0..plan.boxes.len()).map(Filling::Box).collect(),
            column: ranks.column.clone(),
            columns: vec![Vec::new(); columns],
            passes: vec![Vec::new(); plan.links.len()],
        };
        let mut met = vec![false; plan.boxes.len()];
        for root in &ranks.roots {
            if std::mem::replace(&mut met[*root], true) {
                continue;
            }
            web.columns[ranks.column[*root]].push(*root);
            let mut path = vec![(*root, 0)];
            while let Some((one, next)) = path.last_mut() {
                let Some(link) = ranks.leaving[*one].get(*next).copied() else {
                    path.pop();
                    continue;
                };
                *next += 1;
                let to = plan.links[link].to;
                for column in passed(ranks.column[plan.links[link].from], ranks.column[to], ranks.back[link]) {
                    web.slots.push(Filling::Pass(link));
                    web.columns[column].push(web.slots.len() - 1);
                    web.passes[link].push(web.slots.len() - 1);
                }
                if !std::mem::replace(&mut met[to], true) {
                    web.columns[ranks.column[to]].push(to);
                    path.push((to, 0));
                }
            }
        }
        web
    }

    /// The strands of a link, each with the number of its gap: the gap left of a column has that column's number.
    pub fn strands(&self, plan: &Plan, back: bool, number: usize) -> Vec<(usize, Strand)> {
        let link = plan.links[number];
        let (from, to) = (self.column[link.from], self.column[link.to]);
        let mut end = End { slot: link.from, below: link.exit, left: true };
        let mut strands = Vec::with_capacity(self.passes[number].len() + 1);
        for (slot, column) in self.passes[number].iter().zip(passed(from, to, back)) {
            let at = |left| End { slot: *slot, below: 0.0, left };
            if back {
                // It comes to the right side of the column and goes on from its left side.
                strands.push((column + 1, Strand { from: end, to: at(true) }));
                end = at(false);
            } else {
                strands.push((column, Strand { from: end, to: at(false) }));
                end = at(true);
            }
        }
        let finish = End { slot: link.to, below: plan.boxes[link.to].entry, left: false };
        strands.push((to, Strand { from: end, to: finish }));
        strands
    }
}

/// The columns that a link passes, in its direction. One that leads back passes its own and its target's too: it turns
/// beside both.
pub(super) fn passed(from: usize, to: usize, back: bool) -> Vec<usize> {
    if back { (to..=from).rev().collect() } else { (from + 1..to).collect() }
}

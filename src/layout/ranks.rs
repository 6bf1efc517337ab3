//! Which links lead back, and in which column each box stands.

use super::{
    Plan,
    simplex::{Tie, shorten},
};

/// How many boxes change their column at most while links are shortened.
const EXCHANGES: usize = 4_000;

/// Boxes in columns; links are told by their place in the plan.
#[derive(Clone, Debug, Default)]
pub(super) struct Ranks {
    /// Each box's column, from 0.
    pub column: Vec<usize>,
    /// Which links lead back, or stay where they are.
    pub back: Vec<bool>,
    /// The links that leave each box, in the order of their ports.
    pub leaving: Vec<Vec<usize>>,
    /// Boxes that nothing leads to but themselves, the start first: every walk begins at one of these.
    pub roots: Vec<usize>,
}

impl Ranks {
    /// Finds the links that lead back by walking from the start in the author's order; the others all lead to the right.
    pub fn of(plan: &Plan) -> Self {
        let mut leaving = vec![Vec::new(); plan.boxes.len()];
        for (number, link) in plan.links.iter().enumerate() {
            leaving[link.from].push(number);
        }
        for links in &mut leaving {
            links.sort_by(|a, b| plan.links[*a].exit.total_cmp(&plan.links[*b].exit));
        }
        let mut ranks = Self { back: vec![false; plan.links.len()], leaving, ..Self::default() };
        let finished = ranks.walk(plan);
        ranks.fill(plan, &finished);
        ranks
    }

    /// Walks from the start, then from every box not met. Gives back the boxes in the order in which they were left.
    fn walk(&mut self, plan: &Plan) -> Vec<usize> {
        #[derive(Clone, Copy, PartialEq)]
        enum Met {
            Not,
            Open,
            Done,
        }
        let count = plan.boxes.len();
        let mut met = vec![Met::Not; count];
        let mut finished = Vec::with_capacity(count);
        let mut led_to = vec![false; count];
        for link in plan.links.iter().filter(|link| link.from != link.to) {
            led_to[link.to] = true;
        }
        // First the start, then what nothing leads to, then what is only met within a ring of its own.
        let first = std::iter::once(plan.start).filter(|start| *start < count);
        let unled = (0..count).filter(|one| !led_to[*one]);
        for root in first.chain(unled).chain(0..count) {
            if met[root] != Met::Not {
                continue;
            }
            self.roots.push(root);
            met[root] = Met::Open;
            let mut path = vec![(root, 0)];
            while let Some((one, next)) = path.last_mut() {
                let one = *one;
                let Some(link) = self.leaving[one].get(*next).copied() else {
                    met[one] = Met::Done;
                    finished.push(one);
                    path.pop();
                    continue;
                };
                *next += 1;
                let to = plan.links[link].to;
                match met[to] {
                    Met::Not => {
                        met[to] = Met::Open;
                        path.push((to, 0));
                    }
                    Met::Open => self.back[link] = true,
                    Met::Done => {}
                }
            }
        }
        finished
    }

    /// Each box stands one column to the right of the last box that leads to it.
    fn fill(&mut self, plan: &Plan, finished: &[usize]) {
        self.column = vec![0; plan.boxes.len()];
        for one in finished.iter().rev() {
            for link in &self.leaving[*one] {
                if !self.back[*link] {
                    let to = plan.links[*link].to;
                    self.column[to] = self.column[to].max(self.column[*one] + 1);
                }
            }
        }
    }

    /// The same with boxes where their links are shortest: what is short crosses little.
    pub fn shortened(&self, plan: &Plan) -> Self {
        let mut ties: Vec<Tie> = Vec::with_capacity(plan.links.len());
        for (number, link) in plan.links.iter().enumerate().filter(|(_, link)| link.from != link.to) {
            let (left, right) = if self.back[number] { (link.to, link.from) } else { (link.from, link.to) };
            ties.push(Tie { left, right, pull: 1, least: 1 });
        }
        ties.extend(self.loose_parts(&ties).windows(2).map(|pair| Tie { left: pair[0], right: pair[1], pull: 0, least: 0 }));
        let mut columns: Vec<i32> = self.column.iter().map(|column| i32::try_from(*column).unwrap_or(i32::MAX)).collect();
        shorten(&mut columns, &ties, EXCHANGES.min(plan.effort as usize / (10 * ties.len().max(1))));
        let lowest = columns.iter().min().copied().unwrap_or(0);
        Self { column: columns.into_iter().map(|column| (column - lowest) as usize).collect(), ..self.clone() }
    }

    /// Of each part that hangs together with no other, a box in the first column.
    fn loose_parts(&self, ties: &[Tie]) -> Vec<usize> {
        let mut near = vec![Vec::new(); self.column.len()];
        for tie in ties {
            near[tie.left].push(tie.right);
            near[tie.right].push(tie.left);
        }
        let mut met = vec![false; self.column.len()];
        let mut parts = Vec::new();
        for one in (0..self.column.len()).filter(|one| self.column[*one] == 0) {
            if met[one] {
                continue;
            }
            parts.push(one);
            let mut open = vec![one];
            while let Some(one) = open.pop() {
                if !std::mem::replace(&mut met[one], true) {
                    open.extend(&near[one]);
                }
            }
        }
        parts
    }
}

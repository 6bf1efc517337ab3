//! The author's order: steps that follow a step in the next column stand in the order of its answers.

use super::{Plan, ranks::Ranks, search::Search};
use std::collections::BTreeSet;

impl Search {
    /// Asks for the author's order wherever one step's answers do not contradict another's, and sorts the columns so.
    pub fn keep_as_written(&mut self, plan: &Plan, ranks: &Ranks) {
        for column in self.columns.clone() {
            for slot in column.into_iter().filter(|slot| (*slot as usize) < plan.boxes.len()) {
                let mut before: Option<usize> = None;
                let mut met = BTreeSet::new();
                for link in &ranks.leaving[slot as usize] {
                    let to = plan.links[*link].to;
                    let next = self.column[slot as usize] + 1;
                    if ranks.back[*link] || self.column[to] != next || !met.insert(to) {
                        continue;
                    }
                    if let Some(before) = before
                        && !self.is_below(to, before)
                    {
                        self.below[before].push(to as u32);
                    }
                    before = Some(to);
                }
            }
        }
        for column in 0..self.columns.len() {
            self.sort_as_written(column);
        }
    }

    /// Whether the order asked for so far puts `lower` below `upper`.
    fn is_below(&self, upper: usize, lower: usize) -> bool {
        let mut open = vec![upper as u32];
        let mut met = BTreeSet::new();
        while let Some(one) = open.pop() {
            if one as usize == lower {
                return true;
            }
            if met.insert(one) {
                open.extend(&self.below[one as usize]);
            }
        }
        false
    }

    /// Brings a column into the order asked for; what is free keeps its order.
    pub fn sort_as_written(&mut self, column: usize) {
        let slots = &self.columns[column];
        let here = |one: &&u32| self.column[**one as usize] == column;
        let lower = |slot: u32| self.below.get(slot as usize).into_iter().flatten().filter(here);
        let place = |slot: u32| self.place[slot as usize] as usize;
        let mut waits = vec![0_u32; slots.len()];
        for one in slots.iter().flat_map(|slot| lower(*slot)) {
            waits[place(*one)] += 1;
        }
        let mut ready: BTreeSet<usize> = (0..waits.len()).filter(|place| waits[*place] == 0).collect();
        let mut sorted = Vec::with_capacity(waits.len());
        while let Some(first) = ready.pop_first() {
            sorted.push(slots[first]);
            for one in lower(slots[first]) {
                let at = place(*one);
                waits[at] -= 1;
                if waits[at] == 0 {
                    ready.insert(at);
                }
            }
        }
        self.set(column, sorted);
    }
}

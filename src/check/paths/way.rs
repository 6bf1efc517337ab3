//! The steps of a tree in the order of a call, ways that lead back left out.

use crate::{check::Subject, tree::Way as Link};
use std::collections::VecDeque;

/// An example longer than this is shortened in the middle.
const SHOWN: usize = 6;

/// What can be come to from the start, each step before all that it leads on to.
pub(super) struct Way {
    pub start: usize,
    pub order: Vec<usize>,
    /// Where each step leads on to.
    pub next: Vec<Vec<usize>>,
}

impl Way {
    /// Nothing where the start is missing.
    pub fn of(subject: &Subject) -> Option<Self> {
        #[derive(Clone, Copy, PartialEq)]
        enum Met {
            Not,
            Open,
            Done,
        }
        let count = subject.tree().steps.len();
        let start = subject.graph.number(subject.tree().start.as_str())?;
        let leads: Vec<Vec<usize>> = (0..count).map(|from| subject.graph.ways_from(from).map(|(_, to)| to).collect()).collect();
        let mut way = Self { start, order: Vec::with_capacity(count), next: vec![Vec::new(); count] };
        let mut met = vec![Met::Not; count];
        met[start] = Met::Open;
        let mut path = vec![(start, 0)];
        while let Some((one, at)) = path.last_mut() {
            let one = *one;
            let Some(to) = leads[one].get(*at).copied() else {
                met[one] = Met::Done;
                way.order.push(one);
                path.pop();
                continue;
            };
            *at += 1;
            if met[to] != Met::Open && !way.next[one].contains(&to) {
                way.next[one].push(to);
            }
            if met[to] == Met::Not {
                met[to] = Met::Open;
                path.push((to, 0));
            }
        }
        way.order.reverse();
        Some(way)
    }

    /// The most that paths add up to at each step, that step included, and from which step they come.
    pub fn most(&self, counts: impl Fn(usize) -> usize) -> Vec<(usize, Option<usize>)> {
        let mut most = vec![(0, None); self.next.len()];
        for one in self.order.iter().copied() {
            most[one].0 += counts(one);
            for next in self.next[one].iter().copied() {
                if most[one].0 > most[next].0 || most[next].1.is_none() {
                    most[next] = (most[one].0, Some(one));
                }
            }
        }
        most
    }

    /// What a step leads on to, near or far.
    pub fn reached(&self, from: usize) -> Vec<bool> {
        let mut reached = vec![false; self.next.len()];
        let mut open = self.next[from].clone();
        while let Some(one) = open.pop() {
            if !std::mem::replace(&mut reached[one], true) {
                open.extend(&self.next[one]);
            }
        }
        reached
    }

    /// The step that an answer leads on to.
    pub fn led_by(&self, subject: &Subject, from: usize, answer: usize) -> Option<usize> {
        subject
            .graph
            .ways_from(from)
            .find(|(way, to)| *way == Link::Answer(answer) && self.next[from].contains(to))
            .map(|(_, to)| to)
    }

    /// The shortest path from a step to a goal, so that nothing on it, the goal included, does what `stops` asks for.
    pub fn shortest(&self, from: usize, is_goal: impl Fn(usize) -> bool, stops: impl Fn(usize) -> bool) -> Option<Vec<usize>> {
        shortest(&self.next, from, is_goal, stops)
    }
}

/// The path behind what [`Way::most`] found for a step, from the start on.
pub(super) fn back_along(most: &[(usize, Option<usize>)], at: usize) -> Vec<usize> {
    let mut path = vec![at];
    while let Some(before) = most[path[path.len() - 1]].1 {
        path.push(before);
    }
    path.reverse();
    path
}

fn shortest(
    next: &[Vec<usize>],
    from: usize,
    is_goal: impl Fn(usize) -> bool,
    stops: impl Fn(usize) -> bool,
) -> Option<Vec<usize>> {
    let mut before: Vec<Option<usize>> = vec![None; next.len()];
    let mut met = vec![false; next.len()];
    let mut open = VecDeque::from([from]);
    met[from] = true;
    while let Some(one) = open.pop_front() {
        if stops(one) {
            continue;
        }
        if is_goal(one) {
            let mut path = vec![one];
            while let Some(step) = before[path[path.len() - 1]] {
                path.push(step);
            }
            path.reverse();
            return Some(path);
        }
        for to in next[one].iter().copied() {
            if !std::mem::replace(&mut met[to], true) {
                before[to] = Some(one);
                open.push_back(to);
            }
        }
    }
    None
}

/// A path as it is shown: the names of its steps.
pub(super) fn shown(subject: &Subject, path: &[usize]) -> String {
    let name = |number: &usize| subject.graph.id(*number).map(ToString::to_string);
    let names: Vec<String> = path.iter().filter_map(name).collect();
    if names.len() <= SHOWN {
        return names.join(", then ");
    }
    let half = SHOWN / 2;
    format!("{}, then …, then {}", names[..half].join(", then "), names[names.len() - half..].join(", then "))
}

/// One shortest path from the start to a step on which no step before it does what `stops` asks for, as it is shown.
pub(in crate::check) fn example(subject: &Subject, to: usize, stops: impl Fn(usize) -> bool) -> String {
    let count = subject.tree().steps.len();
    let next: Vec<Vec<usize>> = (0..count).map(|from| subject.graph.ways_from(from).map(|(_, to)| to).collect()).collect();
    let start = subject.graph.number(subject.tree().start.as_str());
    let path = start.and_then(|start| shortest(&next, start, |step| step == to, |step| step != to && stops(step)));
    path.map(|path| shown(subject, &path)).unwrap_or_default()
}

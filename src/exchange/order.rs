//! The order in which a tree is read from first to last: the start, then stage by stage, within a stage along the paths.

use crate::tree::{AlwaysKey, Kind, Step, StepId, Target, Tree};

/// The numbers of the steps, as they stand in [`Tree::steps`], in the order in which they are read.
pub(super) fn reading_order(tree: &Tree) -> Vec<usize> {
    let walk = walk(tree);
    let mut place = vec![usize::MAX; tree.steps.len()];
    for (at, number) in walk.order.iter().enumerate() {
        place[*number] = at;
    }
    let start = tree.steps.get_index_of(&tree.start);
    let mut order: Vec<usize> = (0..tree.steps.len()).collect();
    order.sort_by_key(|number| (Some(*number) != start, tree.steps[*number].stage, place[*number]));
    order
}

/// Whether a way from one step to another leads back to a step on the path.
pub(super) struct Walk {
    /// Steps in the order in which a walk along first answers comes to them.
    order: Vec<usize>,
    /// When the walk came to a step and when it had seen all behind it.
    times: Vec<(usize, usize)>,
}

impl Walk {
    /// Whether the way leads back to where a call on this path has been.
    pub(super) fn is_back(&self, from: usize, to: usize) -> bool {
        let ((from_in, from_out), (to_in, to_out)) = (self.times[from], self.times[to]);
        to_in <= from_in && from_out <= to_out
    }
}

/// Walks along the answers, first ones first: from the start, from the steps behind always-keys, then from what is left.
pub(super) fn walk(tree: &Tree) -> Walk {
    let own = AlwaysKey::ALL.into_iter().filter_map(|key| number(tree, key.own(&tree.always)?));
    let roots = tree.steps.get_index_of(&tree.start).into_iter().chain(own).chain(0..tree.steps.len());
    let mut walk = Walk { order: Vec::new(), times: vec![(usize::MAX, usize::MAX); tree.steps.len()] };
    let mut clock = 0;
    for root in roots {
        if walk.times[root].0 != usize::MAX {
            continue;
        }
        let mut open: Vec<(usize, std::vec::IntoIter<usize>)> = Vec::new();
        let mut next = Some(root);
        loop {
            clock += 1;
            if let Some(step) = next.filter(|step| walk.times[*step].0 == usize::MAX) {
                walk.times[step].0 = clock;
                walk.order.push(step);
                open.push((step, leads_to(tree, step).into_iter()));
            }
            let Some((step, ways)) = open.last_mut() else {
                break;
            };
            next = ways.next();
            if next.is_none() {
                walk.times[*step].1 = clock;
                open.pop();
            }
        }
    }
    walk
}

/// The step of this tree that an address means, also by a name it had before.
pub(super) fn number(tree: &Tree, target: &Target) -> Option<usize> {
    match target {
        Target::Here(id) => tree.find(id.as_str()).and_then(|(id, _)| tree.steps.get_index_of(id)),
        Target::There { .. } => None,
    }
}

fn leads_to(tree: &Tree, step: usize) -> Vec<usize> {
    let step: &Step = &tree.steps[step];
    let answers = step.answers.iter().flat_map(|answer| {
        let then = answer.then.as_ref().and_then(|id: &StepId| tree.steps.get_index_of(id));
        [answer.to.as_ref().and_then(|target| number(tree, target)), then]
    });
    let nobody = match &step.kind {
        Kind::Escalate { nobody_free, .. } => nobody_free.as_ref().and_then(|target| number(tree, target)),
        _ => None,
    };
    let cap = step.cap.as_ref().and_then(|cap| number(tree, &cap.then));
    answers.chain([nobody, cap]).flatten().collect()
}

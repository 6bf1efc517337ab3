//! A tree as a petgraph: what can be reached, where it goes round, what every path passes, how far an end is.

use super::{Step, StepId, Target, Tree};
use petgraph::{
    Direction,
    algo::{dominators, kosaraju_scc},
    graph::{DiGraph, NodeIndex},
    visit::{Bfs, EdgeRef, Reversed},
};
use std::{
    collections::VecDeque,
    sync::{Arc, OnceLock},
};

/// Why one step leads to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The answer of that place, from 0.
    Answer(usize),
    /// The answer leads into another tree; this is where the call goes on afterwards.
    Then(usize),
    /// Past a cap.
    Cap,
    /// Nobody is free.
    NobodyFree,
}

/// The graph of one tree. Steps are numbered as they stand in [`Tree::steps`].
#[derive(Clone, Debug)]
pub struct Graph {
    drawn: DiGraph<(), Way, u32>,
    tree: Arc<Tree>,
    /// Worked out when it is first asked for.
    dominators: OnceLock<dominators::Dominators<NodeIndex>>,
}

impl Graph {
    /// Draws the graph of a tree; ways that lead out of it, or nowhere, are left out.
    #[must_use]
    pub fn new(tree: &Arc<Tree>) -> Self {
        let mut graph = DiGraph::with_capacity(tree.steps.len(), tree.steps.len() * 3);
        for _ in &tree.steps {
            graph.add_node(());
        }
        for (from, step) in tree.steps.values().enumerate() {
            for (way, target) in ways(step) {
                if let Target::Here(id) = target
                    && let Some(to) = tree.steps.get_index_of(id)
                {
                    graph.add_edge(NodeIndex::new(from), NodeIndex::new(to), way);
                }
            }
            for (place, answer) in step.answers.iter().enumerate() {
                if let Some(to) = answer.then.as_ref().and_then(|id| tree.steps.get_index_of(id)) {
                    graph.add_edge(NodeIndex::new(from), NodeIndex::new(to), Way::Then(place));
                }
            }
        }
        Self { drawn: graph, tree: Arc::clone(tree), dominators: OnceLock::new() }
    }

    /// The number of a step.
    #[must_use]
    pub fn number(&self, step: &str) -> Option<usize> {
        self.tree.steps.get_index_of(step)
    }

    /// The name of a step.
    #[must_use]
    pub fn id(&self, number: usize) -> Option<&StepId> {
        self.tree.steps.get_index(number).map(|(id, _)| id)
    }

    /// Where a step leads within the tree.
    pub fn ways_from(&self, step: usize) -> impl Iterator<Item = (Way, usize)> + '_ {
        self.drawn.edges(NodeIndex::new(step)).map(|edge| (*edge.weight(), edge.target().index()))
    }

    /// Which steps can be reached from any of these.
    #[must_use]
    pub fn reachable(&self, from: impl IntoIterator<Item = usize>) -> Vec<bool> {
        let mut seen = vec![false; self.drawn.node_count()];
        let mut open: Vec<usize> = from.into_iter().filter(|step| *step < seen.len()).collect();
        while let Some(step) = open.pop() {
            if !std::mem::replace(&mut seen[step], true) {
                open.extend(self.ways_from(step).map(|(_, to)| to).filter(|to| !seen[*to]));
            }
        }
        seen
    }

    /// The groups of steps within which a call can go round for ever, once the steps for which `stops` holds are taken out.
    #[must_use]
    pub fn loops(&self, stops: impl Fn(usize) -> bool) -> Vec<Vec<usize>> {
        let kept = self.drawn.filter_map(|node, ()| (!stops(node.index())).then(|| node.index()), |_, way| Some(*way));
        let mut loops: Vec<Vec<usize>> = kosaraju_scc(&kept)
            .into_iter()
            .filter(|group| group.len() > 1 || kept.contains_edge(group[0], group[0]))
            .map(|group| {
                let mut steps: Vec<usize> = group.into_iter().map(|node| kept[node]).collect();
                steps.sort_unstable();
                steps
            })
            .collect();
        loops.sort();
        loops
    }

    /// The steps that every path from the start to this one passes, this one and the start included; empty if none leads here.
    #[must_use]
    pub fn passed_before(&self, step: usize) -> Vec<usize> {
        let Some(start) = self.number(self.tree.start.as_str()) else {
            return Vec::new();
        };
        self.dominators
            .get_or_init(|| dominators::simple_fast(&self.drawn, NodeIndex::new(start)))
            .dominators(NodeIndex::new(step))
            .map(|steps| steps.map(NodeIndex::index).collect())
            .unwrap_or_default()
    }

    /// Fewest answers from each step to the next escalation point; nothing where none can be reached.
    #[must_use]
    pub fn answers_to_escalation(&self) -> Vec<Option<usize>> {
        self.answers_to(|step| step.kind.is_escalation())
    }

    /// Fewest answers from each step to an end.
    #[must_use]
    pub fn answers_to_end(&self) -> Vec<Option<usize>> {
        self.answers_to(|step| step.kind.is_end())
    }

    /// Fewest answers from each step to one for which `is_goal` holds. Leading into another tree ends a path.
    pub fn answers_to(&self, is_goal: impl Fn(&Step) -> bool) -> Vec<Option<usize>> {
        let mut fewest: Vec<Option<usize>> = vec![None; self.drawn.node_count()];
        let mut open = VecDeque::new();
        for (number, step) in self.tree.steps.values().enumerate() {
            if is_goal(step) {
                fewest[number] = Some(0);
                open.push_back(number);
            }
        }
        while let Some(step) = open.pop_front() {
            let next = fewest[step].map(|answers| answers + 1);
            for from in self.drawn.neighbors_directed(NodeIndex::new(step), Direction::Incoming) {
                if fewest[from.index()].is_none() {
                    fewest[from.index()] = next;
                    open.push_back(from.index());
                }
            }
        }
        fewest
    }

    /// Which steps lead to any of these.
    #[must_use]
    pub fn leading_to(&self, goals: &[usize]) -> Vec<bool> {
        let mut seen = vec![false; self.drawn.node_count()];
        for goal in goals {
            let back = Reversed(&self.drawn);
            let mut walk = Bfs::new(back, NodeIndex::new(*goal));
            while let Some(node) = walk.next(back) {
                seen[node.index()] = true;
            }
        }
        seen
    }
}

/// Every way out of a step, with its address.
pub(crate) fn ways(step: &Step) -> impl Iterator<Item = (Way, &Target)> {
    let answers = step.answers.iter().enumerate();
    let answers = answers.filter_map(|(place, answer)| Some((Way::Answer(place), answer.to.as_ref()?)));
    let cap = step.cap.iter().map(|cap| (Way::Cap, &cap.then));
    let nobody = match &step.kind {
        super::Kind::Escalate { nobody_free, .. } => nobody_free.as_ref(),
        _ => None,
    };
    answers.chain(cap).chain(nobody.map(|target| (Way::NobodyFree, target)))
}

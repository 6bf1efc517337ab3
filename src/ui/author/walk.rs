//! Walking the tree by keys: along an answer, back, to the answer or step above and below, in the order of a call.

use super::{command::Walk, state::Selection};
use crate::{
    layout::{Node, Picture},
    tree::{Stage, Step, StepId, Target, Tree},
};

/// The steps in the order in which the outline lists them: stage by stage, then as written.
#[must_use]
pub fn in_order(tree: &Tree) -> Vec<StepId> {
    let mut order: Vec<(Stage, usize)> = tree.steps.values().enumerate().map(|(place, step)| (step.stage, place)).collect();
    order.sort_unstable();
    order.into_iter().filter_map(|(_, place)| tree.steps.get_index(place).map(|(id, _)| id.clone())).collect()
}

/// What is chosen after a step of the keyboard; nothing where there is no way.
#[must_use]
pub fn walk(tree: &Tree, picture: Option<&Picture>, order: &[StepId], now: &Selection, how: Walk) -> Option<Selection> {
    let Some(here) = now.primary() else {
        let first = if how == Walk::Previous { order.last() } else { Some(&tree.start) };
        return first.cloned().map(Selection::step);
    };
    let step = tree.steps.get(here)?;
    match how {
        Walk::Next | Walk::Previous => {
            let place = order.iter().position(|id| id == here)?;
            let next = if how == Walk::Next { (place + 1) % order.len() } else { (place + order.len() - 1) % order.len() };
            order.get(next).cloned().map(Selection::step)
        }
        Walk::Along => {
            let answers = now.answer.map_or(0..step.answers.len(), |answer| answer..answer + 1);
            let mut targets = step.answers.get(answers)?.iter().filter_map(|answer| answer.to.as_ref());
            let here_in = |target: &Target| match target {
                Target::Here(id) => tree.steps.contains_key(id).then(|| id.clone()),
                Target::There { .. } => None,
            };
            targets.find_map(here_in).map(Selection::step)
        }
        Walk::Back => {
            let leads = |(id, step): (&StepId, &std::sync::Arc<crate::tree::Step>)| {
                let answer = step.answers.iter().position(|answer| matches!(&answer.to, Some(Target::Here(to)) if to == here))?;
                (id != here).then(|| Selection::answer(id.clone(), answer))
            };
            tree.steps.iter().find_map(leads)
        }
        Walk::Down | Walk::Up => {
            let rows = rows(step, here, picture);
            let at = now.answer.and_then(|answer| rows.iter().position(|row| *row == answer));
            match (how, at) {
                (Walk::Up, None) => beside(picture?, here, true).map(Selection::step),
                (Walk::Up, Some(0)) => Some(Selection::step(here.clone())),
                (Walk::Up, Some(at)) => Some(Selection::answer(here.clone(), rows[at - 1])),
                (_, at) => match rows.get(at.map_or(0, |at| at + 1)) {
                    Some(answer) => Some(Selection::answer(here.clone(), *answer)),
                    None => beside(picture?, here, false).map(Selection::step),
                },
            }
        }
    }
}

/// The answers of a step from top to bottom as its card shows them.
fn rows(step: &Step, id: &StepId, picture: Option<&Picture>) -> Vec<usize> {
    let node = picture.and_then(|picture| Some(&picture.nodes[picture.step(id.as_str())?]));
    match node.and_then(|node| node.card.as_ref()).filter(|card| card.rows.len() == step.answers.len()) {
        Some(card) => card.rows.iter().map(|row| row.answer).collect(),
        None => (0..step.answers.len()).collect(),
    }
}

/// The nearest step above or below in the same column.
fn beside(picture: &Picture, here: &StepId, above: bool) -> Option<StepId> {
    let find = |id: &StepId| picture.nodes.iter().find(|node| matches!(&node.node, Node::Step(step) if step == id));
    let me = find(here)?;
    let steps = picture.nodes.iter().filter_map(|node| match &node.node {
        Node::Step(id) if id != here => Some((id, node)),
        _ => None,
    });
    let in_column = steps.filter(|(_, node)| node.at.x < me.at.x + me.width && node.at.x + node.width > me.at.x);
    let distance = |node: &crate::layout::PictureNode| if above { me.at.y - node.at.y } else { node.at.y - me.at.y };
    let on_side = in_column.filter(|(_, node)| distance(node) > 0.0);
    on_side.min_by(|a, b| distance(a.1).total_cmp(&distance(b.1))).map(|(id, _)| id.clone())
}

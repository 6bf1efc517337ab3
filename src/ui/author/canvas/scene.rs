//! A picture made ready for the canvas: who stands where, which links touch whom, what a link's surroundings are.

use crate::{
    layout::{Node, Picture, Point},
    tree::{StepId, Way},
};
use egui::{Pos2, Rect, Vec2, pos2, vec2};
use std::{collections::HashMap, sync::Arc};

/// Cells of the small map, across and down: as many as it has points to show.
const MAP: (usize, usize) = (146, 84);

/// A picture made ready.
pub struct Scene {
    /// The picture.
    pub picture: Arc<Picture>,
    /// The rectangle of each node.
    pub rects: Vec<Rect>,
    /// The rectangle round each link.
    pub link_rects: Vec<Rect>,
    /// The whole.
    pub bounds: Rect,
    /// The cells of the small map that hold a step, with the node that stands there.
    pub map: Vec<(u8, u8, u32)>,
    steps: HashMap<StepId, usize>,
    links: Vec<Vec<u32>>,
    /// Where the links of answers leave each node.
    ports: Vec<Vec<(usize, Pos2)>>,
}

pub(super) fn at(point: Point) -> Pos2 {
    pos2(point.x, point.y)
}

impl Scene {
    /// Makes a picture ready.
    #[must_use]
    pub fn new(picture: Arc<Picture>) -> Self {
        let rects: Vec<Rect> =
            picture.nodes.iter().map(|node| Rect::from_min_size(at(node.at), vec2(node.width, node.height))).collect();
        let around = |points: &[Point]| {
            points.iter().fold(Rect::NOTHING, |rect, point| rect.union(Rect::from_min_max(at(*point), at(*point))))
        };
        let link_rects: Vec<Rect> = picture.links.iter().map(|link| around(&link.points).expand(8.0)).collect();
        let bounds = rects.iter().chain(&link_rects).fold(Rect::NOTHING, |whole, rect| whole.union(*rect));
        let bounds = if bounds.is_finite() { bounds } else { Rect::from_min_size(Pos2::ZERO, vec2(1.0, 1.0)) };
        let mut steps = HashMap::new();
        for (place, node) in picture.nodes.iter().enumerate() {
            if let Node::Step(id) = &node.node {
                steps.insert(id.clone(), place);
            }
        }
        let mut links = vec![Vec::new(); picture.nodes.len()];
        let mut ports = vec![Vec::new(); picture.nodes.len()];
        for (place, link) in picture.links.iter().enumerate() {
            if let (Way::Answer(answer), Some(first), Some(ports)) = (link.way, link.points.first(), ports.get_mut(link.from)) {
                ports.push((answer, at(*first)));
            }
            for end in [link.from, link.to] {
                if let Some(links) = links.get_mut(end) {
                    links.push(place as u32);
                }
            }
        }
        let map = map(&rects, bounds);
        Self { picture, rects, link_rects, bounds, map, steps, links, ports }
    }

    /// The node of a step.
    #[must_use]
    pub fn node_of(&self, step: &StepId) -> Option<usize> {
        self.steps.get(step).copied()
    }

    /// Where a step stands on the plane.
    #[must_use]
    pub fn rect_of(&self, step: &StepId) -> Option<Rect> {
        self.node_of(step).map(|place| self.rects[place])
    }

    /// The step at a point of the plane.
    #[must_use]
    pub fn step_at(&self, point: Pos2) -> Option<&StepId> {
        let place = self.rects.iter().rposition(|rect| rect.contains(point))?;
        match &self.picture.nodes[place].node {
            Node::Step(id) | Node::Hub(id) => Some(id),
            Node::Elsewhere(_) => None,
        }
    }

    /// The answer of a step whose row is at a point of the plane.
    #[must_use]
    pub fn answer_at(&self, step: &StepId, point: Pos2) -> Option<usize> {
        let place = self.node_of(step)?;
        let down = point.y - self.rects[place].top();
        let card = self.picture.nodes[place].card.as_ref()?;
        card.rows.iter().find(|row| (row.top..row.top + row.height).contains(&down)).map(|row| row.answer)
    }

    /// Where the link of an answer leaves its step.
    #[must_use]
    pub fn port(&self, step: &StepId, answer: usize) -> Option<Pos2> {
        self.port_of(self.node_of(step)?, answer)
    }

    /// Where the link of an answer leaves its node: at its row where it leads nowhere yet.
    #[must_use]
    pub fn port_of(&self, node: usize, answer: usize) -> Option<Pos2> {
        let linked = self.ports[node].iter().find(|(place, _)| *place == answer).map(|(_, at)| *at);
        linked.or_else(|| {
            let row = self.picture.nodes[node].card.as_ref()?.rows.iter().find(|row| row.answer == answer)?;
            Some(pos2(self.rects[node].right(), self.rects[node].top() + row.port()))
        })
    }

    /// The links that begin or end at a node.
    #[must_use]
    pub fn links_of(&self, node: usize) -> &[u32] {
        self.links.get(node).map_or(&[], Vec::as_slice)
    }

    /// Whether a link belongs to an answer.
    #[must_use]
    pub fn is_of(&self, link: usize, answer: usize) -> bool {
        matches!(self.picture.links[link].way, Way::Answer(place) | Way::Then(place) if place == answer)
    }

    /// The steps whose rectangles touch one of the plane.
    #[must_use]
    pub fn steps_in(&self, area: Rect) -> Vec<StepId> {
        let touched = self.rects.iter().zip(&self.picture.nodes).filter(|(rect, _)| rect.intersects(area));
        let ids = touched.filter_map(|(_, node)| match &node.node {
            Node::Step(id) => Some(id.clone()),
            Node::Hub(_) | Node::Elsewhere(_) => None,
        });
        ids.collect()
    }
}

/// Which cells hold a step; several steps of one cell are one.
fn map(rects: &[Rect], bounds: Rect) -> Vec<(u8, u8, u32)> {
    let scale: Vec2 = vec2(MAP.0 as f32 / bounds.width().max(1.0), MAP.1 as f32 / bounds.height().max(1.0));
    if rects.len() < 400 {
        return Vec::new();
    }
    let mut taken = vec![false; MAP.0 * MAP.1];
    let mut cells = Vec::new();
    for (place, rect) in rects.iter().enumerate() {
        let cell = (rect.center() - bounds.min) * scale;
        let (x, y) = ((cell.x as usize).min(MAP.0 - 1), (cell.y as usize).min(MAP.1 - 1));
        if !std::mem::replace(&mut taken[y * MAP.0 + x], true) {
            cells.push((x as u8, y as u8, place as u32));
        }
    }
    cells
}

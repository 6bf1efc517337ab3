//! A tree as it is drawn: its steps as cards, tabs for other trees, pills for named jumps, and the links between them.

use super::{Card, Direction, Order, Plan, PlanBox, PlanLink, Point, lay_out, width_of, widths::Weight};
use crate::tree::{Step, StepId, Target, Tree, Way, ways};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// What stands at one place of a picture.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// A step, as a card.
    Step(StepId),
    /// A named jump to a step that many answers lead to.
    Hub(StepId),
    /// A tab for a step of another tree, from which the call may come back.
    Elsewhere(Target),
}

/// A node in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureNode {
    /// What it is.
    pub node: Node,
    /// Its top left corner.
    pub at: Point,
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// What stands on it, if it is a step.
    pub card: Option<Arc<Card>>,
}

/// A link between two nodes, by their places in [`Picture::nodes`].
#[derive(Clone, Debug, PartialEq)]
pub struct PictureLink {
    /// Where it leaves.
    pub from: usize,
    /// Where it arrives.
    pub to: usize,
    /// Why one leads to the other.
    pub way: Way,
    /// Its way, from port to entry.
    pub points: Vec<Point>,
    /// Whether it leads back.
    pub back: bool,
}

/// A tree laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// The way a call runs.
    pub direction: Direction,
    /// The width of it all.
    pub width: f32,
    /// The height of it all.
    pub height: f32,
    /// The steps in the author's order, then tabs and pills.
    pub nodes: Vec<PictureNode>,
    /// The links, step by step, answer by answer.
    pub links: Vec<PictureLink>,
}

/// How a tree is to be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The way a call runs.
    pub direction: Direction,
    /// What the order of steps follows.
    pub order: Order,
    /// From so many incoming links on a step is drawn as named jumps where it is used; without it every link is drawn.
    pub hubs: Option<usize>,
    /// How much may be tried; see [`Plan::effort`].
    pub effort: u64,
}

impl Wish {
    /// From so many incoming links on, a step pulls the picture together like an octopus.
    pub const HUBS: usize = 5;
}

impl Default for Wish {
    fn default() -> Self {
        Self { direction: Direction::Right, order: Order::AsWritten, hubs: Some(Self::HUBS), effort: Plan::EFFORT }
    }
}

/// The size of a tab.
const TAB: (f32, f32) = (144.0, 46.0);
/// The size of a pill.
const PILL: (f32, f32) = (160.0, 28.0);
/// The size of the text on tabs and pills, and what stands beside it.
const LABEL: (f32, f32) = (13.0, 48.0);

impl Picture {
    /// Draws a tree. Nodes that an earlier picture has keep their places as far as they can.
    #[must_use]
    pub fn of(tree: &Tree, wish: &Wish, before: Option<&Self>) -> Self {
        let hosts = hosts(tree, &hubs(tree, wish.hubs));
        let mut sketch = Sketch { tree, wish, hosts, nodes: Vec::new(), links: Vec::new(), small: BTreeMap::new() };
        sketch.steps();
        for (number, step) in tree.steps.values().enumerate() {
            sketch.links_of(number, step);
        }
        sketch.finish(before)
    }

    /// The place of a step's node.
    #[must_use]
    pub fn step(&self, step: &str) -> Option<usize> {
        self.nodes.iter().position(|one| matches!(&one.node, Node::Step(id) if id == step))
    }

    /// Takes places and ways from an earlier picture of the same shape.
    fn stand_as(&mut self, before: &Self) {
        for (node, stood) in self.nodes.iter_mut().zip(&before.nodes) {
            node.at = stood.at;
            if let (Some(card), Some(stood)) = (&mut node.card, &stood.card) {
                Arc::make_mut(card).bring_up(&stood.rows.iter().map(|row| row.answer).collect::<Vec<_>>());
            }
        }
        for (link, led) in self.links.iter_mut().zip(&before.links) {
            link.points.clone_from(&led.points);
            link.back = led.back;
        }
        (self.width, self.height) = (before.width, before.height);
    }

    /// Puts the rows of each card where the links of its answers leave.
    fn bring_up_rows(&mut self) {
        let mut leaving: Vec<Vec<&PictureLink>> = vec![Vec::new(); self.nodes.len()];
        for link in &self.links {
            leaving[link.from].push(link);
        }
        for (node, mut links) in self.nodes.iter_mut().zip(leaving) {
            let along = |link: &PictureLink| match (self.direction, link.points.first()) {
                (Direction::Right, Some(port)) => port.y,
                (Direction::Down, Some(port)) => port.x,
                (_, None) => 0.0,
            };
            links.sort_by(|a, b| along(a).total_cmp(&along(b)));
            if let Some(card) = &mut node.card {
                Arc::make_mut(card).bring_up(&answers(links.iter().map(|link| link.way)));
            }
        }
    }

    /// What tells a node from all others, also in a later picture: pills and tabs belong to the step that uses them.
    fn keys(&self) -> Vec<(Option<StepId>, &Node)> {
        let mut users: Vec<Option<StepId>> = vec![None; self.nodes.len()];
        for link in &self.links {
            let user = match &self.nodes[link.from].node {
                Node::Step(id) => Some(id.clone()),
                _ => users[link.from].clone(),
            };
            if !matches!(self.nodes[link.to].node, Node::Step(_)) {
                users[link.to] = user;
            }
        }
        users.into_iter().zip(self.nodes.iter().map(|one| &one.node)).collect()
    }
}

/// The steps drawn as named jumps, by their places.
fn hubs(tree: &Tree, from: Option<usize>) -> BTreeSet<usize> {
    let Some(from) = from else {
        return BTreeSet::new();
    };
    let mut leading = vec![0; tree.steps.len()];
    for (number, step) in tree.steps.values().enumerate() {
        let here = ways(step).filter_map(|(_, target)| match target {
            Target::Here(id) => Some(id),
            Target::There { .. } => None,
        });
        let then = step.answers.iter().filter_map(|answer| answer.then.as_ref());
        for to in here.chain(then).filter_map(|id| tree.steps.get_index_of(id)).filter(|to| *to != number) {
            leading[to] += 1;
        }
    }
    let start = tree.steps.get_index_of(&tree.start);
    (0..leading.len()).filter(|number| leading[*number] >= from.max(2) && Some(*number) != start).collect()
}

/// For each hub the step beside which it stands: the first that leads to it, so that it comes where a call first needs
/// it; an end stands beside the last, where calls are over.
fn hosts(tree: &Tree, hubs: &BTreeSet<usize>) -> BTreeMap<usize, usize> {
    let mut hosts = BTreeMap::new();
    for (number, step) in tree.steps.values().enumerate() {
        for id in ways(step).filter_map(|(_, target)| if let Target::Here(id) = target { Some(id) } else { None }) {
            let Some(hub) = tree.steps.get_index_of(id).filter(|hub| hubs.contains(hub) && *hub != number) else {
                continue;
            };
            if tree.steps.get(id).is_some_and(|goal| goal.kind.is_end()) {
                hosts.insert(hub, number);
            } else {
                hosts.entry(hub).or_insert(number);
            }
        }
    }
    // One that only other trees' ends lead to is a jump wherever it is used.
    for hub in hubs {
        hosts.entry(*hub).or_insert(usize::MAX);
    }
    hosts
}

/// Where a link leaves its node.
#[derive(Clone, Copy)]
struct Exit {
    at: f32,
    /// How much room its row has, if it is an answer's: rows may change places.
    row: Option<f32>,
}

impl Exit {
    fn fixed(at: f32) -> Self {
        Self { at, row: None }
    }
}

/// Whether all of it takes as much room as in an earlier picture and leads where it led: then nothing needs to move.
fn is_shaped_like(picture: &Picture, before: &Picture, plan: &Plan) -> bool {
    let rows = |card: &Option<Arc<Card>>| {
        let mut rows: Vec<(usize, u32)> =
            card.iter().flat_map(|card| &card.rows).map(|row| (row.answer, row.height.to_bits())).collect();
        rows.sort_unstable();
        rows
    };
    let top = |card: &Option<Arc<Card>>| card.as_ref().and_then(|card| card.rows.first().map(|row| row.top));
    let is_node = |(one, stood): (&PictureNode, &PictureNode)| {
        let same = (&one.node, one.width, one.height) == (&stood.node, stood.width, stood.height);
        same && top(&one.card) == top(&stood.card) && rows(&one.card) == rows(&stood.card)
    };
    let is_link = |(one, led): (&PictureLink, &PictureLink)| (one.from, one.to, one.way) == (led.from, led.to, led.way);
    picture.direction == before.direction
        && picture.nodes.len() == before.nodes.len()
        && picture.links.len() == before.links.len()
        && picture.nodes.iter().zip(&before.nodes).all(is_node)
        && picture.links.iter().zip(&before.links).all(is_link)
        && plan.boxes.iter().zip(&before.nodes).all(|(one, stood)| one.placed.is_none_or(|placed| placed == stood.at))
}

/// The answers among these ways.
fn answers(ways: impl Iterator<Item = Way>) -> Vec<usize> {
    ways.filter_map(|way| if let Way::Answer(place) = way { Some(place) } else { None }).collect()
}

/// A picture in the making.
struct Sketch<'a> {
    tree: &'a Tree,
    wish: &'a Wish,
    /// The steps drawn as named jumps, each with the one step whose link is drawn all the way.
    hosts: BTreeMap<usize, usize>,
    nodes: Vec<PictureNode>,
    links: Vec<(PictureLink, Exit)>,
    /// Tabs and pills by the step that uses them.
    small: BTreeMap<(usize, Node), usize>,
}

impl Sketch<'_> {
    fn steps(&mut self) {
        for (id, step) in &self.tree.steps {
            let card = Card::of(step);
            self.nodes.push(PictureNode {
                node: Node::Step(id.clone()),
                at: Point::default(),
                width: card.width,
                height: card.height,
                card: Some(Arc::new(card)),
            });
        }
    }

    fn links_of(&mut self, number: usize, step: &Step) {
        let mut ways: Vec<(Way, &Target)> = ways(step).collect();
        // In the order in which they leave the card: the receiver stands above the answers, the cap below.
        ways.sort_by_key(|(way, _)| match way {
            Way::NobodyFree => (0, 0),
            Way::Answer(place) | Way::Then(place) => (1, *place),
            Way::Cap => (2, 0),
        });
        let drawn: Vec<(Way, usize)> =
            ways.into_iter().filter_map(|(way, target)| Some((way, self.node_for(number, target)?))).collect();
        if self.wish.order == Order::Fewest {
            self.bring_up(number, drawn.iter().map(|(way, _)| *way));
        }
        let count = drawn.len();
        for (place, (way, to)) in drawn.into_iter().enumerate() {
            let exit = match self.wish.direction {
                Direction::Right => self.port(number, way),
                Direction::Down => {
                    let room = self.nodes[number].width / (count + 1) as f32;
                    let is_answer = matches!(way, Way::Answer(_));
                    Exit { at: (room * (place + 1) as f32).round(), row: is_answer.then_some(room) }
                }
            };
            self.link(number, to, way, exit);
            let then = match way {
                Way::Answer(place) => step.answers[place].then.as_ref().map(|then| (place, then)),
                _ => None,
            };
            if let Some((place, then)) = then
                && matches!(self.nodes[to].node, Node::Elsewhere(_))
                && let Some(on) = self.node_for(number, &Target::Here(then.clone()))
            {
                let tab = &self.nodes[to];
                let exit = Exit::fixed(match self.wish.direction {
                    Direction::Right => tab.height / 2.0,
                    Direction::Down => tab.width / 2.0,
                });
                self.link(to, on, Way::Then(place), exit);
            }
        }
    }

    /// Brings the rows of a card into the order of these links.
    fn bring_up(&mut self, number: usize, ways: impl Iterator<Item = Way>) {
        if let Some(card) = &mut self.nodes[number].card {
            Arc::make_mut(card).bring_up(&answers(ways));
        }
    }

    fn port(&self, number: usize, way: Way) -> Exit {
        let node = &self.nodes[number];
        let middle = Exit::fixed(node.height / 2.0);
        let Some(card) = &node.card else {
            return middle;
        };
        match way {
            Way::Answer(place) | Way::Then(place) => {
                let row = card.rows.iter().find(|row| row.answer == place);
                row.map_or(middle, |row| Exit { at: row.port(), row: Some(row.height) })
            }
            Way::Cap => Exit::fixed(card.foot_port()),
            Way::NobodyFree => Exit::fixed(card.receiver_port()),
        }
    }

    fn link(&mut self, from: usize, to: usize, way: Way, exit: Exit) {
        self.links.push((PictureLink { from, to, way, points: Vec::new(), back: false }, exit));
    }

    /// The node at which a link of this step arrives; nothing where it leads nowhere.
    fn node_for(&mut self, user: usize, target: &Target) -> Option<usize> {
        let node = match target {
            Target::There { .. } => Node::Elsewhere(target.clone()),
            Target::Here(id) => {
                let number = self.tree.steps.get_index_of(id)?;
                if number == user || self.hosts.get(&number).is_none_or(|host| *host == user) {
                    return Some(number);
                }
                Node::Hub(id.clone())
            }
        };
        if let Some(known) = self.small.get(&(user, node.clone())) {
            return Some(*known);
        }
        let ((least, height), label) = match &node {
            Node::Hub(id) => (PILL, self.tree.steps.get(id).map_or_else(|| id.to_string(), |step| step.title.clone())),
            _ => (TAB, target.to_string()),
        };
        let width = (width_of(&label, Weight::Semibold, LABEL.0) + LABEL.1).clamp(least, Card::WIDTH).ceil();
        self.nodes.push(PictureNode { node: node.clone(), at: Point::default(), width, height, card: None });
        self.small.insert((user, node), self.nodes.len() - 1);
        Some(self.nodes.len() - 1)
    }

    fn finish(self, before: Option<&Picture>) -> Picture {
        let Self { tree, wish, nodes, links, .. } = self;
        let placed = |node: &Node| match node {
            Node::Step(id) => tree.layout.placed.get(id).map(|(x, y)| Point::new(*x as f32, *y as f32)),
            _ => None,
        };
        let boxes = nodes.iter().map(|one| {
            let entry = match (wish.direction, &one.card) {
                (Direction::Right, Some(card)) => card.entry,
                (Direction::Right, None) => one.height / 2.0,
                (Direction::Down, _) => one.width / 2.0,
            };
            PlanBox { width: one.width, height: one.height, entry, placed: placed(&one.node) }
        });
        let plan = Plan {
            direction: wish.direction,
            order: wish.order,
            boxes: boxes.collect(),
            links: links
                .iter()
                .map(|(link, exit)| PlanLink { from: link.from, to: link.to, exit: exit.at, row: exit.row })
                .collect(),
            start: tree.steps.get_index_of(&tree.start).unwrap_or(0),
            effort: wish.effort,
        };
        let links = links.into_iter().map(|(link, _)| link).collect();
        let mut picture = Picture { direction: wish.direction, nodes, links, ..Picture::default() };
        if let Some(before) = before.filter(|before| is_shaped_like(&picture, before, &plan)) {
            picture.stand_as(before);
            return picture;
        }
        let stood = before.filter(|before| before.direction == wish.direction).map(|before| {
            let known: BTreeMap<_, Point> = before.keys().into_iter().zip(before.nodes.iter().map(|one| one.at)).collect();
            picture.keys().iter().map(|key| known.get(key).copied()).collect::<Vec<_>>()
        });
        let drawing = lay_out(&plan, stood.as_deref());
        for (node, at) in picture.nodes.iter_mut().zip(drawing.corners) {
            node.at = at;
        }
        for (link, route) in picture.links.iter_mut().zip(drawing.routes) {
            link.points = route.points;
            link.back = route.back;
        }
        picture.width = drawing.width;
        picture.height = drawing.height;
        if wish.order == Order::Fewest {
            picture.bring_up_rows();
        }
        picture
    }
}

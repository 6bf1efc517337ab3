//! What is to be drawn, as boxes and links, and how it came out: plain numbers, no words.

/// A place on the drawing, in points; x grows to the right, y downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
}

impl Point {
    /// A place.
    #[must_use]
    pub fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    /// The same place with right and down exchanged.
    #[must_use]
    pub(super) fn turned(self) -> Self {
        Self { x: self.y, y: self.x }
    }
}

/// The way a call runs on the drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    #[default]
    Right,
    /// From top to bottom.
    Down,
}

/// What the order of steps in a column follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The answers of a step run in the author's order.
    #[default]
    AsWritten,
    /// As few links cross as can be found.
    Fewest,
}

/// What is to be drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The way it runs.
    pub direction: Direction,
    /// What the order follows.
    pub order: Order,
    /// The boxes, in the author's order.
    pub boxes: Vec<PlanBox>,
    /// The links; those of one box in the order in which they leave it.
    pub links: Vec<PlanLink>,
    /// The box at which everything begins.
    pub start: usize,
    /// How much may be tried for a better order, in comparisons; with nothing left the best found so far stands.
    pub effort: u64,
}

impl Plan {
    /// Enough effort for any tree that a person reads.
    pub const EFFORT: u64 = 200_000_000;

    /// The same plan with right and down exchanged.
    #[must_use]
    pub(super) fn turned(&self) -> Self {
        let turned = |one: &PlanBox| PlanBox {
            width: one.height,
            height: one.width,
            entry: one.entry,
            placed: one.placed.map(Point::turned),
        };
        Self { direction: Direction::Right, boxes: self.boxes.iter().map(turned).collect(), ..self.clone() }
    }
}

/// A box.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PlanBox {
    /// Its width, in points.
    pub width: f32,
    /// Its height, in points.
    pub height: f32,
    /// Where links arrive: from the top on the left side, or from the left on the upper side when all runs downwards.
    pub entry: f32,
    /// Its top left corner, if an author put it there.
    pub placed: Option<Point>,
}

/// A link.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PlanLink {
    /// The box it leaves.
    pub from: usize,
    /// The box it leads to.
    pub to: usize,
    /// Where it leaves: from the top on the right side, or from the left on the lower side when all runs downwards.
    pub exit: f32,
    /// How high its row is, or how wide when all runs downwards, if the rows of its box may change places to let fewer
    /// links cross; they are then stacked from the first one's place on.
    pub row: Option<f32>,
}

/// How a plan came out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// The width of it all; nothing stands further right.
    pub width: f32,
    /// The height of it all.
    pub height: f32,
    /// Each box's top left corner.
    pub corners: Vec<Point>,
    /// Each link's way, in the plan's order.
    pub routes: Vec<Route>,
}

impl Drawing {
    /// The same drawing with right and down exchanged.
    #[must_use]
    pub(super) fn turned(mut self) -> Self {
        std::mem::swap(&mut self.width, &mut self.height);
        let points = self.routes.iter_mut().flat_map(|route| &mut route.points);
        self.corners.iter_mut().chain(points).for_each(|point| *point = point.turned());
        self
    }
}

/// The way of a link.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Route {
    /// The box it leaves.
    pub from: usize,
    /// From the port at which it leaves to the entry at which it arrives.
    pub points: Vec<Point>,
    /// Whether it leads back to where a call has been, or stays in its column.
    pub back: bool,
}

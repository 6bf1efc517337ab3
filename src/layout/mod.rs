//! Where the steps of a tree stand and how the links between them run.
//!
//! Pure numbers: no screen, no fonts. A [`Plan`] of boxes and links becomes a [`Drawing`]; a [`Picture`] is a whole tree
//! drawn with the [`Card`]s of its steps.

#![allow(clippy::float_cmp, reason = "places are copied from one to the other; where they are equal they are so to the bit")]

mod anchored;
mod around;
mod card;
mod crossings;
mod draw;
mod improve;
mod lanes;
mod picture;
mod place;
mod plan;
mod ranks;
mod reroute;
mod rows;
mod search;
mod shift;
mod simplex;
mod svg;
mod sweep;
mod web;
mod widths;
mod written;

pub use card::{Card, Row};
pub use crossings::{crossings, crossings_between};
pub use picture::{Node, Picture, PictureLink, PictureNode, Wish};
pub use plan::{Direction, Drawing, Order, Plan, PlanBox, PlanLink, Point, Route};
pub use svg::svg;
pub use widths::{Weight, broken, width_of};

use anchored::Anchored;
use ranks::Ranks;
use search::Search;
use sweep::Sweep;
use web::Web;

/// Lays a plan out. `before` tells where boxes stood in an earlier drawing: they keep their places as far as they can.
#[must_use]
pub fn lay_out(plan: &Plan, before: Option<&[Option<Point>]>) -> Drawing {
    match plan.direction {
        Direction::Right => lay_out_to_the_right(plan, before),
        Direction::Down => {
            let turned = plan.turned();
            let before: Option<Vec<Option<Point>>> =
                before.map(|before| before.iter().map(|point| point.map(Point::turned)).collect());
            lay_out_to_the_right(&turned, before.as_deref()).turned()
        }
    }
}

fn lay_out_to_the_right(plan: &Plan, before: Option<&[Option<Point>]>) -> Drawing {
    let mut ranks = Ranks::of(plan);
    let is_placed = plan.boxes.iter().any(|one| one.placed.is_some());
    let stood = before.filter(|before| before.iter().any(Option::is_some));
    if let Some(stood) = stood {
        return keep_in_place(plan, &mut ranks, stood);
    }
    let drawing = from_nothing(plan, &ranks);
    if !is_placed {
        return drawing;
    }
    let stood: Vec<Option<Point>> = drawing.corners.into_iter().map(Some).collect();
    keep_in_place(plan, &mut ranks, &stood)
}

/// A drawing of boxes that stand nowhere yet.
fn from_nothing(plan: &Plan, ranks: &Ranks) -> Drawing {
    let web = match plan.order {
        Order::AsWritten => {
            let mut search = Search::new(plan, ranks, &Web::of(plan, ranks));
            search.keep_order();
            search.web(plan)
        }
        Order::Fewest => fewest(plan, ranks),
    };
    let plan = &rows::in_order(plan, ranks, &web);
    let gaps = draw::Gaps::of(plan, ranks, &web);
    let tops = place::place(plan, &web, &gaps.strands);
    draw::bounded(draw::draw(plan, ranks, &web, &gaps, &tops, None), plan, false)
}

/// A drawing in which boxes stay where they stood or were put.
fn keep_in_place(plan: &Plan, ranks: &mut Ranks, stood: &[Option<Point>]) -> Drawing {
    let anchored = Anchored::of(plan, ranks, stood);
    let web = anchored.web(plan, ranks);
    let plan = &rows::in_order(plan, ranks, &web);
    let gaps = draw::Gaps::of(plan, ranks, &web);
    let boxes: Vec<f32> = anchored.corners.iter().map(|corner| corner.y).collect();
    let tops = place::place_passes(plan, &web, &gaps.strands, &boxes);
    let mut drawing = draw::draw(plan, ranks, &web, &gaps, &tops, Some(&anchored));
    let mut effort = plan.effort;
    around::lead_around(plan, &drawing.corners, &mut drawing.routes, &mut effort);
    draw::bounded(drawing, plan, true)
}

/// The order with fewer crossings of two that are looked for side by side: from the shortest links, and from boxes as far
/// to the left as they can stand.
fn fewest(plan: &Plan, ranks: &Ranks) -> Web {
    let found = |ranks: &Ranks| {
        let mut web = Web::of(plan, ranks);
        Sweep::of(plan, ranks, &web).found().order(plan, ranks, &mut web);
        let mut search = Search::new(plan, ranks, &web);
        search.begin_fewest();
        search
    };
    let (short, left) = std::thread::scope(|scope| {
        let left = scope.spawn(|| found(ranks));
        (found(&ranks.shortened(plan)), left.join().ok())
    });
    let mut best = match left {
        Some(left) if left.total() < short.total() => left,
        _ => short,
    };
    best.find_fewest();
    best.web(plan)
}

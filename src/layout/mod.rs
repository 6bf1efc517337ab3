//! Where the steps of a tree stand and how the links between them run.
//!
//! Pure numbers: no screen, no fonts. A [`Plan`] of boxes and links becomes a [`Drawing`]; a [`Picture`] is a whole tree
//! drawn with the [`Card`]s of its steps.

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
mod search;
mod shift;
mod svg;
mod web;
mod widths;
mod written;

pub use card::{Card, Row};
pub use crossings::{Line, crossings, crossings_between};
pub use picture::{Node, Picture, PictureLink, PictureNode, Wish};
pub use plan::{Direction, Drawing, Order, Plan, PlanBox, PlanLink, Point, Route};
pub use svg::svg;
pub use widths::{Weight, broken, width_of};

use ranks::Ranks;
use search::Search;
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

fn lay_out_to_the_right(plan: &Plan, _before: Option<&[Option<Point>]>) -> Drawing {
    let ranks = Ranks::of(plan);
    let mut search = Search::new(plan, &ranks, &Web::of(plan, &ranks));
    search.run(plan.order);
    let web = search.web(plan);
    let gaps = draw::Gaps::of(plan, &ranks, &web);
    let tops = place::place(plan, &web, &gaps.strands);
    draw::bounded(draw::draw(plan, &ranks, &web, &gaps, &tops), plan, false)
}

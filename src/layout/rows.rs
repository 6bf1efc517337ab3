//! Which row of its box each link leaves from, where rows may change places: in the order of where links go.

use super::{Order, Plan, ranks::Ranks, search::port, web::Web};
use std::cmp::Reverse;

/// Where a link leaves as the search sees it: rows that may change places leave from one place.
pub(super) fn ports(plan: &Plan) -> Vec<u32> {
    let mut first = vec![f32::MAX; plan.boxes.len()];
    for link in plan.links.iter().filter(|link| may_move(plan, link.row)) {
        first[link.from] = first[link.from].min(link.exit);
    }
    plan.links.iter().map(|link| port(if may_move(plan, link.row) { first[link.from] } else { link.exit })).collect()
}

fn may_move(plan: &Plan, row: Option<f32>) -> bool {
    plan.order == Order::Fewest && row.is_some()
}

/// The plan with the rows of each box in the order of where their links go in a web: what turns upwards first, the
/// nearest above the farther; then what leads on; what turns downwards last.
pub(super) fn in_order(plan: &Plan, ranks: &Ranks, web: &Web) -> Plan {
    let mut place = vec![0; web.slots.len()];
    for slots in &web.columns {
        for (at, slot) in slots.iter().enumerate() {
            place[*slot] = at;
        }
    }
    let goes = |number: usize| {
        let link = &plan.links[number];
        let far = web.passes[number].first().map_or(place[link.to], |slot| place[*slot]);
        match ranks.back[number] {
            false => (1, far, Reverse(0)),
            true if far < place[link.from] => (0, 0, Reverse(far)),
            true => (2, 0, Reverse(far)),
        }
    };
    let mut ordered = plan.clone();
    for leaving in &ranks.leaving {
        let mut rows: Vec<usize> = leaving.iter().copied().filter(|link| may_move(plan, plan.links[*link].row)).collect();
        let height = |link: usize| plan.links[link].row.unwrap_or(0.0);
        let Some(first) = rows.first().map(|link| plan.links[*link].exit - height(*link) / 2.0) else { continue };
        rows.sort_by_key(|link| goes(*link));
        let mut top = first;
        for link in rows {
            ordered.links[link].exit = top + height(link) / 2.0;
            top += height(link);
        }
    }
    ordered
}

//! How far down each slot stands in its column.

use super::{
    Plan,
    web::{Filling, Web},
};

/// Between two boxes one more row fits.
pub(super) const BOX_AIR: f32 = 32.0;
/// Between a box and a link that passes.
pub(super) const PASS_AIR: f32 = 16.0;
/// Between two links that pass.
pub(super) const LINK_AIR: f32 = 10.0;

/// The height a slot takes.
pub(super) fn height_of(plan: &Plan, filling: Filling) -> f32 {
    match filling {
        Filling::Box(number) => plan.boxes[number].height,
        Filling::Pass(_) => 0.0,
    }
}

/// What is kept free between two neighbours.
pub(super) fn air(upper: Filling, lower: Filling) -> f32 {
    match (upper, lower) {
        (Filling::Box(_), Filling::Box(_)) => BOX_AIR,
        (Filling::Pass(_), Filling::Pass(_)) => LINK_AIR,
        _ => PASS_AIR,
    }
}

/// Each slot's top.
pub(super) fn place(plan: &Plan, web: &Web) -> Vec<f32> {
    let mut tops = vec![0.0_f32; web.slots.len()];
    for column in &web.columns {
        let mut top = 0.0;
        let mut before = None;
        for slot in column {
            let filling = web.slots[*slot].filling;
            if let Some(before) = before {
                top += air(before, filling);
            }
            tops[*slot] = top;
            top += height_of(plan, filling);
            before = Some(filling);
        }
    }
    tops
}

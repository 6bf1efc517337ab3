//! Layout by its promises: nothing overlaps, no link runs through a box, what was put stays, the same comes out the same.

#[path = "common/graphs.rs"]
mod graphs;

use evenkeel::layout::{Direction, Drawing, Order, Plan, PlanBox, PlanLink, Point, crossings, crossings_between, lay_out};
use graphs::{decisions, plan};
use proptest::prelude::*;

fn overlapping(plan: &Plan, drawing: &Drawing) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (one, a) in drawing.corners.iter().enumerate() {
        for (other, b) in drawing.corners.iter().enumerate().skip(one + 1) {
            let (p, q) = (plan.boxes[one], plan.boxes[other]);
            if a.x < b.x + q.width && b.x < a.x + p.width && a.y < b.y + q.height && b.y < a.y + p.height {
                found.push((one, other));
            }
        }
    }
    found
}

/// Links that run through the inside of a box, with that box.
fn through(plan: &Plan, drawing: &Drawing) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (link, route) in drawing.routes.iter().enumerate() {
        for pair in route.points.windows(2) {
            let (left, right) = (pair[0].x.min(pair[1].x), pair[0].x.max(pair[1].x));
            let (top, bottom) = (pair[0].y.min(pair[1].y), pair[0].y.max(pair[1].y));
            for (number, (at, one)) in drawing.corners.iter().zip(&plan.boxes).enumerate() {
                let inside =
                    left < at.x + one.width - 0.5 && right > at.x + 0.5 && top < at.y + one.height - 0.5 && bottom > at.y + 0.5;
                if inside {
                    found.push((link, number));
                }
            }
        }
    }
    found
}

/// What every drawing keeps, whatever the plan.
fn holds(plan: &Plan, drawing: &Drawing) {
    assert_eq!(overlapping(plan, drawing), [], "boxes overlap");
    assert_eq!(through(plan, drawing), [], "links run through boxes");
    for (link, route) in plan.links.iter().zip(&drawing.routes) {
        let (from, to) = (drawing.corners[link.from], drawing.corners[link.to]);
        let (a, b) = (plan.boxes[link.from], plan.boxes[link.to]);
        let (port, entry) = match plan.direction {
            Direction::Right => (Point::new(from.x + a.width, from.y + link.exit), Point::new(to.x, to.y + b.entry)),
            Direction::Down => (Point::new(from.x + link.exit, from.y + a.height), Point::new(to.x + b.entry, to.y)),
        };
        let is_free = plan.order == Order::Fewest && link.row.is_some();
        assert!(is_free || route.points.first() == Some(&port), "a link leaves from its port");
        assert_eq!(route.points.last(), Some(&entry), "a link arrives at the entry");
        let ahead = |pair: &[Point]| match plan.direction {
            Direction::Right => pair[1].x >= pair[0].x,
            Direction::Down => pair[1].y >= pair[0].y,
        };
        assert!(route.back || route.points.windows(2).all(ahead), "a link that leads on turns back: {:?}", route.points);
        assert!(route.points.windows(2).all(|pair| pair[0].x == pair[1].x || pair[0].y == pair[1].y), "a link runs aslant");
    }
    rows_hold(plan, drawing);
    let boxes = drawing.corners.iter().zip(&plan.boxes);
    assert!(boxes.into_iter().all(|(at, one)| at.x + one.width <= drawing.width && at.y + one.height <= drawing.height));
}

/// Rows that may change places share the same places among them, each as high as it was.
fn rows_hold(plan: &Plan, drawing: &Drawing) {
    for (number, corner) in drawing.corners.iter().enumerate() {
        let mut rows: Vec<(f32, f32)> = Vec::new();
        let mut top = f32::MAX;
        for (link, route) in plan.links.iter().zip(&drawing.routes).filter(|(link, _)| link.from == number) {
            let Some(height) = link.row else { continue };
            let along = match plan.direction {
                Direction::Right => route.points[0].y - corner.y,
                Direction::Down => route.points[0].x - corner.x,
            };
            rows.push((along - height / 2.0, height));
            top = top.min(link.exit - height / 2.0);
        }
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (at, height) in rows {
            assert!((at - top).abs() < 0.01, "a row stands at {at} instead of {top}");
            top += height;
        }
    }
}

/// Any plan: boxes of many sizes, any links between them, loops and double links included.
fn any_plan() -> impl Strategy<Value = Plan> {
    let one = (40_u16..260, 30_u16..300).prop_map(|(width, height)| (f32::from(width), f32::from(height)));
    (prop::collection::vec(one, 1..24), any::<bool>(), any::<bool>()).prop_flat_map(|(sizes, is_down, fewest)| {
        let count = sizes.len();
        let links = prop::collection::vec((0..count, 0..count), 0..count * 2);
        links.prop_map(move |links| {
            let direction = if is_down { Direction::Down } else { Direction::Right };
            let mut rows = vec![0_u16; count];
            links.iter().for_each(|(from, _)| rows[*from] += 1);
            let mut next = vec![0_u16; count];
            let side = |one: usize| if is_down { sizes[one].0 } else { sizes[one].1 };
            let links = links.iter().map(|(from, to)| {
                next[*from] += 1;
                let row = (side(*from) / f32::from(rows[*from] + 1)).floor();
                PlanLink { from: *from, to: *to, exit: row * f32::from(next[*from]), row: Some(row) }
            });
            let links = links.collect();
            let size = |(number, (width, height)): (usize, &(f32, f32))| PlanBox {
                width: *width,
                height: *height,
                entry: (side(number) / 3.0).floor(),
                placed: None,
            };
            let boxes = sizes.iter().enumerate().map(size).collect();
            let order = if fewest { Order::Fewest } else { Order::AsWritten };
            Plan { direction, order, boxes, links, start: 0, effort: 2_000_000 }
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_plan_nothing_overlaps_and_every_link_keeps_clear(plan in any_plan()) {
        holds(&plan, &lay_out(&plan, None));
    }

    #[test]
    fn the_same_plan_comes_out_the_same_to_the_bit(plan in any_plan()) {
        prop_assert_eq!(lay_out(&plan, None), lay_out(&plan, None));
    }

    #[test]
    fn with_no_effort_left_the_drawing_still_holds(plan in any_plan()) {
        let plan = Plan { effort: 0, ..plan };
        holds(&plan, &lay_out(&plan, None));
    }

    #[test]
    fn what_an_author_put_somewhere_stays_there(plan in any_plan(), put in prop::collection::vec((0_i16..40, 0_i16..40), 1..6)) {
        // Put on lines far enough apart that boxes put by hand do not lie on one another.
        let mut plan = plan;
        let mut taken = Vec::new();
        for (number, (x, y)) in put.iter().enumerate().take(plan.boxes.len()) {
            let at = (x / 4, y / 4);
            if !taken.contains(&at) {
                taken.push(at);
                plan.boxes[number].placed = Some(Point::new(f32::from(at.0) * 330.0 + 7.0, f32::from(at.1) * 350.0 + 3.0));
            }
        }
        let drawing = lay_out(&plan, None);
        for (one, at) in plan.boxes.iter().zip(&drawing.corners) {
            prop_assert!(one.placed.is_none_or(|placed| placed == *at));
        }
        prop_assert_eq!(overlapping(&plan, &drawing), vec![]);
        prop_assert_eq!(through(&plan, &drawing), vec![]);
    }

    #[test]
    fn a_further_answer_moves_only_what_it_leads_to(steps in 8_usize..60, seed in 0_u64..1000, from in 0_usize..60, to in 0_usize..60) {
        let mut links = decisions(steps, 25, seed);
        let before = lay_out(&plan(steps, &links, Order::AsWritten), None);
        links.push((from % steps, to % steps));
        let after = plan(steps, &links, Order::AsWritten);
        let stood: Vec<Option<Point>> = before.corners.iter().copied().map(Some).collect();
        let drawing = lay_out(&after, Some(&stood));
        holds(&after, &drawing);
        let mut reached = vec![false; steps];
        let mut open = vec![to % steps];
        while let Some(one) = open.pop() {
            if !std::mem::replace(&mut reached[one], true) {
                open.extend(links.iter().filter(|link| link.0 == one).map(|link| link.1));
            }
        }
        for (one, (at, was)) in drawing.corners.iter().zip(&before.corners).enumerate() {
            prop_assert!(at == was || reached[one], "step {one} moved from {was:?} to {at:?}");
        }
        let moved = drawing.corners.iter().zip(&before.corners).filter(|(at, was)| at != was).count();
        prop_assert!(moved * 2 <= steps, "{moved} of {steps} steps moved");
    }
}

#[test]
fn the_answers_of_a_step_run_in_the_authors_order() {
    // A step and its three answers; the second leads on to where the first and the third lead too.
    let links = [(0, 3), (0, 1), (0, 2), (3, 4), (1, 4), (2, 4)];
    let drawing = lay_out(&plan(5, &links, Order::AsWritten), None);
    let heights: Vec<f32> = [3, 1, 2].iter().map(|step| drawing.corners[*step].y).collect();
    assert!(heights.is_sorted(), "{heights:?}");
    assert_eq!(crossings(&drawing), 0);
}

#[test]
fn a_step_that_leads_to_itself_has_a_short_loop() {
    let drawing = lay_out(&plan(2, &[(0, 0), (0, 1)], Order::AsWritten), None);
    assert!(drawing.routes[0].back && !drawing.routes[1].back);
    let left = drawing.routes[0].points.iter().map(|point| point.x).fold(f32::MAX, f32::min);
    assert!(drawing.corners[0].x - left < 60.0);
}

#[test]
fn crossings_are_counted_once_each_and_not_at_shared_ends() {
    let count = |lines: &[&[(f32, f32)]]| {
        let lines = lines.iter().map(|points| points.iter().map(|(x, y)| Point::new(*x, *y)).collect::<Vec<_>>());
        let lines: Vec<Vec<Point>> = lines.collect();
        crossings_between(&lines.iter().map(Vec::as_slice).collect::<Vec<_>>())
    };
    let across: &[(f32, f32)] = &[(0.0, 5.0), (10.0, 5.0)];
    assert_eq!(count(&[across, &[(5.0, 0.0), (5.0, 10.0)]]), 1);
    assert_eq!(count(&[across, &[(5.0, 0.0), (5.0, 5.0)]]), 0, "touching is not crossing");
    assert_eq!(count(&[across, &[(0.0, 5.0), (10.0, 9.0)]]), 0, "one end is shared");
    assert_eq!(count(&[across, &[(2.0, 5.0), (8.0, 5.0)]]), 0, "they run along each other");
}

#[test]
fn lines_that_bend_at_one_point_cross_there_if_they_change_sides() {
    let at = |x: f32, y: f32| Point::new(x, y);
    let one = [at(0.0, 0.0), at(5.0, 5.0), at(10.0, 0.0)];
    assert_eq!(crossings_between(&[&one, &[at(2.0, 0.0), at(5.0, 5.0), at(5.0, 10.0)]]), 1, "from within to without");
    assert_eq!(crossings_between(&[&one, &[at(2.0, 9.0), at(5.0, 5.0), at(5.0, 10.0)]]), 0, "both without");
    assert_eq!(crossings_between(&[&one, &one]), 0, "they run along each other");
}

#[test]
fn lines_that_share_a_way_between_bends_cross_if_they_leave_it_to_the_other_side() {
    let at = |x: f32, y: f32| Point::new(x, y);
    let ways = |from: f32, to: f32| [at(0.0, from), at(5.0, 5.0), at(9.0, 5.0), at(12.0, to)];
    let upper = ways(2.0, 2.0);
    assert_eq!(crossings_between(&[&upper, &ways(8.0, 8.0)]), 0);
    assert_eq!(crossings_between(&[&upper, &ways(8.0, 0.0)]), 1);
    let mut against = ways(8.0, 0.0);
    against.reverse();
    assert_eq!(crossings_between(&[&upper, &against]), 1, "the same the other way round");
    assert_eq!(crossings_between(&[&upper, &ways(8.0, 0.0)[..3]]), 0, "it ends there");
}

#[test]
fn a_sweep_counts_what_comparing_all_pairs_counts() {
    let mut row = graphs::Row(7);
    for _ in 0..50 {
        let mut point = || Point::new(row.below(1000) as f32 + 0.25, row.below(1000) as f32);
        let lines: Vec<Vec<Point>> = (0..12).map(|_| (0..4).map(|_| point()).collect()).collect();
        let all = |some: &[&Vec<Point>]| crossings_between(&some.iter().map(|points| points.as_slice()).collect::<Vec<_>>());
        let pairs: usize = (0..12).flat_map(|a| (0..a).map(move |b| (a, b))).map(|(a, b)| all(&[&lines[a], &lines[b]])).sum();
        assert_eq!(all(&lines.iter().collect::<Vec<_>>()), pairs);
    }
}

#[test]
fn a_chain_of_a_hundred_thousand_steps_is_laid_out() {
    let links: Vec<(usize, usize)> = (1..100_000).map(|step| (step - 1, step)).collect();
    let drawing = lay_out(&plan(100_000, &links, Order::AsWritten), None);
    assert!(drawing.corners.windows(2).all(|pair| pair[0].x < pair[1].x));
}

#[test]
fn ten_thousand_steps_are_laid_out() {
    let links = decisions(10_000, 25, 1);
    let plan = plan(10_000, &links, Order::AsWritten);
    let drawing = lay_out(&plan, None);
    assert_eq!(drawing.routes.len(), links.len());
}

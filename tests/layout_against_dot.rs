//! Layout against Graphviz: no more crossings than `dot` draws, in either order.

#[path = "common/graphs.rs"]
mod graphs;

use evenkeel::layout::{Order, crossings, lay_out};
use graphs::{Named, decisions, dot, folder, plan};

/// Graphs of the two sizes people draw.
fn made_up() -> Vec<Named> {
    let made = [(100, 17), (100, 30), (300, 17), (300, 30)].into_iter();
    let made = made.flat_map(|(steps, merges)| (1..=3).map(move |seed| (steps, merges, seed)));
    made.map(|(steps, merges, seed)| (format!("{steps} steps, {merges} merges, {seed}"), steps, decisions(steps, merges, seed)))
        .collect()
}

/// Crossings of ours and of dot's, graph by graph.
fn compared(graphs: Vec<Named>, order: Order) -> Vec<(String, usize, usize)> {
    let compare = |(name, steps, links): Named| {
        let plan = plan(steps, &links, order);
        let dot = dot(&plan).expect("Graphviz is installed (package graphviz)");
        (name, crossings(&lay_out(&plan, None)), dot.crossings)
    };
    graphs.into_iter().map(compare).collect()
}

#[test]
fn as_written_no_more_links_cross_than_with_dot_keeping_the_order() {
    for (name, ours, dots) in compared(made_up(), Order::AsWritten) {
        assert!(ours <= dots, "{name}: {ours} crossings, dot {dots}");
    }
}

#[test]
fn where_answers_may_change_places_no_more_links_cross_than_with_plain_dot() {
    for (name, ours, dots) in compared(made_up(), Order::Fewest) {
        assert!(ours <= dots, "{name}: {ours} crossings, dot {dots}");
    }
}

#[test]
fn real_flows_cross_no_more_than_with_dot_over_a_folder_that_is_named() {
    let Some(named) = std::env::var_os("EVENKEEL_GRAPHS") else { return };
    for order in [Order::AsWritten, Order::Fewest] {
        let all = compared(folder(named.as_ref()), order);
        let sum = |part: fn(&(String, usize, usize)) -> usize| all.iter().map(part).sum::<usize>();
        let (ours, dots) = (sum(|one| one.1), sum(|one| one.2));
        assert!(ours <= dots, "{order:?}: {ours} crossings, dot {dots}: {all:?}");
    }
}

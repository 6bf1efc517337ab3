//! Layout against Graphviz: no more crossings than `dot` draws, in either order.

#[path = "common/graphs.rs"]
mod graphs;

use evenkeel::layout::{Order, crossings, lay_out};
use graphs::{Named, decisions, dot, folder, plan};

/// Graphs of the two sizes people draw, and those of a folder that is named.
fn all() -> Vec<Named> {
    let made = [(100, 17), (100, 30), (300, 17), (300, 30)].into_iter();
    let made = made.flat_map(|(steps, merges)| (1..=3).map(move |seed| (steps, merges, seed)));
    let mut all: Vec<Named> = made
        .map(|(steps, merges, seed)| (format!("{steps} steps, {merges} merges, {seed}"), steps, decisions(steps, merges, seed)))
        .collect();
    if let Some(named) = std::env::var_os("EVENKEEL_GRAPHS") {
        all.extend(folder(named.as_ref()));
    }
    all
}

/// Crossings of ours and of dot's, graph by graph.
fn compared(order: Order) -> Vec<(String, usize, usize)> {
    let compare = |(name, steps, links): Named| {
        let plan = plan(steps, &links, order);
        let dot = dot(&plan).expect("Graphviz is installed (package graphviz)");
        (name, crossings(&lay_out(&plan, None)), dot.crossings)
    };
    all().into_iter().map(compare).collect()
}

#[test]
fn as_written_no_more_links_cross_than_with_dot_keeping_the_order() {
    for (name, ours, dots) in compared(Order::AsWritten) {
        assert!(ours <= dots, "{name}: {ours} crossings, dot {dots}");
    }
}

#[test]
fn fewest_means_no_more_crossings_than_dot_over_all_graphs() {
    let all = compared(Order::Fewest);
    let sum = |part: fn(&(String, usize, usize)) -> usize| all.iter().map(part).sum::<usize>();
    let (ours, dots) = (sum(|one| one.1), sum(|one| one.2));
    assert!(ours <= dots, "{ours} crossings, dot {dots}: {all:?}");
}

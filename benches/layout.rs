//! Layout against Graphviz's `dot`: crossings, length of links, area and time, on made-up graphs and on a folder of real
//! ones, named as an argument or by `EVENKEEL_GRAPHS`. Promised: no more crossings in either order, and less time than
//! dot's whole process.

#[path = "../tests/common/graphs.rs"]
mod graphs;

mod common;

use common::{is_measured, median, milliseconds, said, timed};
use evenkeel::layout::{Drawing, Order, crossings, lay_out};
use graphs::{decisions, dot, folder, length, plan};
use std::{path::PathBuf, time::Duration};

/// What was measured on some graphs, added up.
#[derive(Default)]
struct Sum {
    graphs: usize,
    crossings: (usize, usize),
    more: usize,
    length: (f32, f32),
    area: (f32, f32),
    took: (Duration, Duration),
    slower: usize,
}

impl Sum {
    fn add(&mut self, steps: usize, links: &[(usize, usize)], order: Order, times: usize) {
        let plan = plan(steps, links, order);
        let mut drawing = Drawing::default();
        let ours = median((0..times).map(|_| timed(|| drawing = lay_out(&plan, None))).collect());
        let dots: Vec<_> = (0..times).filter_map(|_| dot(&plan)).collect();
        let Some(first) = dots.first() else { return };
        let theirs = median(dots.iter().map(|dot| dot.took).collect());
        let crossed = crossings(&drawing);
        self.graphs += 1;
        self.crossings.0 += crossed;
        self.crossings.1 += first.crossings;
        self.more += usize::from(crossed > first.crossings);
        self.length.0 += drawing.routes.iter().map(|route| length(&route.points)).sum::<f32>();
        self.length.1 += first.length;
        self.area.0 += drawing.width * drawing.height;
        self.area.1 += first.area;
        self.took.0 += ours;
        self.took.1 += theirs;
        self.slower += usize::from(ours > theirs);
    }

    fn say(&self, name: &str) {
        if self.graphs == 0 {
            println!("layout: {name}: nothing measured; Graphviz is not installed");
            return;
        }
        let ratio = |ours: f32, theirs: f32| ours / theirs.max(1.0);
        said(
            self.more == 0 && self.slower == 0,
            &format!(
                "layout: {name}, {} graphs: crossings {} against {} of dot ({:.2}x, more on {}), time {} against {} ({:.2}x, slower on {}), \
                 links {:.2}x as long, area {:.2}x",
                self.graphs,
                self.crossings.0,
                self.crossings.1,
                ratio(self.crossings.0 as f32, self.crossings.1 as f32),
                self.more,
                milliseconds(self.took.0),
                milliseconds(self.took.1),
                self.took.0.as_secs_f64() / self.took.1.as_secs_f64().max(1e-9),
                self.slower,
                ratio(self.length.0, self.length.1),
                ratio(self.area.0, self.area.1),
            ),
        );
    }
}

/// The folder of real graphs: the first argument that is one, or what the environment names.
fn real_ones() -> Option<PathBuf> {
    let argument = std::env::args_os().skip(1).map(PathBuf::from).find(|path| path.is_dir());
    argument.or_else(|| std::env::var_os("EVENKEEL_GRAPHS").map(PathBuf::from))
}

fn main() {
    for order in [Order::AsWritten, Order::Fewest] {
        let kind = if order == Order::AsWritten { "as written" } else { "fewest" };
        let sizes: &[(usize, u64)] = if is_measured() { &[(100, 6), (300, 4), (1000, 2)] } else { &[(30, 1)] };
        for (steps, seeds) in sizes {
            let mut sum = Sum::default();
            for (seed, merges) in (1..=*seeds).flat_map(|seed| [(seed, 17), (seed, 30)]) {
                sum.add(*steps, &decisions(*steps, merges, seed), order, if is_measured() && *steps <= 300 { 3 } else { 1 });
            }
            sum.say(&format!("{kind}, {steps} steps"));
        }
        if let Some(named) = real_ones() {
            let mut sum = Sum::default();
            for (_, steps, links) in folder(&named) {
                sum.add(steps, &links, order, 3);
            }
            sum.say(&format!("{kind}, the folder"));
        }
        // Dot takes minutes here, so that only ours is told.
        for steps in if is_measured() { &[3_000, 10_000][..] } else { &[] } {
            let plan = plan(*steps, &decisions(*steps, 25, 1), order);
            let mut drawing = Drawing::default();
            let took = timed(|| drawing = lay_out(&plan, None));
            println!("layout: {kind}, {steps} steps: {}, {} crossings", milliseconds(took), crossings(&drawing));
        }
    }
}

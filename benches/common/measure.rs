//! Two things measured in turn, so that what slows the machine for a while slows both.

use criterion::Criterion;
use std::{
    hint::black_box,
    time::{Duration, Instant},
};

/// What two things took, each by its median.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// What is promised something of.
    pub one: Duration,
    /// What it is measured against.
    pub other: Duration,
}

impl Pair {
    /// How many times as long the one took.
    pub fn ratio(self) -> f64 {
        self.one.as_secs_f64() / self.other.as_secs_f64().max(1e-9)
    }
}

/// Whether this run measures (`cargo bench`); a run of the tests only looks whether everything works.
pub fn is_measured() -> bool {
    std::env::args().any(|argument| argument == "--bench")
}

/// How long something takes once.
pub fn timed<T>(what: impl FnOnce() -> T) -> Duration {
    let began = Instant::now();
    black_box(what());
    began.elapsed()
}

/// The one in the middle.
pub fn median(mut took: Vec<Duration>) -> Duration {
    took.sort_unstable();
    took.get(took.len() / 2).copied().unwrap_or_default()
}

/// In milliseconds, with as many places as tell something.
pub fn milliseconds(took: Duration) -> String {
    let took = took.as_secs_f64() * 1e3;
    if took < 10.0 { format!("{took:.2} ms") } else { format!("{took:.0} ms") }
}

/// Says on a line of its own how a promise stands.
pub fn said(held: bool, line: &str) {
    let missed = if held || !is_measured() { "" } else { "  MISSED" };
    println!("{line}{missed}");
}

/// Measures the one with criterion, and after each time the other, which criterion does not hear of.
pub fn pair(
    criterion: &mut Criterion,
    name: &str,
    mut one: impl FnMut() -> Duration,
    mut other: impl FnMut() -> Duration,
) -> Pair {
    let (mut ones, mut others) = (Vec::new(), Vec::new());
    criterion.bench_function(name, |bencher| {
        bencher.iter_custom(|times| {
            let mut total = Duration::ZERO;
            for _ in 0..times {
                let took = one();
                total += took;
                ones.push(took);
                others.push(other());
            }
            total
        });
    });
    Pair { one: median(ones), other: median(others) }
}

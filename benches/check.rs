//! Promise: a tree of 1,000 steps is checked whole, words and paths included, in under 50 ms; a line is judged again in
//! under a millisecond when a letter is typed; ten times the steps take at most twelve times as long.

mod common;

use common::{is_measured, milliseconds, pair, said, timed, tree_text};
use criterion::Criterion;
use evenkeel::{
    check::{
        Source, check, check_structure,
        words::{Lexicon, Moment, Samples},
    },
    tree::read,
};
use std::{hint::black_box, time::Duration};

fn source(steps: usize) -> Source {
    Source { file: "large.ron".to_owned(), document: read(&tree_text("large", steps, 0)).expect("a tree") }
}

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(5))
        .configure_from_args();
    // The rules are read once in the life of a program.
    let lexicon = Lexicon::shipped();
    let sizes: &[(usize, usize)] = if is_measured() { &[(100, 1_000), (1_000, 10_000)] } else { &[(10, 20)] };
    for (few, many) in sizes {
        let (small, large) = (source(*few), source(*many));
        let whole = |source: &Source| timed(|| black_box(check(std::slice::from_ref(source), &[])));
        let name = format!("check/{many} steps against {few}");
        let both = pair(&mut criterion, &name, || whole(&large), || whole(&small));
        let more = *many as f64 / *few as f64;
        let held = both.ratio() <= more * 1.2 && (*many != 1_000 || both.one < Duration::from_millis(50));
        let structure = timed(|| black_box(check_structure(std::slice::from_ref(&large), &[])));
        said(
            held,
            &format!(
                "check: {many} steps against {few}: {:.1}x ({}, of that structure {}; promised {:.0}x, and 50 ms for 1,000)",
                both.ratio(),
                milliseconds(both.one),
                milliseconds(structure),
                more * 1.2
            ),
        );
    }

    let document = source(100).document;
    let tree = document.tree();
    let line = "I'm sorry, {customer_name}. {charge} went out twice, and I put it back by Friday.";
    let lines: Vec<String> = line.char_indices().skip(1).map(|(end, _)| line[..end].to_owned()).collect();
    let typed =
        || timed(|| lines.iter().map(|line| lexicon.judge(line, Moment::default(), &Samples(tree)).remarks.len()).sum::<usize>());
    let once = typed() / lines.len() as u32;
    let of_a_millisecond = once.as_secs_f64() / 0.001;
    let took = once.as_secs_f64() * 1e6;
    said(
        of_a_millisecond <= 1.0,
        &format!("check: a letter typed in a line: {of_a_millisecond:.3}x of a millisecond ({took:.0} µs)"),
    );
    criterion.final_summary();
}

//! Promise: what is said in a tree of 1,000 steps is judged in at most twelve times the time of a tree of 100 steps, and
//! one line, as after a typed character, in at most a two-hundredth of the whole tree.

mod common;

use common::{is_measured, milliseconds, pair, said, timed, tree_text};
use criterion::Criterion;
use evenkeel::{
    check::{
        Source, wording,
        words::{Lexicon, Moment, Samples},
    },
    tree::read,
};
use std::{hint::black_box, time::Duration};

fn source(steps: usize) -> Source {
    Source { file: "tree.ron".to_owned(), document: read(&tree_text("tree", steps, 0)).expect("a tree") }
}

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(10))
        .configure_from_args();
    let large = if is_measured() { 1_000 } else { 100 };
    let (small, large) = ([source(large / 10)], [source(large)]);
    let lexicon = Lexicon::shipped();
    let whole = || timed(|| black_box(wording(&large, lexicon)));
    let steps = pair(&mut criterion, "words/whole", whole, || timed(|| black_box(wording(&small, lexicon))));
    let ratio = steps.ratio();
    let (one, other) = (milliseconds(steps.one), milliseconds(steps.other));
    said(ratio <= 12.0, &format!("words: ten times the steps take {ratio:.1}x ({one} against {other}; promised 12x)"));

    let tree = large[0].document.tree();
    let line = "I can't take {charge} off today. What I can do is ask my supervisor before four.";
    // A single line is too quick for one look at the clock.
    let typed = || timed(|| (0..100).for_each(|_| drop(black_box(lexicon.judge(line, Moment::default(), &Samples(tree)))))) / 100;
    let typed = pair(&mut criterion, "words/typed", typed, whole);
    let part = 1.0 / typed.ratio();
    said(part >= 200.0, &format!("words: one line takes 1/{part:.0} of the whole tree ({:?}; promised 1/200)", typed.one));
}

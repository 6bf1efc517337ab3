//! Promise: a typed letter never waits for the check. Told: how long a letter takes on the screen's thread in a tree of
//! 1,000 steps against one of 100, and how long after it the text is written and checked, against reading and checking
//! the tree from nothing.

mod common;

use common::{is_measured, median, milliseconds, pair, said, timed, tree_text};
use criterion::Criterion;
use evenkeel::{
    check::{Source, check},
    edit::{Edit, History, LineList, StepChange},
    tree::{Document, StepId, read},
};
use std::time::Duration;

/// A tree being typed in.
struct Desk {
    history: History,
    step: StepId,
    letters: usize,
}

impl Desk {
    fn new(steps: usize) -> Self {
        let history = History::new(read(&tree_text("large", steps, 0)).expect("a tree"));
        Self { history, step: StepId::new(&format!("step-{}", steps / 2)).expect("a name"), letters: 0 }
    }

    /// One letter more in a line: what the screen's thread does.
    fn letter(&mut self) -> Duration {
        self.letters += 1;
        let text = format!("Tell me what you see there{}.", "e".repeat(self.letters % 12));
        let edit = Edit::Step(self.step.clone(), StepChange::Line { list: LineList::Say, at: 0, text });
        timed(|| self.history.make(&edit, self.letters as f64 * 0.1).expect("the edit makes sense"))
    }

    /// What the other thread does after it: the text, and what is wrong with it.
    fn written_and_checked(&mut self) -> Duration {
        self.letter();
        let unwritten = self.history.unwritten().expect("it is not written yet");
        let mut written = None;
        let took = timed(|| {
            let done = unwritten.write();
            checked(done.document().expect("it can be written"));
            written = Some(done);
        });
        self.history.written(written.expect("it was written"));
        took
    }

    fn from_nothing(&self) -> Duration {
        let text = self.history.document().expect("it is written").text().to_string();
        timed(|| checked(&read(&text).expect("a tree")))
    }
}

fn checked(document: &Document) -> usize {
    check(&[Source { file: "large.ron".to_owned(), document: document.clone() }], &[]).len()
}

fn main() {
    let mut criterion = Criterion::default().sample_size(20).measurement_time(Duration::from_secs(3)).configure_from_args();
    let sizes: [usize; 2] = if is_measured() { [1_000, 100] } else { [60, 30] };
    let [mut large, mut small] = sizes.map(Desk::new);
    let typed = pair(&mut criterion, "typing/letter", || large.letter(), || small.letter());
    said(
        typed.one < Duration::from_millis(1),
        &format!(
            "typing: a letter in {} steps against {}: {:.1}x ({:.1} µs on the screen's thread; promised: never waits)",
            sizes[0],
            sizes[1],
            typed.ratio(),
            typed.one.as_secs_f64() * 1e6
        ),
    );
    let times = if is_measured() { 30 } else { 2 };
    let behind = median((0..times).map(|_| large.written_and_checked()).collect());
    let whole = median((0..times).map(|_| large.from_nothing()).collect());
    println!(
        "typing: written and checked {} after it in {} steps, {:.2}x of reading and checking from nothing ({})",
        milliseconds(behind),
        sizes[0],
        behind.as_secs_f64() / whole.as_secs_f64().max(1e-9),
        milliseconds(whole)
    );
    criterion.final_summary();
}

//! Promise: a key takes the next step in a tree of 1,000 steps in at most 1.2 times what it takes in one of 30, and in
//! under 2 ms: the key heard, the answer taken, the screen built and tessellated at 1280 by 800, without a window.

mod common;

use common::{Window, milliseconds, pair, said, timed, tree_text};
use criterion::Criterion;
use egui::{Event, Key, Modifiers};
use std::time::Duration;

/// Answers taken before a call is ended and the next one begun.
const ANSWERS: usize = 20;

struct Calls {
    window: Window,
    tree: &'static str,
    left: usize,
}

impl Calls {
    /// Calls that begin in the middle of a tree of so many steps.
    fn new(tree: &'static str, steps: usize) -> Self {
        let start = steps / 2 - ANSWERS / 2 - 3;
        let mut window = Window::new(&[(tree, tree_text(tree, steps, start))]);
        window.begin(tree);
        Self { window, tree, left: ANSWERS }
    }

    /// Takes the first answer by its key.
    fn step(&mut self) -> Duration {
        if self.left == 0 {
            self.window.finish();
            self.window.begin(self.tree);
            self.left = ANSWERS;
        }
        self.left -= 1;
        self.window.time += 10.0;
        let before = self.window.step();
        let keys = [true, false].map(|pressed| Event::Key {
            key: Key::Num1,
            physical_key: Some(Key::Num1),
            pressed,
            repeat: false,
            modifiers: Modifiers::COMMAND | Modifiers::CTRL,
        });
        let took = timed(|| self.window.frame(keys.to_vec()));
        assert!(before.is_some() && self.window.step() != before, "the key took no step");
        took
    }
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let (mut large, mut small) = (Calls::new("large", 1_000), Calls::new("small", 30));
    let pair = pair(&mut criterion, "step/1000", || large.step(), || small.step());
    let held = pair.ratio() <= 1.2 && pair.one < Duration::from_millis(2);
    let took = milliseconds(pair.one);
    said(held, &format!("step: 1,000 steps against 30 steps: {:.2}x ({took}; promised 1.2x, 2 ms)", pair.ratio()));
    criterion.final_summary();
}

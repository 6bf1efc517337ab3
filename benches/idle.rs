//! Promise: left alone, the program asks for no frame in 30 seconds on Home, and for 31 at the most on a live call.
//! Counted without a window: after everything has settled the clock goes on to each moment for which egui asks.

mod common;

use common::{Window, milliseconds, pair, said, timed, tree_text};
use criterion::Criterion;
use std::time::Duration;

/// How long nobody touches anything, in seconds.
const ALONE: f64 = 30.0;
/// What a program paints in that time that paints on and on.
const ALWAYS: f64 = ALONE * 60.0;

/// Frames asked for while nobody touches anything; it is left off after twice what painting on and on takes.
fn frames(window: &mut Window) -> u32 {
    let until = window.time + ALONE;
    let (mut count, mut delay) = (0, window.frame(Vec::new()));
    loop {
        // A frame asked for at once comes with the next picture of the screen.
        let next = window.time + delay.as_secs_f64().max(1.0 / 60.0);
        if next > until || f64::from(count) > 2.0 * ALWAYS {
            window.time = until;
            return count;
        }
        window.time = next;
        delay = window.frame(Vec::new());
        count += 1;
    }
}

fn main() {
    let mut criterion = Criterion::default().measurement_time(Duration::from_secs(3)).configure_from_args();
    let trees = [("small", tree_text("small", 30, 0))];
    let (mut home, mut call) = (Window::new(&trees), Window::new(&trees));
    call.begin("small");
    call.settle();
    let (on_home, on_call) = (frames(&mut home), frames(&mut call));
    let share = |count: u32| f64::from(count) / ALWAYS;
    said(
        on_home == 0 && on_call <= 31,
        &format!(
            "idle: frames in 30 s against {ALWAYS} of painting on and on: Home {on_home} ({:.3}x), live call {on_call} ({:.3}x); \
             promised 0 and 31",
            share(on_home),
            share(on_call)
        ),
    );
    let one = || timed(|| call.frame(Vec::new()));
    let pair = pair(&mut criterion, "idle/a frame of a live call", one, || timed(|| home.frame(Vec::new())));
    let took = milliseconds(pair.one);
    println!("idle: a frame of a live call where nothing has changed against one of Home: {:.2}x ({took})", pair.ratio());
    criterion.final_summary();
}

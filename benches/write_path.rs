//! Promise: with 300,000 calls stored, the events of a call are written in at most 1.2 times what an empty store takes.
//! Every move of the call is a transaction of its own, as the writer does it, acknowledged when it is on the disk.

mod common;

use common::{is_measured, median, milliseconds, moment, pair, said, timed, tree_text};
use criterion::Criterion;
use evenkeel::{
    call::{Call, Event, Move, Opening, Pinned, Trees},
    record::Store,
    site::Settings,
    tree::read,
};
use jiff::ToSpan as _;
use rusqlite::Connection;
use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

/// A call of ten answers: its events move by move, and the text it runs on.
struct Sample {
    moves: Vec<Vec<Event>>,
    texts: Vec<Arc<Pinned>>,
}

impl Sample {
    fn new() -> Self {
        let document = read(&tree_text("small", 30, 0)).expect("a tree");
        let pinned = Arc::new(Pinned::new(&document));
        let opening =
            Opening { tree: document.tree().id.clone(), from: None, mood: None, reference: "EK-7TX4P".to_owned(), outside: None };
        let site = Settings { agent_name: "Beth Lowry".to_owned(), ..Settings::default() };
        let mut now = moment();
        let mut call = Call::begin(&Trees::new([Arc::clone(&pinned)]), Arc::new(site), &opening, &now).expect("a call");
        let mut moves = vec![call.events().to_vec()];
        for _ in 0..10 {
            now = now.checked_add(20.seconds()).expect("a time");
            let given = call.events().len();
            call.take(Move::Answer { number: 1, wording: 0, insist: false }, &now).expect("an open answer");
            moves.push(call.events()[given..].to_vec());
        }
        Self { moves, texts: vec![pinned] }
    }

    fn events(&self) -> usize {
        self.moves.iter().map(Vec::len).sum()
    }

    /// Writes it as a call of that name; gives back what the whole took, and each acknowledgement.
    fn write(&self, store: &mut Store, name: &str, each: &mut Vec<Duration>) -> Duration {
        let began = Instant::now();
        for (place, events) in self.moves.iter().enumerate() {
            let texts = if place == 0 { &self.texts[..] } else { &[] };
            each.push(timed(|| store.append(name, events, texts).expect("the store takes it")));
        }
        began.elapsed()
    }
}

/// So many finished calls beside the one that is there, each with the same events, in one large transaction.
fn fill(path: &Path, calls: usize) {
    let connection = Connection::open(path).expect("the store");
    let name = "printf('019a%04x-%04x-7000-8000-%012x', n / 65536, n % 65536, n * 7919)";
    let numbers = format!("WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {calls})");
    let began = "strftime('%Y-%m-%dT%H:%M:%SZ', 1700000000 + n * 60, 'unixepoch')";
    let filled = connection.execute_batch(&format!(
        "PRAGMA synchronous = OFF; BEGIN;
         INSERT INTO calls (id, started, tree, revision, agent, outside, finished) {numbers}
             SELECT {name}, {began}, tree, revision, agent, outside, 1 FROM numbers, calls WHERE id = 'first';
         INSERT INTO events (call, number, at, what) {numbers}
             SELECT {name}, number, at, what FROM numbers CROSS JOIN events WHERE call = 'first';
         COMMIT; PRAGMA wal_checkpoint(TRUNCATE);"
    ));
    filled.expect("the store takes the calls");
}

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(50)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(10))
        .configure_from_args();
    let sample = Sample::new();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (full_path, empty_path) = (folder.path().join("full.db"), folder.path().join("empty.db"));
    let stored = if is_measured() { 300_000 } else { 300 };
    let (mut acknowledged, mut in_empty) = (Vec::new(), Vec::new());
    let mut full = Store::open(&full_path).expect("a store");
    sample.write(&mut full, "first", &mut Vec::new());
    drop(full);
    let took = timed(|| fill(&full_path, stored - 1)).as_secs_f64();
    let (mut full, mut empty) = (Store::open(&full_path).expect("a store"), Store::open(&empty_path).expect("a store"));
    let size = f64::from(full.pages().expect("its pages")) * 4096.0 / 1e6;
    println!("write_path: {stored} calls of {} events, {size:.0} MB, stored in {took:.0} s", sample.events());

    let mut number = 0;
    let mut name = move || {
        number += 1;
        format!("019b0000-0000-7000-8000-{number:012x}")
    };
    let mut other_name = name.clone();
    let pair = pair(
        &mut criterion,
        "write_path/300000 calls stored",
        || sample.write(&mut full, &name(), &mut acknowledged),
        || sample.write(&mut empty, &other_name(), &mut in_empty),
    );
    let (ratio, took) = (pair.ratio(), milliseconds(pair.one));
    let (one, bare) = (milliseconds(median(acknowledged)), milliseconds(median(in_empty)));
    said(
        ratio <= 1.2,
        &format!("write_path: a call with {stored} calls stored against an empty store: {ratio:.2}x ({took}; promised 1.2x)"),
    );
    println!("write_path: a move acknowledged in {one} by the median, in the empty store in {bare}");
    criterion.final_summary();
}

//! Promise: 1,000 trees of 30 steps are read with their places and checked in at most twice the time in which `ron`
//! alone reads the same types. Also told: the same from a folder of 1,000 files, as the program opens its library.

mod common;

use common::{is_measured, milliseconds, pair, said, timed, tree_text};
use criterion::Criterion;
use evenkeel::{
    check::{Finding, Source, check_structure},
    library::Library,
    tree::{Tree, options, read},
};
use std::{fs, time::Duration};

fn open_and_check(files: &[(String, String)]) -> Vec<Finding> {
    let read = |(file, text): &(String, String)| Source { file: file.clone(), document: read(text).expect("a tree") };
    let sources: Vec<Source> = files.iter().map(read).collect();
    check_structure(&sources, &[])
}

fn parts(files: &[(String, String)]) -> (Duration, Duration) {
    let mut sources = Vec::new();
    let reading = timed(|| {
        sources = files.iter().map(|(file, text)| Source { file: file.clone(), document: read(text).expect("a tree") }).collect();
    });
    (reading, timed(|| check_structure(&sources, &[])))
}

fn ron_alone(files: &[(String, String)]) -> Vec<Tree> {
    files.iter().map(|(_, text)| options().from_str(text).expect("a tree")).collect()
}

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(15))
        .configure_from_args();
    let trees = if is_measured() { 1_000 } else { 10 };
    let text = |number: usize| (format!("tree-{number:04}.ron"), tree_text(&format!("tree-{number:04}"), 30, 0));
    let files: Vec<_> = (0..trees).map(text).collect();
    let findings = open_and_check(&files);
    for finding in findings.iter().take(3) {
        println!("load_and_check: {} {}:{} {}", finding.rule, finding.file, finding.line, finding.message);
    }
    assert!(findings.is_empty(), "the trees of this bench are good ones");

    let alone = || timed(|| ron_alone(&files));
    let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
    let pure = pair(&mut criterion, "load_and_check/in memory", || timed(|| open_and_check(&files)), alone);
    let ratio = pure.ratio();
    let (took, ron) = (milliseconds(pure.one), milliseconds(pure.other));
    said(
        ratio <= 2.0,
        &format!("load_and_check: {trees} trees of 30 steps against ron alone: {ratio:.2}x ({took} against {ron}; promised 2x)"),
    );
    let (reading, checking) = parts(&files);
    println!("load_and_check: of that reading takes {}, checking {}", milliseconds(reading), milliseconds(checking));

    let folder = tempfile::tempdir().expect("a temporary folder");
    for (file, text) in &files {
        fs::write(folder.path().join(file), text).expect("a file");
    }
    let open = || {
        timed(|| {
            let library = Library::open(folder.path());
            assert_eq!(library.entries.len(), trees);
            library
        })
    };
    let whole = pair(&mut criterion, "load_and_check/Library::open", open, alone);
    let (took, ratio) = (milliseconds(whole.one), whole.ratio());
    let size = bytes as f64 / 1e6;
    println!("load_and_check: Library::open on {trees} files ({size:.1} MB) against ron alone in memory: {ratio:.2}x ({took})");
    criterion.final_summary();
}

//! Promise: the program with 500 trees in its library opens, paints its first frame and ends
//! (`--exit-after-first-frame`) in at most 1.3 times what a window with nothing in it takes (`examples/empty_window`,
//! same renderer: glow). Whole processes in turn. Both are built before, and there must be a display:
//! `cargo build --release --bin evenkeel --example empty_window`.

mod common;

use common::{is_measured, milliseconds, pair, said, tree_text};
use criterion::Criterion;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// Trees in the library; they are read after the first frame.
const TREES: usize = 500;

/// Runs a program to its end. A display that forgets its last window turns callers away for a moment; those runs do
/// not count.
fn run(command: &mut Command) -> Duration {
    command.stdout(Stdio::null()).stderr(Stdio::null());
    // The library is named here, and nowhere else.
    command.env_remove("EVENKEEL_HOME").env_remove("EVENKEEL_TREES");
    for _ in 0..5 {
        let (began, status) = (Instant::now(), command.status().expect("the program starts"));
        if status.success() {
            return began.elapsed();
        }
    }
    panic!("{command:?} ended badly five times");
}

fn built(name: &str) -> Option<PathBuf> {
    let release = Path::new(env!("CARGO_MANIFEST_DIR")).join("target").join("release");
    let path = release.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    path.is_file().then_some(path)
}

fn main() {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(all(unix, not(target_os = "macos"))) && !is_set("DISPLAY") {
        println!("first_frame: not measured, for there is no display (DISPLAY is not set)");
        return;
    }
    let (Some(evenkeel), Some(empty)) = (built("evenkeel"), built("examples/empty_window")) else {
        println!("first_frame: not measured; first cargo build --release --bin evenkeel --example empty_window");
        return;
    };
    if !is_measured() {
        println!("first_frame: measured by cargo bench only");
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (home, trees) = (folder.path().join("home"), folder.path().join("trees"));
    fs::create_dir_all(&trees).expect("a folder");
    for number in 0..TREES {
        let id = format!("tree-{number:04}");
        fs::write(trees.join(format!("{id}.ron")), tree_text(&id, 30, 0)).expect("a file");
    }
    let mut criterion = Criterion::default()
        .sample_size(15)
        .warm_up_time(Duration::from_secs(2))
        .measurement_time(Duration::from_secs(15))
        .configure_from_args();
    let ours = || {
        let mut command = Command::new(&evenkeel);
        command.args(["--renderer", "glow", "--exit-after-first-frame", "--home"]).arg(&home).arg("--trees").arg(&trees);
        run(&mut command)
    };
    let pair = pair(&mut criterion, "first_frame/500 trees", ours, || run(&mut Command::new(&empty)));
    let (ratio, took, bare) = (pair.ratio(), milliseconds(pair.one), milliseconds(pair.other));
    said(
        ratio <= 1.3,
        &format!("first_frame: {TREES} trees against an empty window: {ratio:.2}x ({took} against {bare}; promised 1.3x)"),
    );
    criterion.final_summary();
}

//! One real window under a virtual display: a whole call by keys from start to wrap-up, killed in the middle once;
//! the fall-back from one renderer to the other; and not one socket to the internet.
//!
//! Needs `Xvfb`, `xdotool`, `import` (ImageMagick) and `strace`; `tests/run` installs them.

#[path = "common/display.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod display;

use display::{Display, PATIENCE, evenkeel, home};
use evenkeel::{
    call::{Event, What},
    record::Store,
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
    thread::sleep,
    time::{Duration, Instant},
};

/// The events of the call that lies in the store, once `is_there` holds of them.
fn events(home: &Path, is_there: impl Fn(&[Event]) -> bool) -> Vec<Event> {
    let until = Instant::now() + PATIENCE;
    loop {
        let events = Store::open(&home.join("records.db")).ok().and_then(|store| {
            let id = store.latest().ok()??;
            store.events(&id).ok()
        });
        if let Some(events) = events.as_ref().filter(|events| is_there(events)) {
            return events.clone();
        }
        assert!(Instant::now() < until, "the call never came that far: {events:#?}");
        sleep(Duration::from_millis(150));
    }
}

fn says(events: &[Event], wanted: impl Fn(&What) -> bool) -> bool {
    events.iter().any(|event| wanted(&event.what))
}

#[test]
fn a_whole_call_is_taken_by_keys_killed_in_the_middle_taken_up_again_and_wrapped_up() {
    let (display, home) = (Display::open(), home());
    let mut first = evenkeel(&display, home.path(), &[]);
    let window = display.window();
    sleep(Duration::from_millis(1500));
    assert!(display.colours(&window, &home.path().join("home.png")) > 20, "the window shows something");
    // The greeting; what happened; a fact as it is spoken; a note.
    display.keys(&["Return", "1"]);
    events(home.path(), |events| says(events, |what| matches!(what, What::Answered { number: 1, .. })));
    display.types("the double charge");
    display.keys(&["shift+Return", "F9"]);
    let before = events(home.path(), |events| {
        says(events, |what| matches!(what, What::Noted { text, .. } if text == "the double charge"))
            && says(events, |what| matches!(what, What::MoodSet { .. }))
    });
    first.kill().unwrap();
    first.wait().unwrap();

    // Killed: the next start offers the call, and one key takes it up where it stood.
    let mut second = evenkeel(&display, home.path(), &[]);
    display.window();
    sleep(Duration::from_millis(1500));
    display.keys(&["ctrl+r"]);
    let after = events(home.path(), |events| says(events, |what| *what == What::Resumed));
    assert_eq!(after[..before.len()], before, "nothing that was on disk is lost");

    // On in the strip: supervisor, back to the step, a promise, the end.
    display.keys(&["F11"]);
    sleep(Duration::from_millis(900));
    display.window();
    display.keys(&["F4", "alt+Left", "ctrl+p"]);
    display.types("Send the form");
    display.keys(&["Tab"]);
    display.types("fri 4pm");
    display.keys(&["Return"]);
    events(home.path(), |events| says(events, |what| matches!(what, What::Promised { by: Some(_), time: Some(_), .. })));
    display.keys(&["ctrl+e", "2", "ctrl+Return"]);
    let all = events(home.path(), |events| says(events, |what| *what == What::Finished));
    assert!(
        says(&all, |what| matches!(what, What::AlwaysPressed { .. })) && says(&all, |what| matches!(what, What::WentBack { .. }))
    );
    let numbers: Vec<u64> = all.iter().map(|event| event.number).collect();
    assert_eq!(numbers, (1..=all.len() as u64).collect::<Vec<_>>(), "in order, without a gap");
    second.kill().unwrap();
    second.wait().unwrap();
}

#[test]
fn where_one_renderer_fails_the_window_opens_with_the_other() {
    let display = Display::open();
    for refused in ["glow", "wgpu"] {
        let home = home();
        let mut program = evenkeel(&display, home.path(), &["--refuse-renderer", refused, "--exit-after-first-frame"]);
        let until = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = program.try_wait().unwrap() {
                break status;
            }
            if Instant::now() > until {
                let _ = program.kill();
                panic!("the window never closed with {refused} refused");
            }
            sleep(Duration::from_millis(100));
        };
        assert!(status.success(), "with {refused} refused");
        let logs = fs::read_dir(home.path().join("logs")).unwrap();
        let log: String = logs.map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect();
        let fell_back = log.contains("could not be opened");
        // On Linux glow comes first, so only its refusal needs the other.
        assert_eq!(fell_back, refused == "glow" && cfg!(target_os = "linux"), "{log}");
    }
}

#[test]
fn the_program_opens_no_internet_socket() {
    let (display, home) = (Display::open(), home());
    let trace = home.path().join("sockets.txt");
    let trees = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("trees");
    let status = display
        .command("strace")
        .args(["-f", "-qq", "-e", "trace=socket", "-o"])
        .arg(&trace)
        .arg(env!("CARGO_BIN_EXE_evenkeel"))
        .arg("--home")
        .arg(home.path())
        .arg("--trees")
        .arg(trees)
        .arg("--exit-after-first-frame")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("strace is needed; tests/run installs it");
    assert!(status.success());
    let calls = fs::read_to_string(&trace).unwrap();
    assert!(calls.contains("AF_UNIX"), "the trace saw the window's own socket");
    let internet: Vec<&str> = calls.lines().filter(|line| line.contains("AF_INET")).collect();
    assert!(internet.is_empty(), "{internet:#?}");
}

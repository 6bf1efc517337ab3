//! The customer's words spoken by the system's own command, where there is one: muted at first, and never without a button.

#[path = "common/stage.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod stage;
#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use egui::Key;
use egui_kittest::{Harness, kittest::Queryable as _};
use evenkeel::{drill::Level, ui::App};
use stage::{drill, rehearse};
use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};
use window::{Desk, press, says, shows};

/// A program that writes down what it is to say, in the place of a voice.
fn program(folder: &Path, name: &str, script: &str) -> PathBuf {
    use std::os::unix::fs::PermissionsExt as _;
    let file = folder.join(name);
    fs::write(&file, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
    file
}

/// A drill on a computer that can speak, and where what it said is written.
fn with_voice(desk: &Desk, level: Level) -> (Harness<'static, App>, PathBuf) {
    let said = desk.home.path().join("said");
    let mut setup = desk.setup();
    setup.speaker = Some(program(desk.home.path(), "say", &format!("printf '%s\\n' \"$*\" >> '{}'", said.display())));
    let mut window = desk.open_with(setup, 1280.0, 800.0);
    rehearse(&mut window, level);
    (window, said)
}

/// What was said within a while.
fn heard(said: &Path) -> String {
    let until = Instant::now() + Duration::from_secs(5);
    while !said.exists() && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(20));
    }
    // The program is given the time to end its line.
    std::thread::sleep(Duration::from_millis(100));
    fs::read_to_string(said).unwrap_or_default()
}

#[test]
fn it_is_muted_at_first_and_r_speaks_the_words_on_screen() {
    let desk = Desk::new();
    let (mut window, said) = with_voice(&desk, Level::Shown);
    assert!(shows(&window, "Muted") && shows(&window, "Hear it"));
    std::thread::sleep(Duration::from_millis(200));
    assert!(!said.exists(), "nothing is spoken unasked");
    press(&mut window, Key::R);
    assert!(heard(&said).contains(&drill(&window).customer().words));
}

#[test]
fn switched_on_every_answer_is_spoken_as_it_comes() {
    let desk = Desk::new();
    let (mut window, said) = with_voice(&desk, Level::Shown);
    window.get_by_label("Muted").click();
    window.run();
    assert!(shows(&window, "Speaks as it comes"));
    assert!(heard(&said).contains(&drill(&window).customer().words));
    fs::remove_file(&said).unwrap();
    stage::digit(&mut window, 1);
    assert!(heard(&said).contains(&drill(&window).customer().words));
}

#[test]
fn without_a_voice_command_there_is_no_button_and_the_key_does_nothing() {
    let desk = Desk::new();
    let mut window = stage::drilling(&desk, Level::Shown);
    assert!(!shows(&window, "Hear it") && !shows(&window, "Muted"));
    press(&mut window, Key::R);
    assert!(drill(&window).turns().is_empty());
}

#[test]
fn what_is_said_aloud_is_recorded_only_when_switched_on_and_never_on_the_disk() {
    let desk = Desk::new();
    let mut setup = desk.setup();
    setup.recorder = Some(program(desk.home.path(), "arecord", "printf 'RIFF and sound'; exec sleep 30"));
    let mut window = desk.open_with(setup, 1280.0, 800.0);
    rehearse(&mut window, Level::Faded);
    press(&mut window, Key::Space);
    assert!(says(&window, "nothing is recorded"));
    press(&mut window, Key::Space);
    assert!(!window.state().state().training.voice.has_recorded());
    stage::digit(&mut window, 1);
    assert!(!shows(&window, "Hear yourself"));
    let given = drill(&window).given().unwrap();
    stage::digit(&mut window, given);

    window.get_by_label("Recording is off").click();
    window.run();
    let before = files(desk.home.path());
    press(&mut window, Key::Space);
    assert!(says(&window, "recorded in memory"));
    std::thread::sleep(Duration::from_millis(300));
    press(&mut window, Key::Space);
    assert!(window.state().state().training.voice.has_recorded());
    assert!(shows(&window, "Hear yourself"));
    assert_eq!(files(desk.home.path()), before, "nothing new lies on the disk");
    stage::digit(&mut window, 1);
    assert!(!window.state().state().training.voice.has_recorded(), "gone with the line");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.retain(|path| !path.to_string_lossy().contains("-journal"));
    all.sort();
    all
}

//! One whole drill in one real window under a virtual display, its lines taken by keys: from Home to the debrief, with the
//! result in the trainee's store; and a program killed in the middle of a drill, which is taken up again.
//!
//! Needs `Xvfb` and `xdotool`; `tests/run` installs them.

#[path = "common/display.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod display;

use display::{Display, PATIENCE, evenkeel, home};
use egui_kittest::{Harness, kittest::Queryable as _};
use evenkeel::{
    drill::{Drill, Finished, Phase},
    library::Folders,
    record::{KeptDrill, PracticeStore},
    site::Settings,
    ui::{
        App, Command, Setup,
        train::{Tab, TrainCommand},
    },
};
use std::{
    path::Path,
    sync::Arc,
    thread::sleep,
    time::{Duration, Instant},
};

fn store(home: &Path) -> Option<PracticeStore> {
    let folders = Folders { home: home.to_owned(), trees: home.join("library"), is_own_library: false };
    let path = folders.practice();
    path.exists().then(|| PracticeStore::open(&path).ok()).flatten()
}

fn in_hand(home: &Path) -> Option<KeptDrill> {
    store(home)?.in_hand().ok()?.into_iter().next()
}

fn drill(kept: &KeptDrill) -> Drill {
    let site = Arc::new(Settings { agent_name: "Beth Lowry".into(), ..Settings::default() });
    Drill::from_events(&kept.trees, site, &kept.events).expect("what is kept can be read")
}

/// Waits until the store has more events than that, and gives the drill.
fn after(home: &Path, events: usize) -> Option<Drill> {
    let began = Instant::now();
    while began.elapsed() < PATIENCE {
        if let Some(kept) = in_hand(home).filter(|kept| kept.events.len() > events) {
            return Some(drill(&kept));
        }
        sleep(Duration::from_millis(100));
    }
    None
}

/// The digit that goes on: the tree's own line, or the answer that was given.
fn next(drill: &Drill) -> Option<String> {
    match drill.phase() {
        Phase::ToSay => drill.choices().iter().position(|choice| choice.from.is_own()).map(|at| (at + 1).to_string()),
        Phase::ToHear => drill.given().map(|given| given.to_string()),
        Phase::Over(_) => None,
    }
}

/// Where something of that name stands in a window of that size: the program without a window tells.
fn place_of(home: &Path, (width, height): (f32, f32), commands: &[TrainCommand], name: &str) -> (f32, f32) {
    let folders = Folders { home: home.to_owned(), trees: home.join("library"), is_own_library: false };
    let setup =
        Setup::new(folders, Arc::new(|| "2026-11-23T14:27[Europe/London]".parse().unwrap()), Arc::new(|| "one".to_owned()));
    let builder = Harness::builder().with_size(egui::vec2(width, height)).with_max_steps(20).with_step_dt(0.05);
    let mut harness = builder.with_os(egui::os::OperatingSystem::Nix).build_eframe(|creation| {
        let mut app = App::new(&creation.egui_ctx, setup);
        app.load_now();
        app
    });
    harness.state_mut().apply(Command::TrainPlace);
    for command in commands {
        harness.state_mut().apply(command.clone().into());
    }
    harness.run();
    let found = harness.query_all_by_label(name).next().unwrap_or_else(|| panic!("{name} is not on screen"));
    let center = found.rect().center();
    (center.x, center.y)
}

/// The size of the window.
fn size(display: &Display, window: &str) -> (f32, f32) {
    let told = display.xdotool(&["getwindowgeometry", "--shell", window]);
    let figure = |name: &str| {
        let line = told.lines().find_map(|line| line.strip_prefix(name)).expect("the window has a size");
        line.parse::<f32>().expect("a number")
    };
    (figure("WIDTH="), figure("HEIGHT="))
}

/// Clicks what stands there in the window.
fn click(display: &Display, window: &str, (x, y): (f32, f32)) {
    let [x, y] = [x, y].map(|at| format!("{at:.0}"));
    display.xdotool(&["mousemove", "--window", window, &x, &y, "click", "1"]);
    sleep(Duration::from_millis(800));
}

/// The window of the program, with Train in it.
fn train(display: &Display) -> String {
    let window = display.window();
    sleep(Duration::from_millis(2500));
    display.press(&["alt+t"]);
    sleep(Duration::from_millis(1200));
    window
}

/// Begins the first drill that is offered.
fn begin(display: &Display, home: &Path) -> Drill {
    let window = train(display);
    display.press(&["2"]);
    sleep(Duration::from_millis(800));
    let shown = place_of(home, size(display, &window), &[TrainCommand::ShowTab(Tab::Choose)], "Shown");
    click(display, &window, shown);
    if in_hand(home).is_none() {
        // Of some customers one is told first.
        display.press(&["Return"]);
    }
    after(home, 0).expect("a drill was begun")
}

#[test]
fn a_whole_drill_is_played_in_a_window_and_its_result_is_kept() {
    let (display, home) = (Display::open(), home());
    let home = home.path();
    let mut program = evenkeel(&display, home, &[]);
    let mut drill = begin(&display, home);
    let mut refused = 0;
    for _ in 0..120 {
        let Some(key) = next(&drill) else { break };
        let events = drill.events().len();
        display.keys(&[&key]);
        let began = Instant::now();
        let mut went_on = false;
        while began.elapsed() < Duration::from_secs(6) && !went_on {
            went_on = in_hand(home).is_some_and(|kept| kept.events.len() > events);
            sleep(Duration::from_millis(80));
        }
        // What was refused once is taken the second time.
        refused += usize::from(!went_on);
        assert!(refused < 6, "the drill does not go on at {}", drill.call().spot());
        drill = self::drill(&in_hand(home).expect("the drill is in hand"));
    }
    assert!(matches!(drill.phase(), Phase::Over(_)), "it comes to its end: {}", drill.call().spot());
    display.press(&["Return"]);
    let began = Instant::now();
    let finished: Vec<Finished> = loop {
        let finished = store(home).and_then(|store| store.finished().ok()).unwrap_or_default();
        if !finished.is_empty() || began.elapsed() > PATIENCE {
            break finished;
        }
        sleep(Duration::from_millis(100));
    };
    program.kill().unwrap();
    program.wait().unwrap();
    let result = finished.first().expect("the result is kept");
    assert_eq!(result.curve.len(), drill.turns().len() + 1);
    assert!(result.heat().end < result.heat().start, "the tree's own lines cool a call: {:?}", result.curve);
}

#[test]
fn a_drill_that_was_killed_is_taken_up_at_the_last_act_that_was_kept() {
    let (display, home) = (Display::open(), home());
    let home = home.path();
    let mut program = evenkeel(&display, home, &[]);
    let begun = begin(&display, home);
    display.keys(&[&next(&begun).expect("a line to say")]);
    let said = after(home, begun.events().len()).expect("the line is kept");
    program.kill().unwrap();
    program.wait().unwrap();

    let mut again = evenkeel(&display, home, &[]);
    let window = train(&display);
    let kept = in_hand(home).expect("it is there");
    assert_eq!(kept.events.len(), said.events().len());
    let place = place_of(home, size(&display, &window), &[], "Take it up");
    click(&display, &window, place);
    let given = next(&drill(&in_hand(home).expect("it is in hand"))).expect("an answer to recognise");
    display.keys(&[&given]);
    let heard = after(home, said.events().len()).expect("the drill goes on");
    again.kill().unwrap();
    again.wait().unwrap();
    assert_eq!(heard.turns()[0].heard.as_ref().unwrap().first_try, Some(true));
}

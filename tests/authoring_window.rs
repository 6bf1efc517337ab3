//! Author in one real window under a virtual display: a whole tree made from nothing by keyboard alone, from the empty
//! list to a published file; and a program killed while an author types.
//!
//! Needs `Xvfb` and `xdotool`; `tests/run` installs them.

#[path = "common/display.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod display;

use display::{Display, PATIENCE, evenkeel, home, library};
use evenkeel::{
    library::{BackupKind, backups, draft},
    tree::{Kind, Status, Tree, read},
};
use std::{
    fs,
    path::Path,
    process::Command,
    sync::Arc,
    thread::sleep,
    time::{Duration, Instant},
};

/// Waits until something is there, and gives it.
fn until<T>(what: &str, find: impl Fn() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(found) = find() {
            return found;
        }
        assert!(began.elapsed() < PATIENCE, "it never came to that: {what}");
        sleep(Duration::from_millis(100));
    }
}

fn drafted(home: &Path, id: &str) -> Option<Arc<Tree>> {
    let draft = draft(&library(home), id).ok()??;
    Some(Arc::clone(read(&draft.text).ok()?.tree()))
}

/// Waits until the draft is as far as that.
fn draft_where(home: &Path, id: &str, what: &str, holds: impl Fn(&Tree) -> bool) -> Arc<Tree> {
    until(what, || drafted(home, id).filter(|tree| holds(tree)))
}

/// Six steps between the opening and the close: title, line, and the answer that leads on.
const STEPS: [(&str, &str, &str); 6] = [
    ("Hear where it was left", "Tell me where you last had it.", "Names the place"),
    ("Ask what it looks like", "What does it look like?", "Describes it"),
    ("Say it back", "So it is long and green, left on a train. Is that right?", "Yes"),
    ("Look through the shelf", "I am looking through the shelf now.", "It is here"),
    ("Tell them it is here", "Good news. It is here.", "Glad to hear it"),
    ("Say when to fetch it", "We keep it for you until Friday.", "Will come"),
];

#[test]
fn a_tree_of_ten_steps_is_made_from_nothing_by_keyboard_alone_and_published() {
    let (display, home) = (Display::open(), home());
    let home_path = home.path();
    let mut program = evenkeel(&display, home_path, &[]);
    display.window();
    sleep(Duration::from_millis(1500));

    display.press(&["alt+a", "ctrl+n"]);
    display.types("Lost umbrella");
    display.press(&["Down", "Down", "Down", "Return"]);
    let begun = draft_where(home_path, "lost-umbrella", "begun", |_| true);
    assert_eq!(begun.steps.len(), 4, "from scratch");
    sleep(Duration::from_secs(1));

    // From the opening each step is led to by a new answer of the one before it.
    display.press(&["Home"]);
    let mut answer = "Has lost something";
    for (title, line, next) in STEPS {
        display.press(&["a", "ctrl+a"]);
        display.types(answer);
        draft_where(home_path, "lost-umbrella", answer, |tree| {
            tree.steps.values().any(|step| step.answers.iter().any(|there| there.when == answer))
        });
        display.press(&["Escape", "n", "ctrl+a"]);
        display.types(title);
        // Behind the title stand its name and the button for a line.
        display.press(&["Tab", "Tab", "space"]);
        display.types(line);
        draft_where(home_path, "lost-umbrella", title, |tree| {
            tree.steps.values().any(|step| step.title == title && step.say == [line])
        });
        display.press(&["Escape"]);
        answer = next;
    }
    // The last one leads to the close that was there from the start.
    display.press(&["a", "ctrl+a"]);
    display.types(answer);
    display.press(&["Escape", "c"]);
    display.types("close warm");
    display.press(&["Return"]);
    let whole = draft_where(home_path, "lost-umbrella", "all led on", |tree| {
        tree.steps.values().all(|step| step.answers.iter().all(|answer| answer.to.is_some()))
    });
    assert_eq!(whole.steps.len(), 10);

    display.press(&["ctrl+Return"]);
    sleep(Duration::from_millis(800));
    display.types("first text");
    display.press(&["Return"]);
    let file = library(home_path).join("lost-umbrella.ron");
    let live = until("published", || read(&fs::read_to_string(&file).ok()?).ok());
    program.kill().unwrap();
    program.wait().unwrap();
    assert_eq!((live.tree().status, live.tree().revision), (Status::Live, 1));
    assert_eq!(live.tree().steps.len(), 10);
    for (title, line, _) in STEPS {
        let step = live.tree().steps.values().find(|step| step.title == title).expect(title);
        assert_eq!((step.say.as_slice(), &step.kind), ([line.to_owned()].as_slice(), &Kind::Say));
    }
    let checked = Command::new(env!("CARGO_BIN_EXE_evenkeel")).arg("check").arg(&file).output().unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
}

/// What is typed stands on the disk half a second later. A key's way through the display server into a frame painted in
/// software takes its time too, so a key counts here from a second after it was pressed.
const SETTLED: Duration = Duration::from_millis(1500);

#[test]
fn a_program_killed_while_an_author_types_has_lost_no_more_than_the_last_moment() {
    let (display, home) = (Display::open(), home());
    let home_path = home.path();
    for (round, word) in ["quietly", "slowly", "kindly", "plainly"].into_iter().enumerate() {
        let mut program = evenkeel(&display, home_path, &[]);
        display.window();
        sleep(Duration::from_millis(1500));
        display.press(&["alt+a", "Return"]);
        sleep(Duration::from_millis(1500));
        // The title of the first step.
        display.press(&["Home", "Return", "ctrl+a"]);
        let typed = format!("{word} asking what has happened to them today {round}");
        let mut pressed = Vec::new();
        let began = Instant::now();
        let lasts = Duration::from_millis(2600 + 170 * round as u64);
        for letter in typed.chars() {
            let key = if letter == ' ' { "space".to_owned() } else { letter.to_string() };
            display.xdotool(&["key", &key]);
            pressed.push((letter, Instant::now()));
            sleep(Duration::from_millis(60));
            if began.elapsed() > lasts {
                break;
            }
        }
        program.kill().unwrap();
        let killed = Instant::now();
        program.wait().unwrap();
        let certain: String =
            pressed.iter().filter(|(_, at)| killed.duration_since(*at) > SETTLED).map(|(letter, _)| letter).collect();
        assert!(certain.len() > 5, "enough was typed to say anything");
        let kept = drafted(home_path, "opening").expect("there is a draft, and it reads as a tree");
        let title = kept.steps[kept.start.as_str()].title.clone();
        assert!(title.starts_with(&certain), "round {round}: “{title}” has lost some of “{certain}”");
        assert!(typed.starts_with(&title), "round {round}: “{title}” is what was typed");

        // What was kept is what the author finds.
        let mut again = evenkeel(&display, home_path, &[]);
        display.window();
        sleep(Duration::from_millis(1500));
        display.press(&["alt+a", "Return"]);
        sleep(Duration::from_secs(1));
        display.press(&["ctrl+s"]);
        let point = until("a point of what was found", || {
            let all = backups(&library(home_path), "opening");
            let points = all.iter().filter(|backup| backup.kind == BackupKind::Point);
            points.map(|backup| &backup.path).find_map(|path| fs::read_to_string(path).ok().filter(|text| text.contains(&title)))
        });
        assert!(read(&point).is_ok());
        again.kill().unwrap();
        again.wait().unwrap();
    }
}

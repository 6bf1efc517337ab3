//! Killed at any moment, two hundred times: what was on screen is on disk, and the call comes back where it was.

#[path = "common/calls.rs"]
mod calls;
#[path = "common/kills.rs"]
mod kills;

use calls::{evenkeel, monday, tree, write_trees};
use evenkeel::{
    call::{Call, Event, Move, Opening, What},
    library::Library,
    record::{Store, Unfinished},
    site::Settings,
};
use kills::Chance;
use std::{
    io::{Read as _, Write as _},
    path::Path,
    process::{Child, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

const KILLS: u64 = 200;
const NOW: &str = "2026-11-23T14:00[Europe/London]";

const HEAD: &str = r#"facts: { "count": Fact(label: "Count", kind: Number), "day": Fact(label: "Day", kind: Date) },"#;
const STEPS: &str = r#"
    "open": Step(kind: Ask, stage: Open, title: "Open", say: ["{count} so far."], captures: ["count"], answers: [Answer(when: "On", to: "next")]),
    "next": Step(kind: Say, stage: FollowUp, title: "Next", say: ["By {day}, the {count}th."],
        promise: Promise(what: "The {count}th", by: "day"), answers: [Answer(when: "Round again", to: "open")]),
"#;

/// What is typed, and the move that it means.
fn script() -> Vec<(String, Move)> {
    let fact = |name: &str, value: &str| {
        (format!("{name}={value}"), Move::SetFact { name: name.to_owned(), value: value.to_owned(), not_a_card: false })
    };
    let answer = || ("1".to_owned(), Move::Answer { number: 1, wording: 0, insist: false });
    let round = |count: usize| {
        let note = format!("note number {count}");
        [fact("count", &count.to_string()), answer(), (note.clone(), Move::Note { text: note, not_a_card: false }), answer()]
    };
    std::iter::once(fact("day", "fri")).chain((1..=10).flat_map(round)).collect()
}

/// The call as it must go: its events, and how many there are after each screen.
struct Course {
    call: Call,
    after_screen: Vec<usize>,
}

fn course(library: &Path) -> Course {
    let wanted = Library::find("bill", library).unwrap();
    let opening = Opening { tree: wanted.id, from: None, mood: None, reference: String::new(), outside: None };
    let mut call = Call::begin(&wanted.trees, Arc::new(Settings::default()), &opening, &monday()).unwrap();
    let mut after_screen = vec![call.events().len()];
    for (_, what) in script() {
        call.take(what, &monday()).unwrap();
        after_screen.push(call.events().len());
    }
    Course { call, after_screen }
}

impl Course {
    /// The call as it stood after so many events.
    fn at(&self, events: usize) -> Call {
        let events = self.call.events()[..events].to_vec();
        Call::from_events(self.call.trees().clone(), Arc::clone(self.call.site()), events).unwrap()
    }

    /// Everything that must hold of the store, after so many screens were seen whole.
    fn assert_holds(&self, unfinished: &[Unfinished], screens: usize) {
        let Some(open) = unfinished.first() else {
            assert_eq!(screens, 0, "a screen was shown and nothing is stored");
            return;
        };
        let stored = without_reference(open.call.events());
        let shown = screens.checked_sub(1).map_or(0, |screen| self.after_screen[screen]);
        assert!(stored.len() >= shown, "{} events are stored and {shown} were shown", stored.len());
        assert_eq!(stored, self.call.events()[..stored.len()], "a prefix without gaps");
        assert!(self.after_screen.contains(&stored.len()), "a move is stored whole or not at all");
        let expected = self.at(stored.len());
        assert_eq!(open.call.spot(), expected.spot());
        assert_eq!(open.call.state().facts, expected.state().facts);
    }
}

/// The reference told to the customer is the one thing that differs from call to call.
fn without_reference(events: &[Event]) -> Vec<Event> {
    let mut events = events.to_vec();
    if let What::Started { reference, .. } = &mut events[0].what {
        reference.clear();
    }
    events
}

/// Starts a call and types the whole script at once.
fn start(library: &Path, home: &Path) -> Child {
    let mut command = evenkeel(library, home);
    command.args(["--now", NOW, "guide", "bill", "--terminal"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let typed: String = script().iter().map(|(line, _)| format!("{line}\n")).collect();
    // The pipe holds all of it; a child that is gone already has nothing to read.
    let _ = child.stdin.as_mut().unwrap().write_all(typed.as_bytes());
    child
}

/// How many screens were printed to their last line.
fn screens(printed: &str) -> usize {
    printed.matches("  0 None of these\n").count()
}

fn printed(child: &mut Child) -> String {
    let mut bytes = Vec::new();
    child.stdout.take().unwrap().read_to_end(&mut bytes).unwrap();
    child.wait().unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// How long the whole script takes when nobody kills it.
fn whole_time(library: &Path) -> Duration {
    let home = tempfile::tempdir().unwrap();
    let began = Instant::now();
    let mut child = start(library, home.path());
    drop(child.stdin.take());
    assert_eq!(screens(&printed(&mut child)), script().len() + 1);
    began.elapsed()
}

#[test]
fn killed_at_any_moment_nothing_that_was_acknowledged_is_lost() {
    let library = tempfile::tempdir().unwrap();
    write_trees(library.path(), &[tree("bill", HEAD, STEPS)]);
    let course = course(library.path());
    let most = whole_time(library.path()).min(Duration::from_millis(400));
    let mut chance = Chance(23_112_026);
    let mut in_the_middle = 0;
    for _ in 0..KILLS {
        let home = tempfile::tempdir().unwrap();
        let seen = screens(&chance.kill(start(library.path(), home.path()), "", most));
        in_the_middle += u64::from((1..=script().len()).contains(&seen));

        let began = Instant::now();
        let store = Store::open(&home.path().join("records.db")).unwrap();
        let unfinished = store.unfinished(&Arc::new(Settings::default())).unwrap();
        assert!(began.elapsed() < Duration::from_secs(1), "{:?} to come back", began.elapsed());
        course.assert_holds(&unfinished, seen);
    }
    assert!(in_the_middle > KILLS / 20, "only {in_the_middle} kills fell into a call");
}

#[test]
fn a_killed_call_is_taken_up_on_the_very_screen_it_was_killed_on() {
    let library = tempfile::tempdir().unwrap();
    write_trees(library.path(), &[tree("bill", HEAD, STEPS)]);
    let course = course(library.path());
    let mut chance = Chance(7);
    for _ in 0..10 {
        let home = tempfile::tempdir().unwrap();
        let _ = chance.kill(start(library.path(), home.path()), "", Duration::from_millis(100));
        let store = Store::open(&home.path().join("records.db")).unwrap();
        let Some(open) = store.unfinished(&Arc::new(Settings::default())).unwrap().pop() else {
            continue;
        };
        let expected = course.at(open.call.events().len());
        let line = expected.read(&monday()).line(0).unwrap().text();

        let mut again = evenkeel(library.path(), home.path());
        again.args(["--now", NOW, "guide", "--terminal"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = again.spawn().unwrap();
        child.stdin.take().unwrap().write_all(b"r1\n").unwrap();
        let printed = printed(&mut child);
        let title = expected.read(&monday()).title(expected.spot());
        assert!(printed.contains(&format!("The tree bill · {title}\n> {line}\n")), "{line} in {printed}");
    }
}

//! Promise: in Author the screen's thread never waits for the library. Told: how long publishing, a quick fix, find and
//! replace and reading a script hold it in a library of 1,000 trees against one of 10, and when each is done.

mod common;

use common::{Window, is_measured, milliseconds, said, timed, tree_text};
use evenkeel::{
    edit::{Edit, LineList, StepChange},
    tree::StepId,
    ui::{
        Command,
        author::{
            AuthorCommand, WordsAt, WordsPlace,
            sheets::{Fixing, NewTree, Publishing, Replacing, Script, Sheet, SheetCommand, Way},
        },
        state::{Overlay, State},
    },
};
use std::time::{Duration, Instant};

/// A frame is due after this time.
const FRAME: Duration = Duration::from_millis(16);

/// How long one thing held the screen's thread at most, and how long it took until it was done.
struct Held {
    most: Duration,
    done: Duration,
}

/// Does what a command says, and paints frames until it is done.
fn held(window: &mut Window, command: Command, is_done: impl Fn(&State) -> bool) -> Held {
    let began = Instant::now();
    let mut most = timed(|| window.app.apply(command));
    loop {
        window.time += 0.016;
        most = most.max(timed(|| window.frame(Vec::new())));
        if is_done(window.app.state()) {
            return Held { most, done: began.elapsed() };
        }
        assert!(began.elapsed() < Duration::from_mins(2), "it is never done");
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn sheet(state: &State) -> Option<&Sheet> {
    match &state.overlay {
        Some(Overlay::Author(sheet)) => Some(sheet),
        _ => None,
    }
}

fn typed(sheet: Sheet) -> Command {
    Command::Sheet(SheetCommand::Typed(Box::new(sheet)))
}

fn first_step() -> StepId {
    StepId::new("step-4").expect("a name")
}

/// The revision that this window offers of the first tree.
fn revision(state: &State) -> u32 {
    let entry = state.library.as_ref().and_then(|library| library.entry("tree-0000"));
    entry.and_then(|entry| entry.document.as_ref()).map_or(0, |document| document.tree().revision)
}

fn publish(window: &mut Window, number: usize) -> Held {
    let text = format!("Tell me what you see there, and take your time over it, part {number}.");
    let change = StepChange::Line { list: LineList::Say, at: 1, text };
    window.app.apply(AuthorCommand::Edit(Box::new(Edit::Step(first_step(), change))).into());
    window.app.settle_author();
    window.frame(Vec::new());
    window.app.apply(AuthorCommand::Publish.into());
    let wanted = Publishing { reason: "Kinder words".to_owned(), ..Publishing::default() };
    window.app.apply(typed(Sheet::Publish(Box::new(wanted))));
    let before = revision(window.app.state());
    let held = held(window, Command::Sheet(SheetCommand::Do), |state| revision(state) != before);
    window.app.settle_author();
    held
}

fn quick_fix(window: &mut Window, number: usize) -> Held {
    let place = WordsPlace { tree: "tree-0000".to_owned(), step: first_step(), at: WordsAt::Line(LineList::Say, 0) };
    let was = window.app.state().library.as_ref().and_then(|library| {
        let document = library.entry("tree-0000")?.document.as_ref()?;
        document.tree().steps.get("step-4").map(|step| step.say[0].clone())
    });
    let words = format!("So this is about {{charge}}, {{customer_name}}, part {number}.");
    let fixing = Fixing { was: was.expect("a line"), words, reason: "Shorter".to_owned(), passed: true, ..Fixing::at(place) };
    window.app.apply(typed(Sheet::QuickFix(Box::new(fixing))));
    window.app.apply(AuthorCommand::QuickFix.into());
    let Some(Sheet::QuickFix(open)) = sheet(window.app.state()).cloned() else { panic!("the quick fix is not open") };
    let place = WordsPlace { at: WordsAt::Line(LineList::Say, 0), ..open.place.clone() };
    let words = format!("So this is about {{charge}}, {{customer_name}}, part {number}.");
    let fixing = Fixing { place, words, reason: "Shorter".to_owned(), passed: true, ..*open };
    window.app.apply(typed(Sheet::QuickFix(Box::new(fixing))));
    let before = revision(window.app.state());
    let held = held(window, Command::Sheet(SheetCommand::Do), |state| revision(state) != before);
    window.app.settle_author();
    held
}

fn found(state: &State) -> usize {
    match sheet(state) {
        Some(Sheet::Replace(replacing)) => replacing.count(),
        _ => 0,
    }
}

fn look_for(window: &mut Window, words: &str) -> Held {
    window.app.apply(AuthorCommand::Replace.into());
    let Some(Sheet::Replace(open)) = sheet(window.app.state()).cloned() else { panic!("find and replace is not open") };
    let mut wanted: Replacing = *open;
    wanted.every = true;
    wanted.pattern.text = words.to_owned();
    let held = held(window, typed(Sheet::Replace(Box::new(wanted))), |state| found(state) > 0);
    let Some(Sheet::Replace(open)) = sheet(window.app.state()).cloned() else { panic!("find and replace is not open") };
    let mut none = *open;
    none.pattern.text = String::new();
    window.app.apply(typed(Sheet::Replace(Box::new(none))));
    window.app.apply(Command::Close);
    window.frame(Vec::new());
    held
}

fn script(window: &mut Window, rows: usize) -> Held {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("script.csv");
    let row = |number: usize| format!("Step {number},Tell me about part {number}.,Goes on,Step {}\n", (number + 1) % rows);
    let text: String = std::iter::once("step,line,answer,to\n".to_owned()).chain((0..rows).map(row)).collect();
    std::fs::write(&path, text).expect("a file");
    window.app.apply(AuthorCommand::NewTree.into());
    let script = Script { path: path.display().to_string(), ..Script::default() };
    let new = NewTree { way: Way::Script, script, ..NewTree::default() };
    window.app.apply(typed(Sheet::New(Box::new(new))));
    let is_read = |state: &State| matches!(sheet(state), Some(Sheet::New(new)) if new.script.read.is_some());
    let held = held(window, Command::Sheet(SheetCommand::Do), is_read);
    window.app.apply(Command::Close);
    window.frame(Vec::new());
    held
}

fn library(trees: usize) -> Window {
    let names: Vec<String> = (0..trees).map(|number| format!("tree-{number:04}")).collect();
    let texts: Vec<(&str, String)> = names.iter().map(|name| (name.as_str(), tree_text(name, 30, 0))).collect();
    let mut window = Window::new(&texts);
    window.app.apply(AuthorCommand::Open("tree-0000".to_owned()).into());
    window.app.settle_author();
    window.app.apply(AuthorCommand::GoToStep(first_step()).into());
    window.frame(Vec::new());
    window
}

fn main() {
    let (many, few, rows) = if is_measured() { (1_000, 10, [10_000, 100]) } else { (12, 3, [40, 10]) };
    let (mut large, mut small) = (library(many), library(few));
    let times = if is_measured() { 5 } else { 1 };
    let mut tell = |what: &str, act: &mut dyn FnMut(&mut Window, usize, bool) -> Held| {
        let middle = |mut all: Vec<Held>| {
            all.sort_by_key(|held| held.most);
            all.swap_remove(all.len() / 2)
        };
        let (mut one, mut other) = (Vec::new(), Vec::new());
        for number in 0..times {
            one.push(act(&mut large, number, true));
            other.push(act(&mut small, number, false));
        }
        let (one, other) = (middle(one), middle(other));
        let ratio = one.most.as_secs_f64() / other.most.as_secs_f64().max(1e-9);
        said(
            one.most < FRAME,
            &format!(
                "library: {what} holds the screen {} in {many} trees, {ratio:.1}x of {few} trees ({}); done after {} and {}",
                milliseconds(one.most),
                milliseconds(other.most),
                milliseconds(one.done),
                milliseconds(other.done)
            ),
        );
    };
    tell("publishing", &mut |window, number, _| publish(window, number));
    tell("a quick fix", &mut |window, number, _| quick_fix(window, number));
    tell("looking for a word", &mut |window, _, _| look_for(window, "nasty"));
    tell("looking for a letter", &mut |window, _, _| look_for(window, "e"));
    tell("reading a script", &mut |window, _, is_large| script(window, rows[usize::from(!is_large)]));
}

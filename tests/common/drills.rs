//! What the tests of drills share: the shipped trees, a quiet moment, a drill that has begun.
#![allow(dead_code, reason = "each test takes the part it needs")]

use evenkeel::{
    call::{Pinned, Trees},
    drill::{Act, Choice, Drill, LineFrom, Persona, Phase, Setting, shipped_persona, shipped_personas},
    site::Settings,
    tree::{TreeId, read},
};
use jiff::Zoned;
use std::{
    fs,
    path::Path,
    sync::{Arc, OnceLock},
};

/// The shipped trees.
pub fn trees() -> &'static Trees {
    static ALL: OnceLock<Trees> = OnceLock::new();
    ALL.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("trees");
        let entries = fs::read_dir(folder).expect("the shipped trees");
        let one = |entry: Result<fs::DirEntry, _>| {
            let path = entry.expect("an entry").path();
            Arc::new(Pinned::new(&read(&fs::read_to_string(path).expect("a text")).expect("a tree")))
        };
        Trees::new(entries.map(one))
    })
}

/// The ids of the shipped trees.
pub fn tree_ids() -> Vec<TreeId> {
    trees().all().map(|pinned| pinned.tree.id.clone()).collect()
}

/// A Monday afternoon.
pub fn now() -> Zoned {
    "2026-11-23T14:00[Europe/London]".parse().expect("a time")
}

/// A site whose agent is Robin.
pub fn site() -> Arc<Settings> {
    let mut site = Settings { agent_name: "Robin".to_owned(), ..Settings::default() };
    site.numbers.crisis_line = "116 123".to_owned();
    site.numbers.duty_number = "020 7946 0001".to_owned();
    Arc::new(site)
}

/// A shipped persona.
pub fn persona(id: &str) -> Arc<Persona> {
    Arc::clone(shipped_persona(id).unwrap_or_else(|| panic!("no persona {id}")))
}

/// Every shipped persona.
pub fn personas() -> &'static [Arc<Persona>] {
    shipped_personas()
}

/// A setting.
pub fn setting(tree: &str, who: &str, seed: u64) -> Setting {
    Setting::new(TreeId::new(tree).expect("a name"), persona(who), seed)
}

/// A drill with a setting.
pub fn begin_with(setting: Setting) -> Drill {
    Drill::begin(trees(), site(), setting, &now()).expect("a drill")
}

/// A drill that has begun.
pub fn begin(tree: &str, who: &str, seed: u64) -> Drill {
    begin_with(setting(tree, who, seed))
}

/// Does something that must be possible.
pub fn take(drill: &mut Drill, act: Act) {
    let text = format!("{act:?}");
    drill.take(act, &now()).unwrap_or_else(|error| panic!("{text}: {error}"));
}

/// The number of the first line of a kind.
pub fn line(drill: &Drill, wanted: impl Fn(&Choice) -> bool) -> Option<usize> {
    drill.choices().iter().position(wanted).map(|at| at + 1)
}

/// The number of the step's own line.
pub fn own_line(drill: &Drill) -> usize {
    line(drill, |choice| matches!(choice.from, LineFrom::OwnLine { .. })).expect("an own line")
}

/// Says the step's own line, captures what is told and recognises the answer, up to the next thing to say.
pub fn say_own(drill: &mut Drill) {
    capture(drill);
    let number = own_line(drill);
    take(drill, Act::Choose(number));
    go_on(drill);
}

/// Captures what was told or stands on screen.
pub fn capture(drill: &mut Drill) {
    let facts: Vec<_> = drill.customer().told.iter().chain(&drill.customer().finds).cloned().collect();
    for fact in facts {
        if drill.call().read(&now()).known(&fact.name).is_none() {
            let _ = drill.take(Act::Fact { name: fact.name, value: fact.value }, &now());
        }
    }
}

/// Recognises what was given until there is something to say.
pub fn go_on(drill: &mut Drill) {
    capture(drill);
    while let (Phase::ToHear, Some(given)) = (drill.phase(), drill.given()) {
        take(drill, Act::Hear(given));
        capture(drill);
    }
}

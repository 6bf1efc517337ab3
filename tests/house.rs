//! The rules of the house that no lint holds: who may use whom, how long a file may be, what never stands in one.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The floors from the ground up, with those each may use.
const FLOORS: [(&str, &[&str]); 12] = [
    ("tree", &[]),
    ("site", &["tree"]),
    ("edit", &["tree"]),
    ("call", &["tree", "site"]),
    ("check", &["tree", "site", "edit", "call"]),
    ("layout", &["tree"]),
    ("drill", &["tree", "site", "call", "check"]),
    ("library", &["tree", "site", "edit", "call", "check", "layout", "drill"]),
    ("record", &["tree", "site", "call", "drill", "library"]),
    ("exchange", &["tree", "site", "edit", "call", "check", "layout", "drill", "library", "record"]),
    ("cli", &["tree", "site", "edit", "call", "check", "layout", "drill", "library", "record", "exchange"]),
    ("ui", &["tree", "site", "edit", "call", "check", "layout", "drill", "library", "record", "exchange"]),
];

/// Plain values of the command line that the screen is handed.
const HANDED_TO_UI: [&str; 3] = ["Asked", "Renderer", "Here"];

/// A file may be this long at the very most; about 400 is the habit.
const LONGEST: usize = 450;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

/// The Rust files of some folders, named from the top of the repository, with their text.
fn sources(folders: &[&str]) -> Vec<(String, String)> {
    let paths = folders.iter().flat_map(|folder| files_below(&root().join(folder)));
    let rust = paths.filter(|path| {
        path.extension().is_some_and(|extension| extension == "rs") && !path.to_string_lossy().contains("/target/")
    });
    rust.map(|path| {
        let name = path.strip_prefix(root()).expect("below the top").to_string_lossy().replace('\\', "/");
        (name, fs::read_to_string(&path).expect("readable"))
    })
    .collect()
}

/// The text without comments, strings and the tests at its end.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or(text);
    let line = |line: &str| line.split("//").next().unwrap_or_default().to_owned() + "\n";
    text.lines().map(line).collect()
}

fn is_word_sign(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn has_word(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        !before.is_some_and(is_word_sign) && !after.is_some_and(is_word_sign)
    })
}

/// What stands behind each `crate::` or `evenkeel::`: the floor, and the names taken from it as far as they are told.
fn uses(code: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for start in ["crate::", "evenkeel::"] {
        for (at, _) in code.match_indices(start) {
            let rest = &code[at + start.len()..];
            match rest.strip_prefix('{') {
                Some(rest) => found.extend(parts(rest).into_iter().map(floor_and_names)),
                None => found.push(floor_and_names(rest.split([';', '\n']).next().unwrap_or(rest))),
            }
        }
    }
    found
}

/// The parts of a bracketed `use`, split at its own commas, up to its closing bracket.
fn parts(rest: &str) -> Vec<&str> {
    let (mut parts, mut from, mut depth) = (Vec::new(), 0, 0usize);
    for (at, c) in rest.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(rest[from..at].trim());
                return parts;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(rest[from..at].trim());
                from = at + 1;
            }
            _ => {}
        }
    }
    parts
}

fn floor_and_names(path: &str) -> (String, String) {
    let floor: String = path.trim().chars().take_while(|c| is_word_sign(*c)).collect();
    (floor.clone(), path.trim().trim_start_matches(floor.as_str()).trim_start_matches("::").to_owned())
}

fn floor_of(file: &str) -> Option<&str> {
    file.strip_prefix("src/")?.split_once('/').map(|(floor, _)| floor)
}

#[test]
fn the_screen_library_is_known_to_the_screen_alone() {
    for (file, text) in sources(&["src"]) {
        if file.starts_with("src/ui/") || file == "src/main.rs" {
            continue;
        }
        for name in ["egui", "eframe", "egui_extras"] {
            assert!(!has_word(&code(&text), name), "{file} speaks of {name}");
        }
    }
}

#[test]
fn every_folder_is_a_floor() {
    for (file, _) in sources(&["src"]) {
        if let Some(floor) = floor_of(&file) {
            assert!(FLOORS.iter().any(|(name, _)| *name == floor), "{file} stands on no floor of the house");
        }
    }
}

#[test]
fn a_floor_uses_only_the_floors_it_stands_on() {
    for (file, text) in sources(&["src"]) {
        let Some((floor, below)) = floor_of(&file).and_then(|floor| FLOORS.iter().find(|(name, _)| *name == floor)) else {
            continue;
        };
        for (used, names) in uses(&code(&text)) {
            let is_floor = FLOORS.iter().any(|(name, _)| *name == used);
            let own = used == *floor || !is_floor;
            let names: Vec<&str> = names.split(|c| !is_word_sign(c)).filter(|name| !name.is_empty()).collect();
            let handed = *floor == "ui" && used == "cli" && names.iter().all(|name| HANDED_TO_UI.contains(name));
            // Opening the window is a command like any other, and the only one that knows the screen.
            let opens = file == "src/cli/guide.rs" && used == "ui";
            assert!(own || handed || opens || below.contains(&used.as_str()), "{file} uses {used}::{}", names.join(", "));
        }
    }
}

#[test]
fn no_file_outgrows_its_room() {
    for (file, text) in sources(&["src", "tests", "examples", "benches", "fuzz"]) {
        let lines = text.lines().count();
        assert!(lines <= LONGEST, "{file} has {lines} lines");
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for (file, text) in sources(&["src", "tests", "examples", "benches", "fuzz"]) {
        assert!(text.starts_with("//!"), "{file} begins without a word about itself");
    }
}

#[test]
fn nothing_is_left_half_done() {
    // Written in two parts, so that this file does not find itself.
    let left = ["todo", "dbg", "unimplemented"].map(|name| format!("{name}!("));
    for (file, text) in sources(&["src", "tests", "examples", "benches", "fuzz"]) {
        for left in &left {
            assert!(!code(&text).contains(left.as_str()), "{file} has {left}…)");
        }
    }
}

#[test]
fn no_file_knows_the_machine_it_was_written_on() {
    let roots = ["home", "Users", "root", "work", "tmp"].map(|name| format!("/{name}/"));
    let folders = ["src", "tests", "trees", "assets", "examples", "benches", "fuzz", ".ci", "design"];
    let own = folders.iter().flat_map(|folder| files_below(&root().join(folder)));
    let top = ["Cargo.toml", "README.md", "ARCHITECTURE.md", "clippy.toml"].map(|name| root().join(name));
    for path in own.chain(top).filter(|path| !path.components().any(|part| part.as_os_str() == "target")) {
        let Some(text) = fs::read(&path).ok().and_then(|bytes| String::from_utf8(bytes).ok()) else {
            continue;
        };
        for root in &roots {
            let found = text
                .match_indices(root.as_str())
                .find(|(at, _)| !text[..*at].ends_with(|c| is_word_sign(c) || ".*)}".contains(c)));
            assert!(found.is_none(), "{} speaks of {root}", path.display());
        }
    }
}

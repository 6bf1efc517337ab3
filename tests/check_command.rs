//! `evenkeel check` as a person or a build runs it: what is printed, how it ends, what it refuses at once.

mod common;

use common::{BILLING, evenkeel, printed, said};
use std::{fs, path::Path, process::Command, time::Duration};
use tempfile::TempDir;

const GOOD: &str = include_str!("common/small.ron");

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

fn check(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = evenkeel(folder, &[&["check"], arguments].concat());
    (output.status.code(), printed(&output), said(&output))
}

fn with_error() -> String {
    GOOD.replace("Not quite\", to: \"hear\"", "Not quite\", to: \"haer\"")
}

fn with_warning() -> String {
    GOOD.replace("say: [\"A nasty surprise.\"],", "")
}

#[test]
fn a_good_tree_prints_nothing_and_says_so_beside() {
    let folder = folder(&[("small.ron", GOOD)]);
    let (code, data, words) = check(folder.path(), &["small.ron"]);
    assert_eq!((code, data.as_str(), words.as_str()), (Some(0), "", "1 tree, nothing to report\n"));
}

#[test]
fn an_error_is_shown_with_its_line_and_a_mark_and_ends_with_one() {
    let folder = folder(&[("small.ron", &with_error())]);
    let (code, data, words) = check(folder.path(), &["small.ron"]);
    let expected = r#"error[MISSING_TARGET]: there is no step "haer" in this tree
  --> small.ron:52:47
   |
52 |                 Answer(when: "Not quite", to: "haer"),
   |                                               ^^^^^^
   = help: did you mean "hear"?
"#;
    assert_eq!(data, expected);
    assert_eq!((code, words.as_str()), (Some(1), "1 tree: 1 error, 0 warnings, 0 hints\n"));
}

#[test]
fn a_warning_alone_ends_well() {
    let folder = folder(&[("small.ron", &with_warning())]);
    let (code, data, _) = check(folder.path(), &["small.ron"]);
    assert!(data.starts_with("warning[NOTHING_TO_SAY]"), "{data}");
    assert_eq!(code, Some(0));
}

#[test]
fn json_is_one_list_with_its_keys_in_their_order() {
    let folder = folder(&[("small.ron", &with_error())]);
    let (code, data, words) = check(folder.path(), &["--format", "json", "small.ron"]);
    let expected = r#"[
  {
    "rule": "MISSING_TARGET",
    "level": "error",
    "tree": "small",
    "step": "confirm",
    "file": "small.ron",
    "line": 52,
    "column": 47,
    "message": "there is no step \"haer\" in this tree",
    "help": "did you mean \"hear\"?"
  }
]
"#;
    assert_eq!((code, data.as_str(), words.as_str()), (Some(1), expected, ""));
}

#[test]
fn json_of_nothing_is_an_empty_list_and_of_no_step_is_null() {
    let folder =
        folder(&[("small.ron", GOOD), ("worse.ron", &GOOD.replace("supervisor: \"hand-over\"", "supervisor: \"gone\""))]);
    assert_eq!(check(folder.path(), &["--format", "json", "small.ron"]).1, "[]\n");
    let (_, data, _) = check(folder.path(), &["--format", "json", "worse.ron"]);
    let findings: serde_json::Value = serde_json::from_str(&data).expect("JSON");
    assert_eq!(findings[0]["rule"], "ALWAYS_KEY");
    assert!(findings[0]["step"].is_null());
}

#[test]
fn a_file_that_cannot_be_read_is_a_finding_with_its_place() {
    let folder = folder(&[("billing-error.ron", &BILLING.replace("kind: Say", "kind: Sya"))]);
    let (code, data, _) = check(folder.path(), &["billing-error.ron"]);
    assert_eq!(code, Some(1));
    assert!(data.starts_with("error[UNREADABLE]: no word `Sya` here"), "{data}");
    assert!(data.contains("help: did you mean `Say`?"), "{data}");
}

#[test]
fn a_file_that_is_not_text_is_a_finding_too() {
    let folder = folder(&[]);
    fs::write(folder.path().join("a.ron"), b"Tree(\n id: \"\xff\"").expect("written");
    let (code, data, _) = check(folder.path(), &["a.ron"]);
    assert_eq!(code, Some(1));
    assert!(data.contains("--> a.ron:2:7\n"), "{data}");
}

#[test]
fn a_folder_means_its_ron_files_by_name() {
    let folder = folder(&[("b.ron", "Tree("), ("a.ron", "Tree["), ("notes.txt", "Tree{"), (".hidden.ron", "Tree{")]);
    fs::create_dir(folder.path().join("folder.ron")).expect("made");
    let (code, data, words) = check(folder.path(), &["."]);
    let files: Vec<&str> = data.lines().filter_map(|line| line.trim().strip_prefix("--> ")).collect();
    assert_eq!(files, ["./a.ron:1:5", "./b.ron:1:5"]);
    assert_eq!((code, words.as_str()), (Some(1), "2 trees: 2 errors, 0 warnings, 0 hints\n"));
}

#[test]
fn without_a_path_the_library_is_meant() {
    let folder = folder(&[("small.ron", &with_error())]);
    let (code, data, _) = check(folder.path(), &["--format", "json"]);
    assert!(data.contains("MISSING_TARGET"), "{data}");
    assert_eq!(code, Some(1));
}

#[test]
fn trees_in_the_same_folder_may_be_led_into_and_are_not_reported_on() {
    let leads = GOOD.replace("\"Neither\", to: \"hand-over\"", "\"Neither\", to: \"other/first\"");
    let other = "Tree(format: 1, id: \"other\", title: \"\", start: \"nowhere\", steps: {\"first\": Step(kind: End(Resolved), stage: Close, title: \"\")})";
    let folder = folder(&[("small.ron", &leads), ("other.ron", other)]);
    let (code, data, _) = check(folder.path(), &["small.ron"]);
    assert_eq!((code, data.as_str()), (Some(0), ""));
    fs::remove_file(folder.path().join("other.ron")).expect("removed");
    let (code, data, _) = check(folder.path(), &["small.ron"]);
    assert_eq!(code, Some(1));
    assert!(data.contains("there is no tree \"other\" beside this one"), "{data}");
}

#[test]
fn the_same_run_prints_the_same() {
    let folder = folder(&[("a.ron", &with_error()), ("b.ron", &with_warning()), ("c.ron", "Tree(")]);
    assert_eq!(check(folder.path(), &["."]), check(folder.path(), &["."]));
}

/// Refused in words, with 2, long before anything could be read.
fn is_refused(folder: &Path, path: &str, words: &str) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_evenkeel"))
        .args(["check", path])
        .current_dir(folder)
        .env("EVENKEEL_HOME", folder.join("home"))
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program starts");
    for _ in 0..100 {
        if child.try_wait().expect("the program can be asked").is_some() {
            let output = child.wait_with_output().expect("its words");
            assert_eq!(output.status.code(), Some(2), "{path}");
            assert!(said(&output).contains(words), "{path}: {}", said(&output));
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    child.kill().expect("it can be stopped");
    panic!("{path} was still being read after ten seconds");
}

#[test]
fn a_missing_file_is_refused_in_words() {
    let folder = folder(&[]);
    is_refused(folder.path(), "gone.ron", "gone.ron: there is no such file");
}

#[cfg(unix)]
#[test]
fn devices_and_pipes_are_refused_before_they_are_opened() {
    let folder = folder(&[]);
    is_refused(folder.path(), "/dev/zero", "this is a device or a pipe");
    let made = Command::new("mkfifo").arg(folder.path().join("pipe.ron")).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo is needed");
    is_refused(folder.path(), "pipe.ron", "this is a device or a pipe");
}

#[cfg(unix)]
#[test]
fn a_device_among_the_trees_of_a_folder_is_refused_too() {
    let folder = folder(&[("small.ron", GOOD)]);
    std::os::unix::fs::symlink("/dev/zero", folder.path().join("zero.ron")).expect("linked");
    is_refused(folder.path(), ".", "zero.ron: this is a device or a pipe");
}

#[test]
fn a_folder_named_like_a_tree_is_a_folder_all_the_same() {
    let folder = folder(&[]);
    fs::create_dir(folder.path().join("x.ron")).expect("made");
    let (code, data, words) = check(folder.path(), &["x.ron"]);
    assert_eq!((code, data.as_str(), words.as_str()), (Some(0), "", "0 trees, nothing to report\n"));
}

#[test]
fn the_example_of_the_design_reads_without_an_error_beside_its_neighbour() {
    let neighbour = "Tree(format: 1, id: \"aggressive-customer\", title: \"\", start: \"first-warning\", \
                     steps: {\"first-warning\": Step(kind: End(Resolved), stage: Close, title: \"\")})";
    let folder = folder(&[("billing-error.ron", BILLING), ("aggressive-customer.ron", neighbour)]);
    let (_, data, _) = check(folder.path(), &["billing-error.ron"]);
    assert!(!data.contains("UNREADABLE") && !data.contains("MISSING_TARGET"), "{data}");
}

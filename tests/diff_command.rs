//! `evenkeel diff` and `evenkeel merge` as a person or git runs them.

mod common;

use common::{BILLING, evenkeel, printed, said, tree};
use std::{fs, path::Path, process::Command};
use tempfile::TempDir;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = evenkeel(folder, arguments);
    (output.status.code(), printed(&output), said(&output))
}

fn text(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).expect("readable")
}

fn with(from: &str, to: &str) -> String {
    assert!(BILLING.contains(from), "{from}");
    BILLING.replacen(from, to, 1)
}

#[test]
fn equal_trees_print_nothing_and_end_well() {
    let folder = folder(&[("a.ron", BILLING), ("b.ron", &with("// Let them finish.", "// Let them."))]);
    assert_eq!(run(folder.path(), &["diff", "a.ron", "b.ron"]), (Some(0), String::new(), "nothing differs\n".to_owned()));
}

#[test]
fn a_difference_is_told_line_by_line_and_ends_with_one() {
    let folder = folder(&[("billing-error.ron", BILLING), ("b.ron", &with("Is that right?", "Have I got that right?"))]);
    let (code, data, words) = run(folder.path(), &["diff", "billing-error", "b.ron"]);
    let expected = "step confirm, changed
  say 1
    - So {charge} went out and you did not expect it. Is that right?
    + So {charge} went out and you did not expect it. Have I got that right?
";
    assert_eq!((code, data.as_str(), words.as_str()), (Some(1), expected, "steps: 1 changed\n"));
}

#[test]
fn json_is_one_document_with_its_keys_in_their_order() {
    let later = with("title: \"Close warm\"", "title: \"Thank them\"").replace("revision: 7", "revision: 8");
    let folder = folder(&[("a.ron", BILLING), ("b.ron", &later)]);
    let (code, data, words) = run(folder.path(), &["diff", "--format", "json", "a.ron", "b.ron"]);
    let expected = r#"{
  "from": "a.ron",
  "to": "b.ron",
  "tree": [
    {
      "name": "revision",
      "before": "7",
      "after": "8"
    }
  ],
  "facts": [],
  "steps": [
    {
      "id": "close",
      "change": "changed",
      "was": null,
      "fields": [
        {
          "name": "title",
          "before": "Close warm",
          "after": "Thank them"
        }
      ]
    }
  ],
  "limits": []
}
"#;
    assert_eq!((code, data.as_str(), words.as_str()), (Some(1), expected, ""));
}

#[test]
fn a_tree_that_is_not_there_is_named_and_ends_with_two() {
    let folder = folder(&[("billing-error.ron", BILLING)]);
    let (code, data, words) = run(folder.path(), &["diff", "billing-error", "biling-error"]);
    assert_eq!((code, data.as_str()), (Some(2), ""));
    assert!(words.contains("did you mean \"billing-error\"?"), "{words}");
}

#[test]
fn a_merge_without_conflict_is_written_over_ours() {
    let (ours, theirs) = (with("\"Close warm\"", "\"Thank them\""), with("Is that right?", "Have I got that right?"));
    let folder = folder(&[("base", BILLING), ("ours", &ours), ("theirs", &theirs)]);
    assert_eq!(run(folder.path(), &["merge", "base", "ours", "theirs"]), (Some(0), String::new(), String::new()));
    assert_eq!(text(&folder, "ours"), ours.replace("Is that right?", "Have I got that right?"));
    assert_eq!(text(&folder, "theirs"), theirs);
}

#[test]
fn a_conflict_is_told_and_the_file_still_reads_as_our_tree() {
    let (ours, theirs) = (with("\"Close warm\"", "\"Thank them\""), with("\"Close warm\"", "\"Say goodbye\""));
    let folder = folder(&[("base", BILLING), ("ours", &ours), ("theirs", &theirs)]);
    let (code, data, words) = run(folder.path(), &["merge", "base", "ours", "theirs", "--output", "merged"]);
    assert_eq!((code, data.as_str()), (Some(1), ""));
    assert!(words.starts_with("merged: steps close, title: ours is Thank them; theirs is Say goodbye\n"), "{words}");
    assert_eq!(text(&folder, "ours"), ours, "with --output ours stays as it is");
    let merged = text(&folder, "merged");
    assert_eq!(tree(&merged).tree(), tree(&ours).tree());
    assert!(merged.contains("// MERGE: title was changed on both sides; ours is kept. Theirs: Say goodbye\n"), "{merged}");
}

#[test]
fn what_is_no_tree_is_refused_with_its_place_and_nothing_is_written() {
    let folder = folder(&[("base", BILLING), ("ours", BILLING), ("theirs", &with("kind: Say", "kind: Sya"))]);
    let (code, _, words) = run(folder.path(), &["merge", "base", "ours", "theirs"]);
    assert_eq!(code, Some(2));
    assert!(words.contains("theirs:59:19: no word `Sya` here"), "{words}");
    assert_eq!(text(&folder, "ours"), BILLING);
}

/// Runs git in a folder; nothing of whoever runs the test gets in.
fn git(folder: &Path, arguments: &[&str]) -> bool {
    let name = ["-c", "user.name=Kit", "-c", "user.email=kit@example.org", "-c", "init.defaultBranch=main"];
    let git = Command::new("git")
        .current_dir(folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("HOME", folder)
        .args(name)
        .args(arguments)
        .output();
    git.is_ok_and(|output| output.status.success())
}

#[test]
fn git_merges_two_branches_with_it() {
    let folder = folder(&[("tree.ron", BILLING), (".gitattributes", "*.ron merge=evenkeel\n")]);
    let at = folder.path();
    if !git(at, &["init", "--quiet"]) {
        return;
    }
    let driver = format!("\"{}\" merge %O %A %B", env!("CARGO_BIN_EXE_evenkeel"));
    let commit = |text: &str| {
        fs::write(at.join("tree.ron"), text).expect("written");
        git(at, &["add", "."]) && git(at, &["commit", "--quiet", "-m", "A version"])
    };
    assert!(git(at, &["config", "merge.evenkeel.driver", &driver]));
    assert!(commit(BILLING) && git(at, &["checkout", "--quiet", "-b", "other"]));
    // Neighbouring lines, on which git alone would stop.
    let (yes, no) = ("when: \"Yes\", to: \"whose-error\"", "when: \"No, or there is more\", to: \"listen\"");
    assert!(commit(&with(yes, "when: \"Yes\", to: \"refund\"")) && git(at, &["checkout", "--quiet", "main"]));
    assert!(commit(&with(no, "when: \"No, or there is more\", to: \"open\"")));
    assert!(git(at, &["merge", "--quiet", "-m", "Both", "other"]), "{}", text(&folder, "tree.ron"));
    let both = with(yes, "when: \"Yes\", to: \"refund\"").replace(no, "when: \"No, or there is more\", to: \"open\"");
    assert_eq!(text(&folder, "tree.ron"), both);
}

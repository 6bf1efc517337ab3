//! `evenkeel phrase` and `evenkeel explain` as a person or a script runs them, and findings on words from `check`.

mod common;

use common::{evenkeel, printed, said};
use std::{
    fs,
    io::Write as _,
    process::{Command, Output, Stdio},
};

const GOOD: &str = include_str!("common/small.ron");

fn phrase(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_evenkeel"))
        .arg("phrase")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(input).expect("written");
    child.wait_with_output().expect("it ends")
}

#[test]
fn each_line_read_gives_one_object_with_its_keys_in_their_order() {
    let output = phrase(&["--format", "json"], "It’s é: calm down.\n\nI'll ring you by {time}.".as_bytes());
    assert_eq!(output.status.code(), Some(0));
    let lines: Vec<String> = printed(&output).lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 3);
    let start = r#"{"text":"It’s é: calm down.","words":4,"seconds":2,"findings":[{"rule":"CALM_DOWN","level":"error","start":8,"end":17,"message":"#;
    assert!(lines[0].starts_with(start), "{}", lines[0]);
    assert!(lines[0].ends_with(r#"}],"credits":[]}"#), "{}", lines[0]);
    assert_eq!(lines[1], r#"{"text":"","words":0,"seconds":0,"findings":[],"credits":[]}"#);
    let last: serde_json::Value = serde_json::from_str(&lines[2]).expect("JSON");
    assert_eq!((&last["findings"], &last["credits"]), (&serde_json::json!([]), &serde_json::json!(["CAN_DO", "TIME"])));
}

#[test]
fn the_mood_of_the_call_decides_on_cheer() {
    let found = |mood: &str| printed(&phrase(&["--mood", mood], b"Perfect!")).contains("CHEERY");
    assert!(found("heated") && !found("calm"));
}

#[test]
fn what_is_written_is_not_held_to_one_breath() {
    let line = ["I am putting it back now and it is with you by Monday."; 3].join(" ");
    let found = |channel: &str| printed(&phrase(&["--channel", channel], line.as_bytes())).contains("[LONG]");
    assert!(found("spoken") && !found("written"));
}

#[test]
fn the_stage_of_the_line_decides_on_how_it_may_begin() {
    let found = |stage: &str| printed(&phrase(&["--stage", stage], b"Your form came without a date.")).contains("YOU_START");
    assert!(found("own") && !found("follow-up"));
}

#[test]
fn a_stage_that_does_not_exist_is_answered_with_those_that_do() {
    let output = phrase(&["--stage", "ofer"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("did you mean Offer?"), "{}", said(&output));
}

#[test]
fn in_text_the_words_are_marked_and_the_better_wording_stands_below() {
    let output = phrase(&[], b"Please hold.\r\n");
    let text = printed(&output);
    assert!(text.starts_with("Please hold.\n^^^^^^^^^^^ warning[HOLD_FORM]: "), "{text}");
    assert!(text.contains("= help: "), "{text}");
}

#[test]
fn bytes_that_are_no_text_are_a_line_like_any_other() {
    let output = phrase(&["--format", "json"], b"\xff\xfe calm down\n");
    assert_eq!(output.status.code(), Some(0));
    assert!(printed(&output).contains("CALM_DOWN"));
}

#[test]
fn a_rule_is_explained_with_its_reason_its_source_and_its_examples() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = evenkeel(folder.path(), &["explain", "neg_cant"]);
    let text = printed(&output);
    for part in ["NEG_CANT (warning)", "Why: ", "Better: ", "Source: ", "It finds:", "It leaves alone:"] {
        assert!(text.contains(part), "{part} is missing from {text}");
    }
    assert!(printed(&evenkeel(folder.path(), &["explain", "DEAD_END"])).contains("way on"));
}

#[test]
fn an_unknown_rule_is_answered_with_the_nearest_names() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = evenkeel(folder.path(), &["explain", "CALM_DOWM"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("did you mean CALM_DOWN"), "{}", said(&output));
}

#[test]
fn check_finds_words_in_their_file_and_sarif_names_them() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("small.ron"), GOOD.replace("A nasty surprise.", "Calm down.")).expect("written");
    let output = evenkeel(folder.path(), &["check", "--format", "sarif", "small.ron"]);
    assert_eq!(output.status.code(), Some(1));
    let log: serde_json::Value = serde_json::from_str(&printed(&output)).expect("JSON");
    let result = &log["runs"][0]["results"][0];
    assert_eq!((&result["ruleId"], &result["level"]), (&"CALM_DOWN".into(), &"error".into()));
    let uri = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, "small.ron");
}

#[test]
fn a_sites_own_rules_hold_for_check_and_a_mistake_in_them_is_told_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("home")).expect("made");
    fs::write(folder.path().join("small.ron"), GOOD.replace("A nasty surprise.", "That was the dunning letter."))
        .expect("written");
    let rules = folder.path().join("home").join("rules.ron");
    let check = || evenkeel(folder.path(), &["check", "--format", "json", "small.ron"]);
    assert!(!printed(&check()).contains("JARGON"));
    fs::write(&rules, r#"(sets: { "trade": ["dunning letter"] }, levels: { "JARGON": Error })"#).expect("written");
    assert!(printed(&check()).contains("\"rule\": \"JARGON\",\n    \"level\": \"error\""), "{}", printed(&check()));
    fs::write(&rules, r#"(levels: { "JARGN": Error })"#).expect("written");
    let output = check();
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("rules.ron:1:12: \"JARGN\" is no rule; did you mean \"JARGON\"?"), "{}", said(&output));
}

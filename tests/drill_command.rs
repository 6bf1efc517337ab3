//! `evenkeel drill` as a person or a script runs it.

mod common;

use common::{printed, said};
use serde_json::Value;
use std::{
    fs,
    io::Write as _,
    process::{Command, Output, Stdio},
};
use tempfile::TempDir;

fn command(folder: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_evenkeel"));
    command
        .current_dir(folder.path())
        .env("EVENKEEL_HOME", folder.path().join("home"))
        .env("EVENKEEL_TREES", folder.path().join("trees"))
        .args(["--now", "2026-11-23T14:00[Europe/London]", "drill"])
        .args(arguments);
    command
}

/// A drill from a script.
fn drill(arguments: &[&str], script: &str) -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("call.txt");
    fs::write(&file, script).expect("written");
    command(&folder, arguments).args(["--script", "call.txt"]).output().expect("the program starts")
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}{}", printed(output), said(output)))
}

const DEREK: [&str; 7] = ["delayed-shipment", "--persona", "derek-hollis", "--seed", "3", "--format", "json"];

#[test]
fn a_script_gives_one_document_with_its_keys_in_their_order() {
    let output = drill(&DEREK, "# a call\n1\n\nsay: I hear how fed up you are about the bike.  # typed\n2\n");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let document = json(&output);
    let keys: Vec<&str> = document.as_object().expect("an object").keys().map(String::as_str).collect();
    let wanted = ["tree", "revision", "persona", "seed", "turns", "heat", "score", "gates", "outcome", "finished"];
    // A map of serde_json keeps its own order; the text tells the written one.
    let text = printed(&output);
    let places: Vec<usize> = wanted.iter().map(|key| text.find(&format!("\n  \"{key}\"")).expect("the key")).collect();
    assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{keys:?}");
    assert_eq!(document["tree"], "delayed-shipment");
    assert_eq!(document["persona"], "derek-hollis");
    assert_eq!((&document["seed"], &document["finished"]), (&Value::from(3), &Value::from(false)));
    let turns: Vec<&Value> = document["turns"].as_array().expect("turns").iter().filter(|turn| turn["said"] != "").collect();
    assert_eq!(turns.len(), 3);
    for turn in &turns {
        assert!(turn["customer"].as_str().is_some_and(|words| !words.is_empty()));
        assert!((3..=4).contains(&turn["choices"].as_array().expect("choices").len()));
        assert!(turn["moves"].is_array() && turn["heat"].is_number() && turn["reasons"].is_array());
    }
    assert_eq!(turns[0]["said"], turns[0]["choices"][0]);
    assert_eq!(turns[1]["said"], "I hear how fed up you are about the bike.");
    assert!(document["heat"]["start"] == 6.0 && document["heat"]["peak"].is_number() && document["heat"]["end"].is_number());
    let parts = document["score"]["parts"].as_array().expect("parts");
    assert_eq!(parts.iter().map(|part| part["of"].as_u64().expect("points")).sum::<u64>(), 100);
    assert!(parts.iter().all(|part| part["name"].is_string() && part["why"].is_string() && part["points"].is_number()));
    let gates = document["gates"].as_array().expect("gates");
    assert_eq!(gates.len(), 10);
    assert!(gates.iter().all(|gate| gate["id"].is_string() && gate["passed"].is_boolean()));
}

#[test]
fn the_same_seed_and_script_give_the_same_document_to_the_byte_and_another_seed_another() {
    let script = "1\n2\nsay: What happened then?\nwait\n1\n";
    let (one, other) = (drill(&DEREK, script), drill(&DEREK, script));
    assert_eq!(printed(&one), printed(&other));
    assert!(!printed(&one).is_empty());
    let seeds: Vec<String> = (0..6)
        .map(|seed| {
            let seed = seed.to_string();
            printed(&drill(&["delayed-shipment", "--persona", "P01", "--seed", &seed, "--format", "json"], "1\n"))
        })
        .collect();
    assert!(seeds.iter().any(|text| text != &seeds[0]));
}

#[test]
fn a_persona_is_found_by_id_or_code_in_any_case_and_an_unknown_one_is_named_with_the_nearest() {
    for name in ["derek-hollis", "DEREK-Hollis", "P01", "p01"] {
        let output = drill(&["delayed-shipment", "--persona", name, "--format", "json"], "");
        assert_eq!(json(&output)["persona"], "derek-hollis");
    }
    let output = drill(&["delayed-shipment", "--persona", "derek-holis"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("did you mean derek-hollis?"), "{}", said(&output));
    let output = drill(&["no-such-tree", "--persona", "P01"], "");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_script_that_is_too_short_ends_unfinished_and_well() {
    for script in ["", "# nothing\n\n", "1\n"] {
        let output = drill(&DEREK, script);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let document = json(&output);
        assert_eq!((&document["finished"], &document["outcome"]), (&Value::from(false), &Value::Null));
    }
}

#[test]
fn a_line_that_fits_nothing_is_named_by_its_number() {
    for (script, number, words) in [
        ("1\n\n# so\nfrob\n", 4, "fits nothing"),
        ("7\n", 1, "there is no line 7"),
        ("0\n", 1, "there is no line 0"),
        ("1\nsay:\n", 2, "wants the words"),
        ("1\nkey: panic\n", 2, "no key"),
        ("fact: day\n", 1, "name=value"),
        ("hear: x\n", 1, "number of an answer"),
        ("1\nhear: 40\n", 2, "no answer 40"),
        ("stop\n1\n", 2, "the call is over"),
        ("fact: nothing_of_the_kind=4\n", 1, "nothing_of_the_kind"),
    ] {
        let output = drill(&DEREK, script);
        assert_eq!(output.status.code(), Some(2), "{script}: {}", printed(&output));
        let error = said(&output);
        assert!(error.contains(&format!("call.txt:{number}: ")) && error.contains(words), "{script}: {error}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn choices_come_from_standard_input_where_there_is_no_script() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut child = command(&folder, &DEREK)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(b"1\nkey: supervisor\n").expect("written");
    let output = child.wait_with_output().expect("it ends");
    let document = json(&output);
    let keys: Vec<&Value> =
        document["turns"].as_array().expect("turns").iter().filter(|turn| turn["key"] == "Supervisor").collect();
    assert_eq!(keys.len(), 1);
}

#[test]
fn answers_are_recognised_by_hear_or_by_themselves() {
    let by_itself = json(&drill(&DEREK, "1\n1\n"));
    assert_eq!(by_itself["turns"][0]["recognised"], true);
    let missed = json(&drill(&DEREK, "1\nhear: 0\n1\n"));
    assert_eq!(missed["turns"][0]["recognised"], false);
    assert_eq!(missed["turns"].as_array().map(Vec::len), by_itself["turns"].as_array().map(Vec::len));
}

#[test]
fn a_whole_call_comes_to_its_end_and_reads_well_as_text() {
    // The own line of each turn, found by playing on.
    let folder = tempfile::tempdir().expect("a folder");
    let mut script = String::new();
    let mut last = Value::Null;
    for _ in 0..40 {
        fs::write(folder.path().join("call.txt"), &script).expect("written");
        let output = command(&folder, &DEREK).args(["--script", "call.txt"]).output().expect("the program starts");
        last = json(&output);
        if last["finished"] == true {
            break;
        }
        script +=
            "say: I hear how worn out you are by the bike. I'm putting it right now, and you have my word by Friday at four.\n";
    }
    assert_eq!(last["finished"], true);
    assert!(last["outcome"].is_string());
    assert!(last["score"]["total"].as_u64().expect("points") < 80, "one line wins no call");
    let output = drill(&["delayed-shipment", "--persona", "P01", "--seed", "3"], "1\n2\n");
    let text = printed(&output);
    for wanted in [
        "Delayed shipment with Derek Hollis, seed 3",
        "You: “",
        "heat ",
        "Score ",
        "Listening and understanding",
        "Gates",
        "Next time: ",
    ] {
        assert!(text.contains(wanted), "{wanted} is missing in\n{text}");
    }
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
}

#[test]
fn an_exam_shows_no_heat_and_a_protocol_has_its_own_card() {
    let exam = printed(&drill(&["delayed-shipment", "--persona", "P01", "--level", "exam"], "1\n2\n"));
    assert!(!exam.contains("█"), "{exam}");
    let protocol = json(&drill(&["billing-error", "--persona", "P10", "--format", "json"], "1\n"));
    let parts = protocol["score"]["parts"].as_array().expect("parts");
    assert!(parts.iter().all(|part| part["section"] == "Protocol"));
}

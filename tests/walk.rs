//! `evenkeel walk`: moves in, the path out as JSON.

#[path = "common/calls.rs"]
mod calls;

use calls::{evenkeel, tree, write_trees};
use serde_json::{Value, json};
use std::{path::Path, process::Stdio};
use tempfile::TempDir;

const HEAD: &str = r#"facts: {
    "charge": Fact(label: "Charge", kind: Money("GBP")),
    "day": Fact(label: "Day", kind: Date),
    "fault": Fact(label: "Fault", kind: Choice(["ours", "not ours"])),
},
always: Always(abuse: "warning", supervisor: "up", hold: "hold", cut_off: "cut-off",
    safety: Safety(danger: "danger", life: "life", threat: "threat", health: "health")),"#;

const STEPS: &str = r#"
    "open": Step(kind: Ask, stage: Open, title: "Open", say: ["What happened?"], say_heated: ["I hear you."], captures: ["charge"], answers: [
        Answer(when: "Yes", to: "look"),
        Answer(when: "Yes, and more", to: "promise"),
        Answer(when: "Only with our fault", to: "close", needs: Is("fault", "ours")),
    ]),
    "look": Step(kind: Check, stage: Check, title: "Look", task: "Look it up.", answers: [
        Answer(when: "Ours", to: "promise", needs: Is("fault", "ours")),
        Answer(when: "Not ours", to: "close", needs: Not(Is("fault", "ours"))),
    ]),
    "promise": Step(kind: Say, stage: FollowUp, title: "Promise", say: ["{charge} by {day}."], captures: ["day"],
        promise: Promise(what: "Refund of {charge}", by: "day"), answers: [Answer(when: "Agrees", to: "close")]),
    "close": Step(kind: End(Resolved), stage: Close, title: "Close", say: ["Thank you."]),
    "up": Step(kind: Escalate(to: "Supervisor", why: "Asked for"), stage: Offer, title: "Up", answers: [Answer(when: "Stays with me", back: true)]),
    "warning": Step(kind: Say, stage: Own, title: "Warning", warning: true, say: ["Please stop."], answers: [Answer(when: "Stops", back: true)]),
    "hold": Step(kind: Ask, stage: Own, title: "Hold", say: ["May I?"], answers: [Answer(when: "Back", back: true)]),
    "cut-off": Step(kind: Do, stage: FollowUp, title: "Ring back", answers: [Answer(when: "There", back: true)]),
    "danger": Step(kind: Say, stage: Own, title: "Danger", answers: [Answer(when: "Safe", back: true)]),
    "life": Step(kind: Say, stage: Own, title: "Life", answers: [Answer(when: "No", back: true)]),
    "threat": Step(kind: Say, stage: Own, title: "Threat", answers: [Answer(when: "No", back: true)]),
    "health": Step(kind: Say, stage: Own, title: "Health", answers: [Answer(when: "No", back: true)]),
"#;

/// A folder with the tree "bill".
fn library() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write_trees(folder.path(), &[tree("bill", HEAD, STEPS)]);
    folder
}

struct Walked {
    code: Option<i32>,
    out: String,
    error: String,
}

impl Walked {
    fn path(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}{}", self.out, self.error))
    }

    /// The ids of the steps.
    fn steps(&self) -> Vec<String> {
        self.path()["steps"].as_array().unwrap().iter().map(|step| step["id"].as_str().unwrap().to_owned()).collect()
    }
}

fn walk_in(library: &Path, arguments: &[&str]) -> Walked {
    let home = tempfile::tempdir().unwrap();
    let mut command = evenkeel(library, home.path());
    let output = command.args(["--now", "2026-11-23T14:00[Europe/London]", "walk"]).args(arguments).output().unwrap();
    Walked {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        error: String::from_utf8(output.stderr).unwrap(),
    }
}

fn walk(arguments: &[&str]) -> Walked {
    walk_in(library().path(), arguments)
}

#[test]
fn the_path_is_one_document_with_its_keys_in_order() {
    let walked = walk(&["bill", "+charge=42.1", "+day=fri", "2", "1"]);
    let keys = ["tree", "revision", "steps", "facts", "missing", "promises", "mood", "outcome", "finished"];
    let places: Vec<usize> = keys.iter().map(|key| walked.out.find(&format!("\n  \"{key}\":")).unwrap()).collect();
    assert!(places.is_sorted(), "{}", walked.out);
    let step = &walked.path()["steps"][1];
    assert_eq!(
        step,
        &json!({
            "tree": "bill", "id": "promise", "title": "Promise", "kind": "Say", "stage": "FollowUp",
            "line": "£42.10 by Friday 27 November.", "answer": "Agrees", "by_itself": false,
        })
    );
}

#[test]
fn a_walk_to_the_end_says_what_came_of_it() {
    let path = walk(&["bill", "+charge=42.1", "+day=fri", "2", "1"]).path();
    assert_eq!(path["facts"], json!({ "charge": "42.10", "day": "2026-11-27" }));
    assert_eq!(path["promises"], json!([{ "what": "Refund of £42.10", "owner": "the agent", "by": "2026-11-27" }]));
    assert_eq!((&path["tree"], &path["revision"], &path["mood"]), (&json!("bill"), &json!(3), &json!("Calm")));
    assert_eq!((&path["outcome"], &path["finished"]), (&json!("Resolved"), &json!(true)));
}

#[test]
fn a_walk_that_stops_half_way_is_not_finished_and_says_what_is_missing() {
    let path = walk(&["bill", "2"]).path();
    assert_eq!((&path["outcome"], &path["finished"]), (&Value::Null, &json!(false)));
    assert_eq!(path["missing"], json!(["charge", "day"]));
    assert_eq!(path["steps"][1]["line"], "{charge} by {day}.");
    assert_eq!(path["steps"][1]["answer"], Value::Null);
}

#[test]
fn an_answer_is_named_by_its_beginning_in_any_case() {
    assert_eq!(walk(&["bill", "YES, a"]).steps(), ["open", "promise"]);
}

#[test]
fn an_answer_written_whole_wins_over_one_that_only_begins_like_it() {
    assert_eq!(walk(&["bill", "yes"]).steps(), ["open", "look"]);
}

fn assert_stops_with_the_answers(walked: &Walked, why: &str) {
    assert_eq!((walked.code, walked.steps()), (Some(1), vec!["open".to_owned()]));
    assert!(walked.error.contains(why), "{}", walked.error);
    assert!(walked.error.contains("  1 Yes\n") && walked.error.contains("  0 None of these\n"), "{}", walked.error);
}

#[test]
fn a_move_that_two_answers_begin_with_stops_the_walk() {
    assert_stops_with_the_answers(&walk(&["bill", "ye"]), "more than one answer begins with “ye”");
}

#[test]
fn a_move_that_no_answer_begins_with_stops_the_walk() {
    assert_stops_with_the_answers(&walk(&["bill", "perhaps", "1"]), "no answer begins with “perhaps”");
}

#[test]
fn a_greyed_answer_stops_the_walk_and_its_reason_is_listed() {
    assert_stops_with_the_answers(&walk(&["bill", "3"]), "  3 Only with our fault (fault is not known yet)");
}

#[test]
fn a_greyed_answer_given_twice_is_taken() {
    let walked = walk(&["bill", "3", "3"]);
    assert_eq!((walked.code, walked.steps()), (Some(0), vec!["open".to_owned(), "close".to_owned()]));
}

#[test]
fn none_of_these_stays() {
    assert_eq!(walk(&["bill", "0", "1"]).steps(), ["open", "look"]);
}

#[test]
fn a_check_that_passes_by_itself_is_marked() {
    let path = walk(&["bill", "+fault=ours", "1"]).path();
    assert_eq!((&path["steps"][1]["id"], &path["steps"][1]["by_itself"]), (&json!("look"), &json!(true)));
    assert_eq!(path["steps"][2]["by_itself"], json!(false));
}

#[test]
fn every_key_leads_to_its_step_and_return_comes_back() {
    for (key, step) in [("@abuse", "warning"), ("@supervisor", "up"), ("@hold", "hold"), ("@cutoff", "cut-off")] {
        assert_eq!(walk(&["bill", key, "@return"]).steps(), ["open", step, "open"], "{key}");
    }
}

#[test]
fn safety_takes_the_next_number_as_its_row() {
    for (row, step) in [("1", "danger"), ("2", "life"), ("3", "threat"), ("4", "health")] {
        assert_eq!(walk(&["bill", "@safety", row]).steps(), ["open", step], "row {row}");
    }
}

#[test]
fn an_answer_in_words_after_safety_is_no_row() {
    assert_eq!(walk(&["bill", "@safety", "yes"]).steps(), ["open", "look"]);
}

#[test]
fn the_mood_keys_change_the_line_and_the_mood() {
    let path = walk(&["bill", "@heated"]).path();
    assert_eq!((&path["mood"], &path["steps"][0]["line"]), (&json!("Heated"), &json!("I hear you.")));
    assert_eq!(walk(&["bill", "@heated", "@calm"]).path()["mood"], "Calm");
}

#[test]
fn back_pass_and_jump_move_as_on_a_call() {
    assert_eq!(walk(&["bill", "2", "@back"]).steps(), ["open"]);
    assert_eq!(walk(&["bill", "+charge=5", "@pass"]).steps(), ["open", "look"]);
    assert_eq!(walk(&["bill", "@jump=promise"]).steps(), ["open", "promise"]);
}

#[test]
fn a_key_that_is_none_stops_the_walk() {
    assert_eq!(walk(&["bill", "@coffee"]).code, Some(1));
}

#[test]
fn a_walk_begins_where_in_what_mood_and_with_what_it_is_told() {
    let path = walk(&["bill", "--from", "promise", "--mood", "heated", "--fact", "charge=7", "--fact", "day=2026-12-01"]).path();
    assert_eq!((&path["steps"][0]["id"], &path["mood"]), (&json!("promise"), &json!("Heated")));
    assert_eq!(path["facts"], json!({ "charge": "7.00", "day": "2026-12-01" }));
}

#[test]
fn a_fact_that_does_not_fit_from_the_start_cannot_run() {
    let walked = walk(&["bill", "--fact", "charge=lots"]);
    assert_eq!((walked.code, walked.out.as_str()), (Some(2), ""));
    assert!(walked.error.contains("charge"), "{}", walked.error);
}

#[test]
fn an_unknown_tree_cannot_run_and_the_nearest_name_is_said() {
    let walked = walk(&["bil"]);
    assert_eq!((walked.code, walked.out.as_str()), (Some(2), ""));
    assert!(walked.error.contains("did you mean \"bill\"?"), "{}", walked.error);
}

#[test]
fn in_an_empty_library_the_shipped_trees_are_the_near_names() {
    let empty = tempfile::tempdir().unwrap();
    let walked = walk_in(empty.path(), &["billing-eror"]);
    assert!(walked.error.contains("did you mean \"billing-error\"?"), "{}", walked.error);
}

#[test]
fn an_unknown_step_to_begin_at_cannot_run() {
    assert_eq!(walk(&["bill", "--from", "nowhere"]).code, Some(2));
}

#[test]
fn a_tree_is_also_found_by_its_path() {
    let library = library();
    let elsewhere = tempfile::tempdir().unwrap();
    let file = library.path().join("bill.ron");
    assert_eq!(walk_in(elsewhere.path(), &[file.to_str().unwrap()]).steps(), ["open"]);
}

#[test]
fn the_same_walk_prints_the_same_bytes() {
    let moves = ["bill", "+charge=42", "@heated", "2", "@back", "0", "1", "Not", "@abuse"];
    assert_eq!(walk(&moves).out, walk(&moves).out);
}

#[test]
fn a_walk_leaves_nothing_behind() {
    let (library, home) = (library(), tempfile::tempdir().unwrap());
    let walked = evenkeel(library.path(), home.path()).args(["walk", "bill", "2"]).output().unwrap();
    assert!(walked.status.success());
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn a_reader_that_has_gone_away_ends_the_walk_quietly() {
    let (library, home) = (library(), tempfile::tempdir().unwrap());
    let mut command = evenkeel(library.path(), home.path());
    let mut child = command.args(["walk", "bill"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn every_shipped_tree_can_be_begun() {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("trees");
    for (id, _) in evenkeel::library::SHIPPED {
        let walked = walk_in(&shipped, &[id, "0"]);
        assert_eq!(walked.code, Some(0), "{id}: {}", walked.error);
        assert_eq!((walked.path()["tree"].as_str(), walked.path()["steps"].as_array().map(Vec::len)), (Some(id), Some(1)));
    }
}

//! The guide line by line: a call in the terminal, kept and taken up again like one in the window.

#[path = "common/calls.rs"]
mod calls;

use calls::{evenkeel, tree, write_trees};
use evenkeel::{call::Call, record::Store, site::Settings};
use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    path::{Path, PathBuf},
    process::Stdio,
    sync::Arc,
};
use tempfile::TempDir;

const HEAD: &str = r#"summary: "A charge nobody expected.", facts: {
    "customer_name": Fact(label: "Name", kind: Text, private: true),
    "charge": Fact(label: "Charge", kind: Money("GBP")),
    "day": Fact(label: "Day", kind: Date, latest: WorkingDays(5)),
},
always: Always(hold: "hold", safety: Safety(danger: "danger")),"#;

const STEPS: &str = r#"
    "open": Step(kind: Ask, stage: Open, title: "Open", say: ["What has happened?", "Tell me."], captures: ["charge"], answers: [
        Answer(when: "Explains", to: "promise"),
        Answer(when: "Only small ones", to: "close", needs: AtMost("charge", "10.00")),
    ]),
    "promise": Step(kind: Say, stage: FollowUp, title: "Promise", say: ["{charge} by {day}, {customer_name}."],
        promise: Promise(what: "Refund of {charge}", by: "day"), answers: [Answer(when: "Agrees", to: "close")]),
    "close": Step(kind: End(Resolved), stage: Close, title: "Close", say: ["Thank you."]),
    "hold": Step(kind: Ask, stage: Own, title: "Hold", answers: [Answer(when: "Back", back: true)]),
    "danger": Step(kind: Say, stage: Own, title: "Danger", say: ["Are you safe?"], answers: [Answer(when: "Safe", back: true)]),
"#;

/// A home and a library with the one tree "bill".
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        write_trees(&desk.library(), &[tree("bill", HEAD, STEPS)]);
        fs::create_dir(desk.home()).unwrap();
        desk
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    fn library(&self) -> PathBuf {
        self.folder.path().join("library")
    }

    /// Guides a call and types these lines; what was printed, once it ended well.
    fn guide(&self, arguments: &[&str], lines: &[&str]) -> String {
        let mut command = evenkeel(&self.library(), &self.home());
        command.args(["--now", "2026-11-23T14:00[Europe/London]", "guide", "--terminal"]).args(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// The calls that are not finished, as the record has them.
    fn unfinished(&self) -> Vec<Call> {
        let store = Store::open(&self.home().join("records.db")).unwrap();
        store.unfinished(&Arc::new(Settings::default())).unwrap().into_iter().map(|open| open.call).collect()
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Asserts that these parts are printed one after the other.
fn assert_in_order(printed: &str, parts: &[&str]) {
    let mut from = 0;
    for part in parts {
        let at = printed[from..].find(part);
        from += at.unwrap_or_else(|| panic!("“{part}” does not follow in:\n{printed}")) + part.len();
    }
}

#[test]
fn a_whole_call_is_guided_line_by_line_and_finished() {
    let desk = Desk::new();
    let lines = ["charge=42.1", "customer_name=Dana", "1", "day=fri", "She prefers mornings", "1", "@end"];
    let printed = desk.guide(&["bill"], &lines);
    assert_in_order(
        &printed,
        &[
            "The tree bill · Open\n> What has happened?\n  needs charge= (Charge)\n  1 Explains\n  2 Only small ones (charge is not known yet)\n  0 None of these\n",
            "  already known: @pass\n",
            "The tree bill · Promise\n> £42.10 by [which day?], Dana.\n",
            "> £42.10 by Friday 27 November, Dana.\n",
            "Noted.\n",
            "The tree bill · Close\n> Thank you.\n",
            "Promised: Refund of £42.10; by Friday 27 November; owner the agent.\n",
            "Note: She prefers mornings\n",
            "Outcome: solved. Ended by the customer.\n",
        ],
    );
    assert!(desk.unfinished().is_empty());
}

#[test]
fn the_end_of_input_pauses_the_call_and_keeps_it() {
    let desk = Desk::new();
    let printed = desk.guide(&["bill"], &["charge=5"]);
    assert!(printed.ends_with("\nPaused. The call is kept and can be taken up again.\n"), "{printed}");
    assert!(desk.unfinished()[0].state().is_paused);
}

#[test]
fn the_next_start_offers_the_call_and_takes_it_up_on_the_same_step_with_the_same_facts() {
    let desk = Desk::new();
    desk.guide(&["bill"], &["charge=42.1", "1"]);
    let printed = desk.guide(&[], &["r1", "day=fri", "@pause"]);
    assert_in_order(
        &printed,
        &[
            "r1 Unfinished call: Promise\n1 The tree bill - A charge nobody expected.\nWhich? ",
            "The tree bill · Promise\n> £42.10 by [which day?], [name?].\n",
            "> £42.10 by Friday 27 November",
        ],
    );
    assert_eq!(desk.unfinished().len(), 1);
}

#[test]
fn a_call_goes_on_with_the_words_it_began_with_when_its_tree_has_changed() {
    let desk = Desk::new();
    desk.guide(&["bill"], &[]);
    write_trees(&desk.library(), &[tree("bill", HEAD, &STEPS.replace("What has happened?", "Something new."))]);
    assert_in_order(&desk.guide(&[], &["r1"]), &["> What has happened?\n"]);
}

#[test]
fn a_finished_call_is_not_offered_again() {
    let desk = Desk::new();
    desk.guide(&["bill"], &["@end"]);
    assert!(!desk.guide(&[], &[]).contains("Unfinished"));
}

#[test]
fn without_input_and_without_a_tree_the_list_is_printed() {
    let desk = Desk::new();
    let output = evenkeel(&desk.library(), &desk.home()).args(["guide", "--terminal"]).stdin(Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "1 The tree bill - A charge nobody expected.\nWhich? \n");
}

#[test]
fn a_tree_is_chosen_from_the_list_by_number_or_by_name() {
    for choice in ["1", "bill"] {
        assert_in_order(&Desk::new().guide(&[], &[choice]), &["The tree bill · Open\n"]);
    }
}

#[test]
fn a_choice_that_is_none_is_said_and_asked_again() {
    assert_in_order(&Desk::new().guide(&[], &["bil", "1"]), &["did you mean \"bill\"?", "Which? ", "The tree bill · Open\n"]);
}

#[test]
fn facts_from_a_file_are_known_and_the_file_is_removed() {
    let desk = Desk::new();
    let file = desk.write("facts.txt", "customer_name=Dana\n\ncharge = 42.1\n");
    desk.guide(&["bill", "--facts", text(&file)], &[]);
    let facts: Vec<String> = desk.unfinished()[0].state().facts.keys().cloned().collect();
    assert_eq!(facts, ["customer_name", "charge"]);
    assert!(!file.exists());
}

#[test]
fn facts_from_standard_input_are_known() {
    let desk = Desk::new();
    desk.guide(&["bill", "--facts", "-"], &["customer_name=Dana"]);
    assert!(desk.unfinished()[0].state().facts.contains_key("customer_name"));
}

#[test]
fn a_fact_that_does_not_fit_is_said_and_the_call_begins_all_the_same() {
    assert_in_order(&Desk::new().guide(&["bill", "--fact", "charge=lots"], &[]), &["! charge: ", "The tree bill · Open\n"]);
}

#[test]
fn a_reference_of_another_program_is_kept() {
    let desk = Desk::new();
    desk.guide(&["bill", "--reference", "CRM-9"], &[]);
    assert_eq!(desk.unfinished()[0].state().outside.as_deref(), Some("CRM-9"));
}

#[test]
fn a_greyed_answer_is_taken_when_it_is_typed_twice() {
    let printed = Desk::new().guide(&["bill"], &["2", "2"]);
    assert_in_order(&printed, &["! charge is not known yet; press again to take it all the same\n", "The tree bill · Close\n"]);
}

#[test]
fn a_promise_without_a_day_is_asked_for_once_with_a_proposal() {
    let printed = Desk::new().guide(&["bill"], &["1", "1", "1"]);
    let asked = "? Promised: Refund of [how much?], by the agent. By when? Proposed: Monday 30 November.";
    assert_in_order(&printed, &[asked, "The tree bill · Close\n"]);
    assert_eq!(printed.matches("By when?").count(), 1);
}

#[test]
fn a_row_of_safety_is_not_held_up_by_a_promise_without_a_day() {
    let printed = Desk::new().guide(&["bill"], &["1", "@safety", "1"]);
    assert_in_order(&printed, &["1 In danger now: Are you safe?\n", "The tree bill · Danger\n"]);
    assert!(!printed.contains("By when?"));
}

#[test]
fn another_wording_is_shown_and_is_the_one_that_counts_as_said() {
    let desk = Desk::new();
    assert_in_order(&desk.guide(&["bill"], &["@wording", "1"]), &["> What has happened?\n", "> Tell me.\n"]);
    assert_eq!(desk.unfinished()[0].state().said[0].line, "Tell me.");
}

#[test]
fn a_card_in_a_note_is_masked_and_said_to_be() {
    let desk = Desk::new();
    assert_in_order(&desk.guide(&["bill"], &["paid with 4111 1111 1111 1111"]), &["Noted; what looked like a card is masked.\n"]);
    let bytes = fs::read(desk.home().join("records.db")).unwrap();
    assert!(!bytes.windows(9).any(|part| part == b"4111 1111"));
}

#[test]
fn a_damaged_record_is_put_aside_and_said_before_anything_else() {
    let desk = Desk::new();
    fs::write(desk.home().join("records.db"), "no database at all, and longer than its header would be: ".repeat(20)).unwrap();
    assert_in_order(
        &desk.guide(&[], &[]),
        &["! The record of calls was damaged. It is kept as ", "records-damaged-1.db", "Which? "],
    );
}

#[test]
fn an_unknown_tree_cannot_run() {
    let desk = Desk::new();
    let output =
        evenkeel(&desk.library(), &desk.home()).args(["guide", "--terminal", "bil"]).stdin(Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("did you mean \"bill\"?"));
}

#[test]
fn a_call_that_is_open_in_one_window_is_not_offered_in_another() {
    let desk = Desk::new();
    let mut command = evenkeel(&desk.library(), &desk.home());
    let mut first = command.args(["guide", "--terminal", "bill"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(first.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("None of these")), "the first window is on its first step");
    assert!(!desk.guide(&[], &[]).contains("Unfinished"));
    drop(first.stdin.take());
    first.wait().unwrap();
    assert!(desk.guide(&[], &[]).contains("r1 Unfinished call: Open"));
}

#[test]
fn a_call_that_was_taken_up_elsewhere_after_it_was_listed_is_not_taken_up_twice() {
    let desk = Desk::new();
    desk.guide(&["bill"], &[]);
    let list = || {
        evenkeel(&desk.library(), &desk.home())
            .args(["guide", "--terminal"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let mut windows = [list(), list()];
    let mut printed: Vec<_> = windows.iter_mut().map(|window| BufReader::new(window.stdout.take().unwrap())).collect();
    for out in &mut printed {
        let mut line = String::new();
        while !line.starts_with("1 The tree") {
            line.clear();
            out.read_line(&mut line).unwrap();
        }
    }
    windows[0].stdin.as_mut().unwrap().write_all(b"r1\n").unwrap();
    assert!(printed[0].by_ref().lines().any(|line| line.unwrap().contains("None of these")));
    windows[1].stdin.take().unwrap().write_all(b"r1\n").unwrap();
    assert!(printed[1].by_ref().lines().any(|line| { line.unwrap().contains("! This call is open in another window") }));
    drop(windows[0].stdin.take());
    windows.iter_mut().for_each(|window| assert!(window.wait().unwrap().success()));
}

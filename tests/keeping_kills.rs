//! Killed at any moment while drafts are kept and trees are published: every file reads, no edit older than the last
//! save is lost, and a publication is whole or did not happen.

#[path = "common/desk.rs"]
mod desk;
#[path = "common/kills.rs"]
mod kills;

use desk::{BILL, at, closing_with, document, files_below, library, live, live_text, publish_text, words};
use evenkeel::{
    library::{
        Because, Publication, PublishError, Revision, draft, finish_publications, keep_draft, publish, quick_fix, read_text,
        revisions,
    },
    tree::read,
};
use kills::Chance;
use std::{
    env, fs,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

/// What the child does, and where.
const CHILD: &str = "EVENKEEL_TEST_KILLED";
const FOLDER: &str = "EVENKEEL_TEST_FOLDER";
/// Kills of each kind of work.
const KILLS: u64 = 100;
/// Within this time after its first save a child is killed.
const WITHIN: Duration = Duration::from_millis(60);
/// So that a write takes its time.
const LONG: usize = 60_000;

/// A text that differs from every other and is long.
fn long_text(number: usize) -> String {
    format!("{}// {}\n", text(number), "x".repeat(LONG))
}

/// A text that differs from every other.
fn text(number: usize) -> String {
    closing_with(&format!("Goodbye {number}."))
}

/// The text that a draft of that number began from; it changes now and then.
fn base(number: usize) -> String {
    format!("{BILL}// base {}\n", number / 3)
}

/// Not a test of its own: the child that works until it is killed, and says after each piece of work that it is done.
#[test]
fn a_child_that_works() {
    let (Some(work), Some(folder)) = (env::var_os(CHILD), env::var_os(FOLDER)) else { return };
    let folder = Path::new(&folder);
    let mut out = std::io::stdout();
    for number in 1.. {
        match work.to_str().unwrap() {
            "drafts" => keep_draft(folder, "bill", &long_text(number), Some(&base(number)), "Ada", at(number as i64)).unwrap(),
            "publications" => {
                keep_draft(folder, "bill", &text(number), Some(&live_text(folder)), "Ada", at(1)).unwrap();
                let document = document(&text(number));
                let reason = format!("number {number}");
                let publication = Publication {
                    id: "bill",
                    document: &document,
                    who: "Ada",
                    when: at(1),
                    reason: &reason,
                    answers: None,
                    wording: None,
                };
                publish(folder, &publication).unwrap();
            }
            _ => {
                let because = Because { who: "Ben", when: at(1), reason: "again", answers: None };
                let line: &'static str = format!("Thank you {number} times.").leak();
                quick_fix(folder, "bill", &words("thank", line), &because, false).unwrap();
            }
        }
        writeln!(out, "done {number}").unwrap();
        out.flush().unwrap();
    }
}

/// Lets a child work, kills it, and tells how much it said it had done.
fn killed(folder: &Path, work: &str, chance: &mut Chance) -> usize {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", "a_child_that_works", "--nocapture"]).env(CHILD, work).env(FOLDER, folder);
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let said = chance.kill(child, "done", WITHIN);
    let numbers = said.lines().filter_map(|line| line.split("done ").nth(1)?.trim().parse().ok());
    numbers.max().unwrap()
}

/// No file that carries a name of its own is half written. What is being written carries a dot before its name.
fn assert_every_tree_reads(folder: &Path) {
    for path in files_below(folder) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.ends_with(".ron") && !name.starts_with('.') && !path.components().any(|part| part.as_os_str() == "publishing") {
            let text = read_text(&path).unwrap();
            assert!(read(&text).is_ok(), "{} does not read", path.display());
        }
    }
}

#[test]
fn killed_while_drafts_are_kept_no_save_that_returned_is_lost() {
    let mut chance = Chance(25_11_2026);
    let mut further = 0;
    for _ in 0..KILLS {
        let folder = library();
        let done = killed(folder.path(), "drafts", &mut chance);
        assert_every_tree_reads(folder.path());
        let kept = draft(folder.path(), "bill").unwrap().unwrap();
        let number = (done..=done + 1).find(|number| kept.text == long_text(*number));
        let number = number.unwrap_or_else(|| panic!("{done} saves returned and the draft is another"));
        assert_eq!(kept.base.as_deref(), Some(base(number).as_str()), "a draft stands on the text it began from");
        further += usize::from(number > done);
        assert_eq!(live_text(folder.path()), BILL);
        // And work goes on.
        keep_draft(folder.path(), "bill", BILL, Some(BILL), "Ada", at(9)).unwrap();
        assert_eq!(draft(folder.path(), "bill").unwrap().unwrap().base.as_deref(), Some(BILL));
    }
    assert!(further > 0, "no kill fell between a save and its return");
}

#[test]
fn killed_while_a_tree_is_published_it_is_published_whole_or_not_at_all() {
    let mut chance = Chance(7);
    let mut under_way = 0;
    for _ in 0..KILLS {
        let folder = library();
        let done = killed(folder.path(), "publications", &mut chance);
        assert_every_tree_reads(folder.path());
        under_way += usize::from(folder.path().join(".evenkeel/publishing/bill.ron").exists());
        assert_eq!(finish_publications(folder.path()), [""; 0]);

        let live_now = live_text(folder.path());
        let number = (done..=done + 1).find(|number| live_now == as_published(&text(*number), 7 + number));
        let number = number.unwrap_or_else(|| panic!("{done} publications returned and another text is live"));
        let all = revisions(folder.path(), "bill");
        let numbers: Vec<u32> = all.iter().map(|revision| revision.number).collect();
        assert_eq!(numbers, (7..=7 + number as u32).rev().collect::<Vec<_>>(), "every one has its line and its file");
        for (revision, number) in all.iter().zip((1..=number).rev()) {
            assert_eq!(revision.reason, format!("number {number}"));
            assert_eq!(read_text(&revision.path).unwrap(), as_published(&text(number), 7 + number));
        }
        // What was not published is still in hand.
        if let Some(waiting) = draft(folder.path(), "bill").unwrap() {
            assert_eq!(waiting.text, text(number + 1));
        }
        assert_eq!(fs::read_dir(folder.path().join(".evenkeel/publishing")).unwrap().filter(is_journal).count(), 0);
    }
    assert!(under_way > 0, "no kill fell into a publication");
}

fn is_journal(entry: &std::io::Result<fs::DirEntry>) -> bool {
    entry.as_ref().is_ok_and(|entry| entry.file_name() == "bill.ron")
}

fn as_published(text: &str, revision: usize) -> String {
    text.replace("revision: 7,", &format!("revision: {revision},"))
}

#[test]
fn killed_in_a_quick_fix_the_waiting_draft_has_it_exactly_when_agents_have_it() {
    let mut chance = Chance(99);
    for _ in 0..KILLS / 2 {
        let folder = library();
        let own = format!("{}// {}\n", closing_with("My own words."), "x".repeat(LONG));
        keep_draft(folder.path(), "bill", &own, Some(BILL), "Ada", at(1)).unwrap();
        let done = killed(folder.path(), "fixes", &mut chance);
        assert_every_tree_reads(folder.path());
        assert_eq!(finish_publications(folder.path()), [""; 0]);
        let live_now = live_text(folder.path());
        let number = (done..=done + 1).find(|number| live_now.contains(&format!("Thank you {number} times.")));
        let line = format!("Thank you {} times.", number.expect("the last fix that returned is live, or the next"));
        let waiting = draft(folder.path(), "bill").unwrap().unwrap();
        assert!(waiting.text.contains(&line) && waiting.text.contains("My own words."), "{line}");
        assert_eq!(waiting.base.as_deref(), Some(live_now.as_str()));
        assert!(!live_now.contains("My own words."));
    }
}

/// Publishes another last line as Ada.
fn publish_take_care(folder: &Path) -> Result<Revision, PublishError> {
    let text = closing_with("Take care.");
    keep_draft(folder, "bill", &text, Some(&live_text(folder)), "Ada", at(1)).unwrap();
    publish_text(folder, &text, "Warmer")
}

/// Leaves a publication under way: it is live, and what comes after could not be written.
fn cut_off(folder: &Path) {
    fs::create_dir_all(log(folder)).unwrap();
    publish_take_care(folder).unwrap();
    fs::remove_dir(log(folder)).unwrap();
    assert!(folder.join(".evenkeel/publishing/bill.ron").exists());
}

fn log(folder: &Path) -> std::path::PathBuf {
    folder.join(".evenkeel/revisions/bill/log.jsonl")
}

#[test]
fn papers_that_could_not_be_written_are_written_by_the_next_run() {
    let folder = library();
    cut_off(folder.path());
    assert_eq!(finish_publications(folder.path()), [""; 0]);
    assert_eq!(revisions(folder.path(), "bill").iter().map(|revision| revision.number).collect::<Vec<_>>(), [8, 7]);
    assert_eq!(draft(folder.path(), "bill").unwrap(), None);
    assert!(!folder.path().join(".evenkeel/publishing/bill.ron").exists());
}

#[test]
fn a_change_made_outside_after_a_crash_stands_and_the_work_is_kept() {
    let folder = library();
    cut_off(folder.path());
    let outside = closing_with("From outside.");
    fs::write(live(folder.path()), &outside).unwrap();
    assert_eq!(finish_publications(folder.path()), [""; 0]);
    assert_eq!(live_text(folder.path()), outside);
    assert_eq!(draft(folder.path(), "bill").unwrap().unwrap().text, closing_with("Take care."));
    assert!(!folder.path().join(".evenkeel/publishing/bill.ron").exists());
}

#[test]
fn papers_of_a_publication_that_cannot_be_read_are_said_and_left() {
    let folder = library();
    let path = folder.path().join(".evenkeel/publishing/bill.ron");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, "nonsense").unwrap();
    let told = finish_publications(folder.path());
    assert!(told.len() == 1 && told[0].contains("publishing") && told[0].contains("cannot be read"), "{told:?}");
    let refused = publish_take_care(folder.path()).unwrap_err().to_string();
    assert!(refused.contains("cannot be read"), "and nothing is published over them: {refused}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "nonsense");
}

#[test]
fn what_cannot_be_put_in_its_place_did_not_happen_and_can_be_tried_again() {
    let folder = library();
    let text = closing_with("Take care.");
    keep_draft(folder.path(), "bill", &text, Some(BILL), "Ada", at(1)).unwrap();
    let in_the_way = folder.path().join(".evenkeel/revisions");
    fs::write(&in_the_way, "in the way").unwrap();
    let document = document(&text);
    let publication =
        Publication { id: "bill", document: &document, who: "Ada", when: at(2), reason: "Warmer", answers: None, wording: None };
    let refused = publish(folder.path(), &publication).unwrap_err().to_string();
    assert!(refused.contains("revisions"), "{refused}");
    assert_eq!((live_text(folder.path()).as_str(), finish_publications(folder.path()).len()), (BILL, 0));
    assert_eq!(draft(folder.path(), "bill").unwrap().unwrap().text, text);
    fs::remove_file(&in_the_way).unwrap();
    assert_eq!(publish(folder.path(), &publication).unwrap().number, 8);
}

/// Not a test of its own: the child whose files may not grow large.
#[test]
fn a_child_without_room() {
    let (Some(work), Some(folder)) = (env::var_os(CHILD), env::var_os(FOLDER)) else { return };
    if work != "no room" {
        return;
    }
    let folder = Path::new(&folder);
    let refused = keep_draft(folder, "bill", &long_text(1), Some(BILL), "Ada", at(2)).unwrap_err().to_string();
    assert!(refused.contains("bill.ron"), "{refused}");
    assert_eq!(draft(folder, "bill").unwrap().unwrap().text, BILL, "the draft kept before stands");
    let document = document(&long_text(1));
    let publication =
        Publication { id: "bill", document: &document, who: "Ada", when: at(3), reason: "Long", answers: None, wording: None };
    let refused = publish(folder, &publication).unwrap_err().to_string();
    assert!(refused.contains("bill"), "{refused}");
    assert_eq!(live_text(folder), BILL, "and so does what is live");
    keep_draft(folder, "bill", &closing_with("Short."), Some(BILL), "Ada", at(4)).unwrap();
    println!("it held");
}

#[cfg(unix)]
#[test]
fn where_there_is_no_room_the_old_files_stand_and_a_smaller_text_can_be_kept() {
    let folder = library();
    keep_draft(folder.path(), "bill", BILL, Some(BILL), "Ada", at(1)).unwrap();
    // A file that may not grow beyond 32 blocks meets the same end as a full disk: in the middle of a write.
    let script = "trap '' XFSZ; ulimit -f 32; exec \"$0\" --exact a_child_without_room --nocapture";
    let mut command = Command::new("sh");
    command.args(["-c", script]).arg(env::current_exe().unwrap()).env(CHILD, "no room").env(FOLDER, folder.path());
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("it held"), "{said}");
    assert_eq!(draft(folder.path(), "bill").unwrap().unwrap().text, closing_with("Short."));
    let left: Vec<_> = files_below(folder.path()).into_iter().filter(|path| is_half_written(path)).collect();
    assert!(left.is_empty(), "{left:?}");
}

fn is_half_written(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".bill"))
}

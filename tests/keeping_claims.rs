//! One editor a tree: the second reads or takes over, and a claim ends with its process.

#[path = "common/desk.rs"]
mod desk;

use desk::{at, library, own_files};
use evenkeel::library::{Claim, ClaimGuard, Holder, Who, claim, holder, still_mine, take_over};
use std::{
    env, fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    path::Path,
    process::{Child, Command, Stdio},
};

/// The library in which a child of this test edits.
const CHILD: &str = "EVENKEEL_TEST_CLAIM";

fn who(name: &str) -> Who {
    Who { name: name.to_owned(), host: "desk-4".to_owned() }
}

fn mine(claim: Claim) -> ClaimGuard {
    match claim {
        Claim::Mine(guard) => guard,
        Claim::Held(holder) => panic!("held by {holder:?}"),
    }
}

fn held(claim: Claim) -> Holder {
    match claim {
        Claim::Held(holder) => holder,
        Claim::Mine(_) => panic!("the claim was given"),
    }
}

/// Not a test of its own: the child that claims a tree and waits until it is ended.
#[test]
fn a_child_that_edits() {
    let Some(folder) = env::var_os(CHILD) else { return };
    let _guard = mine(claim(Path::new(&folder), "bill", &who("Ada"), at(1)).unwrap());
    let mut out = std::io::stdout();
    out.write_all(b"claimed\n").unwrap();
    out.flush().unwrap();
    let _ = std::io::stdin().read(&mut [0]);
}

fn child_that_edits(folder: &Path) -> Child {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", "a_child_that_edits", "--nocapture"]).env(CHILD, folder);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let lines = BufReader::new(child.stdout.as_mut().unwrap()).lines();
    assert!(lines.map_while(Result::ok).any(|line| line.contains("claimed")), "the child claims the tree");
    child
}

#[test]
fn a_second_editor_sees_who_edits_since_when() {
    let folder = library();
    let _ada = mine(claim(folder.path(), "bill", &who("Ada"), at(1)).unwrap());
    let seen = held(claim(folder.path(), "bill", &who("Ben"), at(5)).unwrap());
    assert_eq!(seen, Holder { by: "Ada".to_owned(), host: "desk-4".to_owned(), since: at(1) });
    assert_eq!(holder(folder.path(), "bill", &who("Ben")), Some(seen));
}

#[test]
fn another_tree_is_free() {
    let folder = library();
    let _ada = mine(claim(folder.path(), "bill", &who("Ada"), at(1)).unwrap());
    mine(claim(folder.path(), "other", &who("Ben"), at(1)).unwrap());
}

#[test]
fn a_claim_ends_when_its_editor_is_done_and_leaves_nothing() {
    let folder = library();
    drop(mine(claim(folder.path(), "bill", &who("Ada"), at(1)).unwrap()));
    assert_eq!(holder(folder.path(), "bill", &who("Ben")), None);
    assert_eq!(own_files(folder.path()), [""; 0]);
    mine(claim(folder.path(), "bill", &who("Ben"), at(2)).unwrap());
}

#[test]
fn who_was_taken_over_from_finds_out_and_does_not_disturb_the_new_claim() {
    let folder = library();
    let ada = mine(claim(folder.path(), "bill", &who("Ada"), at(1)).unwrap());
    assert!(still_mine(&ada));
    let ben = take_over(folder.path(), "bill", &who("Ben"), at(7)).unwrap();
    assert!(!still_mine(&ada) && still_mine(&ben));
    drop(ada);
    assert!(still_mine(&ben));
    assert_eq!(held(claim(folder.path(), "bill", &who("Cy"), at(8)).unwrap()).by, "Ben");
}

#[test]
fn a_claim_in_another_process_holds_until_that_process_is_gone() {
    let folder = library();
    let mut child = child_that_edits(folder.path());
    assert_eq!(held(claim(folder.path(), "bill", &who("Ben"), at(5)).unwrap()).by, "Ada");
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(folder.path().join(".evenkeel/claims/bill.ron").exists(), "it was killed and could not clear up");
    let ben = mine(claim(folder.path(), "bill", &who("Ben"), at(6)).unwrap());
    assert!(still_mine(&ben));
}

#[test]
fn a_tree_is_taken_over_from_a_process_that_lives_on() {
    let folder = library();
    let mut child = child_that_edits(folder.path());
    let ben = take_over(folder.path(), "bill", &who("Ben"), at(5)).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(still_mine(&ben));
    assert_eq!(held(claim(folder.path(), "bill", &who("Cy"), at(6)).unwrap()).by, "Ben");
}

#[test]
fn a_claim_from_another_machine_stands_until_it_is_taken_over() {
    let folder = library();
    let ada = mine(claim(folder.path(), "bill", &who("Ada"), at(1)).unwrap());
    let path = folder.path().join(".evenkeel/claims/bill.ron");
    let elsewhere = fs::read_to_string(&path).unwrap().replace("desk-4", "desk-9");
    drop(ada);
    fs::write(&path, elsewhere).unwrap();
    assert_eq!(held(claim(folder.path(), "bill", &who("Ben"), at(5)).unwrap()).host, "desk-9");
    let ben = take_over(folder.path(), "bill", &who("Ben"), at(6)).unwrap();
    assert!(still_mine(&ben));
}

#[test]
fn a_claim_that_cannot_be_read_holds_nobody_back() {
    let folder = library();
    fs::create_dir_all(folder.path().join(".evenkeel/claims")).unwrap();
    fs::write(folder.path().join(".evenkeel/claims/bill.ron"), "nonsense").unwrap();
    mine(claim(folder.path(), "bill", &who("Ben"), at(5)).unwrap());
}

#[test]
fn what_a_killed_editor_left_half_written_is_cleared_away_and_nothing_else() {
    let folder = library();
    let drafts = folder.path().join(".evenkeel/drafts");
    fs::create_dir_all(&drafts).unwrap();
    for name in [".bill.ron.a1B2c3", ".bill.about.a1B2c3", ".bill-2.ron.a1B2c3", ".bill.ron.old", "bill.ron"] {
        fs::write(drafts.join(name), "half").unwrap();
    }
    let _ada = mine(claim(folder.path(), "bill", &who("Ada"), at(1)).unwrap());
    let left: Vec<String> = own_files(folder.path()).into_iter().filter(|name| name.starts_with("drafts/")).collect();
    assert_eq!(left, ["drafts/.bill-2.ron.a1B2c3", "drafts/.bill.ron.old", "drafts/bill.ron"]);
}

#[test]
fn where_nothing_can_be_written_there_is_no_claim_and_an_error_in_words() {
    let folder = library();
    fs::write(folder.path().join(".evenkeel"), "in the way").unwrap();
    let refused = claim(folder.path(), "bill", &who("Ada"), at(1)).unwrap_err().to_string();
    assert!(refused.contains(".evenkeel"), "{refused}");
}

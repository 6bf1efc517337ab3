//! A site's own rules on what is said hold in Author as well; rules that cannot be read are told, and the shipped ones hold.
//!
//! One test: the rules in force are one program's.

#[path = "common/bill.rs"]
mod bill;
#[path = "common/desk.rs"]
mod desk;
#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use bill::{desk, desk_with, hand};
use desk::BILL;
use egui::Key;
use std::fs;
use window::{press, says, settle};

const RULES: &str = r#"(
    rules: [
        WordRule(
            id: "OLD_NAME", title: "The firm has a new name.", level: Warning,
            families: [Family(find: ["acme (gas|power)"])],
            message: "“{words}” is our old name", better: "say Northlight", why: "It was sold.", source: "The board.",
            bad: ["Welcome to Acme Gas."], good: ["Welcome to Northlight."],
        ),
    ],
)"#;

#[test]
fn a_site_s_own_rules_hold_in_author_and_rules_that_cannot_be_read_are_told() {
    let broken = desk();
    fs::write(broken.folders().rules(), "(rules: [").expect("a file");
    let window = broken.open(1280.0, 800.0);
    let notices = window.state().state().notices.join(" ");
    assert!(notices.contains("rules.ron:1:") && notices.contains("the shipped ones hold"), "{notices}");

    let desk = desk_with(&BILL.replace("Thank you for telling me.", "Thank you for telling Acme Gas."));
    fs::write(desk.folders().rules(), RULES).expect("a file");
    let mut window = desk.authoring("bill");
    press(&mut window, Key::V);
    settle(&mut window);
    let found: Vec<&str> = hand(&window).findings.iter().map(|finding| finding.rule).collect();
    assert!(found.contains(&"OLD_NAME"), "{found:?}");
    assert!(says(&window, "“Acme Gas” is our old name"));
}

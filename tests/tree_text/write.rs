//! What a write leaves alone: every line but the changed one, every comment but those above what went.

use super::common::{BILLING, tree};
use evenkeel::tree::{Document, FactId, Step, StepId, Swap, Target, Tree, rewrite};
use std::sync::Arc;

fn changed(document: &Document, change: impl FnOnce(&mut Tree)) -> String {
    let mut wanted = Tree::clone(document.tree());
    change(&mut wanted);
    let written = document.with_tree(&wanted).expect("the change can be written");
    assert_eq!(**written.tree(), wanted);
    written.text().to_string()
}

fn step<'a>(tree: &'a mut Tree, id: &str) -> &'a mut Step {
    Arc::make_mut(tree.steps.get_mut(id).expect("the step is there"))
}

/// A tree with these lines on its one step, as an author may lay them.
fn lines(say: &str) -> Document {
    tree(&format!(
        "Tree(format: 1, id: \"t\", title: \"T\", start: \"a\", steps: {{\n    \
         \"a\": Step(kind: Say, stage: Open, title: \"A\", say: {say}),\n}})\n"
    ))
}

fn lines_after(say: &str, now: &[&str]) -> String {
    let text = changed(&lines(say), |tree| step(tree, "a").say = now.iter().map(|line| (*line).to_owned()).collect());
    let from = text.find("say: ").expect("still there") + 5;
    let to = text.rfind("),\n})").expect("still closed");
    text[from..to].to_owned()
}

#[test]
fn a_text_is_what_it_was_when_nothing_changed() {
    let odd = "/* a */ ( // b\r\n\t format : 1 , id:\"t\",title:r#\"T\"#,start:\"a\",\nsteps:{},\n\n /* c */) // d";
    for text in [BILLING.to_owned(), BILLING.replace('\n', "\r\n"), format!("\u{feff}{BILLING}"), odd.to_owned()] {
        assert_eq!(changed(&tree(&text), |_| ()), text);
    }
}

#[test]
fn one_changed_value_changes_one_line() {
    let after = changed(&tree(BILLING), |tree| {
        step(tree, "listen").answers[1].to = Target::new("aggressive-customer/open").ok();
    });
    let lines: Vec<(&str, &str)> = BILLING.lines().zip(after.lines()).filter(|(old, new)| old != new).collect();
    let old = r#"                Answer(when: "Tells the story again", to: "listen"),"#;
    assert_eq!(lines, [(old, old.replace("\"listen\"", "\"aggressive-customer/open\"").as_str())]);
    assert_eq!(BILLING.lines().count(), after.lines().count());
}

#[test]
fn the_authors_order_and_raw_text_stand_after_an_edit_elsewhere() {
    let odd = BILLING.replace("kind: Ask,\n            stage: Open,", "stage: Open, /* my order */ kind: Ask,").replace(
        "[\"A charge you didn't expect is a nasty surprise.\"],",
        "[r#\"A charge you didn't expect is a nasty surprise.\"#], // raw",
    );
    let after = changed(&tree(&odd), |tree| step(tree, "close").title = "Warm close".to_owned());
    assert_eq!(after, odd.replace("Close warm", "Warm close"));
}

#[test]
fn a_dropped_step_takes_the_comment_above_it_and_no_other() {
    let after = changed(&tree(BILLING), |tree| drop(tree.steps.shift_remove("listen")));
    let comment = "        // Let them finish. No data questions here.\n";
    assert!(!after.contains(comment));
    assert_eq!(after.matches("//").count(), BILLING.matches("//").count() - 1);
}

#[test]
fn a_moved_step_takes_its_comment_along() {
    let after = changed(&tree(BILLING), |tree| tree.steps.move_index(1, 5));
    assert!(after.contains("        // Let them finish. No data questions here.\n        \"listen\": Step("));
    assert_eq!(after.matches("//").count(), BILLING.matches("//").count());
}

#[test]
fn a_renamed_step_keeps_its_text_and_its_comment() {
    let after = changed(&tree(BILLING), |tree| {
        let listen = tree.steps.shift_remove("listen").expect("there");
        tree.steps.shift_insert(1, StepId::new("hear").expect("a name"), listen);
    });
    assert_eq!(after, BILLING.replace("\"listen\": Step(", "\"hear\": Step("));
}

#[test]
fn a_new_fact_stands_on_a_line_of_its_own_below_the_last() {
    let after = changed(&tree(BILLING), |tree| {
        let copy = Arc::clone(&tree.facts["charge"]);
        tree.facts.insert(FactId::new("other_charge").expect("a name"), copy);
    });
    let last = "kind: Date, latest: WorkingDays(5)),\n";
    let added = format!(
        "{last}        \"other_charge\": Fact(label: \"Disputed charge\", kind: Money(\"GBP\"), ask: \"What amount do you see?\"),\n"
    );
    assert_eq!(after, BILLING.replace(last, &added));
}

#[test]
fn new_text_ends_its_lines_as_the_file_does() {
    let crlf = BILLING.replace('\n', "\r\n");
    let after = changed(&tree(&crlf), |tree| {
        step(tree, "open").avoid.push(Swap { not: "No.".to_owned(), but: "Let me see.".to_owned() });
    });
    assert_eq!(after.matches('\n').count(), crlf.matches('\n').count() + 1);
    assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
}

#[test]
fn a_byte_order_mark_is_kept() {
    let after = changed(&tree(&format!("\u{feff}{BILLING}")), |tree| tree.title = "Wrong bill".to_owned());
    assert_eq!(after, format!("\u{feff}{}", BILLING.replace("title: \"Billing error\"", "title: \"Wrong bill\"")));
}

#[test]
fn an_apostrophe_is_written_bare() {
    let after = changed(&tree(BILLING), |tree| step(tree, "close").title = "It's \"done\" \\".to_owned());
    assert!(after.contains(r#"title: "It's \"done\" \\","#), "{after}");
}

#[test]
fn a_comment_beside_the_last_line_stays_beside_it_when_one_is_added() {
    let after = lines_after("[\n        \"one\", // first\n        \"two\" // second\n    ]", &["one", "two", "three"]);
    assert_eq!(after, "[\n        \"one\", // first\n        \"two\", // second\n        \"three\",\n    ]");
}

#[test]
fn no_comment_swallows_the_line_that_comes_to_stand_behind_it() {
    let after = lines_after("[\"one\", // first\n        \"two\", \"three\"]", &["one", "three"]);
    assert!(after.contains("\"one\", // first\n"), "{after}");
    assert!(after.contains("\"three\""), "{after}");
}

#[test]
fn the_last_line_may_move_to_the_front_with_its_comment() {
    let after = lines_after("[ \"one\",\n        \"two\" // second\n    ]", &["two", "one"]);
    assert!(after.contains("\"two\", // second\n"), "{after}");
}

#[test]
fn a_list_that_is_emptied_and_filled_again_reads_well() {
    let document = lines("[\n        \"one\",\n    ]");
    let empty = changed(&document, |tree| step(tree, "a").say.clear());
    let full = changed(&tree(&empty), |tree| step(tree, "a").say.push("two".to_owned()));
    assert!(full.contains("say: [\"two\"]"), "{full}");
}

#[test]
fn a_field_written_as_a_raw_name_is_the_same_field() {
    let text = BILLING.replace("title: \"Close warm\"", "r#title: \"Close warm\"").replace("    steps: {", "    r#steps: {");
    let after = changed(&tree(&text), |tree| step(tree, "close").title = "Warm close".to_owned());
    assert_eq!(after, text.replace("Close warm", "Warm close"));
}

#[test]
fn what_is_not_ron_is_written_plainly() {
    assert_eq!(rewrite("Tree(", "Tree(title: \"a\")", "Tree(title: \"b\")"), "Tree(title: \"b\")");
}

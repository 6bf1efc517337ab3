//! Cut, flipped, doubled and oversized files: a tree or an error in words, in good time, never a panic.

use super::common::{BILLING, tree};
use evenkeel::{
    check::{Source, check},
    tree::{Tree, arrange, options, read, read_bytes, rewrite},
};
use proptest::{prelude::*, sample::Index};
use std::{
    fmt::Write as _,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Long enough for a busy machine and a build without optimisation; too short for anything quadratic.
const GOOD_TIME: Duration = Duration::from_secs(60);

/// One piece of heavy work at a time, so that none is measured against another.
static TURN: Mutex<()> = Mutex::new(());

fn in_good_time<T>(work: impl FnOnce() -> T) -> T {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let began = Instant::now();
    let done = work();
    let took = began.elapsed();
    assert!(took < GOOD_TIME, "took {took:?}");
    done
}

/// A tree of many steps, each written by `step`.
fn many(count: usize, step: impl Fn(usize) -> String) -> String {
    let mut text = "Tree(format: 1, id: \"many\", title: \"Many\", start: \"s0\", steps: {\n".to_owned();
    for number in 0..count {
        let _ = writeln!(text, "    {},", step(number));
    }
    text + "})\n"
}

fn say(number: usize, leads_to: &str) -> String {
    let answer = format!("Answer(when: \"On\", to: \"{leads_to}\")");
    format!("\"s{number}\": Step(kind: Say, stage: Listen, title: \"S\", say: [\"{{word}}\"], answers: [{answer}])")
}

#[test]
fn a_hundred_thousand_steps_are_read_and_changed_in_good_time() {
    let text = many(100_000, |number| say(number, &format!("s{}", (number + 1) % 100_000)));
    assert!(text.len() > 10_000_000);
    in_good_time(|| {
        let document = tree(&text);
        assert_eq!(document.tree().steps.len(), 100_000);
        let mut wanted = Tree::clone(document.tree());
        wanted.title = "Very many".to_owned();
        let after = document.with_tree(&wanted).expect("written");
        assert_eq!(**after.text(), text.replace("\"Many\"", "\"Very many\""));
    });
}

#[test]
fn a_step_among_a_hundred_thousand_on_one_line_is_changed_in_good_time() {
    let text = many(100_000, |number| say(number, "s0")).replace('\n', " ");
    in_good_time(|| {
        let document = tree(&text);
        let mut wanted = Tree::clone(document.tree());
        wanted.steps.move_index(50_000, 99_999);
        let after = document.with_tree(&wanted).expect("written");
        assert_eq!(after.text().matches('\n').count(), 0);
    });
}

#[test]
fn a_hundred_thousand_steps_are_arranged_in_good_time() {
    let text = many(100_000, |number| say(number, "s0")).replace('\n', " ");
    in_good_time(|| assert!(arrange(&text).is_ok_and(|laid| laid.lines().count() > 500_000)));
}

#[test]
fn one_line_of_ten_megabytes_is_read_in_good_time() {
    let text = BILLING.replace("Hear it out", &"é {charge} ".repeat(900_000));
    assert!(text.len() > 10_000_000);
    in_good_time(|| assert!(read(&text).is_ok()));
}

#[test]
fn a_hundred_thousand_steps_of_one_name_are_refused_in_good_time() {
    let text = many(100_000, |_| say(0, "s0"));
    let troubles = in_good_time(|| read(&text).expect_err("one name for all"));
    assert_eq!(troubles.len(), 100);
}

#[test]
fn a_hundred_thousand_bad_steps_are_refused_in_good_time() {
    let text = many(100_000, |number| say(number, "Bad Name").replace("title", "titel"));
    let troubles = in_good_time(|| read(&text).expect_err("all are bad"));
    assert_eq!(troubles.len(), 100);
}

#[test]
fn a_hundred_thousand_steps_with_everything_wrong_are_checked_in_good_time() {
    let text = many(100_000, |number| say(number, &format!("t{number}")));
    let source = Source { file: "many.ron".to_owned(), document: tree(&text) };
    let findings = in_good_time(|| check(&[source], &[]));
    for rule in ["MISSING_TARGET", "UNKNOWN_FACT", "UNREACHABLE"] {
        assert!(findings.iter().any(|finding| finding.rule == rule), "{rule}");
    }
}

#[test]
fn thirty_thousand_promises_are_checked_in_good_time() {
    let promise = "promise: Promise(what: \"x\", owner: \"who\", by: \"day\", accepted: \"yes\")";
    let step = |number| say(number, &format!("s{}", number + 1)).replace("answers:", &format!("{promise}, answers:"));
    let facts = "facts: {\"day\": Fact(label: \"\", kind: Date)}, steps:";
    let text = many(30_000, step).replace("steps:", facts);
    let source = Source { file: "many.ron".to_owned(), document: tree(&text) };
    in_good_time(|| check(&[source], &[]));
}

#[test]
fn ten_thousand_answers_on_one_step_are_checked_in_good_time() {
    let answer = |number| format!("Answer(when: \"{} {number}\", to: \"s0\")", "word ".repeat(60));
    let answers: Vec<String> = (0..10_000).map(answer).collect();
    let text = many(1, |_| say(0, "s0").replace("answers: [", &format!("answers: [{}, ", answers.join(", "))));
    let source = Source { file: "many.ron".to_owned(), document: tree(&text) };
    let findings = in_good_time(|| check(&[source], &[]));
    assert!(findings.iter().any(|finding| finding.rule == "TOO_MANY_ANSWERS"));
}

#[test]
fn conditions_with_every_combination_are_checked_in_good_time() {
    let facts: Vec<String> = (0..9).map(|fact| format!("\"f{fact}\": Fact(label: \"\", kind: YesNo)")).collect();
    let needs: Vec<String> = (0..9).map(|fact| format!("Is(\"f{fact}\", \"yes\")")).collect();
    let needs = format!("needs: Any([{}]), to:", needs.join(", "));
    let text = many(5_000, |number| say(number, "s0").replace("to:", &needs));
    let text = text.replace("steps: {\n", &format!("facts: {{{}}}, steps: {{\n", facts.join(", ")));
    let source = Source { file: "many.ron".to_owned(), document: tree(&text) };
    in_good_time(|| check(&[source], &[]));
}

const ODD: [&str; 24] = [
    "\"", "(", ")", "[", "]", "{", "}", ",", ":", "//", "/*", "*/", "r#\"", "\\", "'", "é", "\u{feff}", "#![", "Some(", "0x",
    "-", "\r\n", "\0", "\u{2028}",
];

fn boundary(text: &str, index: Index) -> usize {
    let at = index.index(text.len() + 1);
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_torn_file_is_a_tree_or_an_error_in_words(cut in any::<Index>()) {
        let at = boundary(BILLING, cut);
        for part in [&BILLING[..at], &BILLING[at..]] {
            let troubles = read(part).err().unwrap_or_default();
            prop_assert!(troubles.iter().all(|trouble| !trouble.message.is_empty()));
        }
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(
        changes in proptest::collection::vec((any::<Index>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = BILLING.as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(document) = read_bytes(&bytes) {
            prop_assert_eq!(document.text().as_bytes(), &bytes[..]);
        }
    }

    #[test]
    fn what_is_read_is_what_ron_itself_reads(at in any::<Index>(), length in 0..4usize, odd in proptest::sample::select(&ODD[..])) {
        let at = boundary(BILLING, at);
        let end = (at + length..).find(|end| *end >= BILLING.len() || BILLING.is_char_boundary(*end)).unwrap_or(at).min(BILLING.len());
        let text = format!("{}{odd}{}", &BILLING[..at], &BILLING[end.max(at)..]);
        if let Ok(document) = read(&text) {
            let ron: Tree = options().from_str(text.trim_start_matches('\u{feff}')).map_err(|error| TestCaseError::fail(error.to_string()))?;
            prop_assert_eq!(&**document.tree(), &ron);
            let canonical = evenkeel::tree::canonical(&ron);
            prop_assert_eq!(rewrite(&text, &canonical, &canonical), text);
        }
    }
}

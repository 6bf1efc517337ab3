//! What is said in trees: findings at the very words, reasoned silences, and shipped trees that speak well.

use evenkeel::{
    check::{Finding, Level, Source, check, in_text, is_of_words, sarif},
    tree::read,
};
use std::collections::BTreeMap;

const TREE: &str = r#"Tree(format: 1, id: "small", title: "Small", language: "en-GB", start: "a",
    facts: {
        "charge": Fact(label: "Charge", kind: Money("GBP"), ask: "Why did you pay {charge}?", sample: "42.10"),
        "wait": Fact(label: "Wait", kind: Text, sample: "calm down"),
        "card_number": Fact(label: "Card", kind: Text),
    },
    steps: {
        "a": Step(kind: Say, stage: Own, title: "A",
            say: ["I\'m \"putting\" {charge} back now, but soon.", "You said “calm down”. So {wait}?"],
            say_heated: ["Great, that is done."],
            avoid: [Swap(not: "Calm down.", but: "Please relax."), Swap(not: "No.", but: "(say nothing, calm down)")],
            allow: [
                Allow(rule: "CALM_DOWN", line: "Please relax.", why: "It is the name of the product."),
                Allow(rule: "VAGUE_TIME", line: "I\'m \"putting\" {charge} back now, but soon.", why: " "),
                Allow(rule: "CALM_DOWM", line: "Please relax.", why: "A slip."),
            ],
        ),
    },
)"#;

fn findings(text: &str) -> Vec<Finding> {
    let document = read(text).unwrap_or_else(|troubles| panic!("{troubles:?}"));
    let mut found = check(&[Source { file: "small.ron".to_owned(), document }], &[]);
    found.retain(|finding| is_of_words(finding.rule));
    found
}

fn told(text: &str) -> Vec<(&'static str, String)> {
    findings(text).into_iter().map(|finding| (finding.rule, text[finding.span].to_owned())).collect()
}

#[test]
fn findings_stand_at_the_words_whatever_is_escaped_before_them() {
    let told = told(TREE);
    let expected = [
        ("WHY_YOU", "Why did you"),
        ("SENSITIVE_SLOT", "\"card_number\""),
        ("VAGUE_TIME", "soon"),
        ("CHEERY", "Great"),
        ("SILENCE_WITHOUT_REASON", "Allow"),
        ("SILENCE_UNUSED", "Allow"),
    ];
    let shown: Vec<(&str, &str)> = told.iter().map(|(rule, words)| (*rule, words.as_str())).collect();
    assert_eq!(shown, expected);
}

#[test]
fn a_mistyped_silence_is_answered_with_the_rule_that_was_meant() {
    let unused = findings(TREE).into_iter().find(|finding| finding.rule == "SILENCE_UNUSED").expect("one");
    assert_eq!(unused.help, "did you mean \"CALM_DOWN\"?");
    assert_eq!(unused.level, Level::Hint);
}

#[test]
fn a_silence_of_a_line_that_was_changed_says_what_it_reads_now() {
    let changed = TREE.replace("but: \"Please relax.\"", "but: \"Please, relax.\"");
    let found = findings(&changed);
    assert!(found.iter().any(|finding| finding.rule == "CALM_DOWN"), "{found:#?}");
    assert!(found.iter().any(|finding| finding.help == "the line now reads: Please, relax."), "{found:#?}");
}

#[test]
fn a_tree_of_hard_words_is_told_its_grade() {
    let line = "Notwithstanding considerable organisational difficulties, reimbursement procedures necessitate documentation.";
    let lines: Vec<String> = (0..12).map(|number| format!("\"{line} {number}\"")).collect();
    let text = TREE.replace("say: [", &format!("say: [{}, ", lines.join(", ")));
    assert!(findings(&text).iter().any(|finding| finding.rule == "GRADE" && finding.level == Level::Warning));
}

#[test]
fn findings_in_sarif_name_file_place_and_rule() {
    let findings = findings(TREE);
    let texts = BTreeMap::from([("small.ron".to_owned(), TREE.to_owned())]);
    let log: serde_json::Value =
        serde_json::from_str(&sarif(&findings, &texts, evenkeel::check::words::Lexicon::shipped()).expect("SARIF"))
            .expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["results"].as_array().map(Vec::len), Some(findings.len()));
    let result = &run["results"][2];
    let region = &result["locations"][0]["physicalLocation"]["region"];
    assert_eq!((&result["ruleId"], &result["level"]), (&"VAGUE_TIME".into(), &"warning".into()));
    let row = TREE.lines().nth(region["startLine"].as_u64().expect("a line") as usize - 1).expect("the line");
    let columns = [&region["startColumn"], &region["endColumn"]].map(|column| column.as_u64().expect("a column") as usize - 1);
    assert_eq!(row.chars().skip(columns[0]).take(columns[1] - columns[0]).collect::<String>(), "soon");
    let named = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().expect("a number") as usize];
    assert_eq!(named["id"], "VAGUE_TIME");
}

#[test]
fn shipped_trees_and_templates_have_no_finding_above_a_hint() {
    let folders = ["trees", "assets/templates"];
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(root.join(folder)).expect("a folder"));
    let paths = files.map(|entry| entry.expect("an entry").path());
    let read = |path: std::path::PathBuf| {
        let text = std::fs::read_to_string(&path).expect("readable");
        let document = read(&text).unwrap_or_else(|troubles| panic!("{}: {troubles:?}", path.display()));
        Source { file: path.display().to_string(), document }
    };
    let sources: Vec<Source> = paths.filter(|path| path.extension().is_some_and(|e| e == "ron")).map(read).collect();
    assert!(sources.len() >= 12, "{} trees", sources.len());
    let found = check(&sources, &[]);
    let above: Vec<String> = found.iter().filter(|f| f.level != Level::Hint).map(|finding| in_text(finding, None)).collect();
    assert!(above.is_empty(), "{}", above.join("\n"));
}

//! What a site adds to the rules, and what it is told when its file is wrong.

use evenkeel::check::{
    Level,
    words::{ByName, Lexicon, Moment},
};

const SITE: &str = r#"(
    sets: { "trade": ["dunning letter"] },
    rules: [
        WordRule(
            id: "OLD_NAME", title: "The firm has a new name.", level: Warning,
            families: [Family(find: ["acme (gas|power)"])],
            message: "“{words}” is our old name", better: "say Northlight", why: "It was sold.", source: "The board.",
            bad: ["Welcome to Acme Gas."], good: ["Welcome to Northlight."],
        ),
    ],
    levels: { "JARGON": Error },
    off: ["UNFORTUNATELY"],
)"#;

fn found(lexicon: &Lexicon, line: &str) -> Vec<(String, Level)> {
    let remarks = lexicon.judge(line, Moment::default(), &ByName).remarks;
    remarks.iter().map(|remark| (remark.rule.to_owned(), remark.level)).collect()
}

#[test]
fn a_site_adds_words_and_rules_and_changes_levels() {
    let lexicon = Lexicon::with_site("rules.ron", SITE).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(found(&lexicon, "That was the dunning letter."), [("JARGON".to_owned(), Level::Error)]);
    assert_eq!(found(&lexicon, "Welcome to Acme Power."), [("OLD_NAME".to_owned(), Level::Warning)]);
    assert_eq!(found(&lexicon, "Sadly it rains."), []);
    assert_eq!(found(Lexicon::shipped(), "That was the dunning letter."), []);
    assert_eq!(found(Lexicon::shipped(), "Sadly it rains."), [("UNFORTUNATELY".to_owned(), Level::Hint)]);
}

#[test]
fn a_wrong_file_is_answered_with_line_column_and_what_was_meant() {
    let cases = [
        ("\"JARGON\": Error", "\"JARGN\": Error", "rules.ron:11:15: \"JARGN\" is no rule; did you mean \"JARGON\"?"),
        ("\"trade\":", "\"trad\":", "rules.ron:2:13: \"trad\" is no set of words; did you mean \"trade\"?"),
        (
            "acme (gas|power)",
            "acme (gas|power",
            "rules.ron:6:38: \"acme (gas|power\": a `(` is not closed; add `)` (rule OLD_NAME)",
        ),
        ("off: [", "of: [", "rules.ron:12:5: "),
        ("\"OLD_NAME\"", "\"NEG_CANT\"", "rules.ron:5:17: \"NEG_CANT\" is there already"),
        ("\"JARGON\": Error", "\"LONG\": Error", "rules.ron:11:15: \"LONG\" has its levels by length"),
    ];
    for (from, to, expected) in cases {
        let error = Lexicon::with_site("rules.ron", &SITE.replace(from, to)).expect_err(to);
        assert!(error.starts_with(expected), "{error} instead of {expected}");
    }
}

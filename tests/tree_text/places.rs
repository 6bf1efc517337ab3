//! Where a value stands: what a finding points at.

use super::common::{BILLING, tree};
use evenkeel::tree::{
    Document, OwnedPart,
    Part::{self, At, Name},
};

/// The words a place points at, with its line and column checked against them.
fn pointed_at(document: &Document, way: &[Part]) -> String {
    let place = document.place(way);
    let text = document.text();
    let line = text.lines().nth(place.line - 1).expect("the line is there").trim_start_matches('\u{feff}');
    let words = &text[place.span.clone()];
    let there: String = line.chars().skip(place.column - 1).collect();
    assert!(there.starts_with(words.lines().next().unwrap_or_default()), "{words:?} is not at {}:{}", place.line, place.column);
    words.to_owned()
}

#[test]
fn a_place_points_at_the_value_or_at_the_name_of_a_large_one() {
    let ways: [(&[Part], &str); 9] = [
        (&[Name("title")], "\"Billing error\""),
        (&[Name("facts"), Name("charge")], "\"charge\""),
        (&[Name("facts"), Name("charge"), Name("label")], "\"Disputed charge\""),
        (&[Name("facts"), Name("charge"), Name("kind")], "kind"),
        (&[Name("steps"), Name("listen")], "\"listen\""),
        (&[Name("steps"), Name("listen"), Name("answers"), At(1)], "Answer"),
        (&[Name("steps"), Name("listen"), Name("answers"), At(1), Name("to")], "\"listen\""),
        (&[Name("steps"), Name("listen"), Name("say"), At(0)], "\"A charge you didn't expect is a nasty surprise.\""),
        (&[Name("layout"), Name("placed"), Name("open")], "\"open\""),
    ];
    let document = tree(BILLING);
    for (way, words) in ways {
        assert_eq!(pointed_at(&document, way), words, "{way:?}");
    }
}

#[test]
fn lines_and_columns_count_from_one() {
    let place = tree(BILLING).place(&[Name("steps"), Name("listen"), Name("title")]);
    let line = BILLING.lines().position(|line| line.contains("Hear it out")).expect("there");
    assert_eq!((place.line, place.column), (line + 1, 20));
}

#[test]
fn columns_are_characters_whatever_stands_before() {
    let text = "Tree(format: 1, id: \"t\", /* “é” */ title: \"T\", start: \"a\", steps: {})";
    for text in [text.to_owned(), format!("\u{feff}{text}")] {
        let document = tree(&text);
        assert_eq!(pointed_at(&document, &[Name("title")]), "\"T\"");
        assert_eq!(document.place(&[Name("title")]).column, 43);
    }
}

#[test]
fn lines_are_counted_alike_with_either_line_end() {
    let way = [Name("steps"), Name("close"), Name("title")];
    let crlf = tree(&BILLING.replace('\n', "\r\n")).place(&way);
    let plain = tree(BILLING).place(&way);
    assert_eq!((crlf.line, crlf.column), (plain.line, plain.column));
}

#[test]
fn a_byte_knows_what_it_stands_in_down_to_the_innermost_entry() {
    let document = tree(BILLING);
    let way = |words: &str| -> Vec<String> {
        let parts = document.part_at(BILLING.find(words).expect("there"));
        let words = |part: &OwnedPart| match part {
            OwnedPart::Name(name) => name.clone(),
            OwnedPart::At(at) => at.to_string(),
        };
        parts.iter().map(words).collect()
    };
    assert_eq!(way("Hear it out"), ["steps", "listen", "title"]);
    assert_eq!(way("Tells the story again"), ["steps", "listen", "answers", "1", "when"]);
    assert_eq!(way("Let them finish."), ["steps", "listen"], "a comment belongs to what it stands above");
    assert_eq!(way("Disputed charge"), ["facts", "charge", "label"]);
    assert_eq!(document.part_at(BILLING.len() + 10), [], "behind the end is nothing");
}

#[test]
fn what_is_not_there_is_looked_for_in_what_encloses_it() {
    let document = tree(BILLING);
    assert_eq!(pointed_at(&document, &[Name("steps"), Name("close"), Name("cue")]), "\"close\"");
    assert_eq!(pointed_at(&document, &[Name("always"), Name("safety"), Name("life")]), "always");
}

#[test]
fn a_name_written_with_escapes_or_raw_is_found() {
    for written in ["\"clo\\u{73}e\"", "\"clo\\x73e\"", "r\"close\"", "r#\"close\"#"] {
        let document = tree(&BILLING.replace("\"close\": Step(", &format!("{written}: Step(")));
        let way = [Name("steps"), Name("close"), Name("title")];
        assert_eq!(pointed_at(&document, &way), "\"Close warm\"", "{written}");
    }
}

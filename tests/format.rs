//! Re-laying a text: nothing is reordered, no comment is dropped wherever it stands, and doing it again changes nothing.

mod common;

use common::{BILLING, evenkeel, printed, said, tree};
use evenkeel::tree::{arrange, read};
use proptest::{prelude::*, sample::Index};
use std::fs;

/// The texts between spaces and comments, commas left out: what may not change its order.
fn tokens(text: &str) -> Vec<&str> {
    pieces(text)
        .into_iter()
        .map(|(_, piece)| piece)
        .filter(|piece| !piece.starts_with("//") && !piece.starts_with("/*") && *piece != ",")
        .collect()
}

/// Every string, comment, word and sign with the byte at which it begins.
fn pieces(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let first = rest.chars().next().expect("not over");
        let length = if first.is_whitespace() || first == '\u{feff}' {
            at += first.len_utf8();
            continue;
        } else if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            // The one comment within a comment that these tests write ends with both.
            let end = if rest[2..].find("/*").is_some_and(|inner| rest.find("*/").is_some_and(|end| inner + 2 < end)) {
                "*/ */"
            } else {
                "*/"
            };
            rest.find(end).map_or(rest.len(), |at| at + end.len())
        } else if first == '"' {
            let mut escaped = false;
            let end = rest[1..].find(|c| {
                let closes = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                closes
            });
            end.map_or(rest.len(), |end| end + 2)
        } else if first.is_alphanumeric() {
            rest.find(|c: char| !c.is_alphanumeric() && !"_-.".contains(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        found.push((at, &text[at..at + length]));
        at += length;
    }
    found
}

/// A comment that is recognised by its number; ends that look like RON are there to be fallen over.
fn comment(shape: usize, number: usize) -> String {
    match shape {
        0 => format!("/* c{number}; */"),
        1 => format!("// c{number};\n"),
        2 => format!("\n// c{number}; see (\n"),
        3 => format!("/* c{number};\n   [ */"),
        4 => format!("\n\n// c{number}; \"{{\n\n"),
        5 => format!(" // c{number}; [\r\n"),
        _ => format!("/* c{number}; /* inner ) */ */"),
    }
}

fn with_comments(text: &str, places: &[(Index, usize)]) -> String {
    let gaps: Vec<usize> =
        pieces(text).iter().filter(|(_, piece)| !piece.starts_with("//")).map(|(at, _)| *at).chain([text.len()]).collect();
    let mut chosen: Vec<(usize, usize)> = places.iter().map(|(place, shape)| (gaps[place.index(gaps.len())], *shape)).collect();
    chosen.sort_unstable();
    let (mut out, mut from) = (String::new(), 0);
    for (number, (at, shape)) in chosen.into_iter().enumerate() {
        out.push_str(&text[from..at]);
        out.push_str(&comment(shape, number));
        from = at;
    }
    out + &text[from..]
}

/// Arranged, and found to be the same tree with the same words in the same order, for good.
fn arranged(text: &str) -> String {
    let laid = arrange(text).unwrap_or_else(|trouble| panic!("{trouble:?}\n{text}"));
    assert_eq!(tokens(&laid), tokens(text), "reordered\n{text}\n--- to\n{laid}");
    assert_eq!(arrange(&laid).as_ref(), Ok(&laid), "not at rest\n{text}");
    let tree_of = |text| read(text).ok().map(|document| document.tree().clone());
    assert_eq!(tree_of(&laid), tree_of(text));
    laid
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_comment_is_dropped_wherever_it_stands(places in proptest::collection::vec((any::<Index>(), 0..7usize), 1..12)) {
        let text = with_comments(BILLING, &places);
        let laid = arranged(&text);
        for number in 0..places.len() {
            let mark = format!(" c{number};");
            prop_assert_eq!(laid.matches(&mark).count(), 1, "{} in\n{}\n--- from\n{}", mark, laid, text);
        }
    }
}

#[test]
fn a_comment_in_any_single_gap_is_kept() {
    let small = "Tree(format: 1, id: \"t\", title: \"T\", start: \"a\", steps: { \"a\": Step(kind: End(Resolved), stage: Open, \
                 title: \"A\", say: [], answers: [Answer(when: \"w\", needs: Not(Known(\"f\")))],), }, layout: Layout(placed: {\"a\": (0, 0)}))";
    for (at, _) in pieces(small) {
        for shape in 0..7 {
            let text = format!("{}{}{}", &small[..at], comment(shape, 1), &small[at..]);
            assert_eq!(arranged(&text).matches(" c1;").count(), 1, "{text}");
        }
    }
}

#[test]
fn odd_places_of_comments_keep_them() {
    let cases = [
        ("say /*a*/ : /*b*/ [\"x\"] /*c*/ , // d", ["/*a*/", "/*b*/", "/*c*/", "// d"]),
        ("say: /*a*/ [ /*b*/ \"x\" /*c*/ ] // d\n,", ["/*a*/", "/*b*/", "/*c*/", "// d"]),
        ("say: [\"x\", // a (\n // b [\n], /*c*/ // d {\n", ["// a (", "// b [", "/*c*/", "// d {"]),
        ("/*a*/ // b\n say: [ // c\n ], // d\n", ["/*a*/", "// b", "// c", "// d"]),
    ];
    for (say, comments) in cases {
        let text = format!(
            "Tree(format: 1, id: \"t\", title: \"T\", start: \"a\", steps: {{\"a\": Step /*n*/ (kind: Say, stage: Open, title: \"A\", {say}\n)}})"
        );
        tree(&text);
        let laid = arranged(&text);
        for comment in comments {
            assert_eq!(laid.matches(comment).count(), 1, "{comment} of\n{text}\n--- in\n{laid}");
        }
        assert!(laid.contains("/*n*/"), "{laid}");
    }
}

#[test]
fn in_a_head_laid_by_hand_only_the_comments_beside_come_nearer() {
    let near = BILLING.replace("Live,                    //", "Live, //").replace("Calm,                      //", "Calm, //");
    let head = &near[..near.find("limits").expect("there")];
    let laid = arranged(BILLING);
    assert_eq!(&laid[..head.len()], head);
}

#[test]
fn blank_lines_are_kept_single_between_entries_and_dropped_at_the_edges() {
    let loose = "\n\n// top\n\n\n\nTree\n\n(\n\n\n    format: 1,\n\n\n\n    id: \"t\",\n\n)\n\n\n";
    assert_eq!(arranged(loose), "// top\n\nTree(\n    format: 1,\n\n    id: \"t\",\n)\n");
}

#[test]
fn text_over_several_lines_keeps_its_line_ends() {
    for end in ["\n", "\r\n"] {
        let text = format!("Tree(format: 1, id: \"t\", title: \"one{end}two\", start: \"a\", steps: {{}})");
        let laid = arranged(&text);
        assert!(laid.contains(&format!("\"one{end}two\"")), "{laid:?}");
    }
}

#[test]
fn a_file_keeps_its_kind_of_line_end() {
    let crlf = BILLING.replace('\n', "\r\n");
    assert_eq!(arranged(&crlf), arranged(BILLING).replace('\n', "\r\n"));
}

#[test]
fn what_is_not_ron_is_refused_with_its_place() {
    let trouble = arrange("Tree(\n    id: \"t\n)").expect_err("an open text");
    assert_eq!((trouble.place.line, trouble.place.column), (2, 9));
}

const CRAMMED: &str = "Tree(format:1,id:\"t\",title:\"T\",start:\"a\",steps:{},)";

#[test]
fn the_command_lays_each_file_and_names_it() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.ron"), CRAMMED).expect("written");
    fs::write(folder.path().join("b.ron"), arrange(CRAMMED).expect("ron")).expect("written");
    let output = evenkeel(folder.path(), &["format", "a.ron", "b.ron"]);
    assert_eq!((output.status.code(), printed(&output).as_str()), (Some(0), "a.ron\n"));
    let laid = fs::read_to_string(folder.path().join("a.ron")).expect("readable");
    assert_eq!(Ok(laid), arrange(CRAMMED));
}

#[test]
fn with_check_the_command_writes_nothing_and_exits_with_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.ron");
    fs::write(&file, CRAMMED).expect("written");
    let output = evenkeel(folder.path(), &["format", "--check", "."]);
    assert_eq!((output.status.code(), printed(&output).as_str()), (Some(1), "./a.ron\n"));
    assert_eq!(fs::read_to_string(&file).expect("readable"), CRAMMED);
}

#[test]
fn with_check_a_laid_folder_is_fine() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.ron"), arrange(CRAMMED).expect("ron")).expect("written");
    let output = evenkeel(folder.path(), &["format", "--check", "."]);
    assert_eq!((output.status.code(), printed(&output).as_str()), (Some(0), ""));
}

#[test]
fn a_file_that_is_not_text_keeps_no_other_from_being_laid() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.ron"), b"Tree(\xff)").expect("written");
    fs::write(folder.path().join("b.ron"), CRAMMED).expect("written");
    let output = evenkeel(folder.path(), &["format", "."]);
    assert_eq!((output.status.code(), printed(&output).as_str()), (Some(2), "./b.ron\n"));
    assert!(said(&output).contains("./a.ron: this is not UTF-8 text"), "{}", said(&output));
}

#[test]
fn a_broken_file_is_named_with_its_place_and_the_others_are_laid() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.ron"), "Tree(\n  id: [\n)").expect("written");
    fs::write(folder.path().join("b.ron"), CRAMMED).expect("written");
    let output = evenkeel(folder.path(), &["format", "."]);
    assert_eq!((output.status.code(), printed(&output).as_str()), (Some(2), "./b.ron\n"));
    assert!(said(&output).contains("./a.ron:3:1: expected"), "{}", said(&output));
}

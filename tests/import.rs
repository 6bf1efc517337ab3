//! Scripts that become trees: what a table or an outline says is in the draft, and what it does not say is told.

mod common;

use common::{evenkeel, printed, said};
use evenkeel::{
    exchange::{ImportKind, Imported, import, import_bytes},
    tree::{Kind, Outcome, Stage, Status, Tree, TreeId, Trouble, arrange, read},
};
use proptest::prelude::*;
use std::fs;

fn id() -> TreeId {
    TreeId::new("parcel").expect("a name")
}

fn table(text: &str) -> Imported {
    import(text, ImportKind::Csv, &id(), "").unwrap_or_else(|troubles| panic!("{troubles:?}\n{text}"))
}

fn outline(text: &str) -> Imported {
    import(text, ImportKind::Outline, &id(), "").unwrap_or_else(|troubles| panic!("{troubles:?}\n{text}"))
}

fn refused(text: &str, kind: ImportKind) -> Vec<Trouble> {
    import(text, kind, &id(), "").expect_err("nothing to import")
}

/// Every answer as `step: words -> target`.
fn answers(tree: &Tree) -> Vec<String> {
    let of = |(id, step): (_, &std::sync::Arc<evenkeel::tree::Step>)| {
        let answers = step.answers.iter().map(move |answer| {
            let to = answer.to.as_ref().map_or("nowhere".to_owned(), ToString::to_string);
            format!("{id}: {} -> {to}", answer.when)
        });
        answers.collect::<Vec<_>>()
    };
    tree.steps.iter().flat_map(of).collect()
}

const TABLE: &str = "step,line,answer,to\n\
    greet,\"Hello, what was missing?\",Late parcel,find\n\
    greet,,Hangs up,end\n\
    find,It left us on {sent_on}.,Fine,close\n\
    close,\"Thank you for \"\"waiting\"\".\",,\n";

#[test]
fn the_rows_of_a_step_are_one_step_with_its_lines_and_answers() {
    let tree = table(TABLE).tree;
    assert_eq!(
        answers(&tree),
        ["greet: Late parcel -> find", "greet: Hangs up -> end", "find: Fine -> close"],
        "answers in the order of the rows"
    );
    assert_eq!(tree.start, "greet");
    assert_eq!(tree.steps["greet"].say, ["Hello, what was missing?"]);
    assert_eq!(tree.steps["close"].say, ["Thank you for \"waiting\"."]);
}

#[test]
fn a_question_is_ask_a_last_step_is_an_end_and_the_notes_say_that_it_was_guessed() {
    let Imported { tree, notes, .. } = table(TABLE);
    let kinds: Vec<(&str, &Kind)> = tree.steps.iter().map(|(id, step)| (id.as_str(), &step.kind)).collect();
    let end = Kind::End(Outcome::Resolved);
    assert_eq!(kinds, [("greet", &Kind::Ask), ("find", &Kind::Say), ("close", &end), ("end", &end)]);
    assert_eq!((tree.steps["greet"].stage, tree.steps["close"].stage), (Stage::Open, Stage::Close));
    assert!(notes.iter().any(|note| note.contains("1 Ask") && note.contains("2 End")), "{notes:?}");
    assert!(notes.iter().any(|note| note.starts_with("Stages are guessed")), "{notes:?}");
}

#[test]
fn the_columns_may_stand_in_any_order_under_other_names_between_other_signs() {
    let expected = answers(&table(TABLE).tree);
    for (sign, mark) in [(";", ""), ("\t", "\u{feff}"), ("|", ""), (",", "\u{feff}")] {
        let rows = [
            ["Next Step", "Response", "NODE", "Prompt"],
            ["find", "Late parcel", "greet", "\"Hello, what was missing?\""],
            ["end", "Hangs up", "", ""],
            ["close", "Fine", "find", "It left us."],
            ["", "", "close", "Thank you."],
        ];
        let text = rows.map(|row| row.join(sign)).join("\r\n");
        assert_eq!(answers(&table(&format!("{mark}{text}\r\n")).tree), expected, "with {sign:?}");
    }
    let said_by_spreadsheet = format!("sep=;\n{}", TABLE.replace(',', ";").replace("Hello;", "Hello"));
    assert_eq!(answers(&table(&said_by_spreadsheet).tree), expected);
}

#[test]
fn answers_side_by_side_are_understood() {
    let text = "step,line,answer 1,to 1,answer 2,to 2\nask,Which?,Left,left,Right,right\nleft,L,,,,\nright,R,,,,\n";
    assert_eq!(answers(&table(text).tree), ["ask: Left -> left", "ask: Right -> right"]);
}

#[test]
fn a_step_called_by_a_title_gets_a_name_and_its_title_can_be_a_target() {
    let text = "step,line,answer,to\nIs it ours?,Whose?,Ours,Put it right!\nPut it right!,Sorry.,Fine,Is it ours\n1,One.,,\n";
    let tree = table(text).tree;
    assert_eq!(answers(&tree), ["is-it-ours: Ours -> put-it-right", "put-it-right: Fine -> is-it-ours"]);
    let titles: Vec<&str> = tree.steps.values().map(|step| step.title.as_str()).collect();
    assert_eq!(titles, ["Is it ours?", "Put it right!", "Step 1"]);
}

#[test]
fn a_blank_target_leads_nowhere_and_the_notes_name_it() {
    let Imported { tree, notes, troubles, .. } = table("step,line,answer,to\na,What?,Does not know,\n");
    assert_eq!(answers(&tree), ["a: Does not know -> nowhere"]);
    assert!(troubles.is_empty());
    assert!(notes.iter().any(|note| note.contains("1 answer leads nowhere yet: \"Does not know\" of a")), "{notes:?}");
}

#[test]
fn an_unknown_target_is_told_with_its_place_and_the_rest_is_taken_over() {
    let Imported { tree, troubles, .. } = table(&TABLE.replace("Late parcel,find", "Late parcel,fnid"));
    assert_eq!(answers(&tree), ["greet: Late parcel -> nowhere", "greet: Hangs up -> end", "find: Fine -> close"]);
    let [trouble] = &troubles[..] else { panic!("{troubles:?}") };
    assert_eq!((trouble.place.line, trouble.place.column), (2, 46));
    assert_eq!(trouble.message, "there is no step \"fnid\"");
    assert!(trouble.help.contains("did you mean \"Find\"?") && trouble.help.contains("\"end\""), "{}", trouble.help);
}

#[test]
fn a_way_into_another_tree_is_kept() {
    let tree = table("step,line,answer,to\na,What?,Insults,aggressive-customer/first-warning\n").tree;
    assert_eq!(answers(&tree), ["a: Insults -> aggressive-customer/first-warning"]);
}

#[test]
fn a_quotation_mark_that_is_not_closed_and_a_cell_too_many_are_told_at_their_place() {
    let open = table("step,line\na,Hello\nb,\"never closed\nc,lost\n").troubles;
    assert_eq!((open[0].place.line, open[0].place.column), (3, 3));
    let many = table("step,line,answer,to\na,Hello, you,Yes,end\nb,Bye,,\n").troubles;
    assert_eq!((many[0].place.line, many[0].place.column), (2, 18));
    assert!(many[0].help.contains("between quotation marks") && many.len() == 1, "{many:?}");
}

#[test]
fn a_table_without_a_step_column_is_refused_with_the_nearest_name() {
    let troubles = refused("stepp,line\na,b\n", ImportKind::Csv);
    assert_eq!(troubles[0].place.line, 1);
    assert!(troubles[0].help.contains("did you mean \"step\""), "{troubles:?}");
    assert!(troubles[0].help.contains("step,line,answer,to"), "{troubles:?}");
}

const OUTLINE: &str = "# Late parcel\n\
    When a parcel has not come.\n\n\
    ## Ask what is missing\n\
    What were you waiting for?\n\
    - Can name it -> Find the parcel\n\
    - Only has the letter\n\
    \t- What is the number on it?\n\
    \t- Reads it out → 2\n\
    - Hangs up => end\n\
    - Not sure ->\n\n\
    ## 2. Find the parcel\n\
    It left us on {sent_on}.\n\
    goto Close\n\n\
    ## Close\n\
    \"Thank you for waiting.\"\n";

#[test]
fn headings_are_steps_and_what_stands_below_them_is_said_or_answered() {
    let tree = outline(OUTLINE).tree;
    assert_eq!((tree.title.as_str(), tree.summary.as_str()), ("Late parcel", "When a parcel has not come."));
    assert_eq!(
        answers(&tree),
        [
            "ask-what-is-missing: Can name it -> find-the-parcel",
            "ask-what-is-missing: Only has the letter -> only-has-the-letter",
            "ask-what-is-missing: Hangs up -> end",
            "ask-what-is-missing: Not sure -> nowhere",
            "only-has-the-letter: Reads it out -> find-the-parcel",
            "find-the-parcel: Goes on -> close",
        ]
    );
    assert_eq!(tree.steps["only-has-the-letter"].say, ["What is the number on it?"]);
    assert_eq!(tree.steps["close"].say, ["Thank you for waiting."]);
}

#[test]
fn an_outline_by_indentation_alone_says_the_same_with_spaces_tabs_and_bullets() {
    let expected = ["greet: Wants a refund -> wants-a-refund", "greet: Other -> end", "wants-a-refund: Yes -> end"];
    for text in [
        "Greet\n  What happened?\n  Wants a refund\n    How much?\n    Yes -> end\n  Other -> end\n",
        "Greet\n\tWhat happened?\n\tWants a refund\n\t\tHow much?\n\t\tYes -> end\n\tOther -> end\n",
        "* Greet\n  * What happened?\n  * Wants a refund\n    * How much?\n    * Yes -> end\n  * Other -> end\n",
        "1. Greet\n   What happened?\n   - Wants a refund\n     How much?\n     - Yes -> end\n   - Other -> end\n",
        "Greet\n    What happened?\n- Wants a refund\n    How much?\n    Yes -> end\n- Other -> end\n",
    ] {
        assert_eq!(answers(&outline(text).tree), expected, "{text}");
    }
}

#[test]
fn a_question_with_only_answers_under_it_is_said() {
    let tree = outline("Greet\n    What happened?\n        Late -> end\n        Broken -> end\n").tree;
    assert_eq!(answers(&tree), ["greet: Late -> end", "greet: Broken -> end"]);
    assert_eq!(tree.steps["greet"].say, ["What happened?"]);
}

#[test]
fn steps_written_one_below_the_other_go_on_to_the_next() {
    let Imported { tree, notes, .. } = outline("1. Greet\n   Hello.\n2. Check\n   Let me check.\n3. Close\n   Bye.\n");
    assert_eq!(answers(&tree), ["greet: Goes on -> check", "check: Goes on -> close"]);
    assert!(notes.iter().any(|note| note.contains("2 steps without answers")), "{notes:?}");
}

#[test]
fn two_steps_of_one_title_are_told_and_both_kept() {
    let Imported { tree, troubles, .. } = outline("# Close\nOne.\n# Close\nTwo.\n");
    assert_eq!(tree.steps.keys().map(ToString::to_string).collect::<Vec<_>>(), ["close", "close-2"]);
    assert_eq!(troubles[0].place.line, 3);
}

#[test]
fn what_stands_between_braces_is_declared_under_a_name_that_a_fact_can_have() {
    let tree = outline("Close\n    Bye {{Customer name}}, {sent_on}, {agent_name}. {not: a fact} {\n").tree;
    assert_eq!(tree.facts.keys().map(ToString::to_string).collect::<Vec<_>>(), ["customer_name", "sent_on"]);
    assert_eq!(tree.steps["close"].say, ["Bye {customer_name}, {sent_on}, {agent_name}. {not: a fact} {"]);
}

#[test]
fn the_draft_is_written_in_the_houses_layout_and_reads_back() {
    for imported in [table(TABLE), outline(OUTLINE)] {
        assert_eq!(arrange(&imported.text).as_deref(), Ok(imported.text.as_str()));
        assert_eq!(**read(&imported.text).expect("reads").tree(), imported.tree);
        assert_eq!((imported.tree.status, imported.tree.revision), (Status::Draft, 0));
        assert!(imported.text.contains("\n\n        \"close\": Step("), "a blank line between steps");
    }
}

#[test]
fn a_file_that_is_no_text_is_refused_at_its_first_bad_byte() {
    let of = |bytes: &[u8]| import_bytes(bytes, None, Some("csv"), &id(), "").expect_err("no text").remove(0);
    let broken = of(b"step,line\na,\xff\n");
    assert_eq!((broken.place.line, broken.place.column), (2, 3));
    assert!(broken.help.contains("UTF-8"), "{broken:?}");
    assert!(of(b"\xff\xfes\0t\0").message.contains("UTF-16"));
    let zero = of(b"step,line\na,b\0\n");
    assert_eq!((zero.place.line, zero.place.column), (2, 4));
}

#[test]
fn hostile_scripts_end_in_words_or_in_a_tree() {
    let long = 3 << 20;
    let deep: String = (0..3000).map(|level| format!("{}a\n", " ".repeat(level))).collect();
    let many_steps: String = (0..200_000).map(|row| format!("s{row},line,answer,s{}\n", row + 1)).collect();
    let unknown: String = (0..100_000).map(|row| format!("s,line,answer {row},t{row}\n")).collect();
    let header = "step,line,answer,to\n";
    for text in [
        String::new(),
        "\u{feff}".to_owned(),
        "a".repeat(long),
        ",".repeat(long),
        "\n".repeat(long),
        "\"".repeat(long),
        "-> ".repeat(long / 3),
        "goto ".repeat(long / 5),
        "# a\n".repeat(long / 4),
        "{a ".repeat(long / 3),
        format!("{header}a,\"{}", "x,\n".repeat(long / 3)),
        format!("{header}{many_steps}"),
        format!("{header}{unknown}"),
        deep,
    ] {
        for kind in [ImportKind::Csv, ImportKind::Outline] {
            match import(&text, kind, &id(), "") {
                Ok(imported) => assert!(read(&imported.text).is_ok()),
                Err(troubles) => assert!(troubles.iter().all(|trouble| !trouble.message.is_empty() && !trouble.help.is_empty())),
            }
        }
    }
}

proptest! {
    #[test]
    fn any_text_ends_in_words_or_in_a_draft_that_reads_back(
        text in "([ \t]{0,4}|# |- |1\\. )?[a-z\"{}>,;\\\\é'?]{0,6}( -> [a-z]{0,3})?(\n([ \t]{0,6}|## |\\* )?[a-c\"{},;'?]{0,4}( -> [a-c]{0,2})?){0,12}",
    ) {
        for kind in [ImportKind::Outline, ImportKind::Csv] {
            let with_header = if kind == ImportKind::Csv { format!("step,line,answer,to\n{text}") } else { text.clone() };
            match import(&with_header, kind, &id(), "") {
                Ok(imported) => {
                    let document = read(&imported.text).expect("a draft reads back");
                    prop_assert_eq!(&**document.tree(), &imported.tree);
                    prop_assert!(imported.tree.steps.contains_key(&imported.tree.start));
                    let laid = arrange(&imported.text);
                    prop_assert_eq!(laid.as_deref(), Ok(imported.text.as_str()));
                }
                Err(troubles) => prop_assert!(!troubles.is_empty()),
            }
        }
    }
}

#[test]
fn the_command_writes_the_draft_and_says_what_was_guessed() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("Late parcel.csv"), TABLE).expect("written");
    let output = evenkeel(folder.path(), &["import", "Late parcel.csv", "--output", "new.ron"]);
    assert_eq!((output.status.code(), printed(&output).as_str()), (Some(0), ""));
    assert!(said(&output).contains("Kinds are guessed"), "{}", said(&output));
    let text = fs::read_to_string(folder.path().join("new.ron")).expect("the draft");
    assert_eq!(read(&text).expect("a tree").tree().id, "late-parcel");
    assert_eq!(evenkeel(folder.path(), &["format", "--check", "new.ron"]).status.code(), Some(0));

    let again = evenkeel(folder.path(), &["import", "Late parcel.csv", "--output", "new.ron"]);
    assert_eq!(again.status.code(), Some(2), "a file that is there is left as it is");
    assert_eq!(fs::read_to_string(folder.path().join("new.ron")).expect("the draft"), text);
}

#[test]
fn the_command_names_file_line_and_column_and_ends_with_one_when_something_was_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("script.txt"), "Greet\n    Hello?\n    Yes -> Nowhere at all\n").expect("written");
    let output = evenkeel(folder.path(), &["import", "script.txt", "--id", "greeting", "--title", "Greeting"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("script.txt:3:12: there is no step \"Nowhere at all\""), "{}", said(&output));
    let text = printed(&output);
    let tree = read(&text).expect("a tree");
    assert_eq!((tree.tree().id.as_str(), tree.tree().title.as_str()), ("greeting", "Greeting"));

    fs::write(folder.path().join("empty.csv"), "").expect("written");
    let output = evenkeel(folder.path(), &["import", "empty.csv"]);
    assert_eq!((output.status.code(), printed(&output).as_str()), (Some(2), ""));
    assert!(said(&output).contains("empty.csv:1:1: "), "{}", said(&output));
}

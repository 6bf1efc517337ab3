//! The voice of a tree: what its lines sound like together, from the worst of them to what calms.

use evenkeel::{
    check::{
        Level,
        voice::{Better, Voice, brought_words},
        words::Lexicon,
    },
    library::shipped_trees,
    tree::{Stage, Tree, read},
};

/// A tree of three steps with these fields beside kind, stage and title.
fn tree(first: &str, second: &str, third: &str) -> Tree {
    let text = format!(
        r#"Tree(
    format: 1, id: "small", title: "Small", language: "en-GB", start: "a",
    facts: {{ "day": Fact(label: "Day", kind: Date, sample: "2027-05-07") }},
    steps: {{
        "a": Step(kind: Ask, stage: Open, title: "A", {first} answers: [Answer(when: "Goes on", to: "b")]),
        "b": Step(kind: Say, stage: Own, title: "B", {second} answers: [Answer(when: "Goes on", to: "c")]),
        "c": Step(kind: End(Resolved), stage: Close, title: "C", {third}),
    }},
)"#
    );
    let document = read(&text).unwrap_or_else(|troubles| panic!("{troubles:?}"));
    (**document.tree()).clone()
}

fn words(count: usize) -> String {
    vec!["word"; count].join(" ")
}

fn texts(voice: &Voice, places: &[usize]) -> Vec<String> {
    places.iter().map(|place| voice.lines[*place].text.clone()).collect()
}

#[test]
fn the_worst_line_comes_first_and_good_lines_are_not_there() {
    let hint = "Basically, I have it here.";
    let warning = "Someone will call you back soon.";
    let error = "You need to calm down.";
    let tree = tree(
        &format!("say: [\"{hint}\", \"What happened?\"],"),
        &format!("say: [\"{warning}\"],"),
        &format!("say: [\"{error}\"]"),
    );
    let voice = Voice::of(&tree);
    let level = |text: &str| voice.lines.iter().find(|line| line.text == text).unwrap().level();
    assert_eq!((level(hint), level(error)), (Some(Level::Hint), Some(Level::Error)));
    let worst = texts(&voice, &voice.worst);
    assert_eq!((worst[0].as_str(), worst[worst.len() - 1].as_str(), worst.len()), (error, hint, 3));
}

#[test]
fn the_same_words_on_two_steps_are_told_whatever_their_signs_and_twice_on_one_step_are_not() {
    let tree = tree(
        r#"say: ["Thank you for waiting."],"#,
        r#"say: ["Thank you, for waiting!", "I see.", "I see"],"#,
        r#"say: ["Bye."]"#,
    );
    let voice = Voice::of(&tree);
    let repeated: Vec<Vec<String>> = voice.repeated.iter().map(|group| texts(&voice, group)).collect();
    assert_eq!(repeated, [["Thank you for waiting.", "Thank you, for waiting!"]]);
}

#[test]
fn bars_hold_lines_of_five_words_more_each_and_facts_count_as_they_are_said() {
    let first = format!("say: [\"{}\", \"{}\", \"{}\"],", words(5), words(6), words(26));
    let tree = tree(&first, &format!("say_heated: [\"{}\"],", words(99)), r#"say: ["By {day}."]"#);
    let voice = Voice::of(&tree);
    assert_eq!(voice.lengths, [2, 1, 0, 0, 0, 1, 0, 1]);
    assert_eq!(voice.longest().unwrap().words, 99);
    assert_eq!(voice.too_long(), 2);
}

#[test]
fn stages_and_techniques_are_found_on_their_steps() {
    let tree = tree(r#"techniques: ["open-question", "let-them-finish"],"#, r#"techniques: ["open-question"],"#, "");
    let coverage = Voice::of(&tree).coverage;
    let steps: Vec<&str> = coverage.steps_with("open-question").iter().map(|step| step.as_str()).collect();
    assert_eq!(steps, ["a", "b"]);
    assert_eq!(coverage.techniques.len(), 2);
    let missing: Vec<Stage> = coverage.missing_stages().collect();
    assert_eq!(missing.len(), 9);
    assert!(!missing.contains(&Stage::Own) && missing.contains(&Stage::Recap));
}

#[test]
fn a_finding_that_was_silenced_with_a_reason_is_not_said_again() {
    let line = "You need to calm down.";
    let rule = Voice::of(&tree(&format!("say: [\"{line}\"],"), "", "")).lines[0].remarks[0].rule;
    let silenced = |why: &str| {
        let allow = format!(r#"say: ["{line}"], allow: [Allow(rule: "{rule}", line: "{line}", why: "{why}")],"#);
        Voice::of(&tree(&allow, "", "")).lines[0].remarks.iter().any(|remark| remark.rule == rule)
    };
    assert!(!silenced("Read out from a letter."));
    assert!(silenced(""), "without a reason it stands");
}

#[test]
fn a_wording_the_step_prefers_is_offered_as_the_whole_line() {
    let avoid = r#"say: ["You need to calm down. Go on."], avoid: [Swap(not: "You need to calm down.", but: "I'm listening.")],"#;
    let voice = Voice::of(&tree(avoid, "", ""));
    assert_eq!(voice.lines[0].better[0], Better::Say("I'm listening. Go on.".to_owned()));
}

#[test]
fn a_wording_that_is_as_bad_is_not_offered() {
    let avoid = r#"say: ["You need to calm down."], avoid: [Swap(not: "You need to calm down.", but: "You must calm down.")],"#;
    let voice = Voice::of(&tree(avoid, "", ""));
    assert!(matches!(voice.lines[0].better[0], Better::Advice(_)), "{:?}", voice.lines[0].better);
}

#[test]
fn advice_is_never_put_into_a_line() {
    for rule in Lexicon::shipped().rules() {
        for bad in &rule.bad {
            let voice = Voice::of(&tree(&format!("say: [{bad:?}],"), "", ""));
            let line = &voice.lines[0];
            for (remark, better) in line.remarks.iter().zip(&line.better) {
                match better {
                    Better::Say(words) => assert_ne!(*words, remark.help, "{bad}"),
                    Better::Advice(advice) => assert_eq!(*advice, remark.help, "{bad}"),
                }
            }
        }
    }
}

#[test]
fn filling_words_are_left_out_and_the_law_is_left_alone() {
    let better = |line: &str| Voice::of(&tree(&format!("say: [{line:?}],"), "", "")).lines[0].better.clone();
    assert_eq!(better("To be honest, it's an old model."), [Better::Say("It's an old model.".to_owned())]);
    let law = "I'm not able to speak on the legal side. I'll log your words and pass them on today.";
    assert!(better("We're liable for that.").contains(&Better::Say(law.to_owned())));
    let medicine = better("Just stop taking the tablets.");
    assert!(medicine.iter().all(|better| matches!(better, Better::Advice(_))), "{medicine:?}");
}

#[test]
fn only_errors_of_wording_that_are_new_on_their_step_are_brought() {
    let good = tree(r#"say: ["What happened?"],"#, r#"say: ["You need to calm down."],"#, "");
    let moved = tree(r#"say: ["You need to calm down."],"#, r#"say: ["You need to calm down."],"#, "");
    let brought = brought_words(Some(&good), &moved);
    let told: Vec<(&str, &str)> = brought.iter().map(|words| (words.step.as_str(), words.line.as_str())).collect();
    assert_eq!(told, [("a", "You need to calm down.")]);
    assert!(brought_words(Some(&moved), &moved).is_empty());
    assert!(brought_words(Some(&moved), &good).is_empty(), "an error less is none");
    assert_eq!(brought_words(None, &moved).len(), 2, "everything of a new tree is new");
}

#[test]
fn every_line_of_the_shipped_trees_is_judged_once() {
    for pinned in shipped_trees().all().map(|pinned| std::sync::Arc::clone(&pinned.tree)) {
        let voice = Voice::of(&pinned);
        let lines: usize = pinned.steps.values().map(|step| step.say.len() + step.say_heated.len()).sum();
        assert_eq!(voice.lines.len(), lines, "{}", pinned.id);
        assert!(voice.lines.iter().all(|line| line.remarks.len() == line.better.len()));
    }
}

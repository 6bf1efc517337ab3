//! Edits that are refused, edits of several edits, and what an edit leaves behind.

use super::{
    changes::{fact_id, plain_fact, step_id},
    common::{BILLING, tree},
    one_by_one::{answer, limit_id, on, thanks},
};
use evenkeel::{
    edit::{AnswerChange, Edit, LineList, StepChange, TreeChange},
    tree::Mood,
};
use std::sync::Arc;

#[test]
fn several_edits_are_one_and_all_or_nothing() {
    let document = tree(BILLING);
    let good = Edit::Tree(TreeChange::Revision(9));
    let bad = on("nowhere", StepChange::Warning(true));
    assert!(Edit::Together("Both".into(), vec![good.clone(), bad]).apply(document.tree()).is_err());
    let both = Edit::Together("Both".into(), vec![good, Edit::Tree(TreeChange::Mood(Mood::Heated))]);
    let after = both.apply(document.tree()).expect("made");
    assert_eq!((after.revision, after.mood, both.name(document.tree()).as_str()), (9, Mood::Heated, "Both"));
    let whole = Edit::Whole("Back to revision 9".into(), Arc::new(after.clone()));
    assert_eq!(whole.apply(document.tree()), Ok(after));
}

#[test]
fn what_makes_no_sense_is_refused_in_words_that_say_what_to_do() {
    let document = tree(BILLING);
    let rows = [
        (Edit::RemoveSteps(vec![step_id("close"), step_id("open")]), "Let the tree start at another step first"),
        (Edit::Tree(TreeChange::Start(step_id("gone"))), "choose one of this tree"),
        (Edit::RenameStep { from: step_id("open"), to: step_id("close") }, "choose one that is free"),
        (Edit::RenameStep { from: step_id("gone"), to: step_id("new") }, "may have been taken out"),
        (on("gone", StepChange::Warning(true)), "undo brings back"),
        (answer("close", 0, AnswerChange::Back(true)), "no answer “1”"),
        (on("close", StepChange::RemoveLine { list: LineList::Say, at: 7 }), "no line “8”"),
        (Edit::AddFact { id: fact_id("charge"), fact: plain_fact("x"), after: None }, "choose another name"),
        (Edit::AddFact { id: fact_id("today"), fact: plain_fact("x"), after: None }, "fills “today” itself"),
        (Edit::RenameFact { from: fact_id("charge"), to: fact_id("now") }, "choose one that is free"),
        (Edit::RemoveFact(fact_id("charge")), "Take it out there first"),
        (Edit::RemoveLimit(limit_id("agent_credit")), "condition of answer 1 of “Is the error ours?”"),
        (Edit::AddStep { id: step_id("close"), step: thanks(), after: None, from: None, at: None }, "choose another name"),
    ];
    for (edit, words) in rows {
        let refused = edit.apply(document.tree()).expect_err(words).to_string();
        assert!(refused.contains(words), "{refused}");
    }
}

#[test]
fn a_fact_that_is_used_can_be_taken_out_all_the_same() {
    let document = tree(BILLING);
    let after = Edit::RemoveUsedFact(fact_id("charge")).apply(document.tree()).expect("made");
    assert!(!after.facts.contains_key("charge"));
}

#[test]
fn a_step_that_is_renamed_back_does_not_remember_its_own_name() {
    let document = tree(BILLING);
    let there = Edit::RenameStep { from: step_id("confirm"), to: step_id("say-back") }.apply(document.tree()).expect("made");
    let back = Edit::RenameStep { from: step_id("say-back"), to: step_id("confirm") }.apply(&there).expect("made");
    assert_eq!(back.steps["confirm"].was, [step_id("say-back")]);
    assert!(back.find("say-back").is_some());
}

//! Copying steps within a tree and into another, through text.

use super::{
    changes::{choices, fact_id, step_id},
    common::{BILLING, tree},
};
use evenkeel::{
    edit::{Edit, Fragment},
    tree::{StepId, Target, Tree, read},
};
use proptest::prelude::*;

const OTHER: &str = "Tree(format: 1, id: \"other\", title: \"O\", start: \"a\", facts: {\"fault\": Fact(label: \"F\", kind: Text)}, \
                     steps: {\"a\": Step(kind: Say, stage: Open, title: \"A\"), \"confirm\": Step(kind: Say, stage: Open, title: \"C\")})";

fn copy(tree: &Tree, steps: &[&str]) -> Fragment {
    Fragment::of(tree, &steps.iter().copied().map(step_id).collect::<Vec<_>>())
}

fn leads(tree: &Tree, step: &str) -> Vec<Option<String>> {
    tree.steps[step].answers.iter().map(|answer| answer.to.as_ref().map(ToString::to_string)).collect()
}

/// Where an answer leads, as [`leads`] tells it.
#[expect(clippy::unnecessary_wraps, reason = "it stands beside answers that lead nowhere")]
fn to(step: &str) -> Option<String> {
    Some(step.to_owned())
}

#[test]
fn within_a_tree_a_copy_keeps_its_own_answers_and_leads_out_where_the_original_does() {
    let document = tree(BILLING);
    let pasted = copy(document.tree(), &["listen", "confirm"]).paste_into(document.tree(), None);
    assert_eq!(pasted.steps, ["listen-2", "confirm-2"].map(step_id));
    assert_eq!(leads(&pasted.tree, "listen-2"), [to("confirm-2"), to("listen-2")]);
    assert_eq!(leads(&pasted.tree, "confirm-2"), [to("whose-error"), to("listen-2")]);
    assert_eq!(pasted.tree.steps["listen-2"].cap.as_ref().map(|cap| cap.then.to_string()), to("over-limit"));
}

#[test]
fn into_another_tree_a_copy_brings_its_facts_and_limits_and_leads_nowhere_else() {
    let document = tree(BILLING);
    let other = tree(OTHER);
    let pasted = copy(document.tree(), &["whose-error", "listen", "confirm"]).paste_into(other.tree(), None);
    assert_eq!(pasted.steps, ["listen", "confirm-2", "whose-error"].map(step_id));
    assert_eq!(leads(&pasted.tree, "confirm-2"), [to("whose-error"), to("listen")]);
    assert_eq!(leads(&pasted.tree, "whose-error"), [None, None, None]);
    assert!(pasted.tree.facts.contains_key("charge") && pasted.tree.limits.contains_key("agent_credit"));
    assert_eq!(pasted.tree.facts["fault"].label, "F", "what is there stays");
    assert_eq!(pasted.notes, ["The fact “fault” is text here and was one of ours, not ours, unknown there."]);
    assert_eq!(pasted.tree.steps["listen"].cap, None, "a cap that leads nowhere is none");
}

#[test]
fn an_answer_into_another_tree_leads_there_from_a_copy_too() {
    let document = tree(BILLING);
    let pasted = copy(document.tree(), &["dated-callback"]).paste_into(tree(OTHER).tree(), None);
    let answer = &pasted.tree.steps["dated-callback"].answers[1];
    assert_eq!(answer.to, Target::new("aggressive-customer/first-warning").ok());
    assert_eq!(answer.then, None, "where it goes on was left behind");
}

#[test]
fn a_copy_of_a_copy_counts_on() {
    let document = tree(BILLING);
    let once = copy(document.tree(), &["close"]).paste_into(document.tree(), None);
    let twice = copy(&once.tree, &["close-2"]).paste_into(&once.tree, None);
    assert_eq!(twice.steps, [step_id("close-3")]);
}

#[test]
fn steps_that_were_placed_keep_their_shape_around_the_new_place() {
    let document = tree(BILLING);
    let places = [("listen", (100, 50)), ("confirm", (300, 20))].map(|(id, at)| (step_id(id), at));
    let fragment = copy(document.tree(), &["listen", "confirm"]).with_places(places);
    let placed = fragment.paste_into(document.tree(), Some((1000, 1000))).tree.layout.placed;
    assert_eq!((placed["listen-2"], placed["confirm-2"]), ((1000, 1030), (1200, 1000)));
    assert_eq!(placed.len(), 3, "without a place the layout decides");
}

#[test]
fn the_clipboard_holds_text_and_anything_else_is_refused_in_words() {
    let document = tree(BILLING);
    let fragment = copy(document.tree(), &["listen"]);
    assert_eq!(Fragment::from_text(&fragment.to_text()), Ok(fragment.clone()));
    for (text, words) in [
        ("Dear Sir or Madam", "holds no steps"),
        ("Fragment(format: 1, tree: \"t\", steps: {\"A B\": 3})", "Copy them again"),
        (&fragment.to_text().replace("format: 1", "format: 2"), "newer Evenkeel"),
    ] {
        let refused = Fragment::from_text(text).expect_err(words).to_string();
        assert!(refused.contains(words), "{refused}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_paste_adds_exactly_what_was_copied_and_changes_nothing_else(
        choices in choices(6),
        picked in proptest::collection::vec(any::<proptest::sample::Index>(), 1..5),
    ) {
        let mut tree: Tree = (**tree(BILLING).tree()).clone();
        for choice in choices {
            tree = choice.edit(&tree).apply(&tree).unwrap_or(tree);
        }
        let steps: Vec<StepId> = picked.iter().map(|at| tree.steps.get_index(at.index(tree.steps.len())).expect("there").0.clone()).collect();
        let fragment = Fragment::of(&tree, &steps);
        prop_assert_eq!(Fragment::from_text(&fragment.to_text()), Ok(fragment.clone()));
        let pasted = fragment.paste_into(&tree, Some((10, 10)));
        let edit = Edit::Paste { fragment: fragment.clone(), at: Some((10, 10)) };
        prop_assert_eq!(edit.apply(&tree), Ok(pasted.tree.clone()));
        prop_assert_eq!(pasted.tree.steps.len(), tree.steps.len() + fragment.steps.len());
        for (id, step) in &tree.steps {
            prop_assert_eq!(pasted.tree.steps.get(id), Some(step));
        }
        for (id, copied) in pasted.steps.iter().zip(fragment.steps.values()) {
            let (new, old) = (&pasted.tree.steps[id], copied);
            prop_assert_eq!((&new.title, &new.say, new.answers.len()), (&old.title, &old.say, old.answers.len()));
        }
        // What was pasted within a tree leads nowhere that the tree does not know, unless the original did.
        let text = evenkeel::tree::plainly(&pasted.tree);
        prop_assert_eq!(read(&text).map(|document| (**document.tree()).clone()), Ok(pasted.tree));
    }
}

#[test]
fn the_facts_of_questions_are_copied_too() {
    let text = BILLING.replace("ask: \"What amount do you see?\"", "ask: \"What amount do you see, {customer_name}?\"");
    let fragment = copy(tree(&text).tree(), &["listen"]);
    assert!(fragment.facts.contains_key(&fact_id("customer_name")));
}

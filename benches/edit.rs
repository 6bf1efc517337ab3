//! Promise: an edit and its undo on a tree of 10,000 steps take at most twenty times what they take on one of 100, and
//! under a millisecond; adding, deleting and renaming a step too. Also told: what the thread beside the screen looks over
//! first, and the text of an edited tree against reading it whole.

mod common;

use common::{Pair, is_measured, milliseconds, pair, said, timed, tree_text};
use criterion::Criterion;
use evenkeel::{
    edit::{AnswerChange, Edit, History, LineList, StepChange, look_over},
    tree::{Document, StepId, Target, read},
};
use std::{sync::Arc, time::Duration};

fn step(number: usize) -> StepId {
    StepId::new(&format!("step-{number}")).expect("a name")
}

fn document(steps: usize) -> Document {
    read(&tree_text("large", steps, 0)).expect("a tree")
}

/// What an author does all day, on a step in the middle: words, a way, a place.
fn daily(steps: usize) -> Vec<Edit> {
    let middle = step(steps / 2);
    let on = |change| Edit::Step(middle.clone(), change);
    let to = Some(Target::Here(step(1)));
    vec![
        on(StepChange::Line { list: LineList::Say, at: 1, text: "Tell me what you see there.".to_owned() }),
        on(StepChange::Title("Hear it out".to_owned())),
        on(StepChange::Answer(2, AnswerChange::To(to))),
        on(StepChange::RemoveAnswer(1)),
        Edit::Place(vec![(middle.clone(), (120, 40))]),
    ]
}

/// What concerns the whole tree.
fn whole(document: &Document, steps: usize) -> Vec<(&'static str, Edit)> {
    let copy = Box::new((**document.tree().steps.get_index(steps / 2).expect("in the middle").1).clone());
    let (middle, new) = (step(steps / 2), StepId::new("new").expect("a name"));
    let add = Edit::AddStep { id: new.clone(), step: copy, after: Some(middle.clone()), from: None, at: None };
    vec![
        ("adding a step", add),
        ("deleting a step", Edit::RemoveSteps(vec![middle.clone()])),
        ("renaming a step", Edit::RenameStep { from: middle, to: new }),
    ]
}

fn make_and_undo(history: &mut History, edits: &[Edit]) -> Duration {
    timed(|| {
        for (number, edit) in edits.iter().enumerate() {
            history.make(edit, number as f64 * 10.0).expect("the edit makes sense");
            history.undo();
        }
    })
}

fn promised(what: &str, measured: Pair, large: usize, small: usize) {
    let (ratio, took, other) = (measured.ratio(), measured.one, measured.other);
    let [in_large, in_small] = [took, other].map(|took| took.as_secs_f64() * 1e6);
    said(
        ratio <= 20.0 && took < Duration::from_millis(1),
        &format!(
            "edit: {what} at {large} steps against {small}: {ratio:.1}x ({in_large:.1} µs against {in_small:.1} µs; promised 20x \
             and 1 ms)"
        ),
    );
}

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3))
        .configure_from_args();
    let sizes = if is_measured() { [100, 1_000, 10_000] } else { [100, 120, 150] };
    let [small, _, large] = sizes;
    let (mut many, mut few) = (History::new(document(large)), History::new(document(small)));
    let (edits_of_many, edits_of_few) = (daily(large), daily(small));
    let number = edits_of_many.len() as u32;
    let daily = pair(
        &mut criterion,
        "edit/and undo",
        || make_and_undo(&mut many, &edits_of_many) / number,
        || make_and_undo(&mut few, &edits_of_few) / number,
    );
    promised("an edit and its undo", daily, large, small);

    for ((name, edit), (_, other)) in whole(&document(large), large).into_iter().zip(whole(&document(small), small)) {
        let measured = pair(
            &mut criterion,
            &format!("edit/{name}"),
            || make_and_undo(&mut many, std::slice::from_ref(&edit)),
            || make_and_undo(&mut few, std::slice::from_ref(&other)),
        );
        promised(&format!("{name} and its undo"), measured, large, small);
    }
    let fresh = |steps: usize| {
        let tree = Arc::clone(document(steps).tree());
        timed(|| look_over(&tree))
    };
    let (took, other) = (milliseconds(fresh(large)), milliseconds(fresh(small)));
    println!(
        "edit: a tree that was just read is looked over in {took} at {large} steps, in {other} at {small}, not by the screen"
    );

    for steps in sizes {
        let document = document(steps);
        let text = document.text().clone();
        let edits =
            [("a reworded line", self::daily(steps).swap_remove(0)), ("a new step", whole(&document, steps).swap_remove(0).1)];
        for (name, edit) in edits {
            let tree = edit.apply(document.tree()).expect("the edit makes sense");
            let written = pair(
                &mut criterion,
                &format!("edit/text of {name} at {steps}"),
                || timed(|| document.with_tree(&tree).expect("written")),
                || timed(|| read(&text).expect("a tree")),
            );
            let (took, share) = (milliseconds(written.one), 1.0 / written.ratio());
            println!("edit: the text of {name} at {steps} steps takes {took}, 1/{share:.0} of reading it whole");
        }
    }
    criterion.final_summary();
}

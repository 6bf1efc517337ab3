//! Makes a change of one step.

use super::{AnswerChange, Refused, StepChange, apply::gone};
use crate::tree::{Answer, Step, StepId, Target, Tree};
use std::sync::Arc;

pub(super) fn with_step(tree: &Tree, id: &StepId, change: &StepChange) -> Result<Tree, Refused> {
    let mut tree = tree.clone();
    let step = tree.steps.get_mut(id).ok_or_else(|| gone("step", id))?;
    make(Arc::make_mut(step), change)?;
    Ok(tree)
}

fn make(step: &mut Step, change: &StepChange) -> Result<(), Refused> {
    match change {
        StepChange::Kind(kind) => step.kind = kind.clone(),
        StepChange::Stage(stage) => step.stage = *stage,
        StepChange::Title(title) => step.title.clone_from(title),
        StepChange::Line { list, at, text } => {
            let line = list.of_mut(step).get_mut(*at).ok_or_else(|| gone("line", &(at + 1)))?;
            line.clone_from(text);
        }
        StepChange::AddLine { list, at, text } => {
            let lines = list.of_mut(step);
            lines.insert((*at).min(lines.len()), text.clone());
        }
        StepChange::RemoveLine { list, at } => {
            take(list.of_mut(step), *at, "line")?;
        }
        StepChange::MoveLine { list, from, to } => move_within(list.of_mut(step), *from, *to, "line")?,
        StepChange::ChangeMoodOfLine { list, at } => {
            let line = take(list.of_mut(step), *at, "line")?;
            list.other().of_mut(step).push(line);
        }
        StepChange::Task(task) => step.task.clone_from(task),
        StepChange::Cue(cue) => step.cue.clone_from(cue),
        StepChange::Swaps(swaps) => step.avoid.clone_from(swaps),
        StepChange::Techniques(techniques) => step.techniques.clone_from(techniques),
        StepChange::Captures(facts) => step.captures.clone_from(facts),
        StepChange::Promise(promise) => step.promise.clone_from(promise),
        StepChange::Cap(cap) => step.cap.clone_from(cap),
        StepChange::Warning(warning) => step.warning = *warning,
        StepChange::Allow(allow) => step.allow.clone_from(allow),
        StepChange::AddAnswer { at, answer } => {
            step.answers.insert((*at).min(step.answers.len()), answer.clone());
        }
        StepChange::RemoveAnswer(at) => {
            take(&mut step.answers, *at, "answer")?;
        }
        StepChange::MoveAnswer { from, to } => move_within(&mut step.answers, *from, *to, "answer")?,
        StepChange::Answer(at, change) => {
            let answer = step.answers.get_mut(*at).ok_or_else(|| gone("answer", &(at + 1)))?;
            change_answer(answer, change);
        }
    }
    Ok(())
}

fn change_answer(answer: &mut Answer, change: &AnswerChange) {
    match change {
        AnswerChange::When(words) => answer.when.clone_from(words),
        AnswerChange::To(target) => lead(answer, target.clone()),
        AnswerChange::Needs(needs) => answer.needs.clone_from(needs),
        AnswerChange::Then(then) => answer.then.clone_from(then),
        AnswerChange::Back(back) => {
            answer.back = *back;
            if *back {
                answer.to = None;
                answer.then = None;
            }
        }
        AnswerChange::Unsaid(unsaid) => answer.unsaid = *unsaid,
        AnswerChange::Told(told) => answer.told = *told,
    }
}

/// Lets an answer lead to a step, or nowhere. It cannot go back as well, and `then` follows only a way into another tree.
pub(super) fn lead(answer: &mut Answer, to: Option<Target>) {
    if to.is_some() {
        answer.back = false;
    }
    if to.as_ref().is_none_or(|to| to.tree().is_none()) {
        answer.then = None;
    }
    answer.to = to;
}

fn take<T>(list: &mut Vec<T>, at: usize, what: &str) -> Result<T, Refused> {
    if at >= list.len() {
        return Err(gone(what, &(at + 1)));
    }
    Ok(list.remove(at))
}

fn move_within<T>(list: &mut Vec<T>, from: usize, to: usize, what: &str) -> Result<(), Refused> {
    let moved = take(list, from, what)?;
    list.insert(to.min(list.len()), moved);
    Ok(())
}

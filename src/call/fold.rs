//! Folds one event into the state. Nothing is decided here: an event says all that happened.

use super::{
    event::{Event, Spot, What},
    state::{Ended, Known, Mark, PathEntry, PromiseMade, Reached, SaidLine, State},
};
use crate::tree::{AlwaysKey, Mood, Value};
use jiff::Timestamp;

pub(super) fn apply(state: &mut State, event: &Event) {
    state.last = Some(event.at);
    match &event.what {
        What::Started { tree, step, mood, agent, reference, outside, .. } => {
            state.mood = *mood;
            state.mood_at_start = *mood;
            state.was_heated = *mood == Mood::Heated;
            state.agent.clone_from(agent);
            state.reference.clone_from(reference);
            state.outside.clone_from(outside);
            state.started = Some(event.at);
            come_to(state, Spot { tree: tree.clone(), step: step.clone() }, None);
        }
        What::Pinned { .. } => {}
        What::Said { at, line, warning } => {
            let said = SaidLine { number: event.number, at: at.clone(), line: line.clone(), when: event.at, failed: None };
            state.said.push(said);
            if *warning {
                state.warnings.push((at.clone(), event.at));
            }
        }
        What::Answered { when, to, comes_back, .. } => {
            mark(state, event.at);
            leave(state, Some(when.clone()));
            state.returns.extend(comes_back.clone());
            come_to(state, to.clone(), None);
        }
        What::PassedByItself { when, to, comes_back, .. } => {
            if let Some(entry) = state.path.last_mut() {
                entry.by_itself = true;
            }
            leave(state, Some(when.clone()));
            state.returns.extend(comes_back.clone());
            come_to(state, to.clone(), None);
        }
        What::NoneOfThese { at, .. } => state.none_of_these.push(at.clone()),
        What::Jumped { to, .. } => {
            mark(state, event.at);
            leave(state, None);
            come_to(state, to.clone(), None);
        }
        What::WentBack { to, slip, .. } => go_back(state, to, *slip),
        What::FactSet { name, kind, value, private } => {
            if let Ok(value) = Value::read(kind, value) {
                state.facts.insert(name.clone(), Known { kind: kind.clone(), value, private: *private });
            }
        }
        What::FactCleared { name } => {
            state.facts.shift_remove(name);
        }
        What::MoodSet { mood } => {
            state.mood = *mood;
            state.was_heated |= *mood == Mood::Heated;
        }
        What::AlwaysPressed { key, to, comes_back, .. } => {
            mark(state, event.at);
            leave(state, Some(key.in_words().to_owned()));
            state.keys.push(*key);
            state.returns.extend(comes_back.clone());
            come_to(state, to.clone(), Some(*key));
        }
        What::Returned { to, .. } => {
            mark(state, event.at);
            leave(state, None);
            state.returns.pop();
            come_to(state, to.clone(), None);
        }
        What::Promised { at, what, owner, by, time } => state.promises.push(PromiseMade {
            at: at.clone(),
            what: what.clone(),
            owner: owner.clone(),
            by: by.clone(),
            time: time.clone(),
            made: event.at,
            withdrawn: false,
        }),
        What::PromiseChanged { index, what, owner, by, time, withdrawn } => {
            if let Some(promise) = state.promises.get_mut(*index) {
                promise.what.clone_from(what);
                promise.owner.clone_from(owner);
                promise.by.clone_from(by);
                promise.time.clone_from(time);
                promise.withdrawn = *withdrawn;
            }
        }
        What::ReachedFor { to, how, why, .. } => {
            let reached = Reached { to: to.clone(), how: *how, why: why.clone(), told: None, nobody_free: false, answered: None };
            state.reached.push(reached);
        }
        What::Escalated { to, name, .. } => {
            if let Some(reached) = last_reached(state, to) {
                reached.told = Some(name.clone());
                reached.answered = Some(event.at);
            }
        }
        What::NobodyFree { to, .. } => {
            if let Some(reached) = last_reached(state, to) {
                reached.nobody_free = true;
                reached.answered = Some(event.at);
            }
        }
        What::Noted { text, .. } => state.notes.push(text.clone()),
        What::LineFailed { said, why, withdrawn } => {
            if let Some(line) = state.said.iter_mut().find(|line| line.number == *said) {
                line.failed = (!withdrawn).then(|| why.clone());
            }
        }
        What::CutOff { .. } => state.was_cut_off = true,
        What::Paused => state.is_paused = true,
        What::Resumed => state.is_paused = false,
        What::Ended { outcome, who } => {
            let at = state.ended.map_or(event.at, |ended| ended.at);
            state.ended = Some(Ended { outcome: *outcome, who: *who, at });
        }
        What::Finished => state.is_finished = true,
    }
}

fn come_to(state: &mut State, spot: Spot, key: Option<AlwaysKey>) {
    *state.visits.entry(spot.clone()).or_default() += 1;
    if let Some(mark) = state.marks.last_mut() {
        mark.visited.push(spot.clone());
    }
    state.path.push(PathEntry { spot: spot.clone(), left_by: None, by_itself: false, key });
    state.spot = Some(spot);
}

/// The last time this role was reached for: after Back it need not be the very last.
fn last_reached<'a>(state: &'a mut State, to: &str) -> Option<&'a mut Reached> {
    state.reached.iter_mut().rev().find(|reached| reached.to == to)
}

fn leave(state: &mut State, by: Option<String>) {
    if let Some(entry) = state.path.last_mut() {
        entry.left_by = by;
    }
}

/// Remembers what Back restores. Lines, warnings and promises that come with the same key are part of the move.
fn mark(state: &mut State, at: Timestamp) {
    let Some(spot) = state.spot.clone() else {
        return;
    };
    let kept = |with_this_key: usize, all: usize| all - with_this_key;
    let said = state.said.iter().rev().take_while(|said| said.at == spot && said.when == at).count();
    let warned = state.warnings.iter().rev().take_while(|(warned, when)| *warned == spot && *when == at).count();
    let promised = state.promises.iter().rev().take_while(|promise| promise.at == spot && promise.made == at).count();
    let mark = Mark {
        returns: state.returns.clone(),
        path: state.path.len(),
        said: kept(said, state.said.len()),
        warnings: kept(warned, state.warnings.len()),
        promises: kept(promised, state.promises.len()),
        reached: state.reached.len(),
        keys: state.keys.len(),
        visited: Vec::new(),
        at,
        spot,
    };
    state.marks.push(mark);
}

fn go_back(state: &mut State, to: &Spot, slip: bool) {
    let Some(mark) = state.marks.pop() else {
        return;
    };
    if slip {
        for spot in &mark.visited {
            if let Some(visits) = state.visits.get_mut(spot) {
                *visits = visits.saturating_sub(1);
            }
        }
        state.said.truncate(mark.said);
        state.warnings.truncate(mark.warnings);
        state.promises.truncate(mark.promises);
        state.reached.truncate(mark.reached);
        for reached in state.reached.iter_mut().filter(|reached| reached.answered == Some(mark.at)) {
            (reached.told, reached.nobody_free, reached.answered) = (None, false, None);
        }
        state.keys.truncate(mark.keys);
        state.was_cut_off &= state.keys.contains(&AlwaysKey::CutOff);
    }
    state.returns = mark.returns;
    state.path.truncate(mark.path);
    if let Some(entry) = state.path.last_mut() {
        entry.left_by = None;
    }
    state.spot = Some(to.clone());
}

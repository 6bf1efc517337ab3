//! The lines to choose from: the tree's own, what it warns of, a weaker one, a mistake, in an order of their own.

use super::{
    chance::Chance,
    hearing::plain,
    memory::Memory,
    model::When,
    slips::{Slip, slips},
    turn::{Choice, LineFrom},
};
use crate::{call::Reading, tree::Mood};

/// There are never fewer lines to choose from.
const FEWEST: usize = 3;

/// In so many of so many turns the weaker line is longer than the own one, where there is such a one.
const LONGER: (usize, usize) = (2, 3);

/// The lines for the step on screen; none where nothing is to be said.
pub(super) fn choices(reading: &Reading, memory: &Memory, mood: Mood, seed: u64, turn: usize) -> Vec<Choice> {
    let Some((spot, step)) = reading.here() else { return Vec::new() };
    let holds = memory.holds(if mood == Mood::Heated { 6.0 } else { 0.0 });
    let count = step.lines(mood).count();
    if count == 0 {
        return Vec::new();
    }
    let mut chance = Chance::new(seed, turn, "lines");
    // A line that was said already is not said again while there is another.
    let first = chance.below(count);
    let wordings = (0..count).map(|more| (first + more) % count);
    let text = |wording: usize| reading.line(wording).map(|said| said.text()).unwrap_or_default();
    let fresh = wordings.clone().find(|wording| !memory.said.contains(&plain(&text(*wording))));
    let wording = fresh.unwrap_or(first);
    let mut lines = vec![Choice { text: text(wording), from: LineFrom::OwnLine { wording } }];
    let avoid = step.avoid.iter().enumerate().filter(|(_, swap)| !swap.not.trim_start().starts_with('('));
    let avoid: Vec<(usize, String)> = avoid.map(|(at, swap)| (at, reading.fill(&swap.not))).collect();
    if let Some((swap, text)) = chance.one_of(&avoid) {
        lines.push(Choice { text: text.clone(), from: LineFrom::Avoid { swap: *swap } });
    }
    let fits = |slip: &&&Slip| {
        let is_known = slip.facts().all(|fact| reading.known(&fact).is_some());
        let is_new = !memory.said.contains(&plain(&reading.fill(&slip.say)));
        slip.fits(&spot.step, step, &holds) && is_known && is_new && (!slip.heated || mood == Mood::Heated)
    };
    let own = lines[0].text.chars().count();
    let is_longer = |slip: &&&Slip| reading.fill(&slip.say).chars().count() > own;
    for mistake in [false, true] {
        let all: Vec<&Slip> = slips().iter().filter(|slip| slip.mistake == mistake).collect();
        let fitting: Vec<&&Slip> = all.iter().filter(fits).collect();
        // Who speaks of despair is not offered the mistakes of any other call.
        let meant = |slip: &&&Slip| slip.when.contains(&When::DespairHeard);
        let fitting = if holds.contains(&When::DespairHeard) { kept(fitting, meant) } else { fitting };
        // The own line is not to be known by its length.
        let is_long = !mistake && Chance::new(seed, turn, "length").below(LONGER.1) < LONGER.0;
        let fitting = if is_long { kept(fitting, |slip| is_longer(slip)) } else { fitting };
        if let Some(slip) = chance.one_of(&fitting) {
            let text = reading.fill(&slip.say);
            if !lines.iter().any(|line| plain(&line.text) == plain(&text)) {
                lines.push(Choice { text, from: LineFrom::Slip(slip.id.clone()) });
            }
        }
    }
    // Where little fits, what was offered before comes again, and what fits another stage: three lines there are always.
    let is_known =
        |slip: &&Slip| slip.facts().all(|fact| reading.known(&fact).is_some()) && (!slip.heated || mood == Mood::Heated);
    let here = slips().iter().filter(|slip| slip.fits(&spot.step, step, &holds)).filter(is_known);
    let elsewhere = slips()
        .iter()
        .filter(|slip| !slip.fits(&spot.step, step, &holds) && slip.kinds.is_empty() && slip.when.is_empty())
        .filter(is_known);
    let (mut here, mut elsewhere): (Vec<&Slip>, Vec<&Slip>) = (here.collect(), elsewhere.collect());
    chance.shuffle(&mut here);
    chance.shuffle(&mut elsewhere);
    for slip in here.into_iter().chain(elsewhere) {
        if lines.len() >= FEWEST {
            break;
        }
        let text = reading.fill(&slip.say);
        if !lines.iter().any(|line| plain(&line.text) == plain(&text)) {
            lines.push(Choice { text, from: LineFrom::Slip(slip.id.clone()) });
        }
    }
    Chance::new(seed, turn, "order").shuffle(&mut lines);
    lines
}

/// Those for which it holds; all where it holds for none.
fn kept<T: Copy>(all: Vec<T>, holds: impl Fn(&T) -> bool) -> Vec<T> {
    let some: Vec<T> = all.iter().copied().filter(|one| holds(one)).collect();
    if some.is_empty() { all } else { some }
}

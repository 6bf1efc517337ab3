//! A script as an outline: headings or lines at the margin are steps, what stands below them is said or answered.

use super::{
    guess::asks,
    item::{Item, items},
    names::{clean, normal, short},
    script::{Goal, Script},
    trouble,
};
use crate::tree::Trouble;

/// Answers that are no title for the step behind them.
const PLAIN: [&str; 8] = ["yes", "no", "ok", "okay", "y", "n", "true", "false"];

/// An item among the others.
struct Placed<'a> {
    item: Item<'a>,
    /// The item it stands under.
    above: Option<usize>,
    /// Something stands under it.
    has_below: bool,
    /// Something to say stands right under it.
    has_line_below: bool,
}

/// Reads an outline.
pub(super) fn read(text: &str) -> Result<Script<'_>, Vec<Trouble>> {
    let mut script = Script::new(text);
    let mut placed = place(text);
    if placed.is_empty() {
        let help = "write a step's title at the margin and what is said below it, further in";
        return Err(vec![trouble(text, text.len(), "the file is empty, and an outline was expected", help)]);
    }
    let first = take_title(&mut script, &placed);
    settle_bullets(&mut placed, first);
    for at in 0..placed.len() {
        if let Some(above) = placed[at].above.filter(|_| placed[at].item.target.is_none() && !placed[at].has_below) {
            placed[above].has_line_below = true;
        }
    }
    take(&mut script, &placed, first)?;
    Ok(script)
}

/// Finds for each item the one it stands under: the last heading, or the last item further out.
fn place(text: &str) -> Vec<Placed<'_>> {
    let mut placed: Vec<Placed> = Vec::new();
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut heading = None;
    for item in items(text) {
        let number = placed.len();
        if item.heading > 0 {
            open.clear();
            heading = Some(number);
            placed.push(Placed { item, above: None, has_below: false, has_line_below: false });
            continue;
        }
        open.truncate(open.iter().rposition(|(indent, _)| *indent < item.indent).map_or(0, |last| last + 1));
        let above = open.last().map(|(_, above)| *above).or(heading);
        if let Some(above) = above {
            placed[above].has_below = true;
        }
        open.push((item.indent, number));
        placed.push(Placed { item, above, has_below: false, has_line_below: false });
    }
    placed
}

/// The script's own title and the words under it; the number of the item at which the steps begin.
fn take_title(script: &mut Script, placed: &[Placed]) -> usize {
    let headings: Vec<usize> = (0..placed.len()).filter(|at| placed[*at].item.heading > 0).collect();
    let Some(&first) = headings.first() else {
        let mut roots = placed.iter().enumerate().filter(|(_, placed)| placed.above.is_none());
        if let (Some((_, title)), Some((second, step))) = (roots.next(), roots.next())
            && (title.item.number.is_none() && !title.has_below && step.item.number.is_some())
        {
            script.title = short(&clean(title.item.words));
            return second;
        }
        return 0;
    };
    if placed[..first].iter().any(|placed| placed.item.target.is_some() || placed.has_below) {
        return 0;
    }
    let summary = |from: usize, to: usize| {
        let words: Vec<String> = placed[from..to].iter().map(|placed| clean(placed.item.words)).collect();
        words.join(" ")
    };
    let above = summary(0, first);
    let level = placed[first].item.heading;
    let is_alone = headings.len() > 1 && headings[1..].iter().all(|at| placed[*at].item.heading > level);
    let second = headings.get(1).copied().unwrap_or(placed.len());
    let is_plain = placed[first + 1..second].iter().all(|placed| placed.item.target.is_none() && !placed.has_below);
    if is_alone && is_plain {
        script.title = short(&clean(placed[first].item.words));
        script.summary = clean(&[above, summary(first + 1, second)].join(" "));
        return second;
    }
    script.summary = above;
    first
}

/// In an outline whose steps have no bullets, an item at the margin that has one belongs to the step above it.
fn settle_bullets(placed: &mut [Placed], first: usize) {
    if placed.iter().any(|placed| placed.item.heading > 0) {
        return;
    }
    let (mut bare, mut last) = (None, None);
    for at in first..placed.len() {
        if placed[at].above.is_some() {
            continue;
        }
        let item = &placed[at].item;
        // An arrow makes an answer, and an answer needs a step.
        let step = if item.target.is_some() { last } else { bare.filter(|_| item.has_bullet) };
        if let Some(step) = step {
            placed[at].above = Some(step);
            placed[step].has_below = true;
            continue;
        }
        last = Some(at);
        bare = if item.has_bullet { None } else { last };
    }
}

/// Makes steps, lines and answers of the items, each after the one it stands under.
fn take(script: &mut Script, placed: &[Placed], first: usize) -> Result<(), Vec<Trouble>> {
    // Headings and the margin come first, so that an answer with the same words does not take their name.
    let mut step_of: Vec<Option<usize>> = vec![None; placed.len()];
    for at in (first..placed.len()).filter(|at| placed[*at].above.is_none()) {
        step_of[at] = root(script, &placed[at].item, is_section(placed, at))?;
    }
    for (at, Placed { item, above, has_below, has_line_below }) in placed.iter().enumerate().skip(first) {
        let Some(step) = above.and_then(|above| step_of[above]) else {
            continue;
        };
        // A question with nothing but answers under it is said; they are the step's.
        let is_question = *has_below && !has_line_below && asks(item.words);
        if item.target.is_none() && (!has_below || is_question) {
            script.say(step, unquoted(item.words), false, item.at)?;
            step_of[at] = Some(step);
            continue;
        }
        let (goal, below) = goal(script, item, *has_below, placed.get(at + 1))?;
        step_of[at] = below;
        script.choose(step, item.words, goal, item.at)?;
    }
    for at in (first..placed.len()).filter(|at| placed[*at].above.is_none()) {
        if let Some(step) = step_of[at] {
            speaks_its_title(script, step, placed[at].item.at)?;
        }
    }
    Ok(())
}

/// A heading with nothing but deeper headings below it.
fn is_section(placed: &[Placed], at: usize) -> bool {
    let (this, next) = (&placed[at], placed.get(at + 1));
    this.item.heading > 0 && next.is_some_and(|next| next.item.heading > this.item.heading)
}

/// The step of a heading or of a line at the margin.
fn root(script: &mut Script, item: &Item, is_section: bool) -> Result<Option<usize>, Vec<Trouble>> {
    if is_section {
        script
            .notes
            .push(format!("\"{}\" holds only headings and was taken for a section, not for a step.", short(&clean(item.words))));
        return Ok(None);
    }
    if item.words.is_empty() {
        script.report(
            item.at,
            "an arrow stands at the margin, and a step's title was expected",
            "put it under the step it leaves",
        );
        return Ok(None);
    }
    let step = script.add(item.words, item.at)?;
    script.steps[step].is_root = true;
    if !script.name(item.words, step) {
        let message = format!("there are two steps called \"{}\"", short(&clean(item.words)));
        script.report(item.at, message, "give one of them another title; answers lead to the first");
    }
    if let Some(number) = item.number {
        script.name(number, step);
    }
    if let Some((target, at)) = &item.target {
        script.choose(step, "", Goal::Named((*target).to_owned(), at.clone()), item.at)?;
    }
    Ok(Some(step))
}

/// Where an answer leads, and the step that what stands below it belongs to.
fn goal(script: &mut Script, item: &Item, has_below: bool, next: Option<&Placed>) -> Result<(Goal, Option<usize>), Vec<Trouble>> {
    let named = item.target.as_ref();
    if !has_below {
        let goal = named.map_or(Goal::Nowhere, |(words, at)| Goal::Named((*words).to_owned(), at.clone()));
        return Ok((goal, None));
    }
    // An arrow before lines gives the step they make its title.
    let title = named.map(|(words, _)| *words).filter(|words| !words.is_empty());
    if let Some(known) = title.and_then(|title| script.find_exactly(title)) {
        return Ok((Goal::Step(known), Some(known)));
    }
    let words = title.unwrap_or(item.words);
    let is_plain = PLAIN.contains(&normal(words).as_str()) || script.find_exactly(words).is_some() || words.is_empty();
    let line = next.filter(|below| is_plain && below.item.target.is_none() && !below.has_below);
    let step = script.add(line.map_or(words, |line| unquoted(line.item.words).trim_end_matches('.')), item.at)?;
    script.name(words, step);
    Ok((Goal::Step(step), Some(step)))
}

/// A step that is nothing but a sentence says it.
fn speaks_its_title(script: &mut Script, step: usize, at: usize) -> Result<(), Vec<Trouble>> {
    let draft = &script.steps[step];
    let is_sentence = draft.name.ends_with(['.', '?', '!', '"', '”']) || draft.title.ends_with('…');
    if draft.say.is_empty() && is_sentence {
        let words = unquoted(&draft.name).to_owned();
        script.say(step, &words, false, at)?;
    }
    Ok(())
}

/// A line without the quotation marks around the whole of it.
fn unquoted(words: &str) -> &str {
    for (open, close) in [('"', '"'), ('“', '”'), ('«', '»')] {
        let inner = words.strip_prefix(open).and_then(|inner| inner.strip_suffix(close));
        if let Some(inner) = inner.filter(|inner| !inner.contains([open, close])) {
            return inner.trim();
        }
    }
    words
}

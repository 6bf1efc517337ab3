//! A tree out of a script: names, kinds and stages where the script is silent, and what was guessed in words.

use super::{
    Imported, guess,
    names::{counted, short, slug},
    script::{Choice, Draft, GOES_ON, Goal, Script},
    trouble, written,
};
use crate::tree::{
    Always, Answer, Entries, FORMAT, Fact, FactId, FactKind, Kind, Layout, Mood, Outcome, Status, Step, StepId, Target, Tree,
    TreeId, Trouble, built_in_fact, read,
};
use indexmap::IndexMap;
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// How many names one note lists.
const LISTED: usize = 5;

/// Makes the tree.
pub(super) fn build(mut script: Script, id: &TreeId, title: &str) -> Result<Imported, Vec<Trouble>> {
    if script.steps.is_empty() {
        let mut troubles = std::mem::take(&mut script.troubles);
        if troubles.is_empty() {
            let help = "name at least one step, with what is said on it";
            troubles.push(trouble(script.text, script.text.len(), "there is no step in this file", help));
        }
        return Err(troubles);
    }
    script.resolve()?;
    let order = order(&script.steps);
    go_on(&mut script, &order);
    let ids = ids(&script.steps, &order);
    let mut facts = IndexMap::new();
    let mut steps = IndexMap::with_capacity(order.len());
    for (place, &number) in order.iter().enumerate() {
        let step = step(&script.steps[number], place == 0, &ids, &mut facts);
        steps.insert(ids[number].clone(), Arc::new(step));
    }
    let titles = [title.trim(), &script.title];
    let title =
        titles.into_iter().find(|title| !title.is_empty()).map_or_else(|| super::names::title(id.as_str()), str::to_owned);
    let tree = Tree {
        format: FORMAT,
        id: id.clone(),
        title,
        summary: script.summary.clone(),
        language: "en-GB".to_owned(),
        revision: 0,
        status: Status::Draft,
        owner: String::new(),
        review_by: String::new(),
        mood: Mood::Calm,
        start: ids[order[0]].clone(),
        facts: facts.into_iter().collect(),
        limits: Entries::default(),
        always: Always::default(),
        steps: steps.into_iter().collect(),
        tests: Vec::new(),
        layout: Layout::default(),
    };
    let text = written::written(&tree);
    // What is handed out reads back, or is not handed out.
    read(&text)?;
    script.notes.extend(notes(&tree));
    Ok(Imported { tree, text, notes: script.notes, troubles: script.troubles })
}

/// The steps as they stand in the script; ends that no line of it stands for come last.
fn order(steps: &[Draft]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..steps.len()).collect();
    order.sort_by_key(|number| (steps[*number].ends.is_some(), steps[*number].at, *number));
    order
}

/// A step without answers goes on to the one below it that nothing else leads to.
fn go_on(script: &mut Script, order: &[usize]) {
    let mut led_to: HashSet<usize> = HashSet::new();
    for choice in script.steps.iter().flat_map(|step| &step.choices) {
        if let Goal::Step(to) = choice.to {
            led_to.insert(to);
        }
    }
    let roots: Vec<usize> = order.iter().copied().filter(|number| script.steps[*number].is_root).collect();
    let mut went_on = 0;
    for pair in roots.windows(2) {
        let (step, below) = (pair[0], pair[1]);
        if script.steps[step].choices.is_empty() && !led_to.contains(&below) {
            script.steps[step].choices.push(Choice { when: GOES_ON.to_owned(), to: Goal::Step(below) });
            went_on += 1;
        }
    }
    if went_on > 0 {
        let steps = counted(went_on, "step");
        script.notes.push(format!("{steps} without answers got the answer \"{GOES_ON}\" to the step written below."));
    }
}

/// A name of its own for every step.
fn ids(steps: &[Draft], order: &[usize]) -> Vec<StepId> {
    let mut taken: HashSet<String> = HashSet::new();
    let mut next: HashMap<String, usize> = HashMap::new();
    let mut ids: Vec<Option<StepId>> = vec![None; steps.len()];
    for &number in order {
        let words = slug(&steps[number].name, '-');
        let words = match words.as_bytes() {
            [] => "step".to_owned(),
            bytes if bytes.iter().all(u8::is_ascii_digit) => format!("step-{words}"),
            _ => words,
        };
        let mut name = words.clone();
        let count = next.entry(words.clone()).or_insert(1);
        while !taken.insert(name.clone()) {
            *count += 1;
            name = format!("{words}-{count}");
        }
        ids[number] = StepId::new(&name).ok();
    }
    ids.into_iter().flatten().collect()
}

fn step(draft: &Draft, is_start: bool, ids: &[StepId], facts: &mut IndexMap<FactId, Arc<Fact>>) -> Step {
    let mut lines = |lines: &[String]| lines.iter().map(|line| line_with_facts(line, facts)).collect::<Vec<_>>();
    let (say, say_heated) = (lines(&draft.say), lines(&draft.say_heated));
    let kind = if draft.choices.is_empty() {
        Kind::End(draft.ends.unwrap_or(Outcome::Resolved))
    } else if say.iter().chain(&say_heated).any(|line| guess::asks(line)) {
        Kind::Ask
    } else {
        Kind::Say
    };
    let answers = draft.choices.iter().map(|choice| {
        let to = match &choice.to {
            Goal::Step(step) => Some(Target::Here(ids[*step].clone())),
            Goal::OtherTree(target) => Some(target.clone()),
            Goal::Nowhere | Goal::Named(..) => None,
        };
        Answer { to, ..Answer::new(&choice.when) }
    });
    let stage = guess::stage(&kind, is_start, &draft.title, &say);
    Step { answers: answers.collect(), say, say_heated, ..Step::new(kind, stage, &draft.title) }
}

/// The line with its facts named as files name them: `{Customer name}` is `{customer_name}`. Those nobody declared are
/// declared as text.
fn line_with_facts(line: &str, facts: &mut IndexMap<FactId, Arc<Fact>>) -> String {
    let mut written = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(open) = rest.find('{') {
        // Two braces are the habit of other programs.
        let braces = if rest[open..].starts_with("{{") { 2 } else { 1 };
        let inner = &rest[open + braces..];
        let close = inner.find(['{', '}']).filter(|close| inner[*close..].starts_with(&"}}"[..braces]));
        let Some(close) = close else {
            written.push_str(&rest[..=open]);
            rest = &rest[open + 1..];
            continue;
        };
        let name = inner[..close].trim();
        match FactId::new(&slug(name, '_')).ok().filter(|_| is_placeholder(name)) {
            Some(id) => {
                written.push_str(&format!("{}{{{id}}}", &rest[..open]));
                declare(id, facts);
            }
            None => written.push_str(&rest[..open + braces + close + braces]),
        }
        rest = &inner[close + braces..];
    }
    written + rest
}

/// Whether what stands between braces is a name and no remark.
fn is_placeholder(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(char::is_alphabetic)
        && name.chars().count() <= 40
        && letters.all(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '_' | '-' | '\''))
}

fn declare(id: FactId, facts: &mut IndexMap<FactId, Arc<Fact>>) {
    if built_in_fact(id.as_str()).is_none() && !facts.contains_key(&id) {
        let label = super::names::title(id.as_str());
        let fact = Fact { label, kind: FactKind::Text, private: false, ask: None, latest: None, sample: None };
        facts.insert(id, Arc::new(fact));
    }
}

/// What an author should look over.
fn notes(tree: &Tree) -> Vec<String> {
    let answers: usize = tree.steps.values().map(|step| step.answers.len()).sum();
    let of = |wanted: fn(&Kind) -> bool| tree.steps.values().filter(|step| wanted(&step.kind)).count();
    let (asks, ends) = (of(|kind| *kind == Kind::Ask), of(Kind::is_end));
    let says = tree.steps.len() - asks - ends;
    let mut notes = vec![
        format!("{} and {} were taken over.", counted(tree.steps.len(), "step"), counted(answers, "answer")),
        format!(
            "Kinds are guessed: {asks} Ask (a line ends in a question mark), {says} Say, {ends} End (nothing follows). \
             Make those that hand the call to somebody Escalate."
        ),
        "Stages are guessed from words and place; look them over.".to_owned(),
    ];
    if !tree.facts.is_empty() {
        let names = listed(tree.facts.keys().map(|id| format!("{{{id}}}")));
        notes.push(format!("{} taken for text: {names}.", if tree.facts.len() == 1 { "One fact was" } else { "Facts were" }));
    }
    let nowhere = tree.steps.iter().flat_map(|(id, step)| step.answers.iter().map(move |answer| (id, answer)));
    let nowhere: Vec<String> = nowhere
        .filter(|(_, answer)| answer.to.is_none())
        .map(|(id, answer)| format!("\"{}\" of {id}", short(&answer.when)))
        .collect();
    if !nowhere.is_empty() {
        let (count, lead) = (counted(nowhere.len(), "answer"), if nowhere.len() == 1 { "leads" } else { "lead" });
        notes.push(format!("{count} {lead} nowhere yet: {}.", listed(nowhere)));
    }
    let led_to: HashSet<&StepId> = tree
        .steps
        .values()
        .flat_map(|step| step.answers.iter().filter_map(|answer| answer.to.as_ref()))
        .filter(|target| target.tree().is_none())
        .map(Target::step)
        .collect();
    let alone: Vec<String> =
        tree.steps.keys().filter(|id| **id != tree.start && !led_to.contains(id)).map(ToString::to_string).collect();
    if !alone.is_empty() {
        notes.push(format!("No answer leads to {}.", listed(alone)));
    }
    notes
}

/// The first few names, and how many more there are.
fn listed(names: impl IntoIterator<Item = String>) -> String {
    let names: Vec<String> = names.into_iter().collect();
    let first = names.iter().take(LISTED).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > LISTED { format!("{first} and {} more", names.len() - LISTED) } else { first }
}

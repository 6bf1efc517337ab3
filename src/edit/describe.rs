//! The parts of steps, facts and limits in words, for differences and conflicts.

use crate::tree::{
    Allow, Answer, Cap, Condition, Fact, FactKind, Frame, Kind, Limit, Mood, Note, Promise, Span, Status, Step, Swap, Target,
    Test,
};

/// One field in words.
pub(super) struct Field {
    /// Its name; of a list, the name of one entry.
    pub name: &'static str,
    /// What it holds.
    pub value: Told,
}

/// What a field holds, in words.
pub(super) enum Told {
    /// One value; nothing where it is not set.
    One(Option<String>),
    /// A list: what each entry is known by, and the entry in words.
    Many(Vec<(String, String)>),
}

fn one(name: &'static str, words: impl Into<String>) -> Field {
    let words = words.into();
    Field { name, value: Told::One((!words.is_empty()).then_some(words)) }
}

fn perhaps(name: &'static str, words: Option<String>) -> Field {
    Field { name, value: Told::One(words) }
}

fn many<T>(name: &'static str, list: &[T], known_by: impl Fn(&T) -> String, in_words: impl Fn(&T) -> String) -> Field {
    Field { name, value: Told::Many(list.iter().map(|entry| (known_by(entry), in_words(entry))).collect()) }
}

pub(super) fn step(step: &Step) -> Vec<Field> {
    let names = |list: &[String]| list.join(", ");
    let ids = |list: &mut dyn Iterator<Item = String>| names(&list.collect::<Vec<_>>());
    vec![
        one("kind", kind(&step.kind)),
        one("stage", step.stage.in_words()),
        one("title", step.title.as_str()),
        many("say", &step.say, Clone::clone, Clone::clone),
        many("say heated", &step.say_heated, Clone::clone, Clone::clone),
        perhaps("task", step.task.clone()),
        perhaps("cue", step.cue.clone()),
        many("avoid", &step.avoid, |swap| swap.not.clone(), swap),
        one("techniques", ids(&mut step.techniques.iter().map(ToString::to_string))),
        one("captures", ids(&mut step.captures.iter().map(ToString::to_string))),
        perhaps("promise", step.promise.as_ref().map(promise)),
        perhaps("cap", step.cap.as_ref().map(cap)),
        one("warning", yes(step.warning)),
        one("earlier names", ids(&mut step.was.iter().map(ToString::to_string))),
        many("allow", &step.allow, |allow| format!("{} {}", allow.rule, allow.line), allow),
        many("answer", &step.answers, |answer| answer.when.clone(), answer),
    ]
}

pub(super) fn fact(fact: &Fact) -> Vec<Field> {
    vec![
        one("label", fact.label.as_str()),
        one("kind", fact_kind(&fact.kind)),
        one("private", yes(fact.private)),
        perhaps("ask", fact.ask.clone()),
        perhaps("latest", fact.latest.map(span)),
        perhaps("sample", fact.sample.clone()),
    ]
}

pub(super) fn limit(limit: &Limit) -> Vec<Field> {
    vec![one("label", limit.label.as_str()), one("kind", fact_kind(&limit.kind)), one("at most", limit.at_most.as_str())]
}

/// Whatever the fields are, in one sentence; for a whole entry that one side has and the other has not.
pub(super) fn whole(fields: &[Field]) -> String {
    let told = fields.iter().filter_map(|field| match &field.value {
        Told::One(Some(words)) => Some(format!("{}: {words}", field.name)),
        Told::One(None) => None,
        Told::Many(list) if list.is_empty() => None,
        Told::Many(list) => {
            let words: Vec<&str> = list.iter().map(|(_, words)| words.as_str()).collect();
            Some(format!("{}: {}", field.name, words.join(" / ")))
        }
    });
    told.collect::<Vec<_>>().join("; ")
}

pub(super) fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Escalate { to, how, why, nobody_free } => {
            let nobody = nobody_free.as_ref().map(|step| format!("; when nobody is free: {step}")).unwrap_or_default();
            format!("Escalate to {to}, {}: {why}{nobody}", how.in_words())
        }
        Kind::End(outcome) => format!("End: {}", outcome.in_words()),
        other => other.word().to_owned(),
    }
}

pub(super) fn fact_kind(kind: &FactKind) -> String {
    kind.in_words()
}

pub(super) fn swap(swap: &Swap) -> String {
    format!("not “{}” but “{}”", swap.not, swap.but)
}

pub(super) fn promise(promise: &Promise) -> String {
    let parts = [("by", &promise.owner), ("until", &promise.by), ("at", &promise.at), ("accepted in", &promise.accepted)];
    let told = parts.iter().filter_map(|(word, fact)| Some(format!(", {word} {}", fact.as_ref()?)));
    format!("{}{}", promise.what, told.collect::<String>())
}

pub(super) fn cap(cap: &Cap) -> String {
    format!("{} visits, then {}", cap.visits, cap.then)
}

pub(super) fn allow(allow: &Allow) -> String {
    format!("{} in “{}”: {}", allow.rule, allow.line, allow.why)
}

pub(super) fn answer(answer: &Answer) -> String {
    let mut words = answer.quoted();
    match &answer.to {
        Some(to) => words += &format!(" to {to}"),
        None if answer.back => words += " back",
        None => words += " leads nowhere",
    }
    if answer.to.is_some() && answer.back {
        words += " and back";
    }
    if let Some(then) = &answer.then {
        words += &format!(", then {then}");
    }
    if let Some(needs) = &answer.needs {
        words += &format!(", if {}", condition(needs));
    }
    if answer.unsaid {
        words += ", the line unsaid";
    }
    if answer.told {
        words += ", the receiver told";
    }
    words
}

pub(super) fn condition(condition: &Condition) -> String {
    let joined = |parts: &[Condition], word: &str| {
        let parts: Vec<String> = parts.iter().map(inner).collect();
        parts.join(&format!(" {word} "))
    };
    match condition {
        Condition::Known(fact) => format!("{fact} is known"),
        Condition::Is(fact, value) => format!("{fact} is {value}"),
        Condition::AtMost(fact, value) => format!("{fact} is at most {value}"),
        Condition::AtLeast(fact, value) => format!("{fact} is at least {value}"),
        Condition::Within(fact, limit) => format!("{fact} is within {limit}"),
        Condition::Over(fact, limit) => format!("{fact} is over {limit}"),
        Condition::All(parts) if parts.is_empty() => "always".to_owned(),
        Condition::Any(parts) if parts.is_empty() => "never".to_owned(),
        Condition::All(parts) => joined(parts, "and"),
        Condition::Any(parts) => joined(parts, "or"),
        Condition::Not(part) => format!("not {}", inner(part)),
    }
}

/// A condition within another; one of several parts stands in brackets.
fn inner(part: &Condition) -> String {
    match part {
        Condition::All(_) | Condition::Any(_) => format!("({})", condition(part)),
        _ => condition(part),
    }
}

pub(super) fn test(test: &Test) -> String {
    let facts: Vec<String> = test.facts.iter().map(|(fact, value)| format!("{fact} = {value}")).collect();
    let facts = if facts.is_empty() { String::new() } else { format!(" with {}", facts.join(", ")) };
    let mood = if test.mood == Mood::Heated { ", heated" } else { "" };
    let answers: Vec<String> = test.answers.iter().map(|answer| format!("“{answer}”")).collect();
    let by = if answers.is_empty() { String::new() } else { format!(" by {}", answers.join(", ")) };
    format!("{}: from {}{facts}{mood}{by} to {}", test.name, test.from, test.comes_to)
}

pub(super) fn frame(frame: &Frame) -> String {
    let steps: Vec<&str> = frame.steps.iter().map(AsRef::as_ref).collect();
    format!("{} ({}): {}", frame.title, frame.colour, steps.join(", "))
}

pub(super) fn note(note: &Note) -> String {
    format!("{} (at {}, {})", note.text, note.at.0, note.at.1)
}

pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Draft => "Draft",
        Status::Live => "Live",
        Status::Retired => "Retired",
    }
}

pub(super) fn mood(mood: Mood) -> &'static str {
    match mood {
        Mood::Calm => "Calm",
        Mood::Heated => "Heated",
    }
}

pub(super) fn target(target: Option<&Target>) -> String {
    target.map(ToString::to_string).unwrap_or_default()
}

pub(super) fn span(span: Span) -> String {
    match span {
        Span::Days(days) => format!("{days} days"),
        Span::WorkingDays(days) => format!("{days} working days"),
    }
}

fn yes(yes: bool) -> &'static str {
    if yes { "yes" } else { "" }
}

/// The fields of a tree itself, facts, limits and steps apart.
pub(super) fn tree(tree: &crate::tree::Tree) -> Vec<Field> {
    let mut fields = vec![
        one("id", tree.id.as_str()),
        one("title", tree.title.as_str()),
        one("summary", tree.summary.as_str()),
        one("language", tree.language.as_str()),
        one("revision", tree.revision.to_string()),
        one("status", status(tree.status)),
        one("owner", tree.owner.as_str()),
        one("review by", tree.review_by.as_str()),
        one("mood", mood(tree.mood)),
        one("start", tree.start.as_str()),
    ];
    for key in crate::tree::AlwaysKey::ALL {
        fields.push(one(key.in_words(), target(key.own(&tree.always))));
    }
    fields.push(many("test", &tree.tests, |test| test.name.clone(), test));
    fields.push(many("frame", &tree.layout.frames, |frame| frame.title.clone(), frame));
    fields.push(many("note", &tree.layout.notes, |note| note.text.clone(), note));
    fields
}

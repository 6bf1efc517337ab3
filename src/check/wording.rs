//! What is said in a tree, judged line by line; silences that are reasoned, and silences that are not.

use super::{
    Level, Source,
    cores::on_every_core,
    report::Report,
    voice::Reading,
    words::{Judged, Lexicon, Moment, Remark, Samples},
};
use crate::tree::{Allow, Mood, Part, Step, Tree};

/// So few steps are judged by one thread.
const FEW: usize = 50;

/// A line as it is said on a step.
pub(super) struct Spoken<'a> {
    /// The way to it from its step.
    pub way: Vec<Part<'static>>,
    pub line: &'a str,
    pub judged: Judged<'static>,
}

/// Every line that an agent says in a tree, judged, step by step; by as many threads as the machine has room for.
pub(super) fn judged<'a>(tree: &'a Tree, lexicon: &'static Lexicon) -> Vec<Vec<Spoken<'a>>> {
    let steps: Vec<&Step> = tree.steps.values().map(|step| &**step).collect();
    on_every_core(&steps, FEW, |step| spoken(tree, step, lexicon))
}

/// Reports what is wrong with what an agent says in a tree.
pub(super) fn check(source: &Source, said: &[Vec<Spoken>], lexicon: &'static Lexicon, report: &mut Report) {
    let tree = source.document.tree();
    for ((id, step), lines) in tree.steps.iter().zip(said) {
        in_step(id.as_str(), step, lines, lexicon, report);
    }
    for (id, fact) in &tree.facts {
        let way = [Part::Name("facts"), Part::Name(id.as_str()), Part::Name("ask")];
        if let Some(ask) = &fact.ask {
            for remark in lexicon.judge(ask, Moment::default(), &Samples(tree)).remarks {
                report.words(&remark, None, &way);
            }
        }
        if is_secret(id.as_str()) {
            let message = format!("\"{id}\" would keep what must not be kept");
            let help = "take the fact away; the last four digits are enough to tell two cards apart";
            report.tree("SENSITIVE_SLOT", &way[..2], message, help);
        }
    }
    reading_age(tree, report);
}

/// The mood in which a step's plain lines are said: beside lines for heated calls they are for calm ones.
pub(super) fn usual_mood(tree: &Tree, step: &Step) -> Mood {
    if step.say_heated.is_empty() { tree.mood } else { Mood::Calm }
}

/// Whether a better wording is said; what stands in brackets is done.
pub(super) fn is_said(line: &str) -> bool {
    let line = line.trim();
    !(line.starts_with('(') && line.ends_with(')'))
}

/// The spoken texts of a step, each judged in the mood in which it is said.
fn spoken<'a>(tree: &'a Tree, step: &'a Step, lexicon: &'static Lexicon) -> Vec<Spoken<'a>> {
    let judge = |way, line: &'a str, mood| {
        let moment = Moment { mood: Some(mood), stage: Some(step.stage), kind: Some(&step.kind), ..Moment::default() };
        Spoken { way, line, judged: lexicon.judge(line, moment, &Samples(tree)) }
    };
    let usual = usual_mood(tree, step);
    let list = |name: &'static str, lines: &'a [String], mood: Mood| {
        lines.iter().enumerate().map(move |(at, line)| judge(vec![Part::Name(name), Part::At(at)], line, mood))
    };
    let mut spoken: Vec<Spoken> = list("say", &step.say, usual).collect();
    spoken.extend(list("say_heated", &step.say_heated, Mood::Heated));
    let better = step.avoid.iter().enumerate();
    spoken.extend(better.filter(|(_, swap)| is_said(&swap.but)).map(|(at, swap)| {
        let way = vec![Part::Name("avoid"), Part::At(at), Part::Name("but")];
        judge(way, &swap.but, usual)
    }));
    spoken
}

fn in_step(id: &str, step: &Step, lines: &[Spoken], lexicon: &Lexicon, report: &mut Report) {
    let mut used = vec![false; step.allow.len()];
    for Spoken { way, line, judged } in lines {
        let whole: Vec<Part> = [Part::Name("steps"), Part::Name(id)].iter().chain(way).copied().collect();
        for remark in &judged.remarks {
            match step.allow.iter().position(|allow| silences(allow, remark, line)) {
                Some(at) => used[at] = true,
                None => report.words(remark, Some(id), &whole),
            }
        }
    }
    for (at, allow) in step.allow.iter().enumerate() {
        let way = [Part::Name("allow"), Part::At(at)];
        if allow.why.trim().is_empty() {
            let message = format!("{} is silenced without a reason", allow.rule);
            report.step("SILENCE_WITHOUT_REASON", id, &way, message, "say in `why` what a reviewer should know");
        } else if !used[at] {
            let (message, help) = idle(allow, step, lexicon);
            report.step("SILENCE_UNUSED", id, &way, message, help);
        }
    }
}

/// A silence holds for its rule and its line, and only with a reason.
fn silences(allow: &Allow, remark: &Remark, line: &str) -> bool {
    allow.rule == remark.rule && allow.line == line && !allow.why.trim().is_empty()
}

/// Why a silence silences nothing.
fn idle(allow: &Allow, step: &Step, lexicon: &Lexicon) -> (String, String) {
    if lexicon.rule(&allow.rule).is_none() {
        let near = crate::tree::nearest(&allow.rule, lexicon.rules().iter().map(|rule| rule.id.as_str()));
        let help = near.map_or_else(String::new, |near| format!("did you mean \"{near}\"?"));
        return (format!("there is no rule \"{}\"", allow.rule), help);
    }
    let lines = || step.say.iter().chain(&step.say_heated).chain(step.avoid.iter().map(|swap| &swap.but));
    if !lines().any(|line| *line == allow.line) {
        let near = crate::tree::nearest(&allow.line, lines().map(String::as_str));
        let help = near.map_or_else(|| "take the silence away".to_owned(), |near| format!("the line now reads: {near}"));
        return ("the silenced line is not on this step".to_owned(), help);
    }
    (format!("{} has nothing against this line", allow.rule), "take the silence away".to_owned())
}

/// Whether a fact of that name would hold a card number, a code or a password.
fn is_secret(id: &str) -> bool {
    let parts: Vec<&str> = id.split(['_', '-']).collect();
    let has = |name: &str| parts.contains(&name);
    let is_short = has("last") || has("ending") || has("type");
    let names = ["cvv", "cvc", "cv2", "password", "passcode", "pin", "passphrase"];
    !is_short && (names.iter().any(|name| has(name)) || has("card") && has("number") || has("security") && has("code"))
}

/// The grade of all that is said, where enough is said to tell.
fn reading_age(tree: &Tree, report: &mut Report) {
    let lines = tree.steps.iter().flat_map(|(_, step)| step.say.iter().chain(&step.say_heated));
    let Some(grade) = Reading::of(lines.map(String::as_str)).map(|reading| reading.grade()) else { return };
    let level = match grade {
        grade if grade > 8.0 => Level::Warning,
        grade if grade > 6.0 => Level::Hint,
        _ => return,
    };
    let message = format!("the lines of this tree are for reading grade {grade:.1}; 6 is plain to everybody");
    report.tree("GRADE", &[Part::Name("title")], message, "shorter words and shorter sentences").level(level);
}

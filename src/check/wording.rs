//! What is said in a tree, judged line by line; silences that are reasoned, and silences that are not.

use super::{
    Finding, Level, Report, Source, sort,
    words::{Lexicon, Moment, Remark, Samples},
};
use crate::tree::{Allow, Mood, Part, Step, Tree};

/// Findings on every line that an agent says in `sources`. Costlier than the structure, and asked for apart from it.
#[must_use]
pub fn wording(sources: &[Source], lexicon: &'static Lexicon) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources {
        let tree = source.document.tree();
        let mut report = Report::new(source);
        for (id, step) in &tree.steps {
            in_step(tree, id.as_str(), step, lexicon, &mut report);
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
        reading_age(tree, &mut report);
        findings.extend(report.findings);
    }
    sort(&mut findings);
    findings
}

/// The spoken texts of a step: the way to each, and the mood in which it is said.
fn spoken(tree: &Tree, step: &Step) -> Vec<(Vec<Part<'static>>, String, Mood)> {
    let usual = if step.say_heated.is_empty() { tree.mood } else { Mood::Calm };
    let list = |name: &'static str, lines: &[String], mood: Mood| -> Vec<_> {
        lines.iter().enumerate().map(|(at, line)| (vec![Part::Name(name), Part::At(at)], line.clone(), mood)).collect()
    };
    let mut spoken = list("say", &step.say, usual);
    spoken.extend(list("say_heated", &step.say_heated, Mood::Heated));
    let better = step.avoid.iter().enumerate();
    // What stands in brackets is done, not said.
    let is_said = |line: &str| !(line.starts_with('(') && line.ends_with(')'));
    spoken.extend(better.filter(|(_, swap)| is_said(swap.but.trim())).map(|(at, swap)| {
        let way = vec![Part::Name("avoid"), Part::At(at), Part::Name("but")];
        (way, swap.but.clone(), usual)
    }));
    spoken
}

fn in_step(tree: &Tree, id: &str, step: &Step, lexicon: &'static Lexicon, report: &mut Report) {
    let mut used = vec![false; step.allow.len()];
    for (way, line, mood) in spoken(tree, step) {
        let moment = Moment { mood: Some(mood), stage: Some(step.stage), kind: Some(&step.kind) };
        let whole: Vec<Part> = [Part::Name("steps"), Part::Name(id)].into_iter().chain(way).collect();
        for remark in lexicon.judge(&line, moment, &Samples(tree)).remarks {
            match step.allow.iter().position(|allow| silences(allow, &remark, &line)) {
                Some(at) => used[at] = true,
                None => report.words(&remark, Some(id), &whole),
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

/// Words a tree needs before its reading age can be told.
const ENOUGH_WORDS: usize = 100;

/// The Flesch-Kincaid grade of all that is said; names and facts make no sentence harder.
fn reading_age(tree: &Tree, report: &mut Report) {
    let (mut words, mut sentences, mut syllables) = (0, 0, 0);
    for (_, step) in &tree.steps {
        for line in step.say.iter().chain(&step.say_heated) {
            let plain = crate::tree::Line::new(line).filled(|_| Some("it".to_owned()));
            sentences += plain.split(['.', '!', '?']).filter(|part| part.chars().any(char::is_alphanumeric)).count();
            for (at, word) in plain.split_whitespace().enumerate() {
                let letters: String = word.chars().filter(|c| c.is_alphabetic()).collect();
                let is_name = at > 0 && letters.chars().next().is_some_and(char::is_uppercase);
                words += usize::from(!letters.is_empty());
                syllables += if letters.is_empty() {
                    0
                } else if is_name {
                    1
                } else {
                    heard_syllables(&letters)
                };
            }
        }
    }
    if words < ENOUGH_WORDS || sentences == 0 {
        return;
    }
    let (words, sentences, syllables) = (words as f64, sentences as f64, syllables as f64);
    let grade = 0.39 * words / sentences + 11.8 * syllables / words - 15.59;
    let level = match grade {
        grade if grade > 8.0 => Level::Warning,
        grade if grade > 6.0 => Level::Hint,
        _ => return,
    };
    let message = format!("the lines of this tree are for reading grade {grade:.1}; 6 is plain to everybody");
    report.level("GRADE", level, &[Part::Name("title")], message, "shorter words and shorter sentences");
}

fn heard_syllables(word: &str) -> usize {
    let small = word.to_lowercase();
    let mut count = 0;
    let mut was_vowel = false;
    for letter in small.chars() {
        let is_vowel = "aeiouy".contains(letter);
        count += usize::from(is_vowel && !was_vowel);
        was_vowel = is_vowel;
    }
    let is_silent = small.ends_with('e') && !small.ends_with("le") || small.ends_with("ed") && !small.ends_with("ted");
    (count - usize::from(is_silent && count > 1)).max(1)
}

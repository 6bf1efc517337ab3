//! The answers of a step: not too many, none twice, and something to say before them.

use super::{Fix, Subject, fix, report::Report};
use crate::{
    edit::StepChange,
    tree::{Kind, Part},
};

/// Answers have the digits 1 to 9.
const MOST: usize = 9;
/// Two answers at least this alike cannot be told apart in a call.
const ALIKE: f64 = 0.9;

/// A step with more answers is told so; its first ones are compared.
const MOST_COMPARED: usize = 50;
/// Answers longer than this, in bytes, are compared as a whole only.
const LONG: usize = 500;

pub(super) fn check(subject: &Subject, report: &mut Report) {
    for (id, step) in &subject.tree().steps {
        let id = id.as_str();
        // "Nobody free" takes a digit of its own.
        let most = if step.kind.is_escalation() { MOST - 1 } else { MOST };
        if step.answers.len() > most {
            let message = format!("\"{id}\" has {} answers; {most} at most have a digit", step.answers.len());
            report.step(
                "TOO_MANY_ANSWERS",
                id,
                &[Part::Name("answers"), Part::At(most)],
                message,
                "join some, or put a step between",
            );
        }
        let words: Vec<String> = step.answers.iter().take(MOST_COMPARED).map(|answer| plain(&answer.when)).collect();
        for (place, one) in words.iter().enumerate() {
            let twin = words[..place].iter().position(|other| is_alike(one, other));
            if let Some(twin) = twin {
                let (first, second) = (&step.answers[twin].when, &step.answers[place].when);
                let message = format!("the answers “{first}” and “{second}” say the same");
                let way = [Part::Name("answers"), Part::At(place), Part::Name("when")];
                let help = "make them differ in what the customer says, or join them";
                report.step("REPEATED_ANSWER", id, &way, message, help).fix(|| {
                    let (first, second) = (&step.answers[twin], &step.answers[place]);
                    let is_one = (&first.to, &first.then, &first.needs) == (&second.to, &second.then, &second.needs);
                    let remove = is_one.then_some(StepChange::RemoveAnswer(place))?;
                    Some(Fix::new(format!("Delete {}", second.quoted()), fix::on(subject.tree(), id, remove)?))
                });
            }
        }
        let speaks = matches!(step.kind, Kind::Say | Kind::Ask);
        if speaks && step.say.is_empty() && step.say_heated.is_empty() {
            let message = format!("on \"{id}\" the agent is to speak, and there is no line");
            report.step("NOTHING_TO_SAY", id, &[], message, "add `say: [\"…\"]`, or make it `kind: Do` or `kind: Check`");
        }
    }
}

fn is_alike(one: &str, other: &str) -> bool {
    let is_short = one.len().max(other.len()) <= LONG;
    one == other || (is_short && may_be_alike(one, other) && strsim::normalized_levenshtein(one, other) >= ALIKE)
}

/// Whether two answers share enough letters to be alike at all; most do not, and need no closer look.
fn may_be_alike(one: &str, other: &str) -> bool {
    let mut more = [0i32; 64];
    let (mut length, mut other_length) = (0, 0);
    for c in one.chars() {
        more[c as usize % more.len()] += 1;
        length += 1;
    }
    for c in other.chars() {
        more[c as usize % more.len()] -= 1;
        other_length += 1;
    }
    // Each letter that only one of them has takes a change.
    let only = |sign: i32| more.iter().map(|count| (count * sign).max(0)).sum::<i32>();
    let changes = f64::from(only(1).max(only(-1)));
    1.0 - changes / f64::from(length.max(other_length).max(1)) >= ALIKE
}

fn plain(words: &str) -> String {
    let kept = words.to_lowercase();
    kept.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

//! The way of a call: what its paths hold beside the words of each line.
//!
//! Paths are never listed. Each rule is one pass over the steps in the order of a call, ways that lead back left out, and
//! shows one example.

mod said;
mod way;

pub(super) use way::example;

use super::{Subject, report::Report, wording::Spoken, words::Lexicon};
use crate::tree::{Kind, Mood, Part, Stage, Step, Way as Link};
use said::Said;
use std::collections::{BTreeMap, BTreeSet};
use way::Way;

/// After an apology help comes within so many steps.
const HELP_WITHIN: usize = 2;
/// Apologies on one path; more wear out.
const APOLOGIES: usize = 2;
/// Seconds an agent talks on one step, half a second for rounding among them.
const TALK: f32 = 12.5;
/// Seconds an agent talks over steps on which something is found or done, before the customer is asked again; between
/// them there is time to breathe.
const TALK_ALONG: f32 = 20.0;
/// Answers from a heated step to the next escalation point.
const TO_ESCALATION: usize = 6;

pub(super) fn check(subject: &Subject, said: &[Vec<Spoken>], lexicon: &Lexicon, report: &mut Report) {
    let tree = subject.tree();
    let Some(way) = Way::of(subject) else { return };
    let said: Vec<Said> = tree.steps.values().zip(said).map(|(step, lines)| Said::of(tree, step, lines)).collect();
    let paths = Paths { subject, lexicon, way, said };
    paths.apologies(report);
    paths.repeated_empathy(report);
    paths.talk(report);
    paths.our_fault(report);
    paths.open_question(report);
    paths.far_from_help(report);
    paths.choices(report);
    paths.endings(report);
}

struct Paths<'a> {
    subject: &'a Subject<'a>,
    lexicon: &'a Lexicon,
    way: Way,
    /// What is said on each step.
    said: Vec<Said>,
}

impl Paths<'_> {
    fn step(&self, number: usize) -> Option<(&str, &Step)> {
        self.subject.tree().steps.get_index(number).map(|(id, step)| (id.as_str(), &**step))
    }

    fn shown(&self, path: &[usize]) -> String {
        way::shown(self.subject, path)
    }

    /// P4 and P11: after an apology comes help, and one apology is enough for one fault.
    fn apologies(&self, report: &mut Report) {
        let helps = |number: usize| {
            let step = self.step(number).map(|(_, step)| step);
            let by_step = step.is_none_or(|step| {
                matches!(step.kind, Kind::Do | Kind::Escalate { .. })
                    || matches!(step.stage, Stage::Own | Stage::Offer | Stage::Act)
            });
            by_step || self.said[number].can_do
        };
        // The most steps until help comes; a call that ends first is as far as can be.
        let mut far = vec![(HELP_WITHIN + 1, None); self.said.len()];
        for number in self.way.order.iter().rev().copied() {
            let worst = self.way.next[number].iter().max_by_key(|next| far[**next].0).copied();
            far[number] = match worst {
                _ if helps(number) => (0, None),
                Some(next) => ((far[next].0 + 1).min(HELP_WITHIN + 1), Some(next)),
                None => (HELP_WITHIN + 1, None),
            };
        }
        for number in self.way.order.iter().copied().filter(|number| self.said[*number].apologises) {
            let Some((id, _)) = self.step(number).filter(|_| far[number].0 > HELP_WITHIN) else { continue };
            let mut path = vec![number];
            while let Some(next) = far[path[path.len() - 1]].1.filter(|_| path.len() <= HELP_WITHIN + 1) {
                path.push(next);
            }
            let message =
                format!("after the apology on \"{id}\" no help comes within {HELP_WITHIN} steps: {}", self.shown(&path));
            report.step(
                "APOLOGY_WITHOUT_HELP",
                id,
                &self.said[number].way,
                message,
                "say what you will do, here or on the next step",
            );
        }
        let counts = |number: usize| usize::from(self.said[number].apologises);
        let most = self.way.most(counts);
        for number in self.way.order.iter().copied().filter(|number| counts(*number) > 0 && most[*number].0 == APOLOGIES + 1) {
            let Some((id, _)) = self.step(number) else { continue };
            let path: Vec<usize> = way::back_along(&most, number).into_iter().filter(|step| counts(*step) > 0).collect();
            let message = format!("one call can hear {} apologies: {}", APOLOGIES + 1, self.shown(&path));
            report.step("APOLOGY_TOO_OFTEN", id, &self.said[number].way, message, "apologise once for one fault, then act on it");
        }
    }

    /// P11: the same words of empathy twice sound like a script.
    fn repeated_empathy(&self, report: &mut Report) {
        let mut lines: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for number in &self.way.order {
            if let Some(line) = self.said[*number].empathy.as_deref() {
                lines.entry(line).or_default().push(*number);
            }
        }
        for (line, steps) in lines.into_iter().filter(|(_, steps)| steps.len() > 1) {
            let reached = self.way.reached(steps[0]);
            for later in steps[1..].iter().copied().filter(|later| reached[*later]) {
                let (Some((first, _)), Some((id, _))) = (self.step(steps[0]), self.step(later)) else { continue };
                let message = format!("one call can hear “{line}” twice, on \"{first}\" and on \"{id}\"");
                report.step("EMPATHY_REPEATED", id, &self.said[later].way, message, "say here what is new, in other words");
            }
        }
    }

    /// Whether a step leads on to the next without the customer having said anything: the agent finds or does something.
    fn goes_on(&self, number: usize, next: usize) -> bool {
        let Some((_, step)) = self.step(number) else { return false };
        let is_silent = |way| match way {
            Link::Answer(place) => step.answers.get(place).is_some_and(|answer| !answer.when.starts_with('“')),
            Link::Then(_) | Link::Cap | Link::NobodyFree => false,
        };
        matches!(step.kind, Kind::Do | Kind::Check)
            && self.subject.graph.ways_from(number).any(|(way, to)| to == next && is_silent(way))
    }

    /// P15: the customer can answer before long.
    fn talk(&self, report: &mut Report) {
        let mut longest = vec![(0.0_f32, None); self.said.len()];
        for number in self.way.order.iter().rev().copied() {
            let own = self.said[number].seconds;
            let next = self.way.next[number].iter().copied().filter(|next| self.goes_on(number, *next));
            let next = next.max_by(|a, b| longest[*a].0.total_cmp(&longest[*b].0));
            longest[number] = (own + next.map_or(0.0, |next| longest[next].0), next);
        }
        let long: Vec<usize> = self
            .way
            .order
            .iter()
            .copied()
            .filter(|number| longest[*number].0 > if longest[*number].1.is_some() { TALK_ALONG } else { TALK })
            .collect();
        let begun: BTreeSet<usize> = long.iter().filter_map(|number| longest[*number].1).collect();
        for number in long.into_iter().filter(|number| !begun.contains(number)) {
            let Some((id, _)) = self.step(number) else { continue };
            let mut path = vec![number];
            while let Some(next) = longest[path[path.len() - 1]].1 {
                path.push(next);
            }
            let seconds = longest[number].0;
            let along = if path.len() > 1 { format!(" ({})", self.shown(&path)) } else { String::new() };
            let message = format!("the agent talks for {seconds:.0} seconds before the customer can answer{along}");
            report.step("TALKS_TOO_LONG", id, &self.said[number].way, message, "say one thing, then ask or wait");
        }
    }

    /// Where the fault is found to be ours, it is owned before anything is offered.
    fn our_fault(&self, report: &mut Report) {
        let owns = |number: usize| self.said[number].owns || self.step(number).is_some_and(|(_, step)| step.stage == Stage::Own);
        let is_offer =
            |number: usize| self.step(number).is_some_and(|(_, step)| step.stage == Stage::Offer && !step.kind.is_escalation());
        for number in self.way.order.iter().copied() {
            let Some((id, step)) = self.step(number).filter(|(_, step)| step.kind == Kind::Check) else { continue };
            for (place, _) in step.answers.iter().enumerate().filter(|(_, answer)| self.lexicon.shows("OUR_FAULT", &answer.when))
            {
                let Some(first) = self.way.led_by(self.subject, number, place) else { continue };
                let Some(path) = self.way.shortest(first, is_offer, owns) else { continue };
                let path: Vec<usize> = std::iter::once(number).chain(path).collect();
                let message =
                    format!("our fault is found on \"{id}\", and an offer is made without owning it: {}", self.shown(&path));
                let help = "lead through a step of stage Own, or say “That was ours” in the offer";
                report.step("FAULT_NOT_OWNED", id, &[Part::Name("answers"), Part::At(place)], message, help);
            }
        }
    }

    /// P3: before something is looked up, the customer is asked openly.
    fn open_question(&self, report: &mut Report) {
        let checks = |number: usize| self.step(number).is_some_and(|(_, step)| step.stage == Stage::Check);
        let asks = |number: usize| self.said[number].asks_openly;
        let Some(path) = self.way.shortest(self.way.start, checks, asks) else { return };
        let Some((id, _)) = path.last().and_then(|last| self.step(*last)) else { return };
        let message =
            format!("a call can come to \"{id}\" before the customer was asked an open question: {}", self.shown(&path));
        report.step("NO_OPEN_QUESTION", id, &[], message, "ask “What happened?” or “How does it look to you?” first");
    }

    /// P8: from a heated step an escalation point is near.
    fn far_from_help(&self, report: &mut Report) {
        let tree = self.subject.tree();
        let answers = self.subject.graph.answers_to(|step| step.kind.is_escalation() || step.kind.is_end());
        let heated = |step: &Step| !step.say_heated.is_empty() || (tree.mood == Mood::Heated && step.stage <= Stage::Confirm);
        for number in self.way.order.iter().copied() {
            let Some((id, _)) = self.step(number).filter(|(_, step)| heated(step)) else { continue };
            if let Some(answers) = answers[number].filter(|answers| *answers > TO_ESCALATION) {
                let message = format!("from the heated step \"{id}\" the next escalation point is {answers} answers away");
                let help = format!(
                    "let an answer lead to one within {TO_ESCALATION}: customers who ask for somebody are not made to wait"
                );
                report.step("FAR_FROM_ESCALATION", id, &[], message, help);
            }
        }
    }

    /// P7: an offer is a choice.
    fn choices(&self, report: &mut Report) {
        for number in self.way.order.iter().copied() {
            let Some((id, step)) = self.step(number).filter(|(_, step)| step.stage == Stage::Offer && step.kind == Kind::Ask)
            else {
                continue;
            };
            if !self.said[number].options && !step.say.is_empty() {
                let message = format!("\"{id}\" makes one offer; two to choose from give the customer a say");
                report.step(
                    "OFFER_WITHOUT_CHOICE",
                    id,
                    &self.said[number].way,
                    message,
                    "offer two ways and ask which suits them",
                );
            }
        }
    }

    /// P12: the last words are warm.
    fn endings(&self, report: &mut Report) {
        for number in self.way.order.iter().copied() {
            let Some((id, step)) = self.step(number) else { continue };
            let speaks = !step.say.is_empty() && step.stage == Stage::Close && !step.kind.is_escalation();
            if speaks && !self.said[number].is_warm {
                let message = format!("\"{id}\" closes the call without thanks or a word for how it was");
                report.step("COLD_CLOSE", id, &self.said[number].way, message, "thank them for something they did in this call");
            }
        }
    }
}

//! Judges a line: what is wrong with its words, what calms in them, and how long they take.

use super::{
    filling::{ByName, Filling},
    lexicon::{Lexicon, Owner, Ready},
    matching::{Construction, find, find_all},
    rule::{Channel, Family, Measure, Scope, WordRule},
    token::{Known, Tokens},
};
use crate::{
    check::Level,
    site::{Spoken, spoken},
    tree::{Kind, Line, Mood, Stage},
};
use std::{collections::BTreeSet, ops::Range};

/// What is known of the step on which a line is said.
#[derive(Clone, Copy, Debug, Default)]
pub struct Moment<'a> {
    /// The mood of the call.
    pub mood: Option<Mood>,
    /// The stage of the step.
    pub stage: Option<Stage>,
    /// The kind of the step.
    pub kind: Option<&'a Kind>,
    /// Which way the words go.
    pub channel: Channel,
}

/// What is wrong with some words of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark<'a> {
    /// The rule's name.
    pub rule: &'a str,
    /// How much it matters.
    pub level: Level,
    /// The words, in characters of the line as it is written.
    pub place: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to say instead.
    pub help: String,
    /// Words that can be said as they are, in the place of the sentence that was found; empty to leave the words out.
    pub say_instead: Option<&'a str>,
}

/// A line, judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged<'a> {
    /// Its words and seconds, facts filled.
    pub spoken: Spoken,
    /// What is wrong, in the order of the words.
    pub remarks: Vec<Remark<'a>>,
    /// What calms, by the credits' names.
    pub credits: Vec<&'a str>,
    /// What it does that is neither good nor bad in itself, by the signs' names.
    pub signs: Vec<&'a str>,
}

/// Words within a sentence: more than the first is a warning, more than the second an error.
const SENTENCE: (usize, usize) = (20, 25);
/// Words within a line: more than these are a hint, a warning, an error.
const LINE: (usize, usize, usize) = (25, 30, 45);

impl Lexicon {
    /// Judges a line as it is said at that moment.
    #[must_use]
    pub fn judge(&self, line: &str, moment: Moment, filling: &dyn Filling) -> Judged<'_> {
        let tokens = Tokens::new(line, filling, &self.known());
        let spoken = spoken(&Line::new(line).filled(|name| Some(filling.fill(name))));
        let (mut found, mut credits, mut signs) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
        for (family, construction) in self.candidates(&tokens) {
            let ready = &self.ready[family];
            match ready.owner {
                Owner::Rule(rule) if self.holds(rule, moment) => {
                    let places = self.places(ready, &ready.find[construction], &tokens, &self.excepted[rule]);
                    found.extend(places.into_iter().map(|(place, missing)| (rule, Some(ready.family), place, missing)));
                }
                Owner::Credit(credit)
                    if !credits.contains(&credit) && !self.places(ready, &ready.find[construction], &tokens, &[]).is_empty() =>
                {
                    credits.insert(credit);
                }
                Owner::Sign(sign)
                    if !signs.contains(&sign) && !self.places(ready, &ready.find[construction], &tokens, &[]).is_empty() =>
                {
                    signs.insert(sign);
                }
                _ => {}
            }
        }
        let text: Vec<char> = line.chars().collect();
        let mut remarks: Vec<(usize, Remark)> = found
            .into_iter()
            .map(|(rule, family, place, missing)| {
                let family = family.map(|family| &self.rules[rule].families[family]);
                (rule, remark(&self.rules[rule], family, &text, tokens.place(&place), &missing))
            })
            .collect();
        for (number, rule) in self.rules.iter().enumerate() {
            if let Some(measure) = rule.measure.filter(|_| self.holds(number, moment)) {
                remarks.extend(self.measured(rule, measure, &tokens, spoken, &text).into_iter().map(|remark| (number, remark)));
            }
        }
        Judged {
            spoken,
            remarks: self.settled(remarks),
            credits: credits.into_iter().map(|at| self.credits[at].id.as_str()).collect(),
            signs: signs.into_iter().map(|at| self.signs[at].id.as_str()).collect(),
        }
    }

    /// Whether a text shows one sign; nothing else is looked for in it.
    #[must_use]
    pub fn shows(&self, sign: &str, text: &str) -> bool {
        let Some(number) = self.signs.iter().position(|known| known.id == sign) else { return false };
        let tokens = Tokens::new(text, &ByName, &self.known());
        let families = self.ready.iter().filter(|ready| ready.owner == Owner::Sign(number));
        families
            .flat_map(|ready| ready.find.iter().map(move |find| (ready, find)))
            .any(|(ready, find)| !self.places(ready, find, &tokens, &[]).is_empty())
    }

    fn holds(&self, rule: usize, moment: Moment) -> bool {
        !self.off.contains(&rule) && self.rules[rule].scope.holds(moment)
    }

    fn known(&self) -> Known<'_> {
        Known {
            spelling: &self.reader.spelling,
            vocabulary: &self.reader.vocabulary,
            marks: &self.reader.marks,
            light: &self.light,
        }
    }

    /// The constructions whose needed word is there, in the order of the rules.
    fn candidates(&self, tokens: &Tokens) -> impl Iterator<Item = (usize, usize)> + '_ {
        let mut wanted = vec![0_u64; self.all.len().div_ceil(64)];
        let words = tokens.tokens.iter().flat_map(|token| token.marks.iter().chain([&token.word]));
        let found = words.filter_map(|word| self.by_word.get(*word as usize)).flatten().chain(&self.by_none);
        found.for_each(|construction| wanted[construction / 64] |= 1 << (construction % 64));
        wanted.into_iter().enumerate().flat_map(move |(part, mut bits)| {
            std::iter::from_fn(move || {
                let next = (bits != 0).then(|| part * 64 + bits.trailing_zeros() as usize);
                bits &= bits.wrapping_sub(1);
                next.map(|construction| self.all[construction])
            })
        })
    }

    /// Where a construction is found and not exempt, with what the line lacks.
    fn places(
        &self,
        ready: &Ready,
        pattern: &Construction,
        line: &Tokens,
        excepted: &[Construction],
    ) -> Vec<(Range<usize>, String)> {
        let is_rule = matches!(ready.owner, Owner::Rule(_));
        let mut places = find_all(pattern, line);
        places.retain(|place| {
            let tokens = &line.tokens[place.clone()];
            let is_own =
                !tokens.iter().any(|token| token.is_quoted) && (tokens.is_empty() || !tokens.iter().all(|token| token.is_fact));
            is_own && !is_exempt(ready, line, place, excepted)
        });
        let missing = || -> String {
            let lacks = |need: &&Vec<Construction>| !anywhere(need, line, 0..line.tokens.len());
            let names = ready.needs.iter().enumerate().filter(|(_, need)| lacks(need)).map(|(at, _)| at);
            match ready.owner {
                Owner::Rule(rule) => {
                    let needs = &self.rules[rule].families[ready.family].needs;
                    listed(&names.map(|at| needs[at].what.as_str()).collect::<Vec<_>>())
                }
                Owner::Credit(_) | Owner::Sign(_) => if names.count() > 0 { "something" } else { "" }.to_owned(),
            }
        };
        let places = places.into_iter().map(|place| (missing(), place));
        let kept = places.filter(|(missing, _)| ready.needs.is_empty() || missing.is_empty() != is_rule);
        kept.map(|(missing, place)| (place, missing)).collect()
    }

    fn measured(&self, rule: &WordRule, measure: Measure, line: &Tokens, spoken: Spoken, text: &[char]) -> Vec<Remark<'_>> {
        let rule = self.rule(&rule.id).unwrap_or(&self.rules[0]);
        let mark = |level: Level, place: Range<usize>, count: usize| {
            let mut remark = remark(rule, None, text, place, &count.to_string());
            remark.level = level;
            remark
        };
        match measure {
            Measure::LineWords => {
                let level = match spoken.words {
                    words if words > LINE.2 => Level::Error,
                    words if words > LINE.1 => Level::Warning,
                    words if words > LINE.0 => Level::Hint,
                    _ => return Vec::new(),
                };
                vec![mark(level, line.place(&(0..line.tokens.len())), spoken.words)]
            }
            Measure::SentenceWords => {
                let lengths = line.sentence_lengths();
                let long = lengths.iter().enumerate().filter(|(_, words)| **words > SENTENCE.0);
                let mark = |(sentence, words): (usize, &usize)| {
                    let level = if *words > SENTENCE.1 { Level::Error } else { Level::Warning };
                    mark(level, line.place(&line.of_sentence(sentence)), *words)
                };
                long.map(mark).collect()
            }
            Measure::Questions => {
                let asks = |sentence: &usize| {
                    let tokens = line.of_sentence(*sentence);
                    let is_quoted = line.tokens[tokens.clone()].iter().all(|token| token.is_quoted);
                    line.ends[*sentence] == '?' && !tokens.is_empty() && !is_quoted && !anywhere(&self.tags, line, tokens)
                };
                let asked: Vec<usize> = (0..line.ends.len()).filter(asks).collect();
                let ([first, .., last], count) = (asked.as_slice(), asked.len()) else { return Vec::new() };
                let place = line.of_sentence(*first).start..line.of_sentence(*last).end;
                vec![mark(rule.level, line.place(&place), count)]
            }
        }
    }

    /// The remarks in the order of the words: one for the same rule and words, none that another says with more weight.
    fn settled<'a>(&'a self, mut remarks: Vec<(usize, Remark<'a>)>) -> Vec<Remark<'a>> {
        remarks.sort_by_key(|(rule, remark)| (*rule, remark.level, remark.place.start, std::cmp::Reverse(remark.place.end)));
        let mut kept: Vec<(usize, Remark)> = Vec::new();
        for (rule, remark) in remarks {
            if !kept.iter().any(|(other, kept)| *other == rule && overlap(&kept.place, &remark.place)) {
                kept.push((rule, remark));
            }
        }
        let gives_way = |(rule, remark): &(usize, Remark)| {
            let stronger = &self.rules[*rule].gives_way_to;
            kept.iter().any(|(_, other)| stronger.iter().any(|name| name == other.rule) && overlap(&other.place, &remark.place))
        };
        let mut settled: Vec<Remark> = kept.iter().filter(|found| !gives_way(found)).map(|(_, remark)| remark.clone()).collect();
        settled.sort_by_key(|remark| (remark.place.start, remark.level, remark.place.end));
        settled
    }
}

impl Scope {
    /// Whether it holds at that moment.
    fn holds(&self, moment: Moment) -> bool {
        let stage = self.stages.is_empty() || moment.stage.is_some_and(|stage| self.stages.contains(&stage));
        let not = moment.stage.is_none_or(|stage| !self.not_stages.contains(&stage));
        let mood = self.mood.is_none() || self.mood == moment.mood;
        let kind = self.kinds.is_empty() || moment.kind.is_some_and(|kind| self.kinds.iter().any(|word| word == kind.word()));
        let channel = self.channel.is_none_or(|channel| channel == moment.channel);
        stage && not && mood && kind && channel
    }
}

fn is_exempt(ready: &Ready, line: &Tokens, place: &Range<usize>, excepted: &[Construction]) -> bool {
    let overlaps = |pattern: &Construction| find_all(pattern, line).iter().any(|other| overlap(other, place));
    if excepted.iter().chain(&ready.except).any(overlaps) {
        return true;
    }
    let last = line.tokens.get(place.end.max(1) - 1).map_or(0, |token| token.sentence);
    let first = line.tokens.get(place.start).map_or(last, |token| token.sentence);
    let sentences = line.of_sentence(first).start..line.of_sentence(last).end;
    let next = line.of_sentence(last + 1);
    anywhere(&ready.in_sentence, line, sentences.clone())
        || anywhere(&ready.nearby, line, sentences)
        || anywhere(&ready.nearby, line, next)
        || anywhere(&ready.in_line, line, 0..line.tokens.len())
}

fn anywhere(patterns: &[Construction], line: &Tokens, within: Range<usize>) -> bool {
    patterns.iter().any(|pattern| find(pattern, line, within.clone()).is_some())
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn remark<'a>(rule: &'a WordRule, family: Option<&'a Family>, text: &[char], place: Range<usize>, missing: &str) -> Remark<'a> {
    let words: String = text.get(place.clone()).unwrap_or_default().iter().collect();
    let message = family.and_then(|family| family.message.as_ref()).unwrap_or(&rule.message);
    let help = family.and_then(|family| family.better.as_ref()).unwrap_or(&rule.better);
    Remark {
        rule: &rule.id,
        level: family.and_then(|family| family.level).unwrap_or(rule.level),
        place,
        message: message.replace("{words}", &words).replace("{missing}", missing),
        help: help.clone(),
        say_instead: family.and_then(|family| family.say_instead.as_deref()).or(rule.say_instead.as_deref()),
    }
}

/// "a, b and c".
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

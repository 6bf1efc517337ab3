//! A rule for what is said, as it stands in the rules' files.

use crate::{
    check::Level,
    tree::{Mood, Stage},
};
use serde::Deserialize;

/// A rule of wording: what it finds, why it matters, and what to say instead.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordRule {
    /// Its name in findings.
    pub id: String,
    /// What it is about, in a few words.
    pub title: String,
    /// How much a finding of it matters, where its family says nothing else.
    pub level: Level,
    /// Where it holds; everywhere, if nothing is said.
    #[serde(default)]
    pub scope: Scope,
    /// What the whole line is measured by, beside its constructions.
    #[serde(default)]
    pub measure: Option<Measure>,
    /// Its constructions, those that share exemptions together.
    #[serde(default)]
    pub families: Vec<Family>,
    /// Constructions that are not meant, wherever they overlap what was found.
    #[serde(default)]
    pub except: Vec<String>,
    /// What is reported; `{words}` are the words found, `{missing}` what the line lacks.
    pub message: String,
    /// What to say instead.
    pub better: String,
    /// Words that can be said as they are, in the place of the sentence that was found; empty where the words found are
    /// better left out. Left out where there is only advice to give.
    #[serde(default)]
    pub say_instead: Option<String>,
    /// Why it matters.
    pub why: String,
    /// Who found that out, or says so.
    pub source: String,
    /// Lines it finds.
    pub bad: Vec<String>,
    /// Lines near to those that it leaves alone.
    pub good: Vec<String>,
    /// Rules that say the same with more weight: where both are found on the same words, this one is silent.
    #[serde(default)]
    pub gives_way_to: Vec<String>,
}

/// Where a rule holds. What is not known of a line is taken to be outside.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Scope {
    /// Only on these stages.
    pub stages: Vec<Stage>,
    /// Not on these stages.
    pub not_stages: Vec<Stage>,
    /// Only in this mood.
    pub mood: Option<Mood>,
    /// Only in words that go this way.
    pub channel: Option<Channel>,
    /// Only on steps of these kinds, by their word: Say, Ask, Do, Check, Escalate, End.
    pub kinds: Vec<String>,
}

/// Which way words go to the customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum Channel {
    /// They are said, as every line of a tree is.
    #[default]
    Spoken,
    /// They are written: a letter, an email, a chat.
    Written,
}

/// What a whole line is measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Measure {
    /// The words of the line.
    LineWords,
    /// The words of its longest sentence.
    SentenceWords,
    /// The questions in it.
    Questions,
}

/// Constructions with one idea and the same exemptions.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Family {
    /// The constructions.
    pub find: Vec<String>,
    /// Constructions that are not meant, wherever they overlap what was found.
    pub except: Vec<String>,
    /// What makes it harmless.
    pub unless: Unless,
    /// What the line must hold as well; it is found only where one of these is missing.
    pub needs: Vec<Need>,
    /// How much it matters, where that differs from the rule.
    pub level: Option<Level>,
    /// What is reported, where that differs from the rule.
    pub message: Option<String>,
    /// What to say instead, where that differs from the rule.
    pub better: Option<String>,
    /// Words that can be said as they are, where they differ from the rule's.
    pub say_instead: Option<String>,
}

/// What makes a construction harmless, by where it stands.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Unless {
    /// In the same sentence.
    pub sentence: Vec<String>,
    /// In the same sentence or the next.
    pub nearby: Vec<String>,
    /// Anywhere in the line.
    pub line: Vec<String>,
}

/// Something a line must hold, and what it is called.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// What it is, as in "a reason".
    pub what: String,
    /// The constructions of which one must be there.
    pub any: Vec<String>,
}

/// Something that calms, and how it is recognised.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credit {
    /// Its name.
    pub id: String,
    /// What it is, in a few words.
    pub title: String,
    /// Its constructions.
    pub families: Vec<Family>,
    /// Lines that deserve it.
    pub good: Vec<String>,
    /// Lines near to those that do not.
    pub bad: Vec<String>,
}

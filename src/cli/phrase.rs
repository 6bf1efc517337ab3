//! `evenkeel phrase`.

use super::{Ending, Global, Output, print};
use crate::{
    check::{
        Level,
        words::{ByName, Channel, Judged, Moment},
    },
    tree::{Mood, Stage},
};
use anyhow::Context as _;
use serde::Serialize;
use std::io::{self, BufRead as _};

/// Judges lines from standard input, one each; exit 0 whatever it finds.
#[derive(Debug, clap::Args)]
pub struct Phrase {
    /// How the customer sounds: calm or heated
    #[arg(long, value_parser = mood)]
    mood: Option<Mood>,
    /// Where in the call the line is said, such as acknowledge or offer
    #[arg(long, value_parser = stage)]
    stage: Option<Stage>,
    /// Whether the lines are spoken, or written as in a letter, an email, a chat
    #[arg(long, value_parser = channel, default_value = "spoken")]
    channel: Channel,
    /// For people, or JSON Lines: one object for each line read
    #[arg(long, value_enum, default_value_t)]
    format: Output,
}

#[derive(Serialize)]
struct Line<'a> {
    text: &'a str,
    words: usize,
    seconds: usize,
    findings: Vec<Found<'a>>,
    credits: &'a [&'a str],
}

#[derive(Serialize)]
struct Found<'a> {
    rule: &'a str,
    level: Level,
    start: usize,
    end: usize,
    message: &'a str,
    help: &'a str,
}

impl Phrase {
    pub(super) fn run(self, global: &Global) -> anyhow::Result<Ending> {
        let lexicon = super::rules_on_words(global)?;
        let moment = Moment { mood: self.mood, stage: self.stage, channel: self.channel, kind: None };
        let mut input = io::stdin().lock();
        let mut bytes = Vec::new();
        let mut is_first = true;
        while input.read_until(b'\n', &mut bytes).context("standard input")? > 0 {
            let text = String::from_utf8_lossy(&bytes);
            let text = text.trim_end_matches(['\n', '\r']);
            let text = if is_first { text.trim_start_matches('\u{feff}') } else { text };
            let judged = lexicon.judge(text, moment, &ByName);
            print(&match self.format {
                Output::Json => as_json(text, &judged)?,
                Output::Text => as_text(text, &judged),
            })?;
            (is_first, bytes) = (false, Vec::new());
        }
        Ok(Ending::Fine)
    }
}

fn as_json(text: &str, judged: &Judged) -> anyhow::Result<String> {
    let findings = judged.remarks.iter().map(|remark| Found {
        rule: remark.rule,
        level: remark.level,
        start: remark.place.start,
        end: remark.place.end,
        message: &remark.message,
        help: &remark.help,
    });
    let line = Line {
        text,
        words: judged.spoken.words,
        seconds: judged.spoken.seconds,
        findings: findings.collect(),
        credits: &judged.credits,
    };
    Ok(serde_json::to_string(&line).context("a line as JSON")? + "\n")
}

fn as_text(text: &str, judged: &Judged) -> String {
    let mut out = format!("{text}\n");
    for remark in &judged.remarks {
        let level = match remark.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Hint => "hint",
        };
        let mark = "^".repeat(remark.place.len().max(1));
        out += &format!("{}{mark} {level}[{}]: {}\n", " ".repeat(remark.place.start), remark.rule, remark.message);
        out += &format!("{}= help: {}\n", " ".repeat(remark.place.start), remark.help);
    }
    if !judged.credits.is_empty() {
        out += &format!("+ {}\n", judged.credits.join(", "));
    }
    out
}

fn mood(text: &str) -> Result<Mood, String> {
    match text.to_lowercase().as_str() {
        "calm" => Ok(Mood::Calm),
        "heated" => Ok(Mood::Heated),
        _ => Err("a mood is calm or heated".to_owned()),
    }
}

fn channel(text: &str) -> Result<Channel, String> {
    match text.to_lowercase().as_str() {
        "spoken" => Ok(Channel::Spoken),
        "written" => Ok(Channel::Written),
        _ => Err("a channel is spoken or written".to_owned()),
    }
}

fn stage(text: &str) -> Result<Stage, String> {
    let plain = |text: &str| text.to_lowercase().replace(['-', '_', ' '], "");
    let names = || Stage::ALL.iter().map(|stage| stage.in_words());
    Stage::ALL.into_iter().find(|stage| plain(stage.in_words()) == plain(text)).ok_or_else(|| {
        let near = crate::tree::nearest(text, names()).map(|near| format!("did you mean {near}? ")).unwrap_or_default();
        format!("{near}a stage is one of {}", names().collect::<Vec<_>>().join(", "))
    })
}

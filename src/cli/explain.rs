//! `evenkeel explain`.

use super::{Ending, Global, print};
use crate::check::{Explained, Level, explain, names, words::Lexicon};
use anyhow::bail;

/// Says what a rule asks for, why, and shows lines it finds and lines it leaves alone.
#[derive(Debug, clap::Args)]
pub struct Explain {
    /// A rule's name, as findings have it; none lists them all
    #[arg(value_name = "RULE")]
    rule: Option<String>,
}

impl Explain {
    pub(super) fn run(self, global: &Global) -> anyhow::Result<Ending> {
        let lexicon = super::rules_on_words(global)?;
        let Some(name) = self.rule else {
            let all: String = names(lexicon).map(|name| in_a_row(name, lexicon)).collect();
            print(&all)?;
            return Ok(Ending::Fine);
        };
        match explain(&name, lexicon) {
            Ok(explained) => print(&whole(&explained))?,
            Err(near) if near.is_empty() => bail!("there is no rule \"{name}\"; `evenkeel explain` lists them all"),
            Err(near) => bail!("there is no rule \"{name}\"; did you mean {}?", near.join(" or ")),
        }
        Ok(Ending::Fine)
    }
}

fn in_a_row(name: &str, lexicon: &'static Lexicon) -> String {
    explain(name, lexicon).map(|rule| format!("{name:<28} {:<8} {}\n", level(rule.level), rule.title)).unwrap_or_default()
}

fn whole(rule: &Explained) -> String {
    let mut out = format!("{} ({})\n{}\n", rule.name, level(rule.level), rule.title);
    let parts = [("Why", rule.why), ("Better", rule.better), ("Source", rule.source)];
    for (name, text) in parts.into_iter().filter(|(_, text)| !text.is_empty()) {
        out += &format!("\n{name}: {text}\n");
    }
    for (name, lines) in [("It finds", rule.bad), ("It leaves alone", rule.good)] {
        if !lines.is_empty() {
            out += &format!("\n{name}:\n");
            out.extend(lines.iter().map(|line| format!("  {line}\n")));
        }
    }
    out
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "hint",
    }
}

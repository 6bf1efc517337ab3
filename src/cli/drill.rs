//! `evenkeel drill`: a rehearsal in the terminal, or from a script of choices.

use super::{
    Ending, Global, Output,
    drill_line::{Wanted, understand},
    drill_told::{as_json, as_text, turn_in_words, what_to_do},
    print,
};
use crate::{
    drill::{Act, Drill, Level, NotNow, Persona, Phase, Setting, Strength},
    library::{Library, Wanted as Found, cast, load_settings, read_text, why_no_persona},
    tree::nearest,
};
use anyhow::anyhow;
use jiff::Zoned;
use std::{
    io::{self, BufRead as _, IsTerminal as _, Read as _},
    path::PathBuf,
    sync::Arc,
};

/// Rehearses a tree with a simulated customer; nothing is recorded.
#[derive(Debug, clap::Args)]
pub struct DrillCommand {
    /// A name in the library, or a path
    #[arg(value_name = "TREE")]
    tree: String,
    /// The customer, by id or code, such as derek-hollis or P01
    #[arg(long, value_name = "ID")]
    persona: Option<String>,
    /// Chooses openings, wordings and order; the same seed and choices give the same call
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// One choice a line: a number, or say: … key: … hear: … fact: name=value, wait, help, end; # begins a comment
    #[arg(long, value_name = "FILE")]
    script: Option<PathBuf>,
    /// What is shown: script and heat, the script on request, or neither
    #[arg(long, value_enum, default_value_t)]
    level: LevelWord,
    /// How strong an abusive customer's language is
    #[arg(long, value_enum, default_value_t)]
    language: StrengthWord,
    /// For people, or one JSON document
    #[arg(long, value_enum, default_value_t)]
    format: Output,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum LevelWord {
    #[default]
    Shown,
    Faded,
    Exam,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum StrengthWord {
    #[default]
    Mild,
    Strong,
}

const HELP: &str = "\
1-4               say that line
say: …            say it in your own words; meant: MOVE corrects how it was heard
hear: N           recognise the answer yourself (otherwise it is done for you)
key: supervisor | safety | abuse | hold | cut-off
fact: name=value  note: …   wait   help   interrupt   end   stop
";

impl DrillCommand {
    pub(super) fn run(self, global: &Global) -> anyhow::Result<Ending> {
        let found = Library::find(&self.tree, &global.folders().trees).map_err(|error| anyhow!(error))?;
        let (site, notice) = load_settings(global.folders());
        if let Some(notice) = notice {
            eprintln!("{notice}");
        }
        let persona = self.persona(global, &found)?;
        let level = match self.level {
            LevelWord::Shown => Level::Shown,
            LevelWord::Faded => Level::Faded,
            LevelWord::Exam => Level::Exam,
        };
        let language = match self.language {
            StrengthWord::Mild => Strength::Mild,
            StrengthWord::Strong => Strength::Strong,
        };
        let setting = Setting { level, language, quiet: true, ..Setting::new(found.id.clone(), persona, self.seed) };
        let drill = Drill::begin(&found.trees, Arc::new(site), setting, global.now())?;
        let mut played = Played { drill, global, is_told: false };
        played.capture();
        match &self.script {
            Some(path) => {
                let text = read_text(path)?;
                played.script(&path.display().to_string(), &text)?;
            }
            None if io::stdin().is_terminal() => {
                played.is_told = true;
                played.talk()?;
            }
            None => {
                let mut text = String::new();
                io::stdin().read_to_string(&mut text)?;
                played.script("standard input", &text)?;
            }
        }
        let now = played.now();
        match self.format {
            Output::Json => print(&as_json(&played.drill)?)?,
            Output::Text => print(&as_text(&played.drill, &now, !played.is_told))?,
        }
        Ok(Ending::Fine)
    }

    /// The persona asked for; without one, the first at home in the tree.
    fn persona(&self, global: &Global, found: &Found) -> anyhow::Result<Arc<Persona>> {
        let all = cast(global.folders());
        let Some(name) = &self.persona else {
            let is_home = |persona: &&Arc<Persona>| persona.trees.iter().any(|tree| *tree == found.id.as_str());
            let usual = || all.iter().filter(|persona| !persona.is_by_choice());
            let first = usual().find(is_home).or_else(|| usual().next());
            return first.cloned().ok_or_else(|| anyhow!("there is no persona; --persona names one"));
        };
        all.iter().find(|persona| persona.is_called(name)).cloned().ok_or_else(|| {
            let near = nearest(name, all.iter().map(|persona| persona.id.as_str()));
            let near = near.map(|near| format!(" (did you mean {near}?)")).unwrap_or_default();
            let names: Vec<String> = all.iter().map(|persona| format!("{} {}", persona.code, persona.id)).collect();
            let why = why_no_persona(global.folders(), name);
            anyhow!("{why}{near}\nthey are: {}", names.join(", "))
        })
    }
}

/// A drill played on a command line.
struct Played<'a> {
    drill: Drill,
    global: &'a Global,
    /// Each turn was told while it was played.
    is_told: bool,
}

impl Played<'_> {
    /// A script stands still; at a terminal time goes on.
    fn now(&self) -> Zoned {
        if self.is_told { self.global.clock() } else { self.global.now().clone() }
    }

    fn take(&mut self, act: Act) -> Result<(), NotNow> {
        let now = self.now();
        self.drill.take(act, &now)
    }

    /// Facts that were told, or stand on screen, are noted by themselves here.
    fn capture(&mut self) {
        let now = self.now();
        let told = self.drill.customer().told.iter().chain(&self.drill.customer().finds).cloned().collect::<Vec<_>>();
        for fact in told {
            if self.drill.call().read(&now).known(&fact.name).is_none() {
                // What a tree does not take stays with the customer.
                let _ = self.take(Act::Fact { name: fact.name, value: fact.value });
            }
        }
    }

    /// Recognises what was given, where nobody else does, until there is something to say.
    fn go_on(&mut self) -> Result<(), NotNow> {
        self.capture();
        while let (Phase::ToHear, Some(given)) = (self.drill.phase(), self.drill.given()) {
            self.take(Act::Hear(given))?;
            self.capture();
        }
        Ok(())
    }

    fn script(&mut self, name: &str, text: &str) -> anyhow::Result<()> {
        let text = text.trim_start_matches('\u{feff}');
        for (number, line) in text.lines().enumerate() {
            let line = line.split_once('#').map_or(line, |(before, _)| if is_comment(line) { before } else { line }).trim();
            if line.is_empty() {
                continue;
            }
            let failed = |error: String| anyhow!("{name}:{}: {error}", number + 1);
            let wanted = understand(line, &self.drill).map_err(failed)?;
            if !wanted.recognises() {
                self.go_on().map_err(|error| failed(error.to_string()))?;
            }
            for act in wanted.acts(&self.drill) {
                self.take(act).map_err(|error| failed(error.to_string()))?;
            }
            self.capture();
        }
        // What was said last has been answered, and the answer is part of the call.
        self.go_on().map_err(|error| anyhow!("{name}: {error}"))
    }

    /// Line by line with a person.
    fn talk(&mut self) -> anyhow::Result<()> {
        if let Some(notice) = &self.drill.setting().persona.notice {
            print(&format!("{}\nEnter goes on, “stop” does not.\n", notice.words))?;
            if read_line()?.is_none_or(|line| line.trim() == "stop") {
                return Ok(());
            }
        }
        let mut told = 0;
        print(&what_to_do(&self.drill, &self.now()))?;
        while !matches!(self.drill.phase(), Phase::Over(_)) {
            print("> ")?;
            let Some(line) = read_line()? else {
                print("\n")?;
                break;
            };
            let line = line.trim();
            if line.is_empty() || line == "?" {
                print(HELP)?;
                continue;
            }
            let done = match understand(line, &self.drill) {
                Ok(Wanted::Leave) => break,
                Ok(wanted) => self.one(&wanted).map_err(|error| error.to_string()),
                Err(error) => Err(error),
            };
            if let Err(error) = done {
                print(&format!("! {error}\n"))?;
                continue;
            }
            for turn in self.drill.turns().iter().skip(told).filter(|turn| turn.said != crate::drill::Said::Nothing) {
                print(&turn_in_words(&self.drill, turn))?;
            }
            told = self.drill.turns().len();
            print(&what_to_do(&self.drill, &self.now()))?;
        }
        Ok(())
    }

    fn one(&mut self, wanted: &Wanted) -> Result<(), NotNow> {
        for act in wanted.acts(&self.drill) {
            self.take(act)?;
        }
        self.go_on()
    }
}

/// Whether the `#` in a line begins a comment: it stands first, or behind a space.
fn is_comment(line: &str) -> bool {
    let at = line.find('#').unwrap_or(0);
    line[..at].is_empty() || line[..at].ends_with(char::is_whitespace)
}

fn read_line() -> anyhow::Result<Option<String>> {
    let mut line = String::new();
    Ok((io::stdin().lock().read_line(&mut line)? > 0).then_some(line))
}

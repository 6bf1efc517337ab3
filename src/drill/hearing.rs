//! Reads what was said into moves: the linter's remarks and credits, the signs of the model, the order of things.

use super::{
    model::{Model, MoveRule, Reads, When},
    names::MoveId,
};
use crate::{
    check::{
        Level,
        words::{ByName, Filling, Lexicon, Moment},
    },
    tree::{Mood, Stage, Step, TechniqueId},
};
use std::collections::{BTreeMap, BTreeSet};

/// Where the call stands when a line is said.
#[derive(Clone, Debug)]
pub struct Standing<'a> {
    /// The step.
    pub step: &'a Step,
    /// The mood of the call.
    pub mood: Mood,
    /// It is the step's own line.
    pub is_own: bool,
    /// A fact that the line needs is missing.
    pub has_gap: bool,
    /// Everything else that holds, beside what the line itself tells.
    pub holds: Vec<When>,
    /// Words that the customer used, or that name what is known: small letters, no endings; a phrase stands whole.
    pub concerns: &'a BTreeSet<String>,
    /// Lines said before, plain.
    pub said_before: &'a [String],
    /// The line as its author wrote it, where it is the step's own: what stands in the place of a fact is not weighed.
    pub written: Option<Written>,
}

/// A line as it is written, and what its facts are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The line, with `{facts}`.
    pub line: String,
    /// The facts as they are said.
    pub facts: BTreeMap<String, String>,
    /// One of them is a day or a time.
    pub has_day: bool,
}

impl Filling for Written {
    fn fill(&self, name: &str) -> String {
        self.facts.get(name).cloned().unwrap_or_else(|| "it".to_owned())
    }
}

/// What was heard in a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hearing {
    /// The moves, each once, in the order of the model.
    pub moves: Vec<MoveId>,
    /// Credits of the linter and signs of the model, by name.
    pub signs: Vec<&'static str>,
    /// Remarks of the linter, by the names of their rules.
    pub rules: Vec<&'static str>,
    /// Its words.
    pub words: usize,
}

impl Hearing {
    /// Whether a sign or credit was heard.
    #[must_use]
    pub fn has(&self, sign: &str) -> bool {
        self.signs.contains(&sign)
    }

    /// Whether a move was heard.
    #[must_use]
    pub fn made(&self, id: &str) -> bool {
        self.moves.iter().any(|made| made.as_str() == id)
    }
}

/// Hears a line.
#[must_use]
pub fn hear(line: &str, standing: &Standing) -> Hearing {
    hear_by(Model::shipped(), Lexicon::in_force(), line, standing)
}

/// The same, by a certain model and lexicon.
#[must_use]
pub fn hear_by(model: &'static Model, lexicon: &'static Lexicon, line: &str, standing: &Standing) -> Hearing {
    let moment = Moment {
        mood: Some(standing.mood),
        stage: Some(standing.step.stage),
        kind: Some(&standing.step.kind),
        ..Moment::default()
    };
    let (text, filling): (&str, &dyn Filling) = match &standing.written {
        Some(written) => (written.line.as_str(), written),
        None => (line, &ByName),
    };
    let judged = lexicon.judge(text, moment, filling);
    let mut signs: Vec<&'static str> = judged.credits.clone();
    signs.extend(model.signs().judge(text, Moment::default(), filling).credits);
    // A fact after "on" or "by" is an hour only where it is a day or a time.
    let is_timeless = standing.written.as_ref().is_some_and(|written| !written.has_day);
    if is_timeless && !lexicon.judge(line, moment, &ByName).credits.contains(&"TIME") {
        signs.retain(|sign| *sign != "TIME");
    }
    // A tree's own line may carry hints that its author has weighed, and facts that make it long; they are no mistakes.
    let is_weighed = |rule: &str, level: Level| !standing.is_own || (level != Level::Hint && !rule.starts_with("LONG"));
    let allowed = |rule: &str| standing.is_own && standing.step.allow.iter().any(|allow| allow.rule == rule);
    let rules = judged
        .remarks
        .iter()
        .filter(|remark| is_weighed(remark.rule, remark.level) && !allowed(remark.rule))
        .map(|remark| remark.rule);
    let rules: Vec<&'static str> = rules.collect();
    let holds = standing.holds(line);
    let context = Context { standing, holds, signs: &signs, rules: &rules };
    let made = |rule: &&MoveRule| rule.read.iter().any(|reads| context.reads(reads, rule.heat));
    let moves = model.moves().iter().filter(made).map(|rule| rule.id.clone()).collect();
    Hearing { moves: settled(moves), signs, rules, words: judged.spoken.words }
}

/// Takes out what another move says better.
fn settled(mut moves: Vec<MoveId>) -> Vec<MoveId> {
    const STRONGER: [(&str, &[&str]); 16] = [
        ("TIME_VAGUE", &["OVER_PROMISE"]),
        ("EMP_GENERIC", &["EMP_SPECIFIC", "PARA_RIGHT", "EMP_REPEAT"]),
        ("EMP_SPECIFIC", &["EMP_REPEAT", "OWN_SORRY"]),
        ("TELLS_STEPS", &["OPTIONS_2", "TIME_EXACT", "LIMIT_HONEST", "XFER_WARM", "FOLLOW_UP", "OVER_PROMISE", "TIME_VAGUE"]),
        ("OPEN_Q", &["STACKED_Q", "DATA_FIRST", "PARA_RIGHT"]),
        ("COMMAND", &["BLAME", "CALM_DOWN", "XFER_COLD"]),
        ("SAME_AGAIN", &["EMP_REPEAT"]),
        ("HOLD_COLD", &["HOLD_ASKED"]),
        ("OWNER_VAGUE", &["XFER_COLD"]),
        ("BUT_TAKES_BACK", &["NON_APOLOGY", "EXCUSE"]),
        ("CALM_DOWN", &["BOUNDARY"]),
        ("TOO_CHEERY", &["BOUNDARY"]),
        ("CONTRADICT", &["BOUNDARY"]),
        ("COMMAND", &["BOUNDARY"]),
        ("XFER_COLD", &["BOUNDARY"]),
        ("BOUNDARY_THREAT", &["BOUNDARY"]),
    ];
    for (weak, strong) in STRONGER {
        if moves.iter().any(|id| strong.contains(&id.as_str())) {
            moves.retain(|id| *id != weak);
        }
    }
    moves
}

struct Context<'a> {
    standing: &'a Standing<'a>,
    holds: Vec<When>,
    signs: &'a [&'static str],
    rules: &'a [&'static str],
}

impl Context<'_> {
    fn reads(&self, reads: &Reads, heat: f32) -> bool {
        let step = self.standing.step;
        let is_there = |name: &String| self.signs.contains(&name.as_str()) || self.rules.contains(&name.as_str());
        let any = |names: &[String]| names.is_empty() || names.iter().any(is_there);
        let uses = |technique: &TechniqueId| step.techniques.contains(technique);
        let technique = reads.techniques.is_empty() || reads.techniques.iter().any(uses);
        let stage = reads.stages.is_empty() || reads.stages.contains(&step.stage);
        let rules = any(&reads.rules);
        // What a tree says itself heats only by the linter's rules: signs are looser, and its author has looked.
        let is_trusted = self.standing.is_own && heat > 0.0 && reads.rules.is_empty() && !reads.when.contains(&When::Gap);
        rules
            && any(&reads.signs)
            && reads.and.iter().all(is_there)
            && !reads.not.iter().any(is_there)
            && technique
            && stage
            && !is_trusted
            && reads.when.iter().all(|when| self.holds.contains(when))
    }
}

impl Standing<'_> {
    fn holds(&self, line: &str) -> Vec<When> {
        let mut holds = self.holds.clone();
        let words = format!(" {} ", plain(line));
        let is_said = |concern: &String| concern.contains(' ') && words.contains(&format!(" {concern} "));
        let is_specific = concerns(line).iter().any(|word| self.concerns.contains(word)) || self.concerns.iter().any(is_said);
        holds.push(if is_specific { When::Specific } else { When::NotSpecific });
        holds.push(if self.has_gap { When::Gap } else { When::NoGap });
        if self.is_own {
            holds.push(When::OwnLine);
        }
        if self.said_before.contains(&plain(line)) {
            holds.push(When::SameWords);
        }
        if self.step.warning {
            holds.push(When::Warning);
        }
        if self.step.promise.is_some() {
            holds.push(When::Promise);
        }
        holds
    }

    /// A standing at a step, with nothing said yet.
    #[must_use]
    pub fn new<'a>(step: &'a Step, mood: Mood, concerns: &'a BTreeSet<String>, said_before: &'a [String]) -> Standing<'a> {
        Standing { step, mood, is_own: false, has_gap: false, holds: Vec::new(), concerns, said_before, written: None }
    }
}

/// A line as it is compared: small letters, words alone.
#[must_use]
pub fn plain(line: &str) -> String {
    let words = line.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|word| !word.is_empty());
    words.map(|word| word.to_lowercase().replace('’', "'")).collect::<Vec<_>>().join(" ")
}

/// Words of four letters and more that say what a thing is about, without their endings, and every number.
#[must_use]
pub fn concerns(text: &str) -> BTreeSet<String> {
    const EMPTY: [&str; 74] = [
        "this",
        "that",
        "with",
        "have",
        "from",
        "what",
        "when",
        "where",
        "which",
        "will",
        "would",
        "could",
        "should",
        "your",
        "yours",
        "been",
        "being",
        "were",
        "they",
        "them",
        "then",
        "than",
        "there",
        "their",
        "here",
        "just",
        "only",
        "very",
        "really",
        "about",
        "after",
        "before",
        "again",
        "some",
        "something",
        "anything",
        "nothing",
        "everything",
        "someone",
        "know",
        "want",
        "need",
        "like",
        "make",
        "tell",
        "told",
        "said",
        "says",
        "call",
        "calls",
        "called",
        "ring",
        "rang",
        "right",
        "sorry",
        "understand",
        "please",
        "thank",
        "thanks",
        "hear",
        "heard",
        "look",
        "well",
        "good",
        "much",
        "more",
        "must",
        "come",
        "give",
        "take",
        "back",
        "help",
        "sure",
        "it's",
    ];
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’' && c != '.');
    let words = words.map(|word| word.to_lowercase().replace('’', "'").trim_matches(|c: char| !c.is_alphanumeric()).to_owned());
    let counts = |word: &String| {
        let is_number = word.chars().any(|c| c.is_ascii_digit());
        is_number || (word.chars().count() >= 4 && !EMPTY.contains(&word.as_str()))
    };
    words.filter(counts).map(|word| stem(&word)).collect()
}

fn stem(word: &str) -> String {
    let word = word.strip_suffix("'s").unwrap_or(word);
    let stripped = ["ing", "ed", "es", "s"].iter().find_map(|ending| {
        let rest = word.strip_suffix(ending)?;
        (rest.chars().count() >= 4).then_some(rest)
    });
    stripped.unwrap_or(word).to_owned()
}

/// The stages in which something is offered or done.
#[must_use]
pub fn is_fix(stage: Stage) -> bool {
    matches!(stage, Stage::Offer | Stage::Act | Stage::Recap | Stage::FollowUp | Stage::Close | Stage::Learn)
}

//! What is said on a step, as far as the way of a call depends on it.

use crate::{
    check::words::{Lexicon, Moment, Samples},
    tree::{Mood, Stage, Step, Tree},
};

/// What the line says that an agent is offered first on a step.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    /// Which list of the step it stands in.
    pub list: &'static str,
    /// How long it takes, facts filled.
    pub seconds: f32,
    pub apologises: bool,
    /// The line, if it shows that the customer's state was understood.
    pub empathy: Option<String>,
    pub owns: bool,
    pub can_do: bool,
    pub options: bool,
    pub is_warm: bool,
    pub asks_openly: bool,
}

/// At 150 words a minute.
const WORDS_A_SECOND: f32 = 2.5;

/// How a question begins that cannot be answered with yes or no.
const OPEN: [&str; 9] = ["what", "how", "why", "when", "where", "which", "who", "tell me", "talk me"];

/// How an answer says that the fault is ours.
const OURS: [&str; 10] = [
    "ours",
    "our error",
    "our mistake",
    "our fault",
    "our side",
    "we charged",
    "we got it wrong",
    "we missed",
    "we sent",
    "the mistake is on us",
];

impl Said {
    pub fn of(tree: &Tree, step: &Step, lexicon: &Lexicon) -> Self {
        let Some(first) = step.lines(tree.mood).next() else {
            return Self::default();
        };
        let moment = Moment { mood: Some(tree.mood), stage: Some(step.stage), kind: Some(&step.kind) };
        let judge = |line: &str| lexicon.judge(line, moment, &Samples(tree));
        let judged = judge(first);
        let is = |credit: &str| judged.credits.contains(&credit);
        let is_offer = step.stage == Stage::Offer;
        // Any line to choose from may make the offer a choice, or ask the question.
        let any = |credit: &str| is(credit) || step.lines(tree.mood).skip(1).any(|line| judge(line).credits.contains(&credit));
        let heated_first = tree.mood == Mood::Heated && !step.say_heated.is_empty();
        Self {
            list: if heated_first || step.say.is_empty() { "say_heated" } else { "say" },
            seconds: judged.spoken.words as f32 / WORDS_A_SECOND,
            apologises: apologises(first),
            empathy: is("EMPATHY").then(|| first.clone()),
            owns: is("OWN"),
            can_do: is("CAN_DO"),
            options: is_offer && any("OPTIONS"),
            is_warm: any("THANKS") || any("EMPATHY") || step.lines(tree.mood).any(|line| is_warm(line)),
            asks_openly: step.lines(tree.mood).any(|line| asks_openly(line)),
        }
    }
}

/// Whether the line says sorry for something: "sorry" alone, or with what happened.
fn apologises(line: &str) -> bool {
    let words = line.to_lowercase();
    let is_regret = words.contains("sorry to hear") || words.contains("sorry to ask") || words.contains("sorry, could");
    !is_regret && ["sorry", "apologise", "apologize", "apology", "apologies"].iter().any(|word| words.contains(word))
}

/// Whether the line thanks or is glad.
fn is_warm(line: &str) -> bool {
    let words = line.to_lowercase();
    ["thank", "glad", "appreciate", "the right thing", "take care", "look after"].iter().any(|warm| words.contains(warm))
}

/// Whether one of the line's questions begins openly, or it asks to be told.
fn asks_openly(line: &str) -> bool {
    let words = line.to_lowercase();
    let mut begins = words.split_inclusive(['.', '?', '!', ':', ';', ',', '–', '—']).map(str::trim);
    begins.any(|part| {
        let part = part.trim_start_matches(['“', '‘', '"', '\'', ' ']).trim_start_matches("and ").trim_start_matches("so ");
        let is_open = OPEN.iter().any(|open| part.strip_prefix(open).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)));
        is_open && (part.ends_with('?') || part.starts_with("tell me") || part.starts_with("talk me"))
    })
}

/// Whether an answer finds that the fault is ours.
pub(super) fn finds_our_fault(answer: &str) -> bool {
    let words = answer.to_lowercase();
    let words = words.trim_matches(|letter: char| !letter.is_alphanumeric());
    let is = |ours: &&str| if ours.contains(' ') { words.contains(*ours) } else { words.split([' ', ',']).next() == Some(*ours) };
    !words.starts_with("not ") && OURS.iter().any(|ours| is(&ours))
}

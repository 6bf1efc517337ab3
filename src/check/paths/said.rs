//! What is said on a step, as far as the way of a call depends on it.

use crate::{
    check::wording::Spoken,
    tree::{Mood, Part, Step, Tree},
};

/// What the line says that an agent is offered first on a step.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    /// The way to it from its step.
    pub way: Vec<Part<'static>>,
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
    /// `spoken` holds the step's lines as they were judged.
    pub fn of(tree: &Tree, step: &Step, spoken: &[Spoken]) -> Self {
        let lists: &[&'static str] = match tree.mood {
            Mood::Heated => &["say_heated", "say"],
            Mood::Calm if step.say.is_empty() => &["say_heated"],
            Mood::Calm => &["say"],
        };
        let in_list = |name: &&'static str| spoken.iter().filter(|one| one.way[0] == Part::Name(name)).collect::<Vec<_>>();
        let offered: Vec<&Spoken> = lists.iter().flat_map(in_list).collect();
        let Some(first) = offered.first() else {
            return Self::default();
        };
        let is = |credit: &str| first.judged.credits.contains(&credit);
        // Any line to choose from may make the offer a choice, or ask the question.
        let any = |credit: &str| offered.iter().any(|one| one.judged.credits.contains(&credit));
        Self {
            way: first.way.clone(),
            seconds: first.judged.spoken.words as f32 / WORDS_A_SECOND,
            apologises: apologises(first.line),
            empathy: is("EMPATHY").then(|| first.line.to_owned()),
            owns: is("OWN"),
            can_do: is("CAN_DO"),
            options: any("OPTIONS"),
            is_warm: any("THANKS") || any("EMPATHY") || offered.iter().any(|one| is_warm(one.line)),
            asks_openly: offered.iter().any(|one| asks_openly(one.line)),
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
    !words.starts_with("not ") && OURS.iter().any(is)
}

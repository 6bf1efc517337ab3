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
        let does = |sign: &str| offered.iter().any(|one| one.judged.signs.contains(&sign));
        Self {
            way: first.way.clone(),
            seconds: first.judged.spoken.words as f32 / WORDS_A_SECOND,
            apologises: first.judged.signs.contains(&"APOLOGY"),
            empathy: is("EMPATHY").then(|| first.line.to_owned()),
            owns: is("OWN"),
            can_do: is("CAN_DO"),
            options: any("OPTIONS"),
            is_warm: any("THANKS") || any("EMPATHY") || does("WARMTH"),
            asks_openly: does("OPEN_QUESTION"),
        }
    }
}

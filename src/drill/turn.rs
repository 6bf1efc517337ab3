//! What happened in a drill, turn by turn.

use super::names::{Manner, MoveId};
use crate::{
    call::Spot,
    tree::{AlwaysKey, FactKind, Outcome, Stage},
};
use serde::{Deserialize, Serialize};

/// What is to be done now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Say a line.
    ToSay,
    /// Recognise the answer that was just given, or decide what was found.
    ToHear,
    /// The call is over.
    Over(Over),
}

/// How a drill came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Over {
    /// The call came to an end of its tree.
    Ended(Outcome),
    /// The customer rang off in anger.
    HungUp,
    /// The customer went quiet, and is lost.
    Lost,
    /// The trainee ended the call.
    EndedByTrainee(Outcome),
    /// The call went round and round.
    WentRound,
    /// Stopped by the trainee; there is no score.
    Stopped,
}

impl Over {
    /// In words.
    #[must_use]
    pub fn in_words(self) -> String {
        match self {
            Self::Ended(outcome) => outcome.in_words().to_owned(),
            Self::HungUp => "The customer rang off".to_owned(),
            Self::Lost => "The customer was lost".to_owned(),
            Self::EndedByTrainee(outcome) => format!("Ended by you: {}", outcome.in_words().to_lowercase()),
            Self::WentRound => "The call went round and was given up".to_owned(),
            Self::Stopped => "Stopped".to_owned(),
        }
    }

    /// Whether the call came to an end of its tree.
    #[must_use]
    pub fn is_of_the_tree(self) -> bool {
        matches!(self, Self::Ended(_))
    }
}

/// What the customer says now, and what else there is to notice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spoken {
    /// The words.
    pub words: String,
    /// What is heard beside the words: "sighs". May be empty.
    pub aside: String,
    /// Facts that are told in the words.
    pub told: Vec<Told>,
    /// Facts that stand on the agent's screen now.
    pub finds: Vec<Told>,
    /// What must be met with a key or a step within a turn.
    pub cue: Option<Cue>,
    /// Nobody speaks: the agent finds something or decides.
    pub is_silent: bool,
}

/// A fact that can be captured now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Its name.
    pub name: String,
    /// Its label on screen.
    pub label: String,
    /// Its type.
    pub kind: FactKind,
    /// Its value, in plain form.
    pub value: String,
    /// Its value as it is said.
    pub shown: String,
}

/// Something said that must be met at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cue {
    /// Insults.
    Abuse,
    /// A threat against somebody.
    Threat,
    /// Self-harm, ending one's life.
    SelfHarm,
    /// Somebody is in danger, or health depends on it.
    Danger,
    /// A wish for somebody above the agent.
    Manager,
}

impl Cue {
    /// In words.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Abuse => "insults",
            Self::Threat => "a threat",
            Self::SelfHarm => "talk of ending their life",
            Self::Danger => "danger, or health at risk",
            Self::Manager => "a wish for the manager",
        }
    }

    /// The keys that meet it.
    #[must_use]
    pub fn keys(self) -> &'static [AlwaysKey] {
        match self {
            Self::Abuse => &[AlwaysKey::Abuse],
            Self::Threat => &[AlwaysKey::Threat, AlwaysKey::Danger, AlwaysKey::Supervisor],
            Self::SelfHarm => &[AlwaysKey::Life, AlwaysKey::Danger],
            Self::Danger => &[AlwaysKey::Health, AlwaysKey::Danger, AlwaysKey::Supervisor],
            Self::Manager => &[AlwaysKey::Supervisor],
        }
    }
}

/// One of the lines to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// As it is said, facts filled in; what is missing stands in square brackets.
    pub text: String,
    /// Where it comes from.
    pub from: LineFrom,
}

/// Where a line to choose comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LineFrom {
    /// The step's own line.
    OwnLine {
        /// Which wording, from 0.
        wording: usize,
    },
    /// What the step warns of.
    Avoid {
        /// Which of its better wordings, from 0.
        swap: usize,
    },
    /// A weaker line, or a mistake.
    Slip(String),
}

impl LineFrom {
    /// Whether it is the step's own line.
    #[must_use]
    pub fn is_own(&self) -> bool {
        matches!(self, Self::OwnLine { .. })
    }
}

/// What the trainee said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// One of the lines.
    Chosen {
        /// Its number, from 1.
        number: usize,
        /// Its words.
        text: String,
        /// Where it comes from.
        from: LineFrom,
    },
    /// Words of their own.
    Typed {
        /// The words.
        text: String,
        /// The move they meant, where they said so.
        meant: Option<MoveId>,
    },
    /// Nothing.
    Silence,
    /// A key was pressed in the place of a line.
    Key(AlwaysKey),
    /// Nothing was to be said: something was found or decided.
    Nothing,
}

impl Said {
    /// The words; empty where nothing was said.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Chosen { text, .. } | Self::Typed { text, .. } => text,
            Self::Silence | Self::Key(_) | Self::Nothing => "",
        }
    }

    /// Whether it is the step's own line.
    #[must_use]
    pub fn is_own_line(&self) -> bool {
        matches!(self, Self::Chosen { from, .. } if from.is_own())
    }
}

/// A move that was heard in what was said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MoveMade {
    /// Its name.
    pub id: MoveId,
    /// Its name for the trainee.
    pub name: String,
    /// How much it changed the heat; nought where it was heard and others counted.
    pub heat: f32,
    /// Whether it counted.
    pub counted: bool,
    /// What the customer heard, in one sentence.
    pub reason: String,
}

/// The answer that was given, and the one that was recognised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// The number of the answer that was given.
    pub given: usize,
    /// Its words.
    pub when: String,
    /// What kind of answer it is.
    pub manner: Manner,
    /// The number recognised first; nothing while it is open, 0 for none of these.
    pub recognised: Option<usize>,
    /// Whether it was right at the first try.
    pub first_try: Option<bool>,
}

/// A gate that was broken in a turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateBroken {
    /// Its name.
    pub id: String,
    /// Why.
    pub why: String,
}

/// One turn: what the customer had said, what the trainee said, what it did, what the customer answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Turn {
    /// Counts from 1.
    pub number: usize,
    /// The step.
    pub spot: Spot,
    /// Its title.
    pub step_title: String,
    /// Its stage.
    pub stage: Stage,
    /// What the customer had said.
    pub customer: Spoken,
    /// The lines that could be chosen.
    pub choices: Vec<Choice>,
    /// What was said.
    pub said: Said,
    /// Every move heard in it, those that counted first.
    pub moves: Vec<MoveMade>,
    /// The heat before it.
    pub heat_before: f32,
    /// The heat after it.
    pub heat_after: f32,
    /// Why, one sentence a reason.
    pub reasons: Vec<String>,
    /// The answer that was given, where one was.
    pub heard: Option<Heard>,
    /// The script was asked for.
    pub helped: bool,
    /// It was said aloud first.
    pub spoke: bool,
    /// The customer was cut short.
    pub interrupted: bool,
    /// What it broke.
    pub gates: Vec<GateBroken>,
    /// How many events there were before it.
    pub began_at: usize,
}

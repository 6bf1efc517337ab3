//! A simulated customer, as it stands in its file.

use super::{
    names::{Manner, MoveId},
    way::Way,
};
use crate::tree::{FactId, TechniqueId, Tree, is_default};
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The newest format of a persona's file.
pub const PERSONA_FORMAT: u32 = 1;

/// A simulated customer: one file, named after its id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Persona {
    /// The file's format.
    pub format: u32,
    /// The persona's name, also its file's: small letters, digits and hyphens.
    pub id: String,
    /// A short code, such as `P01`; empty for a site's own.
    #[serde(default, skip_serializing_if = "is_default")]
    pub code: String,
    /// The whole name.
    pub name: String,
    /// What they are called on screen: "Derek".
    pub called: String,
    /// How they are spoken of.
    #[serde(default)]
    pub pronoun: Pronoun,
    /// Who it is, in one or two sentences.
    #[serde(default, skip_serializing_if = "is_default")]
    pub summary: String,
    /// The trees where they are at home; they can be played on any.
    #[serde(default, skip_serializing_if = "is_default")]
    pub trees: Vec<String>,
    /// The heat they come in with, 0 to 10.
    pub heat: f32,
    /// Hot moves in a row until they leave.
    pub patience: u8,
    /// How they leave when their patience is gone.
    pub leaves: Leaving,
    /// What set them off, in a few words.
    #[serde(default, skip_serializing_if = "is_default")]
    pub trigger: String,
    /// What they want.
    pub wants: String,
    /// The techniques this customer trains.
    #[serde(default, skip_serializing_if = "is_default")]
    pub trains: Vec<TechniqueId>,
    /// What the trainee is told before this customer is met.
    #[serde(default, skip_serializing_if = "is_default")]
    pub notice: Option<Notice>,
    /// Heat they do not fall below until a certain move is made.
    #[serde(default, skip_serializing_if = "is_default")]
    pub floor: Option<OwnFloor>,
    /// Scored on the protocol alone; heat is not shown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub protocol: Option<Protocol>,
    /// Somebody who needs care: old, ill, frightened, in despair.
    #[serde(default, skip_serializing_if = "is_default")]
    pub needs_care: bool,
    /// How much a move changes their heat, where that differs from the model.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reacts: BTreeMap<MoveId, f32>,
    /// What they know and tell, by the names that trees give to facts; values in plain form or as they are spoken: `fri`, `+5`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub facts: IndexMap<FactId, String>,
    /// How they tell a fact, in their own words; `{value}` is its value, `{times}` a count as once or twice.
    #[serde(default, skip_serializing_if = "is_default")]
    pub tells: IndexMap<FactId, Vec<String>>,
    /// What the agent finds on screen about them.
    #[serde(default, skip_serializing_if = "is_default")]
    pub finds: IndexMap<FactId, String>,
    /// What they keep to themselves until something brings it out.
    #[serde(default, skip_serializing_if = "is_default")]
    pub hidden: Vec<Hidden>,
    /// Openings, three at least; the seed chooses one.
    pub opens: Vec<String>,
    /// Openings on trees where they are not at home, by the tree's name; "*" for any that has none of its own.
    #[serde(default, skip_serializing_if = "is_default")]
    pub opens_elsewhere: IndexMap<String, Vec<String>>,
    /// Stronger openings, used only where strong language was chosen.
    #[serde(default, skip_serializing_if = "is_default")]
    pub strong: Vec<String>,
    /// What is heard beside their words, by heat; stock where there is nothing.
    #[serde(default, skip_serializing_if = "is_default")]
    pub asides: ByHeat,
    /// What they say by heat, beside or instead of an answer's own words.
    #[serde(default, skip_serializing_if = "is_default")]
    pub says: ByHeat,
    /// How they give an answer of a certain kind, by heat.
    #[serde(default, skip_serializing_if = "is_default")]
    pub replies: BTreeMap<Manner, ByHeat>,
    /// How they give one certain answer of a tree; named by the beginning of its words.
    #[serde(default, skip_serializing_if = "is_default")]
    pub answers: IndexMap<String, Vec<String>>,
    /// The answer they give at certain steps, because it is their case; named by `tree/step`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ways: IndexMap<String, Way>,
    /// What they say when they leave.
    #[serde(default, skip_serializing_if = "is_default")]
    pub leaving: Vec<String>,
}

/// How somebody is spoken of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pronoun {
    /// She, her.
    She,
    /// He, him.
    He,
    /// They, them.
    #[default]
    They,
}

impl Pronoun {
    /// "she", "he", "they".
    #[must_use]
    pub fn subject(self) -> &'static str {
        match self {
            Self::She => "she",
            Self::He => "he",
            Self::They => "they",
        }
    }
}

/// How a customer leaves when their patience is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Leaving {
    /// Rings off.
    HangsUp,
    /// Wants somebody above the agent, and nobody else.
    AsksForManager,
    /// Makes it a complaint.
    Complains,
    /// Goes quiet: cool, and lost.
    GoesQuiet,
}

/// What the trainee is told before a customer is met, and the cue they meet in the call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// What it is about.
    pub kind: NoticeKind,
    /// What the trainee is told beforehand.
    pub words: String,
    /// What the customer says that must be met with the right key or step; the seed chooses one.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cues: Vec<String>,
    /// Stronger wordings of it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub strong: Vec<String>,
    /// The turns by whose end it is said, if the agent did not bring it on before; 1 is the opening.
    #[serde(default, skip_serializing_if = "is_default")]
    pub by_turn: Option<u8>,
}

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoticeKind {
    /// Insults, slurs.
    Abuse,
    /// A threat against somebody.
    Threat,
    /// Self-harm, ending one's life.
    SelfHarm,
}

/// Heat a customer does not fall below until a certain move was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnFloor {
    /// The floor.
    pub heat: f32,
    /// The move that takes it away.
    pub until: MoveId,
    /// In words, as in "until a boundary is set".
    pub why: String,
}

/// A call scored on its protocol alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Protocol {
    /// What it asks for, in one sentence.
    pub asks: String,
}

/// Something a customer keeps to themselves until it is brought out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hidden {
    /// What it is, for the debrief.
    pub what: String,
    /// What the customer says when it comes out.
    pub tells: String,
    /// Words by which it is out, too, in whatever they say.
    #[serde(default, skip_serializing_if = "is_default")]
    pub spoken: Vec<String>,
    /// What brings it out.
    #[serde(default, skip_serializing_if = "is_default")]
    pub after: After,
    /// Facts that come with it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub facts: IndexMap<FactId, String>,
    /// The kind of answer with which it comes out, where the step has one; any otherwise.
    #[serde(default, skip_serializing_if = "is_default")]
    pub with: Option<Manner>,
}

/// What brings something out: every part that is given must hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct After {
    /// One of these moves was just made.
    #[serde(skip_serializing_if = "is_default")]
    pub moves: Vec<MoveId>,
    /// The heat is at most this.
    #[serde(skip_serializing_if = "is_default")]
    pub at_most: Option<f32>,
    /// The heat is at least this.
    #[serde(skip_serializing_if = "is_default")]
    pub at_least: Option<f32>,
    /// So many turns have passed.
    #[serde(skip_serializing_if = "is_default")]
    pub turns: u8,
}

/// Lines by heat: hot from 8 on, warm from 4 on, cool below.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ByHeat {
    /// From 8 on.
    #[serde(skip_serializing_if = "is_default")]
    pub hot: Vec<String>,
    /// From 4 on.
    #[serde(skip_serializing_if = "is_default")]
    pub warm: Vec<String>,
    /// Below 4.
    #[serde(skip_serializing_if = "is_default")]
    pub cool: Vec<String>,
}

impl ByHeat {
    /// The lines of that heat; where there are none, those nearest to it.
    #[must_use]
    pub fn at(&self, heat: f32) -> &[String] {
        let order = match Band::of(heat) {
            Band::Hot => [&self.hot, &self.warm, &self.cool],
            Band::Warm => [&self.warm, &self.hot, &self.cool],
            Band::Cool => [&self.cool, &self.warm, &self.hot],
        };
        order.into_iter().find(|lines| !lines.is_empty()).map_or(&[], Vec::as_slice)
    }

    /// The lines of exactly that heat.
    #[must_use]
    pub fn exactly(&self, band: Band) -> &[String] {
        match band {
            Band::Hot => &self.hot,
            Band::Warm => &self.warm,
            Band::Cool => &self.cool,
        }
    }

    /// Every line.
    pub fn all(&self) -> impl Iterator<Item = &String> {
        self.hot.iter().chain(&self.warm).chain(&self.cool)
    }
}

/// Three bands of heat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Band {
    /// Below 4.
    Cool,
    /// From 4 on.
    Warm,
    /// From 8 on.
    Hot,
}

impl Band {
    /// The band of a heat.
    #[must_use]
    pub fn of(heat: f32) -> Self {
        if heat >= 8.0 {
            Self::Hot
        } else if heat >= 4.0 {
            Self::Warm
        } else {
            Self::Cool
        }
    }

    /// The band in words.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Cool => "cool",
            Self::Warm => "warm",
            Self::Hot => "hot",
        }
    }
}

impl Persona {
    /// Whether this customer is met only by those who chose to.
    #[must_use]
    pub fn is_by_choice(&self) -> bool {
        self.notice.as_ref().is_some_and(|notice| notice.kind == NoticeKind::SelfHarm)
    }

    /// Whether their own case fits that tree: at home there, or a tree for any matter.
    #[must_use]
    pub fn has_a_case_for(&self, tree: &Tree) -> bool {
        self.trees.is_empty() || self.trees.iter().any(|home| *home == tree.id.as_str()) || tree.facts.get("issue").is_some()
    }

    /// Whether a fact belongs to the person, whatever the case.
    #[must_use]
    pub fn is_personal(name: &str) -> bool {
        matches!(
            name,
            "customer_name" | "phone" | "consent" | "support_need" | "order_contact" | "delivery_address" | "whereabouts"
        )
    }

    /// Whether a fact stands on the agent's screen when the call comes in.
    #[must_use]
    pub fn is_on_screen(name: &str) -> bool {
        matches!(name, "customer_name" | "phone" | "order_contact")
    }

    /// What they open with on that tree.
    #[must_use]
    pub fn opens_on(&self, tree: &str) -> &[String] {
        if self.trees.is_empty() || self.trees.iter().any(|home| home == tree) {
            return &self.opens;
        }
        let elsewhere = self.opens_elsewhere.get(tree).or_else(|| self.opens_elsewhere.get("*"));
        elsewhere.filter(|lines| !lines.is_empty()).unwrap_or(&self.opens)
    }

    /// Whether this is the persona of that id or code, case ignored.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        let is = |own: &str| !own.is_empty() && own.eq_ignore_ascii_case(name.trim());
        is(&self.id) || is(&self.code)
    }
}

//! The tree itself: facts, limits, steps and answers.

use super::{
    Allow, Cap, Condition, Entries, FactId, FactKind, Kind, Layout, LimitId, Mood, Promise, Span, Stage, Status, StepId, Swap,
    Target, TechniqueId, Test, TreeId, is_default,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One decision graph: one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tree {
    /// The file's format; see [`super::FORMAT`].
    pub format: u32,
    /// The tree's name, also its file's.
    pub id: TreeId,
    /// The title agents see.
    pub title: String,
    /// When to use it, in one sentence.
    #[serde(default)]
    pub summary: String,
    /// The language of its lines, such as `en-GB`.
    #[serde(default)]
    pub language: String,
    /// Counts what was published.
    #[serde(default)]
    pub revision: u32,
    /// Whether agents are offered it.
    #[serde(default)]
    pub status: Status,
    /// The team that answers for it.
    #[serde(default)]
    pub owner: String,
    /// The day by which it must be looked at again, `2027-05-01`.
    #[serde(default)]
    pub review_by: String,
    /// The mood a call starts in.
    #[serde(default)]
    pub mood: Mood,
    /// The step a call starts at.
    pub start: StepId,
    /// What a call may capture.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub facts: Entries<FactId, Fact>,
    /// What an agent may grant.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub limits: Entries<LimitId, Limit>,
    /// Where the always-keys lead in this tree.
    #[serde(default, skip_serializing_if = "is_default")]
    pub always: Always,
    /// The steps, in the author's order.
    pub steps: Entries<StepId, Step>,
    /// The author's tests.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tests: Vec<Test>,
    /// What was placed by hand.
    #[serde(default, skip_serializing_if = "is_default")]
    pub layout: Layout,
}

impl Tree {
    /// The step now known under `id`, also under a name it had before a rename.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<(&StepId, &Arc<Step>)> {
        self.steps.get_key_value(id).or_else(|| self.steps.iter().find(|(_, step)| step.was.iter().any(|old| old == id)))
    }
}

/// A named, typed value captured in a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// Its name on screen.
    pub label: String,
    /// What it may hold.
    pub kind: FactKind,
    /// Masked in logs, lists and exports.
    #[serde(default, skip_serializing_if = "is_default")]
    pub private: bool,
    /// The question that asks for it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ask: Option<String>,
    /// The furthest day an agent may promise.
    #[serde(default, skip_serializing_if = "is_default")]
    pub latest: Option<Span>,
    /// A plain value to try the lines with.
    #[serde(default, skip_serializing_if = "is_default")]
    pub sample: Option<String>,
}

/// What an agent may grant without asking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// Its name on screen.
    pub label: String,
    /// What it is measured in.
    pub kind: FactKind,
    /// The most that may be granted, in plain form; a site may set its own.
    pub at_most: String,
}

/// Where the always-keys lead; a key left out leads to the shared step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Always {
    /// The first warning.
    #[serde(default, skip_serializing_if = "is_default")]
    pub abuse: Option<Target>,
    /// The customer asks for somebody above the agent.
    #[serde(default, skip_serializing_if = "is_default")]
    pub supervisor: Option<Target>,
    /// Asks to put the customer on hold.
    #[serde(default, skip_serializing_if = "is_default")]
    pub hold: Option<Target>,
    /// The line was lost.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cut_off: Option<Target>,
    /// The four rows of Safety.
    #[serde(default, skip_serializing_if = "is_default")]
    pub safety: Safety,
}

/// The steps behind the four rows of Safety.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Safety {
    /// Somebody is in danger now.
    #[serde(default, skip_serializing_if = "is_default")]
    pub danger: Option<Target>,
    /// They talk of ending their life.
    #[serde(default, skip_serializing_if = "is_default")]
    pub life: Option<Target>,
    /// They threaten somebody.
    #[serde(default, skip_serializing_if = "is_default")]
    pub threat: Option<Target>,
    /// Health depends on it: medicine, wheelchair, heating, baby food.
    #[serde(default, skip_serializing_if = "is_default")]
    pub health: Option<Target>,
}

/// One node of the graph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What the agent does here.
    pub kind: Kind,
    /// Its place on the spine of a call.
    pub stage: Stage,
    /// Its title.
    pub title: String,
    /// Lines to choose from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub say: Vec<String>,
    /// Lines offered first when the call is heated.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub say_heated: Vec<String>,
    /// What to do on screen.
    #[serde(default, skip_serializing_if = "is_default")]
    pub task: Option<String>,
    /// One short instruction on manner.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cue: Option<String>,
    /// Better wordings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub avoid: Vec<Swap>,
    /// The techniques the step uses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub techniques: Vec<TechniqueId>,
    /// The facts it captures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub captures: Vec<FactId>,
    /// What is promised here.
    #[serde(default, skip_serializing_if = "is_default")]
    pub promise: Option<Promise>,
    /// How often it may be come to.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cap: Option<Cap>,
    /// Whether saying its line is a warning on the abuse ladder.
    #[serde(default, skip_serializing_if = "is_default")]
    pub warning: bool,
    /// Names it had before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<StepId>,
    /// Findings silenced here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allow: Vec<Allow>,
    /// The ways on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
}

impl Step {
    /// A step with nothing in it yet.
    #[must_use]
    pub fn new(kind: Kind, stage: Stage, title: impl Into<String>) -> Self {
        Self {
            kind,
            stage,
            title: title.into(),
            say: Vec::new(),
            say_heated: Vec::new(),
            task: None,
            cue: None,
            avoid: Vec::new(),
            techniques: Vec::new(),
            captures: Vec::new(),
            promise: None,
            cap: None,
            warning: false,
            was: Vec::new(),
            allow: Vec::new(),
            answers: Vec::new(),
        }
    }

    /// The lines in the order in which a call of this mood offers them.
    pub fn lines(&self, mood: Mood) -> impl Iterator<Item = &String> {
        let (first, second) = match mood {
            Mood::Heated => (&self.say_heated, &self.say),
            Mood::Calm => (&self.say, &self.say_heated),
        };
        let second = if mood == Mood::Calm && !first.is_empty() { &[][..] } else { second };
        first.iter().chain(second)
    }
}

/// An edge: what the customer says or does, or what the agent finds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The answer's words.
    pub when: String,
    /// Where it leads; left out only with `back`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub to: Option<Target>,
    /// What the agent or the company must be able to do.
    #[serde(default, skip_serializing_if = "is_default")]
    pub needs: Option<Condition>,
    /// The step of this tree at which the call goes on when the other tree ends.
    #[serde(default, skip_serializing_if = "is_default")]
    pub then: Option<StepId>,
    /// Returns to the step an always-key left.
    #[serde(default, skip_serializing_if = "is_default")]
    pub back: bool,
    /// Taken instead of the line, which does not count as said.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unsaid: bool,
    /// On an escalation point: the receiver has been told.
    #[serde(default, skip_serializing_if = "is_default")]
    pub told: bool,
}

impl Answer {
    /// An answer that leads nowhere yet.
    #[must_use]
    pub fn new(when: impl Into<String>) -> Self {
        Self { when: when.into(), to: None, needs: None, then: None, back: false, unsaid: false, told: false }
    }

    /// The answer's words in quotation marks, once: an answer that quotes the customer has them already.
    #[must_use]
    pub fn quoted(&self) -> String {
        if self.when.starts_with('“') { self.when.clone() } else { format!("“{}”", self.when) }
    }
}

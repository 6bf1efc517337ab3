//! The smaller parts of a step and of a tree.

use super::{FactId, Mood, StepId, Target, is_default};
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// A better wording: what slips out, and what to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Swap {
    /// What heats the call.
    pub not: String,
    /// What calms it.
    pub but: String,
}

/// What is promised on a step. Owner and time are facts, proposed to the agent and asked for when the step is left.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// What was promised, with `{facts}`.
    pub what: String,
    /// The fact that names the owner; `agent_name` is the agent.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: Option<FactId>,
    /// The fact that holds the day (or the time of the same day).
    #[serde(default, skip_serializing_if = "is_default")]
    pub by: Option<FactId>,
    /// The fact that holds the time of that day.
    #[serde(default, skip_serializing_if = "is_default")]
    pub at: Option<FactId>,
    /// The yes-or-no fact in which another owner's acceptance is kept.
    #[serde(default, skip_serializing_if = "is_default")]
    pub accepted: Option<FactId>,
}

/// How often a step may be come to before the call goes upward.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cap {
    /// Visits allowed.
    pub visits: u8,
    /// Where the call goes instead of a further visit.
    pub then: Target,
}

/// A finding that was silenced on one line, with the reason for reviewers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allow {
    /// The rule's name.
    pub rule: String,
    /// The line it speaks of, whole.
    pub line: String,
    /// Why it may stand.
    pub why: String,
}

/// An author's test: from a step, with facts, the answers come to a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Test {
    /// What the test says.
    pub name: String,
    /// Where it starts.
    pub from: StepId,
    /// Facts known from the start.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub facts: IndexMap<FactId, String>,
    /// The mood it starts in.
    #[serde(default, skip_serializing_if = "is_default")]
    pub mood: Mood,
    /// Beginnings of the answers taken.
    pub answers: Vec<String>,
    /// The step it must come to.
    pub comes_to: Target,
}

/// What an author placed by hand; nothing here changes how a call runs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// Top left corners of steps placed by hand, in points.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub placed: IndexMap<StepId, (i32, i32)>,
    /// Named groups of steps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub frames: Vec<Frame>,
    /// Notes to other authors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
}

/// A named group of steps on the canvas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// Its name.
    pub title: String,
    /// A colour of the palette, by name.
    pub colour: String,
    /// The steps inside.
    pub steps: Vec<StepId>,
}

/// A note on the canvas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Top left corner, in points.
    pub at: (i32, i32),
    /// Its words.
    pub text: String,
}

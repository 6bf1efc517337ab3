//! Edits as values: each is one change an author makes.

use super::{Fragment, Replacement};
use crate::tree::{
    Allow, AlwaysKey, Answer, Cap, Condition, Fact, FactId, Frame, Kind, Limit, LimitId, Mood, Note, Promise, Stage, Status,
    Step, StepId, Swap, Target, TechniqueId, Test, Tree,
};
use std::sync::Arc;

/// One change an author makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Something of the tree as a whole.
    Tree(TreeChange),
    /// A new step.
    AddStep {
        /// Its name; see [`super::fresh_step_id`].
        id: StepId,
        /// The step.
        step: Box<Step>,
        /// The step it stands behind in the file; at the end without one.
        after: Option<StepId>,
        /// The answer, by step and place, that leads to it from now on.
        from: Option<(StepId, usize)>,
        /// Where it stands on the canvas, if it was put there by hand.
        at: Option<(i32, i32)>,
    },
    /// Takes steps out; answers that led there are kept and lead nowhere.
    RemoveSteps(Vec<StepId>),
    /// Another name for a step, wherever this tree speaks of it; the old one is remembered.
    RenameStep {
        /// The name it has.
        from: StepId,
        /// The name it gets.
        to: StepId,
    },
    /// Something of one step.
    Step(StepId, StepChange),
    /// A new fact.
    AddFact {
        /// Its name.
        id: FactId,
        /// The fact.
        fact: Fact,
        /// The fact it stands behind in the file; at the end without one.
        after: Option<FactId>,
    },
    /// A fact as it is from now on.
    Fact(FactId, Fact),
    /// Takes a fact out; refused while it is used.
    RemoveFact(FactId),
    /// Takes a fact out although it is used; what used it stays and is found by the check.
    RemoveUsedFact(FactId),
    /// Another name for a fact, wherever this tree speaks of it.
    RenameFact {
        /// The name it has.
        from: FactId,
        /// The name it gets.
        to: FactId,
    },
    /// A new limit.
    AddLimit {
        /// Its name.
        id: LimitId,
        /// The limit.
        limit: Limit,
        /// The limit it stands behind in the file; at the end without one.
        after: Option<LimitId>,
    },
    /// A limit as it is from now on.
    Limit(LimitId, Limit),
    /// Takes a limit out; refused while it is used.
    RemoveLimit(LimitId),
    /// Another name for a limit, wherever this tree speaks of it.
    RenameLimit {
        /// The name it has.
        from: LimitId,
        /// The name it gets.
        to: LimitId,
    },
    /// Steps put somewhere on the canvas: their top left corners.
    Place(Vec<(StepId, (i32, i32))>),
    /// Steps that the layout may place again; none named means all.
    Unplace(Vec<StepId>),
    /// The frames of the canvas.
    Frames(Vec<Frame>),
    /// The notes of the canvas.
    Notes(Vec<Note>),
    /// The author's tests.
    Tests(Vec<Test>),
    /// Copied steps put in.
    Paste {
        /// What was copied.
        fragment: Fragment,
        /// Where the top left corner of what was copied comes to stand; without it the layout decides.
        at: Option<(i32, i32)>,
    },
    /// Search and replace.
    Replace(Replacement),
    /// Several edits, one after the other, under one name.
    Together(String, Vec<Edit>),
    /// Another tree altogether, such as an earlier revision.
    Whole(String, Arc<Tree>),
}

/// A change of a tree's own fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TreeChange {
    /// The title agents see.
    Title(String),
    /// When to use it.
    Summary(String),
    /// The language of its lines.
    Language(String),
    /// The team that answers for it.
    Owner(String),
    /// The day by which it must be looked at again.
    ReviewBy(String),
    /// The mood a call starts in.
    Mood(Mood),
    /// The step a call starts at.
    Start(StepId),
    /// Whether agents are offered it.
    Status(Status),
    /// The number of what was published.
    Revision(u32),
    /// The step behind an always-key; nothing means the shared step.
    Always(AlwaysKey, Option<Target>),
}

/// The two lists of a step's lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineList {
    /// Lines for any call.
    Say,
    /// Lines offered first when the call is heated.
    SayHeated,
}

/// A change of one step. Places in lists count from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepChange {
    /// What the agent does here.
    Kind(Kind),
    /// Its place on the spine of a call.
    Stage(Stage),
    /// Its title.
    Title(String),
    /// Other words for a line.
    Line {
        /// The list.
        list: LineList,
        /// Its place.
        at: usize,
        /// The words.
        text: String,
    },
    /// A new line.
    AddLine {
        /// The list.
        list: LineList,
        /// Its place; beyond the end means at the end.
        at: usize,
        /// The words.
        text: String,
    },
    /// Takes a line out.
    RemoveLine {
        /// The list.
        list: LineList,
        /// Its place.
        at: usize,
    },
    /// Moves a line within its list.
    MoveLine {
        /// The list.
        list: LineList,
        /// Where it stands.
        from: usize,
        /// Where it comes to stand.
        to: usize,
    },
    /// Moves a line to the end of the other list.
    ChangeMoodOfLine {
        /// The list it leaves.
        list: LineList,
        /// Its place there.
        at: usize,
    },
    /// What to do on screen.
    Task(Option<String>),
    /// One short instruction on manner.
    Cue(Option<String>),
    /// Better wordings.
    Swaps(Vec<Swap>),
    /// The techniques the step uses.
    Techniques(Vec<TechniqueId>),
    /// The facts it captures.
    Captures(Vec<FactId>),
    /// What is promised here.
    Promise(Option<Promise>),
    /// How often it may be come to.
    Cap(Option<Cap>),
    /// Whether saying its line is a warning.
    Warning(bool),
    /// Findings silenced here.
    Allow(Vec<Allow>),
    /// A new answer.
    AddAnswer {
        /// Its place; beyond the end means at the end.
        at: usize,
        /// The answer.
        answer: Answer,
    },
    /// Takes an answer out.
    RemoveAnswer(usize),
    /// Moves an answer: its digit changes.
    MoveAnswer {
        /// Where it stands.
        from: usize,
        /// Where it comes to stand.
        to: usize,
    },
    /// Something of one answer.
    Answer(usize, AnswerChange),
}

/// A change of one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerChange {
    /// Its words.
    When(String),
    /// Where it leads. A step takes the place of `back`; `then` goes where the way no longer leaves the tree.
    To(Option<Target>),
    /// What the agent or the company must be able to do.
    Needs(Option<Condition>),
    /// Where the call goes on when the other tree ends.
    Then(Option<StepId>),
    /// Whether it returns to the step an always-key left; then it leads to no step.
    Back(bool),
    /// Whether it is taken instead of the line.
    Unsaid(bool),
    /// Whether the receiver of an escalation has been told.
    Told(bool),
}

impl Edit {
    /// Edits with the same key that follow within [`super::BURST`] make one entry of the history: typing in one field,
    /// one drag.
    #[must_use]
    pub fn burst(&self) -> Option<String> {
        let key = match self {
            Self::Tree(TreeChange::Title(_)) => "title".to_owned(),
            Self::Tree(TreeChange::Summary(_)) => "summary".to_owned(),
            Self::Tree(TreeChange::Language(_)) => "language".to_owned(),
            Self::Tree(TreeChange::Owner(_)) => "owner".to_owned(),
            Self::Tree(TreeChange::ReviewBy(_)) => "review by".to_owned(),
            Self::Step(id, change) => format!("{id}/{}", change.burst()?),
            Self::Fact(id, _) => format!("fact {id}"),
            Self::Limit(id, _) => format!("limit {id}"),
            Self::Place(places) => {
                let names: Vec<&str> = places.iter().map(|(id, _)| id.as_str()).collect();
                format!("place {}", names.join(" "))
            }
            Self::Frames(_) => "frames".to_owned(),
            Self::Notes(_) => "notes".to_owned(),
            Self::Tests(_) => "tests".to_owned(),
            _ => return None,
        };
        Some(key)
    }
}

impl StepChange {
    fn burst(&self) -> Option<String> {
        let key = match self {
            Self::Kind(kind) if kind.is_escalation() => "escalation".to_owned(),
            Self::Title(_) => "title".to_owned(),
            Self::Line { list, at, .. } => format!("{list:?} {at}"),
            Self::Task(_) => "task".to_owned(),
            Self::Cue(_) => "cue".to_owned(),
            Self::Swaps(_) => "swaps".to_owned(),
            Self::Promise(_) => "promise".to_owned(),
            Self::Cap(_) => "cap".to_owned(),
            Self::Allow(_) => "allow".to_owned(),
            Self::Answer(at, AnswerChange::When(_)) => format!("answer {at}"),
            Self::Answer(at, AnswerChange::Needs(_)) => format!("needs {at}"),
            _ => return None,
        };
        Some(key)
    }
}

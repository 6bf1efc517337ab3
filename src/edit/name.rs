//! What an edit is called in the undo menu.

use super::{AnswerChange, Edit, LineList, StepChange, TreeChange};
use crate::tree::{FactId, LimitId, Status, StepId, Tree};

/// A title longer than this, in letters, is cut.
const LONGEST: usize = 40;

impl Edit {
    /// The edit in words, for the undo menu; `tree` is the tree it is made on.
    #[must_use]
    pub fn name(&self, tree: &Tree) -> String {
        let count = |number: usize, what: &str| if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") };
        match self {
            Self::Tree(change) => of_tree(tree, change),
            Self::AddStep { step, .. } => format!("Add the step {}", quoted(&step.title, "new")),
            Self::RemoveSteps(steps) => match &steps[..] {
                [one] => format!("Delete {}", title(tree, one)),
                several => format!("Delete {}", count(several.len(), "step")),
            },
            Self::RenameStep { from, to } => format!("Rename {from} to {to}"),
            Self::Step(id, change) => of_step(tree, id, change),
            Self::AddFact { id, fact, .. } => format!("Add the fact {}", quoted(&fact.label, id.as_str())),
            Self::Fact(id, _) => format!("Change the fact {}", fact_label(tree, id)),
            Self::RemoveFact(id) | Self::RemoveUsedFact(id) => format!("Delete the fact {}", fact_label(tree, id)),
            Self::RenameFact { from, to } => format!("Rename {{{from}}} to {{{to}}}"),
            Self::AddLimit { id, limit, .. } => format!("Add the limit {}", quoted(&limit.label, id.as_str())),
            Self::Limit(id, _) => format!("Change the limit {}", limit_label(tree, id)),
            Self::RemoveLimit(id) => format!("Delete the limit {}", limit_label(tree, id)),
            Self::RenameLimit { from, to } => format!("Rename the limit {from} to {to}"),
            Self::Place(places) => match &places[..] {
                [(one, _)] => format!("Move {}", title(tree, one)),
                several => format!("Move {}", count(several.len(), "step")),
            },
            Self::Unplace(steps) => match &steps[..] {
                [] => "Lay everything out".to_owned(),
                [one] => format!("Lay out {}", title(tree, one)),
                several => format!("Lay out {}", count(several.len(), "step")),
            },
            Self::Frames(_) => "Change the frames".to_owned(),
            Self::Notes(_) => "Change the notes".to_owned(),
            Self::Tests(_) => "Change the tests".to_owned(),
            Self::Paste { fragment, .. } => match fragment.steps.len() {
                1 => format!("Paste {}", quoted(fragment.steps.values().next().map_or("", |step| &step.title), "a step")),
                several => format!("Paste {}", count(several, "step")),
            },
            Self::Replace(replacement) => {
                format!("Replace {} with {}", quoted(&replacement.pattern.text, ""), quoted(&replacement.with, "nothing"))
            }
            Self::Together(name, _) | Self::Whole(name, _) => name.clone(),
        }
    }
}

fn of_tree(tree: &Tree, change: &TreeChange) -> String {
    match change {
        TreeChange::Title(_) => "Change the title of the tree".to_owned(),
        TreeChange::Summary(_) => "Change the summary".to_owned(),
        TreeChange::Language(_) => "Change the language".to_owned(),
        TreeChange::Owner(_) => "Change the owner".to_owned(),
        TreeChange::ReviewBy(_) => "Change the day of review".to_owned(),
        TreeChange::Mood(_) => "Change the mood at the start".to_owned(),
        TreeChange::Start(step) => format!("Start at {}", title(tree, step)),
        TreeChange::Status(Status::Draft) => "Make it a draft".to_owned(),
        TreeChange::Status(Status::Live) => "Make it live".to_owned(),
        TreeChange::Status(Status::Retired) => "Retire it".to_owned(),
        TreeChange::Revision(revision) => format!("Make it revision {revision}"),
        TreeChange::Always(key, Some(_)) => format!("Set the key {}", key.in_words()),
        TreeChange::Always(key, None) => format!("Clear the key {}", key.in_words()),
    }
}

fn of_step(tree: &Tree, id: &StepId, change: &StepChange) -> String {
    let title = title(tree, id);
    let line = |list: LineList| if list == LineList::Say { "line" } else { "heated line" };
    let answer = |at: usize| {
        let answer = tree.steps.get(id).and_then(|step| step.answers.get(at));
        answer.map_or_else(|| format!("answer {}", at + 1), |answer| quoted(&answer.when, "the answer"))
    };
    match change {
        StepChange::Kind(kind) => format!("Make {title} {}", with_article(kind.word())),
        StepChange::Stage(stage) => format!("Move {title} to the stage {}", stage.in_words()),
        StepChange::Title(_) => format!("Change the title of {title}"),
        StepChange::Line { list, .. } => format!("Reword {} in {title}", line(*list)),
        StepChange::AddLine { list, .. } => format!("Add {} to {title}", line(*list)),
        StepChange::RemoveLine { list, .. } => format!("Delete {} in {title}", line(*list)),
        StepChange::MoveLine { list, .. } => format!("Move {} in {title}", line(*list)),
        StepChange::ChangeMoodOfLine { list: LineList::Say, .. } => format!("Make a line of {title} heated"),
        StepChange::ChangeMoodOfLine { list: LineList::SayHeated, .. } => format!("Make a line of {title} calm"),
        StepChange::Task(_) => format!("Change the task of {title}"),
        StepChange::Cue(_) => format!("Change the cue of {title}"),
        StepChange::Swaps(_) => format!("Change the better wordings of {title}"),
        StepChange::Techniques(_) => format!("Change the techniques of {title}"),
        StepChange::Captures(_) => format!("Change what {title} captures"),
        StepChange::Promise(None) => format!("Delete the promise of {title}"),
        StepChange::Promise(Some(_)) => format!("Change the promise of {title}"),
        StepChange::Cap(None) => format!("Delete the cap of {title}"),
        StepChange::Cap(Some(_)) => format!("Change the cap of {title}"),
        StepChange::Warning(true) => format!("Make {title} a warning"),
        StepChange::Warning(false) => format!("Make {title} no warning"),
        StepChange::Allow(_) => format!("Change the silenced findings of {title}"),
        StepChange::AddAnswer { .. } => format!("Add an answer to {title}"),
        StepChange::RemoveAnswer(at) => format!("Delete {} in {title}", answer(*at)),
        StepChange::MoveAnswer { from, .. } => format!("Move {} in {title}", answer(*from)),
        StepChange::Answer(at, change) => of_answer(&answer(*at), &title, change),
    }
}

fn of_answer(answer: &str, step: &str, change: &AnswerChange) -> String {
    match change {
        AnswerChange::When(_) => format!("Reword answer in {step}"),
        AnswerChange::To(Some(target)) => format!("Lead {answer} to {target}"),
        AnswerChange::To(None) => format!("Disconnect {answer}"),
        AnswerChange::Needs(_) => format!("Change the condition of {answer}"),
        AnswerChange::Then(_) => format!("Change where {answer} goes on"),
        AnswerChange::Back(true) => format!("Let {answer} go back"),
        AnswerChange::Back(false) => format!("Let {answer} go back no more"),
        AnswerChange::Unsaid(_) => format!("Change whether {answer} leaves the line unsaid"),
        AnswerChange::Told(_) => format!("Change whether {answer} tells the receiver"),
    }
}

fn with_article(word: &str) -> String {
    let article = if word.starts_with(['A', 'E', 'I', 'O', 'U']) { "an" } else { "a" };
    format!("{article} {word} step")
}

fn title(tree: &Tree, id: &StepId) -> String {
    quoted(tree.steps.get(id).map_or("", |step| &step.title), id.as_str())
}

fn fact_label(tree: &Tree, id: &FactId) -> String {
    quoted(tree.facts.get(id).map_or("", |fact| &fact.label), id.as_str())
}

fn limit_label(tree: &Tree, id: &LimitId) -> String {
    quoted(tree.limits.get(id).map_or("", |limit| &limit.label), id.as_str())
}

/// Words in quotation marks, cut where they are long; `empty` stands for none.
pub(super) fn quoted(words: &str, empty: &str) -> String {
    let words = if words.trim().is_empty() { empty } else { words };
    if words.chars().count() <= LONGEST {
        return format!("“{words}”");
    }
    let cut: String = words.chars().take(LONGEST - 1).collect();
    format!("“{}…”", cut.trim_end())
}

//! Quick fix: the words of one place of a Live tree, changed and published alone, from anywhere in the window.

use super::{
    publishing::in_a_sentence,
    sheets::{Fixing, Sheet, reason_field, words_field},
    state::Authoring,
};
use crate::{
    edit::{AnswerChange, Edit, LineList, StepChange},
    library::{Because, PublishError, QuickFixed, draft, quick_fix},
    tree::{Line, Step, StepId, Tree},
    ui::state::{Effect, Finder, Overlay, Place, State},
};

/// Words of a step that can be changed alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordsAt {
    /// A line, from 0.
    Line(LineList, usize),
    /// What to do on screen.
    Task,
    /// One short instruction on manner.
    Cue,
    /// The title.
    Title,
    /// The words of an answer, from 0.
    Answer(usize),
}

/// Words of a step of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordsPlace {
    /// The tree.
    pub tree: String,
    /// The step.
    pub step: StepId,
    /// Which of its words.
    pub at: WordsAt,
}

impl WordsAt {
    /// Everything of a step that can be changed so, lines first.
    #[must_use]
    pub fn all(step: &Step) -> Vec<Self> {
        let lines = |list: LineList| (0..list.of(step).len()).map(move |at| Self::Line(list, at));
        let mut all: Vec<Self> = lines(LineList::Say).chain(lines(LineList::SayHeated)).collect();
        all.extend(step.task.as_ref().map(|_| Self::Task));
        all.extend(step.cue.as_ref().map(|_| Self::Cue));
        all.extend((0..step.answers.len()).map(Self::Answer));
        all.push(Self::Title);
        all
    }

    /// What it is called on screen.
    #[must_use]
    pub fn in_words(self) -> String {
        match self {
            Self::Line(LineList::Say, at) => format!("Line {}", at + 1),
            Self::Line(LineList::SayHeated, at) => format!("Heated line {}", at + 1),
            Self::Task => "Task".to_owned(),
            Self::Cue => "Cue".to_owned(),
            Self::Title => "Title".to_owned(),
            Self::Answer(at) => format!("Answer {}", at + 1),
        }
    }

    /// The words there.
    #[must_use]
    pub fn of(self, step: &Step) -> Option<&str> {
        match self {
            Self::Line(list, at) => list.of(step).get(at).map(String::as_str),
            Self::Task => step.task.as_deref(),
            Self::Cue => step.cue.as_deref(),
            Self::Title => Some(&step.title),
            Self::Answer(at) => step.answers.get(at).map(|answer| answer.when.as_str()),
        }
    }

    fn change(self, words: String) -> StepChange {
        match self {
            Self::Line(list, at) => StepChange::Line { list, at, text: words },
            Self::Task => StepChange::Task(Some(words)),
            Self::Cue => StepChange::Cue(Some(words)),
            Self::Title => StepChange::Title(words),
            Self::Answer(at) => StepChange::Answer(at, AnswerChange::When(words)),
        }
    }
}

impl WordsPlace {
    /// The step in what stands in the library.
    #[must_use]
    pub(in crate::ui) fn step_in<'a>(&self, state: &'a State) -> Option<&'a Step> {
        let entry = state.library.as_ref()?.entry(&self.tree)?;
        entry.document.as_ref()?.tree().steps.get(&self.step).map(|step| &**step)
    }
}

impl State {
    /// Opens the quick fix of some words.
    pub(in crate::ui) fn open_quick_fix(&mut self, place: WordsPlace, reason: String) {
        let entry = self.library.as_ref().and_then(|library| library.entry(&place.tree));
        let title = entry.map_or_else(|| place.tree.clone(), |entry| entry.title().to_owned());
        if !entry.is_some_and(crate::library::Entry::is_offered) {
            let words = format!("“{title}” is not live, so there is nothing to fix for agents: change its draft in Author.");
            return self.tell(&place.tree.clone(), words);
        }
        let Some(words) = place.step_in(self).and_then(|step| place.at.of(step)).map(str::to_owned) else {
            let words = format!("These words are not in what is live of “{title}” yet; publish the draft first.");
            return self.tell(&place.tree.clone(), words);
        };
        let end = words.chars().count();
        let fixing = Fixing { was: words.clone(), words, reason, ..Fixing::at(place) };
        self.open_sheet(Sheet::QuickFix(Box::new(fixing)));
        self.effects.push(Effect::FocusAtEnd(words_field(), end));
    }

    /// Opens the quick fix of the step chosen on the canvas.
    pub(super) fn quick_fix_chosen(&mut self) {
        let Some(author) = &self.authoring else { return };
        let Some((step, _)) = author.chosen() else { return };
        let (step, answer) = (step.clone(), author.selection.answer);
        let tree = author.id.clone();
        let first = WordsPlace { tree: tree.clone(), step: step.clone(), at: WordsAt::Title };
        let at = match answer {
            Some(answer) => WordsAt::Answer(answer),
            None => first.step_in(self).and_then(|step| WordsAt::all(step).first().copied()).unwrap_or(WordsAt::Title),
        };
        self.open_quick_fix(WordsPlace { tree, step, at }, String::new());
    }

    /// Opens the quick fix of a line that was said on the call in hand.
    pub(in crate::ui) fn quick_fix_said(&mut self, said: u64) {
        let Some(session) = &self.session else { return };
        let Some(line) = session.call.state().said.iter().find(|line| line.number == said).cloned() else { return };
        let why = session.wrap.flags.get(&said).or(line.failed.as_ref()).cloned().unwrap_or_default();
        let (tree, step) = (line.at.tree.to_string(), line.at.step.clone());
        let place = WordsPlace { tree, step, at: WordsAt::Title };
        let at = place.step_in(self).map_or(WordsAt::Title, |step| said_in(step, &line.line));
        self.open_quick_fix(WordsPlace { at, ..place }, why.trim().to_owned());
        if let Some(Overlay::Author(sheet)) = &mut self.overlay
            && let Sheet::QuickFix(fixing) = &mut **sheet
        {
            fixing.answers = Some("a line that did not work on a call".to_owned());
        }
    }

    /// Other words of the same step: the next, or the one before.
    pub(super) fn fix_other_words(&mut self, fixing: &Fixing, forward: bool) {
        let Some(all) = fixing.place.step_in(self).map(WordsAt::all) else { return };
        let here = all.iter().position(|at| *at == fixing.place.at).unwrap_or(0);
        let next = if forward { here + 1 } else { here + all.len() - 1 } % all.len();
        self.fix_words_at(fixing, all[next]);
    }

    /// Those words of the same step; what was typed for others is let go.
    pub(super) fn fix_words_at(&mut self, fixing: &Fixing, at: WordsAt) {
        let place = WordsPlace { at, ..fixing.place.clone() };
        let Some(words) = place.step_in(self).and_then(|step| at.of(step)).map(str::to_owned) else { return };
        let end = words.chars().count();
        let (reason, answers) = (fixing.reason.clone(), fixing.answers.clone());
        let fixing = Fixing { was: words.clone(), words, reason, answers, ..Fixing::at(place) };
        self.overlay = Some(Overlay::Author(Box::new(Sheet::QuickFix(Box::new(fixing)))));
        self.effects.push(Effect::FocusAtEnd(words_field(), end));
    }

    /// Publishes the words that its sheet holds.
    pub(super) fn fix_words(&mut self, mut fixing: Fixing) {
        (fixing.message, fixing.findings) = (None, Vec::new());
        let id = fixing.place.tree.clone();
        let title = fixing.place.step_in(self).map_or_else(String::new, |step| step.title.clone());
        match self.try_to_fix(&mut fixing) {
            Ok(fixed) => {
                // What was looked for is done with.
                self.overlay = None;
                self.search = Finder::default();
                self.effects.push(if self.place == Place::Guide { Effect::FocusNote } else { Effect::Unfocus });
                let words = format!("Revision {} is live.{}", fixed.revision.number, self.what_the_draft_did(&fixing, &fixed));
                self.after_publication(&id, &format!("Quick fix in “{title}”"), &words);
            }
            Err((words, field)) => {
                fixing.message = Some(words);
                self.overlay = Some(Overlay::Author(Box::new(Sheet::QuickFix(Box::new(fixing)))));
                self.effects.push(Effect::FocusId(field));
            }
        }
    }

    fn try_to_fix(&mut self, fixing: &mut Fixing) -> Result<QuickFixed, (String, egui::Id)> {
        let words = fixing.words.trim().to_owned();
        if words.is_empty() {
            return Err(("Words are needed here; take the line out in Author.".to_owned(), words_field()));
        }
        if words == fixing.was {
            return Err(("The words are as they were.".to_owned(), words_field()));
        }
        if fixing.reason.trim().is_empty() {
            return Err(("Say in a few words why; the list of revisions shows it.".to_owned(), reason_field()));
        }
        let (who, when) = (self.who().name, self.now().timestamp());
        let folder = self.setup.folders.trees.clone();
        let because = Because { who: &who, when, reason: &fixing.reason, answers: fixing.answers.clone() };
        let id = fixing.place.tree.clone();
        self.settle_hand(&id).map_err(|words| (words, words_field()))?;
        let (place, was) = (fixing.place.clone(), fixing.was.clone());
        let change = move |tree: &Tree| with_words(tree, &place, &was, &words);
        quick_fix(&folder, &id, &change, &because, fixing.passed).map_err(|error| match error {
            PublishError::Findings(findings) => {
                fixing.findings = findings;
                ("These words would bring an error:".to_owned(), words_field())
            }
            PublishError::Older(findings) => {
                (fixing.findings, fixing.passed) = (findings, true);
                ("These errors were there before. Once more publishes all the same:".to_owned(), reason_field())
            }
            error => (in_a_sentence(&error.to_string()), words_field()),
        })
    }

    /// What became of a draft that was waiting, in words.
    fn what_the_draft_did(&self, fixing: &Fixing, fixed: &QuickFixed) -> &'static str {
        if !draft(&self.setup.folders.trees, &fixing.place.tree).is_ok_and(|draft| draft.is_some()) {
            return "";
        }
        match (fixed.draft_merged, fixed.conflicts.is_empty()) {
            (false, _) => " The waiting draft is no tree yet and stays as it was.",
            (true, true) => " The waiting draft took the same change.",
            (true, false) => " The waiting draft keeps its own words there.",
        }
    }
}

impl Authoring {
    /// Whether the chosen step has words that agents are offered.
    #[must_use]
    pub(super) fn can_quick_fix(&self) -> bool {
        let live = self.live.as_ref().filter(|live| live.tree().status == crate::tree::Status::Live);
        live.zip(self.selection.primary()).is_some_and(|(live, step)| live.tree().steps.contains_key(step))
    }
}

/// The tree with other words at one place, if the words there are still those that were shown.
fn with_words(tree: &Tree, place: &WordsPlace, was: &str, words: &str) -> Result<Tree, String> {
    let now = tree.steps.get(&place.step).and_then(|step| place.at.of(step));
    if now != Some(was) {
        return Err(match now {
            Some(now) => format!("somebody changed these words meanwhile: “{now}”; close this and open it again"),
            None => "these words are gone from what is live; close this and look for them again".to_owned(),
        });
    }
    Edit::Step(place.step.clone(), place.at.change(words.to_owned())).apply(tree).map_err(|refused| refused.to_string())
}

/// The line of a step that was said, whatever its facts were.
fn said_in(step: &Step, said: &str) -> WordsAt {
    let mut lines = WordsAt::all(step).into_iter().filter(|at| matches!(at, WordsAt::Line(..)));
    let fits = |at: &WordsAt| at.of(step).is_some_and(|line| Line::new(line).could_say(said));
    let first = WordsAt::all(step).first().copied().unwrap_or(WordsAt::Title);
    lines.find(fits).unwrap_or(first)
}

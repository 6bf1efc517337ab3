//! Quick fix: the words of one place of a Live tree, changed and published alone, from anywhere in the window.

use super::{
    errand::{Next, Step as Goes, Work},
    publishing::{NO_REASON, in_a_sentence},
    sheets::{Fixing, Sheet, reason_field, words_field},
    state::Authoring,
    taking_in::Standing,
};
use crate::{
    check::Finding,
    edit::{AnswerChange, Edit, LineList, StepChange},
    library::{Because, PublishError, QuickFixed, quick_fix},
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
        let words = fixing.words.trim();
        let refused = if words.is_empty() {
            Some(("Words are needed here; take the line out in Author.", words_field()))
        } else if words == fixing.was {
            Some(("The words are as they were.", words_field()))
        } else if fixing.reason.trim().is_empty() {
            Some((NO_REASON, reason_field()))
        } else {
            None
        };
        if let Some((words, field)) = refused {
            return self.not_fixed(&fixing.place, NotFixed { words: words.to_owned(), field, ..NotFixed::default() });
        }
        self.overlay = Some(Overlay::Author(Box::new(Sheet::QuickFix(Box::new(fixing.clone())))));
        let next: Next = Box::new(move |state, kept| match kept {
            Ok(()) => Goes::Work(state.words_to_publish(fixing)),
            Err(words) => {
                state.not_fixed(&fixing.place, NotFixed { words, ..NotFixed::default() });
                Goes::End
            }
        });
        self.begin_errand(&id, "Publishing…", next);
    }

    /// What has to be done to publish the words.
    fn words_to_publish(&self, fixing: Fixing) -> Work {
        let (who, when, number) = (self.who().name, self.now().timestamp(), self.library_number);
        let folder = self.setup.folders.trees.clone();
        let title = fixing.place.step_in(self).map_or_else(String::new, |step| step.title.clone());
        Box::new(move || {
            let Fixing { place, was, words, reason, answers, passed, .. } = fixing;
            let because = Because { who: &who, when, reason: &reason, answers };
            let change = |tree: &Tree| with_words(tree, &place, &was, words.trim());
            let done = quick_fix(&folder, &place.tree, &change, &because, passed);
            let standing = done.is_ok().then(|| Standing::read(&folder, &place.tree, number));
            Box::new(move |state, hand| match (done, standing) {
                (Ok(fixed), Some(standing)) => {
                    let told = what_the_draft_did(&standing, &fixed);
                    state.take_in(&place.tree, &format!("Quick fix in “{title}”"), standing, hand.as_ref(), false);
                    state.close_quick_fix(&place);
                    state.say_published(&place.tree, &format!("Revision {} is live.{told}", fixed.revision.number));
                }
                (Err(why), _) => state.not_fixed(&place, why.into()),
                (Ok(_), None) => {}
            })
        })
    }

    /// The sheet of these words, where it is still open.
    fn quick_fix_of(&mut self, place: &WordsPlace) -> Option<&mut Fixing> {
        match &mut self.overlay {
            Some(Overlay::Author(sheet)) => match &mut **sheet {
                Sheet::QuickFix(fixing) if fixing.place == *place => Some(fixing),
                _ => None,
            },
            _ => None,
        }
    }

    fn close_quick_fix(&mut self, place: &WordsPlace) {
        if self.quick_fix_of(place).is_some() {
            // What was looked for is done with.
            self.overlay = None;
            self.search = Finder::default();
            self.effects.push(if self.place == Place::Guide { Effect::FocusNote } else { Effect::Unfocus });
        }
    }

    /// Says why the words were not published: on their sheet, or where that was closed, of the tree.
    fn not_fixed(&mut self, place: &WordsPlace, why: NotFixed) {
        if let Some(fixing) = self.quick_fix_of(place) {
            fixing.message = Some(why.words);
            fixing.findings = why.findings;
            fixing.passed |= why.passes;
            self.effects.push(Effect::FocusId(why.field));
        } else {
            self.tell(&place.tree.clone(), format!("The words were not changed. {}", why.words));
        }
    }
}

/// Why words were not published.
struct NotFixed {
    words: String,
    findings: Vec<Finding>,
    /// The same once more passes the errors that were there before.
    passes: bool,
    /// Where something can be done about it.
    field: egui::Id,
}

impl Default for NotFixed {
    fn default() -> Self {
        Self { words: String::new(), findings: Vec::new(), passes: false, field: words_field() }
    }
}

impl From<PublishError> for NotFixed {
    fn from(error: PublishError) -> Self {
        let why = Self::default();
        match error {
            PublishError::Findings(findings) => Self { words: "These words would bring an error:".to_owned(), findings, ..why },
            PublishError::Older(findings) => {
                let words = "These errors were there before. Once more publishes all the same:".to_owned();
                Self { words, findings, passes: true, field: reason_field() }
            }
            PublishError::Wording(words) => {
                let first = words.first().map_or("", |words| &words.message);
                let words = format!("An error of wording: {first}. Say it better; once more publishes it all the same.");
                Self { words, passes: true, ..why }
            }
            error => Self { words: in_a_sentence(&error.to_string()), ..why },
        }
    }
}

/// What became of a draft that was waiting, in words.
fn what_the_draft_did(standing: &Standing, fixed: &QuickFixed) -> &'static str {
    match (standing.has_draft(), fixed.draft_merged, fixed.conflicts.is_empty()) {
        (false, ..) => "",
        (true, false, _) => " The waiting draft is no tree yet and stays as it was.",
        (true, true, true) => " The waiting draft took the same change.",
        (true, true, false) => " The waiting draft keeps its own words there.",
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

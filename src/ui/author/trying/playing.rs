//! A call played from what was done in it, on the trees as they stand now, and how that differs from before.

use crate::{
    call::{AnswerState, AnswerView, Call, Move, Opening, Refusal, Spot, Trees},
    site::Settings,
    tree::{AlwaysKey, Mood, StepId, TreeId},
};
use jiff::Zoned;
use std::sync::Arc;

/// Where a play begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begin {
    /// The tree.
    pub tree: TreeId,
    /// The step.
    pub step: StepId,
}

/// One thing that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// An answer was taken.
    Answer {
        /// At this step.
        at: Spot,
        /// Its digit then.
        number: usize,
        /// Its words, as written.
        when: String,
        /// It was taken although it was greyed.
        insist: bool,
    },
    /// An always-key was pressed.
    Key(AlwaysKey),
    /// Back to the step an always-key left.
    Return,
    /// A fact was set; taken back where it is empty.
    Fact(String, String),
    /// The mood changed.
    Mood(Mood),
}

impl Made {
    /// Whether it leads to another step.
    #[must_use]
    pub fn moves_on(&self) -> bool {
        matches!(self, Self::Answer { .. } | Self::Key(_) | Self::Return)
    }
}

/// A step that the play came to, and by what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Station {
    /// What led here: `answer 2 of “Own it”`; empty at the beginning.
    pub by: String,
    /// Where it is.
    pub spot: Spot,
    /// Its title then.
    pub title: String,
}

/// A play, as far as it goes.
#[derive(Debug)]
pub struct Played {
    /// The call.
    pub call: Call,
    /// How many of the things done were done again.
    pub through: usize,
    /// Why it goes no further.
    pub stopped: Option<Stopped>,
    /// Every step it came to.
    pub stations: Vec<Station>,
}

/// Why a play goes no further.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// It came to another step than before, where the next answer does not belong.
    Elsewhere,
    /// The answer is gone.
    NoAnswer {
        /// The step's title.
        step: String,
        /// The answer's words.
        when: String,
    },
    /// It was refused.
    Refused(Refusal),
}

/// Plays it all.
///
/// # Errors
/// When the step it begins at is gone.
pub fn play(trees: &Trees, site: &Arc<Settings>, begin: &Begin, made: &[Made], now: &Zoned) -> Result<Played, Refusal> {
    let opening = Opening {
        tree: begin.tree.clone(),
        from: Some(begin.step.to_string()),
        mood: None,
        reference: "EK-TRIED".to_owned(),
        outside: None,
    };
    let call = Call::begin(trees, Arc::clone(site), &opening, now)?;
    let first = Station { by: String::new(), spot: call.spot().clone(), title: call.read(now).title(call.spot()) };
    let mut played = Played { call, through: 0, stopped: None, stations: vec![first] };
    for thing in made {
        if let Err(stopped) = played.go_on(thing, now) {
            played.stopped = Some(stopped);
            break;
        }
        played.through += 1;
    }
    Ok(played)
}

impl Played {
    fn go_on(&mut self, thing: &Made, now: &Zoned) -> Result<(), Stopped> {
        let title = self.call.read(now).title(self.call.spot());
        let (what, by) = match thing {
            Made::Answer { at, number, when, insist } => {
                let number = self.answer(at, *number, when, now)?;
                (Move::Answer { number, wording: 0, insist: *insist }, format!("answer {number} of “{title}”"))
            }
            Made::Key(key) => (Move::Always(*key), format!("{} at “{title}”", key.in_words())),
            Made::Return => (Move::Return, format!("the way back from “{title}”")),
            Made::Fact(name, value) if value.is_empty() => (Move::ClearFact(name.clone()), String::new()),
            Made::Fact(name, value) => {
                (Move::SetFact { name: name.clone(), value: value.clone(), not_a_card: true }, String::new())
            }
            Made::Mood(mood) => (Move::SetMood(*mood), String::new()),
        };
        let done = self.call.take(what, now).map(|_| ());
        match (done, thing) {
            (Ok(()), thing) if thing.moves_on() => {
                let spot = self.call.spot().clone();
                let title = self.call.read(now).title(&spot);
                self.stations.push(Station { by, spot, title });
                Ok(())
            }
            // A fact that the tree no longer has, or has in another kind, is no reason to stop.
            (Ok(()), _) | (Err(_), Made::Fact(..)) => Ok(()),
            (Err(refusal), _) => Err(Stopped::Refused(refusal)),
        }
    }

    /// The digit that an answer has now: by its words, or by its digit where it was reworded.
    fn answer(&self, at: &Spot, number: usize, when: &str, now: &Zoned) -> Result<usize, Stopped> {
        if !self.is_at(at) {
            return Err(Stopped::Elsewhere);
        }
        let reading = self.call.read(now);
        let answers = reading.answers();
        let written = |view: &AnswerView| words_of(&self.call, view);
        if let Some(found) = answers.iter().find(|view| written(view) == when && view.number == number) {
            return Ok(found.number);
        }
        let same_words = answers.iter().find(|view| written(view) == when);
        same_words
            .or_else(|| answers.iter().find(|view| view.number == number))
            .map(|view| view.number)
            .ok_or_else(|| Stopped::NoAnswer { step: reading.title(self.call.spot()), when: when.to_owned() })
    }

    fn is_at(&self, spot: &Spot) -> bool {
        same_step(&self.call, self.call.spot(), spot)
    }

    /// From which step on it goes another way than before, in words.
    #[must_use]
    pub fn differs_from(&self, before: &[Station], now: &Zoned) -> Option<String> {
        let is_same = |(then, here): &(&Station, &Station)| same_step(&self.call, &here.spot, &then.spot);
        let same = before.iter().zip(&self.stations).take_while(is_same).count();
        if let (Some(then), Some(here)) = (before.get(same), self.stations.get(same)) {
            if same == 0 {
                return Some(format!("It now begins at “{}”, before “{}”.", here.title, then.title));
            }
            return Some(format!("After {} it now comes to “{}”, before “{}”.", here.by, here.title, then.title));
        }
        let stopped = self.stopped.as_ref().filter(|_| before.len() > self.stations.len())?;
        Some(match stopped {
            Stopped::NoAnswer { step, when } => format!("“{step}” no longer has the answer “{when}”; the path ends there."),
            Stopped::Refused(refusal) => {
                let title = self.call.read(now).title(self.call.spot());
                let by = before.get(same).map_or("it", |station| station.by.as_str());
                format!("At “{title}” the path ends: {by} is not open there any more. {}.", capital(&in_short(refusal)))
            }
            Stopped::Elsewhere => return None,
        })
    }
}

/// The words of an answer as the author wrote them, facts left open.
#[must_use]
pub fn words_of(call: &Call, view: &AnswerView) -> String {
    let step = call.trees().step(call.spot());
    let written = step.and_then(|step| step.answers.get(view.number.checked_sub(1)?)).map(|answer| answer.when.clone());
    written.unwrap_or_else(|| view.when.clone())
}

/// Whether a spot is the step that was there before, perhaps under another name.
fn same_step(call: &Call, now: &Spot, then: &Spot) -> bool {
    if now.tree != then.tree {
        return false;
    }
    let tree = call.trees().tree(then.tree.as_str());
    now.step == then.step || tree.and_then(|tree| tree.find(then.step.as_str())).is_some_and(|(id, _)| *id == now.step)
}

/// Why an answer is refused, without what a key would do about it.
#[must_use]
pub fn in_short(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Greyed { why } => why.clone(),
        other => other.to_string(),
    }
}

/// Whether an answer can be taken at once.
#[must_use]
pub fn is_open(view: &AnswerView) -> bool {
    view.state == AnswerState::Open
}

/// With a capital at its beginning.
#[must_use]
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

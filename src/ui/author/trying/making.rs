//! What the author does in a tried call, what is kept of it, and the replay after each edit.

use super::playing::{Begin, Made, Played, Station, Stopped, capital, play, words_of};
use crate::{
    call::{Call, Move, Pinned, Refusal, Trees},
    edit::Edit,
    library::shipped_trees,
    site::Settings,
    tree::{AlwaysKey, Document, FactId, Mood, Target, Test},
    ui::{
        author::state::{Authoring, Pane, Selection},
        state::{Effect, State},
    },
};
use jiff::Zoned;
use std::sync::Arc;

/// One thing the author does in the pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// Takes the answer of that digit; 0 is none of these.
    Answer(usize),
    /// Goes back by one step.
    Back,
    /// Begins again, facts and mood kept.
    Again,
    /// Begins at the chosen step.
    FromChosen,
    /// Calm or Heated.
    Mood,
    /// An always-key.
    Key(AlwaysKey),
    /// Back to the step an always-key left.
    Return,
    /// Other words for the line.
    Wording,
    /// Sets a fact; takes it back where it is empty.
    Fact(String, String),
    /// Sets every fact that is not known to its sample.
    Samples,
    /// Shows or hides the facts that nothing here asks for.
    MoreFacts,
    /// Opens the step in the inspector.
    EditStep,
    /// The name under which it is to be kept.
    NameTest(String),
    /// Keeps the path as a test of the tree.
    KeepTest,
}

/// A tree being tried.
pub struct Trying {
    begin: Begin,
    made: Vec<Made>,
    /// The call, as far as the path goes.
    pub call: Call,
    through: usize,
    /// The path as it was last gone by hand.
    went: Vec<Station>,
    /// From which step on the path goes another way since then.
    pub differs: Option<String>,
    /// The path was gone again after an edit.
    pub is_replayed: bool,
    /// What the last thing said.
    pub message: Option<String>,
    /// The greyed answer that was pressed once.
    pub pressed: Option<usize>,
    /// Which wording of the line is shown.
    pub wording: usize,
    /// Every fact is shown.
    pub shows_all_facts: bool,
    /// The name typed for the test.
    pub test_name: Option<String>,
    /// Every tree but the one in hand.
    neighbours: Trees,
}

impl Trying {
    /// The step being played, if it is of this tree.
    #[must_use]
    pub fn step_in(&self, tree: &str) -> Option<&crate::tree::StepId> {
        let spot = self.call.spot();
        (spot.tree.as_str() == tree).then_some(&spot.step)
    }

    /// Whether there is something to go back to.
    #[must_use]
    pub fn can_go_back(&self) -> bool {
        self.made[..self.through].iter().any(Made::moves_on)
    }

    /// What the test would be called.
    #[must_use]
    pub fn proposed_name(&self, now: &Zoned) -> String {
        let reading = self.call.read(now);
        let from = self.went.first().map_or_else(String::new, |station| station.title.clone());
        format!("{from} comes to {}", reading.title(self.call.spot()))
    }

    /// The path as a test of the tree; nothing where it has gone nowhere yet.
    #[must_use]
    pub fn as_test(&self, now: &Zoned) -> Option<Test> {
        let made = &self.made[..self.through];
        let answers: Vec<String> = made
            .iter()
            .filter_map(|thing| match thing {
                Made::Answer { when, .. } => Some(when.clone()),
                _ => None,
            })
            .collect();
        let spot = self.call.spot();
        let is_here = spot.tree == self.begin.tree;
        let comes_to = if is_here {
            Target::Here(spot.step.clone())
        } else {
            Target::There { tree: spot.tree.clone(), step: spot.step.clone() }
        };
        let facts = self.call.state().facts.iter();
        let facts = facts.filter_map(|(name, known)| Some((FactId::new(name).ok()?, known.value.plain(&known.kind)))).collect();
        let at_first = made.iter().take_while(|thing| !thing.moves_on());
        let mood = at_first.fold(self.call.state().mood_at_start, |mood, thing| match thing {
            Made::Mood(other) => *other,
            _ => mood,
        });
        let name = self.test_name.clone().filter(|name| !name.trim().is_empty()).unwrap_or_else(|| self.proposed_name(now));
        (!answers.is_empty()).then(|| Test {
            name: name.trim().to_owned(),
            from: self.begin.step.clone(),
            facts,
            mood,
            answers,
            comes_to,
        })
    }

    /// Whether a fact can have that value.
    fn would_take(&self, name: &str, value: &str, now: &Zoned) -> Result<(), Refusal> {
        if value.is_empty() {
            return Ok(());
        }
        let set = Move::SetFact { name: name.to_owned(), value: value.to_owned(), not_a_card: true };
        self.call.decide(set, now).map(|_| ())
    }

    fn play(&self, trees: &Trees, site: &Arc<Settings>, made: &[Made], now: &Zoned) -> Result<Played, Refusal> {
        play(trees, site, &self.begin, made, now)
    }

    /// Takes a play as the path gone by hand.
    fn take(&mut self, made: Vec<Made>, played: Played) {
        (self.made, self.through) = (made, played.through);
        (self.call, self.went) = (played.call, played.stations);
        (self.differs, self.is_replayed, self.message, self.pressed) = (None, false, None, None);
    }
}

impl State {
    /// Plays the tree from the chosen step; a play that stands at that step goes on.
    pub(in crate::ui::author) fn try_from_here(&mut self) {
        let is_narrow = self.has_no_room_beside();
        // The pane has the keys now.
        self.effects.push(Effect::Unfocus);
        let Some(author) = &mut self.authoring else { return };
        author.is_over_canvas = is_narrow;
        let chosen = author.selection.primary().unwrap_or(&author.tree().start).clone();
        let stands_here = author.trying.as_ref().is_some_and(|trying| trying.step_in(&author.id) == Some(&chosen));
        if author.pane != Pane::Try && stands_here {
            author.pane = Pane::Try;
            return;
        }
        let begin = Begin { tree: author.tree().id.clone(), step: chosen };
        let neighbours = self.tried_neighbours();
        let (site, now) = (Arc::clone(&self.site), self.now());
        let Some(author) = &mut self.authoring else { return };
        match play(&trees_of(author, &neighbours), &site, &begin, &[], &now) {
            Ok(played) => {
                author.trying = Some(Trying {
                    begin,
                    made: Vec::new(),
                    call: played.call,
                    through: 0,
                    went: played.stations,
                    differs: None,
                    is_replayed: false,
                    message: None,
                    pressed: None,
                    wording: 0,
                    shows_all_facts: false,
                    test_name: None,
                    neighbours,
                });
                author.pane = Pane::Try;
                author.show_played();
            }
            Err(refusal) => author.message = Some(capital(&refusal.to_string())),
        }
    }

    /// The trees that a tried call may enter.
    fn tried_neighbours(&self) -> Trees {
        let documents = self.library.iter().flat_map(|library| &library.entries).filter_map(|entry| entry.document.as_ref());
        // Nothing of a tried call is kept, so no text needs its hash.
        let pinned = |document: &Document| {
            Arc::new(Pinned { hash: String::new(), text: Arc::clone(document.text()), tree: Arc::clone(document.tree()) })
        };
        let mut trees = Trees::new(documents.map(pinned));
        trees.know(&shipped_trees());
        trees
    }

    /// Does what the author does in the pane.
    pub(in crate::ui) fn attempt(&mut self, attempt: Attempt) {
        let (site, now) = (Arc::clone(&self.site), self.now());
        let Some(author) = &mut self.authoring else { return };
        let Some(trying) = &mut author.trying else { return };
        let mut made: Vec<Made> = trying.made[..trying.through].to_vec();
        match attempt {
            Attempt::EditStep => {
                let step = trying.step_in(&author.id).cloned();
                if let Some(step) = step {
                    author.select(Selection::step(step));
                    author.pane = Pane::Inspector;
                }
                return;
            }
            Attempt::FromChosen => {
                author.trying = None;
                return self.try_from_here();
            }
            Attempt::Wording => return trying.wording += 1,
            Attempt::MoreFacts => return trying.shows_all_facts = !trying.shows_all_facts,
            Attempt::NameTest(name) => return trying.test_name = Some(name),
            Attempt::KeepTest => return self.keep_test(),
            Attempt::Answer(0) => {
                trying.message = Some("On a call it stays at this step, and you hear of it.".to_owned());
                return;
            }
            Attempt::Answer(number) => {
                let answers = trying.call.read(&now).answers();
                let Some(view) = answers.iter().find(|view| view.number == number) else { return };
                let (at, when) = (trying.call.spot().clone(), words_of(&trying.call, view));
                made.push(Made::Answer { at, number, when, insist: trying.pressed == Some(number) });
            }
            Attempt::Back => {
                let Some(last) = made.iter().rposition(Made::moves_on) else { return };
                made.remove(last);
            }
            Attempt::Again => made.retain(|thing| !thing.moves_on()),
            Attempt::Mood => {
                let other = if trying.call.state().mood == Mood::Calm { Mood::Heated } else { Mood::Calm };
                made.push(Made::Mood(other));
            }
            Attempt::Key(key) => made.push(Made::Key(key)),
            Attempt::Return => made.push(Made::Return),
            Attempt::Fact(name, value) => {
                let value = value.trim().to_owned();
                if let Err(refusal) = trying.would_take(&name, &value, &now) {
                    trying.message = Some(format!("{}.", capital(&refusal.to_string())));
                    return;
                }
                made.push(Made::Fact(name, value));
            }
            Attempt::Samples => {
                let samples = author.history.tree().facts.iter().filter_map(|(id, fact)| Some((id, fact.sample.clone()?)));
                let known = &trying.call.state().facts;
                let fits = |id: &FactId, sample: &str| trying.would_take(id.as_str(), sample, &now).is_ok();
                let open = samples.filter(|(id, sample)| !known.contains_key(id.as_str()) && fits(id, sample));
                made.extend(open.map(|(id, sample)| Made::Fact(id.to_string(), sample)));
            }
        }
        author.go(made, &site, &now);
    }

    /// Keeps the path as a test of the tree.
    fn keep_test(&mut self) {
        let now = self.now();
        let Some(author) = &mut self.authoring else { return };
        let Some(test) = author.trying.as_ref().and_then(|trying| trying.as_test(&now)) else { return };
        let mut tests = author.tree().tests.clone();
        let name = test.name.clone();
        if tests.iter().any(|other| other.name == name) {
            let said = format!("There is a test called “{name}” already. Give this one another name.");
            if let Some(trying) = &mut author.trying {
                trying.message = Some(said);
            }
            return;
        }
        tests.push(test);
        if let Some(trying) = &mut author.trying {
            trying.test_name = None;
        }
        author.message = Some(format!("Kept as a test: {name}."));
        self.make_edit(&Edit::Tests(tests));
    }

    /// Goes the path again after an edit, and says from where on it goes another way.
    pub(in crate::ui::author) fn retry(&mut self) {
        let (site, now) = (Arc::clone(&self.site), self.now());
        let Some(author) = &mut self.authoring else { return };
        let Some(trying) = &author.trying else { return };
        let played = trying.play(&trees_of(author, &trying.neighbours), &site, &trying.made, &now);
        let Some(trying) = &mut author.trying else { return };
        (trying.message, trying.pressed, trying.is_replayed) = (None, None, true);
        if let Ok(played) = played {
            trying.differs = played.differs_from(&trying.went, &now);
            (trying.through, trying.call) = (played.through, played.call);
        } else {
            let title = trying.went.first().map_or_else(String::new, |station| station.title.clone());
            trying.differs = Some(format!("“{title}”, where it began, is gone. Choose a step and begin there."));
        }
    }
}

impl Authoring {
    /// Goes a path by hand; a thing that is refused is said and not done.
    fn go(&mut self, mut made: Vec<Made>, site: &Arc<Settings>, now: &Zoned) {
        let Some(trying) = &self.trying else { return };
        let played = trying.play(&trees_of(self, &trying.neighbours), site, &made, now);
        let Some(trying) = &mut self.trying else { return };
        let before = trying.call.spot().clone();
        let played = match played {
            Ok(played) => played,
            Err(refusal) => return trying.message = Some(capital(&refusal.to_string())),
        };
        if let Some(stopped) = &played.stopped {
            let number = match made.last() {
                Some(Made::Answer { number, .. }) => Some(*number),
                _ => None,
            };
            let (message, is_greyed) = match stopped {
                Stopped::Refused(Refusal::AboveLimit { why, upward }) => {
                    let title = upward.as_ref().map(|spot| trying.call.read(now).title(spot));
                    let upward = title.map(|title| format!(" The way upward is “{title}”.")).unwrap_or_default();
                    (format!("{}.{upward}", capital(why)), false)
                }
                Stopped::Refused(refusal) => {
                    (format!("{}.", capital(&refusal.to_string())), matches!(refusal, Refusal::Greyed { .. }))
                }
                Stopped::NoAnswer { .. } | Stopped::Elsewhere => ("The path does not go on like that.".to_owned(), false),
            };
            if played.through + 1 == made.len() {
                (trying.message, trying.pressed) = (Some(message), number.filter(|_| is_greyed));
                return;
            }
            // What came after the step that was taken out has no place any more.
            made.truncate(played.through);
        }
        trying.take(made, played);
        if *trying.call.spot() != before {
            trying.wording = 0;
        }
        self.show_played();
    }

    /// Brings the step being played into view.
    fn show_played(&mut self) {
        if let Some(step) = self.trying.as_ref().and_then(|trying| trying.step_in(&self.id)).cloned() {
            self.show_step(&step);
        }
    }

    /// The step being played, for its mark on the canvas.
    #[must_use]
    pub fn played(&self) -> Option<&crate::tree::StepId> {
        self.trying.as_ref().and_then(|trying| trying.step_in(&self.id))
    }
}

/// The tree in hand and its neighbours.
fn trees_of(author: &Authoring, neighbours: &Trees) -> Trees {
    let own = Pinned { hash: String::new(), text: Arc::from(""), tree: Arc::clone(author.tree()) };
    let mut trees = Trees::new([Arc::new(own)]);
    trees.know(neighbours);
    trees
}

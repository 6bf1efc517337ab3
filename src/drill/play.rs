//! What the events of a drill add up to, and how one act changes it.

use super::{
    act::{Act, NotNow},
    answering::Given,
    chance::Chance,
    choices::choices,
    level::Strength,
    memory::Memory,
    persona::NoticeKind,
    rehearsal::Setting,
    speech::Speech,
    temper::Temper,
    turn::{Choice, Cue, Over, Phase, Said, Spoken, Turn},
};
use crate::{
    call::{Call, Move, Opening, Refusal, Trees, Who, mask_cards},
    site::Settings,
    tree::{Kind, Mood, Outcome, Step},
};
use jiff::Zoned;
use std::sync::Arc;

/// Heat from which a call is heated.
const HEATED: f32 = 6.0;

/// What an agent is called who has not said it.
const STAND_IN: &str = "Robin";

/// A drill as it stands.
#[derive(Clone, Debug)]
pub(super) struct Play {
    pub setting: Arc<Setting>,
    pub call: Call,
    pub temper: Temper,
    pub phase: Phase,
    pub customer: Spoken,
    pub choices: Vec<Choice>,
    pub turns: Vec<Turn>,
    pub is_paused: bool,
    pub memory: Memory,
    /// The answer that was given and is to be recognised, and whether the step's own line counts as said.
    pub(super) pending: Option<(Given, Option<usize>)>,
    /// What belongs to the turn that is going on.
    pub(super) helped: bool,
    pub(super) spoke: bool,
    pub(super) interrupted: bool,
    pub(super) helps: usize,
    /// Events there were when this turn began, and before the act that is going on.
    pub(super) began_at: usize,
    pub(super) at_event: usize,
    /// As it stood before the last typed line.
    pub(super) undo: Option<Box<Play>>,
}

impl Play {
    pub fn begin(trees: &Trees, site: Arc<Settings>, setting: Arc<Setting>, now: &Zoned) -> Result<Self, Refusal> {
        let site = named(site);
        let temper = Temper::of(&setting.persona, setting.start_heat);
        let opening = Opening {
            tree: setting.tree.clone(),
            from: None,
            mood: Some(mood_of(temper.heat())),
            reference: reference(setting.seed),
            outside: None,
        };
        let call = Call::begin(trees, site, &opening, now)?;
        let memory = Memory { hidden: vec![false; setting.persona.hidden.len()], ..Memory::default() };
        let mut play = Self {
            setting,
            call,
            temper,
            phase: Phase::ToSay,
            customer: Spoken::default(),
            choices: Vec::new(),
            turns: Vec::new(),
            is_paused: false,
            memory,
            pending: None,
            helped: false,
            spoke: false,
            interrupted: false,
            helps: 0,
            began_at: 1,
            at_event: 1,
            undo: None,
        };
        let begun = play.call.trees().tree(play.setting.tree.as_str());
        play.memory.has_own_case = begun.is_some_and(|tree| play.setting.persona.has_a_case_for(tree));
        play.memory.identity_asked = asks_identity(&play.call, now);
        play.memory.band = Some(super::persona::Band::of(play.temper.heat()));
        play.customer = play.opening();
        play.memory.heard(&play.customer.words.clone());
        let minded = ["item", "issue", "feeling", "goal", "event", "charge", "service"];
        for (name, value) in &play.setting.persona.facts {
            if minded.contains(&name.as_str()) {
                play.memory.minds(value);
            }
        }
        play.arrive(now);
        Ok(play)
    }

    /// What the customer opens with.
    fn opening(&self) -> Spoken {
        let persona = &self.setting.persona;
        let is_strong = self.setting.language == Strength::Strong && !persona.strong.is_empty();
        let lines = if is_strong { &persona.strong } else { persona.opens_on(self.setting.tree.as_str()) };
        let words = Chance::new(self.setting.seed, 0, "opening").one_of(lines).cloned().unwrap_or_default();
        let aside = self.speech().aside();
        Spoken { words, aside, ..Spoken::default() }
    }

    pub(super) fn turn(&self) -> usize {
        self.turns.len() + 1
    }

    pub(super) fn speech(&self) -> Speech<'_> {
        let before = self.turns.iter().map(|turn| turn.customer.words.as_str()).collect();
        let has_a_case =
            self.call.trees().tree(self.call.spot().tree.as_str()).is_none_or(|tree| self.setting.persona.has_a_case_for(tree));
        Speech {
            persona: &self.setting.persona,
            seed: self.setting.seed,
            turn: self.turn(),
            heat: self.temper.heat(),
            has_a_case,
            before,
        }
    }

    /// Does one thing; `events` is how many there were before it.
    pub fn take(&mut self, act: &Act, events: usize, now: &Zoned) -> Result<(), NotNow> {
        if matches!(self.phase, Phase::Over(_)) {
            return Err(NotNow::Over);
        }
        if self.is_paused && !matches!(act, Act::Resume | Act::Stop) {
            return Err(NotNow::Paused);
        }
        let before = (self.turns.len(), self.phase == Phase::ToSay);
        self.at_event = events;
        self.one(act, now)?;
        // A turn begins when there is something to say again.
        if self.phase == Phase::ToSay && before != (self.turns.len(), true) {
            self.began_at = events + 1;
        }
        Ok(())
    }

    fn one(&mut self, act: &Act, now: &Zoned) -> Result<(), NotNow> {
        match act {
            Act::Choose(number) => {
                self.to_say()?;
                let no_such = NotNow::NoSuchLine { number: *number, lines: self.choices.len() };
                let choice = number.checked_sub(1).and_then(|at| self.choices.get(at)).cloned().ok_or(no_such)?;
                let said = Said::Chosen { number: *number, text: choice.text, from: choice.from };
                self.say(&said, None, now)
            }
            Act::Say(text) => {
                self.to_say()?;
                let text = text.trim();
                if text.is_empty() {
                    return Err(NotNow::Empty);
                }
                // Typing a line that stands there is choosing it.
                let same = |choice: &Choice| super::hearing::plain(&choice.text) == super::hearing::plain(text);
                if let Some(at) = self.choices.iter().position(same) {
                    return self.one(&Act::Choose(at + 1), now);
                }
                let before = Box::new(Self { undo: None, ..self.clone() });
                self.say(&Said::Typed { text: text.to_owned(), meant: None }, None, now)?;
                self.undo = Some(before);
                Ok(())
            }
            Act::Meant(id) => self.meant(id, now),
            Act::Hear(number) => self.recognise(*number, now),
            Act::NoneOfThese => self.recognise(0, now),
            Act::Fact { name, value } => self.fact(name, value, now),
            Act::ClearFact(name) => self.make(Move::ClearFact(name.clone()), now),
            Act::Always(key) => self.key(*key, now),
            Act::Return => {
                self.make(Move::Return, now)?;
                self.pending = None;
                self.arrive(now);
                Ok(())
            }
            Act::Note(text) => {
                self.note(text);
                self.make(Move::Note { text: text.clone(), not_a_card: false }, now)
            }
            Act::Promise { what, owner, by, time } => {
                let made = Move::Promise { what: what.clone(), owner: owner.clone(), by: by.clone(), time: time.clone() };
                self.make(made, now)?;
                if by.is_some() {
                    self.dated();
                }
                Ok(())
            }
            Act::ShowScript => {
                self.helps += usize::from(!self.helped);
                self.helped = true;
                Ok(())
            }
            Act::Spoke => {
                self.spoke = true;
                Ok(())
            }
            Act::Wait => self.wait(now),
            Act::Interrupt => {
                self.interrupted = true;
                Ok(())
            }
            Act::Pause => {
                self.is_paused = true;
                self.make(Move::Pause, now)
            }
            Act::Resume => {
                self.is_paused = false;
                self.make(Move::Resume, now)
            }
            Act::End(outcome) => {
                let who = if *outcome == Outcome::EndedEarly { Who::Agent } else { Who::Customer };
                self.make(Move::End { outcome: *outcome, who }, now)?;
                self.end(Over::EndedByTrainee(*outcome));
                Ok(())
            }
            Act::Stop => {
                self.end(Over::Stopped);
                Ok(())
            }
        }
    }

    pub(super) fn end(&mut self, over: Over) {
        self.phase = Phase::Over(over);
        self.choices.clear();
        self.pending = None;
    }

    pub(super) fn make(&mut self, made: Move, now: &Zoned) -> Result<(), NotNow> {
        self.call.take(made, now).map(|_| ()).map_err(|refusal| NotNow::Refused(refusal.to_string()))
    }

    fn to_say(&self) -> Result<(), NotNow> {
        match self.phase {
            Phase::ToSay => Ok(()),
            Phase::ToHear => Err(NotNow::HearFirst),
            Phase::Over(_) => Err(NotNow::Over),
        }
    }

    pub(super) fn dated(&mut self) {
        let turn = self.turns.len().max(1);
        self.temper.date();
        self.memory.dated.get_or_insert(turn);
    }

    fn fact(&mut self, name: &str, value: &str, now: &Zoned) -> Result<(), NotNow> {
        if mask_cards(value).1 {
            self.memory.written.push((self.turn(), "a card number".to_owned()));
        }
        self.memory.has_written = true;
        self.make(Move::SetFact { name: name.to_owned(), value: value.to_owned(), not_a_card: false }, now)?;
        self.memory.heard(value);
        if name.contains("identity") || name.starts_with("id_") {
            self.memory.identified |= value.eq_ignore_ascii_case("yes") || value.eq_ignore_ascii_case("y");
        }
        self.lay_out(now);
        Ok(())
    }

    fn note(&mut self, text: &str) {
        self.memory.has_written = true;
        if mask_cards(text).1 {
            self.memory.written.push((self.turn(), "a card number".to_owned()));
        }
        let signs = super::model::Model::shipped().signs();
        let judged = signs.judge(text, crate::check::words::Moment::default(), &crate::check::words::ByName);
        let consents = self.call.state().facts.get("consent").is_some_and(|known| known.value == crate::tree::Value::YesNo(true));
        if judged.credits.contains(&"HEALTH_DETAIL") && !consents {
            self.memory.written.push((self.turn(), "something of their health, without their yes".to_owned()));
        }
    }

    /// The step on screen.
    pub(super) fn step(&self) -> Option<Arc<Step>> {
        self.call.trees().step(self.call.spot()).cloned()
    }

    /// The call has come to a step: facts on screen, lines, what is to be done.
    pub(super) fn arrive(&mut self, now: &Zoned) {
        let mood = mood_of(self.temper.heat());
        // The customer's voice is heard; nobody has to tap for it.
        let _ = self.call.take(Move::SetMood(mood), now);
        self.find(now);
        self.lay_out(now);
        let Some(step) = self.step() else { return };
        self.cue_at_step(&step);
        if !self.choices.is_empty() {
            self.phase = Phase::ToSay;
            return;
        }
        if self.call.read(now).answers().is_empty() {
            let outcome = match step.kind {
                Kind::End(outcome) => outcome,
                _ => Outcome::EndedEarly,
            };
            self.end(Over::Ended(outcome));
            return;
        }
        self.silent_step(now);
    }

    /// The lines of this moment.
    pub(super) fn lay_out(&mut self, now: &Zoned) {
        let mood = self.call.state().mood;
        self.choices = choices(&self.call.read(now), &self.memory, mood, self.setting.seed, self.turn());
    }
}

/// An agent who has not given a name has one in a drill.
fn named(site: Arc<Settings>) -> Arc<Settings> {
    if site.agent_name.trim().is_empty() {
        return Arc::new(Settings { agent_name: STAND_IN.to_owned(), ..(*site).clone() });
    }
    site
}

/// The mood of that heat.
pub(super) fn mood_of(heat: f32) -> Mood {
    if heat >= HEATED { Mood::Heated } else { Mood::Calm }
}

/// A reference that the seed gives; it is nobody's.
fn reference(seed: u64) -> String {
    let number = Chance::new(seed, 0, "reference").next();
    crate::call::reference(&format!("{number:016x}"))
}

/// Whether the tree asks who is there.
fn asks_identity(call: &Call, now: &Zoned) -> bool {
    call.read(now).tree().is_some_and(|tree| tree.facts.iter().any(|(name, _)| name.as_str().contains("identity")))
}

/// The cue of a notice.
pub(super) fn cue_of(kind: NoticeKind) -> Cue {
    match kind {
        NoticeKind::Abuse => Cue::Abuse,
        NoticeKind::Threat => Cue::Threat,
        NoticeKind::SelfHarm => Cue::SelfHarm,
    }
}

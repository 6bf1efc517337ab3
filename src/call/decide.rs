//! Turns a move into events, or refuses it in words.

use super::{
    Call,
    answers::{AnswerState, Origin},
    arrive::Draft,
    event::{Spot, What},
    mask::mask_cards,
    moves::{Move, Refusal},
};
use crate::{
    site::typed,
    tree::{AlwaysKey, Answer, FactKind, Step, Target, Value, built_in_fact},
};
use jiff::{SignedDuration, Zoned};

/// Back within this time of an answer is a slip.
const SLIP: SignedDuration = SignedDuration::from_secs(5);

impl Call {
    /// The events a move leads to; nothing is changed yet.
    ///
    /// # Errors
    /// The refusal, in words for the agent.
    pub fn decide(&self, what: Move, now: &Zoned) -> Result<Vec<What>, Refusal> {
        if self.state.is_finished {
            return Err(Refusal::Finished);
        }
        let mut draft = Draft::new(self, now);
        let spot = self.spot().clone();
        match what {
            Move::Answer { number, wording, insist } => self.answer(&mut draft, number, wording, insist)?,
            Move::NoneOfThese => {
                let offered = draft.read().answers().iter().map(super::AnswerView::offered).collect();
                draft.push(What::NoneOfThese { at: spot, offered });
            }
            Move::Pass => {
                let step = draft.step(&spot)?;
                if !draft.read().is_known_already() {
                    return Err(Refusal::CannotPass("this step still has something to find out".to_owned()));
                }
                let Some(place) = draft.way_on(&spot, step) else {
                    return Err(Refusal::CannotPass("no answer of this step leads on; take one by its number".to_owned()));
                };
                self.answer(&mut draft, place + 1, usize::MAX, false)?;
            }
            Move::Jump(to) => {
                draft.step(&to)?;
                draft.pin(&to.tree);
                draft.push(What::Jumped { from: spot, to });
                draft.settle(false, false)?;
            }
            Move::Back => {
                let mark = self.state.marks.last().ok_or(Refusal::NothingBefore)?;
                let slip = now.timestamp().duration_since(mark.at) <= SLIP;
                draft.push(What::WentBack { from: spot, to: mark.spot.clone(), slip });
            }
            Move::Return => {
                let to = self.state.returns.last().cloned().ok_or(Refusal::NothingBefore)?;
                draft.push(What::Returned { from: spot, to });
            }
            Move::SetFact { name, value, not_a_card } => draft.push(self.fact(&draft, name, &value, not_a_card, now)?),
            Move::ClearFact(name) => {
                if self.state.facts.contains_key(&name) {
                    draft.push(What::FactCleared { name });
                }
            }
            Move::SetMood(mood) => {
                if mood != self.state.mood {
                    draft.push(What::MoodSet { mood });
                }
            }
            Move::Always(key) => self.always(&mut draft, key)?,
            Move::Note { text, not_a_card } => {
                let text = if not_a_card { text } else { mask_cards(&text).0 };
                if !text.trim().is_empty() {
                    draft.push(What::Noted { at: spot, text: text.trim().to_owned() });
                }
            }
            Move::Promise { what, owner, by, time } => {
                let (what, owner) = (mask_cards(&what).0, mask_cards(&owner).0);
                let owner = if owner.trim().is_empty() {
                    draft.read().shown("agent_name").unwrap_or_else(|| "the agent".to_owned())
                } else {
                    owner
                };
                draft.push(What::Promised { at: spot, what, owner, by, time });
            }
            Move::ChangePromise { index, what, owner, by, time, withdrawn } => {
                let (what, owner) = (mask_cards(&what).0, mask_cards(&owner).0);
                draft.push(What::PromiseChanged { index, what, owner, by, time, withdrawn });
            }
            Move::LineFailed { said, why, withdrawn } => {
                let why = mask_cards(&why).0;
                draft.push(What::LineFailed { said, why, withdrawn });
            }
            Move::Pause => draft.push(What::Paused),
            Move::Resume => draft.push(What::Resumed),
            Move::End { outcome, who } => draft.push(What::Ended { outcome, who }),
            Move::Finish => draft.push(What::Finished),
        }
        Ok(draft.events)
    }

    fn answer(&self, draft: &mut Draft, number: usize, wording: usize, insist: bool) -> Result<(), Refusal> {
        let spot = self.spot().clone();
        let step = draft.step(&spot)?;
        let answers = draft.read().answers();
        let view = answers.iter().find(|answer| answer.number == number).ok_or(Refusal::NoSuchAnswer(number))?;
        let judgement = match &view.state {
            AnswerState::Open => false,
            AnswerState::Greyed { why } if !insist => {
                return Err(Refusal::Greyed { why: why.clone() });
            }
            AnswerState::Greyed { .. } => {
                let needs = if let Origin::Written(place) = view.origin { step.answers[place].needs.as_ref() } else { None };
                // Judgement overrules everything but a limit.
                if let Some(why) = needs.and_then(|needs| draft.read().beyond_limit(needs)) {
                    return Err(Refusal::AboveLimit { why, upward: draft.read().upward() });
                }
                true
            }
            AnswerState::Refused { why, upward } => {
                return Err(Refusal::AboveLimit { why: why.clone(), upward: upward.clone() });
            }
        };
        let written = match view.origin {
            Origin::Written(place) => Some(&step.answers[place]),
            Origin::NobodyFree | Origin::GoOn => None,
        };
        let offered = answers.iter().map(super::AnswerView::offered).collect();
        // A step that is passed because it is known is not spoken.
        let is_spoken = wording != usize::MAX && written.is_none_or(|answer| !answer.unsaid);
        if is_spoken {
            self.speak(draft, &spot, step, wording);
        }
        match view.origin {
            Origin::GoOn => return self.go_on(draft, &spot),
            Origin::NobodyFree => {
                if let crate::tree::Kind::Escalate { to, .. } = &step.kind {
                    draft.push(What::NobodyFree { at: spot.clone(), to: to.clone() });
                }
            }
            Origin::Written(place) => {
                let answer = &step.answers[place];
                if let (true, crate::tree::Kind::Escalate { to, .. }) = (answer.told, &step.kind) {
                    let name = draft.read().shown("supervisor_name");
                    draft.push(What::Escalated { at: spot.clone(), to: to.clone(), name });
                }
                if answer.back {
                    return Self::go_back_from_key(draft, &spot);
                }
            }
        }
        let target = match (written, &step.kind) {
            (Some(answer), _) => answer.to.clone(),
            (None, crate::tree::Kind::Escalate { nobody_free, .. }) => nobody_free.clone(),
            (None, _) => None,
        };
        let target: Target = target.ok_or_else(|| Refusal::Nowhere(view.when.clone()))?;
        let to = self.trees.spot(&spot.tree, &target).ok_or_else(|| Refusal::Nowhere(target.to_string()))?;
        let (to, capped) = draft.real_target(to)?;
        let comes_back = self.comes_back(draft, &spot, step, written, &to);
        draft.pin(&to.tree);
        let into_other_tree = to.tree != spot.tree;
        draft.push(What::Answered { at: spot, number, when: view.when.clone(), to, comes_back, offered, judgement, capped });
        draft.settle(true, into_other_tree)
    }

    /// Where the call comes back to after this answer: where it says so, or here when it leads to a step that goes back.
    pub(super) fn comes_back(&self, draft: &Draft, spot: &Spot, step: &Step, answer: Option<&Answer>, to: &Spot) -> Option<Spot> {
        if let Some(then) = answer.and_then(|answer| answer.then.clone()) {
            return Some(Spot { tree: spot.tree.clone(), step: then });
        }
        let target = self.trees.step(to)?;
        leaves_for(draft, step, target).then(|| spot.clone())
    }

    fn speak(&self, draft: &mut Draft, spot: &Spot, step: &Step, wording: usize) {
        if let Some(line) = draft.read().line_of(step, wording) {
            draft.push(What::Said { at: spot.clone(), line: line.with_names(), warning: step.warning });
        }
        let Some(promise) = &step.promise else { return };
        let reading = draft.read();
        let value = |fact: &Option<crate::tree::FactId>| {
            let known = reading.known(fact.as_ref()?.as_str())?;
            Some((known.value.plain(&known.kind), known.kind))
        };
        let (by, at) = (value(&promise.by), value(&promise.at));
        let (by, time) = match (by, at) {
            (Some((time, FactKind::Time)), None) => {
                (Some(reading.known("today").map(|known| known.value.plain(&known.kind)).unwrap_or_default()), Some(time))
            }
            (by, at) => (by.map(|(plain, _)| plain), at.map(|(plain, _)| plain)),
        };
        let (what, owner) = (reading.fill(&promise.what), reading.owner(promise));
        let same = self.state.promises.iter().position(|made| made.at == *spot && !made.withdrawn);
        draft.push(match same {
            Some(index) => What::PromiseChanged { index, what, owner, by, time, withdrawn: false },
            None => What::Promised { at: spot.clone(), what, owner, by, time },
        });
    }

    fn go_on(&self, draft: &mut Draft, spot: &Spot) -> Result<(), Refusal> {
        let to = self.state.returns.last().cloned().ok_or(Refusal::NothingBefore)?;
        draft.push(What::Returned { from: spot.clone(), to });
        draft.settle(true, false)
    }

    fn go_back_from_key(draft: &mut Draft, spot: &Spot) -> Result<(), Refusal> {
        let to = draft.read().back_to().ok_or(Refusal::NothingBefore)?;
        draft.push(What::Returned { from: spot.clone(), to });
        Ok(())
    }

    fn always(&self, draft: &mut Draft, key: AlwaysKey) -> Result<(), Refusal> {
        let from = self.spot().clone();
        let to = self.trees.behind(key, &from.tree).ok_or_else(|| Refusal::Nowhere(format!("the key {}", key.in_words())))?;
        if key == AlwaysKey::CutOff {
            draft.push(What::CutOff { at: from.clone() });
        }
        // Pressed on its own steps, Hold means: back on the line.
        let on_hold = key == AlwaysKey::Hold
            && self.state.keys.last() == Some(&key)
            && from.tree == to.tree
            && !self.state.returns.is_empty();
        let back_from_hold = on_hold && draft.step(&from)?.answers.iter().any(|answer| answer.back);
        if back_from_hold {
            return Self::go_back_from_key(draft, &from);
        }
        if key == AlwaysKey::Hold {
            // Each hold has its own reason and its own time.
            for name in ["hold_reason", "hold_minutes"] {
                if self.state.facts.contains_key(name) {
                    draft.push(What::FactCleared { name: name.to_owned() });
                }
            }
        }
        let (to, _) = draft.real_target(to)?;
        if to == from {
            return Ok(());
        }
        let (here, there) = (draft.step(&from)?, draft.step(&to)?);
        let returns = |step: &Step| step.answers.iter().any(|answer| answer.back);
        let is_away = returns(here) && !self.state.returns.is_empty();
        let comes_back = (!is_away || (there.warning && !here.warning)).then(|| from.clone());
        draft.pin(&to.tree);
        draft.push(What::AlwaysPressed { key, from, to, comes_back });
        draft.settle(false, false)
    }

    fn fact(&self, draft: &Draft, name: String, value: &str, not_a_card: bool, now: &Zoned) -> Result<What, Refusal> {
        if built_in_fact(&name).is_some() {
            return Err(Refusal::BadValue(format!("“{name}” is filled by Evenkeel itself")));
        }
        let reading = draft.read();
        let here = reading.fact(&name).cloned();
        let elsewhere = || self.trees.all().find_map(|pinned| pinned.tree.facts.get(name.as_str()).cloned());
        let fact = here.or_else(elsewhere).ok_or_else(|| Refusal::UnknownFact(name.clone()))?;
        let language = reading.tree().map_or("en-GB", |tree| &tree.language);
        let text = if not_a_card { value.to_owned() } else { mask_cards(value).0 };
        let read = Value::read(&fact.kind, &text)
            .ok()
            .filter(|value| *value != Value::Text(String::new()))
            .map_or_else(|| typed(&fact.kind, &text, language, now.date()), Ok);
        let value = read.map_err(Refusal::BadValue)?.plain(&fact.kind);
        Ok(What::FactSet { name, kind: fact.kind.clone(), value, private: fact.private })
    }
}

/// Whether going from one step to the other begins a way that comes back.
fn leaves_for(draft: &Draft, from: &Step, to: &Step) -> bool {
    let returns = |step: &Step| step.answers.iter().any(|answer| answer.back);
    let is_away = returns(from) && !draft.state.returns.is_empty();
    returns(to) && (!is_away || (to.warning && !from.warning))
}

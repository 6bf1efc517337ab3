//! What each command does to the call in hand.

use super::{
    command::Command,
    meaning::{Meaning, meaning},
    state::{Effect, Message, Overlay, Place, Session, State},
};
use crate::{
    call::{Move, Refusal, Who, mask_cards},
    exchange::{HandOver, write_hand_over},
    site::typed,
    tree::{AlwaysKey, FactKind, Mood, Outcome, Value},
};
use jiff::Zoned;

/// Said once when a promise has no day.
const NO_DAY: &str = "By when? Enter again keeps it without a day.";
/// The name of the field for a promise's day.
pub(super) const PROMISE_DAY: &str = "promise when";

impl State {
    pub(super) fn apply_to_call(&mut self, command: Command) {
        let now = self.now();
        match command {
            Command::PauseCall => return self.park(),
            Command::Finish => return self.finish(&now),
            Command::JumpTo(spot) if self.session.is_none() => return self.go_to(spot),
            Command::SaveHandOver => return self.save_hand_over(&now),
            Command::Abuse | Command::Supervisor | Command::Hold | Command::CutOff | Command::SafetyRow(_) => {
                // These act from everywhere, and what they lead to must be seen.
                (self.place, self.overlay) = (Place::Guide, None);
                self.effects.push(Effect::FocusNote);
            }
            _ => {}
        }
        let Some(session) = &mut self.session else {
            return;
        };
        match command {
            Command::Answer(number) => session.answer(number, &now),
            Command::NoneOfThese => {
                session.make(Move::NoneOfThese, &now);
                let text = "Noted for the author. Say the line again, type what they said, or take another way.";
                session.message = Some(Message { text: text.to_owned(), offer: None });
            }
            Command::PassKnown => session.make(Move::Pass, &now),
            Command::Abuse => session.make(Move::Always(AlwaysKey::Abuse), &now),
            Command::Supervisor => session.make(Move::Always(AlwaysKey::Supervisor), &now),
            Command::Hold => session.make(Move::Always(AlwaysKey::Hold), &now),
            Command::CutOff => session.make(Move::Always(AlwaysKey::CutOff), &now),
            Command::SafetyRow(key) => {
                self.overlay = None;
                session.make(Move::Always(key), &now);
                self.effects.push(Effect::FocusNote);
            }
            Command::AnotherWording => session.wording += 1,
            Command::Mood => {
                let mood = if session.call.state().mood == Mood::Calm { Mood::Heated } else { Mood::Calm };
                session.make(Move::SetMood(mood), &now);
                session.wording = 0;
            }
            Command::SetMood(mood) => session.make(Move::SetMood(mood), &now),
            Command::Back if self.place == Place::WrapUp => self.place = Place::Guide,
            Command::BackToCall => self.place = Place::Guide,
            Command::Back => session.make(Move::Back, &now),
            Command::Return => session.make(Move::Return, &now),
            Command::GoUpward(spot) | Command::JumpTo(spot) => {
                self.overlay = None;
                session.make(Move::Jump(spot), &now);
                self.effects.push(Effect::FocusNote);
            }
            Command::Map => self.shows_map = !self.shows_map,
            Command::TypeNote(text) => session.note = text,
            Command::KeepNote { as_note } => session.keep_note(as_note, &now),
            Command::NotACard => session.not_a_card(&now),
            Command::AimAt(name) => {
                session.aimed = if session.aimed.as_ref() == Some(&name) { None } else { Some(name) };
                self.effects.push(Effect::FocusNote);
            }
            Command::SetFact(name, text) => session.set_fact(name, &text, &now),
            Command::Copy => {
                let text = to_copy(session, self.place, &now);
                self.effects.push(Effect::Copy(text));
                session.message = Some(Message { text: "It is on the clipboard.".to_owned(), offer: None });
            }
            Command::CopySummary => {
                let text = session.call.read(&now).summary();
                self.effects.push(Effect::Copy(text));
                session.message = Some(Message { text: "The summary is on the clipboard.".to_owned(), offer: None });
            }
            Command::LineFailed => session.flag_last(&now),
            Command::EndCall => {
                if session.call.state().ended.is_none() {
                    let end = session.call.proposed_end();
                    session.make(end, &now);
                }
                (self.place, self.overlay) = (Place::WrapUp, None);
            }
            of_the_wrap_up => self.apply_to_wrap_up(of_the_wrap_up, &now),
        }
        self.keep();
    }

    fn apply_to_wrap_up(&mut self, command: Command, now: &Zoned) {
        if let Command::TypeNewPromise { what, when } = command {
            match &mut self.overlay {
                Some(Overlay::Promise(own_what, own_when)) => (*own_what, *own_when) = (what, when),
                _ => {
                    if let Some(session) = &mut self.session {
                        session.wrap.new_promise = (what, when);
                    }
                }
            }
            return;
        }
        let Some(session) = &mut self.session else {
            return;
        };
        match command {
            Command::SetOutcome(outcome) => {
                let who = session.call.state().ended.map_or(Who::Customer, |ended| ended.who);
                session.make(Move::End { outcome, who }, now);
            }
            Command::SetWho(who) => {
                let outcome = session.call.state().ended.map_or(Outcome::Resolved, |ended| ended.outcome);
                session.make(Move::End { outcome, who }, now);
            }
            Command::KeepFlag(said) => {
                if let Some(why) = session.wrap.flags.get(&said).cloned() {
                    session.keep_flag(said, why, now);
                }
            }
            Command::FlagLine { said, failed } => {
                let why = session.wrap.flags.get(&said).cloned().unwrap_or_default();
                session.make(Move::LineFailed { said, why, withdrawn: !failed }, now);
            }
            Command::TypeFlag { said, why } => drop(session.wrap.flags.insert(said, why)),
            Command::TypePromise { index, text } => drop(session.wrap.days.insert(index, text)),
            Command::KeepPromise { index } => session.keep_promise(index, now),
            Command::WithdrawPromise { index } => {
                if let Some(made) = session.call.state().promises.get(index).cloned() {
                    let (what, owner, by, time) = (made.what, made.owner, made.by, made.time);
                    session.make(Move::ChangePromise { index, what, owner, by, time, withdrawn: !made.withdrawn }, now);
                }
            }
            Command::KeepNewPromise => {
                if let Some(Overlay::Promise(what, when)) = &self.overlay
                    && !what.trim().is_empty()
                    && when.trim().is_empty()
                    && session.wrap.error.as_deref() != Some(NO_DAY)
                {
                    session.wrap.error = Some(NO_DAY.to_owned());
                    self.effects.push(Effect::Focus(PROMISE_DAY));
                    return;
                }
                let (what, when) = match &self.overlay {
                    Some(Overlay::Promise(what, when)) => (what.clone(), when.clone()),
                    _ => session.wrap.new_promise.clone(),
                };
                if session.promise(&what, &when, now) {
                    session.wrap.new_promise = Default::default();
                    if matches!(self.overlay, Some(Overlay::Promise(..))) {
                        self.overlay = None;
                    }
                }
            }
            _ => {}
        }
    }

    fn finish(&mut self, now: &Zoned) {
        let Some(session) = &mut self.session else {
            return;
        };
        if self.place != Place::WrapUp {
            return;
        }
        for index in session.wrap.days.keys().copied().collect::<Vec<_>>() {
            session.keep_promise(index, now);
        }
        for (said, why) in std::mem::take(&mut session.wrap.flags) {
            session.keep_flag(said, why, now);
        }
        if session.wrap.error.is_some() {
            return;
        }
        session.make(Move::Finish, now);
        self.keep();
        if let Some(session) = self.session.take() {
            self.recorder.forget(&session.id);
            let tree = session.call.state().path.first().map(|entry| entry.spot.tree.to_string());
            if let (Some(tree), Some(started)) = (tree, session.call.state().started) {
                self.last_used.insert(tree, started.to_string());
            }
        }
        // Nothing of the last customer stays on screen, or on the way back to it.
        (self.place, self.overlay) = (Place::Home, None);
        self.notices.retain(|notice| !notice.starts_with("Handed over by"));
    }

    fn save_hand_over(&mut self, now: &Zoned) {
        let Some(session) = &self.session else { return };
        let hand_over = HandOver::new(&session.call, now);
        let reference = if hand_over.reference.is_empty() { "call".to_owned() } else { hand_over.reference.to_lowercase() };
        let stamp = format!("{}-{:02}{:02}", now.date(), now.hour(), now.minute());
        let path = self.setup.folders.handovers().join(format!("{stamp}-{reference}.handover.ron"));
        match write_hand_over(&path, &hand_over) {
            Ok(()) => self.say(format!(
                "The hand-over file holds the customer's facts: send it only to who takes the call. {}",
                path.display()
            )),
            Err(error) => self.say(format!("The hand-over file could not be written: {error}")),
        }
    }
}

fn to_copy(session: &Session, place: Place, now: &Zoned) -> String {
    let reading = session.call.read(now);
    if place == Place::WrapUp {
        return reading.summary();
    }
    let is_escalation = reading.here().is_some_and(|(_, step)| step.kind.is_escalation());
    if is_escalation { reading.card().text() } else { reading.line(session.wording).map(|line| line.text()).unwrap_or_default() }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

impl Session {
    /// Makes a move; a refusal becomes a message with a way on.
    fn make(&mut self, what: Move, now: &Zoned) {
        let before = self.call.spot().clone();
        self.message = match self.call.take(what, now) {
            Ok(_) => None,
            Err(Refusal::AboveLimit { why, upward }) => {
                let offer = upward.map(|spot| {
                    let title = self.call.read(now).title(&spot);
                    (format!("Go to: {title}"), Box::new(Command::GoUpward(spot)))
                });
                Some(Message { text: capital(&why), offer })
            }
            Err(refusal) => Some(Message { text: capital(&refusal.to_string()), offer: None }),
        };
        if *self.call.spot() != before {
            (self.wording, self.pressed, self.asked, self.aimed, self.masked) = (0, None, None, None, None);
        }
    }

    fn answer(&mut self, number: usize, now: &Zoned) {
        if number == 0 {
            return self.make(Move::NoneOfThese, now);
        }
        let asked_again = self.asked == Some(number);
        let is_open = self
            .call
            .read(now)
            .answers()
            .iter()
            .any(|answer| answer.number == number && answer.why().is_none() && !answer.is_unsaid);
        if is_open
            && !asked_again
            && self.asked_at.as_ref() != Some(self.call.spot())
            && self.call.read(now).promise_asked().is_some()
        {
            self.asked = Some(number);
            self.asked_at = Some(self.call.spot().clone());
            self.message = None;
            return;
        }
        let insist = self.pressed == Some(number);
        self.make(Move::Answer { number, wording: self.wording, insist }, now);
        let greyed = self.message.as_ref().is_some_and(|message| message.text.ends_with("take it all the same"));
        self.pressed = greyed.then_some(number);
    }

    fn keep_note(&mut self, as_note: bool, now: &Zoned) {
        if self.note.trim().is_empty() {
            return self.enter_on_empty(now);
        }
        let text = std::mem::take(&mut self.note);
        self.note.clone_from(&text);
        let meaning = if as_note { Meaning::Note { masked: mask_cards(&text).1 } } else { meaning(self, now) };
        match meaning {
            Meaning::Nothing => {}
            Meaning::Fact { name, value, .. } => {
                let masked = mask_cards(&value).1;
                self.make(Move::SetFact { name, value, not_a_card: false }, now);
                if self.message.is_none() {
                    self.masked = masked.then(|| text.clone());
                    self.note.clear();
                    self.aimed = None;
                    self.after_promise_day(now);
                }
            }
            Meaning::Note { masked } => {
                self.make(Move::Note { text: text.clone(), not_a_card: false }, now);
                self.masked = masked.then_some(text);
                self.note.clear();
            }
            Meaning::Misfit(help) => self.message = Some(Message { text: help, offer: None }),
        }
        if self.masked.is_some() {
            let offer = Some(("Not a card".to_owned(), Box::new(Command::NotACard)));
            self.message = Some(Message { text: "What looked like a card or a code is masked.".to_owned(), offer });
        }
    }

    /// Enter with nothing typed: takes the offer on screen, or the proposed day of a promise.
    fn enter_on_empty(&mut self, now: &Zoned) {
        if self.asked.is_some() {
            if let Some(asked) = self.call.read(now).promise_asked()
                && let Some(value) = asked.proposed
            {
                self.make_fact(asked.by, value, now);
                self.after_promise_day(now);
            }
            return;
        }
        if let Some(Message { offer: Some((_, command)), .. }) = self.message.clone() {
            // What was masked comes back only by its own button.
            if let Command::GoUpward(spot) = *command {
                self.make(Move::Jump(spot), now);
            }
        }
    }

    fn make_fact(&mut self, name: String, value: String, now: &Zoned) {
        let asked = self.asked;
        self.make(Move::SetFact { name, value, not_a_card: false }, now);
        self.asked = asked;
    }

    /// The answer that waited for the day is taken now.
    fn after_promise_day(&mut self, now: &Zoned) {
        if let Some(number) = self.asked.take() {
            self.make(Move::Answer { number, wording: self.wording, insist: false }, now);
        }
    }

    fn not_a_card(&mut self, now: &Zoned) {
        if let Some(text) = self.masked.take() {
            self.make(Move::Note { text, not_a_card: true }, now);
        }
    }

    fn set_fact(&mut self, name: String, text: &str, now: &Zoned) {
        if text.trim().is_empty() {
            self.make(Move::ClearFact(name), now);
        } else {
            self.make(Move::SetFact { name, value: text.to_owned(), not_a_card: false }, now);
        }
    }

    fn flag_last(&mut self, now: &Zoned) {
        let Some(last) = self.call.state().said.last().cloned() else {
            let text = "No line has been said yet.".to_owned();
            self.message = Some(Message { text, offer: None });
            return;
        };
        let withdrawn = last.failed.is_some();
        self.make(Move::LineFailed { said: last.number, why: String::new(), withdrawn }, now);
        let text = if withdrawn { "The line counts as fine again." } else { "The last line is marked; say why in the wrap-up." };
        self.message = Some(Message { text: text.to_owned(), offer: None });
    }

    /// A promise of the agent's own; says whether it was understood.
    pub(super) fn promise(&mut self, what: &str, when: &str, now: &Zoned) -> bool {
        if what.trim().is_empty() {
            self.wrap.error = Some("say what was promised".to_owned());
            return false;
        }
        let Some((by, time)) = self.day_and_time(when, now) else {
            return false;
        };
        self.make(Move::Promise { what: what.trim().to_owned(), owner: String::new(), by, time }, now);
        true
    }

    /// Keeps why a line did not work, if it is marked and that is new.
    fn keep_flag(&mut self, said: u64, why: String, now: &Zoned) {
        let marked = self.call.state().said.iter().find(|line| line.number == said).and_then(|line| line.failed.clone());
        if marked.is_some_and(|kept| kept != why) {
            self.make(Move::LineFailed { said, why, withdrawn: false }, now);
        }
    }

    fn keep_promise(&mut self, index: usize, now: &Zoned) {
        let Some(text) = self.wrap.days.get(&index).cloned() else {
            return;
        };
        let Some((by, time)) = self.day_and_time(&text, now) else {
            return;
        };
        self.wrap.days.remove(&index);
        if let Some(made) = self.call.state().promises.get(index).cloned() {
            let change = Move::ChangePromise { index, what: made.what, owner: made.owner, by, time, withdrawn: made.withdrawn };
            self.make(change, now);
        }
    }

    /// Reads "fri 4pm": a day, a time, or both; an empty text is neither.
    fn day_and_time(&mut self, text: &str, now: &Zoned) -> Option<(Option<String>, Option<String>)> {
        let plain = |kind: &FactKind, text: &str| {
            let value: Value = typed(kind, text, "en-GB", now.date()).ok()?;
            Some(value.plain(kind))
        };
        self.wrap.error = None;
        let text = text.trim();
        if text.is_empty() {
            return Some((None, None));
        }
        if let Some(day) = plain(&FactKind::Date, text) {
            return Some((Some(day), None));
        }
        for (at, _) in text.match_indices(' ') {
            let (day, time) = (&text[..at], text[at..].trim().trim_start_matches("at ").trim());
            if let (Some(day), Some(time)) = (plain(&FactKind::Date, day.trim_end_matches(',')), plain(&FactKind::Time, time)) {
                return Some((Some(day), Some(time)));
            }
        }
        if let Some(time) = plain(&FactKind::Time, text) {
            return Some((Some(now.date().to_string()), Some(time)));
        }
        self.wrap.error = Some(format!("“{text}” is not a day; try fri, fri 4pm, +5 or 5wd"));
        None
    }
}

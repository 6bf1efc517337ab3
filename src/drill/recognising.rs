//! What happens when an answer is recognised, a key pressed, or a step come to where nobody speaks.

use super::{
    act::NotNow,
    answering::{Choosing, Given, Reply},
    facts::{Source, fact, needed, needed_to_speak},
    manners::Quality,
    memory::Offered,
    names::Manner,
    persona::Persona,
    play::Play,
    replying::{LINE_IS_DEAD, MOST_TURNS, cue_in, is_gone_with},
    speech::{capital, gist},
    stock::Stock,
    turn::{GateBroken, Heard, Phase, Said, Spoken, Told, Turn},
};
use crate::{
    call::{AnswerState, Call, Move, Spot},
    tree::{AlwaysKey, Stage, Step},
};
use jiff::Zoned;

/// Facts told with one answer, at most.
const TOLD_AT_ONCE: usize = 3;

impl Play {
    /// Recognises the answer; 0 is none of these. The call goes the way that was really given.
    pub(super) fn recognise(&mut self, number: usize, now: &Zoned) -> Result<(), NotNow> {
        let (given, wording) = match (&self.phase, &self.pending) {
            (Phase::ToHear, Some(pending)) => pending.clone(),
            (Phase::Over(_), _) => return Err(NotNow::Over),
            _ => return Err(NotNow::SayFirst),
        };
        let answers = self.call.read(now).answers();
        if number != 0 && !answers.iter().any(|answer| answer.number == number) {
            let answers = answers.iter().map(|answer| format!("{} {}", answer.number, answer.when)).collect::<Vec<_>>();
            return Err(NotNow::NoSuchAnswer { number, answers: answers.join(", ") });
        }
        let right = number == given.number;
        if number == 0 {
            self.make(Move::NoneOfThese, now)?;
        }
        self.go(&given, wording, now)?;
        self.note_recognised(number, right, &given);
        let confirms = wording.is_some() && given.number == 1;
        self.after_answer(&given, confirms, right, now);
        Ok(())
    }

    /// Takes the answer that was given, as the agent's judgement where it is greyed; above a limit the way is upward.
    fn go(&mut self, given: &Given, wording: Option<usize>, now: &Zoned) -> Result<(), NotNow> {
        let wording = wording.unwrap_or(usize::MAX);
        let Err(refusal) = self.make(Move::Answer { number: given.number, wording, insist: true }, now) else { return Ok(()) };
        if let Some(upward) = self.call.read(now).upward() {
            return self.make(Move::Jump(upward), now);
        }
        let answers = self.call.read(now).answers();
        let open = answers.iter().find(|answer| answer.state == AnswerState::Open).ok_or(refusal)?;
        self.make(Move::Answer { number: open.number, wording, insist: false }, now)
    }

    fn note_recognised(&mut self, number: usize, right: bool, given: &Given) {
        let at = self.turns.len();
        if let Some(turn) = self.turns.last_mut()
            && let Some(heard) = &mut turn.heard
        {
            heard.recognised = Some(number);
            heard.first_try = Some(right);
        }
        if let Some(cue) = cue_in(given.manner) {
            if right {
                self.cue_recognised(cue);
            } else {
                self.memory.settle(cue, at, false);
            }
            if !right && cue.is_of_life() {
                let why = format!("{} was not recognised.", capital(cue.in_words()));
                if let Some(turn) = self.turns.get_mut(at - 1) {
                    turn.gates.push(GateBroken { id: "safety".to_owned(), why });
                }
            }
        }
    }

    /// The call has gone on: what that means for the temper, and the next step.
    fn after_answer(&mut self, given: &Given, was_first_and_said: bool, right: bool, now: &Zoned) {
        let turn = self.turns.len();
        let left = self.turns.last().map(|turn| turn.spot.clone());
        if let Some(left) = left.and_then(|spot| self.call.trees().step(&spot).cloned()) {
            let number = given.number.checked_sub(1);
            // Who goes back to the call has left the despair behind for now.
            self.memory.is_in_despair &= !number.and_then(|at| left.answers.get(at)).is_some_and(|answer| answer.back);
            if left.stage == Stage::Confirm && was_first_and_said {
                self.temper.confirm();
                self.memory.confirmed.get_or_insert(turn);
            }
            if left.techniques.iter().any(|technique| technique.as_str() == "confirmed-summary")
                && given.manner == Manner::Confirms
                && was_first_and_said
            {
                self.temper.confirm();
                self.memory.confirmed.get_or_insert(turn);
            }
        }
        if self.call.state().open_promises().any(|(_, promise)| promise.by.is_some()) {
            self.dated();
        }
        self.memory.is_handed_over |= self.call.state().reached.iter().any(|reached| reached.told.is_some());
        self.pending = None;
        self.memory.is_gone |= is_gone_with(given);
        if !right {
            self.correct(given);
        }
        self.customer.finds.clear();
        if matches!(given.manner, Manner::Found) && given.when.to_lowercase().contains("pass")
            || given.when.to_lowercase().contains("passes")
        {
            self.memory.identified = true;
        }
        self.arrive(now);
    }

    /// After a wrong reading: who spoke says it again, who has hung up is not there, and what stands on screen stands on.
    fn correct(&mut self, given: &Given) {
        if self.memory.is_gone {
            let told = std::mem::take(&mut self.customer.told);
            self.customer = Spoken { aside: LINE_IS_DEAD.to_owned(), told, ..Spoken::default() };
        } else if !given.words.is_empty() {
            let speech = self.speech();
            let before = speech.pick("again", &[], Stock::shipped().again.at(self.temper.heat()));
            let words = format!("{before} {}", gist(&given.words));
            self.customer = Spoken { words, told: std::mem::take(&mut self.customer.told), ..Spoken::default() };
        }
    }

    /// An always-key, in the place of a line or of an answer.
    pub(super) fn key(&mut self, key: AlwaysKey, now: &Zoned) -> Result<(), NotNow> {
        let from = self.call.spot().clone();
        let to = self.call.trees().behind(key, &from.tree);
        if let (Some((given, _)), Some(to)) = (&self.pending, &to) {
            let leads = self.step().and_then(|step| self.leads_to(&from, &step, given.number));
            let meets = cue_in(given.manner).is_some_and(|cue| cue.keys().contains(&key));
            if leads.as_ref() == Some(to) || meets {
                self.recognise(given.number, now)?;
                if meets {
                    self.meet_cue();
                }
                return Ok(());
            }
        }
        self.make(Move::Always(key), now)?;
        let Some(step) = self.call.trees().step(&from).cloned() else { return Ok(()) };
        let turn = Turn {
            number: self.turn(),
            spot: from,
            step_title: self.call.site().in_site_words(&step.title),
            stage: step.stage,
            customer: self.customer.clone(),
            choices: Vec::new(),
            said: Said::Key(key),
            moves: Vec::new(),
            heat_before: self.temper.heat(),
            heat_after: self.temper.heat(),
            reasons: vec![format!("You pressed {}.", key.in_words())],
            heard: None,
            helped: self.helped,
            spoke: false,
            interrupted: false,
            gates: Vec::new(),
            began_at: self.began_at,
        };
        self.turns.push(turn);
        self.helped = false;
        if self.memory.cue.is_some_and(|open| open.cue.keys().contains(&key)) {
            self.meet_cue();
        }
        self.pending = None;
        self.undo = None;
        self.customer.cue = None;
        self.arrive(now);
        Ok(())
    }

    fn leads_to(&self, from: &Spot, step: &Step, number: usize) -> Option<Spot> {
        let target = step.answers.get(number.checked_sub(1)?)?.to.as_ref()?;
        self.call.trees().spot(&from.tree, target)
    }

    /// A step without a line: something is found, decided, or done by others.
    pub(super) fn silent_step(&mut self, now: &Zoned) {
        let Some(step) = self.step() else { return };
        if self.turns.len() >= MOST_TURNS {
            return self.goes_round(now);
        }
        let truth = self.truth(&step, now);
        let persona = self.setting.persona.clone();
        let choosing = Choosing {
            persona: &persona,
            truth: &truth,
            now,
            memory: &self.memory,
            quality: Quality::Good,
            heat: self.temper.heat(),
            moves: &[],
            turn: self.turns.len(),
            leaves: None,
            was_said: false,
        };
        let Reply::Gives(given) = choosing.reply() else {
            return self.end(super::turn::Over::Ended(crate::tree::Outcome::EndedEarly));
        };
        let heat = self.temper.heat();
        let (number, when, manner) = (given.number, given.when.clone(), given.manner);
        let turn = Turn {
            number: self.turn(),
            spot: self.call.spot().clone(),
            step_title: self.call.site().in_site_words(&step.title),
            stage: step.stage,
            customer: self.customer.clone(),
            choices: Vec::new(),
            said: Said::Nothing,
            moves: Vec::new(),
            heat_before: heat,
            heat_after: heat,
            reasons: Vec::new(),
            heard: Some(Heard { given: number, when, manner, recognised: None, first_try: None }),
            helped: false,
            spoke: false,
            interrupted: false,
            gates: Vec::new(),
            began_at: self.at_event,
        };
        self.turns.push(turn);
        let finds = std::mem::take(&mut self.customer.finds);
        let told = std::mem::take(&mut self.customer.told);
        let mut when = given.when.clone();
        if let Some(first) = when.get(..1) {
            when = first.to_lowercase() + &when[1..];
        }
        self.customer = Spoken { words: String::new(), aside: when, told, finds, cue: None, is_silent: true };
        self.pending = Some((given, None));
        self.phase = Phase::ToHear;
    }

    /// The call as it truly stands: what was told or stands on screen is known, whether it was captured or not.
    pub(super) fn truth(&self, step: &Step, now: &Zoned) -> Call {
        let mut truth = self.call.clone();
        let mut names: Vec<String> = self.memory.facts.iter().map(|offered| offered.name.clone()).collect();
        names.extend(step.captures.iter().map(ToString::to_string));
        names.extend(
            step.answers
                .iter()
                .filter_map(|answer| answer.needs.as_ref())
                .flat_map(|needs| needs.facts().into_iter().map(ToString::to_string).collect::<Vec<_>>()),
        );
        for name in names {
            if truth.read(now).known(&name).is_some() {
                continue;
            }
            // What an answer asks about and nobody has told or found is not known.
            let is_offered = self.memory.facts.iter().any(|offered| offered.name == name)
                || step.captures.iter().any(|id| id.as_str() == name)
                || self.setting.persona.facts.contains_key(name.as_str())
                || self.setting.persona.finds.contains_key(name.as_str());
            if is_offered && let Some((told, _)) = fact(&truth, &self.setting.persona, &name, now) {
                let _ = truth.take(Move::SetFact { name, value: told.value, not_a_card: true }, now);
            }
        }
        truth
    }

    /// The facts that are told with an answer: those of this step, and those the next step's line needs.
    pub(super) fn told_with(&mut self, step: &Step, given: &Given, words: &str, now: &Zoned) -> Vec<Told> {
        let truth_of_way = {
            let mut ahead = self.call.clone();
            let made = Move::Answer { number: given.number, wording: usize::MAX, insist: true };
            ahead.take(made, now).is_ok().then_some(ahead)
        };
        let mut names: Vec<String> = Vec::new();
        if let Some(ahead) = &truth_of_way
            && let Some(next) = ahead.trees().step(ahead.spot())
        {
            // Name and number stand on the screen: nobody tells them unasked.
            let is_told = |name: &String| !Persona::is_on_screen(name) || step.captures.iter().any(|id| id.as_str() == name);
            names.extend(needed_to_speak(&ahead.read(now), next).into_iter().filter(is_told));
        }
        names.extend(needed(&self.call.read(now), step, 0));
        let call = truth_of_way.unwrap_or_else(|| self.call.clone());
        let turn = self.turns.len();
        let mut told: Vec<Told> = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        for name in names {
            let is_new = !self.memory.facts.iter().any(|offered| offered.name == name) && !seen.contains(&name);
            seen.push(name.clone());
            if !is_new || told.len() >= TOLD_AT_ONCE {
                continue;
            }
            let found =
                fact(&call, &self.setting.persona, &name, now).or_else(|| fact(&self.call, &self.setting.persona, &name, now));
            if let Some((fact, Source::Customer)) = found {
                self.memory.facts.push(Offered { name, turn });
                told.push(fact);
            }
        }
        // What was told with the words anyway can be captured too.
        for (name, value) in &self.setting.persona.facts.clone() {
            let name = name.to_string();
            let is_new = !self.memory.facts.iter().any(|offered| offered.name == name);
            if is_new
                && value.chars().count() > 3
                && words.to_lowercase().contains(&value.to_lowercase())
                && let Some((fact, _)) = fact(&call, &self.setting.persona, &name, now)
            {
                self.memory.facts.push(Offered { name, turn });
                told.push(fact);
            }
        }
        told
    }

    /// What a hand-over has brought: what the step takes down besides what its lines need, once somebody was told.
    pub(super) fn found_by_handing_over(&mut self, step: &Step, given: &Given, now: &Zoned) -> Vec<Told> {
        let answer = given.number.checked_sub(1).and_then(|at| step.answers.get(at));
        if !answer.is_some_and(|answer| answer.told) {
            return Vec::new();
        }
        let turn = self.turns.len();
        let mut found = Vec::new();
        for name in needed(&self.call.read(now), step, 0) {
            let Some((told, Source::Screen)) = fact(&self.call, &self.setting.persona, &name, now) else { continue };
            if !self.memory.facts.iter().any(|offered| offered.name == name) {
                self.memory.facts.push(Offered { name, turn });
            }
            found.push(told);
        }
        found
    }

    /// What stands on the agent's screen at this step, and what the customer would still tell for its line.
    pub(super) fn find(&mut self, now: &Zoned) {
        let Some(step) = self.step() else { return };
        let names = needed(&self.call.read(now), &step, 0);
        let to_speak = needed_to_speak(&self.call.read(now), &step);
        let turn = self.turn();
        for name in names {
            if self.customer.told.iter().chain(&self.customer.finds).any(|told| told.name == name) {
                continue;
            }
            let Some((told, source)) = fact(&self.call, &self.setting.persona, &name, now) else { continue };
            let was_told = self.memory.facts.iter().any(|offered| offered.name == name);
            // What a hand-over brings is not there before it was made.
            if source == Source::Screen && step.kind.is_escalation() && !to_speak.contains(&name) {
                continue;
            }
            let is_for_later = source == Source::Customer && !was_told;
            if is_for_later {
                // The customer tells it in answer to this step's line, unless the line itself needs it.
                let in_line = self.call.read(now).gaps(0).iter().any(|gap| gap.name == name && gap.in_line);
                if !in_line || self.turns.is_empty() {
                    continue;
                }
            }
            if !was_told {
                self.memory.facts.push(Offered { name: name.clone(), turn });
            }
            self.customer.finds.push(told);
        }
    }
}

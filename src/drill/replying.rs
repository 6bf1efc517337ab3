//! What the customer does with what was said: answers, leaves, or says what must be met at once.

use super::{
    answering::{Choosing, Given, Reply, manner_on},
    manners::Quality,
    names::{Manner, MoveId},
    persona::{Leaving, NoticeKind},
    play::{Play, cue_of},
    speech::is_agents,
    stock::Stock,
    temper::Change,
    turn::{Cue, Heard, LineFrom, Over, Phase, Said, Spoken},
};
use crate::{
    call::{Call, Move, Who},
    tree::{Kind, Outcome, Step},
};
use jiff::Zoned;

/// A call of more turns goes round and round.
pub(super) const MOST_TURNS: usize = 70;
/// Quiet turns after which a customer is gone.
const QUIET_TURNS: u8 = 4;
/// What is heard where the customer has hung up.
pub(super) const LINE_IS_DEAD: &str = "the line is dead";
/// Lines in a row without an answer after which a call is given up.
const MOST_OBJECTIONS: u8 = 3;

impl Play {
    /// The customer answers, leaves, or says what must be met at once.
    pub(super) fn answer(&mut self, step: &Step, said: &Said, quality: Quality, moves: &[MoveId], change: &Change, now: &Zoned) {
        self.choices.clear();
        let wording = match said {
            Said::Chosen { from: LineFrom::OwnLine { wording }, .. } => Some(*wording),
            _ if quality == Quality::Good && !matches!(said, Said::Silence) => self.own_wording(),
            _ => None,
        };
        if matches!(said, Said::Silence) && !self.listens(step) {
            self.customer = Spoken { words: "Hello? Are you still there?".to_owned(), ..Spoken::default() };
            self.lay_out(now);
            return;
        }
        let leaves = (change.leaves && !self.memory.is_gone).then_some(self.setting.persona.leaves);
        if leaves == Some(Leaving::HangsUp) || (!self.memory.is_gone && self.is_gone()) {
            return self.rings_off(leaves, now);
        }
        if self.turns.len() >= MOST_TURNS {
            return self.goes_round(now);
        }
        let truth = self.truth(step, now);
        let persona = self.setting.persona.clone();
        let choosing = Choosing {
            persona: &persona,
            truth: &truth,
            now,
            memory: &self.memory,
            quality,
            heat: self.temper.heat(),
            moves,
            turn: self.turns.len(),
            leaves,
            was_said: true,
        };
        let reply = choosing.reply();
        let given = if let Reply::Gives(given) = &reply { Some(given) } else { None };
        let ready = choosing.ready();
        // The last chance to say it: this answer ends the call.
        let is_last = given
            .and_then(|given| choosing.leads_to(given.number))
            .is_some_and(|to| self.call.trees().step(&to).is_some_and(|step| step.kind.is_end()));
        if let Some(cue) = self.cue_now(step, leaves, given, is_last) {
            self.memory.is_driven |= change.leaves;
            return self.interject(cue, now);
        }
        match reply {
            Reply::Nothing => self.ends_here(step, now),
            Reply::Objects => self.objects(leaves, now),
            Reply::Gives(given) if step.kind.is_end() => {
                let made = Move::Answer { number: given.number, wording: wording.unwrap_or(usize::MAX), insist: false };
                let goes_on = self.goes_on(step) && self.make(made, now).is_ok();
                if goes_on { self.arrive(now) } else { self.ends_here(step, now) }
            }
            Reply::Gives(given) => {
                let wants_out = matches!(given.manner, Manner::AsksForManager | Manner::Complains);
                self.memory.is_driven |= change.leaves || (wants_out && quality != Quality::Good);
                let loose = ready.filter(|at| given.hidden != Some(*at) && self.setting.persona.hidden[*at].with.is_none());
                self.give(step, given, wording, leaves, loose, &truth, now);
            }
        }
    }

    /// Gives the answer: its words, what is told in them, and what is to be recognised.
    #[expect(clippy::too_many_arguments, reason = "an answer hangs on all of it")]
    fn give(
        &mut self,
        step: &Step,
        mut given: Given,
        wording: Option<usize>,
        leaves: Option<Leaving>,
        loose: Option<usize>,
        truth: &Call,
        now: &Zoned,
    ) {
        self.memory.objections = 0;
        let others: Vec<Manner> = truth
            .read(now)
            .answers()
            .iter()
            .filter(|answer| answer.number != given.number)
            .map(|answer| manner_on(Some(&step.kind), &answer.when))
            .collect();
        let speech = self.speech();
        let (mut words, mut aside) = speech.reply(&self.call.spot().to_string(), &given, &others);
        if self.memory.is_gone {
            (words, aside) = (String::new(), LINE_IS_DEAD.to_owned());
        }
        given.words = super::speech::directed(&words, String::new()).0;
        let is_fixing = super::hearing::is_fix(step.stage);
        let is_an_outburst = matches!(
            given.manner,
            Manner::Insults | Manner::Threatens | Manner::Despair | Manner::AsksForManager | Manner::Complains
        );
        let is_open = !is_agents(given.manner) && cue_in(given.manner).is_none() && !self.memory.is_gone;
        if is_open
            && let Some(says) = speech.turn_of_heat(self.memory.band, is_fixing)
            && !words.contains(says.as_str())
        {
            words = joined(says, &words);
        }
        if leaves == Some(Leaving::GoesQuiet) {
            words = speech.pick("leaving", &self.setting.persona.leaving, Stock::shipped().leaving(Leaving::GoesQuiet));
            given.words.clone_from(&words);
        }
        let loose = loose.filter(|_| !is_an_outburst && !self.memory.is_gone);
        if let Some(at) = loose {
            words = joined(&words, &self.setting.persona.hidden[at].tells);
        }
        // Who has rung off, will not say, or does not speak here, tells nothing.
        let is_shut = matches!(given.manner, Manner::RingsOff | Manner::Refuses);
        let speaks = !is_agents(given.manner) && !is_shut && !is_an_outburst && !self.memory.is_gone;
        let told = if speaks { self.told_with(step, &given, &words, now) } else { Vec::new() };
        for fact in &told {
            let tells = self.speech().tells(fact);
            let day = fact.shown.split(' ').next().filter(|_| fact.kind == crate::tree::FactKind::Date);
            let says = |what: &str| words.to_lowercase().contains(&what.to_lowercase());
            if !says(&fact.shown) && !says(&fact.value) && !day.is_some_and(says) {
                words = joined(&words, &tells);
            }
        }
        let (words, aside) = super::speech::directed(&words, aside);
        let cue = cue_in(given.manner);
        self.remember(&given, loose, cue);
        self.memory.band = Some(super::persona::Band::of(self.temper.heat()));
        self.memory.heard(&words);
        let is_silent = is_agents(given.manner) && words.is_empty() && !self.memory.is_gone;
        let finds = self.found_by_handing_over(step, &given, now);
        self.customer = Spoken { words, aside, told, finds, cue, is_silent };
        if let Some(turn) = self.turns.last_mut() {
            let (number, when, manner) = (given.number, given.when.clone(), given.manner);
            turn.heard = Some(Heard { given: number, when, manner, recognised: None, first_try: None });
        }
        self.pending = Some((given, wording));
        self.phase = Phase::ToHear;
    }

    fn remember(&mut self, given: &Given, loose: Option<usize>, cue: Option<Cue>) {
        for at in given.hidden.into_iter().chain(loose) {
            if let Some(told) = self.memory.hidden.get_mut(at) {
                *told = true;
            }
        }
        self.memory.earlier_told |= given.manner == Manner::EarlierCalls;
        self.memory.insults += u8::from(given.manner == Manner::Insults);
        self.memory.complaint_heard |= given.manner == Manner::Complains;
        self.memory.despair_heard |= given.manner == Manner::Despair;
        self.memory.is_in_despair |= given.manner == Manner::Despair;
        self.memory.threat_heard |= given.manner == Manner::Threatens;
        self.memory.manager_wanted |= given.manner == Manner::AsksForManager;
        if let Some(cue) = cue {
            self.memory.cues.push((cue, self.turns.len(), None));
        }
    }

    /// What must be said now although no answer of the step says it.
    fn cue_now(&self, step: &Step, leaves: Option<Leaving>, given: Option<&Given>, is_last: bool) -> Option<Cue> {
        let is_safe_ground = step.warning || step.kind.is_escalation() || step.kind.is_end() || self.memory.is_gone;
        if is_safe_ground {
            return None;
        }
        let says = |manner: Manner| given.is_some_and(|given| given.manner == manner);
        if leaves == Some(Leaving::AsksForManager) && !says(Manner::AsksForManager) {
            return Some(Cue::Manager);
        }
        let notice = self.setting.persona.notice.as_ref()?;
        let turn = self.turns.len();
        let by_turn = usize::from(notice.by_turn.unwrap_or(2));
        match notice.kind {
            NoticeKind::Abuse => {
                let hot =
                    (self.temper.heat() >= 6.0 || self.memory.insults == 0) && !self.memory.is_bounded && self.memory.insults < 3;
                (hot && turn >= by_turn && !says(Manner::Insults) && self.memory.cue.is_none()).then_some(Cue::Abuse)
            }
            NoticeKind::Threat => {
                ((turn >= by_turn || is_last) && !self.memory.threat_heard && !says(Manner::Threatens)).then_some(Cue::Threat)
            }
            NoticeKind::SelfHarm => {
                ((turn >= by_turn || is_last) && !self.memory.despair_heard && !says(Manner::Despair)).then_some(Cue::SelfHarm)
            }
        }
    }

    /// The customer says something that no answer of the step holds; it must be met with a key.
    fn interject(&mut self, cue: Cue, now: &Zoned) {
        let persona = self.setting.persona.clone();
        let notice = persona.notice.as_ref().filter(|notice| cue_of(notice.kind) == cue);
        let is_strong = self.setting.language == super::level::Strength::Strong;
        let own: &[String] = match notice {
            Some(notice) if is_strong && !notice.strong.is_empty() => &notice.strong,
            Some(notice) => &notice.cues,
            None if cue == Cue::Manager => &persona.leaving,
            None => &[],
        };
        let speech = self.speech();
        let (words, aside) = super::speech::directed(&speech.pick("cue", own, Stock::shipped().cue(cue)), speech.aside());
        match cue {
            Cue::Abuse => self.memory.insults += 1,
            Cue::Threat => self.memory.threat_heard = true,
            Cue::SelfHarm => (self.memory.despair_heard, self.memory.is_in_despair) = (true, true),
            Cue::Manager => self.memory.manager_wanted = true,
            Cue::Danger => {}
        }
        self.memory.cue = Some(super::memory::OpenCue { cue, has_grace: false, is_there: false });
        self.memory.heard(&words);
        self.customer = Spoken { words, aside, cue: Some(cue), ..Spoken::default() };
        self.pending = None;
        self.phase = Phase::ToSay;
        self.lay_out(now);
    }

    /// What was said can be answered by nothing that the step waits for: the customer says so, and the step stands.
    fn objects(&mut self, leaves: Option<Leaving>, now: &Zoned) {
        self.memory.objections += 1;
        if self.memory.objections > MOST_OBJECTIONS {
            return self.goes_round(now);
        }
        let speech = self.speech();
        let (words, aside) = if self.memory.is_gone {
            (String::new(), LINE_IS_DEAD.to_owned())
        } else if self.memory.is_in_despair {
            (String::new(), "says nothing for a long while".to_owned())
        } else if let Some(leaving) = leaves {
            (speech.pick("leaving", &self.setting.persona.leaving, Stock::shipped().leaving(leaving)), speech.aside())
        } else {
            let heated = speech.turn_of_heat(self.memory.band, true).cloned();
            let stock = || speech.pick("objects", &[], Stock::shipped().objects.at(self.temper.heat()));
            (heated.unwrap_or_else(stock), speech.aside())
        };
        let (words, aside) = super::speech::directed(&words, aside);
        self.memory.band = Some(super::persona::Band::of(self.temper.heat()));
        self.memory.heard(&words);
        self.customer = Spoken { words, aside, ..Spoken::default() };
        self.lay_out(now);
    }

    /// The call went round and round: somebody gives it up.
    pub(super) fn goes_round(&mut self, now: &Zoned) {
        // Whoever ends it, the drill is over.
        let _ = self.call.take(Move::End { outcome: Outcome::EndedEarly, who: Who::Customer }, now);
        self.end(Over::WentRound);
    }

    /// A customer who went quiet and was left so.
    pub(super) fn is_gone(&mut self) -> bool {
        if !self.temper.is_lost() {
            self.memory.quiet_turns = 0;
            return false;
        }
        self.memory.quiet_turns += 1;
        self.memory.quiet_turns > QUIET_TURNS
    }

    fn rings_off(&mut self, leaves: Option<Leaving>, now: &Zoned) {
        let over = if leaves == Some(Leaving::HangsUp) { Over::HungUp } else { Over::Lost };
        let leaving = self.setting.persona.leaves;
        let speech = self.speech();
        let words = speech.pick("leaving", &self.setting.persona.leaving, Stock::shipped().leaving(leaving));
        let aside = if over == Over::HungUp { "rings off" } else { "the line goes quiet, then dead" }.to_owned();
        self.customer = Spoken { words, aside, ..Spoken::default() };
        let _ = self.call.take(Move::End { outcome: Outcome::EndedEarly, who: Who::Customer }, now);
        self.end(over);
    }

    /// Whether the tree that was left still has something to do with this customer.
    fn goes_on(&self, step: &Step) -> bool {
        let Some(back) = self.call.state().returns.last() else { return false };
        let is_late = self.call.trees().step(back).is_some_and(|step| super::hearing::is_fix(step.stage));
        let is_done = matches!(step.kind, Kind::End(Outcome::Resolved | Outcome::FollowUp));
        is_done && (is_late || self.call.state().visits_to(back) == 0)
    }

    fn ends_here(&mut self, step: &Step, now: &Zoned) {
        let outcome = if let Kind::End(outcome) = step.kind { outcome } else { Outcome::EndedEarly };
        // What they said last was said in the turn before.
        self.customer = Spoken { aside: "the line closes".to_owned(), is_silent: true, ..Spoken::default() };
        let _ = self.call.take(Move::End { outcome, who: Who::Customer }, now);
        // Who had gone quiet and then hung up was lost, whatever was left as a message.
        let is_lost = self.memory.is_gone && self.temper.is_lost();
        self.end(if is_lost { Over::Lost } else { Over::Ended(outcome) });
    }
}

/// Whether the customer is gone with that answer.
pub(super) fn is_gone_with(given: &Given) -> bool {
    let when = given.when.to_lowercase();
    ["hangs up", "hung up already", "rings off"].iter().any(|words| when.ends_with(words))
}

/// The cue that lies in an answer.
pub(super) fn cue_in(manner: Manner) -> Option<Cue> {
    match manner {
        Manner::Insults => Some(Cue::Abuse),
        Manner::Threatens => Some(Cue::Threat),
        Manner::Despair => Some(Cue::SelfHarm),
        Manner::Danger | Manner::Health => Some(Cue::Danger),
        Manner::AsksForManager => Some(Cue::Manager),
        _ => None,
    }
}

/// Two pieces of speech, one after the other; either may be empty.
fn joined(first: &str, second: &str) -> String {
    format!("{first} {second}").trim().to_owned()
}

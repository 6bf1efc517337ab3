//! What happens when a line is said: it is heard, it warms or cools, and the customer answers.

use super::{
    act::NotNow,
    hearing::{Hearing, Standing, Written, hear, plain},
    manners::Quality,
    model::{Model, MoveRule, When},
    names::MoveId,
    play::Play,
    slips::slip,
    speech::capital,
    temper::Change,
    timing::{Timing, timing},
    turn::{Cue, GateBroken, LineFrom, MoveMade, Phase, Said, Turn},
};
use crate::{
    call::Call,
    check::words::{Filling as _, Samples},
    tree::{FactKind, Stage, Step},
};
use jiff::Zoned;
use std::collections::BTreeMap;

/// Moves that please by the day that is named in them.
const BY_A_DAY: [&str; 3] = ["TIME_EXACT", "FOLLOW_UP", "TELLS_STEPS"];

impl Play {
    /// Says a line; `meant` is the move the trainee says it was.
    pub(super) fn say(&mut self, said: &Said, meant: Option<&MoveId>, now: &Zoned) -> Result<(), NotNow> {
        let step = self.step().ok_or(NotNow::Over)?;
        let turn = self.turn();
        let hearing = self.hear(said, &step);
        let missing = if said.is_own_line() { self.missing_from(said, now) } else { Vec::new() };
        let mut moves = match meant {
            Some(id) => vec![id.clone()],
            None => hearing.moves.clone(),
        };
        self.by_order(&mut moves, &hearing, &step, said);
        let timing = timing(&self.call, &self.setting.persona, said, &step, now);
        if timing == Some(Timing::TooLate) {
            moves.retain(|id| !BY_A_DAY.contains(&id.as_str()));
        }
        self.memory.timing = timing;
        if self.interrupted {
            moves.push("INTERRUPT".into());
        }
        let before = self.temper.heat();
        let change = self.temper.take(Model::shipped(), &self.setting.persona, &moves);
        let mut record = self.record(&step, said.clone(), &moves, &change, before, now);
        name_missing(&mut record, &missing);
        if timing == Some(Timing::TooLate) {
            record.reasons.push(format!("That day comes too late for {}.", self.setting.persona.called));
        }
        self.memory.said(turn, said.text(), &hearing, &step, said.is_own_line());
        self.memory.moves.extend(moves.iter().cloned());
        let quality = quality(&hearing, &moves, &change, &step, said);
        self.memory.after_slip = quality == Quality::Bad;
        self.turns.push(record);
        self.gates(&moves, said, &step);
        self.weigh_cue(&moves, said, quality);
        self.undo = None;
        (self.helped, self.spoke, self.interrupted) = (false, false, false);
        self.answer(&step, said, quality, &moves, &change, now);
        Ok(())
    }

    /// Hears what was said where the call stands.
    fn hear(&self, said: &Said, step: &Step) -> Hearing {
        if let Said::Chosen { from: LineFrom::Slip(id), .. } = said
            && let Some(slip) = slip(id)
        {
            let mut hearing = self.hear_words(said.text(), false, step);
            hearing.moves.clone_from(&slip.moves);
            if self.memory.said.contains(&plain(said.text())) {
                hearing.moves.push("SAME_AGAIN".into());
            }
            return hearing;
        }
        let mut hearing = self.hear_words(said.text(), said.is_own_line(), step);
        if matches!(said, Said::Chosen { from: LineFrom::Avoid { .. }, .. }) {
            let worth = |id: &MoveId| super::temper::Temper::worth(Model::shipped(), &self.setting.persona, id);
            if !hearing.moves.iter().any(|id| worth(id) > 0.0) {
                hearing.moves = vec!["AGAINST_ADVICE".into()];
            }
        }
        hearing
    }

    /// Hears words as they would be heard now.
    pub(super) fn hear_words(&self, words: &str, is_own: bool, step: &Step) -> Hearing {
        let (words, has_gap) = if is_own { without_gaps(words, &self.call) } else { (words.to_owned(), false) };
        let standing = Standing {
            step,
            mood: self.call.state().mood,
            is_own,
            has_gap,
            holds: self.memory.holds(self.temper.heat()),
            concerns: &self.memory.concerns,
            said_before: &self.memory.said,
            written: if is_own { self.written(&words, step) } else { None },
        };
        hear(&words, &standing)
    }

    /// The labels of the facts that the own line wanted and did not have, though they could be known.
    fn missing_from(&self, said: &Said, now: &Zoned) -> Vec<String> {
        let Said::Chosen { from: LineFrom::OwnLine { wording }, text, .. } = said else { return Vec::new() };
        if !without_gaps(text, &self.call).1 {
            return Vec::new();
        }
        let gaps = self.call.read(now).gaps(*wording);
        gaps.into_iter().filter(|gap| gap.in_line).map(|gap| gap.label).collect()
    }

    /// The step's own line as it is written, which was said with these words.
    fn written(&self, words: &str, step: &Step) -> Option<Written> {
        let state = self.call.state();
        let lines = step.lines(state.mood).map(|line| self.call.site().in_site_words(line));
        let line = lines.into_iter().find(|line| crate::tree::Line::new(line).could_say(words))?;
        // With the author's samples, as the line was checked: what this customer's facts say is not the line's doing.
        let tree = self.call.trees().tree(self.call.spot().tree.as_str())?;
        let sample = |name: &str| (name.to_owned(), Samples(tree).fill(name));
        let facts: BTreeMap<String, String> = crate::tree::Line::new(&line).facts().map(sample).collect();
        let is_day = |name: &String| {
            tree.facts.get(name.as_str()).is_some_and(|fact| matches!(fact.kind, FactKind::Date | FactKind::Time))
        };
        let has_day = facts.keys().any(is_day);
        Some(Written { line, facts, has_day })
    }

    /// What follows from the order of things alone.
    fn by_order(&self, moves: &mut Vec<MoveId>, hearing: &Hearing, step: &Step, said: &Said) {
        let is_open = |cue: Cue| self.memory.cue.is_some_and(|open| open.cue == cue);
        if is_open(Cue::Abuse) && !hearing.made("BOUNDARY") && !hearing.made("BOUNDARY_THREAT") {
            moves.push("ABUSE_IGNORED".into());
        }
        if self.brushes_despair_aside(moves, said) && !hearing.made("DESPAIR_DENIED") {
            moves.push("DESPAIR_DENIED".into());
        }
        if matches!(said, Said::Silence) {
            moves.clear();
            moves.push(if self.listens(step) { "LISTEN_WAIT" } else { "SILENCE_20S" }.into());
        }
    }

    /// Whether saying nothing is listening here.
    pub(super) fn listens(&self, step: &Step) -> bool {
        let is_opened = !self.turns.is_empty();
        is_opened && matches!(step.stage, Stage::Listen) && !step.warning && !self.memory.said.is_empty()
    }

    fn record(&self, step: &Step, said: Said, moves: &[MoveId], change: &Change, before: f32, now: &Zoned) -> Turn {
        let called = &self.setting.persona.called;
        let model = Model::shipped();
        let better = self.better_than(step, &said, now);
        let made = |id: &MoveId| {
            let counted = change.counted.iter().find(|(other, _)| other == id);
            let rule = model.get(id.as_str());
            MoveMade {
                id: id.clone(),
                name: rule.map_or_else(|| id.to_string(), |rule| rule.name.clone()),
                heat: counted.map_or(0.0, |(_, heat)| *heat),
                counted: counted.is_some(),
                reason: rule
                    .map_or_else(String::new, |rule| capital(&rule.heard.replace("{name}", called).replace("{better}", &better))),
            }
        };
        let mut made: Vec<MoveMade> = moves.iter().map(made).collect();
        made.sort_by(|a, b| b.counted.cmp(&a.counted).then(b.heat.abs().total_cmp(&a.heat.abs())));
        let mut reasons: Vec<String> = made.iter().filter(|made| made.counted).map(|made| made.reason.clone()).collect();
        if moves.is_empty() && !said.text().is_empty() {
            reasons.push("Not recognised: nothing in it warms or cools.".to_owned());
        }
        reasons.extend(change.reasons.iter().cloned());
        Turn {
            number: self.turn(),
            spot: self.call.spot().clone(),
            step_title: self.call.site().in_site_words(&step.title),
            stage: step.stage,
            customer: self.customer.clone(),
            choices: self.choices.clone(),
            said,
            moves: made,
            heat_before: before,
            heat_after: self.temper.heat(),
            reasons,
            heard: None,
            helped: self.helped,
            spoke: self.spoke,
            interrupted: self.interrupted,
            gates: Vec::new(),
            began_at: self.began_at,
        }
    }

    /// What the step would say in the place of what it warns of; elsewhere its own line.
    fn better_than(&self, step: &Step, said: &Said, now: &Zoned) -> String {
        let swap = match said {
            Said::Chosen { from: LineFrom::Avoid { swap }, .. } => step.avoid.get(*swap),
            _ => None,
        };
        let own = || self.choices.iter().find(|choice| choice.from.is_own()).map_or_else(String::new, |own| own.text.clone());
        let better = swap.map_or_else(own, |swap| self.call.read(now).fill(&swap.but));
        format!("“{better}”")
    }

    /// Breaks the gates that the moves break.
    fn gates(&mut self, moves: &[MoveId], said: &Said, step: &Step) {
        let model = Model::shipped();
        let mut broken: Vec<GateBroken> = Vec::new();
        for rule in moves.iter().filter_map(|id| model.get(id.as_str())) {
            if let Some(gate) = &rule.gate {
                broken.push(GateBroken {
                    id: gate.clone(),
                    why: capital(&rule.heard.replace("{name}", &self.setting.persona.called)),
                });
            }
        }
        if let Said::Chosen { from: LineFrom::Slip(id), .. } = said
            && let Some(slip) = slip(id)
            && let Some(gate) = &slip.gate
        {
            broken.push(GateBroken { id: gate.clone(), why: slip.why.clone() });
        }
        if self.memory.manager_refused >= 2 && moves.iter().any(|id| *id == "MANAGER_REFUSED") {
            broken.push(GateBroken { id: "manager".to_owned(), why: "A manager was refused a second time.".to_owned() });
        }
        if !said.is_own_line()
            && let Some(why) = super::authority::above(&self.call, said.text(), step)
        {
            broken.push(GateBroken { id: "authority".to_owned(), why });
        }
        if let Some(turn) = self.turns.last_mut() {
            for gate in broken {
                if !turn.gates.iter().any(|other| other.id == gate.id) {
                    turn.gates.push(gate);
                }
            }
        }
    }

    /// "That's not what I meant": what was typed counts as the move that was meant.
    pub(super) fn meant(&mut self, id: &MoveId, now: &Zoned) -> Result<(), NotNow> {
        let model = Model::shipped();
        if model.get(id.as_str()).is_none() {
            let near = model.nearest(id.as_str()).map(|near| format!("; did you mean {near}?")).unwrap_or_default();
            return Err(NotNow::NoSuchMove(id.to_string(), near));
        }
        let text = match self.turns.last().map(|turn| &turn.said) {
            Some(Said::Typed { text, .. }) => text.clone(),
            _ => return Err(NotNow::NothingMeant),
        };
        let before = self.undo.take().ok_or(NotNow::NothingMeant)?;
        *self = *before;
        self.say(&Said::Typed { text, meant: Some(id.clone()) }, Some(id), now)
    }

    /// Silence: on a listening step it leaves them the floor, elsewhere it is a gap.
    pub(super) fn wait(&mut self, now: &Zoned) -> Result<(), NotNow> {
        match self.phase {
            Phase::ToSay => self.say(&Said::Silence, None, now),
            Phase::ToHear => Err(NotNow::HearFirst),
            Phase::Over(_) => Err(NotNow::Over),
        }
    }

    /// The wording of the step's own line that counts as said when its job was done in other words.
    pub(super) fn own_wording(&self) -> Option<usize> {
        let turn = self.turns.last()?;
        turn.choices.iter().find_map(|choice| if let LineFrom::OwnLine { wording } = choice.from { Some(wording) } else { None })
    }
}

/// Says in the reasons what was missing from the line: of each move that hangs on it, or else by itself.
fn name_missing(turn: &mut Turn, missing: &[String]) {
    if missing.is_empty() {
        return;
    }
    let named: Vec<String> = missing.iter().map(|label| format!("“{label}”")).collect();
    let was = if named.len() == 1 { "was" } else { "were" };
    let told = format!("{} {was} missing from the line", named.join(" and "));
    let mut is_told = false;
    for made in &mut turn.moves {
        let hangs_on_it = |rule: &MoveRule| rule.read.iter().any(|reads| reads.when.contains(&When::Gap));
        if made.counted && Model::shipped().get(made.id.as_str()).is_some_and(hangs_on_it) {
            let before = std::mem::take(&mut made.reason);
            made.reason = format!("{}: {told}.", before.trim_end_matches('.'));
            turn.reasons.iter_mut().filter(|reason| **reason == before).for_each(|reason| reason.clone_from(&made.reason));
            is_told = true;
        }
    }
    if !is_told {
        turn.reasons.push(format!("{told}."));
    }
}

/// How well it was: heating is bad; good is what the step is for.
fn quality(hearing: &Hearing, moves: &[MoveId], change: &Change, step: &Step, said: &Said) -> Quality {
    let hot: f32 = change.counted.iter().map(|(_, heat)| heat.max(0.0)).sum();
    if hot >= 1.0 {
        return Quality::Bad;
    }
    if hot > 0.0 {
        return Quality::Weak;
    }
    let made = |ids: &[&str]| ids.iter().any(|id| moves.iter().any(|made| made.as_str() == *id));
    let does = match step.stage {
        _ if step.warning => made(&["BOUNDARY"]),
        Stage::Open => made(&["OPEN_Q", "EMP_SPECIFIC", "LISTEN_WAIT"]),
        Stage::Listen => made(&["LISTEN_WAIT", "OPEN_Q", "CHECK_GOAL", "EMP_SPECIFIC", "XFER_WARM"]),
        Stage::Acknowledge => {
            made(&["EMP_SPECIFIC", "OWN_SORRY", "AGREES", "PARA_RIGHT", "OPEN_Q", "STAYS", "ASKS_SAFE", "THANKS"])
        }
        Stage::Confirm => made(&["PARA_RIGHT"]),
        Stage::Check => made(&["ID_REASON", "DATA_REASON", "TELLS_STEPS", "OPEN_Q", "LIMIT_HONEST", "TIME_EXACT", "OWN_SORRY"]),
        Stage::Own => made(&["OWN_SORRY", "TELLS_STEPS", "AGREES", "LIMIT_HONEST", "TIME_EXACT"]),
        Stage::Offer => made(&["OPTIONS_2", "LIMIT_HONEST", "GOODWILL", "TELLS_STEPS", "XFER_WARM"]),
        Stage::Act => {
            made(&["TELLS_STEPS", "TIME_EXACT", "XFER_WARM", "GOODWILL", "STAYS", "ASKS_SAFE", "LIMIT_HONEST", "HOLD_ASKED"])
        }
        Stage::Recap => made(&["RECAP", "CHECK_GOAL"]),
        Stage::FollowUp => made(&["FOLLOW_UP", "TIME_EXACT"]),
        Stage::Close | Stage::Learn => true,
    };
    let is_own = said.is_own_line() && !(step.stage == Stage::Confirm && hearing.made("PARA_WRONG"));
    if is_own || does { Quality::Good } else { Quality::Weak }
}

/// A line without the questions that stand in the place of missing facts, and whether one was missing that can be known.
fn without_gaps(words: &str, call: &Call) -> (String, bool) {
    let (mut out, mut has_gap, mut rest) = (String::new(), false, words);
    while let Some((before, after)) = rest.split_once('[') {
        let Some((ask, behind)) = after.split_once(']') else { break };
        out += before;
        out += "it";
        let numbers = &call.site().numbers;
        // A number of the site that nobody has set is not the trainee's to find.
        let is_unset = ask == "which number?" && (numbers.crisis_line.is_empty() || numbers.duty_number.is_empty());
        has_gap |= !is_unset;
        rest = behind;
    }
    (out + rest, has_gap)
}
